"""Webhooks are made, tried and removed on a page."""

from collections.abc import Iterator
from typing import Any

import pytest
from starlette.testclient import TestClient

from foglift.desk import Desk, fetch
from foglift.desk.fetch import Answer
from tests.desk.conftest import client_of


@pytest.fixture
def admin(own: tuple[Desk, Any]) -> Iterator[TestClient]:
    with client_of(own[0]) as client:
        yield client


HOOK = {"name": "Newsroom", "url": "https://news.test/hook", "place": "Hama", "kind": "control"}


def test_a_secret_is_shown_once(admin: TestClient) -> None:
    made = admin.post("/webhooks", data=HOOK)
    assert "Newsroom is told from now on." in made.text
    secret = made.text.partition("shown this once: <code>")[2].partition("<")[0]
    assert len(secret) == 64
    (hook,) = admin.get("/webhooks.json").json()["hooks"]
    assert (hook["name"], hook["rule"]) == (
        "Newsroom",
        {"place": "Hama", "actor": "", "kind": "control"},
    )
    assert secret not in admin.get("/webhooks").text + admin.get("/webhooks.json").text


def test_a_test_says_what_came_of_it(admin: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    admin.post("/webhooks", data=HOOK)
    (hook,) = admin.get("/webhooks.json").json()["hooks"]
    monkeypatch.setattr(fetch, "post", lambda url, *rest: Answer(url, 204, {}, b""))
    assert "took the test: answered 204" in admin.post(f"/webhooks/{hook['id']}/test").text
    monkeypatch.setattr(fetch, "post", lambda url, *rest: Answer(url, 500, {}, b""))
    failed = admin.post(f"/webhooks/{hook['id']}/test")
    assert (failed.status_code, "Newsroom: answered 500" in failed.text) == (422, True)


def test_a_hook_is_removed(admin: TestClient) -> None:
    admin.post("/webhooks", data=HOOK)
    (hook,) = admin.get("/webhooks.json").json()["hooks"]
    admin.post(f"/webhooks/{hook['id']}/remove")
    assert admin.get("/webhooks.json").json()["hooks"] == []


@pytest.mark.parametrize(
    ("wrong", "why"),
    [
        ({"url": "javascript:alert(1)"}, "only http and https"),
        ({"place": "Xyzzy Nowhere"}, "no place is called"),
        ({"actor": "Xyzzy"}, "no actor is called"),
        ({"kind": "rumour"}, "no news is of the kind"),
    ],
)
def test_a_hook_that_could_tell_nothing_is_refused(
    wrong: dict[str, str], why: str, admin: TestClient
) -> None:
    answer = admin.post("/webhooks", data={**HOOK, **wrong})
    assert (answer.status_code, why in answer.text) == (422, True)
    assert admin.get("/webhooks.json").json()["hooks"] == []

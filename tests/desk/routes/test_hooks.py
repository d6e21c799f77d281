"""Webhooks are made, tried and removed on a page."""

import pytest
from starlette.testclient import TestClient

from foglift.desk import fetch
from foglift.desk.fetch import Answer

HOOK = {"name": "Newsroom", "url": "https://news.test/hook", "place": "Hama", "kind": "control"}


def test_a_secret_is_shown_once(asks: TestClient) -> None:
    made = asks.post("/webhooks", data=HOOK)
    assert "Newsroom is told from now on." in made.text
    secret = made.text.partition("shown this once: <code>")[2].partition("<")[0]
    assert len(secret) == 64
    (hook,) = asks.get("/webhooks.json").json()["hooks"]
    assert (hook["name"], hook["rule"]) == (
        "Newsroom",
        {"place": "Hama", "actor": "", "kind": "control"},
    )
    assert secret not in asks.get("/webhooks").text + asks.get("/webhooks.json").text


def test_a_test_says_what_came_of_it(asks: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    asks.post("/webhooks", data=HOOK)
    (hook,) = asks.get("/webhooks.json").json()["hooks"]
    monkeypatch.setattr(fetch, "post", lambda url, *rest: Answer(url, 204, {}, b""))
    assert "took the test: answered 204" in asks.post(f"/webhooks/{hook['id']}/test").text
    monkeypatch.setattr(fetch, "post", lambda url, *rest: Answer(url, 500, {}, b""))
    failed = asks.post(f"/webhooks/{hook['id']}/test")
    assert (failed.status_code, "Newsroom: answered 500" in failed.text) == (422, True)


def test_a_hook_is_removed(asks: TestClient) -> None:
    asks.post("/webhooks", data=HOOK)
    (hook,) = asks.get("/webhooks.json").json()["hooks"]
    asks.post(f"/webhooks/{hook['id']}/remove")
    assert asks.get("/webhooks.json").json()["hooks"] == []


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
    wrong: dict[str, str], why: str, asks: TestClient
) -> None:
    answer = asks.post("/webhooks", data={**HOOK, **wrong})
    assert (answer.status_code, why in answer.text) == (422, True)
    assert asks.get("/webhooks.json").json()["hooks"] == []

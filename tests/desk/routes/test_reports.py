"""What people add is taken, or it is said why not."""

from collections.abc import Iterator
from typing import Any

import pytest
from starlette.testclient import TestClient

from foglift.desk import Desk
from foglift.desk.backstage import Backstage
from tests.desk.conftest import client_of

Own = tuple[Desk, Any]


@pytest.fixture
def adds(own: Own) -> Iterator[TestClient]:
    """A desk that takes what is added and does not read it yet."""
    desk, _ = own
    with client_of(desk) as client:
        client.follow_redirects = False
        yield client
        backstage(client).close()


def backstage(client: TestClient) -> Backstage:
    return client.app.state.backstage  # type: ignore[attr-defined]


def taken(client: TestClient) -> list[tuple[str, bytes]]:
    """What lies in the spool."""
    intake = backstage(client).intake
    files = sorted(intake.spool.folder.glob("[0-9]*/*/*"))
    return [(each.name, each.read_bytes()) for each in files]


def test_files_are_on_disk_when_it_answers(adds: TestClient) -> None:
    files = [("files", (f"{name}.txt", f"{name} fell.")) for name in ("Hama", "Homs")]
    said = {"published": "2024-12-05", "outlet": " Levant \n Post "}
    answer = adds.post("/add/files", files=files, data=said)
    assert (answer.status_code, answer.headers["location"]) == (303, "/add#reading")
    assert taken(adds) == [("Hama.txt", b"Hama fell."), ("Homs.txt", b"Homs fell.")]
    shown = adds.get("/add.json").json()
    (batch,) = shown["batches"]
    assert (batch["note"]["published"], batch["note"]["outlet"]) == ("2024-12-05", "Levant Post")
    assert [file["name"] for file in batch["files"]] == ["Hama.txt", "Homs.txt"]
    assert shown["waiting"] == 2


def test_a_pasted_text_is_one_report_with_what_was_said_of_it(adds: TestClient) -> None:
    said = {"text": "Hama fell.\r\n\r\nSo did Homs.", "outlet": "Levant Post", "kind": "statement"}
    adds.post("/add/text", data={**said, "published": "2024-12-05", "title": "It fell"})
    ((name, data),) = taken(adds)
    assert name == "pasted text.json"
    assert data == (
        b'{"text":"Hama fell.\\n\\nSo did Homs.","title":"It fell","outlet":"Levant Post",'
        b'"published":"2024-12-05","kind":"statement","url":""}'
    )


@pytest.mark.parametrize(
    ("path", "said", "why"),
    [
        ("/add/text", {"text": " \n "}, "there are no words to read"),
        ("/add/text", {"text": "Hama fell.", "published": "soon"}, "&#39;soon&#39; is no day"),
        ("/add/files", {}, "nothing was chosen to add"),
        ("/add/address", {"url": "file:///etc/passwd"}, "only http and https addresses"),
        ("/add/address", {"url": "http://127.0.0.1/"}, "not of the public internet"),
        ("/add/address", {"url": "http://a.test/", "every": "1"}, "every 5 minutes at most"),
        ("/add/address", {"url": "http://a.test/", "every": "x"}, "is no number of minutes"),
        ("/add/address", {"url": "http://<script>/"}, "an address has no such characters"),
    ],
)
def test_what_cannot_be_taken_is_said_in_one_line(
    path: str, said: dict[str, str], why: str, adds: TestClient
) -> None:
    answer = adds.post(path, data=said)
    assert answer.status_code == 422
    assert why in answer.text
    assert "<script>/" not in answer.text
    assert taken(adds) == []


def test_a_feed_is_followed_until_it_is_forgotten(adds: TestClient) -> None:
    adds.post("/add/address", data={"url": "https://wire.test/feed", "every": "60"})
    (feed,) = adds.get("/add.json").json()["feeds"]
    assert (feed["url"], feed["minutes"]) == ("https://wire.test/feed", 60)
    assert "https://wire.test/feed" in adds.get("/add").text
    adds.post(f"/add/feeds/{feed['id']}/forget")
    assert adds.get("/add.json").json()["feeds"] == []


def test_a_body_that_is_too_large_is_refused(adds: TestClient) -> None:
    answer = adds.post("/add/text", data={"text": "a" * (5 << 20)})
    assert (answer.status_code, taken(adds)) == (413, [])


def test_names_of_files_are_words_on_the_page(adds: TestClient) -> None:
    adds.post("/add/files", files=[("files", ("<img src=x onerror=alert(1)>.txt", b"Hama fell."))])
    page = adds.get("/add").text
    assert "<img" not in page
    assert "onerror=alert(1)" in page

"""Feeds are asked as often as was said, told what is known, and given to be read."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from foglift.codebook import Book
from foglift.desk import feeds, fetch
from foglift.desk.feeds import Feed
from foglift.desk.fetch import Answer, FetchError, Gate
from foglift.desk.intake import Intake
from foglift.desk.settings import Settings
from foglift.flow import AskError

RSS = b'<?xml version="1.0"?><rss version="2.0"><channel><title>Wire</title></channel></rss>'
URL = "https://wire.test/feed"
GATE = Gate()


class Web:
    """The other side: what was asked, and what it answers."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, dict[str, str]]] = []
        self.answers: list[Answer | str] = []

    def get(self, url: str, gate: Gate, headers: dict[str, str]) -> Answer:
        self.asked.append((url, headers))
        answer = self.answers.pop(0)
        if isinstance(answer, str):
            raise FetchError(answer)
        return answer

    def answer(self, body: bytes = RSS, status: int = 200, **headers: str) -> None:
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        self.answers.append(Answer(URL, status, named, body))


@pytest.fixture
def web(monkeypatch: pytest.MonkeyPatch) -> Web:
    made = Web()
    monkeypatch.setattr(fetch, "get", made.get)
    return made


@pytest.fixture
def settings(tmp_path: Path) -> Iterator[Settings]:
    made = Settings(tmp_path / "war.foglift.desk")
    yield made
    made.close()


@pytest.fixture
def intake(tmp_path: Path, book: Book) -> Intake:
    return Intake(tmp_path / "war.foglift", book)


def taken(intake: Intake) -> list[str]:
    return [file.name for batch in reversed(intake.batches) for file in batch.files]


def test_a_feed_is_asked_when_its_time_has_come(
    web: Web, settings: Settings, intake: Intake
) -> None:
    feeds.follow(settings, URL, "Orontes Wire", 15, "Ada")
    web.answer(etag='"7"', last_modified="Thu, 05 Dec 2024 08:00:00 GMT")
    web.answer(b"", 304)
    for now in (1000.0, 1001.0, 1000.0 + 15 * 60):
        feeds.ask_due(settings, GATE, intake, now)
    assert web.asked == [
        (URL, {}),
        (URL, {"If-None-Match": '"7"', "If-Modified-Since": "Thu, 05 Dec 2024 08:00:00 GMT"}),
    ]
    (batch,) = intake.batches
    assert (batch.note.by, batch.note.outlet, batch.note.url) == ("Ada", "Orontes Wire", URL)
    assert (taken(intake), feeds.every(settings)[0].said) == (["wire.test.xml"], "nothing new")
    assert feeds.next_due(settings) == 1000.0 + 30 * 60


def test_the_same_answer_is_not_read_twice(web: Web, settings: Settings, intake: Intake) -> None:
    feeds.follow(settings, URL, "", 5, "")
    web.answer()
    web.answer()
    web.answer(RSS.replace(b"Wire", b"Other"))
    for now in (0.0, 300.0, 600.0):
        feeds.ask_due(settings, GATE, intake, now)
    assert len(taken(intake)) == 2


def test_a_feed_that_fails_is_told_and_asked_less_often(
    web: Web, settings: Settings, intake: Intake
) -> None:
    feeds.follow(settings, URL, "", 15, "")
    web.answers = ["wire.test: took too long", Answer(URL, 503, {}, b"")]
    told: list[feeds.Feed] = []
    feeds.ask_due(settings, GATE, intake, 0.0, told.append)
    (one,) = told
    assert feeds.every(settings) == told
    assert (one.said, one.failures, one.due) == ("wire.test: took too long", 1, 30 * 60)
    feeds.ask_due(settings, GATE, intake, one.due)
    (one,) = feeds.every(settings)
    assert (one.said, one.failures, one.due) == ("answered 503", 2, 30 * 60 + 60 * 60)
    web.answer()
    feeds.ask_due(settings, GATE, intake, one.due)
    assert feeds.every(settings)[0].failures == 0


def test_a_feed_that_is_followed_no_longer_is_not_asked(
    web: Web, settings: Settings, intake: Intake
) -> None:
    one = feeds.follow(settings, URL, "", 15, "")
    feeds.forget(settings, one.id)
    feeds.ask_due(settings, GATE, intake, 0.0)
    assert (web.asked, feeds.next_due(settings)) == ([], None)


@pytest.mark.parametrize(
    ("kind", "body", "name"),
    [
        ("application/rss+xml", RSS, "wire.test.xml"),
        ("text/html; charset=utf-8", RSS, "wire.test.xml"),
        ("text/html; charset=utf-8", b"<!DOCTYPE html><p>Hama</p>", "wire.test.html"),
        ("", b"  <html><p>Hama</p>", "wire.test.html"),
        ("application/xhtml+xml", b'<?xml version="1.0"?><html/>', "wire.test.html"),
        ("application/json", b"[]", "wire.test.json"),
        ("text/plain", b"Hama fell.", "wire.test.txt"),
        ("text/plain", RSS, "wire.test.xml"),
        ("image/png", b"\x89PNG", "wire.test.xml"),
    ],
)
def test_what_is_fetched_is_read_as_what_it_is(
    kind: str, body: bytes, name: str, web: Web, intake: Intake
) -> None:
    web.answer(body, content_type=kind)
    feeds.ask(Feed("", URL, "", 0), GATE, intake, 0.0)
    assert taken(intake) == [name]


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ({"url": "file:///etc/passwd"}, "only http and https"),
        ({"minutes": 1}, "every 5 minutes at most"),
        ({"minutes": 9999}, "once a day at least"),
    ],
)
def test_what_may_not_be_asked_is_refused(
    asked: dict[str, Any], said: str, settings: Settings
) -> None:
    with pytest.raises(AskError, match=said):
        feeds.follow(settings, **{"url": URL, "outlet": "", "minutes": 15, "by": "", **asked})


def test_a_feed_is_followed_once(settings: Settings) -> None:
    feeds.follow(settings, URL, "", 15, "")
    with pytest.raises(AskError, match="followed already"):
        feeds.follow(settings, f" {URL}", "", 60, "")

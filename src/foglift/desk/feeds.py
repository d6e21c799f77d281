"""Feeds and pages that the desk asks for new reports, once or every so many minutes."""

import hashlib
import secrets
from collections.abc import Callable
from datetime import UTC, datetime
from urllib.parse import urlsplit

import msgspec

from foglift.desk import fetch
from foglift.desk.fetch import Answer, FetchError, Gate
from foglift.desk.intake import Intake
from foglift.desk.settings import Settings
from foglift.desk.spool import Note
from foglift.flow import AskError

MOST = 100
OFTENEST = 5  # minutes
_LONGEST = 24 * 60.0
_HTML = ("text/html", "application/xhtml+xml")
_JSON = ("application/json", "application/feed+json")


class Feed(msgspec.Struct, frozen=True):
    """An address that is asked every so many `minutes`, and what came of it last. `tag` and
    `changed` are what its server wants to hear in the next question, `seen` the hash of what it
    answered."""

    id: str
    url: str
    outlet: str
    minutes: int
    by: str = ""
    due: float = 0.0
    asked: float = 0.0
    said: str = ""
    failures: int = 0
    tag: str = ""
    changed: str = ""
    seen: str = ""


Watch = Callable[[Feed], None]


def follow(settings: Settings, url: str, outlet: str, minutes: int, by: str) -> Feed:
    """Follows an address from now on. Raises AskError for one that may not be asked."""
    if not OFTENEST <= minutes <= _LONGEST:
        raise AskError(f"a feed is asked every {OFTENEST} minutes at most, and once a day at least")
    url = checked(url)
    if any(one.url == url for one in every(settings)):
        raise AskError("this feed is followed already")
    if len(every(settings)) >= MOST:
        raise AskError(f"{MOST} feeds are followed already")
    feed = Feed(secrets.token_hex(6), url, outlet, minutes, by)
    _keep(settings, feed)
    return feed


def checked(url: str) -> str:
    """The address. Raises AskError where it may not be asked."""
    try:
        return fetch.checked(url)
    except FetchError as error:
        raise AskError(str(error)) from None


def forget(settings: Settings, id: str) -> None:
    """Follows an address no longer. What was read of it stays."""
    with settings.change() as db:
        db.execute("DELETE FROM feeds WHERE id = ?", (id,))


def every(settings: Settings) -> list[Feed]:
    """All that is followed, by address."""
    rows = settings.rows("SELECT json FROM feeds")
    found = (msgspec.json.decode(data, type=Feed) for (data,) in rows)
    return sorted(found, key=lambda one: one.url)


def ask_due(
    settings: Settings, gate: Gate, intake: Intake, now: float, watch: Watch = lambda feed: None
) -> None:
    """Asks each feed whose time has come, and gives what is new in it to be read; `watch` is told
    each feed as it is after that."""
    for feed in every(settings):
        if feed.due <= now:
            found = ask(feed, gate, intake, now)
            if any(one.id == feed.id for one in every(settings)):  # still followed
                _keep(settings, found)
                watch(found)


def next_due(settings: Settings) -> float | None:
    """When the next is to be asked; None where none is followed."""
    return min((one.due for one in every(settings)), default=None)


def ask(feed: Feed, gate: Gate, intake: Intake, now: float) -> Feed:
    """Asks an address once; gives the feed as it is after that. One that fails is asked less
    often."""
    known = {"If-None-Match": feed.tag, "If-Modified-Since": feed.changed}
    try:
        answer = fetch.get(feed.url, gate, {name: each for name, each in known.items() if each})
        said, seen = _taken(feed, answer, intake)
    except (FetchError, ValueError, OSError) as error:
        failures = feed.failures + 1
        wait = min(feed.minutes * 2.0**failures, max(_LONGEST, feed.minutes))
        return msgspec.structs.replace(
            feed, due=now + wait * 60, asked=now, said=str(error)[:300], failures=failures
        )
    heads = answer.headers
    fresh = answer.status == 200
    return msgspec.structs.replace(
        feed,
        due=now + feed.minutes * 60,
        asked=now,
        said=said,
        failures=0,
        seen=seen,
        tag=heads.get("etag", "")[:300] if fresh else feed.tag,
        changed=heads.get("last-modified", "")[:100] if fresh else feed.changed,
    )


def _taken(feed: Feed, answer: Answer, intake: Intake) -> tuple[str, str]:
    """Gives what was answered to be read: what is said of it, and its hash."""
    if answer.status == 304:
        return "nothing new", feed.seen
    if answer.status != 200:
        raise FetchError(f"answered {answer.status}")
    seen = hashlib.sha256(answer.body).hexdigest()
    if seen == feed.seen:
        return "nothing new", seen
    note = Note(datetime.now(UTC), feed.by, None, feed.outlet, feed.url)
    intake.add([(_name(answer), answer.body)], note)
    return f"{len(answer.body):,} bytes to read", seen


def _name(answer: Answer) -> str:
    """A name for what was fetched, with the suffix that has it read as what it is."""
    kind = answer.headers.get("content-type", "").partition(";")[0].strip().lower()
    start = answer.body[:300].lstrip().lower()
    is_feed = start.startswith((b"<?xml", b"<rss", b"<feed", b"<rdf")) and b"<html" not in start
    suffix = "xml"
    if not is_feed and (kind in _HTML or start.startswith((b"<!doctype html", b"<html"))):
        suffix = "html"
    elif kind in _JSON:
        suffix = "json"
    elif kind == "text/plain" and not is_feed:
        suffix = "txt"
    return f"{urlsplit(answer.url).hostname or 'feed'}.{suffix}"


def _keep(settings: Settings, feed: Feed) -> None:
    with settings.change() as db:
        db.execute(
            "INSERT OR REPLACE INTO feeds VALUES (?, ?)", (feed.id, msgspec.json.encode(feed))
        )

"""RSS and Atom: a report an entry."""

import io
import re
from collections.abc import Iterator, Mapping
from typing import Any
from xml.sax import SAXException

from foglift.ingest import decode, html
from foglift.ingest.record import Options, Problem, Record, UnreadableError

_MOST_TAGS = 150_000  # a broken feed takes about 50 microseconds a tag
_DEEPEST = 500
_TAG = re.compile(r"<([A-Za-z]|/)|/>")


def read(data: bytes, options: Options) -> Iterator[Record | Problem]:
    """The entries of a feed, numbered from 1; the feed's title is the outlet where an entry
    names no source of its own. A broken feed gives what can be read and a warning. Raises
    UnreadableError."""
    import feedparser  # takes a moment to load

    markup = decode.text(data)
    _refuse_bombs(markup)
    feed = feedparser.parse(
        io.BytesIO(markup.encode()),  # never a string, which it might take for an address
        response_headers={"content-type": "application/xml; charset=utf-8"},
        resolve_relative_uris=False,
        sanitize_html=False,
    )
    if not feed.entries:
        raise UnreadableError(
            "feed", "no entries" if feed.get("version") else "neither RSS nor Atom"
        )
    outlet = _words(feed.feed, "title")
    for number, entry in enumerate(feed.entries, 1):
        yield _record(entry, outlet, number, data)
    broken = feed.get("bozo_exception")
    if isinstance(broken, SAXException):
        reason = f"broken markup, some may be missing: {broken.getMessage()}"
        yield Problem("", "feed", reason, level="warning")


def _refuse_bombs(markup: str) -> None:
    """Raises UnreadableError for markup made to cost more to read than it says."""
    if "<!ENTITY" in markup:
        raise UnreadableError("feed", "declares entities, which are never expanded")
    if markup.count("<") + markup.count("&lt;") > _MOST_TAGS:
        raise UnreadableError("feed", f"more than {_MOST_TAGS:,} tags")
    pieces = markup.split("<![CDATA[")
    depth = 0
    for text in (pieces[0], *(piece.partition("]]>")[2] for piece in pieces[1:])):
        for tag in _TAG.finditer(text):
            depth += 1 if tag[1] and tag[1] != "/" else -1
            if depth > _DEEPEST:
                raise UnreadableError("feed", f"tags more than {_DEEPEST} deep")


def _record(entry: dict[str, Any], outlet: str, number: int, raw: bytes) -> Record | Problem:
    try:
        contents = [html.words(part.get("value") or "") for part in entry.get("content") or ()]
        body = max([*contents, _words(entry, "summary")], key=len)
        return Record(
            text=body,
            title=_words(entry, "title"),
            outlet=_words(entry.get("source") or {}, "title") or outlet,
            published=_stated(entry),
            url=str(entry.get("link") or ""),
            number=number,
            raw=raw,
        )
    except Exception as error:  # whatever the HTML parser makes of one entry costs that entry
        return Problem("", "feed", f"{type(error).__name__}: {error}", number)


def _stated(entry: dict[str, Any]) -> str:
    # dict.get, as the library's own hands out another of the dates for a missing one
    days = (dict.get(entry, name) for name in ("published", "updated", "created"))
    return next((str(day) for day in days if day), "")


def _words(values: Mapping[str, Any], name: str) -> str:
    """A text of the feed; titles and summaries may hold HTML whatever they declare."""
    value = str(values.get(name) or "")
    return html.words(value) if "<" in value or "&" in value else value

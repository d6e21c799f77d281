"""Values into HTML: the templates, what they may call, and the links between pages."""

import hashlib
import re
import secrets
from collections.abc import Callable, Mapping
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import quote, urlencode

import msgspec
from jinja2 import Environment, FileSystemLoader, StrictUndefined, pass_context
from jinja2.runtime import Context
from markupsafe import Markup, escape

from foglift.codebook import Book
from foglift.desk import charts
from foglift.desk.look import Look
from foglift.desk.pages import NAVIGATION, Page
from foglift.publish import pages as printed
from foglift.publish import wording
from foglift.publish.graded import tellers
from foglift.text import at_least

HERE = Path(__file__).parent
STATIC = HERE / "static"

# What a rendered page holds where each answer has its own: no text of a report can guess it.
NONCE = f"nonce{secrets.token_hex(16)}"
CSRF = f"csrf{secrets.token_hex(16)}"
USER = f"user{secrets.token_hex(16)}"
ROLE = f"role{secrets.token_hex(16)}"
STAMP = f"stamp{secrets.token_hex(16)}"


class Ask(msgspec.Struct, frozen=True):
    """Which picture is asked for: of a day, as known on a day; by default the latest."""

    day: date | None = None
    known_by: date | None = None


Query = Mapping[str, str | list[str]]


def address(path: str, query: Query) -> str:
    """The address of a page with what is asked of it.

    >>> address("/tallies/4f1c", {"day": "2024-12-05"})
    '/tallies/4f1c?day=2024-12-05'
    """
    words = urlencode(query, doseq=True)
    return quote(path, safe="/:@,+~") + (f"?{words}" if words else "")


def _static(name: str) -> str:
    return f"/static/{name}?{_edition(name)}"


class Edition(msgspec.Struct, frozen=True):
    """Which picture a page shows: that of a day as known on a day, in full or for the public;
    empty where nothing was read."""

    day: date
    known_by: date
    public: bool
    empty: bool


class Stamp(NamedTuple):
    """Which state of the store a page shows: the last act, and how many reports. An open page
    holds against it what it hears of later ones."""

    version: int
    reports: int


class Rendered(NamedTuple):
    """What is sent of a page, and what it was made from: the digest of all that its template was
    given, and what it asked the codebook to name."""

    body: bytes
    source: bytes = b""
    names: Mapping[str, str] = {}


def render(
    page: Page,
    shown: msgspec.Struct,
    id: str,
    look: Look,
    ask: Ask,
    before: Rendered | None,
) -> Rendered:
    """The HTML of a page, but for its stamp: `shown` is what it shows of that id. It is the one
    before where that was made from the same."""
    subject = page.subject(look, id) if page.subject else None
    given = shown, subject, _edition_of(look), ask
    source = hashlib.sha256(msgspec.json.encode(given)).digest()
    if before is not None and before.source == source and _are_named(before.names, look.book):
        return before
    names: dict[str, str] = {}
    values = {"page": page, "shown": shown, "subject": subject}
    html = _filled(page.template, look, ask, names, values)
    return Rendered(html.encode("utf-8", "replace"), source, names)


def stamped(page: bytes, stamp: Stamp) -> bytes:
    """A rendered page with its stamp."""
    words = f'data-version="{stamp.version}" data-reports="{stamp.reports}"'
    return page.replace(STAMP.encode(), words.encode(), 1)


def stamp_of(look: Look) -> Stamp:
    return Stamp(look.version, len(look.texts))


def template(name: str, look: Look, ask: Ask, **values: Any) -> bytes:
    """The HTML of a template that shows something of a picture."""
    html = _filled(name, look, ask, {}, values)
    return stamped(html.encode("utf-8", "replace"), stamp_of(look))


def _filled(
    name: str, look: Look, ask: Ask, names: dict[str, str], values: Mapping[str, Any]
) -> str:
    """The HTML of a template. It is given values and no look, so that the same values make the
    same page; `names` is told what it has the codebook name."""

    def url(path: str, **query: Any) -> str:
        carried = {"day": ask.day, "known_by": ask.known_by, **query}
        words = {key: _word(value) for key, value in carried.items() if value not in (None, "")}
        return address(path, words)

    def label(ref: str) -> str:
        return names.setdefault(ref, look.book.label(ref))

    standing: dict[str, Any] = {
        "edition": _edition_of(look),
        "ask": ask,
        "label": label,
        "stamp": STAMP,
        "url": url,
        "static": _static,
        "navigation": NAVIGATION,
        "nonce": NONCE,
        "csrf": CSRF,
        "caveat": printed.CAVEAT,
        "page": None,
        "here": "",
        "user": USER,
        "role": ROLE,
        "live": True,
    }
    return _environment().get_template(name).render({**standing, **values})


def _edition_of(look: Look) -> Edition:
    return Edition(look.day, look.known_by, look.public, not look.texts)


def _are_named(names: Mapping[str, str], book: Book) -> bool:
    return all(book.label(ref) == words for ref, words in names.items())


@cache
def _environment() -> Environment:
    made = Environment(
        loader=FileSystemLoader(HERE / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    filters: dict[str, Callable[..., Any]] = {
        "day": long_day,
        "number": number,
        "many": many,
        "floor": floor,
        "json": script_json,
        "the": wording.the,
        "capital": wording.capital,
        "label": _label,
        "visible": visible,
        "tellers": tellers,
    }
    made.filters.update(filters)
    made.globals["charts"] = charts
    return made


@pass_context
def _label(context: Context, ref: str) -> str:
    label: Callable[[str], str] = context["label"]
    return label(ref)


def long_day(day: date | None) -> str:
    """ "5 December 2024"; "undated" for none."""
    return f"{day.day} {wording.MONTHS[day.month - 1]} {day.year}" if day else "undated"


def number(value: int | None) -> str:
    """ "1,200"; "?" for a number that nobody gives."""
    return "?" if value is None else f"{value:,}"


def many(value: int, one: str, more: str = "") -> str:
    """ "1 place", "1,200 places"."""
    return f"{number(value)} {one if value == 1 else more or f'{one}s'}"


def floor(value: int) -> str:
    """A number from below in a cell: "47", and ">3,500,000" for one more than a round one."""
    told = at_least(value)
    return told.replace("more than ", ">") if told.startswith("more") else number(value)


def script_json(value: Any) -> Markup:
    """JSON that stays data inside a script element, whatever it holds.

    >>> str(script_json("</script>"))
    '"\\\\u003c/script\\\\u003e"'
    """
    text = msgspec.json.encode(value).decode("utf-8", "replace")
    for char in "<>&\u2028\u2029":
        text = text.replace(char, f"\\u{ord(char):04x}")
    return Markup(text)


_UNSEEN = re.compile(
    "[\\x00-\\x08\\x0b-\\x1f\\x7f-\\x9f\\u202a-\\u202e\\u2066-\\u2069\\ud800-\\udfff]"
)


def visible(text: str) -> Markup:
    """Text as HTML in which what would hide or turn round other text is shown and has no effect.

    >>> str(visible("a<b\\u202ec"))
    'a&lt;b<span class="unseen" title="U+202E">\ufffd</span>c'
    """
    escaped = str(escape(text))
    return Markup(
        _UNSEEN.sub(
            lambda at: f'<span class="unseen" title="U+{ord(at[0]):04X}">\ufffd</span>', escaped
        )
    )


def _word(value: Any) -> str | list[str]:
    if isinstance(value, list | tuple):
        return [str(one) for one in value]
    return value.isoformat() if isinstance(value, date) else str(value)


@cache
def _edition(name: str) -> str:
    """The hash of an asset, so that a browser may keep it for good."""
    path = STATIC / name
    return hashlib.sha256(path.read_bytes()).hexdigest()[:12] if path.is_file() else "missing"

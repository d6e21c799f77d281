"""What all lists of rows show beside their rows: what was asked, what can be asked besides, and
which page of how many it is."""

from collections.abc import Callable, Mapping
from datetime import date

import msgspec

from foglift.codebook import Book
from foglift.codebook.gazetteer import Place
from foglift.codebook.native import Native, native
from foglift.desk.asking import PAGE, Queried, query
from foglift.desk.facets import Ask, Choice, Facet, Found
from foglift.desk.index import NOWHERE, OWN_VOICE
from foglift.desk.look import Look
from foglift.desk.words import terms
from foglift.publish.facts import NAMELESS
from foglift.publish.record import located
from foglift.publish.wording import readable

Label = Callable[[str], str]

_KINDS = {"region": "province", "county": "district", "locality": "", "neighbourhood": "quarter"}
_VALUES: dict[str, dict[str, str]] = {
    "source": {
        OWN_VOICE: "the report itself",
        **{str(role): words for role, words in NAMELESS.items()},
    },
    "stance": {OWN_VOICE: "told by the report itself"},
    "standing": {NOWHERE: "stands in nothing"},
    "contested": {"yes": "contested", "no": "not contested"},
    "checked": {"no": "not checked by a person"},
    "background": {"yes": "background", "no": "news"},
    "realis": {
        "actual": "told as a fact",
        "negated": "told as not so",
        "planned": "told as planned",
        "hypothetical": "told as possible",
    },
}


class Option(msgspec.Struct, frozen=True):
    """One value of a facet: what it is called, of a place also in its own script, what kind of
    thing it is, and how many rows there would be with it."""

    value: str
    label: str
    native: Native
    note: str
    count: int
    chosen: bool


class Choices(msgspec.Struct, frozen=True):
    """A facet with its commonest values; `more` are not listed."""

    name: str
    title: str
    options: tuple[Option, ...]
    more: int


class Chip(msgspec.Struct, frozen=True):
    """One thing that was asked for, and what is asked without it."""

    words: str
    without: Queried


class Listing(msgspec.Struct, frozen=True):
    """What was asked, and where in the answer one is: rows `first` to `last` of `total`.

    `searched` are the words as they were understood, `query` what stands behind the question mark,
    but for the page.
    """

    q: str
    searched: tuple[str, ...]
    since: date | None
    until: date | None
    published_since: date | None
    published_until: date | None
    sort: str
    total: int
    first: int
    last: int
    page: int
    pages: int
    query: Queried
    chips: tuple[Chip, ...]
    facets: tuple[Choices, ...]


def listing(
    look: Look, ask: Ask, found: Found, titles: Mapping[str, str], usual: str, limit: int
) -> Listing:
    """What is shown beside the rows found."""
    return Listing(
        q=ask.words,
        searched=tuple(map(str, terms(ask.words))),
        since=ask.since,
        until=ask.until,
        published_since=ask.published_since,
        published_until=ask.published_until,
        sort=ask.sort,
        total=found.total,
        first=min(ask.offset + 1, found.total),
        last=min(ask.offset + limit, found.total),
        page=ask.offset // limit + 1,
        pages=max(1, -(-found.total // limit)),
        query=query(ask, usual) | ({"limit": str(limit)} if limit != PAGE else {}),
        chips=_chips(look.book, ask, titles, usual),
        facets=tuple(_choices(look.book, each, titles[each.name]) for each in found.facets),
    )


def labelled(book: Book, facet: str, value: str) -> str:
    """What people read for a value of a facet.

    >>> from foglift.codebook import load
    >>> labelled(load(), "type", "CIVILIAN_ATTACK"), labelled(load(), "checked", "no")
    ('civilian attack', 'not checked by a person')
    """
    known = _VALUES.get(facet, {}).get(value)
    if known is not None:
        return known
    if facet == "type":
        return value.replace("_", " ").lower()
    return readable(book.label(value)) if facet == "place" else book.label(value)


def _choices(book: Book, facet: Facet, title: str) -> Choices:
    shown = tuple(_option(book, facet.name, one) for one in facet.choices)
    return Choices(facet.name, title, shown, max(0, facet.values - len(shown)))


def _option(book: Book, facet: str, one: Choice) -> Option:
    label = labelled(book, facet, one.value)
    place = located(one.value, book) if facet == "place" else None
    own = native(place) if place else Native()
    return Option(one.value, label, own, _note(place, label), one.count, one.chosen)


def _note(place: Place | None, label: str) -> str:
    """What kind of place it is, where its name does not say so."""
    kind = _KINDS.get(place.kind, place.kind) if place else ""
    return "" if kind and kind in label.lower() else kind


def _chips(book: Book, ask: Ask, titles: Mapping[str, str], usual: str) -> tuple[Chip, ...]:
    asked = query(ask, usual)
    found = [Chip(f"“{ask.words.strip()}”", _without(asked, "q"))] if ask.words.strip() else []
    for name, values in ask.chosen.items():
        for value in values:
            words = f"{titles[name]}: {labelled(book, name, value)}"
            found.append(Chip(words, _without(asked, name, value)))
    days = {
        "since": "from {}",
        "until": "until {}",
        "published_since": "reports from {}",
        "published_until": "reports until {}",
    }
    for name, words in days.items():
        if name in asked:
            found.append(Chip(words.format(asked[name]), _without(asked, name)))
    return tuple(found)


def _without(asked: Queried, name: str, value: str = "") -> Queried:
    left = dict(asked)
    values = left.pop(name)
    if isinstance(values, list) and len(values) > 1:
        left[name] = [one for one in values if one != value]
    return left

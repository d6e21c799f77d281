"""An index of what is seen of a store: claims found by words, place, actor, source, standing and
days. Derived, and thrown away with the process.

It only grows: a claim that is not shown any more, or whose report is shown otherwise, stays in it
and is left out by who asks. So one index serves every look at one store: each has its own `Seen`.
What is withheld from the public never comes into the index of a public desk, for it is filled
from what is shown.
"""

from array import array
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache, partial
from itertools import islice
from threading import Lock
from typing import NamedTuple, get_args

import numpy as np

from foglift.codebook import Book
from foglift.codebook.native import native
from foglift.desk.facets import (
    Ask,
    Column,
    Days,
    Found,
    Frozen,
    Ints,
    Mask,
    Rows,
    copied,
    ordinal,
)
from foglift.desk.words import Words, terms
from foglift.model import (
    Assessment,
    Claim,
    Control,
    Count,
    Event,
    Grade,
    Intent,
    Report,
    Span,
    When,
    named,
)
from foglift.publish.record import located

Claims = Mapping[str, tuple[Report, Claim]]
Values = Callable[[Report, Claim], tuple[str, ...]]

OWN_VOICE = "own voice"  # the source and stance of what a report says itself
NOWHERE = "none"  # the standing of what stands in nothing
# What depends on the day and on people's judgements, and what it is where nothing is told.
MARKS = {"standing": NOWHERE, "contested": "no", "checked": "no"}
FACETS = (
    "place", "actor", "source", "outlet", "kind", "type", "stance", "realis", "standing",
    "contested", "checked", "background",
)  # fmt: skip
_NAMED = ("place", "actor", "source", "type")  # facets whose values are searched by their names
_NO_MARKS: Mapping[str, Mapping[str, str]] = {}
_TEXTS = ("words", "report", "names")  # what is searched
_CHUNK = 500  # claims that are added before others have their turn
_AROUND = 300  # characters before and after a quote that may be its sentence
_ENDS = (". ", "! ", "? ", "؟ ", "\n")
_ORDER = {grade: str(place) for place, grade in enumerate((*get_args(Grade), NOWHERE))}


class Index:
    """All claims that were ever shown, with their words and values. Any thread may use it."""

    def __init__(self, book: Book) -> None:
        self._lock = Lock()
        self._ids: list[str] = []
        self._rows: dict[str, int] = {}  # by id, the row of the claim as it was last shown
        self._held: list[tuple[Report, Claim]] = []
        self._by_id: list[int] = []
        self._values = _values(book)
        self._columns = {name: Column() for name in self._values}
        self._texts = {name: (Column(), Words()) for name in _TEXTS}
        self._days = array("q"), array("q"), array("q")
        self._named = cache(partial(_names, book))
        self._label = book.label
        self._frozen = lru_cache(maxsize=1)(self._freeze)

    def add(self, claims: Claims, enough: Callable[[], bool] = lambda: False) -> None:
        """Takes in the claims that it has not, some hundreds at a time, so that others can ask;
        until it is told that it is enough."""
        wanted = (one for one in claims.values() if not self._holds(*one))
        while not enough() and (chunk := list(islice(wanted, _CHUNK))):
            with self._lock:
                self._take(chunk)

    def seen(self, claims: Claims, marks: Mapping[str, Mapping[str, str]] = _NO_MARKS) -> "Seen":
        """These claims, to be asked, each with the marks (of MARKS) that it has by its id."""
        self.add(claims)
        with self._lock:
            rows = np.fromiter((self._rows[id] for id in claims), np.int64, len(claims))
            held = {name: self._marked(marks.get(name, {}), claims) for name in MARKS}
            now = self._frozen(len(self._ids))
        size, columns = len(now.ids), dict(now.columns)
        shown = np.zeros(size, dtype=np.bool_)
        shown[rows] = True
        for name, usual in MARKS.items():
            columns[name] = _mark_column(held[name], size, usual)
        names = dict.fromkeys(columns, self._label) | {"standing": _ORDER.__getitem__}
        found = Rows(now.ids, now.by_id, now.days, columns, FACETS, names)
        return Seen(found, shown, now.texts, dict(zip(claims, rows.tolist(), strict=True)))

    # --------------------------------------------------------------------------------- inside

    def _holds(self, report: Report, claim: Claim) -> bool:
        row = self._rows.get(claim.id)
        return row is not None and self._held[row] == (report, claim)

    def _marked(self, marks: Mapping[str, str], claims: Claims) -> dict[int, str]:
        return {self._rows[id]: mark for id, mark in marks.items() if id in claims}

    def _take(self, chunk: Iterable[tuple[Report, Claim]]) -> None:
        new: dict[str, list[tuple[int, str]]] = {name: [] for name in _TEXTS}
        for report, claim in chunk:
            self._rows[claim.id] = len(self._ids)
            self._ids.append(claim.id)
            self._held.append((report, claim))
            found = {name: values(report, claim) for name, values in self._values.items()}
            for name, column in self._columns.items():
                column.add(found[name])
            for numbers, day in zip(self._days, _days(report, claim.when), strict=True):
                numbers.append(day)
            refs = (ref for name in _NAMED for ref in found[name])
            texts = {
                "words": tuple(_sentence(report.text, span) for span in claim.evidence),
                "report": (f"{report.title} | {report.outlet}",),
                "names": tuple(map(self._named, refs)),
            }
            for name, (column, _) in self._texts.items():
                new[name] += column.add(texts[name])
        for name, (_, words) in self._texts.items():
            words.put(new[name])

    def _freeze(self, size: int) -> "_Now":
        """All of it as it is with so many claims; made once for looks between which none came."""
        return _Now(
            self._ids[:],
            self._ranks(),
            Days(*map(copied, self._days)),
            {name: column.frozen() for name, column in self._columns.items()},
            [(column.frozen(), words) for column, words in self._texts.values()],
        )

    def _ranks(self) -> Ints:
        """Row by row its place in the order of the ids."""
        self._by_id.extend(range(len(self._by_id), len(self._ids)))
        self._by_id.sort(key=self._ids.__getitem__)  # the earlier ones are in order already
        ranks = np.empty(len(self._ids), dtype=np.int64)
        ranks[self._by_id] = np.arange(len(self._ids))
        return ranks


class _Now(NamedTuple):
    ids: list[str]
    by_id: Ints
    days: Days
    columns: dict[str, Frozen]
    texts: list[tuple[Frozen, Words]]


@dataclass(frozen=True)
class Seen:
    """The claims of one look at a store, to be asked; it changes no more."""

    rows: Rows
    shown: Mask
    texts: Sequence[tuple[Frozen, Words]]
    row: Mapping[str, int]

    def find(self, ask: Ask) -> Found:
        """The claims that are asked for."""
        return self.rows.find(self.holding(ask.words), ask)

    def holding(self, asked: str) -> Mask:
        """The rows of the claims that hold all the words: in the sentences of their quotes, in the
        report's title and outlet, or among the names of whom and what they are about."""
        found = self.shown
        for term in terms(asked):
            held = np.logical_or.reduce(
                [column.numbered(words.holding(term)) for column, words in self.texts]
            )
            found = found & (~held if term.without else held)
        return found


# ---------------------------------------------------------------------------- values of a claim


def _values(book: Book) -> dict[str, Values]:
    """The facets of a claim and what gives their values: ids of the codebook and plain words."""
    lies = cache(partial(places, book))
    whole = cache(partial(_whole, book))
    return {
        "place": lambda report, claim: lies(claim.where.place.ref) if claim.where else (),
        "actor": lambda report, claim: _all(
            whole(one.ref) for one in named(claim.content) if one.ref
        ),
        "source": lambda report, claim: whole(_speaker(claim)) or (OWN_VOICE,),
        "outlet": lambda report, claim: (report.outlet,) if report.outlet else (),
        "kind": lambda report, claim: (claim.kind,),
        "type": lambda report, claim: (type_of(claim),),
        "stance": lambda report, claim: (claim.said_by[0].stance if claim.said_by else OWN_VOICE,),
        "role": lambda report, claim: (claim.said_by[0].role,) if claim.said_by else (),
        "realis": lambda report, claim: (claim.realis,),
        "background": lambda report, claim: ("yes" if claim.background else "no",),
    }


def _all(found: Iterable[Iterable[str]]) -> tuple[str, ...]:
    return tuple(one for several in found for one in several)


def places(book: Book, ref: str) -> tuple[str, ...]:
    """A place and everything it lies in, its country last."""
    if not ref:
        return ()
    gazetteer = book.gazetteer
    around = gazetteer.around(ref)
    return (ref, *sorted(around, key=lambda area: gazetteer.place(area).kind == "country"))


def _whole(book: Book, ref: str) -> tuple[str, ...]:
    """An actor or source, whose person it is, and what that is part of."""
    found, owner = [ref] if ref else [], ref.partition("/")[0]
    while owner and owner not in found[1:]:
        found.append(owner)
        owner = book.actors[owner].part_of if owner in book.actors else ""
    return tuple(dict.fromkeys(found))


def _speaker(claim: Claim) -> str:
    """Who is nearest to the words, by its id; of those whom nobody knows what they are."""
    if not claim.said_by:
        return ""
    nearest = claim.said_by[0]
    return nearest.source.ref or nearest.role


def type_of(claim: Claim) -> str:
    """The type of event, the change of control, what is counted, the sense of an assessment."""
    match claim.content:
        case Event(type=type) | Intent(type=type):
            return type
        case Control(change=change):
            return change
        case Count(of=of):
            return of
        case Assessment(sense=sense):
            return sense


def _days(report: Report, when: When | None) -> tuple[int, int, int]:
    """First and last day of what is told, by default the report's; and the report's. Who tells
    only one end tells that day."""
    published = ordinal(report.published)
    first, last = (when.start, when.end) if when else (None, None)
    return ordinal(first or last) or published, ordinal(last or first) or published, published


# ----------------------------------------------------------------------------- texts of a claim


def _names(book: Book, ref: str) -> str:
    """All names that an id goes by, in every script."""
    row = book.actors.get(ref) or book.sources.get(ref) or book.person(ref)
    names = (row.name, *row.aliases) if row else (book.label(ref).replace("_", " "),)
    place = located(ref, book)
    return " | ".join((*names, native(place).name) if place else names)


def around(text: str, quote: Span, most: int) -> Span:
    """The quote with what stands before and after it, to the ends of its sentence or so, of each
    at most so many characters."""
    low, high = max(0, quote.start - most), quote.end + most
    start = max(text.rfind(end, low, quote.start) for end in _ENDS)
    ends = (text.find(end, quote.end, high) for end in _ENDS)
    stop = min((one + 1 for one in ends if one >= 0), default=min(high, len(text)))
    return Span(start + 1 if start >= 0 else low, stop)


def _sentence(text: str, quote: Span) -> str:
    whole = around(text, quote, _AROUND)
    return text[whole.start : whole.end]


def _mark_column(marks: Mapping[int, str], size: int, usual: str) -> Frozen:
    """Row by row its mark, the usual one where it has none."""
    values = [usual, *sorted({*marks.values()} - {usual})]
    numbers = {value: number for number, value in enumerate(values)}
    of = np.zeros(size, dtype=np.int64)
    of[list(marks)] = [numbers[mark] for mark in marks.values()]
    each = np.arange(len(values))
    return Frozen(values, len(values), each, each, of)

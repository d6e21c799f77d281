"""Incidents and reports as rows that are found by their own values and by the words of their
claims."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, cached_property, partial
from typing import get_args

import numpy as np

from foglift.codebook import Book
from foglift.desk.facets import Ask, Column, Days, Found, Ints, Rows, ordinal
from foglift.desk.index import Claims, Seen, places
from foglift.desk.words import Words, terms
from foglift.model import Claim, Grade, Incident, Report

INCIDENTS = ("place", "actor", "type", "source", "outlet", "standing", "contested")
REPORTS = ("read", "outlet", "kind", "lang")
_GRADES = {grade: str(place) for place, grade in enumerate(get_args(Grade))}


@dataclass(frozen=True)
class Groups:
    """Rows each of which stands on claims; entry by entry a row and the row of a claim. `silent`
    are the rows without any, each with its words."""

    rows: Rows
    seen: Seen
    of: Ints
    members: Ints
    silent: Sequence[tuple[int, str]] = ()

    def find(self, ask: Ask) -> Found:
        """The rows that are asked for: with words, those of which one claim holds them all."""
        found = np.ones(len(self.rows.ids), dtype=np.bool_)
        if ask.words.strip():
            found[:] = False
            found[self.of[self.seen.holding(ask.words)[self.members]]] = True
            found[self._silent_holding(ask.words)] = True
        return self.rows.find(found, ask)

    def _silent_holding(self, asked: str) -> Ints:
        rows = np.array([row for row, _ in self.silent], dtype=np.int64)
        for term in terms(asked):
            held = self._words.holding(term)
            rows = np.setdiff1d(rows, held) if term.without else np.intersect1d(rows, held)
        return rows

    @cached_property
    def _words(self) -> Words:
        words = Words()
        words.put(self.silent)
        return words


def incidents(seen: Seen, found: Sequence[Incident], claims: Claims, book: Book) -> Groups:
    """The incidents of a picture, with everything their places lie in."""
    lies = cache(partial(places, book))
    columns = {
        "place": (lies(one.place) for one in found),
        "actor": (tuple(dict.fromkeys((*one.actors, *one.recipients))) for one in found),
        "type": ((one.type,) for one in found),
        "source": (one.standing.by for one in found),
        "outlet": (_outlets(one, claims) for one in found),
        "standing": ((one.standing.grade,) for one in found),
        "contested": (("yes" if one.standing.contested else "no",) for one in found),
        "claims": ((f"{len(one.claims):06}",) for one in found),
    }
    days = [
        (ordinal(one.start or one.end), ordinal(one.end or one.start), _last(one, claims))
        for one in found
    ]
    names = dict.fromkeys(columns, book.label) | {"standing": _GRADES.__getitem__}
    members = [one.claims for one in found]
    return _grouped(seen, [one.id for one in found], members, columns, days, INCIDENTS, names)


def reports(
    seen: Seen, found: Mapping[str, Report], claims: Mapping[str, Sequence[Claim]]
) -> Groups:
    """The reports of a look, by what was published when and by whom, and whether anything was
    read from it; by words those without a claim are found by title and outlet."""
    each = list(found.values())
    told = [claims.get(one.id, ()) for one in each]
    columns = {
        "read": (("with claims" if some else "without claims",) for some in told),
        "outlet": ((one.outlet,) if one.outlet else () for one in each),
        "kind": ((one.kind,) for one in each),
        "lang": ((one.lang,) for one in each),
        "title": ((one.title,) if one.title else () for one in each),
        "claims": ((f"{len(some):06}",) for some in told),
    }
    days = [(ordinal(one.published),) * 3 for one in each]
    members = [[claim.id for claim in some] for some in told]
    names = dict.fromkeys(columns, str)
    made = _grouped(seen, list(found), members, columns, days, REPORTS, names)
    both = enumerate(zip(each, told, strict=True))
    silent = [(row, f"{one.title} | {one.outlet}") for row, (one, some) in both if not some]
    return replace(made, silent=silent)


def _outlets(incident: Incident, claims: Claims) -> tuple[str, ...]:
    outlets = {claims[id][0].outlet for id in incident.claims if id in claims}
    return tuple(sorted(outlets - {""}))


def _last(incident: Incident, claims: Claims) -> int:
    """The last day on which it was told."""
    told = (claims[id][0].published for id in incident.claims if id in claims)
    return max((ordinal(day) for day in told), default=0)


def _grouped(
    seen: Seen,
    ids: Sequence[str],
    claims: Sequence[Sequence[str]],
    columns: Mapping[str, Iterable[tuple[str, ...]]],
    days: Sequence[tuple[int, ...]],
    shown: Sequence[str],
    names: Mapping[str, Callable[[str], str]],
) -> Groups:
    filled = {}
    for name, values in columns.items():
        column = Column()
        for each in values:
            column.add(each)
        filled[name] = column.frozen()
    order = sorted(range(len(ids)), key=ids.__getitem__)
    by_id = np.empty(len(ids), dtype=np.int64)
    by_id[order] = np.arange(len(ids))
    table = np.array(days, dtype=np.int64).reshape(len(ids), 3)
    rows = Rows(ids, by_id, Days(*table.T), filled, shown, names)
    entries = [
        (row, seen.row[id]) for row, some in enumerate(claims) for id in some if id in seen.row
    ]
    of, members = np.array(entries, dtype=np.int64).reshape(-1, 2).T
    return Groups(rows, seen, of, members)

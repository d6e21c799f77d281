"""Incidents and reports as rows that are found by their own values and by the words of their
claims."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, partial
from typing import get_args

import numpy as np

from foglift.codebook import Book
from foglift.desk.facets import Ask, Column, Days, Found, Ints, Rows, ordinal
from foglift.desk.index import Claims, Seen, places
from foglift.model import Claim, Grade, Incident, Report

INCIDENTS = ("place", "actor", "type", "source", "outlet", "standing", "contested")
REPORTS = ("outlet", "kind", "lang")
_GRADES = {grade: str(place) for place, grade in enumerate(get_args(Grade))}


@dataclass(frozen=True)
class Groups:
    """Rows each of which stands on claims; entry by entry a row and the row of a claim."""

    rows: Rows
    seen: Seen
    of: Ints
    members: Ints

    def find(self, ask: Ask) -> Found:
        """The rows that are asked for: with words, those of which one claim holds them all."""
        found = np.ones(len(self.rows.ids), dtype=np.bool_)
        if ask.words.strip():
            found[:] = False
            found[self.of[self.seen.holding(ask.words)[self.members]]] = True
        return self.rows.find(found, ask)


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
    """The reports of a look, by what was published when and by whom."""
    each = list(found.values())
    columns = {
        "outlet": ((one.outlet,) if one.outlet else () for one in each),
        "kind": ((one.kind,) for one in each),
        "lang": ((one.lang,) for one in each),
        "title": ((one.title,) if one.title else () for one in each),
        "claims": ((f"{len(claims[one.id]):06}",) for one in each),
    }
    days = [(ordinal(one.published),) * 3 for one in each]
    members = [[claim.id for claim in claims[one.id]] for one in each]
    names = dict.fromkeys(columns, str)
    return _grouped(seen, list(found), members, columns, days, REPORTS, names)


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

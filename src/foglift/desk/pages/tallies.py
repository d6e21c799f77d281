"""Counts of people by kind and place: low, best and high, and who gives each number."""

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import groupby, islice
from typing import Annotated, get_args

import msgspec
from fastapi import Query

from foglift.desk.charts import Range
from foglift.desk.look import Look
from foglift.desk.pages.choices import Choice, choices
from foglift.desk.pages.counted import (
    KINDS,
    Bound,
    Giver,
    Row,
    latest_first,
    tally_bar,
    tally_row,
    whose,
)
from foglift.desk.pages.part import part
from foglift.model import Tally
from foglift.publish import people

ROWS = 120  # wholes on a page
BARS = 12  # ranges in a chart
PARTIES = 60  # counts of the losses of parties


class Losses(msgspec.Struct, frozen=True):
    """What is counted of one party's people: by its own side, by its enemies, by others."""

    side: str
    row: Row
    own: tuple[Giver, ...]
    enemy: tuple[Giver, ...]
    others: tuple[Giver, ...]


class Group(msgspec.Struct, frozen=True):
    """All of one kind at one place."""

    place: str
    name: str
    rows: tuple[Row, ...]


class Kind(msgspec.Struct, frozen=True):
    """All that is counted of one kind, place by place."""

    of: str
    count: int
    groups: tuple[Group, ...]
    chart: tuple[Range, ...]


class TalliesPage(msgspec.Struct, frozen=True):
    """Tallies by what is counted and where, with the losses of the parties side by side."""

    day: date
    total: int
    first: int
    last: int
    kinds: tuple[Kind, ...]
    losses: tuple[Losses, ...]
    of: str
    whom: str
    place: str
    ofs: tuple[Choice, ...]
    whoms: tuple[Choice, ...]
    places: tuple[Choice, ...]
    caveat: str = people.CAVEAT


def tallies(
    look: Look,
    of: Annotated[str, Query(description="killed, wounded, displaced, captured, ...")] = "",
    whom: Annotated[str, Query(description="Who is counted: civilians, or an actor's id.")] = "",
    place: Annotated[str, Query(description="The id of a place; takes what lies in it too.")] = "",
    start: Annotated[int, Query(description="How many come before the first shown.")] = 0,
) -> TalliesPage:
    """Counts of people by what is counted and where."""
    every = look.picture.tallies
    found = [one for one in every if _fits(look, one, of, whom, place)]
    ids = {one.id for one in found}
    wholes = [one for one in found if not ids.intersection((*one.wholes, one.part_of))]
    ordered = sorted(wholes, key=lambda one: _order(look, one))
    shown = part(ordered, start, ROWS)
    return TalliesPage(
        day=look.day,
        total=shown.total,
        first=shown.first,
        last=shown.last,
        kinds=tuple(
            _kind(look, kind, list(group), ids)
            for kind, group in groupby(shown.rows, key=lambda one: one.of)
        ),
        losses=tuple(_losses(look, found)),
        of=of,
        whom=whom,
        place=place,
        ofs=choices((one.of for one in every), lambda of: of.replace("-", " ")),
        whoms=choices(_known(look, every), look.book.label),
        places=choices((one.place for one in every), look.facts.place),
    )


def _fits(look: Look, one: Tally, of: str, whom: str, place: str) -> bool:
    return (
        of in ("", one.of)
        and whom in ("", one.whom)
        and (not place or look.book.gazetteer.within(one.place, place))
    )


def _order(look: Look, one: Tally) -> tuple[int, bool, str, str, int, int, str]:
    """By kind, what is counted everywhere first, then place by place, the latest and largest."""
    return (
        KINDS.index(one.of),
        bool(one.place),
        look.facts.place(one.place),
        one.place,
        *latest_first(one),
    )


def _kind(look: Look, of: str, wholes: list[Tally], ids: set[str]) -> Kind:
    groups = tuple(
        Group(place, look.facts.place(place), tuple(_with_parts(look, group, ids)))
        for place, group in groupby(wholes, key=lambda one: one.place)
    )
    largest = sorted(wholes, key=lambda one: -(one.high or one.low or 0))[:BARS]
    chart = tuple(bar for one in largest if (bar := tally_bar(tally_row(look, one))))
    return Kind(of, sum(len(group.rows) for group in groups), groups, chart)


def _with_parts(look: Look, wholes: Iterable[Tally], ids: set[str]) -> Iterator[Row]:
    for one in wholes:
        yield tally_row(look, one)
        parts = (look.tallies[id] for id in one.parts if id in ids)
        yield from (tally_row(look, part, 1) for part in sorted(parts, key=latest_first))


def _losses(look: Look, found: Iterable[Tally]) -> Iterator[Losses]:
    """What is counted of each party's people, the latest counts, the parties side by side."""
    ours = ((side, one) for one in sorted(found, key=latest_first) if (side := whose(look, one)))
    latest = list(islice(ours, PARTIES))
    latest.sort(
        key=lambda pair: (KINDS.index(pair[1].of), pair[0], pair[1].place, latest_first(pair[1]))
    )
    for side, one in latest:
        row = tally_row(look, one)
        told = [giver for giver in row.givers if not giver.denied]
        by = {
            bound: tuple(giver for giver in told if giver.bound == bound)
            for bound in get_args(Bound)
        }
        yield Losses(look.book.label(side), row, by["floor"], by["ceiling"], by["plain"])


def _known(look: Look, every: Iterable[Tally]) -> Iterator[str]:
    """Whom they count, as far as the codebook knows these people."""
    return (one.whom for one in every if one.whom and look.book.label(one.whom) != one.whom)

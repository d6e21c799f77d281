"""Who has which place, by whose word: the places of which anything is told."""

from collections.abc import Callable
from datetime import date
from typing import Annotated, Literal, NamedTuple

import msgspec
from fastapi import Query

from foglift.desk.look import Look
from foglift.desk.pages.choices import Choice, choices
from foglift.desk.pages.holding import STATES, Here, Listed, State, here, listed
from foglift.desk.pages.part import part
from foglift.model import Cover

Sort = Literal["name", "holder", "state", "since", "heard"]
ROWS = 250  # places on a page


class PlacesPage(msgspec.Struct, frozen=True):
    """Who has which place: the places of which anything is told."""

    day: date
    total: int
    first: int
    last: int
    rows: tuple[Listed, ...]
    q: str
    state: str
    holder: str
    area: str
    sort: Sort
    states: tuple[Choice, ...]
    holders: tuple[Choice, ...]
    areas: tuple[Choice, ...]


def places(
    look: Look,
    q: Annotated[str, Query(description="Words of a place's name.")] = "",
    state: Annotated[str, Query(description="held, contested, besieged, unknown, ...")] = "",
    holder: Annotated[str, Query(description="The id of who has it.")] = "",
    area: Annotated[str, Query(description="The province or country it lies in.")] = "",
    sort: Annotated[Sort, Query(description="The latest first of since and heard.")] = "name",
    start: Annotated[int, Query(description="How many come before the first shown.")] = 0,
) -> PlacesPage:
    """The places of which anything is told, with who has them."""
    every = [_known(look, id) for id in look.places]
    found = [one for one in every if _fits(one, q, state, holder, area)]
    found.sort(key=_SORTS[sort])
    shown = part(found, start, ROWS)
    return PlacesPage(
        day=look.day,
        total=shown.total,
        first=shown.first,
        last=shown.last,
        rows=tuple(listed(look, one.here.id) for one in shown.rows),
        q=q,
        state=state,
        holder=holder,
        area=area,
        sort=sort,
        states=choices((one.state for one in every), STATES.__getitem__),
        holders=choices((one.holder for one in every), look.book.label),
        areas=choices((one.area for one in every), str),
    )


class _Known(NamedTuple):
    """By what a place is chosen and sorted; its row is made only where it is shown."""

    here: Here
    state: State
    holder: str
    holder_name: str
    since: date
    heard: date
    area: str


def _known(look: Look, id: str) -> _Known:
    held, place = look.held.get(id), here(look, id)
    state: State = "as part" if isinstance(held, Cover) else held.state if held else "no reports"
    holder = held.holder if held else ""
    name = look.book.label(holder) if holder else ""
    since, heard = (held and held.since) or date.min, (held and held.heard) or date.min
    return _Known(place, state, holder, name, since, heard, place.region or place.country)


def _fits(one: _Known, q: str, state: str, holder: str, area: str) -> bool:
    named = f"{one.here.name} {one.here.native} {one.here.region}".casefold()
    return (
        q.strip().casefold() in named
        and state in ("", one.state)
        and holder in ("", one.holder)
        and area in ("", one.area)
    )


def _by_name(one: _Known) -> tuple[str, str]:
    return one.here.name.casefold(), one.here.id


_SORTS: dict[Sort, Callable[[_Known], tuple[object, ...]]] = {
    "name": _by_name,
    "holder": lambda one: (not one.holder, one.holder_name, *_by_name(one)),
    "state": lambda one: (list(STATES).index(one.state), *_by_name(one)),
    "since": lambda one: (-one.since.toordinal(), *_by_name(one)),
    "heard": lambda one: (-one.heard.toordinal(), *_by_name(one)),
}

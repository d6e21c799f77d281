"""What the map is told: who has which place and what happened where, in columns, so that a browser
can go through the days by itself; and the same of one day as a table."""

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple, get_args

import msgspec

from foglift.model import Grade

STATES = ("held", "contested", "besieged", "unknown")
LAYERS = ("assessed", "claimed")
GRADES: tuple[Grade, ...] = get_args(Grade)
HERE = "⌖"  # stands for the name of the place in a phrase
LISTED = 400  # rows of the table for browsers without script

Days = tuple[int | None, ...]
Refs = tuple[tuple[int, ...], ...]


class Actor(msgspec.Struct, frozen=True):
    """Who has a place, and the number of the colour for it."""

    id: str
    name: str
    colour: int


class Places(msgspec.Struct, frozen=True):
    """Columns of all named places that are drawn."""

    id: tuple[str, ...]
    name: tuple[str, ...]
    native: tuple[str, ...]
    lang: tuple[str, ...]
    area: tuple[str, ...]
    lon: tuple[float, ...]
    lat: tuple[float, ...]
    population: tuple[int, ...]


class Spells(msgspec.Struct, frozen=True):
    """Columns of who has a place: `place` and `holder` are numbers of a place and an actor (-1
    for none), `since` and `until` (the day after) days, `heard` the days it was heard of, `by` who
    says so first, and beside them so many `others`."""

    place: tuple[int, ...]
    layer: tuple[int, ...]
    state: tuple[int, ...]
    holder: tuple[int, ...]
    since: Days
    until: Days
    grade: tuple[int, ...]
    disputed: tuple[int, ...]
    partial: tuple[int, ...]
    heard: Refs
    by: Refs
    others: tuple[int, ...]


class Covers(msgspec.Struct, frozen=True):
    """Columns of what is said of a place only as part of an area."""

    place: tuple[int, ...]
    layer: tuple[int, ...]
    holder: tuple[int, ...]
    area: tuple[str, ...]
    since: Days


class Incidents(msgspec.Struct, frozen=True):
    """Columns of what happened, dated to a week or better, in a named place; `said` is the number
    of the phrase that tells it, `kind` that of its type."""

    id: tuple[str, ...]
    place: tuple[int, ...]
    kind: tuple[int, ...]
    said: tuple[int, ...]
    start: tuple[int, ...]
    end: tuple[int, ...]
    grade: tuple[int, ...]
    disputed: tuple[int, ...]


class Kind(msgspec.Struct, frozen=True):
    """A type of incident, and the group in which it is drawn."""

    name: str
    group: str


class Menace(msgspec.Struct, frozen=True):
    """A place with reasons to expect fighting on the day of the look."""

    place: int
    reasons: tuple[str, ...]


class MapPage(msgspec.Struct, frozen=True):
    """Everything that the map draws. Days are numbers of days after `first`, the day of the
    first report; control that nobody spoke of for `fresh` days is stale. `in_areas` incidents are
    told only of an area, `undated` ones of no day, and are not drawn. A phrase has "⌖" where the
    name of the place goes."""

    day: date
    known_by: date
    first: date
    fresh: int
    countries: tuple[str, ...]
    actors: tuple[Actor, ...]
    sources: tuple[str, ...]
    kinds: tuple[Kind, ...]
    phrases: tuple[str, ...]
    places: Places
    spells: Spells
    covers: Covers
    incidents: Incidents
    threats: tuple[Menace, ...]
    in_areas: int
    undated: int

    @property
    def rows(self) -> "tuple[Row, ...]":
        """Who has which place on the day, for a table; of many those that changed last."""
        return tuple(_rows(self))


class Row(NamedTuple):
    """A place with who has it on the day of the look."""

    id: str
    name: str
    native: str
    lang: str
    area: str
    state: str
    holder: str
    since: date | None
    grade: str
    notes: tuple[str, ...]
    by: str


def _rows(page: MapPage) -> Iterator[Row]:
    spells, places, day = page.spells, page.places, (page.day - page.first).days
    now: dict[int, int] = {}
    for number, place in enumerate(spells.place):
        since, until = spells.since[number], spells.until[number]
        is_now = (since is None or since <= day) and (until is None or until > day)
        kept = now.get(place)
        if is_now and (kept is None or spells.layer[number] <= spells.layer[kept]):
            now[place] = number
    latest = sorted(now, key=lambda place: -(spells.since[now[place]] or 0))[:LISTED]
    for place in sorted(latest, key=lambda one: (places.area[one], places.name[one])):
        yield _row(page, place, now[place], day)


def _row(page: MapPage, place: int, number: int, day: int) -> Row:
    spells, places = page.spells, page.places
    holder, since = spells.holder[number], spells.since[number]
    heard = spells.heard[number]
    notes = {
        "claimed only": spells.layer[number] == LAYERS.index("claimed"),
        "disputed": bool(spells.disputed[number]),
        "in part": bool(spells.partial[number]),
        "no word for a fortnight": bool(heard) and day - heard[-1] > page.fresh,
    }
    return Row(
        id=places.id[place],
        name=places.name[place],
        native=places.native[place],
        lang=places.lang[place],
        area=places.area[place],
        state=STATES[spells.state[number]],
        holder=page.actors[holder].name if holder >= 0 else "",
        since=date.fromordinal(page.first.toordinal() + since) if since is not None else None,
        grade=GRADES[spells.grade[number]],
        notes=tuple(words for words, holds in notes.items() if holds),
        by=_voices([page.sources[one] for one in spells.by[number]], spells.others[number]),
    )


def _voices(names: list[str], others: int) -> str:
    return ", ".join(names) + (f" and {others} more" if others else "")

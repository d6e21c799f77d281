"""Where an advance may go next: on from the places that a side newly took, the way it came."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from math import atan2, ceil, cos, degrees, floor, hypot, inf, isnan, radians
from typing import NamedTuple

from foglift.codebook.gazetteer import Place
from foglift.fuse.control import current
from foglift.fuse.ground import Ground, Lore
from foglift.model import ControlSpell

Step = tuple[float, float]

FRESH = timedelta(days=14)
REACH_KM = 60.0
STRAIGHT = 60  # degrees either way
# An advance that stands still is further off: by so many kilometres for each day since the taking.
PAUSE_KM = 4.0
DEGREE_KM = 111.2


@dataclass(frozen=True, slots=True)
class Holding:
    """A place that a side has, `taken` where it newly took it; `teams` are the names of that side
    then and now."""

    place: str
    side: str
    teams: frozenset[str]
    spell: ControlSpell
    taken: bool

    @property
    def turn(self) -> tuple[str, frozenset[str], date | None, bool, str]:
        """What of it tells where an advance goes."""
        return self.side, self.teams, self.spell.since, self.taken, self.spell.holder

    @property
    def known(self) -> bool:
        """Whether it is told who has it: "fighters" may be anybody's."""
        return not self.spell.holder.startswith("people:")


class Onward(NamedTuple):
    """A step from a place newly taken to another: how far, and how far when the days since the
    taking count too."""

    away: float
    km: float
    taking: Holding


@dataclass(frozen=True)
class Front:
    """Who has which places now, to be asked what lies within reach of them; `ways` are the steps
    by which each place can have been come to."""

    held: Mapping[str, Holding]
    reach: "Reach"
    ways: Mapping[str, tuple[Step, ...]]
    ground: Ground

    def at(self, place: str) -> Holding | None:
        """Who has the place, None where nobody known has."""
        self.ground.ask(("held", place))
        return self.held.get(place)

    def came(self, taking: Holding) -> tuple[Step, ...]:
        """The steps to a place from those within reach that the same side had by then."""
        return tuple(
            (-back[0], -back[1])
            for back, one in self._near(taking.place)
            if one.teams & taking.teams and _by_then(one, taking)
        )

    def onward(self, town: str) -> Iterator[Onward]:
        """For each side that newly took a place within reach and does not have the town, the
        nearest one from which the town lies straight on."""
        nearest: dict[str, Onward] = {}
        for step, taking in self._takings(town):
            if self._straight(taking, step):
                found = self._step(step, taking)
                known = nearest.get(taking.side, found)
                nearest[taking.side] = min(known, found, key=_order)
        for onward in sorted(nearest.values(), key=_order):
            self.ground.ask(("held", onward.taking.place))
            yield onward

    def away(self, place: str) -> float:
        """How far the nearest place is that another side newly took; infinitely where none is
        within reach."""
        steps = (self._step(step, taking).away for step, taking in self._takings(place))
        return min(steps, default=inf)

    def _takings(self, town: str) -> Iterator[tuple[Step, Holding]]:
        here = self.held.get(town)
        for step, taking in self._near(town):
            if (
                taking.taken
                and taking.known
                and not (here and (here.teams & taking.teams or _later(here, taking)))
            ):
                yield step, taking

    def _near(self, place: str) -> Iterator[tuple[Step, Holding]]:
        """The places within reach that somebody has, each with the step to it."""
        for step, other in self.reach.of(place):
            found = self.held.get(other)
            if found is not None:
                yield step, found

    def _step(self, step: Step, taking: Holding) -> Onward:
        since = taking.spell.since or self.ground.day
        km = hypot(*step)
        return Onward(km + PAUSE_KM * (self.ground.day - since).days, km, taking)

    def _straight(self, taking: Holding, back: Step) -> bool:
        return straight(self.ways.get(taking.place, ()), back)


def straight(ways: Iterable[Step], back: Step) -> bool:
    """Whether a place lies on from a taking, `back` being the step from the place to it: on one of
    the ways it can have been come to by; anywhere where there is none."""
    found = tuple(ways)
    onward = (-back[0], -back[1])
    return not found or any(_turn(way, onward) <= STRAIGHT for way in found)


def holding(spells: Iterable[ControlSpell], ground: Ground) -> Holding | None:
    """Who has a place by its spells: as assessed, else, or where news of it came later, as
    claimed; None where nobody known has."""
    found = tuple(spells)
    claimed = next(iter(current(found, "claimed").values()), None)
    assessed = next(iter(current(found, "assessed").values()), None)
    spell = claimed if assessed is None or _newer(claimed, assessed) else assessed
    held = spell is not None and spell.state == "held" and spell.holder
    return _holding(spell, ground) if spell and held else None


def named(actor: str, day: date | None, country: str, ground: Ground) -> frozenset[str]:
    """The actor, and its side by the names on that day, now and when the advance can have begun:
    who wins is soon called otherwise, and in the next country has no side."""
    days = (day or ground.day, ground.day, ground.day - FRESH)
    return frozenset({actor, *(ground.team(actor, one, country) for one in days)} - {""})


def _holding(spell: ControlSpell, ground: Ground) -> Holding:
    country = ground.lore.country(spell.place)
    fresh = spell.since is None or ground.day - FRESH <= spell.since
    words = f"taken by {ground.label(spell.holder)}"
    taken = any(side.position.startswith(words) for side in spell.sides)
    return Holding(
        place=spell.place,
        side=ground.team(spell.holder, ground.day - FRESH, country),
        teams=named(spell.holder, spell.since, country, ground),
        spell=spell,
        taken=fresh and taken,
    )


def _newer(one: ControlSpell | None, other: ControlSpell) -> bool:
    return bool(one and one.since and other.since and one.since > other.since)


def _order(step: Onward) -> tuple[float, str]:
    return step.away, step.taking.place


def _later(one: Holding, taking: Holding) -> bool:
    """Whether a place was newly taken since: who took it has the advance on his side."""
    since, then = one.spell.since, taking.spell.since
    return one.taken and since is not None and then is not None and since >= then


def _by_then(one: Holding, taking: Holding) -> bool:
    since, then = one.spell.since, taking.spell.since
    return since is None or then is None or since <= then


def _turn(came: Step, onward: Step) -> float:
    """Degrees between two steps."""
    turn = degrees(atan2(came[1], came[0]) - atan2(onward[1], onward[0])) % 360
    return min(turn, 360 - turn)


class Reach:
    """Places, and which of them lie within reach of each; by squares of a degree, so that what lies
    near one is found without asking all. A place stays once it is named."""

    def __init__(self, lore: Lore) -> None:
        self._lore = lore
        self._squares: dict[tuple[int, int], list[str]] = {}
        self._near: dict[str, list[tuple[Step, str]]] = {}

    def of(self, place: str) -> list[tuple[Step, str]]:
        """The other places named that are within reach of one, which is named herewith; each with
        the step from the place to it: as on a flat map, which so near is exact to half a per
        cent."""
        if place not in self._near:
            self._name(place)
        return self._near[place]

    def _name(self, place: str) -> None:
        near = self._near[place] = []
        for other in self._around(place):
            away = step(self._lore.place(place), self._lore.place(other))
            if 0 < hypot(*away) <= REACH_KM:
                near.append((away, other))
                self._near[other].append(((-away[0], -away[1]), place))
        spot = self._lore.place(place)
        if not isnan(spot.lat):
            self._squares.setdefault((floor(spot.lat), floor(spot.lon)), []).append(place)

    def _around(self, place: str) -> Iterator[str]:
        here = self._lore.place(place)
        if isnan(here.lat):  # nobody knows where it is
            return
        north = ceil(REACH_KM / DEGREE_KM)
        east = ceil(REACH_KM / (DEGREE_KM * max(0.1, cos(radians(here.lat)))))
        for lat in range(floor(here.lat) - north, floor(here.lat) + north + 1):
            for lon in range(floor(here.lon) - east, floor(here.lon) + east + 1):
                yield from self._squares.get((lat, lon), ())


def step(here: Place, there: Place) -> Step:
    """Kilometres north and east from one place to another."""
    east = (there.lon - here.lon) * cos(radians((here.lat + there.lat) / 2))
    return (there.lat - here.lat) * DEGREE_KM, east * DEGREE_KM

"""The true war: towns on a front, who has them, what happens there."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from random import Random
from typing import Literal

from foglift.codebook import Book
from foglift.codebook.gazetteer import Place

Kind = Literal["assault", "fall", "siege", "strike", "flight"]
REACH_KM = 45.0
TOWNS, DAYS = 12, 24
STRIKES = ("AIRSTRIKE", "SHELLING")


@dataclass(frozen=True)
class Theatre:
    """Where a war may be: the place it is fought around, the parties as ids of actors (the first
    has the north of the front, the second its south, a third the east), the monitors."""

    country: str
    centre: str
    first: date
    parties: tuple[str, ...]
    monitors: tuple[str, str]


THEATRES = (
    Theatre("SY", "Saraqib", date(2024, 10, 1), ("hts", "syrian-army"), ("sohr", "snhr")),
    Theatre(
        "UA",
        "Pokrovsk",
        date(2024, 10, 1),
        ("ukrainian-armed-forces", "russian-armed-forces"),
        ("isw", "deepstate"),
    ),
    Theatre("SY", "Hama", date(2024, 9, 1), ("hts", "syrian-army", "sdf"), ("sohr", "snhr")),
)


@dataclass(frozen=True)
class Happening:
    """One true thing. `by` acts on `of`; an assault that succeeds has its fall as a happening of
    its own; `killed` are civilians in a strike, fighters of `of` in an assault. `until` is
    its last day."""

    number: int
    kind: Kind
    day: date
    until: date
    town: str
    by: str
    of: str = ""
    type: str = ""
    killed: int = 0
    fled: int = 0
    won: bool = False


@dataclass(frozen=True, repr=False)
class War:
    """`holders` are those of the first morning; `falls` change them."""

    theatre: Theatre
    towns: tuple[Place, ...]
    days: tuple[date, ...]
    holders: dict[str, str]
    happenings: tuple[Happening, ...]
    sides: dict[str, str] = field(default_factory=dict)

    def __repr__(self) -> str:
        return f"<war around {self.theatre.centre}: {len(self.happenings)} happenings>"

    def holder(self, town: str, day: date) -> str:
        """Who has the town on the evening of the day."""
        fallen = [one for one in self.falls(town) if one.day <= day]
        return fallen[-1].by if fallen else self.holders[town]

    def fought_over(self, town: str, day: date) -> bool:
        """Whether it is being assaulted, so that nobody quite has it."""
        return any(
            one.kind == "assault" and one.town == town and one.day <= day <= one.until
            for one in self.happenings
        )

    def falls(self, town: str) -> list[Happening]:
        return [one for one in self.happenings if one.kind == "fall" and one.town == town]

    def on(self, day: date) -> list[Happening]:
        """What begins on that day."""
        return [one for one in self.happenings if one.day == day]

    def outcome(self, assault: Happening) -> Happening | None:
        """The fall that an assault ended in; None for one that was beaten off or goes on."""
        falls = (one for one in self.falls(assault.town) if one.by == assault.by)
        return (
            next((one for one in falls if one.day > assault.until), None) if assault.won else None
        )

    def dead(self, until: date) -> int:
        """The civilians killed in strikes up to that evening."""
        return sum(one.killed for one in self.happenings if one.type and one.day <= until)


def war(
    seed: int | Random, book: Book, towns: int = TOWNS, days: int = DAYS, theatre: int = 0
) -> War:
    """A war of that seed: the same seed is the same war."""
    chance = seed if isinstance(seed, Random) else Random(seed)
    scene = THEATRES[theatre % len(THEATRES)]
    ground = _ground(scene, towns, book)
    calendar = tuple(scene.first + timedelta(days=day) for day in range(days))
    holders = _divided(scene, ground)
    front = _Front(scene, ground, dict(holders), _reach(ground, book), chance)
    happenings = tuple(_campaign(front, calendar[1:]))
    sides = {actor: book.side(actor, scene.first, scene.country) for actor in scene.parties}
    return War(scene, ground, calendar, holders, happenings, sides)


def _ground(scene: Theatre, count: int, book: Book) -> tuple[Place, ...]:
    """The towns nearest to the centre whose name means nothing else in the country."""
    places = book.gazetteer
    centre = next(
        place
        for place, _ in places.named(scene.centre, [scene.country])
        if place.kind == "locality"
    )
    around = [
        place
        for place in (centre, *places.near(centre.id, 150, 8000))
        if place.kind == "locality"
        and place.country == scene.country
        and place.name.isascii()
        and not places.risky(place.name)
        and places.named(place.name)[0][0].id == place.id
    ]
    return tuple(around[:count])


def _divided(scene: Theatre, towns: Sequence[Place]) -> dict[str, str]:
    """North and south of the middle; a third party has the easternmost fifth."""
    ordered = sorted(towns, key=lambda place: -place.lat)
    half = len(ordered) // 2
    holders = {
        place.id: scene.parties[0] if number < half else scene.parties[1]
        for number, place in enumerate(ordered)
    }
    if len(scene.parties) > 2:
        east = sorted(towns, key=lambda place: -place.lon)[: max(1, len(towns) // 5)]
        holders.update((place.id, scene.parties[2]) for place in east)
    return holders


@dataclass
class _Plan:
    """An assault under way: until when, and whether the town will fall."""

    town: str
    by: str
    until: date
    wins: bool


@dataclass
class _Front:
    """The war as it goes on. `answers` are counter-attacks to come: day, town, by whom."""

    scene: Theatre
    towns: Sequence[Place]
    holders: dict[str, str]
    reach: dict[str, list[str]]
    chance: Random
    under_way: dict[str, _Plan] = field(default_factory=dict)
    answers: list[tuple[date, str, str]] = field(default_factory=list)

    def ended(self, day: date) -> Iterator[Happening]:
        """The assaults that end, and what comes of those that succeed."""
        for town in [town for town, plan in self.under_way.items() if plan.until <= day]:
            plan = self.under_way.pop(town)
            if not plan.wins:
                continue
            loser, self.holders[town] = self.holders[town], plan.by
            yield Happening(0, "fall", day, day, town, plan.by, of=loser)
            if self.chance.random() < 0.5:
                fled = self.chance.choice((400, 1200, 3000, 9000))
                yield Happening(0, "flight", day, day, town, "", fled=fled)
            if self.chance.random() < 0.25:
                back = day + timedelta(days=self.chance.randint(1, 4))
                self.answers.append((back, town, loser))

    def begun(self, day: date) -> Iterator[Happening]:
        """New assaults and sieges."""
        chance, holders = self.chance, self.holders
        targets = [one for one in self._targets() if one[0] not in self.under_way]
        due = [(town, by) for when, town, by in self.answers if when == day]
        fresh = [chance.choice(targets)] if targets and chance.random() < 0.7 else []
        for town, by in (*due, *fresh):
            if town in self.under_way or holders[town] == by:
                continue
            lasts = timedelta(days=chance.choice((0, 1, 1, 2, 4)))
            wins, of, until = chance.random() < 0.55, holders[town], day + lasts
            self.under_way[town] = _Plan(town, by, until + timedelta(days=1), wins)
            killed = chance.randint(2, 30)
            yield Happening(0, "assault", day, until, town, by, of, killed=killed, won=wins)
            if lasts.days == 4:
                yield Happening(0, "siege", day, until, town, by, of)

    def struck(self, day: date) -> Iterator[Happening]:
        for _ in range(self.chance.choice((0, 1, 1, 2))):
            town = self.chance.choice(self.towns).id
            others = [one for one in self.scene.parties if one != self.holders[town]]
            by, type = self.chance.choice(others), self.chance.choice(STRIKES)
            killed = self.chance.choice((2, 3, 5, 8, 13, 22))
            yield Happening(
                0, "strike", day, day, town, by, self.holders[town], type=type, killed=killed
            )

    def _targets(self) -> list[tuple[str, str]]:
        """The towns that somebody who has a town within reach may assault."""
        holders = self.holders
        return sorted(
            {
                (town, holders[near])
                for town in holders
                for near in self.reach[town]
                if holders[near] != holders[town]
            }
        )


def _campaign(front: _Front, days: Iterable[date]) -> Iterator[Happening]:
    number = 0
    for day in days:
        for one in (*front.ended(day), *front.begun(day), *front.struck(day)):
            number += 1
            yield replace(one, number=number)


def _reach(towns: Sequence[Place], book: Book) -> dict[str, list[str]]:
    """The towns within reach of each."""
    distance = book.gazetteer.distance
    return {
        one.id: [
            two.id for two in towns if one != two and distance(one.id, two.id) <= REACH_KM
        ]
        for one in towns
    }  # fmt: skip

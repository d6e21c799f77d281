"""The true war: towns on a front, who has them, what happens there."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random
from typing import Literal

from foglift.codebook import Book
from foglift.codebook.gazetteer import Place

Kind = Literal["assault", "fall", "siege", "strike", "flight"]
REACH_KM = 45.0
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
    its own; `killed` are civilians in a strike, people of `of` and `lost` of `by` in an assault.
    `until` is its last day."""

    number: int
    kind: Kind
    day: date
    until: date
    town: str
    by: str
    of: str = ""
    type: str = ""
    killed: int = 0
    lost: int = 0
    fled: int = 0
    won: bool = False


@dataclass(frozen=True)
class War:
    """`holders` are those of the first morning; `falls` change them."""

    theatre: Theatre
    towns: tuple[Place, ...]
    days: tuple[date, ...]
    holders: dict[str, str]
    happenings: tuple[Happening, ...]
    sides: dict[str, str] = field(default_factory=dict)

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
        return next((one for one in falls if one.day > assault.until), None) if assault.won else None

    def dead(self, until: date) -> int:
        """The civilians killed in strikes up to that evening."""
        return sum(one.killed for one in self.happenings if one.type and one.day <= until)


def war(seed: int | Random, book: Book, towns: int = 12, days: int = 24, theatre: int = 0) -> War:
    """A war of that seed: the same seed is the same war."""
    chance = seed if isinstance(seed, Random) else Random(seed)
    scene = THEATRES[theatre % len(THEATRES)]
    ground = _ground(scene, towns, book)
    calendar = tuple(scene.first + timedelta(days=day) for day in range(days))
    holders = _divided(scene, ground)
    happenings = tuple(_campaign(scene, ground, calendar, dict(holders), chance, book))
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


def _campaign(
    scene: Theatre,
    towns: Sequence[Place],
    days: Sequence[date],
    holders: dict[str, str],
    chance: Random,
    book: Book,
) -> Iterator[Happening]:
    number = 0
    under_way: dict[str, _Plan] = {}
    counter: list[tuple[date, str, str]] = []  # (day, town, by) of counter-attacks to come
    reach = _reach(towns, book)

    def happening(kind: Kind, day: date, town: str, by: str, **more: object) -> Happening:
        nonlocal number
        number += 1
        until = more.pop("until", day)
        return Happening(number, kind, day, until, town, by, **more)  # type: ignore[arg-type]

    for day in days[1:]:
        for town in [town for town, plan in under_way.items() if plan.until <= day]:
            plan = under_way.pop(town)
            if not plan.wins:
                continue
            loser, holders[town] = holders[town], plan.by
            yield happening("fall", day, town, plan.by, of=loser)
            if chance.random() < 0.5:
                fled = chance.choice((400, 1200, 3000, 9000))
                yield happening("flight", day, town, "", fled=fled)
            if chance.random() < 0.25:
                counter.append((day + timedelta(days=chance.randint(1, 4)), town, loser))
        targets = [(town, by) for town, by in _targets(holders, reach) if town not in under_way]
        due = [(town, by) for when, town, by in counter if when == day and holders[town] != by]
        fresh = [chance.choice(targets)] if targets and chance.random() < 0.7 else []
        for town, by in [*due, *fresh]:
            if town in under_way:
                continue
            lasts = chance.choice((0, 1, 1, 2, 4))
            wins = chance.random() < 0.55
            under_way[town] = _Plan(town, by, day + timedelta(days=lasts + 1), wins)
            of = holders[town]
            yield happening(
                "assault", day, town, by, of=of, until=day + timedelta(days=lasts),
                killed=chance.randint(2, 30), lost=chance.randint(2, 40), won=wins,
            )  # fmt: skip
            if lasts == 4:
                yield happening("siege", day, town, by, of=of, until=day + timedelta(days=lasts))
        for _ in range(chance.choice((0, 1, 1, 2))):
            town = chance.choice(towns).id
            others = [one for one in scene.parties if one != holders[town]]
            yield happening(
                "strike", day, town, chance.choice(others), of=holders[town],
                type=chance.choice(STRIKES), killed=chance.choice((2, 3, 5, 8, 13, 22)),
            )  # fmt: skip


def _reach(towns: Sequence[Place], book: Book) -> dict[str, list[str]]:
    """The towns within reach of each."""
    distance = book.gazetteer.distance
    return {
        one.id: [
            two.id for two in towns if one != two and distance(one.id, two.id) <= REACH_KM
        ]
        for one in towns
    }  # fmt: skip


def _targets(
    holders: dict[str, str], reach: dict[str, list[str]]
) -> list[tuple[str, str]]:
    """The towns that somebody who has a town within reach may assault."""
    return sorted(
        {
            (town, holders[near])
            for town in holders
            for near in reach[town]
            if holders[near] != holders[town]
        }
    )

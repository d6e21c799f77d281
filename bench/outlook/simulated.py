"""The back-test's simulated war: real towns around Hama, invented advances on several axes, and
invented reports of them. Nothing in it happened."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from math import atan2, cos, degrees, hypot, radians
from random import Random

from bench.data import report
from bench.outlook import Fall, Timeline
from foglift.codebook import Book
from foglift.codebook.gazetteer import Place
from foglift.fuse import Evidence
from foglift.model import (
    Attribution,
    Claim,
    Content,
    Control,
    Count,
    Event,
    Intent,
    Mention,
    Relation,
    Span,
    When,
    Where,
    sealed,
)

START = date(2024, 11, 27)
DAYS = 30
KM, PEOPLE = 130, 1500
REACH = 30
AXES = 3
ATTACKER, DEFENDER, MONITOR = "hts", "syrian-army", "sohr"
SEEDS = (1, 2, 3, 4, 5)


def timelines(book: Book) -> Iterator[Timeline]:
    """One timeline for each seed."""
    for seed in SEEDS:
        yield advance(book, Random(seed), "simulated, five wars")


def advance(book: Book, chance: Random, name: str) -> Timeline:
    """Three axes, each with a heading that it mostly keeps; a day takes it on, or holds it up."""
    war = _War(book, chance)
    for number in range(DAYS):
        war.day(START + timedelta(days=number))
    last = START + timedelta(days=DAYS - 1)
    return Timeline(name, tuple(war.said), tuple(war.falls), START, last - timedelta(days=1))


@dataclass
class _War:
    book: Book
    chance: Random
    said: list[Evidence] = field(default_factory=list)
    falls: list[Fall] = field(default_factory=list)

    def __post_init__(self) -> None:
        places = self.book.gazetteer
        hama = next(place for place, _ in places.named("Hama") if place.kind == "locality")
        around = places.near(hama.id, KM, PEOPLE)
        self.towns = [
            one for one in around if one.kind == "locality" and one.country == hama.country
        ]
        self.held: set[str] = set()
        self.heads = [(self.chance.choice(self.towns), self.chance.uniform(0, 360))
                      for _ in range(AXES)]  # fmt: skip
        self.next: dict[int, Place] = {}

    def day(self, today: date) -> None:
        """What happens, and what is said of it."""
        for axis in range(AXES):
            aim = self.next.get(axis) or self._aim(axis)
            if aim is None:
                self.heads[axis] = (self.chance.choice(self.towns), self.chance.uniform(0, 360))
            elif self.chance.random() < 0.6:
                self._take(axis, aim, today)
            else:
                self.next[axis] = aim
                self._herald(aim, today)
        self._elsewhere(today)

    def _aim(self, axis: int) -> Place | None:
        """The nearest town that lies ahead, by a bent and uneven road."""
        here, heading = self.heads[axis]
        ahead = []
        for town in self.towns:
            km, turn = _course(here, town)
            bend = abs((turn - heading + 180) % 360 - 180)
            if town.id not in self.held and 0 < km <= REACH and bend <= 80:
                ahead.append((km * (1 + bend / 90) * self.chance.uniform(0.7, 1.5), town.id, town))
        return min(ahead)[2] if ahead else None

    def _take(self, axis: int, town: Place, today: date) -> None:
        here, heading = self.heads[axis]
        _, turn = _course(here, town)
        bent = heading + ((turn - heading + 180) % 360 - 180) / 3
        self.heads[axis] = (town, bent % 360)
        self.next.pop(axis, None)
        if town.id in self.held:
            return
        self.held.add(town.id)
        self.falls.append(Fall(today, town.id))
        who = self.chance.choice((MONITOR, ATTACKER))
        self._say(Control("takes", _name(ATTACKER)), town, today, who)

    def _herald(self, town: Place, today: date) -> None:
        """Some of what goes before a fall is reported, and some of what goes before none."""
        if self.chance.random() < 0.4:
            self._say(Control("enters", _name(ATTACKER)), town, today, MONITOR)
        if self.chance.random() < 0.3:
            intent = Intent("CAPTURE", (_name(ATTACKER),))
            self._say(intent, town, today, ATTACKER)
        if self.chance.random() < 0.3:
            self._say(Count("displaced", 2000, 2000), town, today, MONITOR, "from")

    def _elsewhere(self, today: date) -> None:
        for content, times, relation in (
            (Event("SHELLING", "", (_name(DEFENDER),)), 3, "at"),
            (Event("AID", ""), 2, "at"),
            (Event("DEPLOYMENT", "", (_name(DEFENDER),)), 1, "at"),
            (Event("DISPLACEMENT", "flee"), 1, "from"),
            (Intent("ADVANCE", (_name(ATTACKER),)), 1, "towards"),
            (Control("holds", _name(DEFENDER)), 3, "at"),
        ):
            for _ in range(times):
                town = self.chance.choice(self.towns)
                mine = isinstance(content, Control) and town.id in self.held
                if self.chance.random() < 0.5 and not mine:
                    self._say(content, town, today, MONITOR, relation)  # type: ignore[arg-type]

    def _say(
        self, content: Content, town: Place, day: date, by: str, relation: Relation = "at"
    ) -> None:
        text = f"{by} {len(self.said)}: {town.name}"
        said = report(text, day, "a wire")
        side = self.book.side(by, day, "SY")
        link = Attribution(Mention(Span(0, len(by)), by), "reports", self.book.role(by), side)
        where = Where(Mention(Span(len(text) - len(town.name), len(text)), town.id), relation)
        when = When(day, day, "day")
        evidence = (Span(0, len(text)),)
        claim = Claim("", said.id, evidence, content, (link,), where, when)
        self.said.append(Evidence(said, sealed(claim)))


def _name(actor: str) -> Mention:
    return Mention(Span(0, 1), actor)


def _course(here: Place, there: Place) -> tuple[float, float]:
    """Kilometres and degrees from north."""
    north = (there.lat - here.lat) * 111
    east = (there.lon - here.lon) * 111 * cos(radians(here.lat))
    return hypot(north, east), degrees(atan2(east, north)) % 360

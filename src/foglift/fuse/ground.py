"""What every step of fusing stands on: the evidence, the codebook, the days, the near-copies."""

from collections import Counter
from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cache, lru_cache
from typing import NamedTuple, get_args

from foglift.codebook import Book
from foglift.codebook.gazetteer import KINDS
from foglift.model import Claim, Control, Event, Mention, Precision, Report, When
from foglift.text import fold

# From the finest to none.
FINEST: tuple[Precision, ...] = get_args(Precision)


class Evidence(NamedTuple):
    """One claim with the report that makes it."""

    report: Report
    claim: Claim


NEVER = date.max.toordinal() + 1


@dataclass(slots=True)
class Footing:
    """What an answer stands on besides its evidence: it holds before the days `day` and
    `known_by` (ordinals), and while `facts`, such as ("tenants", "sup:hama"), are the same."""

    day: int = NEVER
    known_by: int = NEVER
    facts: set[Hashable] = field(default_factory=set)

    def clear(self) -> None:
        self.day = self.known_by = NEVER
        self.facts.clear()


class Lore:
    """What the codebook says of refs and places, each question looked up once."""

    def __init__(self, book: Book) -> None:
        self.book = book
        self.team = lru_cache(maxsize=1 << 17)(self._team)
        self.side = lru_cache(maxsize=1 << 17)(book.side)
        self.country = cache(self._country)
        self.kind = cache(self._kind)
        self.place = cache(book.gazetteer.place)
        self.label = cache(book.titled)
        self.around = cache(self._around)
        self.town = cache(self._town)
        self.outlet = cache(self._outlet)
        self.way = lru_cache(maxsize=1 << 16)(self._way)

    def _team(self, ref: str, day: date | None, country: str) -> str:
        side = self.book.side(ref, day, country)
        if side:
            return side
        top = self.book.party(ref) or ref
        actors = self.book.actors
        while top in actors and actors[top].part_of in actors:
            top = actors[top].part_of
        return top

    def _country(self, place: str) -> str:
        """The ISO code of the country a place lies in; "" for ""."""
        return self.book.gazetteer.place(place).country if place else ""

    def _kind(self, place: str) -> str:
        return self.book.gazetteer.place(place).kind if place else ""

    def _around(self, place: str) -> tuple[str, ...]:
        """The areas that a place lies in, the smallest first; a town is that of its quarters."""
        areas = self.book.gazetteer.areas(place)
        return tuple(sorted(areas, key=lambda area: -KINDS.index(self.kind(area))))

    def _town(self, quarter: str) -> str:
        """The id of the town that a quarter lies in, "" for all else."""
        if self.kind(quarter) != "neighbourhood":
            return ""
        return next((id for id in self.around(quarter) if self.kind(id) == "locality"), "")

    def _way(self, start: str, end: str) -> tuple[float, str]:
        """How many kilometres and in which direction one place lies from another."""
        places = self.book.gazetteer
        return places.distance(start, end), places.bearing(start, end)

    def _outlet(self, name: str) -> str:
        """The ref of an outlet that the codebook knows, else ""."""
        ids = (name,) if name in self.book.sources else self.book.names().get(fold(name), ())
        return ids[0] if len(ids) == 1 else ""


@dataclass(frozen=True)
class Ground:
    """The codebook and the days a picture is made from.

    `copies` names for each report one of its near-copies, the same for all of them; `theatres` the
    country most claims of a report are about; `tenants` the sides that any claim says hold, lose or
    leave a place, so that the loser of a capture is known.

    What asks it leaves a trace in `footing`, so that a part of the picture is made anew when an
    answer it was given becomes another: ask `reached` whether a day has come, for `day` itself is
    another tomorrow.
    """

    lore: Lore
    today: date
    told_by: date
    copies: Mapping[str, str]
    theatres: dict[str, str]
    sides: dict[str, frozenset[str]]
    footing: Footing = field(default_factory=Footing)

    def afresh(self) -> "Ground":
        """The same ground with no trace on it."""
        return replace(self, footing=Footing())

    def moved(self, day: date, known_by: date) -> "Ground":
        return replace(self, today=day, told_by=known_by, footing=Footing())

    @property
    def book(self) -> Book:
        return self.lore.book

    @property
    def day(self) -> date:
        """The day the picture is about."""
        self.footing.day = min(self.footing.day, self.today.toordinal() + 1)
        return self.today

    @property
    def known_by(self) -> date:
        """The day by which what is known was published."""
        self.footing.known_by = min(self.footing.known_by, self.told_by.toordinal() + 1)
        return self.told_by

    def reached(self, day: int) -> bool:
        """Whether the picture's day is that day (an ordinal) or a later one."""
        if day <= self.today.toordinal():
            return True
        self.footing.day = min(self.footing.day, day)
        return False

    def learned(self, day: int) -> bool:
        """Whether reports of that day (an ordinal) are known."""
        if day <= self.told_by.toordinal():
            return True
        self.footing.known_by = min(self.footing.known_by, day)
        return False

    def ask(self, fact: Hashable) -> None:
        """Leaves a trace of a fact that an answer stands on."""
        self.footing.facts.add(fact)

    def tenants(self, place: str) -> frozenset[str]:
        """The sides said to hold, lose or leave the place."""
        self.ask(("tenants", place))
        return self.sides.get(place, frozenset())

    def team(self, ref: str, day: date | None, country: str = "") -> str:
        """Who an actor fights for on that day: its side, else the topmost actor it is part of."""
        return self.lore.team(ref, day, country) if ref else ""

    def teams(self, names: Iterable[Mention], evidence: Evidence) -> frozenset[str]:
        """The teams of the resolved names of one claim, on its day and in its country."""
        day, country = spoken_of(evidence), self.country(evidence)
        return frozenset(self.team(name.ref, day, country) for name in names if name.ref)

    def country(self, evidence: Evidence) -> str:
        """The ISO code of the country the claim's place lies in, else of the one that its report
        places most of its claims in; "" when it names none."""
        here = self.lore.country(place_of(evidence.claim))
        return here or self.theatres.get(evidence.report.id, "")

    def label(self, ref: str) -> str:
        """The neutral name of an id, of a side too; "" for ""."""
        return self.lore.label(ref) if ref else ""

    def unarmed(self, ref: str) -> bool:
        """Whether the ref is a word for people who bear no arms: "civilians"."""
        return ref.startswith("people:") and not self.book.armed(ref)


def place_of(claim: Claim) -> str:
    """The id of the place a claim is about, "" when it names none that is known."""
    return claim.where.place.ref if claim.where else ""


def spoken_of(evidence: Evidence) -> date | None:
    """The last day the claim can be about, for asking who stood on which side then."""
    when = evidence.claim.when
    said = when and (when.end or when.start)
    return said or evidence.report.published


def when_of(evidence: Evidence) -> When:
    """When the claim's matter happened, with the reason where the text does not say.

    A dated report that names no day speaks of the week before it appeared; an undated report
    that names none, and background that names none, stay undated.
    """
    claim, published = evidence.claim, evidence.report.published
    when = claim.when
    if when is not None and when.precision == "unknown" and when.end is None:
        return When(None, None, "unknown", why=when.why)  # at most "not before such a year"
    if when is not None and (when.start or when.end):
        return when
    if published is None:
        return When(None, None, "unknown", why="the report is undated and names no date")
    if claim.background:
        return When(None, None, "unknown", why="background without a date")
    why = f"no day said; reported on {published.isoformat()}"
    return When(None, published, "unknown", why=why)


def bounds(evidence: Evidence) -> tuple[int, int] | None:
    """First and last day of the matter as ordinals, None when it is undated.

    An open beginning is taken to lie within the week before the end; an open end at the day
    of the report.
    """
    when = when_of(evidence)
    if when.start is None and when.end is None:
        return None
    published = evidence.report.published
    if when.start is None:
        last = (when.end or date.min).toordinal()
        return max(1, last - 7), last
    first = when.start.toordinal()
    return first, max(first, (when.end or published or when.start).toordinal())


def ground(
    evidence: Iterable[Evidence], book: Book, day: date, known_by: date, copies: Mapping[str, str]
) -> Ground:
    """Everything about the evidence that has to be known before its claims are weighed."""
    items = tuple(evidence)
    told: dict[str, list[Evidence]] = {}
    places: dict[str, list[Evidence]] = {}
    for item in items:
        told.setdefault(item.report.id, []).append(item)
        places.setdefault(place_of(item.claim), []).append(item)
    lore = Lore(book)
    theatres = {id: theatre(claims, lore) for id, claims in told.items()}
    base = Ground(lore, day, known_by, copies, theatres, {})
    sides = {place: tenants(claims, base) for place, claims in places.items() if place}
    return replace(base, sides=sides)


def theatre(told: Iterable[Evidence], lore: Lore) -> str:
    """The country most claims of one report are about, "" when they name no place."""
    counts = Counter(lore.country(place_of(one.claim)) for one in told)
    counts.pop("", None)
    return min(counts, key=lambda country: (-counts[country], country), default="")


def tenants(said: Iterable[Evidence], base: Ground) -> frozenset[str]:
    """The sides that the claims about one place say hold, lose or leave it."""
    return frozenset(team for one in said for team in base.teams(_residents(one.claim), one))


def _residents(claim: Claim) -> tuple[Mention, ...]:
    match claim.content:
        case Control(change="holds" | "loses" | "leaves", holder=Mention() as holder):
            return (holder,)
        case Event(type="WITHDRAWAL", actors=actors):
            return actors
        case Event(type="CAPTURE" | "TRANSFER", recipients=recipients):
            return recipients
        case _:
            return ()

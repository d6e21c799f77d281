"""What every step of fusing stands on: the evidence, the codebook, the days, the near-copies."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import NamedTuple, get_args

from foglift.codebook import Book
from foglift.model import Claim, Control, Event, Mention, Precision, Report, When
from foglift.text import fold

# From the finest to none.
FINEST: tuple[Precision, ...] = get_args(Precision)


class Evidence(NamedTuple):
    """One claim with the report that makes it."""

    report: Report
    claim: Claim


@dataclass(frozen=True)
class Ground:
    """The codebook and the days a picture is made from.

    `copies` names for each report the first of its near-copies; `outlets` the refs of the outlets
    that the codebook knows; `countries` where each place lies; `theatres` the country most claims
    of a report are about; `tenants` the sides that any claim
    says hold, lose or leave a place, so that the loser of a capture is known.
    """

    book: Book
    day: date
    known_by: date
    copies: Mapping[str, str]
    outlets: Mapping[str, str]
    countries: Mapping[str, str]
    theatres: Mapping[str, str]
    tenants: Mapping[str, frozenset[str]]

    def team(self, ref: str, day: date | None, country: str = "") -> str:
        """Who an actor fights for on that day: its side, else the topmost actor it is part of."""
        side = self.book.side(ref, day, country) if ref else ""
        if side or not ref:
            return side
        top = self.book.party(ref) or ref
        actors = self.book.actors
        while top in actors and actors[top].part_of in actors:
            top = actors[top].part_of
        return top

    def teams(self, names: Iterable[Mention], evidence: Evidence) -> frozenset[str]:
        """The teams of the resolved names of one claim, on its day and in its country."""
        day, country = spoken_of(evidence), self.country(evidence)
        return frozenset(self.team(name.ref, day, country) for name in names if name.ref)

    def country(self, evidence: Evidence) -> str:
        """The ISO code of the country the claim's place lies in, else of the one that its report
        places most of its claims in; "" when it names none."""
        here = self.countries.get(place_of(evidence.claim), "")
        return here or self.theatres.get(evidence.report.id, "")

    def label(self, ref: str) -> str:
        """The neutral name of an id, of a side too; "" for ""."""
        return self.book.label(ref) if ref else ""

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
    places = sorted({place_of(item.claim) for item in items} - {""})
    countries = {place: book.gazetteer.place(place).country for place in places}
    base = Ground(
        book=book,
        day=day,
        known_by=known_by,
        copies=copies,
        outlets=_outlets(items, book),
        countries=countries,
        theatres=_theatres(items, countries),
        tenants={},
    )
    return replace(base, tenants=_tenants(items, base))


def _theatres(items: Iterable[Evidence], countries: Mapping[str, str]) -> dict[str, str]:
    named: dict[str, Counter[str]] = {}
    for item in items:
        country = countries.get(place_of(item.claim))
        if country:
            named.setdefault(item.report.id, Counter())[country] += 1
    return {
        report: min(counts, key=lambda country: (-counts[country], country))
        for report, counts in named.items()
    }


def _tenants(items: Iterable[Evidence], base: Ground) -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for item in items:
        place = place_of(item.claim)
        if place:
            found.setdefault(place, set()).update(base.teams(_residents(item.claim), item))
    return {place: frozenset(sides) for place, sides in found.items()}


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


def _outlets(items: Iterable[Evidence], book: Book) -> dict[str, str]:
    names = book.names()
    found: dict[str, str] = {}
    for outlet in {item.report.outlet for item in items}:
        ids = (outlet,) if outlet in book.sources else names.get(fold(outlet), ())
        if len(ids) == 1:
            found[outlet] = ids[0]
    return found

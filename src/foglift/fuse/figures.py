"""One voice's number of a scope, and the low, best and high of several; nothing is added up."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby

import msgspec

from foglift.fuse.ground import Evidence, Ground
from foglift.fuse.scopes import count_of
from foglift.fuse.sides import Voice, firsts, lines, opposed, position, standing, voice
from foglift.model import Count, Side, Standing
from foglift.text import between

# Vague words and the range each stands for.
VAGUE = {
    (24, 99): "dozens",
    (40, 99): "scores",
    (200, 999): "hundreds",
    (2_000, 9_999): "thousands",
    (20_000, 99_999): "tens of thousands",
    (200_000, 999_999): "hundreds of thousands",
    (2_000_000, 9_999_999): "millions",
}


@dataclass(frozen=True, slots=True)
class Figure:
    """One voice's number. `low` and `high` bound the true number as far as this figure goes: a
    side's count of its own dead is a floor, its count of the enemy's a ceiling. `as_of` is the
    last day of a running total, None for any other number; `carrier` the outlet that prints it;
    `own`: it says so itself."""

    spoken: Voice
    count: Count
    low: int | None
    high: int | None
    as_of: date | None = None
    carrier: str = ""
    own: bool = False

    @property
    def claim(self) -> str:
        return self.spoken.claim

    @property
    def best(self) -> int | None:
        """The number to quote, exact or "at least"; None for a range, a party, nobody known."""
        low, high = self.count.low, self.count.high
        quotable = self.spoken.role not in ("party", "anonymous") and high in (None, low)
        return low if quotable else None

    @property
    def exact(self) -> int | None:
        return self.count.low if self.count.low == self.count.high else None

    @property
    def asserted(self) -> bool:
        return self.spoken.attitude == "for"

    @property
    def words(self) -> str:
        return phrase(self.count.low, self.count.high)

    @property
    def number(self) -> str:
        """The number, in words where it is not one exact number."""
        return self.words or f"{self.count.low:,}"

    def agrees(self, other: "Figure") -> bool:
        """Whether both numbers can be true of one thing."""
        return not (self.below(other) or other.below(self))

    def below(self, other: "Figure") -> bool:
        """Whether even the most this one says is less than the least the other says; a running
        total of an earlier day may well be."""
        high, low = self.count.high, other.count.low
        earlier = self.as_of is not None and other.as_of is not None and self.as_of < other.as_of
        return high is not None and low is not None and high < low and not earlier


def phrase(low: int | None, high: int | None) -> str:
    """A number in words where it is not one exact number: "at least 10", "dozens"; else ""."""
    if low is None or high is None:
        return between(low, high, "no number")
    return "" if low == high else VAGUE.get((low, high), between(low, high))


def figure(evidence: Evidence, ground: Ground, running: bool = False) -> Figure:
    """A claim's number as its voice bounds it; `running`: it is a running total."""
    count, spoken = count_of(evidence.claim), voice(evidence, ground)
    low, high = count.low, count.high
    accused = count.whom is not None and ground.unarmed(count.whom.ref)
    whom = (count.whom,) if count.whom else ()
    hurt = ground.teams(count.by if accused else whom, evidence)
    if spoken.role == "party" and hurt:
        if spoken.side in hurt:
            high = None
        elif not accused:
            low, high = None, count.low if count.high is None else count.high
    own, outlet = not evidence.claim.said_by, evidence.report.outlet
    as_of = _as_of(evidence, spoken) if running else None
    return Figure(spoken, count, low, high, as_of, outlet, own)


def _as_of(evidence: Evidence, spoken: Voice) -> date | None:
    end = evidence.claim.when.end if evidence.claim.when else None
    return min((day for day in (end, spoken.said) if day), default=None)


def credited(figures: Sequence[Figure]) -> Sequence[Figure]:
    """The figures without those of an outlet's own that only relays: what it prints as its own,
    "toll rises to 826", it gives elsewhere as the monitor's."""
    given = {
        (one.carrier, one.count.low, one.count.high)
        for one in figures
        if not one.own and one.spoken.keys and one.asserted
    }
    relayed = {
        one.carrier
        for one in figures
        if one.own and (one.carrier, one.count.low, one.count.high) in given
    }
    carrier = {one.claim: one.carrier for one in figures}
    first = firsts(one.spoken for one in figures if one.own and one.spoken.keys)
    return [
        one
        for one in figures
        if not one.own or carrier[first.get(one.claim, one.spoken).claim] not in relayed
    ]


def running(figures: Iterable[Figure]) -> tuple[tuple[str, tuple[Figure, ...]], ...]:
    """Each source with its running totals in the order of their days; of one day the largest last,
    for a total grows in the course of a day too, but for one that takes an earlier one back."""
    told: dict[str, list[Figure]] = {}
    for one in figures:
        if one.asserted and one.spoken.keys and one.as_of and _numbered(one):
            told.setdefault(one.spoken.source, []).append(one)
    return tuple((source, tuple(sorted(told[source], key=_day))) for source in sorted(told))


def _numbered(one: Figure) -> bool:
    return one.count.low is not None or one.count.high is not None


def _day(one: Figure) -> tuple[date, bool, int, str]:
    size = one.count.low if one.count.low is not None else one.count.high or 0
    return one.as_of or date.min, one.count.revised, size, one.claim


def outdated(figures: Iterable[Figure]) -> frozenset[str]:
    """The claims that only tell again what a source has said before it said more: an outlet that
    prints the total of the day before yesterday does not take yesterday's back."""
    found = set()
    for _, told in running(figures):
        said: dict[tuple[int | None, int | None], date | None] = {}
        highest: Figure | None = None
        for one in told:
            number = (one.count.low, one.count.high)
            before = said.get(number)
            until = highest.as_of if highest is not None and not one.count.revised else None
            if highest and before and until and before < until and one.below(highest):
                found.add(one.claim)
                continue
            said[number] = one.as_of
            highest = one if highest is None or not one.below(highest) else highest
            highest = one if one.count.revised else highest
    return frozenset(found)


def live(figures: Sequence[Figure]) -> tuple[Figure, ...]:
    """The latest figure of each line; what nobody known says counts only when nobody else does."""
    found = lines(one.spoken for one in figures)
    latest = {one.claim for line in found for one in line.live if one.attitude == "for"}
    named = tuple(one for one in figures if one.claim in latest)
    return named or tuple(one for one in figures if not one.spoken.keys and one.asserted)


def best(found: Iterable[Figure]) -> Figure | None:
    """The latest of an outsider; of two on one day the smaller."""
    quotable = [one for one in found if one.best is not None]
    return max(quotable, key=recency, default=None)


def recency(one: Figure) -> tuple[bool, date, int, str, str]:
    outsider = one.spoken.role not in ("party", "anonymous")
    size = one.count.low if one.count.low is not None else -1
    return outsider, one.spoken.said or date.min, -size, one.spoken.source, one.claim


def bounds(found: Iterable[Figure]) -> tuple[int | None, int | None]:
    """The smallest and the largest live number; no high where the largest is an "at least"."""
    known = [one for one in found if one.low is not None or one.high is not None]
    lows = [one.low for one in known if one.low is not None]
    highs = [one.high for one in known if one.high is not None]
    floors = [one.low for one in known if one.low is not None and one.high is None]
    low, high = min(lows, default=None), max(highs, default=None)
    unbounded = high is not None and max(floors, default=high) > high
    return low, None if unbounded else high


def support(
    figures: Iterable[Figure], found: Sequence[Figure], quoted: Figure | None,
    flags: tuple[str, ...],
) -> Standing:  # fmt: skip
    """How well the best number is supported; without one, how well that there is any."""
    if quoted is not None:
        agreeing = [one.spoken for one in figures if quoted.agrees(one)]
        others = [one.spoken for one in figures if not quoted.agrees(one)]
        denials = (one for one in others if one.attitude != "for")
        return standing((*agreeing, *opposed(others), *denials), flags)
    torn = _torn(found)
    voices = [replace(one.spoken, admits=one.spoken.admits and not torn) for one in figures]
    told = standing(voices, flags)
    return msgspec.structs.replace(told, contested=told.contested or torn)


def _torn(found: Iterable[Figure]) -> bool:
    """Whether any two cannot both be true."""
    most = -1
    for _, group in groupby(sorted(found, key=_ends), key=_ends):
        told = tuple(group)
        most = max(most, *(one.count.low for one in told if one.count.low is not None), -1)
        if any(one.count.high is not None and one.count.high < most for one in told):
            return True
    return False


def _ends(one: Figure) -> date:
    return one.as_of or date.min


def positions(found: Iterable[Figure], figures: Iterable[Figure], of: str) -> tuple[Side, ...]:
    """Each live number with all who give it; and who denies one."""
    voices: dict[str, list[Voice]] = {}
    for one in found:
        voices.setdefault(f"{of}: {one.number}", []).append(one.spoken)
    for one in figures:
        if not one.asserted:
            voices.setdefault(f"{one.spoken.attitude}: {one.number}", []).append(one.spoken)
    return tuple(position(words, voices[words]) for words in sorted(voices))

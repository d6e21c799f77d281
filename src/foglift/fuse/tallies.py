"""Counts into tallies: for each scope the lowest, the best and the highest number, never a sum."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import combinations, pairwise
from typing import NamedTuple

import msgspec

from foglift.fuse.ground import Evidence, Ground, place_of, when_of
from foglift.fuse.happening import happened
from foglift.fuse.sides import Voice, lines, opposed, position, standing, voice
from foglift.model import (
    Claim,
    Count,
    Counted,
    Event,
    Precision,
    Side,
    Standing,
    Tally,
    When,
    digest,
)
from foglift.text import numerals, paragraphs, sentences

_CASUALTIES: tuple[Counted, ...] = ("killed", "wounded", "killed-or-wounded")
_ANYBODY = "people:people"
_BARE = frozenset(
    (
        "all", "an", "another", "at", "both", "few", "least", "many", "more", "most", "nearly",
        "of", "one", "other", "others", "several", "some", "than", "the", "them", "these", "they",
        "those",
    )
)  # fmt: skip
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
# "Since last week" may mean any day of it.
_SLACK: dict[Precision, int] = {"week": 6, "month": 30, "year": 365}


class Scope(NamedTuple):
    """What a number counts; numbers are compared only within one scope.

    "826 killed since last week": killed, anybody, everywhere, a running total from 2024-11-25,
    give or take `slack` = 6 days. `part` is set where the text says that a number is part of
    another but not what sets it apart: such numbers are never compared. A running total has no
    end: its latest figure holds.
    """

    of: Counted
    whom: str
    place: str
    unit: str
    by: tuple[str, ...]
    cumulative: bool
    since: date | None
    until: date | None
    slack: int
    part: str = ""

    @property
    def id(self) -> str:
        """Stays the same from day to day while the figures change."""
        days = (str(self.cumulative), str(self.since), str(self.until), str(self.slack))
        return digest(self.of, self.whom, self.place, self.unit, self.part, *days, *self.by)


@dataclass(frozen=True, slots=True)
class Figure:
    """One voice's number. `low` and `high` bound the true number as far as this figure goes: a
    side's count of its own dead is a floor, its count of the enemy's a ceiling. `carrier` is the
    outlet that prints it; `own`: it says so itself."""

    spoken: Voice
    count: Count
    low: int | None
    high: int | None
    carrier: str = ""
    own: bool = False

    @property
    def best(self) -> int | None:
        """The number to quote, exact or "at least"; None for a range, a party, nobody known."""
        low, high = self.count.low, self.count.high
        quotable = self.spoken.role not in ("party", "anonymous") and high in (None, low)
        return low if quotable else None

    @property
    def words(self) -> str:
        return phrase(self.count.low, self.count.high)

    def agrees(self, other: "Figure") -> bool:
        """Whether both numbers can be true of one thing."""
        return not any(
            one.count.high is not None
            and two.count.low is not None
            and one.count.high < two.count.low
            for one, two in ((self, other), (other, self))
        )


def phrase(low: int | None, high: int | None) -> str:
    """A number in words where it is not one exact number: "at least 10", "dozens"; else ""."""
    if low is None:
        return "no number" if high is None else f"up to {high:,}"
    if high is None:
        return f"at least {low:,}"
    return "" if low == high else VAGUE.get((low, high), f"{low:,} to {high:,}")


def tallies(evidence: Iterable[Evidence], ground: Ground) -> tuple[Tally, ...]:
    """All tallies up to the picture's day, by place and scope. A count of another time, such as
    a massacre recalled, has its own tally; one without any date of its own has none."""
    heard = tuple(evidence)
    elsewhere = _out_of_scope(heard)
    counts = {one.claim.id: one for one in heard if _counted(one) and one.claim.id not in elsewhere}
    scopes = _settled({id: _scope(one, counts, ground) for id, one in counts.items()})
    figures: dict[Scope, list[Figure]] = {}
    for id in sorted(counts):
        figures.setdefault(scopes[id], []).append(_figure(counts[id], ground))
    found = {
        scope.id: _tally(scope, figures[scope], _whole(figures[scope], scopes), ground)
        for scope in sorted(
            figures, key=lambda scope: (scope.place, scope.of, scope.whom, scope.id)
        )
        if scope.since is None or ground.reached(scope.since.toordinal())
    }
    parts: dict[str, list[Tally]] = {}
    for tally in found.values():
        parts.setdefault(tally.part_of, []).append(tally)
    return tuple(
        msgspec.structs.replace(
            tally,
            problems=(
                *tally.problems,
                *_above(tally, found.get(tally.part_of)),
                *_overflow(tally, parts.get(tally.id, []), ground),
            ),
        )
        for tally in found.values()
    )


def _counted(evidence: Evidence) -> bool:
    claim, when = evidence.claim, when_of(evidence)
    current = not claim.background or when.start is not None  # an old toll needs its own day
    return isinstance(claim.content, Count) and happened(claim) and current


def _out_of_scope(heard: Iterable[Evidence]) -> frozenset[str]:
    """The counts told of what is no act of war, a flood, a crash, a crime: in one sentence with
    it, or anywhere in a report that tells of nothing else."""
    beside: dict[str, list[Evidence]] = {}
    reports = {
        one.report.id
        for one in heard
        if isinstance(one.claim.content, Event) and one.claim.content.type == "OUT_OF_SCOPE"
    }
    for one in heard:
        if one.report.id in reports:
            beside.setdefault(one.report.id, []).append(one)
    return frozenset(id for told in beside.values() for id in _beside_others(told))


def _beside_others(told: Sequence[Evidence]) -> Iterator[str]:
    if _types(one.claim for one in told) == {"OUT_OF_SCOPE"}:
        yield from (one.claim.id for one in told)
    text = told[0].report.text
    lines = [each for part in paragraphs(text) for each in sentences(text, part)]
    for line in lines:
        here = [one.claim for one in told if one.claim.evidence[0].meets(line)]
        if _types(here) == {"OUT_OF_SCOPE"}:
            yield from (one.id for one in here)


def _types(claims: Iterable[Claim]) -> set[str]:
    return {one.content.type for one in claims if isinstance(one.content, Event)}


def _count(claim: Claim) -> Count:
    if not isinstance(claim.content, Count):
        raise TypeError(f"claim {claim.id} is no count")
    return claim.content


def _scope(evidence: Evidence, counts: Mapping[str, Evidence], ground: Ground) -> Scope:
    scope, count = _plain(evidence, counts, ground), _count(evidence.claim)
    whole = counts.get(count.part_of)
    if whole is None or scope != _plain(whole, counts, ground):
        return scope
    of_whole = _count(whole.claim)
    same = (count.low, count.high) == (of_whole.low, of_whole.high)
    return scope if same else scope._replace(part=f"{count.low}..{count.high}")


def _plain(evidence: Evidence, counts: Mapping[str, Evidence], ground: Ground) -> Scope:
    """What the number counts by its own words."""
    count = _count(evidence.claim)
    when, cumulative = _period(evidence, counts)
    return Scope(
        of=count.of,
        whom=_whom(evidence, count),
        place=place_of(evidence.claim),
        unit=count.unit,
        by=tuple(sorted(ground.teams(count.by, evidence))),
        cumulative=cumulative,
        since=when.start,
        until=None if cumulative else when.end,
        slack=_SLACK.get(when.precision, 0) if cumulative else 0,
    )


def _period(evidence: Evidence, counts: Mapping[str, Evidence]) -> tuple[When, bool]:
    """The time a count covers; a part that names none covers that of its whole."""
    count = _count(evidence.claim)
    whole = counts.get(count.part_of)
    if evidence.claim.when is None and whole is not None:
        of_whole = _count(whole.claim)
        return when_of(whole), count.cumulative or of_whole.cumulative
    return when_of(evidence), count.cumulative


def _whom(evidence: Evidence, count: Count) -> str:
    if count.whom is None or count.whom.ref == _ANYBODY:
        return ""
    span = count.whom.span
    words = " ".join(evidence.report.text[span.start : span.end].split())
    return count.whom.ref or _own(evidence, words) or ("" if _is_bare(words) else words)


def _is_bare(words: str) -> bool:
    """Whether the words are only a number or point back: "dozens", "228 others", "many of them"."""
    left = words.lower()
    for numeral in reversed(numerals(left)):
        left = left[: numeral.span.start] + left[numeral.span.end :]
    return not set(left.split()) - _BARE


def _own(evidence: Evidence, words: str) -> str:
    """The party whose "our soldiers" are counted: the one that speaks."""
    link = evidence.claim.said_by[0] if evidence.claim.said_by else None
    own = link is not None and link.role == "party" and words.lower().startswith("our ")
    return link.source.ref.partition("/")[0] if link and own else ""


def _settled(scopes: Mapping[str, Scope]) -> dict[str, Scope]:
    """Running totals "since last week" join those since an exact day of it, if there is but one."""
    exact: dict[Scope, list[Scope]] = {}
    for scope in sorted(
        {one for one in scopes.values() if one.cumulative and not one.slack}, key=str
    ):
        exact.setdefault(scope._replace(since=None), []).append(scope)
    return {id: _exact(scope, exact) for id, scope in scopes.items()}


def _exact(scope: Scope, exact: Mapping[Scope, Sequence[Scope]]) -> Scope:
    if not scope.slack or scope.since is None:
        return scope
    last = scope.since + timedelta(days=scope.slack)
    fits = [
        one
        for one in exact.get(scope._replace(since=None, slack=0), ())
        if one.since and scope.since <= one.since <= last
    ]
    return fits[0] if len(fits) == 1 else scope


def _figure(evidence: Evidence, ground: Ground) -> Figure:
    count, spoken = _count(evidence.claim), voice(evidence, ground)
    low, high = count.low, count.high
    accused = count.whom is not None and ground.unarmed(count.whom.ref)
    whom = (count.whom,) if count.whom else ()
    hurt = ground.teams(count.by if accused else whom, evidence)
    if spoken.role == "party" and hurt:
        own = spoken.side in hurt
        if own:
            high = None
        elif not accused:
            low, high = None, count.low if count.high is None else count.high
    own = not evidence.claim.said_by
    return Figure(spoken, count, low, high, evidence.report.outlet, own)


def _credited(figures: Sequence[Figure]) -> Sequence[Figure]:
    """The figures without those of an outlet's own that only relays: what it prints as its own,
    "toll rises to 826", it gives elsewhere as the monitor's."""
    given = {
        (one.carrier, one.count.low, one.count.high)
        for one in figures
        if not one.own and one.spoken.keys and one.spoken.attitude == "for"
    }
    relayed = {
        one.carrier
        for one in figures
        if one.own and (one.carrier, one.count.low, one.count.high) in given
    }
    return [one for one in figures if not one.own or one.carrier not in relayed]


def _whole(figures: Iterable[Figure], scopes: Mapping[str, Scope]) -> str:
    """The id of the tally that these are a part of, "" for none."""
    own = {one.spoken.claim for one in figures}
    named = {one.count.part_of for one in figures} - own
    return min((scopes[id].id for id in named if id in scopes), default="")


def _tally(scope: Scope, figures: Sequence[Figure], part_of: str, ground: Ground) -> Tally:
    all_claims = tuple(sorted(one.spoken.claim for one in figures))
    figures = _credited(figures)
    live = _live(figures)
    best = _best(live)
    low, high = _range(live)
    shown = best or max(live, key=_recency, default=None)
    as_of = shown.spoken.said if shown else None
    early = (
        scope.of in _CASUALTIES and as_of is not None and not ground.learned(as_of.toordinal() + 1)
    )
    return Tally(
        id=scope.id,
        of=scope.of,
        whom=scope.whom,
        place=scope.place,
        since=scope.since,
        until=as_of if scope.cumulative else scope.until,
        low=low,
        best=best.best if best else None,
        high=high,
        standing=_standing(figures, live, best, ("early",) if early else ()),
        sides=_sides(live, figures, scope.of),
        claims=all_claims,
        phrase=shown.words if shown else "",
        unit="families" if scope.unit == "families" else "people",
        best_by=best.spoken.source if best else "",
        as_of=as_of,
        part_of="" if part_of == scope.id else part_of,
        cumulative=scope.cumulative,
        problems=_falls(figures) if scope.cumulative else (),
        why=_why(scope),
        by=scope.by,
    )


def _live(figures: Sequence[Figure]) -> tuple[Figure, ...]:
    """The latest figure of each line; what nobody known says counts only when nobody else does."""
    found = lines(one.spoken for one in figures)
    latest = {one.claim for line in found for one in line.live if one.attitude == "for"}
    named = tuple(one for one in figures if one.spoken.claim in latest)
    return named or tuple(one for one in figures if not one.spoken.keys and _asserted(one))


def _asserted(figure: Figure) -> bool:
    return figure.spoken.attitude == "for"


def _best(live: Iterable[Figure]) -> Figure | None:
    """The latest of an outsider; of two on one day the smaller."""
    quotable = [one for one in live if one.best is not None]
    return max(quotable, key=_recency, default=None)


def _recency(figure: Figure) -> tuple[bool, date, int, str]:
    outsider = figure.spoken.role not in ("party", "anonymous")
    size = figure.count.low if figure.count.low is not None else -1
    return outsider, figure.spoken.said or date.min, -size, figure.spoken.claim


def _range(live: Iterable[Figure]) -> tuple[int | None, int | None]:
    """The smallest and the largest live number; no high where the largest is an "at least"."""
    known = [one for one in live if one.low is not None or one.high is not None]
    lows = [one.low for one in known if one.low is not None]
    highs = [one.high for one in known if one.high is not None]
    floors = [one.low for one in known if one.low is not None and one.high is None]
    low, high = min(lows, default=None), max(highs, default=None)
    unbounded = high is not None and max(floors, default=high) > high
    return low, None if unbounded else high


def _standing(
    figures: Iterable[Figure], live: Sequence[Figure], best: Figure | None, flags: tuple[str, ...]
) -> Standing:
    """How well the best number is supported; without one, how well that there is any."""
    if best is not None:
        agreeing = [one.spoken for one in figures if best.agrees(one)]
        others = [one.spoken for one in figures if not best.agrees(one)]
        return standing((*agreeing, *opposed(others), *_contrary(others)), flags)
    torn = any(not one.agrees(two) for one, two in combinations(_distinct(live), 2))
    voices = [replace(one.spoken, admits=one.spoken.admits and not torn) for one in figures]
    found = standing(voices, flags)
    return msgspec.structs.replace(found, contested=found.contested or torn)


def _contrary(voices: Iterable[Voice]) -> tuple[Voice, ...]:
    return tuple(one for one in voices if one.attitude != "for")


def _distinct(figures: Iterable[Figure]) -> list[Figure]:
    return list({(one.count.low, one.count.high): one for one in figures}.values())


def _sides(live: Iterable[Figure], figures: Iterable[Figure], of: str) -> tuple[Side, ...]:
    positions: dict[str, list[Voice]] = {}
    for one in live:
        positions.setdefault(f"{of}: {one.words or f'{one.count.low:,}'}", []).append(one.spoken)
    for one in figures:
        if not _asserted(one):
            words = f"{one.spoken.attitude}: {one.words or f'{one.count.low:,}'}"
            positions.setdefault(words, []).append(one.spoken)
    return tuple(position(words, positions[words]) for words in sorted(positions))


def _why(scope: Scope) -> tuple[str, ...]:
    if not scope.cumulative:
        return ("the same scope and days",)
    since = f"since {scope.since.isoformat()}" if scope.since else "with no beginning said"
    about = f", give or take {scope.slack} days" if scope.slack else ""
    return (f"a running total {since}{about}: the latest figure of each source holds",)


def _falls(figures: Iterable[Figure]) -> tuple[str, ...]:
    found = []
    told = {one.spoken.claim: one for one in figures}
    for line in lines(one.spoken for one in figures if _asserted(one)):
        dated = [one for one in line.voices if one.said is not None]
        series = [told[one.claim] for one in sorted(dated, key=lambda one: (one.said, one.claim))]
        for one, two in pairwise(series):
            high, low = two.count.high, one.count.low
            if high is not None and low is not None and high < low:
                found.append(f"the running total of {line.name} fell from {low:,} to {high:,}")
    return tuple(found)


def _above(part: Tally, whole: Tally | None) -> tuple[str, ...]:
    if whole is None or part.low is None or whole.high is None or part.low <= whole.high:
        return ()
    return (f"a part of {part.low:,} is above its whole of {whole.high:,}",)


def _overflow(whole: Tally, parts: Iterable[Tally], ground: Ground) -> tuple[str, ...]:
    """Parts in places that do not overlap must not add up to more than the whole."""
    places: dict[str, int] = {}
    for part in parts:
        if part.place and part.low is not None and part.whom == whole.whom:
            places[part.place] = max(part.low, places.get(part.place, 0))
    within = ground.book.gazetteer.within
    apart = not any(within(a, b) or within(b, a) for a, b in combinations(sorted(places), 2))
    total = sum(places.values())
    if whole.high is None or not apart or len(places) < 2 or total <= whole.high:
        return ()
    return (f"its parts add up to {total:,}, more than {whole.high:,}",)

"""What one report counts: its numbers with their scopes, what is part of what, what is new."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from foglift.fuse.figures import Figure, figure
from foglift.fuse.ground import Evidence, Ground, when_of
from foglift.fuse.happening import happened
from foglift.fuse.scopes import Scope, count_of, holds, scope
from foglift.model import Claim, Count, Event
from foglift.text import paragraphs, sentences


@dataclass(frozen=True, slots=True)
class Number:
    """One number of a report. `told` and `implied` are the claims of the same source in the report
    that count it too: as its text says, and by what they count. A running total has in `news` the
    numbers that its source says are new in it, in `added` those it put in from earlier days."""

    scope: Scope
    figure: Figure
    told: str = ""
    implied: tuple[str, ...] = ()
    news: tuple["Number", ...] = ()
    added: tuple["Number", ...] = ()

    @property
    def claim(self) -> str:
        return self.figure.claim


def counted(told: Sequence[Evidence], ground: Ground) -> tuple[Number, ...]:
    """What one report counts, from all its claims. A count of another time, such as a massacre
    recalled, counts when it has a date; what is no act of war never does."""
    others = _out_of_scope(told)
    counts = {one.claim.id: one for one in told if _is_counted(one) and one.claim.id not in others}
    plain = tuple(_number(one, counts, ground) for one in counts.values())
    totals = [one for one in plain if one.scope.cumulative]
    return tuple(_linked(one, totals, plain, ground) for one in plain) if totals else plain


def _number(evidence: Evidence, counts: Mapping[str, Evidence], ground: Ground) -> Number:
    what = scope(evidence, counts, ground)
    return Number(what, figure(evidence, ground, what.cumulative), _whole(evidence, counts))


def _whole(evidence: Evidence, counts: Mapping[str, Evidence]) -> str:
    whole = count_of(evidence.claim).part_of
    return whole if whole in counts and whole != evidence.claim.id else ""


def _linked(
    one: Number, totals: Iterable[Number], told: Iterable[Number], ground: Ground
) -> Number:
    implied = tuple(
        whole.claim
        for whole in totals
        if whole.claim != one.told
        and same_source(whole, one)
        and by_then(whole, one)
        and holds(whole.scope, one.scope, ground)
    )
    if not one.scope.cumulative:
        return Number(one.scope, one.figure, one.told, implied)
    return Number(one.scope, one.figure, one.told, implied, _news(one, told), _added(one, told))


def same_source(one: Number, other: Number) -> bool:
    return one.figure.spoken.keys == other.figure.spoken.keys and bool(one.figure.spoken.keys)


def by_then(whole: Number, part: Number) -> bool:
    """Whether what is counted had happened by the day of the running total."""
    last = part.figure.as_of if part.scope.cumulative else part.scope.until
    return last is not None and whole.figure.as_of is not None and last <= whole.figure.as_of


def _news(total: Number, told: Iterable[Number]) -> tuple[Number, ...]:
    """The numbers of the days up to the running total's own day, "seven more were killed"."""
    return tuple(
        one
        for one in told
        if _beside(total, one)
        and not one.told
        and not one.scope.manner
        and not one.scope.cumulative
        and one.scope.since is not None
        and one.scope.until == total.figure.as_of
    )


def _added(total: Number, told: Iterable[Number]) -> tuple[Number, ...]:
    """The numbers that a running total took in late, "six who died of wounds were added"; whoever
    the report names for it."""
    return tuple(one for one in told if _alike(total, one) and one.scope.manner and not one.told)


def _beside(total: Number, one: Number) -> bool:
    return _alike(total, one) and same_source(total, one)


def _alike(total: Number, one: Number) -> bool:
    here, there = total.scope, one.scope
    placed = here.place == there.place or not here.place or not there.place
    alike = (here.of, here.whom, here.unit, here.by, here.relation) == (
        there.of, there.whom, there.unit, there.by, there.relation,
    )  # fmt: skip
    return alike and placed


# -------------------------------------------------------------------------- what is of this war


def _is_counted(evidence: Evidence) -> bool:
    claim, when = evidence.claim, when_of(evidence)
    current = not claim.background or when.start is not None  # an old toll needs its own day
    return isinstance(claim.content, Count) and happened(claim) and current


def _out_of_scope(told: Sequence[Evidence]) -> frozenset[str]:
    """The counts told of what is no act of war, a flood, a crash, a crime: in one sentence with
    it, or anywhere in a report that tells of nothing else."""
    types = _types(one.claim for one in told)
    if "OUT_OF_SCOPE" not in types:
        return frozenset()
    return frozenset(_beside_others(told, only=types == {"OUT_OF_SCOPE"}))


def _beside_others(told: Sequence[Evidence], only: bool) -> Iterator[str]:
    if only:
        yield from (one.claim.id for one in told)
        return
    text = told[0].report.text
    lines = [each for part in paragraphs(text) for each in sentences(text, part)]
    for line in lines:
        here = [one.claim for one in told if one.claim.evidence[0].meets(line)]
        if _types(here) == {"OUT_OF_SCOPE"}:
            yield from (one.id for one in here)


def _types(claims: Iterable[Claim]) -> set[str]:
    return {one.content.type for one in claims if isinstance(one.content, Event)}

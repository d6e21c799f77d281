"""Running totals source by source: in the order of their days, with what each grew by."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from itertools import groupby, pairwise

from foglift.fuse.counted import Number
from foglift.fuse.figures import Figure, outdated, running
from foglift.fuse.scopes import Scope
from foglift.model import Growth, Series, Step

_DAY = timedelta(days=1)
_SILENCE = timedelta(days=60)


def series(scope: Scope, told: Iterable[Number]) -> tuple[Series, ...]:
    """The running totals of one scope by source. What is told again of an earlier day is left
    out; a source that gave one figure only has no series."""
    items = {one.claim: one for one in told}
    figures = [one.figure for one in items.values()]
    stale = outdated(figures)
    return tuple(
        Series(source, steps)
        for source, said in running(figures)
        for part in _unbroken(scope, [one for one in said if one.claim not in stale])
        if len(steps := tuple(_steps(part, items))) > 1
    )


def _unbroken(scope: Scope, said: Sequence[Figure]) -> Iterator[Sequence[Figure]]:
    """The totals that are of one count: where nobody says since when, one of months later may be
    of another war."""
    start = 0
    for at, (one, after) in enumerate(pairwise(said), 1):
        gap = (after.as_of or date.min) - (one.as_of or date.min)
        if scope.since is None and gap > _SILENCE:
            yield said[start:at]
            start = at
    yield said[start:]


def _steps(said: Sequence[Figure], told: Mapping[str, Number]) -> Iterator[Step]:
    before: Step | None = None
    for day, group in groupby(said, key=lambda one: one.as_of or date.min):
        before = _step(day, tuple(group), before, told)
        yield before


def _step(
    day: date, said: Sequence[Figure], before: Step | None, told: Mapping[str, Number]
) -> Step:
    """The last figure of a day beside that of the day before it."""
    one = said[-1]
    low, high = one.count.low, one.count.high
    claims = tuple(each.claim for each in said if (each.count.low, each.count.high) == (low, high))
    exact = None if before is None or before.low != before.high else before.low
    grown = None if exact is None or one.exact is None else one.exact - exact
    return Step(
        as_of=day,
        low=low,
        high=high,
        claims=claims,
        since=before.as_of + _DAY if before else None,
        increment=grown,
        announced=_announced([told[id] for id in claims]),
        change=_change(one, before),
    )


def _announced(told: Iterable[Number]) -> int | None:
    """How many its source says are new, where it says but one number."""
    numbers = {new.figure.exact for one in told for new in one.news}
    return numbers.pop() if len(numbers) == 1 else None


def _change(one: Figure, before: Step | None) -> Growth:
    if before is None:
        return "first"
    if (one.count.low, one.count.high) == (before.low, before.high):
        return "stays"
    if one.count.revised:
        return "revised"
    high, low = one.count.high, before.low
    return "falls" if high is not None and low is not None and high < low else "rises"

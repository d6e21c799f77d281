"""Counts into tallies: for each scope the lowest, the best and the highest number, never a sum."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from foglift.fuse import checks
from foglift.fuse.counted import Number
from foglift.fuse.figures import best, bounds, credited, live, outdated, positions, recency, support
from foglift.fuse.ground import Ground
from foglift.fuse.scopes import Scope
from foglift.fuse.series import series
from foglift.model import Counted, Inconsistency, Tally

_CASUALTIES: tuple[Counted, ...] = ("killed", "wounded", "killed-or-wounded")


@dataclass(frozen=True, slots=True)
class Fused:
    """The tally of one scope with all who count it, and the live figures among them."""

    scope: Scope
    tally: Tally
    told: tuple[Number, ...]
    live: tuple[Number, ...]


def fused(
    scope: Scope, told: Sequence[Number], faults: Mapping[str, Sequence[Inconsistency]],
    ground: Ground,
) -> Fused:  # fmt: skip
    """The tally of one scope by itself."""
    items = {one.claim: one for one in sorted(told, key=lambda one: one.claim)}
    figures = credited([one.figure for one in items.values()])
    stale = outdated(figures) if scope.cumulative else frozenset()
    fresh = [one for one in figures if one.claim not in stale]
    shown = live(fresh)
    quoted = best(shown)
    latest = quoted or max(shown, key=recency, default=None)
    low, high = bounds(shown)
    as_of = latest.spoken.said if latest else None
    early = (
        scope.of in _CASUALTIES and as_of is not None and not ground.learned(as_of.toordinal() + 1)
    )
    steps = series(scope, [items[one.claim] for one in figures]) if scope.cumulative else ()
    problems = [named for id in items for named in faults.get(id, ())]
    tally = Tally(
        id=scope.id,
        of=scope.of,
        whom=scope.whom,
        place=scope.place,
        since=scope.since,
        until=as_of if scope.cumulative else scope.until,
        low=low,
        best=quoted.best if quoted else None,
        high=high,
        standing=support(fresh, shown, quoted, ("early",) if early else ()),
        sides=positions(shown, fresh, scope.of),
        claims=tuple(items),
        phrase=latest.words if latest else "",
        unit="families" if scope.unit == "families" else "people",
        best_by=quoted.spoken.source if quoted else "",
        as_of=as_of,
        cumulative=scope.cumulative,
        problems=checks.merged((*problems, *checks.of_series(scope, steps, items))),
        why=_why(scope),
        by=scope.by,
        series=steps,
        relation=scope.relation,
        manner=scope.manner,
    )
    return Fused(scope, tally, tuple(items.values()), tuple(items[one.claim] for one in shown))


def _why(scope: Scope) -> tuple[str, ...]:
    if not scope.cumulative:
        return ("the same scope and days",)
    since = f"since {scope.since.isoformat()}" if scope.since else "with no beginning said"
    about = f", give or take {scope.slack} days" if scope.slack else ""
    return (f"a running total {since}{about}: the latest figure of each source holds",)

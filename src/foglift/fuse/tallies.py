"""Counts into tallies: for each scope the lowest, the best and the highest number, never a sum.

Each step looks at a bounded block: one report (`counted`), the scopes that differ by their days
only (`scopes.settled`), one scope (`fused`), and the running totals around a scope (`linked`).
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import msgspec

from foglift.codebook.gazetteer import AREAS
from foglift.fuse import checks
from foglift.fuse.counted import Number, by_report, counted
from foglift.fuse.figures import best, bounds, credited, live, outdated, positions, recency, support
from foglift.fuse.ground import Evidence, Ground
from foglift.fuse.scopes import Scope, settled
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


def tallies(evidence: Iterable[Evidence], ground: Ground) -> tuple[Tally, ...]:
    """All tallies up to the picture's day, by place and scope. A count of another time, such as
    a massacre recalled, has its own tally; one without any date of its own has none."""
    reports = [counted(told, ground) for told in by_report(evidence).values()]
    faults: dict[str, list[Inconsistency]] = {}
    for report in reports:
        for fault in checks.of_report(report, ground):
            faults.setdefault(fault.claim, []).append(fault.named)
    told = [one for report in reports for one in report]
    exact = settled(one.scope for one in told)
    scopes: dict[Scope, list[Number]] = {}
    for one in told:
        scopes.setdefault(exact.get(one.scope, one.scope), []).append(one)
    found = tuple(
        fused(scope, scopes[scope], faults, ground)
        for scope in sorted(scopes, key=lambda scope: scope.order)
        if scope.since is None or ground.reached(scope.since.toordinal())
    )
    return linked(found, ground)


# ------------------------------------------------------------------------------------ one scope


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
    steps = series([items[one.claim] for one in figures]) if scope.cumulative else ()
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


# -------------------------------------------------------------------------------- wholes, parts


def linked(found: Sequence[Fused], ground: Ground) -> tuple[Tally, ...]:
    """The tallies with their wholes and parts, and with what of them cannot be beside others."""
    ids = {one.claim: each.tally.id for each in found for one in each.told}
    wholes = {each.tally.id: _wholes(each, ids) for each in found}
    parts: dict[str, list[str]] = {}
    for part, above in wholes.items():
        for whole in above:
            parts.setdefault(whole, []).append(part)
    totals = _Totals(found, ground)
    return tuple(
        msgspec.structs.replace(
            each.tally,
            part_of=_part_of(each, ids),
            wholes=wholes[each.tally.id],
            parts=tuple(sorted(parts.get(each.tally.id, ()))),
            problems=checks.merged((*each.tally.problems, *totals.problems(each))),
        )
        for each in found
    )


def _wholes(each: Fused, ids: Mapping[str, str]) -> tuple[str, ...]:
    named = {id for one in each.told for id in (one.told, *one.implied) if id}
    return tuple(sorted({ids[id] for id in named if id in ids} - {each.tally.id}))


def _part_of(each: Fused, ids: Mapping[str, str]) -> str:
    """The id of the tally that its texts say these are a part of, "" for none."""
    named = {ids[one.told] for one in each.told if one.told in ids}
    return min(named - {each.tally.id}, default="")


class _Totals:
    """What may lie in a running total: all that is counted in its place, and the running totals of
    the places in it."""

    def __init__(self, found: Sequence[Fused], ground: Ground) -> None:
        self._ground = ground
        self._here: dict[tuple[str, ...], list[Fused]] = {}
        self._running: dict[tuple[str, ...], list[Fused]] = {}
        wholes = {_here(each.scope) for each in found if each.scope.cumulative}
        for each in found:
            if _here(each.scope) in wholes:
                self._here.setdefault(_here(each.scope), []).append(each)
            if each.scope.cumulative and each.scope.place:
                self._running.setdefault(self._land(each.scope), []).append(each)

    def problems(self, whole: Fused) -> Iterator[Inconsistency]:
        if not whole.scope.cumulative:
            return iter(())
        beside = ((part.scope, part.live) for part in self._around(whole) if part is not whole)
        return checks.between(whole.live, whole.scope, beside, self._ground)

    def _around(self, whole: Fused) -> Iterator[Fused]:
        yield from self._here[_here(whole.scope)]
        place = whole.scope.place
        if place and self._ground.lore.kind(place) in AREAS:
            for part in self._running[self._land(whole.scope)]:
                if part.scope.place != place:
                    yield part

    def _land(self, scope: Scope) -> tuple[str, ...]:
        return scope.of, scope.unit, scope.relation, self._ground.lore.country(scope.place)


def _here(scope: Scope) -> tuple[str, ...]:
    return scope.of, scope.unit, scope.relation, scope.place

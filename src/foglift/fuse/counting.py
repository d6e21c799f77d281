"""All numbers, filed by what they count. What comes or goes makes anew only the tallies it is in,
their wholes and parts, and the running totals it is more than."""

from bisect import bisect_left, bisect_right, insort
from collections.abc import Callable, Iterable, Iterator, Sequence
from operator import itemgetter

import msgspec

from foglift.codebook.gazetteer import AREAS
from foglift.fuse import checks
from foglift.fuse.blocks import Blocks, Shelf
from foglift.fuse.counted import Number, counted
from foglift.fuse.ground import Evidence, Ground, Lore
from foglift.fuse.scopes import Scope, settled
from foglift.fuse.tallies import Fused, fused
from foglift.model import Count, Inconsistency, Tally


class Counting:
    """`told` gives the claims of a report, in the order of their ids."""

    def __init__(self, told: Callable[[str], Sequence[Evidence]], lore: Lore) -> None:
        self._told = told
        self._numbers: Shelf[Scope, Number] = Shelf()
        self._scopes: dict[str, Scope] = {}
        self._faults: dict[str, list[Inconsistency]] = {}
        self._bases: Shelf[Scope, Scope] = Shelf()
        self._touched: dict[Scope, None] = {}
        self._exact: dict[Scope, Scope] = {}
        self._vague: Shelf[Scope, Scope] = Shelf()
        self._wholes: dict[Scope, frozenset[Scope]] = {}
        self._parts: Shelf[Scope, Scope] = Shelf()
        self._unlinked: dict[Scope, None] = {}
        self._places: Shelf[str, Scope] = Shelf()
        self._totals = _Totals(lore)
        self.reports = Blocks[str, tuple[Number, ...]](self._counted)
        self.fused = Blocks[Scope, Fused](self._fused)
        self.tallies = Blocks[Scope, Tally](self._tally)

    @property
    def blocks(self) -> tuple[Blocks[str, tuple[Number, ...]] | Blocks[Scope, Fused], ...]:
        """What facts and days may make stale."""
        return self.reports, self.fused

    def settle(self, ground: Ground) -> None:
        """Makes anew what stands on a stale report, or on a day that has come."""
        for report, before in self.reports.settle(ground):
            self._unfile(before or ())
            self._file(self.reports.values.get(report, ()), ground)
        self._settle_vague()
        for scope, was in self.fused.settle(ground):
            self._changed(scope, was)
        for scope in self._unlinked:
            self._link(scope)
        self._unlinked = {}
        self.tallies.settle(ground)

    def all(self) -> list[Tally]:
        """The tallies by place and scope."""
        found = self.tallies.values.values()
        return sorted(found, key=lambda one: (one.place, one.of, one.whom, one.id))

    def at(self, place: str) -> list[Tally]:
        """The tallies of one place."""
        found = (self.tallies.values[scope] for scope in self._places.get(place, ()))
        return sorted(found, key=lambda one: (one.of, one.whom, one.id))

    # ---------------------------------------------------------------------------------- filing

    def _counted(self, report: str, ground: Ground) -> tuple[Number, ...] | None:
        told = self._told(report)
        if not any(isinstance(one.claim.content, Count) for one in told):
            return None
        return counted(told, ground) or None

    def _file(self, numbers: Sequence[Number], ground: Ground) -> None:
        for fault in checks.of_report(numbers, ground):
            self._faults.setdefault(fault.claim, []).append(fault.named)
        for one in numbers:
            if one.scope.cumulative:
                self._touched[one.scope.base] = None
                if one.scope not in self._numbers:
                    self._bases.put(one.scope.base, one.scope)
            self._numbers.put(one.scope, one)
            self._scopes[one.claim] = one.scope
            self.fused.stale(self._settled(one.scope))
            self._unlinked[self._settled(one.scope)] = None

    def _unfile(self, numbers: Iterable[Number]) -> None:
        for one in numbers:
            self.fused.stale(self._settled(one.scope))
            self._unlinked[self._settled(one.scope)] = None
            self._faults.pop(one.claim, None)
            del self._scopes[one.claim]
            self._numbers.take(one.scope, one)
            if one.scope.cumulative:
                self._touched[one.scope.base] = None
                if one.scope not in self._numbers:
                    self._bases.take(one.scope.base, one.scope)
                    self._join(one.scope, one.scope)

    def _settled(self, scope: Scope) -> Scope:
        return self._exact.get(scope, scope)

    def _settle_vague(self) -> None:
        """Lets vague running totals join the exact ones that they can only be."""
        for base in self._touched:
            here = self._bases.get(base, ())
            exact = settled(here)
            for scope in here:
                self._join(scope, exact.get(scope, scope))
        self._touched = {}

    def _join(self, scope: Scope, now: Scope) -> None:
        before = self._settled(scope)
        if before == now:
            return
        if before != scope:
            self._vague.take(before, scope)
            del self._exact[scope]
        if now != scope:
            self._vague.put(now, scope)
            self._exact[scope] = now
        self.fused.stale(scope, before, now)
        self._relink(self._numbers.get(scope, ()))

    def _relink(self, numbers: Iterable[Number]) -> None:
        """What is counted in one report with these may have other wholes."""
        reports = {number.figure.spoken.report for number in numbers}
        for report in reports:
            for beside in self.reports.values.get(report, ()):
                self._unlinked[self._settled(beside.scope)] = None

    # ------------------------------------------------------------------------------- one scope

    def _fused(self, scope: Scope, ground: Ground) -> Fused | None:
        if scope in self._exact:
            return None
        told = self._numbers.at((scope, *self._vague.get(scope, ())))
        begun = scope.since is None or ground.reached(scope.since.toordinal())
        return fused(scope, told, self._faults, ground) if told and begun else None

    def _changed(self, scope: Scope, was: Fused | None) -> None:
        now = self.fused.values.get(scope)
        self._unlinked[scope] = None
        self.tallies.stale(scope)
        if was is not None:
            self.tallies.stale(*self._totals.wholes(was))
            self._totals.take(was)
        if now is not None:
            self._totals.put(now)
            self.tallies.stale(*self._totals.wholes(now))
        if was is None or now is None:
            (self._places.put if was is None else self._places.take)(scope.place, scope)
            self._relink((was or now).told)  # type: ignore[union-attr]

    # --------------------------------------------------------------------------- wholes, parts

    def _link(self, scope: Scope) -> None:
        """Finds what a scope is part of."""
        found = self.fused.values.get(scope)
        before = self._wholes.pop(scope, frozenset())
        now = frozenset(self._named(found, told=False)) if found else frozenset()
        if now:
            self._wholes[scope] = now
        for whole in before - now:
            self._parts.take(whole, scope)
        for whole in now - before:
            self._parts.put(whole, scope)
        self.tallies.stale(scope, *(before ^ now))

    def _named(self, found: Fused, told: bool) -> Iterator[Scope]:
        """The scopes that some in one are said to be a part of, or are by what they count."""
        for one in found.told:
            for claim in (one.told,) if told else (one.told, *one.implied):
                whole = self._scopes.get(claim)
                scope = self._settled(whole) if whole else found.scope
                if scope != found.scope and scope in self.fused.values:
                    yield scope

    def _tally(self, scope: Scope, ground: Ground) -> Tally | None:
        found = self.fused.values.get(scope)
        if found is None:
            return None
        parts = (self.fused.values[part] for part in self._totals.parts(found) if part != scope)
        beside = ((part.scope, part.live) for part in parts)
        problems = checks.between(found.live, scope, beside, ground) if scope.cumulative else ()
        return msgspec.structs.replace(
            found.tally,
            part_of=min((whole.id for whole in self._named(found, told=True)), default=""),
            wholes=tuple(sorted(whole.id for whole in self._wholes.get(scope, ()))),
            parts=tuple(sorted(part.id for part in self._parts.get(scope, ()))),
            problems=checks.merged((*found.tally.problems, *problems)),
        )


_Sized = tuple[int, str, Scope]
_SIZE = itemgetter(0)


class _Totals:
    """Running totals, and what may lie in one: all that is counted in its place, and the running
    totals of the places in it. Both are in the order of their numbers, for only what is more than
    a total is asked for."""

    def __init__(self, lore: Lore) -> None:
        self._lore = lore
        self._inner: dict[tuple[str, ...], list[_Sized]] = {}
        self._outer: dict[tuple[str, ...], list[_Sized]] = {}

    def put(self, one: Fused) -> None:
        for filed, keys, size in self._filed(one):
            for key in keys:
                insort(filed.setdefault(key, []), (size, one.tally.id, one.scope))

    def take(self, one: Fused) -> None:
        for filed, keys, size in self._filed(one):
            for key in keys:
                filed[key].remove((size, one.tally.id, one.scope))

    def parts(self, whole: Fused) -> dict[Scope, None]:
        """What may lie in a running total and is more than it."""
        size = _most(whole)
        found: dict[Scope, None] = {}
        for key in self._around(whole) if size is not None else ():
            sized = self._inner.get(key, [])
            found |= {part: None for _, _, part in sized[bisect_right(sized, size, key=_SIZE) :]}
        return found

    def wholes(self, part: Fused) -> dict[Scope, None]:
        """The running totals in which one may lie that is more than they."""
        size = _least(part)
        found: dict[Scope, None] = {}
        for key in self._within(part) if size is not None else ():
            sized = self._outer.get(key, [])
            found |= {whole: None for _, _, whole in sized[: bisect_left(sized, size, key=_SIZE)]}
        return found

    def _filed(
        self, one: Fused
    ) -> Iterator[tuple[dict[tuple[str, ...], list[_Sized]], list[tuple[str, ...]], int]]:
        least, most = _least(one), _most(one)
        if least is not None:
            yield self._inner, self._within(one), least
        if most is not None:
            yield self._outer, self._around(one), most

    def _within(self, one: Fused) -> list[tuple[str, ...]]:
        running = one.scope.cumulative and bool(one.scope.place)
        return [_here(one.scope), *([self._land(one.scope)] if running else ())]

    def _around(self, one: Fused) -> list[tuple[str, ...]]:
        if not one.scope.cumulative:
            return []
        area = bool(one.scope.place) and self._lore.kind(one.scope.place) in AREAS
        return [_here(one.scope), *([self._land(one.scope)] if area else ())]

    def _land(self, scope: Scope) -> tuple[str, ...]:
        return "in", scope.of, scope.unit, scope.relation, self._lore.country(scope.place)


def _here(scope: Scope) -> tuple[str, ...]:
    return "at", scope.of, scope.unit, scope.relation, scope.place


def _least(one: Fused) -> int | None:
    """The largest of the numbers that all who count are surely no less than."""
    return max((each.figure.low for each in one.live if each.figure.low is not None), default=None)


def _most(one: Fused) -> int | None:
    """The smallest of the numbers that those who count are surely no more than."""
    return min(
        (each.figure.high for each in one.live if each.figure.high is not None), default=None
    )

"""Numbers that cannot all be true, each named in words with its source and its claims.

Sums are made here alone, to be compared with a number that was told; none is ever shown as one.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from itertools import groupby, pairwise
from typing import NamedTuple

from foglift.fuse.counted import Number, by_then, same_source
from foglift.fuse.figures import Figure
from foglift.fuse.ground import Ground
from foglift.fuse.scopes import Scope, apart, holds
from foglift.model import Counted, Faulty, Inconsistency, Series, Step

_NEXT = timedelta(days=1)
_MANNERS = {
    "": "",
    "new": "new",
    "recovered": "recovered",
    "died-later": "died later",
    "added-later": "added later",
}


class Fault(NamedTuple):
    """An inconsistency and the claim whose tally shows it."""

    claim: str
    named: Inconsistency


# -------------------------------------------------------------------------------- in one report


def of_report(told: Sequence[Number], ground: Ground) -> Iterator[Fault]:
    """What does not fit within one report."""
    if len(told) < 2:
        return
    known = {one.claim: one for one in told}
    for one in told:
        for id in (one.told, *one.implied):
            if id in known:
                yield from _above(one, known[id], ground)
    for whole in told:
        yield from _sums([one for one in told if one.told == whole.claim], whole, ground)
    yield from _casualties(told)


def _above(part: Number, whole: Number, ground: Ground) -> Iterator[Fault]:
    if not whole.figure.below(part.figure):
        return
    daily = whole.scope.cumulative and not part.scope.cumulative and not part.told
    kind: Faulty = "day above its running total" if daily else "part above its whole"
    source, total = part.figure.spoken.source, whole.figure.number
    own = what_apart(part.scope, whole.scope, ground)
    if daily:
        words = f"{source} counts {part.figure.number}{own}{_on(part.scope)}, more than its own "
        words += f"running total of {total}{_since(whole.scope)}"
    else:
        words = f"{source} counts {part.figure.number}{own} as part of {total}"
    yield Fault(part.claim, named(kind, words, part.claim, whole.claim))


def _sums(parts: Sequence[Number], whole: Number, ground: Ground) -> Iterator[Fault]:
    """Parts that share nobody must not add up to more than their whole, and all parts not to
    less."""
    chosen = _disjoint(parts, ground)
    total, most = sum(one.figure.count.low or 0 for one in chosen), whole.figure.count.high
    if most is not None and total > most and len(chosen) > 1:
        yield _misfit("parts above their whole", chosen, whole, total, "more", ground)
    every = sorted((one for one in parts if one.figure.count.complete), key=_size)
    least = whole.figure.count.low
    exact = len(every) > 1 and all(one.figure.exact is not None for one in every)
    total = sum(one.figure.count.low or 0 for one in every)
    if exact and least is not None and total < least:
        yield _misfit("parts below their whole", every, whole, total, "less", ground)


def _disjoint(parts: Iterable[Number], ground: Ground) -> list[Number]:
    """Parts that share nobody, the largest first; those that are told to be all share nobody."""
    chosen: list[Number] = []
    for one in sorted(parts, key=_size):
        if one.figure.count.low and all(_are_apart(one, other, ground) for other in chosen):
            chosen.append(one)
    return chosen


def _size(one: Number) -> tuple[int, str]:
    return -(one.figure.count.low or 0), one.claim


def _are_apart(one: Number, other: Number, ground: Ground) -> bool:
    complete = one.figure.count.complete and other.figure.count.complete
    return complete or apart(one.scope, other.scope, ground)


def _misfit(
    kind: Faulty, parts: Sequence[Number], whole: Number, total: int, than: str, ground: Ground
) -> Fault:
    listed = " and ".join(
        f"{one.figure.number}{what_apart(one.scope, whole.scope, ground)}" for one in parts
    )
    words = (
        f"{whole.figure.spoken.source} counts {listed} as parts of {whole.figure.number}: "
        f"they add up to {total:,}, {than} than their whole"
    )
    return Fault(whole.claim, named(kind, words, whole.claim, *(one.claim for one in parts)))


def _casualties(told: Sequence[Number]) -> Iterator[Fault]:
    """Killed and wounded of one source must be its killed-or-wounded."""
    numbers: dict[tuple[tuple[str, ...], Scope], dict[Counted, Number]] = {}
    for one in told:
        if one.figure.exact is not None and one.figure.spoken.keys and not one.told:
            key = (one.figure.spoken.keys, one.scope._replace(of="killed"))
            numbers.setdefault(key, {}).setdefault(one.scope.of, one)
    for found in numbers.values():
        killed, wounded, both = (found.get(of) for of in ("killed", "wounded", "killed-or-wounded"))
        if killed and wounded and both:
            total = (killed.figure.exact or 0) + (wounded.figure.exact or 0)
            if total != both.figure.exact:
                words = (
                    f"{both.figure.spoken.source} counts {both.figure.number} killed or wounded, "
                    f"but {killed.figure.number} killed and {wounded.figure.number} wounded, "
                    f"which is {total:,}"
                )
                claims = (both.claim, killed.claim, wounded.claim)
                yield Fault(both.claim, named("killed and wounded do not add up", words, *claims))


# -------------------------------------------------------------------------------- of one series


def of_series(
    scope: Scope, found: Iterable[Series], told: Mapping[str, Number]
) -> Iterator[Inconsistency]:
    """What does not fit in the running totals of one scope: one that falls though nobody takes it
    back, and one that grows by another number than its source says is new."""
    for one in found:
        for before, step in pairwise(one.steps):
            if step.change == "falls":
                words = (
                    f"the running total of {one.source}{_since(scope)} fell from "
                    f"{_number(before, told)} ({before.as_of}) to {_number(step, told)} "
                    f"({step.as_of})"
                )
                yield named("running total falls", words, *before.claims, *step.claims)
            elif _unlike(before, step, told):
                grown = f"rose by {step.increment:,}"
                if not step.increment:
                    grown = "did not rise"
                words = (
                    f"{one.source} counts {step.announced:,} new by {step.as_of}, but its running "
                    f"total{_since(scope)} {grown}, from {_number(before, told)} ({before.as_of}) "
                    f"to {_number(step, told)}"
                )
                new = (each.claim for id in step.claims for each in told[id].news)
                claims = (*before.claims, *step.claims, *new)
                yield named("increment does not match", words, *claims)


def _unlike(before: Step, step: Step, told: Mapping[str, Number]) -> bool:
    """Whether what is said to be new since the step before is not what the total grew by, and no
    late additions that its source tells of make up the difference."""
    if step.announced is None or step.increment is None or step.change == "revised":
        return False
    news = [each for id in step.claims for each in told[id].news]
    if not all(_covers(each.scope, before.as_of) for each in news):
        return False
    late = {
        (each.scope.manner, each.figure.exact or 0) for id in step.claims for each in told[id].added
    }
    explained = {step.announced, step.announced + sum(number for _, number in late)}
    return step.increment not in explained | {step.announced + number for _, number in late}


def _covers(scope: Scope, before: date) -> bool:
    """Whether what is new begins where the running total before it ends: the past 24 hours on the
    day of that total, a day the day after."""
    hours = scope.since != scope.until
    return scope.since == (before if hours else before + _NEXT)


# ------------------------------------------------------------------------------ between reports


def between(
    whole: Sequence[Number], scope: Scope, parts: Iterable[tuple[Scope, Sequence[Number]]],
    ground: Ground,
) -> Iterator[Inconsistency]:  # fmt: skip
    """What is counted elsewhere within a running total and is more than it; of each source only
    the largest. `whole` and `parts` are the live figures of their scopes."""
    over = [
        (total, one, inner)
        for inner, told in parts
        if holds(scope, inner, ground)
        for one in told
        for total in whole
        if total.figure.spoken.report != one.figure.spoken.report
        and _exceeds(one.figure, total.figure)
        and by_then(total, one)
        and not (same_source(total, one) and (one.told or one.implied))  # checked in its report
        and (scope.first is not None or same_source(total, one))
    ]
    over.sort(key=_pair)
    for _, pairs in groupby(over, key=_pair):
        total, one, inner = max(pairs, key=lambda each: (each[1].figure.low or 0, each[1].claim))
        yield _cannot_be(total, one, scope, inner, ground)


def _pair(found: tuple[Number, Number, Scope]) -> tuple[str, str, str]:
    total, one, _ = found
    return total.figure.spoken.line, total.claim, one.figure.spoken.line


def _exceeds(part: Figure, whole: Figure) -> bool:
    return part.low is not None and whole.high is not None and part.low > whole.high


def _cannot_be(
    total: Number, one: Number, scope: Scope, inner: Scope, ground: Ground
) -> Inconsistency:
    own = what_apart(inner, scope, ground)
    first, second = one.figure.spoken.source, total.figure.spoken.source
    day = f" by {total.figure.as_of}" if total.figure.as_of else ""
    days = _on(inner) if not inner.cumulative else _since(inner)
    running = f"{total.figure.number} of which they must be part{_since(scope)}{day}"
    if same_source(total, one):
        words = f"{first} counts {one.figure.number}{own}{days}, more than its own {running}"
        kind: Faulty = "part above its whole" if inner.cumulative else "day above its running total"
        return named(kind, words, total.claim, one.claim)
    words = (
        f"{first} counts {one.figure.number}{own}{days}, {second} only {running}: "
        "they cannot both be"
    )
    return named("cannot both be", words, total.claim, one.claim)


# ---------------------------------------------------------------------------------------- words


def named(kind: Faulty, words: str, *claims: str) -> Inconsistency:
    return Inconsistency(kind, words, tuple(sorted(set(claims))))


def merged(found: Iterable[Inconsistency]) -> tuple[Inconsistency, ...]:
    """Each once, however many reports carry it."""
    claims: dict[tuple[Faulty, str], set[str]] = {}
    for one in found:
        claims.setdefault((one.kind, one.words), set()).update(one.claims)
    return tuple(named(kind, words, *claims[kind, words]) for kind, words in sorted(claims))


def what_apart(part: Scope, whole: Scope, ground: Ground) -> str:
    """What sets a part apart from its whole: " civilians", " in Hama"; "" where nothing does."""
    whom = f" {ground.label(part.whom)}" if part.whom != whole.whom else ""
    place = f" in {ground.label(part.place)}" if part.place and part.place != whole.place else ""
    how = f" {_MANNERS[part.manner]}" if part.manner != whole.manner else ""
    return f"{whom}{how}{place}"


def _number(step: Step, told: Mapping[str, Number]) -> str:
    return told[step.claims[0]].figure.number


def _since(scope: Scope) -> str:
    return f" since {scope.since}" if scope.since else ""


def _on(scope: Scope) -> str:
    if scope.since == scope.until or scope.since is None:
        return f" on {scope.until}" if scope.until else ""
    return f" from {scope.since} to {scope.until}" if scope.until else f" since {scope.since}"

"""How often one happening is one incident, and what incidents are of nothing that happened."""

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date
from itertools import pairwise

from bench.war.marks import Sameness
from bench.war.strikes import RANK
from bench.war.words import Told
from foglift.fuse.happening import type_of
from foglift.model import Count, Picture


def sameness(told: Iterable[Told], group: Mapping[str, str]) -> Sameness:
    """How the claims of happenings fall into groups, against what they are truly about."""
    cells: Counter[tuple[str, str]] = Counter()
    for (_, claim), label in told:
        if claim.id in group and label:
            cells[group[claim.id], f"{type_of(claim)} {label}"] += 1
    groups: Counter[str] = Counter()
    labels: Counter[str] = Counter()
    spread: dict[str, int] = {}
    for (name, label), count in cells.items():
        groups[name] += count
        labels[label] += count
        spread[label] = spread.get(label, 0) + 1
    return Sameness(
        pairs=sum(map(_pairs, groups.values())),
        true_pairs=sum(map(_pairs, labels.values())),
        common=sum(map(_pairs, cells.values())),
        happenings=len(labels),
        twins=sum(count - 1 for count in spread.values()),
    )


def _pairs(count: int) -> int:
    return count * (count - 1) // 2


def keys(told: Iterable[Told]) -> dict[str, str]:
    """The plainest rule of sameness: the same type, place and day said."""
    found = {}
    for (report, claim), _ in told:
        type = type_of(claim)
        if type and claim.where:
            day = claim.when.start if claim.when else report.published
            found[claim.id] = f"{type} {claim.where.place.ref} {day}"
    return found


def invented(seen: Picture, told: Iterable[Told], same: Sameness) -> None:
    about = {one.evidence.claim.id: one.about for one in told}
    for one in seen.incidents:
        if RANK.get(one.standing.grade, 0) < RANK["reported"]:
            continue
        same.grave += 1
        labels = {about[id] for id in one.claims}
        same.invented += all(label.startswith("false") for label in labels)


def falling(seen: Picture, told: Iterable[Told], same: Sameness) -> None:
    """How many falls of a running total are planted, and how many the tallies name."""
    totals: dict[str, dict[date, set[int]]] = {}
    for (report, claim), _ in told:
        content, until = claim.content, claim.when.end if claim.when else None
        if isinstance(content, Count) and content.cumulative and report.kind == "monitor" and until:
            days = totals.setdefault(report.outlet, {})
            days.setdefault(until, set()).add(content.low or 0)
    for days in totals.values():
        ordered = [days[day] for day in sorted(days)]
        same.falls += sum(max(two) < min(one) for one, two in pairwise(ordered))
    problems = {
        problem.words
        for tally in seen.tallies
        for problem in tally.problems
        if problem.kind == "running total falls"
    }
    same.falls_named += len(problems)

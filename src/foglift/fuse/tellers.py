"""The reports that tell of a happening: on what day they appeared, how many dead they count."""

from collections.abc import Iterable
from typing import NamedTuple

from foglift.fuse.ground import Evidence
from foglift.model import Claim, Count, Report

# So many dead are hardly counted twice by chance.
MANY = 3


class Teller(NamedTuple):
    """A report as one that tells. `killed` is the only number of dead it counts, 0 where it counts
    none or several; `published` the ordinal of its day, 0 where that is unknown."""

    report: str
    published: int
    killed: int


Tellers = frozenset[Teller]


def tellers(evidence: Iterable[Evidence]) -> dict[str, Teller]:
    """Each report, by its id."""
    reports: dict[str, Report] = {}
    dead: dict[str, set[int]] = {}
    for report, claim in evidence:
        reports[report.id] = report
        number = killed(claim)
        if number:
            dead.setdefault(report.id, set()).add(number)
    return {
        id: Teller(id, _ordinal(report), _only(dead.get(id, set())))
        for id, report in reports.items()
    }


def killed(claim: Claim) -> int:
    """How many a claim says were killed in what it tells of, 0 where it does not say so."""
    count = claim.content
    if not isinstance(count, Count) or count.of != "killed" or claim.realis != "actual":
        return 0
    whole = not (count.part_of or count.cumulative or claim.background)
    return count.low or 0 if whole else 0


def together(one: Tellers, other: Tellers) -> str:
    """What two reports, one of each, count that speaks for one happening."""
    pairs = [(mine, theirs) for mine in one for theirs in other if mine.report != theirs.report]
    alike = sorted(mine.killed for mine, theirs in pairs if mine.killed == theirs.killed >= MANY)
    return f"both count {alike[0]} dead" if alike else ""


def fell(one: Tellers, other: Tellers) -> bool:
    """Whether a report counts fewer dead than one of an earlier day: a toll only rises."""
    return any(
        early.killed > late.killed > 0 and 0 < early.published < late.published
        for mine in one
        for theirs in other
        for early, late in ((mine, theirs), (theirs, mine))
    )


def _ordinal(report: Report) -> int:
    return report.published.toordinal() if report.published else 0


def _only(numbers: set[int]) -> int:
    return numbers.pop() if len(numbers) == 1 else 0

"""Whether confidence holds: of the claims that are given 0.7, 70 of 100 should be right.

`python -m bench reliability` reads the test half of our gold, on which nothing was fitted.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from bench import own
from bench.coded import load
from bench.score import Verdict
from foglift.codebook import Book
from foglift.codebook.confidence import confidence

BINS = 5


@dataclass(frozen=True)
class Bin:
    """Claims of like confidence: how many, what they were given, what share was right."""

    claims: int
    given: float
    right: float


def bins(found: Iterable[tuple[float, bool]]) -> list[Bin]:
    """Claims by fifths of confidence, the lowest first; empty ones are left out."""
    groups: dict[int, list[tuple[float, bool]]] = defaultdict(list)
    for given, right in found:
        groups[min(int(given * BINS), BINS - 1)].append((given, right))
    return [
        Bin(len(group), _mean(each for each, _ in group), _mean(right for _, right in group))
        for _, group in sorted(groups.items())
    ]


def error(found: Sequence[Bin]) -> float:
    """The expected calibration error: how far given and right lie apart, over all claims."""
    total = sum(each.claims for each in found)
    return sum(each.claims * abs(each.given - each.right) for each in found) / total


def told(verdicts: Iterable[Verdict]) -> Iterator[tuple[float, bool]]:
    """The confidence of each claim that was read and whether it was right."""
    for verdict in verdicts:
        if verdict.claim is not None:
            yield confidence(verdict.claim), verdict.sound


def table(book: Book) -> str:
    """The reliability table of the test half."""
    found = own.judged(load([own.GOLD / "test"]), book)
    rows = bins(told(each for report in found for each in report))
    lines = ["claims  given  right"]
    lines += [f"{each.claims:6}  {each.given:5.2f}  {each.right:5.2f}" for each in rows]
    return "\n".join([*lines, f"expected calibration error {error(rows):.3f}"])


def _mean(values: Iterable[float]) -> float:
    found = list(values)
    return sum(found) / len(found)

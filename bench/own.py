"""The reader on our own gold: `python -m bench gold` prints the figures of both halves.

The open half may be looked into while rules are mended; the test half is scored and never read.
"""

from collections.abc import Sequence
from pathlib import Path

from bench.coded import CodedReport, load
from bench.score import KINDS, Scores, Verdict, scores, verdicts
from bench.tasks.readings import readings
from foglift.codebook import Book

GOLD = Path(__file__).parent / "gold"
HALVES = ("open", "test")
_HEAD = ("figure", *HALVES)


def judged(coded: Sequence[CodedReport], book: Book) -> list[list[Verdict]]:
    """The verdicts on each report."""
    read = readings([each.report for each in coded], book)
    return [verdicts(each, claims) for each, claims in zip(coded, read, strict=True)]


def half(name: str, book: Book) -> Scores:
    """The figures of a half, and how many claims were made of its reports without any."""
    coded = load([GOLD / name])
    found = judged(coded, book)
    figures = scores([verdict for each in found for verdict in each])
    quiet = [each for report, each in zip(coded, found, strict=True) if not report.claims]
    figures["claims from reports of no war"] = float(sum(map(len, quiet)))
    for kind in KINDS:
        some = [verdict for each in found for verdict in each if verdict.kind == kind]
        figures[f"whole-record F1: {kind}"] = scores(some)["whole-record F1"]
    return figures


def table(halves: dict[str, Scores]) -> str:
    """One line a figure, one column a half."""
    names = list(next(iter(halves.values())))
    rows = [
        _HEAD,
        *((name, *(f"{found[name]:.1f}" for found in halves.values())) for name in names),
    ]
    width = max(len(row[0]) for row in rows)
    return "\n".join(
        "  ".join((row[0].ljust(width), *(cell.rjust(6) for cell in row[1:]))) for row in rows
    )

"""CASE 2021, task 2: the event type of a snippet, one of 30 labels. The answer is the CASE label of
the type of the first event that the snippet says happened."""

from collections.abc import Iterable, Sequence

from bench.tasks.readings import readings, report
from bench.tasks.task import Half, Measure, Row, Task
from foglift.codebook import Book
from foglift.model import Claim, Event

NOTHING_READ = "OTHER"


def predict(rows: Sequence[Row], book: Book) -> list[Row]:
    """{"id": "1", "label": "AIR_STRIKE"} for each snippet."""
    read = readings([report(row["text"]) for row in rows], book)
    return [
        {"id": row["id"], "label": label(claims, book)}
        for row, claims in zip(rows, read, strict=True)
    ]


def label(claims: Iterable[Claim], book: Book) -> str:
    """The CASE label of the first event that happened; OTHER where none was read."""
    for claim in sorted(claims, key=lambda claim: claim.evidence[0]):
        if isinstance(claim.content, Event) and claim.realis == "actual":
            row = book.events[claim.content.type, claim.content.facet]
            if row.case != "-":
                return row.case
    return NOTHING_READ


TASK = Task(
    name="case2021",
    halves=(
        Half(
            "case2021/dev_half.jsonl",
            predict,
            (
                Measure("subtask3.weighted_f1", 68.5, "77.1 (shared task, ACLED text)", 82),
                Measure("subtask1.weighted_f1", None, "83.9 (shared task, ACLED text)", 87),
            ),
            form="subtask",
        ),
    ),
    quick=True,
)

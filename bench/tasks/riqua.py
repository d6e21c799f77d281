"""RiQuA: quotations of 19th century fiction with speakers, as labels of tokens."""

from collections.abc import Sequence

from bench.tasks.attributions import labels
from bench.tasks.task import Half, Measure, Row, Task
from foglift.codebook import Book


def predict(rows: Sequence[Row], book: Book) -> list[Row]:
    """{"id": "1", "labels": ["B-source", "B-cue", ...]}; a row may end within a sentence."""
    return labels(rows, book, between="\n", spoken=True)


TASK = Task(
    name="riqua",
    halves=tuple(
        Half(
            f"riqua/{part}.jsonl",
            predict,
            (
                Measure("source.f1"),
                Measure("cue.f1"),
                Measure("content.f1"),
            ),
            form="labels",
        )
        for part in ("valid", "train")
    ),
)

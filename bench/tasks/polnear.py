"""PolNeAR: who says what in US news, as characters of whole documents or as labels of tokens.

Every attribution counts: what is said, believed, planned, judged; an attribution inside another's
words does not.
"""

from collections.abc import Sequence

from bench.tasks.attributions import attributions, labels
from bench.tasks.task import Half, Measure, Row, Task
from foglift.codebook import Book
from foglift.model import Span


def predict(rows: Sequence[Row], book: Book) -> list[Row]:
    """{"id": ..., "attributions": [{"source": [[0, 5]], "cue": ..., "content": ...}]}."""
    found = attributions([row["text"] for row in rows], book)
    return [
        {
            "id": row["id"],
            "attributions": [
                {
                    "source": _pairs(each.source),
                    "cue": _pairs(each.cue),
                    "content": _pairs(each.content),
                }
                for each in those
            ],
        }
        for row, those in zip(rows, found, strict=True)
    ]


def _pairs(spans: Sequence[Span]) -> list[list[int]]:
    return [[span.start, span.end] for span in spans]


def predict_labels(rows: Sequence[Row], book: Book) -> list[Row]:
    """{"id": "1", "labels": ["B-source", "B-cue", ...]}; a row is a paragraph."""
    return labels(rows, book, between="\n")


TASK = Task(
    name="polnear",
    halves=(
        Half(
            "polnear/dev.jsonl",
            predict,
            (
                Measure("reader.attribution+source.f1", 21.8, "73.3 (people against people)", 65),
                Measure("exact.source.f1", 11, "83 (model trained on the set)", 80),
                Measure("exact.cue.f1", 23, "75 (model trained on the set)", 72),
                Measure("exact.content.f1", 6, "73 (model trained on the set)", 68),
            ),
            form="attributions",
        ),
        Half(
            "polnear/cofenet_valid.jsonl",
            predict_labels,
            (
                Measure("source.f1", None, "83 (model trained on the set)", 80),
                Measure("cue.f1", None, "75 (model trained on the set)", 72),
                Measure("content.f1", None, "73 (model trained on the set)", 68),
            ),
            form="labels",
            scorer="score_bio.py",
        ),
    ),
)

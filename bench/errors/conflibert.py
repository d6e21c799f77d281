"""ConfliBERT's sets: parties off at an end, classes taken for another, attacks missed."""

from collections.abc import Iterator, Sequence

from bench.errors import labels
from bench.tasks.task import Row
from foglift.codebook import Book

CLASSES = {
    "0": "statement", "1": "cooperation in words", "2": "cooperation in deeds",
    "3": "conflict in words", "4": "conflict in deeds",
}  # fmt: skip
KINDS = {"l0": "assault", "l1": "explosion", "l2": "abduction", "l3": "property"}
PARTIES = {"S": "who acts", "T": "whom it meets", "R": "whom it concerns"}


def parties(rows: Sequence[Row], answers: Sequence[Row], book: Book) -> Iterator[str]:
    """The classes of phrases of parties."""
    for each in labels.tokens(rows, answers, book):
        kind, _, fault = each.partition(": ")
        yield f"{PARTIES[kind]}: {_as_party(fault)}"


def _as_party(fault: str) -> str:
    other = fault.removeprefix("read as ")
    return f"read as {PARTIES[other]}" if other in PARTIES else fault


def classes(rows: Sequence[Row], answers: Sequence[Row], book: Book) -> Iterator[str]:
    """Which class is taken for which."""
    for row, ours in zip(rows, answers, strict=True):
        if row["label"] != ours["label"]:
            yield f"{CLASSES[row['label']]} read as {CLASSES[ours['label']]}"


def attacks(rows: Sequence[Row], answers: Sequence[Row], book: Book) -> Iterator[str]:
    """Which kinds are missed or too many."""
    for each in labels.texts(rows, answers, book):
        kind, _, fault = each.partition(": ")
        yield f"{KINDS[kind]}: {fault}"

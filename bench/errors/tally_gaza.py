"""Bulletins: numbers that are not read, wrong, or given for another scope."""

from collections.abc import Iterator, Sequence

from bench.tasks.task import Row
from foglift.codebook import Book

TOTAL = "_cum"


def errors(rows: Sequence[Row], answers: Sequence[Row], book: Book) -> Iterator[str]:
    """The class of each number of the gold that is not ours, and of each that nobody wrote."""
    for row, answer in zip(rows, answers, strict=True):
        gold, ours = row["gold"], answer["values"]
        for key, number in gold.items():
            if ours.get(key) != number:
                yield f"{_named(key)}: {_missed(key, number, gold, ours)}"
        for key in ours:
            if key not in gold and key not in row.get("gold_not_literal", {}):
                swapped = ours[key] in gold.values()
                yield f"{_named(key)}: {'the number of another' if swapped else 'too many'}"


def _missed(key: str, number: int, gold: Row, ours: Row) -> str:
    if not ours:
        return "bulletin without a number"
    if key not in ours:
        return "read as another" if number in ours.values() else "not read"
    if ours[key] not in gold.values():
        return "wrong number"
    same = [other for other in gold if gold[other] == ours[key]]
    totals = any((TOTAL in other) != (TOTAL in key) for other in same)
    return "running total and new swapped" if totals else "the number of another"


def _named(key: str) -> str:
    return key.replace("_", " ").replace(" cum", ", running total")

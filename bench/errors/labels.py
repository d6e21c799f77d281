"""Labels of tokens and of whole texts: what is missed, too many, or off at an end."""

from collections.abc import Iterator, Sequence

from bench.tasks.task import Row
from foglift.codebook import Book

Chunk = tuple[int, int, str]


def texts(rows: Sequence[Row], answers: Sequence[Row], book: Book) -> Iterator[str]:
    """For rows with one label or several: each that is missed and each that is too many."""
    for row, answer in zip(rows, answers, strict=True):
        gold, ours = _labels(row), _labels(answer)
        yield from (f"{each}: missed" for each in sorted(gold - ours))
        yield from (f"{each}: too many" for each in sorted(ours - gold))


def _labels(row: Row) -> frozenset[str]:
    return frozenset(row["labels"]) if "labels" in row else frozenset((row["label"],))


def tokens(rows: Sequence[Row], answers: Sequence[Row], book: Book) -> Iterator[str]:
    """For rows of "B-source", "I-source", "O": each chunk by what is wrong with it."""
    for row, answer in zip(rows, answers, strict=True):
        gold, ours = chunks(row["labels"]), chunks(answer["labels"])
        for one in sorted(gold - ours):
            yield f"{one[2]}: {_wrong(one, [each for each in ours if _meet(one, each)])}"
        for one in sorted(ours - gold):
            if not any(_meet(one, each) for each in gold):
                yield f"{one[2]}: too many"


def chunks(labels: Sequence[str]) -> set[Chunk]:
    """From the first token to that after the last, and what it is."""
    found: set[Chunk] = set()
    start, kind = 0, ""
    for at, label in enumerate((*labels, "O")):
        if kind and (label[0] != "I" or label[2:] != kind):
            found.add((start, at, kind))
            kind = ""
        if label[0] == "B" or (label[0] == "I" and not kind):
            start, kind = at, label[2:]
    return found


def _meet(one: Chunk, other: Chunk) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def _wrong(gold: Chunk, ours: Sequence[Chunk]) -> str:
    same = [each for each in ours if each[2] == gold[2]]
    if not same:
        return f"read as {ours[0][2]}" if ours else "missed"
    start, end = min(each[0] for each in same), max(each[1] for each in same)
    if start != gold[0]:
        return "begins late" if start > gold[0] else "begins early"
    if end != gold[1]:
        return "ends early" if end < gold[1] else "ends late"
    return "in pieces"

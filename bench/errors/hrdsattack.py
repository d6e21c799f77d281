"""Records of attacks on defenders: each slot empty, wrong, or filled where nothing is known."""

from collections.abc import Iterator, Sequence

from bench.tasks.task import Row
from foglift.codebook import Book

SLOTS = ("country", "city", "year", "month", "date", "perpetrator_type")


def errors(rows: Sequence[Row], answers: Sequence[Row], book: Book) -> Iterator[str]:
    """The class of each wrong slot of each record."""
    for row, ours in zip(rows, answers, strict=True):
        gold = row["gold"]
        for slot in SLOTS:
            right, read = _plain(gold[slot]), _plain(ours[slot])
            if right != read:
                yield f"{slot.replace('_', ' ')}: {_wrong(right, read)}"
        for kind in sorted({*gold["violation_types"]} ^ {*ours["violation_types"]}):
            missed = kind in gold["violation_types"]
            yield f"{kind}: {'missed' if missed else 'too many'}"
        names = [each["victim_name"] for each in gold["victims"] if each.get("victim_name")]
        yield from _victims(names, ours["victim_names"], row["text"])


def _victims(names: Sequence[str], ours: Sequence[str], text: str) -> Iterator[str]:
    right, read = {_plain(name) for name in names}, {_plain(name) for name in ours}
    for name in sorted(right - read):
        if any(set(name.split()) & set(other.split()) for other in read):
            yield "victim: part of the name"
        elif name not in text.lower():
            yield "victim: name not so in the article"
        else:
            yield f"victim: {'others read' if read else 'none read'}"
    for name in sorted(read - right):
        if not any(set(name.split()) & set(other.split()) for other in right):
            yield "victim: too many"


def _plain(value: object) -> str:
    words = "" if value in (None, "None", "none", []) else str(value)
    return words.lower().strip(". ").removesuffix(".0")


def _wrong(gold: str, ours: str) -> str:
    if not ours:
        return "empty"
    return "another" if gold else "filled, unknown to the gold"

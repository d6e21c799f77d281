"""Bulletins of health ministries and the UN: which number is what. The answer is the reader's
counts by what they count, over which time, and what sets a part of the dead apart."""

from collections.abc import Iterable, Sequence
from datetime import date

from bench.data import report
from bench.tasks.readings import readings
from bench.tasks.task import Half, Measure, Row, Task
from foglift.codebook import Book
from foglift.model import Claim, Count, Manner

# Letters of a bulletin; a longer text tells of many periods and places in prose.
LONGEST = 5_000
OF = {"killed": "killed", "wounded": "injured", "displaced": "displaced"}
MANNERS: dict[Manner, str] = {
    "new": "killed_truce_new",
    "recovered": "killed_recovered",
    "died-later": "killed_succumbed",
    "added-later": "killed_committee",
}


def predict(rows: Sequence[Row], book: Book) -> list[Row]:
    """{"id": "gaza-2026-06-15", "values": {"killed": 7, "killed_cum": 73003, ...}} per bulletin."""
    short = [row["text"] if len(row["text"]) <= LONGEST else "" for row in rows]
    days = [date.fromisoformat(row["date"]) for row in rows]
    read = readings([report(text, day) for text, day in zip(short, days, strict=True)], book)
    return [
        {"id": row["id"], "values": values(claims)} for row, claims in zip(rows, read, strict=True)
    ]


def values(claims: Iterable[Claim]) -> dict[str, int]:
    """Each key's number, the largest: of running totals that of the longest time, of one
    period's numbers the whole. What a part says of its manner goes before what a whole says."""
    counts = [(c, c.content) for c in claims if isinstance(c.content, Count)]
    counts = [(c, n) for c, n in counts if n.of in OF and n.low is not None]
    found: dict[str, int] = {}
    for parts in (True, False):
        new = {key: max(numbers) for key, numbers in _by_key(counts, parts).items()}
        found = new | found
    return found


def _by_key(counts: Iterable[tuple[Claim, Count]], parts: bool) -> dict[str, list[int]]:
    found: dict[str, list[int]] = {}
    for _, count in counts:
        if bool(count.part_of) == parts and count.low is not None:
            for key in _keys(count):
                found.setdefault(key, []).append(_written(count.low, count.high))
    return found


def _keys(count: Count) -> Iterable[str]:
    of, manner = OF[count.of], count.manner
    if count.of == "displaced":
        return ["displaced_households" if count.unit == "families" else "displaced_persons"]
    if manner == "added-later":
        return [MANNERS[manner]]
    if count.cumulative:
        return [] if manner == "recovered" else [f"{of}_cum"]
    if count.of == "killed" and manner:
        apart = manner == "new" and not count.part_of
        return [MANNERS[manner], "killed"] if apart else [MANNERS[manner]]
    return [] if count.part_of else [of]


def _written(low: int, high: int | None) -> int:
    """The number as written: "exceeds 4000" is 4000."""
    return low - 1 if high is None and low % 10 == 1 and low > 10 else low


TASK = Task(
    name="tally_gaza",
    halves=(
        Half(
            "tally_gaza/dev.jsonl",
            predict,
            (Measure("micro.f1", 57.8, "", 97), Measure("swapped", 81, "", 0, less=True)),
            form="text",
        ),
    ),
    quick=True,
)

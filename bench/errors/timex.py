"""Times: found or not, of which type, with which value. A class begins with the gold's type;
"vague" are words that name no day: "now", "recently"."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bench.errors.classes import Classes, always, first
from bench.tasks.task import Row
from foglift.codebook import Book


@dataclass(frozen=True)
class Item:
    """A time of the gold and ours of the same words."""

    gold: Row
    ours: Row

    @property
    def values(self) -> tuple[str, str]:
        return self.gold["value"], self.ours["value"]


def _vague(value: str) -> bool:
    return value.endswith("_REF")


def _unit(value: str) -> str:
    """What a value names: "2013-W12" a week, "2013-03" a month."""
    if "W" in value:
        return "week"
    if "Q" in value or "H" in value:
        return "quarter"
    return {3: "decade", 4: "year", 7: "month", 10: "day"}.get(len(value), "other")


CLASSES: Classes[Item] = {
    "vague read as a value": lambda one: _vague(one.gold["value"]),
    "value read as vague": lambda one: _vague(one.ours["value"]),
    "other type": lambda one: one.gold["type"] != one.ours["type"],
    "no value": lambda one: not one.ours["value"],
    "a day's part for the day": lambda one: ("T" in one.values[0]) != ("T" in one.values[1]),
    "another unit": lambda one: _unit(one.values[0]) != _unit(one.values[1]),
    "another year": lambda one: one.values[0][:4] != one.values[1][:4],
    "same year, another value": always,
}
LENGTHS: Classes[Item] = {
    "vague read as a value": lambda one: _vague(one.gold["value"]),
    "value read as vague": lambda one: _vague(one.ours["value"]),
    "other type": lambda one: one.gold["type"] != one.ours["type"],
    "number unknown to the gold": lambda one: "X" in one.gold["value"],
    "number unknown to us": lambda one: "X" in one.ours["value"],
    "another unit": lambda one: one.values[0][-1] != one.values[1][-1],
    "another number": always,
}


def errors(rows: Sequence[Row], answers: Sequence[Row], book: Book) -> Iterator[str]:
    """The classes of the times that were missed, of wrong values, of times nobody marked."""
    for row, answer in zip(rows, answers, strict=True):
        gold, ours = row["timexes"], sorted(answer["timexes"], key=lambda each: each["start"])
        taken: set[int] = set()
        for one in gold:
            over = [n for n, each in enumerate(ours) if n not in taken and _meet(one, each)]
            over.sort(
                key=lambda n: (ours[n]["start"], ours[n]["end"]) != (one["start"], one["end"])
            )
            taken |= set(over[:1])
            if not over:
                yield f"{_kind(one)}: not found"
            elif ours[over[0]]["value"] != one["value"]:
                classes = LENGTHS if one["type"] in ("DURATION", "SET") else CLASSES
                yield f"{one['type']}: {first(classes, Item(one, ours[over[0]]))}"
        for at, each in enumerate(ours):
            if at not in taken:
                yield f"{_kind(each)}: nobody marked it"


def _kind(one: Row) -> str:
    return f"{one['type']} (vague)" if _vague(one["value"]) else str(one["type"])


def _meet(one: Row, other: Row) -> bool:
    return bool(one["start"] < other["end"] and other["start"] < one["end"])

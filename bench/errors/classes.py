"""What an error class is, and the tables of them.

A class is a name with a test. The tests of a task stand in one mapping, the telling before the
vague, and the first that holds names the error: {"no claim read": ..., "other": always}.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from bench.tasks.task import Row
from foglift.codebook import Book

Item = TypeVar("Item")
Classes = Mapping[str, Callable[[Item], bool]]
# The rows of a gold file and our answers to them -> one name of a class for each error.
Errors = Callable[[Sequence[Row], Sequence[Row], Book], Iterable[str]]
MOST = 10


def first(classes: Classes[Item], item: Item) -> str:
    """The name of the first class that the item is of."""
    return next(name for name, holds in classes.items() if holds(item))


def always(item: object) -> bool:
    """The test of the last class."""
    return True


@dataclass(frozen=True)
class Found:
    """The errors on one file of data, "polnear/dev", counted by class."""

    name: str
    classes: Counter[str]

    @property
    def total(self) -> int:
        return self.classes.total()

    @property
    def frequent(self) -> list[tuple[str, int]]:
        """The ten most frequent classes; those of equal count by name."""
        return sorted(self.classes.items(), key=lambda each: (-each[1], each[0]))[:MOST]


def table(found: Found) -> str:
    """The ten most frequent classes, each with its count and its share of all errors."""
    lines = [f"{found.name}: {found.total} errors"]
    lines += [
        f"{count:7}  {100 * count / found.total:5.1f} %  {name}" for name, count in found.frequent
    ]
    return "\n".join(lines)


def row(found: Found) -> str:
    """The same as a row of the table in docs/evaluation.md."""
    classes = "; ".join(f"{name} {count}" for name, count in found.frequent)
    return f"| {found.name} | {found.total} | {classes} |"


HEAD = "| data | errors | the ten most frequent classes |\n|---|---|---|"

"""What police did in a sentence: labels that are too many, or missed and why."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bench.data import report
from bench.errors.classes import Classes, always, first
from bench.tasks.indiapolice import keeps_order
from bench.tasks.readings import readings
from bench.tasks.task import Row
from foglift.codebook import Book
from foglift.model import Claim, Event


@dataclass(frozen=True)
class Item:
    """A sentence with a missed label: its words and its claims."""

    text: str
    claims: Sequence[Claim]

    @property
    def actors(self) -> list[bool]:
        """Of each actor of its events whether he keeps order."""
        events = (each.content for each in self.claims)
        return [keeps_order(w, self.text) for e in events if isinstance(e, Event) for w in e.actors]


CLASSES: Classes[Item] = {
    "no claim read": lambda one: not one.claims,
    "claims, none with an actor": lambda one: not one.actors,
    "claims of others than police": lambda one: not any(one.actors),
    "police read in another act": always,
}


def errors(rows: Sequence[Row], answers: Sequence[Row], book: Book) -> Iterator[str]:
    """The class of each label that is missed or too many."""
    pairs = [
        (row, set(row["labels"]), set(ours["labels"]))
        for row, ours in zip(rows, answers, strict=True)
    ]
    missed = [(row, gold - ours) for row, gold, ours in pairs if gold - ours]
    read = readings([report(row["text"]) for row, _ in missed], book)
    for (row, labels), claims in zip(missed, read, strict=True):
        for label in sorted(labels):
            yield f"{label}: {first(CLASSES, Item(row['text'], claims))}"
    for _, gold, ours in pairs:
        yield from (f"{label}: too many" for label in sorted(ours - gold))

"""Types of snippets: nothing read, another of the told types chosen, or the type not read."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bench.data import report
from bench.errors.classes import Classes, always, first
from bench.tasks.case2021 import told
from bench.tasks.readings import readings
from bench.tasks.task import Row
from foglift.codebook import Book
from foglift.model import Claim, Event


@dataclass(frozen=True)
class Item:
    """A snippet with a wrong label: the gold's, what its claims say happened, all its events."""

    gold: str
    told: Sequence[str]
    events: Sequence[Claim]
    labels: Sequence[str]


CLASSES: Classes[Item] = {
    "told, another type chosen": lambda one: one.gold in one.told,
    "told as not actual": lambda one: one.gold in one.labels,
    "no claim of an event": lambda one: not one.events,
    "only what has no label": lambda one: not one.told,
    "only other types told": always,
}


def errors(rows: Sequence[Row], answers: Sequence[Row], book: Book) -> Iterator[str]:
    """The class of each wrong label, behind the label that is right."""
    wrong = [row for row, ours in zip(rows, answers, strict=True) if row["label"] != ours["label"]]
    read = readings([report(row["text"]) for row in wrong], book)
    for row, claims in zip(wrong, read, strict=True):
        events = [claim for claim in claims if isinstance(claim.content, Event)]
        labels = [_label(claim, book) for claim in events]
        one = Item(row["label"], told(claims, book), events, labels)
        yield f"{row['label']}: {first(CLASSES, one)}"


def _label(claim: Claim, book: Book) -> str:
    assert isinstance(claim.content, Event)
    return book.events[claim.content.type, claim.content.facet].case

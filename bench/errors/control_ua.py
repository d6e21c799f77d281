"""Who holds the town: what goes wrong between the note, its claims of control and the picture."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from bench.errors.classes import Classes, always, first
from bench.tasks import control_ua
from bench.tasks.control_ua import CONTESTED
from bench.tasks.readings import over, readings
from bench.tasks.task import Row
from foglift.codebook import Book
from foglift.model import Claim, Control
from foglift.read.rules.times import times
from foglift.text import paragraphs, sentences

NEAR = 3  # days within which a date counts as right
CHANGED = 7  # the same for the change of a timeline


@dataclass(frozen=True)
class Item:
    """A note: the table's holders, ours, the holders we read one after the other, its claims."""

    gold: frozenset[str]
    ours: str
    history: tuple[str, ...]
    claims: tuple[Claim, ...]

    @property
    def control(self) -> list[Claim]:
        return [each for each in self.claims if isinstance(each.content, Control)]

    @property
    def unknown(self) -> bool:
        """Whether the last claim of control has a holder without a name."""
        last = self.control[-1].content
        return isinstance(last, Control) and (last.holder is None or not last.holder.ref)


HOLDER: Classes[Item] = {
    "mixed in the table": lambda one: len(one.gold) > 1,
    "contested in the table": lambda one: one.gold == {CONTESTED},
    "contested by our reading": lambda one: one.ours == CONTESTED,
    "no claim of control read": lambda one: not one.control,
    "control read, none of the town": lambda one: len(one.history) == 1,
    "right holder read, another named later": lambda one: bool(one.gold & set(one.history[:-1])),
    "only background read": lambda one: all(each.background for each in one.control),
    "last holder without a name": lambda one: one.unknown,
    "table's holder not read": always,
}


def holders(rows: Sequence[Row], answers: Sequence[Row], book: Book) -> Iterator[str]:
    """The classes of wrong holders and, where the holder is right, of wrong first days."""
    wrong = [(row, ours) for row, ours in zip(rows, answers, strict=True) if not _held(row, ours)]
    yield from _wrong([row for row, _ in wrong], [ours for _, ours in wrong], rows, book)
    for row, ours in zip(rows, answers, strict=True):
        if _held(row, ours) and row.get("since_seen") and not row["since_is_left_censored"]:
            yield from _since(row, ours["since"])


def _held(row: Row, ours: Row) -> bool:
    return _listed(row["held_by"]) == frozenset((ours["held_by"],))


def _listed(cell: str | list[str]) -> frozenset[str]:
    return frozenset(cell if isinstance(cell, list) else (cell,))


def _wrong(
    rows: Sequence[Row], answers: Sequence[Row], table: Sequence[Row], book: Book
) -> Iterator[str]:
    land = control_ua.theatre((row["name"] for row in table), book)
    notes = [control_ua.note(row["name"], land, row["text"], row["as_of"]) for row in rows]
    histories, claims = over(control_ua.history, notes, book), readings(notes, book)
    for row, ours, spells, read in zip(rows, answers, histories, claims, strict=True):
        held = tuple(each["held_by"] for each in spells)
        yield first(HOLDER, Item(_listed(row["held_by"]), ours["held_by"], held, tuple(read)))


def _since(row: Row, ours: str | None) -> Iterator[str]:
    gold = date.fromisoformat(row["since_seen"])
    if ours is None:
        yield f"since: none read, {_in_note(row, gold)}"
    elif abs(apart := (date.fromisoformat(ours) - gold).days) > NEAR:
        yield f"since: {'later' if apart > 0 else 'earlier'}, {_in_note(row, gold)}"


def _in_note(row: Row, gold: date) -> str:
    """Whether the note itself says the day, by what the reader takes for times."""
    day, words = date.fromisoformat(row["as_of"]), row["text"]
    told = [
        each.when.start
        for paragraph in paragraphs(words)
        for span in sentences(words, paragraph)
        for each in times(words[span.start : span.end], span.start, day, None)
    ]
    near = any(start is not None and abs((start - gold).days) <= NEAR for start in told)
    return "the note says it" if near else "the note does not say it"


# ---------------------------------------------------------------------------- timelines


def timelines(rows: Sequence[Row], answers: Sequence[Row], book: Book) -> Iterator[str]:
    """The classes of changes that were missed and of changes that nobody saw."""
    for row, ours in zip(rows, answers, strict=True):
        gold, read = row["history"][1:], ours["history"][1:]
        for change in gold:
            if not any(_same(change, each) for each in read):
                yield f"change missed: {_missed(change, read, row)}"
        for each in read:
            if not any(_same(change, each) for change in gold):
                beside = any(change["held_by"] == each["held_by"] for change in gold)
                yield f"change too many: {'another day' if beside else 'no such holder after'}"


def _same(change: Row, other: Row) -> bool:
    return change["held_by"] == other["held_by"] and _apart(change, other) <= CHANGED


def _apart(change: Row, other: Row) -> int:
    days = [date.fromisoformat(each["from"]) for each in (change, other)]
    return abs((days[0] - days[1]).days)


def _missed(change: Row, read: Sequence[Row], row: Row) -> str:
    if not row["final_note"].strip():
        return "no note"
    if any(each["held_by"] == change["held_by"] for each in read):
        return "right holder, another day"
    if change["held_by"] == CONTESTED:
        return "contested in the table"
    return "another holder" if read else "no change read"

"""Where one report or one line is: eyesonrussia and fakes, by what is read instead."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from bench.errors.classes import Classes, always, first
from bench.errors.toponyms import kilometres
from bench.tasks.task import Row
from foglift.codebook import Book

CITY_KM = 20


@dataclass(frozen=True)
class Line:
    """A line with a wrong place: the gold's, ours, the words."""

    gold: Row
    ours: Row
    text: str

    @property
    def right_name(self) -> bool:
        return _plain(self.ours["town"]) == _plain(self.gold["town"])


LINE: Classes[Line] = {
    "no town read": lambda one: not one.ours.get("town"),
    "right name, no place known": lambda one: one.right_name and "lat" not in one.ours,
    "right name, another town of the name": lambda one: one.right_name,
    "right name in other words": lambda one: _meet(one.ours["town"], one.gold["town"]),
    "another town of the line": always,
}


def lines(rows: Sequence[Row], answers: Sequence[Row], book: Book) -> Iterator[str]:
    """The class of each line that writes its town and of which the town or its point is wrong; of
    those with the right town, of a wrong province."""
    for row, ours in zip(rows, answers, strict=True):
        one = Line(row["gold"], ours, row["text"])
        if _plain(row["gold"]["town"]) not in _plain(row["text"]) or not row["gold"]["town"]:
            continue
        if "town" not in ours or not one.right_name or _far(row["gold"], ours):
            yield f"town: {first(LINE, one)}"
        elif row["gold"]["province"] and _plain(ours.get("province")) != _plain(
            row["gold"]["province"]
        ):
            yield f"province: {'another' if ours.get('province') else 'none given'}"


def _far(gold: Row, ours: Row) -> bool:
    if gold["lat"] is None:
        return False
    return "lat" not in ours or kilometres(gold, ours["lat"], ours["lon"]) > CITY_KM


def _plain(name: str | None) -> str:
    kinds = {"oblast", "region", "raion", "district", "city", "town", "village", "of", "the"}
    return " ".join(word for word in (name or "").lower().split() if word not in kinds)


def _meet(one: str, other: str) -> bool:
    return bool(set(_plain(one).split()) & set(_plain(other).split()))


def reports(rows: Sequence[Row], answers: Sequence[Row], book: Book) -> Iterator[str]:
    """The class of each wrong governorate and of each wrong day."""
    for row, ours in zip(rows, answers, strict=True):
        gold = str(row["location"]).lower()
        if ours["governorate"] != gold:
            named = gold in f"{row['title']} {row['text']}".lower()
            yield f"governorate: another, {'it is named' if named else 'it is not named'}"
        if ours["date"] != row["date"]:
            yield f"day: {_day(row['date'], ours['date'])}"


def _day(gold: str, ours: str) -> str:
    if not ours:
        return "none read"
    apart = (date.fromisoformat(ours) - date.fromisoformat(gold)).days
    size = "one" if abs(apart) == 1 else "2 or 3" if abs(apart) <= 3 else "more than 3"
    return f"{size} {'later' if apart > 0 else 'earlier'}"

"""Scales of a chart: numbers and days to places on the page, round ticks, words that fit."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from math import ceil, floor, log10

from foglift.publish.wording import MONTHS
from foglift.text import between

LETTER = 6.7  # the width of a letter of the charts' 12 px, on the careful side


@dataclass(frozen=True)
class Scale:
    """From values to places on the page; logarithmic from zero where it says so."""

    low: float
    high: float
    start: float
    end: float
    log: bool = False

    def at(self, value: float) -> float:
        low, high, here = (self._bent(one) for one in (self.low, self.high, value))
        share = (here - low) / (high - low) if high > low else 0.0
        return round(self.start + min(max(share, 0.0), 1.0) * (self.end - self.start), 1)

    def _bent(self, value: float) -> float:
        return log10(1 + value) if self.log else value


def nice(low: float, high: float, most: int) -> tuple[int, ...]:
    """Round whole numbers from the last at or below `low` to the first at or above `high`, at most
    `most` of them where they can be so few.

    >>> nice(0, 826, 5), nice(0, 3, 6)
    ((0, 250, 500, 750, 1000), (0, 1, 2, 3))
    """
    step = max((high - low) / max(most - 1, 1), 1)
    ten = 10 ** floor(log10(step))
    units = (1, 2, 2.5, 5, 10, 20)
    for size in (int(unit * ten) for unit in units if unit * ten == int(unit * ten)):
        first, last = floor(low / size), max(ceil(high / size), floor(low / size) + 1)
        if last - first < max(most, 2):
            break
    return tuple(size * n for n in range(first, last + 1))


def powers(high: float) -> tuple[int, ...]:
    """Zero and the powers of ten up to the first at or above a number."""
    return (0, *(10**n for n in range(max(ceil(log10(max(high, 10))), 1) + 1)))


def days(first: date, last: date, most: int) -> tuple[date, ...]:
    """Days for an axis, at most so many: every one, second or fourth, Mondays, first days of
    months or years."""
    span = (last - first).days + 1
    for step in (1, 2, 4, 7, 14):
        start = first.toordinal() + (-first.weekday() % 7 if step >= 7 else 0)
        found = [date.fromordinal(n) for n in range(start, last.toordinal() + 1, step)]
        if found and len(found) <= most:
            return tuple(found)
    years = range(first.year, last.year + 1)
    firsts = [date(year, month, 1) for year in years for month in range(1, 13)]
    for step in (1, 3, 6, 12, 24, 60, 120, 240, 600, 1200, 12000):
        found = [one for n, one in enumerate(firsts) if n % step == 0 and first <= one <= last]
        if len(found) <= most and (found or step * 28 > span):
            break
    return tuple(found) or (first,)


def dated(ticks: Sequence[date]) -> tuple[str, ...]:
    """The labels of days, each with no more than tells it from the one before: "30 Dec 2024",
    "1 Jan 2025", "2 Jan"; "Mar 2024", "Jun"; "2024"."""
    monthly = len(ticks) > 1 and all(one.day == 1 for one in ticks)
    yearly = monthly and all(one.month == 1 for one in ticks)
    labels = []
    for before, one in zip((None, *ticks), ticks, strict=False):
        month = MONTHS[one.month - 1][:3]
        year = "" if before and before.year == one.year else f" {one.year}"
        labels.append(
            str(one.year) if yearly else f"{'' if monthly else f'{one.day} '}{month}{year}"
        )
    return tuple(labels)


def width(text: str) -> float:
    return round(len(text) * LETTER, 1)


def cut(text: str, room: float) -> str:
    """As much of the text as fits into so many pixels."""
    most = max(int(room / LETTER), 1)
    return text if len(text) <= most else f"{text[: most - 1].rstrip()}…"


def wrapped(text: str, room: float, most: int = 2) -> tuple[str, ...]:
    """The text in lines that fit, at most so many, the last cut off where it must be."""
    lines: list[str] = [""]
    for word in text.split():
        longer = f"{lines[-1]} {word}".strip()
        if width(longer) <= room or not lines[-1] or len(lines) == most:
            lines[-1] = longer
        else:
            lines.append(word)
    return tuple(cut(line, room) for line in lines)


def apart(places: Sequence[float], gap: float, last: float) -> tuple[float, ...]:
    """Places moved until no two are closer than the gap, in their order, none beyond the last
    where they fit."""
    order = sorted(range(len(places)), key=lambda n: (places[n], n))
    found = dict[int, float]()
    floor_ = float("-inf")
    for n in order:
        floor_ = found[n] = max(places[n], floor_ + gap)
    roof = last
    for n in reversed(order):
        found[n] = min(found[n], roof)
        roof = found[n] - gap
    return tuple(round(found[n], 1) for n in range(len(places)))


def said(low: int | None, high: int | None) -> str:
    """A number between bounds: "12", "12–40", "at least 12", "up to 40"."""
    return between(low, high, "", "–")


def short(value: int) -> str:
    """A number on an axis: "1,500", "20k", "3m"."""
    for size, unit, letters in ((10**9, 10**9, "bn"), (10**6, 10**6, "m"), (10**4, 1000, "k")):
        if value >= size:
            return f"{value / unit:g}{letters}"
    return f"{value:,}"

"""Who had a place: a lane for each holder along the days."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import pairwise
from typing import Literal

from foglift.desk.charts.scales import Scale, cut, days, width, wrapped
from foglift.desk.charts.shapes import (
    LINE,
    NARROW,
    WIDE,
    Box,
    Drawing,
    Mark,
    Shape,
    Sign,
    Text,
    axis,
    ordinals,
)
from foglift.model import Value

SIGNS: dict[str, Sign] = {"for": "circle", "against": "cross", "loss": "down"}

TOP = 4.0
MARKS = 62  # from the top of a lane to its first row of marks
FADE = 28
MARK = 11
SHORTEST = 50  # a note that has less room is left out


class Bar(Value, frozen=True):
    """A stretch of days in a lane. It may have begun on `since` (None: nobody knows) and had by
    `sure`; `until` is its last day, None while it lasts; silence since `quiet` makes it stale."""

    since: date | None
    sure: date | None
    until: date | None
    look: str
    layer: Literal["assessed", "claimed"] = "assessed"
    quiet: date | None = None
    to: str = ""
    words: str = ""
    note: str = ""


class Sight(Value, frozen=True):
    """One claim about who has a place, on the day it is about."""

    day: date
    look: Literal["for", "against", "loss"] = "for"
    to: str = ""
    words: str = ""


class Lane(Value, frozen=True):
    label: str
    bars: tuple[Bar, ...] = ()
    sights: tuple[Sight, ...] = ()


def lanes(rows: Sequence[Lane], today: date, wide: bool = True) -> Drawing:
    """A lane each along the days: what is assessed as a broad bar, what is only claimed as a
    narrow one below it, with its note, and a mark for each claim."""
    frame = WIDE if wide else NARROW
    known = [today, *(day for row in rows for day in _days(row))]
    left, right = (176 if wide else 10), frame - 10
    x = _scale([day for day in known if day >= opening(known)], left, right)
    grounds: list[Shape] = []
    shapes: list[Shape] = []
    at = TOP
    for n, row in enumerate(rows):
        names = wrapped(row.label, left - 24 if wide else frame - 20, 2 if wide else 1)
        shapes += (
            Text(10, at + 18 + n * (LINE - 1), name, "label") for n, name in enumerate(names)
        )
        body = at if wide else at + 20
        drawn = (*_bars(row.bars, x, body + 7), *_marks(row.sights, x, body + MARKS))
        deep = max(one.y for one in (*drawn, Mark(0, body + MARKS - 10, "circle", ""))) + 12 - at
        grounds.append(Box(0, at, frame, round(deep, 1), f"lane {'odd' if n % 2 else 'even'}"))
        shapes += drawn
        at = round(at + deep, 1)
    ticks = days(date.fromordinal(int(x.low)), date.fromordinal(int(x.high) - 1), 8 if wide else 5)
    grid = axis(ticks, x, TOP, at)
    return Drawing(frame, at + 24, (*grounds, *grid, *shapes), ordinals(ticks))


def _days(row: Lane) -> Iterator[date]:
    for bar in row.bars:
        yield from (day for day in (bar.since, bar.sure, bar.until) if day)
    yield from (one.day for one in row.sights)


def opening(known: Sequence[date]) -> date:
    """The first day worth drawing: after the widest gap, where that is longer than half of all the
    time and than four months; what began before enters at the left edge."""
    ordered = sorted(known)
    gaps = [(after - one, after) for one, after in pairwise(ordered)]
    widest, after = max(gaps, default=(None, ordered[0]))
    if widest is None or widest.days < 120 or 2 * widest < ordered[-1] - ordered[0]:
        return ordered[0]
    return after


def _scale(known: Iterable[date], left: float, right: float) -> Scale:
    found = sorted(known)
    first, last = found[0].toordinal(), found[-1].toordinal() + 1
    return Scale(max(first - max((last - first) // 20, 1), 1), last, left, right)


def _bars(bars: Iterable[Bar], x: Scale, top: float) -> Iterator[Box | Text]:
    """The bars of a lane, and their notes as far as there is room before the next."""
    taken = x.start
    notes = []
    for bar in sorted(bars, key=lambda one: (one.since or one.sure or date.min, one.layer)):
        boxes = tuple(_bar(bar, x, top))
        yield from boxes
        if bar.note:
            notes.append((boxes[0].x, bar.note))
    for (start, note), (after, _) in zip(notes, (*notes[1:], (x.end + 8, "")), strict=False):
        begin = max(min(start, after - 8 - width(note)), taken)
        if after - 8 - begin > SHORTEST:
            words = cut(note, after - 8 - begin)
            taken = round(begin + width(words) + 8, 1)
            yield Text(round(begin, 1), top + 38, words, "note")


def _bar(bar: Bar, x: Scale, top: float) -> Iterator[Box]:
    """A bar; where it is not known when it began it fades in, where silence made it stale it is
    hatched."""
    y, height = (top, 14) if bar.layer == "assessed" else (top + 17, 6)
    sure = x.at(bar.sure.toordinal()) if bar.sure else min(x.start + FADE, x.end)
    end = x.at(bar.until.toordinal() + 1) if bar.until else x.end
    since = x.at(bar.since.toordinal()) if bar.since else max(min(sure, end) - FADE, x.start)
    start = round(min(since, end - 3), 1)
    yield Box(start, y, round(end - start, 1), height, f"bar {bar.look}", bar.to, bar.words)
    if bar.quiet and (quiet := max(x.at(bar.quiet.toordinal() + 1), start)) < end:
        yield Box(quiet, y, round(end - quiet, 1), height, "stale")
    if (unsure := min(sure, end)) > start:
        yield Box(start, y, round(unsure - start, 1), height, "fade")


def _marks(sights: Iterable[Sight], x: Scale, top: float) -> Iterator[Mark]:
    """The claims beside one another in the room of their day, then below, so that none touch."""
    room = max(int((x.at(x.low + 1) - x.start) / MARK), 1)
    filled = dict[int, int]()
    for one in sorted(sights, key=lambda one: (one.day, one.look, one.words)):
        first = min(x.at(one.day.toordinal()), x.end - MARK)
        column = int(first / MARK)
        n = filled[column] = filled.get(column, -1) + 1
        at = min(round(first + MARK * (n % room + 0.5), 1), x.end - MARK / 2)
        below = top + MARK * (n // room)
        yield Mark(at, below, SIGNS[one.look], f"sight {one.look}", one.to, one.words)

"""How many a day, by family."""

from collections.abc import Sequence
from datetime import date

from foglift.desk.charts.lanes import opening
from foglift.desk.charts.scales import Scale, nice, width
from foglift.desk.charts.shapes import (
    NARROW,
    WIDE,
    Box,
    Drawing,
    Shape,
    calendar,
    rules,
)
from foglift.model import Value


class Heap(Value, frozen=True):
    """How many of one family fell on one day."""

    day: date
    look: str
    count: int
    to: str = ""
    words: str = ""


def strip(heaps: Sequence[Heap], today: date, wide: bool = True) -> Drawing:
    """How many a day, in heaps by family; up to today, where that is not long after."""
    frame, bottom = (WIDE, 92) if wide else (NARROW, 92)
    if not heaps:
        return Drawing(frame, 0, ())
    first = opening([one.day for one in heaps])
    window = [one for one in heaps if one.day >= first]
    totals = dict[date, int]()
    for one in window:
        totals[one.day] = totals.get(one.day, 0) + one.count
    up = nice(0, max(totals.values()), 4)
    left = width(f"{up[-1]:,}") + 14
    y = Scale(0, up[-1], bottom, 10)
    last = today if opening([*totals, today]) <= max(totals) else max(totals)
    x, across, grid = calendar((*totals, last), left, frame - 10, 10, bottom)
    thick = min(max(x.at(x.low + 1) - x.start - 2, 1.5), 26)
    shapes: list[Shape] = [*grid, *rules(up, y, left, frame - 10)]
    tops = dict[date, int]()
    for one in sorted(window, key=lambda one: (one.day, one.look)):
        base = tops.get(one.day, 0)
        tops[one.day] = base + one.count
        middle = x.at(one.day.toordinal() + 0.5)
        low, high = y.at(base), y.at(base + one.count)
        start = round(min(max(middle - thick / 2, left), frame - 10 - thick), 1)
        tall = round(low - high, 1)
        shapes.append(
            Box(start, high, round(thick, 1), tall, f"heap {one.look}", one.to, one.words)
        )
    return Drawing(frame, bottom + 24, tuple(shapes), across, up)

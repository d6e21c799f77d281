"""Low, best and high, and everyone who gives a number."""

from collections.abc import Iterator, Sequence
from typing import Literal

from foglift.desk.charts.scales import Scale, cut, nice, powers, said, short, width, wrapped
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
    Trace,
)
from foglift.model import Value

SIGNS: dict[str, Sign] = {"plain": "circle", "floor": "right", "ceiling": "left"}
FAR = 50  # numbers that differ more are drawn on a logarithmic scale


class Given(Value, frozen=True):
    """A number that somebody gives. `kind`: a side's count of its own dead is a "floor", of its
    enemy's a "ceiling"."""

    low: int | None
    high: int | None
    kind: Literal["plain", "floor", "ceiling"] = "plain"
    to: str = ""
    words: str = ""


class Range(Value, frozen=True):
    """Low, best and high with everyone who gives a number."""

    label: str
    low: int | None
    high: int | None
    best: int | None = None
    given: tuple[Given, ...] = ()
    to: str = ""


def ranges(rows: Sequence[Range], wide: bool = True) -> Drawing:
    """A bar from low to high for each row, the best number as a stroke across it, a mark for each
    who gives one; open where the highest is an "at least"."""
    frame = WIDE if wide else NARROW
    values = [value for row in rows for value in _values(row)]
    if not values:
        return Drawing(frame, 0, ())
    far = min((one for one in values if one), default=1) * FAR < max(values)
    across = powers(max(values)) if far else nice(0, max(values), 6 if wide else 4)
    left, right, top = (216, frame - 150, 8) if wide else (10, frame - 24, 8)
    x = Scale(0, across[-1], left, right, far)
    names = [wrapped(row.label, left - 20, 3) if wide else _name_above(row) for row in rows]
    most = max(len(lines) for lines in names)
    row_height = max(34, most * (LINE - 1) + 6) if wide else 34 + most * (LINE - 1)
    bottom = top + row_height * len(rows)
    shapes: list[Shape] = []
    for value in across:
        shapes.append(Trace(((x.at(value), top), (x.at(value), bottom)), "rule"))
        shapes.append(Text(x.at(value), bottom + 16, short(value), "tick", "middle"))
    for n, (row, lines) in enumerate(zip(rows, names, strict=True)):
        middle = top + row_height * n + (row_height / 2 if wide else row_height - 16)
        words = (
            _words(row, lines, left, right, middle) if wide else _words_above(row, lines, middle)
        )
        shapes += words
        shapes += _span(row, x, middle)
    note = "The scale is logarithmic: each line is ten times the one before." if far else ""
    return Drawing(frame, bottom + 24, tuple(shapes), across, (), note)


def _words(
    row: Range, lines: Sequence[str], left: float, right: float, middle: float
) -> Iterator[Text]:
    for n, words in enumerate(lines):
        y = middle + 4 + (n - (len(lines) - 1) / 2) * (LINE - 1)
        yield Text(left - 14, y, words, "label", "end", row.to)
    yield Text(right + 18, middle + 4, cut(said(row.low, row.high), WIDE - right - 18), "number")


def _number_above(row: Range) -> str:
    return cut(said(row.low, row.high), NARROW / 2)


def _name_above(row: Range) -> tuple[str, ...]:
    return wrapped(row.label, NARROW - 28 - width(_number_above(row)))


def _words_above(row: Range, lines: Sequence[str], middle: float) -> Iterator[Text]:
    first = middle - 14 - (len(lines) - 1) * (LINE - 1)
    for n, words in enumerate(lines):
        yield Text(10, first + n * (LINE - 1), words, "label", to=row.to)
    yield Text(NARROW - 10, first, _number_above(row), "number", "end")


def _values(row: Range) -> Iterator[int]:
    ends = [(row.low, row.high), *((one.low, one.high) for one in row.given), (row.best, None)]
    yield from (value for pair in ends for value in pair if value is not None)


def _span(row: Range, x: Scale, middle: float) -> Iterator[Shape]:
    known = row.low is not None or row.high is not None
    start = x.at(row.low or 0)
    end = x.end if row.high is None else x.at(row.high)
    if known:
        yield Box(start, middle - 6, max(round(end - start, 1), 1), 12, "range")
        if row.high is None:
            yield Box(max(end - 30, start), middle - 6, min(30, end - start), 12, "fade out")
    if row.best is not None:
        yield Box(x.at(row.best) - 1.5, middle - 10, 3, 20, "best")
    for one in row.given:
        value = one.high if one.kind == "ceiling" or one.low is None else one.low
        if value is not None:
            if one.high is not None and one.low is not None and one.high > one.low:
                ends = ((x.at(one.low), middle), (x.at(one.high), middle))
                yield Trace(ends, "whisker given")
            yield Mark(x.at(value), middle, SIGNS[one.kind], f"given {one.kind}", one.to, one.words)

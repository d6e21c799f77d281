"""Running totals: one step line a source."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from foglift.desk.charts.scales import Scale, apart, cut, nice, said, width, wrapped
from foglift.desk.charts.shapes import (
    LINE,
    NARROW,
    WIDE,
    Drawing,
    Mark,
    Shape,
    Sign,
    Text,
    Trace,
    calendar,
    rules,
)
from foglift.model import Value

SIGNS: tuple[Sign, ...] = ("circle", "square", "diamond", "up", "down", "cross")
DENSE = 40  # a line of more figures than this has small marks
NAME, KEY = 3 * (LINE - 1) + 2, 20  # the room of a name at the end of a line, or below
FLAT = 0.85  # numbers that all lie above this share of the largest are drawn without the zero
OPEN = 20  # how far the stroke of an "at least" goes up
_CHANGED: dict[str, Sign] = {"revised": "ring", "falls": "fall"}


class Figure(Value, frozen=True):
    """What one source had counted by the end of a day. `change` is "revised" or "falls" where the
    number is no plain rise."""

    day: date
    low: int | None
    high: int | None
    to: str = ""
    words: str = ""
    change: str = ""


class Line(Value, frozen=True):
    """The running totals of one source."""

    label: str
    figures: tuple[Figure, ...]


def steps(lines: Sequence[Line], wide: bool = True) -> Drawing:
    """One step line a source over the days, in the band from the smallest to the largest total
    that stood on each day; names at the lines' ends, or below where there is no room."""
    lines = [kept for one in lines if (kept := Line(one.label, _numbered(one.figures))).figures]
    if not lines:
        return Drawing(WIDE if wide else NARROW, 0, ())
    every = [figure for line in lines for figure in line.figures]
    values = [value for one in every for value in (one.low, one.high) if value is not None]
    smallest, largest = min(values), max(values)
    broken = len(every) > 1 and smallest > FLAT * largest
    up = nice(smallest if broken else 0, largest, 6 if wide else 5)
    left = max(width(f"{up[-1]:,}"), 24) + 12
    named = wide and len(lines) * NAME <= 270
    right, bottom = (190, 290) if named else (14, 290 if wide else 220)
    frame = WIDE if wide else NARROW
    y = Scale(up[0], up[-1], bottom, 16)
    x, across, grid = calendar((one.day for one in every), left, frame - right, 16, bottom)
    shapes: list[Shape] = [*grid, *rules(up, y, left, frame - right)]
    if len(lines) > 1 or any(one.high not in (one.low, None) for one in every):
        shapes += _band(lines, x, y)
    for n, line in enumerate(lines):
        shapes += _stairs(line, n, x, y)
    height: float = bottom + 26
    if named:
        shapes += _names(lines, x, y)
    else:
        shapes += _key(lines, height + 10)
        height += 10 + KEY * len(lines)
    note = f"The scale begins at {up[0]:,}, not at zero." if up[0] else ""
    return Drawing(frame, height, tuple(shapes), across, up, note)


def _numbered(figures: Iterable[Figure]) -> tuple[Figure, ...]:
    found = (one for one in figures if one.low is not None or one.high is not None)
    return tuple(sorted(found, key=lambda one: one.day))


def _value(figure: Figure) -> int:
    return figure.low if figure.low is not None else figure.high or 0


def _stairs(line: Line, n: int, x: Scale, y: Scale) -> Iterator[Shape]:
    """A line that keeps each number until the next is given, and its figures as marks."""
    look, sign = _look(n)
    points: list[tuple[float, float]] = []
    for one in line.figures:
        here = (x.at(one.day.toordinal()), y.at(_value(one)))
        points += [(here[0], points[-1][1]), here] if points else [here]
    yield Trace((*points, (x.end, points[-1][1])), f"stairs {look}")
    many = len(line.figures) > DENSE
    for one in line.figures:
        here = (x.at(one.day.toordinal()), y.at(_value(one)))
        if one.high != one.low:
            top = max(here[1] - OPEN, 2) if one.high is None else y.at(one.high)
            openly = " open" if one.high is None else ""
            yield Trace((here, (here[0], top)), f"whisker {look}{openly}")
        if one.change in _CHANGED:
            yield Mark(*here, _CHANGED[one.change], f"change {look}")
        small = " small" if many and one is not line.figures[-1] else ""
        yield Mark(*here, sign, f"figure {look}{small}", one.to, one.words)


def _look(n: int) -> tuple[str, Sign]:
    return f"source-{n % len(SIGNS)}", SIGNS[n % len(SIGNS)]


def _band(lines: Sequence[Line], x: Scale, y: Scale) -> Iterator[Shape]:
    """From the smallest to the largest number that stood on each day, of the latest of each
    source."""
    moments = sorted({one.day for line in lines for one in line.figures})
    lows: list[tuple[float, float]] = []
    highs: list[tuple[float, float]] = []
    for day, after in zip(moments, (*moments[1:], None), strict=True):
        start, end = x.at(day.toordinal()), x.at(after.toordinal()) if after else x.end
        live = [one for line in lines if (one := _latest(line, day))]
        low = y.at(min(_value(one) for one in live))
        high = min(y.at(one.high if one.high is not None else _value(one)) for one in live)
        lows += [(start, low), (end, low)]
        highs += [(start, high), (end, high)]
    yield Trace((*lows, *reversed(highs)), "band", closed=True)


def _latest(line: Line, day: date) -> Figure | None:
    n = bisect_right(line.figures, day, key=lambda one: one.day)
    return line.figures[n - 1] if n else None


def _names(lines: Sequence[Line], x: Scale, y: Scale) -> Iterator[Shape]:
    """The last number of each source beside the end of its line, with its name."""
    ends = [y.at(_value(line.figures[-1])) for line in lines]
    for n, (line, end, at) in enumerate(zip(lines, ends, _apart(ends, y), strict=True)):
        look, _ = _look(n)
        yield Trace(((x.end + 2, end), (x.end + 14, at)), f"leader {look}")
        yield Text(x.end + 20, at + 4, _last(line), f"total {look}")
        for row, words in enumerate(wrapped(line.label, WIDE - x.end - 24)):
            yield Text(x.end + 20, at + 4 + (row + 1) * (LINE - 1), words, "name")


def _apart(ends: Sequence[float], y: Scale) -> tuple[float, ...]:
    return apart(ends, NAME, y.start - 2 * LINE)


def _last(line: Line) -> str:
    one = line.figures[-1]
    return said(one.low, one.high)


def _key(lines: Sequence[Line], top: float) -> Iterator[Shape]:
    """The sources below the chart, each with a piece of its line."""
    for n, line in enumerate(lines):
        (look, sign), middle, number = _look(n), top + KEY * n, _last(line)
        yield Trace(((8, middle), (40, middle)), f"stairs {look}")
        yield Mark(24, middle, sign, f"figure {look}")
        yield Text(48, middle + 4, number, f"total {look}")
        start = round(58 + 0.95 * width(number), 1)
        yield Text(start, middle + 4, cut(line.label, NARROW - 4 - start), "name")

"""What a chart is drawn of: scaled shapes in a frame, and the lines of its axes."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Literal

from foglift.desk.charts.scales import Scale, dated, days, width
from foglift.model import Value

WIDE, NARROW = 760, 340
LINE = 15

Anchor = Literal["start", "middle", "end"]
Sign = Literal[
    "circle", "square", "diamond", "up", "down", "cross", "ring", "fall", "right", "left"
]


class Box(Value, frozen=True, tag="box"):
    x: float
    y: float
    width: float
    height: float
    look: str
    to: str = ""
    words: str = ""


class Trace(Value, frozen=True, tag="trace"):
    """A line through points; an area where it is closed."""

    points: tuple[tuple[float, float], ...]
    look: str
    closed: bool = False


class Mark(Value, frozen=True, tag="mark"):
    x: float
    y: float
    sign: Sign
    look: str
    to: str = ""
    words: str = ""


class Text(Value, frozen=True, tag="text"):
    x: float
    y: float
    text: str
    look: str = ""
    anchor: Anchor = "start"
    to: str = ""

    @property
    def ends(self) -> tuple[float, float]:
        """Where it begins and ends, as far as can be told without its font."""
        long = width(self.text)
        start = self.x - {"start": 0, "middle": long / 2, "end": long}[self.anchor]
        return start, start + long


Shape = Box | Trace | Mark | Text


class Drawing(Value, frozen=True):
    """Shapes in a frame, the first at the bottom. `across` and `up` are the values at which the
    axes have their lines; `note` is what must be known to read it right."""

    width: float
    height: float
    shapes: tuple[Shape, ...]
    across: tuple[float, ...] = ()
    up: tuple[float, ...] = ()
    note: str = ""


def calendar(
    known: Iterable[date], left: float, right: float, top: float, bottom: float
) -> tuple[Scale, tuple[float, ...], tuple[Shape, ...]]:
    """The scale of the days, its ticks, and lines with labels."""
    found = sorted(known)
    first, last = found[0].toordinal(), found[-1].toordinal()
    x = Scale(first, max(last, first) + 1, left, right)
    ticks = days(found[0], found[-1], max(int((right - left) / 72), 2))
    return x, ordinals(ticks), axis(ticks, x, top, bottom)


def ordinals(ticks: Iterable[date]) -> tuple[float, ...]:
    return tuple(one.toordinal() for one in ticks)


def axis(ticks: Sequence[date], x: Scale, top: float, bottom: float) -> tuple[Shape, ...]:
    shapes: list[Shape] = []
    for one, label in zip(ticks, dated(ticks), strict=True):
        at = x.at(one.toordinal())
        half = width(label) / 2
        middle = min(max(at, half + 2), x.end + 8 - half)
        shapes.append(Trace(((at, top), (at, bottom)), "rule day"))
        shapes.append(Text(round(middle, 1), bottom + 17, label, "tick", "middle"))
    return tuple(shapes)


def rules(ticks: Iterable[int], y: Scale, left: float, right: float) -> Iterator[Shape]:
    for one in ticks:
        at = y.at(one)
        yield Trace(((left, at), (right, at)), "rule zero" if not one else "rule")
        yield Text(left - 8, at + 4, f"{one:,}", "tick", "end")

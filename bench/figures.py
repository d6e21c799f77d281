"""A measured figure, and the table of them."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from statistics import median


@dataclass(frozen=True)
class Figure:
    """One thing measured in several runs: reading at 5,100, 5,200 and 4,900 words a second,
    beside a floor measured in the same runs.

    `beside` says what the floor is, `command` prints the figure alone. A figure without a floor
    has none that would mean anything.
    """

    name: str
    unit: str
    runs: Sequence[float]
    command: str
    floor: Sequence[float] = ()
    beside: str = ""

    @property
    def ratio(self) -> float:
        """The median of figure to floor, run by run."""
        return median(run / floor for run, floor in zip(self.runs, self.floor, strict=True))


def rounds(
    runs: int, measure: Callable[[], tuple[float, float]]
) -> tuple[list[float], list[float]]:
    """A figure and its floor, measured so many times, one after the other."""
    pairs = [measure() for _ in range(runs)]
    return [figure for figure, _ in pairs], [floor for _, floor in pairs]


def table(figures: Iterable[Figure]) -> str:
    """One line for each figure under a line of headings."""
    head = ("figure", "median", "spread", "unit", "floor", "ratio", "beside", "command")
    rows = [head, *(_row(figure) for figure in figures)]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return "\n".join(
        "  ".join(
            cell.rjust(width) if name in ("median", "floor", "ratio") else cell.ljust(width)
            for name, cell, width in zip(head, row, widths, strict=True)
        ).rstrip()
        for row in rows
    )


def _row(figure: Figure) -> tuple[str, ...]:
    spread = f"{_shown(min(figure.runs))}-{_shown(max(figure.runs))}"
    floor, ratio = "", ""
    if figure.floor:
        floor, ratio = _shown(median(figure.floor)), f"{figure.ratio:.2f}"
    return (
        figure.name,
        _shown(median(figure.runs)),
        spread if len(figure.runs) > 1 else "",
        figure.unit,
        floor,
        ratio,
        figure.beside,
        figure.command,
    )


def _shown(value: float) -> str:
    """Three digits: 0.0123, 4.56, 78.9, 12,345."""
    return f"{value:,.0f}" if value >= 100 else f"{value:.3g}"

"""The table of the open benchmarks: floor, best known, ours, what we aim at, and the time taken."""

from collections.abc import Iterable

from bench.tasks.task import Measure, Scored

_HEAD = ("task", "figure", "floor", "best known", "ours", "target", "seconds", "reports/s")


def table(found: Iterable[tuple[str, Scored]]) -> str:
    """One line for each figure of each scored half; seconds are of the clock, two processes."""
    rows = [_HEAD, *(row for name, scored in found for row in _rows(name, scored))]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return "\n".join(
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
        for row in rows
    )


def _rows(name: str, scored: Scored) -> Iterable[tuple[str, ...]]:
    times = (f"{scored.seconds:.1f}", f"{scored.rows / scored.seconds:.1f}")
    for measure in scored.half.measures:
        yield (name, *_cells(measure, measure.of(scored.scores)), *times)
        name, times = "", ("", "")


def _cells(measure: Measure, ours: float | None) -> tuple[str, ...]:
    floor, target, found = (_shown(each) for each in (measure.floor, measure.target, ours))
    return (measure.path, floor, measure.best or "-", found, target)


def _shown(value: float | None) -> str:
    return "-" if value is None else f"{value:.1f}".removesuffix(".0")

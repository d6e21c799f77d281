"""The grammar: every row, dates first. Where the words of two overlap the longer one is read."""

from foglift.read.rules.times import (
    clock,
    dates,
    lengths,
    periods,
    relative,
    told,
    vague,
)
from foglift.read.rules.times.words import Expression

EXPRESSIONS: tuple[Expression, ...] = (
    *dates.ROWS,
    *periods.ROWS,
    *relative.ROWS,
    *told.ROWS,
    *clock.ROWS,
    *vague.ROWS,
    *lengths.ROWS,
)

"""A part of a list that is too long for one page."""

from collections.abc import Sequence
from typing import Generic, NamedTuple, TypeVar

Row = TypeVar("Row")


class Part(NamedTuple, Generic[Row]):
    """Rows that are shown together: `first` to `last` of all `total`, counted from 1."""

    total: int
    first: int
    last: int
    rows: Sequence[Row]


def part(found: Sequence[Row], start: int, most: int) -> Part[Row]:
    """At most so many rows, after those that come before; the last one where these are all.

    >>> part("abcde", 3, 10), part("abc", 9, 10), part("", 0, 10)[:3]
    (Part(total=5, first=4, last=5, rows='de'), Part(total=3, first=3, last=3, rows='c'), (0, 0, 0))
    """
    begin = max(min(start, len(found) - 1), 0)
    rows = found[begin : begin + most]
    return Part(len(found), begin + 1 if rows else 0, begin + len(rows), rows)

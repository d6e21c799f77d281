"""What the filter of a list may be set to."""

from collections import Counter
from collections.abc import Callable, Iterable
from typing import TypeVar

import msgspec

Value = TypeVar("Value", bound=str)


class Choice(msgspec.Struct, frozen=True):
    """What a filter may be set to, and how many rows that leaves."""

    value: str
    name: str
    count: int


def choices(values: Iterable[Value], name: Callable[[Value], str]) -> tuple[Choice, ...]:
    """The values that occur, by their names; "" is none to choose.

    >>> [(one.name, one.count) for one in choices(["hts", "", "sna", "hts"], str.upper)]
    [('HTS', 2), ('SNA', 1)]
    """
    counted = Counter(value for value in values if value)
    named = sorted((name(value), value) for value in counted)
    return tuple(Choice(value, words, counted[value]) for words, value in named)

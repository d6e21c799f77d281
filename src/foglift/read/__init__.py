"""Reports to claims. A reader is a function of a report and the codebook."""

from collections.abc import Callable
from dataclasses import dataclass

from foglift.codebook import Book
from foglift.model import Claim, Report
from foglift.read import rules
from foglift.read.check import check as check


@dataclass(frozen=True, slots=True)
class Reader:
    """A reader and the version that its claims carry; a later version supersedes."""

    version: str
    read: Callable[[Report, Book], list[Claim]]


READERS = {"rules": Reader("rules-1", rules.read)}

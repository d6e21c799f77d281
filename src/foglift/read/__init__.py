"""Reports to claims. A reader is a function of a report and the codebook."""

from collections.abc import Callable
from dataclasses import dataclass

from foglift.codebook import Book
from foglift.model import Claim, Report
from foglift.read import rules
from foglift.read.check import check as check


@dataclass(frozen=True, slots=True)
class Reader:
    """A reader and the version that its claims carry, which rises whenever its code reads
    otherwise; `made_of` is a digest of the models it learned, worked out when first asked for."""

    version: str
    read: Callable[[Report, Book], list[Claim]]
    made_of: Callable[[], str] = lambda: ""

    def key(self, book: Book) -> str:
        """What its readings are kept under: by another version, other models or another codebook
        a report is read anew."""
        return f"{self.version}.{self.made_of()}+{book.digest}"


READERS = {"rules": Reader("rules-3", rules.read, rules.made_of)}

"""Which reports are of one matter: they share words that are rare in reports of war.

How alike two are depends on these two alone, whatever else has been read: how rare a word is stands
in a table of the codebook.
"""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from math import log, sqrt

from foglift.codebook import Book
from foglift.model import Report
from foglift.text import stem

# Two reports of one matter are at least so alike, and appear at most so many days apart.
ALIKE, DAYS = 0.2, 7
# They share two of so many words of the most weight.
HEAVY, SHARED = 12, 2
_WORD = re.compile(r"[^\W\d_][\w'’-]{1,40}|\d{1,9}")


def words(text: str) -> list[str]:
    """The words of a text by their stems: "Rebels captured Hama's airport" -> rebel, captur,
    hama, airport."""
    return [stem(word) for word in _WORD.findall(text)]


@dataclass(frozen=True, slots=True, eq=False)
class Gist:
    """A text by its words. The `weights` are of length 1 together: a word weighs more the oftener
    it stands there and the rarer it is; `heavy` are those of the most weight."""

    weights: Mapping[str, float]
    heavy: tuple[str, ...]

    def alike(self, other: "Gist") -> float:
        """How much two texts share, 0 to 1."""
        few, many = sorted((self.weights, other.weights), key=len)
        return sum(weight * many[word] for word, weight in few.items() if word in many)


def gist(text: str, book: Book) -> Gist:
    counts = Counter(words(text))
    plain = {word: (1 + log(n)) * book.rarity(word) for word, n in sorted(counts.items())}
    length = sqrt(sum(weight * weight for weight in plain.values())) or 1.0
    weights = {word: weight / length for word, weight in plain.items()}
    return Gist(weights, tuple(sorted(weights, key=lambda word: (-weights[word], word))[:HEAVY]))


class Matters:
    """The reports, each on the shelves of its heavy words and its week."""

    def __init__(self, reports: Iterable[Report], book: Book) -> None:
        self._reports = {report.id: report for report in reports}
        self._book = book
        self._akin: dict[str, frozenset[str]] = {}

    def akin(self, report: str) -> frozenset[str]:
        """The other reports of its matter."""
        if report not in self._akin:
            self._akin[report] = frozenset(self._found(self._reports[report]))
        return self._akin[report]

    def alike(self, one: str, other: str) -> float:
        """How much two reports share, 0 to 1."""
        return self._gists[one].alike(self._gists[other])

    @cached_property
    def _gists(self) -> dict[str, Gist]:
        return {id: gist(report.text, self._book) for id, report in self._reports.items()}

    @cached_property
    def _shelves(self) -> dict[tuple[str, int], list[str]]:
        shelves: dict[tuple[str, int], list[str]] = {}
        for id, report in self._reports.items():
            for word in self._gists[id].heavy:
                shelves.setdefault((word, _day(report) // DAYS), []).append(id)
        return shelves

    def _found(self, report: Report) -> Iterable[str]:
        mine, week = self._gists[report.id], _day(report) // DAYS
        shared = Counter(
            other
            for word in mine.heavy
            for near in (week - 1, week, week + 1)
            for other in self._shelves.get((word, near), ())
        )
        near = (other for other, number in shared.items() if number >= SHARED)
        for other in near:
            alike = other != report.id and self._soon(report, other)
            if alike and mine.alike(self._gists[other]) >= ALIKE:
                yield other

    def _soon(self, report: Report, other: str) -> bool:
        return abs(_day(report) - _day(self._reports[other])) <= DAYS


def _day(report: Report) -> int:
    """The day of a report; undated ones stand together, far from all others."""
    return report.published.toordinal() if report.published else -10 * DAYS

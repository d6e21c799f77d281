"""Which reports are of one matter: they share words that are rare in reports of war.

How alike two are depends on these two alone, whatever else has been read: how rare a word is stands
in a table of the codebook.
"""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from math import log, sqrt
from sys import intern

from foglift.codebook import Book
from foglift.model import Report
from foglift.text import stem

# Two reports of one matter are at least so alike, and appear at most so many days apart.
ALIKE, DAYS = 0.2, 7
# They share two of so many words of the most weight.
HEAVY, SHARED = 12, 2
# So many texts are kept by their words; to take one to pieces again costs half a millisecond.
_GISTS = 2048
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
    """The reports known, each on the shelves of its heavy words and its week; a week's shelves are
    filled when one of its reports is asked for."""

    def __init__(self, reports: Iterable[Report], book: Book) -> None:
        self._book = book
        self._reports: dict[str, Report] = {}
        self._akin: dict[str, frozenset[str]] = {}
        self._shelves: dict[int, dict[str, tuple[str, ...]]] = {}
        self._filled: set[int] = set()
        self._waiting: dict[int, list[str]] = {}
        self._gist = lru_cache(maxsize=_GISTS)(self._read)
        for report in reports:
            self.add(report)

    def add(self, report: Report) -> list[str]:
        """A report is known; those of its matter of which another was told so far."""
        self._reports[report.id] = report
        week = _week(report)
        if week not in self._filled:
            self._waiting.setdefault(week, []).append(report.id)
            return []
        self._shelve(report.id, week)
        others = [other for other in self._found(report) if other in self._akin]
        self._akin.update((other, self._akin[other] | {report.id}) for other in others)
        return others

    def drop(self, id: str) -> list[str]:
        """A report is known no more; those of its matter that were told of it."""
        week = _week(self._reports[id])
        others = []
        if week in self._filled:
            others = [other for other in self._found(self._reports[id]) if other in self._akin]
            self._akin.update((other, self._akin[other] - {id}) for other in others)
            for word in self._gist(id).heavy:
                shelf = self._shelves[week]
                shelf[word] = tuple(other for other in shelf[word] if other != id)
        else:
            self._waiting[week].remove(id)
        self._akin.pop(id, None)
        del self._reports[id]
        return others

    def akin(self, report: str) -> frozenset[str]:
        """The other reports of its matter."""
        if report not in self._akin:
            self._fill(_week(self._reports[report]))
            self._akin[report] = frozenset(self._found(self._reports[report]))
        return self._akin[report]

    def alike(self, one: str, other: str) -> float:
        """How much two reports share, 0 to 1."""
        return self._gist(one).alike(self._gist(other))

    def told(self, report: str, words: Iterable[str]) -> float:
        """How much of some words stands in a report, by their rarity."""
        known = self._gist(report).weights
        rarity = {word: self._book.rarity(word) for word in sorted(set(words))}
        whole = sum(rarity.values())
        return sum(rare for word, rare in rarity.items() if word in known) / whole if whole else 0.0

    def _read(self, id: str) -> Gist:
        return gist(self._reports[id].text, self._book)

    def _fill(self, week: int) -> None:
        for near in (week - 1, week, week + 1):
            for id in self._waiting.pop(near, ()):
                self._shelve(id, near)
            self._filled.add(near)

    def _shelve(self, id: str, week: int) -> None:
        shelves = self._shelves.setdefault(week, {})
        for word in self._gist(id).heavy:
            shelves[intern(word)] = (*shelves.get(word, ()), id)

    def _found(self, report: Report) -> Iterable[str]:
        mine, week = self._gist(report.id), _week(report)
        shared = Counter(
            other
            for near in (week - 1, week, week + 1)
            for word in mine.heavy
            for other in self._shelves.get(near, {}).get(word, ())
        )
        near = (other for other, number in shared.items() if number >= SHARED)
        for other in near:
            alike = other != report.id and self._soon(report, other)
            if alike and mine.alike(self._gist(other)) >= ALIKE:
                yield other

    def _soon(self, report: Report, other: str) -> bool:
        return abs(_day(report) - _day(self._reports[other])) <= DAYS


def _week(report: Report) -> int:
    return _day(report) // DAYS


def _day(report: Report) -> int:
    """The day of a report; undated ones stand together, far from all others."""
    return report.published.toordinal() if report.published else -10 * DAYS

"""Which reports are about one matter: they share words that are rare in all the others."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations
from math import log, sqrt

from foglift.fuse.linking import Pair, linked
from foglift.model import Report
from foglift.text import stem

# Two reports of one matter are at least so alike; so alike are, on the mean, those of one.
ALIKE = 0.12
# A report is looked up by its rarest words; a word of more reports than this says nothing.
_RAREST, _COMMON = 40, 60
_WORD = re.compile(r"[^\W\d_][\w'’-]{1,40}|\d{1,9}")


def words(text: str) -> list[str]:
    """The words of a text by their stems: "Rebels captured Hama's airport" -> rebel, captur,
    hama, airport."""
    return [stem(word) for word in _WORD.findall(text)]


@dataclass(frozen=True, eq=False)
class Matters:
    """Reports by their words. `weights` are those of each report, of length 1 together: a word
    weighs more the oftener it stands there and the fewer reports have it."""

    weights: Mapping[str, Mapping[str, float]]
    rarity: Mapping[str, float]

    def alike(self, one: str, other: str) -> float:
        """How much two reports share, 0 to 1."""
        return 1.0 if one == other else product(self.weights[one], self.weights[other])

    @cached_property
    def of(self) -> dict[str, str]:
        """Report id -> the smallest id among the reports of its matter."""
        ids = sorted(self.weights)
        pairs = {
            (one, two): alike
            for one, two in self._proposed(ids)
            if (alike := self.alike(ids[one], ids[two])) > ALIKE / 4
        }
        groups = linked(len(ids), pairs, ALIKE)
        return {id: ids[group] for id, group in zip(ids, groups, strict=True)}

    @cached_property
    def spread(self) -> dict[str, float]:
        """In which part of the matters a word stands: "said" in nearly all."""
        stands = Counter(
            word for _, word in {(self.of[id], word) for id in self.weights for word in
                                 self.weights[id]}
        )  # fmt: skip
        matters = len(set(self.of.values()))
        return {word: count / matters for word, count in stands.items()}

    def _proposed(self, ids: list[str]) -> Iterable[Pair]:
        """Pairs that share two of their rarest words."""
        holders: dict[str, list[int]] = {}
        for number, id in enumerate(ids):
            heavy = sorted(self.weights[id].items(), key=lambda pair: (-pair[1], pair[0]))
            for word, _ in heavy[:_RAREST]:
                holders.setdefault(word, []).append(number)
        shared = Counter(
            pair
            for held in holders.values()
            if len(held) <= _COMMON
            for pair in combinations(held, 2)
        )
        return sorted(pair for pair, words in shared.items() if words > 1)


def matters(reports: Iterable[Report]) -> Matters:
    counts = {report.id: Counter(words(report.text)) for report in reports}
    holders = Counter(word for count in counts.values() for word in count)
    rarity = {word: log(len(counts) / number) for word, number in holders.items()}
    return Matters({id: _weighed(count, rarity) for id, count in counts.items()}, rarity)


def _weighed(count: Mapping[str, int], rarity: Mapping[str, float]) -> dict[str, float]:
    weights = {word: (1 + log(n)) * rarity[word] for word, n in count.items()}
    length = sqrt(sum(weight * weight for weight in weights.values())) or 1.0
    return {word: weight / length for word, weight in weights.items()}


def product(one: Mapping[str, float], other: Mapping[str, float]) -> float:
    if len(other) < len(one):
        one, other = other, one
    return sum(weight * other[word] for word, weight in one.items() if word in other)

"""How alike two tellings of a happening are by their words, where no type, place or day decides."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from math import exp

from foglift.fuse.linking import Pair, linked
from foglift.fuse.matters import Matters

# Groups of tellings become one while their members are on the mean so likely to be one happening.
LIKELY = 0.28
# What speaks for one happening and against it: fitted on the training half of ECB+.
START = -3.91
KIN, MATTER_OF_KIN, REPORT_OF_KIN = 2.6, 4.09, 1.84
MATTER, WHOM, PARTIES, NEAR = 0.96, 1.36, 1.09, 1.37
POINTING, SAYING, COMMON, ONE_SENTENCE = 1.78, -1.25, -1.38, -0.59
_FAINT = 0.01


@dataclass(frozen=True, slots=True)
class Telling:
    """A happening as a sentence of a report tells it. `word` is the stem of the word for it; `kin`
    are the families and the stems of all words for it ("arrest", "=nab"); `whom` the stems of the
    words for who or what it is done to, `parties` those of all who take part, `near` those beside
    it. It may be a word that only points: "it", "that"."""

    report: str
    sentence: int
    word: str
    kin: frozenset[str]
    whom: frozenset[str] = frozenset()
    parties: frozenset[str] = frozenset()
    near: frozenset[str] = frozenset()
    points: bool = False


def likely(one: Telling, other: Telling, matters: Matters) -> float:
    """How likely it is, 0 to 1, that two tellings are of one happening."""
    akin = bool(one.kin & other.kin)
    together = one.report == other.report
    matter = 0.0 if together else matters.alike(one.report, other.report)
    weight = START + (MATTER_OF_KIN if akin else MATTER) * matter
    if akin:
        weight += KIN + (REPORT_OF_KIN if together else 0.0)
        weight += SAYING if "say" in one.kin | other.kin else 0.0
    if together and one.sentence == other.sentence:
        weight += ONE_SENTENCE
    if one.points or other.points:
        weight += POINTING
    weight += COMMON * max(matters.spread.get(each.word, 0.0) for each in (one, other))
    weight += WHOM * _shared(one.whom, other.whom, matters)
    weight += PARTIES * _shared(one.parties, other.parties, matters)
    weight += NEAR * _shared(one.near, other.near, matters)
    return 1 / (1 + exp(-weight))


def happenings(tellings: Sequence[Telling], matters: Matters) -> list[int]:
    """The happening that each telling is of: the number of its first telling."""
    pairs = {
        pair: likelihood
        for pair in _neighbours(tellings, matters)
        if (likelihood := likely(tellings[pair[0]], tellings[pair[1]], matters)) > _FAINT
    }
    return linked(len(tellings), pairs, LIKELY)


def _neighbours(tellings: Sequence[Telling], matters: Matters) -> Iterator[Pair]:
    """Pairs of one matter."""
    told: dict[str, list[int]] = {}
    for number, telling in enumerate(tellings):
        told.setdefault(matters.of[telling.report], []).append(number)
    for numbers in told.values():
        yield from combinations(numbers, 2)


def _shared(one: frozenset[str], other: frozenset[str], matters: Matters) -> float:
    """How much of the shorter of two descriptions stands in the other, by the words' rarity."""
    if not one or not other:
        return 0.0
    least = min(_weight(one, matters), _weight(other, matters))
    return _weight(one & other, matters) / least if least else 0.0


def _weight(words: frozenset[str], matters: Matters) -> float:
    return sum(matters.rarity.get(word, 0.0) for word in sorted(words))

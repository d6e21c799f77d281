"""How alike two tellings of a happening are by their words, where no type, place or day decides."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, product
from math import exp

from foglift.codebook import Book
from foglift.fuse.linking import Pair, linked
from foglift.fuse.matters import Matters

# Groups of tellings become one while their members are on the mean so likely to be one happening.
LIKELY = 0.24
# What speaks for one happening and against it: fitted on the training half of ECB+.
START = -4.73
KIN, MATTER_OF_KIN, REPORT_OF_KIN = 2.24, 4.95, 2.61
MATTER, WHOM, PARTIES, NEAR = 1.21, 1.55, 1.11, 1.17
POINTING, SAYING, ONE_SENTENCE = 1.13, -2.07, -0.39
_FAINT = 0.01


@dataclass(frozen=True, slots=True)
class Telling:
    """A happening as a sentence of a report tells it. `kin` are the families and the stems of all
    words for it ("arrest", "=nab"); `whom` the stems of the words for who or what it is done to,
    `parties` those of all who take part, `near` those beside it. It may be a word that only points:
    "it", "that"."""

    report: str
    sentence: int
    kin: frozenset[str]
    whom: frozenset[str] = frozenset()
    parties: frozenset[str] = frozenset()
    near: frozenset[str] = frozenset()
    points: bool = False


def likely(one: Telling, other: Telling, matters: Matters, book: Book) -> float:
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
    weight += WHOM * _shared(one.whom, other.whom, book)
    weight += PARTIES * _shared(one.parties, other.parties, book)
    weight += NEAR * _shared(one.near, other.near, book)
    return 1 / (1 + exp(-weight))


def happenings(tellings: Sequence[Telling], matters: Matters, book: Book) -> list[int]:
    """The happening that each telling is of: the number of its first telling."""
    pairs = {
        pair: likelihood
        for pair in _neighbours(tellings, matters)
        if (likelihood := likely(tellings[pair[0]], tellings[pair[1]], matters, book)) > _FAINT
    }
    return linked(len(tellings), pairs, LIKELY)


def _neighbours(tellings: Sequence[Telling], matters: Matters) -> Iterator[Pair]:
    """Pairs of one report or of one matter, each once."""
    told: dict[str, list[int]] = {}
    for number, telling in enumerate(tellings):
        told.setdefault(telling.report, []).append(number)
    for report, numbers in told.items():
        yield from combinations(numbers, 2)
        for other in sorted(matters.akin(report)):
            if report < other:
                pairs = product(numbers, told.get(other, ()))
                yield from ((min(pair), max(pair)) for pair in pairs)


def _shared(one: frozenset[str], other: frozenset[str], book: Book) -> float:
    """How much of the shorter of two descriptions stands in the other, by the words' rarity."""
    if not one or not other:
        return 0.0
    least = min(_weight(one, book), _weight(other, book))
    return _weight(one & other, book) / least if least else 0.0


def _weight(words: frozenset[str], book: Book) -> float:
    return sum(book.rarity(word) for word in sorted(words))

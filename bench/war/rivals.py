"""Simpler ways to decide between sources, to compare the picture with: votes, the latest report,
TruthFinder, Dawid and Skene.

Each sees of every claim who said it, when, of which town and which value, and gives the value of
each question on each day, as known that day.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from math import exp, log
from typing import NamedTuple

FRESH = timedelta(days=7)
Ballot = dict[str, str]  # source -> its value


class Assertion(NamedTuple):
    """A source's word on a question: "Reuters: Hama is the army's, since 2024-10-03"; `value` ""
    takes back what it said."""

    source: str
    question: str
    value: str
    said: date
    day: date | None
    order: int


def ballots(assertions: Iterable[Assertion], days: Sequence[date]) -> dict[date, dict[str, Ballot]]:
    """For each day and question the latest word of every source, of the last week if there is
    any."""
    waiting = sorted(assertions, key=lambda one: (one.said, one.order))
    latest: dict[str, dict[str, Assertion]] = {}
    found: dict[date, dict[str, Ballot]] = {}
    at = 0
    for day in days:
        while at < len(waiting) and waiting[at].said <= day:
            one = waiting[at]
            latest.setdefault(one.question, {})[one.source] = one
            at += 1
        found[day] = {question: _ballot(latest[question], day) for question in sorted(latest)}
    return found


def _ballot(latest: Mapping[str, Assertion], day: date) -> Ballot:
    cast = {source: one for source, one in sorted(latest.items()) if one.value}
    fresh = {source: one.value for source, one in cast.items() if day - one.said <= FRESH}
    return fresh or {source: one.value for source, one in cast.items()}


Decided = dict[str, str]  # question -> value, "" where it cannot tell
Method = Callable[[Sequence[Mapping[str, Ballot]]], Decided]


def majority(history: Sequence[Mapping[str, Ballot]]) -> Decided:
    """The value of most sources; of a tie none."""
    return {question: _most(ballot) for question, ballot in history[-1].items()}


def _most(ballot: Ballot) -> str:
    counts = Counter(ballot.values()).most_common(2)
    if not counts or (len(counts) > 1 and counts[0][1] == counts[1][1]):
        return ""
    return counts[0][0]


def latest(assertions: Iterable[Assertion], day: date) -> Decided:
    """What the last report says."""
    found: Decided = {}
    for one in sorted(assertions, key=lambda one: (one.said, one.order)):
        if one.said <= day and one.value:
            found[one.question] = one.value
    return found


def truthfinder(history: Sequence[Mapping[str, Ballot]]) -> Decided:
    """TruthFinder (Yin, Han and Yu: Truth Discovery with Multiple Conflicting Information
    Providers on the Web, IEEE TKDE 20(6), 2008): a source is as trustworthy as its facts are
    believed, a fact as believed as its sources are trustworthy; rival facts speak against it."""
    damping, against, begin = 0.3, 0.5, 0.9
    objects = [ballot for day in history for ballot in day.values() if ballot]
    trust = dict.fromkeys({source for ballot in objects for source in ballot}, begin)
    weights: list[dict[str, float]] = []
    for _ in range(8):
        weights = []
        for ballot in objects:
            raw: dict[str, float] = {}
            for source, value in ballot.items():
                raw[value] = raw.get(value, 0.0) - log(1 - min(trust[source], 0.9999))
            total = sum(raw.values())
            weights.append(
                {
                    value: 1 / (1 + exp(-damping * (score - against * (total - score))))
                    for value, score in raw.items()
                }
            )
        trust = _means(objects, weights)
    return _believed(history[-1], objects, weights)


def dawid_skene(history: Sequence[Mapping[str, Ballot]]) -> Decided:
    """Dawid and Skene (Maximum Likelihood Estimation of Observer Error-Rates Using the EM
    Algorithm, Applied Statistics 28(1), 1979), with one rate of error a source."""
    objects = [ballot for day in history for ballot in day.values() if ballot]
    right = dict.fromkeys({source for ballot in objects for source in ballot}, 0.8)
    weights: list[dict[str, float]] = []
    for _ in range(8):
        weights = []
        for ballot in objects:
            values = sorted(set(ballot.values()))
            others = max(1, len(values) - 1)
            logs = {
                value: sum(
                    log(right[source] if said == value else (1 - right[source]) / others)
                    for source, said in ballot.items()
                )
                for value in values
            }
            top = max(logs.values())
            total = sum(exp(one - top) for one in logs.values())
            weights.append({value: exp(one - top) / total for value, one in logs.items()})
        right = {
            source: min(0.99, max(0.05, rate)) for source, rate in _means(objects, weights).items()
        }
    return _believed(history[-1], objects, weights)


def _means(objects: Sequence[Ballot], weights: Sequence[Mapping[str, float]]) -> dict[str, float]:
    """How much is believed, on the mean, of what each source says."""
    sums: dict[str, list[float]] = {}
    for ballot, weight in zip(objects, weights, strict=True):
        for source, value in ballot.items():
            sums.setdefault(source, []).append(weight[value])
    return {source: sum(each) / len(each) for source, each in sums.items()}


def _believed(
    last: Mapping[str, Ballot], objects: Sequence[Ballot], weights: Sequence[Mapping[str, float]]
) -> Decided:
    """The most believed value of each question of the last day."""
    questions = [question for question, ballot in last.items() if ballot]
    return {
        question: max(sorted(weight), key=lambda value: weight[value])
        for question, weight in zip(
            questions, weights[len(objects) - len(questions) :], strict=True
        )
    }


METHODS: Mapping[str, Method] = {
    "majority vote": majority,
    "TruthFinder": truthfinder,
    "Dawid-Skene": dawid_skene,
}


def series(
    assertions: Sequence[Assertion], days: Sequence[date]
) -> Iterator[tuple[str, date, Decided]]:
    """The answers of every method on every day."""
    cast = ballots(assertions, days)
    history = [cast[day] for day in days]
    for number, day in enumerate(days, 1):
        yield "latest report", day, latest(assertions, day)
        for name, method in METHODS.items():
            yield name, day, method(history[:number])

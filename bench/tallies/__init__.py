"""Whether tallies name what cannot be, leave alone what can, and never add up.

`python -m bench tallies` makes bulletins of invented counts, some with one planted inconsistency
and each with a twin that has none; the same in sentences that the reader reads; and the daily
bulletins of three health ministries, where the shared folder is there.
"""

import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import get_args

from bench.tallies import ministries, planted, sentences
from bench.tallies.planted import Case
from foglift import codebook
from foglift.codebook import Book
from foglift.fuse import Evidence, picture
from foglift.model import Claim, Count, Faulty, Tally

KINDS: tuple[Faulty, ...] = get_args(Faulty)
DAY = date(2025, 6, 30)


@dataclass(slots=True)
class Score:
    """Of one kind of inconsistency: cases with one and those where it was named, twins without
    and those where any was named."""

    planted: int = 0
    named: int = 0
    clean: int = 0
    alarms: int = 0


def misses() -> int:
    """Prints the tables; gives how many planted ones were not named, how many clean cases had one
    named and how many numbers nobody gave."""
    book = codebook.load()
    cases = list(planted.cases(book))
    claims = [one for case in cases for one in case.evidence]
    added = sums(claims, book)
    scores = scored(cases, book)
    sys.stdout.write(f"invented counts, {len(claims):,} claims\n{table(scores)}\n")
    sys.stdout.write(f"numbers that nobody gave (double sums): {added}\n\n")
    told = scored(sentences.cases(book), book)
    sys.stdout.write(f"the same in sentences, read\n{table(told)}\n\n")
    sys.stdout.write(ministries.report(book))
    return sum(one.planted - one.named + one.alarms for one in scores.values()) + added


def scored(cases: Iterable[Case], book: Book) -> dict[Faulty, Score]:
    """Each case in a picture of its own."""
    found = {kind: Score() for kind in KINDS}
    for case in cases:
        score = found[case.kind]
        kinds = {
            problem.kind
            for tally in picture(case.evidence, (), book, DAY).tallies
            for problem in tally.problems
        }
        if case.planted:
            score.planted += 1
            score.named += case.kind in kinds
        else:
            score.clean += 1
            score.alarms += bool(kinds)
    return found


def sums(claims: Iterable[Evidence], book: Book) -> int:
    """How many numbers of the tallies of one picture of all claims none of their claims gives."""
    told = {one.claim.id: one.claim for one in claims}
    evidence = [(one.report, one.claim) for one in claims]
    return sum(
        len(_shown(tally) - _given(tally.claims, told))
        + sum(
            len({step.low, step.high} - {None} - _given(step.claims, told))
            for series in tally.series
            for step in series.steps
        )
        for tally in picture(evidence, (), book, DAY).tallies
    )


def _shown(tally: Tally) -> set[int]:
    return {one for one in (tally.low, tally.best, tally.high) if one is not None}


def _given(ids: Iterable[str], told: Mapping[str, Claim]) -> set[int]:
    counts = (told[id].content for id in ids)
    return {
        number
        for count in counts
        if isinstance(count, Count)
        for number in (count.low, count.high)
        if number is not None
    }


def table(scores: Mapping[Faulty, Score]) -> str:
    head = f"{'inconsistency':34}{'planted':>8}{'named':>7}{'clean':>7}{'alarms':>8}"
    rows = [
        f"{kind:34}{one.planted:8}{one.named:7}{one.clean:7}{one.alarms:8}"
        for kind, one in scores.items()
    ]
    every = Score(*(sum(getattr(one, part) for one in scores.values()) for part in Score.__slots__))
    total = f"{'all':34}{every.planted:8}{every.named:7}{every.clean:7}{every.alarms:8}"
    return "\n".join((head, *rows, total))

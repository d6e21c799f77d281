"""Contradicting headlines of one incident: does the picture show both numbers, and who gives them?

Which numbers a headline holds is told by words and digits next to a word of death, without the
reader, so that what the reader misses counts against the picture. Two headlines of one incident
contradict each other where they hold different numbers of dead and appeared within two days.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import combinations
from pathlib import Path

from bench.data import report
from bench.tasks.readings import readings
from bench.tasks.task import BENCHMARKS, Row, rows_of
from foglift import fuse
from foglift.codebook import Book
from foglift.model import Claim, Count, Picture, Report, Tally

GOLD = BENCHMARKS / "ucdp" / "dev_ukraine_2014_2021.jsonl"
NEAR = timedelta(days=2)
SHOWN = "both shown side by side"
CLASSES = (
    SHOWN,
    "both shown, in two tallies",
    "a number is not read",
    "a number is in no tally",
    "a number is history in its tally",
)
_ONES = (
    "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven",
    "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
)  # fmt: skip
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_NUMBER = (
    rf"(?P<number>\d{{1,3}}(?:,\d{{3}})?|(?:{'|'.join(_TENS)})(?:-(?:{'|'.join(_ONES[:9])}))?"
    rf"|{'|'.join(_ONES)})"
)
_DEATH = r"(?:killed|dead|slain|die|dies|died|KIA)"
_STOP = r"\d|wounded|injured|hurt|of\b|in\b|and\b|as\b"
_LITERAL = tuple(
    re.compile(rf"\b{pattern}\b", re.IGNORECASE)
    for pattern in (
        rf"(?<![\d,]){_NUMBER}(?:[ -](?!{_STOP})[\w’']{{1,20}}){{0,4}}?[ -]{_DEATH}",
        rf"(?:kill|kills|killing|claims|claimed) (?:at least |about |more than )?{_NUMBER}"
        r"(?! (?:wounded|injured))",
        rf"toll[ \w]{{0,30}} (?:to|at|hits|of|tops) {_NUMBER}",
    )
)
_UPDATE = re.compile(r"^(?:UPDATE|WRAPUP) \d{1,2}-|^WRAP: ")
# Who a headline says it has it from: "...: ministry", "... - DPR militia", "Ukraine says ...".
_SAID = re.compile(
    r"(?:: | - ?| ?-(?=[ A-Z]))(?!\d)(?:[\w.’' ]{2,60})$"
    r"|^(?:[\w.’'-]+ ){1,5}(?:says?|said|reports|claims)\b|\bsaid dead\b",
)


@dataclass(frozen=True)
class Word:
    """A number of dead as a headline has it; `said`: the headline names who gives it."""

    number: int
    report: str
    day: date
    outlet: str
    said: bool


@dataclass(frozen=True)
class Case:
    """An incident whose headlines hold different numbers; `words` are those in question."""

    id: str
    reports: tuple[Report, ...]
    words: tuple[Word, ...]


@dataclass(frozen=True)
class Verdict:
    """What the picture makes of a case. `named`: each number stands with who gives it, with its
    source and not the outlet alone where the headline names one."""

    case: Case
    kind: str
    named: bool
    picture: Picture


def numbers(headline: str) -> tuple[int, ...]:
    """The numbers of dead that a headline holds word for word.

    >>> numbers("Ukraine says 23 servicemen killed, 90 wounded"), numbers("Shell kills two")
    ((23,), (2,))
    """
    plain = _UPDATE.sub("", headline)
    found = {_value(hit["number"]) for pattern in _LITERAL for hit in pattern.finditer(plain)}
    return tuple(sorted(found))


def cases(rows: Iterable[Row]) -> Iterator[Case]:
    for row in rows:
        reports = {
            one.id: one
            for each in row["articles"]
            for one in [report(each["text"], date.fromisoformat(each["date"]), each["office"])]
        }
        words = [word for one in reports.values() for word in _words(one)]
        against = {
            word
            for one, other in combinations(words, 2)
            if one.number != other.number and one.report != other.report
            if abs(one.day - other.day) <= NEAR
            for word in (one, other)
        }
        if against:
            ordered = sorted(against, key=lambda one: (one.day, one.report, one.number))
            yield Case(row["id"], tuple(reports.values()), tuple(ordered))


def _words(one: Report) -> Iterator[Word]:
    held = numbers(one.text)
    if len(held) == 1 and one.published is not None:  # "12 killed, 3 of them children" is no series
        yield Word(held[0], one.id, one.published, one.outlet, bool(_SAID.search(one.text)))


def _value(words: str) -> int:
    parts = words.lower().split("-")
    if parts[0] in _TENS:
        return 10 * (_TENS.index(parts[0]) + 2) + sum(_ONES.index(one) + 1 for one in parts[1:])
    return _ONES.index(parts[0]) + 1 if parts[0] in _ONES else int(words.replace(",", ""))


def judged(case: Case, claims: Sequence[Claim], book: Book) -> Verdict:
    """How the picture of all the incident's headlines shows their numbers."""
    known = {one.id: one for one in case.reports}
    picture = fuse.picture(
        [(known[claim.report], claim) for claim in claims],
        (),
        book,
        max(one.published for one in case.reports if one.published),
    )
    told = {word: [claim for claim in claims if _tells(claim, word)] for word in case.words}
    return Verdict(case, _kind(told, picture), _named(told, picture), picture)


def _tells(claim: Claim, word: Word) -> bool:
    count = claim.content
    return (
        claim.report == word.report
        and isinstance(count, Count)
        and count.of in ("killed", "killed-or-wounded")
        and word.number in (count.low, count.high, (count.low or 0) - 1)
    )


def _kind(told: Mapping[Word, Sequence[Claim]], picture: Picture) -> str:
    """Whether each number that some headline holds is read, tallied and shown, and whether one
    tally shows two of them."""
    read: dict[int, set[str]] = {}
    for word, claims in told.items():
        read.setdefault(word.number, set()).update(claim.id for claim in claims)
    if not all(read.values()):
        return "a number is not read"
    if not all(any(ids & set(one.claims) for one in picture.tallies) for ids in read.values()):
        return "a number is in no tally"
    shown = [{one.id for one in picture.tallies if ids & _live(one)} for ids in read.values()]
    if not all(shown):
        return "a number is history in its tally"
    together = Counter(id for ids in shown for id in ids)
    return SHOWN if max(together.values()) > 1 else "both shown, in two tallies"


def _live(tally: Tally) -> set[str]:
    return {claim for side in tally.sides for claim in side.claims}


def _named(told: Mapping[Word, Sequence[Claim]], picture: Picture) -> bool:
    return all(_source(word, {one.id for one in claims}, picture) for word, claims in told.items())


def _source(word: Word, ids: set[str], picture: Picture) -> bool:
    sources = {
        source
        for tally in picture.tallies
        for side in tally.sides
        if ids.intersection(side.claims)
        for source in side.sources
    }
    return bool(sources - {word.outlet}) if word.said else bool(sources)


def verdicts(rows: Iterable[Row], book: Book) -> list[Verdict]:
    found = list(cases(rows))
    reports = {one.id: one for case in found for one in case.reports}
    read = dict(zip(reports, readings(list(reports.values()), book), strict=True))
    return [
        judged(case, [claim for one in case.reports for claim in read[one.id]], book)
        for case in found
    ]


def table(found: Sequence[Verdict]) -> str:
    """| what the picture shows | incidents | with who gives each |"""
    counts = Counter(one.kind for one in found)
    named = Counter(one.kind for one in found if one.named)
    lines = ["| what the picture shows | incidents | each with who gives it |", "|---|---|---|"]
    lines += [f"| {kind} | {counts[kind]} | {named[kind]} |" for kind in CLASSES]
    lines.append(f"| all | {len(found)} | {sum(named.values())} |")
    return "\n".join(lines)


def measure(book: Book, gold: Path | None = None) -> str:
    return table(verdicts(rows_of(gold or GOLD), book))

"""What each stage costs: `python -m bench stages` prints for every stage of reading, and for fusing
what was read, how many reports and words of a corpus it works off in a second of one core."""

import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar

from bench import data
from bench.figures import Figure
from foglift import codebook, fuse, text
from foglift.codebook import Book
from foglift.model import Claim, Report
from foglift.read.rules import KINDS, screen
from foglift.read.rules.casing import cased
from foglift.read.rules.mentions import resolve
from foglift.read.rules.parse import parse
from foglift.read.rules.reading import Reading
from foglift.read.rules.triggers import triggers
from foglift.read.rules.voices import attribute

COMMAND = "python -m bench stages"
READ = ("normalise", "screen", "parse", "model", "mentions", "voices", "frames", "times", "claims")
_ARTICLES = 40
_now = time.process_time
Result = TypeVar("Result")


def figures(runs: int) -> Iterator[Figure]:
    """Every stage on each corpus that is there."""
    book = codebook.load()
    for name, reports in (("sample", data.sample()), ("articles", data.guardian(_ARTICLES))):
        if reports:
            spent = [seconds(reports, book) for _ in range(runs + 1)][1:]  # the first loads
            yield from _rates(name, reports, spent)


def _rates(
    name: str, reports: Sequence[Report], spent: Sequence[dict[str, float]]
) -> Iterator[Figure]:
    reading = [sum(run[stage] for stage in READ) for run in spent]
    stages = {stage: [run[stage] for run in spent] for stage in (*READ, "fuse")}
    for stage, times in {**stages, "all of reading": reading}.items():
        for unit, amount in (("reports/s", len(reports)), ("words/s", data.words(reports))):
            yield Figure(f"{name}: {stage}", unit, [amount / each for each in times], COMMAND)


def seconds(reports: Sequence[Report], book: Book) -> dict[str, float]:
    """Seconds of each stage over all reports. `parse` screens and asks the model too, so what
    these take alone is taken off it."""
    clock = _Clock()
    read = [(each, claim) for each in reports for claim in _claims(each, book, clock)]
    day = max(each.published for each in reports if each.published)
    clock.time("fuse", lambda: fuse.picture(read, (), book, day))
    spent = clock.spent
    spent["parse"] -= spent["screen"] + spent["model"]
    return dict(spent)


class _Clock:
    """Seconds of the processor by stage."""

    def __init__(self) -> None:
        self.spent: dict[str, float] = defaultdict(float)

    def time(self, stage: str, work: Callable[[], Result]) -> Result:
        start = _now()
        result = work()
        self.spent[stage] += _now() - start
        return result


def _claims(report: Report, book: Book, clock: _Clock) -> list[Claim]:
    """The claims of a report, as the default reader reads it."""
    plain = clock.time("normalise", lambda: cased(report, book))
    clock.time("screen", lambda: _screened(plain, book))
    doc = clock.time("parse", lambda: parse(plain, book))
    tokens = [each.tokens for each in doc.sentences if each.tokens is not None]
    clock.time("model", lambda: [triggers(each) for each in tokens])
    mentions = clock.time("mentions", lambda: resolve(doc, book))
    voices = clock.time("voices", lambda: attribute(doc, mentions, book))
    reading = Reading(doc, mentions, voices, book)
    clock.time("frames", lambda: reading.frames)
    clock.time("times", lambda: reading.times)
    return clock.time("claims", lambda: [one for kind in KINDS for one in kind.claims(reading)])


def _screened(report: Report, book: Book) -> None:
    paragraphs = [text.sentences(report.text, each) for each in text.paragraphs(report.text)]
    screen.worth_parsing(report.text, paragraphs, book)

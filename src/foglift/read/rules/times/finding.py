"""The times of a sentence: the grammar's rows matched, and what they say in this report."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache

from foglift import text
from foglift.model import Span, When
from foglift.read.rules.times.bounds import Point, bounded, tried
from foglift.read.rules.times.direction import looks_ahead
from foglift.read.rules.times.grammar import EXPRESSIONS
from foglift.read.rules.times.intervals import Anchor, Interval, Named, Sense
from foglift.read.rules.times.told import REFERS_BACK
from foglift.read.rules.times.words import KINDS, Expression, Match

_UNDATED = date(2000, 1, 1)
_REMEMBERED = 12
"""Times told before that "that month" or "a day later" may point back to."""


@dataclass(frozen=True, slots=True)
class Time:
    """A time expression that dates what is told: `text` is its words, `sense` how it bounds it.

    "since last week" is a `since` from that Monday to the report's day; "a ten-day offensive" a
    `duration` that began ten days before the report; "5 to 9 December" is `during`.
    """

    when: When
    sense: Sense
    text: str


def times(
    sentence: str,
    offset: int,
    published: date | None,
    looks_back: date | None = None,
    *,
    future: bool = False,
    told: Sequence[Interval] = (),
) -> list[Time]:
    """Every time expression that dates something, of the sentence at `offset` of the report.

    A weekday or month without a year is the last one, or the next one when the sentence looks
    to the `future`. "The next day" and "that month" are reckoned from what was `told` before. In
    a report without a date relative words become an open interval that begins at `looks_back`,
    the first day the report can be from: never today's date.

    >>> [t.when.start for t in times("It fell last week.", 0, date(2024, 12, 5))]
    [datetime.date(2024, 11, 25)]
    """
    found = []
    for point in _read(sentence, published, future, told):
        words = sentence[point.start : point.end]
        span = Span(offset + point.start, offset + point.end)
        when = _when(point, words, span, published, looks_back)
        if when is not None:
            found.append(Time(when, point.interval.sense, words))
    return found


def named(
    sentence: str, offset: int, published: date, told: Sequence[Interval] = ()
) -> list[Named]:
    """Every period that the sentence names, lengths, habits and vague words included: two in
    "from Monday to Friday". The verbs around each say whether it lies ahead.

    >>> [each.interval.length for each in named("It took three days.", 0, date(2024, 12, 5))]
    [Length(count=3, unit='day')]
    """
    return [
        Named(Span(offset + part.span.start, offset + part.span.end), part.interval)
        for point in _read(sentence, published, None, told)
        for part in point.parts
    ]


def refers_back(sentence: str) -> bool:
    """Whether a time of the sentence may be reckoned from one told before it."""
    return _BACK.search(sentence) is not None


_BACK = re.compile(REFERS_BACK)


def latest_past_year(report_text: str) -> date | None:
    """The first day a report can be from, by the years and dates that it looks back on.

    "ruled since 2016" puts it after 2016: 2017-01-01. A month or day of a year puts it no earlier
    than that. Sentences that look ahead do not count. None when no year is told.
    """
    found = [
        date(when.end.year + 1, 1, 1) if when.precision == "year" and when.end else when.start
        for paragraph in text.paragraphs(report_text)
        for span in text.sentences(report_text, paragraph)
        if not _AHEAD.search(report_text, span.start, span.end)
        for when in _told(text.cased(text.plain(report_text[span.start : span.end])))
    ]
    return max((day for day in found if day), default=None)


_AHEAD = re.compile(r"\b(?:will|would|shall|plans?|planned|due|scheduled|expected|next)\b")


def _told(line: str) -> list[Interval]:
    """The absolute times of a line that do not lie ahead of what it tells."""
    anchor = Anchor(_UNDATED)
    points = bounded(line, _points(line, anchor, False), anchor, None)
    told = [point.interval for point in points if not point.relative]
    return [
        replace(when, end=when.start) if when.sense == "since" else when
        for when in told
        if when.sense != "until"
    ]


# ---------------------------------------------------------------------------------- matching


@lru_cache(maxsize=16)
def _matches(line: str) -> tuple[tuple[Expression, Match, int, int], ...]:
    """What the patterns find in the line from left to right, the longer ones first; kept, for a
    line may be read for what is past and again for what is to come."""
    low = line.lower()
    kinds = {kind for kind, words in KINDS.items() if any(word in low for word in words)}
    if any(letter.isdecimal() for letter in line):
        kinds.add("digit")
    if not kinds:
        return ()
    found = [
        (row, match, *match.span("said" if "said" in row.pattern.groupindex else 0))
        for row in EXPRESSIONS
        if kinds.issuperset(row.needs)
        for match in row.pattern.finditer(line)
        if match.end() > match.start()
    ]
    return tuple(sorted(found, key=lambda each: (each[2], -each[3])))


def _read(
    sentence: str, published: date | None, future: bool | None, told: Sequence[Interval]
) -> list[Point]:
    """What the sentence says of times; `future` None leaves the direction to its verbs."""
    line = text.cased(text.plain(sentence))
    if not _matches(line):
        return []
    before = tuple(told[-_REMEMBERED:]) if published else ()
    anchor = Anchor(published or _UNDATED, bool(future), before)
    return bounded(line, _points(line, anchor, future is None), anchor, published)


def _points(line: str, anchor: Anchor, by_verbs: bool) -> list[Point]:
    """The expressions of the line from left to right; where two overlap the first, and of two
    that begin together the longer one."""
    kept: list[Point] = []
    for row, match, start, end in _matches(line):
        if kept and start < kept[-1].end:
            continue
        if by_verbs:
            anchor = replace(anchor, future=looks_ahead(line, start, end))
        interval = tried(row.read, match, anchor)
        if interval is None:
            continue
        parts = (Named(Span(start, end), interval),)
        kept.append(Point(start, end, row.relative, row.read, match, interval, parts))
        if not interval.loose:
            anchor = replace(anchor, told=(*anchor.told, interval))
    return kept


# ------------------------------------------------------------------------------ what is said


def _when(
    point: Point, words: str, span: Span, published: date | None, looks_back: date | None
) -> When | None:
    found = point.interval
    if not point.dated or found.loose:
        return None
    if not point.relative:
        return When(found.start, found.end, found.precision, span)
    if found.base:
        why = f"'{words}' is reckoned from {found.base}, told before"
        return When(found.start, found.end, found.precision, span, why)
    if published:
        why = f"'{words}' is reckoned from the report's date, {published}"
        return When(found.start, found.end, found.precision, span, why)
    start = None if found.sense == "until" else looks_back
    return When(start, None, "unknown", span, _unplaced(words, looks_back))


def _unplaced(words: str, looks_back: date | None) -> str:
    why = f"the report has no date: '{words}' cannot be placed in a calendar"
    if looks_back is None:
        return why
    if (looks_back.month, looks_back.day) == (1, 1):
        return f"{why}; it is after {looks_back.year - 1}, the latest past year it looks back on"
    return f"{why}; it is no earlier than {looks_back}, the latest past date it looks back on"

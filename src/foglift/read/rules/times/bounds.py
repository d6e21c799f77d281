"""What the words around a time make of it: "early 2013", "since Monday", "from May to July",
"7 p.m. on Tuesday"."""

import re
from dataclasses import dataclass, replace
from datetime import date

from foglift.model import Span
from foglift.read.rules.times.intervals import Anchor, Interval, Named, Sense, days, third
from foglift.read.rules.times.words import THIRDS, Match, Read

_SENSES: tuple[tuple[Sense, str], ...] = (
    ("since", r"(?:ever )?since|starting(?: on| in)?|after"),
    ("until", r"(?:up )?until|till|up to|by|no later than|before|prior to"),
    ("during", r"during|throughout|over|within"),
)
_BOUND = [
    (sense, re.compile(rf"\b(?:{words}) (?:the )?$", re.IGNORECASE)) for sense, words in _SENSES
]
_THIRD = re.compile(
    r"\b(?P<part>early|mid|late|earlier|later|start of|beginning of|middle of|end of)"
    r"(?: in|-| )?(?: the)? ?$",
    re.IGNORECASE,
)
_AND = re.compile(r" (?:to|and|until|till|through) (?:on |the )?(?:about |around )?| ?[-–] ?")
_BETWEEN_OR_FROM = re.compile(
    r"\b(?P<word>between|from) (?:the |about |around |before )?$", re.IGNORECASE
)
_BESIDE = re.compile(r",? (?:on |at |about |around |early |late |the )?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Point:
    """A match of the table in a sentence, what was read in it, and the periods it is made of."""

    start: int
    end: int
    relative: bool
    read: Read
    match: Match
    interval: Interval
    parts: tuple[Named, ...]

    @property
    def dated(self) -> bool:
        return self.interval.start is not None or self.interval.end is not None


def bounded(line: str, points: list[Point], anchor: Anchor, published: date | None) -> list[Point]:
    """The points with what the words around them make of them."""
    refined = [_refined(line, point, anchor) for point in _timed(line, points)]
    return [_bound(line, point, published) for point in _joined(line, refined)]


def _timed(line: str, points: list[Point]) -> list[Point]:
    """An hour and the day beside it made one: "noon on Tuesday", "Tuesday at 7.15 p.m."."""
    found: list[Point] = []
    for point in points:
        before = found[-1] if found else None
        one = _at_hour(line, before, point) if before else None
        if one:
            found[-1] = one
        else:
            found.append(point)
    return found


def _at_hour(line: str, first: Point, last: Point) -> Point | None:
    hours = first.interval.loose, last.interval.loose
    if hours[0] == hours[1] or not _BESIDE.fullmatch(line, first.end, last.start):
        return None
    hour, day = (first, last) if hours[0] else (last, first)
    if day.interval.unit != "day":
        return None
    interval = replace(day.interval, clock=hour.interval.clock)
    span = Span(first.start, last.end)
    return replace(
        day, start=first.start, end=last.end, interval=interval, parts=(Named(span, interval),)
    )


def _refined(line: str, point: Point, anchor: Anchor) -> Point:
    """ "early 2013", "the end of last month", "later this week"."""
    before = _THIRD.search(line[max(0, point.start - 20) : point.start])
    whole = point.interval
    if not before or not point.dated or whole.precision == "day" or whole.sense != "at":
        return point
    part = before["part"].lower().removesuffix(" of")
    here = whole.base or anchor.day
    if part == "earlier":
        interval = replace(whole, end=min(whole.end or here, here))
    elif part == "later":
        interval = replace(whole, start=max(whole.start or here, here))
    else:
        interval = third(whole, THIRDS[part])
    return replace(point, start=max(0, point.start - 20) + before.start(), interval=interval)


def _joined(line: str, points: list[Point]) -> list[Point]:
    """Two points that make one time: "from Monday to Wednesday", "between May and July 2013"."""
    found: list[Point] = []
    for point in points:
        range_ = _range(line, found[-1], point) if found else None
        if range_:
            found[-1] = range_
        else:
            found.append(point)
    return found


def _range(line: str, first: Point, last: Point) -> Point | None:
    link = line[first.end : last.start]
    before = _BETWEEN_OR_FROM.search(line[max(0, first.start - 20) : first.start])
    word = before["word"].lower() if before else ""
    joined = link.startswith(" and")
    if not _AND.fullmatch(link) or (joined and word != "between"):
        return None
    if word == "between" and not joined and link.strip() not in ("-", "–"):
        return None
    if not word and first.interval.precision != last.interval.precision:
        return None
    begin, end = first.interval, last.interval.end
    ahead = begin.start and end and begin.start > end
    if first.relative and end and (ahead or not last.relative):
        # "from Monday to 5 November": the Monday before that day
        begin = tried(first.read, first.match, Anchor(end)) or begin
    if begin.start is None or end is None or begin.start > end or begin.sense != "at":
        return None
    start = first.start - (len(before.group()) if before else 0)
    interval = Interval(begin.start, end, last.interval.precision, "during")
    return replace(
        last,
        start=start,
        interval=interval,
        parts=(*(replace(part, interval=begin) for part in first.parts), *last.parts),
    )


def tried(read: Read, match: Match, anchor: Anchor) -> Interval | None:
    """What is read in the match; None for what no calendar has."""
    try:
        return read(match, anchor)
    except (ValueError, OverflowError):  # 31 November; a day before the year 1
        return None


def _bound(line: str, point: Point, published: date | None) -> Point:
    """The point with the word before it that makes it a beginning or an end."""
    whole = point.interval
    head = line[max(0, point.start - 20) : point.start]
    matches = ((sense, words.search(head)) for sense, words in _BOUND)
    sense, before = next(((s, m) for s, m in matches if m), (None, None))
    if sense is None or before is None or whole.sense == "duration" or not point.dated:
        return point
    if sense == "during":
        return replace(point, interval=replace(whole, sense=sense))
    start, end = None, whole.end
    if sense == "since":
        start = whole.start
        end = published if published and start and published >= start else None
    elif before.group().lower().startswith(("before", "prior")) and whole.start:
        end = whole.start - days(1)
    interval = replace(whole, start=start, end=end, sense=sense)
    return replace(point, start=point.start - len(before.group()), interval=interval)

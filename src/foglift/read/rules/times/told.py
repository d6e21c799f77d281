"""Rows reckoned from what the text told before: "the next day", "three days later", "that
month", "the same year"."""

from dataclasses import replace

from foglift.read.rules.times.intervals import Anchor, Interval, Unit, period, step
from foglift.read.rules.times.words import (
    NUMBER,
    UNIT,
    UNITS,
    Expression,
    Match,
    number,
    relative,
    unit,
)

_DATED: tuple[Unit, ...] = ("day", "weekend", "week", "month", "quarter", "season", "year")
_PARTS = r"(?P<unit>(?i:day|night|morning|afternoon|evening|week|month|year))"
_PART_UNITS = {"night", "morning", "afternoon", "evening"}


def _unit(match: Match) -> str:
    said = match["unit"].lower()
    return "day" if said in _PART_UNITS else said


def _part(match: Match) -> str:
    said = match["unit"].lower()
    return said if said in _PART_UNITS else ""


def _same(match: Match, anchor: Anchor) -> Interval | None:
    """ "that month": the one told, or that of the day told."""
    named = _unit(match)
    told = _told(anchor, named)
    if told is None or told.start is None:
        return None
    return replace(period(told.start, named), clock=_part(match), base=told.start)


def _told(anchor: Anchor, named: str) -> Interval | None:
    """The last period told that is no longer than one of the unit."""
    sizes = list(_DATED)
    return anchor.last(*sizes[: sizes.index(named) + 1]) if named in sizes else None


def _beside(match: Match, anchor: Anchor) -> Interval | None:
    """ "the next day", "the previous month"; "the day before" where no day was told is the one
    before the report's."""
    named = _unit(match)
    ahead = match["which"].lower() in ("next", "following", "after")
    told = _told(anchor, named)
    if told is None or told.start is None:
        before = not ahead and named != "day"
        return period(step(anchor.day, named, -1), named) if before else None
    moved = period(step(told.start, named, 1 if ahead else -1), named)
    return replace(moved, clock=_part(match), base=told.start)


def _apart(match: Match, anchor: Anchor) -> Interval | None:
    """ "three days later", "two weeks earlier"."""
    named = unit(match)
    told = anchor.last(*_DATED)
    low, high = number(match)
    if told is None or told.start is None or low != high:
        return None
    if named in ("hour", "minute", "second"):
        return None
    sign = 1 if (match["which"] or "before").lower() in ("later", "afterwards") else -1
    moved = period(step(told.start, named, sign * low), named)
    return replace(moved, base=told.start)


ROWS: tuple[Expression, ...] = (
    relative(
        "the same day",
        "that",
        rf"\b(?i:(?:on |in )?(?:(?P<whole>that|the same|that same|the very same)) ){_PARTS}"
        r"\b(?!-|'s end| (?:as|of|after|before|that|when|he|she|it|they|the)\b)",
        _same,
        (
            "It fell on 3 May 2013, and burned that night.",
            "3 May 2013: 2013-05-03 day; that night: 2013-05-03 day",
        ),
        (
            "On 3 May 2013 it fell. Others fell later that month.",
            "3 May 2013: 2013-05-03 day; later that month: 2013-05-03..2013-05-31 month",
        ),
        ("He said that day would come.", ""),
    ),
    relative(
        "the next day",
        "that",
        rf"\b(?i:the )(?P<which>(?i:next|following|previous|preceding)) {_PARTS}\b(?! of\b|s)",
        _beside,
        (
            "It fell on 3 May 2013 and burned the next day.",
            "3 May 2013: 2013-05-03 day; the next day: 2013-05-04 day",
        ),
        (
            "In May 2013 it fell; the following month it burned.",
            "May 2013: 2013-05-01..2013-05-31 month; "
            "the following month: 2013-06-01..2013-06-30 month",
        ),
        ("They lived from one raid to the next day and night.", ""),
    ),
    relative(
        "the day before",
        "later",
        rf"\b(?i:the ){_PARTS} (?P<which>(?i:before|after|earlier))\b"
        r"(?=[.,;:)\"]|$| (?:and|in|at|on|by|that)\b)",
        _beside,
        (
            "It fell on 3 May 2013, and the hill the day before.",
            "3 May 2013: 2013-05-03 day; the day before: 2013-05-02 day",
        ),
        ("The day before the battle it rained.", ""),
    ),
    relative(
        "so long later",
        "later unit",
        rf"{NUMBER} {UNITS} (?:(?P<which>(?i:later|afterwards|earlier))\b(?! than\b)"
        r"|(?P<before>before)(?=[.,;:)]|$| (?:and|in|at|on|by)\b))",
        _apart,
        (
            "It fell on 3 May 2013 and was retaken three days later.",
            "3 May 2013: 2013-05-03 day; three days later: 2013-05-06 day",
        ),
        (
            "He was held in 2013 and freed two years later.",
            "2013: 2013-01-01..2013-12-31 year; two years later: 2015-01-01..2015-12-31 year",
        ),
        ("Three days before the raid it rained.", ""),
    ),
)

REFERS_BACK = (
    r"(?i:\b(?:that|same|next|following|previous|preceding) (?:night|morning|afternoon|evening)"
    rf"|\b(?:that|same|next|following|previous|preceding) {UNIT.replace('?P<unit>', '?:')}"
    r"|\b(?:later|earlier|before|after(?:wards)?)\b|quarter|period)"
)
"""What every line has that may need the times told before it."""

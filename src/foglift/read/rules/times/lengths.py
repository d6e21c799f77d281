"""Rows of what names no day: lengths ("for three days"), habits ("every Friday"). They date
nothing."""

import re

from foglift.read.rules.times.intervals import Anchor, Interval, Length, undated
from foglift.read.rules.times.words import (
    COUNT,
    DAYS,
    MONTH,
    NUMBER,
    UNIT,
    UNITS,
    Expression,
    Match,
    length,
    month,
    timeless,
    unit,
)

_EVERY = r"(?i:every|each)"
_ADVERBS: dict[str, Length] = {
    "hourly": Length(1, "hour"), "daily": Length(1, "day"), "nightly": Length(1, "day"),
    "weekly": Length(1, "week"), "monthly": Length(1, "month"), "annually": Length(1, "year"),
    "yearly": Length(1, "year"),
}  # fmt: skip
_WEEKDAYS = rf"(?P<weekday>(?i:{'|'.join(DAYS)}))"
_MORE = r"(?: (?:more|additional|consecutive|straight|full|long|trading|or so|extra|whole))?"


_NO_LENGTH = r"(?!-old\b| old\b|'? of age\b| (?:a|per) )"
_BEFORE_A = re.compile(
    r"(?i:^|\b(?:for|within|about|nearly|almost|over|than|least|just|only|after|of|took|take|takes"
    r"|lasts?|lasted|once|-) )$"
)
_AFTER_A = re.compile(r" (?:and a half|or (?:so|two|more)|later|earlier|after|before|long)\b")


def _length(match: Match, anchor: Anchor) -> Interval:
    return undated(length=length(match))


def _a_length(match: Match, anchor: Anchor) -> Interval | None:
    """ "for a week", but not "ten men a week"."""
    before = match.string[max(0, match.start() - 12) : match.start()]
    after = _AFTER_A.match(match.string, match.end())
    if not (_BEFORE_A.search(before) or after):
        return None
    half = 0.5 if after and "half" in after.group() else 0
    return undated(length=Length(1 + half, unit(match)))


def _units(match: Match, anchor: Anchor) -> Interval:
    """ "for weeks": nobody says how many."""
    return undated(length=Length(None, unit(match)))


def _a_unit(match: Match, anchor: Anchor) -> Interval:
    return undated(length=Length(1, unit(match)))


def _every(match: Match, anchor: Anchor) -> Interval:
    found = length(match) if match["number"] else Length(1, unit(match))
    return undated(length=found, often=True)


def _adverb(match: Match, anchor: Anchor) -> Interval:
    return undated(length=_ADVERBS[match["word"].lower()], often=True)


def _weekdays(match: Match, anchor: Anchor) -> Interval:
    part = (match["part"] or match["parts"] or "").lower().removesuffix("s")
    named = match["weekday"] or match["weekdays"]
    return undated(often=True, on=named.lower(), clock=part)


def _months(match: Match, anchor: Anchor) -> Interval:
    return undated(often=True, on=f"{month(match):02}")


def _parts(match: Match, anchor: Anchor) -> Interval:
    return undated(often=True, on=match["part"].lower().removesuffix("s"))


ROWS: tuple[Expression, ...] = (
    timeless(
        "so long",
        "unit",
        rf"(?!three[- ]quarters\b){COUNT}{_MORE}[- ]{UNITS}{_NO_LENGTH}",
        _length,
        ("A 24-hour ceasefire was agreed.", "24-hour: 24 hour"),
        ("It took over two days.", "two days: 2 day"),
        ("The first nine months were calm.", "nine months: 9 month"),
    ),
    timeless(
        "a week",
        "unit",
        rf"(?P<number>\b(?i:an?|another|one)){_MORE} (?!quarter){UNITS}{_NO_LENGTH}",
        _a_length,
        ("They waited for a week.", "a week: 1 week"),
        ("They waited an hour and a half.", "an hour: 1.5 hour"),
        ("They lost ten men a week.", ""),
    ),
    timeless(
        "so many units",
        "unit",
        rf"(?i:\b(?:for|in|within|after|over|took|lasting?|about|many|the early|the)"
        rf" (?:many |the (?:first|last) )?){UNIT}(?:s|ies)(?! old\b|-old\b)\b",
        _units,
        ("They waited for weeks.", "for weeks: week"),
    ),
    timeless(
        "months of",
        "unit",
        rf"(?<!of )\b{UNIT}(?:s|ies)(?= of (?!the|age|this|that))",
        _units,
        ("It ended months of silence.", "months: month"),
    ),
    timeless(
        "the year that ended then",
        "unit",
        r"\b(?i:the )(?:fiscal |first |full )?(?P<unit>year|month|week)(?= ended\b| ending\b)",
        _a_unit,
        ("In the year ended 30 June it rose.", "the year: 1 year"),
    ),
    timeless(
        "every week",
        "unit",
        rf"\b{_EVERY} (?:other )?(?:{NUMBER} )?{UNITS}",
        _every,
        ("Shells fall every week.", "every week: often 1 week"),
    ),
    timeless(
        "twice a week",
        "unit",
        rf"\b(?:(?i:once|twice)|\w{{1,8}} times) (?:a|per|each)(?P<number>) {UNIT}y?\b",
        _every,
        ("They meet twice a week.", "twice a week: often 1 week"),
    ),
    timeless(
        "daily",
        "often",
        rf"\b(?P<word>(?i:{'|'.join(_ADVERBS)}))\b(?! [A-Z])",
        _adverb,
        ("Shells fall daily.", "daily: often 1 day"),
    ),
    timeless(
        "on Fridays",
        "weekday",
        rf"\b(?:{_EVERY} {_WEEKDAYS}(?: (?P<part>morning|afternoon|evening|night))?\b"
        rf"|{_WEEKDAYS.replace('weekday', 'weekdays')}(?:s| (?P<parts>mornings|afternoons|evenings"
        r"|nights))\b)",
        _weekdays,
        ("They hold protests on Fridays.", "Fridays: often friday"),
        ("They met every Tuesday night.", "every Tuesday night: often tuesday night"),
    ),
    timeless(
        "each July",
        "month",
        rf"\b{_EVERY} {MONTH}",
        _months,
        ("They march each July.", "each July: often 07"),
    ),
    timeless(
        "every night",
        "part",
        rf"\b{_EVERY} (?P<part>(?i:morning|afternoon|evening|night))\b",
        _parts,
        ("Drones come every night.", "every night: often night"),
    ),
)

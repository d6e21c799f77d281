"""Rows reckoned from the report's day: "on Thursday", "yesterday", "last week", "three days
ago", "in recent days"."""

from dataclasses import replace
from datetime import date

from foglift.model import Precision
from foglift.read.rules.times.intervals import (
    LOOSE,
    Anchor,
    Interval,
    Length,
    days,
    one,
    period,
    precision,
    step,
    third,
    weekend,
)
from foglift.read.rules.times.words import (
    DAYS,
    FIGHTING,
    HOUR,
    LASTING,
    NUMBER,
    PART,
    SHIFTS,
    THIRDS,
    UNIT,
    UNITS,
    WEEKDAY,
    Expression,
    Match,
    length,
    number,
    relative,
    unit,
)


def _part(match: Match) -> str:
    """ "night" of "Thursday nights"."""
    return (match["part"] or "").lower().removesuffix("s")


def _weekday(match: Match, anchor: Anchor) -> Interval:
    named = DAYS.index(match["weekday"].lower())
    which = (match["which"] or "").lower().removeprefix("the ")
    here = anchor.day
    monday = here - days(here.weekday())
    if which == "this":
        return one(monday + days(named), _part(match))
    ahead, back = (named - here.weekday()) % 7, (here.weekday() - named) % 7
    if which == "following" and anchor.before:
        ahead = (named - anchor.before.weekday()) % 7
        return replace(one(anchor.before + days(ahead or 7), _part(match)), base=anchor.before)
    if which in ("next", "coming", "following", "this coming"):
        return one(here + days(ahead or 7), _part(match))
    if which == "previous" and anchor.before:
        before = anchor.before
        back = (before.weekday() - named) % 7
        return replace(one(before - days(back or 7), _part(match)), base=before)
    if which in ("last", "past", "previous", "this past"):
        # yesterday's day is "on Wednesday"; "last Wednesday" is a week further off
        return one(here - days(back + 7 if back <= 1 else back), _part(match))
    return one(here + days(ahead) if anchor.future else here - days(back), _part(match))


def _weekday_of(match: Match, anchor: Anchor) -> Interval:
    """ "Monday last week"."""
    monday = anchor.day - days(anchor.day.weekday())
    shift = SHIFTS[match["which"].lower()]
    return one(monday + days(7 * shift + DAYS.index(match["weekday"].lower())))


def _named_day(match: Match, anchor: Anchor) -> Interval:
    word = match["word"].lower()
    if word in ("overnight", "last night"):
        return Interval(anchor.day - days(1), anchor.day, "day", unit="day", clock="night")
    shift = {"the day before yesterday": -2, "the day after tomorrow": 2, "yesterday": -1,
             "tomorrow": 1}.get(word, 0)  # fmt: skip
    part = "night" if word == "tonight" else _part(match)
    return one(anchor.day + days(shift), part or _said_part(word))


def _said_part(word: str) -> str:
    """ "morning" of "this morning"."""
    return word.split()[-1] if word.startswith("this ") else ""


def _calendar(match: Match, anchor: Anchor) -> Interval:
    """ "last week", "this month", "next year"."""
    shift = SHIFTS[match["which"].split()[-1].lower()]
    return period(step(anchor.day, unit(match), shift), unit(match))


def _this(match: Match, anchor: Anchor) -> Interval:
    return period(anchor.day, unit(match))


def _part_of_unit(match: Match, anchor: Anchor) -> Interval:
    """ "the start of the month"."""
    return third(period(anchor.day, unit(match)), THIRDS[match["third"].lower()])


def _year_end(match: Match, anchor: Anchor) -> Interval:
    """The coming one in the second half of a year, else the last."""
    here = anchor.day
    ahead = anchor.future or here.month > 6
    return one(date(here.year - (not ahead), 12, 31))


def _ago(match: Match, anchor: Anchor) -> Interval:
    """ "three days ago" is a day, "two weeks ago" the week that holds it, and so on; "weeks ago"
    is two to nine of them."""
    named = unit(match)
    low, high = number(match) if match["number"] else (2, 9)
    first = period(step(anchor.day, named, -high), named).start
    within = named in ("hour", "minute", "second")
    last = anchor.day if within else period(step(anchor.day, named, -low), named).end
    exact = low == high
    return Interval(
        first, last, precision(named),
        unit=named if exact and not within else None, vague=None if exact else "past",
    )  # fmt: skip


def _past(match: Match, anchor: Anchor) -> Interval:
    """ "the past 48 hours", "the last three weeks", "the past year"."""
    high = number(match)[1]
    start = step(anchor.day, unit(match), -high)
    return Interval(start, anchor.day, precision(unit(match)), "during", length=length(match))


def _coming(match: Match, anchor: Anchor) -> Interval:
    high = number(match)[1]
    end = step(anchor.day, unit(match), high)
    return Interval(anchor.day, end, precision(unit(match)), "during", length=length(match))


def _recent(match: Match, anchor: Anchor) -> Interval:
    back = anchor.day - days(LOOSE[unit(match)])
    lasted = Length(None, unit(match))
    return Interval(back, anchor.day, _loosely(match), "during", length=lasted)


def _soon(match: Match, anchor: Anchor) -> Interval:
    ahead = anchor.day + days(LOOSE[unit(match)])
    lasted = Length(None, unit(match))
    return Interval(anchor.day, ahead, _loosely(match), "during", length=lasted)


def _loosely(match: Match) -> Precision:
    return "week" if unit(match) == "day" else precision(unit(match))


def _lasting(match: Match, anchor: Anchor) -> Interval:
    """ "a ten-day offensive", "the week-old truce": it began so long before the report."""
    named = unit(match)
    high = number(match)[1]
    start = step(anchor.day, named, -high)
    many = not match["number"] and "s-" in match.group()  # "a decades-long conflict"
    lasted = Length(None, named) if many else length(match)
    return Interval(start, anchor.day, precision(named), "duration", length=lasted)


def _weekend(match: Match, anchor: Anchor) -> Interval:
    here, which = anchor.day, (match["which"] or "").lower()
    saturday = here - days((here.weekday() - 5) % 7)
    if which == "this" or (anchor.future and not which):
        saturday = here - days(here.weekday()) + days(5)
    elif which in ("next", "coming"):
        saturday += days(7)
    elif which in ("last", "past") and here <= saturday + days(1):
        saturday -= days(7)
    return weekend(saturday)


ROWS: tuple[Expression, ...] = (
    relative(
        "weekday",
        "weekday",
        rf"(?<!Black )(?<!Good )(?<!Bloody )(?<!Palm )(?<!Easter ){HOUR}\b"
        r"(?:(?P<which>(?i:(?:the )?(?:last|next|past|coming|previous|following)"
        rf"|this(?: coming| past)?)) )?{WEEKDAY}{PART}"
        r"(?! (?:Times|Telegraph|Mirror|Express|Herald|Market)\b)",
        _weekday,
        ("Rebels took the town on Thursday.", "Thursday: 2024-12-05 day"),
        ("They reached the gates on Tuesday night.", "Tuesday night: 2024-12-03 day"),
        ("It fell last Thursday.", "last Thursday: 2024-11-28 day"),
        ("Talks open next Friday.", "next Friday: 2024-12-06 day"),
        (
            "It fell on 3 May 2013 and burned the following Monday.",
            "3 May 2013: 2013-05-03 day; the following Monday: 2013-05-06 day",
        ),
        ("Late Wednesday the power failed.", "Late Wednesday: 2024-12-04 day"),
        (
            "Shelling went on from Monday to Wednesday.",
            "from Monday to Wednesday: 2024-12-02..2024-12-04 day during",
        ),
        ("Nothing has moved since Saturday.", "since Saturday: 2024-11-30..2024-12-05 day since"),
        ("He writes for the Sunday Times.", ""),
    ),
    relative(
        "weekday of a week",
        "weekday",
        rf"{HOUR}\b(?:on )?{WEEKDAY},?(?: of)? (?P<which>last|this|next) week\b",
        _weekday_of,
        ("It was Monday last week.", "Monday last week: 2024-11-25 day"),
    ),
    relative(
        "day by name",
        "today",
        r"\b(?:(?i:earlier|later|late|early) )?(?P<word>today|tonight"
        r"|(?:the day before )?yesterday|(?:the day after )?tomorrow|overnight"
        r"|(?<![A-Za-z] )(?:Today|Tonight|Yesterday|Tomorrow|Overnight)"
        rf"|(?i:last night|this (?:morning|afternoon|evening)|the day before yesterday))\b{PART}",
        _named_day,
        ("Today the bridge was hit.", "Today: 2024-12-05 day"),
        ("It fell yesterday evening.", "yesterday evening: 2024-12-04 day"),
        ("Drones came overnight.", "overnight: 2024-12-04..2024-12-05 day"),
        ("A channel named Front Today wrote this.", ""),
    ),
    relative(
        "week, month or year",
        "unit",
        r"\b(?P<which>(?i:last|this|next|the (?:current|coming|previous)))"
        r"(?: fiscal)? (?P<unit>week|month|year)(?!-|s\b)\b",
        _calendar,
        ("Last week the rebels took the hill.", "Last week: 2024-11-25..2024-12-01 week"),
        ("826 have died since last week.", "since last week: 2024-11-25..2024-12-05 week since"),
        ("Early last month it rained.", "Early last month: 2024-11-01..2024-11-10 week"),
        ("Earlier this week it rained.", "Earlier this week: 2024-12-02..2024-12-05 week"),
    ),
    relative(
        "the year",
        "unit",
        r"\b(?i:for|of|in|during|over|throughout) "
        r"(?P<said>the (?:full |whole |fiscal )?(?P<unit>year))\b"
        r"(?!-|'| (?:before|earlier|ago|ended|ending|of|that|when|to|19|20|two|nineteen)\b)",
        _this,
        ("For the year no losses were told.", "the year: 2024-01-01..2024-12-31 year"),
    ),
    relative(
        "part of this week, month or year",
        "unit",
        r"\b(?:the )?(?P<third>(?i:start|beginning|middle|end)) of the (?P<unit>week|month|year)\b"
        r"(?! (?:before|earlier|ended|ending)\b|-)",
        _part_of_unit,
        (
            "Fuel ran out at the start of the month.",
            "the start of the month: 2024-12-01..2024-12-10 week",
        ),
        ("He left at the start of the war.", ""),
    ),
    relative(
        "end of the year",
        "year-end",
        r"\b(?i:year-end|year end|the year's end)\b",
        _year_end,
        ("They hope for peace by year-end.", "by year-end: ..2024-12-31 day until"),
    ),
    relative(
        "so long ago",
        "ago unit",
        rf"(?:{NUMBER} |(?<!\d )\b){UNITS}(?: or (?:so|two|more))? ago\b",
        _ago,
        ("Three days ago it was quiet.", "Three days ago: 2024-12-02 day"),
        ("It began two weeks ago.", "two weeks ago: 2024-11-18..2024-11-24 week"),
        ("He died a few years ago.", "a few years ago: 2015-01-01..2021-12-31 year"),
        ("The bridge fell six hours ago.", "six hours ago: 2024-12-04..2024-12-05 day"),
    ),
    relative(
        "the past days",
        "unit",
        rf"\b(?i:(?:the )?(?:past|last)) {NUMBER} {UNITS}",
        _past,
        (
            "Over the past few hours it was breached.",
            "the past few hours: 2024-12-04..2024-12-05 day during",
        ),
        ("In the last 24 hours nine died.", "the last 24 hours: 2024-12-04..2024-12-05 day during"),
        (
            "In the last three weeks nine died.",
            "the last three weeks: 2024-11-14..2024-12-05 week during",
        ),
    ),
    relative(
        "the past week",
        "unit",
        r"(?:\b(?i:the past)|(?:(?<=[Oo]ver )|(?<=[Ii]n )|(?<=[Dd]uring ))the last)"
        rf"(?P<number>) {UNIT}y?\b",
        _past,
        ("The past week was calm.", "The past week: 2024-11-28..2024-12-05 week during"),
        ("Over the last month it rained.", "the last month: 2024-11-05..2024-12-05 month during"),
    ),
    relative(
        "recent days",
        "unit",
        rf"\b(?i:(?:more )?recent|the (?:past|last)) {UNIT}(?:s|ies)\b",
        _recent,
        ("In recent days roads were cut.", "recent days: 2024-11-28..2024-12-05 week during"),
        ("In recent months roads were cut.", "recent months: 2024-06-05..2024-12-05 month during"),
    ),
    relative(
        "the next days",
        "unit",
        rf"\b(?i:the )?(?i:next|coming) {NUMBER} {UNITS}",
        _coming,
        (
            "They may attack in the next 48 hours.",
            "the next 48 hours: 2024-12-05..2024-12-07 day during",
        ),
    ),
    relative(
        "coming days",
        "unit",
        rf"\b(?:(?i:the )?(?i:coming|next) |(?i:the )(?=[a-z]{{4,9}} ahead\b)){UNIT}(?:s|ies)\b",
        _soon,
        (
            "They may attack in the coming days.",
            "the coming days: 2024-12-05..2024-12-12 week during",
        ),
    ),
    relative(
        "age of a thing that lasts",
        "unit",
        rf"\b(?:{NUMBER}[- ])?{UNIT}s?-(?:old|long)\b(?= {LASTING})",
        _lasting,
        (
            "The week-old lightning offensive goes on.",
            "week-old: 2024-11-28..2024-12-05 week duration",
        ),
        ("A four-day-old truce broke.", "four-day-old: 2024-12-01..2024-12-05 day duration"),
        ("A four-year-old girl was hurt.", ""),
    ),
    relative(
        "length of fighting",
        "unit",
        rf"{NUMBER}-{UNIT}y?(?= {FIGHTING})",
        _lasting,
        ("The ten-day offensive goes on.", "ten-day: 2024-11-25..2024-12-05 day duration"),
        ("The 13-year civil war goes on.", "13-year: 2011-12-05..2024-12-05 year duration"),
        ("A 24-hour ceasefire was agreed.", ""),
        ("A five-year sentence was handed down.", ""),
    ),
    relative(
        "so long of fighting",
        "unit",
        rf"{NUMBER} {UNITS}(?= of {FIGHTING})",
        _lasting,
        (
            "After three days of heavy shelling they left.",
            "three days: 2024-12-02..2024-12-05 day duration",
        ),
    ),
    relative(
        "so long by now",
        "unit",
        rf"\b(?:has|have|'ve|'s) (?:[a-z]{{1,15}} ){{0,5}}for (?P<said>(?:more than |over |almost"
        rf" |nearly |about |at least )?{NUMBER} {UNITS})(?! (?:old|of age)\b)",
        _lasting,
        (
            "The town has been under siege for three weeks.",
            "three weeks: 2024-11-14..2024-12-05 week duration",
        ),
        ("He was held for three weeks.", ""),
    ),
    relative(
        "weekend",
        "weekend",
        r"\b(?:(?:the )?(?P<which>(?i:last|this|next|past|coming)) |(?i:the ))weekend\b",
        _weekend,
        ("Over the weekend the road reopened.", "the weekend: 2024-11-30..2024-12-01 day during"),
        ("They meet this weekend.", "this weekend: 2024-12-07..2024-12-08 day"),
    ),
)

"""When something happened: every time expression of a sentence as an interval of whole days.

The grammar is the table `EXPRESSIONS`: each row has a regular expression, the function that turns
a match into an interval, and sentences with what is read in them, which run as tests. Weeks are
Monday to Sunday; seasons are those of the northern hemisphere.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import lru_cache
from typing import Literal

from dateutil.relativedelta import relativedelta

from foglift import text
from foglift.model import Precision, Span, When

Sense = Literal["at", "since", "until", "during", "duration"]


@dataclass(frozen=True, slots=True)
class Time:
    """A time expression: `text` is its words, `sense` how it bounds what is told.

    "since last week" is a `since` from that Monday to the report's day; "a ten-day offensive" a
    `duration` that began ten days before the report; "5 to 9 December" is `during`.
    """

    when: When
    sense: Sense
    text: str


@dataclass(frozen=True, slots=True)
class Interval:
    """Whole days from `start` to `end`, both included; None is open."""

    start: date | None
    end: date | None
    precision: Precision
    sense: Sense = "at"


@dataclass(frozen=True, slots=True)
class Anchor:
    """What relative words are reckoned from: the report's day, and whether the sentence looks
    ahead."""

    day: date
    future: bool = False


Match = re.Match[str]
Read = Callable[[Match, Anchor], Interval | None]


@dataclass(frozen=True, slots=True)
class Expression:
    """A kind of time expression. A `relative` one cannot be placed without the report's date.

    `examples` are pairs: a sentence, and what is read in it in a report of Thursday 5 December
    2024, as "words: start..end precision sense" (without the sense "at"); "" for nothing.
    """

    name: str
    pattern: re.Pattern[str]
    read: Read
    relative: bool
    examples: tuple[tuple[str, str], ...]


# ------------------------------------------------------------------------------------- words

_MONTHS = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
]
_DAYS = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
_SEASONS = {"spring": 3, "summer": 6, "autumn": 9, "fall": 9}
_FEASTS = {
    "New Year's Day": (1, 1),
    "New Year's Eve": (12, 31),
    "Christmas Day": (12, 25),
    "Christmas Eve": (12, 24),
    "Christmas": (12, 25),
}
_THIRDS = {
    "early": "early", "start": "early", "beginning": "early", "mid": "mid", "middle": "mid",
    "late": "late", "end": "late",
}  # fmt: skip
_SOON = 42
_LOOSE = {"hour": 1, "day": 7, "week": 28, "month": 183, "year": 5 * 365, "decade": 20 * 365}
"""Days that "recent days", "recent weeks" ... may reach back (or "coming days" ahead)."""

_MONTH = (
    r"(?P<month>January|February|March|April|May|June|July|August|September|October|November"
    r"|December|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b\.?)"
)
_DAY = r"(?P<day>0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?\b"
_LAST = r"(?P<last>0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?\b"
_YEAR = r"(?P<year>(?:18|19|20)\d\d)(?![\d%]|[.,]\d|-[a-z])\b"
_NO_YEAR = r"(?!,? (?:18|19|20)\d\d\b)"
_ALONE = r"(?<![\w$€£/.,:+-])"  # before digits: not a piece of a longer number
_NAMED = rf"(?:(?:Mon|Tues?|Wed|Thurs?|Fri|Sat|Sun|{'|'.join(_DAYS).title()})\.?,? (?:the )?)?"
_WEEKDAY = rf"(?P<weekday>(?i:{'|'.join(_DAYS)}))\b"
_UNIT = r"(?P<unit>(?i:hour|day|week|month|year|decade))"
_NUMBER = (
    rf"(?P<number>\b(?i:\d{{1,3}}|{text.SMALL}|an?(?! few| couple)|(?:a )?few|(?:a )?couple(?: of)?"
    r"|several|half a dozen|a dozen))"
)
_TO = r" ?(?:-|–| to | and | or | until | through ) ?"
_PART = r"(?: (?:(?:early|late) )?(?:morning|afternoon|evening|night|overnight))?"
_HOUR = r"(?i:\b(?:early|late|earlier|later|overnight)(?: on| into)? )?"
_FIGHTING = (
    r"(?:offensive|war|conflict|siege|campaign|battle|assault|bombardment|insurgency|uprising"
    r"|revolt|rebellion|fighting|operation|blockade|occupation|push|invasion|advance|onslaught"
    r"|clashes|shelling|bombing|strikes|violence)\b"
)
_STATE = rf"(?:{_FIGHTING}|(?:ceasefire|cease-fire|truce|agreement|deal|government)\b)"
_BETWEEN = r"(?:[\w'-]{1,20} ){0,2}?"
_PLACING = re.compile(
    r"(?i:\b(?:in|since|until|till|by|before|after|during|from|through|throughout|of|early in"
    r"|late in|the year|as of|as early as|back in|start of|beginning of|middle of|end of|early"
    r"|late|mid|to|between) ?-?)$"
)
_PLACING_YEAR = re.compile(
    r"(?i:\b(?:in|since|until|till|by|before|after|during|from|through|throughout|the year|as of"
    r"|start of|beginning of|middle of|end of|early|late|mid|to|between) ?-?)$"
)


def _month(match: Match) -> int:
    short = match["month"].rstrip(".").lower()[:3]
    return next(n for n, month in enumerate(_MONTHS, start=1) if month.startswith(short))


def _number(match: Match) -> tuple[int, int]:
    """The number of the match, from low to high: "a few" 3 to 9."""
    words = match["number"].lower().removesuffix(" of")
    said = text.number(words) or text.number("a " + words)
    low, high = (said.low, said.high) if said else (None, None)
    return low or 1, high or low or 1


# --------------------------------------------------------------------------------- intervals


def _one(day: date, sense: Sense = "at") -> Interval:
    return Interval(day, day, "day", sense)


def _days(count: int) -> timedelta:
    return timedelta(days=count)


def _unit(day: date, unit: str) -> Interval:
    """The day, week, month, year or decade that holds the day."""
    match unit:
        case "week":
            monday = day - _days(day.weekday())
            return Interval(monday, monday + _days(6), "week")
        case "month":
            first = day.replace(day=1)
            return Interval(first, first + relativedelta(months=1, days=-1), "month")
        case "year":
            return Interval(date(day.year, 1, 1), date(day.year, 12, 31), "year")
        case "decade":
            return Interval(date(day.year - 2, 1, 1), date(day.year + 2, 12, 31), "decade")
    return _one(day)


def _step(day: date, unit: str, count: int) -> date:
    """The day moved by so many units; hours count as the days they touch."""
    match unit:
        case "hour":
            touched = (abs(count) + 23) // 24
            return day + _days(touched if count > 0 else -touched)
        case "month":
            return day + relativedelta(months=count)
        case "year":
            return day + relativedelta(years=count)
        case "decade":
            return day + relativedelta(years=10 * count)
    return day + _days(count * (7 if unit == "week" else 1))


def _precision(unit: str) -> Precision:
    scale: dict[str, Precision] = {
        "week": "week", "month": "month", "year": "year", "decade": "decade",
    }  # fmt: skip
    return scale.get(unit, "day")


def _third(whole: Interval, which: str) -> Interval:
    """The early, middle or late third of a week, month, year or decade."""
    if whole.start is None or whole.end is None or whole.precision == "day":
        return whole
    finer: dict[Precision, Precision] = {"week": "day", "month": "week", "year": "month"}
    first, last = whole.start, whole.end
    if whole.precision == "year" and first.month == 1 and last == first.replace(month=12, day=31):
        cuts = [first, first.replace(month=5), first.replace(month=9)]
    elif whole.precision == "decade":
        cuts = [first, first.replace(year=first.year + 4), first.replace(year=first.year + 7)]
    elif whole.precision == "month":
        cuts = [first, first + _days(10), first + _days(20)]
    else:
        cuts = [first, first + _days(2), first + _days(5)]
    ends = [cuts[1] - _days(1), cuts[2] - _days(1), last]
    index = {"early": 0, "mid": 1, "late": 2}[which]
    return replace(
        whole,
        start=cuts[index],
        end=ends[index],
        precision=finer.get(whole.precision, whole.precision),
    )


# ------------------------------------------------------------------------------ what is read


def _date(match: Match, anchor: Anchor) -> Interval:
    return _one(date(int(match["year"]), _month(match), int(match["day"])))


def _near(month: int, day: int, anchor: Anchor) -> date:
    """The last such day, or the next one when that is at most six weeks ahead: a date that is
    almost a year back would be told with its year."""
    date(2000, month, day)  # refuses 31 November, allows 29 February
    found = anchor.day + relativedelta(month=month, day=day)
    if found < anchor.day and (anchor.future or found < anchor.day - _days(365 - _SOON)):
        return found + relativedelta(years=1)
    if found > anchor.day + _days(_SOON) and not anchor.future:
        return found - relativedelta(years=1)
    return found


def _of_year(match: Match, anchor: Anchor) -> Interval:
    """ "July last year", "3 July this year"."""
    year = anchor.day.year + {"last": -1, "this": 0, "next": 1}[match["which"].lower()]
    if match["day"]:
        return _one(date(year, _month(match), int(match["day"])))
    return _unit(date(year, _month(match), 1), "month")


def _yearless(match: Match, anchor: Anchor) -> Interval:
    return _one(_near(_month(match), int(match["day"]), anchor))


def _run(match: Match, anchor: Anchor) -> Interval | None:
    """ "5-9 December", with or without its year."""
    month = _month(match)
    if match["year"]:
        first = date(int(match["year"]), month, int(match["day"]))
    else:
        first = _near(month, int(match["day"]), anchor)
    last = first.replace(day=int(match["last"]))
    return Interval(first, last, "day", "during") if first < last else None


def _numeric(match: Match, anchor: Anchor) -> Interval | None:
    """ "13/12/2024": only where day and month cannot be confused; dots mean day first."""
    a, b, year = int(match["a"]), int(match["b"]), int(match["year"])
    if match["mark"] == "." or a > 12 or a == b:
        return _one(date(year, b, a))
    return _one(date(year, a, b)) if b > 12 else None


def _iso(match: Match, anchor: Anchor) -> Interval:
    return _one(date(int(match["year"]), int(match["m"]), int(match["d"])))


def _month_year(match: Match, anchor: Anchor) -> Interval:
    return _unit(date(int(match["year"]), _month(match), 1), "month")


def _bare_month(match: Match, anchor: Anchor) -> Interval | None:
    here, month = anchor.day, _month(match)
    year, which = here.year, (match["which"] or "").lower()
    short = match["month"].lower() not in _MONTHS and not match["month"].endswith(".")
    if short or not (which or _placed(match, _PLACING)):
        return None
    if which == "next" or (anchor.future and which != "last"):
        year += month < here.month or (which == "next" and month == here.month)
    elif which != "this":
        year -= month > here.month or (which == "last" and month == here.month)
    return _unit(date(year, month, 1), "month")


def _placed(match: Match, words: re.Pattern[str]) -> bool:
    """Whether the words before make the bare month or year a time ("in May", "late 2016")."""
    return words.search(match.string[max(0, match.start() - 24) : match.start()]) is not None


def _year(match: Match, anchor: Anchor) -> Interval | None:
    if not _placed(match, _PLACING_YEAR):
        return None
    return _unit(date(int(match["year"]), 1, 1), "year")


def _years(match: Match, anchor: Anchor) -> Interval | None:
    first = int(match["year"])
    last = int(match["last"] or match["year"][:2] + match["short"])
    apart = " and " in match.group() and not match.string[: match.start()].endswith("etween ")
    if apart or not first < last <= first + 150:
        return None
    return Interval(date(first, 1, 1), date(last, 12, 31), "year", "during")


def _decade(match: Match, anchor: Anchor) -> Interval:
    year = int(match["decade"])
    year += 1900 if year < 100 else 0
    return Interval(date(year, 1, 1), date(year + 9, 12, 31), "decade")


def _season(match: Match, anchor: Anchor) -> Interval:
    return _three_months(int(match["year"]), match["season"])


def _three_months(year: int, season: str) -> Interval:
    first = date(year, _SEASONS[season.lower()], 1)
    return Interval(first, first + relativedelta(months=3, days=-1), "month")


def _last_season(match: Match, anchor: Anchor) -> Interval:
    found = _three_months(anchor.day.year, match["season"])
    which = match["which"].lower()
    if which == "last" and found.end and found.end >= anchor.day:
        return _three_months(anchor.day.year - 1, match["season"])
    if which == "next" and found.start and found.start <= anchor.day:
        return _three_months(anchor.day.year + 1, match["season"])
    return found


def _weekday(match: Match, anchor: Anchor) -> Interval:
    number = _DAYS.index(match["weekday"].lower())
    which = (match["which"] or "").lower()
    here = anchor.day
    monday = here - _days(here.weekday())
    if which == "this":
        return _one(monday + _days(number))
    ahead, back = (number - here.weekday()) % 7, (here.weekday() - number) % 7
    if which in ("next", "coming", "following"):
        return _one(here + _days(ahead or 7))
    if which in ("last", "past", "previous"):
        # yesterday's day is "on Wednesday"; "last Wednesday" is a week further off
        return _one(here - _days(back + 7 if back <= 2 else back))
    return _one(here + _days(ahead) if anchor.future else here - _days(back))


def _weekday_of(match: Match, anchor: Anchor) -> Interval:
    """ "Monday last week"."""
    shift = {"last": -1, "this": 0, "next": 1}[match["which"].lower()]
    monday = anchor.day - _days(anchor.day.weekday())
    return _one(monday + _days(7 * shift + _DAYS.index(match["weekday"].lower())))


def _named_day(match: Match, anchor: Anchor) -> Interval:
    word = match["word"].lower()
    if word in ("overnight", "last night"):
        return Interval(anchor.day - _days(1), anchor.day, "day")
    shift = {"the day before yesterday": -2, "yesterday": -1, "tomorrow": 1}.get(word, 0)
    return _one(anchor.day + _days(shift))


def _calendar(match: Match, anchor: Anchor) -> Interval:
    """ "last week", "this month", "next year"."""
    shift = {"last": -1, "this": 0, "next": 1}[match["which"].lower()]
    unit = match["unit"].lower()
    return _unit(_step(anchor.day, unit, shift), unit)


def _part_of_unit(match: Match, anchor: Anchor) -> Interval:
    """ "the start of the month"."""
    return _third(_unit(anchor.day, match["unit"].lower()), _THIRDS[match["part"].lower()])


def _ago(match: Match, anchor: Anchor) -> Interval:
    """ "three days ago" is a day, "two weeks ago" the week that holds it, and so on; "weeks ago"
    is two to nine of them."""
    unit = match["unit"].lower()
    low, high = _number(match) if match["number"] else (2, 9)
    first = _unit(_step(anchor.day, unit, -high), unit).start
    last = anchor.day if unit == "hour" else _unit(_step(anchor.day, unit, -low), unit).end
    return Interval(first, last, _precision(unit))


def _past(match: Match, anchor: Anchor) -> Interval:
    """ "the past 48 hours", "the last three weeks", "the past year"."""
    unit = match["unit"].lower()
    high = _number(match)[1] if match["number"] else 1
    start = _step(anchor.day, unit, -high)
    return Interval(start, anchor.day, _precision(unit), "during")


def _coming(match: Match, anchor: Anchor) -> Interval:
    unit = match["unit"].lower()
    high = _number(match)[1] if match["number"] else 1
    return Interval(anchor.day, _step(anchor.day, unit, high), _precision(unit), "during")


def _recent(match: Match, anchor: Anchor) -> Interval:
    unit = match["unit"].lower()
    back = anchor.day - _days(_LOOSE[unit])
    precision: Precision = "week" if unit == "day" else _precision(unit)
    return Interval(back, anchor.day, precision, "during")


def _soon(match: Match, anchor: Anchor) -> Interval:
    unit = match["unit"].lower()
    ahead = anchor.day + _days(_LOOSE[unit])
    precision: Precision = "week" if unit == "day" else _precision(unit)
    return Interval(anchor.day, ahead, precision, "during")


def _lasting(match: Match, anchor: Anchor) -> Interval:
    """ "a ten-day offensive", "the week-old truce": it began so long before the report."""
    unit = match["unit"].lower()
    high = _number(match)[1] if match["number"] else 1
    return Interval(_step(anchor.day, unit, -high), anchor.day, _precision(unit), "duration")


def _weekend(match: Match, anchor: Anchor) -> Interval:
    here, which = anchor.day, (match["which"] or "").lower()
    saturday = here - _days((here.weekday() - 5) % 7)
    if which == "this" or (anchor.future and not which):
        saturday = here - _days(here.weekday()) + _days(5)
    elif which in ("next", "coming"):
        saturday += _days(7)
    elif which in ("last", "past") and here <= saturday + _days(1):
        saturday -= _days(7)
    return Interval(saturday, saturday + _days(1), "day")


def _feast(match: Match, anchor: Anchor) -> Interval:
    month, day = _FEASTS[match["feast"]]
    return _one(_near(month, day, anchor))


# --------------------------------------------------------------------------------- the table


def _row(name: str, pattern: str, read: Read, *examples: tuple[str, str]) -> Expression:
    return Expression(name, re.compile(pattern), read, False, examples)


def _relative(name: str, pattern: str, read: Read, *examples: tuple[str, str]) -> Expression:
    return Expression(name, re.compile(pattern), read, True, examples)


EXPRESSIONS: tuple[Expression, ...] = (
    _row(
        "full date, day first",
        rf"{_ALONE}{_NAMED}{_DAY}(?: of)? {_MONTH},? {_YEAR}",
        _date,
        ("The town fell on 5 December 2024.", "5 December 2024: 2024-12-05 day"),
        ("It began on Thursday, 28 Nov 2024.", "Thursday, 28 Nov 2024: 2024-11-28 day"),
        ("The 3rd of May 2013 was calm.", "3rd of May 2013: 2013-05-03 day"),
    ),
    _row(
        "full date, month first",
        rf"\b{_NAMED}{_MONTH} {_DAY},? {_YEAR}",
        _date,
        ("Dec. 5, 2024: shelling in the east.", "Dec. 5, 2024: 2024-12-05 day"),
        ("It was March 7 2022.", "March 7 2022: 2022-03-07 day"),
    ),
    _row(
        "ISO date",
        r"(?<![\w/.-])(?P<year>(?:18|19|20)\d\d)(?P<mark>[-/.])(?P<m>\d\d?)(?P=mark)(?P<d>\d\d?)(?!\d)",
        _iso,
        ("Recorded 2024-12-05 at the crossing.", "2024-12-05: 2024-12-05 day"),
        ("File 2024/13/05 is damaged.", ""),
    ),
    _row(
        "numeric date",
        r"(?<![\w/.-])(?P<a>\d\d?)(?P<mark>[/.-])(?P<b>\d\d?)(?P=mark)(?P<year>(?:19|20)\d\d)(?!\d)",
        _numeric,
        ("Dated 13/11/2024 by the clerk.", "13/11/2024: 2024-11-13 day"),
        ("Dated 11/13/2024 by the clerk.", "11/13/2024: 2024-11-13 day"),
        ("Dated 05.12.2024 by the clerk.", "05.12.2024: 2024-12-05 day"),
        ("Dated 05/12/2024 by the clerk.", ""),
    ),
    _row(
        "days of a month of a year",
        rf"{_ALONE}{_DAY}{_TO}{_LAST} {_MONTH},? {_YEAR}",
        _run,
        (
            "Talks ran between 5 and 9 May 2023.",
            "5 and 9 May 2023: 2023-05-05..2023-05-09 day during",
        ),
    ),
    _relative(
        "days of a month, month last",
        rf"{_ALONE}{_DAY}{_TO}{_LAST} {_MONTH}(?P<year>)",
        _run,
        (
            "Talks ran between 5 and 9 November.",
            "5 and 9 November: 2024-11-05..2024-11-09 day during",
        ),
        ("The 1-4 December raids went on.", "1-4 December: 2024-12-01..2024-12-04 day during"),
    ),
    _row(
        "days of a month of a year, month first",
        rf"\b{_MONTH} {_DAY}{_TO}{_LAST},? {_YEAR}",
        _run,
        ("The May 5-9, 2023 raids.", "May 5-9, 2023: 2023-05-05..2023-05-09 day during"),
    ),
    _relative(
        "days of a month, month first",
        rf"\b{_MONTH} {_DAY}{_TO}{_LAST}(?! [A-Z])(?P<year>)",
        _run,
        (
            "Raids on November 27-29 hit bridges.",
            "November 27-29: 2024-11-27..2024-11-29 day during",
        ),
    ),
    _relative(
        "date without a year, day first",
        rf"{_ALONE}{_NAMED}{_DAY}(?: of)? {_MONTH}{_NO_YEAR}(?! (?:have|be|not)\b)",
        _yearless,
        ("Rebels came on 27 November.", "27 November: 2024-11-27 day"),
        ("It was said on 29 February 2023.", "February 2023: 2023-02-01..2023-02-28 month"),
        ("Talks were held on the 20th of December.", "20th of December: 2024-12-20 day"),
        (
            "Shells fell from 28 November to 2 December.",
            "from 28 November to 2 December: 2024-11-28..2024-12-02 day during",
        ),
    ),
    _relative(
        "date without a year, month first",
        rf"(?<![Ii]n )\b{_NAMED}{_MONTH} {_DAY}{_NO_YEAR}"
        r"(?![:,.]\d|%| ?[ap]\.?m\b| (?:people|civilians)\b)",
        _yearless,
        ("Dec. 5 brought rain.", "Dec. 5: 2024-12-05 day"),
        ("In November 12 people died.", "November: 2024-11-01..2024-11-30 month"),
    ),
    _row(
        "month of a year",
        rf"\b{_MONTH}(?: of|,)? {_YEAR}",
        _month_year,
        ("The deal of November 2024 failed.", "November 2024: 2024-11-01..2024-11-30 month"),
        ("In late June 2023 the front moved.", "late June 2023: 2023-06-21..2023-06-30 week"),
    ),
    _relative(
        "month",
        rf"\b(?:(?P<which>(?i:last|this|next)) )?{_MONTH}",
        _bare_month,
        ("They met in November.", "November: 2024-11-01..2024-11-30 month"),
        (
            "The line has held since last March.",
            "since last March: 2024-03-01..2024-12-05 month since",
        ),
        ("Snow fell in mid-December.", "mid-December: 2024-12-11..2024-12-20 week"),
        ("General May said the march went on.", ""),
    ),
    _relative(
        "month of this year",
        rf"(?:{_ALONE}{_DAY} |\b){_MONTH},?(?: of)? (?P<which>(?i:last|this|next)) year\b",
        _of_year,
        ("He fled in July last year.", "July last year: 2023-07-01..2023-07-31 month"),
        ("He fled on 3 July this year.", "3 July this year: 2024-07-03 day"),
    ),
    _row(
        "years",
        rf"{_ALONE}(?P<year>(?:18|19|20)\d\d)(?:(?:-|–| to | and | until | through )"
        r"(?P<last>(?:18|19|20)\d\d)|[-–](?P<short>\d\d))(?![\w%]|[.,/:-]\d)",
        _years,
        ("In the 2011-2016 war they fled.", "2011-2016: 2011-01-01..2016-12-31 year during"),
        (
            "It changed hands between 2012 and 2016.",
            "2012 and 2016: 2012-01-01..2016-12-31 year during",
        ),
    ),
    _row(
        "year",
        rf"(?:{_ALONE}|(?<=[Mm]id-)){_YEAR}"
        r"(?! (?:people|civilians|soldiers|fighters|troops|children|women|homes|families|villages"
        r"|km|kilomet|met|miles)\w*)",
        _year,
        ("The war began in 2011.", "2011: 2011-01-01..2011-12-31 year"),
        ("They have ruled since 2016.", "since 2016: 2016-01-01..2024-12-05 year since"),
        ("By late 2013 it was over.", "By late 2013: ..2013-12-31 month until"),
        ("Resolution 2024 names 2016 villages.", ""),
        ("The army lost 2016 men.", ""),
    ),
    _row(
        "decade",
        r"\b(?P<decade>(?<=')[2-9]0|1[89]\d0|20[0-3]0)s\b",
        _decade,
        ("A massacre in the 1980s is not forgotten.", "1980s: 1980-01-01..1989-12-31 decade"),
        ("It was built in the early 1990s.", "early 1990s: 1990-01-01..1993-12-31 decade"),
        ("A man in his 80s was hurt.", ""),
    ),
    _row(
        "season of a year",
        rf"\b(?P<season>(?i:spring|summer|autumn|fall))(?: of|,)? {_YEAR}",
        _season,
        ("The spring 2022 campaign stalled.", "spring 2022: 2022-03-01..2022-05-31 month"),
    ),
    _relative(
        "season",
        r"\b(?P<which>(?i:last|this|next)) (?P<season>spring|summer|autumn|fall)\b",
        _last_season,
        ("Last summer the dam broke.", "Last summer: 2024-06-01..2024-08-31 month"),
    ),
    _relative(
        "weekday",
        rf"(?<!Black )(?<!Good )(?<!Bloody )(?<!Palm )(?<!Easter ){_HOUR}\b"
        rf"(?:(?P<which>(?i:last|this|next|past|coming|previous|following)) )?{_WEEKDAY}{_PART}"
        r"(?! (?:Times|Telegraph|Mirror|Express|Herald|Market)\b)",
        _weekday,
        ("Rebels took the town on Thursday.", "Thursday: 2024-12-05 day"),
        ("They reached the gates on Tuesday night.", "Tuesday night: 2024-12-03 day"),
        ("It fell last Thursday.", "last Thursday: 2024-11-28 day"),
        ("Talks open next Friday.", "next Friday: 2024-12-06 day"),
        ("Late Wednesday the power failed.", "Late Wednesday: 2024-12-04 day"),
        (
            "Shelling went on from Monday to Wednesday.",
            "from Monday to Wednesday: 2024-12-02..2024-12-04 day during",
        ),
        ("Nothing has moved since Saturday.", "since Saturday: 2024-11-30..2024-12-05 day since"),
        ("They hold protests on Fridays.", ""),
        ("He writes for the Sunday Times.", ""),
    ),
    _relative(
        "weekday of a week",
        rf"{_HOUR}\b(?:on )?{_WEEKDAY},?(?: of)? (?P<which>last|this|next) week\b",
        _weekday_of,
        ("It was Monday last week.", "Monday last week: 2024-11-25 day"),
    ),
    _relative(
        "day by name",
        r"\b(?:(?i:earlier|later|late|early) )?(?P<word>today|tonight|(?:the day before )?yesterday"
        r"|tomorrow|overnight|(?<![A-Za-z] )(?:Today|Tonight|Yesterday|Tomorrow|Overnight)"
        rf"|(?i:last night|this (?:morning|afternoon|evening)|the day before yesterday))\b{_PART}",
        _named_day,
        ("Today the bridge was hit.", "Today: 2024-12-05 day"),
        ("It fell yesterday evening.", "yesterday evening: 2024-12-04 day"),
        ("Drones came overnight.", "overnight: 2024-12-04..2024-12-05 day"),
        ("A channel named Front Today wrote this.", ""),
    ),
    _relative(
        "week, month or year",
        r"\b(?P<which>(?i:last|this|next)) (?P<unit>week|month|year)(?!-|s\b)\b",
        _calendar,
        ("Last week the rebels took the hill.", "Last week: 2024-11-25..2024-12-01 week"),
        ("826 have died since last week.", "since last week: 2024-11-25..2024-12-05 week since"),
        ("Early last month it rained.", "Early last month: 2024-11-01..2024-11-10 week"),
        ("Earlier this week it rained.", "Earlier this week: 2024-12-02..2024-12-05 week"),
    ),
    _relative(
        "part of this week, month or year",
        r"\b(?:the )?(?P<part>(?i:start|beginning|middle|end)) of the (?P<unit>week|month|year)\b",
        _part_of_unit,
        (
            "Fuel ran out at the start of the month.",
            "the start of the month: 2024-12-01..2024-12-10 week",
        ),
        ("He left at the start of the war.", ""),
    ),
    _relative(
        "so long ago",
        rf"(?:{_NUMBER} |(?<!\d )\b){_UNIT}s? ago\b",
        _ago,
        ("Three days ago it was quiet.", "Three days ago: 2024-12-02 day"),
        ("It began two weeks ago.", "two weeks ago: 2024-11-18..2024-11-24 week"),
        ("He died a few years ago.", "a few years ago: 2015-01-01..2021-12-31 year"),
        ("The bridge fell six hours ago.", "six hours ago: 2024-12-04..2024-12-05 day"),
    ),
    _relative(
        "the past days",
        rf"\b(?i:(?:the )?(?:past|last)) {_NUMBER} {_UNIT}s?\b",
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
    _relative(
        "the past week",
        r"(?:\b(?i:the past)|(?:(?<=[Oo]ver )|(?<=[Ii]n )|(?<=[Dd]uring ))the last)"
        rf"(?P<number>) {_UNIT}\b",
        _past,
        ("The past week was calm.", "The past week: 2024-11-28..2024-12-05 week during"),
        ("Over the last month it rained.", "the last month: 2024-11-05..2024-12-05 month during"),
    ),
    _relative(
        "recent days",
        rf"\b(?i:recent|the (?:past|last)) {_UNIT}s\b",
        _recent,
        ("In recent days roads were cut.", "recent days: 2024-11-28..2024-12-05 week during"),
        ("In recent months roads were cut.", "recent months: 2024-06-05..2024-12-05 month during"),
    ),
    _relative(
        "the next days",
        rf"\b(?i:the )?(?i:next|coming) {_NUMBER} {_UNIT}s?\b",
        _coming,
        (
            "They may attack in the next 48 hours.",
            "the next 48 hours: 2024-12-05..2024-12-07 day during",
        ),
    ),
    _relative(
        "coming days",
        rf"\b(?i:the )?(?i:coming|next) {_UNIT}s\b",
        _soon,
        (
            "They may attack in the coming days.",
            "the coming days: 2024-12-05..2024-12-12 week during",
        ),
    ),
    _relative(
        "age of a thing that lasts",
        rf"\b(?:{_NUMBER}[- ])?{_UNIT}s?-(?:old|long)\b(?= {_BETWEEN}{_STATE})",
        _lasting,
        (
            "The week-old lightning offensive goes on.",
            "week-old: 2024-11-28..2024-12-05 week duration",
        ),
        ("A four-day-old truce broke.", "four-day-old: 2024-12-01..2024-12-05 day duration"),
        ("A four-year-old girl was hurt.", ""),
    ),
    _relative(
        "length of fighting",
        rf"{_NUMBER}-{_UNIT}(?= {_BETWEEN}{_FIGHTING})",
        _lasting,
        ("The ten-day offensive goes on.", "ten-day: 2024-11-25..2024-12-05 day duration"),
        ("The 13-year civil war goes on.", "13-year: 2011-12-05..2024-12-05 year duration"),
        ("A 24-hour ceasefire was agreed.", ""),
        ("A five-year sentence was handed down.", ""),
    ),
    _relative(
        "so long of fighting",
        rf"{_NUMBER} {_UNIT}s?(?= of {_BETWEEN}{_FIGHTING})",
        _lasting,
        (
            "After three days of heavy shelling they left.",
            "three days: 2024-12-02..2024-12-05 day duration",
        ),
    ),
    _relative(
        "weekend",
        r"\b(?:(?:the )?(?P<which>(?i:last|this|next|past|coming)) |(?i:the ))weekend\b",
        _weekend,
        ("Over the weekend the road reopened.", "the weekend: 2024-11-30..2024-12-01 day during"),
        ("They meet this weekend.", "this weekend: 2024-12-07..2024-12-08 day"),
    ),
    _relative(
        "feast",
        rf"\b(?P<feast>{'|'.join(_FEASTS)})\b",
        _feast,
        ("Missiles fell on New Year's Day.", "New Year's Day: 2025-01-01 day"),
    ),
)


# ------------------------------------------------------------------------------- the reading

_SENSES: tuple[tuple[Sense, str], ...] = (
    ("since", r"(?:ever )?since|starting(?: on| in)?|after"),
    ("until", r"(?:up )?until|till|by|no later than|before|prior to"),
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
_AHEAD = re.compile(r"\b(?:will|would|shall|plans?|planned|due|scheduled|expected|next)\b")
_AND = re.compile(r" (?:to|and|until|till|through) (?:on |the )?|[-–]")
_BETWEEN_OR_FROM = re.compile(r"\b(?P<word>between|from) (?:the )?$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Point:
    """A match of the table in a sentence and what was read in it."""

    start: int
    end: int
    relative: bool
    read: Read
    match: Match
    interval: Interval


def times(
    sentence: str,
    offset: int,
    published: date | None,
    looks_back: date | None = None,
    *,
    future: bool = False,
) -> list[Time]:
    """Every time expression of the sentence, which begins at `offset` of the report.

    A weekday or month without a year is the last one, or the next one when the sentence looks
    to the `future`. In a report without a date relative words become an open interval that
    begins at `looks_back`, the first day the report can be from: never today's date.

    >>> [t.when.start for t in times("It fell last week.", 0, date(2024, 12, 5))]
    [datetime.date(2024, 11, 25)]
    """
    line = text.plain(sentence)
    anchor = Anchor(published or date(2000, 1, 1), future)
    points = [_refined(line, point, anchor) for point in _points(line, anchor)]
    return [
        _time(sentence, offset, point, published, looks_back)
        for point in _bounded(line, _joined(line, points), published)
    ]


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
        for when in _told(text.plain(report_text[span.start : span.end]))
    ]
    return max((day for day in found if day), default=None)


def _told(line: str) -> list[Interval]:
    """The absolute times of a line that do not lie ahead of what it tells."""
    points = _bounded(line, _points(line, Anchor(date(2000, 1, 1))), None)
    told = [point.interval for point in points if not point.relative]
    return [
        replace(when, end=when.start) if when.sense == "since" else when
        for when in told
        if when.sense != "until"
    ]


# Every expression has one of these: most sentences have none, and need no further look.
_HINT = re.compile(
    rf"\d|(?i:hour|day|week|month|year|decade|night|morning|afternoon|evening|tomorrow)"
    rf"|{'|'.join(month[:3].title() for month in _MONTHS)}"
    rf"|(?i:{'|'.join(_SEASONS)})|Christmas"
)


@lru_cache(maxsize=16)
def _matches(line: str) -> tuple[tuple[Expression, Match], ...]:
    """What the patterns find in the line; kept, for a line may be read for what is past and
    again for what is to come."""
    if not _HINT.search(line):
        return ()
    return tuple(
        (row, match)
        for row in EXPRESSIONS
        for match in row.pattern.finditer(line)
        if match.end() > match.start()
    )


def _points(line: str, anchor: Anchor) -> list[_Point]:
    """The expressions of the line from left to right; where two overlap the longer one."""
    found: list[_Point] = []
    for row, match in _matches(line):
        interval = _try(row.read, match, anchor)
        if interval:
            found.append(
                _Point(match.start(), match.end(), row.relative, row.read, match, interval)
            )
    found.sort(key=lambda point: (point.start, -point.end))
    kept: list[_Point] = []
    for point in found:
        if not kept or point.start >= kept[-1].end:
            kept.append(point)
    return kept


def _try(read: Read, match: Match, anchor: Anchor) -> Interval | None:
    try:
        return read(match, anchor)
    except (ValueError, OverflowError):  # 31 November; a day before the year 1
        return None


def _refined(line: str, point: _Point, anchor: Anchor) -> _Point:
    """ "early 2013", "the end of last month", "later this week"."""
    before = _THIRD.search(line[max(0, point.start - 20) : point.start])
    whole = point.interval
    if not before or whole.precision == "day" or whole.sense != "at":
        return point
    part = before["part"].lower().removesuffix(" of")
    if part == "earlier":
        interval = replace(whole, end=min(whole.end or anchor.day, anchor.day))
    elif part == "later":
        interval = replace(whole, start=max(whole.start or anchor.day, anchor.day))
    else:
        interval = _third(whole, _THIRDS[part])
    return replace(point, start=max(0, point.start - 20) + before.start(), interval=interval)


def _joined(line: str, points: list[_Point]) -> list[_Point]:
    """Two points that make one time: "from Monday to Wednesday", "between May and July 2013"."""
    found: list[_Point] = []
    for point in points:
        range_ = _range(line, found[-1], point) if found else None
        if range_:
            found[-1] = range_
        else:
            found.append(point)
    return found


def _range(line: str, first: _Point, last: _Point) -> _Point | None:
    link = line[first.end : last.start]
    before = _BETWEEN_OR_FROM.search(line[max(0, first.start - 12) : first.start])
    word = before["word"].lower() if before else ""
    if not _AND.fullmatch(link) or link.startswith(" and") != (word == "between"):
        return None
    if not word and first.interval.precision != last.interval.precision:
        return None
    begin, end = first.interval, last.interval.end
    if first.relative and end:  # "from Monday to 5 December": the Monday before that day
        begin = _try(first.read, first.match, Anchor(end)) or begin
    if begin.start is None or end is None or begin.start > end or begin.sense != "at":
        return None
    start = first.start - (len(before.group()) if before else 0)
    interval = Interval(begin.start, end, last.interval.precision, "during")
    return replace(last, start=start, interval=interval)


def _bounded(line: str, points: list[_Point], published: date | None) -> list[_Point]:
    """The points with the word before them that makes one a beginning or an end."""
    return [_bound(line, point, published) for point in points]


def _bound(line: str, point: _Point, published: date | None) -> _Point:
    whole = point.interval
    head = line[max(0, point.start - 20) : point.start]
    matches = ((sense, words.search(head)) for sense, words in _BOUND)
    sense, before = next(((s, m) for s, m in matches if m), (None, None))
    if sense is None or before is None or whole.sense == "duration":
        return point
    if sense == "during":
        return replace(point, interval=replace(whole, sense=sense))
    start, end = None, whole.end
    if sense == "since":
        start = whole.start
        end = published if published and start and published >= start else None
    elif before.group().lower().startswith(("before", "prior")) and whole.start:
        end = whole.start - _days(1)
    interval = Interval(start, end, whole.precision, sense)
    return replace(point, start=point.start - len(before.group()), interval=interval)


def _time(
    sentence: str, offset: int, point: _Point, published: date | None, looks_back: date | None
) -> Time:
    words = sentence[point.start : point.end]
    span = Span(offset + point.start, offset + point.end)
    found = point.interval
    if not point.relative:
        when = When(found.start, found.end, found.precision, span)
    elif published:
        why = f"'{words}' is reckoned from the report's date, {published}"
        when = When(found.start, found.end, found.precision, span, why)
    else:
        start = None if found.sense == "until" else looks_back
        when = When(start, None, "unknown", span, _unplaced(words, looks_back))
    return Time(when, found.sense, words)


def _unplaced(words: str, looks_back: date | None) -> str:
    why = f"the report has no date: '{words}' cannot be placed in a calendar"
    if looks_back is None:
        return why
    if (looks_back.month, looks_back.day) == (1, 1):
        return f"{why}; it is after {looks_back.year - 1}, the latest past year it looks back on"
    return f"{why}; it is no earlier than {looks_back}, the latest past date it looks back on"

"""Intervals of whole days, and the arithmetic of the calendar that makes them."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Literal

from dateutil.relativedelta import relativedelta

from foglift.model import Precision, Span

Sense = Literal["at", "since", "until", "during", "duration"]
Unit = Literal[
    "second", "minute", "hour", "day", "weekend", "week", "month", "quarter", "season", "half",
    "year", "decade", "century",
]  # fmt: skip
Vague = Literal["past", "present", "future"]

SEASONS = {"spring": 3, "summer": 6, "autumn": 9, "fall": 9, "winter": 12}
SOON = 42
"""Days ahead that a date without a year may lie in what tells the past."""
LOOSE: dict[str, int] = {
    "second": 1, "minute": 1, "hour": 1, "day": 7, "weekend": 28, "week": 28, "month": 183,
    "quarter": 365, "season": 365, "half": 365, "year": 5 * 365, "decade": 20 * 365,
    "century": 200 * 365,
}  # fmt: skip
"""Days that "recent days", "recent weeks" ... may reach back (or "coming days" ahead)."""
_MONTHS_OF = {"month": 1, "quarter": 3, "season": 3, "half": 6}
_YEARS_OF = {"year": 1, "decade": 10, "century": 100}
_SCALE: dict[str, Precision] = {
    "weekend": "day", "week": "week", "month": "month", "quarter": "month", "season": "month",
    "half": "month", "year": "year", "decade": "decade", "century": "decade",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Length:
    """How long: "three days" is 3 of "day"; "a few weeks" has no `count`."""

    count: float | None
    unit: Unit


@dataclass(frozen=True, slots=True)
class Interval:
    """Whole days from `start` to `end`, both included; None is open.

    `unit` is the period of the calendar that the words name ("the third quarter"), `clock` the
    hour or part of the day ("19:15", "night"). What names no days has neither start nor end: a
    `length`, what comes `often` (`on` says when: "friday"), a `vague` word. `loose` days are
    only a guess, and date nothing: "at 7.15 p.m." in a report that has told no day. `base` is
    the day told before that the words were reckoned from.
    """

    start: date | None
    end: date | None
    precision: Precision
    sense: Sense = "at"
    unit: Unit | None = None
    clock: str = ""
    length: Length | None = None
    often: bool = False
    on: str = ""
    vague: Vague | None = None
    loose: bool = False
    base: date | None = None


@dataclass(frozen=True, slots=True)
class Named:
    """A period as the words alone name it, before "early", "since" or a range narrow it."""

    span: Span
    interval: Interval


@dataclass(frozen=True, slots=True)
class Anchor:
    """What relative words are reckoned from: the report's day, whether the sentence looks ahead,
    and what was told before, the last at the end."""

    day: date
    future: bool = False
    told: tuple[Interval, ...] = ()

    def last(self, *units: Unit) -> Interval | None:
        """The last period of such a unit that was told."""
        return next((each for each in reversed(self.told) if each.unit in units), None)

    @property
    def before(self) -> date | None:
        """The day that "the next day" follows: the last one told."""
        told = self.last("day")
        return told.start if told else None


def undated(
    *,
    length: Length | None = None,
    often: bool = False,
    on: str = "",
    vague: Vague | None = None,
    clock: str = "",
) -> Interval:
    """What names no days: a length, a habit or a vague word."""
    return Interval(
        None, None, "unknown", length=length, often=often, on=on, vague=vague, clock=clock
    )


def one(day: date, clock: str = "") -> Interval:
    return Interval(day, day, "day", unit="day", clock=clock)


def days(count: int) -> timedelta:
    return timedelta(days=count)


def precision(unit: str) -> Precision:
    return _SCALE.get(unit, "day")


def period(day: date, unit: str) -> Interval:
    """The day, weekend, week, month, quarter, half, season, year, decade or century that holds
    the day. A decade is five years around it: "two decades ago" is not said to the year."""
    match unit:
        case "week":
            monday = day - days(day.weekday())
            return Interval(monday, monday + days(6), "week", unit="week")
        case "weekend":
            return weekend(day - days(day.weekday()) + days(5))
        case "month" | "quarter" | "half":
            return months(day.year, _first_month(day.month, _MONTHS_OF[unit]), unit)
        case "season":
            return season(day.year - (day.month < 3), _season_of(day))
        case "year":
            return year(day.year)
        case "decade":
            first, last = date(day.year - 2, 1, 1), date(day.year + 2, 12, 31)
            return Interval(first, last, "decade", unit="decade")
        case "century":
            first = date(day.year - day.year % 100, 1, 1)
            return Interval(first, date(first.year + 99, 12, 31), "decade", unit="century")
    return one(day)


def _first_month(month: int, length: int) -> int:
    return (month - 1) // length * length + 1


def _season_of(day: date) -> str:
    return ["winter", "spring", "summer", "autumn"][day.month % 12 // 3]


def months(of: int, first: int, unit: Literal["month", "quarter", "half"]) -> Interval:
    """The month, quarter or half of a year that begins with its month `first`."""
    start = date(of, first, 1)
    end = start + relativedelta(months=_MONTHS_OF[unit], days=-1)
    return Interval(start, end, "month", unit=unit)


def year(number: int) -> Interval:
    return Interval(date(number, 1, 1), date(number, 12, 31), "year", unit="year")


def season(of: int, name: str) -> Interval:
    """The winter of a year begins in its December."""
    first = date(of, SEASONS[name.lower()], 1)
    return Interval(first, first + relativedelta(months=3, days=-1), "month", unit="season")


def weekend(saturday: date) -> Interval:
    return Interval(saturday, saturday + days(1), "day", unit="weekend")


def step(day: date, unit: str, count: int) -> date:
    """The day moved by so many units; hours count as the days they touch."""
    if unit in ("second", "minute", "hour"):
        size = {"hour": 24, "minute": 24 * 60, "second": 24 * 3600}[unit]
        touched = (abs(count) + size - 1) // size
        return day + days(touched if count > 0 else -touched)
    if unit in _MONTHS_OF:
        return day + relativedelta(months=count * _MONTHS_OF[unit])
    if unit in _YEARS_OF:
        return day + relativedelta(years=count * _YEARS_OF[unit])
    return day + days(count * (7 if unit in ("week", "weekend") else 1))


def third(whole: Interval, which: str) -> Interval:
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
        cuts = [first, first + days(10), first + days(20)]
    else:
        cuts = [first, first + days(2), first + days(5)]
    ends = [cuts[1] - days(1), cuts[2] - days(1), last]
    index = {"early": 0, "mid": 1, "late": 2}[which]
    return replace(
        whole,
        start=cuts[index],
        end=ends[index],
        precision=finer.get(whole.precision, whole.precision),
    )


def nearest(month: int, day: int, anchor: Anchor) -> date:
    """The last such day of a year, or the next one; see `closest`."""
    date(2000, month, day)  # refuses 31 November, allows 29 February
    return closest(lambda of: date(of, 1, 1) + relativedelta(month=month, day=day), anchor)


def closest(of: Callable[[int], date], anchor: Anchor) -> date:
    """The last of the days that come once a year, or the next one when that is at most six
    weeks ahead: a day that is almost a year back would be told with its year."""
    found = of(anchor.day.year)
    if found < anchor.day and (anchor.future or found < anchor.day - days(365 - SOON)):
        return of(anchor.day.year + 1)
    if found > anchor.day + days(SOON) and not anchor.future:
        return of(anchor.day.year - 1)
    return found

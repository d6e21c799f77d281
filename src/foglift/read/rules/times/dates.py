"""Rows of days by their date: "5 December 2024", "Dec. 5", "2024-12-05", "5-9 December"."""

from collections.abc import Callable
from datetime import date

from dateutil.easter import easter
from dateutil.relativedelta import MO, TH, relativedelta

from foglift.read.rules.times.intervals import (
    Anchor,
    Interval,
    closest,
    days,
    nearest,
    one,
    period,
)
from foglift.read.rules.times.words import (
    ALONE,
    DAY,
    LAST_DAY,
    MONTH,
    NAMED,
    NO_YEAR,
    SHIFTS,
    TO,
    YEAR,
    Expression,
    Match,
    absolute,
    month,
    relative,
)

OfYear = Callable[[int], date]


def _fixed(month_: int, day: int) -> OfYear:
    return lambda year: date(year, month_, day)


def _of_easter(after: int) -> OfYear:
    """So many days after Easter, that of the western churches."""
    return lambda year: easter(year) + days(after)


def _of_month(month_: int, which: relativedelta) -> OfYear:
    """ "The fourth Thursday of November"."""
    return lambda year: date(year, month_, 1) + which


_FEASTS: dict[str, OfYear] = {
    "New Year's Day": _fixed(1, 1), "New Year's Eve": _fixed(12, 31), "Epiphany": _fixed(1, 6),
    "Valentine's Day": _fixed(2, 14), "Nowruz": _fixed(3, 21), "May Day": _fixed(5, 1),
    "Bastille Day": _fixed(7, 14), "Halloween": _fixed(10, 31), "Veterans Day": _fixed(11, 11),
    "Armistice Day": _fixed(11, 11), "Christmas Day": _fixed(12, 25),
    "Christmas Eve": _fixed(12, 24), "Christmas": _fixed(12, 25), "Boxing Day": _fixed(12, 26),
    "Palm Sunday": _of_easter(-7), "Good Friday": _of_easter(-2), "Easter Sunday": _of_easter(0),
    "Easter Monday": _of_easter(1), "Easter": _of_easter(0),
    "Thanksgiving Day": _of_month(11, relativedelta(weekday=TH(4))),
    "Thanksgiving": _of_month(11, relativedelta(weekday=TH(4))),
    "Labor Day": _of_month(9, relativedelta(weekday=MO(1))),
    "Memorial Day": _of_month(5, relativedelta(day=31, weekday=MO(-1))),
}  # fmt: skip


def _date(match: Match, anchor: Anchor) -> Interval:
    return one(date(int(match["year"]), month(match), int(match["day"])))


def _short(match: Match, anchor: Anchor) -> Interval:
    """ "7 Jan 90": of the hundred years that end ten years after the report."""
    found = anchor.day.year // 100 * 100 + int(match["short"])
    found -= 100 * (found > anchor.day.year + 10)
    return one(date(found, month(match), int(match["day"])))


def _of_year(match: Match, anchor: Anchor) -> Interval:
    """ "July last year", "3 July this year"."""
    year = anchor.day.year + SHIFTS[match["which"].lower()]
    if match["day"]:
        return one(date(year, month(match), int(match["day"])))
    return period(date(year, month(match), 1), "month")


def _yearless(match: Match, anchor: Anchor) -> Interval:
    return one(nearest(month(match), int(match["day"]), anchor))


def _run(match: Match, anchor: Anchor) -> Interval | None:
    """ "5-9 December", with or without its year."""
    if match["year"]:
        first = date(int(match["year"]), month(match), int(match["day"]))
    else:
        first = nearest(month(match), int(match["day"]), anchor)
    last = first.replace(day=int(match["last"]))
    return Interval(first, last, "day", "during") if first < last else None


def _numeric(match: Match, anchor: Anchor) -> Interval | None:
    """ "13/12/2024": only where day and month cannot be confused; dots mean day first."""
    a, b, year = int(match["a"]), int(match["b"]), int(match["year"])
    if match["mark"] == "." or a > 12 or a == b:
        return one(date(year, b, a))
    return one(date(year, a, b)) if b > 12 else None


def _iso(match: Match, anchor: Anchor) -> Interval:
    return one(date(int(match["year"]), int(match["m"]), int(match["d"])))


def _feast(match: Match, anchor: Anchor) -> Interval:
    of = _FEASTS[match["feast"]]
    day = closest(of, anchor)
    gone = (match["which"] or "").lower() == "last" and day > anchor.day
    return one(of(day.year - 1) if gone else day)


def _week_of(match: Match, anchor: Anchor) -> Interval:
    """ "the week of 6 March"."""
    return period(nearest(month(match), int(match["day"]), anchor), "week")


ROWS: tuple[Expression, ...] = (
    absolute(
        "full date, day first",
        "digit month",
        rf"{ALONE}{NAMED}{DAY}(?: of)?[ -]{MONTH},?[ -]{YEAR}",
        _date,
        ("The town fell on 5 December 2024.", "5 December 2024: 2024-12-05 day"),
        ("It began on Thursday, 28 Nov 2024.", "Thursday, 28 Nov 2024: 2024-11-28 day"),
        ("The 3rd of May 2013 was calm.", "3rd of May 2013: 2013-05-03 day"),
        ("Logged on 03-May-2013 by hand.", "03-May-2013: 2013-05-03 day"),
    ),
    absolute(
        "full date, month first",
        "digit month",
        rf"\b{NAMED}{MONTH} (?:the )?{DAY},? {YEAR}",
        _date,
        ("Dec. 5, 2024: shelling in the east.", "Dec. 5, 2024: 2024-12-05 day"),
        ("It was March 7 2022.", "March 7 2022: 2022-03-07 day"),
    ),
    absolute(
        "date with a year of two digits",
        "digit month",
        rf"{ALONE}{DAY} {MONTH} (?P<short>[0-9]\d)(?=[ ,]? ?(?:[(\[\])]|--|$))",
        _short,
        ("KHARGA, 7 Jan 90 (Wire)", "7 Jan 90: 1990-01-07 day"),
        ("On 7 May 90 people died.", "7 May: 2024-05-07 day"),
    ),
    absolute(
        "ISO date",
        "digit",
        r"(?<![\w/.-])(?P<year>(?:18|19|20)\d\d)(?P<mark>[-/.])(?P<m>\d\d?)(?P=mark)(?P<d>\d\d?)(?!\d)",
        _iso,
        ("Recorded 2024-12-05 at the crossing.", "2024-12-05: 2024-12-05 day"),
        ("File 2024/13/05 is damaged.", ""),
    ),
    absolute(
        "numeric date",
        "digit",
        r"(?<![\w/.-])(?P<a>\d\d?)(?P<mark>[/.-])(?P<b>\d\d?)(?P=mark)(?P<year>(?:19|20)\d\d)(?!\d)",
        _numeric,
        ("Dated 13/11/2024 by the clerk.", "13/11/2024: 2024-11-13 day"),
        ("Dated 11/13/2024 by the clerk.", "11/13/2024: 2024-11-13 day"),
        ("Dated 05.12.2024 by the clerk.", "05.12.2024: 2024-12-05 day"),
        ("Dated 05/12/2024 by the clerk.", ""),
    ),
    absolute(
        "days of a month of a year",
        "digit month",
        rf"{ALONE}{DAY}{TO}{LAST_DAY} {MONTH},? {YEAR}",
        _run,
        (
            "Talks ran between 5 and 9 May 2023.",
            "5 and 9 May 2023: 2023-05-05..2023-05-09 day during",
        ),
    ),
    relative(
        "days of a month, month last",
        "digit month",
        rf"{ALONE}{DAY}{TO}{LAST_DAY} {MONTH}(?P<year>)",
        _run,
        (
            "Talks ran between 5 and 9 November.",
            "5 and 9 November: 2024-11-05..2024-11-09 day during",
        ),
        ("The 1-4 December raids went on.", "1-4 December: 2024-12-01..2024-12-04 day during"),
    ),
    absolute(
        "days of a month of a year, month first",
        "digit month",
        rf"\b{MONTH} {DAY}{TO}{LAST_DAY},? {YEAR}",
        _run,
        ("The May 5-9, 2023 raids.", "May 5-9, 2023: 2023-05-05..2023-05-09 day during"),
    ),
    relative(
        "days of a month, month first",
        "digit month",
        rf"\b{MONTH} {DAY}{TO}{LAST_DAY}(?! [A-Z])(?P<year>)",
        _run,
        (
            "Raids on November 27-29 hit bridges.",
            "November 27-29: 2024-11-27..2024-11-29 day during",
        ),
    ),
    relative(
        "date without a year, day first",
        "digit month",
        rf"{ALONE}{NAMED}{DAY}(?: of)? {MONTH}{NO_YEAR}(?! (?:have|be|not)\b)",
        _yearless,
        ("Rebels came on 27 November.", "27 November: 2024-11-27 day"),
        ("It was said on 29 February 2023.", "February 2023: 2023-02-01..2023-02-28 month"),
        ("Talks were held on the 20th of December.", "20th of December: 2024-12-20 day"),
        (
            "Shells fell from 28 November to 2 December.",
            "from 28 November to 2 December: 2024-11-28..2024-12-02 day during",
        ),
    ),
    relative(
        "date without a year, month first",
        "digit month",
        rf"(?<![Ii]n )\b{NAMED}{MONTH} (?:the )?{DAY}{NO_YEAR}"
        r"(?![:,.]\d|%| ?[ap]\.?m\b| (?:people|civilians)\b)",
        _yearless,
        ("Dec. 5 brought rain.", "Dec. 5: 2024-12-05 day"),
        ("In November 12 people died.", "November: 2024-11-01..2024-11-30 month"),
    ),
    relative(
        "month of this year",
        "month unit",
        rf"(?:{ALONE}{DAY} |\b){MONTH},?(?: of)? (?P<which>(?i:last|this|next)) year\b",
        _of_year,
        ("He fled in July last year.", "July last year: 2023-07-01..2023-07-31 month"),
        ("He fled on 3 July this year.", "3 July this year: 2024-07-03 day"),
    ),
    relative(
        "week of a day",
        "digit month unit",
        rf"\b(?i:the week (?:of|starting|beginning)) {MONTH} {DAY}",
        _week_of,
        (
            "The hill fell in the week of November 20.",
            "the week of November 20: 2024-11-18..2024-11-24 week",
        ),
    ),
    relative(
        "feast",
        "feast",
        rf"\b(?:(?P<which>(?i:last|this|next)) )?(?P<feast>{'|'.join(_FEASTS)})\b",
        _feast,
        ("Missiles fell on New Year's Day.", "New Year's Day: 2025-01-01 day"),
        ("Missiles fell last Easter.", "last Easter: 2024-03-31 day"),
        ("Missiles fell on Thanksgiving.", "Thanksgiving: 2024-11-28 day"),
    ),
)

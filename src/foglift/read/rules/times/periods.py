"""Rows of months, quarters, seasons, years, decades and centuries of the calendar."""

import re
from dataclasses import replace
from datetime import date

from dateutil.relativedelta import relativedelta

from foglift import text
from foglift.read.rules.times.intervals import (
    Anchor,
    Interval,
    days,
    months,
    period,
    season,
    year,
)
from foglift.read.rules.times.words import (
    ALONE,
    MONTH,
    MONTHS,
    ORDINALS,
    SHIFTS,
    YEAR,
    Expression,
    Match,
    absolute,
    month,
    relative,
)

_IN = (
    r"in|since|until|till|by|before|after|during|from|through|throughout|the year|as of"
    r"|start of|beginning of|middle of|end of|early|late|mid|to|between"
)
_PLACING_YEAR = re.compile(
    rf"(?i:\b(?:{_IN}|through the|the late|the early) ?-?)$"
    r"|ed by (?:the )?[A-Z][\w/]+(?: [A-Z][\w/]+)? $"  # "captured by Russia 2022"
)
_PLACING_MONTH = re.compile(
    rf"(?i:\b(?:{_IN}|of|early in|late in|as early as|back in|last|each|every) ?-?)$"
)
_THE = re.compile(r"\b(?:[Tt]he|[Tt]h(?:at|is)|[Ii]ts|[Tt]heir|[Hh]is|[Hh]er|[Aa]) $")
_PLURAL = re.compile(r" [a-z]+s\b")
_PLAIN_MONTHS = {"january", "february", "july", "september", "october", "november", "december"}
"""Months whose names are no other word, nor a person's name."""
_ARTICLE = re.compile(r"\b(?:an?|the|its|their|his|her|\w+'s) $")
_NO_YEAR_AFTER = re.compile(
    r"(?:\b(?:(?!(?:For|And|But|Both|With|Only|Then|Now) )[A-Z]\w*|[Rr]esolution|about|around"
    r"|some|than|nearly|almost|least|most|only|over|up to"
    r"|estimated|killed|wounded|lost|total|number|of the|those|all|these)|[$€£#]|\bNo\.) $"
)
_COUNTED = (
    r"(?! (?:[a-z]{3,20} )?(?:people|civilians|soldiers|fighters|troops|children|women|men|homes"
    r"|families|villages|houses|prisoners|refugees|bodies|shells|dead|km|kilomet|met|miles|points?)\w*)"
)
_REPORTED = 200
"""Days after its end in which a quarter is still the one that is told of."""
_TENS = {
    "twenties": 20, "thirties": 30, "forties": 40, "fifties": 50, "sixties": 60, "seventies": 70,
    "eighties": 80, "nineties": 90,
}  # fmt: skip
_ORDINAL = rf"(?P<nth>(?i:{'|'.join(ORDINALS)}))"
_WHICH = r"(?P<which>(?i:last|this|next|past|previous|current|coming))"


def _month_year(match: Match, anchor: Anchor) -> Interval:
    return months(int(match["year"]), month(match), "month")


def _bare_month(match: Match, anchor: Anchor) -> Interval | None:
    here, number = anchor.day, month(match)
    of, which = here.year, (match["which"] or "").lower()
    if not (which or _is_month(match)):
        return None
    if which == "last" and 0 < (here.month - number) % 12 <= 1:
        of -= 1  # "last February" in March: the month before is "last month"
    if which == "next" or (anchor.future and which != "last"):
        of += number < here.month or (which == "next" and number == here.month)
    elif which != "this":
        of -= number > here.month or (which == "last" and number == here.month)
    return months(of, number, "month")


def _is_month(match: Match) -> bool:
    """Whether a bare name is the month: "in May", "late April", "the September raids", but not
    "May Stone" or "march on"."""
    name = match["month"].lower()
    if name not in MONTHS and not match["month"].endswith("."):
        return False
    line = match.string
    if _placed(match, _PLACING_MONTH):
        return True
    beside = re.match(r" [A-Z]", line[match.end() : match.end() + 2])
    plain = name in _PLAIN_MONTHS or (name != "may" and _placed(match, _ARTICLE))
    return plain and not beside


def _placed(match: Match, words: re.Pattern[str]) -> bool:
    """Whether the words before make the bare month or year a time ("in May", "late 2016")."""
    return words.search(match.string[max(0, match.start() - 24) : match.start()]) is not None


def _year(match: Match, anchor: Anchor) -> Interval | None:
    if not _placed(match, _PLACING_YEAR):
        known = _placed(match, _THE) or not (
            match.start() == 0
            or _PLURAL.match(match.string, match.end())
            or _placed(match, _NO_YEAR_AFTER)
        )
        if not known:
            return None
    return year(int(match["year"]))


def _named_year(match: Match, anchor: Anchor) -> Interval:
    return year(int(match["year"]))


def _spelled_year(match: Match, anchor: Anchor) -> Interval | None:
    """ "nineteen ninety-six", "the year two thousand"."""
    rest = text.number(match["rest"].replace("-", " ")) if match["rest"] else None
    if match["rest"] and (rest is None or rest.low is None or rest.low < 10):
        return None
    found = year((1900 if match["rest"] else 2000) + (rest.low or 0 if rest else 0))
    if not match["month"]:
        return found
    return months(found.start.year if found.start else 0, month(match), "month")


def _years(match: Match, anchor: Anchor) -> Interval | None:
    first = int(match["year"])
    last = int(match["last"] or match["year"][:2] + match["short"])
    if not first < last <= first + 150:
        return None
    return Interval(date(first, 1, 1), date(last, 12, 31), "year", "during")


def _open_years(match: Match, anchor: Anchor) -> Interval:
    return Interval(date(int(match["year"]), 1, 1), None, "year", "since")


def _decade(match: Match, anchor: Anchor) -> Interval:
    words = match["decade"].lower()
    first = int(words) if words.isdecimal() else _TENS[words]
    first += 1900 if first < 100 else 0
    return Interval(date(first, 1, 1), date(first + 9, 12, 31), "decade", unit="decade")


def _century(match: Match, anchor: Anchor) -> Interval:
    first = (int(match["nth"]) - 1) * 100
    return Interval(date(first + 1, 1, 1), date(first + 100, 12, 31), "decade", unit="century")


def _season(match: Match, anchor: Anchor) -> Interval:
    return season(int(match["year"]), match["season"])


def _last_season(match: Match, anchor: Anchor) -> Interval:
    here = anchor.day
    found = season(here.year, match["season"])
    which = SHIFTS[match["which"].split()[-1].lower()]
    if which < 0 and found.end and found.end >= here:
        return season(here.year - 1, match["season"])
    if which > 0 and found.start and found.start <= here:
        return season(here.year + 1, match["season"])
    return found


def _quarter_of(match: Match, anchor: Anchor) -> Interval:
    """ "the third quarter of 2023", "this year's third quarter"."""
    shift = 0 if match["year"] else SHIFTS[match["which"].lower()]
    of = int(match["year"] or anchor.day.year) + shift
    unit = "half" if match["unit"].lower() == "half" else "quarter"
    return _nth(of, match["nth"], unit)


def _nth(of: int, nth: str, unit: str) -> Interval:
    number = ORDINALS[nth.lower()]
    if unit == "half":
        return months(of, 1 + 6 * (number - 1), "half")
    return months(of, 1 + 3 * (number - 1), "quarter")


def _bare_quarter(match: Match, anchor: Anchor) -> Interval:
    """The last such quarter that has begun; in what looks ahead the next that has not ended."""
    found = _nth(anchor.day.year, match["nth"], match["unit"].lower())
    if anchor.future and found.end and found.end < anchor.day - days(_REPORTED):
        return _nth(anchor.day.year + 1, match["nth"], match["unit"].lower())
    if not anchor.future and found.start and found.start > anchor.day:
        return _nth(anchor.day.year - 1, match["nth"], match["unit"].lower())
    return found


def _that_quarter(match: Match, anchor: Anchor) -> Interval:
    """ "the quarter", "the latest quarter": the last one told, else the last that has ended."""
    told = _told(anchor)
    if told is not None and told.start and told.start <= anchor.day:
        return told
    return period(anchor.day - relativedelta(months=3), "quarter")


def _quarter_of_year(match: Match, anchor: Anchor) -> Interval | None:
    """ "the 2023 quarter": the one told before, of that year."""
    told = _told(anchor)
    if told is None or told.start is None:
        return None
    return _moved(told, int(match["year"]) - told.start.year)


def _told(anchor: Anchor) -> Interval | None:
    """The last quarter told, but not one that was only compared with; None where it was some
    months without a quarter."""
    for each in reversed(anchor.told):
        if each.length is not None and each.length.unit == "month":
            return None
        if each.unit == "quarter" and each.base is None:
            return each
    return None


def _moved(told: Interval, years: int) -> Interval:
    start = told.start and told.start + relativedelta(years=years)
    end = told.end and told.end + relativedelta(years=years)
    return replace(told, start=start, end=end, base=told.start)


def _year_before(match: Match, anchor: Anchor) -> Interval | None:
    """ "the year-earlier period", "up from a year earlier": the quarter or the month told, a
    year before."""
    told = _told(anchor)
    if told is not None:
        return _moved(told, -1)
    return year(anchor.day.year - 1) if "-" in match.group() else None


ROWS: tuple[Expression, ...] = (
    absolute(
        "month of a year",
        "digit month",
        rf"\b{MONTH}(?: of|,)? {YEAR}",
        _month_year,
        ("The deal of November 2024 failed.", "November 2024: 2024-11-01..2024-11-30 month"),
        ("In late June 2023 the front moved.", "late June 2023: 2023-06-21..2023-06-30 week"),
    ),
    relative(
        "month",
        "month",
        rf"\b(?:(?P<which>(?i:last|this|next)) )?{MONTH}",
        _bare_month,
        ("They met in November.", "November: 2024-11-01..2024-11-30 month"),
        (
            "The line has held since last March.",
            "since last March: 2024-03-01..2024-12-05 month since",
        ),
        ("Snow fell in mid-December.", "mid-December: 2024-12-11..2024-12-20 week"),
        ("The September raids were worse.", "September: 2024-09-01..2024-09-30 month"),
        ("General May said the march went on.", ""),
        ("Ms July Stone spoke.", ""),
    ),
    absolute(
        "years",
        "digit",
        rf"{ALONE}(?P<year>(?:18|19|20)\d\d)[-–](?:(?P<last>(?:18|19|20)\d\d)|(?P<short>\d\d))"
        r"(?![\w%]|[.,/:-]\d)",
        _years,
        ("In the 2011-2016 war they fled.", "2011-2016: 2011-01-01..2016-12-31 year during"),
        (
            "It changed hands between 2012 and 2016.",
            "between 2012 and 2016: 2012-01-01..2016-12-31 year during",
        ),
    ),
    absolute(
        "open years",
        "digit",
        r"(?<=\()(?P<year>(?:18|19|20)\d\d) ?[-–] ?(?:present|ongoing|now)\b",
        _open_years,
        (
            "The Siege of Loikaw (2021-present) goes on.",
            "2021-present: 2021-01-01.. year since",
        ),
    ),
    absolute(
        "year",
        "digit",
        rf"(?:{ALONE}|(?<=[Mm]id-)){YEAR}{_COUNTED}",
        _year,
        ("The war began in 2011.", "2011: 2011-01-01..2011-12-31 year"),
        ("Captured by the RSF 2023.", "2023: 2023-01-01..2023-12-31 year"),
        ("They have ruled since 2016.", "since 2016: 2016-01-01..2024-12-05 year since"),
        ("By late 2013 it was over.", "By late 2013: ..2013-12-31 month until"),
        ("The 2003 invasion began at dawn.", "2003: 2003-01-01..2003-12-31 year"),
        ("Resolution 2024 names 2016 villages.", ""),
        ("The army lost 2016 men.", ""),
        ("The 2016 men were freed.", ""),
    ),
    absolute(
        "fiscal year",
        "digit fiscal",
        rf"\b(?:[Ff]iscal|FY) ?(?:year )?{YEAR}",
        _named_year,
        ("Spending on arms rose in fiscal 2023.", "fiscal 2023: 2023-01-01..2023-12-31 year"),
    ),
    absolute(
        "year in words",
        "nineteen",
        rf"\b(?:{MONTH} )?(?:(?i:the year two thousand)\b"
        rf"|(?i:nineteen)[ -](?P<rest>(?i:{text.SMALL}))(?! [a-z]+s\b))",
        _spelled_year,
        ("He came in nineteen ninety-six.", "nineteen ninety-six: 1996-01-01..1996-12-31 year"),
        (
            "It is about the year two thousand.",
            "the year two thousand: 2000-01-01..2000-12-31 year",
        ),
        ("It took nineteen men.", ""),
    ),
    absolute(
        "decade",
        "digit",
        r"\b(?P<decade>(?<=')[2-9]0|1[89]\d0|20[0-3]0)'?s\b",
        _decade,
        ("A massacre in the 1980s is not forgotten.", "1980s: 1980-01-01..1989-12-31 decade"),
        ("It was built in the early 1990s.", "early 1990s: 1990-01-01..1993-12-31 decade"),
        ("The early 1980's were calm.", "early 1980's: 1980-01-01..1983-12-31 decade"),
        ("A man in his 80s was hurt.", ""),
    ),
    absolute(
        "decade in words",
        "nineteen",
        rf"\b(?:(?i:the) |(?<=mid-))(?:nineteen[- ])?(?P<decade>(?i:{'|'.join(_TENS)}))\b",
        _decade,
        ("Much was lost in the nineties.", "the nineties: 1990-01-01..1999-12-31 decade"),
        ("A man in his nineties was hurt.", ""),
    ),
    absolute(
        "century",
        "century",
        r"\b(?P<nth>[1-9]|1\d|2[01])(?:st|nd|rd|th)[- ](?i:century)\b",
        _century,
        ("The fort is of the 12th century.", "12th century: 1101-01-01..1200-12-31 decade"),
    ),
    absolute(
        "season of a year",
        "digit season",
        rf"\b(?P<season>(?i:spring|summer|autumn|fall|winter))(?: of|,)? {YEAR}",
        _season,
        ("The spring 2022 campaign stalled.", "spring 2022: 2022-03-01..2022-05-31 month"),
    ),
    relative(
        "season",
        "season",
        r"\b(?P<which>(?i:last|this|next|this past|this coming)) (?P<season>spring|summer|autumn"
        r"|fall|winter)\b",
        _last_season,
        ("Last summer the dam broke.", "Last summer: 2024-06-01..2024-08-31 month"),
        ("Last winter the dam broke.", "Last winter: 2023-12-01..2024-02-29 month"),
    ),
    absolute(
        "quarter of a year",
        "digit quarter",
        rf"\b(?:(?i:the ){_ORDINAL}[- ](?P<unit>(?i:quarter|half))(?: of|,)? {YEAR}(?P<which>))",
        _quarter_of,
        (
            "Losses rose in the third quarter of 2023.",
            "the third quarter of 2023: 2023-07-01..2023-09-30 month",
        ),
    ),
    absolute(
        "quarter of a year, year first",
        "digit quarter",
        rf"{ALONE}{YEAR}(?:'s)? {_ORDINAL}[- ](?P<unit>(?i:quarter|half))\b(?P<which>)",
        _quarter_of,
        ("In 2023's first half aid fell.", "2023's first half: 2023-01-01..2023-06-30 month"),
        ("The 2023 second quarter was calm.", "2023 second quarter: 2023-04-01..2023-06-30 month"),
    ),
    relative(
        "quarter of this year",
        "quarter unit",
        rf"\b(?:{_WHICH} year's {_ORDINAL}[- ](?P<unit>(?i:quarter|half))(?P<year>))\b",
        _quarter_of,
        (
            "Last year's fourth quarter was worse.",
            "Last year's fourth quarter: 2023-10-01..2023-12-31 month",
        ),
    ),
    relative(
        "quarter",
        "quarter",
        rf"\b(?:[Tt]he )?{_ORDINAL}[- ](?P<unit>(?i:quarter))\b",
        _bare_quarter,
        ("Third-quarter losses were heavy.", "Third-quarter: 2024-07-01..2024-09-30 month"),
    ),
    relative(
        "quarter told before",
        "quarter",
        r"\b(?i:(?:the|that|this|the latest|the same|the most recent) (?:quarter|latest period))\b"
        r"(?! of\b|-)|\b(?i:the latest) period\b",
        _that_quarter,
        ("Losses grew in the latest quarter.", "the latest quarter: 2024-07-01..2024-09-30 month"),
    ),
    relative(
        "told quarter of another year",
        "digit quarter",
        rf"(?i:the) {YEAR} (?:quarter|period)\b",
        _quarter_of_year,
        (
            "The third quarter was worse than the 2022 period.",
            "The third quarter: 2024-07-01..2024-09-30 month; "
            "the 2022 period: 2022-07-01..2022-09-30 month",
        ),
    ),
    relative(
        "told quarter a year before",
        "unit",
        r"\b(?i:(?:in |from )?(?:the )?(?:(?:comparable|corresponding) )?year-(?:earlier|ago)"
        r"(?: (?:(?:first|second|third|fourth) )?(?:quarter|period)\b)?"
        r"|(?:a|one) year (?:ago|earlier|before)\b"
        r"|the (?:corresponding|comparable|same) (?:quarter|period)(?: of)? last year\b)",
        _year_before,
        (
            "Losses in the third quarter were above those of a year earlier.",
            "the third quarter: 2024-07-01..2024-09-30 month; "
            "a year earlier: 2023-07-01..2023-09-30 month",
        ),
    ),
)

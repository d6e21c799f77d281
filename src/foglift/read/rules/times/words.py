"""The words of times, as pieces of regular expressions, and what they stand for."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from foglift import text
from foglift.read.rules.times.intervals import Anchor, Interval, Length, Unit

Match = re.Match[str]
Read = Callable[[Match, Anchor], Interval | None]


@dataclass(frozen=True, slots=True)
class Expression:
    """A kind of time expression. A `relative` one cannot be placed without the report's date.

    A line is searched where it has a word of each kind in `needs` (see `KINDS`). The words of
    the time are the group "said", where the pattern has one, else the whole match.

    `examples` are pairs: a sentence, and what is read in it in a report of Thursday 5 December
    2024, as "words: start..end precision sense" (without the sense "at"); "" for nothing. Of a
    row that dates nothing they say what it names: "three days: 3 day", "daily: often 1 day".
    """

    name: str
    pattern: re.Pattern[str]
    read: Read
    relative: bool
    needs: tuple[str, ...]
    examples: tuple[tuple[str, str], ...]
    dates: bool = True


def absolute(
    name: str, needs: str, pattern: str, read: Read, *examples: tuple[str, str]
) -> Expression:
    """A row of the grammar; `needs` are words of `KINDS`."""
    return Expression(name, re.compile(pattern), read, False, tuple(needs.split()), examples)


def relative(
    name: str, needs: str, pattern: str, read: Read, *examples: tuple[str, str]
) -> Expression:
    """A row whose days are reckoned from the report's, or from those told before."""
    return Expression(name, re.compile(pattern), read, True, tuple(needs.split()), examples)


def timeless(
    name: str, needs: str, pattern: str, read: Read, *examples: tuple[str, str]
) -> Expression:
    """A row of what dates nothing: a length, a habit, a vague word."""
    return Expression(
        name, re.compile(pattern), read, True, tuple(needs.split()), examples, dates=False
    )


# ------------------------------------------------------------------------------------- names

MONTHS = [
    "january", "february", "march", "april", "may", "june", "july", "august", "september",
    "october", "november", "december",
]  # fmt: skip
DAYS = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
THIRDS = {
    "early": "early", "start": "early", "beginning": "early", "mid": "mid", "middle": "mid",
    "late": "late", "end": "late",
}  # fmt: skip
ORDINALS = {"first": 1, "1st": 1, "second": 2, "2nd": 2, "third": 3, "3rd": 3, "fourth": 4,
            "4th": 4}  # fmt: skip
SHIFTS = {"last": -1, "past": -1, "previous": -1, "this": 0, "current": 0, "next": 1, "coming": 1}

KINDS: dict[str, tuple[str, ...]] = {
    "month": tuple(month[:3] for month in MONTHS),
    "weekday": ("nday", "sday", "iday", "urday"),
    "unit": (
        "second", "minute", "hour", "day", "week", "month", "quarter", "year", "decade", "centur",
    ),
    "quarter": ("quarter", "half", "period"),
    "season": tuple(SEASON for SEASON in ("spring", "summer", "autumn", "fall", "winter")),
    "part": ("morning", "afternoon", "evening", "night", "noon"),
    "today": ("today", "tonight", "yesterday", "tomorrow", "overnight", "night", "morning",
              "afternoon", "evening"),
    "weekend": ("weekend",),
    "fiscal": ("fiscal",),
    "century": ("centur",),
    "nineteen": ("nineteen", "two thousand", "nineties", "eighties", "seventies", "sixties",
                 "fifties", "forties", "thirties", "twenties"),
    "often": ("daily", "weekly", "monthly", "annually", "yearly", "hourly", "nightly"),
    "feast": (
        "christmas", "new year", "epiphany", "valentine", "nowruz", "may day", "bastille",
        "halloween", "veterans", "armistice", "boxing", "palm", "good friday", "easter",
        "thanksgiving", "labor day", "memorial day",
    ),
    "later": ("later", "earlier", "before", "after"),
    "ago": ("ago",),
    "now": (
        "now", "current", "these days", "at present", "at the moment", "recent", "lately",
        "the past", "future", "soon", "near term", "short term", "previously", "presently",
    ),
    "that": ("same", "that ", "next", "following", "previous"),
    "year-end": ("year-end", "year end", "year's end"),
}  # fmt: skip
"""Kinds of words, each with what one of them must have in small letters: most sentences have
none, and need no further look. "digit" is any digit."""


# ---------------------------------------------------------------------------------- patterns

MONTH = (
    r"(?P<month>January|February|March|April|May|June|July|August|September|October|November"
    r"|December|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b\.?)"
)
DAY = r"(?P<day>0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?\b"
LAST_DAY = r"(?P<last>0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?\b"
YEAR = r"(?P<year>(?:18|19|20)\d\d)(?![\d%]|[.,]\d|-[a-z]| ?(?:hrs|hours|h)\b)\b"
NO_YEAR = r"(?!,? (?:18|19|20)\d\d\b)"
ALONE = r"(?<![\w$€£/.,:+-])"  # before digits: not a piece of a longer number
NAMED = rf"(?:(?:Mon|Tues?|Wed|Thurs?|Fri|Sat|Sun|{'|'.join(DAYS).title()})\.?,? (?:the )?)?"
WEEKDAY = rf"(?P<weekday>(?i:{'|'.join(DAYS)}))\b"
UNIT = (
    r"(?P<unit>(?i:second(?=s|-)|minute|hour|day|week(?!end)|month|quarter|year|decade"
    r"|centur(?=y|ie)))"
)
UNITS = rf"{UNIT}(?:s|y|ies)?\b"
_COUNT = (
    rf"(?:(?:\d{{1,3}}|{text.SMALL}) (?:to|or) (?:\d{{1,3}}|{text.SMALL})|\d{{1,3}} 1/2"
    rf"|\d{{1,2}}\.5|\d{{1,4}}|(?:an?|one|two|three|four|five) (?:hundred|thousand)"
    rf"|{text.SMALL}(?: and a half)?|(?:a )?few|(?:a )?couple(?: of)?|several|many|half a dozen"
    r"|a dozen)"
)
COUNT = rf"(?P<number>(?<![\w.,$])(?i:{_COUNT}))"
NUMBER = rf"(?P<number>(?<![\w.,$])(?i:{_COUNT}|an?(?! few| couple)))"
"""A number, "a few" and "several" too; `COUNT` is without the bare article of "a week"."""
TO = r" ?(?:-|–| to | and | or | until | through ) ?"
PART = r"(?: (?:(?:early|late|mid) )?(?P<part>(?i:morning|afternoon|evening|night)s?|overnight))?"
HOUR = r"(?i:\b(?:early|late|earlier|later|overnight)(?: on| into)? )?"
_FIGHTING = (
    r"(?:offensive|war|conflict|siege|campaign|battle|assault|bombardment|insurgency|uprising"
    r"|revolt|rebellion|fighting|operation|blockade|occupation|push|invasion|advance|onslaught"
    r"|clashes|shelling|bombing|strikes|violence)\b"
)
_STATE = rf"(?:{_FIGHTING}|(?:ceasefire|cease-fire|truce|agreement|deal|government)\b)"
_BETWEEN = r"(?:[\w'-]{1,20} ){0,2}?"
FIGHTING = rf"{_BETWEEN}{_FIGHTING}"
"""What goes on for so long, a few words after its length: "heavy shelling"."""
LASTING = rf"{_BETWEEN}{_STATE}"
"""What goes on or holds: fighting, a truce, an agreement, a government."""


# -------------------------------------------------------------------------- what they stand for


_RANGE = re.compile(r"(.+) (?:to|or) (.+)")
_MANY = (3, 30)


def month(match: Match) -> int:
    short = match["month"].rstrip(".").lower()[:3]
    return next(n for n, name in enumerate(MONTHS, start=1) if name.startswith(short))


def unit(match: Match) -> Unit:
    said = match["unit"].lower()
    units: dict[str, Unit] = {
        "second": "second", "minute": "minute", "hour": "hour", "day": "day", "week": "week",
        "month": "month", "quarter": "quarter", "year": "year", "decade": "decade",
        "centur": "century",
    }  # fmt: skip
    return units[said]


def number(match: Match) -> tuple[int, int]:
    """The number of the match, from low to high: "a few" 3 to 9; one where none is said."""
    words = (match["number"] or "a").lower().removesuffix(" of").removesuffix(" and a half")
    words = words.removesuffix(" 1/2").removesuffix(".5")
    if words == "many":
        return _MANY
    if ends := _RANGE.fullmatch(words):
        return _ends(ends[1])[0], _ends(ends[2])[1]
    return _ends(words)


def _ends(words: str) -> tuple[int, int]:
    said = text.number(words) or text.number("a " + words)
    low, high = (said.low, said.high) if said else (None, None)
    return low or 1, high or low or 1


def length(match: Match) -> Length:
    """How long the words say: "a few weeks" without a count."""
    low, high = number(match)
    words = (match["number"] or "a").lower()
    half = 0.5 if words.endswith((" and a half", " 1/2", ".5")) else 0
    return Length(low + half if low == high else None, unit(match))

"""The sentences of a brief as patterns: what stands where in them, to be compared with claims.

Written apart from what writes the sentences, so that a fault there is seen here.
"""

import re
from collections.abc import Iterable
from datetime import date, timedelta
from typing import NamedTuple

from foglift.codebook import Book
from foglift.publish.wording import MONTHS

_MONTH = "|".join(MONTHS)
_DAY = rf"\d{{1,2}} (?:{_MONTH})(?: \d{{4}})?"
_SPAN = rf"(?:\d{{1,2}} or {_DAY}|{_DAY} or {_DAY}|{_DAY})"
# When something was, as every template words it.
WHEN = (
    rf"(?:(?:on|by|from|since|as of) {_SPAN}|between {_DAY} and {_DAY}"
    rf"|(?:in|since) the week of {_DAY}|(?:in|since) (?:(?:{_MONTH}) )?\d{{4}}s?"
    r"|on a day not given)"
)
_WORDS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
NUMBER = rf"(?:\d{{1,3}}(?:\.\d)? million|\d[\d,]*|{'|'.join(_WORDS)})"

_PARTIES = r"(?:; of the parties, (?P<parties>[^;]+?) said so too)?"
# Who stands behind an event, by grade.
GRADED = {
    "acknowledged": r"(?P<by>.+?) acknowledged that (?P<event>.+?)"
    rf"(?:; (?P<also>[^;]+?) also reported it)?{_PARTIES}",
    "corroborated": rf"(?P<event>.+?), according to (?P<lines>{NUMBER}) independent sources?[:,] "
    rf"(?P<by>[^;]+?){_PARTIES}",
    "reported": r"(?P<by>.+?) said (?P<event>.+?); no second independent source so far",
    "claimed": r"(?P<by>.+?) claimed that (?P<event>.+?); no source outside (?P<outside>[^;]+?) "
    r"has reported it",
    "unattributed": r"(?P<by>.+?) said (?P<event>.+?); no named source so far",
    "denied": r"(?P<deniers>.+?) denied that (?P<event>.+?); no report loaded here asserts it",
    "withdrawn": r"the source of the report that (?P<event>.+?) took it back",
}
_TAIL = (
    r"(?:; nothing newer has been reported for two weeks)?"
    r"(?:; [^;]+ (?:is|are) covered by that only as part of it)?"
    r"(?:; (?P<against>[^;]+?) (?:also )?(?P<denial>denied this|said otherwise))?"
    r"(?:; (?P<named>[^;]+ (?:named|said so of itself)[^;]*))?"
)
_GRADED = {
    grade: re.compile(
        f"{core}{_TAIL if grade != 'denied' else _TAIL.replace('against', 'other')}\\."
    )
    for grade, core in GRADED.items()
}

# What is said of a place under "Control": the change, who, the place, when.
CONTROL = {
    "takes": r"(?P<who>.+?) took (?P<part>parts? of )?(?P<place>.+?)",
    "enters": r"(?P<who>.+?) (?:entered|had) (?P<part>parts? of )?(?P<place>.+?)",
    "holds": r"(?P<place>.+?) (?:was|were|has been|have been) held by (?P<who>.+?)",
    "besieges": r"(?P<place>.+?)(?:, held by (?P<who>.+?),)? (?:was|were|has been|have been) "
    r"surrounded",
    "contests": r"(?P<part>parts? of )?(?P<place>.+?) (?:was|were|has been|have been) fought over",
    "leaves": r"(?P<who>.+?) gave up (?P<place>.+?)",
    "taken": r"(?P<place>.+?) (?:was|were) taken",
}
_UNSAID = r"(?:, and by whom is not said|, and who has (?:it|them) now is not said)?"
_CONTROL = {
    change: re.compile(rf"{core}(?: (?P<when>{WHEN}))?{_UNSAID}")
    for change, core in CONTROL.items()
}


class Support(NamedTuple):
    """A sentence taken apart: how well the event stands, who says so, which parties say so beside
    them, who denies it."""

    grade: str
    event: str
    by: str
    parties: str
    lines: int
    against: str
    denial: str
    named: str


def support(text: str) -> Support | None:
    """A graded sentence taken apart; None where it has another form."""
    opened = text[:1].lower() + text[1:] if not text[:2].isupper() else text
    for grade, pattern in _GRADED.items():
        found = pattern.fullmatch(text) or pattern.fullmatch(opened)
        if found:
            parts = {name: words or "" for name, words in found.groupdict().items()}
            by = " and ".join(filter(None, (parts.get("by"), parts.get("also"))))
            against = parts.get("against") or parts.get("deniers") or ""
            denial = "denied" if grade == "denied" else parts.get("denial", "")
            lines, named = number(parts.get("lines", "")), parts.get("named", "")
            besides = parts.get("parties", "")
            return Support(grade, parts["event"], by, besides, lines, against, denial, named)
    return None


def number(words: str) -> int:
    """ "three", "1,200" -> the number; 0 where it is none."""
    if words.endswith(" million"):
        return round(float(words.removesuffix(" million")) * 1_000_000)
    if words in _WORDS:
        return _WORDS.index(words)
    return int(words.replace(",", "")) if words[:1].isdigit() else 0


def control(event: str) -> tuple[str, dict[str, str]] | None:
    """What is said of which place: ("takes", {"who": ..., "place": ..., "when": ...})."""
    for change, pattern in _CONTROL.items():
        if found := pattern.fullmatch(event):
            return change, {name: words or "" for name, words in found.groupdict().items()}
    return None


def clause(row_said: str, names: Iterable[str], places: Iterable[str]) -> re.Pattern[str]:
    """The pattern of one event: the words of its row, with these names and places in its slots."""
    who, where = _listed(names), _listed(places)
    slots = {
        "actors": rf"(?P<actors>{who})",
        "recipients": rf"(?P<recipients>{who})",
        "place": rf"(?P<place>(?:part of |an area (?:near|outside|towards) )?{where})",
    }
    text = ""
    for piece in re.split(r"(\{\w+\}|\[|\])", row_said):
        if piece[:1] == "{":
            text += slots[piece[1:-1]]
        else:
            text += {"[": "(?:", "]": ")?"}.get(piece, re.escape(piece))
    beside = rf"(?: (?:in|near|outside|towards|from) (?P<beside>{where}))?"
    return re.compile(f"{text}{beside}")


def _listed(names: Iterable[str]) -> str:
    known = sorted({re.escape(name) for name in names if name}, key=lambda one: (-len(one), one))
    one = f"(?:{'|'.join(known)})" if known else "(?!)"
    return rf"{one}(?:(?:, | and ){one}){{0,8}}"


def members(words: str, names: Iterable[str]) -> list[str]:
    """The names that a list of them holds, longest first where one holds another."""
    known = sorted({name for name in names if name}, key=lambda one: (-len(one), one))
    pattern = re.compile("|".join(rf"(?<!\w){re.escape(name)}(?!\w)" for name in known) or "(?!)")
    return pattern.findall(words)


def days(words: str, year: int) -> list[tuple[date, date]]:
    """Each time named in the words, as its first and last possible day."""
    found: list[tuple[date, date]] = []
    for match in re.finditer(WHEN, words):
        said = match[0]
        named = [
            _date(one, year)
            for one in re.finditer(
                rf"(\d{{1,2}})(?: or \d{{1,2}})? ({_MONTH})(?: (\d{{4}}))?", said
            )
        ]
        second = re.search(rf"\d{{1,2}} or (\d{{1,2}}) ({_MONTH})(?: (\d{{4}}))?", said)
        if second:
            named.append(_date(second, year))
        if not named:
            found += _long(said)
        elif "week of" in said:
            found.append((named[0], named[0] + timedelta(6)))
        elif said.startswith("by"):
            found.append((named[-1] - timedelta(7), named[-1]))
        else:
            found.append((min(named), max(named)))
    return found


def _date(match: re.Match[str], year: int) -> date:
    return date(int(match[3] or year), MONTHS.index(match[2]) + 1, int(match[1]))


def _long(said: str) -> list[tuple[date, date]]:
    match = re.search(rf"(?:({_MONTH}) )?(\d{{4}})(s?)", said)
    if not match:
        return []
    first = int(match[2])
    if match[1]:
        month = MONTHS.index(match[1]) + 1
        return [
            (date(first, month, 1), date(first + month // 12, month % 12 + 1, 1) - timedelta(1))
        ]
    return [(date(first, 1, 1), date(first + (9 if match[3] else 0), 12, 31))]


def rows(book: Book, type: str, facet: str) -> tuple[str, ...]:
    """The words for an event with and without who did it."""
    row = book.event(type, facet)
    return row.said, row.unsaid

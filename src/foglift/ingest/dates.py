"""The day a report was published: as its file, its reader or its own lines give it. Never
today, never the file's own date."""

import re
from datetime import date
from typing import Literal

from dateutil.parser import parserinfo

_NAMES = parserinfo()
_MONTH = r"([A-Za-z]{3,9})\.?"
_DAY = r"(\d{1,2})(?:st|nd|rd|th)?"
_FORMS = (  # in each, the order in which year, month and day stand
    (re.compile(r"(?<!\d)(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?!\d)"), "ymd"),  # 2024-12-05
    (re.compile(r"(?<!\d)(\d{4})(\d\d)(\d\d)(?!\d)"), "ymd"),  # 20241205T1015
    (  # Thu, 05 Dec 2024 10:15:00 GMT
        re.compile(rf"(?<!\d){_DAY}(?:\s{{1,3}}(?:of\s)?|-){_MONTH},?[\s-]{{1,3}}(\d{{4}})(?!\d)"),
        "dmy",
    ),
    (re.compile(rf"\b{_MONTH}\s{{1,3}}{_DAY},?\s{{1,3}}(\d{{4}})(?!\d)"), "mdy"),  # Dec. 5, 2024
    (  # Thu Dec 05 10:15:00 +0000 2024
        re.compile(rf"\b{_MONTH}\s{{1,3}}{_DAY} [\d:]{{5,8}}(?: [\w:+-]{{1,6}})? (\d{{4}})(?!\d)"),
        "mdy",
    ),
    (re.compile(r"(?<!\d)(\d{1,2})\.(\d{1,2})\.(\d{4})(?!\d)"), "dmy"),  # 05.12.2024
)
_SLASHES = re.compile(r"(?<![\d/-])(\d{1,2})[/-](\d{1,2})[/-](\d{4})(?!\d)")
_WEEKDAY = re.compile(r"\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,? (?=\d)")
_PUBLISHED = re.compile(
    r"\W{0,3}(?:first |originally )?(?:published|posted|issued|released|dated?)\b(?: on| at)?", re.I
)
_UPDATED = re.compile(r"\W{0,3}(?:last |latest )?(?:updated?|modified|revised)\b(?: on| at)?", re.I)
_CLOCK = re.compile(r"\d{1,2}[:.h]\d{2}(?::\d{2})?(?:[AaPp][Mm])?|[AaPp]\.?[Mm]\.?|[A-Z]{2,5}|at")
# What a page may print before its day: "Published", "Date of publication", "Thu".
_BEFORE_DAY = re.compile(
    r"(?:date of publication|(?:last )?(?:published|updated|posted)(?: on| at)?|[A-Z][a-z]{2,8})?"
    r"[:,]?\s{0,2}",
    re.I,
)
_DASH = re.compile(r"\s[-–—]{1,2}\s|[–—]")
_CAPITALS = re.compile(r"[A-Z][A-Z'’.-]+[ ,(]")
_AGENCY = re.compile(
    r"\((AA|AFP|ANSA|AP|dpa|DPA|EFE|IRNA|PTI|RIA|SANA|TASS|UPI|WAFA|Anadolu|Interfax|Kyodo|"
    r"Reuters|Ukrinform|Xinhua|Yonhap)\)"
)
_YEAR_OF_TWO = re.compile(r"(?<![\d.])(\d{1,2}) ([A-Za-z]{3,9})\.? (\d\d)(?=$|[ ,(])")
_PIVOT = 68  # 69 is 1969, 68 is 2068, as in POSIX
_EDGE = 5  # lines of a text, at each end, where it may say its own day

Dated = Literal["given", "known", "text", "unknown"]


def published(stated: str, given: date | None, text: str) -> tuple[date | None, Dated]:
    """The day of a report and how it is known: `stated` in the record's own metadata, `given`
    by the user for what does not say, or printed in the first or last lines of its text."""
    if day := parse(stated):
        return day, "known"
    if given:
        return given, "given"
    if day := printed(text):
        return day, "text"
    return None, "unknown"


def parse(words: str) -> date | None:
    """A full date in the words, as printed there, whatever the time zone.

    >>> parse("Thu, 05 Dec 2024 23:30:00 -0500")
    datetime.date(2024, 12, 5)

    None without a year, and for 05/12/2024, which is December here and May there.
    """
    found = _found(words[:120])
    return found[0] if found else None


def printed(text: str) -> date | None:
    """The day that a line at either end of the text gives as its own: "Published: 5 December
    2024", "HAMA, Dec 5, 2024 (Reuters) -", a line that is only a date, "Last Updated: ..."."""
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    edges = lines if len(lines) <= 2 * _EDGE else lines[:_EDGE] + lines[-_EDGE:]
    days = [_labelled(line, _PUBLISHED) for line in edges]
    days += [_found(dateline(line)) or _short(dateline(line)) for line in lines[:_EDGE]]
    days += [_alone(line) for line in edges]
    days += [_labelled(line, _UPDATED) for line in edges]
    days += [_leading(line) for line in lines[:1]]
    return next((found[0] for found in days if found), None)


def dateline(line: str) -> str:
    """The words before the dash of "DAMASCUS, Dec 5, 2024 (Reuters) - Rebels ...", else ""."""
    before, *after = _DASH.split(line[:120], maxsplit=1)
    dated = bool(after) and len(before) <= 80 and _CAPITALS.match(before + " ")
    return before if dated else ""


def agency(text: str) -> str:
    """The news agency that a dateline in the first lines names: "HAMA (Reuters) -", else ""."""
    lines = [line.strip() for line in text[:4000].split("\n") if line.strip()]
    found = [_AGENCY.search(dateline(line)) for line in lines[:_EDGE]]
    return next((name[1] for name in found if name), "")


def heads(line: str) -> bool:
    """Whether the line is about the report's own day ("Last Updated:", "5 December 2024")."""
    return bool(_PUBLISHED.match(line) or _UPDATED.match(line) or _alone(line) or dateline(line))


Found = tuple[date, int, int]


def _found(words: str) -> Found | None:
    """The first date in the words with where it stands."""
    for form, order in _FORMS:
        for match in form.finditer(words):
            parts = dict(zip(order, match.groups(), strict=True))
            if day := _day(parts["y"], parts["m"], parts["d"]):
                return day, match.start(), match.end()
    for match in _SLASHES.finditer(words):
        first, second, year = match.groups()
        days = {_day(year, first, second), _day(year, second, first)} - {None}
        if len(days) == 1 and (day := days.pop()):
            return day, match.start(), match.end()
    return None


def _short(words: str) -> Found | None:
    """ "9 JAN 90" of a dateline."""
    match = _YEAR_OF_TWO.search(words)
    if not match:
        return None
    year = int(match[3]) + (1900 if int(match[3]) > _PIVOT else 2000)
    day = _day(str(year), match[2], match[1])
    return (day, match.start(), match.end()) if day else None


def _day(year: str, month: str, day: str) -> date | None:
    number = int(month) if month.isdecimal() else _NAMES.month(month)
    try:
        found = date(int(year), number or 0, int(day))
    except ValueError:
        return None
    return found if 1900 <= found.year <= 2100 else None


def _labelled(line: str, label: re.Pattern[str]) -> Found | None:
    """The date of a line "Label: ... date" or "Label date"."""
    match = label.match(line)
    if not match or len(line) > 100:
        return None
    rest = line[match.end() :].lstrip()
    found = _found(rest)
    near = found is not None and found[1] <= 12 and len(line) <= 60
    return found if rest.startswith(":") or near else None


def _alone(line: str) -> Found | None:
    """The date of a line that holds nothing else but a weekday and a time."""
    found = _found(line) if len(line) <= 60 else None
    if not found:
        return None
    others = re.split(r"[\s,|·–—-]+", line[: found[1]] + " " + line[found[2] :])
    return found if all(map(_timely, others)) else None


def _leading(line: str) -> Found | None:
    """The date that a text run together with its page begins with: "Published 5 December 2024
    Rebels took ...", or that stands with its weekday behind the title: "Town taken AFP Thursday 5
    Dec 2024 Rebels ...". A sentence about a day goes on in small letters or after a comma."""
    starts = [0, *(match.end() for match in _WEEKDAY.finditer(line[:200]))]
    for start in starts:
        part = line[start : start + 60]
        found = _found(part)
        if found and _BEFORE_DAY.fullmatch(part[: found[1]]):
            after = line[start + found[2] : start + found[2] + 6]
            if re.match(r"\s(?:at \d|[A-Z\"“\d])", after):
                return found
    return None


def _timely(word: str) -> bool:
    return not word or bool(_CLOCK.fullmatch(word)) or _NAMES.weekday(word) is not None

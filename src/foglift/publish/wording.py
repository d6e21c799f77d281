"""Plain English out of values: names with their article, days, numbers, lists.

Nothing here knows about claims; every function takes a value and returns words.
"""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from functools import lru_cache

from foglift.model import Precision

BLOT = "█"  # what stands for a character that must not be shown
MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip
DIRECTIONS = {
    "N": "north",
    "NE": "north-east",
    "E": "east",
    "SE": "south-east",
    "S": "south",
    "SW": "south-west",
    "W": "west",
    "NW": "north-west",
}
_KEPT = 1 << 13  # names whose wording is kept
# What a name may end in to need "the": the Syrian army, the Rapid Support Forces.
_ARTICLED = frozenset({
    "administration", "agency", "alliance", "alliances", "allies", "army", "association",
    "authorities",
    "battalion", "brigade", "brigades", "bureau", "center", "centre", "coalition", "command",
    "commission", "committee", "community", "conference", "congress", "corps", "council",
    "department", "directorate", "division", "federation", "force", "forces", "front", "fund",
    "government", "group", "groups", "guard", "guards", "institute", "league", "legion",
    "massacre", "militia", "militias", "military", "ministry", "mission", "movement", "navy",
    "network", "newspaper", "observatory", "office", "operation", "organisation", "organization",
    "parliament", "party", "police", "programme", "project", "rebels", "regiment", "republic",
    "room", "helmets",
    "separatists", "service", "services", "society", "nations", "state", "states", "times", "post",
    "union", "unit", "units", "crescent", "cross",
})  # fmt: skip
_NO_ARTICLE = ("Islamic State", "North Press")
# Words that take a side; they stand only inside quotation marks, with their speaker. Proper names
# that hold such a word ("National Liberation Army") are written in capitals and are no such word.
_ONE_SIDED = re.compile(
    r"\b(?:terroris(?:ts?|m)|terror|liberat(?:e|es|ed|ing|ion|ors?)|regimes?|martyr(?:s|ed|dom)?"
    r"|neutrali[sz](?:e|es|ed|ing|ation)|occupiers?|thugs?|mercenar(?:y|ies)|puppets?|bandits?"
    r"|traitors?|infidels?|heroic|heroes|barbaric|cowardly|criminals?|aggressors?|invaders?"
    r"|juntas?|nazis?|fascists?|zionists?|orcs)\b"
)
_QUOTED = re.compile(r"“[^“”]{0,4000}”")


def one_sided(text: str, names: Iterable[str] = ()) -> tuple[str, ...]:
    """The words outside quotation marks that take a side. `names` are neutral names that may
    hold such a word.

    >>> one_sided("The army said “terrorist groups” fled the regime.")
    ('regime',)
    """
    outside = _QUOTED.sub(" ", text)
    for name in names:
        outside = outside.replace(name, " ")
    return tuple(_ONE_SIDED.findall(outside))


def quoted(words: str, limit: int = 60) -> str:
    """Words of a report in quotation marks, on one line, at most `limit` words of them.

    Marks inside become single ones, so that what is inside and what outside stays plain.
    """
    inner = re.sub(r"[“”„«»\"]", "’", re.sub(r"(?<!\w)[“„«\"](?=\w)", "‘", words))
    return f"“{cut(inner, limit)}”"


def cut(words: str, limit: int = 60) -> str:
    """The first `limit` words on one line, with " …" where there were more."""
    kept = words.split()
    return " ".join(kept[:limit]) + (" …" if len(kept) > limit else "")


# Words that a speaker's description has in capitals only because a sentence began with it.
SENTENCE_INITIAL = frozenset(
    (
        "A", "An", "The", "Two", "Three", "Four", "Some", "Several", "Local", "Residents",
        "Officials", "Doctors", "Medics", "Witnesses", "Rescue", "Activists", "Health", "State",
        "Aid", "Hospital", "Security", "Military", "Government", "Rebel", "Another", "Rescuers",
        "Resistance", "Opposition", "Fighters", "Regional", "Provincial", "Police", "Prosecutors",
        "Soldiers", "Villagers", "Survivors",
    )
)  # fmt: skip
_ARTICLES = ("A", "An", "The")
# Of these a country has but one: "the presidency" stays as it is, "the officer" becomes a stranger.
_ONLY_ONE = frozenset({
    "presidency", "government", "army", "military", "police", "opposition", "parliament", "navy",
    "cabinet", "church", "prosecution", "junta", "rebels", "authorities", "president", "premier",
    "pope", "pontiff", "city", "town", "village", "ministry", "province", "region", "state",
    "municipality", "administration", "council", "governor", "mayor", "union", "coalition",
    "resistance", "alliance", "press", "court",
})  # fmt: skip


@lru_cache(maxsize=_KEPT)
def told(words: str, limit: int = 12) -> str:
    """A description out of a report ("a civil servant") as it may stand in a sentence: in
    quotation marks as soon as it takes a side."""
    plain = cut(_bare(re.sub(r"[“”„«»\"]|,? (?:t?here|today|yesterday)$", "", words)), limit)
    first, _, rest = plain.partition(" ")
    if first in _ARTICLES or (first in SENTENCE_INITIAL and not rest[:1].isupper()):
        plain = plain[0].lower() + plain[1:]
    if owned := _OWNED.fullmatch(plain):
        plain = _one_of(owned[1])
    elif first.lower() == "the" and rest.islower() and rest.isalpha() and rest not in _ONLY_ONE:
        plain = _one_of(rest)  # who it was stands elsewhere
    return f"“{plain}”" if one_sided(plain.lower()) else plain


_BESIDE = re.compile(
    r"^(?:Further|Farther|Elsewhere|Meanwhile|Later|Earlier|Separately|Nearby)(?: [a-z]+){0,3}, "
    r"|,? (?:who|which|whose|whom)\b.{0,400}$|, (?:not|including|excluding|citing|with)\b.{0,400}$",
    re.DOTALL,
)


def _bare(words: str) -> str:
    """A description without what only stands beside it: "a farmer" of "a farmer who left"."""
    return _BESIDE.sub("", words) or words


_OWNED = re.compile(r"(?:its|his|her|their|our|my) (.+)", re.IGNORECASE)


def _one_of(words: str) -> str:
    """Somebody of whom only the trade is known: "a lecturer", "contacts in the area"."""
    head = re.split(r" (?:of|for|in|at|from|with|who|on|near)\b", words, maxsplit=1)[0]
    if head.endswith("s") and not head.endswith("ss"):
        return words
    return f"{'an' if words[0].lower() in 'aeiou' else 'a'} {words}"


@lru_cache(maxsize=_KEPT)
def the(name: str) -> str:
    """A name with its article where it needs one.

    >>> the("Syrian army"), the("Hayat Tahrir al-Sham"), the("Syrian Observatory for Human Rights")
    ('the Syrian army', 'Hayat Tahrir al-Sham', 'the Syrian Observatory for Human Rights')
    """
    base, mark, allies = name.partition(" and its ")
    if mark:
        return f"{the(base)}{mark}{allies}"
    first = name.split(" ", 1)[0].lower()
    if name[:1].islower() and "." in name and " " not in name:
        return f"the outlet {name}"  # a file or a site, which keeps its small letter
    if first in ("the", "a", "an", "our") or "'s" in first or name.startswith(_NO_ARTICLE):
        return name
    head = re.split(r" (?:of|for|in|to|on|against|\() ?", name, maxsplit=1)[0].split()
    small = name[:1].islower() and head[-1:] != head[:1]
    return f"the {name}" if head and head[-1].lower() in _ARTICLED and not small else name


def source(name: str) -> str:
    """Who says so, by the name of a line or position, as a sentence names it.

    >>> source("Syrian army"), source("A resident who fled")
    ('the Syrian army', 'a resident')
    """
    return the(told(name, 20))


def listed(names: Sequence[str], most: int = 4) -> str:
    """ "A, B and C"; beyond `most`, "A, B, C, D and 3 others"."""
    shown = [*names[:most], f"{number(len(names) - most)} others"] if len(names) > most else names
    if len(names) == most + 1:
        shown = names
    return " and ".join([", ".join(shown[:-1]), shown[-1]] if len(shown) > 1 else shown)


def capital(text: str, small: tuple[str, ...] = ()) -> str:
    """The text with its first letter large, unless it opens with a name in small letters.

    >>> capital("the army left"), capital("dpa said so", ("dpa",))
    ('The army left', 'dpa said so')
    """
    if text.startswith(small):
        ends = (len(name) for name in small if text.startswith(name))
        if not all(_goes_on(text[end:]) for end in ends):
            return text
    return text[:1].upper() + text[1:]


def _goes_on(rest: str) -> bool:
    """Whether a word that ends here goes on."""
    return rest[:1].isalnum() or rest[:1] == "_"


def ended(text: str, small: tuple[str, ...] = ()) -> str:
    """The text as a sentence."""
    text = capital(text, small)
    return text if text.endswith((".", "!", "?", ".”", "?”", "!”")) else f"{text}."


MILLION = 1_000_000
_SMALL = (
    "no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
)  # fmt: skip


@lru_cache(maxsize=_KEPT)
def readable(name: str) -> str:
    """The name of a place without the marks of a transcription, which few can read.

    >>> readable("Al `Āriḑah"), readable("Shahba'"), readable("Sana'a"), readable("Équateur")
    ('Al Aridah', 'Shahba', "Sana'a", 'Équateur')
    """
    plain = "".join(
        letter if ord(letter) < 256 else unicodedata.normalize("NFD", letter)[0] for letter in name
    )
    return re.sub(r"(?<!\w)[`‘’ʻʿ'ʼʾ](?=\w)|(?<=\w)[`‘’ʻʿ'ʼʾ](?!\w)", "", plain)


def number(value: int) -> str:
    """A number in a sentence: "no", "three", "12", "12,400"."""
    if value >= MILLION and value % (MILLION // 10) == 0:
        return f"{value / MILLION:g} million"
    return _SMALL[value] if value < len(_SMALL) else f"{value:,}"


def day(value: date, about: date) -> str:
    """ "5 December", with the year where it is not the year the brief is about."""
    year = "" if value.year == about.year else f" {value.year}"
    return f"{value.day} {MONTHS[value.month - 1]}{year}"


def when(start: date | None, end: date | None, precision: Precision, about: date) -> str:
    """When something happened, ready to follow the words: "on 5 December", "in 2016", "by 5
    December"; "" where nothing is known.

    >>> when(date(2024, 11, 25), date(2024, 12, 1), "week", date(2024, 12, 5))
    'in the week of 25 November'
    """
    if start is None or end is None:
        if end is not None:
            return f"by {day(end, about)}"
        return "" if start is None else f"from {day(start, about)}"
    if start == end:
        return f"on {day(start, about)}"
    return _coarse(start, end, precision) or _stretch(start, end, about)


def _coarse(start: date, end: date, precision: Precision) -> str:
    if precision == "decade" and start.year % 10 == 0 and end.year == start.year + 9:
        return f"in the {start.year}s"
    if (start.month, start.day, end.month, end.day) == (1, 1, 12, 31) and start.year == end.year:
        return f"in {start.year}"
    if start.day == 1 and end + timedelta(1) == _next_month(start):
        return f"in {MONTHS[start.month - 1]} {start.year}"
    return ""


def _next_month(start: date) -> date:
    return date(start.year + start.month // 12, start.month % 12 + 1, 1)


def _stretch(start: date, end: date, about: date) -> str:
    if end - start == timedelta(6) and start.weekday() == 0:
        return f"in the week of {day(start, about)}"
    if end - start == timedelta(1):
        first = str(start.day) if start.month == end.month else day(start, about)
        return f"on {first} or {day(end, about)}"
    return f"between {day(start, about)} and {day(end, about)}"


def since(start: date | None, precision: Precision, about: date) -> str:
    """Since when something lasts: "since 5 December", "since the week of 25 November"."""
    if start is None:
        return ""
    if precision in ("year", "decade"):
        return f"since {start.year}"
    if precision == "month":
        return f"since {MONTHS[start.month - 1]} {start.year}"
    if precision == "week" and start.weekday() == 0:
        return f"since the week of {day(start, about)}"
    return f"since {day(start, about)}"


def spelled(words: str, about: date) -> str:
    """The words with ISO dates and short bearings written out: "44 km S of Hama, taken on
    2024-12-05" -> "44 km south of Hama, taken on 5 December"."""
    dated = re.sub(
        r"\b(\d{4}-\d\d-\d\d)\b", lambda found: day(date.fromisoformat(found[1]), about), words
    )
    return re.sub(
        r"\b(\d+ km) ([NSEW]{1,2}) of\b", lambda m: f"{m[1]} {DIRECTIONS[m[2]]} of", dated
    )

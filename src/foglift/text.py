"""Characters: normal forms, paragraphs, sentences, quotations, numerals. Pure functions of
strings; each runs in time linear in the text."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache, lru_cache
from itertools import pairwise
from typing import Literal, NamedTuple

from anyascii import anyascii

from foglift.model import Span

# ------------------------------------------------------------------------------ normal forms

_MARKS = re.compile(r"['`‘’ʼʻ\"“”.]")
_GAPS = re.compile(r"[\s\-‐‑–—_/]+")
_SAME_LENGTH = str.maketrans(
    dict.fromkeys("“”„‟«»", '"')
    | dict.fromkeys("‘’‚‛‹›", "'")
    | dict.fromkeys("\n\r\t\v\f\u0085\u00a0\u2002\u2003\u2009\u202f\u2028\u2029", " ")
)


def fold(name: str) -> str:
    """The form in which names are compared: ASCII, lower case, no quotes, single blanks.

    >>> fold("Mohammad al-Jolani’s"), fold("Ḥamāh"), fold("Авдіївка")
    ('mohammad al jolanis', 'hamah', 'avdiivka')
    """
    return _GAPS.sub(" ", _MARKS.sub("", anyascii(_MARKS.sub("", name)))).strip().lower()


# Endings of words of one family, the longest first.
_ENDINGS = (
    "ations", "ation", "ments", "ment", "ances", "ences", "ance", "ence", "ings", "ions", "ees",
    "ing", "ion", "ers", "ors", "ies", "ee", "er", "or", "ed", "es", "al", "s", "e", "y",
)  # fmt: skip


@cache
def stem(word: str) -> str:
    """What the words of a family have in common, roughly.

    >>> [stem(word) for word in ("captured", "capturing", "Captures", "Hama's", "departure")]
    ['captur', 'captur', 'captur', 'hama', 'departur']
    """
    word = word.lower().replace("’", "'").removesuffix("'s")
    for ending in _ENDINGS:
        if len(word) - len(ending) >= 4 and word.endswith(ending):
            return word[: -len(ending)]
    return word


def is_first_person(words: str) -> bool:
    """Whether the words stand for whoever writes or speaks: "We", "our"."""
    return fold(words) in ("we", "us", "our", "i")


_POINTING = frozenset({
    "he", "she", "it", "they", "him", "her", "them", "one", "some", "others", "another", "both",
    "this", "that", "these", "those", "who", "which", "his", "its", "their", "himself", "herself",
    "itself", "themselves", "the former", "the latter", "the same",
})  # fmt: skip
_SAYING = re.compile(
    r"(?:the|a|an|this|that|its|his|her|their|one|these|those) (?:\w{1,20} )?(?:statements?|posts?"
    r"|messages?|reports?|articles?|communiques?|announcements?|videos?|letters?|tweets?"
    r"|broadcasts?|bulletins?|briefings?|campaigns?|attacks?|texts?|footage)"
)

# Words for what was said of which nobody is the sayer: "allegedly", "some local counts".
_HEARSAY = re.compile(
    r"allegedly|reportedly|apparently|purportedly|(?:(?:the|some|many|other|several|early|initial"
    r"|local|unconfirmed|various|conflicting|latest) ){0,2}(?:reports|rumours|rumors|accounts"
    r"|counts|figures|estimates|tallies|claims|allegations)(?:,.{0,120})?"
)


def is_nameless(words: str) -> bool:
    """Whether the words for a speaker name nobody: a pronoun that points at somebody unknown, or
    what was said instead of who said it.

    >>> is_nameless("He"), is_nameless("the statement"), is_nameless("the statement of the army")
    (True, True, False)
    >>> is_nameless("Allegedly"), is_nameless("local counts"), is_nameless("the counts of the UN")
    (True, True, False)
    """
    name = fold(words)
    return any(form.fullmatch(name) for form in (_SAYING, _HEARSAY)) or name in _POINTING


def plain(text: str) -> str:
    """The text with typographic quotes and white space made plain; of the same length."""
    return text.translate(_SAME_LENGTH)


_CAPITALISED = re.compile(
    r"\b(?:january|february|march|april|may|june|july|august|september|october|november|december"
    r"|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec"
    r"|monday|tuesday|wednesday|thursday|friday|saturday|sunday)\b|^\W{0,3}\w"
)


def cased(line: str) -> str:
    """A line of at least three words, all in capitals, in small letters but for its first, months
    and weekdays; any other line as it is. Of the same length.

    >>> cased("REBELS LEFT HAMA ON MONDAY."), cased("Rebels left Hama.")
    ('Rebels left hama on Monday.', 'Rebels left Hama.')
    """
    if not line.isupper() or line.count(" ") < 2:
        return line
    low = line.lower()
    found = _CAPITALISED.sub(lambda name: name[0].title(), low)
    return found if len(found) == len(line) else line


# -------------------------------------------------------------------------------- paragraphs

_LINE = re.compile(r"[^\n\r\u2028\u2029]+")
_BREAK = re.compile(r"\r\n|[\n\r\u2028\u2029]")
_CLOSED = tuple(".!?…:;。؟۔\"”’'»)]*")
# Lines of a text of which each is filled to one width, e.g. 72 characters.
_FEW_LINES, _NARROW, _WIDE, _INDENT = 4, 50, 100, 4
_GOES_ON = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+){0,3}[,;]?(?!\S)")


def paragraphs(text: str) -> list[Span]:
    """Spans of the non-empty lines, without surrounding blanks.

    A line that was broken in the middle of a sentence is joined with the next: it does not end
    in a stop, quote or colon, and the next one begins with a lower-case word. In a text whose
    lines were all filled to one width only an empty line parts paragraphs.
    """
    found: list[Span] = []
    lines = list(_lines(text))
    filled = _filled(text, lines)
    for line in lines:
        if found and _broken(text, found[-1], line, filled):
            found[-1] = Span(found[-1].start, line.end)
        else:
            found.append(line)
    return found


def _filled(text: str, lines: list[Span]) -> bool:
    """Whether nearly every line is as long as its words allow: the first word of the next one
    would not have found room in it."""
    width = max((line.end - line.start for line in lines), default=0)
    pairs = [
        (line, below)
        for line, below in pairwise(lines)
        if len(_BREAK.findall(text, line.end, below.start)) == 1
    ]
    if len(pairs) < _FEW_LINES or not _NARROW <= width <= _WIDE:
        return False
    full = sum(
        line.end - line.start + 1 + len(text[below.start : below.end].split()[0]) > width - _INDENT
        for line, below in pairs
    )
    return full >= 0.9 * len(pairs)


def _lines(text: str) -> Iterator[Span]:
    for line in _LINE.finditer(text):
        words = line.group()
        start = line.start() + len(words) - len(words.lstrip())
        end = line.start() + len(words.rstrip())
        if start < end:
            yield Span(start, end)


def _broken(text: str, line: Span, below: Span, filled: bool) -> bool:
    if len(_BREAK.findall(text, line.end, below.start)) > 1:
        return False
    if filled:
        return True
    first = _GOES_ON.match(text, below.start, min(below.end, below.start + 40))
    return bool(first) and text[below.start].islower() and text[line.end - 1] not in _CLOSED


# --------------------------------------------------------------------------------- sentences

LONGEST = 4000
"""Characters of the longest sentence; a longer run is cut at a blank, so that nothing that
reads sentences has to fear a run without a stop."""

_STOP = re.compile(
    r"[.!?…؟۔]+[\"”’'»)\]]*|[。！？]+[”」』]*|\s(?=[•▪●‣◦]\s)"
    r"|(?<=[a-z\d)\]])(?=[A-Z][a-z]{2,12}ed by )"  # "Battle of IziumCaptured by": a lost line break
)
_GAP = re.compile(r"\s*")
_OPENING = re.compile(r"[\"“„‘'«(\[–—#@-]*\s?")
_LAST = re.compile(r"(?:^|(?<=[\s(\[\"“„‘'«/–—-]))[^\s(\[\"“„‘'«/–—-]{1,24}$")
_NEXT = re.compile(r"\w{1,24}")
_LISTED = re.compile(r"[(\[]?(?:\d{1,3}|[a-zA-Z]|[ivxIVX]{1,4})")


def _words(line: str) -> frozenset[str]:
    return frozenset(line.split())


_TITLES = _words(
    "mr mrs ms messrs dr gen lt col maj capt sgt cpl pvt brig adm cmdr cdr comdr prof rev hon sen "
    "rep gov pres amb st mt ft fr vs v approx i.e e.g viz cf ca al supt insp det vol"
)
"""Abbreviations that a name or number follows: never the end of a sentence."""

_BEFORE_NUMBER = _words(
    "no nos art arts par para res p pp fig figs sec ch jan feb mar apr jun jul aug sep sept oct "
    "nov dec tel est"
)
"""Words that are abbreviations only before a number ("No. 5", "Dec. 5")."""

_OFTEN_INSIDE = _words(
    "inc corp co ltd jr sr etc bros dept govt univ assn jan feb apr jun jul aug sep sept oct nov "
    "dec tues thurs"
)
"""Abbreviations inside a sentence unless a word follows that begins one ("Ltd. The ...")."""

_STARTERS = _words(
    "the a an he she it they we i you his her its their our this that these those there in on at "
    "but and or as after before since when while if for from by with no not more some many "
    "meanwhile however according local also both two three another earlier later state"
)
_CLOCK = _words("a.m p.m")
_AFTER_CLOCK = _words(
    "gmt utc est edt et local monday tuesday wednesday thursday friday saturday sunday today "
    "yesterday january february march april may june july august september october november "
    "december"
)
_SPEAKER = re.compile(
    r"(?:[A-Z][\w.’'-]{0,30} ){1,4}"
    r"(?:said|says|asked|asks|told|wrote|added|cried|shouted|replied|tweeted|posted)\b"
)


def sentences(text: str, within: Span) -> list[Span]:
    """Spans of the sentences of one paragraph, in order; together they hold all its words.

    Quotes are split inside: “We left. Nothing remains,” he said. -> two sentences.
    """
    found, start = [], within.start
    cased = any(letter.isupper() for letter in text[within.start : within.end])
    for stop in _STOP.finditer(text, within.start, within.end):
        gap = _GAP.match(text, stop.end(), within.end)
        after = gap.end() if gap else stop.end()
        if start < stop.end() and _ends(text, Span(start, within.end), stop, after, cased):
            found += _cut(text, start, stop.end())
            start = after
    return found + _cut(text, start, within.end)


def _cut(text: str, start: int, end: int) -> list[Span]:
    """The range without blanks around it, cut into pieces of at most LONGEST characters."""
    found = []
    while end - start > LONGEST:
        blank = text.rfind(" ", start + LONGEST // 2, start + LONGEST)
        middle = blank if blank > 0 else start + LONGEST
        found.append(_trim(text, start, middle))
        start = middle
    found.append(_trim(text, start, end))
    return [span for span in found if span.start < span.end]


def _trim(text: str, start: int, end: int) -> Span:
    words = text[start:end]
    left = start + len(words) - len(words.lstrip())
    return Span(left, max(left, start + len(words.rstrip())))


def _ends(text: str, rest: Span, stop: re.Match[str], after: int, cased: bool) -> bool:
    """Whether a sentence ends at the stop; `rest` begins where the sentence began, `after` is
    the next character that is not blank."""
    mark = stop.group()
    if after >= rest.end:
        return False
    if not mark or mark.isspace() or mark[0] in "。！？":
        return True
    opening = _OPENING.match(text, after, rest.end)
    begin = opening.end() if opening else after
    word = _NEXT.match(text, begin, rest.end)
    following = word.group() if word else ""
    before = _LAST.search(text[max(rest.start, stop.start() - 30) : stop.start()])
    last = before.group() if before else ""
    if after == stop.end():
        return _glued(mark, last, following)
    if following[:1].islower():
        return not cased and len(last) > 2 and last not in _TITLES
    if mark[0] in ".…":
        listed = stop.start() - rest.start <= 5 and _LISTED.fullmatch(
            text, rest.start, stop.start()
        )
        return not listed and _stops(text, stop, last, following)
    return len(mark.strip("!?؟")) == 0 or not _SPEAKER.match(
        text, begin, min(rest.end, begin + 150)
    )


def _glued(mark: str, last: str, following: str) -> bool:
    """A stop without a blank behind it ends a sentence only between two whole words."""
    begins = following[:1].isupper() and following[1:2].islower()
    whole = len(last) > 1 and last.isalpha() and last[-2:].islower()
    whole = whole or (len(last) == 4 and last.isdigit())  # "in March 2022.Recaptured"
    quoted = mark[-1] in '"”»'
    return begins and (quoted or (whole and mark[-1] in ".!?")) and last not in ("www", "Yahoo")


def _stops(text: str, stop: re.Match[str], last: str, following: str) -> bool:
    """Whether a full stop or ellipsis ends the sentence, by the word before and the one after."""
    short, begins = last.lower(), following.lower() in _STARTERS
    if stop.group()[0] == "…" or stop.group().startswith(".."):
        apart = stop.start() > 0 and text[stop.start() - 1].isspace()
        return begins or not apart
    if len(stop.group()) > 1:  # a closing quote or bracket
        return True
    if short in _TITLES:
        return False
    if short in _BEFORE_NUMBER and following[:1].isdigit():
        return False
    if short in _CLOCK:
        return following.lower() not in _AFTER_CLOCK
    if short in _OFTEN_INSIDE or "." in short or (len(last) == 1 and last.isupper()):
        return begins
    return True


# -------------------------------------------------------------------------------- quotations


@dataclass(frozen=True, slots=True)
class Quotation:
    """A quoted stretch of one paragraph: `span` is its words without the marks. Not `closed`
    when the paragraph ends first: then a quotation that opens the next paragraph goes on."""

    span: Span
    closed: bool


_CLOSES = {"“": '”"“', "„": '“”"', '"': '"”', "«": "»", "»": "«", "”": "”"}
_DOUBLE = re.compile(r"[“”„«»\"]")
_SINGLE = re.compile(r"[‘’']")


# Characters of a long quoted paragraph.
_LONGEST_UNCLOSED = 800


def quotations(text: str, within: Span) -> list[Quotation]:
    """The outermost quotations of a paragraph, in order: “...”, "...", «...», ‘...’, '...'.

    An apostrophe opens nothing; a mark that opens again before the first was closed ends it.
    """
    found: list[Quotation] = []
    opened: re.Match[str] | None = None
    for mark in _DOUBLE.finditer(text, within.start, within.end):
        opens = _opens(text, mark, within)
        if opened and not (opens and mark.group() in '“"'):
            if mark.group() in _CLOSES[opened.group()]:
                found.append(Quotation(Span(opened.end(), mark.start()), True))
                opened = None
        elif opens:
            if opened:
                found.append(_unclosed(text, opened.end(), mark.start()))
            opened = mark
    if opened:
        found.append(_unclosed(text, opened.end(), within.end))
    gaps = _between(found, within)
    found += [single for gap in gaps for single in _singles(text, gap)]
    return sorted((q for q in found if text[q.span.start : q.span.end].strip()), key=_start)


def _unclosed(text: str, start: int, end: int) -> Quotation:
    """A quotation whose end nobody marked: to the end of what is given, or of the sentence in
    which it grows longer than any quotation is."""
    for sentence in sentences(text, Span(start, end)):
        if sentence.end - start > _LONGEST_UNCLOSED:
            end = sentence.end
            break
    return Quotation(_trim(text, start, end), False)


def _start(quotation: Quotation) -> int:
    return quotation.span.start


def _opens(text: str, mark: re.Match[str], within: Span) -> bool:
    """Whether the mark stands where a quotation begins: after a blank, before a word."""
    before = text[mark.start() - 1] if mark.start() > within.start else " "
    after = text[mark.end()] if mark.end() < within.end else " "
    if mark.group() in "“„":
        return True
    return (
        not after.isspace() and (before.isspace() or before in "([{–—-‘'“/:") and after not in ",.;"
    )


def _between(found: list[Quotation], within: Span) -> list[Span]:
    """What the double marks leave of the paragraph."""
    edges = [
        within.start,
        *(edge for q in found for edge in (q.span.start, q.span.end)),
        within.end,
    ]
    return [Span(a, b) for a, b in zip(edges[::2], edges[1::2], strict=True)]


def _singles(text: str, gap: Span) -> list[Quotation]:
    """Quotations in single marks; "rebels’ " may close one only when nothing better does."""
    found: list[Quotation] = []
    opened = possessive = -1
    for mark in _SINGLE.finditer(text, gap.start, gap.end):
        before = text[mark.start() - 1] if mark.start() > gap.start else " "
        after = text[mark.end()] if mark.end() < gap.end else " "
        if mark.group() in "‘'" and not before.isalnum() and (after.isalpha() or after in "…["):
            if possessive >= 0:
                found.append(Quotation(Span(opened, possessive), True))
            opened, possessive = mark.end(), -1
        elif opened >= 0 and mark.group() in "’'" and not after.isalnum() and not before.isspace():
            if before == "s" and possessive < 0:
                possessive = mark.start()
                continue
            found.append(Quotation(Span(opened, mark.start()), True))
            opened = possessive = -1
    if possessive >= 0:
        found.append(Quotation(Span(opened, possessive), True))
    return found


# ---------------------------------------------------------------------------------- numerals

Unit = Literal[
    "", "percent", "year", "length", "weight", "area", "time", "clock", "money", "date", "age",
    "ordinal", "fraction", "code", "label", "other",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Numeral:
    """A number said in words or digits: "at least 12" has low 12 and an open high.

    `phrase` is the words at `span`; `exact` is false when the number is hedged or vague ("about
    300", "dozens"). `unit` says what it measures when it does not count things: "40 km" length.
    """

    span: Span
    phrase: str
    low: int | None
    high: int | None
    exact: bool = True
    unit: Unit = ""


_ONES = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine"]
_TEENS = [
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
]
_TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
_VALUES = (
    {word: value for value, word in enumerate(_ONES + _TEENS, start=1)}
    | {word: 10 * value for value, word in enumerate(_TENS, start=2)}
    | {"a": 1, "an": 1}
)
_SCALES = {
    "dozen": 12, "hundred": 100, "thousand": 1000, "k": 1000,
    "million": 10**6, "m": 10**6, "billion": 10**9, "bn": 10**9,
}  # fmt: skip

SMALL = (
    rf"(?:(?:{'|'.join(_TENS)})(?:[ -](?:{'|'.join(_ONES)})\b)?|{'|'.join(reversed(_TEENS))}"
    rf"|{'|'.join(_ONES)})\b"
)
"""Regular expression of a number below a hundred in words: "twenty-one"."""

_DIGITS = r"(?:\d{1,3}(?:[, ]\d{3}){1,4}(?![\d,]\d)(?!\d)(?:\.\d{1,6})?|\d+(?:\.\d+)?)"
_HUNDREDS = rf"(?:(?:{SMALL}|an?|{_DIGITS})[ -]hundred\b(?: (?:and )?{SMALL})?)"
_TERM = (
    rf"(?:(?:{_HUNDREDS}|{_DIGITS}|{SMALL}|half an?|an?)[ -](?:thousand|million|billion|dozen)\b"
    rf"|{_DIGITS}(?:k|bn)\b|{_DIGITS}m(?= (?:people|civilians|refugees|children|residents)\b)"
    rf"|{_HUNDREDS}|half an? hundred\b)"
)
_EXACT = rf"(?:{_TERM}(?: (?:and )?(?:{_TERM}|{SMALL}))?|{_DIGITS}|{SMALL})"


class Vague(NamedTuple):
    """Words for a number that nobody counted, what they may mean, and a sentence with them."""

    words: str
    low: int
    high: int
    example: str


VAGUE = (
    Vague("hundreds of thousands", 200_000, 999_999, "Hundreds of thousands fled the valley."),
    Vague(
        "several hundred thousand", 200_000, 999_999, "It holds several hundred thousand people."
    ),
    Vague("tens of thousands", 20_000, 99_999, "The siege trapped tens of thousands."),
    Vague("hundreds of millions", 200_000_000, 999_999_999, "It cost hundreds of millions."),
    Vague("tens of millions", 20_000_000, 99_999_999, "Hunger threatens tens of millions."),
    Vague("millions", 2_000_000, 9_999_999, "The war uprooted millions."),
    Vague("several million", 2_000_000, 9_999_999, "Several million depend on aid."),
    Vague("several thousand", 2_000, 9_999, "Several thousand crossed the river."),
    Vague("a few thousand", 2_000, 9_999, "A few thousand stayed behind."),
    Vague("thousands", 2_000, 9_999, "Thousands gathered at the border post."),
    Vague("several hundred", 200, 999, "The convoy carried several hundred men."),
    Vague("a few hundred", 200, 999, "A few hundred fighters held the hill."),
    Vague("a couple of hundred", 200, 999, "A couple of hundred recruits arrived."),
    Vague("a couple hundred", 200, 999, "A couple hundred recruits arrived."),
    Vague("hundreds", 200, 999, "Hundreds marched to the ministry."),
    Vague("scores", 40, 99, "The blast wounded scores of shoppers."),
    Vague("several dozen", 24, 99, "Several dozen were detained."),
    Vague("a few dozen", 24, 99, "A few dozen were detained."),
    Vague("a couple of dozen", 24, 99, "A couple of dozen were detained."),
    Vague("dozens", 24, 99, "Dozens were pulled from the rubble."),
    Vague("tens", 20, 99, "The raid killed tens of people."),
    Vague("several", 3, 9, "Several guards were hurt."),
    Vague("a handful", 3, 9, "Only a handful of families remain."),
    Vague("a few", 3, 9, "A few shells landed in the fields."),
    Vague("a couple", 2, 2, "A couple of rockets were fired."),
)
_RANGES = {row.words: (row.low, row.high) for row in VAGUE}
# "scores" and "tens" are also other words (a verb, marks at school): they need what is counted
_BARE = r"(?= (?:of|more|were|are|was|have|had|killed|wounded|injured|dead|feared)\b)"
_VAGUE = "|".join(
    row.words + (_BARE if row.words in ("scores", "tens") else r"\b") for row in VAGUE
)


class Bound(NamedTuple):
    """Words before or after a number that open or hedge it; `does` to the number 12: "floor"
    12.., "above" 13.., "ceiling" ..12, "below" ..11, "hedge" about 12."""

    words: str
    does: Literal["floor", "above", "ceiling", "below", "hedge"]
    after: bool = False


BOUNDS = (
    Bound("at least", "floor"), Bound("no fewer than", "floor"), Bound("no less than", "floor"),
    Bound("not less than", "floor"), Bound("not fewer than", "floor"),
    Bound("a minimum of", "floor"), Bound("or more", "floor", after=True),
    Bound("at least", "floor", after=True),
    Bound("no more than", "ceiling"), Bound("not more than", "ceiling"),
    Bound("up to", "ceiling"), Bound("as many as", "ceiling"), Bound("at most", "ceiling"),
    Bound("a maximum of", "ceiling"), Bound("or fewer", "ceiling", after=True),
    Bound("at most", "ceiling", after=True),
    Bound("more than", "above"), Bound("over", "above"), Bound("upwards of", "above"),
    Bound("in excess of", "above"), Bound("above", "above"), Bound("exceeding", "above"),
    Bound("+", "above", after=True), Bound("-plus", "above", after=True),
    Bound("fewer than", "below"), Bound("less than", "below"), Bound("under", "below"),
    Bound("below", "below"),
    Bound("nearly", "hedge"), Bound("almost", "hedge"), Bound("about", "hedge"),
    Bound("around", "hedge"), Bound("some", "hedge"), Bound("roughly", "hedge"),
    Bound("approximately", "hedge"), Bound("approx.", "hedge"), Bound("circa", "hedge"),
    Bound("close to", "hedge"), Bound("an estimated", "hedge"), Bound("estimated", "hedge"),
    Bound("~", "hedge"), Bound("or so", "hedge", after=True),
)  # fmt: skip

_FLAGS = re.ASCII | re.IGNORECASE


def _bounds(after: bool) -> tuple[re.Pattern[str], dict[str, Bound]]:
    rows = {row.words: row for row in BOUNDS if row.after == after}
    words = "|".join(re.escape(words) for words in sorted(rows, key=len, reverse=True))
    degree = "(?:(?:well|just|slightly|far) )?"
    pattern = rf" ?({words})(?!\w)" if after else rf"(?<!\w){degree}({words}) ?$"
    return re.compile(pattern, _FLAGS), rows


_BEFORE_BOUND, _BOUNDS_BEFORE = _bounds(after=False)
_AFTER_BOUND, _BOUNDS_AFTER = _bounds(after=True)
_NUMERAL = re.compile(rf"(?<!\w)(?:(?P<vague>{_VAGUE})|(?P<exact>{_EXACT}))", _FLAGS)
_NUMBER = re.compile(rf"{_VAGUE}|{_EXACT}|an?", _FLAGS)
_TO = re.compile(r"[-‐‑–]| to | or | and ")
_GLUED = re.compile(r"[-‐‑–]\d")
_SCALE = re.compile(r"(hundred|thousand|million|billion|dozen|k|bn)$", _FLAGS)
_PARTS = re.compile(r"\d[\d, ]*(?:\.\d+)?|[a-z]+")

_MONTHS = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December"
    r"|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b"
)
_UNITS_AFTER: dict[Unit, str] = {
    "percent": r"(?i: ?%| ?per ?cent\b| pct\b| percentage\b)",
    "age": r"(?i:[ -](?:year|month|week|day)s?[ -]olds?\b)",
    "clock": r"(?i::\d\d| ?[ap]\.?m\b| o'clock\b| ?hrs\b| (?:GMT|UTC|local time)\b)",
    "time": r"(?i: (?:more |straight |consecutive )?"
    r"(?:second|minute|hour|day|week|month|year|decade|night)s?\b)",
    "length": r"(?i:[ -]?(?:k|c|m)?m\b|[ -]?(?:kms|kilomet|met(?:er|re)s?\b|miles?\b|feet\b|ft\b"
    r"|yards?\b|inch|nautical))",
    "weight": r"(?i:[ -]?kgs?\b|[ -](?:kilogram|kilos?\b|(?:metric )?ton|lbs?\b|pounds?\b"
    r"|lit(?:er|re)|barrels?\b))",
    "area": r"(?i: ?(?:sq\b|square|hectare|acres?\b|km²|km2))",
    "money": r"(?i: (?:(?:[a-z]{2,12} )?(?:dollar|euro|lira|rouble|ruble|hryvnia|rial|shekel|yen)s?"
    r"\b|USD|EUR))",
    "date": rf"(?:st|nd|rd|th)?(?: of)? {_MONTHS}|[/.]\d",
    "ordinal": r"(?:st|nd|rd|th)\b",
    "fraction": r"(?i:[ -](?:third|quarter|half|halves|fifth|tenth)s?\b)",
    "other": r"-[A-Za-z]|°|(?i: (?:degrees|times|per|knots|mph|km/h|megawatts)\b)|s\b",
    "code": r"[^\W\d_]",
}
_UNITS_BEFORE: dict[Unit, str] = {
    "money": r"[$€£¥₽₴₪] ?|\b(?:USD|EUR|GBP) ?",
    "age": r"\b[Aa]ged? (?:of )?",
    "label": r"\b(?:[Nn]os?\. ?|(?:Resolution|Article|Chapter|Route|Highway|Division|Brigade"
    r"|Battalion|Regiment|Unit|Phase|Flight|Boeing|Airbus|Line|Gate|Building|Block|Group|Order"
    r"|Law|Decree|Section|Page|Room|Level|Category|Channel|Camp|Sector|Zone|Area|Checkpoint"
    r"|Point|District|Ward|School) )",
    "date": rf"(?<!\bin )(?<!\bIn )(?<!\bsince )(?<!\bSince )\b{_MONTHS}\.? |\d[./]",
    "code": r"[^\W\d_]\d{0,3}[-‐‑–]?|[:/.#+]",
}
_AFTER_UNIT = [(unit, re.compile(pattern)) for unit, pattern in _UNITS_AFTER.items()]
_BEFORE_UNIT = [(unit, re.compile(rf"(?:{words})$")) for unit, words in _UNITS_BEFORE.items()]
_YEAR = re.compile(r"(?:18|19|20)\d\d")
_OF = re.compile(r"^ of\b")


def number(words: str) -> Numeral | None:
    """The numeral that the words are, or None: "two dozen" 24, "a" 1, "no" 0.

    >>> number("three hundred").low, number("dozens").high, number("army")
    (300, 99, None)
    """
    said = plain(words).strip()
    whole = Span(0, len(words))
    if said.lower() in ("no", "none", "zero"):
        return Numeral(whole, words, 0, 0)
    if _NUMBER.fullmatch(said):
        low, high = _value(said)
        return Numeral(whole, words, low, high, said.lower() not in _RANGES)
    found = numerals(said)
    if len(found) == 1 and found[0].span == Span(0, len(said)):
        return replace(found[0], span=whole, phrase=words)
    return None


_DAYS = 31  # of a month
_OF_MONTH = re.compile(rf"\b{_MONTHS}\.? \Z")


def numerals(text: str) -> list[Numeral]:
    """Every number in the text, in order, ranges and bounds included; spans are offsets into it.

    "a", "an" and a bare "one" are no numerals: `number` reads them where a caller knows that
    they count.
    """
    return list(_numerals(text))


@lru_cache(maxsize=64)
def _numerals(text: str) -> tuple[Numeral, ...]:
    """The numerals; kept, for a sentence is asked again for each thing that it counts."""
    line = plain(text)
    found: list[tuple[Numeral, str]] = []  # with the words of the number alone
    for match in _NUMERAL.finditer(line):
        if line[match.start() - 1 : match.start()].isalpha():
            continue  # a letter that is not ASCII
        core = _core(line, match)
        joined = _joined(line, *found[-1], core) if found else None
        if joined:
            found[-1] = (joined, core.phrase)
        else:
            found.append((core, core.phrase))
    bounded = (_bounded(line, core) for core, _ in found)
    return tuple(
        replace(numeral, phrase=text[numeral.span.start : numeral.span.end])
        for numeral in bounded
        if numeral.phrase.lower() != "one"
    )


def _value(words: str) -> tuple[int | None, int | None]:
    """low and high of the words of an exact or vague number; None when it is no whole number."""
    words = words.lower()
    if words in _RANGES:
        return _RANGES[words]
    total, current = Decimal(0), Decimal(0)
    for part in _PARTS.findall(words.replace("half a", "half")):
        digits = part.replace(",", "").replace(" ", "")
        if digits[0].isdigit():
            if len(digits) > 12:
                return None, None
            current += Decimal(digits)
        elif part == "half":
            current += Decimal("0.5")
        elif part in _VALUES:
            current += _VALUES[part]
        elif part in ("hundred", "dozen"):
            current *= _SCALES[part]
        elif part in _SCALES:
            total, current = total + current * _SCALES[part], Decimal(0)
    value = total + current
    return (int(value), int(value)) if value == int(value) else (None, None)


def _core(line: str, match: re.Match[str]) -> Numeral:
    """The number alone, with what it measures."""
    words = match.group()
    low, high = _value(words)
    unit = _unit(line, match.start(), match.end())
    if not unit and low is None:
        unit = "other"
    if not unit and _YEAR.fullmatch(words):
        unit = "year"
    return Numeral(Span(*match.span()), words, low, high, match["exact"] is not None, unit)


def _unit(line: str, start: int, end: int) -> Unit:
    head, tail = line[max(0, start - 24) : start], _OF.sub("", line[end : end + 30])
    before = [unit for unit, pattern in _BEFORE_UNIT if pattern.search(head)]
    after = [unit for unit, pattern in _AFTER_UNIT if pattern.match(tail)]
    return next(iter(before + after), "")


def _joined(line: str, first: Numeral, words: str, second: Numeral) -> Numeral | None:
    """The range that two numbers make ("20 to 30 thousand", "between 5 and 9"), or None."""
    link = line[first.span.end : second.span.start]
    head = line[max(0, first.span.start - 8) : first.span.start].lower()
    if len(link) > 5 or not _TO.fullmatch(link) or first.low != first.high:
        return None
    if link == " and " and head != "between ":
        return None
    if link == " to " and head.endswith("from "):  # "rose from 12 to 20" is no range
        return None
    low, high = first.low or 0, second.high or 0
    if high > _DAYS and _OF_MONTH.search(line[max(0, first.span.start - 12) : first.span.start]):
        return None  # "the toll since October 7 to 45,204"
    scale = _SCALE.search(second.phrase)
    times = _SCALES[scale.group().lower()] if scale else 1
    if not _SCALE.search(words) and low * times < high:
        low *= times
    if low >= high:
        return None
    span = Span(first.span.start - (8 if link == " and " else 0), second.span.end)
    exact, unit = first.exact and second.exact, second.unit or first.unit
    return Numeral(span, line[span.start : span.end], low, high, exact, unit)


def _bounded(line: str, core: Numeral) -> Numeral:
    """The number with the words before and after it that open or hedge it."""
    start, end = core.span.start, core.span.end
    if _GLUED.match(line, end) or _GLUED.match(line[start - 2 : start][::-1]):
        return replace(core, unit="code")  # a piece of "2024-12-05" or "3-0"
    found = core
    after = _AFTER_BOUND.match(line, found.span.end, found.span.end + 12)
    if after:
        found = _bound(line, found, _BOUNDS_AFTER[after[1].lower()], found.span.start, after.end())
    for _ in range(2):
        start = max(0, found.span.start - 20)
        before = _BEFORE_BOUND.search(line[start : found.span.start])
        if before:
            row = _BOUNDS_BEFORE[before[1].lower()]
            found = _bound(line, found, row, start + before.start(), found.span.end)
    return found


def _bound(line: str, numeral: Numeral, row: Bound, start: int, end: int) -> Numeral:
    low, high = numeral.low, numeral.high
    match row.does:
        case "floor":
            high = None
        case "above":
            low, high = (low + 1 if low is not None and low == high else low), None
        case "ceiling":
            low = None
        case "below":
            low, high = None, (high - 1 if high is not None and low == high else high)
    return replace(
        numeral, span=Span(start, end), phrase=line[start:end], low=low, high=high, exact=False
    )


def between(low: int | None, high: int | None, none: str = "some", to: str = " to ") -> str:
    """A number by its bounds; `none` where neither is said.

    >>> between(12, 12), between(12, 40), between(12, None), between(None, 40), between(None, None)
    ('12', '12 to 40', 'at least 12', 'up to 40', 'some')
    """
    if low is None:
        return none if high is None else f"up to {high:,}"
    if high is None:
        return at_least(low)
    return f"{low:,}" if low == high else f"{low:,}{to}{high:,}"


def at_least(low: int) -> str:
    """A number from below: "at least 47"; one more than a round one as people say it.

    >>> at_least(47), at_least(3_500_001)
    ('at least 47', 'more than 3,500,000')
    """
    return f"more than {low - 1:,}" if low > 100 and low % 100 == 1 else f"at least {low:,}"

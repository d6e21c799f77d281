"""A report all in capitals as it would be written otherwise: a view of the same length, so that
every offset stays. The wires of the last century came so; parser and names need small letters."""

import re
from collections.abc import Sequence
from functools import cache

import msgspec
from spacy.lang.en.stop_words import STOP_WORDS

from foglift.codebook import Book
from foglift.model import Report, Span
from foglift.read.rules import capitals
from foglift.read.rules.names import Entry, lexicon, view
from foglift.read.rules.words import inflected, listed, nominal

# A text of fewer letters may be a headline, which the reader of names knows by itself.
LETTERS = 120
LOOK = 3_000  # the characters that show how a text is written
SHARE = 0.95
# A line this long that no blank line follows was broken by the width of the page.
WIDE = 45
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_WRAPPED = re.compile(rf"(?<=[^\n]{{{WIDE}}})\n(?=[^\s])")
# What stands before the first word of a sentence or of a quotation that is one.
_OPENS = re.compile(
    r"(?:^|(?<!\b[A-Z])[.!?]['\"”’)\]]{0,2}\s+|\n\s*|--\s*|[,:]\s{1,2}(?=[\"“]))"
    r"(?:\[[A-Z ]{2,20}\] )?[\"“'(\[]{0,2}$"
)
_DATELINE = re.compile(r"\s{0,10}[^\n]{4,80}? ?-- ?(?:\[[A-Z ]{2,20}\] )?")
_SHORTS = re.compile(r"[(\[]([A-Z][A-Z-]{1,7}(?:\d{1,2})?)[)\]]")
_MONTHS = listed(
    """january february april june july august september october november december jan feb
    mar apr jun jul aug sep oct nov dec monday tuesday wednesday thursday friday saturday
    sunday"""
)
# Words that names of places in the Americas begin with.
_HOLY = listed("san santa santo santiago los las la el puerto villa rio cerro saint")
_GIVEN = listed(
    """abel adolfo adrian alberto alejandro alfonso alfredo alvaro ana andres angel anibal antonio
    armando arturo augusto benito benjamin bernardo camilo carlos carmen cesar claudio daniel dario
    david diego eduardo efrain elena elias emilio enrique ernesto esteban eugenio federico
    felipe felix fernando fidel francisco franz gabriel gerardo german gilberto gonzalo guillermo
    gustavo hector henry herman hernan hernando hugo humberto ignacio ines isabel isidro ivan jacobo
    jaime james javier jesus joaquin john jorge jose josefina juan julian julio laura leon leonardo
    lucia luis manuel marcelo marco marcos margarita maria mario marta martin mauricio mercedes
    michael miguel nelson nestor nicolas norberto octavio omar oscar pablo patricia patricio paul
    pedro peter rafael ramon raul rene ricardo robert roberto rodolfo rodrigo rogelio rolando romulo
    rosa ruben ruth samuel sergio silvia simon susana teresa thomas tomas victor virgilio
    walter william"""
)
_SMALL = listed("de del la las los y e da do dos di von van der el al bin ibn")
_LINKS = listed("of the for and in")
# English words that are surnames behind another name: "PEDRO MORALES".
_FAMILY = listed(
    """barillas barrios blanco campos castillo castro cordoba corrales cortes cruz duran flores
    franco galan guerra leal leon luna madrigal marin mesa mora morales navarro ortega ossa pastor
    payes
    paz pena plaza prado prats reis reyes rios rivas robles rojas rosa salinas santos segovia
    sierra silva soto toro torres vega vidal villa martin wilson franklin robinson murphy brown
    smith jones taylor white green black king young hill baker cook wood woods stone long hammer
    velazquez soares montes rivera palomino damas herrera pizarro goya peron bolivar neruda borges
    picasso cervantes balboa soler costa lima dias gama vargas santana marino polo pinto caballero
    guerrero calderon hidalgo delgado moreno rubio crespo bravo alegria marques conde baron
    solis"""
)
_DAYS = listed("today yesterday tonight tomorrow")
_PARTS = listed("national liberation revolutionary patriotic democratic popular")
_DAY_BESIDE = re.compile(r"\d (?:MAY|MARCH)|(?:MAY|MARCH) \d")
_NUMBERED = re.compile(r"-\d")


def cased(report: Report, book: Book) -> Report:
    """The report with small letters where its text has none, else the report itself."""
    if not loud(report.text):
        return report
    return msgspec.structs.replace(report, text=written_small(report.text, book))


def loud(text: str) -> bool:
    """Whether a whole text is written in capitals."""
    letters = [letter for letter in text[:LOOK] if letter.isalpha()]
    upper = sum(letter.isupper() for letter in letters)
    return len(letters) >= LETTERS and upper >= SHARE * len(letters)


def written_small(text: str, book: Book) -> str:
    """The text in small letters but for names and openings, character for character; lines that
    were broken by the width of the page are one.

    >>> from foglift import codebook
    >>> written_small("THE REBELS LEFT BOGOTA.", codebook.load())
    'The rebels left Bogota.'
    """
    text = _WRAPPED.sub(" ", text)
    small = _lowered(text)
    kept = list(small)
    for span, surface in _names(text, small, book):
        kept[span.start : span.end] = surface
    words = list(_WORD.finditer(text))
    shorts = {match[1] for match in _SHORTS.finditer(text)}
    called = _spelled_out(text, words)
    for word, name in zip(words, _proper(text, words, book), strict=True):
        start, end = word.span()
        name = name or start in called
        if word.group() in shorts or _lettered(text, word):
            kept[start:end] = word.group()
        elif name or _OPENS.search(text, max(0, start - 30), start):
            kept[start] = word.group()[0]
    return "".join(kept)


def _spelled_out(text: str, words: Sequence[re.Match[str]]) -> set[int]:
    """Where the words begin whose first letters the brackets behind them give: "NATIONAL
    REVOLUTIONARY MOVEMENT (MNR)"."""
    found: set[int] = set()
    for short in _SHORTS.finditer(text):
        before = [w for w in words if short.start() - 90 < w.start() < short.start()]
        letters, starts = list(short[1].replace("-", "")), []
        for word in reversed(before):
            if letters and word.group()[0] == letters[-1]:
                letters.pop()
                starts.append(word.start())
            elif not letters or word.group().lower() not in _SMALL | _LINKS:
                break
        if not letters:
            found.update(starts)
    return found


def _lowered(text: str) -> str:
    """In small letters, each character for itself ("İ" would become two)."""
    small = text.lower()
    if len(small) == len(text):
        return small
    return "".join(one if len(one.lower()) > 1 else one.lower() for one in text)


def _names(text: str, small: str, book: Book) -> list[tuple[Span, str]]:
    """Spellings of the codebook in the text, with their capitals; the longest come last."""
    seen, known = view(small), lexicon(book)
    found: list[tuple[Span, str]] = []
    for number, i, j in known.automaton.find_matches_as_indexes(seen.text, overlapping=True):
        if seen.text[i - 1 : i].isalnum() or seen.text[j : j + 1].isalnum():
            continue
        span = Span(seen.starts[i], seen.starts[j - 1] + 1)
        surface = text[span.start : span.end]
        spelled = [one for one in known.entries[number] if _spelled(one, surface)]
        if spelled:
            found.append((span, _as(spelled[0].alias, surface)))
    return sorted(found, key=lambda pair: pair[0].end - pair[0].start)


def _spelled(entry: Entry, surface: str) -> bool:
    """Whether the surface in capitals is the name and no common word: "FARC", no "MAY"."""
    low = surface.lower()
    if entry.alias == entry.alias.lower() or low in _ORDINARY:
        return False
    if entry.group in _LANDS or " " in surface:
        return True
    if entry.alias.isupper():
        return low not in STOP_WORDS and (len(low) > 3 or not common(low))
    return not common(low)


_LANDS = frozenset({"country", "adjective", "capital"})
_ORDINARY = frozenset({"us", "turkey", "polish", "male", "victoria", "arena", "aid"})


def _as(alias: str, surface: str) -> str:
    """The surface with the capitals of its spelling in the codebook."""
    if len(alias) == len(surface):
        pairs = zip(alias, surface, strict=True)
        return "".join(s if a.isupper() else s.lower() for a, s in pairs)
    return _WORD.sub(lambda word: word.group().capitalize(), surface)


@cache
def common(word: str) -> bool:
    """Whether a word is one of English and no name: "FRONT", "KILLED"."""
    low = word.lower().replace("’", "'")
    low = low.removesuffix("'s").removesuffix("'")
    return low in STOP_WORDS or inflected(low)


def _lettered(text: str, word: re.Match[str]) -> bool:
    """Whether it is a letter of "U.S.", the "I" of who speaks, or what a model is called by
    ("M-16")."""
    after = text[word.end() : word.end() + 2]
    if len(word.group()) == 1 and (after[:1] == "." or word.group() == "I"):
        return True
    return len(word.group()) < 4 and bool(_NUMBERED.match(after))


def _proper(text: str, words: Sequence[re.Match[str]], book: Book) -> list[bool]:
    """For each word whether it is a name's."""
    opening = _DATELINE.match(text)
    dated = opening.end() if opening else 0
    proper = [word.start() < dated or _by_itself(word, book) for word in words]
    _spread(text, words, proper, book)
    names = _surnames(text, words, proper, book)
    return [p or word.group().lower() in names for p, word in zip(proper, words, strict=True)]


def _by_itself(word: re.Match[str], book: Book) -> bool:
    low = word.group().lower()
    if low in _SMALL or len(low) == 1 or word.string[word.start() - 1 : word.start()].isdigit():
        return False
    if low in {"may", "march"}:
        return bool(_DAY_BESIDE.search(word.string[word.start() - 3 : word.end() + 4]))
    return low in _MONTHS or low in _GIVEN or not common(low) or _town(word, book)


def _town(word: re.Match[str], book: Book) -> bool:
    """Whether a common word is a town's name after "in": "IN LIMA"."""
    before = word.string[max(0, word.start() - 6) : word.start()].lower().split()
    if not before or before[-1] not in {"in", "near", "from", "of", "to", "at"}:
        return False
    name = word.group().capitalize()
    if book.gazetteer.risky(name):
        return False
    return any(main and p.population >= 50_000 for p, main in book.gazetteer.named(name))


def _spread(text: str, words: Sequence[re.Match[str]], proper: list[bool], book: Book) -> None:
    """Makes the neighbours of names names: the title before ("GENERAL RIOS"), the holy word of a
    town ("SAN MIGUEL"), what an organisation is called by ("MARTI FRONT")."""
    given = book.given - capitals.SPEECH
    for i in range(len(words) - 2, -1, -1):
        low = words[i].group().lower()
        beside = text[words[i].end() : words[i + 1].start()] in (" ", ". ", ".  ")
        if beside and low in _HOLY | capitals.TITLES | given:
            proper[i] = proper[i] or proper[i + 1]
    for i in range(1, len(words)):
        low, before = words[i].group().lower(), words[i - 1].group().lower()
        beside = text[words[i - 1].end() : words[i].start()] in (" ", "-")
        if beside and not proper[i] and proper[i - 1]:
            named = capitals.ORGANISATIONS | _PARTS
            known = (_FAMILY | given) - capitals.TITLES
            proper[i] = before in _HOLY or low in named or low in known
        titled = before in capitals.TITLES and low in given
        proper[i] = proper[i] or (beside and titled)


def _surnames(
    text: str, words: Sequence[re.Match[str]], proper: Sequence[bool], book: Book
) -> frozenset[str]:
    """Common words that are surnames in this text: "HECTOR ROCK SAID", also where they then stand
    alone."""
    found, run = set(), 0
    for i, word in enumerate(words):
        low = word.group().lower()
        beside = i > 0 and text[words[i - 1].end() : word.start()] == " "
        given = low in _GIVEN or (proper[i] and low in book.given - capitals.SPEECH)
        run = 1 if given else run + 1 if run and run < 4 and beside else 0
        if run > 1 and not proper[i]:
            name = nominal(low) or low in _FAMILY
            if low in STOP_WORDS or low in _DAYS or low in capitals.SPEECH or not name:
                run = 0
            elif low not in _SMALL:
                found.add(low)
    return frozenset(found)

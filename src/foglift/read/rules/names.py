"""The names that the codebook knows, found in a report by one automaton over its folded text."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal, TypeVar
from unicodedata import combining

from ahocorasick_rs import AhoCorasick
from anyascii import anyascii

from foglift.codebook import Book, is_acronym
from foglift.model import Span
from foglift.read.rules.parse import Doc, Sentence
from foglift.text import fold

Kind = Literal["actor", "person", "source", "place", "people", "country", "pronoun", "loaded"]
Group = Literal["name", "word", "people", "loaded", "country", "adjective", "capital"]

_APOSTROPHES = "'’ʼ`‘"
_acronym = lru_cache(maxsize=8192)(is_acronym)
_MARKS = frozenset(_APOSTROPHES + 'ʻ"“”.')
_GAPS = frozenset("-‐‑–—_/")
_PIECE = re.compile(r"[A-Za-z0-9]+ ?|[^A-Za-z0-9]")
_WORD = re.compile(r"[^\W_]+(?:['’ʼ`‘][^\W_]+)*")
_ORDINARY = frozenset({"is", "us", "who", "it", "as", "am", "pm", "may", "un", "au", "pa"})


@dataclass(frozen=True, slots=True)
class Named:
    """A name or word for somebody or somewhere, resolved as far as it is known.

    `span` is the name as written, without article ("Hama" in "the city of Hama"); `ref` a
    codebook id: actor "hts", leader "hts/jolani", source "sohr", place "wof:123", words for
    people "people:civilians"; "" while unresolved. `via` says what decided. `same` is the start
    of the first mention of a person whom the codebook does not know, so that "Aron Lund" and
    the later "Lund" are seen to be one; -1 otherwise.
    """

    span: Span
    ref: str
    kind: Kind
    via: str
    same: int = -1


@dataclass(frozen=True, slots=True)
class Word:
    """A word of the report without its possessive ending; "Hama" of "Hama’s"."""

    span: Span
    text: str
    possessive: bool = False

    @property
    def capital(self) -> bool:
        return self.text[:1].isupper()


@dataclass(frozen=True, slots=True)
class Entry:
    """A spelling that the codebook has, what kind of word it is and whom it may mean."""

    alias: str
    group: Group
    ids: tuple[str, ...]

    def written_as(self, surface: str, loud: bool) -> bool:
        """Whether the surface is so written that it can be this name: "IS" only in capitals,
        "Wagner" not in small letters; `loud` when the whole line is in capitals."""
        if self.alias == self.alias.lower():
            return True
        if _acronym(self.alias):
            return surface == surface.upper() and not (loud and fold(surface) in _ORDINARY)
        return surface != surface.lower()


@dataclass(frozen=True, slots=True)
class Hit:
    """Spellings of the codebook that stand at a span of the report."""

    span: Span
    sentence: int
    entries: tuple[Entry, ...]

    def of(self, group: Group) -> Entry | None:
        return next((entry for entry in self.entries if entry.group == group), None)

    @property
    def proper(self) -> bool:
        """Whether it is a name with a capital, and no country's: its words name nothing else."""
        own = (e for e in self.entries if e.group in ("name", "word"))
        return not self.of("country") and any(e.alias != e.alias.lower() for e in own)

    def ids(self, *groups: Group) -> tuple[str, ...]:
        """What it may mean as one of the groups, each id once."""
        found = (id for entry in self.entries if entry.group in groups for id in entry.ids)
        return tuple(dict.fromkeys(found))


Spanned = TypeVar("Spanned", Hit, Named)


@dataclass(frozen=True, slots=True, eq=False)
class Lexicon:
    """All spellings of one codebook and the automaton that finds them."""

    automaton: AhoCorasick
    entries: tuple[tuple[Entry, ...], ...]
    adjectives: dict[str, str]  # "Syrian" -> "SY"


@dataclass(frozen=True, slots=True)
class View:
    """Folded text; character i of it came from the character `starts[i]` of the original."""

    text: str
    starts: tuple[int, ...]


@lru_cache(maxsize=4096)
def _ascii(character: str) -> str:
    return anyascii(character).lower()


def view(text: str) -> View:
    """The text folded as `fold` does, except that a possessive 's is set apart: in "Hama’s" the
    word is "hama", never "hamas"."""
    kept: list[str] = []
    starts: list[int] = []
    for piece in _PIECE.finditer(text):
        words, at = piece.group(), piece.start()
        if len(words) > 1:
            kept.append(words.lower())
            starts += range(at, piece.end())
        elif folded := _folded(text, at, after_blank=bool(kept) and kept[-1].endswith(" ")):
            kept.append(folded)
            starts += [at] * len(folded)
    return View("".join(kept), tuple(starts))


def _folded(text: str, at: int, after_blank: bool) -> str:
    """What one character folds to; "" for a mark, and for a blank after another."""
    character = text[at]
    if character in _MARKS:
        return " " if character in _APOSTROPHES and _ends_possessive(text, at) else ""
    kept = ""
    for one in _ascii(character):
        if not (one.isspace() or one in _GAPS):
            kept += "" if one in _MARKS else one
        elif not (kept.endswith(" ") if kept else after_blank):
            kept += " "
    return kept


def _ends_possessive(text: str, at: int) -> bool:
    after = text[at + 2 : at + 3]
    return text[at + 1 : at + 2] in ("s", "S") and not after.isalnum()


def _ends_in_s(word: str) -> bool:
    return word[-1:] in ("s", "S") and word[-2:-1] in ("'", "’")


def words(text: str, within: Span) -> list[Word]:
    """The words of a stretch of text with their places in the whole text."""
    found = []
    for match in _WORD.finditer(text, within.start, within.end):
        whole = match.group()
        bare = whole[:-2] if _ends_in_s(whole) else whole
        span = Span(match.start(), match.start() + len(bare))
        found.append(Word(span, bare, possessive=bare != whole))
    return found


def loud(text: str) -> bool:
    """Whether a line is written in capitals throughout."""
    return " " in text and text == text.upper() and sum(map(str.isalpha, text)) > 3


# ----------------------------------------------------------------------------- the lexicon


class _Same:
    """A book compared by identity, to build its lexicon once."""

    __slots__ = ("book",)

    def __init__(self, book: Book) -> None:
        self.book = book

    def __hash__(self) -> int:
        return id(self.book)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and other.book is self.book


def lexicon(book: Book) -> Lexicon:
    """The spellings of the codebook; built once per book."""
    return _built(_Same(book))


@lru_cache(maxsize=4)
def _built(same: _Same) -> Lexicon:
    table: dict[str, list[Entry]] = {}
    for entry in _entries(same.book):
        pattern = view(entry.alias).text.strip()
        if pattern and entry not in table.setdefault(pattern, []):
            table[pattern].append(entry)
    adjectives = {a: c.iso for c in same.book.countries.values() for a in c.adjectives}
    entries = tuple(tuple(entries) for entries in table.values())
    return Lexicon(AhoCorasick(list(table)), entries, adjectives)


def _entries(book: Book) -> Iterator[Entry]:
    yield from _name_entries(book)
    yield from _word_entries(book)
    yield from _country_entries(book)
    for people in book.people:
        yield Entry(people.word, "people", ("people:" + people.id,))
    for row in book.loaded:
        yield Entry(row.phrase, "loaded", ())


def _word_entries(book: Book) -> Iterator[Entry]:
    """Generic names, singular and plural. One that says whose it is ("Russian troops") is a name
    in every report."""
    national = {fold(a) for country in book.countries.values() for a in country.adjectives}
    for actor in book.actors.values():
        for word in (*actor.words, *actor.adjectives):
            if fold(word) in national:
                continue
            owned = not national.isdisjoint(fold(word).split())
            yield Entry(word, "name" if owned else "word", (actor.id,))
            if word.endswith("s") and word.isalpha() and word.islower():
                yield Entry(word[:-1], "word", (actor.id,))


def _country_entries(book: Book) -> Iterator[Entry]:
    for country in book.countries.values():
        for name in (country.name, *country.aliases):
            yield Entry(name, "country", (country.iso,))
        for adjective in country.adjectives:
            yield Entry(adjective, "adjective", (country.iso,))
        if country.capital:
            yield Entry(country.capital, "capital", (country.iso,))


def _name_entries(book: Book) -> Iterator[Entry]:
    """Every name with its capitals as the rows have them, which `Book.names()` has folded."""
    left = dict(book.names())
    for spelled in dict.fromkeys(_spellings(book)):
        ids = left.get(fold(spelled))
        if ids:
            yield Entry(spelled, "name", ids)
    known = {fold(spelled) for spelled in _spellings(book)}
    for name, ids in left.items():
        if name not in known:
            yield Entry(name.upper() if len(name) < 5 else name.title(), "name", ids)


def _spellings(book: Book) -> Iterator[str]:
    for actor in book.actors.values():
        yield from (actor.name, *actor.aliases)
        for leader in actor.leaders:
            yield from (leader.name, *leader.aliases)
    for source in book.sources.values():
        yield from (source.name, *source.aliases)
        for person in source.people:
            yield from (person.name, *person.aliases)


# ------------------------------------------------------------------------------- the search


def find(doc: Doc, lexicon: Lexicon) -> list[Hit]:
    """The spellings of the lexicon in the report, in order; the longest where they overlap."""
    seen = view(doc.text)
    hits: dict[Span, Hit] = {}
    for number, i, j in sorted(
        lexicon.automaton.find_matches_as_indexes(seen.text, overlapping=True),
        key=lambda found: found[1],
    ):
        if _inside_word(seen, i, j):
            continue
        span = _whole(doc.text, seen.starts[i], seen.starts[j - 1] + 1)
        sentence = _sentence_of(doc.sentences, span)
        if sentence is None:
            continue
        surface = doc.words(span)
        quiet = loud(doc.words(sentence.span))
        entries = tuple(e for e in lexicon.entries[number] if e.written_as(surface, quiet))
        if entries:
            hits[span] = Hit(span, sentence.index, entries)
    return longest(hits.values())


def _whole(text: str, start: int, end: int) -> Span:
    """The span with the letters beside it that fold to nothing (an alef, an accent) and the last
    point of "U.S."."""
    while start and (text[start - 1].isalnum() or combining(text[start - 1])):
        start -= 1
    while end < len(text) and (text[end].isalnum() or combining(text[end])):
        end += 1
    if text[end : end + 1] == "." and "." in text[start:end]:
        end += 1
    return Span(start, end)


def _inside_word(seen: View, i: int, j: int) -> bool:
    """Whether it begins or ends within a word, or within a character, as "M23" does in "M2¾"."""
    text, starts = seen.text, seen.starts
    if text[i - 1 : i].isalnum() or text[j : j + 1].isalnum():
        return True
    return starts[i - 1 : i] == starts[i : i + 1] or starts[j - 1 : j] == starts[j : j + 1]


def _sentence_of(sentences: tuple[Sentence, ...], span: Span) -> Sentence | None:
    """The sentence that holds the whole span, by bisection."""
    low, high = 0, len(sentences)
    while low < high:
        middle = (low + high) // 2
        if sentences[middle].span.end <= span.start:
            low = middle + 1
        else:
            high = middle
    if low < len(sentences) and sentences[low].span.covers(span):
        return sentences[low]
    return None


def longest(found: Iterable[Spanned]) -> list[Spanned]:
    """Those that overlap no longer one, in order of their start."""
    kept: list[Spanned] = []
    taken: set[int] = set()
    for one in sorted(found, key=lambda one: (one.span.start - one.span.end, one.span.start)):
        places = range(one.span.start, one.span.end)
        if taken.isdisjoint(places):
            taken.update(places)
            kept.append(one)
    return sorted(kept, key=lambda one: one.span)

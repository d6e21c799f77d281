"""Which texts hold which words: full-text search that takes anything a person may type.

Texts and words are compared in small Latin letters, without accents and apostrophes: "Sanaa" finds
"Sana'a", and what is in Arabic or Cyrillic is found as it is written there.
"""

import re
import sqlite3
from collections.abc import Iterable
from functools import lru_cache
from threading import Lock
from typing import NamedTuple
from unicodedata import normalize

import numpy as np
import numpy.typing as npt
from anyascii import anyascii

Numbers = npt.NDArray[np.int64]

LONGEST = 400  # characters of a search that are looked at
MOST = 12  # terms of it, and words of a phrase
_SHORTEST = 2  # letters before a "*"
_KEPT = 256  # answers that are remembered
_MARKS = dict.fromkeys(map(ord, "'`\"."))  # no gaps: "Sana'a", "U.N."
_TOKEN = re.compile(r"[a-z0-9]+")
_NONE = np.empty(0, dtype=np.int64)
_PART = re.compile(r'(?P<out>-?)(?:"(?P<phrase>[^"]*)"?(?P<star>\*?)|(?P<bare>[^\s"]+))')


class Term(NamedTuple):
    """One part of a search: words in a row, of which the last may only be the beginning of one;
    or what must not be there."""

    words: tuple[str, ...]
    begins: bool = False
    without: bool = False

    def __str__(self) -> str:
        said = " ".join(self.words)
        quoted = f'"{said}"' if len(self.words) > 1 else said
        return f"{'-' * self.without}{quoted}{'*' * self.begins}"


def tokens(text: str) -> list[str]:
    """The words of a text as they are compared.

    >>> tokens("Sana'a, Deir ez-Zor: Авдіївка")
    ['sanaa', 'deir', 'ez', 'zor', 'avdiivka']
    """
    plain = text if text.isascii() else anyascii(normalize("NFC", text))
    return _TOKEN.findall(plain.translate(_MARKS).lower())


def terms(asked: str) -> tuple[Term, ...]:
    """What a search asks for, all of which must be there. Whatever is no word is left out.

    >>> [str(term) for term in terms('captur* "key city" -airport NEAR( AND')]
    ['captur*', '"key city"', '-airport', 'near', 'and']
    """
    found = (_term(part) for part in _PART.finditer(asked[:LONGEST]))
    return tuple(dict.fromkeys(term for term in found if term.words))[:MOST]


def _term(part: re.Match[str]) -> Term:
    said = part["phrase"] if part["bare"] is None else part["bare"]
    words = tuple(tokens(said)[:MOST])
    starred = part["star"] == "*" or (part["bare"] or "").endswith("*")
    begins = starred and bool(words) and len(words[-1]) >= _SHORTEST
    return Term(words, begins, part["out"] == "-")


class Words:
    """Texts under numbers, and which of them hold a term. Numbers are never used twice; a text
    that is no longer wanted is left out by who asks. One connection, one thread at a time."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._base = sqlite3.connect(":memory:", check_same_thread=False, isolation_level=None)
        self._base.execute(
            "create virtual table texts using"
            " fts5(words, content='', tokenize='ascii', prefix='2 3')"
        )
        self._holding = lru_cache(maxsize=_KEPT)(self._look_up)

    def put(self, texts: Iterable[tuple[int, str]]) -> None:
        """Adds texts under numbers that have none yet."""
        rows = [(number, " ".join(tokens(text))) for number, text in texts]
        with self._lock:
            self._base.execute("begin")
            self._base.executemany("insert into texts(rowid, words) values (?, ?)", rows)
            self._base.execute("commit")
            self._holding.cache_clear()

    def holding(self, term: Term) -> Numbers:
        """The numbers of the texts that hold the words of the term, in any order."""
        with self._lock:
            return self._holding(term.words, term.begins)

    def _look_up(self, words: tuple[str, ...], begins: bool) -> Numbers:
        asked = f'"{" ".join(words)}"{"*" if begins else ""}'  # letters and digits only
        # One string of all numbers is read several times faster than a row each.
        (found,) = self._base.execute(
            "select group_concat(rowid) from texts where texts match ?", (asked,)
        ).fetchone()
        return np.fromstring(found, dtype=np.int64, sep=",") if found else _NONE

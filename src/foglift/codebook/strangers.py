"""Those whom claims name by an id that no row of this codebook has, as they are of a store that was
read by a larger one: they keep their id, and are called by the words of the reports."""

from collections import Counter
from collections.abc import Iterable
from copy import copy

from foglift.codebook import Book
from foglift.model import Claim, Report, mentions


def hearing(book: Book, told: Iterable[tuple[Report, Claim]]) -> Book:
    """The codebook with a name for every stranger of the claims: the words that most of them have
    for it. It is the same one where there is none."""
    known, words = set(book.strangers), dict[str, Counter[str]]()
    for report, claim in told:
        for one in mentions(claim):
            ref = one.ref
            if ref in known:
                continue
            if ref not in words and (not ref or book.knows(ref)):
                known.add(ref)
                continue
            said = report.words(one.span)
            words.setdefault(ref, Counter())[said] += 1
    if not words:
        return book
    named = {ref: _most(said) or ref for ref, said in words.items()}
    found = copy(book)  # with all that was looked up in it
    object.__setattr__(found, "strangers", {**book.strangers, **named})
    return found


def _most(said: Counter[str]) -> str:
    return min(said, key=lambda words: (not words, -said[words], words))

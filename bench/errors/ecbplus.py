"""Mentions of events put apart or together: whether their matters, their words or their report."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise

from bench.tasks.task import Row
from foglift.codebook import Book
from foglift.text import stem


def errors(rows: Sequence[Row], answers: Sequence[Row], book: Book) -> Iterator[str]:
    """The class of each mention that is not with the one before it of its event, and of each that
    is with one of another event."""
    ours = {each["id"]: each["cluster"] for each in answers}
    chains, groups = defaultdict(list), defaultdict(list)
    for row in rows:
        for mention in row["mentions"]:
            if mention["kind"] == "action":
                told = {**mention, "report": row["id"]}
                chains[mention["chain"]].append(told)
                groups[ours[mention["mid"]]].append(told)
    for chain in chains.values():
        for one, other in pairwise(chain):
            if ours[one["mid"]] != ours[other["mid"]]:
                yield f"apart: {_words(one, other, book)}"
    for group in groups.values():
        for one, other in pairwise(group):
            if one["chain"] != other["chain"]:
                yield f"together: {_words(one, other, book)}"


def _words(one: Row, other: Row, book: Book) -> str:
    where = "one report" if one["report"] == other["report"] else "two reports"
    first, second = (set(each["text"].lower().split()) for each in (one, other))
    if {stem(word) for word in first} & {stem(word) for word in second}:
        return f"one word, {where}"
    families = (_families(first, book), _families(second, book))
    return f"words of one family, {where}" if families[0] & families[1] else f"other words, {where}"


def _families(words: set[str], book: Book) -> frozenset[str]:
    return frozenset(family for word in words for family in book.families(word))

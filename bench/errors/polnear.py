"""Attributions: which cues the reader does not hear, where what is said begins and ends, whose it
is. As in the scorer, an attribution is right with half of the characters of its content and of its
source."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from bench.data import report
from bench.errors.classes import Classes, always, first
from bench.tasks.readings import over
from bench.tasks.task import Row
from foglift.codebook import Book
from foglift.model import Report
from foglift.read.rules.cues import lexicon_of
from foglift.read.rules.parse import parse

HALF = 0.5
Spans = Sequence[Sequence[int]]
# Where a word starts in the text -> its part of speech and its lemma.
Words = Mapping[int, tuple[str, str]]


@dataclass(frozen=True)
class Item:
    """An attribution of the gold with ours that has most of its content, if any; the gold's
    others, the words of the text, and the lemmas of known cues by part of speech."""

    gold: Row
    ours: Row | None
    others: Sequence[Row]
    words: Words
    cues: Mapping[str, frozenset[str]]

    @property
    def nested(self) -> bool:
        """Whether it stands in the words of another."""
        cue = chars(self.gold["cue"]) or chars(self.gold["source"])
        return bool(cue) and any(
            cue <= chars(each["content"]) for each in self.others if each is not self.gold
        )

    def cue(self, *parts: str) -> list[str]:
        """The lemmas of the cue's words of these parts of speech."""
        inside = chars(self.gold["cue"])
        found = [self.words[at] for at in sorted(inside) if at in self.words]
        return [lemma for part, lemma in found if part in parts]

    def rowless(self, *parts: str) -> bool:
        """Whether the cue has words of these parts of speech and none is in a row."""
        lemmas = self.cue(*parts)
        return bool(lemmas) and not self.cues[parts[0]] & set(lemmas)

    def side(self, role: str, end: bool) -> int:
        """By how many characters ours starts (or ends) later than the gold's."""
        assert self.ours is not None
        pick = max if end else min
        ours, gold = chars(self.ours[role]), chars(self.gold[role])
        return pick(ours) - pick(gold)


CLASSES: Classes[Item] = {
    "nested in another's words": lambda one: one.ours is None and one.nested,
    "quotation without a cue": lambda one: one.ours is None and not one.gold["cue"],
    "verb without cue row": lambda one: one.ours is None and one.rowless("VERB", "AUX"),
    "verb of a cue row, not heard": lambda one: one.ours is None and bool(one.cue("VERB", "AUX")),
    "noun without cue row": lambda one: one.ours is None and one.rowless("NOUN", "PROPN"),
    "noun of a cue row, not heard": lambda one: one.ours is None and bool(one.cue("NOUN", "PROPN")),
    "other cue, not heard": lambda one: one.ours is None,
    "content begins late": lambda one: _apart(one, "content") and one.side("content", False) > 1,
    "content ends early": lambda one: _apart(one, "content") and one.side("content", True) < -1,
    "content begins early": lambda one: _apart(one, "content") and one.side("content", False) < -1,
    "content ends late": lambda one: _apart(one, "content"),
    "source not named by the gold": lambda one: not one.gold["source"],
    "source not found": lambda one: not _ours(one)["source"],
    "source too short or long": lambda one: _meet(_ours(one)["source"], one.gold["source"]),
    "another source": always,
}


def _ours(one: Item) -> Row:
    assert one.ours is not None
    return one.ours


def _apart(one: Item, role: str) -> bool:
    return one.ours is not None and not _same(one.ours[role], one.gold[role])


def errors(rows: Sequence[Row], answers: Sequence[Row], book: Book) -> Iterator[str]:
    """The classes of attributions that were missed or are wrong, and of those nobody marked."""
    parsed = over(_words, [report(row["text"]) for row in rows], book)
    for row, answer, words in zip(rows, answers, parsed, strict=True):
        gold, ours = row["attributions"], answer["attributions"]
        paired = pairs(gold, ours)
        for at, one in enumerate(gold):
            mine = ours[paired[at]] if at in paired else None
            if mine is None or not _right(one, mine):
                yield first(CLASSES, Item(one, mine, gold, words, _cues(book)))
        for at, mine in enumerate(ours):
            if at not in paired.values():
                yield f"nobody marked it: {_kind(mine, words)}"


def pairs(gold: Sequence[Row], ours: Sequence[Row]) -> dict[int, int]:
    """Which of ours goes with which of the gold: those first that share most of their content."""
    shares = [
        (share(one["content"], other["content"]), -at, -beside)
        for at, one in enumerate(gold)
        for beside, other in enumerate(ours)
    ]
    found: dict[int, int] = {}
    for shared, at, beside in sorted(shares, reverse=True):
        if shared and -at not in found and -beside not in found.values():
            found[-at] = -beside
    return found


def chars(spans: Spans) -> frozenset[int]:
    return frozenset(at for start, end in spans for at in range(start, end))


def share(one: Spans, other: Spans) -> float:
    """The characters that both have, of those that either has."""
    either = chars(one) | chars(other)
    return len(chars(one) & chars(other)) / len(either) if either else 1.0


def _same(one: Spans, other: Spans) -> bool:
    return share(one, other) >= HALF


def _meet(one: Spans, other: Spans) -> bool:
    return share(one, other) > 0


def _right(gold: Row, ours: Row) -> bool:
    if not _same(ours["content"], gold["content"]):
        return False
    if not gold["source"]:
        return not ours["source"]
    return _same(ours["source"], gold["source"])


def _kind(mine: Row, words: Words) -> str:
    """What kind of cue ours has."""
    if not mine["cue"]:
        return "quotation"
    at = min(chars(mine["cue"]))
    part = words.get(at, ("", ""))[0]
    return {"VERB": "verb", "AUX": "verb", "NOUN": "noun", "PROPN": "noun"}.get(part, "phrase")


def _words(one: Report, book: Book) -> dict[int, tuple[str, str]]:
    doc = parse(one, book, every=True)
    return {
        sentence.at(token).start: (token.pos_, token.lemma_.lower())
        for sentence in doc.sentences
        for token in sentence.tokens or ()
    }


@cache
def _cues(book: Book) -> dict[str, frozenset[str]]:
    """The lemmas that rows of cues know, by part of speech."""
    lexicon = lexicon_of(book.cues)
    return {"VERB": frozenset(lexicon.verbs), "NOUN": frozenset(lexicon.nouns)}

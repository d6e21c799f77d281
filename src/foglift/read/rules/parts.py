"""Numbers that are part of another: "826 killed, including 222 in Hama", "nine dead, of whom four
were soldiers", and in the next sentence "Of these, 38 were children". Only the order of the words
counts, for a parse loses such tails."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from spacy.tokens import Token

from foglift import text
from foglift.model import Mention, Span
from foglift.read.rules.mentions import Named
from foglift.read.rules.parse import Sentence
from foglift.read.rules.reading import Reading
from foglift.text import Numeral

THEM = {"them", "these", "those", "whom", "which"}
WHOLES = THEM | {"dead", "killed", "victims", "wounded", "injured"}
INCLUDING = {"including", "include", "included", "among", "incl."}
JOINTS = {",", "and", "&"}
ONE = {"a", "an", "one"}
OPENINGS = ("of these", "of those", "of them", "among them", "among these")
OPENING = 8  # words in which the next sentence may say whose parts it tells
WAY = 4  # words from a number to its people, and from what says "part" to its number
PEOPLE = {"people", "actor", "person"}


@dataclass(frozen=True, eq=False)
class Part:
    """A number that is part of another: its first and last word, and the words that say so."""

    sentence: Sentence
    first: Token
    last: Token
    low: int | None
    high: int | None
    whom: Mention | None
    cue: str

    @property
    def words(self) -> Span:
        return self.sentence.across(self.first, self.last)


def parts(reading: Reading, head: Token, sentence: Sentence, end: int) -> Iterator[Part]:
    """The parts told behind a number, up to the word where another number has its own fate."""
    yield from _told(reading, sentence, range(head.i + 1, end))
    yield from _around(reading, sentence, head, end)
    following = reading.doc.following(sentence)
    if following is not None and following.tokens is not None:
        opening = following.tokens[:OPENING].text.lower()
        if any(words in opening for words in OPENINGS):
            yield from _told(reading, following, range(len(following.tokens)))


def _around(reading: Reading, sentence: Sentence, head: Token, end: int) -> Iterator[Part]:
    """The part that is told before its whole, "111 civilians were among the 727 people killed", or
    behind one that opens the sentence, "Of the 727 people killed, 111 were civilians"."""
    assert sentence.tokens is not None
    tokens = list(sentence.tokens)
    line = _Line(reading, sentence, tokens, _numbers(tokens, sentence), range(end))
    whole = max((i for i in line.numbers if i <= head.i), default=0)
    before = whole - 1 if line.word(whole - 1) in {"the", "at", "some"} else whole
    if line.word(before - 1) == "among":
        yield from _before_them(line, before - 1)
    elif line.word(before - 1) == "of" and before < OPENING:
        following = next((i for i in line.numbers if whole < i < end), None)
        if following is not None and line.word(following - 1) == "," and _are(line, following):
            yield from _part(line, following, following, "of the", following + WAY)


def _told(reading: Reading, sentence: Sentence, reach: range) -> Iterator[Part]:
    assert sentence.tokens is not None
    tokens = list(sentence.tokens)
    line = _Line(reading, sentence, tokens, _numbers(tokens, sentence), reach)
    at = reach.start
    while at in reach:
        found = list(_at(line, at))
        yield from found
        at = max(at, *(part.last.i for part in found)) + 1 if found else at + 1


@dataclass(frozen=True, eq=False)
class _Line:
    reading: Reading
    sentence: Sentence
    tokens: Sequence[Token]
    numbers: dict[int, tuple[int, Numeral]]
    reach: range

    def word(self, at: int) -> str:
        return self.tokens[at].lower_ if 0 <= at < len(self.tokens) else ""


def _numbers(tokens: Sequence[Token], sentence: Sentence) -> dict[int, tuple[int, Numeral]]:
    """First word of each number that may count people -> its last word and value."""
    assert sentence.tokens is not None
    found = {}
    for numeral in text.numerals(sentence.tokens.text):
        span = numeral.span
        inside = [t.i for t in tokens if span.start < t.idx + len(t) and t.idx < span.end]
        if inside and numeral.unit in {"", "year"}:
            found[inside[0]] = (inside[-1], numeral)
    return found


def _at(line: _Line, at: int) -> Iterator[Part]:
    """The parts that a cue at this word tells: behind it, or the number right before it."""
    word, following = line.word(at), line.word(at + 1)
    if word == "of" and following in WHOLES | {"the"}:
        them = at + 2 if following == "the" and line.word(at + 2) in WHOLES else at + 1
        if line.word(them) not in WHOLES:
            return
        before = _number_before(line, at)
        if before is not None:
            yield from _part(line, before, them, f"of {line.word(them)}", them)
        elif following in THEM:
            yield from _listed(line, them + 1, f"of {following}")
    elif word in INCLUDING:
        them = at + 1 if following in THEM else at
        told = list(_listed(line, them + 1, line.tokens[at].text))
        yield from told
        if not told and them > at:
            yield from _before_them(line, at)


def _are(line: _Line, at: int) -> bool:
    """Whether a verb right behind the number says only who they were."""
    return any(line.word(i) in {"were", "was", "are"} for i in range(at + 1, at + WAY))


def _number_before(line: _Line, at: int) -> int | None:
    """ "52" of "52 of them"."""
    return next((i for i, (last, _) in line.numbers.items() if last == at - 1), None)


def _before_them(line: _Line, at: int) -> Iterator[Part]:
    """ "two officers among them"."""
    for start in range(at - 1, max(line.reach.start, at - WAY - 1) - 1, -1):
        if line.word(start) in JOINTS:
            return
        found = list(_part(line, start, start, "among them", at - 1))
        if found:
            yield from found
            return


def _listed(line: _Line, at: int, cue: str) -> Iterator[Part]:
    """The numbers from a word on: "nine women, two boys and a nurse"."""
    start = next((i for i in range(at, at + WAY) if i in line.numbers or line.word(i) in ONE), None)
    if start is None or any(line.word(i) in JOINTS - {","} for i in range(at, start)):
        return
    while start is not None:
        found = list(_part(line, start, start, cue, min(len(line.tokens) - 1, start + WAY)))
        yield from found
        start = _joined(line, found[0].last.i + 1) if found and cue != "of whom" else None


def _joined(line: _Line, at: int) -> int | None:
    """Where the list goes on behind commas and "and"."""
    first = at
    while line.word(at) in JOINTS:
        at += 1
    goes_on = at > first and (at in line.numbers or line.word(at) in ONE)
    return at if goes_on else None


def _part(line: _Line, start: int, named_from: int, cue: str, until: int) -> Iterator[Part]:
    """The part whose number begins at a word, with its people if they are named close by."""
    tokens, sentence = line.tokens, line.sentence
    behind = min(len(tokens) - 1, max(until, named_from + WAY))
    if start in line.numbers:
        last, numeral = line.numbers[start]
        people = _people(line, max(last, named_from) + 1, behind)
        noun = tokens[last + 1] if last + 1 < len(tokens) else None
        of_things = noun is not None and noun.pos_ in {"NOUN", "PROPN", "ADJ"}
        if people is None and of_things:
            return
        low, high = numeral.low, numeral.high
    elif line.word(start) in ONE:
        last, low, high = start, 1, 1
        people = _people(line, start + 1, behind)
        if people is None or _word_at(line, people).tag_ not in {"NN", "NNP"}:
            return
    else:
        return
    end = _word_at(line, people) if people is not None else tokens[last]
    whom = Mention(people.span, people.ref, people.via) if people is not None else None
    end = max(end, tokens[last], key=lambda token: token.i)
    yield Part(sentence, tokens[start], end, low, high, whom, cue)


def _people(line: _Line, first: int, last: int) -> Named | None:
    """The people named from a word on, before the next comma or number."""
    for at in range(first, min(last + 1, len(line.tokens))):
        if line.word(at) in JOINTS or at in line.numbers:
            return None
        named = line.reading.mentions.of(line.sentence.at(line.tokens[at]))
        if named is not None and named.kind in PEOPLE:
            return named
    return None


def _word_at(line: _Line, named: Named) -> Token:
    inside = [t for t in line.tokens if line.sentence.at(t).meets(named.span)]
    return inside[-1]

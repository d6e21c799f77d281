"""Numbers of people told beside the word for what befell them, whatever the grammar around it.

Headlines ("Two rebels, one civilian killed"), labels ("Number of injuries: 8") and bulletins
("7 (6 new and 1 recovered)") leave out what a parse needs. Here only the order of the words counts:
a number, its people, their state; or what was done, then the number. The words are classes of
nouns/en-tolls.csv.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise
from typing import cast

from spacy.tokens import Token

from foglift import text
from foglift.codebook import Book
from foglift.model import Counted, Manner, Mention, Span
from foglift.read.rules.frames import noun_kinds
from foglift.read.rules.mentions import Mentions
from foglift.read.rules.parse import Sentence
from foglift.read.rules.screen import forms
from foglift.read.rules.words import listed
from foglift.text import Numeral

# Words of a noun phrase between a number and the state of its people.
LONGEST = 8
# Words that join a number and a state: "two people were reported killed".
LINKS = listed(
    """are were was is be been being have has had also reportedly reported feared confirmed said
    believed presumed left shot found more another other others further newly get got badly
    seriously critically severely lightly fatally"""
)
ENDS = listed(
    """in on at by for from to as after amid near over with during since until when while but or
    that who which whose where if and vs plus per than through against despite following without
    outside inside around across between before because behind under"""
)
UNTRUE = listed("to could would may might can will should must not n't never if cannot no without")
# Nouns that are counted beside the dead and are not people.
THINGS = listed(
    """livestock weapon vehicle building aircraft drone shell bomb attack offensive vessel
    structure territory base road missile property sortie agreement mission"""
)
# Words behind a number that may tell what sets its people apart.
REACH = 24
PUT = 12  # words from "put" to the label that it governs
PEOPLE = {"people", "person", "actor", "loaded"}
BEFORE = {"another", "a", "some", "further", "also", "as", "many"}
JOINTS = {",", "and", "&", "+"}
PARTS = {"including", "(", "whom", "these", "which"}
MANNERS: dict[str, Manner] = {
    "recovered-dead": "recovered",
    "died-later": "died-later",
    "added-later": "added-later",
    "newly-dead": "new",
}


@dataclass(frozen=True, eq=False)
class Toll:
    """A number of people in a state: `anchor` is the word of the state, `words` the number with
    its people, `low` and `high` bound it. `total` marks a running total ("toll rises to 61"),
    `manner` what sets a part of the dead apart ("recovered"), `label` that it stands behind a
    label, `apart` that another number stands between it and its state, `listed` that it is one of
    those that make up the number before a bracket."""

    of: Counted
    low: int | None
    high: int | None
    words: Span
    anchor: Token
    first: Token
    last: Token
    whom: Mention | None = None
    total: bool = False
    manner: Manner = ""
    label: bool = False
    apart: bool = False
    listed: bool = False


@dataclass(frozen=True, eq=False)
class _Number:
    """A numeral with its first and last token."""

    numeral: Numeral
    first: int
    last: int


@dataclass(frozen=True, eq=False)
class _Line:
    """A sentence with its numbers by their first token."""

    sentence: Sentence
    tokens: Sequence[Token]
    numbers: dict[int, _Number]
    mentions: Mentions
    book: Book

    def states(self, at: int, prefix: str = "state-") -> tuple[Counted, int] | None:
        """What befell people by the word, or pair of words, at a place; and its last word."""
        return _class(self.tokens, at, prefix, self.book)

    def word(self, at: int) -> str:
        return self.tokens[at].lower_ if 0 <= at < len(self.tokens) else ""


def tolls(sentence: Sentence, mentions: Mentions, book: Book) -> Iterator[Toll]:
    """Every number of people beside its state, in order."""
    if sentence.tokens is None or not _worth(sentence, book):
        return
    line = _Line(sentence, list(sentence.tokens), _numbers(sentence, book), mentions, book)
    found = _beside_states(line)
    for number in reversed(line.numbers.values()):  # "two soldiers, one rebel killed"
        if number.first not in found:
            shared = _shared(line, number, found)
            if shared is not None:
                found[number.first] = shared
    for whole in [toll for toll in found.values() if toll.label]:
        _mark_listed(line, whole, found)
    _mark_total(line, found)
    yield from (found[first] for first in sorted(found))


def _mark_total(line: _Line, found: dict[int, Toll]) -> None:
    """Marks a number joined to a running total as one: "9 dead and 3 wounded, the total toll"."""
    for one, other in pairwise(sorted(found)):
        here, there = found[one], found[other]
        joined = any(line.word(i) in JOINTS for i in (other - 1, other - 2))
        if joined and here.of != there.of and not (here.manner or there.manner):
            total = here.total or there.total
            found.update({one: replace(here, total=total), other: replace(there, total=total)})


def _beside_states(line: _Line) -> dict[int, Toll]:
    """The numbers that stand beside a state, a label, or another such number, by their places."""
    found: dict[int, Toll] = {}
    before: Toll | None = None
    whole: Toll | None = None
    for number in line.numbers.values():
        toll = _labelled(line, number) or _state_after(line, number) or _act_before(line, number)
        if toll is None and whole is not None:
            toll = _part(line, number, whole)
        whole = toll if toll is not None and toll.label else whole
        if toll is not None:
            found[number.first] = before = toll
        elif before is not None:  # "kills four civilians, one soldier"
            listed = _listed(line, number, before)
            if listed is not None:
                found[number.first] = before = listed
    return found


def _mark_listed(line: _Line, whole: Toll, found: dict[int, Toll]) -> None:
    """Marks the numbers of a bracket right behind a number that are all of it: "7 (6 new and 1
    recovered)"."""
    start = next((i for i in range(whole.last.i, whole.last.i + 3) if line.word(i) == "("), None)
    end = next((i for i in range(start or 0, len(line.tokens)) if line.word(i) == ")"), None)
    if start is None or end is None:
        return
    inside = [first for first in line.numbers if start < first < end]
    if len(inside) > 1 and all(first in found and found[first].manner for first in inside):
        found.update({first: replace(found[first], listed=True) for first in inside})


def _worth(sentence: Sentence, book: Book) -> bool:
    assert sentence.tokens is not None
    words = _last_words(book)
    return any(token.lower_ in words or token.lemma_.lower() in words for token in sentence.tokens)


@cache
def _last_words(book: Book) -> frozenset[str]:
    return frozenset(name.split()[-1] for name in _classes(book)) | {"toll"}


@cache
def _classes(book: Book) -> dict[str, dict[str, Counted]]:
    """Word -> class of word ("state-", "act-", "noun-") -> what it counts."""
    found: dict[str, dict[str, Counted]] = {}
    nouns = {"killed", "wounded", "killed-or-wounded"}
    for row in book.nouns:
        prefix, _, of = row.kind.partition("-")
        if prefix in {"state", "act"}:
            kind = f"{prefix}-"
        elif row.kind in nouns:
            kind, of = "noun-", row.kind
        else:
            continue
        for noun in row.nouns:
            written = forms(noun) if kind == "noun-" else (noun,)
            for form in (noun, *sorted(written)):
                found.setdefault(form, {}).setdefault(kind, cast(Counted, of))
    return found


def _class(tokens: Sequence[Token], at: int, prefix: str, book: Book) -> tuple[Counted, int] | None:
    classes = _classes(book)
    if at >= len(tokens):
        return None
    token = tokens[at]
    names = [(f"{token.lower_} {tokens[at + 1].lower_}", at + 1)] if at + 1 < len(tokens) else []
    names += [(token.lower_, at)]
    for name, last in names:
        if prefix in classes.get(name, {}):
            return classes[name][prefix], last
    return None


def _numbers(sentence: Sentence, book: Book) -> dict[int, _Number]:
    """The numbers that may count people; "one" and "no" among them."""
    assert sentence.tokens is not None
    tokens = sentence.tokens
    found: dict[int, _Number] = {}
    for numeral in text.numerals(tokens.text):
        if numeral.unit not in {"", "year"}:
            continue
        inside = [
            t for t in tokens if numeral.span.start < t.idx + len(t) and t.idx < numeral.span.end
        ]
        if inside:
            found[inside[0].i] = _Number(numeral, inside[0].i, inside[-1].i)
    taken = {i for each in found.values() for i in range(each.first, each.last + 1)}
    for token in tokens:
        if token.lower_ == "one" and token.i not in taken:
            span = Span(token.idx, token.idx + len(token))
            found[token.i] = _Number(Numeral(span, token.text, 1, 1), token.i, token.i)
    found |= {i: each for i, each in _singles(sentence, book) if i not in taken}
    return dict(sorted(found.items()))


def _singles(sentence: Sentence, book: Book) -> Iterator[tuple[int, _Number]]:
    """One person without an article, as headlines tell it: "Soldier killed near Sloviansk"."""
    tokens = sentence.tokens
    assert tokens is not None
    if tokens[-1].text in ".!?":
        return
    for token in tokens:
        after = tokens[token.i + 1] if token.i + 1 < len(tokens) else None
        ends = after is None or after.pos_ not in {"NOUN", "PROPN", "PART"}
        if token.lower_ in _one_person(book) and ends and _bare(token):
            span = Span(token.idx, token.idx + len(token))
            yield token.i, _Number(Numeral(span, token.text, 1, 1), token.i, token.i)


def _bare(token: Token) -> bool:
    """Whether no article, number or owner stands before the noun and what modifies it."""
    at = token.i - 1
    while at >= 0 and token.i - at < 4 and _modifies(token.doc[at]):
        at -= 1
    before = token.doc[at] if at >= 0 else None
    return before is None or not (before.pos_ in {"DET", "NUM", "PRON"} or before.like_num)


@cache
def _one_person(book: Book) -> frozenset[str]:
    """Words for one human being: those whose plural is a word for people too."""
    words = {row.word for row in book.people}
    return frozenset(
        word
        for word in words
        if f"{word}s" in words or (word.endswith("man") and f"{word[:-3]}men" in words)
    )


# ------------------------------------------------------------------------------ the patterns


def _state_after(line: _Line, number: _Number) -> Toll | None:
    """ "four soldiers of the brigade killed", "nine deaths", "two KIA"."""
    at = number.last + 1
    people: list[Token] = []
    if line.word(at) == "of" and line.word(at + 1) in {"the", "those"}:
        return None  # "four of the dead" are part of a number told elsewhere
    while at < len(line.tokens) and len(people) <= LONGEST:
        token = line.tokens[at]
        state = line.states(at) or (line.states(at, "noun-") if _counts_here(line, at) else None)
        if state is not None:
            if number.numeral.unit and people:
                return None
            noun = line.states(at) is None
            fits = noun or (_people_fit(line, people, state[0]) and not _acts(line, at, state))
            return _toll(line, number, state[0], at, people) if fits else None
        if not _goes_on(line, at):
            return None
        if token.lower_ not in LINKS:
            people.append(token)
        at += 1
    return None


def _counts_here(line: _Line, at: int) -> bool:
    """Whether a noun of the dead or hurt ends its phrase: "nine deaths", not "nine death row"."""
    following = line.tokens[at + 1] if at + 1 < len(line.tokens) else None
    return following is None or following.pos_ not in {"NOUN", "PROPN"} or following.lower_ in LINKS


def _goes_on(line: _Line, at: int) -> bool:
    """Whether the words from a number to its state may run over this one."""
    token = line.tokens[at]
    if token.lower_ in LINKS or token.lower_ == "of":
        return True
    if token.lower_ in ENDS or at in line.numbers or token.lower_ in UNTRUE:
        return False
    if token.is_punct:
        dash = token.text == "-" and token.i > 0 and token.nbor(-1).whitespace_
        return not dash and token.text in {"'", "’", "‘", '"', "-", "“", "”"}
    if token.pos_ in {"VERB", "AUX"}:
        return line.mentions.of(line.sentence.at(token)) is not None
    return token.pos_ in {"NOUN", "PROPN", "ADJ", "NUM", "DET", "PART", "X", "PRON", "ADV"}


def _acts(line: _Line, at: int, state: tuple[Counted, int]) -> bool:
    """Whether the state is what its people do: "two blasts killed 30"."""
    if line.states(at, "act-") is None:
        return False
    following = state[1] + 1
    if following in line.numbers or following >= len(line.tokens):
        return following in line.numbers
    token = line.tokens[following]
    named = line.mentions.of(line.sentence.at(token))
    whom = named is not None and named.kind in {"people", "person", "actor"}
    return whom or (token.pos_ in {"DET", "PRON"} and token.lower_ not in {"this", "that"})


def _act_before(line: _Line, number: _Number) -> Toll | None:
    """ "shelling kills at least three", "mine blast wounding two", "death of four soldiers"."""
    at, single = number.first - 1, _is_single(line, number)
    while at >= 0 and (line.word(at) in BEFORE or (single and _modifies(line.tokens[at]))):
        at -= 1
    act = _act(line, at)
    if act is None or any(line.word(i) in UNTRUE for i in range(max(0, at - 3), at)):
        return None
    people = _following(line, number)
    if number.numeral.unit or not (single or _people_fit(line, people, act[0])):
        return None
    return _toll(line, number, act[0], act[1], people)


def _act(line: _Line, at: int) -> tuple[Counted, int] | None:
    """What is done to people by the words that end here ("kills", "death of"), and where."""
    if at > 0 and line.word(at) == "of":
        return line.states(at - 1, "noun-")
    return line.states(at, "act-") if at >= 0 else None


def _modifies(token: Token) -> bool:
    return token.pos_ in {"ADJ", "PROPN"} or token.dep_ == "compound"


def _with_modifiers(line: _Line, at: int) -> list[Token]:
    """ "DPR militiaman" of "DPR militiaman killed"."""
    first = at
    while first > 0 and at - first < 3 and _modifies(line.tokens[first - 1]):
        first -= 1
    return list(line.tokens[first : at + 1])


def _is_single(line: _Line, number: _Number) -> bool:
    """Whether the number is one human being without a numeral."""
    return line.word(number.first) in _one_person(line.book)


def _following(line: _Line, number: _Number) -> list[Token]:
    """The people right behind a number."""
    people: list[Token] = []
    for i in range(number.last + 1, min(len(line.tokens), number.last + 1 + LONGEST)):
        if not _goes_on(line, i) or line.states(i) is not None:
            break
        if line.word(i) not in LINKS:
            people.append(line.tokens[i])
    return people


def _labelled(line: _Line, number: _Number) -> Toll | None:
    """ "Number of injuries: 8", "Killed - 6", "death toll rises to 687"."""
    at = number.first - 1
    total, rising = False, line.book.listed("rising")
    while at >= 0 and (line.word(at) in {":", "-", "–", "—", "=", "to", "at", "has", "have", "is"}
                       or line.word(at) in rising or line.tokens[at].is_space):  # fmt: skip
        total = total or line.word(at) in rising
        at -= 1
    joined = number.first - 1 - at
    if not joined:
        return None
    label = _label(line, at, total)
    if label is None and _is_put(line, number, at):
        label = _label(line, at, rising=True)
    if label is None:
        return None
    of, anchor, running = label
    if line.word(number.first - 1) in {"-", "–", "—"} and number.last + 1 < len(line.tokens):
        return None
    toll = _toll(line, number, of, anchor, _named_after(line, number))
    manner = toll.manner or _manner(line.tokens[max(0, at - 4) : at + 1], line.book)
    return replace(
        toll, total=toll.total or total or running, label=True, manner=manner,
    )  # fmt: skip


def _is_put(line: _Line, number: _Number, at: int) -> bool:
    """ "put the number of people killed in Homs at 302"."""
    words = (line.word(i) for i in range(max(0, at - PUT), at))
    return line.word(number.first - 1) == "at" and any(word in {"put", "puts"} for word in words)


def _named_after(line: _Line, number: _Number) -> list[Token]:
    found = []
    for i in range(number.last + 1, min(len(line.tokens), number.last + 4)):
        if not _goes_on(line, i):
            break
        found.append(line.tokens[i])
    return found


def _label(line: _Line, at: int, rising: bool) -> tuple[Counted, int, bool] | None:
    """What a label counts, the word that says so, and whether it names a running total."""
    colon = line.word(at + 1) == ":"
    for i in range(at, max(-1, at - 7), -1):
        token = line.tokens[i]
        if token.is_punct and token.text not in {"(", ")", "*", "\\"}:
            return None
        if "toll" in noun_kinds(token, line.book):
            return "killed", i, True
        if not (rising or colon) and i != at and line.word(i) in ENDS:
            return None
        state = line.states(i, "noun-") or line.states(i)
        numbered = any(line.word(k) in {"number", "total", "toll"} for k in range(max(0, i - 6), i))
        if state is not None and (numbered or (i == at and not rising)):
            return state[0], i, rising or _is_total(line.tokens[max(0, i - 6) : i])
    return None


def _is_total(before: Sequence[Token]) -> bool:
    return any(token.lower_ in {"total", "cumulative", "overall", "toll"} for token in before)


def _part(line: _Line, number: _Number, whole: Toll) -> Toll | None:
    """ "2" of "4, including 2 whose bodies were recovered"."""
    if not whole.label or not any(
        t.lower_ in PARTS for t in line.tokens[whole.last.i : number.first]
    ):
        return None
    part = _toll(line, number, whole.of, whole.anchor.i, ())
    return part if part.manner else None


def _listed(line: _Line, number: _Number, before: Toll) -> Toll | None:
    """A number joined to the one before it, to both of which the same was done."""
    acted = before.anchor.i < before.first.i and not before.label
    joint = line.word(before.last.i + 1) in JOINTS and before.last.i + 2 == number.first
    people, single = _following(line, number), _is_single(line, number)
    if not (acted and joint) or number.numeral.unit:
        return None
    if not single and not _people_fit(line, people, before.of, strict=True):
        return None
    return replace(_toll(line, number, before.of, before.anchor.i, people), apart=True)


def _shared(line: _Line, number: _Number, found: dict[int, Toll]) -> Toll | None:
    """ "two soldiers" of "two soldiers, one rebel killed": the state comes with the next number."""
    at = number.last + 1
    people: list[Token] = []
    while at < len(line.tokens) and at not in line.numbers and len(people) <= LONGEST:
        token = line.tokens[at]
        joint = token.lower_ in JOINTS
        if not joint and not _goes_on(line, at):
            return None
        if not joint:
            people.append(token)
        at += 1
    after = found.get(at)
    single = _is_single(line, number)
    joined = line.word(at - 1) in JOINTS and (people or single)
    if after is None or not joined or after.anchor.i < at or number.numeral.unit:
        return None
    if not single and not _people_fit(line, people, after.of, strict=True):
        return None
    return replace(_toll(line, number, after.of, after.anchor.i, people), apart=True)


# ---------------------------------------------------------------------------------- people


def _people_fit(line: _Line, people: Sequence[Token], of: Counted, strict: bool = False) -> bool:
    """Whether the words behind a number are people, or nothing at all ("two killed")."""
    heads = _heads(people)
    if not heads:
        return not strict and of not in {"displaced"}
    head = heads[0]
    named = line.mentions.of(line.sentence.at(head))
    if named is not None and named.kind in PEOPLE:
        return True
    kinds = noun_kinds(head, line.book)
    if kinds & {"agent", "crowd", "captive", "people", "body", "victim", "police"}:
        return True
    if head.lower_ in {"lives", "others", "more", "them"}:
        return True
    plain = head.tag_ in {"NNS", "NN"} and not kinds & THINGS and named is None
    return plain and not strict and of in {"killed", "wounded"} and _human(head)


def _human(noun: Token) -> bool:
    """Whether an unknown noun has the ending of one who does: "hunters", "loggers"."""
    return noun.lower_.removesuffix("s").endswith(
        ("er", "or", "ist", "man", "men", "ian", "ee", "ant")
    )


def _heads(people: Sequence[Token]) -> list[Token]:
    """The nouns that head the phrase: the last word before "of", else the last word."""
    nouns = [
        t for t in people if t.pos_ in {"NOUN", "PROPN", "ADJ", "PRON", "VERB"} and not t.is_punct
    ]
    of = next((k for k, t in enumerate(people) if t.lower_ == "of"), None)
    if of is not None:
        before = [t for t in nouns if t.i < people[of].i]
        after = [t for t in nouns if t.i > people[of].i]
        return before[-1:] or after[-1:]
    return nouns[-1:]


def _whom(line: _Line, people: Sequence[Token]) -> Mention | None:
    """Who is counted: "DPR militiamen" are the DPR's, "nine hunters" are no known people."""
    heads = _heads(people)
    if not heads:
        return None
    at = line.sentence.at
    inside = [line.mentions.of(at(token)) for token in people if token.i <= heads[0].i]
    named = [each for each in inside if each is not None and each.kind in PEOPLE]
    if named:
        parties = [each for each in named if each.kind == "actor" and each.ref]
        found = (parties or named[-1:])[0]
        return Mention(found.span, found.ref, found.via)
    return Mention(at(heads[0])) if heads[0].pos_ == "NOUN" else None


def _toll(line: _Line, number: _Number, of: Counted, anchor: int, people: Sequence[Token]) -> Toll:
    if not people and _is_single(line, number):
        people = _with_modifiers(line, number.first)
    last = max((number.last, *(token.i for token in people)))
    sentence, numeral = line.sentence, number.numeral
    start = sentence.span.start + numeral.span.start
    end = max(sentence.span.start + numeral.span.end, sentence.at(line.tokens[last]).end)
    upto = min((i for i in line.numbers if i > number.last), default=len(line.tokens))
    return Toll(
        of, numeral.low, numeral.high, Span(start, end), line.tokens[anchor],
        line.tokens[number.first], line.tokens[last], _whom(line, people),
        total=_of_a_war(line, number.first) or _apposed_total(line, last),
        manner=_manner(line.tokens[number.last + 1 : min(upto, number.last + REACH)], line.book),
    )  # fmt: skip


def _of_a_war(line: _Line, at: int) -> bool:
    """Whether the number stands under a title that names a whole war: "War in Gaza: 900 dead"."""
    if line.word(at - 1) != ":":
        return False
    return any("whole-war" in noun_kinds(t, line.book) for t in line.tokens[max(0, at - 9) : at])


def _apposed_total(line: _Line, last: int) -> bool:
    """ "900 dead, the total toll of the war"; not "9 dead, bringing the toll to 900"."""
    rest = line.tokens[last + 1 :]
    toll = next((t for t in rest if "toll" in noun_kinds(t, line.book)), None)
    if toll is None:
        return False
    before = [t.lower_ for t in rest if t.i < toll.i]
    return "the" in before and not any(t.pos_ in {"VERB", "AUX"} and t.lower_ != "updated"
                                       for t in rest if t.i < toll.i)  # fmt: skip


def _manner(words: Sequence[Token], book: Book) -> Manner:
    """What sets these dead apart: that they are new, were recovered, died later of wounds."""
    kinds = (noun_kinds(word, book) for word in words)
    return next((MANNERS[kind] for found in kinds for kind in MANNERS if kind in found), "")

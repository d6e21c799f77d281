"""Counts: how many people were killed, wounded, displaced, captured, freed or went missing."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise
from typing import cast

import msgspec
from spacy.tokens import Token

from foglift import text
from foglift.codebook import Book
from foglift.model import Attribution, Claim, Count, Counted, Mention, Span, When, Where
from foglift.read.rules import dating, frames, scenes, settings, untimed
from foglift.read.rules.events import why
from foglift.read.rules.evidence import evidence
from foglift.read.rules.frames import Filler, Frame, content, none_of, noun_kinds
from foglift.read.rules.intents import of_war
from foglift.read.rules.parse import Sentence
from foglift.read.rules.parties import mention
from foglift.read.rules.parts import Part, parts
from foglift.read.rules.reading import Reading
from foglift.read.rules.tolls import Toll, tolls
from foglift.read.rules.voices import weighed
from foglift.text import Numeral

NOUNS: dict[str, Counted] = {
    "killed": "killed", "wounded": "wounded", "killed-or-wounded": "killed-or-wounded",
    "displaced-people": "displaced",
}  # fmt: skip
# People set free are told of without a number; a killing or a flight without one is an event.
UNNUMBERED: frozenset[Counted] = frozenset({"freed"})
FAMILIES = {"family", "household"}
TOGETHER: set[Counted] = {"killed", "wounded"}  # of one number: "killed or wounded"
_ORDINAL = re.compile(
    r"first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|last|\d{1,4}(?:st|nd|rd|th)"
)
BY_NAME = "by name"
# Where a word stands in a report: its sentence and its number there.
Position = tuple[int, int]
Whole = tuple[Toll, Claim]
HURT = {"killed", "wounded", "killed-or-wounded"}
SLIP = 1.5  # how much larger a part may be told than its whole
CLOSE = 90  # letters of one quotation
TOTAL = {"total", "toll", "overall", "altogether"}


@dataclass(frozen=True, eq=False)
class _Scope:
    """What a count and its parts share."""

    of: Counted
    by: tuple[Mention, ...]
    where: Where | None
    when: When | None
    cumulative: bool
    chain: tuple[Attribution, ...]
    why: tuple[str, ...]
    revised: bool = False


def claims(reading: Reading) -> Iterator[Claim]:
    """The counts of the report: of predicates ("were killed"), then of nouns ("nine deaths")."""
    seen: set[Position] = set()
    war = of_war(reading)
    for frame in reading.frames:
        none = war and _counts_none(frame)
        if frame.row.count and (frame.proposition.realis == "actual" or none):
            yield from _of_frame(reading, frame, seen)
        elif frame.row.count:
            seen.update(p for f in frame.counted for p in _positions(f.head, frame.sentence))
    wholes: list[Whole] = []
    for sentence in reading.doc.sentences:
        found = list(_of_tolls(reading, sentence, seen, wholes))
        wholes = [(toll, claim) for toll, claim in found if not _is_part(claim)]
        yield from (claim for _, claim in found)
        of_nouns = _of_nouns(reading, sentence, seen)
        yield from (claim for claim in of_nouns if war or claim.realis == "actual")


def _counts_none(frame: Frame) -> bool:
    """Whether it says that nobody was killed or hurt: a count of 0."""
    counted = frame.counted
    hurt = frame.row.count.partition("=")[0] in HURT
    negated = hurt and frame.proposition.realis == "negated"
    return negated and bool(counted) and all(none_of(each.head) is not None for each in counted)


def _of_frame(reading: Reading, frame: Frame, seen: set[Position]) -> Iterator[Claim]:
    where = scenes.where(reading, frame)
    when, since = dating.period(reading, frame.proposition.head, frame.sentence)
    if when is not None and when.span is None and not since and not _so_far(reading, frame):
        when = dating.beside(reading, frame.proposition.head, frame.sentence) or when
    where, when, since = _set(reading, frame.proposition.head, frame.sentence, where, when, since)
    cumulative = since or _is_total(frame) or _so_far(reading, frame)
    if cumulative and not since:
        when = _up_to_now(reading, when, frame.sentence)
    scope = _Scope(
        _counted(reading, frame),
        tuple(
            mention(reading, each, frame)
            for each in frame.actors
            if each.named is not None and each not in frame.counted
        ),
        where,
        when,
        cumulative,
        reading.voices.of(frame.proposition.span) or _told_by(reading, frame),
        tuple(why(frame)),
        revised=_revises(reading, frame),
    )
    for filler in frame.counted:
        if (frame.sentence.index, filler.head.i) in seen:
            continue
        numeral = numeral_of(filler.head, frame.sentence)
        by_name = list(_by_name(reading, filler.head, frame.sentence))
        if numeral is None and not _countless(scope.of, filler) and not by_name:
            continue
        seen.update(_positions(filler.head, frame.sentence))
        end = _end(reading, frame, filler.head)
        found = [*parts(reading, filler.head, frame.sentence, end), *by_name]
        told = [
            part for part in found
            if _fits(part, numeral) and (part.sentence.index, part.first.i) not in seen
        ]  # fmt: skip
        for part in told:
            seen.update((part.sentence.index, i) for i in range(part.first.i, part.last.i + 1))
        yield from _with_parts(reading, frame, filler, numeral, scope, told)


def _up_to_now(reading: Reading, when: When | None, sentence: Sentence) -> When | None:
    """The time of a running total: open where no time is said at all, or only "since the war"."""
    if when is None or when.span is not None:
        return when
    since = dating.SINCE.search(reading.doc.words(sentence.span))
    if when.why != untimed.UNTIMED and since is None:
        return when
    return When(None, when.end, "unknown", why="no time said; so far")


def _revises(reading: Reading, frame: Frame) -> bool:
    return frame.proposition.head.lemma_.lower() in reading.book.listed("revising")


def _told_by(reading: Reading, frame: Frame) -> tuple[Attribution, ...]:
    """Who revises a toll: the predicate itself is the speaker's."""
    if not _revises(reading, frame):
        return ()
    heads = (frame.sentence.at(each.head) for each in frame.counted)
    return next((chain for head in heads if (chain := reading.voices.of(head))), ())


def _counted(reading: Reading, frame: Frame) -> Counted:
    """What the predicate counts; one number of people "killed or wounded" counts both."""
    of = _of(frame)
    if of not in TOGETHER:
        return of
    head = frame.proposition.head
    both = any(
        {of, _hurting(reading.book).get(other.lemma_.lower())} == TOGETHER and _shared(head, other)
        for other in head.conjuncts
    )
    return "killed-or-wounded" if both else of


def _shared(one: Token, other: Token) -> bool:
    """Whether two joined verbs have their people in common: "were killed or wounded", "killed or
    wounded nine", not "killed nine and wounded two"."""
    first, last = sorted((one, other), key=lambda verb: verb.i)
    if _has(last, "nsubj", "nsubjpass"):
        return False
    if _has(first, "nsubjpass"):
        return not _has(last, "dobj")
    return _has(last, "dobj") and not _has(first, "dobj")


def _has(verb: Token, *roles: str) -> bool:
    return any(child.dep_ in roles for child in verb.children)


@cache
def _hurting(book: Book) -> dict[str, Counted]:
    """Verb -> whether it tells of killed or of wounded people."""
    rows = [(row, of) for row in book.verbs for of in TOGETHER if row.count.startswith(f"{of}=")]
    return {lemma: of for row, of in rows for lemma in row.lemma}


def _of(frame: Frame) -> Counted:
    return cast(Counted, frame.row.count.partition("=")[0])


def _set(
    reading: Reading, head: Token, sentence: Sentence, where: Where | None, when: When | None,
    since: bool,
) -> tuple[Where | None, When | None, bool]:  # fmt: skip
    """Place, time and whether it is one "since"; what is left out as the text around tells."""
    where = where or settings.place(reading, head, sentence)
    if since or (when is not None and when.span is not None):
        return where, when, since
    told = settings.time(reading, sentence, where)
    return (where, *told) if told is not None else (where, when, since)


def _countless(of: Counted, filler: Filler) -> bool:
    """Whether people without a number make a count: those set free, or one killed or taken."""
    return of in UNNUMBERED or (of != "displaced" and _is_one(filler))


def _positions(head: Token, sentence: Sentence) -> Iterator[Position]:
    first, last = _phrase(head)
    yield from ((sentence.index, i) for i in range(first.i, last.i + 1))


def _with_parts(
    reading: Reading, frame: Frame, filler: Filler, numeral: Numeral | None, scope: _Scope,
    told: list[Part],
) -> Iterator[Claim]:  # fmt: skip
    sentence = frame.sentence
    beside = _first_part(told, sentence)
    if beside is not None and _is_of_part(scope.where, beside, frame.proposition.head, sentence):
        # "826 killed in Syria, 222 of them in Hama": the last place is the part's
        at = sentence.at(filler.head).start
        scope = replace(scope, where=settings.named_before(reading, sentence, beside, at))
    low, high = _bounds(filler, numeral)
    whole = reading.claim(
        _count(scope, low, high, _whom(reading, filler, frame), filler.head),
        [_words(filler.head, sentence, numeral), evidence(frame, None)],
        scope.why,
        weighed(scope.chain, _harms(reading, filler, frame, scope)),
        where=scope.where,
        when=scope.when,
        realis="negated" if high == 0 else "actual",
    )
    yield whole
    for part in told:
        yield _claimed_part(reading, part, filler, whole, scope)


def _first_part(told: Iterable[Part], sentence: Sentence) -> int | None:
    """Where the first part begins that the sentence itself tells."""
    return min((part.words.start for part in told if part.sentence is sentence), default=None)


def _is_of_part(where: Where | None, part: int, head: Token, sentence: Sentence) -> bool:
    """Whether a place stands behind a part of the number, with no verb between them that goes on
    with the whole: "602 people, including 104 civilians, were killed in Hama"."""
    if where is None or not part < where.place.span.start < sentence.span.end:
        return False
    return not part < sentence.at(head).start < where.place.span.start


def _claimed_part(
    reading: Reading, part: Part, filler: Filler, whole: Claim, scope: _Scope
) -> Claim:
    whom = part.whom or (whole.content.whom if isinstance(whole.content, Count) else None)
    located = scenes.below(reading, part.last, part.sentence) or scenes.after(
        reading, part.last, part.sentence
    )
    return reading.claim(
        _count(scope, part.low, part.high, whom, filler.head, whole.id),
        [part.words, whole.evidence[-1]],
        (*scope.why, f"part: '{part.cue}'"),
        whole.said_by,
        where=located or scope.where,
        when=scope.when,
    )


def _count(
    scope: _Scope, low: int | None, high: int | None, whom: Mention | None, head: Token,
    part_of: str = "",
) -> Count:  # fmt: skip
    counted = content(head) if head.lemma_.lower() not in {"member", "part"} else head
    families = counted.lemma_.lower() in FAMILIES
    return Count(
        scope.of, low, high, whom, scope.by, "families" if families else "people", part_of,
        scope.cumulative, revised=scope.revised and not part_of,
    )  # fmt: skip


def _bounds(filler: Filler, numeral: Numeral | None) -> tuple[int | None, int | None]:
    if numeral is not None:
        return numeral.low, numeral.high
    return (1, 1) if _is_one(filler) else (None, None)


def _is_one(filler: Filler) -> bool:
    """Whether the phrase is about one human being: "a soldier", "his brother", "Ms Haddad"."""
    head = filler.head
    if head.tag_ not in {"NN", "NNP"} or content(head) != head:
        return False
    if filler.named is not None and filler.named.kind == "person":
        return True
    people = filler.named is not None and filler.named.kind == "people"
    if any(_ORDINAL.fullmatch(child.lower_) for child in head.children):
        return False  # "the sixth soldier killed"
    return people and any(c.dep_ in {"det", "poss"} and c.lower_ != "no" for c in head.children)


def numeral_of(head: Token, sentence: Sentence) -> Numeral | None:
    """The number of a noun phrase: "826" of "826 people", of the numeral itself, 0 of "nobody"."""
    assert sentence.tokens is not None
    first, last = _phrase(head)
    none = none_of(head)
    if none is not None:
        return Numeral(Span(none.idx, none.idx + len(none)), none.text, 0, 0)
    found = [
        each
        for each in text.numerals(sentence.tokens.text)
        if not each.unit and first.idx < each.span.end and each.span.start <= last.idx
    ]
    return found[0] if found else None


def _phrase(head: Token) -> tuple[Token, Token]:
    """First and last word of a noun phrase with what it counts: "dozens of soldiers"."""
    first, last = frames.core(head)
    return first, max(last, content(head), key=lambda token: token.i)


def _words(head: Token, sentence: Sentence, numeral: Numeral | None) -> Span:
    """The number with what is counted: "826 people"."""
    first, last = _phrase(head)
    span = sentence.across(first, last)
    if numeral is None:
        return span
    return Span(
        min(span.start, sentence.span.start + numeral.span.start),
        max(span.end, sentence.span.start + numeral.span.end),
    )


def _whom(reading: Reading, filler: Filler, frame: Frame) -> Mention | None:
    if filler.named is not None and filler.named.kind != "pronoun":
        return mention(reading, filler, frame)
    head = content(filler.head)
    if head.like_num or head.pos_ not in {"NOUN", "PROPN"}:
        return None
    return Mention(frame.sentence.at(head))


def _by_name(reading: Reading, head: Token, sentence: Sentence) -> Iterator[Part]:
    """Who they were: "killed two reporters, Ana Solis and Pedro Rivas", "wounded the following
    men: ..."."""
    beside = [
        token
        for child in head.children
        if child.dep_ == "appos" and child.pos_ == "PROPN" and head.pos_ != "PROPN"
        for token in (child, *child.conjuncts)
    ]
    for token in dict.fromkeys([*beside, *_after_colon(head)]):
        named = reading.mentions.of(sentence.at(token))
        if (
            named is not None
            and named.kind == "person"
            and sentence.at(token).end == named.span.end
        ):
            first, last = frames.core(token)
            whom = Mention(named.span, named.ref, named.via)
            yield Part(sentence, first, last, 1, 1, whom, BY_NAME)


def _after_colon(head: Token) -> list[Token]:
    """The words of a list that ends the sentence behind a colon."""
    rest = list(head.doc[head.i + 1 :])
    colon = next((i for i, token in enumerate(rest) if token.text == ":"), None)
    listed = rest[colon + 1 :] if colon is not None else []
    return [] if any(token.tag_ in {"VBD", "VBZ", "VBP"} for token in listed) else listed


def _end(reading: Reading, frame: Frame, head: Token) -> int:
    """The word where the next number of the sentence begins that another predicate counts."""
    others = [
        frames.core(filler.head)[0].i
        for other in reading.frames_of(frame.sentence.index)
        if other.row.count and other.proposition.head != frame.proposition.head
        for filler in other.counted
    ]
    assert frame.sentence.tokens is not None
    return min((i for i in others if i > head.i), default=len(frame.sentence.tokens))


def _fits(part: Part, whole: Numeral | None) -> bool:
    """Whether a number may be part of another by its size; one that is a little larger is told so,
    and is for whoever compares the two."""
    if whole is None or whole.high is None or part.low is None:
        return True
    return part.low <= whole.high * SLIP


def _is_total(frame: Frame) -> bool:
    sentence = frame.sentence.tokens
    assert sentence is not None
    words = [token.lower_ for token in sentence]
    if any(token.lower_ in TOTAL for token in frame.tokens):
        return True
    return any(map(_totals, sentence)) or ("so", "far") in pairwise(words)


def _totals(token: Token) -> bool:
    """Whether the word makes the numbers of its sentence running totals; in "two were killed,
    bringing the total to 30" it does not."""
    brought = token.head.lemma_.lower() in {"bring", "raise", "take", "push", "lift"}
    return token.lower_ in TOTAL and not (brought and token.head.dep_ != "ROOT")


def _so_far(reading: Reading, frame: Frame) -> bool:
    """Whether a present perfect without a time counts up to now: "have been killed"."""
    head = frame.proposition.head
    auxiliaries = {c.lower_ for c in head.children if c.dep_ == "aux"}
    perfect = bool(auxiliaries & {"have", "has", "'ve"}) and "to" not in auxiliaries
    several = any(numeral_of(each.head, frame.sentence) for each in frame.counted)
    return perfect and several and not reading.own_times(head, frame.sentence)


def _harms(reading: Reading, filler: Filler, frame: Frame, scope: _Scope) -> bool:
    """Whether a party counts its own dead, wounded or captured."""
    if not scope.chain or not scope.chain[0].side or filler.named is None:
        return False
    ref = mention(reading, filler, frame).ref
    day = reading.doc.report.published
    return bool(ref) and reading.book.side(ref, day) == scope.chain[0].side


def _of_nouns(reading: Reading, sentence: Sentence, seen: set[Position]) -> Iterator[Claim]:
    """Nouns that count by themselves: "nine deaths", "30 wounded"."""
    for token in sentence.tokens or ():
        of = next((NOUNS[k] for k in noun_kinds(token, reading.book) if k in NOUNS), None)
        numeral = numeral_of(token, sentence) if of else None
        if of is None or numeral is None or (sentence.index, token.i) in seen:
            continue
        when, since = dating.period(reading, token, sentence)
        words = _words(token, sentence, numeral)
        where = scenes.below(reading, token, sentence) or scenes.around(reading, token, sentence)
        where, when, since = _set(reading, token, sentence, where, when, since)
        yield reading.claim(
            Count(of, numeral.low, numeral.high, cumulative=since),
            [words],
            [f"nouns/en.csv: {token.lemma_}"],
            reading.voices.of(words),
            where=scenes.below(reading, token, sentence) or scenes.around(reading, token, sentence),
            when=when,
            realis="negated" if numeral.high == 0 else "actual",
        )


def _of_tolls(
    reading: Reading, sentence: Sentence, seen: set[Position], above: list[Whole]
) -> Iterator[Whole]:
    """Numbers beside a word for what befell people, where no predicate counted them. They may be
    parts of what the line above counts."""
    wholes = list(above)
    found = list(tolls(sentence, reading.mentions, reading.book))
    for toll in found:
        places = {(sentence.index, i) for i in range(toll.first.i, toll.last.i + 1)}
        if places & seen:
            continue
        seen |= places | {(sentence.index, toll.anchor.i)}
        whole = next((c for t, c in reversed(wholes) if _holds(t, toll)), None)
        told = list(_parts_behind(reading, sentence, toll, found, seen))
        claim = _claimed_toll(reading, sentence, toll, whole, told)
        wholes.append((toll, claim))
        yield wholes[-1]
        for part in told:
            yield toll, _part_of_toll(reading, part, claim)


def _parts_behind(
    reading: Reading, sentence: Sentence, toll: Toll, beside: list[Toll], seen: set[Position]
) -> Iterator[Part]:
    """The parts told behind a number up to the next: "826 dead, 222 of them around Hama"."""
    assert sentence.tokens is not None
    end = min((each.first.i for each in beside if each.first.i > toll.last.i), default=None)
    for part in parts(reading, toll.last, sentence, end or len(sentence.tokens)):
        places = {(part.sentence.index, i) for i in range(part.first.i, part.last.i + 1)}
        if not places & seen and _below(part.low, toll.low):
            seen |= places
            yield part


def _below(part: int | None, whole: int | None) -> bool:
    return part is None or whole is None or part <= whole


def _part_of_toll(reading: Reading, part: Part, whole: Claim) -> Claim:
    assert isinstance(whole.content, Count)
    located = scenes.below(reading, part.last, part.sentence) or scenes.after(
        reading, part.last, part.sentence
    )
    content = msgspec.structs.replace(
        whole.content, low=part.low, high=part.high,
        whom=part.whom or whole.content.whom, part_of=whole.id,
    )  # fmt: skip
    return reading.claim(
        content,
        [part.words, *whole.evidence],
        (*whole.why, f"part: '{part.cue}'"),
        whole.said_by,
        where=located or whole.where,
        when=whole.when,
    )


def _is_part(claim: Claim) -> bool:
    return isinstance(claim.content, Count) and bool(claim.content.part_of)


def _holds(whole: Toll, part: Toll) -> bool:
    """Whether a number counts some of those that a label before it counts: "7 (6 new)"."""
    fits = whole.low is not None and part.low is not None and part.low <= whole.low
    fits = fits or part.listed
    return whole.label and bool(part.manner) and not part.label and whole.of == part.of and fits


def _quoted(words: Span, state: Span) -> list[Span]:
    """The number and its state in one quotation where they stand close."""
    whole = Span(min(words.start, state.start), max(words.end, state.end))
    return [whole] if whole.end - whole.start <= CLOSE else [words, state]


def _claimed_toll(
    reading: Reading, sentence: Sentence, toll: Toll, whole: Claim | None, told: list[Part]
) -> Claim:
    when, since = dating.told_period(
        reading, toll.anchor, sentence, settings.is_line(reading, sentence)
    )
    if when is not None and when.span is not None and when.span.meets(toll.words):
        when = untimed.untimed(reading, toll.anchor, sentence)  # "2020 martyrs" are no year
    if when is not None and when.span is None and not since:
        when = dating.beside(reading, toll.anchor, sentence) or when
    where = (
        scenes.below(reading, toll.last, sentence)
        or scenes.after(reading, toll.last, sentence)
        or scenes.headlined(reading, sentence)
        or scenes.around(reading, toll.anchor, sentence)
    )
    where, when, since = _set(reading, toll.anchor, sentence, where, when, since)
    beside = _first_part(told, sentence)
    if beside is not None and _is_of_part(where, beside, toll.anchor, sentence):
        where = settings.named_before(reading, sentence, beside, sentence.at(toll.anchor).start)
    when = _up_to_now(reading, when, sentence) if toll.total and not since else when
    words, state = toll.words, sentence.at(toll.anchor)
    why = f"nouns/en-tolls.csv: {toll.anchor.text}"
    return reading.claim(
        Count(
            toll.of, toll.low, toll.high, toll.whom,
            part_of=whole.id if whole else "", cumulative=since or toll.total,
            manner=toll.manner, complete=bool(whole and toll.listed),
        ),
        [words, state] if toll.apart else _quoted(words, state),
        [why],
        reading.voices.of(words),
        where=where,
        when=when,
    )  # fmt: skip

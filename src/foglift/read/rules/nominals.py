"""Nouns and phrases as cues: "the army's claim that ...", "according to X", "reportedly"."""

from collections.abc import Iterator

from spacy.tokens import Token

from foglift.read.rules.contents import clauses_said
from foglift.read.rules.cues import Cited, Frame, Lexicon
from foglift.read.rules.parse import Sentence
from foglift.read.rules.stretches import Range, span_of, spans_of, whole, without
from foglift.read.rules.subjects import object_of, subject_of

_TAKING_BACK = frozenset(("correct", "retract", "withdraw"))


def noun_cues(sentence: Sentence, noun: Token, frames: tuple[Frame, ...]) -> Iterator[Cited]:
    """ "the army's claim that ...", "fears of a massacre"."""
    speaker = author_of(noun)
    own = speaker is None or speaker.tag_ == "PRP$"
    if own and noun.dep_ == "dobj" and noun.head.lemma_ in _TAKING_BACK:
        return  # the verb is the cue: "withdrew its report that"
    for frame in frames:
        content = spans_of(sentence, _noun_content(noun, frame))
        if content and (
            speaker is not None or not frame.takes or frame.takes in (("of",), ("about",))
        ):
            span = sentence.at(noun)
            yield Cited(sentence, frame, span, content, speaker, lemma=frame.name)
            return


def _noun_content(noun: Token, frame: Frame) -> list[Range]:
    for child in noun.children:
        that = child.left_edge.lower_ == "that" and child.left_edge.pos_ == "SCONJ"
        if that and child.dep_ in ("acl", "ccomp", "relcl") and not frame.takes:
            return [whole(child)]
        if child.dep_ == "prep" and child.lower_ in frame.takes:
            return [(child.i + 1, child.right_edge.i)] if child.right_edge.i > child.i else []
        if "to" in frame.takes and child.dep_ in ("acl", "xcomp", "relcl"):
            to = next((c for c in child.children if c.lower_ == "to" and c.dep_ == "aux"), None)
            if to is not None:
                return [(to.i, child.right_edge.i)]
    return []


# "yesterday's report" is nobody's.
_DAYS = frozenset(
    (
        "yesterday", "today", "day", "week", "month", "year", "monday", "tuesday", "wednesday",
        "thursday", "friday", "saturday", "sunday",
    )
)  # fmt: skip


def author_of(noun: Token) -> Token | None:
    """Whose report or statement it is: "the army's ...", "... by the army", "army ..."."""
    for child in noun.children:
        if child.dep_ == "poss" and child.lemma_.lower() not in _DAYS:
            return child
    for child in noun.children:
        if child.dep_ in ("prep", "agent") and child.lower_ in ("by", "from"):
            return object_of(child)
        if child.dep_ == "acl" and child.lemma_ in _PUBLISHING:
            by = next((c for c in child.children if c.dep_ == "agent"), None)
            if by is not None:
                return object_of(by)
    if noun.dep_ == "dobj" and noun.head.lemma_ in _PUBLISHING:
        return subject_of(noun.head)
    return None


_PUBLISHING = frozenset(
    (
        "air", "broadcast", "carry", "circulate", "compile", "conduct", "deliver", "file", "give",
        "issue", "make", "post", "prepare", "print", "publish", "put", "release", "send", "sign",
        "submit", "voice", "write",
    )
)  # fmt: skip


def phrase_cue(
    sentence: Sentence,
    first: Token,
    phrase: tuple[str, ...],
    named: bool,
    frame: Frame,
    lexicon: Lexicon,
) -> Cited | None:
    """ "according to X", "citing X", "reportedly"."""
    tokens = first.doc
    last = first.i + len(phrase) - 1
    if last >= len(tokens) or any(tokens[first.i + i].lower_ != w for i, w in enumerate(phrase)):
        return None
    speaker = object_of(tokens[last]) if named else None
    if named and (speaker is None or _measure(phrase, speaker)):
        return None
    top = first
    while _within(top.head, first.i, last) and top.head != top:
        top = top.head
    hole = (first.i, max(last, speaker.right_edge.i if speaker is not None else last))
    clause, cue = _clause(top, hole, lexicon)
    if cue is not None:
        speaker_of_cue = subject_of(cue)
        ranges = clauses_said(cue, (), speaker_of_cue, False)
        ranges = [part for whole in ranges for part in without(whole, hole)]
    else:
        ranges = without(clause, hole)
    content = spans_of(sentence, ranges)
    if not content:
        return None
    under = sentence.at(cue) if cue is not None else None
    span = span_of(sentence, (first.i, last))
    return Cited(sentence, frame, span, content, speaker, lemma=frame.name, under=under)


def _measure(phrase: tuple[str, ...], noun: Token) -> bool:
    """ "nine dead per day"."""
    return phrase == ("per",) and noun.pos_ == "NOUN" and not any(noun.children)


def _within(token: Token, first: int, last: int) -> bool:
    return first <= token.i <= last


def _clause(top: Token, hole: Range, lexicon: Lexicon) -> tuple[Range, Token | None]:
    """The clause that a phrase speaks for, and the cue whose words it passes on if any.

    At an end of the sentence, set off by a comma, a phrase speaks for the whole sentence as far
    as nobody else is heard in it; in the middle, for its own clause.
    """
    tokens = top.doc
    if top.tag_ in ("VBZ", "VBP", "VBD") and top.i == hole[0]:
        return _bounded(top, hole), None  # "the army appears to have left"
    last = len(tokens) - 1
    while last > hole[1] and tokens[last].is_punct:
        last -= 1
    edge = hole[0] == 0 or (hole[1] >= last and tokens[hole[0] - 1].text in (",", "-", "–", "—"))
    at = top
    while at.head != at:
        at = at.head
        if at.pos_ in ("VERB", "AUX"):
            if at.lemma_ in lexicon.verbs and _says_clause(at):
                return (0, 0), at
            joined = at.dep_ in ("conj", "aux", "auxpass") or edge
            if not joined or (not edge and at.dep_ == "conj"):
                break
    if edge and at.head == at:
        return (0, len(tokens) - 1), None
    return _bounded(at, hole), None


def _says_clause(verb: Token) -> bool:
    return any(c.dep_ == "ccomp" for c in verb.children) and subject_of(verb) is not None


def _bounded(clause: Token, hole: Range) -> Range:
    """The clause up to the next one set against it after the phrase: what goes on with "and" is
    the speaker's too, what follows "but" is not."""
    first, last = whole(clause)
    for child in clause.children:
        if child.dep_ == "cc" and hole[1] < child.i < last and child.lower_ != "and":
            return first, child.i - 1
    return first, last

"""Intents: what an actor announces, plans, threatens or is said to be about to do."""

from collections.abc import Iterator
from dataclasses import replace

import msgspec
from spacy.tokens import Token

from foglift.codebook import Book
from foglift.model import Attribution, Claim, Intent, Mention, Span, Stance, When
from foglift.read.rules import frames, scenes
from foglift.read.rules.events import each_once, event, to_nobody, why
from foglift.read.rules.evidence import evidence
from foglift.read.rules.frames import Frame
from foglift.read.rules.parse import Sentence
from foglift.read.rules.parties import mention
from foglift.read.rules.propositions import (
    CONDITIONS,
    FUTURE,
    PAST_FUTURE,
    SUPPORT,
    Proposition,
    is_passive,
    opening,
)
from foglift.read.rules.reading import Reading

# What nobody sets out to suffer or merely says.
NOT_INTENDED = {"RESPONSIBILITY", "OUT_OF_SCOPE"}
# Of the words that are only words, those that people meet or act for.
WORDS_INTENDED = {"talks", "sanction", "cooperate", "support"}
# What is announced against somebody threatens him.
HOSTILE = {
    "CLASH", "AIRSTRIKE", "SHELLING", "BOMBING", "SUICIDE_BOMB", "CIVILIAN_ATTACK", "BLOCKADE",
    "PROPERTY", "RIOT", "ABDUCTION", "CHEMICAL",
}  # fmt: skip
# Types that make a report one of war, in which looser words tell of plans.
OF_PEACE = {"STATEMENT", "OUT_OF_SCOPE", "AID", "PROTEST", "RESPONSIBILITY", "GROUP_CHANGE"}
# Verbs under which what somebody says of another is not certain to come.
MAYBE = {"could", "may", "might"}
THIRD = {"he", "she", "it", "they"}
SELF = {"we", "i", "our"}
ABOVE = {"xcomp", "ccomp", "conj", "acl", "pcomp", "prep", "acomp", "dobj", "nsubj", "nsubjpass"}


def claims(reading: Reading) -> Iterator[Claim]:
    """The intentions that the report states; hypothetical ones only where somebody says them."""
    war = of_war(reading)
    for index, propositions in reading.propositions.items():
        known = {each.proposition: each for each in reading.frames_of(index) if each.row.event}
        for proposition in propositions:
            realis = _ahead(reading, proposition)
            if realis:
                plan = frames.planned(proposition, reading.mentions, reading.book) if war else None
                frame = _with_doers(reading, _closer(known.get(proposition), plan))
                if frame is None or to_nobody(frame):
                    continue
                if _may_be_meant(frame, reading.book):
                    yield from _claims(reading, frame)


def of_war(reading: Reading) -> bool:
    """Whether the report tells of anything of a war beside what is planned."""
    return any(
        each.row.control or (each.row.event and each.row.event.partition("/")[0] not in OF_PEACE)
        for each in reading.frames
    )


def _closer(known: Frame | None, plan: Frame | None) -> Frame | None:
    """The row that says more words of what is meant; else the one of what happens."""
    if known is None or plan is None:
        return known or plan
    fuller = plan.actors and not known.actors
    return plan if fuller or len(_content(plan)) > len(_content(known)) else known


def _content(frame: Frame) -> list[Token]:
    return [token for token in frame.tokens if token.pos_ not in {"ADP", "PART", "ADV"}]


def _with_doers(reading: Reading, frame: Frame | None) -> Frame | None:
    """The frame with whoever is to do it, whom its row may not know: "we will shell the dam"."""
    if frame is None or frame.actors:
        return frame
    by = _announcer(reading, frame.proposition)
    if by is None:
        return frame
    filled = {each.head for each in (*frame.places, *frame.recipients)}
    found = frames.doers(by, reading.mentions, reading.book)
    return replace(frame, actors=tuple(each for each in found if each.head not in filled))


def _announcer(reading: Reading, meant: Proposition) -> Proposition | None:
    """The predicate whose subject is to do it: its own, that of the verb that announces a noun
    ("the rebels plan an offensive"); nobody's where others only expect it."""
    if not meant.noun:
        return meant
    around = reading.propositions[meant.sentence.index]
    above = meant.head.head if meant.head.dep_ == "dobj" and meant.realis == "planned" else None
    return next((each for each in around if each.head == above), None)


def _may_be_meant(frame: Frame, book: Book) -> bool:
    """Whether somebody may set out to do it, and the words say who or what."""
    kind, _, facet = frame.row.event.partition("/")
    if kind in NOT_INTENDED or (kind == "STATEMENT" and facet not in WORDS_INTENDED):
        return False
    proposition = frame.proposition
    if not frame.actors and proposition.realis == "hypothetical":
        return False  # "Damascus could be cut off" is an outlook
    if proposition.noun:
        return _is_announced(proposition.head, book)
    return bool(frame.actors) or is_passive(proposition.head)


def _is_announced(noun: Token, book: Book) -> bool:
    """Whether the clause sets the noun's happening ahead: "talks will resume", "promised a
    pause", "a convoy is planned"."""
    ahead = SUPPORT | book.listed("announcing-ahead")
    if noun.dep_ in {"nsubj", "nsubjpass"}:
        return noun.head.lemma_ in ahead | book.listed("happening")
    return noun.dep_ in {"dobj", "attr", "ROOT"} and noun.head.lemma_ in ahead


# --------------------------------------------------------------------------- what is to come


def _ahead(reading: Reading, proposition: Proposition) -> bool:
    """Whether it is told as something to come that somebody means or is expected to do."""
    head = proposition.head
    if proposition.realis == "actual" or _in_condition(head) or _past(head):
        return False
    if proposition.realis == "negated":
        return _modal(head) in FUTURE | PAST_FUTURE
    if proposition.reason.lower() in FUTURE | PAST_FUTURE and proposition.realis == "planned":
        return True
    said = bool(reading.voices.of(proposition.span))
    if proposition.reason in {"present tense", "if", "unless"}:
        return (
            said and _of_oneself(head) and bool(_conditions(head) or _coming(reading, proposition))
        )
    if proposition.reason.lower() in MAYBE:
        return said
    if proposition.reason.lower() in PAST_FUTURE:
        return said and bool(_conditions(head))
    if proposition.realis == "planned" and proposition.reason == "to":
        return not proposition.noun and head.dep_ != "advcl"
    ruler = _ruler(proposition)
    return ruler is not None and (
        ruler.lemma_ in {"be", "go"}
        or any(
            row.ahead and row.lemma == ruler.lemma_.lower() for row in reading.book.governor_rows
        )
    )


def _ruler(proposition: Proposition) -> Token | None:
    """The word that decided that it has not happened, the nearest above."""
    token = proposition.head
    while token.head != token:
        token = token.head
        if token.text == proposition.reason:
            return token
    return next((t for t in proposition.head.doc if t.text == proposition.reason), None)


def _modal(head: Token) -> str:
    return next((c.lower_ for c in head.children if c.dep_ == "aux" and c.tag_ == "MD"), "")


def _of_oneself(head: Token) -> bool:
    return any(c.dep_ in {"nsubj", "nsubjpass"} and c.lower_ in SELF for c in head.children)


def _coming(reading: Reading, proposition: Proposition) -> When | None:
    """The time that the words set for it, if it is not over."""
    head, sentence = proposition.head, proposition.sentence
    token = head
    while True:
        found = reading.own_times(token, sentence)
        if found or token.dep_ not in {"conj", "nsubj", "nsubjpass", "dobj"} or token.head == token:
            break
        token = token.head
    published = reading.doc.report.published
    for time in found:
        when = time.when
        if time.sense == "until":
            when = msgspec.structs.replace(when, start=None)
        if when.end is None or published is None or when.end >= published:
            return when
    return None


def _in_condition(head: Token) -> bool:
    """Whether the words are the condition, not what depends on it: "if Homs falls"."""
    token = head
    while True:
        if token.dep_ == "advcl" and opening(token):
            return True
        if token.head == token or token.dep_ in {"relcl"}:
            return False
        token = token.head


def _past(head: Token) -> bool:
    """What somebody is accused or suspected of, which lies behind."""
    return head.dep_ == "pcomp" and head.head.lower_ in {"of", "for", "with"}


# ------------------------------------------------------------------------------- conditions


def _conditions(head: Token) -> list[tuple[str, Token]]:
    """The clauses on which it depends, each with the word that opens it: those of the predicate,
    and those of the predicates above that only announce it."""
    token, found = head, []
    while True:
        for child in token.children:
            word = opening(child) if child.dep_ == "advcl" else ""
            if child.dep_ == "prep" and child.lower_ in {"until", "till", "unless"}:
                word = child.lower_
            if word:
                found.append((word, child))
        if token.dep_ not in ABOVE or token.head == token:
            return found
        token = token.head


def _claims(reading: Reading, frame: Frame) -> Iterator[Claim]:
    content = event(reading, frame)
    proposition = frame.proposition
    actors = each_once(_actor(reading, each, frame) for each in frame.actors)
    when = _coming(reading, proposition)
    opened = _conditions(proposition.head)
    realis = proposition.realis
    if realis == "planned" and any(word in CONDITIONS for word, _ in opened):
        realis = "hypothetical"
    for where in scenes.wheres(reading, frame):
        yield reading.claim(
            Intent(
                content.type,
                actors,
                content.recipients,
                _condition(opened, frame.sentence),
                content.facet,
            ),
            [evidence(frame, where)],
            why(frame),
            _voice(reading, frame, content.type, bool(opened)),
            where=where,
            when=when,
            realis=realis,
        )


def _actor(reading: Reading, filler: frames.Filler, frame: Frame) -> Mention:
    """Who is to do it; "he" in what somebody announced of himself is he who announced it."""
    meant = mention(reading, filler, frame)
    chain = reading.voices.of(frame.proposition.span)
    if not chain or filler.head.lower_ not in THIRD:
        return meant
    said, sentence = chain[0].source, frame.sentence
    if not sentence.span.covers(said.span) or not said.span < meant.span:
        return meant
    if meant.ref and not _announced(filler.head, chain[0].cue, sentence):
        return meant
    return Mention(said.span, said.ref, f"'{filler.head.text}': who says it")


def _announced(pronoun: Token, cue: Span | None, sentence: Sentence) -> bool:
    """Whether the pronoun's clause is itself what the cue says: "said they would march"."""
    verb = pronoun.head
    while verb.dep_ == "conj" and verb.head != verb:
        verb = verb.head
    return cue is not None and verb.dep_ == "ccomp" and cue.meets(sentence.at(verb.head))


def _condition(opened: list[tuple[str, Token]], sentence: Sentence) -> Span | None:
    """The words of the first condition."""
    for _, clause in opened:
        return sentence.across(clause.left_edge, clause.right_edge)
    return None


def _voice(reading: Reading, frame: Frame, kind: str, conditional: bool) -> tuple[Attribution, ...]:
    """Who says so. A party that announces an attack of its own threatens; that it will leave or
    free somebody it claims."""
    chain = reading.voices.of(frame.proposition.span)
    if not chain or chain[0].role != "party" or chain[0].stance == "denies":
        return chain
    own = any(_is_own(reading, each, frame, chain[0]) for each in frame.actors)
    if not own:
        return chain
    hostile = kind in HOSTILE or (conditional and kind in {"ADVANCE", "CAPTURE"})
    stance: Stance = "threatens" if hostile else "claims"
    return (msgspec.structs.replace(chain[0], stance=stance), *chain[1:])


def _is_own(reading: Reading, filler: frames.Filler, frame: Frame, link: Attribution) -> bool:
    if any(token.lower_ in SELF for token in (*filler.head.lefts, filler.head)):
        return True
    ref = mention(reading, filler, frame).ref
    return bool(ref) and reading.book.party(ref) == reading.book.party(link.source.ref)

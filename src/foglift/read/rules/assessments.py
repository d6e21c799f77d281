"""Assessments: what somebody makes of it, by words that judge and by what is feared to follow."""

from collections.abc import Iterator
from functools import cache

from spacy.tokens import Token

from foglift.codebook import Book
from foglift.codebook.rows import Evaluation
from foglift.model import Assessment, Attribution, Claim, Mention, Sense, Span, Where
from foglift.read.rules import places
from foglift.read.rules.frames import Frame
from foglift.read.rules.intents import of_war
from foglift.read.rules.parse import Sentence
from foglift.read.rules.reading import Reading

# Senses that the report's own voice may give, if it names the place or actor it judges.
NARRATED: frozenset[Sense] = frozenset({"blow", "importance", "scale"})
# Verbs with which somebody judges their object: "call the harbour vital".
CALLING = {"call", "consider", "describe", "see", "regard", "deem", "term", "label"}


def claims(reading: Reading) -> Iterator[Claim]:
    """The assessments of the report, one of each sense a sentence and speaker."""
    judged: set[tuple[Sense, tuple[Span, ...]]] = set()
    for sentence in reading.doc.sentences:
        done: set[Sense] = set()
        for token in sentence.tokens or ():
            for row in _rows(token, reading.book):
                if row.sense not in done and _stands(token, row):
                    claim = _evaluated(reading, sentence, token, row)
                    if claim is not None and (row.sense, claim.evidence) not in judged:
                        done.add(row.sense)
                        judged.add((row.sense, claim.evidence))
                        yield claim
    yield from _outlooks(reading)


@cache
def _index(book: Book) -> dict[str, tuple[Evaluation, ...]]:
    index: dict[str, tuple[Evaluation, ...]] = {}
    for row in book.evaluations:
        key = row.words.split()[0]
        index[key] = (*index.get(key, ()), row)
    return index


def _rows(token: Token, book: Book) -> tuple[Evaluation, ...]:
    """The rows whose first word is the token's lemma, or its form ("fiercest")."""
    index = _index(book)
    words = dict.fromkeys((token.lemma_.lower(), token.lower_))
    return tuple(row for word in words for row in index.get(word, ()))


def _stands(token: Token, row: Evaluation) -> bool:
    """Whether the row's words stand at the token, with at most two words between."""
    at = token.i
    for word in row.words.split()[1:]:
        window = token.doc[at + 1 : at + 4]
        found = next((t.i for t in window if t.lemma_.lower() == word), None)
        if found is None:
            return False
        at = found
    return True


def _evaluated(reading: Reading, sentence: Sentence, token: Token, row: Evaluation) -> Claim | None:
    span = sentence.at(token)
    said_by = reading.voices.of(span)
    judged = _judged(token, row)
    named = _about(reading, sentence, token)
    if judged is None and row.sense == "fear":
        return None
    told = bool(named) or (row.sense != "importance" and of_war(reading))
    if (row.sense == "scale" and not told) or (
        not said_by and (row.sense not in NARRATED or not told)
    ):
        return None
    about = _phrase(reading, sentence, judged) if judged is not None else named
    clause = _clause(token, sentence)
    words = _said(reading, span) or (clause,)
    return reading.claim(
        Assessment(row.sense, about),
        words,
        [f"verbs/evaluations.csv: {row.words}"],
        said_by,
        where=_lies(reading, sentence, token) if row.sense == "importance" else None,
    )


def _lies(reading: Reading, sentence: Sentence, token: Token) -> Where | None:
    """How a place that matters lies to another: "a key link ... 40 km south of Hama"."""
    for named in reading.mentions.within(sentence.span):
        if named.kind == "place" and named.ref:
            where = places.where(named, "at", token, reading.doc, sentence)
            if where.km is not None:
                return where
    return None


def _said(reading: Reading, span: Span) -> tuple[Span, ...]:
    """The quotation the words stand in, whole."""
    for said in reading.voices.all:
        if said.quoted and any(part.covers(span) for part in said.content):
            return said.content
    return ()


def _clause(token: Token, sentence: Sentence) -> Span:
    """The words that judge: the noun phrase of the word, with "is" before it if there is one."""
    head = token.head if token.dep_ in {"amod", "compound", "advmod", "acomp"} else token
    inside = [t for t in head.subtree if not _in_clause_below(t, head)]
    if head.dep_ in {"attr", "acomp"}:
        inside.append(head.head)
    first = min(inside, key=lambda t: t.i)
    last = max(inside, key=lambda t: t.i)
    while last.is_punct and last.i > first.i:
        last = last.nbor(-1)
    return sentence.across(first, last)


def _in_clause_below(token: Token, head: Token) -> bool:
    """Whether the token belongs to a relative or other clause under the head."""
    while token != head:
        if token.dep_ in {"relcl", "advcl", "acl", "nsubj", "nsubjpass", "conj", "cc", "mark"}:
            return True
        token = token.head
    return False


def _judged(token: Token, row: Evaluation) -> Token | None:
    """The head of what is judged: the noun of a superlative, what is feared or blamed, else the
    subject of the word that judges."""
    if row.sense == "scale":
        return token.head if token.dep_ in {"amod", "compound"} else None
    if row.sense == "fear" or row.words.startswith("blame"):
        return _feared(token)
    return _subject(token)


def _feared(token: Token) -> Token | None:
    """What follows a word of fear: "fears an attack", "afraid that", "warned of bombs"."""
    for child in token.children:
        if child.dep_ in {"dobj", "ccomp", "xcomp"} and child.i > token.i:
            return child
        if child.dep_ == "prep" and child.i > token.i:
            return next((each for each in child.children if each.dep_ == "pobj"), None)
    return None


def _subject(token: Token) -> Token | None:
    """Of what the word says it: "the loss of the port is a blow", "call the harbour vital"."""
    head = token
    while head.head != head and head.pos_ not in {"VERB", "AUX"}:
        if head.dep_ == "appos" or (head.dep_ == "amod" and head.head.dep_ != "attr"):
            return head.head
        head = head.head
    if head.dep_ == "relcl":
        return head.head
    if head.lemma_ in CALLING:
        return next((c for c in head.children if c.dep_ == "dobj" and c != token), None)
    return next((c for c in head.children if c.dep_ in {"nsubj", "nsubjpass"}), None)


def _phrase(reading: Reading, sentence: Sentence, head: Token) -> tuple[Mention, ...]:
    """The words of what is judged, without clauses behind it, with the place or actor it names."""
    inside = [t for t in head.subtree if not _in_clause_below(t, head)]
    inside = inside if head.pos_ in {"NOUN", "PROPN", "PRON"} else list(head.subtree)
    first, last = inside[0], inside[-1]
    while first.i < last.i and (first.is_punct or first.dep_ == "mark"):
        first = first.nbor(1)
    while last.is_punct and last.i > first.i:
        last = last.nbor(-1)
    span = sentence.across(first, last)
    named = [
        each
        for each in reading.mentions.within(span)
        if each.ref and each.kind in {"place", "country", "actor"}
    ]
    if not named:
        return (Mention(span),)
    return (Mention(span, named[0].ref, named[0].via),)


def _about(reading: Reading, sentence: Sentence, token: Token) -> tuple[Mention, ...]:
    """The places and actors in the clause of the judging word."""
    head = token
    while head.head != head and head.pos_ not in {"VERB", "AUX"}:
        head = head.head
    span = sentence.across(head.left_edge, head.right_edge)
    if head.dep_ == "relcl":
        span = sentence.across(head.head.left_edge, head.right_edge)
    return tuple(
        Mention(each.span, each.ref, each.via)
        for each in reading.mentions.within(span)
        if each.ref and each.kind in {"place", "country", "actor"}
    )[:3]


def _outlooks(reading: Reading) -> Iterator[Claim]:
    """What a speaker says could follow: "if Homs falls ..."."""
    seen: set[tuple[int, tuple[Attribution, ...]]] = set()
    for frame in reading.frames:
        said_by = reading.voices.of(frame.proposition.span)
        key = (frame.sentence.index, said_by)
        if _is_outlook(frame) and said_by and key not in seen:
            seen.add(key)
            yield reading.claim(
                Assessment("outlook", _about(reading, frame.sentence, frame.proposition.head)),
                _said(reading, frame.proposition.span) or (frame.sentence.span,),
                [f"hypothetical: {frame.proposition.reason}"],
                said_by,
                realis="hypothetical",
            )


def _is_outlook(frame: Frame) -> bool:
    proposition = frame.proposition
    return (
        proposition.realis == "hypothetical"
        and proposition.reason.lower() in {"if", "unless", "could", "may", "might"}
        and not frame.actors
    )

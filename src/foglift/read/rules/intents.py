"""Intents: what an actor announces, plans, threatens or is said to be about to do."""

from collections.abc import Iterator

from spacy.tokens import Token

from foglift.model import Claim, Intent, Span
from foglift.read.rules import scenes
from foglift.read.rules.events import event, why
from foglift.read.rules.evidence import evidence
from foglift.read.rules.frames import Frame
from foglift.read.rules.parse import Sentence
from foglift.read.rules.reading import Reading

# What nobody sets out to suffer or merely says.
NOT_INTENDED = {"STATEMENT", "RESPONSIBILITY", "DISPLACEMENT", "PROTEST", "RIOT", "OUT_OF_SCOPE"}


def claims(reading: Reading) -> Iterator[Claim]:
    """The intentions that the report states; hypothetical ones only where somebody says them."""
    for frame in reading.frames:
        if not frame.row.event or not frame.actors:
            continue
        said_by = reading.voices.of(frame.proposition.span)
        realis = frame.proposition.realis
        open_ = realis == "hypothetical" and said_by and not _past(frame)
        if realis == "planned" or open_:
            claim = _claim(reading, frame)
            if claim is not None:
                yield claim


def _past(frame: Frame) -> bool:
    """What somebody is accused or suspected of, which lies behind."""
    head = frame.proposition.head
    return head.dep_ == "pcomp" and head.head.lower_ in {"of", "for", "with"}


def _claim(reading: Reading, frame: Frame) -> Claim | None:
    content = event(reading, frame)
    if not any(each.ref for each in content.actors):
        return None
    if content.type in NOT_INTENDED or frame.proposition.reason in {"to", "?"}:
        return None
    where = scenes.where(reading, frame)
    condition = _condition(frame.proposition.head, frame.sentence)
    return reading.claim(
        Intent(content.type, content.actors, content.recipients, condition),
        [evidence(frame, where)],
        why(frame),
        reading.voices.of(frame.proposition.span),
        where=where,
        when=None,
        realis=frame.proposition.realis,
    )


def _condition(head: Token, sentence: Sentence) -> Span | None:
    """The "if" or "unless" clause of the predicate."""
    for child in head.children:
        if child.dep_ == "advcl" and any(m.lower_ in {"if", "unless"} for m in child.children):
            return sentence.across(child.left_edge, child.right_edge)
    return None

"""The words of a report that a claim quotes."""

from spacy.tokens import Token

from foglift.model import Span, Where
from foglift.read.rules import frames
from foglift.read.rules.frames import Frame
from foglift.read.rules.places import ELSEWHERE

# A place further off than these characters is not quoted with its claim.
NEARBY = 40


def evidence(frame: Frame, where: Where | None) -> Span:
    """The words of the claim: from its first to its last needed word, subject left out."""
    sentence = frame.sentence
    tokens = list(frame.tokens)
    for filler in (*frame.recipients, *frame.places, *frame.counted, *frame.means):
        first, last = frames.core(filler.head)
        tokens += [first, last, frames.content(filler.head)]
    if len({token.i for token in tokens}) <= len(frame.tokens):
        tokens += _said_of(frame)
    start = min(sentence.at(t).start for t in tokens)
    end = max(sentence.at(t).end for t in tokens)
    own = where is not None and not where.place.via.endswith(ELSEWHERE)
    if where is not None and own and Span(start - NEARBY, end + NEARBY).covers(where.place.span):
        start = max(sentence.span.start, min(start, where.place.span.start))
        end = min(sentence.span.end, max(end, where.place.span.end))
    return Span(start, end)


def _said_of(frame: Frame) -> list[Token]:
    """What a bare predicate is said of, so that the quoted words make sense alone: "the armed
    forces withdrew", "intense clashes with the insurgents"."""
    head = frame.proposition.head
    if frame.proposition.noun:
        whole = [t for t in head.subtree if abs(t.i - head.i) <= 8 and not t.is_punct]
        return [t for t in whole if t.dep_ != "det"]
    return [t for each in frame.actors for t in frames.core(each.head) if head.i - t.i <= 12]

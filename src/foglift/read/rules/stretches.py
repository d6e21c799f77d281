"""Stretches of a sentence: from tokens to characters of the report."""

from collections.abc import Iterable

from spacy.tokens import Token

from foglift.model import Span
from foglift.read.rules.parse import Sentence

QUOTES = frozenset("\"'“”„‘’«»") | {"''", "``"}


Range = tuple[int, int]  # first and last token of a sentence, both included


def whole(token: Token) -> Range:
    return token.left_edge.i, token.right_edge.i


def without(whole: Range, hole: Range) -> list[Range]:
    if hole[1] < whole[0] or whole[1] < hole[0]:
        return [whole]
    parts = [(whole[0], hole[0] - 1), (hole[1] + 1, whole[1])]
    return [part for part in parts if part[0] <= part[1]]


def span_of(sentence: Sentence, tokens: Range) -> Span:
    assert sentence.tokens is not None
    return sentence.across(sentence.tokens[tokens[0]], sentence.tokens[tokens[1]])


_EDGE = frozenset(",.;:-–—()")


def spans_of(sentence: Sentence, ranges: Iterable[Range]) -> tuple[Span, ...]:
    """The ranges as characters, trimmed of commas and stops, in order, those that meet joined."""
    assert sentence.tokens is not None
    spans = []
    for first, last in ranges:
        while first <= last and _edge(sentence.tokens[first]):
            first += 1
        while first <= last and _edge(sentence.tokens[last]):
            last -= 1
        if first <= last:
            spans.append(span_of(sentence, (first, last)))
    return merged(spans)


def _edge(token: Token) -> bool:
    return token.text in _EDGE or token.is_space


def merged(spans: Iterable[Span]) -> tuple[Span, ...]:
    joined: list[Span] = []
    for span in sorted(spans):
        if joined and span.start <= joined[-1].end:
            joined[-1] = Span(joined[-1].start, max(span.end, joined[-1].end))
        else:
            joined.append(span)
    return tuple(joined)


def closes_quotation(token: Token) -> bool:
    return token.text in QUOTES and bool(token.whitespace_)

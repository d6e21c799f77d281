"""The times that a report's sentences name, each with the predicate it belongs to."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from spacy.tokens import Token

from foglift.model import Span
from foglift.read.rules.parse import Doc, Sentence
from foglift.read.rules.propositions import Proposition
from foglift.read.rules.times import Interval, Time, latest_past_year, named, refers_back, times

# Sentences back to which "the next day" or "that month" may point.
TOLD = 4
# A time with the predicate it is said of.
Owned = tuple[Time, Token]


def owned(
    doc: Doc, propositions: Mapping[int, Sequence[Proposition]], looks_back: date | None
) -> dict[int, tuple[Owned, ...]]:
    """Sentence number -> its times, each with the predicate it belongs to."""
    return {
        each.index: tuple(_owned(doc, each, propositions[each.index], looks_back))
        for each in doc.sentences
        if each.tokens
    }


def looks_back(doc: Doc) -> date | None:
    """The latest day by which a report without a date was written, as the years in it say."""
    return latest_past_year(doc.text) if doc.report.published is None else None


def owner(sentence: Sentence, span: Span, heads: set[int]) -> Token | None:
    """The predicate above the time expression."""
    assert sentence.tokens is not None
    token = next((t for t in sentence.tokens if sentence.at(t).end > span.start), None)
    while token is not None and (token.i not in heads or span.meets(sentence.at(token))):
        if token.head == token:
            return token
        token = token.head
    return token


def _owned(
    doc: Doc, sentence: Sentence, stated: Sequence[Proposition], looks_back: date | None
) -> Iterator[Owned]:
    """A day of the week is the last one, or the next where its predicate is yet to come."""
    heads = {each.head.i for each in stated}
    planned = {each.head.i for each in stated if each.realis == "planned"}
    coming = _said(doc, sentence, looks_back, future=True) if planned else ()
    ahead = {each.when.span: each for each in coming}
    for past in _said(doc, sentence, looks_back, future=False):
        span = past.when.span
        holder = owner(sentence, span, heads) if span is not None else None
        if holder is not None:
            yield (ahead.get(span, past) if holder.i in planned else past), holder


def _said(doc: Doc, sentence: Sentence, looks_back: date | None, *, future: bool) -> list[Time]:
    words, start = doc.words(sentence.span), sentence.span.start
    published, told = doc.report.published, _told_before(doc, sentence)
    return times(words, start, published, looks_back, future=future, told=told)


def _told_before(doc: Doc, sentence: Sentence) -> tuple[Interval, ...]:
    """The times of the sentences before that "the next day" may be reckoned from."""
    published = doc.report.published
    if published is None or not refers_back(doc.words(sentence.span)):
        return ()
    return tuple(
        each.interval
        for one in doc.sentences[max(0, sentence.index - TOLD) : sentence.index]
        for each in named(doc.words(one.span), one.span.start, published)
    )

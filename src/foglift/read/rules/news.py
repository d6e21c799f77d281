"""What a report tells as news of its day, and what as background."""

from datetime import timedelta

from spacy.tokens import Token

from foglift.codebook import Book
from foglift.model import When
from foglift.read.rules.parse import Doc, Sentence

# Older than this before the report, a happening is told as background.
RECENT = timedelta(days=31)
LONG_AGO = "no time said; told of former times"
# Sentences that tell the news of the day; what stands below may be days old.
LEAD = 8
# Sentences of a report that is all news of the day.
SHORT = 24


def is_background(when: When | None, doc: Doc) -> bool:
    """Whether the time lies well before the report, or in a year or decade named."""
    if when is None:
        return False
    published = doc.report.published
    if when.why == LONG_AGO:
        return True
    if published is None:
        return when.precision in {"year", "decade"} and when.end is not None
    return when.end is not None and when.end < published - RECENT


def leads(sentence: Sentence, doc: Doc) -> bool:
    """Whether the sentence tells the news of the day: most of a short report, the top of a long."""
    return sentence.index < (LEAD if len(doc.sentences) <= SHORT else LEAD // 2)


def is_headline(sentence: Sentence, doc: Doc) -> bool:
    stop = doc.words(sentence.span).rstrip("\"'”’)")[-1:]
    return leads(sentence, doc) and stop not in {".", "!", "?", "…"}


def is_told(noun: Token, book: Book) -> bool:
    """Whether a nominal predicate is what its clause tells ("fighting raged", "launched an
    offensive"), not what it presupposes ("before the siege of Homs", "condemned the siege")."""
    if noun.head.lemma_ in book.listed("reaction"):
        return False
    told = noun.dep_ in {"nsubj", "nsubjpass", "dobj", "ROOT", "agent", "conj"}
    above = noun.head
    beside = noun.dep_ == "pobj" and above.lower_ in {"by", "in", "from"}
    return told or (beside and above.head.pos_ == "VERB")


def told_now(head: Token) -> bool:
    """Whether a main clause, or what somebody says, tells it in the past tense or as a headline;
    a relative clause or a perfect recalls what may be old."""
    if head.pos_ in {"NOUN", "PROPN"}:
        return True
    while head.dep_ in {"conj", "xcomp"} and head.head != head:
        head = head.head
    auxiliaries = {c.lower_ for c in head.children if c.dep_ == "aux"}
    shifted = head.dep_ == "ccomp" and "had" in auxiliaries  # "said the town had fallen"
    perfect = bool(auxiliaries & {"have", "has", "had", "'ve", "'d"}) and not shifted
    return not perfect and head.dep_ in {"ROOT", "ccomp"}


def never_before(head: Token) -> bool:
    """Whether it had not happened before what the report tells: "had never managed to"."""
    return _told_from_later(head) and _negated(head)


def formerly(head: Token) -> bool:
    return any(c.lower_ in {"previously", "formerly", "once"} for c in head.children)


def _told_from_later(head: Token) -> bool:
    """Whether a past perfect sets it before what the report tells: "had never managed to". In
    reported speech ("acknowledged that it had lost") it only shifts the tense."""
    while head.dep_ == "xcomp":
        head = head.head
    perfect = any(c.dep_ == "aux" and c.lower_ in {"had", "'d"} for c in head.children)
    return perfect and head.dep_ != "ccomp"


def _negated(head: Token) -> bool:
    while head.dep_ == "xcomp":
        head = head.head
    return any(c.dep_ == "neg" for c in head.children)

"""When something happened that is told without a time: by the line it stands under, the hour, the
sentences before it, or the report's day."""

import re
from datetime import date, timedelta

import msgspec
from spacy.tokens import Token

from foglift.model import Span, When
from foglift.read.rules import places
from foglift.read.rules.moments import owner
from foglift.read.rules.news import (
    LONG_AGO,
    RECENT,
    formerly,
    is_background,
    is_told,
    leads,
    never_before,
    told_now,
)
from foglift.read.rules.parse import Sentence
from foglift.read.rules.reading import Reading
from foglift.read.rules.times import times

UNTIMED = "no time said"
OF_THE_DAY = "no time said; the day of the report or the one before"
# How clauses and phrases hang below what they share a time with.
CLAUSES = {
    "xcomp", "ccomp", "conj", "acl", "relcl", "dobj", "pobj", "prep", "pcomp", "nsubj",
    "nsubjpass", "advcl", "attr", "agent", "acomp", "appos", "dep", "obj", "oprd",
}  # fmt: skip
# An hour that begins a line of a running report: "19:30 Shots near the palace".
_CLOCK = re.compile(r"(?:[01]?\d|2[0-3])[:.][0-5]\d(?= [A-Z\"“'])")
# An item of a list, and the first lines that say what the list is about.
_ITEM = re.compile(r"[ \t]{0,8}(?:[-–*•·▪●]|\(?\d{1,2}[.)])[ \t]")
TITLES = 3
_HOUR = re.compile(
    r"\b(?:(?:at|before|after|around|by) "
    r"(?:dawn|daybreak|sunrise|first light|noon|midday|midnight|sunset|dusk|nightfall)"
    r"|in the (?:early |late )?(?:morning|afternoon|evening)"
    r"|(?:at|around|about|by) (?:\d{1,2}[:.h]\d\d|\d{1,2} ?[ap]\.?m\b|\d{4} ?(?:hours|hrs|H)\b))",
    re.IGNORECASE,
)


def untimed(reading: Reading, head: Token, sentence: Sentence) -> When | None:
    """When a predicate happened of which no time is said."""
    doc, published = reading.doc, reading.doc.report.published
    headed = _heading_time(reading, sentence) or _hour(reading, head, sentence)
    if headed is not None:
        return headed
    sheet = _sheet(reading, sentence)
    if sheet is not None:
        return sheet
    never = never_before(head)
    if published is None and never:
        return When(None, None, "unknown", why=LONG_AGO)
    if published is None:
        return When(reading.looks_back, None, "unknown", why="the report has no date")
    if head.pos_ in {"NOUN", "PROPN"} and not is_told(head, reading.book):
        return When(None, published, "unknown", why="no time said; named as known")
    if never or formerly(head) or _of_the_past(reading, head, sentence):
        return When(None, published, "unknown", why=LONG_AGO)
    if head.tag_ == "VBD" and _after_old_news(reading, sentence):
        return When(None, published, "unknown", why=LONG_AGO)
    if leads(sentence, doc) and told_now(head):
        return of_the_day(published)
    return When(None, published, "unknown", why=UNTIMED)


def of_the_day(published: date) -> When:
    """The day of the report or the one before it."""
    return When(published - timedelta(days=1), published, "day", why=OF_THE_DAY)


def _heading_time(reading: Reading, sentence: Sentence) -> When | None:
    """The day that heads the line: "12 Aug, Bama: a woman stepped on a mine", "19:30 Shots"."""
    doc, published = reading.doc, reading.doc.report.published
    if published is None:
        return None
    for line in reversed(doc.sentences[: sentence.index + 1]):
        if line.paragraph != sentence.paragraph:
            break
        clock = _CLOCK.match(doc.text, line.span.start, line.span.end)
        if clock is not None:
            why = f"'{clock[0]}' of the report's day"
            return When(published, published, "day", why=why)
    heading = places.heading(sentence, doc)
    if heading is None:
        return None
    told = times(doc.words(heading), heading.start, published, reading.looks_back)
    return next((each.when for each in told if each.when.span), None)


def _sheet(reading: Reading, sentence: Sentence) -> When | None:
    """The day or the days that a list is about, as its first lines say: "Situation, 8 to 14
    November"."""
    doc = reading.doc
    if not _ITEM.match(doc.text, *_line(doc.text, sentence.span.start)):
        return None
    for line in doc.sentences[:TITLES]:
        if line.span.start >= sentence.span.start or reading.frames_of(line.index):
            break
        words = doc.words(line.span)
        told = times(words, line.span.start, doc.report.published, reading.looks_back)
        for each in told:
            if each.sense in {"at", "during"} and each.when.precision == "day":
                return msgspec.structs.replace(each.when, why=f"the list is of '{each.text}'")
    return None


def _line(report: str, at: int) -> tuple[int, int]:
    """Where the line of a character starts and ends."""
    start = report.rfind("\n", 0, at) + 1
    end = report.find("\n", at)
    return start, end if end >= 0 else len(report)


def _hour(reading: Reading, head: Token, sentence: Sentence) -> When | None:
    """An hour of the day that is told of: the day said last in the paragraph, else that of
    the report. "The governor fled on Sunday. At dawn troops moved in"."""
    published = reading.doc.report.published
    found = _HOUR.search(reading.doc.words(sentence.span))
    if found is None or published is None:
        return None
    span = Span(sentence.span.start + found.start(), sentence.span.start + found.end())
    holder = owner(sentence, span, {each.head.i for each in reading.propositions[sentence.index]})
    token = head
    while token != holder and token.head != token and token.dep_ in CLAUSES:
        token = token.head
    if token != holder:
        return None
    day = _day_before(reading, sentence) or published
    return When(day, day, "day", span, f"'{found[0]}' of the day told of")


def _day_before(reading: Reading, sentence: Sentence) -> date | None:
    """The last single day said before the sentence in its paragraph."""
    for index in range(sentence.index - 1, -1, -1):
        if reading.doc.sentences[index].paragraph != sentence.paragraph:
            return None
        for time, _ in reversed(reading.times.get(index, ())):
            if time.sense in {"at", "during"} and time.when.precision == "day":
                return time.when.start
    return None


def _after_old_news(reading: Reading, sentence: Sentence) -> bool:
    """Whether the last time said, up to two sentences before, lies long back: an older story
    goes on."""
    doc = reading.doc
    for index in range(sentence.index - 1, max(-1, sentence.index - 3), -1):
        if doc.sentences[index].paragraph != sentence.paragraph:
            return False
        told = [time.when for time, _ in reading.times.get(index, ())]
        if told:
            return all(is_background(when, doc) for when in told)
    return False


def _of_the_past(reading: Reading, head: Token, sentence: Sentence) -> bool:
    """Whether the sentence tells of former times: every time said beside the predicate (not
    below it) is long past, or it names somebody who was out of office by the report."""
    told = [
        time.when
        for time, holder in reading.times.get(sentence.index, ())
        if time.when.end and not head.is_ancestor(holder)
    ]
    if told and all(is_background(when, reading.doc) for when in told):
        return True
    mentioned = reading.mentions.within(sentence.span)
    named = {each.ref for each in mentioned if each.kind == "actor"}
    published = reading.doc.report.published
    lately = published - RECENT if published else None
    return len(reading.book.current(sorted(named), lately)) < len(named)

"""Who a headline has its news from: "Ten killed in Suran: governor", "... - DPR militia"."""

import re
from datetime import date
from functools import cache
from typing import get_args

from foglift import text
from foglift.codebook import Book
from foglift.model import Role, Span
from foglift.read.rules.cues import Cited, Frame
from foglift.read.rules.mentions import Mentions
from foglift.read.rules.names import Named
from foglift.read.rules.parse import Doc
from foglift.text import fold

_REPORTS = Frame("", "reports", ())
# What sets the source off: ": ministry", " - police", "Mariupol -Interfax", "Ukraine-Defence
# Ministry"; "rebel-held" and "anti-Assad" hold no such mark.
_MARK = re.compile(
    r"[ ]?:[ ]|[ ]?[-–—]{1,2}[ ]|[ ][-–—](?=\w)"
    r"|(?<=[a-z]{4})(?<!\banti)(?<!\bpost)(?<!\bmulti)[-–](?=[A-Z])"
)
_SOURCE = re.compile(r"[^\W\d_][^:\n\"“”!?;]{1,60}")
# A headline is short, and what goes before its source is more than a label.
_LONGEST, _LEAST_WORDS, _MOST_WORDS = 300, 3, 6
_ENDS = (".", "!", "?", "…", "”", '"')


def signed(doc: Doc, mentions: Mentions, book: Book) -> list[Cited]:
    """Headlines that end in who says so, each a cue for all the words before: a name that was
    resolved, an office, a trade. A sentence with its stop is none."""
    found = []
    for line in text.paragraphs(doc.text):
        words = doc.words(line)
        if len(words) > _LONGEST or words.rstrip().endswith(_ENDS) or not doc.sentences:
            continue
        for mark in list(_MARK.finditer(doc.text, line.start, line.end))[-1:]:
            news, who = Span(line.start, mark.start()), Span(mark.end(), line.end)
            many = len(doc.words(news).split()) >= _LEAST_WORDS
            if many and _SOURCE.fullmatch(doc.words(who)) and _speaks(doc, mentions, who, book):
                found.append(Cited(doc.sentences[0], _REPORTS, who, (news,), None, label=who))
    return found


def is_named(mentions: Mentions, label: Span) -> bool:
    """Whether a label is, or ends in, a name that was resolved to somebody who can speak."""
    return any(
        named.ref and named.kind in ("actor", "person", "source") and named.span.end == label.end
        for named in mentions.within(label)
    )


def _speaks(doc: Doc, mentions: Mentions, who: Span, book: Book) -> bool:
    words = fold(doc.words(who)).split()
    if not 0 < len(words) <= _MOST_WORDS:
        return False
    *before, last = words
    if last in book.listed("broadcaster-of-state"):
        return bool(before) and before[-1] in ("state", "official")
    if is_named(mentions, who) or singular(last) in _trades(book):
        return True
    published = doc.report.published
    return any(one.span == who and state_of(book, one, published) for one in mentions.within(who))


def state_of(book: Book, named: Named, day: date | None) -> str:
    """The government that a name for a country or its capital stands for, "" for other names."""
    if named.kind not in ("place", "country") or not named.ref:
        return ""
    place = book.gazetteer.place(named.ref)
    country = book.countries.get(place.country)
    if country is None or not (place.kind == "country" or place.name == country.capital):
        return ""
    return book.state(place.country, day)


def singular(word: str) -> str:
    """The one of many: "officials" -> "official", "authorities" -> "authority"."""
    if word.endswith("ies"):
        return f"{word.removesuffix('ies')}y"
    return word.removesuffix("es") if word.endswith("sses") else word.removesuffix("s")


@cache
def _trades(book: Book) -> frozenset[str]:
    lists = (book.listed(f"role-{role}") for role in get_args(Role))
    return book.listed("voice-of-state").union(*lists)

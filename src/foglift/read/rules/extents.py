"""How much of a place is meant: a part of it, all of it, all but what is excepted by name."""

import re
from collections.abc import Iterator

from spacy.tokens import Token

from foglift.model import Mention, Span, Where
from foglift.read.rules.frames import Filler, Frame, content, core
from foglift.read.rules.reading import Reading

# Words before a place that limit what is held to a part of it.
PARTS = {"part", "district", "neighbourhood", "neighborhood", "outskirt", "suburb", "half", "most",
         "quarter", "third", "edge", "percent", "%", "countryside", "centre", "center",
         "side", "bank", "position", "area", "swathe", "axis", "gate"}  # fmt: skip

# How a predicate says of itself that it is true of a part: "partly recaptured".
_PARTLY = {"mostly", "partly", "partially", "largely"}
_NEARLY = re.compile(
    r"\b(?:almost|nearly|virtually|practically)\s+(?:all(?: of)?|the (?:entire|whole))"
    r"\s(?:the\s|of\s|\w+\s){0,4}$",
    re.IGNORECASE,
)
_COUNTED = re.compile(
    r"\b[\w-]+(?: out)? of (?:the |its )?[\w-]+ (?:districts|neighbou?rhoods|quarters|suburbs)"
    r" (?:of|in) (?:the )?$",
    re.IGNORECASE,
)
_SIDE = re.compile(
    r"\b(?:(?:north|south|east|west|(?:north|south)-?(?:east|west))ern|central)\s"
    r"(?:(?:parts?|districts?|half) of\s)?$",
    re.IGNORECASE,
)

# What names places that are left out, and what stands between two of them.
_BUT = re.compile(
    r"\b(?:except(?:ing)?(?: for)?|(?:apart|aside) from|with the (?:sole |only )?exceptions? of"
    r"|save for|excluding|other than|barring|but(?: for| not)?)\s",
    re.IGNORECASE,
)
_JOINT = re.compile(
    r"(?:[\s,;(]|and\b|as well as\b|the\b|its\b|both\b|villages?\b|towns?\b|settlements?\b"
    r"|cit(?:y|ies)\b|districts?\b|of\b){0,8}"
)
_FAR = 40  # characters between a place and what is said to be left out of it


def partial(reading: Reading, frame: Frame, where: Where) -> Span | None:
    """The words that limit what is said of the place to a part of it."""
    place = where.place.span
    for filler in frame.places:
        limit = _limit(reading, frame, filler, where)
        if limit is not None:
            return limit
    if not frame.sentence.span.covers(place) or not where.place.ref:
        return _adverb(frame)
    before = reading.doc.text[frame.sentence.span.start : place.start]
    found = _NEARLY.search(before) or _COUNTED.search(before) or _SIDE.search(before)
    if found:
        start = frame.sentence.span.start
        words = found[0].rstrip()
        return Span(start + found.start(), start + found.start() + len(words))
    return _adverb(frame)


def parts_of(head: Token) -> Token | None:
    """The parts that a number counts: "districts" in "11 of the 15 districts of Aleppo"."""
    if not head.like_num:
        return None
    objects = (obj for c in head.children if c.lower_ == "of" for obj in c.children)
    return next((obj for obj in objects if obj.lemma_.lower() in PARTS), None)


def excepted(reading: Reading, frame: Frame, where: Where) -> tuple[Mention, ...]:
    """The places that a sentence leaves out by name of what it says of an area."""
    area = where.place
    if not area.ref or not frame.sentence.span.covers(area.span):
        return ()
    places = reading.book.gazetteer
    found = _left_out(reading, frame, area.span)
    return tuple(one for one in found if one.ref != area.ref and places.within(one.ref, area.ref))


def _limit(reading: Reading, frame: Frame, filler: Filler, where: Where) -> Span | None:
    """The part of which a filler for the place speaks: "most of", "11 of the 15 districts of"."""
    head, inner = filler.head, content(filler.head)
    counted = parts_of(head)
    if counted is not None:
        return frame.sentence.across(core(head)[0], counted)
    if head.lemma_.lower() not in PARTS or (head == inner and filler.named is None):
        return None
    words = frame.sentence.across(core(head)[0], head)
    if _is_whole(reading, frame, head, where, words):
        return None
    return words if head != inner else frame.sentence.at(head)


def _is_whole(reading: Reading, frame: Frame, head: Token, where: Where, words: Span) -> bool:
    """Whether the place itself is what the words name, or one of a list behind them: "the
    Hamdaniyah neighbourhood", "five neighbourhoods, among them Hamdaniyah"."""
    place = where.place
    if not place.ref or reading.book.gazetteer.place(place.ref).kind != "neighbourhood":
        return False
    own = next(iter(head.rights), None)
    return words.covers(place.span) or own is None or own.dep_ != "prep"


def _adverb(frame: Frame) -> Span | None:
    found = (c for c in frame.proposition.head.children if c.lower_ in _PARTLY)
    return next((frame.sentence.at(token) for token in found), None)


def _left_out(reading: Reading, frame: Frame, area: Span) -> Iterator[Mention]:
    sentence = frame.sentence.span
    words = reading.doc.words(sentence)
    for found in _BUT.finditer(words):
        after = sentence.start + found.end()
        behind = 0 <= sentence.start + found.start() - area.end <= _FAR
        opening = found.start() <= 1 and found[0].lower().strip() != "but"
        if not behind and not opening:
            continue
        for named in reading.mentions.within(Span(after, sentence.end)):
            if named.kind != "place" or not _JOINT.fullmatch(
                reading.doc.text, after, named.span.start
            ):
                break
            after = named.span.end
            yield Mention(named.span, named.ref, named.via)

"""Where a happening was: its own place, that of what is told beside it, or that of its line."""

import msgspec
from spacy.tokens import Token

from foglift.model import When, Where
from foglift.read.rules import frames, places
from foglift.read.rules.frames import Frame
from foglift.read.rules.news import is_background, is_headline
from foglift.read.rules.parse import Sentence
from foglift.read.rules.reading import Reading


def wheres(reading: Reading, frame: Frame, when: When | None = None) -> tuple[Where | None, ...]:
    """Every place of a frame that names several as its own; else the one of `where`."""
    several = [
        places.where(named, filler.relation, filler.head, reading.doc, frame.sentence)
        for filler in frame.places
        for named in frames.places_of(filler, frame.sentence, reading.mentions, reading.book)
    ]
    found = {each.place.ref: each for each in reversed(several)}
    if len(found) > 1:
        return tuple(sorted(found.values(), key=lambda each: each.place.span))
    return (where(reading, frame, when),)


def where(reading: Reading, frame: Frame, when: When | None = None) -> Where | None:
    """Where it happened: its own place, else that of what is told beside it; else for what
    the report tells as news (`when` given and recent) the only place of the passage."""
    own = reading.place(frame)
    if own is not None and own.place.ref:
        return own
    bare = own is None and frame.proposition.noun
    beside = None if bare or frame.spoken else _beside(reading, frame)
    if own is None:
        return beside or _only(reading, frame, when)
    return beside if beside is not None and beside.place.ref else own


def country(reading: Reading, frame: Frame) -> str:
    """ISO code of the country a frame's place lies in, else the report's main one."""
    found = where(reading, frame)
    if found is not None and found.place.ref:
        return reading.book.gazetteer.place(found.place.ref).country
    return reading.theatre


def around(reading: Reading, head: Token, sentence: Sentence) -> Where | None:
    """Where a number of people belongs that no predicate counts: what heads the line, or
    what is told beside it."""
    told = reading.beside(head, sentence)
    return places.labelled(sentence, reading.mentions, reading.doc) or next(
        (own for each in told if (own := reading.places[each])), None
    )


def below(reading: Reading, head: Token, sentence: Sentence) -> Where | None:
    """A place said of a noun: "222 in Hama"."""
    return places.below(head, sentence, reading.mentions, reading.doc, reading.book)


def after(reading: Reading, head: Token, sentence: Sentence) -> Where | None:
    """The place right behind a number, before the next comma: "222 of them in the fighting
    around Hama"."""
    return places.after(head, sentence, reading.mentions, reading.doc)


def headlined(reading: Reading, sentence: Sentence) -> Where | None:
    """The one place that a headline names."""
    if not is_headline(sentence, reading.doc):
        return None
    return places.named_once(sentence, reading.mentions, reading.doc)


def _beside(reading: Reading, frame: Frame) -> Where | None:
    """The place of the nearest happening of the sentence, one told before it first: "stormed
    the embassy and took 25 hostages"."""
    beside = reading.beside(frame.proposition.head, frame.sentence)
    own = next((own for each in beside if (own := reading.places[each])), None)
    if own is None:
        return None
    via = f"{own.place.via}{places.ELSEWHERE}"
    return msgspec.structs.replace(own, place=msgspec.structs.replace(own.place, via=via))


def _only(reading: Reading, frame: Frame, when: When | None) -> Where | None:
    """The one place of the passage, for news of the report's war."""
    if when is None or is_background(when, reading.doc):
        return None
    if not any(reading.theatre in war.countries for war in reading.book.conflicts):
        return None
    only = places.only(frame.sentence, reading.mentions, reading.doc)
    if only is None:
        return None
    home = reading.book.gazetteer.place(only.place.ref).country
    return only if home == reading.theatre else None

"""Whom a filler means: "our soldiers" and "terrorist groups" by who says so."""

from spacy.tokens import Token

from foglift.model import Mention
from foglift.read.rules import frames
from foglift.read.rules.frames import Filler, Frame
from foglift.read.rules.mentions import Named, by_speaker, narrated
from foglift.read.rules.reading import Reading


def mention(reading: Reading, filler: Filler, frame: Frame) -> Mention:
    """The filler as a mention, a loaded word and "we" as the speaker means them."""
    named = filler.named
    if named is not None and named.kind in frames.PLACES:
        return _state(reading, named)
    if named is not None and named.kind == "people" and _owned(frames.content(filler.head)):
        return _owned_people(reading, named, filler)
    if named is None or named.ref or named.kind not in {"loaded", "pronoun"}:
        return frames.mention(filler, frame.sentence)
    chain = reading.voices.of(named.span)
    day = reading.doc.report.published
    if chain:
        named = by_speaker(named, chain[0].source.ref, reading.mentions, reading.book, day)
    if not named.ref and not (chain and chain[0].side):
        named = narrated(named, reading.theatre, reading.book, day)
    return Mention(named.span, named.ref, named.via)


def _state(reading: Reading, named: Named) -> Mention:
    """A country that acts ("Turkey's incursion"): its government."""
    country = reading.book.gazetteer.place(named.ref).country if named.ref else ""
    state = reading.book.state(country, reading.doc.report.published)
    return Mention(named.span, state, f"{named.via}, which acts here")


def _owned_people(reading: Reading, named: Named, filler: Filler) -> Mention:
    """ "its fighters" in the words of a party: the party's."""
    chain = reading.voices.of(named.span)
    party = reading.book.party(chain[0].source.ref) if chain and chain[0].side else ""
    armed = reading.book.armed(named.ref) or frames.is_fellow(filler.head, reading.book)
    if party and armed:
        return Mention(named.span, party, f"{named.via}, of the speaker")
    return Mention(named.span, named.ref, named.via)


def _owned(head: Token) -> bool:
    return any(
        c.dep_ == "poss" and c.lower_ in {"its", "their", "our", "his"} for c in head.children
    )

"""Control: who takes, holds, loses, enters or leaves a named place."""

import re
from collections.abc import Iterator
from typing import Literal

import msgspec
from spacy.tokens import Token

from foglift.model import Attribution, Change, Claim, Control, Mention, Span, Where
from foglift.read.rules import dating, extents, places, scenes
from foglift.read.rules.events import why
from foglift.read.rules.evidence import evidence
from foglift.read.rules.extents import PARTS, parts_of
from foglift.read.rules.frames import (
    TOPIC,
    Filler,
    Frame,
    content,
    core,
    noun_kinds,
    place_of,
    places_of,
)
from foglift.read.rules.mentions import Named
from foglift.read.rules.parties import mention
from foglift.read.rules.propositions import is_passive
from foglift.read.rules.reading import Reading
from foglift.read.rules.voices import weighed

# Changes told of without a word of who has the place then.
ANYBODY = {"takes", "loses", "contests", "besieges"}
SOME = {"other", "several", "some", "many", "more", "few", "various", "nearby"}

# What opens a list of the places that a number counts, and what stands between its names.
_LIST = re.compile(
    r"[,:;(–—-]? ?(?:including|among (?:them|which|these)|namely|such as|notably)\b:?|:"
)
_JOINT = re.compile(
    r"(?:[\s,;(]|and\b|as well as\b|also\b|the\b|villages?\b|towns?\b|settlements?\b"
    r"|cit(?:y|ies)\b|of\b){0,8}"
)


def claims(reading: Reading) -> Iterator[Claim]:
    """The changes and states of control that the report states of named places."""
    for frame in reading.frames:
        if frame.row.control and frame.proposition.realis in {"actual", "negated"}:
            for where in _wheres(reading, frame):
                claim = _claim(reading, frame, where)
                if claim is not None:
                    yield claim


def _wheres(reading: Reading, frame: Frame) -> list[Where]:
    """Each place that the row's fillers name, and each held ground without a name by its words:
    who takes "a village in Idlib" has not taken Idlib, but a village."""
    if not frame.places:
        moved = frame.row.control in {"leaves", "enters"}
        around = _told_of(reading, frame) if moved else scenes.where(reading, frame)
        if around is None and frame.row.control == "besieges":
            around = _told_of(reading, frame)
        return [around] if around is not None else []
    found: dict[Span, Where] = {}
    for filler in _joined(reading, frame):
        named = _named(reading, frame, filler)
        for each in named:
            where = places.where(each, filler.relation, filler.head, reading.doc, frame.sentence)
            found[where.place.span] = where
        if not named and (filler.relation == "obj" or frame.row.control != "contests"):
            span = _ground(frame, filler)
            found[span] = places.unnamed(span, filler.relation)
            found |= {where.place.span: where for where in _listed(reading, frame, filler, span)}
    return [found[span] for span in sorted(found)]


def _joined(reading: Reading, frame: Frame) -> tuple[Filler, ...]:
    """The fillers for places with the ground told of in one breath with them that the row does not
    ask for: "hold the town and its silos"."""
    known = {filler.head.i for filler in frame.places}
    more = [
        Filler(token, reading.mentions.of(frame.sentence.at(token)), filler.relation)
        for filler in frame.places
        if filler.relation != TOPIC
        for token in filler.head.conjuncts
        if token.i not in known and _is_ground(reading, frame, token)
    ]
    return (*frame.places, *more)


def _is_ground(reading: Reading, frame: Frame, token: Token) -> bool:
    named = reading.mentions.of(frame.sentence.at(token))
    if named is not None:
        return named.kind == "place"
    return bool({"ground", "stronghold", "territory"} & noun_kinds(token, reading.book))


def _listed(reading: Reading, frame: Frame, filler: Filler, ground: Span) -> Iterator[Where]:
    """The places that follow by name: "twelve villages, among them Bor and Duk", "the outposts at
    Bor and Duk"."""
    if filler.head.tag_ not in {"NNS", "NNPS"}:
        return
    words = reading.doc.words(frame.sentence.span)
    start = frame.sentence.span.start
    found = _LIST.search(words, filler.head.idx)
    after = start + found.end() if found else ground.end
    for named in reading.mentions.within(Span(after, frame.sentence.span.end)):
        if named.kind != "place" or not _JOINT.fullmatch(reading.doc.text, after, named.span.start):
            return
        after = named.span.end
        yield places.where(named, filler.relation, filler.head, reading.doc, frame.sentence)


def _told_of(reading: Reading, frame: Frame) -> Where | None:
    """Which place somebody left or entered who is only said to have withdrawn or come in: the
    place told of before."""
    beside = _beside(reading, frame)
    if beside is not None:
        return beside
    taken = _taken_before(reading, frame)
    if taken is not None:
        return taken
    before = _named_before(reading, frame) or places.before(
        frame.sentence.index, reading.mentions, reading.doc, reading.book
    )
    if before is None:
        return scenes.where(
            reading, frame, dating.when(reading, frame.proposition.head, frame.sentence)
        )
    relation = "from" if frame.row.control == "leaves" else "in"
    return places.where(before, relation, frame.proposition.head, reading.doc, frame.sentence)


def _taken_before(reading: Reading, frame: Frame) -> Where | None:
    """The place that the sentence before says changed hands, where somebody left it without it
    being said what: not the one named last there ("took Suran, the last town before Hama")."""
    index = frame.sentence.index - 1
    if frame.row.control != "leaves" or index < 0:
        return None
    told = (
        where
        for other in reading.frames_of(index)
        if other.row.control == "takes" and other.places and other.proposition.realis == "actual"
        for where in _wheres(reading, other)
        if where.place.ref and where.relation == "at" and not _is_country(reading, where)
    )
    return next(told, None)


def _named_before(reading: Reading, frame: Frame) -> Named | None:
    """The place that the sentence names before a siege: "Homs after two years of siege"."""
    head = frame.sentence.at(frame.proposition.head).start
    inside = reading.mentions.within(Span(frame.sentence.span.start, head))
    found = [named for named in inside if named.kind == "place"]
    return found[-1] if found and frame.row.control == "besieges" else None


def _beside(reading: Reading, frame: Frame) -> Where | None:
    """The place that the sentence says before was taken, entered or held."""
    told = [
        where
        for other in reading.frames_of(frame.sentence.index)
        if other.row.control
        and other.places
        and other.proposition.head.i < frame.proposition.head.i
        for where in _wheres(reading, other)
        if where.place.ref and not _is_country(reading, where)
    ]
    return told[-1] if told else None


def _named(reading: Reading, frame: Frame, filler: Filler) -> tuple[Named, ...]:
    """The places that a filler names, itself or by a part of it ("axes in the city")."""
    sentence, head = frame.sentence, filler.head
    if filler.relation == TOPIC:
        return places_of(filler, sentence, reading.mentions, reading.book)
    counted = parts_of(head)
    if counted is not None:
        return places_of(Filler(counted, None, filler.relation), sentence, reading.mentions,
                         reading.book)  # fmt: skip
    if _some(head):
        return ()
    if not {head.lemma_.lower(), content(head).lemma_.lower()} & PARTS:
        direct = place_of(head, sentence, reading.mentions, reading.book, nested=False)
        if direct is None:
            return ()
    return places_of(filler, sentence, reading.mentions, reading.book)


def _some(head: Token) -> bool:
    """Whether a number or "other" tells of some among many: "five other towns of Chiapas"."""
    several = any(c.dep_ == "nummod" or c.lower_ in SOME for c in head.children)
    return head.tag_ == "NNS" and head.lemma_.lower() not in PARTS and several


def _ground(frame: Frame, filler: Filler) -> Span:
    """The words for ground without a name, with what they say it is of: "the hospital in Hajin"."""
    last = content(filler.head)
    for child in last.children:
        if child.dep_ == "prep" and child.lower_ in {"of", "in", "at", "on", "near"}:
            words = [token for token in child.subtree if not token.is_punct]
            last = max((last, *words), key=lambda token: token.i)
    return frame.sentence.across(core(filler.head)[0], last)


def _claim(reading: Reading, frame: Frame, where: Where) -> Claim | None:
    change = _change(frame)
    if not change or where.relation == "towards":
        return None
    if _is_country(reading, where):
        return None
    holder = _holder(reading, frame) or _spoken(reading, frame)
    if holder is None and (change not in ANYBODY or _known(reading, frame)):
        return None
    if holder is None and change == "takes" and not _untold(frame):
        return None
    limit, but = extents.partial(reading, frame, where), extents.excepted(reading, frame, where)
    state = Control(change, holder, limit, but)
    chain = reading.voice(frame)
    told = frame.proposition.realis == "actual"
    return reading.claim(
        state,
        [evidence(frame, where)],
        why(frame),
        weighed(chain, told and harms(reading, state, chain)),
        where=where,
        when=dating.when(reading, frame.proposition.head, frame.sentence),
        realis=frame.proposition.realis,
    )


def _is_country(reading: Reading, where: Where) -> bool:
    ref = where.place.ref
    return bool(ref) and reading.book.gazetteer.place(ref).kind == "country"


def _change(frame: Frame) -> Change | Literal[""]:
    """The row's change; who "occupies" a town today has it."""
    head = frame.proposition.head
    present = head.tag_ in {"VBZ", "VBP"} and head.doc[-1].is_punct
    return "holds" if head.lemma_ == "occupy" and present else frame.row.control


def _holder(reading: Reading, frame: Frame) -> Mention | None:
    """Who has or had the place. Of several the first, with the words for all: "federal forces and
    their Amhara allies"."""
    away = frame.row.control in {"loses", "leaves"}
    fillers = (frame.recipients or frame.actors) if away else frame.actors
    if not fillers:
        return None
    first, head = mention(reading, fillers[0], frame), fillers[0].head
    joined = [frame.sentence.at(token) for token in head.conjuncts if _of_one(token, head)]
    last = max([first.span, *joined], key=lambda span: span.end)
    return msgspec.structs.replace(first, span=Span(first.span.start, last.end))


def _spoken(reading: Reading, frame: Frame) -> Mention | None:
    """Who acknowledges or denies a loss without saying whose it is, has lost it or not; who claims
    a capture has made it."""
    chain = reading.voice(frame)
    own = {"loses": {"acknowledges", "denies"}, "takes": {"claims"}}.get(frame.row.control, set())
    claimed = frame.row.control == "takes" and frame.proposition.realis == "actual"
    if not chain or not chain[0].side or not (claimed or frame.row.control == "loses"):
        return None
    if claimed and not _untold(frame):
        return None
    return chain[0].source if chain[0].stance in own else None


def _untold(frame: Frame) -> bool:
    """Whether it is left out who took a place that is told of: "the town was taken"."""
    placed = {filler.head for filler in frame.places}
    done = frame.proposition.noun or is_passive(frame.proposition.head)
    doers = set(frame.proposition.of("subj"))
    falls = bool(placed & doers)  # "the town fell"
    return bool(placed) and placed >= doers and (done or falls)


def _of_one(token: Token, head: Token) -> bool:
    """Whether a token after the head is joined with it in one phrase."""
    return token.i > head.i and token.pos_ in {"NOUN", "PROPN"} and token.i - head.i <= 8


def _known(reading: Reading, frame: Frame) -> bool:
    """Whether a noun only speaks of what is already told: "the fall of Hama is a blow", "since the
    Battle of Hama"; not where it has a day, nor where somebody admits or announces a loss."""
    timed = reading.own_times(frame.proposition.head, frame.sentence)
    told = timed if frame.row.control == "contests" else timed or reading.voice(frame)
    known = frame.row.control in {"takes", "loses", "contests"}
    return frame.proposition.noun and known and not told


def harms(reading: Reading, state: Control, chain: tuple[Attribution, ...]) -> bool:
    """Whether the change, as said, hurts the side of who says it."""
    if not chain or not chain[0].side:
        return False
    day = reading.doc.report.published
    side = reading.book.side(state.holder.ref, day) if state.holder else ""
    if state.change in {"loses", "leaves"}:
        home = reading.book.home_side(reading.theatre, day)
        return (side or home or chain[0].side) == chain[0].side
    return state.change in {"takes", "enters", "holds"} and side not in {"", chain[0].side}

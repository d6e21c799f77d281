"""Control: who takes, holds, loses, enters or leaves a named place."""

from collections.abc import Iterator

import msgspec
from spacy.tokens import Token

from foglift.model import Attribution, Claim, Control, Mention, Span, Where
from foglift.read.rules import dating, places, scenes
from foglift.read.rules.events import why
from foglift.read.rules.evidence import evidence
from foglift.read.rules.frames import TOPIC, Filler, Frame, content, core, place_of, places_of
from foglift.read.rules.mentions import Named
from foglift.read.rules.parties import mention
from foglift.read.rules.reading import Reading
from foglift.read.rules.voices import weighed

# Words before a place that limit what is held to a part of it.
PARTS = {"part", "district", "neighbourhood", "neighborhood", "outskirt", "suburb", "half", "most",
         "quarter", "third", "edge", "percent", "%", "countryside", "centre", "center",
         "side", "bank", "position", "area", "swathe", "axis", "gate"}  # fmt: skip

SOME = {"other", "several", "some", "many", "more", "few", "various", "nearby"}


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
        around = (
            _left(reading, frame) if frame.row.control == "leaves" else scenes.where(reading, frame)
        )
        return [around] if around is not None else []
    found: dict[Span, Where] = {}
    for filler in frame.places:
        named = _named(reading, frame, filler)
        for each in named:
            where = places.where(each, filler.relation, filler.head, reading.doc, frame.sentence)
            found[where.place.span] = where
        if not named and (filler.relation == "obj" or frame.row.control != "contests"):
            span = _ground(frame, filler)
            found[span] = places.unnamed(span, filler.relation)
    return [found[span] for span in sorted(found)]


def _left(reading: Reading, frame: Frame) -> Where | None:
    """Where somebody left who is only said to have withdrawn: the place told of before."""
    before = places.before(frame.sentence.index, reading.mentions, reading.doc, reading.book)
    if before is None:
        return scenes.where(
            reading, frame, dating.when(reading, frame.proposition.head, frame.sentence)
        )
    return places.where(before, "from", frame.proposition.head, reading.doc, frame.sentence)


def _named(reading: Reading, frame: Frame, filler: Filler) -> tuple[Named, ...]:
    """The places that a filler names, itself or by a part of it ("axes in the city")."""
    sentence, head = frame.sentence, filler.head
    if filler.relation == TOPIC:
        return places_of(filler, sentence, reading.mentions, reading.book)
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
    change = frame.row.control
    if not change or where.relation == "towards":
        return None
    ref = where.place.ref
    if ref and reading.book.gazetteer.place(ref).kind == "country":
        return None
    holder = _holder(reading, frame) or _admitted(reading, frame)
    if holder is None and (
        change not in {"loses", "contests", "besieges"} or _known(reading, frame)
    ):
        return None
    state = Control(change, holder, _partial(frame))
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


def _admitted(reading: Reading, frame: Frame) -> Mention | None:
    """Who acknowledges or denies a loss without saying whose it is, has lost it or not."""
    chain = reading.voice(frame)
    if frame.row.control != "loses" or not chain or not chain[0].side:
        return None
    return chain[0].source if chain[0].stance in {"acknowledges", "denies"} else None


def _of_one(token: Token, head: Token) -> bool:
    """Whether a token after the head is joined with it in one phrase."""
    return token.i > head.i and token.pos_ in {"NOUN", "PROPN"} and token.i - head.i <= 8


def _known(reading: Reading, frame: Frame) -> bool:
    """Whether a noun only speaks of what is already told: "the fall of Hama is a blow", "since the
    Battle of Hama"; not where it has a day, nor where somebody admits or announces a loss."""
    timed = reading.own_times(frame.proposition.head, frame.sentence)
    told = timed if frame.row.control == "contests" else timed or reading.voice(frame)
    return frame.proposition.noun and frame.row.control in {"loses", "contests"} and not told


def _partial(frame: Frame) -> Span | None:
    for filler in frame.places:
        head = filler.head
        inner = content(head)
        if head != inner and head.lemma_.lower() in PARTS:
            return frame.sentence.across(core(head)[0], head)
        if filler.named is not None and head.lemma_.lower() in PARTS:
            return frame.sentence.at(head)
    return None


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

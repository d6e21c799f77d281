"""Control: who takes, holds, loses, enters or leaves a named place."""

from collections.abc import Iterator

from foglift.model import Attribution, Claim, Control, Span, Where
from foglift.read.rules.events import why
from foglift.read.rules.frames import Frame, content, core, place_of
from foglift.read.rules.reading import Reading, evidence

# Words before a place that limit what is held to a part of it.
PARTS = {"part", "district", "neighbourhood", "neighborhood", "outskirt", "suburb", "half", "most",
         "quarter", "third", "edge", "percent", "%", "countryside", "centre", "center",
         "side", "bank", "position", "area", "swathe", "axis", "gate"}  # fmt: skip


def claims(reading: Reading) -> Iterator[Claim]:
    """The changes and states of control that the report states of named places."""
    for frame in reading.frames:
        if frame.row.control and frame.proposition.realis in {"actual", "negated"}:
            for where in reading.wheres(frame) if _is_named(reading, frame) else ():
                claim = _claim(reading, frame, where)
                if claim is not None:
                    yield claim


def _claim(reading: Reading, frame: Frame, where: Where | None) -> Claim | None:
    change = frame.row.control
    if not change or where is None or not where.place.ref or where.relation == "towards":
        return None
    if reading.book.gazetteer.place(where.place.ref).kind == "country":
        return None
    holder = next((reading.mention(each, frame) for each in frame.actors), None)
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
        reading.weighed(chain, told and harms(reading, state, chain)),
        where=where,
        when=reading.when(frame.proposition.head, frame.sentence),
        realis=frame.proposition.realis,
    )


def _known(reading: Reading, frame: Frame) -> bool:
    """Whether a noun only speaks of a loss already told: "the fall of Hama is a blow"; not where
    somebody admits or announces it."""
    told = reading.own_times(frame.proposition.head, frame.sentence) or reading.voice(frame)
    return frame.proposition.noun and frame.row.control == "loses" and not told


def _is_named(reading: Reading, frame: Frame) -> bool:
    """Whether the place itself is named, or a part of it ("axes in the city"); who takes "a
    village in Idlib" has not taken Idlib."""
    return any(
        place_of(each.head, frame.sentence, reading.mentions, reading.book, nested=False)
        or {each.head.lemma_.lower(), content(each.head).lemma_.lower()} & PARTS
        for each in frame.places
    )


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
        return side in {"", chain[0].side}
    return state.change in {"takes", "enters", "holds"} and side not in {"", chain[0].side}

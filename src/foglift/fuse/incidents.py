"""Events into incidents: one happening, who says it happened, who says it did not."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from foglift.fuse.ground import FINEST, Evidence, Ground, when_of
from foglift.fuse.happening import type_of
from foglift.fuse.rulings import Rulings
from foglift.fuse.sides import Voice, position, standing, voice
from foglift.model import (
    Control,
    Event,
    Incident,
    Mention,
    Relation,
    Side,
    When,
    digest,
)


def incident(
    members: Sequence[Evidence], why: tuple[str, ...], rulings: Rulings, ground: Ground
) -> Incident | None:
    """The incident of claims about one happening, with what linked them; None when nobody asserts
    or denies it by name, for what only its absence is told of has not happened."""
    voices = {one.claim.id: voice(one, ground) for one in members}
    told = [one for one in members if voices[one.claim.id].attitude != "against"]
    if not told and not any(_denial(one) for one in members):
        return None
    telling = told or members
    type, facet = _type(telling)
    when, undated = _when(telling)
    return Incident(
        id=digest(*sorted(voices)),
        type=type,
        facet=facet,
        place=_place(telling, ground),
        start=when.start,
        end=when.end,
        precision=when.precision,
        actors=_refs(telling, "actors"),
        recipients=_refs(telling, "recipients"),
        standing=standing(voices.values()),
        sides=_sides(members, voices, ground),
        claims=tuple(sorted(voices)),
        why=(*why, *_copied(members, voices), *undated, *_reviews(voices, rulings)),
        relation=_relation(telling),
    )


def _denial(evidence: Evidence) -> bool:
    chain = evidence.claim.said_by
    return bool(chain) and chain[0].stance == "denies"


def _type(members: Sequence[Evidence]) -> tuple[str, str]:
    """The type most claims give, events before changes of control, then the first by name."""
    events = [one.claim.content for one in members if isinstance(one.claim.content, Event)]
    types = Counter(one.type for one in events) or Counter(type_of(one.claim) for one in members)
    type = min(types, key=lambda name: (-types[name], name))
    facets = Counter(one.facet for one in events if one.type == type and one.facet)
    return type, min(facets, key=lambda name: (-facets[name], name), default="")


def _when(members: Sequence[Evidence]) -> tuple[When, tuple[str, ...]]:
    """What the exactest of the claims agree on; else the whole time they cover."""
    times = [when_of(one) for one in members]
    finest = min(FINEST.index(one.precision) for one in times)
    exact = [one for one in times if FINEST.index(one.precision) == finest]
    starts = [one.start for one in exact if one.start]
    ends = [one.end for one in exact if one.end]
    start, end = max(starts, default=None), min(ends, default=None)
    if start and end and start > end:
        start, end = min(starts), max(ends)
    missing = start is None or end is None
    reasons = {one.why for one in exact if one.why} if missing else set()
    return When(start, end, FINEST[finest]), tuple(sorted(reasons))


def _place(members: Sequence[Evidence], ground: Ground) -> str:
    """The smallest of the places named, of two the one named more often."""
    named = Counter(one.claim.where.place.ref for one in members if one.claim.where)
    named.pop("", None)
    return min(named, key=lambda id: (_width(id, named, ground), -named[id], id), default="")


def _width(id: str, named: Mapping[str, int], ground: Ground) -> int:
    places = ground.book.gazetteer
    return sum(places.within(other, id) for other in named if other != id)


def _relation(members: Sequence[Evidence]) -> Relation:
    named: Counter[Relation] = Counter(
        one.claim.where.relation for one in members if one.claim.where
    )
    return min(named, key=lambda word: (-named[word], word), default="at")


def _refs(members: Iterable[Evidence], slot: str) -> tuple[str, ...]:
    names = (name.ref for one in members for name in _filled(one, slot))
    return tuple(sorted({ref for ref in names if ref}))


def _filled(evidence: Evidence, slot: str) -> tuple[Mention, ...]:
    content = evidence.claim.content
    if isinstance(content, Event):
        return content.actors if slot == "actors" else content.recipients
    if isinstance(content, Control) and content.holder:
        acted_on = content.change == "loses"
        return (content.holder,) if acted_on == (slot == "recipients") else ()
    return ()


def _sides(
    members: Iterable[Evidence], voices: Mapping[str, Voice], ground: Ground
) -> tuple[Side, ...]:
    positions: dict[str, list[Voice]] = {}
    for one in members:
        spoken = voices[one.claim.id]
        words = _position(one, spoken, ground)
        positions.setdefault(words, []).append(spoken)
    return tuple(position(words, positions[words]) for words in sorted(positions))


def _position(evidence: Evidence, spoken: Voice, ground: Ground) -> str:
    """A position in neutral words: "CAPTURE by Hayat Tahrir al-Sham", "not: CAPTURE"."""
    who = [ground.label(ref) for ref in _refs((evidence,), "actors")]
    whom = [ground.label(ref) for ref in _refs((evidence,), "recipients")]
    words = type_of(evidence.claim)
    words += f" by {', '.join(who)}" if who else ""
    words += f" from {', '.join(whom)}" if words.startswith("CAPTURE") and whom else ""
    prefix = {"for": "", "against": "not: ", "retracted": "retracted: "}
    return prefix[spoken.attitude] + words


def _copied(members: Sequence[Evidence], voices: Mapping[str, Voice]) -> tuple[str, ...]:
    """Which outlets print the same words as their own, so that they are one line."""
    printed: dict[str, dict[str, None]] = {}
    for one in sorted(members, key=lambda one: (str(one.report.published), one.report.outlet)):
        for key in voices[one.claim.id].keys:
            if key.startswith(("copy:", "passage:")):
                printed.setdefault(key, {})[one.report.outlet] = None
    found = {" and ".join(outlets) for outlets in printed.values() if len(outlets) > 1}
    return tuple(f"in the same words in {outlets}" for outlets in sorted(found))


def _reviews(claims: Iterable[str], rulings: Rulings) -> tuple[str, ...]:
    reviewed = {rulings.confirmed[claim] for claim in claims if claim in rulings.confirmed}
    return tuple(f"reviewed by {who}" for who in sorted(reviewed))

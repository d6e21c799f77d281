"""Which places people give reasons to fear for: stated reasons only, never a probability."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from math import atan2, cos, degrees, hypot, radians
from typing import Literal

from foglift.codebook.gazetteer import PREFIXES
from foglift.fuse.control import current
from foglift.fuse.ground import Evidence, Ground, place_of
from foglift.fuse.sides import voice
from foglift.model import (
    Assessment,
    Claim,
    Control,
    ControlSpell,
    Count,
    Event,
    Intent,
    Mention,
    Reason,
    Threat,
)

Step = tuple[float, float]
Kind = Literal[
    "named as a target",
    "next along the advance",
    "surrounded",
    "people fleeing",
    "troops massed",
]
KINDS: tuple[Kind, ...] = (
    "named as a target",
    "next along the advance",
    "surrounded",
    "people fleeing",
    "troops massed",
)
RECENT = timedelta(days=14)
REACH_KM = 60.0
DEGREE_KM = 111.2
STRAIGHT = 60  # degrees either way
HARMFUL = frozenset(
    {
        "ADVANCE",
        "AIRSTRIKE",
        "BLOCKADE",
        "CAPTURE",
        "CHEMICAL",
        "CIVILIAN_ATTACK",
        "CLASH",
        "SHELLING",
        "THREAT",
    }
)
_FLIGHT = frozenset({"", "flee", "evacuated", "expelled"})


@dataclass(frozen=True, slots=True)
class _Sign:
    """One reason for one place; `by` are the actors that threaten it, `teams` their sides."""

    place: str
    kind: Kind
    words: str
    claims: tuple[str, ...]
    by: tuple[str, ...] = ()
    teams: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class _Taking:
    """A place that a side has newly come to hold."""

    place: str
    team: str
    spell: ControlSpell


def threats(
    evidence: Iterable[Evidence], spells: Iterable[ControlSpell], ground: Ground
) -> tuple[Threat, ...]:
    """Places with reasons to expect fighting or a change of hands, those with the most kinds of
    reason first, then by name. A place that the threatening side already holds is none."""
    known = tuple(evidence)
    recent = [one for one in known if _recent(one, ground)]
    held = _held(spells)
    takings = _takings(held, ground)
    signs = [sign for one in recent for sign in _signs(one, ground)]
    signs += _stated(recent, takings, ground)
    signs += _ahead(recent, takings, ground)
    places: dict[str, list[_Sign]] = {}
    for sign in signs:
        if _stands(sign, held, ground):
            places.setdefault(sign.place, []).append(sign)
    fresh = {taking.place for taking in takings}
    found = [
        _threat(place, signs)
        for place, signs in places.items()
        if place not in fresh or any(sign.by for sign in signs)
    ]
    return tuple(
        sorted(found, key=lambda one: (-len(one.reasons), ground.label(one.place), one.place))
    )


def _recent(evidence: Evidence, ground: Ground) -> bool:
    """Whether it is told of these days; beside reports with a date, one without is of none."""
    said = evidence.report.published
    timely = _these_days(said, ground) if said else not ground.dated
    return timely and not evidence.claim.background


def _these_days(day: date, ground: Ground) -> bool:
    said = day.toordinal()
    return ground.reached(said) and not ground.reached(said + RECENT.days + 1)


def _signs(evidence: Evidence, ground: Ground) -> Iterator[_Sign]:
    claim = evidence.claim
    kind = _kind(claim)
    place = place_of(claim)
    if kind is None or not place or not _local(place, ground):
        return
    spoken = voice(evidence, ground)
    if spoken.attitude == "for":
        who = _threateners(claim)
        yield _Sign(
            place=place,
            kind=kind,
            words=f"{kind}, according to {spoken.source}",
            claims=(claim.id,),
            by=tuple(sorted({one.ref for one in who if one.ref})),
            teams=ground.teams(who, evidence),
        )


def _kind(claim: Claim) -> Kind | None:
    relation = claim.where.relation if claim.where else "at"
    planned = claim.realis in ("actual", "planned")
    happened = claim.realis == "actual"
    match claim.content:
        case Intent(type=type) if type in HARMFUL and planned and relation != "from":
            return "named as a target"
        case Event(type="THREAT") if planned and relation != "from":
            return "named as a target"
        case Event(type=type) if type in HARMFUL and claim.realis == "planned":
            return "named as a target"
        case Control(change="besieges") if happened:
            return "surrounded"
        case Event(type="DISPLACEMENT", facet=facet) if happened and relation != "towards":
            return "people fleeing" if facet in _FLIGHT else None
        case Count(of="displaced") if happened and relation != "towards":
            return "people fleeing"
        case Event(type="DEPLOYMENT") if happened and relation != "from":
            return "troops massed"
        case _:
            return None


def _threateners(claim: Claim) -> tuple[Mention, ...]:
    match claim.content:
        case Intent(actors=actors):
            return actors
        case Event(type=type, actors=actors) if type in HARMFUL:
            return actors
        case Control(change="besieges", holder=Mention() as holder):
            return (holder,)
        case _:
            return ()


def _held(spells: Iterable[ControlSpell]) -> dict[str, ControlSpell]:
    """Who has each place now: as assessed, else as claimed."""
    found = tuple(spells)
    return current(found, "claimed") | current(found, "assessed")


def _takings(held: Mapping[str, ControlSpell], ground: Ground) -> list[_Taking]:
    found = []
    for place in sorted(held):
        spell = held[place]
        over = spell.since and ground.reached(spell.since.toordinal() + RECENT.days + 1)
        taken = _is_taken(spell, ground)
        if spell.state == "held" and spell.holder and taken and not over:
            found.append(_Taking(place, _team(spell, ground), spell))
    return found


def _is_taken(spell: ControlSpell, ground: Ground) -> bool:
    """Whether the holder is said to have taken the place, not only to have it."""
    words = f"taken by {ground.label(spell.holder)}"
    return any(side.position.startswith(words) for side in spell.sides)


def _team(spell: ControlSpell, ground: Ground) -> str:
    country = ground.lore.country(spell.place)
    return ground.team(spell.holder, spell.since or ground.day, country)


def _stated(
    recent: Iterable[Evidence], takings: Iterable[_Taking], ground: Ground
) -> Iterator[_Sign]:
    """Places that a claim says lie near one newly taken: "just 40 km south of Hama"."""
    taken = {taking.place: taking for taking in takings}
    for _, claim in recent:
        taking = taken.get(place_of(claim))
        near = claim.where is not None and claim.where.km is not None and claim.where.km <= REACH_KM
        if taking is None or not near or not isinstance(claim.content, Assessment):
            continue
        for about in claim.content.about:
            if about.ref.startswith(PREFIXES) and _local(about.ref, ground):
                yield _next(about.ref, taking, (claim.id,), ground)


def _ahead(recent: Iterable[Evidence], takings: list[_Taking], ground: Ground) -> Iterator[_Sign]:
    """Places named in the reports that lie on from the last step of an advance, each from the
    nearest place that the side has taken."""
    named = sorted({place_of(claim) for _, claim in recent} - {""})
    towns = [place for place in named if ground.book.gazetteer.place(place).kind == "locality"]
    nearest: dict[tuple[str, str], tuple[float, str, _Taking]] = {}
    for taking in takings:
        came = _last_step(taking, takings, ground)
        for town in towns if came else ():
            onward = _step(taking.place, town, ground)
            if 0 < hypot(*onward) <= REACH_KM and _straight(came, onward):
                step = (hypot(*onward), taking.place, taking)
                key = (town, taking.team)
                nearest[key] = min(step, nearest.get(key, step), key=lambda one: one[:2])
    for (town, _), (_, _, taking) in sorted(nearest.items(), key=lambda item: item[0]):
        yield _next(town, taking, (), ground)


def _last_step(taking: _Taking, takings: Iterable[_Taking], ground: Ground) -> Step | None:
    """The step to a place from the nearest one that the same side took earlier."""
    since = taking.spell.since
    steps = [
        _step(one.place, taking.place, ground)
        for one in takings
        if one.team == taking.team and since and one.spell.since and one.spell.since < since
    ]
    return min(steps, key=lambda step: (hypot(*step), step), default=None)


def _step(start: str, end: str, ground: Ground) -> Step:
    """Kilometres north and east from one place to another, as on a flat map: within the reach
    of an advance that is exact to half a per cent, and spares thousands of geodesics."""
    here, there = ground.book.gazetteer.place(start), ground.book.gazetteer.place(end)
    east = (there.lon - here.lon) * cos(radians((here.lat + there.lat) / 2))
    return (there.lat - here.lat) * DEGREE_KM, east * DEGREE_KM


def _straight(came: Step | None, onward: Step) -> bool:
    if came is None:
        return False
    turn = degrees(atan2(came[1], came[0]) - atan2(onward[1], onward[0])) % 360
    return min(turn, 360 - turn) <= STRAIGHT


def _next(town: str, taking: _Taking, claims: tuple[str, ...], ground: Ground) -> _Sign:
    places = ground.book.gazetteer
    km, bearing = places.distance(taking.place, town), places.bearing(taking.place, town)
    since = taking.spell.since
    when = f" on {since.isoformat()}" if since else ""
    return _Sign(
        place=town,
        kind="next along the advance",
        words=f"{km:.0f} km {bearing} of {ground.label(taking.place)}, taken by "
        f"{ground.label(taking.spell.holder)}{when}",
        claims=(*claims, *taking.spell.claims),
        by=(taking.spell.holder,),
        teams=frozenset({taking.team}),
    )


def _stands(sign: _Sign, held: Mapping[str, ControlSpell], ground: Ground) -> bool:
    spell = held.get(sign.place)
    holds = spell is not None and spell.state == "held" and bool(spell.holder)
    return spell is None or not holds or _team(spell, ground) not in sign.teams


def _local(place: str, ground: Ground) -> bool:
    return ground.book.gazetteer.place(place).kind != "country"


def _threat(place: str, signs: Iterable[_Sign]) -> Threat:
    kinds: dict[Kind, list[_Sign]] = {}
    for sign in signs:
        kinds.setdefault(sign.kind, []).append(sign)
    reasons = tuple(
        Reason(
            kind=kind,
            words="; ".join(sorted({sign.words for sign in kinds[kind]})),
            claims=tuple(sorted({claim for sign in kinds[kind] for claim in sign.claims})),
        )
        for kind in KINDS
        if kind in kinds
    )
    return Threat(
        place=place,
        by=tuple(sorted({actor for found in kinds.values() for one in found for actor in one.by})),
        reasons=reasons,
        claims=tuple(sorted({claim for reason in reasons for claim in reason.claims})),
    )

"""Which places people give reasons to fear for: stated reasons only, never a probability."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal, get_args

from foglift.codebook.gazetteer import PREFIXES
from foglift.fuse.advance import REACH_KM, Front, Holding, named
from foglift.fuse.ground import Evidence, Ground, Lore, place_of
from foglift.fuse.sides import voice
from foglift.model import (
    Assessment,
    Claim,
    Control,
    Count,
    Event,
    Intent,
    Mention,
    Reason,
    Threat,
)

Kind = Literal[
    "fought over",
    "named as a target",
    "next along the advance",
    "surrounded",
    "people fleeing",
    "troops massed",
]
KINDS: tuple[Kind, ...] = get_args(Kind)
RECENT = timedelta(days=14)
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
UNDATED = " in an undated report"
_PRESENT = frozenset({"fought over", "surrounded"})
_FLIGHT = frozenset({"", "flee", "evacuated", "expelled"})


@dataclass(frozen=True, slots=True)
class _Sign:
    """One reason for one place; `by` are the actors that threaten it, `teams` their sides, `said`
    the day of the report, None where it has none or the reason is a place taken."""

    place: str
    kind: Kind
    words: str
    claims: tuple[str, ...]
    by: tuple[str, ...] = ()
    teams: frozenset[str] = frozenset()
    said: date | None = None


def warned(claim: Claim) -> frozenset[str]:
    """The places that a claim can give a reason for: its own, and those that it says lie near."""
    places = {place_of(claim)} - {""}
    if isinstance(claim.content, Assessment) and _close(claim):
        places |= {one.ref for one in claim.content.about if one.ref.startswith(PREFIXES)}
    return frozenset(places)


def threat(
    place: str, evidence: Iterable[Evidence], around: Front, ground: Ground
) -> Threat | None:
    """The place with all the reasons to expect fighting or a change of hands there, by the claims
    that can give one and by what lies within reach; None where there is none.

    A place that the threatening side already holds is none, nor is what was said of a place before
    it was taken.
    """
    if ground.lore.kind(place) == "country":
        return None
    recent = _recent(evidence, ground)
    signs = [sign for one in recent for sign in _signs(place, one, around, ground)]
    if (recent or around.at(place)) and ground.lore.kind(place) == "locality":
        signs += [_next(place, step.taking, (), ground) for step in around.onward(place)]
    standing = [sign for sign in signs if _stands(sign, around.at(place))]
    return _threat(place, standing) if standing else None


def ranked(found: Iterable[tuple[Threat, float]], lore: Lore) -> tuple[Threat, ...]:
    """Those with the most kinds of reason first, of as many those fought over or surrounded
    already, then those nearest to a place newly taken, so far away, then by name; without the
    provinces and districts in which another one of them lies."""
    listed = {one.place: (one, away) for one, away in found}
    gazetteer = lore.book.gazetteer
    areas = {area for place in listed for area in gazetteer.areas(place) if area != place}
    kept = (listed[place] for place in listed if place not in areas)
    ordered = sorted(kept, key=lambda each: _rank(each[0], each[1], lore))
    return tuple(one for one, _ in ordered)


def _rank(one: Threat, away: float, lore: Lore) -> tuple[int, bool, float, str, str]:
    present = any(reason.kind in _PRESENT for reason in one.reasons)
    return -len(one.reasons), not present, away, lore.label(one.place), one.place


def _recent(evidence: Iterable[Evidence], ground: Ground) -> list[Evidence]:
    """What was said of now in the last 14 days; what has no day only where nothing has one."""
    known = [one for one in evidence if not one.claim.background]
    dated = any(one.report.published for one in known)
    return [
        one
        for one in known
        if (_these_days(one.report.published, ground) if one.report.published else not dated)
    ]


def _these_days(day: date, ground: Ground) -> bool:
    said = day.toordinal()
    return ground.reached(said) and not ground.reached(said + RECENT.days + 1)


def _signs(place: str, evidence: Evidence, around: Front, ground: Ground) -> Iterator[_Sign]:
    claim = evidence.claim
    if place != place_of(claim):
        taking = around.at(place_of(claim))
        if taking and taking.taken:  # "just 40 km south of Hama"
            yield _next(place, taking, (claim.id,), ground)
        return
    kind = _kind(claim)
    if kind is None:
        return
    spoken = voice(evidence, ground)
    if spoken.attitude == "for":
        who = _threateners(claim)
        country = ground.country(evidence)
        now = (named(one.ref, None, country, ground) for one in who if one.ref)
        yield _Sign(
            place=place,
            kind=kind,
            words=f"{kind}, according to {spoken.source}{'' if spoken.said else UNDATED}",
            claims=(claim.id,),
            by=tuple(sorted({one.ref for one in who if one.ref})),
            teams=ground.teams(who, evidence).union(*now),
            said=spoken.said,
        )


def _close(claim: Claim) -> bool:
    return claim.where is not None and claim.where.km is not None and claim.where.km <= REACH_KM


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
        case Control(change="enters" | "contests") if happened and relation == "at":
            return "fought over"
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
        case Control(change="besieges" | "enters" | "contests", holder=Mention() as holder):
            return (holder,)
        case _:
            return ()


def _next(town: str, taking: Holding, claims: tuple[str, ...], ground: Ground) -> _Sign:
    km, bearing = ground.lore.way(taking.place, town)
    since = taking.spell.since
    when = f" on {since.isoformat()}" if since else ""
    return _Sign(
        place=town,
        kind="next along the advance",
        words=f"{km:.0f} km {bearing} of {ground.label(taking.place)}, taken by "
        f"{ground.label(taking.spell.holder)}{when}",
        claims=(*claims, *taking.spell.claims),
        by=(taking.spell.holder,),
        teams=taking.teams,
    )


def _stands(sign: _Sign, here: Holding | None) -> bool:
    """Whether the reason outlives what happened to the place since: it was not taken after it was
    said, nor held by who threatens it."""
    if here is None:
        return True
    since = here.spell.since
    spent = here.taken and (since is None or sign.said is None or sign.said <= since)
    if sign.kind == "next along the advance":
        return not sign.teams & here.teams
    return not (sign.teams & here.teams or spent or (here.taken and not sign.by))


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

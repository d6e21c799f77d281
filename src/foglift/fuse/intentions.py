"""What somebody is said to be going to do, over all reports that tell of it, and what came of it.

What decides is told of the same place, or for pacts and talks of the same side, and later than the
intention. Nothing is foretold: what nobody tells of is open, or not fulfilled once the time that
was named for it has passed.
"""

from bisect import bisect_left
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby, islice
from typing import NamedTuple

import msgspec

from foglift.fuse.deeds import OF_SIDES, Deed, deed, of_side, scopes, told
from foglift.fuse.ground import Evidence, Ground, place_of
from foglift.fuse.meant import Meant, meant
from foglift.fuse.sides import standing, voice
from foglift.model import Claim, Event, Fate, Intent, Intention, Relation, Standing, digest

# Said again after so many days it is a new intention; so long after its time a word of it may come.
AGAIN = 14
GRACE = 2
_GOOD = frozenset({"acknowledged", "corroborated", "reported", "claimed"})
_OUT = frozenset({"WITHDRAWAL", "DISPLACEMENT", "RELEASE"})


class Key(NamedTuple):
    """Where what is meant, and what decides it, is filed: a place or a side, and a type."""

    scope: str
    type: str


def keys(evidence: Evidence, ground: Ground) -> Iterator[Key]:
    """Where a claim is filed that says what somebody will do."""
    found = meant(evidence, ground)
    if found is not None:
        yield Key(_scope(found, ground), found.event.partition("/")[0])


def deciding(evidence: Evidence, ground: Ground) -> Iterator[Key]:
    """Where a claim is filed that may decide an intention: by the type of what is told."""
    type = told(evidence)
    if type:
        for scope in dict.fromkeys(scopes(evidence, ground)):
            yield Key(scope, type)


def asked_by(key: Key, ground: Ground) -> Iterator[Key]:
    """Where the intentions are filed, or watched, that a claim which is filed there may decide."""
    for type in sorted(ground.book.deciding(key.type)):
        yield Key(key.scope, type)


def watched(evidence: Evidence, ground: Ground) -> Iterator[Key]:
    """Under which other keys claims may come that decide an intention for a place: what its side
    agrees on for the whole country."""
    found = meant(evidence, ground)
    if found is not None and (country := ground.country(evidence)):
        for side in sorted(found.sides):
            yield Key(of_side(side, country), found.event.partition("/")[0])


def answers(key: Key, said: Iterable[Evidence], ground: Ground) -> Iterator[Key]:
    """Where the claims are filed that may decide the intentions of these claims."""
    found = {key, *(other for one in said for other in watched(one, ground))}
    for scope, type in sorted(found):
        for other in sorted(ground.book.decided_by(type)):
            yield Key(scope, other)


def intentions(
    said: Iterable[Evidence], done: Iterable[Evidence], ground: Ground
) -> tuple[Intention, ...]:
    """What is meant by claims filed together, each with what came of it by the claims that may
    decide it."""
    found = [one for each in said if (one := meant(each, ground)) and _is_known(one, ground)]
    known = {one.claim.id: one for one in done}.values()
    each_deed = (deed(one, ground) for one in known)
    deeds = [one for one in each_deed if one is not None and ground.reached(one.first)]
    deeds.sort(key=lambda one: (one.day, one.evidence.claim.id))
    joined: dict[tuple[str, str, str, bool, bool], list[Meant]] = {}
    for one in sorted(found, key=_order):
        joined.setdefault(one.joined, []).append(one)
    return tuple(
        intention
        for tellings in joined.values()
        for intention in _rounds(tellings, deeds, ground)
        if intention.standing.grade != "denied"
    )


def ranked(found: Iterable[Intention]) -> tuple[Intention, ...]:
    """By the day they were first told of, then by the time they are for, place and type."""
    return tuple(sorted(found, key=_rank))


def _rank(one: Intention) -> tuple[date, date, str, str, str]:
    return one.stated or date.min, one.due or date.max, one.place, one.type, one.id


def _scope(one: Meant, ground: Ground) -> str:
    """The place where it is to be done; for what is no matter of a place, the side."""
    place = place_of(one.evidence.claim)
    wide = not place or ground.lore.kind(place) == "country"
    of_sides = one.event.partition("/")[0] in OF_SIDES
    return of_side(one.side) if wide and (of_sides or not place) else place


def _is_known(one: Meant, ground: Ground) -> bool:
    return one.said is None or ground.reached(one.said)


def _order(one: Meant) -> tuple[int, str]:
    return one.said or 0, one.evidence.claim.id


# ------------------------------------------------------------------------------- what came of it


@dataclass(frozen=True, slots=True)
class _Fate:
    """What became of an intention; `day` is an ordinal, 0 while it is open."""

    fate: str
    why: str
    day: int = 0
    deeds: tuple[Deed, ...] = ()
    outcome: Standing | None = None


@dataclass(slots=True)
class _Round:
    """Tellings of one intention, and the day on which it was decided by what they say of its time;
    0 while it is open."""

    tellings: list[Meant]
    decided: int

    def takes(self, one: Meant) -> bool:
        """Whether one more telling is of the same intention: not where that was decided in between,
        is said again after two weeks, or is for another time."""
        last = self.tellings[-1].said
        if one.said is None or last is None:
            return one.said is last
        over = 0 < self.decided < one.said
        return one.said - last <= AGAIN and not over and not _apart(one, self.tellings)


def _rounds(
    tellings: Sequence[Meant], deeds: Sequence[Deed], ground: Ground
) -> Iterator[Intention]:
    rounds: list[_Round] = []
    for one in tellings:
        found = next((each for each in reversed(rounds) if each.takes(one)), None)
        if found is None:
            rounds.append(_Round([one], _fate([one], deeds, ground).day))
        elif one.due and not any(other.due for other in found.tellings):
            found.tellings.append(one)
            found.decided = _fate(found.tellings, deeds, ground).day
        else:
            found.tellings.append(one)
    for each in rounds:
        yield _intention(each.tellings, deeds, ground)


def _apart(one: Meant, current: Sequence[Meant]) -> bool:
    """Whether it is for a time that none of the others can mean."""
    timed = [other for other in current if other.due]
    return bool(one.due and timed) and not any(_meet(one, other) for other in timed)


def _meet(one: Meant, other: Meant) -> bool:
    spans = [(each.first or each.due or 0, each.due or 0) for each in (one, other)]
    return spans[0][0] <= spans[1][1] and spans[1][0] <= spans[0][1]


def _intention(tellings: Sequence[Meant], deeds: Sequence[Deed], ground: Ground) -> Intention:
    first = tellings[0]
    claim = first.evidence.claim
    ids = sorted(one.evidence.claim.id for one in tellings)
    words = standing(voice(_affirmed(one), ground) for one in tellings)
    fate = _fate(tellings, deeds, ground)
    type, _, facet = first.event.partition("/")
    due = _due(tellings)
    if words.grade in ("denied", "withdrawn") and not fate.day:
        fate = replace(fate, why=f"said, and {words.grade}")
    return Intention(
        id=digest("intention", *ids),
        type=type,
        facet=facet,
        place=place_of(claim),
        actors=tuple(sorted({ref for one in tellings for ref in one.actors})),
        recipients=tuple(sorted({ref for one in tellings for ref in _recipients(one)})),
        stated=date.fromordinal(first.said) if first.said else None,
        standing=words,
        claims=tuple(ids),
        fate=_FATES[fate.fate],
        why=(fate.why,),
        relation=_relation(claim),
        due=date.fromordinal(due) if due else None,
        condition=first.condition,
        negated=first.negated,
        decided=date.fromordinal(fate.day) if fate.day else None,
        came=max((one.event for one in fate.deeds), key=_told_fully, default=""),
        outcome=fate.outcome,
        deciding=tuple(sorted(one.evidence.claim.id for one in fate.deeds)),
    )


def _told_fully(event: str) -> tuple[int, str]:
    return len(event), event


def _affirmed(one: Meant) -> Evidence:
    """The claim as what is said to be meant: that it will not be done is no denial."""
    report, claim = one.evidence
    return Evidence(report, msgspec.structs.replace(claim, realis="planned"))


def _recipients(one: Meant) -> frozenset[str]:
    content = one.evidence.claim.content
    named = content.recipients if isinstance(content, Intent | Event) else ()
    return frozenset(each.ref for each in named if each.ref)


def _due(tellings: Iterable[Meant]) -> int | None:
    return max((one.due for one in tellings if one.due), default=None)


def _fate(tellings: Sequence[Meant], deeds: Sequence[Deed], ground: Ground) -> _Fate:
    first, due = tellings[0], _due(tellings)
    if first.said is None:
        return _Fate("open", "told only in undated reports, so what came later is not known")
    reports = {one.evidence.report.id for one in tellings}
    begun: list[_Fate] = []
    start = bisect_left(deeds, first.said, key=lambda one: one.day)
    for _, same_day in groupby(islice(deeds, start, None), key=lambda one: one.day):
        later = [one for one in same_day if _is_later(one, first.said, reports)]
        for fate in _brought(first, later, ground):
            if fate.fate == "begun":
                begun.append(fate)
            else:
                return _timely(fate, first, due)
    if due and not first.condition and ground.reached(due + GRACE + 1):
        if first.negated:
            return _Fate("fulfilled", "nothing told of it by the end of the time named", due)
        return _Fate("not fulfilled", "the time named passed, and no report tells of it", due)
    if begun:
        return replace(begun[0], fate="open", day=0)
    if first.condition:
        return _Fate("open", "it hangs on a condition, and no report tells of it")
    return _Fate("open", "no report tells that it was done or given up")


def _timely(fate: _Fate, first: Meant, due: int | None) -> _Fate:
    """What was done only after the time that was named is not what was said."""
    late = due is not None and fate.day > due + GRACE and not first.condition
    if late and fate.fate == "fulfilled":
        return replace(fate, fate="not fulfilled", why=f"{fate.why}, after the time named")
    return fate


def _is_later(one: Deed, said: int, reports: Collection[str]) -> bool:
    """Whether it was done after the intention was told of; of one day, by another, later report."""
    if one.evidence.report.id in reports:
        return False
    return one.day > said or (one.day == said and one.reported > said)


def _brought(first: Meant, deeds: Sequence[Deed], ground: Ground) -> Iterator[_Fate]:
    """What the deeds of one day come to, by what they make of the intention and their type."""
    kinds: dict[tuple[int, str, str], list[Deed]] = {}
    for one in deeds:
        makes = _makes(first, one, ground)
        if makes:
            kinds.setdefault((_EFFECTS.index(makes), makes, one.type), []).append(one)
    for (_, makes, _), found in sorted(kinds.items()):
        outcome = standing(voice(one.evidence, ground) for one in found)
        if outcome.grade in _GOOD:
            day = date.fromordinal(found[0].day).isoformat()
            verb = {"fulfilled": "done", "begun": "begun", "not fulfilled": "given up or made void"}
            by = f": {', '.join(outcome.by)}" if outcome.by else ""
            why = f"{verb[makes]} by {day} ({found[0].type}, {outcome.grade}{by})"
            fate = ("not fulfilled" if makes == "fulfilled" else "open") if first.negated else makes
            yield _Fate(fate, why, found[0].day, tuple(found), outcome)


def _makes(first: Meant, one: Deed, ground: Ground) -> str:
    """What the deed makes of the intention: "fulfilled", "begun", "not fulfilled", "" for nothing.
    Where who is to do it is not known, only what is done in the time that was named counts."""
    if not _is_there(first, one):
        return ""
    if not first.sides:
        timely = first.due and (first.first or first.due) - 1 <= one.day <= first.due + GRACE
        return ground.book.outcome(first.event, one.event, True) or "" if timely else ""
    same = one.is_by(first.sides)
    return "" if same is None else ground.book.outcome(first.event, one.event, same) or ""


def _is_there(first: Meant, one: Deed) -> bool:
    """Whether it is done where it was meant: not 40 km from it, nor on the way out of it."""
    where = one.evidence.claim.where
    if where is None:
        return True
    away = where.km is not None and first.event != "ADVANCE"
    return not away and (where.relation != "from" or one.type in _OUT)


_EFFECTS = ("fulfilled", "not fulfilled", "begun")
_FATES: dict[str, Fate] = {
    "fulfilled": "fulfilled",
    "not fulfilled": "not fulfilled",
    "open": "open",
}


def _relation(claim: Claim) -> Relation:
    return claim.where.relation if claim.where else "at"

"""How well a thing stands by what may be shown of it: a voice whose words are held back does not
count as a source of what is told."""

from collections.abc import Iterable, Mapping
from typing import TypeVar

from msgspec.structs import replace

from foglift.model import ControlSpell, Grade, Incident, Mention, Picture, Standing, Tally
from foglift.publish.facts import Facts
from foglift.publish.given import Given, admits, given, people, plain

Noun = TypeVar("Noun", Incident, Tally, ControlSpell)


def voiced(shown: Picture, whole: Picture, known: Facts) -> Picture:
    """The picture with the standing of whatever has lost a claim weighed anew."""
    before: dict[str, tuple[str, ...]] = {one.id: one.claims for one in whole.incidents}
    before.update((tally.id, tally.claims) for tally in whole.tallies)
    before.update((_key(spell), spell.claims) for spell in whole.control)
    return replace(
        shown,
        incidents=tuple(
            one
            if before.get(one.id) == one.claims
            else _still_named(_weighed(one, before, known), known)
            for one in shown.incidents
        ),
        tallies=tuple(_weighed(one, before, known) for one in shown.tallies),
        control=tuple(_weighed(one, before, known) for one in shown.control),
    )


def _key(one: Incident | Tally | ControlSpell) -> str:
    if isinstance(one, ControlSpell):
        return f"{one.place}|{one.layer}|{one.state}|{one.holder}|{one.since}|{one.until}"
    return one.id


def _weighed(one: Noun, before: Mapping[str, tuple[str, ...]], known: Facts) -> Noun:
    if before.get(_key(one)) == one.claims:
        return one
    left = [given(known, *known.claims[id]) for id in one.claims if id in known.claims]
    return replace(one, standing=_standing(one.standing, left))


def _still_named(one: Incident, known: Facts) -> Incident:
    """Without those whom only a word that is held back names."""
    left = (known.claims[id][1] for id in one.claims if id in known.claims)
    named = {ref for claim in left for mentions in people(claim) for ref in _refs(mentions)}
    return replace(
        one,
        actors=tuple(ref for ref in one.actors if ref in named),
        recipients=tuple(ref for ref in one.recipients if ref in named),
    )


def _refs(mentions: Iterable[Mention]) -> set[str]:
    return {one.ref for one in mentions if one.ref}


def _standing(standing: Standing, left: list[Given]) -> Standing:
    told = [one for one in left if not one.against]
    by = tuple(name for name in standing.by if _is_heard(name, told))
    denied = tuple(name for name in standing.denied_by if _is_heard(name, left))
    outsiders = any(not one.party for one in told if _is_any(one, by))
    admitted = any(one.party and admits(one) for one in told)
    grade: Grade = standing.grade
    if grade == "acknowledged" and admitted:
        grade = "acknowledged"
    elif grade in ("acknowledged", "corroborated", "reported", "claimed"):
        grade = "corroborated" if len(by) > 1 and outsiders else "reported"
        grade = grade if outsiders else ("claimed" if by else "unattributed")
    return replace(
        standing,
        grade=grade,
        by=by,
        denied_by=denied,
        lines=len(by),
        parties=tuple(name for name in standing.parties if name in by),
        reports=len({one.report.id for one in told}),
        contested=standing.contested and (bool(denied) or not standing.denied_by),
    )


def _is_heard(name: str, found: list[Given]) -> bool:
    return any(_is_any(one, (name,)) for one in found)


def _is_any(one: Given, names: tuple[str, ...]) -> bool:
    return bool(one.origins & {plain(name) for name in names})

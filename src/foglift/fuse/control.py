"""Who holds which place, since when, on whose word.

A *sighting* is one claim about who has a place. A *turn* is a moment from which somebody is said
to have it; sightings that cannot both be true of one moment stand in one turn as rivals. A
*spell* joins turns that come to the same. Silence never ends a spell. A place's spells follow from
what is said of it and of its quarters alone.
"""

from collections.abc import Iterable
from functools import partial

from foglift.fuse.ground import Evidence, Ground
from foglift.fuse.sightings import UNDATED, concerned, sightings
from foglift.fuse.spells import LEAST, counts, spells
from foglift.fuse.turns import turns
from foglift.model import ControlSpell


def control(evidence: Iterable[Evidence], ground: Ground) -> tuple[ControlSpell, ...]:
    """The spells of every place up to the picture's day, in both layers; by place and time."""
    places: dict[str, list[Evidence]] = {}
    for one in evidence:
        for place in concerned(one.claim, ground):
            places.setdefault(place, []).append(one)
    return tuple(
        spell for place in sorted(places) for spell in history(place, places[place], ground)
    )


def history(place: str, evidence: Iterable[Evidence], ground: Ground) -> tuple[ControlSpell, ...]:
    """The spells of one place in both layers, from the evidence that concerns it (see
    `sightings.concerned`)."""
    seen = sightings(place, sorted(evidence, key=lambda one: one.claim.id), ground)
    timed = [one for one in seen if one.spoken.said is not None and one.last != UNDATED]
    placed = [one for one in seen if not timed or 0 <= one.last < UNDATED]
    left_out = len(seen) - len(placed)
    notes = (f"claims left out because they are undated: {left_out}",) if left_out else ()
    return tuple(
        spell
        for layer in LEAST
        for spell in spells(place, turns(placed, partial(counts, layer)), layer, notes, ground)
    )


def current(found: Iterable[ControlSpell], layer: str) -> dict[str, ControlSpell]:
    """The last spell of each place in a layer."""
    return {one.place: one for one in found if one.layer == layer and not one.ended}

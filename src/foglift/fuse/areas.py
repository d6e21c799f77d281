"""What is said of a place only as part of an area: never a sighting of the place itself."""

from collections.abc import Iterable, Mapping
from datetime import date

from foglift.fuse.control import current
from foglift.fuse.ground import Ground
from foglift.fuse.spells import LEAST
from foglift.model import ControlSpell, Cover


def covers(place: str, spells: Iterable[ControlSpell], ground: Ground) -> tuple[Cover, ...]:
    """What covers the place in each layer, by the spells of the place and of the areas around."""
    known = tuple(spells)
    found = (cover(place, current(known, layer), ground) for layer in LEAST)
    return tuple(one for one in found if one is not None)


def cover(place: str, last: Mapping[str, ControlSpell], ground: Ground) -> Cover | None:
    """What the last spells of a layer say of the place as part of an area around it: of several
    areas the one last spoken of, of those the smallest.

    The place's own later word stands before it; one that the statement excepts is not covered.
    """
    own = last.get(place)
    areas = [last[id] for id in ground.lore.around(place) if id in last]
    area = max(areas, key=_heard, default=None)
    if area is None or area.state != "held" or not area.holder or area.partial:
        return None
    if own is not None and _heard(own) >= _heard(area):
        return None
    if any(ground.book.gazetteer.within(place, id) for id in area.but):
        return None
    why = [f"said of {ground.label(area.place)}, of which it is a part"]
    if own is not None and own.heard is not None:
        why.append(f"what is said of the place itself is older: {own.heard.isoformat()}")
    return Cover(
        place=place,
        area=area.place,
        holder=area.holder,
        layer=area.layer,
        since=area.since,
        precision=area.precision,
        standing=area.standing,
        claims=area.claims,
        heard=area.heard,
        why=tuple(why),
    )


def _heard(spell: ControlSpell) -> date:
    return spell.heard or date.min

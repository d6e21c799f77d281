"""Incidents and control as GeoJSON points. What lies in an area only is given no point."""

import json
from collections.abc import Iterable
from typing import Any

from foglift.model import ControlSpell, Cover, Incident, Standing
from foglift.publish.facts import Facts
from foglift.publish.material import Material
from foglift.publish.record import located

Feature = dict[str, Any]


def incidents(material: Material) -> str:
    """Every incident as a feature with its standing and positions."""
    known = material.shown.facts
    return _collection(_incident(known, one) for one in known.picture.incidents)


def control(material: Material) -> str:
    """Every control spell as a feature, in both layers, `current` on the day of the picture; and
    what is said of a place only as part of an area, in the state "as part"."""
    known = material.shown.facts
    spells = (_spell(known, one) for one in known.picture.control)
    return _collection([*spells, *(_cover(known, one) for one in known.picture.covers)])


def _collection(features: Iterable[Feature]) -> str:
    whole = {"type": "FeatureCollection", "features": list(features)}
    return json.dumps(whole, ensure_ascii=False, allow_nan=False) + "\n"


def _incident(known: Facts, one: Incident) -> Feature:
    return _feature(
        known,
        one.id,
        one.place,
        {
            "type": one.type,
            "facet": one.facet,
            "said": known.incident(one),
            "start": one.start.isoformat() if one.start else None,
            "end": one.end.isoformat() if one.end else None,
            "precision": one.precision,
            "relation": one.relation,
            "actors": [known.book.label(ref) for ref in one.actors],
            "recipients": [known.book.label(ref) for ref in one.recipients],
            **_standing(one.standing),
            "claims": list(one.claims),
        },
    )


def _spell(known: Facts, one: ControlSpell) -> Feature:
    return _feature(
        known,
        f"{one.place} {one.layer} {one.since or ''}",
        one.place,
        {
            "day": known.day.isoformat(),
            "current": not one.ended,
            "layer": one.layer,
            "state": one.state,
            "holder": known.book.label(one.holder) if one.holder else "",
            "holder_id": one.holder,
            "since": one.since.isoformat() if one.since else None,
            "until": one.until.isoformat() if one.until else None,
            "precision": one.precision,
            "partial": one.partial,
            "except": [known.book.label(ref) for ref in one.but],
            **_standing(one.standing),
            "claims": list(one.claims),
        },
    )


def _cover(known: Facts, one: Cover) -> Feature:
    return _feature(
        known,
        f"{one.place} {one.layer} as part of {one.area}",
        one.place,
        {
            "day": known.day.isoformat(),
            "current": True,
            "layer": one.layer,
            "state": "as part",
            "part_of": known.book.label(one.area),
            "part_of_id": one.area,
            "holder": known.book.label(one.holder),
            "holder_id": one.holder,
            "since": one.since.isoformat() if one.since else None,
            "until": None,
            "precision": one.precision,
            **_standing(one.standing),
            "claims": list(one.claims),
        },
    )


def _feature(known: Facts, id: str, place: str, properties: Feature) -> Feature:
    spot = located(place, known.book)
    point = spot is not None and not known.is_area(place)
    geometry = {"type": "Point", "coordinates": [spot.lon, spot.lat]} if spot and point else None
    named = {"place": known.book.label(place) if place else "", "place_id": place}
    return {"type": "Feature", "id": id, "geometry": geometry, "properties": named | properties}


def _standing(standing: Standing) -> Feature:
    return {
        "grade": standing.grade,
        "contested": standing.contested,
        "lines": standing.lines,
        "reports": standing.reports,
        "by": list(standing.by),
        "denied_by": list(standing.denied_by),
        "flags": list(standing.flags),
    }

"""Where a report as a whole is: the places that it is about, the likeliest first."""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from foglift.codebook.gazetteer import AREAS, Gazetteer, Place
from foglift.model import Assessment, Claim, Count, Event, Intent
from foglift.read.rules.parse import Doc
from foglift.read.rules.toponyms import Toponym

# What stands far down in a report tells less of where it is: half as much every so many letters.
_FADES = 700
_CLAIMED, _NAMED, _UNREAL, _BACKGROUND = 3.0, 1.0, 0.3, 0.4
_VAGUE = {"country": 0.05, "continent": 0.0, "region": 0.8}


def filed_from(doc: Doc, gazetteer: Gazetteer) -> Place | None:
    """The place that a report was filed from, which is not where things happened."""
    name = doc.words(doc.filed).title() if doc.filed else ""
    known = (place for place, main in gazetteer.named(name) if main and place.kind == "locality")
    return max(known, key=lambda place: (place.population, place.id), default=None)


def about(claims: Iterable[Claim], named: Iterable[Toponym], gazetteer: Gazetteer) -> list[Place]:
    """The places that the report is about, by where its claims lie and what else it names.

    What lies in one region counts together, so that three villages of Idlib outweigh one
    mention of Damascus; within the region the place said most, the smaller of two.
    """
    weights: dict[str, float] = defaultdict(float)
    for ref, weight in (*_claimed(claims), *_mentioned(named)):
        weights[ref] += weight
    places = {ref: gazetteer.place(ref) for ref in weights}
    regions: dict[tuple[str, str], float] = defaultdict(float)
    for ref, place in places.items():
        weights[ref] *= _VAGUE.get(place.kind, 1.0)
        regions[_region(place)] += weights[ref]
    return sorted(
        (place for place in places.values() if weights[place.id]),
        key=lambda place: (-regions[_region(place)], place.kind in AREAS, -weights[place.id],
                           place.id),
    )  # fmt: skip


def _claimed(claims: Iterable[Claim]) -> Iterator[tuple[str, float]]:
    for claim in claims:
        if claim.where is None or not claim.where.place.ref:
            continue
        weight = _CLAIMED if isinstance(claim.content, Event | Count) else _CLAIMED / 2
        if claim.realis != "actual" or isinstance(claim.content, Intent | Assessment):
            weight *= _UNREAL
        if claim.background:
            weight *= _BACKGROUND
        yield claim.where.place.ref, weight * _fresh(claim.evidence[0].start)


def _mentioned(named: Iterable[Toponym]) -> Iterator[tuple[str, float]]:
    for each in named:
        if each.ref and each.how == "place":
            yield each.ref, _NAMED * _fresh(each.span.start)


def _fresh(start: int) -> float:
    return float(0.5 ** (start / _FADES))


def _region(place: Place) -> tuple[str, str]:
    return place.country, place.name if place.kind == "region" else place.region

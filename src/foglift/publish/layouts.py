"""Incidents in the column layouts that other data sets are known by.

The layouts are columns only. No row, code list or text of those data sets is in them.
"""

from datetime import date

from foglift.codebook import Book
from foglift.model import Incident, Precision
from foglift.publish.deaths import Deaths, deaths
from foglift.publish.facts import Facts
from foglift.publish.material import Material
from foglift.publish.record import Record, located
from foglift.publish.tables import Cell, line, table

_TIME: dict[Precision, int] = {"day": 1, "week": 2, "unknown": 2, "month": 3}
_KIND_CODES = {"rebel": 2, "jihadist": 2, "militia": 3, "political": 3, "pmc": 8}
_STATE = ("state", "forces", "police")
_UNARMED = frozenset({"CIVILIAN_ATTACK", "SEXUAL_VIOLENCE", "ABDUCTION"})

ACLED = (
    "event_id_cnty", "event_date", "year", "time_precision", "event_type", "sub_event_type",
    "actor1", "inter1", "actor2", "inter2", "interaction", "iso", "country", "admin1", "admin2",
    "location", "latitude", "longitude", "geo_precision", "source", "notes", "fatalities", "best",
    "high", "sources_n", "claim_ids",
)  # fmt: skip
UCDP = (
    "id", "year", "type_of_violence", "side_a", "side_b", "number_of_sources", "source_office",
    "where_prec", "where_coordinates", "adm_1", "adm_2", "latitude", "longitude", "country",
    "event_clarity", "date_prec", "date_start", "date_end", "best", "high", "low", "claim_ids",
)  # fmt: skip
HXL = {
    "date": "#date+occurred",
    "date_end": "#date+end",
    "event": "#event+type",
    "country": "#country+code",
    "adm1": "#adm1+name",
    "adm2": "#adm2+name",
    "location": "#loc+name",
    "latitude": "#geo+lat",
    "longitude": "#geo+lon",
    "actors": "#actor+name",
    "recipients": "#actor+target+name",
    "killed_low": "#affected+killed+min",
    "killed": "#affected+killed",
    "killed_high": "#affected+killed+max",
    "standing": "#meta+standing",
    "sources": "#meta+source",
    "claims": "#meta+claims",
}


def acled(material: Material) -> str:
    """Incidents in ACLED's columns; `fatalities` is the lowest number."""
    known = material.shown.facts
    dead = deaths(known)
    return table(
        ACLED, (_acled(known, one, dead.get(one.id)) for one in _dated(known) if _coded(known, one))
    )


def _acled(known: Facts, one: Incident, dead: Deaths | None) -> dict[str, Cell]:
    row = known.book.event(one.type, one.facet)
    kind, _, sub = row.acled.partition(": ")
    place = located(one.place, known.book)
    country = place.country if place else ""
    first, second = _parties(one)
    codes = [_inter(known.book, ref, country, one) for ref in (first, second)]
    start = one.start or one.end
    return {
        "event_id_cnty": one.id,
        "event_date": start.isoformat() if start else None,
        "year": start.year if start else None,
        "time_precision": max(_TIME[one.precision], 1 if one.start == one.end else 2),
        "event_type": kind,
        "sub_event_type": sub,
        "actor1": known.book.label(first) if first else "",
        "inter1": codes[0],
        "actor2": known.book.label(second) if second else "",
        "inter2": codes[1],
        "interaction": int("".join(str(code) for code in sorted(codes) if code) or 0),
        "iso": country,
        "country": known.book.label(country) if country else "",
        **_where(known, one),
        "geo_precision": _geo_precision(known, one),
        "source": "; ".join(one.standing.by),
        "notes": _note(known, one),
        "fatalities": dead.low if dead and dead.low is not None else 0,
        "best": dead.best if dead else None,
        "high": dead.high if dead else None,
        "sources_n": one.standing.lines,
        "claim_ids": "; ".join(one.claims),
    }


def _dated(known: Facts) -> list[Incident]:
    """Incidents of the war that are asserted and known to the month."""
    return [
        one
        for one in known.picture.incidents
        if (one.start or one.end)
        and one.precision in _TIME
        and one.type != "OUT_OF_SCOPE"
        and one.standing.grade not in ("denied", "withdrawn")
    ]


def _coded(known: Facts, one: Incident) -> bool:
    """Whether the type has a place in the layout; mere words have none."""
    row = known.book.event(one.type, one.facet)
    return ": " in row.acled


def _parties(one: Incident) -> tuple[str, str]:
    first = one.actors[0] if one.actors else ""
    others = [ref for ref in (*one.recipients, *one.actors[1:]) if ref != first]
    return first, others[0] if others else ""


def _inter(book: Book, ref: str, country: str, one: Incident) -> int:
    """1 state, 2 rebels, 3 political militia, 5 rioters, 6 protesters, 7 civilians, 8 others."""
    if not ref:
        return 0
    if ref.startswith("people:"):
        return {"PROTEST": 6, "RIOT": 5}.get(one.type, 3 if book.armed(ref) else 7)
    actor = book.actors.get(ref.partition("/")[0])
    if actor is None:
        return 0
    country = country or actor.countries[0]
    own = book.state_side(ref, country, one.start)
    if own or actor.kind in _STATE:
        return 1 if own else 8
    home = country in actor.countries
    return (2 if home else 8) if actor.kind == "coalition" else _KIND_CODES[actor.kind]


def _where(known: Facts, one: Incident) -> dict[str, Cell]:
    place = located(one.place, known.book)
    if place is None:
        return {}
    area = known.is_area(one.place)
    return {
        "admin1": place.region or (place.name if place.kind == "region" else ""),
        "admin2": place.county or (place.name if place.kind == "county" else ""),
        "location": "" if area else place.name,
        "latitude": None if area else place.lat,
        "longitude": None if area else place.lon,
    }


def _geo_precision(known: Facts, one: Incident) -> int | None:
    if not one.place:
        return None
    kind = known.kind(one.place)
    if kind in ("region", "country"):
        return 3
    return 2 if kind == "county" or one.relation in ("near", "outside", "towards") else 1


def _note(known: Facts, one: Incident) -> str:
    said = known.happening(one.type, one.facet, one.actors, one.recipients, one.place, one.relation)
    return f"{said} ({one.standing.grade}{', contested' if one.standing.contested else ''})"


def ucdp(material: Material) -> str:
    """Incidents with at least one death in UCDP's columns."""
    known = material.shown.facts
    dead = deaths(known)
    rows = [
        _ucdp(known, one, dead[one.id])
        for one in _dated(known)
        if one.id in dead and (dead[one.id].low or dead[one.id].best or 0) >= 1
    ]
    return table(UCDP, rows)


def _ucdp(known: Facts, one: Incident, dead: Deaths) -> dict[str, Cell]:
    where = _where(known, one)
    place = located(one.place, known.book)
    first, second = _parties(one)
    start, end = one.start or one.end, one.end or one.start
    point = where.get("latitude") is not None
    return {
        "id": one.id,
        "year": start.year if start else None,
        "type_of_violence": _violence(known.book, one, place.country if place else ""),
        "side_a": known.book.label(first) if first else "",
        "side_b": known.book.label(second)
        if second
        else "Civilians"
        if _unarmed(known, one)
        else "",
        "number_of_sources": one.standing.lines,
        "source_office": "; ".join(one.standing.by),
        "where_prec": _where_precision(known, one),
        "where_coordinates": known.place(one.place),
        "adm_1": where.get("admin1"),
        "adm_2": where.get("admin2"),
        "latitude": where.get("latitude") if point else None,
        "longitude": where.get("longitude") if point else None,
        "country": known.book.label(place.country) if place else "",
        "event_clarity": 2 if dead.spread or start != end else 1,
        "date_prec": _date_precision(start, end),
        "date_start": start.isoformat() if start else None,
        "date_end": end.isoformat() if end else None,
        "best": dead.best if dead.best is not None else dead.low,
        "high": dead.high if dead.high is not None else dead.best,
        "low": dead.low if dead.low is not None else dead.best,
        "claim_ids": "; ".join(one.claims),
    }


def _unarmed(known: Facts, one: Incident) -> bool:
    people = [ref for ref in one.recipients if ref.startswith("people:")]
    return one.type in _UNARMED or any(not known.book.armed(ref) for ref in people)


def _violence(book: Book, one: Incident, country: str) -> int | None:
    """3 where the victims are unarmed, 1 where a state is a side, 2 where none is."""
    people = [ref for ref in one.recipients if ref.startswith("people:")]
    if one.type in _UNARMED or any(not book.armed(ref) for ref in people):
        return 3
    sides = [ref for ref in (*one.actors, *one.recipients) if ref in book.actors]
    if not sides:
        return None
    states = [
        ref
        for ref in sides
        if book.actors[ref].kind in _STATE or book.state_side(ref, country, one.start)
    ]
    return 1 if states else 2


def _where_precision(known: Facts, one: Incident) -> int:
    kinds = {"": 7, "country": 6, "region": 4, "county": 3}
    near = one.relation in ("near", "outside", "towards")
    return kinds.get(known.kind(one.place), 2 if near else 1)


def _date_precision(start: date | None, end: date | None) -> int:
    """1 the day, 2 up to six days, 3 a week, 4 a month, 5 longer."""
    days = (end - start).days if start and end else 0
    return next((code for most, code in ((0, 1), (5, 2), (7, 3), (31, 4)) if days <= most), 5)


def hxl(material: Material) -> str:
    """Incidents with a second header row of HXL tags."""
    known = material.shown.facts
    dead = deaths(known)
    rows = (_hxl(known, one, dead.get(one.id, Deaths())) for one in _dated(known))
    return table(tuple(HXL), (HXL, *rows))


def _hxl(known: Facts, one: Incident, dead: Deaths) -> dict[str, Cell]:
    place, where = located(one.place, known.book), _where(known, one)
    start, end = one.start or one.end, one.end or one.start
    return {
        "date": start.isoformat() if start else None,
        "date_end": end.isoformat() if end else None,
        "event": one.type + (f"/{one.facet}" if one.facet else ""),
        "country": place.country if place else "",
        "adm1": where.get("admin1"),
        "adm2": where.get("admin2"),
        "location": where.get("location"),
        "latitude": where.get("latitude"),
        "longitude": where.get("longitude"),
        "actors": "; ".join(known.book.label(ref) for ref in one.actors),
        "recipients": "; ".join(known.book.label(ref) for ref in one.recipients),
        "killed_low": dead.low,
        "killed": dead.best,
        "killed_high": dead.high,
        "standing": one.standing.grade,
        "sources": "; ".join(one.standing.by),
        "claims": "; ".join(one.claims),
    }


def plover(material: Material) -> str:
    """Incidents in PLOVER's fields, one a line."""
    known = material.shown.facts
    dead = deaths(known)
    return "".join(
        f"{line(_plover(known, one, dead.get(one.id, Deaths())))}\n" for one in _dated(known)
    )


def _plover(known: Facts, one: Incident, dead: Deaths) -> Record:
    row = known.book.event(one.type, one.facet)
    event, _, mode = row.plover.partition(":")
    start = one.start or one.end
    return {
        "id": one.id,
        "date": start.isoformat() if start else None,
        "actor": [{"code": ref, "name": known.book.label(ref)} for ref in one.actors],
        "recipient": [{"code": ref, "name": known.book.label(ref)} for ref in one.recipients],
        "event": event,
        "mode": mode,
        "context": ["military"],
        "location": known.place(one.place),
        "dead": dead.best if dead.best is not None else dead.low,
        "injured": None,
        "arrested": None,
        "text_info": [
            {
                "report": known.claims[id][0].id,
                "claim": id,
                "start": known.claims[id][1].evidence[0].start,
                "end": known.claims[id][1].evidence[0].end,
            }
            for id in one.claims
            if id in known.claims
        ],
        "standing": one.standing.grade,
    }

"""The incidents: claims that are about one happening."""

from collections.abc import Iterable
from datetime import date

import msgspec

from foglift.codebook.native import Native, native
from foglift.codebook.plans import FATES
from foglift.desk import saying
from foglift.desk.asking import PAGE, asks
from foglift.desk.browsing import Listing, listing
from foglift.desk.facets import Ask
from foglift.desk.look import Look, MissingError
from foglift.desk.rows import ClaimRow, Quoted, claim_row
from foglift.model import (
    ControlSpell,
    Cover,
    Incident,
    Intention,
    Precision,
    Side,
    Standing,
    Tally,
    Threat,
)
from foglift.publish import wording
from foglift.publish.record import located
from foglift.text import paragraphs

FACETS = {
    "place": "Where: the id of a place; what lies in it counts too.",
    "actor": "Who did it, or to whom: the id of an actor.",
    "type": "The type of event.",
    "source": "Who stands behind it: the name of a line.",
    "outlet": "Which outlet tells of it.",
    "standing": "The grade of its standing.",
    "contested": "yes where somebody denies it or says what cannot be true with it.",
}
TITLES = {
    "place": "Place",
    "actor": "Actor",
    "type": "Type",
    "source": "Who stands behind it",
    "outlet": "Outlet",
    "standing": "Standing",
    "contested": "Contested",
}
SORTS = ("day", "published", "place", "type", "standing", "claims")
USUAL = "-day"
_OPPOSED = ("not: ", "retracted: ")


class IncidentRow(msgspec.Struct, frozen=True):
    """One happening in neutral words, and how well it stands."""

    id: str
    type: str
    facet: str
    told: str
    place: str
    place_name: str
    start: date | None
    end: date | None
    precision: Precision
    standing: Standing
    claims: int
    sides: int


class IncidentsPage(msgspec.Struct, frozen=True):
    """A page of the incidents that were asked for, in their order."""

    listing: Listing
    rows: tuple[IncidentRow, ...]


class Position(msgspec.Struct, frozen=True):
    """What some say of it, and the claims that do; `also` are the ids of claims that say it in the
    same words of the same report as the one whose id it stands under."""

    words: str
    against: bool
    sources: tuple[str, ...]
    claims: tuple[ClaimRow, ...]
    also: dict[str, tuple[str, ...]]


class Beside(msgspec.Struct, frozen=True):
    """Another part of the picture that stands on some of the same claims."""

    about: str
    words: str
    to: str
    grade: str
    shared: int


class IncidentPage(msgspec.Struct, frozen=True):
    """One happening: what, where, when, who; what is said of it on each side; what made its claims
    one; and what else in the picture stands on them. Of what is only denied `answered` are the
    claims of the same paragraphs, for one of them may be what the denial answers."""

    incident: IncidentRow
    title: str
    native: Native
    actors: tuple[str, ...]
    recipients: tuple[str, ...]
    positions: tuple[Position, ...]
    answered: tuple[ClaimRow, ...]
    why: tuple[str, ...]
    beside: tuple[Beside, ...]
    ids: tuple[str, ...]


@asks(FACETS, SORTS, USUAL)
def incidents(look: Look, ask: Ask) -> IncidentsPage:
    """The incidents that have the values asked for, and of which one claim holds the words."""
    found = look.seen_incidents.find(ask)
    shown = listing(look, ask, found, TITLES, USUAL, ask.limit or PAGE)
    return IncidentsPage(shown, tuple(incident_row(look, look.incidents[id]) for id in found.ids))


def incident(look: Look, id: str) -> IncidentPage:
    """One incident with all sides of it."""
    one = look.incidents.get(id)
    if one is None:
        raise MissingError(f"There is no incident {id} in the picture of this day.")
    row, positions = incident_row(look, one), tuple(_positions(look, one))
    return IncidentPage(
        incident=row,
        title=wording.capital(row.told),
        native=native(place) if (place := located(one.place, look.book)) else Native(),
        actors=one.actors,
        recipients=one.recipients,
        positions=positions,
        answered=_answered(look, one) if all(side.against for side in positions) else (),
        why=tuple(saying.ground(words, look.day) for words in one.why),
        beside=_beside(look, one),
        ids=tuple(id for id in one.claims if id in look.claims),
    )


def incident_row(look: Look, one: Incident) -> IncidentRow:
    """An incident in one row."""
    known = look.facts
    place = known.where(one.place, one.claims)
    return IncidentRow(
        id=one.id,
        type=one.type,
        facet=one.facet,
        told=known.incident(one, place),
        place=one.place,
        place_name=place,
        start=one.start,
        end=one.end,
        precision=one.precision,
        standing=one.standing,
        claims=len(one.claims),
        sides=len(one.sides),
    )


def _positions(look: Look, one: Incident) -> Iterable[Position]:
    """Those who say it happened first, who say more of it before who say less; then who deny it."""
    order = sorted(one.sides, key=lambda side: (_against(side), -len(side.claims), side.position))
    for side in order:
        rows = [claim_row(look, id) for id in side.claims if id in look.claims]
        rows.sort(key=lambda row: (row.published or date.max, row.outlet, row.id))
        words = saying.coded(side.position)
        kept, also = _by_words(rows)
        yield Position(words, _against(side), side.sources, kept, also)


def _by_words(rows: Iterable[ClaimRow]) -> tuple[tuple[ClaimRow, ...], dict[str, tuple[str, ...]]]:
    """The first of the claims that quote the same words, with the ids of the others."""
    found: dict[tuple[str, Quoted], list[ClaimRow]] = {}
    for row in rows:
        found.setdefault((row.report, row.quote), []).append(row)
    also = {first.id: tuple(one.id for one in more) for first, *more in found.values() if more}
    return tuple(first for first, *_ in found.values()), also


def _answered(look: Look, one: Incident) -> tuple[ClaimRow, ...]:
    """The claims told in the paragraphs in which it is denied, each quote once."""
    found: dict[str, None] = {}
    for report, claim in (look.claims[id] for id in one.claims if id in look.claims):
        here = [each for each in paragraphs(report.text) if each.meets(claim.evidence[0])]
        for other in look.by_report[report.id]:
            told = other.id not in one.claims and not other.denies
            if told and any(each.meets(other.evidence[0]) for each in here):
                found[other.id] = None
    return _by_words(claim_row(look, id) for id in found)[0]


def _against(side: Side) -> bool:
    return side.position.startswith(_OPPOSED)


def _beside(look: Look, one: Incident) -> tuple[Beside, ...]:
    """What else stands on its claims, what shares most first; each once."""
    shared: dict[Beside, int] = {}
    for id in one.claims:
        for other in look.derived(id):
            if other != one:
                known = _part(look, other)
                shared[known] = shared.get(known, 0) + 1
    found = (msgspec.structs.replace(each, shared=count) for each, count in shared.items())
    return tuple(sorted(found, key=lambda each: (-each.shared, each.about, each.words, each.to)))


def _part(
    look: Look, other: Incident | Tally | ControlSpell | Cover | Threat | Intention
) -> Beside:
    known = look.facts
    match other:
        case Incident():
            row = incident_row(look, other)
            return Beside("incident", row.told, f"/incidents/{row.id}", row.standing.grade, 0)
        case Tally():
            whom = look.book.label(other.whom) or "people"
            where = f" ({known.place(other.place)})" if other.place else ""
            words, to = f"{whom} {other.of}{where}", f"/tallies/{other.id}"
            return Beside("number", words, to, other.standing.grade, 0)
        case ControlSpell() | Cover():
            who = look.book.label(other.holder) if other.holder else "nobody known"
            words = f"{known.place(other.place)}: {who}"
            return Beside("control", words, f"/places/{other.place}", other.standing.grade, 0)
        case Threat():
            return Beside("threat", known.place(other.place), f"/places/{other.place}", "", 0)
        case Intention():
            who = known.actors(other.actors) or "somebody not named"
            words = f"{who}: {saying.coded(other.type)} ({FATES[other.fate]})"
            return Beside("intention", words, "/outlook", other.standing.grade, 0)

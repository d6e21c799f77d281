"""Who has which place, by whose word; and one place with everything that is told of it."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from datetime import date, timedelta
from functools import lru_cache
from typing import Annotated, Literal, NamedTuple

import msgspec
from fastapi import Query
from msgspec.structs import replace

from foglift.codebook import Book
from foglift.codebook.native import native
from foglift.desk.charts import Bar, Heap, Lane, Sight
from foglift.desk.look import Look, MissingError
from foglift.desk.pages import outlook, tallies
from foglift.desk.pages.outlook import Meant, Threatened
from foglift.desk.pages.tallies import Choice, Row
from foglift.desk.quotes import Quote, denies, quotes
from foglift.model import Claim, Control, ControlSpell, Cover, Incident, Report, Standing
from foglift.publish import control, wording
from foglift.publish.record import located

State = Literal["held", "contested", "besieged", "unknown", "as part", "no reports"]
Layer = Literal["both", "assessed", "claimed", ""]
STATES: dict[State, str] = {
    "held": "held",
    "contested": "contested",
    "besieged": "surrounded",
    "unknown": "nobody known to have it",
    "as part": "as part of an area",
    "no reports": "no reports of who has it",
}
FAMILIES = {
    "fighting": ("CLASH", "CAPTURE", "TRANSFER", "ADVANCE", "BLOCKADE"),
    "fire": ("AIRSTRIKE", "SHELLING", "BOMBING", "SUICIDE_BOMB", "CHEMICAL", "WEAPONS_DISRUPTED"),
    "ground": ("WITHDRAWAL", "DEPLOYMENT", "BASE"),
    "people": (
        "CIVILIAN_ATTACK", "SEXUAL_VIOLENCE", "ABDUCTION", "DETENTION", "DISPLACEMENT", "RELEASE",
        "AID", "PROPERTY",
    ),
}  # fmt: skip
FAMILY = {type: family for family, types in FAMILIES.items() for type in types}
ROWS = 250  # places on a page
LATEST = 25  # incidents of a place that are listed
NEAR, TOWNS = 40, 8  # kilometres, and how many
INSIDE = 60  # places in an area that are listed
_SPAN = {"day": 0, "week": 6, "month": 30, "year": 365, "decade": 3652}


# -------------------------------------------------------------------------- what the pages show


class Here(msgspec.Struct, frozen=True):
    """A place by its names: `native` in the script of its country, "" where nobody wrote it."""

    id: str
    name: str
    kind: str = ""
    region: str = ""
    country: str = ""
    lat: float | None = None
    lon: float | None = None
    native: str = ""
    lang: str = ""


class Holding(msgspec.Struct, frozen=True):
    """Who has a place in one layer of knowledge, and by whose word. `colour` is the number of the
    holder's colour; `heard` the last day that anybody spoke of it; `only_claimed`: only a party
    says so."""

    state: State
    holder: str
    holder_name: str
    colour: int
    layer: Layer
    since: str
    words: str
    standing: Standing | None = None
    heard: date | None = None
    stale: bool = False
    only_claimed: bool = False
    area: str = ""
    area_name: str = ""
    claims: tuple[str, ...] = ()


class Listed(msgspec.Struct, frozen=True):
    """A place in the list; `now` is what is assessed, or what is only claimed."""

    here: Here
    now: Holding


class PlacesPage(msgspec.Struct, frozen=True):
    """Who has which place: the places of which anything is told."""

    day: date
    total: int
    first: int
    last: int
    rows: tuple[Listed, ...]
    q: str
    state: str
    holder: str
    area: str
    sort: str
    states: tuple[Choice, ...]
    holders: tuple[Choice, ...]
    areas: tuple[Choice, ...]


class Spell(msgspec.Struct, frozen=True):
    """A stretch of time in which one holder had the place, with what each side says of it."""

    now: Holding
    until: date | None
    ended: bool
    sides: tuple[tuple[str, tuple[str, ...], tuple[str, ...]], ...]
    why: tuple[str, ...] = ()


class Happened(msgspec.Struct, frozen=True):
    """An incident at the place in neutral words."""

    id: str
    words: str
    when: str
    type: str
    family: str
    standing: Standing
    claims: tuple[str, ...]


class Near(msgspec.Struct, frozen=True):
    """A place nearby, how far and in which direction, and who has it."""

    here: Here
    km: int
    bearing: str
    now: Holding


class PlacePage(msgspec.Struct, frozen=True):
    """One place: who has it now in both layers, its history by whose word, what happened there,
    who was counted, what is feared and announced, what lies around."""

    day: date
    here: Here
    now: tuple[Holding, ...]
    lead: str
    covers: tuple[Holding, ...]
    spells: tuple[Spell, ...]
    lanes: tuple[Lane, ...]
    quotes: tuple[Quote, ...]
    incidents: tuple[Happened, ...]
    incidents_total: int
    heaps: tuple[Heap, ...]
    tallies: tuple[Row, ...]
    threats: tuple[Threatened, ...]
    intentions: tuple[Meant, ...]
    parts: tuple[Listed, ...]
    near: tuple[Near, ...]


# ------------------------------------------------------------------------------------- the pages


def places(
    look: Look,
    q: Annotated[str, Query(description="Words of a place's name.")] = "",
    state: Annotated[str, Query(description="held, contested, besieged, unknown, ...")] = "",
    holder: Annotated[str, Query(description="The id of who has it.")] = "",
    area: Annotated[str, Query(description="The province or country it lies in.")] = "",
    sort: Annotated[str, Query(description="name, holder, state, since or heard.")] = "name",
    start: Annotated[int, Query(description="How many come before the first shown.")] = 0,
) -> PlacesPage:
    """The places of which anything is told, with who has them."""
    every = [_known(look, id) for id in look.places]
    found = [one for one in every if _fits(one, q, state, holder, area)]
    found.sort(key=_SORTS.get(sort, _by_name))
    start = max(min(start, len(found) - 1), 0)
    shown = found[start : start + ROWS]
    return PlacesPage(
        day=look.day,
        total=len(found),
        first=start + 1 if shown else 0,
        last=start + len(shown),
        rows=tuple(listed(look, one.here.id) for one in shown),
        q=q,
        state=state,
        holder=holder,
        area=area,
        sort=sort if sort in _SORTS else "name",
        states=_choices((one.state, STATES[one.state]) for one in every),
        holders=_choices((one.holder, one.holder_name) for one in every),
        areas=_choices((one.area, one.area) for one in every),
    )


def place(look: Look, id: str) -> PlacePage:
    """One place and everything that is told of it."""
    if id not in look.places and (look.public or not look.book.gazetteer.knows(id)):
        raise MissingError("no place of that id")  # in public not even what it is called
    there = look.at(id)
    spells = there.control
    told = list(_merged(spells))
    happened = sorted(there.incidents, key=_latest)
    return PlacePage(
        day=look.day,
        here=here(look, id),
        now=tuple(holding(look, one, layer) for one, layer in told if not one.ended),
        lead=_lead(look, id),
        covers=tuple(covered(look, one) for one in there.covers),
        spells=tuple(_spell(look, one, layer) for one, layer in told),
        lanes=tuple(_lanes(look, spells)),
        quotes=quotes(look, (claim for one in spells for claim in one.claims)),
        incidents=tuple(_happened(look, one) for one in happened[:LATEST]),
        incidents_total=len(happened),
        heaps=tuple(_heaps(happened, id)),
        tallies=tallies.at(look, id),
        threats=tuple(outlook.threats(look, id)),
        intentions=tuple(outlook.intentions(look, id)),
        parts=tuple(_parts(look, id)),
        near=tuple(_near(look, id)),
    )


def ids(look: Look) -> Iterable[str]:
    """The places that have a page: those of which anything is told."""
    return look.places


# --------------------------------------------------------------------------------- who has what

NOTHING = Holding("no reports", "", "", 0, "", "", STATES["no reports"])


def now(look: Look, id: str) -> Holding:
    """Who has a place: as assessed, else as claimed, else as part of an area."""
    match look.held.get(id):
        case ControlSpell() as spell:
            return holding(look, spell)
        case Cover() as cover:
            return covered(look, cover)
        case _:
            return NOTHING


def holding(look: Look, spell: ControlSpell, layer: Layer = "") -> Holding:
    """What a spell says of its place, in its own layer or, where the other says the same, both."""
    name = look.book.label(spell.holder) if spell.holder else ""
    words = STATES[spell.state]
    if name:
        words = f"held by {wording.the(name)}"
        words += ", surrounded" if spell.state == "besieged" else ""
    if spell.partial and spell.state == "contested":
        words = "contested in part"
    return Holding(
        state=spell.state,
        holder=spell.holder,
        holder_name=name,
        colour=look.colour(spell.holder),
        layer=layer or spell.layer,
        since=_since(spell.since, spell.precision, look.day),
        words=words,
        standing=spell.standing,
        heard=spell.heard,
        stale="stale" in spell.standing.flags,
        only_claimed=_is_only_claimed(spell),
        claims=look.names.cited(spell.claims),
    )


def _is_only_claimed(one: ControlSpell | Cover) -> bool:
    return one.layer == "claimed" and one.standing.grade == "claimed"


def covered(look: Look, cover: Cover) -> Holding:
    name, area = look.book.label(cover.holder), look.names.place(cover.area)
    return Holding(
        state="as part",
        holder=cover.holder,
        holder_name=name,
        colour=look.colour(cover.holder),
        layer=cover.layer,
        since=_since(cover.since, cover.precision, look.day),
        words=f"as part of {area}, held by {wording.the(name)}",
        standing=cover.standing,
        heard=cover.heard,
        stale="stale" in cover.standing.flags,
        only_claimed=_is_only_claimed(cover),
        area=cover.area,
        area_name=area,
        claims=look.names.cited(cover.claims),
    )


def _since(since: date | None, precision: str, about: date) -> str:
    if since is None:
        return "nobody says since when"
    if precision == "unknown":
        return f"by {wording.day(since, about)}"
    return wording.since(since, precision, about)  # type: ignore[arg-type]


def _lead(look: Look, id: str) -> str:
    """Who has the place, as the brief says it."""
    held, name = look.held.get(id), look.names.place(id)
    if not isinstance(held, ControlSpell):
        return wording.ended(f"{name}: {now(look, id).words}", look.names.small)
    said = control.words(look.names, held).replace("\0", name)
    only = ", as far as only parties to it say" if held.layer == "claimed" else ""
    return wording.ended(f"{said}{only}", look.names.small)


# ---------------------------------------------------------------------------------------- lists


class _Known(NamedTuple):
    """By what a place is chosen and sorted; its row is made only where it is shown."""

    here: Here
    state: State
    holder: str
    holder_name: str
    heard: date
    area: str


def _known(look: Look, id: str) -> _Known:
    held, place = look.held.get(id), here(look, id)
    state: State = "as part" if isinstance(held, Cover) else held.state if held else "no reports"
    holder = held.holder if held else ""
    heard = (held and held.heard) or date.min
    area = place.region or place.country
    return _Known(place, state, holder, look.book.label(holder) if holder else "", heard, area)


def listed(look: Look, id: str) -> Listed:
    """A place as it stands in a list."""
    return Listed(here(look, id), now(look, id))


def _fits(one: _Known, q: str, state: str, holder: str, area: str) -> bool:
    named = f"{one.here.name} {one.here.native} {one.here.region}".casefold()
    return (
        q.strip().casefold() in named
        and state in ("", one.state)
        and holder in ("", one.holder)
        and area in ("", one.area)
    )


def _by_name(one: _Known) -> tuple[str, str]:
    return one.here.name.casefold(), one.here.id


_SORTS: dict[str, Callable[[_Known], tuple[object, ...]]] = {
    "name": _by_name,
    "holder": lambda one: (not one.holder, one.holder_name, *_by_name(one)),
    "state": lambda one: (list(STATES).index(one.state), *_by_name(one)),
    "heard": lambda one: (-one.heard.toordinal(), *_by_name(one)),
}


def _choices(pairs: Iterable[tuple[str, str]]) -> tuple[Choice, ...]:
    counted = Counter(pair for pair in pairs if pair[0])
    found = (Choice(value, name, count) for (value, name), count in counted.items())
    return tuple(sorted(found, key=lambda one: (one.name, one.value)))


def here(look: Look, id: str) -> Here:
    """A place by its names."""
    return _here(look.book, id)


@lru_cache(maxsize=1 << 15)
def _here(book: Book, id: str) -> Here:
    known = located(id, book)
    if known is None:
        return Here(id, wording.readable(book.label(id)))
    own = native(known)
    return Here(
        id=id,
        name=wording.readable(known.name),
        kind=known.kind,
        region=wording.readable(known.region),
        country=book.label(known.country),
        lat=round(known.lat, 5),
        lon=round(known.lon, 5),
        native=own.name,
        lang=own.lang,
    )


# -------------------------------------------------------------------------------------- history


def _merged(spells: Iterable[ControlSpell]) -> Iterator[tuple[ControlSpell, Layer]]:
    """The spells, the latest first; one for both layers where they say the same."""
    found: dict[ControlSpell, set[Layer]] = {}
    for one in sorted(spells, key=_begun):
        found.setdefault(replace(one, layer="assessed"), set()).add(one.layer)
    for one, layers in found.items():
        yield one, "both" if len(layers) > 1 else layers.pop()


def _spell(look: Look, one: ControlSpell, layer: Layer) -> Spell:
    sides = tuple(
        (side.position, tuple(wording.told(name, 20) for name in side.sources), side.claims)
        for side in one.sides
    )
    return Spell(holding(look, one, layer), one.until, one.ended, sides, one.why)


def _begun(one: ControlSpell) -> tuple[int, bool, str]:
    return -(one.since or date.min).toordinal(), one.layer == "claimed", one.holder


def _lanes(look: Look, spells: Iterable[ControlSpell]) -> Iterator[Lane]:
    """A lane for each holder in the order in which they had the place; one for what is contested
    and one for when nobody is known to have it."""
    rows: dict[str, list[ControlSpell]] = {}
    for one in sorted(spells, key=lambda one: (one.since or date.min, one.holder, one.state)):
        rows.setdefault(_lane(look, one), []).append(one)
    for label, found in rows.items():
        bars = tuple(_bar(look, one) for one in found)
        ids = dict.fromkeys(claim for one in found for claim in one.claims)
        told = (look.claims[id] for id in ids if id in look.claims)
        yield Lane(label, bars, tuple(seen for pair in told if (seen := _sight(look, *pair))))


def _lane(look: Look, one: ControlSpell) -> str:
    if one.holder:
        return look.book.label(one.holder)
    words = {"contested": "Contested", "besieged": "Surrounded, holder not said"}
    return words.get(one.state, "Nobody known to have it")


def _bar(look: Look, one: ControlSpell) -> Bar:
    colour = f"actor-{look.colour(one.holder)}" if one.holder else one.state
    turned = one.until and one.since and one.until > one.since
    until = one.until - timedelta(days=1) if one.until and turned else one.until
    had = holding(look, one)
    standing = one.standing
    by = wording.listed([wording.told(name, 20) for name in standing.by], 2)
    note = f"{standing.grade}{': ' if by else ''}{by}"
    return Bar(
        since=None if one.precision == "unknown" else one.since,
        sure=one.since and one.since + timedelta(days=_SPAN.get(one.precision, 0)),
        until=until or (one.heard or one.since if one.ended else None),
        look=f"{one.layer} {colour}{' besieged' if one.state == 'besieged' else ''}",
        layer=one.layer,
        quiet=one.heard if had.stale else None,
        to=f"/claims/{had.claims[0]}" if had.claims else "",
        words=f"{had.words} {had.since} ({one.layer}; {note})",
        note=note if one.layer == "assessed" else "",
    )


def _sight(look: Look, report: Report, claim: Claim) -> Sight | None:
    """A claim on the day that it is about, else on that of its report."""
    when = claim.when
    day = (when and (when.end or when.start)) or report.published
    if day is None or not isinstance(claim.content, Control):
        return None
    (quoted,) = quotes(look, (claim.id,))
    against, loss = denies(claim), claim.content.change in ("loses", "leaves")
    kind: Literal["for", "against", "loss"] = "against" if against else "loss" if loss else "for"
    return Sight(min(day, look.day), kind, f"/claims/{claim.id}", quoted.heard)


# ------------------------------------------------------------------------------------ incidents


def _latest(one: Incident) -> tuple[int, str]:
    return -(one.end or one.start or date.min).toordinal(), one.id


def _happened(look: Look, one: Incident) -> Happened:
    words = look.names.happening(
        one.type, one.facet, one.actors, one.recipients, one.place, one.relation
    )
    return Happened(
        id=one.id,
        words=wording.capital(words, look.names.small),
        when=wording.when(one.start, one.end, one.precision, look.day),
        type=one.type,
        family=FAMILY.get(one.type, "words"),
        standing=one.standing,
        claims=look.names.cited(one.claims),
    )


def _heaps(found: Iterable[Incident], place: str) -> Iterator[Heap]:
    """How many incidents of each family began on each day."""
    counted = Counter(
        (one.start, FAMILY.get(one.type, "words"))
        for one in found
        if one.start and one.precision == "day"
    )
    for (day, family), count in sorted(counted.items()):
        words = f"{wording.day(day, day)}: {count} of {family}"
        yield Heap(day, f"family-{family}", count, f"/places/{place}", words)


# --------------------------------------------------------------------------------- what is around


def _parts(look: Look, id: str) -> Iterator[Listed]:
    """The places in it of which anything is told."""
    inside = [here(look, one) for one in look.around.inside(id)]
    inside.sort(key=lambda one: (one.name.casefold(), one.id))
    return (listed(look, one.id) for one in inside[:INSIDE])


def _near(look: Look, id: str) -> Iterator[Near]:
    """The nearest places of which anything is told."""
    if look.names.is_area(id):
        return
    gazetteer = look.book.gazetteer
    for one in look.around.near(id, NEAR)[:TOWNS]:
        km = round(gazetteer.distance(id, one.id))
        yield Near(here(look, one.id), km, gazetteer.bearing(id, one.id), now(look, one.id))

"""A place by its names, and who has it by whose word."""

from datetime import date
from functools import lru_cache
from typing import Literal

import msgspec

from foglift.codebook import Book
from foglift.codebook.native import native
from foglift.desk.look import Look
from foglift.model import ControlSpell, Cover, Standing
from foglift.publish import wording
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


NOTHING = Holding("no reports", "", "", 0, "", "", STATES["no reports"])


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


def listed(look: Look, id: str) -> Listed:
    """A place as it stands in a list."""
    return Listed(here(look, id), now(look, id))


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
        claims=look.facts.cited(spell.claims),
    )


def covered(look: Look, cover: Cover) -> Holding:
    """What is said of a place only as part of an area: "as part of Idlib, held by ..."."""
    name, area = look.book.label(cover.holder), look.facts.place(cover.area)
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
        claims=look.facts.cited(cover.claims),
    )


def _is_only_claimed(one: ControlSpell | Cover) -> bool:
    return one.layer == "claimed" and one.standing.grade == "claimed"


def _since(since: date | None, precision: str, about: date) -> str:
    if since is None:
        return "nobody says since when"
    if precision == "unknown":
        return f"by {wording.day(since, about)}"
    return wording.since(since, precision, about)  # type: ignore[arg-type]

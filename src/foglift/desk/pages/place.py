"""One place with everything that is told of it."""

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date

import msgspec

from foglift.desk.charts import Heap, Lane
from foglift.desk.look import Look, MissingError
from foglift.desk.pages import counted, outlook
from foglift.desk.pages.counted import Row
from foglift.desk.pages.history import Spell, lanes, merged, spell
from foglift.desk.pages.holding import Here, Holding, Listed, covered, here, holding, listed, now
from foglift.desk.pages.outlook import Meant, Threatened
from foglift.desk.quotes import Quote, quotes
from foglift.model import ControlSpell, Incident, Standing
from foglift.publish import control, wording

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
LATEST = 25  # incidents of a place that are listed
NEAR, TOWNS = 40, 8  # kilometres, and how many
INSIDE = 60  # places in an area that are listed


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


def place(look: Look, id: str) -> PlacePage:
    """One place and everything that is told of it."""
    if id not in look.places and (look.public or not look.book.gazetteer.knows(id)):
        raise MissingError("no place of that id")  # in public not even what it is called
    there = look.at(id)
    spells = there.control
    told = list(merged(spells))
    happened = sorted(there.incidents, key=_latest)
    return PlacePage(
        day=look.day,
        here=here(look, id),
        now=tuple(holding(look, one, layer) for one, layer in told if not one.ended),
        lead=_lead(look, id),
        covers=tuple(covered(look, one) for one in there.covers),
        spells=tuple(spell(look, one, layer) for one, layer in told),
        lanes=tuple(lanes(look, spells)),
        quotes=quotes(look, (claim for one in spells for claim in one.claims)),
        incidents=tuple(_happened(look, one) for one in happened[:LATEST]),
        incidents_total=len(happened),
        heaps=tuple(_heaps(happened, id)),
        tallies=counted.at(look, id),
        threats=tuple(outlook.threats(look, id)),
        intentions=tuple(outlook.intentions(look, id)),
        parts=tuple(_parts(look, id)),
        near=tuple(_near(look, id)),
    )


def _lead(look: Look, id: str) -> str:
    """Who has the place, as the brief says it."""
    held, name = look.held.get(id), look.facts.place(id)
    if not isinstance(held, ControlSpell):
        return wording.ended(f"{name}: {now(look, id).words}", look.facts.small)
    said = control.words(look.facts, held).replace("\0", name)
    only = ", as far as only parties to it say" if held.layer == "claimed" else ""
    return wording.ended(f"{said}{only}", look.facts.small)


def _latest(one: Incident) -> tuple[int, str]:
    return -(one.end or one.start or date.min).toordinal(), one.id


def _happened(look: Look, one: Incident) -> Happened:
    words = look.facts.incident(one)
    return Happened(
        id=one.id,
        words=wording.capital(words, look.facts.small),
        when=wording.when(one.start, one.end, one.precision, look.day),
        type=one.type,
        family=FAMILY.get(one.type, "words"),
        standing=one.standing,
        claims=look.facts.cited(one.claims),
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


def _parts(look: Look, id: str) -> Iterator[Listed]:
    """The places in it of which anything is told."""
    inside = [here(look, one) for one in look.around.inside(id)]
    inside.sort(key=lambda one: (one.name.casefold(), one.id))
    return (listed(look, one.id) for one in inside[:INSIDE])


def _near(look: Look, id: str) -> Iterator[Near]:
    """The nearest places of which anything is told."""
    if look.facts.is_area(id):
        return
    gazetteer = look.book.gazetteer
    for one in look.around.near(id, NEAR)[:TOWNS]:
        km = round(gazetteer.distance(id, one.id))
        yield Near(here(look, one.id), km, gazetteer.bearing(id, one.id), now(look, one.id))

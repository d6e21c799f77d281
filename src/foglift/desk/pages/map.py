"""The map: who has which place, in both layers of knowledge, and what happened where, on every
day up to that of the look; in columns, so that a browser can go through the days by itself."""

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any, NamedTuple
from weakref import WeakKeyDictionary

import msgspec

from foglift.codebook.gazetteer import AREAS, Place
from foglift.codebook.native import native
from foglift.desk.look import Look
from foglift.fuse.sightings import FRESH
from foglift.model import Claim, ControlSpell, Cover, Incident, Report
from foglift.publish import wording
from foglift.publish.facts import Facts
from foglift.publish.graded import tellers
from foglift.publish.record import located

STATES = ("held", "contested", "besieged", "unknown")
LAYERS = ("assessed", "claimed")
GRADES = (
    "acknowledged", "corroborated", "reported", "claimed", "unattributed", "withdrawn", "denied",
)  # fmt: skip
# Incidents alike are drawn alike; what is in none of these is "other".
GROUPS = {
    "fighting": ("CLASH", "WEAPONS_DISRUPTED"),
    "taking": ("CAPTURE", "TRANSFER", "ADVANCE", "WITHDRAWAL", "DEPLOYMENT", "BASE", "BLOCKADE"),
    "air": ("AIRSTRIKE",),
    "blast": ("SHELLING", "BOMBING", "SUICIDE_BOMB", "CHEMICAL"),
    "harm": ("CIVILIAN_ATTACK", "SEXUAL_VIOLENCE", "ABDUCTION", "DETENTION", "PROPERTY"),
    "people": ("DISPLACEMENT", "AID", "RELEASE"),
    "other": (),
}
_GROUP = {kind: group for group, kinds in GROUPS.items() for kind in kinds}
HERE = "⌖"  # stands for the name of the place in a phrase
LISTED = 400  # rows of the table for browsers without script
_WIDEST = 7  # days over which an incident may be dated to be drawn at all
_TOLD = 3  # speakers that are named beside a holder

Days = tuple[int | None, ...]
Refs = tuple[tuple[int, ...], ...]


class Actor(msgspec.Struct, frozen=True):
    """Who has a place, and the number of the colour for it."""

    id: str
    name: str
    colour: int


class Places(msgspec.Struct, frozen=True):
    """Columns of all named places that are drawn."""

    id: tuple[str, ...]
    name: tuple[str, ...]
    native: tuple[str, ...]
    lang: tuple[str, ...]
    area: tuple[str, ...]
    lon: tuple[float, ...]
    lat: tuple[float, ...]
    population: tuple[int, ...]


class Spells(msgspec.Struct, frozen=True):
    """Columns of who has a place: `place` and `holder` are numbers of a place and an actor (-1
    for none), `since` and `until` (the day after) days, `heard` the days it was heard of, `by` who
    says so first, and beside them so many `others`."""

    place: tuple[int, ...]
    layer: tuple[int, ...]
    state: tuple[int, ...]
    holder: tuple[int, ...]
    since: Days
    until: Days
    grade: tuple[int, ...]
    disputed: tuple[int, ...]
    partial: tuple[int, ...]
    heard: Refs
    by: Refs
    others: tuple[int, ...]


class Covers(msgspec.Struct, frozen=True):
    """Columns of what is said of a place only as part of an area."""

    place: tuple[int, ...]
    layer: tuple[int, ...]
    holder: tuple[int, ...]
    area: tuple[str, ...]
    since: Days


class Incidents(msgspec.Struct, frozen=True):
    """Columns of what happened, dated to a week or better, in a named place; `said` is the number
    of the phrase that tells it, `kind` that of its type."""

    id: tuple[str, ...]
    place: tuple[int, ...]
    kind: tuple[int, ...]
    said: tuple[int, ...]
    start: tuple[int, ...]
    end: tuple[int, ...]
    grade: tuple[int, ...]
    disputed: tuple[int, ...]


class Kind(msgspec.Struct, frozen=True):
    """A type of incident, and the group in which it is drawn."""

    name: str
    group: str


class Menace(msgspec.Struct, frozen=True):
    """A place with reasons to expect fighting on the day of the look."""

    place: int
    reasons: tuple[str, ...]


class MapPage(msgspec.Struct, frozen=True):
    """Everything that the map draws. Days are numbers of days after `first`, the day of the
    first report; control that nobody spoke of for `fresh` days is stale. `in_areas` incidents are
    told only of an area, `undated` ones of no day, and are not drawn. A phrase has "⌖" where the
    name of the place goes."""

    day: date
    known_by: date
    first: date
    fresh: int
    countries: tuple[str, ...]
    actors: tuple[Actor, ...]
    sources: tuple[str, ...]
    kinds: tuple[Kind, ...]
    phrases: tuple[str, ...]
    places: Places
    spells: Spells
    covers: Covers
    incidents: Incidents
    threats: tuple[Menace, ...]
    in_areas: int
    undated: int

    @property
    def rows(self) -> "tuple[Row, ...]":
        """Who has which place on the day, for a table; of many those that changed last."""
        return tuple(_rows(self))


class Row(NamedTuple):
    """A place with who has it on the day of the look."""

    id: str
    name: str
    native: str
    lang: str
    area: str
    state: str
    holder: str
    since: date | None
    grade: str
    notes: tuple[str, ...]
    by: str


def map(look: Look) -> MapPage:
    """Who has which place and what happened where, on every day up to that of the picture."""
    page = _KEPT.get(look)
    if page is None:
        page = _KEPT[look] = _Drawing(look).page()
    return page


# The page and its twin are asked for one after the other.
_KEPT: WeakKeyDictionary[Look, MapPage] = WeakKeyDictionary()


class _Numbers:
    """Values numbered in the order in which they are first met."""

    def __init__(self) -> None:
        self.of: dict[str, int] = {}

    def __getitem__(self, value: str) -> int:
        return self.of.setdefault(value, len(self.of)) if value else -1

    def all(self, values: Iterable[str]) -> tuple[int, ...]:
        return tuple(self[value] for value in values if value)


class _Drawing:
    """The columns in the making."""

    def __init__(self, look: Look) -> None:
        self.look = look
        self.facts = Facts(look.picture, look.claims, look.book)
        self.first = look.days[0] if look.days else look.day
        self.places, self.actors, self.sources, self.kinds = (
            _Numbers(), _Numbers(), _Numbers(), _Numbers(),
        )  # fmt: skip
        self.phrases = _Numbers()
        self.points: dict[str, Place | None] = {}
        self.words: dict[tuple[object, ...], str] = {}

    def page(self) -> MapPage:
        seen = self.look.picture
        spells = [one for one in seen.control if self._point(one.place)]
        covers = [one for one in seen.covers if self._point(one.place)]
        dated = [one for one in seen.incidents if self._is_dated(one)]
        drawn = [one for one in dated if self._point(one.place)]
        return MapPage(
            day=self.look.day,
            known_by=self.look.known_by,
            first=self.first,
            fresh=FRESH,
            spells=_columns(Spells, (self._spell(one) for one in spells)),
            covers=_columns(Covers, (self._cover(one) for one in covers)),
            incidents=_columns(Incidents, (self._incident(one) for one in drawn)),
            threats=tuple(
                Menace(self.places[one.place], tuple(each.words for each in one.reasons))
                for one in seen.threats
                if self._point(one.place)
            ),
            actors=tuple(self._actor(ref) for ref in self.actors.of),
            sources=tuple(self.look.book.label(ref) for ref in self.sources.of),
            kinds=tuple(
                Kind(kind.lower().replace("_", " "), _GROUP.get(kind, "other"))
                for kind in self.kinds.of
            ),
            phrases=tuple(self.phrases.of),
            places=_columns(Places, (self._place(ref) for ref in self.places.of)),
            countries=self._countries(),
            in_areas=len(dated) - len(drawn),
            undated=len(seen.incidents) - len(dated),
        )

    def _point(self, ref: str) -> Place | None:
        """The place, where it is one that has a point and no area."""
        if ref not in self.points:
            found = located(ref, self.look.book)
            self.points[ref] = found if found and found.kind not in (*AREAS, "continent") else None
        return self.points[ref]

    def _is_dated(self, one: Incident) -> bool:
        return bool(one.start and one.end and (one.end - one.start).days < _WIDEST)

    def _day(self, day: date | None) -> int | None:
        return (day - self.first).days if day else None

    def _place(self, ref: str) -> tuple[Any, ...]:
        place = self._point(ref)
        assert place is not None
        own = native(place)
        area = ", ".join(
            dict.fromkeys(each for each in (place.region, self._country(place)) if each)
        )
        name = wording.readable(self.look.book.label(ref))
        spot = round(place.lon, 4), round(place.lat, 4)
        return ref, name, own.name, own.lang, area, *spot, place.population

    def _country(self, place: Place) -> str:
        book = self.look.book
        return book.label(book.gazetteer.country(place.country).id) if place.country else ""

    def _countries(self) -> tuple[str, ...]:
        """The ISO codes of the countries drawn, that of most places first."""
        found = Counter(place.country for ref in self.places.of if (place := self.points[ref]))
        return tuple(iso for iso, _ in found.most_common() if iso)

    def _actor(self, ref: str) -> Actor:
        return Actor(ref, self.look.book.label(ref), self.look.colour(ref))

    def _spell(self, one: ControlSpell) -> tuple[Any, ...]:
        heard = self._heard(one.claims)
        over = one.until or (one.heard if one.ended else None)
        since, by = self._day(one.since), tellers(one.standing)
        return (
            self.places[one.place],
            LAYERS.index(one.layer),
            STATES.index(one.state),
            self.actors[one.holder],
            heard[0] if since is None and heard else since,
            self._day(over),
            GRADES.index(one.standing.grade),
            int(one.standing.contested),
            int(one.partial),
            heard,
            self.sources.all(by[:_TOLD]),
            len(by[_TOLD:]),
        )

    def _heard(self, claims: Iterable[str]) -> tuple[int, ...]:
        """The days on which somebody spoke of it, and those which they spoke of."""
        known = (self.look.claims[id] for id in claims if id in self.look.claims)
        days = {day for report, claim in known for day in _spoken(report, claim)}
        return tuple(sorted((day - self.first).days for day in days if day <= self.look.day))

    def _cover(self, one: Cover) -> tuple[Any, ...]:
        area = wording.readable(self.look.book.label(one.area))
        holder = self.actors[one.holder]
        return self.places[one.place], LAYERS.index(one.layer), holder, area, self._day(one.since)

    def _said(self, one: Incident) -> str:
        """What happened, in words, with HERE in the place of the place's name."""
        told = (one.type, one.facet, one.actors, one.recipients)
        words = self.words.get((*told, one.relation))
        if words is None:
            words = self.facts.happening(*told, one.place, one.relation, HERE)
            self.words[*told, one.relation] = words
        return words

    def _incident(self, one: Incident) -> tuple[Any, ...]:
        return (
            one.id,
            self.places[one.place],
            self.kinds[one.type],
            self.phrases[self._said(one)],
            self._day(one.start),
            self._day(one.end),
            GRADES.index(one.standing.grade),
            int(one.standing.contested),
        )


def _spoken(report: Report, claim: Claim) -> Iterator[date]:
    if report.published:
        yield report.published
    if claim.when and claim.when.end:
        yield claim.when.end


def _voices(names: list[str], others: int) -> str:
    return ", ".join(names) + (f" and {others} more" if others else "")


def _columns(kind: type[Any], rows: Iterable[tuple[Any, ...]]) -> Any:
    """Rows turned into the columns of a struct."""
    columns = list(zip(*rows, strict=True)) or [()] * len(kind.__struct_fields__)
    return kind(*columns)


def _rows(page: MapPage) -> Iterator[Row]:
    spells, places, day = page.spells, page.places, (page.day - page.first).days
    now: dict[int, int] = {}
    for number, place in enumerate(spells.place):
        since, until = spells.since[number], spells.until[number]
        is_now = (since is None or since <= day) and (until is None or until > day)
        kept = now.get(place)
        if is_now and (kept is None or spells.layer[number] <= spells.layer[kept]):
            now[place] = number
    latest = sorted(now, key=lambda place: -(spells.since[now[place]] or 0))[:LISTED]
    for place in sorted(latest, key=lambda one: (places.area[one], places.name[one])):
        yield _row(page, place, now[place], day)


def _row(page: MapPage, place: int, number: int, day: int) -> Row:
    spells, places = page.spells, page.places
    holder, since = spells.holder[number], spells.since[number]
    heard = spells.heard[number]
    notes = {
        "claimed only": spells.layer[number] == LAYERS.index("claimed"),
        "disputed": bool(spells.disputed[number]),
        "in part": bool(spells.partial[number]),
        "no word for a fortnight": bool(heard) and day - heard[-1] > page.fresh,
    }
    return Row(
        id=places.id[place],
        name=places.name[place],
        native=places.native[place],
        lang=places.lang[place],
        area=places.area[place],
        state=STATES[spells.state[number]],
        holder=page.actors[holder].name if holder >= 0 else "",
        since=date.fromordinal(page.first.toordinal() + since) if since is not None else None,
        grade=GRADES[spells.grade[number]],
        notes=tuple(words for words, holds in notes.items() if holds),
        by=_voices([page.sources[one] for one in spells.by[number]], spells.others[number]),
    )

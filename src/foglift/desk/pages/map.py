"""The map: who has which place, in both layers of knowledge, and what happened where, on every
day up to that of the look."""

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any
from weakref import WeakKeyDictionary

from foglift.codebook.gazetteer import AREAS, Place
from foglift.codebook.native import native
from foglift.desk.look import Look
from foglift.desk.pages.columns import (
    GRADES,
    HERE,
    LAYERS,
    STATES,
    Actor,
    Covers,
    Incidents,
    Kind,
    MapPage,
    Menace,
    Places,
    Spells,
)
from foglift.fuse.sightings import FRESH
from foglift.model import Claim, ControlSpell, Cover, Incident, Report
from foglift.publish import wording
from foglift.publish.graded import tellers
from foglift.publish.record import located

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
_WIDEST = 7  # days over which an incident may be dated to be drawn at all
_TOLD = 3  # speakers that are named beside a holder


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
        self.first = look.days[0] if look.days else look.day
        self.places, self.actors, self.sources = _Numbers(), _Numbers(), _Numbers()
        self.kinds, self.phrases = _Numbers(), _Numbers()
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
            words = self.look.facts.happening(*told, one.place, one.relation, HERE)
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


def _columns(kind: type[Any], rows: Iterable[tuple[Any, ...]]) -> Any:
    """Rows turned into the columns of a struct."""
    columns = list(zip(*rows, strict=True)) or [()] * len(kind.__struct_fields__)
    return kind(*columns)

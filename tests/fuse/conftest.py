"""A small invented world to fuse in: some Syrian places, actors and sources, no codebook files."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from math import atan2, cos, degrees, hypot, radians
from random import Random
from typing import Any, ClassVar, cast

import msgspec
import pytest

from foglift.codebook import Book, load
from foglift.codebook.rows import Alike
from foglift.fuse import picture
from foglift.fuse.copies import copies
from foglift.fuse.ground import Evidence, Ground, ground
from foglift.model import (
    Attribution,
    Claim,
    Content,
    Control,
    Count,
    Event,
    Judgement,
    Mention,
    Picture,
    Report,
    Span,
    When,
    Where,
    digest,
    report_id,
    sealed,
)


@dataclass(frozen=True)
class Spot:
    id: str
    name: str
    lat: float
    lon: float
    kind: str = "locality"
    country: str = "SY"
    inside: tuple[str, ...] = ("sup:syria",)


SPOTS = [
    Spot("sup:syria", "Syria", 35.0, 38.5, "country", inside=()),
    Spot("sup:hama-province", "Hama province", 35.2, 37.0, "region"),
    Spot("sup:idlib-province", "Idlib province", 35.8, 36.7, "region"),
    Spot("sup:hama", "Hama", 35.13, 36.75, inside=("sup:hama-province", "sup:syria")),
    Spot("sup:suran", "Suran", 35.29, 36.74, inside=("sup:hama-province", "sup:syria")),
    Spot("sup:khattab", "Khattab", 35.20, 36.68, inside=("sup:hama-province", "sup:syria")),
    Spot("sup:airport", "Hama air base", 35.12, 36.71, "site"),
    Spot("sup:aleppo", "Aleppo", 36.20, 37.16),
    Spot(
        "sup:old-city",
        "Old City",
        36.20,
        37.16,
        "neighbourhood",
        inside=("sup:aleppo", "sup:syria"),
    ),
    Spot(
        "sup:airfield",
        "Airfield Quarter",
        36.18,
        37.2,
        "neighbourhood",
        inside=("sup:aleppo", "sup:syria"),
    ),
    Spot("sup:homs", "Homs", 34.73, 36.71),
    Spot("sup:rastan", "Rastan", 34.93, 36.73),
    Spot("sup:damascus", "Damascus", 33.51, 36.29),
    Spot("sup:saraqib", "Saraqib", 35.86, 36.80, inside=("sup:idlib-province", "sup:syria")),
    Spot("sup:idlib", "Idlib", 35.93, 36.63, inside=("sup:idlib-province", "sup:syria")),
    Spot("sup:palmyra", "Palmyra", 34.56, 38.28),
    Spot("sup:tartus", "Tartus", 34.89, 35.88),
]
SIDES = {"hts": "opposition", "rebels": "opposition", "sna": "opposition", "fateh": "opposition"}
SIDES |= {"army": "government", "state": "government", "sdf": "sdf"}
PARTS = {"tigers": "army"}
PARTIES = {"sana": "state", "hts-channel": "hts"}
ROLES = {"sohr": "monitor", "snhr": "monitor", "un-office": "un-ngo", "relief": "un-ngo"}
ROLES |= {"gazette": "press-own", "sana": "party", "hts-channel": "party"}
AMONG = {("people:girls", "people:children"), ("tigers", "army")}
APART = {
    frozenset(("people:women", "people:children")),
    frozenset(("people:women", "people:girls")),
    frozenset(("people:civilians", "people:soldiers")),
    frozenset(("people:civilians", "army")),
}
NAMES = {
    "hts": "Hayat Tahrir al-Sham",
    "rebels": "Syrian rebels",
    "army": "Syrian army",
    "sohr": "Observatory",
    "government": "the Syrian government",
    "opposition": "the Syrian opposition",
}


@dataclass(frozen=True)
class Actor:
    id: str
    part_of: str = ""


class FakePlaces:
    spots: ClassVar = {spot.id: spot for spot in SPOTS}

    def place(self, id: str) -> Spot:
        return self.spots[id]

    def within(self, inner: str, outer: str) -> bool:
        return inner == outer or outer in self.spots[inner].inside

    def areas(self, id: str) -> tuple[str, ...]:
        return tuple(one for one in self.spots[id].inside if self.spots[one].kind != "country")

    def near(self, id: str, km: float) -> tuple[Spot, ...]:
        towns = (one for one in self.spots.values() if one.kind not in ("country", "region"))
        return tuple(one for one in towns if one.id != id and self.distance(id, one.id) <= km)

    def _step(self, a: str, b: str) -> tuple[float, float]:
        one, two = self.spots[a], self.spots[b]
        return (two.lat - one.lat) * 111, (two.lon - one.lon) * 111 * cos(radians(one.lat))

    def distance(self, a: str, b: str) -> float:
        return hypot(*self._step(a, b))

    def bearing(self, a: str, b: str) -> str:
        north, east = self._step(a, b)
        eighth = round(degrees(atan2(east, north)) / 45) % 8
        return ("N", "NE", "E", "SE", "S", "SW", "W", "NW")[eighth]


@dataclass(frozen=True)
class FakeBook:
    gazetteer: FakePlaces = field(default_factory=FakePlaces)
    sources: dict[str, object] = field(default_factory=lambda: dict.fromkeys(ROLES))
    actors: dict[str, Actor] = field(
        default_factory=lambda: {id: Actor(id, PARTS.get(id, "")) for id in (*SIDES, *PARTS)}
    )

    def names(self) -> dict[str, tuple[str, ...]]:
        return {"the gazette": ("gazette",)}

    def party(self, ref: str) -> str:
        return PARTIES.get(ref, ref if ref in self.actors else "")

    def role(self, ref: str) -> str:
        return ROLES.get(ref, "party" if ref in self.actors else "anonymous")

    def side(self, ref: str, day: date | None, country: str = "") -> str:
        party = self.party(ref)
        return SIDES.get(party, SIDES.get(PARTS.get(party, ""), ""))

    def rarity(self, stem: str) -> float:
        return load().rarity(stem)

    def interchanged(self, one: str, other: str) -> Alike | None:
        return load().interchanged(one, other)

    def outcome(self, meant: str, deed: str, same: bool) -> str | None:
        return load().outcome(meant, deed, same)

    def deciding(self, deed: str) -> frozenset[str]:
        return load().deciding(deed)

    def decided_by(self, meant: str) -> frozenset[str]:
        return load().decided_by(meant)

    def told_as(self, type: str) -> tuple[str, ...]:
        return load().told_as(type)

    def home_side(self, country: str, day: date | None) -> str:
        return "government" if country == "SY" else ""

    def armed(self, ref: str) -> bool:
        return ref in self.actors or ref == "people:soldiers"

    def happening(
        self, type: str, facet: str = "", actors: str = "", recipients: str = "", place: str = ""
    ) -> str:
        return " ".join(word for word in (actors, type, facet, recipients, place) if word)

    def among(self, one: str, other: str) -> bool:
        return one == other or (one, other) in AMONG

    def apart(self, one: str, other: str) -> bool:
        return frozenset((one, other)) in APART

    def titled(self, ref: str) -> str:
        if ref in FakePlaces.spots:
            return FakePlaces.spots[ref].name
        return NAMES.get(ref, ref)

    label = titled

    def knows(self, ref: str) -> bool:
        return True


def mention(ref: str) -> Mention:
    return Mention(Span(0, 1), ref)


class World:
    """Builds reports and claims in few words and fuses them."""

    book = cast(Book, FakeBook())

    def report(
        self, text: str, outlet: str = "wire", published: str = "2024-12-05", kind: Any = "news"
    ) -> Report:
        day = date.fromisoformat(published) if published else None
        return Report(report_id(text, "", outlet, day), outlet, kind, text, published=day)

    def said(self, *chain: str) -> tuple[Attribution, ...]:
        """ "sohr reports", "army denies": speakers nearest first."""
        return tuple(self._link(*words.split()) for words in chain)

    def _link(self, ref: str, stance: str, role: str = "") -> Attribution:
        side = self.book.side(ref, None)
        word = cast(Any, role or self.book.role(ref))
        return Attribution(mention(ref), cast(Any, stance), word, side)

    def when(self, text: str, precision: Any = "day") -> When | None:
        """ "2024-12-05", "2024-11-25/2024-12-01", "2016-01-01/"."""
        if not text:
            return None
        start, _, end = text.partition("/")
        first = date.fromisoformat(start) if start else None
        last = date.fromisoformat(end) if end else (None if "/" in text else first)
        return When(first, last, precision)

    def claim(
        self,
        content: Content,
        *chain: str,
        text: str = "",
        place: str = "hama",
        when: str = "2024-12-05",
        precision: Any = "day",
        relation: Any = "at",
        km: float | None = None,
        outlet: str = "wire",
        published: str = "2024-12-05",
        kind: Any = "news",
        at: int = 0,
        end: int = 0,
        **more: Any,
    ) -> Evidence:
        """One claim in a report of its own, whose text is all that sets it apart."""
        words = (
            text
            or f"told {digest(f'{outlet} {published} {chain} {content} {place} {when} {more}')}"
        )
        report = self.report(words, outlet, published, kind)
        where = Where(mention(f"sup:{place}"), relation, km) if place else None
        claim = Claim(
            id="",
            report=report.id,
            evidence=(Span(at, end or len(words)),),
            content=content,
            said_by=self.said(*chain),
            where=where,
            when=self.when(when, precision),
            **more,
        )
        return Evidence(report, sealed(claim))

    def event(self, type: str, actor: str = "", *to: str, facet: str = "") -> Event:
        actors = (mention(actor),) if actor else ()
        return Event(type, facet, actors, tuple(mention(one) for one in to))

    def control(
        self, change: Any, holder: str = "", partial: bool = False, but: Iterable[str] = ()
    ) -> Control:
        who = mention(holder) if holder else None
        excepted = tuple(mention(f"sup:{place}") for place in but)
        return Control(change, who, Span(0, 1) if partial else None, excepted)

    def count(
        self, low: int | None, high: int | None = -1, of: Any = "killed", **more: Any
    ) -> Count:
        whom = more.pop("whom", "")
        more["by"] = tuple(mention(one) for one in more.pop("by", ()))
        return Count(
            of, low, low if high == -1 else high, whom=mention(whom) if whom else None, **more
        )

    def ground(self, items: Iterable[Evidence], day: str = "2024-12-05", known: str = "") -> Ground:
        listed = list(items)
        today = date.fromisoformat(day)
        by = date.fromisoformat(known) if known else today
        return ground(listed, self.book, today, by, copies(one.report for one in listed))

    def picture(
        self,
        items: Iterable[Evidence],
        day: str = "2024-12-05",
        known: str = "",
        judgements: Iterable[Judgement] = (),
    ) -> Picture:
        by = date.fromisoformat(known) if known else None
        return picture(items, judgements, self.book, date.fromisoformat(day), by)

    def shuffled(
        self, items: Iterable[Evidence], day: str = "2024-12-05", known: str = "", orders: int = 50
    ) -> Picture:
        """The picture, after checking that 50 orders of the claims give the same bytes."""
        listed = list(items)
        first = self.picture(listed, day, known)
        wanted = msgspec.json.encode(first)
        chance = Random(7)
        for _ in range(orders):
            chance.shuffle(listed)
            assert msgspec.json.encode(self.picture(listed, day, known)) == wanted
        return first


@pytest.fixture
def world() -> World:
    return World()

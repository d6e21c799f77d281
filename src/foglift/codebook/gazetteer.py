"""Places by name, where they lie in one another, how far and in which direction.

The bulk is a folder of arrays made by tools/build_gazetteer.py and mapped into memory; beside it
stand the rows an analyst edits: supplement.csv, overrides.csv, risky.csv and countries.csv.
"""

import csv
import math
import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from hashlib import blake2b
from itertools import pairwise
from math import isnan, nan
from pathlib import Path
from typing import Any, NamedTuple, Self

import numpy as np
import numpy.typing as npt
from geographiclib.geodesic import Geodesic

from foglift.codebook.rows import PlaceRow, Spelling
from foglift.codebook.tables import PLACES, rows
from foglift.text import fold

KINDS = ("country", "region", "county", "locality", "neighbourhood", "site", "continent")
AREAS = ("country", "region", "county")
POINTS = ("locality", "neighbourhood", "site")
DIRECTIONS = ("N", "NE", "E", "SE", "S", "SW", "W", "NW")
EARTH_KM = 6371.0088
# Numbers of Who's On First begin far above those of GeoNames, so that one array holds both.
GEONAMES = 50_000_000
PREFIXES = ("wof:", "gn:", "sup:")

# One row a place, beside its number in Built.ids: 1e-5 degrees, bytes of Built.text.
ROW = np.dtype(
    [
        ("lat", "<i4"),
        ("lon", "<i4"),
        ("population", "<u4"),
        ("start", "<u4"),
        ("area", "<u2"),
        ("length", "u1"),
        ("kind", "u1"),
        ("weight", "u1"),
    ]
)

# How much a place of that name is likely to be meant, in 1/20 of a power of ten of people: a
# region counts like a town of 6,000, a name that is only an alternate like 1/30 of the people.
_KIND_WEIGHT = {"country": 180, "continent": 120, "region": 76, "county": 60}
_UNKNOWN_WEIGHT = 40
_SEAT_WEIGHT = {"region": 90, "county": 65}
_WRITTEN_WEIGHT = 90
_ALTERNATE = 30

_ARTICLES = ("al", "el")
_SUN_LETTERS = ("d", "dh", "n", "r", "s", "sh", "t", "th", "z")
_ASSIMILATED = {f"{vowel}{letters}" for vowel in "ae" for letters in _SUN_LETTERS}

# The generic words of Arabic place names as the press spells them; the first form is filed.
_SPELLINGS = {
    word: forms.split()[0]
    for forms in (
        "abu abou",
        "ayn ain ein",
        "bayt beit bait beyt",
        "dayr deir dair der",
        "jabal jebel djebel gebel",
        "kafr kfar kafar kefar",
        "khirbat khirbet khurbat kherbet",
        "maarat maarrat maaret maarret",
        "qalat qalaat qalet",
        "shaykh sheikh shaikh sheik cheikh",
        "tall tal tell tel",
        "umm um oum om",
    )
    for word in forms.split()
}


@dataclass(frozen=True, slots=True)
class Place:
    """A place of the gazetteer. `id` is "wof:<number>", "gn:<number>" or "sup:<slug>"; kind is
    country, region (admin-1), county (admin-2), locality, neighbourhood, site, or continent for
    what no one country holds, seas too; `region`, `county` are names; `country` is an ISO code;
    lat and lon are degrees; population 0 is unknown.
    """

    id: str
    name: str
    lat: float
    lon: float
    kind: str
    country: str
    region: str = ""
    county: str = ""
    population: int = 0


def key(name: str) -> str:
    """The form under which a name is filed: folded, without the Arabic article, and with one
    spelling for what Latin letters leave open in Arabic (Deir and Dayr, -ah and -a, ou and u).

    An article "as", "ez" counts only before the letter it takes on, so that "As Homs fell" keeps
    its "as". Arabic and Hebrew script are kept apart from Latin letters: without its vowels a
    village would be filed under "sdf".

    >>> key("Deir ez-Zor"), key("Al Hasakah"), key("As Homs"), key("Sheikh Miskeen")
    ('dayr zor', 'hasaka', 'as homs', 'shaykh miskeen')
    """
    folded = fold(name)
    if any("\u0590" <= letter <= "\u08ff" for letter in name):
        return f"~{folded}"
    words = folded.split()
    kept = [word for word, after in pairwise(words) if not _article(word, after)]
    return " ".join(_spelling(word) for word in [*kept, *words[-1:]])


def _article(word: str, after: str) -> bool:
    return word in _ARTICLES or (word in _ASSIMILATED and after.startswith(word[1:]))


def _spelling(word: str) -> str:
    known = _SPELLINGS.get(word)
    if known is not None:
        return known
    if len(word) > 4 and word.endswith(("ah", "eh")):
        word = f"{word[:-2]}a"
    return word.replace("ou", "u").replace("iyy", "iy")


_CYRILLIC = frozenset({"UA", "RU", "BY"})
_SOFT = re.compile(r"(?<=[bcdfghklmnprstvz])i(?=[aue])")
_GLIDE = re.compile(r"(?<=[aeouy])i(?=[^aeiouy]|$)|(?<=[aeou])i(?=[aeou])|(?<=i)i$")


def _older(word: str) -> str:
    return _GLIDE.sub("y", _SOFT.sub("y", word))


def digest(filed: str) -> int:
    """The 64-bit number that stands for a key in Built.keys."""
    return int.from_bytes(blake2b(filed.encode(), digest_size=8).digest(), "little")


def weight(kind: str, population: int, seat_of: str = "") -> int:
    """How much a place of that kind and size is likely to be meant by its name, 0 to 255.

    `seat_of` is "region" or "county" when the place is the chief town that one is called after.
    """
    if kind in _KIND_WEIGHT:
        return _KIND_WEIGHT[kind]
    people = round(20 * math.log10(population)) if population else 0
    return min(255, max(people, _SEAT_WEIGHT.get(seat_of, _UNKNOWN_WEIGHT)))


def numbered(number: int) -> str:
    """The id of a place of the bulk by its number there: "wof:101751799", "gn:4250542"."""
    return f"gn:{number}" if number < GEONAMES else f"wof:{number}"


class Built(NamedTuple):
    """The arrays of the bulk. Places stand in the order of `ids`; `areas` holds the indices of
    their country, region and county (-1 for none); `keys` are sorted, and each has beside it
    in `refs` twice the index of a place, plus one where the name is only an alternate."""

    ids: npt.NDArray[np.uint32]
    rows: npt.NDArray[np.void]
    areas: npt.NDArray[np.int32]
    text: npt.NDArray[np.uint8]
    keys: npt.NDArray[np.uint64]
    refs: npt.NDArray[np.uint32]
    isos: npt.NDArray[np.str_]

    @classmethod
    def open(cls, folder: Path) -> Self:
        """The arrays of that folder, mapped, not read. Raises OSError when one is missing."""
        mapped = (np.load(folder / f"{name}.npy", mmap_mode="r") for name in cls._fields)
        return cls(*(np.asarray(array) for array in mapped))  # plain arrays index faster


class Filed(NamedTuple):
    """One place under one name, as likely as `weight` says."""

    id: str
    is_main: bool
    chosen: bool
    weight: int


@dataclass(frozen=True, slots=True)
class Written:
    """A row of supplement.csv: a place, its other names, its town, the areas it holds."""

    place: Place
    aliases: tuple[str, ...]
    town: str
    parts: tuple[str, ...]


@dataclass(frozen=True, eq=False)
class Own:
    """The rows of a folder of one's own that go beside those of the gazetteer."""

    places: tuple[PlaceRow, ...] = ()
    spellings: tuple[Spelling, ...] = ()


_NONE = Own()


class Gazetteer:
    """Names to places and places to one another: `named("Hama")[0][0].name == "Hama"`.

    Names are compared by `key`. Everything is decided by the rows; nothing changes after `open`.
    """

    def __init__(self, built: Built, written: Iterable[Written], risky: Iterable[str]) -> None:
        self._built = built
        self._supplement = {row.place.id: row for row in written}
        self._risky = frozenset(fold(name) for name in risky)
        self._short: dict[str, str] = {}
        self._middles: dict[str, tuple[float, float]] = {}
        self._filed: dict[str, list[Filed]] = {}
        self._shown: dict[str, str] = {}
        self._read = lru_cache(maxsize=1 << 16)(self._read_place)
        self._index = lru_cache(maxsize=1 << 16)(self._find)
        self._area = cache(self._read_area)
        self._areas_around = cache(self._areas_written)
        holders = sorted(set(built.areas[:, 0].tolist()))
        self._isos = dict(zip(holders, built.isos.tolist(), strict=True))
        self._countries = {
            iso: numbered(int(built.ids[index])) for index, iso in self._isos.items()
        }
        self._holders: dict[str, list[str]] = {}
        for row in self._supplement.values():
            self._file_written(row)
            for part in row.parts:
                self._holders.setdefault(part, []).append(row.place.id)

    @classmethod
    def open(cls, data: Path, own: Own = _NONE) -> Self:
        """The gazetteer of a codebook's data folder, with one's own rows: such a row stands in the
        place of one with the same id or name. Raises OSError, and ValueError when a row names a
        place that is not there."""
        places = data / "places"
        supplement, overrides = (list[Any](rows(data, table)) for table in PLACES.values())
        gazetteer = cls(
            Built.open(places / "built"),
            (_written(row) for row in (*supplement, *own.places)),
            (row["name"] for row in _rows(places / "risky.csv")),
        )
        for spelling in (*overrides, *own.spellings):
            gazetteer._choose(spelling.name, spelling.id, spelling.shown)
        for row in _rows(places / "middles.csv"):
            gazetteer._centre(row["iso"], float(row["lat"]), float(row["lon"]))
        for row in _rows(places / "abbreviations.csv"):
            gazetteer._short[row["short"].replace(" ", "")] = gazetteer.place(row["id"]).id
        for row in _rows(data / "countries.csv"):
            for name in (row["name"], *_listed(row["aliases"])):
                gazetteer._choose(name, gazetteer.country(row["iso"]).id, name == row["name"])
        for place in own.places:
            gazetteer.areas(f"sup:{place.id}")
        return gazetteer

    def named(self, name: str, countries: Iterable[str] = ()) -> tuple[tuple[Place, bool], ...]:
        """All places of that name, likeliest first, with whether it is their main name.

        Places in one of `countries` (ISO codes) come before all others; then those an override
        chose; then main names before alternates and bigger places before smaller. "Hama" is
        first the city, then the governorate, then the county.
        """
        filed = key(name)
        if not filed:
            return ()
        found = self._entries(filed) or self._romanised(filed)
        home = frozenset(countries)
        entries = [(self.place(entry.id), entry) for entry in found.values()]
        entries.sort(key=lambda pair: _order(pair[0], pair[1], home))
        return tuple((place, entry.is_main) for place, entry in entries)

    def _entries(self, filed: str) -> dict[str, Filed]:
        found = {entry.id: entry for entry in self._found(filed)}
        for entry in self._filed.get(filed, ()):
            known = found.get(entry.id)
            if known is None or known.weight <= entry.weight or entry.chosen:
                found[entry.id] = entry
        return found

    def _romanised(self, filed: str) -> dict[str, Filed]:
        """What a name in the newer romanisation of Cyrillic is filed under in the older one:
        "Zelenyi Hai" is "Zelenyy Hay"."""
        older = " ".join(_older(word) for word in filed.split())
        found = self._entries(older) if older != filed else {}
        return {id: entry for id, entry in found.items() if self.place(id).country in _CYRILLIC}

    def place(self, id: str) -> Place:
        """The place of that id; of one that no row has, as another codebook's, nothing but the id:
        it is of no kind, in no country, and nobody knows where."""
        if id in self._supplement:
            return self._supplement[id].place
        index = self._index(id)
        return self._read(index) if index >= 0 else Place(id, id, nan, nan, "", "")

    def knows(self, id: str) -> bool:
        """Whether a row has the place of that id."""
        return id in self._supplement or self._index(id) >= 0

    def country(self, iso: str) -> Place:
        """The country of that ISO code, "SY". Raises KeyError when there is none."""
        return self.place(self._countries[iso])

    def within(self, inner: str, outer: str) -> bool:
        """Whether the inner place is the outer one or lies in it (town in region in country).

        An area of the supplement holds its parts: El Fasher lies in North Darfur, so in Darfur.
        """
        around = {inner, *self._around(inner)}
        if outer in self._supplement:
            return outer in around or not around.isdisjoint(self._supplement[outer].parts)
        return outer in around

    def areas(self, id: str) -> tuple[str, ...]:
        """What a place lies in, its country left out."""
        return tuple(one for one in self.around(id) if self.place(one).kind != "country")

    def around(self, id: str) -> tuple[str, ...]:
        """All that a place lies in: its county, region and country, and areas of the supplement
        that hold one of these."""
        around = dict.fromkeys((id, *self._around(id)))
        held = (area for one in around for area in self._holders.get(one, ()))
        return tuple(one for one in dict.fromkeys((*around, *held)) if one != id)

    def distance(self, a: str, b: str) -> float:
        """Kilometres between two places, on the ellipsoid; no number where one is not known."""
        return float(_geodesic(self.place(a), self.place(b))["s12"]) / 1000

    def bearing(self, a: str, b: str) -> str:
        """The direction from a to b: one of N NE E SE S SW W NW; "" where one is not known."""
        azimuth = float(_geodesic(self.place(a), self.place(b))["azi1"])
        return "" if isnan(azimuth) else DIRECTIONS[round(azimuth / 45) % 8]

    def near(self, id: str, km: float, min_population: int = 0) -> tuple[Place, ...]:
        """Towns, quarters and sites at most `km` kilometres away, nearest first, without the
        place itself."""
        centre = self.place(id)
        hits = [
            *self._near_built(centre, km, min_population),
            *self._near_written(centre, km, min_population),
        ]
        return tuple(
            place for _, _, place in sorted(hits, key=lambda hit: hit[:2]) if place.id != id
        )

    def risky(self, name: str) -> bool:
        """Whether the name is more often something else than a place: an English word ("Has"),
        a person ("Bashar"), an armed group, a title. Such a name needs a place cue."""
        return fold(name) in self._risky

    def abbreviated(self, short: str) -> Place | None:
        """The state or province that an abbreviation stands for: "Calif.", "NSW", "W.Va."."""
        id = self._short.get(short.replace(" ", ""))
        return self.place(id) if id else None

    # ------------------------------------------------------------------ the rows people write

    def _choose(self, name: str, id: str, shown: bool) -> None:
        """File the place under the name, before all others so called."""
        if not self.knows(id):
            raise ValueError(f"no place {id} for the name {name!r}")
        self._file(name, Filed(id, True, True, self._weight(self.place(id))))
        if shown:
            self._shown[id] = name
            self._area.cache_clear()
            self._read.cache_clear()
            if id in self._supplement:
                row = self._supplement[id]
                self._supplement[id] = replace(row, place=replace(row.place, name=name))

    def _centre(self, iso: str, lat: float, lon: float) -> None:
        """Put a country where atlases write its name."""
        id = self._countries.get(iso, "")
        self._middles[id] = lat, lon
        if id in self._supplement:
            row = self._supplement[id]
            self._supplement[id] = replace(row, place=replace(row.place, lat=lat, lon=lon))

    def _file_written(self, row: Written) -> None:
        place = row.place
        if place.kind == "country":
            self._countries[place.country] = place.id
        for name in (place.name, *row.aliases):
            self._file(name, Filed(place.id, True, False, self._weight(place)))

    def _weight(self, place: Place) -> int:
        if place.id in self._supplement:
            return max(weight(place.kind, place.population), _WRITTEN_WEIGHT)
        return int(self._built.rows[self._index(place.id)]["weight"])

    def _file(self, name: str, entry: Filed) -> None:
        self._filed.setdefault(key(name), []).append(entry)

    def _areas_written(self, id: str) -> tuple[str, ...]:
        """Ids of what a place of the supplement lies in, by the names its row gives."""
        row = self._supplement[id]
        wanted = (
            (row.town, "locality"),
            (row.place.county, "county"),
            (row.place.region, "region"),
        )
        around = [self._countries[row.place.country]] if row.place.country else []
        for name, kind in wanted:
            if name:
                area = self._only(name, row.place, kind)
                around += [area, *self._around(area)]
        return tuple(around)

    def _only(self, name: str, place: Place, kind: str) -> str:
        for other, _ in self.named(name, (place.country,)):
            if (other.kind, other.country) == (kind, place.country) and other.id != place.id:
                return other.id
        raise ValueError(f"{place.id} lies in {name!r}, which is no {kind} of {place.country}")

    def _near_written(
        self, centre: Place, km: float, min_population: int
    ) -> Iterator[tuple[float, str, Place]]:
        for row in self._supplement.values():
            place = row.place
            if place.kind in POINTS and place.population >= min_population:
                away = float(haversine(centre, np.radians(place.lat), np.radians(place.lon)))
                if away <= km:
                    yield away, place.id, place

    # ------------------------------------------------------------------------------- the bulk

    def _find(self, id: str) -> int:
        """Where the bulk has the place, -1 where it has not."""
        number = id.partition(":")[2]
        if number.isdecimal() and id == numbered(int(number)):
            index = bisect_left(self._built.ids, int(number))
            if index < len(self._built.ids) and self._built.ids[index] == int(number):
                return index
        return -1

    def _id(self, index: int) -> str:
        return numbered(int(self._built.ids[index]))

    def _found(self, filed: str) -> Iterator[Filed]:
        keys, wanted = self._built.keys, np.uint64(digest(filed))
        start = int(keys.searchsorted(wanted, "left"))
        while start < len(keys) and keys[start] == wanted:
            index, alternate = divmod(int(self._built.refs[start]), 2)
            strength = int(self._built.rows[index]["weight"]) - (_ALTERNATE if alternate else 0)
            yield Filed(self._id(index), not alternate, False, strength)
            start += 1

    def _read_place(self, index: int) -> Place:
        lat, lon, population, _, area, _, kind, _ = self._built.rows[index].item()
        country, region, county, _ = self._area(area)
        id = self._id(index)
        north, east = self._middles.get(id, (lat / 1e5, lon / 1e5))
        return Place(
            id=id,
            name=self._name(index),
            lat=north,
            lon=east,
            kind=KINDS[kind],
            country=country,
            region=region,
            county=county,
            population=population,
        )

    def _name(self, index: int) -> str:
        shown = self._shown.get(self._id(index))
        if shown is not None:
            return shown
        row = self._built.rows[index]
        start = int(row["start"])
        return self._built.text[start : start + int(row["length"])].tobytes().decode()

    def _read_area(self, area: int) -> tuple[str, str, str, tuple[str, ...]]:
        """Country code, names of region and county, and the ids of all three where known."""
        indices = [int(index) for index in self._built.areas[area]]
        names = ["" if index < 0 else self._name(index) for index in indices[1:]]
        ids = (self._id(index) for index in indices[1:] if index >= 0)
        iso = self._isos[indices[0]]
        return iso, names[0], names[1], (self._countries[iso], *ids)

    def _around(self, id: str) -> tuple[str, ...]:
        if id in self._supplement:
            return self._areas_around(id)
        index = self._index(id)
        return self._area(int(self._built.rows[index]["area"]))[3] if index >= 0 else ()

    def _near_built(
        self, centre: Place, km: float, min_population: int
    ) -> Iterator[tuple[float, str, Place]]:
        rows = self._built.rows
        margin = km / 110 + 0.01  # degrees; a degree of latitude is never under 110 km
        band = np.abs(rows["lat"] / 1e5 - centre.lat) <= margin
        band &= rows["kind"] >= KINDS.index(POINTS[0])
        if min_population:
            band &= rows["population"] >= min_population
        indices = np.flatnonzero(band)
        some = rows[indices]
        away = haversine(centre, np.radians(some["lat"] / 1e5), np.radians(some["lon"] / 1e5))
        for number in np.flatnonzero(away <= km):
            place = self._read(int(indices[number]))
            yield float(away[number]), place.id, place


@lru_cache(maxsize=8)
def load(own: Own = _NONE) -> Gazetteer:
    """The gazetteer that ships with foglift, with one's own rows; opened once per process."""
    return Gazetteer.open(Path(__file__).parent / "data", own)


def _order(place: Place, entry: Filed, home: frozenset[str]) -> tuple[bool, bool, int, str]:
    return place.country not in home, not entry.chosen, -entry.weight, entry.id


def _written(row: PlaceRow) -> Written:
    place = Place(
        id=f"sup:{row.id}",
        name=row.name,
        lat=row.lat,
        lon=row.lon,
        kind=row.kind,
        country=row.country,
        region=row.region,
        county=row.county,
        population=row.population,
    )
    return Written(place, row.aliases, row.town, row.parts)


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, strict=True))


def _listed(cell: str) -> tuple[str, ...]:
    return tuple(part for part in cell.split("|") if part)


@lru_cache(maxsize=1 << 15)
def _geodesic(a: Place, b: Place) -> dict[str, float]:
    line: dict[str, float] = Geodesic.WGS84.Inverse(a.lat, a.lon, b.lat, b.lon)
    return line


def haversine(
    centre: Place, lat: npt.NDArray[np.float64], lon: npt.NDArray[np.float64]
) -> npt.NDArray[np.float64]:
    """Kilometres on the sphere from the centre to points given in radians."""
    here, there = np.radians(centre.lat), np.radians(centre.lon)
    half = np.sin((lat - here) / 2) ** 2
    half = half + np.cos(here) * np.cos(lat) * np.sin((lon - there) / 2) ** 2
    distance: npt.NDArray[np.float64] = 2 * EARTH_KM * np.arcsin(np.sqrt(half))
    return distance

"""Build the gazetteer's arrays from folders of places-XX.jsonl.gz (see places/ATTRIBUTION.md).

    python tools/build_gazetteer.py FOLDER ...

Each line of the input is an array: id, name, alternates, lat, lon, population, kind, region,
county, GeoNames id. The same input gives the same bytes.
"""

import csv
import gzip
import json
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
from anyascii import anyascii

from foglift.codebook import gazetteer
from foglift.codebook.gazetteer import GEONAMES, KINDS, ROW, Built

# A state of a country far from any war is meant more often than the towns called like it:
# as often as a town of 300,000 people.
_STATE_WEIGHT = 110
TARGET = Path(gazetteer.__file__).parent / "data" / "places" / "built"
KIND = {
    "macroregion": "region",
    "localadmin": "county",
    "campus": "site",
} | {kind: kind for kind in KINDS}

# Who's On First files Somaliland under a code of its own; ours is the ISO code.
COUNTRY = {"XS": "SO"}
LATIN = ((0x41, 0x24F), (0x1E00, 0x1EFF))
ARABIC = ((0x600, 0x77F), (0x8A0, 0x8FF))
HEBREW = ((0x590, 0x5FF),)
CYRILLIC = ((0x400, 0x52F),)
ETHIOPIC = ((0x1200, 0x139F),)
NATIVE = {
    ARABIC: "AF EG IQ IR JO LB LY PS SA SD SO SY TD YE",
    ARABIC + ETHIOPIC: "ER",
    ARABIC + HEBREW: "IL",
    CYRILLIC: "BY MD UA",
    ETHIOPIC: "ET",
    ((0x530, 0x58F),): "AM",
    ((0x10A0, 0x10FF),): "GE",
    ((0x1000, 0x109F),): "MM",
}
SCRIPT = {country: script for script, countries in NATIVE.items() for country in countries.split()}


class Source(NamedTuple):
    """One line of the input, with its country and the name by which others refer to it."""

    id: int
    name: str
    alternates: list[str]
    lat: float
    lon: float
    population: int
    kind: str
    region: str
    county: str
    country: str
    called: str


def sources(folder: Path) -> Iterator[Source]:
    written = by_hand()
    for path in sorted(folder.glob("places-??.jsonl.gz")):
        code = path.name[7:9]
        country = COUNTRY.get(code, code)
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            for line in lines:
                source = Source._make([*json.loads(line)[:9], country, ""])
                if source.kind != "country" or code == country:
                    source = shown(source._replace(kind=KIND[source.kind]))
                    if source.id >= GEONAMES or not beside(source, written):
                        yield source


def by_hand() -> dict[tuple[str, str], list[tuple[float, float]]]:
    """Where supplement.csv has towns, by country and key: those it need not have twice."""
    with (TARGET.parent / "supplement.csv").open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["kind"] in gazetteer.POINTS]
    found: dict[tuple[str, str], list[tuple[float, float]]] = {}
    for row in rows:
        for name in (row["name"], *row["aliases"].split("|")):
            place = float(row["lat"]), float(row["lon"])
            found.setdefault((row["country"], gazetteer.key(name)), []).append(place)
    return found


def beside(source: Source, written: dict[tuple[str, str], list[tuple[float, float]]]) -> bool:
    """Whether a town of that name is written down by hand within about 30 km."""
    if source.kind != "locality":
        return False
    return any(
        abs(source.lat - lat) + abs(source.lon - lon) < 0.4
        for lat, lon in written.get((source.country, gazetteer.key(source.name)), ())
    )


def shown(source: Source) -> Source:
    """With a main name in Latin script and only the alternates that are worth their room."""
    latin = [name for name in (source.name, *source.alternates) if written_in(name, LATIN)]
    main = latin[0] if latin else anyascii(source.name)
    # Aliases of countries are rows of countries.csv; here they are codes and demonyms.
    kept = LATIN if source.kind != "country" else ()
    native = SCRIPT.get(source.country, ())
    others = [n for n in (source.name, *source.alternates) if written_in(n, (*kept, *native))]
    return source._replace(name=main, alternates=others, called=source.name)


def written_in(name: str, script: tuple[tuple[int, int], ...]) -> bool:
    """Whether the first letter of the name is of that script."""
    letter = next((ord(letter) for letter in name if letter.isalpha()), 0)
    return any(first <= letter <= last for first, last in script)


def keys(source: Source) -> dict[str, int]:
    """The keys of the place: 0 for the main name's, 1 for those of alternates."""
    filed = {gazetteer.key(name): 1 for name in source.alternates}
    filed[gazetteer.key(source.name)] = 0
    filed.pop("", None)
    return filed


class Areas:
    """Which places are areas, by name, and the table of (country, region, county) that places
    point into; -1 stands for none."""

    def __init__(self, places: list[Source]) -> None:
        self.names: dict[tuple[str, ...], int] = {}
        self.keys: dict[int, frozenset[str]] = {-1: frozenset()}
        self.table: dict[tuple[int, int, int], int] = {}
        for number, place in enumerate(places):
            if place.kind in ("country", "region", "county"):
                self.keys[number] = frozenset(keys(place))
                self.names.setdefault(area_name(place), number)

    def around(self, place: Source) -> tuple[int, int, int]:
        """The indices of country, region and county of a place."""
        region = ("region", place.country, place.region)
        county = ("county", place.country, place.region, place.county)
        return (
            self.names["country", place.country],
            self.names.get(region, -1),
            self.names.get(county, -1),
        )

    def seat_of(self, place: Source) -> str:
        """The kind of area that the place bears the name of: "region", "county" or ""."""
        _, region, county = self.around(place)
        name = gazetteer.key(place.name)
        if name in self.keys[region]:
            return "region"
        return "county" if name in self.keys[county] else ""

    def row(self, place: Source) -> int:
        """The row of the table for a place, added when it is the first to need it."""
        return self.table.setdefault(self.around(place), len(self.table))


def area_name(place: Source) -> tuple[str, ...]:
    """The name under which places refer to an area: as the input has it."""
    if place.kind == "country":
        return "country", place.country
    if place.kind == "region":
        return "region", place.country, place.called
    return "county", place.country, place.region, place.called


def build(folders: Sequence[Path], target: Path) -> None:
    places = sorted(source for folder in folders for source in sources(folder))
    areas = Areas(places)
    rows, text, filed = np.zeros(len(places), ROW), bytearray(), []
    for number, place in enumerate(places):
        strength = gazetteer.weight(place.kind, place.population, areas.seat_of(place))
        if place.kind == "region" and place.id < GEONAMES:
            strength = _STATE_WEIGHT
        shown_name = place.name.encode()
        rows[number] = (
            round(place.lat * 1e5),
            round(place.lon * 1e5),
            place.population,
            len(text),
            areas.row(place),
            len(shown_name),
            KINDS.index(place.kind),
            strength,
        )
        text += shown_name
        for name_key, alternate in keys(place).items():
            filed.append((gazetteer.digest(name_key), 2 * number + alternate))
    filed.sort()
    table = np.array(list(areas.table), "<i4")
    holders = sorted(set(table[:, 0].tolist()))
    arrays = Built(
        ids=np.array([place.id for place in places], "<u4"),
        rows=rows,
        areas=table,
        text=np.frombuffer(bytes(text), "u1"),
        keys=np.array([hashed for hashed, _ in filed], "<u8"),
        refs=np.array([ref for _, ref in filed], "<u4"),
        isos=np.array([places[index].country for index in holders]),
    )
    target.mkdir(parents=True, exist_ok=True)
    for name, array in arrays._asdict().items():
        np.save(target / f"{name}.npy", array)


if __name__ == "__main__":
    build([Path(folder) for folder in sys.argv[1:]], TARGET)

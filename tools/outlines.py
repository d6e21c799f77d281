"""Make the outlines that the desk draws under its map: web/geo/world.json and a file a country.

    python tools/outlines.py FOLDER [FOLDER ...]

Needs shapely, and world-atlas in web/node_modules. The folders hold the polygons of regions and
counties and the places of countries at war (admin-XX.geojson.gz, places-XX.jsonl.gz). Polygons
of one country were simplified each by itself, so that neighbours overlap by some hundred metres;
of two lines that run beside each other only the first is kept. Written as TopoJSON of whole
numbers; the same input gives the same bytes.
"""

import csv
import gzip
import json
import sys
from collections.abc import Iterable, Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple

import shapely
from build_gazetteer import COUNTRY
from native_names import SCRIPTS, native
from shapely.geometry import LineString, MultiPolygon, Polygon, shape
from shapely.geometry.base import BaseGeometry

from foglift.codebook import gazetteer

ROOT = Path(__file__).parents[1]
WORLD = ROOT / "web" / "node_modules" / "world-atlas" / "countries-50m.json"
DATA = Path(gazetteer.__file__).parent / "data"
TARGET = ROOT / "web" / "geo"
# Degrees: the grid of a file, how far a line may be from the truth, how close two lines are one.
GRID = {"world": 0.005, "country": 0.002}
ROUGH = {"focus": 0.01, "world": 0.05, "region": 0.006, "county": 0.012}
BESIDE = {"focus": 0.06, "world": 0.25, "region": 0.015, "county": 0.022}
SEAM = 0.06
LEAST = 0.06  # no shorter line is left over where two run beside each other
SMALL = 0.05  # square degrees of an island of the wide world


class Area(NamedTuple):
    kind: str
    name: str
    native: str
    shape: BaseGeometry


def areas(folder: Path) -> Iterator[tuple[str, list[Area]]]:
    """The countries of a folder with their regions and counties."""
    known = gazetteer.load()
    found: dict[str, list[Area]] = {}
    for path in sorted(folder.glob("admin-??.geojson.gz")):
        code = path.name[6:8]
        country = COUNTRY.get(code, code)
        others = alternates(folder / f"places-{code}.jsonl.gz")
        for feature in json.loads(gzip.decompress(path.read_bytes()))["features"]:
            facts, outline = feature["properties"], polygons(shape(feature["geometry"]))
            try:
                name = known.place(gazetteer.numbered(facts["id"])).name
            except KeyError:
                name = facts["name"]
            own = native(country, name, others[facts["id"]]) if country in SCRIPTS else ""
            if not outline.is_empty:
                found.setdefault(country, []).append(Area(facts["kind"], name, own, outline))
    yield from sorted(found.items())


def alternates(path: Path) -> dict[int, list[str]]:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        rows = (json.loads(line) for line in lines)
        return {row[0]: [row[1], *row[2]] for row in rows if row[6] in ("region", "county")}


def own_name(folder: Path, country: str) -> str:
    """What a country is called in its own script."""
    if country not in SCRIPTS:
        return ""
    with gzip.open(folder / f"places-{country}.jsonl.gz", "rt", encoding="utf-8") as lines:
        rows = [row for row in map(json.loads, lines) if row[6] == "country"]
    return native(country, rows[0][1], rows[0][2]) if rows else ""


def polygons(one: BaseGeometry) -> BaseGeometry:
    """Only what of a shape has a surface."""
    parts = shapely.get_parts(shapely.make_valid(one))
    flat = [each for part in parts for each in shapely.get_parts(part)]
    return MultiPolygon([each for each in flat if isinstance(each, Polygon)])


def outer(found: list[Area]) -> BaseGeometry:
    """A country as the union of its regions, without the slivers between them."""
    regions = [one.shape for one in found if one.kind == "region"]
    whole = shapely.union_all(regions or [one.shape for one in found])
    closed = whole.buffer(0.02, join_style="mitre").buffer(-0.02, join_style="mitre")
    solid = [Polygon(one.exterior) for one in polygons(closed).geoms if one.area > 0.0005]
    return polygons(MultiPolygon(solid).simplify(ROUGH["focus"]))


def lines(shapes: Iterable[BaseGeometry], kind: str, drawn: BaseGeometry) -> list[LineString]:
    """The boundaries of shapes, each stretch once, and none beside what is drawn already."""
    near = [part.buffer(BESIDE[kind], quad_segs=2) for part in shapely.get_parts(drawn)]
    found: list[LineString] = []
    for one in shapes:
        outline = one.boundary.simplify(ROUGH[kind])
        there = [each for each in near if each.intersects(outline)]
        left = outline.difference(shapely.union_all(there)) if there else outline
        merged = shapely.line_merge(left) if left.geom_type == "MultiLineString" else left
        kept = [part for part in shapely.get_parts(merged) if part.length > LEAST]
        found += kept
        near += [part.buffer(BESIDE[kind], quad_segs=2) for part in kept]
    return found


class Topology:
    """A TopoJSON file in the making: arcs of whole numbers, each beginning at its own place."""

    def __init__(self, grid: float) -> None:
        self.grid, self.arcs, self.objects = grid, [], {}

    def arc(self, points: Iterable[tuple[float, ...]]) -> int | None:
        whole = [(round(x / self.grid), round(y / self.grid)) for x, y, *_ in points]
        kept = [one for at, one in enumerate(whole) if at == 0 or one != whole[at - 1]]
        if len(kept) < 2:
            return None
        steps = [(b[0] - a[0], b[1] - a[1]) for a, b in pairwise(kept)]
        self.arcs.append([kept[0], *steps])
        return len(self.arcs) - 1

    def lines(self, name: str, found: Iterable[LineString]) -> None:
        arcs = [[arc] for one in found if (arc := self.arc(one.coords)) is not None]
        self.objects[name] = {"type": "MultiLineString", "arcs": arcs}

    def surface(self, outline: BaseGeometry, **facts: str) -> dict[str, Any]:
        rings = [
            [[arc] for ring in (one.exterior, *one.interiors) if len(ring.coords) > 3
             and (arc := self.arc(ring.coords)) is not None and len(self.arcs[arc]) > 3]
            for one in outline.geoms
        ]  # fmt: skip
        kept = [one for one in rings if one]
        return {"type": "MultiPolygon", "arcs": kept} | ({"properties": facts} if facts else {})

    def point(self, where: BaseGeometry, **facts: Any) -> dict[str, Any]:
        at = [round(where.x / self.grid), round(where.y / self.grid)]
        return {"type": "Point", "coordinates": at, "properties": facts}

    def collection(self, name: str, geometries: list[dict[str, Any]]) -> None:
        self.objects[name] = {"type": "GeometryCollection", "geometries": geometries}

    def write(self, path: Path) -> None:
        whole = {
            "type": "Topology",
            "transform": {"scale": [self.grid, self.grid], "translate": [0, 0]},
            "objects": self.objects,
            "arcs": self.arcs,
        }
        text = json.dumps(whole, ensure_ascii=False, separators=(",", ":"))
        path.write_text(text + "\n", encoding="utf-8")


def middle(outline: BaseGeometry) -> BaseGeometry:
    """Where a name is written: well inside the largest part."""
    largest = max(shapely.get_parts(outline), key=lambda one: one.area)
    return shapely.maximum_inscribed_circle(largest, tolerance=0.05).interpolate(0)


def write_country(country: str, found: list[Area], border: BaseGeometry) -> None:
    """A country's inner boundaries and the names of its regions and counties."""
    made, drawn = Topology(GRID["country"]), border.boundary
    for kind in ("region", "county"):
        some = [one for one in found if one.kind == kind]
        stretch = lines((one.shape for one in some), kind, drawn)
        made.lines(kind, stretch)
        drawn = shapely.union_all([drawn, *stretch])
    named = [
        made.point(middle(one.shape), kind=one.kind, name=one.name, native=one.native)
        for one in found
    ]
    made.collection("names", named)
    made.write(TARGET / f"{country}.json")


def write_world(focus: dict[str, BaseGeometry], native_names: dict[str, str]) -> None:
    """The countries at war as finely as a town is looked at, and all others roughly."""
    made = Topology(GRID["world"])
    whole = shapely.union_all(list(focus.values()))
    others = []
    for outline in rough():
        if outline.intersection(whole).area < 0.6 * outline.area:
            kept = [one for one in outline.geoms if one.area > SMALL]
            others.append(polygons(MultiPolygon(kept).simplify(ROUGH["world"])))
    made.collection("land", [made.surface(one) for one in (*others, *seams(focus, others))])
    made.collection("focus", [made.surface(one, iso=iso) for iso, one in sorted(focus.items())])
    borders = lines(focus.values(), "focus", Polygon())
    made.lines("borders", borders)
    inside = whole.buffer(0.1, quad_segs=2)
    beyond = [polygons(one.difference(inside)) for one in others]
    made.lines("far", lines(beyond, "world", shapely.union_all(borders)))
    known = gazetteer.load()
    named = []
    for iso in sorted(isos()):
        place = known.country(iso)
        spot = middle(focus[iso]) if iso in focus else shapely.Point(place.lon, place.lat)
        named.append(made.point(spot, name=place.name, native=native_names.get(iso, "")))
    made.collection("names", named)
    made.write(TARGET / "world.json")


def seams(focus: dict[str, BaseGeometry], others: list[BaseGeometry]) -> Iterator[BaseGeometry]:
    """What lies between two countries that should touch and do not quite."""
    wide = {iso: one.buffer(SEAM, quad_segs=2) for iso, one in focus.items()}
    whole = shapely.union_all([*focus.values(), *others])
    for iso, one in wide.items():
        beside = [other for name, other in wide.items() if name > iso]
        beside += [other.buffer(SEAM, quad_segs=2) for other in others if other.intersects(one)]
        shared = shapely.union_all([one.intersection(other) for other in beside])
        gap = polygons(shared.difference(whole))
        if not gap.is_empty:
            yield polygons(gap.simplify(ROUGH["focus"]))


def isos() -> list[str]:
    with (DATA / "countries.csv").open(encoding="utf-8", newline="") as file:
        return [row["iso"] for row in csv.DictReader(file)]


def rough() -> Iterator[BaseGeometry]:
    """The countries of the world-atlas."""
    world = json.loads(WORLD.read_text(encoding="utf-8"))
    scale, shift = world["transform"]["scale"], world["transform"]["translate"]
    arcs = []
    for arc in world["arcs"]:
        x = y = 0
        points = []
        for dx, dy in arc:
            x, y = x + dx, y + dy
            points.append((x * scale[0] + shift[0], y * scale[1] + shift[1]))
        arcs.append(points)

    def ring(indices: list[int]) -> list[tuple[float, float]]:
        found: list[tuple[float, float]] = []
        for index in indices:
            part = arcs[index] if index >= 0 else arcs[~index][::-1]
            found += part[1:] if found else part
        return found

    for one in world["objects"]["countries"]["geometries"]:
        groups = one["arcs"] if one["type"] == "MultiPolygon" else [one.get("arcs", [])]
        found = [Polygon(ring(rings[0]), [ring(hole) for hole in rings[1:]])
                 for rings in groups if rings]  # fmt: skip
        if found and one["properties"]["name"] != "Antarctica":
            yield polygons(MultiPolygon(found))


def main(folders: list[Path]) -> None:
    TARGET.mkdir(exist_ok=True)
    focus: dict[str, BaseGeometry] = {}
    named: dict[str, str] = {}
    for folder in folders:
        for country, found in areas(folder):
            named[country] = own_name(folder, country)
            focus[country] = outer(found)
            write_country(country, found, focus[country])
    write_world(focus, named)


if __name__ == "__main__":
    main([Path(name) for name in sys.argv[1:]])

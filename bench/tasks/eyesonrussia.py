"""Eyes on Russia: where a one-line incident is. The answer is the first place that the reader says
the line is about: its town, region, country and position."""

from collections.abc import Sequence
from datetime import date

from bench.data import report
from bench.tasks.readings import over
from bench.tasks.task import Half, Measure, Row, Task
from foglift.codebook import Book
from foglift.codebook.gazetteer import Place
from foglift.model import Report
from foglift.read import READERS
from foglift.read.rules.locations import about
from foglift.read.rules.mentions import resolve
from foglift.read.rules.parse import parse

_TOWNS = ("locality", "neighbourhood", "site")
_CITY_KM = 20.0


def predict(rows: Sequence[Row], book: Book) -> list[Row]:
    """{"id": "UW1", "town": "Bucha", "province": "Kyiv region", "lat": 50.55, ...} per line."""
    lines = [report(row["text"], _day(row["date"])) for row in rows]
    return [
        {"id": row["id"], **place}
        for row, place in zip(rows, over(_where, lines, book), strict=True)
    ]


def _day(written: str) -> date | None:
    return date.fromisoformat(written) if written else None


def _where(line: Report, book: Book) -> Row:
    named = resolve(parse(line, book), book).toponyms
    places = about(READERS["rules"].read(line, book), named, book.gazetteer)
    open_ = [n.span for n in named if n.how == "place" and not n.ref]
    town = _town(places, book)
    written = [n.span for n in named if town and n.ref == town.id] or (open_ if not town else [])
    answer: Row = _position((town or places[0]), book) if places else {}
    if written:
        answer["town"] = line.text[written[0].start : written[0].end]
    return answer


def _town(places: Sequence[Place], book: Book) -> Place | None:
    """The first town; of a quarter or a plant the town that the line names around it."""
    first = next((p for p in places if p.kind in _TOWNS), None)
    if first is None or first.kind == "locality":
        return first
    around = (p for p in places if p.kind == "locality")
    return next((p for p in around if book.gazetteer.distance(p.id, first.id) < _CITY_KM), first)


def _position(place: Place, book: Book) -> Row:
    return {
        "province": place.name if place.kind == "region" else place.region,
        "country": book.gazetteer.country(place.country).name,
        "lat": place.lat,
        "lon": place.lon,
    }


TASK = Task(
    name="eyesonrussia",
    halves=(
        Half(
            "eyesonrussia/dev.jsonl",
            predict,
            (
                Measure("town_literal", 79.2, "", 94),
                Measure("km20_town_literal", 79.2, "", 94),
                Measure("province"),
            ),
            form="gold",
        ),
    ),
)

"""FA-KES: governorate and day of the main incident of a Syrian war report. The answer is where the
reader says that the report is, and the day of its first dated happening."""

from collections.abc import Iterable, Sequence
from datetime import date

from bench.data import report
from bench.tasks.readings import over
from bench.tasks.task import Half, Measure, Row, Task
from foglift.codebook import Book
from foglift.codebook.gazetteer import Gazetteer, Place
from foglift.ingest import dates
from foglift.model import Claim, Report
from foglift.read import READERS
from foglift.read.rules.locations import about
from foglift.read.rules.mentions import resolve
from foglift.read.rules.parse import parse

# How the set writes the governorates; Damascus stands for its countryside too.
_GOVERNORATES = {
    "aleppo": ("Aleppo",),
    "damascus": ("Damascus", "Rif Dimashq"),
    "idlib": ("Idlib",),
    "deir ezzor": ("Deir ez-Zor",),
    "raqqa": ("Raqqa",),
    "homs": ("Homs",),
    "hasakeh": ("Hasakah",),
    "hama": ("Hama",),
    "daraa": ("Daraa",),
    "lattakia": ("Latakia",),
    "quneitra": ("Quneitra",),
    "tartous": ("Tartus",),
}
_USUAL = "aleppo"  # where the report names no place of Syria


def predict(rows: Sequence[Row], book: Book) -> list[Row]:
    """{"id": "1", "governorate": "idlib", "date": "2017-04-04"} for each report."""
    reports = [_report(row) for row in rows]
    return [
        {"id": row["id"], "governorate": governorate, "date": day}
        for row, (governorate, day) in zip(rows, over(_main, reports, book), strict=True)
    ]


def _report(row: Row) -> Report:
    text = f"{row['title']}\n\n{row['text']}"
    return report(text, dates.published("", None, row["text"])[0])


def _main(one: Report, book: Book) -> tuple[str, str]:
    claims = READERS["rules"].read(one, book)
    named = resolve(parse(one, book), book).toponyms
    places = about(claims, named, book.gazetteer)
    return _governorate(places, book.gazetteer), _day(claims, one)


def _governorate(places: Iterable[Place], gazetteer: Gazetteer) -> str:
    """The governorate of the first place that lies in one."""
    for place in places:
        for label, names in _GOVERNORATES.items():
            if any(_lies_in(place, name, gazetteer) for name in names):
                return label
    return _USUAL


def _lies_in(place: Place, name: str, gazetteer: Gazetteer) -> bool:
    regions = (p for p, _ in gazetteer.named(name, ("SY",)) if p.kind == "region")
    region = next(regions, None)
    return region is not None and gazetteer.within(place.id, region.id)


def _day(claims: Iterable[Claim], one: Report) -> str:
    """The report's own day, which is the day of its news; else that of the first dated claim."""
    days = [claim.when.start for claim in claims if claim.when and claim.when.start]
    day: date | None = one.published or next(iter(days), None)
    return day.isoformat() if day else ""


TASK = Task(
    name="fakes",
    halves=(
        Half(
            "fakes/all.jsonl",
            predict,
            (
                Measure("governorate_accuracy", 83.6, "", 92),
                Measure("date_exact"),
                Measure("date_3d"),
            ),
            form="location",
        ),
    ),
)

"""Toponyms of general and local news: where they stand and which point on the map they mean. The
answer is every name that the reader's resolution takes for a place, with the place's position."""

from collections.abc import Iterable, Iterator, Sequence

from bench.data import report
from bench.tasks.readings import over
from bench.tasks.task import Half, Measure, Row, Task
from foglift.codebook import Book
from foglift.model import Report
from foglift.read.rules.mentions import resolve
from foglift.read.rules.parse import parse
from foglift.read.rules.toponyms import Toponym

_MEASURES = (
    Measure("recognition_overlap.f1", None, "spaCy sm 67-88", 88),
    Measure("resolution.acc161_of_resolved", 46, "82.7 (Mordecai 3, LGL)", 87),
    Measure("resolution.end_to_end_acc161"),
)


# The corpora whose annotators marked "Syrian" as a name of Syria.
_WITH_ADJECTIVES = frozenset({"LGL"})


def predict(rows: Sequence[Row], book: Book) -> list[Row]:
    """{"id": "7", "toponyms": [{"start": 3, "end": 7, "lat": 35.13, "lon": 36.75}]} per report."""
    found = over(_toponyms, [report(row["text"]) for row in rows], book)
    return [
        {"id": row["id"], "toponyms": list(_marked(names, row.get("corpus", ""), book))}
        for row, names in zip(rows, found, strict=True)
    ]


def _toponyms(one: Report, book: Book) -> tuple[Toponym, ...]:
    return resolve(parse(one, book), book).toponyms


def _marked(names: Iterable[Toponym], corpus: str, book: Book) -> Iterator[Row]:
    """The names that the corpus counts, with the position of their place where it is known."""
    for each in names:
        if each.how == "people" and corpus not in _WITH_ADJECTIVES:
            continue
        found: Row = {"start": each.span.start, "end": each.span.end}
        if each.ref:
            place = book.gazetteer.place(each.ref)
            found |= {"lat": place.lat, "lon": place.lon}
        yield found


TASK = Task(
    name="toponyms",
    halves=(
        Half("toponyms/geovirus.jsonl", predict, _MEASURES, form="toponyms"),
        Half("toponyms/lgl.jsonl", predict, _MEASURES, form="toponyms"),
    ),
)

"""What a list shows as files: all rows that were asked for, in their order, as they are made."""

import inspect
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

import msgspec
from fastapi import APIRouter, Request
from fastapi.responses import StreamingResponse

from foglift.desk.asking import Day, KnownBy, asks
from foglift.desk.facets import Ask
from foglift.desk.guard import needs
from foglift.desk.look import Look
from foglift.desk.pages import claims, incidents, reports
from foglift.desk.routes.answering import desk_of
from foglift.model import Brief, Claim, Report
from foglift.publish import WRITERS, Material
from foglift.publish.derived import incident_record
from foglift.publish.record import Record
from foglift.publish.tables import Cell, table

router = APIRouter(tags=["lists as files"])

INCIDENTS = (
    "incident", "type", "facet", "relation", "place", "start", "end", "precision", "actors",
    "recipients", "grade", "contested", "lines", "reports", "said_by", "denied_by", "claims",
)  # fmt: skip
REPORTS = ("report", "outlet", "title", "published", "kind", "lang", "url", "claims", "copies")
_AT_ONCE = 200  # lines that are sent together

Lines = Iterator[str]


@dataclass(frozen=True)
class Table:
    """A list as files: its rows as they are asked for, and these as lines of each kind."""

    name: str
    rows: Callable[..., Iterator[Any]]
    csv: Callable[[Look, Iterator[Any]], Lines]
    jsonl: Callable[[Look, Iterator[Any]], Lines]


@asks(claims.FACETS, claims.SORTS, claims.USUAL, paged=False)
def claim_rows(look: Look, ask: Ask) -> Iterator[tuple[Report, Claim]]:
    """All claims that are asked for."""
    return (look.claims[id] for id in look.seen.find(ask).ids)


def claim_csv(look: Look, rows: Iterator[tuple[Report, Claim]]) -> Lines:
    """As `foglift export claims.csv` writes them, in the order of the rows."""
    head = _exported(look, "claims.csv")
    yield head
    for row in rows:
        yield _exported(look, "claims.csv", row)[len(head) :]


def claim_jsonl(look: Look, rows: Iterator[tuple[Report, Claim]]) -> Lines:
    """As `foglift export claims.jsonl` writes them, in the order of the rows."""
    return (_exported(look, "claims.jsonl", row) for row in rows)


def _exported(look: Look, name: str, *rows: tuple[Report, Claim]) -> str:
    # The look holds only what may be shown: nothing is left to be held back here.
    brief = Brief(look.day, look.known_by, ())
    return WRITERS[name](Material(look.picture, rows, look.book, brief, public=False))


@asks(incidents.FACETS, incidents.SORTS, incidents.USUAL, paged=False)
def incident_rows(look: Look, ask: Ask) -> Iterator[Record]:
    """All incidents that are asked for."""
    for id in look.seen_incidents.find(ask).ids:
        yield {"incident": id} | incident_record(look.incidents[id], look.book)


@asks(reports.FACETS, reports.SORTS, reports.USUAL, paged=False)
def report_rows(look: Look, ask: Ask) -> Iterator[Record]:
    """All reports that are asked for, without their text."""
    for id in look.seen_reports.find(ask).ids:
        row = msgspec.structs.asdict(reports.report_row(look, look.texts[id]))
        yield {"report": row["id"]} | {name: row[name] for name in REPORTS if name in row}


def plain_cells(record: Record) -> dict[str, Cell]:
    """A record with its lists joined by "; " and its days written out."""
    return {
        name: "; ".join(map(str, value))
        if isinstance(value, list | tuple)
        else value
        if value is None or isinstance(value, str | int | float)
        else str(value)
        for name, value in record.items()
    }


def csv_of(columns: Sequence[str]) -> Callable[[Look, Iterator[Record]], Lines]:
    """What writes records in these columns."""
    head = table(columns, ())

    def lines(look: Look, records: Iterator[Record]) -> Lines:
        yield head
        for one in records:
            yield table(columns, (plain_cells(one),))[len(head) :]

    return lines


def jsonl(look: Look, records: Iterator[Record]) -> Lines:
    """Records as one line of JSON each."""
    return (f"{msgspec.json.encode(one).decode('utf-8', 'replace')}\n" for one in records)


TABLES = (
    Table("claims", claim_rows, claim_csv, claim_jsonl),
    Table("incidents", incident_rows, csv_of(INCIDENTS), jsonl),
    Table("reports", report_rows, csv_of(REPORTS), jsonl),
)
KINDS = {"csv": "text/csv", "jsonl": "application/jsonl"}


def _endpoint(listed: Table, kind: str) -> Callable[..., StreamingResponse]:
    """The function that FastAPI calls: it has the parameters of the list, and the days."""
    lines = listed.csv if kind == "csv" else listed.jsonl

    def answer(
        request: Request, day: Day = None, known_by: KnownBy = None, **asked: Any
    ) -> StreamingResponse:
        look = desk_of(request).look(day, known_by)
        body = _joined(lines(look, listed.rows(look, **asked)))
        name = f"{listed.name}-{look.day}.{kind}"
        headers = {"content-disposition": f'attachment; filename="{name}"'}
        return StreamingResponse(body, media_type=f"{KINDS[kind]}; charset=utf-8", headers=headers)

    own = list(inspect.signature(listed.rows).parameters.values())[1:]
    first = list(inspect.signature(answer).parameters.values())[:3]
    named = [each.replace(kind=inspect.Parameter.KEYWORD_ONLY) for each in (*first, *own)]
    answer.__signature__ = inspect.Signature(named)  # type: ignore[attr-defined]
    answer.__name__ = f"{listed.name}_{kind}"
    return answer


def _joined(lines: Iterator[str]) -> Iterator[bytes]:
    while some := list(islice(lines, _AT_ONCE)):
        yield "".join(some).encode("utf-8", "replace")


for _table in TABLES:
    for _kind, _media in KINDS.items():
        router.add_api_route(
            f"/{_table.name}.{_kind}",
            _endpoint(_table, _kind),
            summary=f"{_table.name.capitalize()} as {_kind.upper()}",
            description=_table.rows.__doc__ or "",
            response_class=StreamingResponse,
            responses={200: {"description": "All rows.", "content": {_media: {}}}},
            dependencies=[needs("viewer")],
        )

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
from foglift.desk.live import Desk
from foglift.desk.look import Look
from foglift.desk.pages import claims, incidents, reports
from foglift.model import Incident
from foglift.publish import claim_record
from foglift.publish.record import Record
from foglift.publish.tables import CLAIMS, Cell, table
from foglift.publish.tables import _flat as claim_cells

router = APIRouter(tags=["lists as files"])

INCIDENTS = (
    "incident", "type", "facet", "relation", "place", "start", "end", "precision", "actors",
    "recipients", "grade", "contested", "lines", "reports", "said_by", "denied_by", "claims",
)  # fmt: skip
REPORTS = ("report", "outlet", "title", "published", "kind", "lang", "url", "claims", "copies")
_AT_ONCE = 200  # lines that are sent together

Records = Callable[..., Iterator[Record]]


@dataclass(frozen=True)
class Table:
    """A list as files: the records of its rows, and each as the cells of columns."""

    name: str
    records: Records
    columns: Sequence[str]
    cells: Callable[[Record], dict[str, Cell]]


@asks(claims.FACETS, claims.SORTS, claims.USUAL, paged=False)
def claim_records(look: Look, ask: Ask) -> Iterator[Record]:
    """All claims that are asked for."""
    for id in look.seen.find(ask).ids:
        yield claim_record(*look.claims[id], look.book)


@asks(incidents.FACETS, incidents.SORTS, incidents.USUAL, paged=False)
def incident_records(look: Look, ask: Ask) -> Iterator[Record]:
    """All incidents that are asked for."""
    for id in look.seen_incidents.find(ask).ids:
        yield incident_record(look, look.incidents[id])


@asks(reports.FACETS, reports.SORTS, reports.USUAL, paged=False)
def report_records(look: Look, ask: Ask) -> Iterator[Record]:
    """All reports that are asked for, without their text."""
    for id in look.seen_reports.find(ask).ids:
        row = msgspec.structs.asdict(reports.report_row(look, look.reports[id]))
        yield {"report": row["id"]} | {name: row[name] for name in REPORTS if name in row}


def incident_record(look: Look, one: Incident) -> Record:
    """One incident with names in the place of ids."""

    def names(refs: Sequence[str]) -> list[str]:
        return [look.book.label(ref) for ref in refs]

    return {
        "incident": one.id,
        "type": one.type,
        "facet": one.facet,
        "relation": one.relation,
        "place": look.book.label(one.place),
        "start": one.start,
        "end": one.end,
        "precision": one.precision,
        "actors": names(one.actors),
        "recipients": names(one.recipients),
        "grade": one.standing.grade,
        "contested": one.standing.contested,
        "lines": one.standing.lines,
        "reports": one.standing.reports,
        "said_by": names(one.standing.by),
        "denied_by": names(one.standing.denied_by),
        "claims": one.claims,
    }


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


TABLES = (
    Table("claims", claim_records, CLAIMS, claim_cells),
    Table("incidents", incident_records, INCIDENTS, plain_cells),
    Table("reports", report_records, REPORTS, plain_cells),
)


def _csv(listed: Table, records: Iterator[Record]) -> Iterator[str]:
    head = table(listed.columns, ())
    yield head
    for one in records:
        yield table(listed.columns, (listed.cells(one),))[len(head) :]


def _jsonl(listed: Table, records: Iterator[Record]) -> Iterator[str]:
    return (f"{msgspec.json.encode(one).decode('utf-8', 'replace')}\n" for one in records)


KINDS = {"csv": (_csv, "text/csv"), "jsonl": (_jsonl, "application/jsonl")}


def _endpoint(listed: Table, kind: str) -> Callable[..., StreamingResponse]:
    """The function that FastAPI calls: it has the parameters of the list, and the days."""
    lines, media = KINDS[kind]

    def answer(
        request: Request, day: Day = None, known_by: KnownBy = None, **asked: Any
    ) -> StreamingResponse:
        desk: Desk = request.app.state.desk
        look = desk.look(day, known_by)
        body = _joined(lines(listed, listed.records(look, **asked)))
        name = f"{listed.name}-{look.day}.{kind}"
        headers = {"content-disposition": f'attachment; filename="{name}"'}
        return StreamingResponse(body, media_type=f"{media}; charset=utf-8", headers=headers)

    own = list(inspect.signature(listed.records).parameters.values())[1:]
    first = list(inspect.signature(answer).parameters.values())[:3]
    named = [each.replace(kind=inspect.Parameter.KEYWORD_ONLY) for each in (*first, *own)]
    answer.__signature__ = inspect.Signature(named)  # type: ignore[attr-defined]
    answer.__name__ = f"{listed.name}_{kind}"
    return answer


def _joined(lines: Iterator[str]) -> Iterator[bytes]:
    while some := list(islice(lines, _AT_ONCE)):
        yield "".join(some).encode("utf-8", "replace")


for _table in TABLES:
    for _kind, (_, _media) in KINDS.items():
        router.add_api_route(
            f"/{_table.name}.{_kind}",
            _endpoint(_table, _kind),
            summary=f"{_table.name.capitalize()} as {_kind.upper()}",
            description=_table.records.__doc__ or "",
            response_class=StreamingResponse,
            responses={200: {"description": "All rows.", "content": {_media: {}}}},
            dependencies=[needs("viewer")],
        )

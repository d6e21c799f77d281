"""Claims in rows, and what every table has in common: CSV that no spreadsheet runs."""

import csv
import io
import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from foglift.publish.material import Material
from foglift.publish.record import Record, claim_record

Cell = str | int | float | bool | None

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
CLAIMS = (
    "claim", "report", "path", "url", "outlet", "published", "dated", "kind", "type", "facet",
    "actors", "actor_ids", "recipients", "recipient_ids", "holder", "holder_id", "whom", "whom_id",
    "by", "low", "high", "unit", "part_of", "cumulative", "place", "place_id", "relation", "km",
    "bearing", "lat", "lon", "country", "region", "district", "start", "end", "precision",
    "time_text", "said_by", "said_by_ids", "roles", "sides", "stances", "channels", "realis",
    "background", "evidence", "evidence_start", "evidence_end", "why", "reader",
)  # fmt: skip


def defused(cell: Cell) -> Cell:
    """A text cell that no spreadsheet takes for a formula: "=1+1" gets an apostrophe before it.

    >>> defused("@SUM(A1)"), defused(-12.5)
    ("'@SUM(A1)", -12.5)
    """
    risky = isinstance(cell, str) and (
        cell.startswith(_FORMULA) or cell.lstrip().startswith(_FORMULA)
    )
    return f"'{cell}" if risky else cell


def table(columns: Sequence[str], rows: Iterable[Mapping[str, Cell]]) -> str:
    """CSV as in RFC 4180 with a header; None is an empty cell, text cells are defused."""
    out = io.StringIO()
    writer = csv.DictWriter(out, columns, lineterminator="\r\n")
    writer.writeheader()
    for row in rows:
        writer.writerow({name: defused(row.get(name)) for name in columns})
    return out.getvalue()


# --------------------------------------------------------------------------------------- claims


def claims_jsonl(material: Material) -> str:
    """One claim a line, by day, report and place in the text."""
    return "".join(f"{line(one)}\n" for one in _records(material.shown))


def claims_csv(material: Material) -> str:
    """The same in columns; lists are joined by "; "."""
    return table(CLAIMS, (_flat(one) for one in _records(material.shown)))


def _records(shown: Material) -> Iterable[Record]:
    return (claim_record(report, claim, shown.book) for report, claim in shown.ordered)


def line(record: Mapping[str, Any]) -> str:
    """A record as one line of JSON."""
    return json.dumps(record, ensure_ascii=False, sort_keys=False)


def _flat(one: Record) -> dict[str, Cell]:
    place, time = one["place"] or {}, one["time"] or {}
    cells: dict[str, Cell] = {name: one[name] for name in CLAIMS if _plain(one.get(name, one))}
    for name in ("actors", "recipients", "said_by"):
        cells[name] = _names(one[name])
        cells[f"{name.removesuffix('s')}_ids"] = _joined(one[name], "id")
    for name in ("holder", "whom"):
        cells[name] = _names([one[name]] if one[name] else [])
        cells[f"{name}_id"] = one[name]["id"] if one[name] else ""
    for column, key in (("roles", "role"), ("sides", "side"), ("stances", "stance")):
        cells[column] = _joined(one["said_by"], key)
    return cells | {
        "by": _names(one["by"]),
        "channels": _joined(one["said_by"], "channel"),
        "place": _names([place] if place else []),
        "place_id": place.get("id"),
        **{key: place.get(key) for key in ("relation", "km", "bearing", "lat", "lon")},
        **{key: place.get(key) for key in ("country", "region", "district")},
        **{key: time.get(key) for key in ("start", "end", "precision")},
        "time_text": time.get("text"),
        "evidence": _joined(one["evidence"], "text"),
        "evidence_start": one["evidence"][0]["start"],
        "evidence_end": one["evidence"][0]["end"],
        "why": "; ".join(one["why"]),
    }


def _plain(value: object) -> bool:
    return value is None or isinstance(value, str | int | float)


def _names(mentions: Iterable[Record]) -> str:
    return "; ".join(one["name"] or " ".join(one["text"].split()) for one in mentions)


def _joined(found: Iterable[Record], key: str) -> str:
    return "; ".join(" ".join(str(one[key]).split()) for one in found)

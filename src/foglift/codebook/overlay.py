"""Rows that people add by a form: written into a folder that is laid over the codebook, into
files of their own, as an analyst would write them."""

import csv
import io
import re
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import msgspec
import yaml

from foglift.codebook import Book
from foglift.codebook.rows import Actor, Conflict, PlaceRow, Source, Spelling
from foglift.model import Value
from foglift.text import fold

_HEAD = "# Rows added in the desk; written anew with each row that is added there.\n"
Row = Actor | Source | PlaceRow | Spelling


def named(book: Book, ref: str, name: str) -> Actor | Source:
    """The row of an actor or a source with one name more. Raises KeyError where there is none."""
    row: Actor | Source = book.actors[ref] if ref in book.actors else book.sources[ref]
    if fold(name) in map(fold, (row.name, *row.aliases)):
        return row
    return msgspec.structs.replace(row, aliases=(*row.aliases, name))


def slug(book: Book, name: str) -> str:
    """An id for a new row, of which there is none yet: "free-valley-brigade"."""
    first = re.sub("[^a-z0-9]+", "-", fold(name)).strip("-") or "nameless"
    found, number = first, 2
    while found in book.actors or found in book.sources or book.gazetteer.knows(f"sup:{found}"):
        found, number = f"{first}-{number}", number + 1
    return found


def put(folder: Path, book: Book, row: Row, war: str = "") -> Path:
    """Writes a row into the folder, in place of an earlier one with its id; the file that has it.

    A place goes into a table beside the one that an analyst writes, an actor into the file of its
    conflict, `war` where it is new. Raises ValueError where a file of that name was written by
    hand: what a person wrote is not written over.
    """
    if isinstance(row, PlaceRow | Spelling):
        name = "supplement" if isinstance(row, PlaceRow) else "overrides"
        path = folder / "places" / f"{name}-added.csv"
        before = [] if not path.is_file() else _cells(path.read_text(encoding="utf-8"))
        told = "id" if isinstance(row, PlaceRow) else "name"
        kept = [one for one in before if one[told] != getattr(row, told)]
        return _replaced(path, _table(type(row), [*kept, _plain_cells(row)]))
    if isinstance(row, Source):
        path = folder / "sources" / "added.yml"
        sources: list[Any] = _before(path) or []
        found = [one for one in sources if one["id"] != row.id]
        return _written(path, [*found, _plain(row)])
    conflict = next(
        each for each in book.conflicts if each.id == war or row.id in {a.id for a in each.actors}
    )
    path = folder / "actors" / f"{conflict.id}.yml"
    known: dict[str, Any] = _before(path) or _plain(Conflict(
        conflict.id, conflict.name, conflict.countries, conflict.sides))  # fmt: skip
    actors = [one for one in known.get("actors", []) if one["id"] != row.id]
    return _written(path, {**known, "actors": [*actors, _plain(row)]})


def lines(row: Row) -> str:
    """The row as it is written."""
    if isinstance(row, PlaceRow | Spelling):
        return _table(type(row), [_plain_cells(row)])
    return _yaml([_plain(row)])


def _before(path: Path) -> Any:
    if not path.is_file():
        return None
    text = path.read_text(encoding="utf-8")
    if not text.startswith(_HEAD):
        raise ValueError(f"{path}: was written by hand: add the row there")
    return yaml.safe_load(text)


def _written(path: Path, rows: dict[str, Any] | Sequence[Any]) -> Path:
    return _replaced(path, _HEAD + _yaml(rows))


def _replaced(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    new = path.with_suffix(".new")
    new.write_text(text, encoding="utf-8")
    new.replace(path)
    return path


def _cells(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text, newline=""), strict=True))


def _table(row: type[Value], rows: Iterable[dict[str, str]]) -> str:
    text = io.StringIO(newline="")
    names = [field.name for field in msgspec.structs.fields(row)]
    table = csv.DictWriter(text, names, lineterminator="\n", extrasaction="ignore")
    table.writeheader()
    table.writerows(rows)
    return text.getvalue()


def _plain_cells(row: Value) -> dict[str, str]:
    """What stands in the cells of a row: several values parted by "|", nothing for a default."""
    plain = {name: value for name, value in _plain(row).items() if value not in (0, False)}
    return {
        name: "|".join(value) if isinstance(value, list) else "yes" if value is True else str(value)
        for name, value in plain.items()
    }


def _yaml(rows: Any) -> str:
    """Short lists on a line of their own, as in the files that ship."""
    return yaml.safe_dump(
        rows, sort_keys=False, allow_unicode=True, width=96, default_flow_style=None
    )


def _plain(value: Value) -> Any:
    return msgspec.json.decode(msgspec.json.encode(value))

"""Rows that people add by a form: written into a folder that is laid over the codebook, into
files of their own, as an analyst would write them."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import msgspec
import yaml

from foglift.codebook import Book
from foglift.codebook.rows import Actor, Conflict, Source
from foglift.model import Value
from foglift.text import fold

_HEAD = "# Rows added in the desk; written anew with each row that is added there.\n"
Row = Actor | Source


def named(book: Book, ref: str, name: str) -> Row:
    """The row of an actor or a source with one name more. Raises KeyError where there is none."""
    row: Row = book.actors[ref] if ref in book.actors else book.sources[ref]
    if fold(name) in map(fold, (row.name, *row.aliases)):
        return row
    return msgspec.structs.replace(row, aliases=(*row.aliases, name))


def slug(book: Book, name: str) -> str:
    """An id for a new row, of which there is none yet: "free-valley-brigade"."""
    first = "-".join(fold(name).split()) or "nameless"
    found, number = first, 2
    while found in book.actors or found in book.sources:
        found, number = f"{first}-{number}", number + 1
    return found


def put(folder: Path, book: Book, row: Row, war: str = "") -> Path:
    """Writes a row into the folder, in place of an earlier one with its id; the file that has it.

    An actor goes into the file of its conflict, `war` where it is new. Raises ValueError where a
    file of that name was written by hand: what a person wrote is not written over.
    """
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
    return _yaml([_plain(row)])


def _before(path: Path) -> Any:
    if not path.is_file():
        return None
    text = path.read_text(encoding="utf-8")
    if not text.startswith(_HEAD):
        raise ValueError(f"{path}: was written by hand: add the row there")
    return yaml.safe_load(text)


def _written(path: Path, rows: dict[str, Any] | Sequence[Any]) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    new = path.with_suffix(".new")
    new.write_text(_HEAD + _yaml(rows), encoding="utf-8")
    new.replace(path)
    return path


def _yaml(rows: Any) -> str:
    """Short lists on a line of their own, as in the files that ship."""
    return yaml.safe_dump(
        rows, sort_keys=False, allow_unicode=True, width=96, default_flow_style=None
    )


def _plain(value: Value) -> Any:
    return msgspec.json.decode(msgspec.json.encode(value))

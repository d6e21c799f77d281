"""The files of a codebook folder as rows that know the line they stand on."""

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import Any, NamedTuple, get_args, get_origin

import msgspec
import yaml

from foglift.codebook.rows import (
    Alike,
    Boilerplate,
    Common,
    Conflict,
    Country,
    Cue,
    Evaluation,
    EventType,
    Given,
    Governor,
    Group,
    Kin,
    Loaded,
    Noun,
    Outcome,
    People,
    PlaceRow,
    Plan,
    Shape,
    Source,
    Spelling,
    StanceType,
    Verb,
    WordList,
)
from foglift.model import Value

_AT = re.compile(r" - at `[^`]{0,200}?\.?([a-z_]{0,40})(?:\[\.\.\.\])?`$")
_DEGREES = re.compile(r"-?\d{1,3}(\.\d{1,12})?")
_UNKNOWN = re.compile(r"unknown field `([^`]{0,80})`")


class Located(NamedTuple):
    """A row, the file it is in (relative to the folder) and its first line."""

    row: Value
    file: str
    line: int


class Fault(NamedTuple):
    """What is wrong in a line of a file; written "people.csv:3: ..."."""

    file: str
    line: int
    message: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.message}"


@dataclass(frozen=True, slots=True)
class Table:
    """One kind of row: where its files are, its type, the fields that tell two rows apart."""

    files: str
    type: type[Value]
    key: tuple[str, ...]

    def name(self, row: Value) -> tuple[Any, ...]:
        """What two rows may not have in common, e.g. ("hts",)."""
        return tuple(getattr(row, field) for field in self.key)


TABLES = {
    "conflicts": Table("actors/*.yml", Conflict, ("id",)),
    "sources": Table("sources/*.yml", Source, ("id",)),
    "events": Table("events.yml", EventType, ("type", "facet")),
    "stances": Table("stances.yml", StanceType, ("stance",)),
    "verbs": Table("verbs/??.csv", Verb, ("lemma", "nouns", "slots")),
    "shapes": Table("verbs/shapes.csv", Shape, ("event",)),
    "plans": Table("verbs/plans.csv", Plan, ("lemma", "slots")),
    "governors": Table("verbs/governors.csv", Governor, ("lemma",)),
    "common": Table("common.csv", Common, ("stems",)),
    "alike": Table("alike.csv", Alike, ("types",)),
    "outcomes": Table("outcomes.csv", Outcome, ("meant", "deeds", "by")),
    "lists": Table("words/??.csv", WordList, ("kind",)),
    "evaluations": Table("verbs/evaluations.csv", Evaluation, ("words",)),
    "nouns": Table("nouns/*.csv", Noun, ("kind",)),
    "kin": Table("kin.csv", Kin, ("words",)),
    "cues": Table("cues/??.csv", Cue, ("cue",)),
    "people": Table("people.csv", People, ("word",)),
    "groups": Table("groups.csv", Group, ("id",)),
    "given": Table("given.csv", Given, ("origin",)),
    "loaded": Table("loaded.csv", Loaded, ("phrase",)),
    "boilerplate": Table("boilerplate.csv", Boilerplate, ("pattern",)),
    "countries": Table("countries.csv", Country, ("iso",)),
}

# What belongs to the gazetteer, which is loaded apart.
PLACES = {
    "supplement": Table("places/supplement*.csv", PlaceRow, ("id",)),
    "overrides": Table("places/overrides*.csv", Spelling, ("name", "id")),
}


def rows(folder: Path, table: Table) -> Iterator[Value]:
    """The rows of one table. Raises ValueError at the first that cannot be read."""
    for path in _files(folder, table):
        plain = [cells for cells, _ in _csv(path, table)] if _is_csv(path) else _yaml(path, table)
        yield from msgspec.convert(plain, tuple[table.type, ...])  # type: ignore[name-defined]


def located(folder: Path, table: Table) -> Iterator[Located | Fault]:
    """The rows of one table with their lines, and a fault for each that cannot be read."""
    for path in _files(folder, table):
        file = path.relative_to(folder).as_posix()
        try:
            found = list(_csv(path, table) if _is_csv(path) else _nodes(path, table))
        except (yaml.MarkedYAMLError, csv.Error, ValueError) as error:
            mark = getattr(error, "problem_mark", None)
            yield Fault(file, mark.line + 1 if mark else 1, f"cannot be read: {_brief(error)}")
            continue
        for plain, at in found:
            faults = [Fault(file, *fault) for fault in _faults(plain, table.type, at)]
            yield from faults
            if not faults:
                yield Located(msgspec.convert(plain, table.type), file, _line(at))


def _files(folder: Path, table: Table) -> list[Path]:
    return sorted(folder.glob(table.files))


def _is_csv(path: Path) -> bool:
    return path.suffix == ".csv"


def _csv(path: Path, table: Table) -> Iterator[tuple[dict[str, Any], int]]:
    with path.open(encoding="utf-8", newline="") as file:
        reader = csv.reader(file, strict=True)
        header = next(reader, [])
        line = reader.line_num + 1
        for cells in reader:
            spare = (f"column {n}" for n in range(len(header) + 1, len(cells) + 1))
            if cells:
                named = dict(zip([*header, *spare], cells, strict=False))
                yield _typed(named, table.type), line
            line = reader.line_num + 1


def _typed(cells: dict[str, str], row: type[Value]) -> dict[str, Any]:
    """The cells as their fields want them; empty ones are left to the field's default."""
    fields = {field.name: field for field in msgspec.structs.fields(row)}
    typed: dict[str, Any] = {}
    for name, cell in cells.items():
        field = fields.get(name)
        if field is None:
            typed[name] = cell
        elif get_origin(field.type) is tuple:
            typed[name] = [part.strip() for part in re.split("[;|]", cell) if part.strip()]
        elif field.type is bool:
            typed[name] = {"yes": True, "no": False, "": False}.get(cell, cell)
        elif field.type is int:
            typed[name] = int(cell) if cell.isdigit() else cell or 0
        elif field.type is float:
            typed[name] = float(cell) if _DEGREES.fullmatch(cell) else cell
        elif cell or field.required:
            typed[name] = cell
    return typed


def _yaml(path: Path, table: Table) -> Any:
    plain = yaml.load(path.read_bytes(), yaml.CSafeLoader)
    return [plain] if table.type is Conflict else plain or []


def _nodes(path: Path, table: Table) -> list[tuple[Any, yaml.Node]]:
    """Each row of a YAML file as plain values, and as the node that knows its line."""
    node = yaml.compose(path.read_bytes(), yaml.CSafeLoader)
    plain = _yaml(path, table)
    if node is None:
        return []
    if not isinstance(plain, list):
        raise ValueError("the file is not a list of rows")
    return list(zip(plain, [node] if table.type is Conflict else node.value, strict=True))


# ------------------------------------------------------------------------------------- faults


def _faults(plain: Any, row: type[Value], at: Any) -> Iterator[tuple[int, str]]:
    """Line and message of what is wrong in a row, as deep inside it as can be told."""
    try:
        msgspec.convert(plain, row)
    except msgspec.ValidationError as error:
        inner = list(_inner_faults(plain, row, at)) if isinstance(at, yaml.Node) else []
        yield from inner or [(_line(at, _name(str(error))), _plain_words(str(error), row))]


def _inner_faults(plain: Any, row: type[Value], at: yaml.Node) -> Iterator[tuple[int, str]]:
    for field in msgspec.structs.fields(row) if isinstance(plain, dict) else ():
        inner = (get_args(field.type) or (None,))[0]
        items = plain.get(field.name)
        if isinstance(inner, type) and issubclass(inner, Value) and isinstance(items, list):
            nodes = next(value for key, value in at.value if key.value == field.name).value
            for item, node in zip(items, nodes, strict=True):
                yield from _faults(item, inner, node)


def _line(at: Any, name: str = "") -> int:
    """The line of a row, or of its field of that name."""
    if isinstance(at, int):
        return at
    keys = [key for key, _ in at.value if key.value == name] if name else []
    line: int = (keys or [at])[0].start_mark.line + 1
    return line


def _name(message: str) -> str:
    """The field that msgspec's message is about, "" for none."""
    found = _UNKNOWN.search(message) or _AT.search(message)
    return found.group(1) if found else ""


def _plain_words(message: str, row: type[Value]) -> str:
    """msgspec's message, with the field that may have been meant."""
    words = _AT.sub("", message).replace("`", "'").replace("Object missing", "missing")
    unknown = _UNKNOWN.search(message)
    if not unknown:
        name = _name(message)
        return f"{name}: {words}" if name else words
    fields = [field.name for field in msgspec.structs.fields(row)]
    near = get_close_matches(unknown.group(1), fields, 1)
    hint = f" - did you mean '{near[0]}'?" if near else ""
    return f"unknown field '{unknown.group(1)}'{hint}"


def _brief(error: Exception) -> str:
    return str(getattr(error, "problem", "") or error).split("\n")[0]

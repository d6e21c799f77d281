"""Records with named fields: JSON lines, JSON and CSV."""

import csv
import io
import json
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import NoReturn

from foglift.ingest import decode
from foglift.ingest.record import Options, Problem, Record

COLUMNS = {  # field -> the names it usually goes by, the likeliest first; case does not matter
    "text": ("text", "body", "content"),
    "title": ("title", "headline"),
    "published": ("published", "date", "published_at", "publishedat", "pubdate"),
    "url": ("url", "link"),
    "outlet": ("outlet", "source", "publisher"),
    "kind": ("kind",),
    "lang": ("lang", "language"),
}
_LONGEST_FIELD = 64_000_000  # the csv module's own limit is shorter than a long report


def read_lines(data: bytes, options: Options) -> Iterator[Record | Problem]:
    """A report a line, numbered by line. Raises UnreadableError."""
    for number, line in enumerate(decode.text(data).split("\n"), 1):
        if line.strip():
            value, wrong = _parsed(line)
            if wrong:
                yield replace(wrong, record=number)
            else:
                yield _from_json(value, options, number, line.encode())


def read_json(data: bytes, options: Options) -> Iterator[Record | Problem]:
    """A report an object: one, or a list of them. Raises UnreadableError."""
    value, wrong = _parsed(decode.text(data))
    if wrong:
        yield wrong
    elif isinstance(value, list):
        for number, item in enumerate(value, 1):
            yield _from_json(item, options, number, json.dumps(item).encode())
    else:
        yield _from_json(value, options, None, data)


def read_csv(data: bytes, options: Options) -> Iterator[Record | Problem]:
    """A report a row below the row of names, numbered from 1; the separator is a comma,
    semicolon or tab, whichever the names have most of. Raises UnreadableError."""
    csv.field_size_limit(_LONGEST_FIELD)
    lines = io.StringIO(decode.text(data)).readlines()
    separator = max(",;\t", key="".join(lines[:1]).count)
    names: list[str] = []
    for number, (row, wrong, raw) in enumerate(_rows(lines, separator)):
        if number == 0:
            names = row
            if wrong := wrong or _without_text(names, options):
                yield wrong
                return
        elif wrong:
            yield replace(wrong, record=number)
        elif row:
            yield _from_row(names, row, options, number, raw.encode())


def _rows(lines: list[str], separator: str) -> Iterator[tuple[list[str], Problem | None, str]]:
    """The rows, each with the lines it was read from. After a broken one the next line is read
    afresh: a quotation mark that is never closed must not swallow the rows below it."""
    at = 0
    while at < len(lines):
        rest = map(lines.__getitem__, range(at, len(lines)))
        rows = csv.reader(rest, delimiter=separator, strict=True)
        try:
            row, wrong, taken = next(rows), None, rows.line_num
        except csv.Error as error:
            row, wrong, taken = [], Problem("", "csv", str(error)), 1
        yield row, wrong, "".join(lines[at : at + taken])
        at += taken


def _parsed(text: str) -> tuple[object, Problem | None]:
    try:
        return json.loads(text, parse_constant=_refused), None
    except RecursionError:
        return None, Problem("", "json", "nested too deep")
    except ValueError as error:
        return None, Problem("", "json", str(error))


def _refused(constant: str) -> NoReturn:
    raise ValueError(f"{constant} is not JSON")


def _from_json(value: object, options: Options, number: int | None, raw: bytes) -> Record | Problem:
    if not isinstance(value, dict):
        return Problem("", "json", f"not an object but a {type(value).__name__}", number)
    return _record(value, options, number, raw)


def _from_row(
    names: list[str], row: list[str], options: Options, number: int, raw: bytes
) -> Record | Problem:
    if len(row) > len(names):
        return Problem("", "csv", f"{len(row)} values under {len(names)} names", number)
    whole = row + [""] * (len(names) - len(row))
    return _record(dict(zip(names, whole, strict=True)), options, number, raw)


def _record(
    values: Mapping[str, object], options: Options, number: int | None, raw: bytes
) -> Record | Problem:
    if wrong := _without_text(values, options, number):
        return wrong
    by_name = {_folded(name): value for name, value in values.items()}
    fields = {
        field: next((by_name[name] for name in _names(field, options) if by_name.get(name)), "")
        for field in COLUMNS
    }
    if not isinstance(fields["text"], str):
        reason = f"its text is not a string but a {type(fields['text']).__name__}"
        return Problem("", "columns", reason, number)
    return Record(**{f: _string(value) for f, value in fields.items()}, number=number, raw=raw)


def _without_text(
    names: Mapping[str, object] | list[str], options: Options, number: int | None = None
) -> Problem | None:
    """What to say of a record that has no column for the text."""
    if {_folded(name) for name in names} & set(_names("text", options)):
        return None
    wanted = " or ".join(_names("text", options))
    found = ", ".join(name[:40] for name in list(names)[:12]) or "none"
    reason = f"no column {wanted} among: {found}; name it with --column text=NAME"
    return Problem("", "columns", reason, number)


def _names(field: str, options: Options) -> tuple[str, ...]:
    own = options.columns.get(field)
    return (_folded(own),) if own else COLUMNS[field]


def _folded(name: str) -> str:
    return name.strip().lower()


def _string(value: object) -> str:
    """The words of a field; what is neither a string nor a whole number says nothing."""
    whole = isinstance(value, int) and not isinstance(value, bool)
    return value if isinstance(value, str) else str(value) if whole else ""

"""Whether everything in a store is what was put there."""

import hashlib
import zlib
from collections.abc import Iterator
from typing import TypeVar

import msgspec

from foglift.model import Claim, Report, Value, digest, report_id, sealed
from foglift.store.schema import TABLES
from foglift.store.sqlite import Store, StoreError, chained, unpacked

_Noun = TypeVar("_Noun", bound=Value)
Entry = tuple[str, ...]


def verify(store: Store) -> list[str]:
    """One line for everything in the store that is not as it was added; [] when all is well.

    Checks the file's own structure, the chain of the log, every hash both ways (a row that is
    not in the log, an entry whose row is gone), ids against contents, and that each claim points
    into its report.
    """
    found: list[str] = []
    for check in (_structure, _chain, _reports, _raw, _readings, _judgements, _kept):
        try:
            found.extend(check(store))
        except StoreError as error:
            found.append(str(error))
        except Exception as error:  # a damaged row may hold values of any type
            found.append(f"file: damaged rows: {error}")
    return found


def _structure(store: Store) -> Iterator[str]:
    for (said,) in store.rows("PRAGMA integrity_check(10)"):
        if said != "ok":
            yield f"file: {said}".replace("\n", " ")
    tables = {sql for (sql,) in store.rows("SELECT sql FROM sqlite_master WHERE sql IS NOT NULL")}
    if tables != set(TABLES.values()):
        yield "file: its tables are not those of a store"


def _chain(store: Store) -> Iterator[str]:
    before = ""
    for expected, (n, data, hashed) in enumerate(_log(store), 1):
        if n != expected or chained(before, data) != hashed:
            yield f"log {n}: does not follow from the entry before"
        before = hashed


def _reports(store: Store) -> Iterator[str]:
    rows = store.rows("SELECT rowid, id, path, hash, raw FROM reports")
    yield from _logged(store, "report", [("", *row[1:]) for row in rows])
    for row, identity, path, hashed, _source in rows:
        data = _data(store, "SELECT json FROM reports WHERE rowid = ?", row)
        report = _value(data, Report)
        if (
            report is None
            or digest(data) != hashed
            or (report.id, report.path) != (identity, path)
            or report_id(report.text, report.title, report.outlet, report.published) != identity
        ):
            yield f"report {identity}: is not what was added"


def _raw(store: Store) -> Iterator[str]:
    for row, hashed in store.rows("SELECT rowid, hash FROM raw"):
        try:
            data = unpacked(_data(store, "SELECT data FROM raw WHERE rowid = ?", row))
            sound = hashlib.sha256(data).hexdigest() == hashed
        except zlib.error:
            sound = False
        if not sound:
            yield f"raw {hashed}: is not what was added"
    for (hashed,) in store.rows(
        "SELECT raw FROM reports WHERE raw <> '' EXCEPT SELECT hash FROM raw"
    ):
        yield f"raw {hashed}: is missing"
    for (hashed,) in store.rows("SELECT hash FROM raw EXCEPT SELECT raw FROM reports"):
        yield f"raw {hashed}: belongs to no report"


def _readings(store: Store) -> Iterator[str]:
    entries: list[Entry] = []
    for act, report, reader in store.rows("SELECT act, report, reader FROM readings"):
        claims = store.rows("SELECT id, json FROM claims WHERE act = ? ORDER BY id", act)
        issues = store.rows("SELECT json FROM issues WHERE act = ? ORDER BY n", act)
        made, said = digest(*(row[1] for row in claims)), digest(*(row[0] for row in issues))
        entries.append((str(act), report, reader, made, said))
        text = store.report(report).text
        for identity, data in claims:
            yield from _claim(identity, _value(data, Claim), report, text)
    yield from _logged(store, "reading", entries)
    for table in ("claims", "issues"):
        if store.rows(f"SELECT 1 FROM {table} WHERE act NOT IN (SELECT act FROM readings)"):
            yield f"{table}: some belong to no reading"


def _claim(identity: str, claim: Claim | None, report: str, text: str) -> Iterator[str]:
    if claim is None or claim.id != identity or claim.report != report or sealed(claim) != claim:
        yield f"claim {identity}: is not what was added"
    elif not claim.evidence:
        yield f"claim {identity}: points at nothing"
    elif any(not 0 <= span.start < span.end <= len(text) for span in claim.evidence):
        yield f"claim {identity}: points outside its report"


def _judgements(store: Store) -> Iterator[str]:
    rows = store.rows("SELECT act, json FROM judgements")
    yield from _logged(store, "judgement", [(str(act), digest(data)) for act, data in rows])
    for given in (judgement.claim for judgement in store.judgements()):
        if given and store.rows("SELECT 1 FROM reports WHERE id = ?", given.report):
            text = store.report(given.report).text
            yield from _claim(given.id, given, given.report, text)


def _kept(store: Store) -> Iterator[str]:
    for row, name, hashed in store.rows("SELECT rowid, name, hash FROM kept"):
        if digest(_data(store, "SELECT data FROM kept WHERE rowid = ?", row)) != hashed:
            yield f"kept {name}: is not what was kept"


def _log(store: Store) -> list[tuple[int, bytes, str]]:
    return store.rows("SELECT n, entry, hash FROM log ORDER BY n")


def _logged(store: Store, what: str, rows: list[Entry]) -> Iterator[str]:
    """What the log says was added but is not there, and what is there but not in the log. The
    first value of a row is the number of its act, "" where rows do not carry it."""
    numbered = what != "report"
    entries = {
        (str(n) if numbered else "", *entry[1:])
        for n, data, _hash in _log(store)
        if (entry := msgspec.json.decode(data, type=Entry))[0] == what
    }
    for act, name, *_rest in sorted(entries - set(rows)):
        yield f"{what} {name}: differs from what the log says was added (act {act or 'any'})"
    for act, name, *_rest in sorted(set(rows) - entries):
        yield f"{what} {name}: is not in the log (act {act or 'any'})"


def _data(store: Store, query: str, row: int) -> bytes:
    """The one value of one row: rows are checked one by one, as all may not fit into memory."""
    return bytes(store.rows(query, row)[0][0])


def _value(data: bytes, kind: type[_Noun]) -> _Noun | None:
    try:
        return msgspec.json.decode(data, type=kind)
    except msgspec.MsgspecError:
        return None

"""The embedded store: one SQLite file, one writer at a time, any number of readers."""

import hashlib
import sqlite3
import zlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from types import TracebackType
from typing import Any, NamedTuple, Self, TypeVar

import msgspec

from foglift.model import Claim, Issue, Judgement, Report, Value, digest
from foglift.store.schema import APPLICATION, PRAGMAS, TABLES, VERSION

_PATIENCE = 30.0  # seconds to wait for another writer
_LARGEST_RAW = 64_000_000
_Noun = TypeVar("_Noun", bound=Value)
_CURRENT = "SELECT report, max(act) AS act, reader FROM readings GROUP BY report ORDER BY report"


class StoreError(Exception):
    """A store that cannot be opened, read or written; the message is one line."""


class News(NamedTuple):
    """What was added to a store: the number of the last act in it, each report's latest reading
    with its claims by id, the judgements in the order in which they were made, and the issues of
    the readings."""

    last: int
    readings: tuple[tuple[Report, tuple[Claim, ...]], ...]
    judgements: tuple[Judgement, ...]
    issues: tuple[Issue, ...] = ()


def given(judgements: Iterable[Judgement]) -> dict[str, list[Claim]]:
    """The claims that people ever gave a report, by its id, each list by the ids of the claims."""
    claims = {one.claim.id: one.claim for one in judgements if one.claim}
    found: dict[str, list[Claim]] = {}
    for id in sorted(claims):
        found.setdefault(claims[id].report, []).append(claims[id])
    return found


def open(path: str | Path, read_only: bool = False) -> "Store":
    """The store at the path, made there if there is none and it is not only to be read.

    Raises StoreError for a file that is no store or was written by a newer foglift.
    """
    path = Path(path)
    if read_only and not path.is_file():
        raise StoreError(f"{path}: no store here")
    with _told(path):
        mode = "rw" if read_only else "rwc"  # a reader too may have to undo a broken write
        db = sqlite3.connect(
            f"{path.absolute().as_uri()}?mode={mode}",
            uri=True,
            timeout=_PATIENCE,
            isolation_level=None,
        )
        try:
            _prepare(db, path, read_only)
        except BaseException:
            db.close()
            raise
    return Store(path, db)


class Store:
    """Reports, what readers made of them and what people judged; see `open`.

    Every method raises StoreError where the file does not let it do its work; what a method
    that adds has returned from is on disk.
    """

    def __init__(self, path: Path, db: sqlite3.Connection) -> None:
        self.path = path
        self._db = db

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        self._db.close()

    # ------------------------------------------------------------------------------ adding

    def has(self, report: str, reader: str) -> bool:
        """Whether the latest reading of the report is this reader's (its name and version)."""
        found = self.rows(
            "SELECT reader FROM readings WHERE report = ? ORDER BY act DESC LIMIT 1", report
        )
        return found == [(reader,)]

    def saw(self, report: Report, raw: bytes = b"") -> None:
        """Keeps the report and the bytes it was read from, if that is new."""
        if not self._seen(report):
            with self._act():
                self._see(report, raw)

    def add(
        self,
        report: Report,
        claims: Iterable[Claim],
        issues: Iterable[Issue],
        reader: str,
        raw: bytes = b"",
    ) -> None:
        """Keeps the report and a reading of it, all or nothing. A reading by another reader
        stands before the earlier ones; a second one by the same reader changes nothing."""
        with self._act():
            self._see(report, raw)
            if not self.has(report.id, reader):
                self._read(report.id, reader, claims, issues)

    def judge(self, judgement: Judgement) -> Judgement:
        """Keeps a person's judgement beside the claims; gives it with the number of its act."""
        data = msgspec.json.encode(msgspec.structs.replace(judgement, act=0))
        with self._act():
            act = self._log("judgement", digest(data))
            self._db.execute("INSERT INTO judgements VALUES (?, ?)", (act, data))
        return msgspec.structs.replace(judgement, act=act)

    def keep(self, name: str, data: bytes) -> None:
        """Keeps something derived (a picture, a brief) under its name, in place of the last."""
        with self._act():
            self._db.execute(
                "INSERT OR REPLACE INTO kept VALUES (?, ?, ?)", (name, digest(data), data)
            )

    # ----------------------------------------------------------------------------- reading

    def reports(self) -> Iterator[Report]:
        """All reports, sorted by id."""
        for (report,) in self.rows("SELECT DISTINCT id FROM reports ORDER BY id"):
            yield self.report(report)

    def report(self, report: str) -> Report:
        """The report of that id; of several paths it was seen under, with the first by name."""
        found = self.rows(
            "SELECT json FROM reports WHERE id = ? ORDER BY path, hash LIMIT 1", report
        )
        if not found:
            raise StoreError(f"{self.path}: no report {report}")
        return self._decoded(found[0][0], Report)

    def raw(self, report: str) -> bytes:
        """The bytes that the report was read from; b"" if they were not kept."""
        found = self.rows(
            "SELECT data FROM raw, reports WHERE reports.raw = raw.hash AND id = ? "
            "ORDER BY path, reports.hash LIMIT 1",
            report,
        )
        return unpacked(found[0][0]) if found else b""

    def claims(self, until: date | None = None) -> Iterator[tuple[Report, Claim]]:
        """The claims of each report's latest reading, and where that found none, those that people
        gave the report, be it taken back since; sorted by report and claim.

        `until` leaves out reports published after that day; those of unknown date stay.
        """
        added = given(self.judgements())
        for identity, act, _reader in self.rows(_CURRENT):
            report = self.report(identity)
            if until is None or report.published is None or report.published <= until:
                rows = self.rows("SELECT json FROM claims WHERE act = ? ORDER BY id", act)
                read = [self._decoded(data, Claim) for (data,) in rows]
                yield from ((report, claim) for claim in read or added.get(identity, []))

    def claim(self, prefix: str) -> tuple[Report, Claim]:
        """The one claim whose id begins so, as the latest reading that made it has it. Raises
        StoreError when there is none or more than one."""
        found = self.rows(
            "SELECT json, max(act) FROM claims WHERE id >= ? AND id < ? GROUP BY id LIMIT 2",
            prefix,
            prefix + "g",  # ids are hexadecimal
        )
        if len(found) != 1:
            said = "no claim" if not found else "more than one claim"
            raise StoreError(f"{self.path}: {said} has an id that begins with '{prefix}'")
        claim = self._decoded(found[0][0], Claim)
        return self.report(claim.report), claim

    def issues(self) -> Iterator[Issue]:
        """The issues of each report's latest reading, sorted by report."""
        for _report, act, _reader in self.rows(_CURRENT):
            for (data,) in self.rows("SELECT json FROM issues WHERE act = ? ORDER BY n", act):
                yield self._decoded(data, Issue)

    def judgements(self) -> Iterator[Judgement]:
        """All judgements, in the order in which they were made."""
        for act, data in self.rows("SELECT act, json FROM judgements ORDER BY act"):
            yield self._judgement(act, data)

    def since(self, act: int) -> News:
        """What was read and judged after an act of the log; since 0, or before, all of it."""
        last = int(self.rows("SELECT coalesce(max(n), 0) FROM log")[0][0])
        readings, issues = [], list[Issue]()
        for reading, identity in self.rows(
            "SELECT max(act), report FROM readings WHERE act > ? AND act <= ? "
            "GROUP BY report ORDER BY 1",
            act,
            last,
        ):
            rows = self.rows("SELECT json FROM claims WHERE act = ? ORDER BY id", reading)
            claims = tuple(self._decoded(data, Claim) for (data,) in rows)
            readings.append((self.report(identity), claims))
            noted = self.rows("SELECT json FROM issues WHERE act = ? ORDER BY n", reading)
            issues += (self._decoded(data, Issue) for (data,) in noted)
        judged = self.rows(
            "SELECT act, json FROM judgements WHERE act > ? AND act <= ? ORDER BY act", act, last
        )
        judgements = tuple(self._judgement(*row) for row in judged)
        return News(last, tuple(readings), judgements, tuple(issues))

    def kept(self, name: str) -> bytes:
        """What was kept under that name; raises StoreError when nothing was."""
        found = self.rows("SELECT data FROM kept WHERE name = ?", name)
        if not found:
            raise StoreError(f"{self.path}: nothing kept as '{name}'")
        return bytes(found[0][0])

    def digest(self) -> str:
        """A hash of all reports and claims; the same whatever the order they came in."""
        reports = (msgspec.json.encode(report) for report in self.reports())
        claims = (msgspec.json.encode(claim) for _report, claim in self.claims())
        return digest(digest(*reports), digest(*claims))

    def rows(self, query: str, *values: str | int) -> list[tuple[Any, ...]]:
        """All rows of a query at once, so that no writer waits for a reader."""
        with _told(self.path):
            return self._db.execute(query, values).fetchall()

    # ------------------------------------------------------------------------------ inside

    @contextmanager
    def _act(self) -> Iterator[None]:
        """One transaction, which waits for other writers first."""
        with _told(self.path), _transaction(self._db):
            yield

    def _seen(self, report: Report) -> bool:
        return bool(
            self.rows(
                "SELECT 1 FROM reports WHERE id = ? AND path = ? AND hash = ?",
                report.id,
                report.path,
                digest(msgspec.json.encode(report)),
            )
        )

    def _see(self, report: Report, raw: bytes) -> None:
        if self._seen(report):
            return
        data = msgspec.json.encode(report)
        source = hashlib.sha256(raw).hexdigest() if raw else ""
        if raw and not self.rows("SELECT 1 FROM raw WHERE hash = ?", source):
            self._db.execute("INSERT INTO raw VALUES (?, ?)", (source, zlib.compress(raw)))
        self._log("report", report.id, report.path, digest(data), source)
        self._db.execute(
            "INSERT INTO reports VALUES (?, ?, ?, ?, ?)",
            (report.id, report.path, digest(data), source, data),
        )

    def _read(
        self, report: str, reader: str, claims: Iterable[Claim], issues: Iterable[Issue]
    ) -> None:
        made = {claim.id: msgspec.json.encode(claim) for claim in claims}
        said = [msgspec.json.encode(issue) for issue in issues]
        made_digest = digest(*(made[claim] for claim in sorted(made)))
        act = self._log("reading", report, reader, made_digest, digest(*said))
        self._db.execute("INSERT INTO readings VALUES (?, ?, ?)", (act, report, reader))
        self._db.executemany(
            "INSERT INTO claims VALUES (?, ?, ?)", ((act, claim, made[claim]) for claim in made)
        )
        self._db.executemany(
            "INSERT INTO issues VALUES (?, ?, ?)", ((act, n, data) for n, data in enumerate(said))
        )

    def _log(self, *entry: str) -> int:
        """Appends an act to the log and gives its number."""
        last = self.rows("SELECT n, hash FROM log ORDER BY n DESC LIMIT 1")
        act, before = last[0] if last else (0, "")
        data = msgspec.json.encode(entry)
        self._db.execute("INSERT INTO log VALUES (?, ?, ?)", (act + 1, data, chained(before, data)))
        return int(act) + 1

    def _judgement(self, act: int, data: bytes) -> Judgement:
        return msgspec.structs.replace(self._decoded(data, Judgement), act=act)

    def _decoded(self, data: bytes, kind: type[_Noun]) -> _Noun:
        try:
            return msgspec.json.decode(data, type=kind)
        except msgspec.MsgspecError as error:
            raise StoreError(f"{self.path}: damaged {kind.__name__.lower()}: {error}") from error


@contextmanager
def _told(path: Path) -> Iterator[None]:
    """Turns what SQLite raises into a StoreError of one line."""
    try:
        yield
    except sqlite3.Error as error:
        said = "in use by another writer" if "locked" in str(error) else str(error)
        raise StoreError(f"{path}: {said}") from error


@contextmanager
def _transaction(db: sqlite3.Connection) -> Iterator[None]:
    db.execute("BEGIN IMMEDIATE")
    try:
        yield
        db.execute("COMMIT")
    except BaseException:
        if db.in_transaction:
            db.execute("ROLLBACK")
        raise


def _prepare(db: sqlite3.Connection, path: Path, read_only: bool) -> None:
    """Makes the tables if the file is new and sets the connection up; raises StoreError."""
    if not read_only and _number(db, "schema_version") == 0:
        with _transaction(db):
            if _number(db, "schema_version") == 0:  # nobody else was here meanwhile
                _create(db)
    if _number(db, "application_id") != APPLICATION:
        raise StoreError(f"{path}: not a store")
    version = _number(db, "user_version")
    if version > VERSION:
        raise StoreError(
            f"{path}: written by a newer foglift (store version {version}, this reads {VERSION})"
        )
    for name, value in PRAGMAS.items():
        db.execute(f"PRAGMA {name} = {value}")
    db.execute(f"PRAGMA query_only = {int(read_only)}")


def _create(db: sqlite3.Connection) -> None:
    for table in TABLES.values():
        db.execute(table)
    db.execute(f"PRAGMA application_id = {APPLICATION}")
    db.execute(f"PRAGMA user_version = {VERSION}")


def _number(db: sqlite3.Connection, pragma: str) -> int:
    return int(db.execute(f"PRAGMA {pragma}").fetchone()[0])


def chained(before: str, entry: bytes) -> str:
    """The hash of an entry of the log that follows one with the hash `before`."""
    return hashlib.sha256(before.encode() + entry).hexdigest()


def unpacked(data: bytes) -> bytes:
    """The bytes of a row of `raw`; raises zlib.error for damaged ones."""
    return zlib.decompressobj().decompress(data, _LARGEST_RAW + 1)

"""What a desk keeps for itself, in one small file beside the store: accounts, sessions, what it
follows and whom it tells. Nothing of what was read is in it."""

import os
import secrets
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import RLock
from typing import Any

from foglift.flow import AskError

APPLICATION = 0x464F4744  # "FOGD", in the file's header
SUFFIX = ".desk"

# A module that keeps something adds its table here. A table that is here is never altered, only
# followed by another, so that a file of an earlier foglift opens.
TABLES = {
    "entries": "CREATE TABLE entries (name TEXT PRIMARY KEY, value TEXT NOT NULL)",
    "accounts": (
        "CREATE TABLE accounts (name TEXT PRIMARY KEY, role TEXT NOT NULL, hash TEXT NOT NULL, "
        "disabled INTEGER NOT NULL DEFAULT 0)"
    ),
    # id is the SHA-256 of the one in the cookie, so that the file opens no session
    "sessions": (
        "CREATE TABLE sessions (id TEXT PRIMARY KEY, account TEXT NOT NULL, started REAL NOT NULL)"
    ),
    # what is asked for new reports, as JSON
    "feeds": "CREATE TABLE feeds (id TEXT PRIMARY KEY, json BLOB NOT NULL)",
    # what changed, and whether that may be told in public
    "news": (
        "CREATE TABLE news (n INTEGER PRIMARY KEY, id TEXT NOT NULL, public INTEGER NOT NULL, "
        "at REAL NOT NULL, json BLOB NOT NULL, UNIQUE (id, public))"
    ),
    # whom it is sent to; the JSON holds the secret that signs it
    "hooks": "CREATE TABLE hooks (id TEXT PRIMARY KEY, json BLOB NOT NULL)",
    # state is waiting, sent or failed; the body of what does not wait is empty
    "deliveries": (
        "CREATE TABLE deliveries (n INTEGER PRIMARY KEY, hook TEXT NOT NULL, news TEXT NOT NULL, "
        "title TEXT NOT NULL, body BLOB NOT NULL, state TEXT NOT NULL, tries INTEGER NOT NULL, "
        "due REAL NOT NULL, at REAL NOT NULL, said TEXT NOT NULL, UNIQUE (hook, news))"
    ),
}

_PATIENCE = 10.0  # seconds to wait for another process


class SettingsError(AskError):
    """Settings that cannot be opened, read or written; the message is one line."""


def beside(store: Path) -> Path:
    """Where the settings of a store's desk are.

    >>> beside(Path("war.foglift")).name
    'war.foglift.desk'
    """
    return store.with_name(store.name + SUFFIX)


class Settings:
    """The settings in a file, which is made when something is first written to it; until then
    everything in it is empty. Only its owner may read it. Any thread may use it, and what another
    process wrote is seen at once.

    Every method raises SettingsError where the file does not let it do its work.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._lock = RLock()
        self._db: sqlite3.Connection | None = None
        if path.exists():
            with self._told():
                self._open()

    def close(self) -> None:
        with self._lock:
            if self._db is not None:
                self._db.close()
            self._db = None

    def rows(self, sql: str, *values: Any) -> list[tuple[Any, ...]]:
        """The rows that a statement finds."""
        with self._lock, self._told():
            if self._db is None and not self.path.exists():
                return []
            return (self._db or self._open()).execute(sql, values).fetchall()

    @contextmanager
    def change(self) -> Iterator[sqlite3.Connection]:
        """What is done within is done as a whole, or not at all."""
        with self._lock, self._told():
            db = self._db or self._open()
            db.execute("BEGIN IMMEDIATE")
            try:
                yield db
            except BaseException:
                db.execute("ROLLBACK")
                raise
            db.execute("COMMIT")

    def entry(self, name: str) -> str:
        """What was noted under a name; "" for nothing."""
        found = self.rows("SELECT value FROM entries WHERE name = ?", name)
        return str(found[0][0]) if found else ""

    def note(self, name: str, value: str) -> None:
        """Notes a value under a name, in place of the last."""
        with self.change() as db:
            db.execute("INSERT OR REPLACE INTO entries VALUES (?, ?)", (name, value))

    def secret(self) -> bytes:
        """The key that signs the cookies of this desk, the same each time."""
        if not self.entry("secret"):
            with self.change() as db:
                made = secrets.token_hex(32)
                db.execute("INSERT OR IGNORE INTO entries VALUES ('secret', ?)", (made,))
        return bytes.fromhex(self.entry("secret"))

    # ---------------------------------------------------------------------------------- inside

    def _open(self) -> sqlite3.Connection:
        # Made first, so that at no moment it can be read by others.
        os.close(os.open(self.path, os.O_RDWR | os.O_CREAT, 0o600))
        os.chmod(self.path, 0o600)
        db = sqlite3.connect(
            self.path, timeout=_PATIENCE, isolation_level=None, check_same_thread=False
        )
        try:
            self._prepare(db)
        except BaseException:
            db.close()
            raise
        self._db = db
        return db

    def _prepare(self, db: sqlite3.Connection) -> None:
        db.execute("PRAGMA journal_mode = truncate")
        db.execute("PRAGMA synchronous = full")
        db.execute("PRAGMA trusted_schema = 0")
        known = {name for (name,) in db.execute("SELECT name FROM sqlite_master")}
        if known and db.execute("PRAGMA application_id").fetchone() != (APPLICATION,):
            raise SettingsError(f"{self.path}: these are no settings of a desk")
        if known.issuperset(TABLES):
            return
        db.execute("BEGIN IMMEDIATE")
        db.execute(f"PRAGMA application_id = {APPLICATION}")
        for name, table in TABLES.items():
            if name not in {found for (found,) in db.execute("SELECT name FROM sqlite_master")}:
                db.execute(table)
        db.execute("COMMIT")

    @contextmanager
    def _told(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.DatabaseError as error:
            raise SettingsError(f"{self.path}: {error}") from error
        except OSError as error:
            raise SettingsError(f"{self.path}: {error.strerror}") from error

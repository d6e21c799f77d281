"""How fast readings are kept, beside bare SQLite that makes each of them as durable."""

import sqlite3
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

import msgspec

from bench.figures import Figure, rounds
from bench.fuse import corpus
from foglift import codebook, store
from foglift.model import Claim, Report

COMMAND = "python -m bench store"
_CLAIMS = 1_200  # of 200 reports


def figures(runs: int) -> Iterator[Figure]:
    """Reports with six claims each, kept one by one."""
    readings: dict[Report, list[Claim]] = {}
    for report, claim in corpus(_CLAIMS, codebook.load(), Random(11)):
        readings.setdefault(report, []).append(claim)

    def measure() -> tuple[float, float]:
        added = _added(list(readings.items()))
        return len(readings) / added, len(readings) / _inserted(list(readings.items()))

    rates, floor = rounds(runs, measure)
    yield Figure(
        "store: adding reports", "reports/s", rates, COMMAND, floor, "bare SQLite, synced each time"
    )


def _added(readings: Sequence[tuple[Report, Sequence[Claim]]]) -> float:
    """Seconds until all are in a store; of the clock, for it waits for the disk."""
    with TemporaryDirectory() as folder, store.open(Path(folder) / "bench.foglift") as kept:
        start = time.perf_counter()
        for report, claims in readings:
            kept.add(report, claims, (), "bench", report.text.encode())
        return time.perf_counter() - start


def _inserted(readings: Sequence[tuple[Report, Sequence[Claim]]]) -> float:
    """Seconds until the same bytes are in a table, each report in a transaction on disk."""
    with TemporaryDirectory() as folder:
        db = sqlite3.connect(Path(folder) / "bare.db", isolation_level=None)
        db.execute("PRAGMA journal_mode = TRUNCATE")
        db.execute("PRAGMA synchronous = FULL")
        db.execute("CREATE TABLE kept (data BLOB)")
        start = time.perf_counter()
        for report, claims in readings:
            db.execute("BEGIN IMMEDIATE")
            for each in (report, *claims):
                db.execute("INSERT INTO kept VALUES (?)", (msgspec.json.encode(each),))
            db.execute("COMMIT")
        seconds = time.perf_counter() - start
        db.close()
        return seconds

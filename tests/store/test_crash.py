"""Killed at any moment, the store opens and holds every report it acknowledged, once."""

import random
import subprocess
import sys
from pathlib import Path

import pytest

from foglift import store

WRITER = """
import sys
from foglift import store
from foglift.model import Claim, Event, Report, Span, report_id, sealed
with store.open(sys.argv[1]) as kept:
    for n in range(100_000):
        text = f"Rebels entered town {n}."
        id = report_id(text, "", "", None)
        report = Report(id=id, outlet="", kind="news", text=text, path=f"{n}.txt")
        claim = sealed(Claim(id="", report=id, evidence=(Span(0, 6),), content=Event("ADVANCE")))
        if not kept.has(id, "rules 1"):
            kept.add(report, [claim], [], "rules 1", raw=text.encode() * 50)
            print(id, flush=True)
"""


def killed(path: Path, after: int, pause: float) -> list[str]:
    """Ids acknowledged by a writer that is killed a moment after its so-many-eth report."""
    writer = subprocess.Popen(
        [sys.executable, "-c", WRITER, str(path)], stdout=subprocess.PIPE, text=True
    )
    assert writer.stdout
    lines = [writer.stdout.readline() for _ in range(after)]
    try:
        writer.wait(pause)
    except subprocess.TimeoutExpired:
        writer.kill()
    lines += writer.stdout.readlines()
    writer.stdout.close()
    assert writer.wait() == -9
    return [line.strip() for line in lines if line.endswith("\n")]


def survive(path: Path, times: int) -> None:
    chance, acknowledged = random.Random(5), []
    for turn in range(times):
        acknowledged += killed(path, chance.randrange(1, 40), chance.random() / 50)
        with store.open(path, read_only=bool(turn % 2)) as kept:
            ids = [report.id for report in kept.reports()]
            assert set(acknowledged) <= set(ids)
            assert len(ids) == len(set(ids)) == len(list(kept.claims()))
            assert store.verify(kept) == []
    assert len(acknowledged) == len(set(acknowledged)) > times


def test_a_writer_killed_twice_loses_nothing(path: Path) -> None:
    survive(path, 2)


@pytest.mark.slow
def test_a_writer_killed_many_times_loses_nothing(path: Path) -> None:
    survive(path, 25)

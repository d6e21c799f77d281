from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from foglift import flow
from foglift import store as stores
from foglift.codebook import Book
from foglift.ingest import Options
from foglift.model import Claim, Control, Report

DAY = date(2024, 12, 5)
REPORTS = (
    "Rebel fighters captured Suran on Tuesday, the Syrian Observatory for Human Rights said.",
    "The Observatory said 12 civilians were killed in Suran on Wednesday.",
    "The United Nations said 20 civilians were killed in Suran on Wednesday.",
)


@pytest.fixture
def kept(tmp_path: Path, book: Book) -> Iterator[stores.Store]:
    """A store of a few small reports, for one test."""
    for n, text in enumerate(REPORTS):
        (tmp_path / f"{n}.txt").write_text(f"Outlet: Wire {n}\n\n{text}", encoding="utf-8")
    with stores.open(tmp_path / "war.foglift") as store:
        run = flow.read(sorted(tmp_path.glob("*.txt")), book, store, Options(DAY))
        assert (run.read, run.problems) == (3, [])
        yield store


@pytest.fixture
def taken(kept: stores.Store) -> tuple[Report, Claim]:
    """The claim that Suran was taken."""
    (found,) = [
        one
        for one in flow.known(kept)
        if isinstance(one[1].content, Control) and one[1].content.change == "takes"
    ]
    return found

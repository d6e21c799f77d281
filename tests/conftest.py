from datetime import date
from pathlib import Path

import pytest
from hypothesis import settings

from foglift import codebook, flow
from foglift import store as stores
from foglift.codebook import Book
from foglift.ingest import Options

# How fast a machine is that has other work besides is no fault of an example.
settings.register_profile("foglift", deadline=None)
settings.load_profile("foglift")

WIRE = """Outlet: Orontes Wire
Published: 2024-12-05
Title: Rebels take Hama

Rebel fighters captured the city of Hama from the [red]\x1b[2Jarmy\u202e[/red] on Thursday.

The Syrian Observatory for Human Rights said 12 civilians were killed in Hama on Wednesday.
"""
COURIER = """Outlet: Northern Courier
Published: 2024-12-02

The Syrian army withdrew from Suran on Monday, the ministry said.
"""


@pytest.fixture(scope="session")
def book() -> Book:
    return codebook.load()


@pytest.fixture(scope="session")
def reports(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of two small reports of different days, one with what a terminal would obey."""
    folder = tmp_path_factory.mktemp("reports")
    (folder / "wire.txt").write_text(WIRE, encoding="utf-8")
    (folder / "courier.txt").write_text(COURIER, encoding="utf-8")
    return folder


@pytest.fixture(scope="session")
def war(tmp_path_factory: pytest.TempPathFactory, reports: Path, book: Book) -> Path:
    """A store into which the reports were read; tests leave it as it is."""
    path = tmp_path_factory.mktemp("war") / "war.foglift"
    with stores.open(path) as store:
        run = flow.read([reports], book, store, Options(date(2024, 12, 5)))
    assert (run.read, run.problems) == (2, [])
    return path

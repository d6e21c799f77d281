from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from foglift import flow
from foglift import store as stores
from foglift.codebook import Book
from foglift.desk import Desk, Look, app
from foglift.ingest import Options

REPORTS = (
    """Outlet: Levant Wire
Published: 2024-12-03

The Syrian Observatory for Human Rights said 602 people, including 104 civilians, had been killed
in Syria since 27 November.
""",
    """Outlet: Levant Wire
Published: 2024-12-04

The Syrian Observatory for Human Rights said 704 people had been killed in Syria since 27 November.
The Syrian army said 12 of its soldiers were killed in Hama on Wednesday.
The Syrian rebels said they killed 300 Syrian soldiers in Hama on Wednesday.
The United Nations said 640 people had been killed in Syria since 27 November.
The rebels vowed to capture Homs. The army denied that rebels had entered Hama.
""",
    """Outlet: Orontes Wire
Published: 2024-12-05

The Syrian Observatory for Human Rights said 826 people had been killed in Syria since 27 November.
Rebels captured the city of Hama on Thursday. The Syrian army said it had withdrawn from Hama.
Shelling killed nobody in Salamiyah on Thursday. Rebels shelled Salamiyah on Thursday.
A rebel commander said his forces had taken the town of Talbiseh on Thursday.
Rebels control all of Idlib province, the Observatory said.
""",
)


@pytest.fixture(scope="session")
def war_of_numbers(tmp_path_factory: pytest.TempPathFactory, book: Book) -> Path:
    """A store of three reports that count the dead of one week and tell of three towns."""
    folder = tmp_path_factory.mktemp("numbers")
    for n, text in enumerate(REPORTS):
        (folder / f"{n}.txt").write_text(text, encoding="utf-8")
    path = folder / "numbers.foglift"
    with stores.open(path) as store:
        flow.read(sorted(folder.glob("*.txt")), book, store, Options(date(2024, 12, 5)))
    return path


@pytest.fixture(scope="session")
def counting(war_of_numbers: Path, book: Book) -> Iterator[Desk]:
    desk = Desk(war_of_numbers, book)
    yield desk
    desk.close()


@pytest.fixture(scope="session")
def told(counting: Desk) -> Look:
    return counting.look()


@pytest.fixture(scope="session")
def pages(counting: Desk) -> Iterator[TestClient]:
    with TestClient(app(counting), "http://localhost") as client:
        yield client

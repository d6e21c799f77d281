from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from foglift import flow
from foglift import store as stores
from foglift.codebook import Book
from foglift.desk import Desk, Look, app
from foglift.desk.guard import Access
from foglift.ingest import Options


@pytest.fixture(scope="session")
def small(war: Path, book: Book) -> Iterator[Desk]:
    """A desk on the two small reports of tests/conftest.py; tests leave it as it is."""
    desk = Desk(war, book)
    yield desk
    desk.close()


@pytest.fixture(scope="session")
def look(small: Desk) -> Look:
    return small.look()


@pytest.fixture(scope="session")
def client(small: Desk) -> Iterator[TestClient]:
    with client_of(small) as client:
        yield client


def client_of(desk: Desk) -> TestClient:
    """What asks a desk as its only user would, and has the token of every form at hand."""
    made = app(desk)
    access: Access = made.state.access
    token = access.sessions.token(access.who(""))
    return TestClient(made, "http://localhost", headers={"x-csrf-token": token})


def sent(client: TestClient, path: str, **fields: object) -> str:
    """What a form is answered with: where it leads, or the page."""
    answer = client.post(path, data=fields, follow_redirects=False)
    return answer.headers.get("location", answer.text)


Read = Callable[..., int]
Own = tuple[Desk, Read]


@pytest.fixture
def own(tmp_path: Path, book: Book) -> Iterator[Own]:
    """A desk of the test's own on an empty store, and what reads texts into that store."""
    path = tmp_path / "own.foglift"
    desk = Desk(path, book)

    def read(*texts: str) -> int:
        """Reads the texts beside the desk; gives the number of the store's last act."""
        for n, text in enumerate(texts):
            (tmp_path / f"{n}.txt").write_text(text, encoding="utf-8")
        with stores.open(path) as store:
            flow.read(sorted(tmp_path.glob("*.txt")), book, store, Options(date(2024, 12, 5)))
            return store.since(0).last

    yield desk, read
    desk.close()


@pytest.fixture
def asks(own: Own) -> Iterator[TestClient]:
    """What asks the desk of the test's own."""
    with client_of(own[0]) as client:
        yield client

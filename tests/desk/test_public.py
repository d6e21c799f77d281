"""The public edition, asked for everything it has, gives nothing away."""

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import msgspec
import pytest
from fastapi.routing import iter_route_contexts
from starlette.testclient import TestClient

from foglift import flow, review
from foglift import store as stores
from foglift.codebook import Book
from foglift.desk import Desk, Look
from foglift.desk.pages import PAGES
from foglift.desk.published import publish
from foglift.ingest import Options
from foglift.model import Control, Count, Event
from foglift.notebook import View
from foglift.publish import WRITERS

from .conftest import client_of
from .planted import SECRETS, SHOWN, found, store_with_secrets

ASKED = (
    "",
    "?day=2024-12-05",
    "?day=2024-12-20&known_by=2025-01-20",
    "?day=2024-12-05&known_by=2024-12-31",
)
STREAMS = ("/events",)


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory, book: Book) -> Path:
    return store_with_secrets(tmp_path_factory.mktemp("secrets"), book)


@pytest.fixture(scope="module")
def internal(store: Path, book: Book) -> Iterator[Desk]:
    desk = Desk(store, book)
    yield desk
    desk.close()


@pytest.fixture(scope="module")
def client(store: Path, book: Book) -> Iterator[TestClient]:
    desk = Desk(store, book, public=True)
    with client_of(desk) as asks:
        yield asks
    desk.close()


def addresses(look: Look, client: TestClient) -> Iterator[str]:
    """Every address that the desk answers to, for all that an internal look knows of."""
    for page in PAGES:
        ids = page.ids(look) if page.ids else [""]
        for id in ids:
            for path in (page.path, page.twin):
                yield re.sub(r"\{[^}]*\}", id, path)
    for one in iter_route_contexts(client.app.routes):  # type: ignore[attr-defined]
        path = str(one.path)
        if "GET" in (one.methods or ()) and "{" not in path and path not in STREAMS:
            yield path


def test_the_reports_hold_what_is_to_be_hidden(internal: Desk) -> None:
    """Else the tests below would prove nothing."""
    look = internal.look()
    text = " ".join(" ".join(report.text.split()) for report in look.reports.values())
    hidden = {"khoury-notes"}
    assert set(found(text)) >= set(SECRETS) - hidden
    quoted = " ".join(
        report.text[span.start : span.end]
        for report, claim in look.claims.values()
        for span in claim.evidence
    )
    assert {"Inkhil", "Three people", "moved into"} <= set(found(quoted))


def test_a_public_look_holds_nothing_of_it(store: Path, book: Book) -> None:
    desk = Desk(store, book, public=True)
    look = desk.look()
    desk.close()
    everything = (look.picture, look.claims, look.brief, look.shifts, look.judgements)
    text = msgspec.json.encode(everything).decode()
    assert found(text) == []
    assert "More than 200 people" in text


@pytest.mark.parametrize("asked", ASKED)
def test_no_route_gives_anything_away(internal: Desk, client: TestClient, asked: str) -> None:
    seen = ""
    for address in dict.fromkeys(addresses(internal.look(), client)):
        answer = client.get(address + asked)
        assert found(answer.text) == [], (address, asked)
        seen += answer.text
    assert [words for words in SHOWN if words not in seen] == []


def test_no_file_of_a_snapshot_gives_anything_away(store: Path, book: Book, tmp_path: Path) -> None:
    publish(store, book, tmp_path / "site", True, None, None)
    for path in sorted((tmp_path / "site").rglob("*")):
        if path.is_file() and "static" not in path.relative_to(tmp_path / "site").parts:
            assert found(path.read_text(encoding="utf-8")) == [], path
            assert found(path.name) == []


def test_the_public_edition_says_what_it_is(client: TestClient, internal: Desk) -> None:
    text = client.get("/about").text
    assert ">public edition</a>" in text
    assert "internal" not in text
    with client_of(internal) as asks:
        assert "Internal: not for publication" in asks.get("/about").text


def test_nobody_sees_the_last_movements_by_asking_for_a_later_day(client: TestClient) -> None:
    twin = client.get("/about.json", params={"day": "2025-02-01", "known_by": "2025-03-01"}).json()
    assert (twin["day"], twin["known_by"]) == ("2024-12-05", "2024-12-05")


TOLD = (
    "Outlet: Orontes Wire\nPublished: 2024-12-05\n\nRebels captured the city of Hama on Thursday. "
    "At least 12 civilians were killed in Hama on Wednesday, the Observatory said.",
    "Outlet: Coast Daily\nPublished: 2024-12-05\n\nSyrian rebels seized Hama on Thursday, the army "
    "said.",
    "Outlet: Gulf Ledger\nPublished: 2024-12-05\n\nSyrian rebels took the town of Suran on "
    "Wednesday.",
)
JUDGES = ("Quillfeather", "xylophone")


@pytest.fixture(scope="module")
def judged(tmp_path_factory: pytest.TempPathFactory, book: Book) -> Path:
    """A store with judgements of every kind, each signed and with a note."""
    folder = tmp_path_factory.mktemp("judged")
    for n, text in enumerate(TOLD):
        (folder / f"{n}.txt").write_text(text, encoding="utf-8")
    at = date(2024, 12, 5)
    signed = review.Signature("Ada Quillfeather", at, "heard by xylophone")
    with stores.open(folder / "judged.foglift") as store:
        flow.read([folder], book, store, Options(date(2024, 12, 5)))
        told = {claim.id: (report, claim) for report, claim in store.claims()}
        captures = [id for id, (_, one) in told.items() if isinstance(one.content, Event)]
        holders = [id for id, (_, one) in told.items() if isinstance(one.content, Control)]
        report, count = next(one for one in told.values() if isinstance(one[1].content, Count))
        store.judge(review.decide("confirm", [captures[0]], signed))
        store.judge(review.decide("same", captures[:2], signed))
        store.judge(review.decide("reject", [holders[-1]], signed))
        store.judge(review.correct(report, count, {"low": "15", "high": "15"}, book, signed))
        given = {"words": "captured the city", "type": "CLASH", "actors": "hts"}
        store.judge(review.add(report, "event", given, book, signed))
        undone = store.judge(review.decide("different", captures[1:3], signed))
        store.judge(review.undo(undone, signed))
    return folder / "judged.foglift"


def test_who_judged_and_what_they_noted_is_no_part_of_the_public_edition(
    judged: Path, book: Book, tmp_path: Path
) -> None:
    """Neither on a page, its twin, a table, a feed, in a file of a snapshot nor in an export."""
    inside, outside = Desk(judged, book), Desk(judged, book, public=True)
    day = date(2024, 12, 5)
    seen = " ".join(cause.words for one in inside.look(day, day).shifts for cause in one.causes)
    assert named(seen) == list(JUDGES)
    with client_of(outside) as client:
        for address in dict.fromkeys(addresses(inside.look(), client)):
            for asked in (*ASKED, "?known_by=2024-12-05"):
                assert named(client.get(address + asked).text) == [], (address, asked)
    inside.close()
    outside.close()
    publish(judged, book, tmp_path / "site", True, None, None)
    for path in sorted((tmp_path / "site").rglob("*")):
        if path.is_file() and "static" not in path.relative_to(tmp_path / "site").parts:
            assert named(path.read_text(encoding="utf-8")) == [], path
    with stores.open(judged) as store:
        for name in WRITERS:
            assert named(View(store, book).export(name)) == [], name


def named(text: str) -> list[str]:
    return [word for word in JUDGES if word.casefold() in text.casefold()]

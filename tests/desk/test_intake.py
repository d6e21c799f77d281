"""What was taken is read, whatever happens in between."""

import os
import signal
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from foglift import store as stores
from foglift.codebook import Book
from foglift.desk.intake import Intake
from foglift.desk.spool import Batch, IntakeError, Note, plain_name
from foglift.read import READERS

WIRE = b"""Outlet: Orontes Wire
Published: 2024-12-05

Rebel fighters captured the town of Suran on Thursday, the Syrian Observatory for Human Rights said.
"""
BROKEN = b'{"text": "Rebels shelled Hama on Monday."}\n{"text": \n[]\n'
Make = Callable[[], Intake]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    with stores.open(tmp_path / "war.foglift"):
        return tmp_path / "war.foglift"


@pytest.fixture
def make(path: Path, book: Book) -> Iterator[Make]:
    made: list[Intake] = []

    def one() -> Intake:
        made.append(Intake(path, book))
        return made[-1]

    yield one
    for each in made:
        each.close()


def note(**said: object) -> Note:
    return Note(datetime.now(UTC), **said)  # type: ignore[arg-type]


def spooled(path: Path) -> list[str]:
    spool = path.with_name("war.foglift.added")
    return sorted(each.name for each in spool.rglob("*") if each.is_file())


def test_what_is_taken_is_on_disk_before_it_is_read(make: Make, path: Path) -> None:
    batch = make().add([("wire.txt", WIRE), ("a/../b.txt", WIRE)], note(by="Ada"))
    assert [file.state for file in batch.files] == ["waiting", "waiting"]
    assert spooled(path) == ["b.txt", "batch.json", "wire.txt"]
    assert (path.with_name("war.foglift.added").stat().st_mode & 0o077) == 0


def test_a_later_desk_reads_what_an_earlier_one_took(make: Make, path: Path) -> None:
    make().add([("wire.txt", WIRE)], note(by="Ada", outlet="Elsewhere", published=date(2024, 1, 1)))
    unfinished = path.with_name("war.foglift.added") / ".half"
    unfinished.mkdir()
    (batch,) = make().batches
    assert (batch.note.by, batch.files[0].name, batch.files[0].state) == (
        "Ada",
        "wire.txt",
        "waiting",
    )
    assert not unfinished.exists()


def test_nothing_and_too_much_are_refused_whole(make: Make, path: Path) -> None:
    intake = make()
    with pytest.raises(IntakeError, match="nothing was chosen"):
        intake.add([], note())
    with pytest.raises(IntakeError, match="more than 500 files"):
        intake.add([(f"{n}.txt", b"a") for n in range(501)], note())
    assert (intake.batches, spooled(path)) == ((), [])


def test_a_file_of_no_known_format_is_told_and_its_neighbours_are_kept(make: Make) -> None:
    batch = make().add([("map.png", b"\x89PNG"), ("wire.txt", WIRE)], note())
    assert [file.state for file in batch.files] == ["failed", "waiting"]
    assert batch.files[0].problems[0].startswith("map.png: format: no reader for .png; known: .txt")


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("wire.txt", "wire.txt"),
        ("../../etc/passwd.txt", "passwd.txt"),
        ("C:\\war\\wire.CSV", "wire.CSV"),
        ("-", "file"),
        ("..", "file"),
        ("", "file"),
        (".txt", "txt"),
        ("-rf.txt", "rf.txt"),
        ("a\x00b\n.txt", "a_b_.txt"),
        ("حماة.txt", "حماة.txt"),
        ("\u202etxt.exe", "_txt.exe"),
    ],
)
def test_a_name_leads_nowhere_else(given: str, kept: str) -> None:
    assert plain_name(given) == kept


@pytest.mark.parametrize("sign", ["x", "ح", "😀"])
def test_a_long_name_is_cut_and_keeps_its_suffix(sign: str) -> None:
    name = plain_name(sign * 5000 + ".jsonl")
    assert name.endswith(f"{sign}.jsonl")
    assert len(name.encode()) <= 255


@pytest.mark.slow
def test_files_are_read_beside_the_desk_with_a_line_for_each_problem(
    path: Path, book: Book
) -> None:
    heard: list[tuple[int, str, int]] = []

    def watch(batch: Batch, number: int) -> None:
        heard.append((number, batch.files[number].state, batch.files[number].claims))

    intake = Intake(path, book, watch)
    intake.start()
    try:
        files = [("wire.txt", WIRE), ("broken.jsonl", BROKEN), ("again.txt", WIRE)]
        intake.add(files, note(outlet="Levant Post", published=date(2024, 12, 5)))
        assert intake.finish(120)
    finally:
        intake.close()
    wire, broken, again = intake.batches[0].files
    assert (wire.state, wire.read, wire.claims > 0, wire.problems) == ("read", 1, True, ())
    assert (wire.reports[0].outlet, wire.reports[0].day) == ("Orontes Wire", date(2024, 12, 5))
    assert (broken.state, broken.read) == ("read", 1)
    assert broken.problems == (
        "broken.jsonl#2: json: Expecting value: line 1 column 10 (char 9)",
        "broken.jsonl#3: json: not an object but a list",
    )
    assert (again.read, again.known) == (0, 1)
    assert {state for number, state, _ in heard if number == 0} == {"reading", "read"}
    assert spooled(path) == []
    with stores.open(path, read_only=True) as store:
        assert {report.outlet for report in store.reports()} == {"Orontes Wire", "Levant Post"}
        assert {report.path for report in store.reports()} == {"again.txt", "broken.jsonl#1"}


MANY = b"".join(
    b'{"text": "Rebels shelled the town of Suran on Monday, killing %d people."}\n' % n
    for n in range(2, 40)
)


@pytest.mark.slow
def test_a_reader_that_is_killed_loses_nothing(path: Path, book: Book) -> None:
    killed: list[int] = []

    def watch(batch: Batch, number: int) -> None:
        pool = intake._pool
        if pool and not killed and batch.files[number].claims:
            killed.extend(pool._processes)
            os.kill(killed[0], signal.SIGKILL)

    intake = Intake(path, book, watch)
    intake.start()
    try:
        intake.add([("many.jsonl", MANY)], note(published=date(2024, 12, 5)))
        assert intake.finish(120)
    finally:
        intake.close()
    (file,) = intake.batches[0].files
    assert killed
    assert (file.state, file.read + file.known) == ("read", 38)
    with stores.open(path, read_only=True) as store:
        assert len(list(store.reports())) == 38


@pytest.mark.slow
def test_the_next_report_is_read_by_the_codebook_of_now(path: Path, book: Book) -> None:
    """Also where it is one of many in a file that is being read."""
    other = replace(book, digest="another")

    def watch(batch: Batch, number: int) -> None:
        if batch.files[number].claims:
            intake.turn_to(other)

    intake = Intake(path, book, watch)
    intake.start()
    try:
        intake.add([("many.jsonl", MANY)], note(published=date(2024, 12, 5)))
        assert intake.finish(120)
        intake.add([("wire.txt", WIRE)], note())
        assert intake.finish(120)
    finally:
        intake.close()
    version = READERS["rules"].key(other)
    with stores.open(path, read_only=True) as store:
        reports = [report.id for report in store.reports()]
        assert len(reports) == 39
        assert all(store.has(id, version) for id in reports)

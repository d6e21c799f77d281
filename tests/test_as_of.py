"""The sample corpus on each of its days: as it was known then, and what changed from day to day."""

from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import msgspec
import pytest

from foglift import flow
from foglift import store as stores
from foglift.codebook import Book
from foglift.ingest import Options
from foglift.model import Picture, Shift
from foglift.store import Store

ROOT = Path(__file__).parents[1]
DAYS = [date(2024, 11, 29) + timedelta(days=after) for after in range(10)]

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory, book: Book) -> Iterator[Store]:
    with stores.open(tmp_path_factory.mktemp("whole") / "hama.foglift") as store:
        flow.read([ROOT / "examples" / "fall-of-hama" / "reports"], book, store, Options())
        yield store


def _by(whole: Store, day: date, path: Path) -> Store:
    """A store that was filled no longer than to that day."""
    part = stores.open(path)
    for report in whole.reports():
        if report.published is None or report.published <= day:
            claims = [claim for _, claim in flow.known(whole) if claim.report == report.id]
            part.add(report, claims, [], "rules")
    return part


@pytest.mark.parametrize("day", DAYS, ids=str)
def test_a_day_is_seen_as_if_nothing_later_had_been_read(
    day: date, whole: Store, book: Book, tmp_path: Path
) -> None:
    encode = msgspec.json.encode
    with _by(whole, day, tmp_path / "part.foglift") as part:
        assert encode(flow.picture(whole, book, day)) == encode(flow.picture(part, book, day))
        assert flow.brief(whole, book, day) == flow.brief(part, book, day)
        assert flow.changes(whole, book, day=day) == flow.changes(part, book, day=day)


@pytest.mark.parametrize("day", DAYS, ids=str)
def test_every_change_has_one_entry_with_a_cause(day: date, whole: Store, book: Book) -> None:
    before = flow.picture(whole, book, day - timedelta(days=1))
    after = flow.picture(whole, book, day)
    shifts = flow.changes(whole, book, day=day)
    entries = Counter(_entries(shifts))
    assert set(entries.values()) <= {1}
    assert entries.keys() == _differing(before, after)
    ids = {claim.id for _, claim in flow.known(whole)}
    for shift in shifts:
        assert shift.causes
        assert all(cause.words and cause.claims for cause in shift.causes)
        assert set(shift.claims) <= ids


def _entries(shifts: tuple[Shift, ...]) -> Iterator[str]:
    for one in shifts:
        yield from (f"was {id}" for id in one.earlier)
        yield from (f"is {id}" for id in one.later)


def _differing(before: Picture, after: Picture) -> set[str]:
    was = {one.id: one for one in (*before.incidents, *before.tallies, *before.intentions)}
    now = {one.id: one for one in (*after.incidents, *after.tallies, *after.intentions)}
    gone = {f"was {id}" for id, one in was.items() if one != now.get(id)}
    return gone | {f"is {id}" for id, one in now.items() if one != was.get(id)}


def test_the_fall_of_hama_is_the_first_change_of_its_day(whole: Store, book: Book) -> None:
    first = flow.changes(whole, book, day=date(2024, 12, 5))[0]
    assert (first.subject, first.kind) == ("Hama", "changed hands")
    assert first.causes[0].words.startswith("Syrian army acknowledged on 2024-12-05: ")


def test_hindsight_names_what_came_in_later(whole: Store, book: Book) -> None:
    day = date(2024, 12, 5)
    shifts = flow.changes(whole, book, since=day, day=day, known_by=date(2024, 12, 8))
    kinds = {cause.kind for shift in shifts for cause in shift.causes}
    assert "late report" in kinds
    assert not kinds & {"new report", "unpublished then"}

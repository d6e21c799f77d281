"""From the words of a report to what the tallies of the day make of them."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from foglift import flow
from foglift import store as stores
from foglift.codebook import Book
from foglift.ingest import Options
from foglift.model import Tally

Counted = Callable[..., list[Tally]]
SOHR = "the Syrian Observatory for Human Rights said"


@pytest.fixture
def counted(tmp_path: Path, book: Book) -> Counted:
    """The tallies of 5 December 2024 from reports given as "day | text"."""

    def count(*reports: str) -> list[Tally]:
        for number, report in enumerate(reports):
            day, text = report.split(" | ", 1)
            words = f"Outlet: Levant Wire\nPublished: 2024-12-0{day}\n\n{text}\n"
            (tmp_path / f"{number}.txt").write_text(words, encoding="utf-8")
        with stores.open(tmp_path / "store.foglift") as store:
            flow.read([tmp_path], book, store, Options())
            return list(flow.picture(store, book, date(2024, 12, 5)).tallies)

    return count


def test_a_whole_and_its_part_since_last_week(counted: Counted, book: Book) -> None:
    text = f"5 | {SOHR} 826 people, including 222 in Hama, have been killed since last week."
    whole, part = sorted(counted(text), key=lambda one: -(one.best or 0))
    assert (whole.best, whole.place, whole.since, whole.cumulative) == (
        826,
        "",
        date(2024, 11, 25),
        True,
    )
    assert (part.best, book.label(part.place), part.part_of) == (222, "Hama", whole.id)
    assert whole.parts == (part.id,)
    assert whole.problems == part.problems == ()


def test_civilians_among_the_dead(counted: Counted) -> None:
    text = f"5 | {SOHR} 727 people had been killed since 27 November, 111 of them civilians."
    whole, part = sorted(counted(text), key=lambda one: -(one.best or 0))
    assert (part.best, part.whom, part.wholes) == (111, "people:civilians", (whole.id,))


def test_more_in_a_part_than_in_the_whole_is_named(counted: Counted) -> None:
    text = f"5 | {SOHR} 222 people, including 228 in Hama, have been killed since last week."
    (problem,) = (each for one in counted(text) for each in one.problems)
    assert problem.kind == "part above its whole"
    assert problem.words == (
        "Syrian Observatory for Human Rights counts 228 in Hama as part of 222"
    )


def test_a_total_of_three_days_and_a_revision(counted: Counted) -> None:
    tallies = counted(
        f"3 | {SOHR} 602 people had been killed in Hama since 27 November.",
        f"4 | {SOHR} 704 people had been killed in Hama since 27 November.",
        f"5 | {SOHR} 690 people had been killed in Hama since 27 November.",
    )
    (series,) = (each for one in tallies for each in one.series)
    assert [(one.low, one.increment, one.change) for one in series.steps] == [
        (602, None, "first"),
        (704, 102, "rises"),
        (690, -14, "falls"),
    ]
    assert [each.kind for one in tallies for each in one.problems] == ["running total falls"]


def test_own_dead_and_the_enemys(counted: Counted) -> None:
    (tally,) = counted(
        "5 | The Syrian army said 12 of its soldiers were killed in Hama on Wednesday.\n\n"
        "Syrian rebels said 300 Syrian army soldiers were killed in Hama on Wednesday."
    )
    assert (tally.low, tally.best, tally.high) == (12, None, 300)

"""What changed from one day to the next, from short reports read from end to end."""

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest

from foglift import flow, publish
from foglift import store as stores
from foglift.codebook import Book
from foglift.ingest import Options
from foglift.model import Judgement, Shift
from foglift.store import Store

Kept = Callable[..., Store]


@pytest.fixture
def kept(tmp_path: Path, book: Book) -> Iterator[Kept]:
    """A store of reports given as "outlet | day | text"."""
    opened = stores.open(tmp_path / "store.foglift")

    def read(*reports: str) -> Store:
        folder = tmp_path / f"reports-{len(list(tmp_path.iterdir()))}"
        folder.mkdir()
        for number, report in enumerate(reports):
            outlet, published, text = report.split(" | ", 2)
            head = f"Outlet: {outlet}\n" + (f"Published: {published}\n" if published else "")
            (folder / f"{number}.txt").write_text(f"{head}\n{text}\n", encoding="utf-8")
        flow.read([folder], book, opened, Options())
        return opened

    with opened:
        yield read


def lead(store: Store, book: Book, day: str) -> list[str]:
    """The sentences of "What changed" in the brief of the day, which follows in all it says."""
    picture = flow.picture(store, book, date.fromisoformat(day))
    shifts = flow.since_yesterday(store, book, picture)
    claims = flow.known(store)
    text = publish.brief(picture, claims, book, shifts)
    assert publish.check_brief(text, picture, claims, book, shifts) == []
    (section,) = [one for one in text.sections if one.title == "What changed"] or [None]
    return [sentence.text for sentence in section.sentences] if section else []


def of(store: Store, book: Book, about: str, day: str) -> list[Shift]:
    shifts = flow.changes(store, book, day=date.fromisoformat(day))
    return [one for one in shifts if one.about == about]


TAKEN = "Levant Post | 2024-12-04 | Syrian rebels captured the town of Suran on Wednesday."
LOST = (
    "Levant Post | 2024-12-04 | The Syrian army acknowledged on Wednesday that it had lost control "
    "of Suran."
)


def test_a_town_that_fell_leads_the_brief(kept: Kept, book: Book) -> None:
    store = kept(TAKEN, LOST)
    assert lead(store, book, "2024-12-04")[0] == (
        "Suran is now held by the Syrian rebels, as the Syrian government acknowledged."
    )
    first = of(store, book, "control", "2024-12-04")[0]
    assert (first.subject, first.kind) == ("Suran", "changed hands")
    assert first.causes[0].words.startswith("Syrian army acknowledged on 2024-12-04: ")


def test_nothing_is_told_where_nothing_changed(kept: Kept, book: Book) -> None:
    store = kept(TAKEN)
    assert lead(store, book, "2024-12-05") == []
    assert lead(store, book, "2024-12-04") == [
        "Suran is now held by the Syrian rebels, according to the Levant Post."
    ]


TOLL = (
    "Levant Post | {day} | The Syrian Observatory for Human Rights said {number} people had been "
    "killed in Syria since 27 November."
)


def test_a_toll_that_rose_is_told_with_both_numbers(kept: Kept, book: Book) -> None:
    store = kept(
        TOLL.format(day="2024-12-03", number=412), TOLL.format(day="2024-12-04", number=530)
    )
    assert any(
        "rose from 412 to 530, according to the Syrian Observatory for Human Rights" in one
        for one in lead(store, book, "2024-12-04")
    )
    (shift,) = [one for one in of(store, book, "tally", "2024-12-04") if one.kind == "revised up"]
    assert [cause.kind for cause in shift.causes] == ["later word"]
    assert shift.numbers == (412, 530)


def test_a_report_read_late_changes_the_past_in_hindsight_alone(kept: Kept, book: Book) -> None:
    store = kept(TAKEN)
    day, later = date(2024, 12, 4), date(2024, 12, 8)
    then = flow.picture(store, book, day)
    kept("Nile Daily | 2024-12-08 | Rebels had seized Suran on 4 December, the UN said on Sunday.")
    assert flow.picture(store, book, day) == then
    shifts = flow.changes(store, book, since=day, day=day, known_by=later)
    (control,) = [one for one in shifts if one.about == "control"]
    assert (control.kind, control.causes[0].kind) == ("rose", "late report")
    assert "the UN" in control.causes[0].words or "United Nations" in control.causes[0].words


def test_a_judgement_counts_from_its_day_and_is_named(kept: Kept, book: Book) -> None:
    store = kept(TAKEN)
    claims = tuple(claim.id for _, claim in flow.known(store))
    store.judge(Judgement("reject", claims, "A. Lund", date(2024, 12, 6), "another Suran"))
    assert of(store, book, "control", "2024-12-05") == []
    (gone,) = of(store, book, "control", "2024-12-06")
    assert (gone.kind, gone.causes[0].words) == (
        "gone",
        "A. Lund judged 'reject' on 2024-12-06: another Suran",
    )


def test_a_small_number_is_not_told_in_public(kept: Kept, book: Book) -> None:
    store = kept(TOLL.format(day="2024-12-03", number=4), TOLL.format(day="2024-12-04", number=7))
    claims = flow.known(store)
    picture = flow.picture(store, book, date(2024, 12, 4))
    shifts = flow.since_yesterday(store, book, picture)
    text = publish.brief(picture, claims, book, shifts)
    public = publish.Material(picture, claims, book, text, shifts=shifts)
    assert "from 4 to 7" in publish.WRITERS["brief.md"](
        publish.Material(picture, claims, book, text, False, shifts)
    )
    assert "from 4 to 7" not in publish.WRITERS["brief.md"](public)

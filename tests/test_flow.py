import sqlite3
from dataclasses import replace
from datetime import date
from pathlib import Path
from shutil import copy
from typing import Any

import msgspec
import pytest

from foglift import flow, fuse, publish
from foglift import store as stores
from foglift.codebook import Book
from foglift.ingest import Options
from foglift.model import Brief, Claim, Picture, Report, Section, Sentence, quote
from foglift.read import READERS, Reader

DAY = date(2024, 12, 5)


def _read(paths: list[Path], book: Book, into: Path, **how: Any) -> flow.Run:
    with stores.open(into) as store:
        return flow.read(paths, book, store, Options(DAY), **how)


# --------------------------------------------------------------------------------- reading


def test_reports_become_claims_once(tmp_path: Path, reports: Path, book: Book) -> None:
    into = tmp_path / "war.foglift"
    first = _read([reports], book, into)
    second = _read([reports], book, into)
    with stores.open(into) as store:
        kept = len(list(store.claims()))
    assert kept > 2
    assert (first.read, first.known, first.claims) == (2, 0, kept)
    assert (second.read, second.known, second.claims) == (0, 2, 0)


@pytest.mark.parametrize("changed", ["version", "made_of"])
def test_another_version_or_other_weights_read_anew(
    changed: str, tmp_path: Path, reports: Path, book: Book, monkeypatch: pytest.MonkeyPatch
) -> None:
    into, now = tmp_path / "war.foglift", READERS["rules"]
    first = _read([reports], book, into)
    later = {"version": "rules-99", "made_of": lambda: "other weights"}[changed]
    monkeypatch.setitem(READERS, "rules", replace(now, **{changed: later}))
    again = _read([reports], book, into)
    assert (again.read, again.known, again.claims) == (2, 0, first.claims)
    with stores.open(into) as store:
        assert len(list(store.claims())) == first.claims
        assert flow.verify(store, book) == []


def test_a_report_met_twice_in_a_run_is_read_once(
    tmp_path: Path, reports: Path, book: Book
) -> None:
    copy(reports / "wire.txt", tmp_path / "again.txt")
    run = _read([reports / "wire.txt", tmp_path / "again.txt"], book, tmp_path / "war.foglift")
    assert (run.read, run.known) == (1, 1)


def test_what_cannot_be_read_costs_itself_only(tmp_path: Path, reports: Path, book: Book) -> None:
    run = _read([tmp_path / "none.txt", reports / "wire.txt"], book, tmp_path / "war.foglift")
    assert [str(problem).removeprefix(str(tmp_path)) for problem in run.problems] == [
        "/none.txt: file: No such file or directory"
    ]
    assert (run.failed, run.read) == (True, 1)


def test_a_report_on_which_the_reader_fails_costs_itself_only(
    tmp_path: Path, reports: Path, book: Book, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(report: Report, book: Book) -> list[Claim]:
        if "Suran" in report.text:
            raise RecursionError("too deep")
        return []

    monkeypatch.setitem(READERS, "rules", Reader("test-1", fails))
    run = _read([reports], book, tmp_path / "war.foglift")
    assert (run.read, run.failed) == (1, True)
    assert str(run.problems[0]).endswith("courier.txt: reader: RecursionError: too deep")


def test_each_arrival_is_told_to_who_watches(tmp_path: Path, reports: Path, book: Book) -> None:
    seen: list[int] = []
    _read([reports], book, tmp_path / "w.foglift", watch=lambda run: seen.append(run.read))
    assert seen == [1, 2]


def test_an_unknown_reader_is_named(tmp_path: Path, book: Book) -> None:
    with pytest.raises(flow.AskError, match="no reader is called 'tea'; there are rules"):
        _read([], book, tmp_path / "w.foglift", reader="tea")


@pytest.mark.slow
def test_workers_leave_the_same_bytes(tmp_path: Path, reports: Path, book: Book) -> None:
    folder = tmp_path / "more"
    folder.mkdir()
    for number in range(12):
        text = f"Rebels of faction {number} captured Suran on Tuesday."
        (folder / f"{number:02}.txt").write_text(text, encoding="utf-8")
    copy(folder / "03.txt", folder / "99.txt")
    alone = _read([reports, folder], book, tmp_path / "alone.foglift")
    many = _read([reports, folder], book, tmp_path / "many.foglift", workers=2)
    assert alone == many
    assert (many.read, many.known) == (14, 1)
    assert (tmp_path / "alone.foglift").read_bytes() == (tmp_path / "many.foglift").read_bytes()


# ------------------------------------------------------------------------------- the picture


def test_the_picture_is_of_the_latest_report_when_no_day_is_asked_for(
    war: Path, book: Book
) -> None:
    with stores.open(war, read_only=True) as store:
        seen = flow.picture(store, book)
    assert (seen.as_of, seen.known_by) == (DAY, DAY)
    held = [spell for spell in seen.control if spell.state == "held"]
    assert {book.label(spell.place) for spell in held} == {"Hama"}


def test_what_was_published_later_is_not_known(war: Path, book: Book) -> None:
    with stores.open(war, read_only=True) as store:
        early = flow.known(store, date(2024, 12, 2))
        seen = flow.picture(store, book, None, date(2024, 12, 4))
    assert "withdrew from Suran" in {quote(report, claim.evidence) for report, claim in early}
    assert {report.outlet for report, _ in early} == {"Northern Courier"}
    assert seen.as_of == date(2024, 12, 2)
    assert "Hama" not in {book.label(spell.place) for spell in seen.control}


def test_without_any_date_the_day_is_asked_for(tmp_path: Path, book: Book) -> None:
    with stores.open(tmp_path / "war.foglift") as store:
        with pytest.raises(flow.AskError, match="no claims have been read"):
            flow.picture(store, book)
        text = tmp_path / "undated.txt"
        text.write_text("Rebels captured Suran on Tuesday.", encoding="utf-8")
        flow.read([text], book, store, Options())
        with pytest.raises(flow.AskError, match="no report here has a date"):
            flow.picture(store, book)
        assert flow.picture(store, book, DAY).as_of == DAY


# ------------------------------------------------------------------------------ does it hold


def test_a_store_that_was_left_alone_holds(war: Path, book: Book) -> None:
    with stores.open(war, read_only=True) as store:
        assert flow.verify(store, book) == []


def test_an_altered_report_is_found(tmp_path: Path, war: Path, book: Book) -> None:
    altered = tmp_path / "war.foglift"
    copy(war, altered)
    with sqlite3.connect(altered) as db:
        db.execute("UPDATE reports SET json = CAST(replace(json, 'Suran', 'Surab') AS BLOB)")
    db.close()
    with stores.open(altered, read_only=True) as store:
        faults = flow.verify(store, book)
    assert [fault.partition(": ")[2] for fault in faults] == ["is not what was added"]


def test_a_picture_that_hangs_on_the_order_of_claims_is_found(
    war: Path, book: Book, monkeypatch: pytest.MonkeyPatch
) -> None:
    def first_come(claims: flow.Known, *given: Any, **asked: Any) -> Picture:
        return Picture(DAY, claims[0][0].published or DAY)

    monkeypatch.setattr(fuse, "picture", first_come)
    with stores.open(war, read_only=True) as store:
        assert list(flow.verify(store, book)) == [
            "picture of 2024-12-05: not the same when the claims come in another order"
        ]


def test_a_sentence_of_the_brief_that_stands_on_nothing_is_found(
    war: Path, book: Book, monkeypatch: pytest.MonkeyPatch
) -> None:
    loose = Brief(DAY, DAY, (Section("Control", (Sentence("Hama fell.", ("abc",)),)),))
    monkeypatch.setattr(publish, "brief", lambda *given: loose)
    with stores.open(war, read_only=True) as store:
        faults = flow.verify(store, book)
    assert "brief of 2024-12-05: Control: claims abc are not known: Hama fell." in faults


def test_a_claim_that_points_outside_its_report_is_found(
    tmp_path: Path, war: Path, book: Book
) -> None:
    with stores.open(war, read_only=True) as store:
        report, claim = next(pair for pair in store.claims() if pair[1].where)
    assert claim.where is not None
    place = msgspec.structs.replace(
        claim.where.place, span=msgspec.structs.replace(claim.where.place.span, end=9_999)
    )
    astray = msgspec.structs.replace(claim, where=msgspec.structs.replace(claim.where, place=place))
    with stores.open(tmp_path / "astray.foglift") as store:
        store.add(report, [astray], [], "rules-1")
        assert any("are not in its report" in fault for fault in flow._astray(store))

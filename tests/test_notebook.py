import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

import foglift
from foglift.flow import AskError
from foglift.model import Issue
from foglift.notebook import Listing, View
from foglift.store import StoreError

DAY = date(2024, 12, 5)


@pytest.fixture(scope="module")
def view(war: Path) -> View:
    return foglift.open(war)


def test_a_file_is_read_in_one_line(reports: Path) -> None:
    view = foglift.read(reports / "wire.txt")
    assert "captured the city of Hama" in [view.quote(claim) for claim in view.claims]
    assert {spell.holder for spell in view.control} == {"syria-rebels"}
    assert not view.issues


def test_the_day_of_a_file_without_one_can_be_given(tmp_path: Path) -> None:
    text = tmp_path / "text.txt"
    text.write_text("Rebels captured Suran on Tuesday.", encoding="utf-8")
    view = foglift.read(text, published="2024-12-05", outlet="Orontes Wire")
    report = view.report(view.claims[0])
    assert (report.published, report.outlet) == (DAY, "Orontes Wire")
    assert view.picture.as_of == DAY


def test_without_a_day_there_are_claims_but_no_picture(tmp_path: Path) -> None:
    text = tmp_path / "text.txt"
    text.write_text("Rebels captured Suran on Tuesday.", encoding="utf-8")
    view = foglift.read(text)
    assert "captured Suran" in [view.quote(claim) for claim in view.claims]
    with pytest.raises(AskError, match="say which day"):
        _ = view.control
    assert view.on("2024-12-05").picture.as_of == DAY


def test_a_view_as_of_another_day_outlives_the_first(reports: Path) -> None:
    early = foglift.read(reports).on("2024-12-02")
    assert early.picture.as_of == date(2024, 12, 2)
    assert {early.report(claim).outlet for claim in early.claims} == {"Northern Courier"}


def test_claims_stand_in_the_order_of_days_and_text(view: View) -> None:
    told = [(view.report(each).published, each.evidence[0].start) for each in view.claims]
    assert len(told) > 2
    assert told == sorted(told)


def test_a_listing_is_a_sequence(view: View) -> None:
    assert view.control[0] in view.control
    assert view.claims[:2][1] == view.claims[1]
    assert len(view.claims.where(lambda each: each == view.claims[0])) == 1
    assert repr(view.claims[:2]) == "<claims: 2>"
    assert repr(view) == f"<view: {len(view.claims)} claims of 2 reports>"


def test_a_frame_has_names_for_ids(view: View) -> None:
    frame = view.control.where(lambda spell: spell.state == "held").frame()
    row = frame.iloc[0]
    assert (row["place"], row["holder"], row["since"]) == ("Hama", "Syrian rebels", DAY)
    assert row["said_by"] == ("Orontes Wire",)
    assert set(view.tallies.frame()["of"]) == {"killed"}
    assert "Hama" in set(view.incidents.frame()["place"])
    assert list(view.threats.frame().columns) in ([], ["place", "by", "reasons", "claims"])


def test_a_missing_pandas_is_named(view: View, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pandas", None)
    with pytest.raises(ImportError, match=r"pip install foglift\[notebook\]"):
        view.control.frame()


def test_html_of_a_listing_is_escaped_and_short() -> None:
    issues = [Issue("note", "", f"<script>{number}</script>") for number in range(40)]
    html = Listing("issues", issues, lambda each: {"message": each.message})._repr_html_()
    assert "<script>" not in html
    assert "&lt;script&gt;29&lt;/script&gt;" in html
    assert "script&gt;30" not in html
    assert "40 issues, the first 30 shown" in html
    assert Listing("issues", issues[:0], lambda each: {})._repr_html_().count("<td>") == 0


def test_what_could_not_be_read_stands_among_the_issues(tmp_path: Path, reports: Path) -> None:
    view = foglift.read(reports / "wire.txt", tmp_path / "none.txt")
    assert [issue.level for issue in view.issues] == ["error"]
    assert "none.txt: file: No such file" in view.issues[0].message
    assert view.issues.frame().iloc[0]["level"] == "error"
    assert len(view.claims) > 1


def test_nothing_read_at_all_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(AskError, match=r"none\.txt: file: No such file"):
        foglift.read(tmp_path / "none.txt")


def test_a_store_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="no store here"):
        foglift.open(tmp_path / "none.foglift")


def test_claims_have_a_flat_record(view: View) -> None:
    frame = view.claims.frame()
    events = frame[frame["kind"] == "event"]
    row = events[events["words"] == "withdrew from Suran"].iloc[0]
    assert (row["kind"], row["type"], row["place"]) == ("event", "WITHDRAWAL", "Suran")
    assert (row["published"], row["outlet"]) == (date(2024, 12, 2), "Northern Courier")
    assert len(row["said_by"]) == 1


def test_changes_name_what_brought_them(view: View) -> None:
    row = view.changes(since="2024-12-02").frame().iloc[0]
    assert (row["place"], row["kind"], row["was"]) == ("Hama", "changed hands", "")
    assert row["causes"][0].startswith("new report: Orontes Wire reported on 2024-12-05")
    assert not view.changes(since=DAY)
    assert [one.kind for one in view.on("2024-12-06").changes()] == ["support"]


def test_the_brief_is_a_listing_and_a_text(view: View) -> None:
    assert any("Hama" in sentence.text for sentence in view.brief)
    assert list(view.brief.frame().columns) == ["section", "text", "claims"]
    assert view.brief[0].text in view.brief._repr_html_()
    assert "Hama" in view.export("brief.md")
    with pytest.raises(AskError, match=r"no format 'tea'; there are brief\.md"):
        view.export("tea")


def test_read_stays_the_function_beside_the_stage_of_that_name(reports: Path) -> None:
    from foglift.read import READERS

    assert "rules" in READERS
    assert foglift.read(reports / "courier.txt").claims
    assert foglift.read(reports / "courier.txt").claims


def test_importing_loads_nothing_heavy() -> None:
    code = (
        "import sys, foglift; print([m for m in ('spacy', 'numpy', 'msgspec') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"

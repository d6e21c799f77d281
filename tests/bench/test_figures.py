"""What the bench prints and what it measures on; no figure is measured here for long."""

from pathlib import Path

import pytest

from bench import data, determinism
from bench.figures import Figure, rounds, table
from foglift.model import Span


def test_a_figure_shows_its_median_its_spread_and_its_ratio_to_the_floor() -> None:
    figure = Figure("reading", "s", [2.0, 8.0, 3.0], "python -m bench x", [1.0, 2.0, 2.0], "bare")
    assert table([figure]).splitlines()[1].split() == [
        "reading", "3", "2-8", "s", "2", "2.00", "bare", "python", "-m", "bench", "x",
    ]  # fmt: skip


def test_the_ratio_is_taken_run_by_run() -> None:
    assert Figure("x", "s", [2.0, 9.0, 4.0], "", [1.0, 3.0, 4.0]).ratio == 2.0


def test_a_figure_without_a_floor_has_no_ratio() -> None:
    assert table([Figure("share", "%", [12_345.6], "c")]).splitlines()[1].split() == [
        "share", "12,346", "%", "c",
    ]  # fmt: skip


def test_a_figure_and_its_floor_are_measured_in_turn() -> None:
    readings = iter(range(6))
    assert rounds(3, lambda: (next(readings), next(readings))) == ([0, 2, 4], [1, 3, 5])


def test_varied_reports_all_differ_and_lose_no_words() -> None:
    reports = data.unrelated()[:2]
    varied = list(data.varied(reports, 6))
    assert len({report.id for report in varied}) == 6
    assert data.words(varied) == 3 * data.words(reports)
    assert [report.id for report in varied] == [report.id for report in data.varied(reports, 6)]


def test_there_are_twenty_reports_of_other_news() -> None:
    assert len(data.unrelated()) == 20


@pytest.mark.parametrize(
    ("span", "whole"),
    [
        (Span(0, 4), True),
        (Span(0, 5), False),  # a blank at the end
        (Span(1, 4), False),  # a word cut
        (Span(5, 9), True),
        (Span(5, 11), False),  # past the end
        (Span(4, 4), False),
    ],
)
def test_a_span_is_words_or_is_not(span: Span, whole: bool) -> None:
    assert determinism.is_words("Hama fell.", span) is whole


def test_every_span_of_a_report_read_is_words(capsys: pytest.CaptureFixture[str]) -> None:
    assert determinism.astray([("army", data.sample()[:3])]) == 0
    assert capsys.readouterr().out.startswith("army: 3 reports, ")


def test_the_order_of_the_files_changes_nothing() -> None:
    files = [data.SAMPLE / name for name in ("1204-army-denial.txt", "1205-hama-falls.txt")]
    assert all(isinstance(file, Path) and file.exists() for file in files)
    assert determinism.outputs(files) == determinism.outputs(files, shuffle=1)
    assert determinism.outputs(files) != determinism.outputs(files[:1])

"""The project's own coded text: it is in order, it is as much as is said, the halves are apart."""

from pathlib import Path

import pytest

import bench.own
from bench.coded import CodedReport, load
from foglift.codebook import load as load_book
from foglift.text import paragraphs, sentences

TRAIN = load([Path(bench.own.__file__).parent / "train"])
GOLD = {half: load([bench.own.GOLD / half]) for half in bench.own.HALVES}
ALL = [*TRAIN, *GOLD["open"], *GOLD["test"]]


def test_there_is_as_much_as_is_said() -> None:
    assert sum(map(_sentences, TRAIN)) >= 4500
    assert len(GOLD["open"]) + len(GOLD["test"]) >= 150
    share = len(GOLD["test"]) / (len(GOLD["open"]) + len(GOLD["test"]))
    assert 0.3 < share < 0.37


def test_no_report_stands_in_two_sets() -> None:
    names = [each.name for each in ALL]
    assert len(set(names)) == len(names)
    assert len({each.report.text for each in ALL}) == len(ALL)


@pytest.mark.parametrize("half", bench.own.HALVES)
def test_some_reports_are_of_no_war_and_some_have_no_day(half: str) -> None:
    assert sum(not each.claims for each in GOLD[half]) >= 8
    assert any(each.report.published is None for each in GOLD[half])


def test_every_type_is_one_of_the_codebook() -> None:
    types = set(load_book().events)
    coded = {
        (claim.type, claim.facet)
        for each in ALL
        for claim in each.claims
        if claim.kind in ("event", "intent")
    }
    assert coded <= types


def _sentences(coded: CodedReport) -> int:
    text = coded.report.text
    return sum(len(sentences(text, paragraph)) for paragraph in paragraphs(text))

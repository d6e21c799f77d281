"""The stores that the desk is measured on: every claim stands in its report, in its own words."""

from pathlib import Path
from random import Random

from bench.desk import stores as made
from bench.scale import LAST
from foglift import codebook
from foglift import store as stores
from foglift.model import Control

BOOK = codebook.load()


def war(towns: int = 40) -> made.ToldWar:
    return made.ToldWar(BOOK, Random(1), towns, 20)


def test_a_war_is_told_the_same_each_time() -> None:
    assert list(war().readings(60)) == list(war().readings(60))


def test_a_claim_stands_in_its_report_with_its_place_and_its_speaker() -> None:
    for report, claims in war().readings(60):
        for claim in claims:
            text = report.text
            assert claim.report == report.id
            place = claim.where.place
            assert text[place.span.start : place.span.end] == BOOK.label(place.ref)
            assert text[claim.evidence[0].start : claim.evidence[0].end].endswith("day")
            for link in claim.said_by:
                who = text[link.source.span.start : link.source.span.end]
                assert who == BOOK.label(link.source.ref)


def test_on_the_first_day_somebody_has_each_town() -> None:
    told = [claim for _, claims in war().opening() for claim in claims]
    assert {claim.where.place.ref for claim in told} == set(war().towns)
    assert all(isinstance(claim.content, Control) for claim in told)


def test_an_archive_holds_as_many_reports_as_asked(tmp_path: Path) -> None:
    made.archive(tmp_path / "archive.foglift", 25)
    with stores.open(tmp_path / "archive.foglift", read_only=True) as store:
        reports = list(store.reports())
    assert len(reports) == 25
    assert max(report.published for report in reports) <= LAST

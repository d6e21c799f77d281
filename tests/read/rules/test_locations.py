"""Where a report is: claims before names, early before late, what lies together before one."""

from datetime import date

from foglift.codebook import load
from foglift.model import Report
from foglift.read import READERS
from foglift.read.rules.locations import about, filed_from
from foglift.read.rules.mentions import resolve
from foglift.read.rules.parse import parse

BOOK = load()


def places(text: str) -> list[str]:
    report = Report(id="r", outlet="o", kind="news", text=text, published=date(2016, 10, 4))
    claims = READERS["rules"].read(report, BOOK)
    return [p.name for p in about(claims, resolve(parse(report, BOOK), BOOK).toponyms,
                                  BOOK.gazetteer)]  # fmt: skip


def test_where_the_claims_lie_goes_before_where_somebody_spoke() -> None:
    text = (
        "Air strikes killed 12 people in Maarat al-Numan on Tuesday. The rescue service spoke in"
        " Damascus."
    )
    assert places(text)[0] == "Maarat al-Numan"


def test_what_lies_in_one_region_counts_together() -> None:
    text = (
        "Shells fell on Aleppo, Saraqib, Ariha and Binnish on Tuesday. Saraqib and Ariha were"
        " shelled again at night."
    )
    assert places(text)[0] in ("Saraqib", "Ariha", "Binnish")


def test_a_report_that_names_no_place_is_about_none() -> None:
    assert places("The minister spoke about the budget.") == []


def test_a_dateline_says_where_a_report_was_filed() -> None:
    text = "BEIRUT, Oct 4 (Wire) - Air strikes killed 12 people in Maarat al-Numan on Tuesday."
    report = Report(id="r", outlet="o", kind="news", text=text, published=date(2016, 10, 4))
    place = filed_from(parse(report, BOOK), BOOK.gazetteer)
    assert place is not None
    assert (place.name, place.country) == ("Beirut", "LB")
    bare = Report(id="r", outlet="o", kind="news", text=text[24:], published=date(2016, 10, 4))
    assert filed_from(parse(bare, BOOK), BOOK.gazetteer) is None

import re
from collections import Counter
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from foglift import ingest
from foglift.codebook import load
from foglift.ingest import Problem
from foglift.model import Report
from foglift.read import READERS

EXAMPLE = Path(__file__).parent.parent / "examples" / "fall-of-hama"
GOLDEN = Path(__file__).parent / "golden" / "reports"
UNRELATED = (
    "archive.jsonl#5",
    "cedar-post.xml#4",
    "unrelated-derby.txt",
    "unrelated-film.html",
    "unrelated-rally.txt",
)
FURNITURE = ("rights reserved", "Privacy policy", "Most read", "Opinion", "Imprint", "Ten ways")


@cache
def reports() -> dict[str, Report]:
    """The example's reports by file name, with "#3" for the third record of a file."""
    found = list(ingest.reports([EXAMPLE / "reports"]))
    assert [str(problem) for problem in found if isinstance(problem, Problem)] == []
    return {Path(r.path).name: r for r in found if isinstance(r, Report)}


def test_every_report_is_ingested_with_its_kind_and_language() -> None:
    assert len(reports()) == 58
    assert Counter(report.kind for report in reports().values()) == {
        "news": 43,
        "monitor": 8,
        "post": 4,
        "statement": 3,
    }
    assert {report.lang for report in reports().values()} == {"en"}


def test_every_report_but_the_scraped_page_knows_its_day_and_outlet() -> None:
    undated = [name for name, report in reports().items() if report.published is None]
    assert undated == ["1205-scraped-page.txt"]
    assert [name for name, report in reports().items() if not report.outlet] == undated
    assert Counter(report.dated for report in reports().values()) == {"known": 57, "unknown": 1}
    days = {report.published for report in reports().values() if report.published}
    assert (min(days), max(days)) == (date(2024, 11, 27), date(2024, 12, 8))


@pytest.mark.parametrize(
    ("name", "outlet", "kind", "published"),
    [
        ("1205-hama-falls.txt", "Levant Wire", "news", date(2024, 12, 5)),
        ("1205-army-statement-hama.txt", "Syrian Army General Command", "statement",
         date(2024, 12, 5)),
        ("1202-live.html", "Northern Courier", "news", date(2024, 12, 2)),
        ("cedar-post.xml#1", "Cedar Post", "news", date(2024, 11, 27)),
        ("gulf-ledger.atom#4", "Gulf Ledger", "news", date(2024, 12, 3)),
        ("archive.jsonl#3", "Military Operations Command", "post", date(2024, 12, 6)),
    ],
)  # fmt: skip
def test_each_format_gives_outlet_kind_and_day(
    name: str, outlet: str, kind: str, published: date
) -> None:
    report = reports()[name]
    assert (report.outlet, report.kind, report.published) == (outlet, kind, published)


def test_a_file_named_by_its_day_is_of_that_day() -> None:
    for name, report in reports().items():
        day = re.match(r"(\d\d)(\d\d)-", name)
        if day and report.published:
            assert report.published == date(2024, int(day[1]), int(day[2])), name


def test_only_the_stated_copy_has_the_id_of_another_report() -> None:
    names: dict[str, list[str]] = {}
    for name, report in reports().items():
        names.setdefault(report.id, []).append(name)
    copies = [sorted(same) for same in names.values() if len(same) > 1]
    assert copies == [["1205-hama-falls.txt", "archive.jsonl#7"]]


def test_pages_are_read_without_what_surrounds_the_article() -> None:
    for name, report in reports().items():
        if name.endswith(".html"):
            assert [words for words in FURNITURE if words in report.text] == [], name
    live = reports()["1205-live.html"].text
    assert live.startswith("Hama live: army leaves city after rebels break in\n")
    assert "\n06:05 GMT\nGood morning and welcome." in live


def test_every_report_has_80_to_350_words() -> None:
    lengths = {name: len(report.text.split()) for name, report in reports().items()}
    assert {name: words for name, words in lengths.items() if not 80 <= words <= 350} == {}


def test_the_readme_lists_every_file_and_no_other() -> None:
    table = (EXAMPLE / "README.md").read_text(encoding="utf-8").partition("## The files")[2]
    listed = re.findall(r"^\| `([^`]+)` \|", table, re.MULTILINE)
    assert listed == sorted(path.name for path in (EXAMPLE / "reports").iterdir())


@pytest.mark.parametrize("name", UNRELATED)
def test_what_is_not_about_the_war_yields_no_claim(name: str) -> None:
    report = reports()[name]
    claims = READERS["rules"].read(report, load())
    quotes = [report.text[c.evidence[0].start : c.evidence[0].end] for c in claims]
    assert quotes == []


def test_the_golden_reports_of_other_wars_are_dated() -> None:
    found = list(ingest.reports(sorted(GOLDEN.glob("*.txt"))))
    assert len(found) >= 12
    for report in found:
        assert isinstance(report, Report), report
        assert (report.dated, report.lang) == ("known", "en")

"""Headlines that end in who says so, in the style of agencies; invented happenings."""

from datetime import date

import pytest

from foglift.codebook import Book
from foglift.model import Attribution, Claim, Count, Report, report_id
from foglift.read.rules import read
from foglift.read.rules.signatures import singular

DAY = date(2016, 5, 4)


def link(headline: str, book: Book) -> Attribution | None:
    """Who the dead of the headline are counted by, None where it is the outlet."""
    report = Report(
        report_id(headline, "", "Wire", DAY), "Wire", "news", headline, published=DAY, dated="given"
    )
    found = [one for one in read(report, book) if isinstance(one.content, Count)]
    assert found, headline
    return _nearest(found[0])


def _nearest(claim: Claim) -> Attribution | None:
    return claim.said_by[0] if claim.said_by else None


@pytest.mark.parametrize(
    ("headline", "ref", "role"),
    [
        ("Four soldiers killed as convoy is hit near Suran: Observatory", "sohr", "monitor"),
        ("Nine troops killed at checkpoint - Kyiv military", "ukraine", "party"),
        ("Nine troops killed at checkpoint in the east: Kyiv", "ukraine", "party"),
        ("Shelling kills two in village outside Luhansk - DPR command", "dpr", "party"),
        ("Two militiamen killed overnight -UN", "un", "un-ngo"),
        ("Eleven dead in market blast: doctors", "", "witness"),
        ("Mortar kills three near the bridge – city authorities", "", "party"),
        ("Air strike kills six in Aleppo: activists", "", "anonymous"),
    ],
)
def test_who_stands_behind_the_last_mark_says_it_all(
    headline: str, ref: str, role: str, book: Book
) -> None:
    found = link(headline, book)
    assert found is not None
    assert (found.source.ref, found.role) == (ref, role)


@pytest.mark.parametrize(
    "headline",
    [
        "Five killed in clashes with anti-government rebels",
        "Five killed in rebel-held town",
        "Mine kills two near Hama: what we know",
        "Four killed in Homs: a day of funerals",
        "Six killed in shelling - media",
        "Six soldiers killed near Homs: the army sent reinforcements.",
    ],
)
def test_other_words_behind_a_mark_say_nothing(headline: str, book: Book) -> None:
    assert link(headline, book) is None


def test_a_place_before_its_source_stays_the_place(book: Book) -> None:
    headline = "Two rebels killed near Homs - Observatory"
    report = Report(report_id(headline, "", "Wire", DAY), "Wire", "news", headline, published=DAY)
    (count,) = [one for one in read(report, book) if isinstance(one.content, Count)]
    assert count.where is not None
    assert (book.label(count.where.place.ref), count.where.relation) == ("Homs", "near")


@pytest.mark.parametrize(
    ("many", "one"),
    [
        ("officials", "official"),
        ("authorities", "authority"),
        ("army", "army"),
        ("police", "police"),
    ],
)
def test_the_one_of_many(many: str, one: str) -> None:
    assert singular(many) == one

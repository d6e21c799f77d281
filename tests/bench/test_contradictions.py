"""Which headlines contradict each other, and what the picture of them is said to show."""

import pytest

from bench import contradictions
from bench.contradictions import cases, judged, numbers, table
from bench.tasks.task import Row
from foglift.codebook import Book
from foglift.read import READERS


def incident(*articles: tuple[str, str, str]) -> Row:
    return {
        "id": "one",
        "articles": [{"office": who, "date": day, "text": words} for who, day, words in articles],
    }


@pytest.mark.parametrize(
    ("headline", "held"),
    [
        ("Shell kills two in Suran", (2,)),
        ("Twenty-one soldiers killed, 40 wounded near the airport", (21,)),
        ("UPDATE 2-Death toll from market strike rises to 35", (35,)),
        ("Three killed, five dead in hospital", (3, 5)),
        ("Two rebels wounded in clash", ()),
        ("Highest toll in two months", ()),
        ("1,200 people dead after the siege", (1200,)),
    ],
)
def test_numbers_stand_next_to_a_word_of_death(headline: str, held: tuple[int, ...]) -> None:
    assert numbers(headline) == held


def test_only_other_numbers_of_the_same_days_contradict() -> None:
    first = ("Wire", "2016-05-04", "Four soldiers killed near Suran: ministry")
    other = ("Courier", "2016-05-05", "Six soldiers killed near Suran")
    later = ("Courier", "2016-06-05", "Nine soldiers killed near Suran")
    same = ("Courier", "2016-05-04", "Attack near Suran kills four")
    assert list(cases([incident(first, same), incident(first, later), incident(first)])) == []
    (case,) = cases([incident(first, other, later)])
    assert [(one.number, one.outlet, one.said) for one in case.words] == [
        (4, "Wire", True),
        (6, "Courier", False),
    ]


def test_the_picture_of_a_contradiction_is_judged(book: Book) -> None:
    row = incident(
        ("Wire", "2016-05-04", "Four civilians killed in shelling of Homs: Observatory"),
        ("Courier", "2016-05-04", "Six civilians killed in shelling of Homs"),
    )
    (case,) = cases([row])
    claims = [each for one in case.reports for each in READERS["rules"].read(one, book)]
    verdict = judged(case, claims, book)
    assert (verdict.kind, verdict.named) == (contradictions.SHOWN, True)
    unread = judged(case, [], book)
    assert (unread.kind, unread.named) == ("a number is not read", False)
    assert table([verdict, unread]).splitlines()[-1] == "| all | 2 | 1 |"

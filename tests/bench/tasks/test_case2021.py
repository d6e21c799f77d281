"""The label of a snippet from the claims that were read in it."""

import pytest

from bench.data import report
from bench.tasks.case2021 import label, predict
from bench.tasks.readings import readings
from foglift.codebook import Book


@pytest.mark.parametrize(
    ("snippet", "expected"),
    [
        ("Warplanes bombed a market near Taiz.", "AIR_STRIKE"),
        ("Fighting went on near Taiz; a suicide bombing killed six soldiers.", "SUIC_BOMB"),
        ("Police detained nine students at a protest in Minsk.", "PROTEST_WITH_INTER"),
        ("Police arrested nine protesters in Minsk.", "PROTEST_WITH_INTER"),
        ("Police arrested nine bandits in Minna.", "ARREST"),
        ("Police fired tear gas at protesters and three people were killed.",
         "FORCE_AGAINST_PROTEST"),
        ("Police fired tear gas at protesters who threw stones.", "VIOL_DEMONSTR"),
        ("Soldiers withdrew from Kidal. Rebels took control of the town.",
         "NON_VIOL_TERRIT_TRANSFER"),
        ("Government forces recaptured a town from the militants.", "GOV_REGAINS_TERIT"),
        ("A strong earthquake struck Herat.", "NATURAL_DISASTER"),
        ("The bakery sells bread to soldiers.", "OTHER"),
    ],
)  # fmt: skip
def test_a_snippet_has_the_label_of_what_it_is_about(
    snippet: str, expected: str, book: Book
) -> None:
    [claims] = readings([report(snippet)], book)
    assert label(claims, book) == expected


def test_every_snippet_is_answered_by_its_id(book: Book) -> None:
    rows = [{"id": "7", "text": "A mob lynched two men in Goma."}, {"id": "9", "text": ""}]
    answers = predict(rows, book)
    assert answers == [{"id": "7", "label": "MOB_VIOL"}, {"id": "9", "label": "OTHER"}]

"""What a sentence says that police did."""

import pytest

from bench.data import report
from bench.tasks.indiapolice import labels, predict
from bench.tasks.readings import readings
from foglift.codebook import Book


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("police arrested nine rioters in the old town.", {"ARREST", "ANY_ACTION"}),
        ("nine rioters were arrested.", {"ARREST", "ANY_ACTION"}),
        ("nine rioters died in police firing.", {"FORCE", "KILL", "ANY_ACTION"}),
        ("police used tear gas in the old town.", {"FORCE", "ANY_ACTION"}),
        ("the mob burned a school.", set()),
        ("the bakery sells bread.", set()),
    ],
)
def test_a_sentence_has_the_labels_of_its_claims(
    sentence: str, expected: set[str], book: Book
) -> None:
    [claims] = readings([report(sentence)], book)
    assert labels(claims, sentence) == expected


def test_every_sentence_is_answered_by_its_id(book: Book) -> None:
    rows = [{"id": "1-0", "text": "police detained two men after the riot.", "labels": []}]
    assert predict(rows, book) == [{"id": "1-0", "labels": ["ANY_ACTION", "ARREST"]}]

"""Bulletins: which number is new, which a running total, which a part."""

from bench.tasks import tally_gaza
from foglift.codebook import load

BOOK = load()
TEXT = """Report on the shelling: those who reached hospitals in the past 24 hours:

* Number of dead: 6 (5 new dead + 1 dead recovered).

Since the truce (October 3):

* Total number of dead: 50
"""


def test_each_number_has_its_key() -> None:
    row = {"id": "1", "date": "2025-11-20", "text": TEXT}
    (answer,) = tally_gaza.predict([row], BOOK)
    assert answer["values"] == {
        "killed": 6, "killed_truce_new": 5, "killed_recovered": 1, "killed_cum": 50,
    }  # fmt: skip

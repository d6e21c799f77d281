"""Bulletins: which number is given for which."""

from bench.errors import tally_gaza
from foglift.codebook import load


def test_a_number_is_not_read_wrong_or_of_another_scope() -> None:
    row = {"gold": {"killed": 7, "killed_cum": 700, "injured": 9, "injured_cum": 900}}
    ours = {"values": {"killed": 700, "killed_cum": 700, "injured": 8, "displaced_persons": 40}}
    assert list(tally_gaza.errors([row], [ours], load())) == [
        "killed: running total and new swapped",
        "injured: wrong number",
        "injured, running total: not read",
        "displaced persons: too many",
    ]

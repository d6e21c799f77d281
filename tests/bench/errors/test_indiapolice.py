"""Labels of police: why one is missed."""

from bench.errors import indiapolice
from bench.tasks.task import Row
from foglift.codebook import load


def test_a_missed_label_has_no_claim_or_one_of_others() -> None:
    rows = [
        {"text": "The choir sang in the rain.", "labels": ["FAIL"]},
        {"text": "Rebels attacked the town of Saraqib on Monday.", "labels": ["KILL"]},
        {"text": "Police arrested 12 men in Pune on Monday.", "labels": []},
    ]
    ours: list[Row] = [{"labels": []}, {"labels": []}, {"labels": ["ARREST"]}]
    assert list(indiapolice.errors(rows, ours, load())) == [
        "FAIL: no claim read",
        "KILL: claims of others than police",
        "ARREST: too many",
    ]

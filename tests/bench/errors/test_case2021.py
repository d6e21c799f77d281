"""Types of snippets: why the label is wrong."""

from bench.errors import case2021
from foglift.codebook import load


def test_a_wrong_label_was_told_or_not() -> None:
    rows = [
        {"label": "DIPLO", "text": "The choir sang in the rain."},
        {"label": "DIPLO", "text": "Jets bombed the town of Saraqib on Monday."},
        {"label": "AIR_STRIKE", "text": "Jets bombed the town of Saraqib on Monday."},
    ]
    ours = [{"label": "OTHER"}, {"label": "AIR_STRIKE"}, {"label": "OTHER"}]
    assert list(case2021.errors(rows, ours, load())) == [
        "DIPLO: no claim of an event",
        "DIPLO: only other types told",
        "AIR_STRIKE: told, another type chosen",
    ]

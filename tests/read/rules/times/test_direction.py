"""Ahead or behind: the nearest verb decides."""

import pytest

from foglift.read.rules.times.direction import looks_ahead


@pytest.mark.parametrize(
    ("sentence", "words", "ahead"),
    [
        ("Talks will open on Friday in the capital.", "Friday", True),
        ("Talks opened on Friday in the capital.", "Friday", False),
        ("He said on Monday that polls will be held on Friday.", "Monday", False),
        ("He said on Monday that polls will be held on Friday.", "Friday", True),
        ("They want the crossing open by Friday.", "Friday", True),
        ("All had left by Friday.", "Friday", False),
        ("The price has risen since Friday.", "Friday", False),
        ("On Friday, the envoys are due in the capital.", "Friday", True),
        ("The talks will go on. The envoys met on Friday.", "Friday", False),
        ("Flights to the United States on Friday.", "Friday", False),
    ],
)
def test_the_nearest_verb_says_whether_a_time_lies_ahead(
    sentence: str, words: str, ahead: bool
) -> None:
    start = sentence.index(words)
    assert looks_ahead(sentence, start, start + len(words)) is ahead

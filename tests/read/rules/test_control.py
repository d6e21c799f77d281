"""Control: who takes, holds, loses, enters or leaves a named place."""

from collections.abc import Callable

Told = Callable[..., list[str]]

CASES = "control.txt"


def test_control_has_its_change_holder_place_and_words(
    sentence: str, expected: list[str], told: Told
) -> None:
    assert told(sentence, "control", "says who where part realis words") == expected

"""Events: who did what to whom and where."""

from collections.abc import Callable

Told = Callable[..., list[str]]

CASES = "events.txt"


def test_an_event_has_its_type_people_place_and_words(
    sentence: str, expected: list[str], told: Told
) -> None:
    assert told(sentence, "event", "says who whom where realis words") == expected

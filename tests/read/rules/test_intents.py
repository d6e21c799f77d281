"""Intents: what is announced, planned or threatened next."""

from collections.abc import Callable

Told = Callable[..., list[str]]

CASES = "intents.txt"


def test_an_intent_has_its_type_actor_target_and_words(
    sentence: str, expected: list[str], told: Told
) -> None:
    assert told(sentence, "intent", "says who whom where realis words") == expected

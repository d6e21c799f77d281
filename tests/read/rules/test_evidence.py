"""The words that a claim quotes."""

from collections.abc import Callable

import pytest

Told = Callable[..., list[str]]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Rebels captured the town of Goma on Friday.", "captured the town of Goma"),
        ("The soldiers withdrew.", "The soldiers withdrew"),
        ("On Friday in Goma, gunmen shot dead a nurse.", "Goma, gunmen shot dead a nurse"),
    ],
)
def test_the_words_run_from_the_first_to_the_last_needed(text: str, words: str, told: Told) -> None:
    assert told(text, "event", "words") == [words]

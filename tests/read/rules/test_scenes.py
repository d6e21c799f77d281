"""Where a happening was."""

from collections.abc import Callable

import pytest

Told = Callable[..., list[str]]


@pytest.mark.parametrize(
    ("text", "wheres"),
    [
        ("Rebels captured Goma.", ["at Goma"]),
        ("Rebels captured Hama and Aleppo.", ["at Hama", "at Aleppo"]),
        ("Gunmen stormed a hospital in Goma and killed two nurses.", ["at Goma", "at Goma"]),
        ("Soldiers reached Goma. Gunmen fled.", ["at Goma", "at Goma"]),
    ],
)
def test_an_event_has_its_own_places_or_that_told_beside_it(
    text: str, wheres: list[str], told: Told
) -> None:
    assert told(text, "event", "where") == wheres

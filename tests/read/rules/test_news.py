"""What is told as background."""

from collections.abc import Callable

import pytest

Told = Callable[..., list[str]]


@pytest.mark.parametrize(
    "sentence",
    [
        "The army captured Aleppo in December 2016.",
        "The army killed tens of thousands of people in Hama in the 1980s.",
        "Until then, the rebels had never managed to take Hama.",
    ],
)
def test_what_lies_well_before_the_report_is_background(sentence: str, told: Told) -> None:
    assert set(told(sentence, "event", "background")) == {"yes"}

"""Assessments: what somebody makes of it."""

from collections.abc import Callable

Told = Callable[..., list[str]]

CASES = "assessments.txt"


def test_an_assessment_has_its_sense_subject_speaker_and_words(
    sentence: str, expected: list[str], told: Told
) -> None:
    assert told(sentence, "assessment", "says about said_by words") == expected

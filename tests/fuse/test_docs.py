"""docs/model.md says what the code does: every noun, grade, rule figure and wording is there."""

import inspect
from pathlib import Path
from typing import get_args

import pytest

from foglift import model
from foglift.codebook import load
from foglift.fuse import advance, copies, figures, nearness, outlook, sightings

DOCS = (Path(__file__).parents[2] / "docs" / "model.md").read_text(encoding="utf-8")
NOUNS = [
    name
    for name, kind in inspect.getmembers(model, inspect.isclass)
    if issubclass(kind, model.Value) and kind is not model.Value
]


@pytest.mark.parametrize("noun", NOUNS)
def test_every_noun_has_its_row(noun: str) -> None:
    assert f"\n| {noun} | " in DOCS


@pytest.mark.parametrize("grade", get_args(model.Grade))
def test_every_grade_has_its_condition_and_its_wording(grade: str) -> None:
    (row,) = [line for line in DOCS.splitlines() if line.startswith(f"| {grade} |")]
    condition, wording = (cell.strip() for cell in row.split("|")[2:4])
    assert condition
    assert wording.endswith(".")
    assert "{event}" in wording


@pytest.mark.parametrize("word", get_args(model.Change))
def test_every_change_of_control_is_explained(word: str) -> None:
    assert f"*{word}*" in DOCS


@pytest.mark.parametrize("role", get_args(model.Role))
def test_every_role_is_named(role: str) -> None:
    assert role in DOCS


@pytest.mark.parametrize("kind", [*get_args(model.ShiftKind), *get_args(model.CauseKind)])
def test_every_kind_of_shift_and_of_cause_is_explained(kind: str) -> None:
    assert f"*{kind}*" in " ".join(DOCS.split())


@pytest.mark.parametrize("kind", outlook.KINDS)
def test_every_kind_of_reason_is_named(kind: str) -> None:
    assert kind in " ".join(DOCS.split())


def test_the_figures_of_the_rules_are_those_of_the_code() -> None:
    text = " ".join(DOCS.split())
    assert (sightings.FRESH, outlook.RECENT.days, advance.FRESH.days) == (14, 14, 14)
    assert "nobody has spoken for 14 days" in text
    assert "in the last 14 days" in text
    assert f"within {advance.REACH_KM:.0f} km" in text
    assert f"({advance.STRAIGHT} degrees either way)" in text
    assert f"counting as {advance.PAUSE_KM:.0f} km" in text
    assert f"within {nearness.NEAR_KM:.0f} km" in text
    assert (copies.ENOUGH, copies.SHINGLE) == (0.8, 5)
    assert "four fifths of their runs of five words" in text
    falls = load().interchanged("CAPTURE", "TRANSFER")
    assert falls is not None
    assert falls.days == 2
    assert "may differ by two days" in text


@pytest.mark.parametrize("word", ["dozens", "hundreds", "thousands", "tens of thousands"])
def test_vague_words_stand_for_the_same_range(word: str) -> None:
    ((low, high),) = [span for span, phrase in figures.VAGUE.items() if phrase == word]
    assert f'"{word}" {low:,} to {high:,}' in " ".join(DOCS.split())

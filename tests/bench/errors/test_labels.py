"""Labels of texts and of tokens."""

from bench.errors import labels
from bench.tasks.task import Row
from foglift.codebook import load

BOOK = load()


def test_labels_of_texts_are_missed_or_too_many() -> None:
    gold: list[Row] = [{"labels": ["KILL", "ARREST"]}, {"label": "RIOT"}]
    ours: list[Row] = [{"labels": ["ARREST", "FAIL"]}, {"label": "RIOT"}]
    assert list(labels.texts(gold, ours, BOOK)) == ["KILL: missed", "FAIL: too many"]


def test_a_chunk_is_missed_taken_for_another_or_off_at_an_end() -> None:
    gold = [{"labels": ["B-source", "I-source", "B-cue", "B-content", "I-content", "O", "B-cue"]}]
    ours = [{"labels": ["O", "B-source", "B-content", "B-content", "I-content", "B-cue", "O"]}]
    assert sorted(labels.tokens(gold, ours, BOOK)) == [
        "cue: missed", "cue: read as content", "cue: too many", "source: begins late",
    ]  # fmt: skip

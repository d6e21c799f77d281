"""ConfliBERT's sets: what is wrong with an answer, in words."""

from bench.errors import conflibert
from foglift.codebook import load

BOOK = load()


def test_labels_are_told_by_their_names() -> None:
    gold, ours = [{"labels": ["l0", "l2"]}], [{"labels": ["l0", "l1"]}]
    assert list(conflibert.attacks(gold, ours, BOOK)) == [
        "abduction: missed",
        "explosion: too many",
    ]
    assert list(conflibert.classes([{"label": "3"}], [{"label": "0"}], BOOK)) == [
        "conflict in words read as statement"
    ]


def test_a_party_is_missed_short_or_on_the_other_side() -> None:
    gold = [{"labels": ["B-S", "I-S", "O", "B-T", "B-S"]}]
    ours = [{"labels": ["O", "B-S", "O", "B-S", "O"]}]
    assert list(conflibert.parties(gold, ours, BOOK)) == [
        "who acts: begins late", "whom it meets: read as who acts", "who acts: missed",
    ]  # fmt: skip

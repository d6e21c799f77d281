"""The fine-tuning sets of ConfliBERT from claims."""

from bench.tasks import conflibert
from foglift.codebook import load

BOOK = load()


def test_who_acts_and_whom_it_meets_are_whole_phrases() -> None:
    tokens = ["On", "Monday", "the", "Syrian", "army", "bombed", "the", "rebels", "."]
    (found,) = conflibert.predict_parties([{"id": "1", "tokens": tokens}], BOOK)
    assert found["labels"] == ["O", "O", "B-S", "I-S", "I-S", "O", "B-T", "I-T", "O"]


def test_a_sentence_is_of_the_class_of_its_first_event() -> None:
    texts = ("Rebels attacked the town of Saraqib.", "The choir will sing on Friday.")
    rows = [{"id": text, "text": text} for text in texts]
    found = conflibert.predict_classes(rows, BOOK)
    assert [each["label"] for each in found] == ["4", "0"]


def test_attacks_are_of_several_kinds() -> None:
    text = (
        "Militants abducted a teacher in Sukma on Monday. A bomb exploded in Quetta, killing two."
    )
    (found,) = conflibert.predict_attacks([{"id": "1", "text": text}], BOOK)
    assert {"l1", "l2"} <= set(found["labels"])

"""RiQuA: quotations in fiction, whoever speaks."""

from bench.tasks import riqua
from foglift import codebook


def test_every_quotation_counts_and_only_speech() -> None:
    words = "`` Go home ! '' He thought the night long . `` I will , '' said Anna ."
    row = {"id": "7", "doc": "tale", "tokens": words.split()}
    (answer,) = riqua.predict([row], codebook.load())
    kinds = "".join(label[2:3] or "." for label in answer["labels"])
    assert kinds == "ccccc......ccccccs."

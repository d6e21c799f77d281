"""PolNeAR: attributions as characters and as labels of tokens."""

from bench.tasks import polnear
from foglift import codebook

WORDS = (
    "The mayor vowed to reopen the port. “We are ready,” said Hadi, who owns two boats. "
    "A driver said the army had told him that the road was cut."
)


def quoted(spans: list[list[int]]) -> list[str]:
    return [WORDS[start:end] for start, end in spans]


def test_the_outermost_attributions_with_the_cuts_of_the_set() -> None:
    row = {"id": "d", "text": WORDS, "attributions": []}
    (answer,) = polnear.predict([row], codebook.load())
    found = answer["attributions"]
    assert [
        tuple(quoted(each[role]) for role in ("source", "cue", "content")) for each in found
    ] == [
        (["The mayor"], ["vowed"], ["to reopen the port"]),
        (["Hadi, who owns two boats"], ["said"], ["“We are ready,”"]),
        (["A driver"], ["said"], ["the army had told him that the road was cut"]),
    ]


def test_labels_of_tokens_over_the_rows_of_a_document() -> None:
    words = "`` We are ready , '' Hadi said ."
    rows = [
        {"id": "0", "doc": "d", "tokens": ["Rain", "fell", "."]},
        {"id": "1", "doc": "d", "tokens": words.split()},
    ]
    first, second = polnear.predict_labels(rows, codebook.load())
    assert first == {"id": "0", "labels": ["O", "O", "O"]}
    assert second["labels"] == ["B-content", *["I-content"] * 5, "B-source", "B-cue", "O"]

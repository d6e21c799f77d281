"""Toponyms: the prediction form, and what each corpus counts."""

from bench.tasks import toponyms
from foglift.codebook import load

BOOK = load()


def names(corpus: str) -> list[str]:
    text = "Russian jets bombed Hama on Friday."
    rows = [{"id": "1", "corpus": corpus, "text": text}]
    (answer,) = toponyms.predict(rows, BOOK)
    return [text[one["start"] : one["end"]] for one in answer["toponyms"]]


def test_adjectives_count_where_the_corpus_counts_them() -> None:
    assert names("LGL") == ["Russian", "Hama"]
    assert names("GeoVirus") == ["Hama"]


def test_a_known_place_has_its_position() -> None:
    (answer,) = toponyms.predict([{"id": "1", "text": "Shells fell on Hama."}], BOOK)
    (found,) = answer["toponyms"]
    assert abs(found["lat"] - 35.13) < 0.1

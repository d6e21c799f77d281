"""re3d: names, times and numbers as spans."""

from bench.tasks import re3d
from foglift.codebook import load

BOOK = load()
TEXT = "Syrian troops attacked ISIL fighters near Homs on Monday, and we saw 12 rockets."


def test_the_kinds_of_entities() -> None:
    (found,) = re3d.predict([{"id": "1", "text": TEXT}], BOOK)
    told = {(TEXT[start:end], kind) for start, end, kind in found["entities"]}
    assert ("Homs", "Location") in told
    assert ("we", "Organisation") in told
    assert any("Monday" in words and kind == "Temporal" for words, kind in told)
    assert any("12" in words and kind == "Quantity" for words, kind in told)

"""Eyes on Russia: the town of a line, as it writes it, with its position."""

from bench.tasks import eyesonrussia
from foglift.codebook import load

BOOK = load()


def where(text: str) -> dict[str, object]:
    (answer,) = eyesonrussia.predict([{"id": "1", "date": "2022-03-05", "text": text}], BOOK)
    return answer


def test_a_line_is_where_it_says() -> None:
    found = where("Damage to a school in Chuhuiv")
    assert (found["town"], found["country"]) == ("Chuhuiv", "Ukraine")


def test_a_line_without_a_place_has_no_answer() -> None:
    assert where("Tanks beside a road") == {"id": "1"}

"""FA-KES: governorate and day from what the reader says."""

from bench.tasks import fakes
from foglift.codebook import load

BOOK = load()


def test_the_governorate_and_the_day() -> None:
    row = {
        "id": "1", "title": "Strike on a clinic",
        "text": "Published October 4 2016 A strike hit a clinic in Douma near Damascus on Tuesday.",
    }  # fmt: skip
    assert fakes.predict([row], BOOK) == [
        {"id": "1", "governorate": "damascus", "date": "2016-10-04"}
    ]

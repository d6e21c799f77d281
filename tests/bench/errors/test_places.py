"""Where a line or a report is."""

from bench.errors import places
from foglift.codebook import load

BOOK = load()


def test_a_towns_point_is_wrong_for_a_reason() -> None:
    gold = {"town": "Bucha", "province": "Kyiv", "lat": 50.55, "lon": 30.22}
    texts = ("Tanks in Bucha", "Raid on Bucha", "Tanks on a road", "Smoke over Bucha")
    rows = [{"gold": gold, "text": text} for text in texts]
    ours = [
        {}, {"town": "Bucha", "lat": 40.0, "lon": 30.22}, {"town": "Kyiv"},
        {"town": "Bucha", "lat": 50.55, "lon": 30.22, "province": "Sumy"},
    ]  # fmt: skip
    assert list(places.lines(rows, ours, BOOK)) == [
        "town: no town read",
        "town: right name, another town of the name",
        "province: another",
    ]


def test_a_report_is_of_another_governorate_or_day() -> None:
    row = {"title": "Raid", "text": "A raid in Idlib.", "location": "idlib", "date": "2017-04-05"}
    ours = {"governorate": "homs", "date": "2017-04-06"}
    assert list(places.reports([row], [ours], BOOK)) == [
        "governorate: another, it is named",
        "day: one later",
    ]

"""Incidents and clusters of headlines."""

from bench.errors import ucdp
from foglift.codebook import load

BOOK = load()
DAY = "2014-02-20"


def test_deaths_place_and_day_are_told_apart() -> None:
    gold = {"best": 5, "where": "Sumy town", "date_start": DAY, "date_end": DAY}
    row = {"gold": gold, "hints": {"best_in_headlines": True, "where_in": True}}
    ours = {"best": 3, "low": 3, "high": 5, "where": "Lviv", "date_start": "2014-02-21"}
    assert list(ucdp.incidents([row], [ours], BOOK)) == [
        "deaths: the number of another headline",
        "where: another place",
        "day: 1 later",
    ]


def test_pairs_of_headlines_are_apart_or_together() -> None:
    rows = [
        {"id": "1", "event": "a", "date": DAY, "text": "Blast kills 3"},
        {"id": "2", "event": "a", "date": "2014-02-21", "text": "Blast toll at 3"},
        {"id": "3", "event": "b", "date": DAY, "text": "Shelling kills 8"},
    ]
    ours = [{"id": "1", "cluster": "x"}, {"id": "2", "cluster": "y"}, {"id": "3", "cluster": "x"}]
    assert list(ucdp.clusters(rows, ours, BOOK)) == [
        "apart: a day between",
        "together: same day, other numbers",
    ]

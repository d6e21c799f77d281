"""Round ticks, short dates, words that fit."""

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from foglift.desk.charts.scales import apart, cut, dated, days, nice, powers, said, short, wrapped

someday = st.dates(date(1900, 1, 1), date(2100, 1, 1))


@given(st.integers(0, 10**9), st.integers(0, 10**9), st.integers(3, 9))
def test_ticks_hold_the_numbers(one: int, other: int, most: int) -> None:
    low, high = sorted((one, other))
    ticks = nice(low, high, most)
    assert ticks[0] <= low <= high <= ticks[-1]
    assert len({after - before for before, after in pairwise(ticks)}) == 1
    assert 2 <= len(ticks) <= most + 1


@pytest.mark.parametrize(
    ("high", "expected"),
    [(3, (0, 1, 2, 3)), (826, (0, 200, 400, 600, 800, 1000)), (1, (0, 1)), (0, (0, 1))],
)
def test_ticks_are_round(high: int, expected: tuple[int, ...]) -> None:
    assert nice(0, high, 6) == expected


def test_powers_reach_the_number() -> None:
    assert powers(280_000) == (0, 1, 10, 100, 1000, 10_000, 100_000, 1_000_000)


@given(someday, someday, st.integers(2, 10))
def test_days_of_an_axis_lie_in_it(one: date, other: date, most: int) -> None:
    first, last = sorted((one, other))
    found = days(first, last, most)
    assert 1 <= len(found) <= most
    assert all(first <= day <= last for day in found)
    assert list(found) == sorted(set(found))


def test_a_label_says_no_more_than_tells_it_from_the_one_before() -> None:
    assert dated((date(2024, 12, 30), date(2024, 12, 31), date(2025, 1, 1))) == (
        "30 Dec 2024",
        "31 Dec",
        "1 Jan 2025",
    )
    assert dated((date(2024, 10, 1), date(2025, 1, 1), date(2025, 4, 1))) == (
        "Oct 2024",
        "Jan 2025",
        "Apr",
    )
    assert dated((date(2020, 1, 1), date(2022, 1, 1))) == ("2020", "2022")


@given(st.lists(st.floats(0, 300), max_size=6))
def test_places_are_apart_and_in_order(places: list[float]) -> None:
    found = apart(places, 44, 300)
    ordered = sorted(found)
    assert all(after - one >= 43.8 for one, after in pairwise(ordered))
    assert max(found, default=0) <= 300


@given(st.lists(st.floats(0, 300), min_size=2, max_size=6))
def test_places_keep_their_order(places: list[float]) -> None:
    assume(len(set(places)) == len(places))
    found = apart(places, 44, 300)
    order = sorted(range(len(places)), key=places.__getitem__)
    assert order == sorted(range(len(places)), key=found.__getitem__)


def test_words_are_cut_to_their_room() -> None:
    assert cut("Observatory", 50) == "Observ…"
    assert wrapped("Syrian Observatory for Human Rights", 140) == (
        "Syrian Observatory",
        "for Human Rights",
    )
    assert len(wrapped("a very long name that goes on and on " * 5, 100)) == 2


def test_numbers_are_said_with_their_bounds() -> None:
    assert [said(*ends) for ends in ((12, 12), (12, 40), (12, None), (None, 40), (None, None))] == [
        "12",
        "12–40",
        "at least 12",
        "up to 40",
        "",
    ]
    assert [short(n) for n in (0, 1500, 20_000, 3_000_000)] == ["0", "1,500", "20k", "3m"]

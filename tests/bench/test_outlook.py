"""The arithmetic of the back-test, on a war of three days."""

from datetime import date, timedelta
from random import Random

import pytest

from bench import outlook
from bench.outlook import Eve, Fall, simulated
from foglift import codebook
from foglift.fuse import picture

FIRST = date(2024, 12, 1)


def day(number: int) -> date:
    return FIRST + timedelta(days=number)


def test_a_fall_counts_where_it_was_listed_the_day_before() -> None:
    falls = (Fall(day(1), "a"), Fall(day(2), "b"), Fall(day(2), "c"), Fall(day(9), "d"))
    lists = {day(0): ["x", "a"], day(1): ["b", *"1234567890", "a"]}
    assert outlook._score([(falls, lists)]) == outlook.Score(
        falls=3,
        recall=(pytest.approx(200 / 3), pytest.approx(200 / 3), pytest.approx(200 / 3)),
        found=pytest.approx(200 / 3),
        rank=1.5,
        length=7.0,
        precision=pytest.approx(100 * 2 / 12),
    )


def test_the_simulated_advance_is_the_same_each_time_and_listed_in_part() -> None:
    book = codebook.load()
    war = simulated.advance(book, Random(1), "war")
    assert war == simulated.advance(book, Random(1), "war")
    assert len({fall.place for fall in war.falls}) == len(war.falls) > 20
    on = war.first + timedelta(days=10)
    known = [one for one in war.evidence if one.report.published and one.report.published <= on]
    eve = Eve(on, picture(known, (), book, on), known, book)
    taken = {fall.place for fall in war.falls if fall.day <= on}
    for name, listing in outlook.LISTINGS.items():
        assert len(listing(eve)) == len(set(listing(eve))) > 5, name
    held = [one for one in eve.picture.threats if one.place in taken]
    assert all(reason.kind == "troops massed" for one in held for reason in one.reasons)
    assert not taken.intersection(outlook.nearest(eve))

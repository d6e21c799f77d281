"""The true war: the same for a seed, fought over real towns, never without a holder."""

from datetime import timedelta

import pytest

from bench.war.truth import THEATRES, war
from foglift import codebook

BOOK = codebook.load()


def test_a_seed_is_a_war() -> None:
    assert war(3, BOOK) == war(3, BOOK)
    assert war(3, BOOK).happenings != war(4, BOOK).happenings


@pytest.mark.parametrize("theatre", range(len(THEATRES)))
def test_towns_lie_in_the_country_and_have_holders(theatre: int) -> None:
    true = war(theatre, BOOK, theatre=theatre)
    assert {place.country for place in true.towns} == {true.theatre.country}
    assert {true.holder(place.id, true.days[-1]) for place in true.towns} <= set(
        true.theatre.parties
    )
    assert all(true.sides.values())


def test_a_fall_follows_its_assault_and_changes_the_holder() -> None:
    true = war(1, BOOK)
    won = [one for one in true.happenings if one.kind == "assault" and true.outcome(one)]
    assert won
    for assault in won:
        fall = true.outcome(assault)
        assert fall is not None
        assert (fall.town, fall.by) == (assault.town, assault.by)
        assert true.holder(fall.town, fall.day) == fall.by
        assert true.fought_over(assault.town, assault.day)
        assert not true.fought_over(assault.town, fall.day + timedelta(days=300))


def test_the_dead_add_up_day_by_day() -> None:
    true = war(2, BOOK)
    killed = sum(one.killed for one in true.happenings if one.kind == "strike")
    assert true.dead(true.days[-1]) == killed
    assert true.dead(true.days[0]) == 0

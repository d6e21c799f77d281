"""What a number counts, and what lies in what."""

from typing import Any

import pytest

from foglift.fuse.scopes import is_bare, scope, settled


@pytest.mark.parametrize("words", ["dozens", "228 others", "many of them", "at least 12 more"])
def test_a_bare_number_is_nobody(words: str) -> None:
    assert is_bare(words)


@pytest.mark.parametrize("words", ["dozens of ferrymen", "others from Suran", "our soldiers"])
def test_a_noun_is_somebody(words: str) -> None:
    assert not is_bare(words)


def test_displaced_to_a_place_and_from_it_are_two_scopes(world: Any) -> None:
    moved = world.count(40, of="displaced")
    claims = [
        world.claim(moved, "sohr reports", relation=relation) for relation in ("from", "towards")
    ]
    found = world.picture(claims).tallies
    assert sorted(one.relation for one in found) == ["at", "towards"]


def test_dead_who_were_recovered_are_not_those_of_the_day(world: Any) -> None:
    claims = [
        world.claim(world.count(number, manner=manner), "sohr reports")
        for number, manner in ((7, ""), (5, "recovered"), (6, "added-later"))
    ]
    found = world.picture(claims).tallies
    assert {one.manner: one.best for one in found} == {"": 7, "recovered": 5, "added-later": 6}


def test_only_running_totals_settle(world: Any) -> None:
    vague = world.claim(
        world.count(8, cumulative=True), "sohr reports", when="2024-11-25/", precision="week"
    )
    exact = world.claim(world.count(9, cumulative=True), "sohr reports", when="2024-11-27/")
    ground = world.ground([vague, exact])
    one, two = (scope(each, {}, ground) for each in (vague, exact))
    assert settled([one, two]) == {one: two}
    assert settled([one]) == {}

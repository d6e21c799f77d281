from hypothesis import given
from hypothesis import strategies as st

from foglift.desk.colours import COLOURS, colours

ACTORS = st.lists(st.text(min_size=1, max_size=12), unique=True, max_size=2 * COLOURS)


@given(ACTORS)
def test_each_actor_has_a_colour_as_long_as_there_are_some(actors: list[str]) -> None:
    found = colours(actors)
    assert colours((), actors) == colours((), reversed(actors))
    assert set(found) == set(actors)
    assert all(1 <= colour <= COLOURS for colour in found.values())
    assert len(set(found.values())) == min(len(actors), COLOURS)


@given(ACTORS, ACTORS)
def test_more_actors_change_no_colour(actors: list[str], more: list[str]) -> None:
    found = colours(actors, more)
    assert found.items() >= colours(actors).items()
    assert set(found) == {*actors, *more}


@given(ACTORS)
def test_those_who_matter_most_share_with_nobody(actors: list[str]) -> None:
    found = list(colours(actors).values())
    for rank, colour in enumerate(found[: COLOURS // 2]):
        assert colour not in (*found[:rank], *found[rank + 1 :])

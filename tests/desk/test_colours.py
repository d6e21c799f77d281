from hypothesis import given
from hypothesis import strategies as st

from foglift.desk.colours import COLOURS, colours

ACTORS = st.lists(st.text(min_size=1, max_size=12), unique=True, max_size=2 * COLOURS)


@given(ACTORS)
def test_colours_follow_from_the_actors_alone(actors: list[str]) -> None:
    found = colours(actors)
    assert found == colours(reversed(actors))
    assert set(found) == set(actors)
    assert all(1 <= colour <= COLOURS for colour in found.values())
    assert len(set(found.values())) == min(len(actors), COLOURS)


@given(ACTORS, ACTORS)
def test_more_actors_change_no_colour(actors: list[str], more: list[str]) -> None:
    found = colours(actors, more)
    assert found.items() >= colours(actors).items()
    assert set(found) == {*actors, *more}

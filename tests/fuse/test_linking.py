"""Groups by likeness on the whole."""

from random import Random

from hypothesis import given
from hypothesis import strategies as st

from foglift.fuse.linking import Pair, linked

LIKENESSES = st.dictionaries(
    st.tuples(st.integers(0, 11), st.integers(0, 11)).map(lambda pair: (min(pair), max(pair)))
    .filter(lambda pair: pair[0] != pair[1]),
    st.floats(0, 1),
    max_size=40,
)  # fmt: skip


def mean(one: list[int], two: list[int], alike: dict[Pair, float]) -> float:
    pairs = [(min(a, b), max(a, b)) for a in one for b in two]
    return sum(alike.get(pair, 0.0) for pair in pairs) / len(pairs)


def members(groups: list[int]) -> list[list[int]]:
    return [[n for n, group in enumerate(groups) if group == first] for first in {*groups}]


def test_the_most_alike_come_together_first() -> None:
    assert linked(4, {(0, 1): 0.4, (1, 2): 0.9, (2, 3): 0.1}, 0.5) == [0, 1, 1, 3]


def test_a_chain_is_not_glued_by_its_neighbours() -> None:
    """Each town of a front line is near the next; the first has nothing to do with the last."""
    line = {(number, number + 1): 0.8 for number in range(20)}
    assert max(len(group) for group in members(linked(21, line, 0.5))) == 2


def test_what_was_found_apart_stays_apart_however_alike_the_rest() -> None:
    assert linked(3, {(0, 1): 1.0, (1, 2): 0.9, (0, 2): -1.0}, 0.1) == [0, 0, 2]


@given(LIKENESSES, st.floats(0.05, 0.95))
def test_no_two_groups_could_still_become_one(alike: dict[Pair, float], least: float) -> None:
    groups = members(linked(12, alike, least))
    for one in groups:
        for two in groups:
            assert one == two or mean(one, two, alike) < least + 1e-9


@given(LIKENESSES)
def test_the_order_in_which_pairs_are_listed_does_not_matter(alike: dict[Pair, float]) -> None:
    pairs = list(alike.items())
    Random(3).shuffle(pairs)
    assert linked(12, dict(pairs), 0.3) == linked(12, alike, 0.3)

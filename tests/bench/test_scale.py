"""The war whose picture is measured: one density at every size, and the arithmetic of the table."""

from random import Random

from bench import scale
from foglift import codebook

BOOK = codebook.load()


def made(claims: int) -> list[scale.Reading]:
    return list(scale.War(claims, BOOK, Random(1)).readings(claims))


def test_a_war_has_as_many_claims_as_asked_and_is_the_same_each_time() -> None:
    found = made(300)
    assert sum(len(read) for _, read in found) == 300
    assert found == made(300)


def test_ten_times_the_claims_are_of_three_times_the_towns_and_days() -> None:
    small, large = (scale.War(claims, BOOK, Random(1)) for claims in (10_000, 100_000))
    for one, other in ((len(small.towns), len(large.towns)), (small.days, large.days)):
        assert 3.1 < other / one < 3.2


def test_ninety_nine_of_a_hundred_times_are_under_the_high_one() -> None:
    times = [float(number) for number in range(200, 0, -1)]
    assert scale._median(times) == 101
    assert scale._high(times) == 198


def test_a_small_war_is_measured() -> None:
    found = scale.measured(120)
    assert found["incidents"] > 0
    assert found["new"] <= found["new 99"]

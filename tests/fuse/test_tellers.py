"""What reports that tell of a happening have in common."""

from typing import Any

import pytest

from foglift.fuse.tellers import Teller, fell, killed, tellers, together


def told(report: str, day: int = 0, dead: int = 0) -> frozenset[Teller]:
    return frozenset((Teller(report, day, dead),))


def test_reports_of_one_toll_speak_for_one_happening() -> None:
    assert together(told("a1", dead=6), told("b1", dead=6)) == "both count 6 dead"
    assert together(told("a1", dead=6), told("b1", dead=7)) == ""


def test_one_report_and_a_small_toll_prove_nothing() -> None:
    assert together(told("a1", dead=6), told("a1", dead=6)) == ""
    assert together(told("a1", dead=2), told("b1", dead=2)) == ""


def test_a_toll_only_rises() -> None:
    assert fell(told("a", day=10, dead=6), told("b", day=11, dead=4))
    assert fell(told("b", day=11, dead=4), told("a", day=10, dead=6))
    assert not fell(told("a", day=10, dead=6), told("b", day=11, dead=8))
    assert not fell(told("a", day=10, dead=6), told("b", day=10, dead=4))
    assert not fell(told("a", dead=6), told("b", day=11, dead=4))


@pytest.mark.parametrize(
    ("more", "number"),
    [({}, 6), ({"of": "wounded"}, 0), ({"part_of": "c"}, 0), ({"cumulative": True}, 0)],
)
def test_the_dead_of_what_is_told_are_counted_whole(world: Any, more: Any, number: int) -> None:
    assert killed(world.claim(world.count(6, **more)).claim) == number


def test_a_report_with_two_numbers_of_dead_has_none(world: Any) -> None:
    counts = [world.claim(world.count(number), text="One report.") for number in (6, 9)]
    lone = world.claim(world.count(4), text="Another report.")
    found = tellers([*counts, lone])
    assert found[counts[0].report.id].killed == 0
    assert found[lone.report.id].killed == 4

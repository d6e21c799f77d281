"""Numbers that cannot all be true are named, with words and claims; those that can are not."""

from typing import Any

import pytest

from foglift.model import Faulty

TEXT = "What one report counts."
SINCE = "2024-11-27/2024-12-05"


def told(world: Any, number: Any, of: Any = "killed", **more: Any) -> Any:
    """A count of one report, by the monitor unless another speaks."""
    low, high = number if isinstance(number, tuple) else (number, number)
    known = {"who": "sohr", "place": "hama", "when": SINCE, "text": TEXT, "day": "2024-12-05"}
    asked = {key: more.pop(key, value) for key, value in known.items()}
    return world.claim(
        world.count(low, high, of, **more),
        f"{asked['who']} reports",
        place=asked["place"],
        when=asked["when"],
        published=asked["day"],
        text=asked["text"],
    )


def total(world: Any, number: Any, **more: Any) -> Any:
    return told(world, number, cumulative=True, **more)


def found(world: Any, *claims: Any) -> list[tuple[Faulty, str]]:
    tallies = world.shuffled(claims, day="2024-12-06", orders=5).tallies
    return [(one.kind, one.words) for tally in tallies for one in tally.problems]


def kinds(world: Any, *claims: Any) -> list[Faulty]:
    return [kind for kind, _ in found(world, *claims)]


def test_more_children_than_people_in_one_report(world: Any) -> None:
    people, children = total(world, 30), total(world, 31, whom="people:children")
    assert found(world, people, children) == [
        ("part above its whole", "Observatory counts 31 people:children as part of 30")
    ]
    assert kinds(world, people, total(world, 30, whom="people:children")) == []


def test_more_in_the_town_than_in_its_province(world: Any) -> None:
    province = total(world, 30, place="hama-province")
    assert kinds(world, province, total(world, 31)) == ["part above its whole"]
    assert kinds(world, province, total(world, 31, place="idlib")) == []


def test_no_place_named_is_not_everywhere(world: Any) -> None:
    assert kinds(world, total(world, 30, place=""), total(world, 31)) == []


def test_only_a_running_total_holds_others_by_itself(world: Any) -> None:
    """30 killed in the province may be those of one attack."""
    day = {"when": "2024-12-05"}
    assert kinds(world, told(world, 30, place="hama-province", **day), told(world, 31, **day)) == []


def test_a_day_above_the_total(world: Any) -> None:
    whole, day = total(world, 30), told(world, 31, when="2024-12-04")
    assert found(world, whole, day) == [
        (
            "day above its running total",
            "Observatory counts 31 on 2024-12-04, more than its own running total of 30 since "
            "2024-11-27",
        )
    ]
    assert kinds(world, whole, told(world, 31, when="2024-11-20")) == []


def test_a_day_above_the_total_of_another_report(world: Any) -> None:
    day = told(world, 31, when="2024-12-04", day="2024-12-04", text="another report")
    assert kinds(world, total(world, 30), day) == ["day above its running total"]


def test_a_day_after_the_total_is_no_part_of_it(world: Any) -> None:
    later = told(world, 31, when="2024-12-06", day="2024-12-06", text="another report")
    assert kinds(world, total(world, 30), later) == []


def test_two_sources_whose_scopes_cannot_both_be(world: Any) -> None:
    province = total(world, 30, place="hama-province")
    town = total(world, 31, who="snhr", text="another report")
    assert found(world, province, town) == [
        (
            "cannot both be",
            "snhr counts 31 in Hama since 2024-11-27, Observatory only 30 of which they must be "
            "part since 2024-11-27 by 2024-12-05: they cannot both be",
        )
    ]
    assert kinds(world, province, total(world, 29, who="snhr", text="another report")) == []


def test_two_numbers_of_one_scope_stand_side_by_side(world: Any) -> None:
    assert kinds(world, total(world, 30), total(world, 31, who="snhr", text="another")) == []


def test_a_partys_ceiling_is_no_floor(world: Any) -> None:
    """Rebels who claim 300 dead soldiers do not prove a monitor's 30 wrong."""
    soldiers = told(world, 300, who="rebels", whom="army", when="2024-12-04", text="another report")
    assert kinds(world, total(world, 30), soldiers) == []


@pytest.mark.parametrize(
    ("women", "children", "expected"),
    [(20, 11, []), (20, 12, ["parts above their whole"]), (20, 10, [])],
)
def test_parts_that_share_nobody(world: Any, women: int, children: int, expected: Any) -> None:
    whole = told(world, 31)
    parts = [
        told(world, number, whom=whom, part_of=whole.claim.id)
        for number, whom in ((women, "people:women"), (children, "people:children"))
    ]
    assert kinds(world, whole, *parts) == expected


def test_parts_that_are_said_to_be_all(world: Any) -> None:
    whole = told(world, 7)
    parts = [
        told(world, number, manner=manner, part_of=whole.claim.id, complete=True)
        for number, manner in ((4, "new"), (2, "recovered"))
    ]
    assert found(world, whole, *parts) == [
        (
            "parts below their whole",
            "Observatory counts 4 new and 2 recovered as parts of 7: they add up to 6, less than "
            "their whole",
        )
    ]


def test_parts_that_may_share_people_are_not_added_up(world: Any) -> None:
    whole = told(world, 31)
    parts = [
        told(world, number, whom=whom, part_of=whole.claim.id)
        for number, whom in ((20, "people:civilians"), (15, "people:children"))
    ]
    assert kinds(world, whole, *parts) == []


@pytest.mark.parametrize(
    ("wounded", "expected"), [(20, []), (15, ["killed and wounded do not add up"])]
)
def test_killed_and_wounded(world: Any, wounded: int, expected: Any) -> None:
    claims = [
        told(world, 30, "killed-or-wounded"),
        told(world, 10),
        told(world, wounded, "wounded"),
    ]
    assert kinds(world, *claims) == expected


def test_a_fault_that_many_print_is_named_once(world: Any) -> None:
    claims = [
        one
        for paper in ("a", "b", "c")
        for one in (
            total(world, 30, text=f"paper {paper}"),
            total(world, 31, whom="people:children", text=f"paper {paper}"),
        )
    ]
    (tally,) = (one for one in world.picture(claims).tallies if one.problems)
    (problem,) = tally.problems
    assert len(problem.claims) == 6

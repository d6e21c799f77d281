"""Numbers beside the word for what befell people, without a parse of the clause."""

from collections.abc import Callable
from datetime import date

import pytest

from foglift.model import Claim, Count, Report

Read = Callable[..., tuple[Report, list[Claim]]]


def counted(claims: list[Claim]) -> list[tuple[str, int | None, bool, bool]]:
    """What is counted, how many at least, whether it is a running total, whether a part."""
    found = sorted((c.evidence[0], c.content) for c in claims if isinstance(c.content, Count))
    return [(n.of, n.low, n.cumulative, bool(n.part_of)) for _, n in found]


@pytest.mark.parametrize(
    ("headline", "expected"),
    [
        ("Three border guards killed, eleven wounded", [("killed", 3), ("wounded", 11)]),
        ("Two DPR militiamen, one civilian killed in clashes", [("killed", 2), ("killed", 1)]),
        ("Convoy ambush kills nine soldiers, driver", [("killed", 9), ("killed", 1)]),
        ("UPDATE 3-Twelve hostages freed, two guards dead", [("freed", 12), ("killed", 2)]),
        ("Fisherman killed by stray shell off Mariupol", [("killed", 1)]),
        ("Soldier, medic killed near Lyman", [("killed", 1), ("killed", 1)]),
        ("Over 60 gunmen dead after siege of Marawi", [("killed", 61)]),
        ("Killed: 6", [("killed", 6)]),
        ("Number of injuries: 14", [("wounded", 14)]),
    ],
)
def test_a_headline_or_label_counts(
    headline: str, expected: list[tuple[str, int]], read: Read
) -> None:
    _, claims = read(headline)
    assert [(of, low) for of, low, _, _ in counted(claims)] == expected


@pytest.mark.parametrize(
    "line",
    [
        "Rebels threaten to kill 12 hostages in Jolo",
        "Army destroys 23 tanks, 4 drones near Lyman",
        "The 47th brigade killed time near Kupiansk",
        "Two blasts hit a depot near Kabul",
        "Four of the dead were soldiers.",
    ],
)
def test_what_is_no_number_of_people_is_not_counted(line: str, read: Read) -> None:
    assert counted(read(line)[1]) == []


def test_two_who_kill_are_not_counted_as_dead(read: Read) -> None:
    assert counted(read("Two snipers killed nine soldiers near Lyman")[1]) == [
        ("killed", 9, False, False)
    ]


def test_a_toll_that_rises_is_a_running_total_and_what_it_rose_by_is_not(read: Read) -> None:
    _, claims = read("Two soldiers were killed on Monday, bringing the toll to 31.")
    assert counted(claims) == [("killed", 2, False, False), ("killed", 31, True, False)]


def test_a_number_under_the_title_of_a_war_is_a_running_total(read: Read) -> None:
    assert counted(read("Report on the war: 2,310 dead")[1]) == [("killed", 2310, True, False)]


BULLETIN = """Ministry bulletin on the shelling of the valley

Those who reached the hospitals in the past 24 hours:

* Number of dead: 9 (7 new dead + 2 dead recovered).

* Number of injuries: 31

Since the truce (October 3):

* Total number of dead: 412

* Total number of injuries: 1,903
"""


def test_a_list_takes_its_period_from_the_heading_and_brackets_are_parts(read: Read) -> None:
    _, claims = read(BULLETIN, date(2025, 11, 20))
    assert counted(claims) == [
        ("killed", 9, False, False),
        ("killed", 7, False, True),
        ("killed", 2, False, True),
        ("wounded", 31, False, False),
        ("killed", 412, True, False),
        ("wounded", 1903, True, False),
    ]
    starts = [c.when.start for c in claims if isinstance(c.content, Count) and c.when]
    assert set(starts) == {date(2025, 11, 19), date(2025, 10, 3)}


def test_whose_soldiers_they_are_is_told_before_them(read: Read) -> None:
    _, claims = read("One DPR militiaman, one Ukrainian serviceman killed")
    whom = [c.content.whom.ref for c in claims if isinstance(c.content, Count) and c.content.whom]
    assert sorted(whom) == ["dpr", "ukrainian-armed-forces"]


def test_numbers_in_a_bracket_are_all_of_the_number_before_it(read: Read) -> None:
    _, claims = read("Number of dead: 9 (6 new and 3 recovered).")
    parts = [c.content for c in claims if isinstance(c.content, Count) and c.content.part_of]
    assert [(one.low, one.manner, one.complete) for one in parts] == [
        (6, "new", True),
        (3, "recovered", True),
    ]


def test_a_label_may_name_its_place_and_time_before_the_colon(read: Read) -> None:
    _, claims = read("Report on the war\n\nNumber of people killed in the past 24 hours: 15")
    assert counted(claims) == [("killed", 15, False, False)]


def test_a_number_like_a_year_is_no_year(read: Read) -> None:
    _, claims = read("Daily report on the war: 2020 martyrs")
    (claim,) = (one for one in claims if isinstance(one.content, Count))
    assert claim.content.low == 2020  # type: ignore[union-attr]
    assert claim.when is None or claim.when.start != date(2020, 1, 1)

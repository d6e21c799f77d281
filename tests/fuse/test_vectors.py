"""The cases that the rules of trust were written on, each in fifty shuffled orders.

1 to 12: the standing of a happening. N1 to N3: numbers of one scope. C1 to C4: who has a place.
"""

from collections.abc import Callable, Iterable
from typing import Any, NamedTuple

import pytest

from foglift.fuse.ground import Evidence

Claims = Callable[[Any], Iterable[Evidence]]


class Standing(NamedTuple):
    """What is said, as known by which day, and what it comes to."""

    row: str
    case: str
    claims: Claims
    known: str
    grade: str
    contested: bool
    lines: int
    reports: int


def taken(world: Any, *chain: str, by: str = "hts", **more: Any) -> Evidence:
    found: Evidence = world.claim(world.event("CAPTURE", by), *chain, **more)
    return found


def lost(world: Any, *chain: str, **more: Any) -> Evidence:
    found: Evidence = world.claim(world.control("loses", "army"), *chain, **more)
    return found


def attack(world: Any, *chain: str, **more: Any) -> Evidence:
    event = world.event("CIVILIAN_ATTACK", "army", "people:civilians")
    found: Evidence = world.claim(event, *chain, **more)
    return found


def on(day: int) -> dict[str, str]:
    """Of 1 December, in a report of that day of the month."""
    return {"when": "2024-12-01", "published": f"2024-12-{day:02}"}


STANDINGS = [
    Standing(
        "1",
        "the army acknowledged that it had lost control, HTS announces, the Observatory tells",
        lambda w: [
            lost(w, "army acknowledges"),
            taken(w, "hts claims"),
            taken(w, "sohr reports", by="rebels"),
        ],
        "2024-12-05", "acknowledged", False, 3, 3,
    ),
    Standing(
        "2",
        "HTS channel, HTS leader's video, rebel operations room",
        lambda w: [taken(w, f"{who} claims") for who in ("hts-channel", "hts", "rebels")],
        "2024-12-05", "claimed", False, 1, 3,
    ),
    Standing(
        "3",
        "the Observatory only, quoted by forty outlets",
        lambda w: [taken(w, "sohr reports", outlet=f"paper {one}") for one in range(40)],
        "2024-12-05", "reported", False, 1, 40,
    ),
    Standing(
        "4",
        "the Observatory and a second monitor",
        lambda w: [taken(w, "sohr reports"), taken(w, "snhr reports")],
        "2024-12-05", "corroborated", False, 2, 2,
    ),
    Standing(
        "5",
        "HTS and the Observatory",
        lambda w: [taken(w, "hts claims"), taken(w, "sohr reports")],
        "2024-12-05", "corroborated", False, 2, 2,
    ),
    Standing(
        "6",
        "HTS claims, the army denies",
        lambda w: [taken(w, "hts claims"), taken(w, "army denies")],
        "2024-12-05", "claimed", True, 1, 1,
    ),
    Standing(
        "7, at t3",
        "HTS on day 1, the army denies on day 2, acknowledges on day 5",
        lambda w: _turncoat(w),
        "2024-12-03", "claimed", True, 1, 1,
    ),
    Standing(
        "7, at t9",
        "HTS on day 1, the army denies on day 2, acknowledges on day 5",
        lambda w: _turncoat(w),
        "2024-12-09", "acknowledged", False, 2, 2,
    ),
    Standing(
        "8",
        "five anonymous posts",
        lambda w: [taken(w, outlet=f"user {one}", kind="post") for one in range(5)],
        "2024-12-05", "unattributed", False, 0, 5,
    ),
    Standing(
        "9",
        "one coalition announces the same port taken nine times in a week",
        lambda w: [
            taken(w, "rebels claims", by="rebels", text=f"Taken, {one}", place="tartus", **on(day))
            for one, day in enumerate((1, 2, 3, 4, 5, 6, 7, 7, 7))
        ],
        "2024-12-07", "claimed", False, 1, 9,
    ),
    Standing(
        "10",
        "two UN/NGO lines and a reporter on the spot; the accused side denies",
        lambda w: [
            attack(w, "un-office reports"),
            attack(w, "relief reports"),
            attack(w, outlet="The Gazette"),
            attack(w, "army denies"),
        ],
        "2024-12-05", "corroborated", True, 3, 3,
    ),
    Standing(
        "11",
        "a monitor reports, then retracts",
        lambda w: [taken(w, "sohr reports", **on(1)), taken(w, "sohr retracts", **on(3))],
        "2024-12-05", "withdrawn", False, 0, 0,
    ),
    Standing(
        "12",
        "HTS channel: the army has admitted losing the city",
        lambda w: [lost(w, "army acknowledges", "hts-channel claims")],
        "2024-12-05", "claimed", False, 1, 1,
    ),
]  # fmt: skip


def _turncoat(world: Any) -> list[Evidence]:
    return [
        taken(world, "hts claims", **on(1)),
        taken(world, "army denies", **on(2)),
        taken(world, "army acknowledges", **on(5)),
    ]


@pytest.mark.parametrize("row", STANDINGS, ids=lambda row: row.row)
def test_the_standing_of_a_happening(world: Any, row: Standing) -> None:
    (incident,) = world.shuffled(row.claims(world), day=row.known).incidents
    found = incident.standing
    assert (found.grade, found.contested, found.lines, found.reports) == (
        row.grade,
        row.contested,
        row.lines,
        row.reports,
    )


class Number(NamedTuple):
    row: str
    case: str
    claims: Claims
    figures: tuple[int | None, int | None, int | None]
    phrase: str = ""


NUMBERS = [
    Number(
        "N1",
        "826 by one monitor and 700 by another, same scope and day",
        lambda w: [
            w.claim(w.count(826), "sohr reports"),
            w.claim(w.count(700), "snhr reports"),
        ],
        (700, 700, 826),
    ),
    Number(
        "N2",
        "rebels: 300 soldiers killed; army: 12 of ours killed",
        lambda w: [
            w.claim(w.count(300, whom="army"), "rebels claims"),
            w.claim(w.count(12, whom="army"), "army reports"),
        ],
        (12, None, 300),
    ),
    Number(
        "N3",
        "tens of thousands fled, says the Observatory",
        lambda w: [w.claim(w.count(20_000, 99_999, of="displaced"), "sohr reports")],
        (20_000, None, 99_999),
        "tens of thousands",
    ),
]


@pytest.mark.parametrize("row", NUMBERS, ids=lambda row: row.row)
def test_the_numbers_of_a_scope(world: Any, row: Number) -> None:
    (tally,) = world.shuffled(row.claims(world)).tallies
    assert (tally.low, tally.best, tally.high) == row.figures
    assert not row.phrase or tally.phrase == row.phrase


class Holder(NamedTuple):
    """`claimed` and `assessed`: state, holder, grade, contested; None where the layer is empty."""

    row: str
    case: str
    claims: Claims
    claimed: tuple[str, str, str, bool]
    assessed: tuple[str, str, str, bool] | None


HOLDERS = [
    Holder(
        "C1",
        "both sides claim to hold the town",
        lambda w: [
            w.claim(w.control("holds", "rebels"), "rebels claims"),
            w.claim(w.control("holds", "army"), "army claims"),
        ],
        ("contested", "", "claimed", True),
        None,
    ),
    Holder(
        "C2",
        "rebels claim, the army acknowledges the loss",
        lambda w: [
            w.claim(w.control("takes", "rebels"), "rebels claims"),
            w.claim(w.control("loses", "army"), "army acknowledges"),
        ],
        ("held", "rebels", "acknowledged", False),
        ("held", "rebels", "acknowledged", False),
    ),
    Holder(
        "C3",
        "a monitor says rebels, the army claims to hold",
        lambda w: [
            w.claim(w.control("takes", "rebels"), "sohr reports"),
            w.claim(w.control("holds", "army"), "army claims"),
        ],
        ("held", "rebels", "reported", True),
        ("held", "rebels", "reported", True),
    ),
    Holder(
        "C4",
        "only rebels claim",
        lambda w: [w.claim(w.control("takes", "rebels"), "rebels claims")],
        ("held", "rebels", "claimed", False),
        None,
    ),
    Holder(
        "1",
        "the army acknowledged that it had lost control, HTS announces, the Observatory: stormed",
        lambda w: [
            w.claim(w.control("loses", "army"), "army acknowledges"),
            w.claim(w.control("takes", "hts"), "hts claims"),
            w.claim(w.control("enters", "rebels"), "sohr reports"),
        ],
        ("held", "hts", "acknowledged", False),
        ("held", "hts", "acknowledged", False),
    ),
    Holder(
        "2",
        "HTS channel, HTS leader's video, rebel operations room",
        lambda w: [
            w.claim(w.control("takes", "hts"), f"{who} claims")
            for who in ("hts-channel", "hts", "rebels")
        ],
        ("held", "hts", "claimed", False),
        None,
    ),
    Holder(
        "7",
        "HTS on day 1, the army denies on day 2, acknowledges on day 5",
        lambda w: [
            w.claim(w.control("takes", "hts"), f"{who}", **on(day))
            for who, day in (("hts claims", 1), ("army denies", 2), ("army acknowledges", 5))
        ],
        ("held", "hts", "acknowledged", False),
        ("held", "hts", "acknowledged", False),
    ),
    Holder(
        "12",
        "HTS channel: the army has admitted losing the city",
        lambda w: [lost(w, "army acknowledges", "hts-channel claims")],
        ("unknown", "", "claimed", False),
        None,
    ),
]


@pytest.mark.parametrize("row", HOLDERS, ids=lambda row: row.row)
def test_who_has_the_place(world: Any, row: Holder) -> None:
    spells = world.shuffled(row.claims(world)).control
    found = {
        one.layer: (one.state, one.holder, one.standing.grade, one.standing.contested)
        for one in spells
        if not one.ended
    }
    wanted = {"claimed": row.claimed, "assessed": row.assessed}
    assert found == {layer: what for layer, what in wanted.items() if what}


def test_no_anonymous_post_and_no_withdrawn_report_has_a_place(world: Any) -> None:
    posts = [
        world.claim(world.control("takes", "hts"), outlet=f"user {one}", kind="post")
        for one in range(5)
    ]
    withdrawn = [
        world.claim(world.control("takes", "hts"), "sohr reports", **on(1)),
        world.claim(world.control("takes", "hts"), "sohr retracts", **on(3)),
    ]
    assert world.shuffled(posts).control == ()
    assert world.shuffled(withdrawn).control == ()

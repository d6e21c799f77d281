"""Who holds a place: rivals, admissions, spells, what stays partial and what goes stale."""

from datetime import date
from typing import Any

import pytest
from msgspec.structs import replace

from foglift.fuse.control import current
from foglift.fuse.ground import Evidence
from foglift.model import ControlSpell, Picture, Span, sealed


def spells(picture: Picture, layer: str) -> list[ControlSpell]:
    return [one for one in picture.control if one.layer == layer]


def short(picture: Picture, layer: str) -> list[tuple[str, str, str | None, str | None, str]]:
    """State, holder, since, until, grade of each spell of a layer."""
    return [
        (
            one.state,
            one.holder,
            one.since.isoformat() if one.since else None,
            one.until.isoformat() if one.until else None,
            one.standing.grade,
        )
        for one in spells(picture, layer)
    ]


def test_both_sides_claim_to_hold_it(world: Any) -> None:
    claims = [
        world.claim(world.control("holds", "rebels"), "rebels claims"),
        world.claim(world.control("holds", "army"), "army claims"),
    ]
    picture = world.shuffled(claims)
    (spell,) = picture.control
    assert (spell.layer, spell.state, spell.holder) == ("claimed", "contested", "")
    assert spell.standing.contested
    assert [side.position for side in spell.sides] == [
        "held by Syrian army",
        "held by Syrian rebels",
    ]
    assert "two sides are equally well supported, so no holder is named" in spell.why


def test_the_loser_acknowledges(world: Any) -> None:
    claims = [
        world.claim(world.control("takes", "rebels"), "rebels claims"),
        world.claim(world.control("loses", "army"), "army acknowledges"),
    ]
    picture = world.shuffled(claims)
    expected = [("held", "rebels", "2024-12-05", None, "acknowledged")]
    assert short(picture, "assessed") == expected
    assert short(picture, "claimed") == expected
    assert not any(one.standing.contested for one in picture.control)


def test_a_monitor_against_the_army(world: Any) -> None:
    claims = [
        world.claim(world.control("takes", "rebels"), "sohr reports"),
        world.claim(world.control("holds", "army"), "army claims"),
    ]
    picture = world.shuffled(claims)
    assert short(picture, "assessed") == [("held", "rebels", "2024-12-05", None, "reported")]
    assert spells(picture, "assessed")[0].standing.contested
    assert spells(picture, "assessed")[0].standing.denied_by == ("the Syrian government",)


def test_what_only_the_winner_claims_is_not_assessed(world: Any) -> None:
    picture = world.shuffled([world.claim(world.control("takes", "rebels"), "rebels claims")])
    assert short(picture, "claimed") == [("held", "rebels", "2024-12-05", None, "claimed")]
    assert short(picture, "assessed") == []


def test_anonymous_posts_never_hold_a_place(world: Any) -> None:
    posts = [
        world.claim(world.control("takes", "rebels"), outlet=f"user {number}", kind="post")
        for number in range(5)
    ]
    assert world.picture(posts).control == ()


def test_held_since_2016_until_it_was_taken_last_week(world: Any) -> None:
    held = world.claim(
        world.control("holds", "state"),
        place="aleppo",
        when="2016-01-01/2024-12-01",
        precision="year",
        background=True,
    )
    taken = world.claim(
        world.control("takes", "rebels"),
        place="aleppo",
        when="2024-11-25/2024-12-01",
        precision="week",
    )
    picture = world.shuffled([held, taken])
    assert short(picture, "assessed") == [
        ("held", "state", "2016-01-01", "2024-11-25", "reported"),
        ("held", "rebels", "2024-11-25", None, "reported"),
    ]
    assert [one.precision for one in spells(picture, "assessed")] == ["year", "week"]


def retaken(world: Any) -> list[Evidence]:
    days = [("rebels", "2024-12-01"), ("army", "2024-12-03"), ("rebels", "2024-12-05")]
    return [
        world.claim(world.control("takes", who), "sohr reports", when=day, published=day)
        for who, day in days
    ]


def test_recapture_opens_a_spell_of_its_own(world: Any) -> None:
    assert short(world.shuffled(retaken(world)), "assessed") == [
        ("held", "rebels", "2024-12-01", "2024-12-03", "reported"),
        ("held", "army", "2024-12-03", "2024-12-05", "reported"),
        ("held", "rebels", "2024-12-05", None, "reported"),
    ]


def test_the_picture_of_an_earlier_day_knows_nothing_of_later_turns(world: Any) -> None:
    assert short(world.picture(retaken(world), day="2024-12-04"), "assessed")[-1] == (
        "held",
        "army",
        "2024-12-03",
        None,
        "reported",
    )


def test_a_recapture_that_only_the_army_claims_contests_but_does_not_flip(world: Any) -> None:
    first, _, last = retaken(world)
    claim = world.claim(
        world.control("takes", "army"), "army claims", when="2024-12-03", published="2024-12-03"
    )
    picture = world.shuffled([first, claim, last])
    (spell,) = spells(picture, "assessed")
    assert (spell.holder, spell.since, spell.until) == ("rebels", date(2024, 12, 1), None)
    assert spell.why == ("2 claims joined: no other side is said to have had it in between",)
    assert [one.holder for one in spells(picture, "claimed")] == ["rebels", "army", "rebels"]


def test_the_same_taking_said_again_is_one_spell_from_the_first_day(world: Any) -> None:
    claims = [
        world.claim(
            world.control("takes", "rebels"),
            "sohr reports",
            when=f"2024-12-{day:02}",
            published=f"2024-12-{day:02}",
        )
        for day in (1, 3, 8)
    ]
    assert short(world.shuffled(claims, day="2024-12-09"), "assessed") == [
        ("held", "rebels", "2024-12-01", None, "reported")
    ]


def test_silence_flips_nothing_but_goes_stale(world: Any) -> None:
    claims = [world.claim(world.control("takes", "rebels"), "sohr reports")]
    after = {
        day: spells(world.picture(claims, day=day), "assessed")[0]
        for day in ("2024-12-19", "2024-12-20", "2025-11-01")
    }
    assert [one.holder for one in after.values()] == ["rebels"] * 3
    assert [one.standing.flags for one in after.values()] == [(), ("stale",), ("stale",)]
    assert after["2024-12-20"].why[-1] == "nobody has spoken of it since 2024-12-05"


def test_a_loss_without_a_winner_leaves_the_holder_unknown(world: Any) -> None:
    claims = [
        world.claim(
            world.control("holds", "army"),
            "sohr reports",
            when="2024-12-01",
            published="2024-12-01",
        ),
        world.claim(world.control("leaves", "army"), "sohr reports", relation="from"),
    ]
    assert short(world.shuffled(claims), "assessed") == [
        ("held", "army", "2024-12-01", "2024-12-05", "reported"),
        ("unknown", "", "2024-12-05", None, "reported"),
    ]


def test_the_loss_and_the_taking_a_day_later_are_one_turn(world: Any) -> None:
    claims = [
        world.claim(world.control("loses", "army"), "army acknowledges", when="2024-12-04"),
        world.claim(world.control("takes", "rebels"), "rebels claims"),
    ]
    assert short(world.shuffled(claims), "assessed") == [
        ("held", "rebels", "2024-12-04", None, "acknowledged")
    ]


def test_the_loser_speaking_days_later_still_acknowledges(world: Any) -> None:
    claims = [
        world.claim(world.control("takes", "rebels"), "rebels claims", when="2024-12-01"),
        world.claim(world.control("loses", "army"), "army acknowledges", when="2024-12-05"),
    ]
    assert short(world.shuffled(claims), "assessed") == [
        ("held", "rebels", "2024-12-01", None, "acknowledged")
    ]


def lost(world: Any) -> Evidence:
    return world.claim(world.control("loses", "army"), "sohr reports", when="2024-11-30")


@pytest.mark.parametrize("winner", ["ankara claims party", "rebels claims", "sohr reports"])
def test_who_is_named_as_the_winner_days_after_the_loss_has_it_since(
    world: Any, winner: str
) -> None:
    later = world.claim(world.control("takes", "rebels"), winner, when="/2024-12-04")
    picture = world.shuffled([lost(world), later])
    (found,) = short(picture, "assessed")
    assert found[:4] == ("held", "rebels", "2024-11-30", None)
    assert not spells(picture, "assessed")[0].standing.contested


def test_a_boast_of_another_day_does_not_gainsay_who_lost_the_place(world: Any) -> None:
    boast = world.claim(world.control("takes", "rebels"), "rebels claims", when="2024-12-04")
    picture = world.shuffled([lost(world), boast])
    assert short(picture, "assessed") == [("unknown", "", "2024-11-30", None, "reported")]
    assert not spells(picture, "assessed")[0].standing.contested


def test_who_lost_the_place_still_gainsays_it(world: Any) -> None:
    denial = world.claim(world.control("holds", "army"), "army claims", when="2024-12-01")
    picture = world.shuffled([lost(world), denial])
    assert [one[0] for one in short(picture, "assessed")] == ["unknown"]
    assert spells(picture, "assessed")[0].standing.denied_by == ("the Syrian government",)


def test_another_country_names_the_winner_without_any_other_word(world: Any) -> None:
    told = world.claim(world.control("takes", "rebels"), "ankara claims party")
    assert short(world.shuffled([told]), "assessed") == []
    assert [one[:2] for one in short(world.shuffled([told]), "claimed")] == [("held", "rebels")]


@pytest.mark.parametrize("change", ["enters", "contests"])
def test_entered_is_contested_not_held(world: Any, change: str) -> None:
    claims = [
        world.claim(
            world.control("holds", "army"),
            "sohr reports",
            when="2024-12-01",
            published="2024-12-01",
        ),
        world.claim(world.control(change, "rebels"), "sohr reports"),
    ]
    assert short(world.shuffled(claims), "assessed") == [
        ("held", "army", "2024-12-01", "2024-12-05", "reported"),
        ("contested", "", "2024-12-05", None, "reported"),
    ]


def test_entering_and_taking_on_one_day_is_taking(world: Any) -> None:
    claims = [
        world.claim(world.control("enters", "rebels"), "sohr reports"),
        world.claim(world.control("takes", "rebels"), "sohr reports"),
    ]
    assert short(world.shuffled(claims), "assessed") == [
        ("held", "rebels", "2024-12-05", None, "reported")
    ]


def test_a_siege_keeps_the_holder(world: Any) -> None:
    claims = [
        world.claim(
            world.control("holds", "army"),
            "sohr reports",
            when="2024-12-01",
            published="2024-12-01",
        ),
        world.claim(world.control("besieges", "rebels"), "sohr reports"),
    ]
    assert short(world.shuffled(claims), "assessed")[-1] == (
        "besieged",
        "army",
        "2024-12-05",
        None,
        "reported",
    )


def test_part_of_a_town_is_not_the_town(world: Any) -> None:
    claims = [world.claim(world.control("takes", "rebels", partial=True), "sohr reports")]
    (spell,) = spells(world.shuffled(claims), "assessed")
    assert (spell.state, spell.holder, spell.partial) == ("contested", "", True)
    assert [side.position for side in spell.sides] == ["in part taken by Syrian rebels"]


@pytest.mark.parametrize(
    "more",
    [
        {"realis": "hypothetical"},
        {"realis": "planned"},
        {"relation": "near"},
        {"relation": "towards"},
        {"km": 40.0},
        {"place": ""},
    ],
)
def test_what_is_not_said_of_the_place_itself_changes_nothing(world: Any, more: Any) -> None:
    claims = [world.claim(world.control("takes", "rebels"), "sohr reports", **more)]
    assert world.picture(claims).control == ()


def test_never_seized_before_is_no_denial_of_the_capture(world: Any) -> None:
    claims = [
        world.claim(world.control("takes", "rebels")),
        world.claim(
            world.control("takes", "rebels"), realis="negated", background=True, when="2011-03-15/"
        ),
    ]
    (spell,) = spells(world.shuffled(claims), "assessed")
    assert (spell.holder, spell.standing.contested) == ("rebels", False)


def test_a_denial_contests_the_taking(world: Any) -> None:
    claims = [
        world.claim(world.control("takes", "rebels"), "sohr reports"),
        world.claim(world.control("takes", "rebels"), "army denies"),
    ]
    (spell,) = spells(world.shuffled(claims), "assessed")
    assert (spell.holder, spell.standing.grade, spell.standing.contested) == (
        "rebels",
        "reported",
        True,
    )
    assert [side.position for side in spell.sides] == [
        "not taken by Syrian rebels",
        "taken by Syrian rebels",
    ]


def test_a_taking_that_its_only_source_takes_back_holds_nothing(world: Any) -> None:
    taken = world.control("takes", "rebels")
    claims = [
        world.claim(taken, "sohr reports", when="2024-12-01", published="2024-12-01"),
        world.claim(taken, "sohr retracts", when="2024-12-01", published="2024-12-03"),
    ]
    assert world.picture(claims).control == ()


def test_an_undated_report_opens_a_spell_without_a_beginning(world: Any) -> None:
    claims = [
        world.claim(world.control("takes", "rebels"), when="", published=""),
        world.claim(world.control("loses", "army"), "army acknowledges", when="", published=""),
        world.claim(
            world.control("holds", "state"),
            when="2016-01-01/",
            precision="year",
            published="",
            background=True,
        ),
    ]
    picture = world.shuffled(claims)
    assert short(picture, "assessed") == [
        ("held", "state", "2016-01-01", None, "reported"),
        ("held", "rebels", None, None, "acknowledged"),
    ]
    assert [one.ended for one in spells(picture, "assessed")] == [True, False]
    assert "the claims are undated, so since when is not known" in picture.control[1].why


def test_undated_claims_never_overrule_dated_ones(world: Any) -> None:
    claims = [
        world.claim(world.control("takes", "army"), "sohr reports"),
        world.claim(world.control("takes", "rebels"), when="", published=""),
    ]
    (spell,) = spells(world.shuffled(claims), "assessed")
    assert spell.holder == "army"
    assert "claims left out because they are undated: 1" in spell.why


def test_the_current_spell_of_each_place(world: Any) -> None:
    picture = world.picture(retaken(world))
    found = current(picture.control, "assessed")
    assert {place: one.holder for place, one in found.items()} == {"sup:hama": "rebels"}
    assert found["sup:hama"].since == date(2024, 12, 5)


def test_a_vague_loss_never_ends_a_spell_before_it_began(world: Any) -> None:
    claims = [
        world.claim(
            world.control("holds", "army"),
            "sohr reports",
            when="2024-11-29",
            published="2024-11-29",
        ),
        world.claim(
            world.control("loses", "army"),
            "sohr reports",
            when="2024-11-25/2024-12-01",
            precision="week",
        ),
    ]
    assert short(world.shuffled(claims), "assessed") == [
        ("held", "army", "2024-11-29", "2024-11-29", "reported"),
        ("unknown", "", "2024-11-29", None, "reported"),
    ]


def test_one_report_tells_its_changes_in_their_order(world: Any) -> None:
    text = "Taken by rebels in 2024. Retaken by the army on 3 December."
    first = world.claim(
        world.control("takes", "rebels"), when="2024-01-01/2024-12-31", precision="year", text=text
    )
    then = world.claim(world.control("takes", "army"), when="2024-12-03", text=text)
    later = sealed(replace(then.claim, evidence=(Span(25, 32),)))
    assert short(world.shuffled([first, Evidence(then.report, later)]), "claimed") == [
        ("held", "rebels", "2024-01-01", "2024-12-03", "reported"),
        ("held", "army", "2024-12-03", None, "reported"),
    ]


def test_an_old_battle_that_is_recalled_changes_nothing(world: Any) -> None:
    battle = world.claim(
        world.control("contests", "rebels"),
        "sohr reports",
        when="2016-01-01/2016-12-31",
        precision="year",
        background=True,
    )
    assert world.picture([battle]).control == ()


def test_a_holder_has_its_own_day_and_not_its_rivals(world: Any) -> None:
    rival = world.claim(
        world.control("takes", "army"), "army claims", when="2024-12-01/2024-12-05",
        precision="week",
    )  # fmt: skip
    taken = world.claim(world.control("takes", "rebels"), "sohr reports", when="2024-12-04")
    (spell,) = spells(world.shuffled([rival, taken]), "assessed")
    assert (spell.holder, spell.since, spell.precision) == ("rebels", date(2024, 12, 4), "day")


def test_a_quarter_won_long_ago_opens_no_history(world: Any) -> None:
    old = world.claim(
        world.control("takes", "army", partial=True), when="2016-12-22", background=True
    )
    new = world.claim(world.control("takes", "rebels"))
    assert [one.since.year for one in world.picture([old, new]).control] == [2024, 2024]

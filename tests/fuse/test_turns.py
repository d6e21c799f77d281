"""The turns of one place: quick flips, quarters, fights that are over, chronologies of long ago."""

from typing import Any

from msgspec.structs import replace

from foglift.fuse.ground import Evidence
from foglift.model import ControlSpell, Picture, Span, sealed


def short(picture: Picture, place: str = "sup:hama") -> list[tuple[str, str, str, str]]:
    """State, holder, since, until of each assessed spell of a place."""
    found = [one for one in picture.control if (one.place, one.layer) == (place, "assessed")]
    return [(one.state, one.holder, str(one.since or ""), str(one.until or "")) for one in found]


def only(picture: Picture) -> ControlSpell:
    (found,) = [one for one in picture.control if one.layer == "assessed"]
    return found


def told(world: Any, text: str, *said: tuple[str, str, str]) -> list[Evidence]:
    """One monitor's report of 10 December 2024 that tells of several changes, in their order:
    change, actor, time ("2024-12-03", "2022-01-01/2022-12-31 year")."""
    found = []
    for at, (change, actor, time) in enumerate(said):
        when, _, precision = time.partition(" ")
        one = world.claim(
            world.control(change, actor), "sohr reports", text=text, when=when,
            precision=precision or "day", published="2024-12-10",
        )  # fmt: skip
        claim = sealed(replace(one.claim, evidence=(Span(at, at + 1),)))
        found.append(Evidence(one.report, claim))
    return found


def timed(world: Any, actor: str, words: str) -> Evidence:
    """A taking on 5 December at the hour that the words name."""
    one = world.claim(world.control("takes", actor), "sohr reports", text=words)
    when = replace(one.claim.when, span=Span(0, len(words)))
    return Evidence(one.report, sealed(replace(one.claim, when=when)))


def test_taken_in_the_morning_and_lost_at_night(world: Any) -> None:
    claims = [timed(world, "rebels", "on Thursday morning"), timed(world, "army", "Thursday night")]
    assert short(world.shuffled(claims)) == [
        ("held", "rebels", "2024-12-05", "2024-12-05"),
        ("held", "army", "2024-12-05", ""),
    ]


def test_two_takings_of_one_day_without_an_hour_are_rivals(world: Any) -> None:
    claims = [
        world.claim(world.control("takes", "rebels"), "sohr reports"),
        world.claim(world.control("takes", "army"), "snhr reports"),
    ]
    assert short(world.shuffled(claims)) == [("contested", "", "2024-12-05", "")]


def test_one_source_tells_the_flips_of_a_day_in_their_order(world: Any) -> None:
    claims = told(
        world, "Rebels took it. The army took it back the same day.",
        ("takes", "rebels", "2024-12-03"), ("takes", "army", "2024-12-03"),
    )  # fmt: skip
    assert short(world.shuffled(claims, day="2024-12-10")) == [
        ("held", "rebels", "2024-12-03", "2024-12-03"),
        ("held", "army", "2024-12-03", ""),
    ]


def test_one_year_twice_is_told_in_its_order(world: Any) -> None:
    claims = told(
        world, "Captured in 2022. Recaptured in 2022.",
        ("takes", "rebels", "2022-01-01/2022-12-31 year"),
        ("takes", "army", "2022-01-01/2022-12-31 year"),
    )  # fmt: skip
    assert [one[:2] for one in short(world.shuffled(claims, day="2024-12-10"))] == [
        ("held", "rebels"),
        ("held", "army"),
    ]


def test_a_taking_without_a_day_comes_before_what_is_told_after_it(world: Any) -> None:
    claims = told(
        world, "Captured early on. Recaptured on 5 May 2023.",
        ("takes", "rebels", ""), ("takes", "army", "2023-05-05"),
    )  # fmt: skip
    assert [one[:3] for one in short(world.shuffled(claims, day="2024-12-10"))] == [
        ("held", "rebels", "2023-05-04"),
        ("held", "army", "2023-05-05"),
    ]


def test_in_a_history_what_has_no_day_is_as_old_as_its_place_in_it(world: Any) -> None:
    claims = told(
        world, "Captured in 2022. Recaptured in the counteroffensive. Contested since December.",
        ("takes", "rebels", "2022-01-01/2022-12-31 year"), ("takes", "army", ""),
        ("contests", "rebels", "2024-12-07/2024-12-10"),
    )  # fmt: skip
    assert [one[:3] for one in short(world.shuffled(claims, day="2024-12-10"))] == [
        ("held", "rebels", "2022-01-01"),
        ("held", "army", "2024-12-06"),
        ("contested", "", "2024-12-07"),
    ]


def test_news_of_the_day_stays_of_the_day_before_a_recent_date(world: Any) -> None:
    claims = told(
        world, "Rebels captured it. The army had come on 3 December.",
        ("takes", "rebels", ""), ("takes", "army", "2024-12-03"),
    )  # fmt: skip
    assert short(world.shuffled(claims, day="2024-12-10"))[-1][:2] == ("held", "rebels")


def fought(world: Any, when: str, **more: Any) -> Evidence:
    return world.claim(
        world.control("contests", "army"), "sohr reports", when=when, published="2024-12-10",
        **more,
    )  # fmt: skip


def test_after_a_fight_that_is_over_the_holder_has_it_again(world: Any) -> None:
    held = world.claim(
        world.control("takes", "rebels"), "sohr reports", when="2024-10-01", published="2024-10-01"
    )
    picture = world.shuffled([held, fought(world, "2024-11-03/2024-11-09")], day="2024-12-10")
    assert short(picture) == [
        ("held", "rebels", "2024-10-01", "2024-11-03"),
        ("contested", "", "2024-11-03", "2024-11-10"),
        ("held", "rebels", "2024-11-10", ""),
    ]
    again = [one for one in picture.control if one.layer == "assessed"][-1]
    assert again.why[0] == "the fighting in it is over, and nobody else is said to have taken it"


def test_after_a_fight_that_is_over_nobody_has_it_where_nobody_had(world: Any) -> None:
    picture = world.shuffled([fought(world, "2024-11-03/2024-11-09")], day="2024-12-10")
    assert short(picture) == [("contested", "", "2024-11-03", "2024-11-10")]
    assert only(picture).ended
    assert only(picture).why[0] == "the fighting is over, and who has it since is not said"


def test_a_fight_that_ended_in_a_taking_does_not_go_back(world: Any) -> None:
    claims = [
        world.claim(
            world.control("takes", "rebels"), "sohr reports", when="2024-10-01",
            published="2024-10-01",
        ),
        fought(world, "2024-11-03/2024-11-09"),
        world.claim(
            world.control("takes", "army"), "sohr reports", when="2024-11-10",
            published="2024-11-10",
        ),
    ]  # fmt: skip
    assert short(world.shuffled(claims, day="2024-12-10"))[-1] == ("held", "army", "2024-11-10", "")


def test_a_fight_that_may_go_on_is_not_over(world: Any) -> None:
    claims = [fought(world, "2024-12-03/2024-12-10"), fought(world, "2024-11-20/")]
    assert not only(world.shuffled(claims, day="2024-12-10")).ended


def test_an_old_fight_with_its_days_is_history(world: Any) -> None:
    old = fought(world, "2023-05-02/2023-06-20", background=True)
    assert short(world.picture([old], day="2024-12-10")) == [
        ("contested", "", "2023-05-02", "2023-06-21")
    ]


def quarter(world: Any, change: str, actor: str, day: str, place: str = "old-city") -> Evidence:
    return world.claim(
        world.control(change, actor), "sohr reports", place=place, when=day, published=day
    )


def holding(world: Any) -> Evidence:
    return world.claim(
        world.control("holds", "army"), "sohr reports", place="aleppo", when="2024-12-01",
        published="2024-12-01",
    )  # fmt: skip


def test_a_quarter_taken_is_part_of_its_town(world: Any) -> None:
    picture = world.shuffled([holding(world), quarter(world, "takes", "rebels", "2024-12-03")])
    assert short(picture, "sup:aleppo")[-1] == ("contested", "", "2024-12-03", "")
    assert short(picture, "sup:old-city") == [("held", "rebels", "2024-12-03", "")]
    town = [one for one in picture.control if one.place == "sup:aleppo"][-1]
    assert town.partial
    assert [side.position for side in town.sides] == ["in part taken by Syrian rebels"]


def test_a_quarter_of_the_holder_leaves_the_town_as_it_is(world: Any) -> None:
    picture = world.shuffled([holding(world), quarter(world, "holds", "army", "2024-12-03")])
    assert short(picture, "sup:aleppo") == [("held", "army", "2024-12-01", "")]


def test_the_only_quarter_taken_back_gives_the_whole_town_back(world: Any) -> None:
    claims = [
        holding(world),
        quarter(world, "takes", "rebels", "2024-12-03"),
        quarter(world, "takes", "army", "2024-12-04"),
    ]
    assert short(world.shuffled(claims), "sup:aleppo")[-1] == ("held", "army", "2024-12-04", "")
    other = quarter(world, "takes", "rebels", "2024-12-03", "airfield")
    assert short(world.shuffled([*claims, other]), "sup:aleppo")[-1][0] == "contested"


def test_who_comes_into_a_town_that_was_given_up_contests_it_with_nobody(world: Any) -> None:
    claims = [
        world.claim(world.control("leaves", "army"), "sohr reports", relation="from"),
        world.claim(world.control("enters", "rebels"), "sohr reports"),
    ]
    picture = world.shuffled(claims)
    assert short(picture) == [("unknown", "", "2024-12-05", "")]
    assert [side.position for side in only(picture).sides] == [
        "entered by Syrian rebels",
        "left by Syrian army",
    ]


def test_a_taking_known_by_a_later_day_dates_from_the_loss(world: Any) -> None:
    claims = [
        world.claim(
            world.control("loses", "army"), "army acknowledges", when="2024-11-30",
            published="2024-11-30",
        ),
        world.claim(
            world.control("takes", "rebels"), "sohr reports", when="/2024-12-05",
            precision="unknown",
        ),
    ]  # fmt: skip
    assert short(world.shuffled(claims)) == [("held", "rebels", "2024-11-30", "")]


def test_fighters_are_no_rivals_of_the_side_that_is_named(world: Any) -> None:
    claims = [
        world.claim(world.control("holds", "people:fighters"), "sohr reports"),
        world.claim(world.control("takes", "rebels"), "rebels claims"),
    ]
    assert short(world.shuffled(claims)) == [("held", "rebels", "2024-12-05", "")]


def test_fighters_who_take_it_from_the_army_are_not_the_army(world: Any) -> None:
    claims = [holding(world), quarter(world, "takes", "people:fighters", "2024-12-04", "aleppo")]
    assert [one[1] for one in short(world.shuffled(claims), "sup:aleppo")] == [
        "army",
        "people:fighters",
    ]

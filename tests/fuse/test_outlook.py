"""Threatened places: only reasons that somebody states or that the taken places show."""

from typing import Any

import pytest

from foglift.model import Assessment, Intent, Mention, Span


def target(world: Any, **more: Any) -> Any:
    intent = Intent("ADVANCE", (Mention(Span(0, 1), "rebels"),))
    return world.claim(
        intent,
        "rebels threatens",
        **{"place": "homs", "relation": "towards", "realis": "planned"} | more,
    )


def took(world: Any, place: str, day: str, who: str = "rebels") -> Any:
    return world.claim(
        world.control("takes", who), "sohr reports", place=place, when=day, published=day
    )


def advance(world: Any) -> list[Any]:
    return [took(world, "aleppo", "2024-11-29"), took(world, "hama", "2024-12-05")]


def test_homs_after_hama(world: Any) -> None:
    claims = [
        *advance(world),
        target(world),
        world.claim(world.event("DISPLACEMENT"), "sohr reports", place="homs", relation="from"),
    ]
    (threat,) = world.shuffled(claims).threats
    assert (threat.place, threat.by) == ("sup:homs", ("rebels",))
    assert [(one.kind, one.words) for one in threat.reasons] == [
        ("named as a target", "named as a target, according to Syrian rebels"),
        (
            "next along the advance",
            "45 km S of Hama, taken by Syrian rebels on 2024-12-05",
        ),
        ("people fleeing", "people fleeing, according to Observatory"),
    ]
    assert set(threat.claims) <= {one.claim.id for one in claims}


def test_a_place_the_threatener_holds_is_no_target(world: Any) -> None:
    held = world.claim(world.control("takes", "hts"), "sohr reports", place="homs")
    assert world.picture([target(world), held]).threats == ()


def test_a_place_its_defender_holds_stays_a_target(world: Any) -> None:
    held = world.claim(world.control("holds", "army"), "sohr reports", place="homs")
    (threat,) = world.picture([target(world), held]).threats
    assert threat.place == "sup:homs"


def test_people_who_flee_a_town_just_taken_are_no_sign_of_what_comes_next(world: Any) -> None:
    taken = world.claim(world.control("takes", "rebels"), "sohr reports")
    fled = world.claim(world.count(5_000, of="displaced"), "sohr reports", relation="from")
    assert world.picture([taken, fled]).threats == ()
    (threat,) = world.picture([fled]).threats
    assert [one.kind for one in threat.reasons] == ["people fleeing"]


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        ("DEPLOYMENT", "troops massed"),
        ("THREAT", "named as a target"),
        ("DISPLACEMENT", "people fleeing"),
    ],
)
def test_each_kind_of_event_gives_its_reason(world: Any, content: str, kind: str) -> None:
    (threat,) = world.picture([world.claim(world.event(content, "army"), place="homs")]).threats
    assert [one.kind for one in threat.reasons] == [kind]


def test_a_closed_road_surrounds_no_town(world: Any) -> None:
    cut = world.claim(world.event("BLOCKADE", "army"), place="homs")
    assert world.picture([cut]).threats == ()
    ring = world.claim(world.control("besieges", "rebels"), place="homs")
    (threat,) = world.picture([cut, ring]).threats
    assert [one.kind for one in threat.reasons] == ["surrounded"]


def test_what_has_no_day_warns_only_where_nothing_dated_speaks_of_the_place(world: Any) -> None:
    massed = world.claim(world.event("DEPLOYMENT", "army"), place="homs", when="", published="")
    assert world.picture([massed]).threats != ()
    shelled = world.claim(world.event("SHELLING", "army"), place="homs")
    assert world.picture([massed, shelled]).threats == ()
    elsewhere = world.claim(world.event("SHELLING", "army"), place="hama")
    assert world.picture([massed, elsewhere]).threats != ()


@pytest.mark.parametrize("change", ["enters", "contests"])
def test_who_is_in_a_town_without_having_it_fights_over_it(world: Any, change: str) -> None:
    (threat,) = world.picture([world.claim(world.control(change, "rebels"), place="homs")]).threats
    assert ([one.kind for one in threat.reasons], threat.by) == (["fought over"], ("rebels",))


def test_what_was_said_of_a_place_before_it_was_taken_is_spent(world: Any) -> None:
    said = {"place": "homs", "when": "2024-12-04", "published": "2024-12-04"}
    before = [
        target(world, **said),
        world.claim(world.event("DEPLOYMENT", "army"), **said),
        world.claim(world.event("DISPLACEMENT"), relation="from", **said),
        world.claim(world.control("enters", "rebels"), **said),
    ]
    taken = world.claim(world.control("takes", "sdf"), "sohr reports", place="homs")
    assert [one.place for one in world.picture(before).threats] == ["sup:homs"]
    assert world.picture([*before, taken]).threats == ()


def test_an_area_is_not_listed_beside_a_place_in_it(world: Any) -> None:
    area = world.claim(world.event("DEPLOYMENT", "army"), place="hama-province")
    town = world.claim(world.event("DISPLACEMENT"), place="suran", relation="from")
    far = world.claim(world.event("DISPLACEMENT"), place="homs", relation="from")
    found = world.picture([area, far]).threats
    assert [one.place for one in found] == ["sup:hama-province", "sup:homs"]
    assert [one.place for one in world.picture([area, town]).threats] == ["sup:suran"]


def test_a_siege_is_being_surrounded(world: Any) -> None:
    siege = world.claim(world.control("besieges", "rebels"), place="homs")
    (threat,) = world.picture([siege]).threats
    assert ([one.kind for one in threat.reasons], threat.by) == (["surrounded"], ("rebels",))


@pytest.mark.parametrize(
    "more",
    [
        {"place": "syria"},
        {"place": ""},
        {"published": "2024-11-20"},
        {"relation": "from"},
        {"realis": "hypothetical"},
        {"background": True},
    ],
)
def test_no_threat_from_what_is_vague_old_or_supposed(world: Any, more: Any) -> None:
    assert world.picture([target(world, **more)]).threats == ()


def test_a_denied_intention_is_no_reason(world: Any) -> None:
    intent = Intent("ADVANCE", (Mention(Span(0, 1), "rebels"),))
    claims = [world.claim(intent, "rebels denies", place="homs")]
    assert world.picture(claims).threats == ()


def test_people_who_return_or_arrive_are_no_sign(world: Any) -> None:
    claims = [
        world.claim(world.event("DISPLACEMENT", facet="return"), place="homs"),
        world.claim(world.event("DISPLACEMENT"), place="homs", relation="towards"),
    ]
    assert world.picture(claims).threats == ()


def test_places_behind_the_advance_or_far_from_it_are_not_next(world: Any) -> None:
    named = [
        world.claim(world.event("PROTEST"), place=place)
        for place in ("saraqib", "palmyra", "damascus", "rastan")
    ]
    steps = [took(world, "suran", "2024-12-03"), took(world, "hama", "2024-12-05")]
    aleppo = took(world, "aleppo", "2024-10-01")
    threats = world.shuffled([aleppo, *steps, *named]).threats
    assert [one.place for one in threats] == ["sup:rastan"]


def test_an_advance_of_several_axes_goes_on_along_each(world: Any) -> None:
    named = [world.claim(world.event("PROTEST"), place=place) for place in ("idlib", "rastan")]
    south = [took(world, "suran", "2024-12-03"), took(world, "hama", "2024-12-05")]
    assert [one.place for one in world.picture([*south, *named]).threats] == ["sup:rastan"]
    west = [took(world, "saraqib", "2024-12-04")]
    threats = world.picture([*south, *west, *named]).threats
    assert [one.place for one in threats] == ["sup:idlib", "sup:rastan"]


def test_of_equal_reasons_the_nearest_to_a_place_newly_taken_comes_first(world: Any) -> None:
    fled = [
        world.claim(world.event("DISPLACEMENT"), place=place, relation="from")
        for place in ("tartus", "homs", "rastan")
    ]
    found = world.picture([took(world, "hama", "2024-12-05"), *fled]).threats
    assert [one.place for one in found] == ["sup:rastan", "sup:homs", "sup:tartus"]


def test_an_advance_of_long_ago_is_further_off(world: Any) -> None:
    steps = [took(world, "saraqib", "2024-11-25"), took(world, "hama", "2024-12-05")]
    named = [world.claim(world.event("PROTEST"), place=place) for place in ("idlib", "homs")]
    found = world.picture([*steps, *named]).threats
    assert [one.place for one in found] == ["sup:homs", "sup:idlib"]


def test_who_lost_a_place_since_has_no_advance_towards_it(world: Any) -> None:
    army = took(world, "hama", "2024-12-01", "army")
    taken = took(world, "rastan", "2024-12-05")
    assert [one.place for one in world.picture([army, taken]).threats] == ["sup:hama"]


def test_nothing_lies_ahead_of_fighters_whom_nobody_names(world: Any) -> None:
    named = world.claim(world.event("PROTEST"), place="rastan")
    assert (
        world.picture([took(world, "hama", "2024-12-05", "people:fighters"), named]).threats == ()
    )


def test_a_distance_that_the_text_states_makes_the_next_place(world: Any) -> None:
    link = Assessment("importance", (Mention(Span(0, 1), "sup:homs"),))
    claims = [
        advance(world)[1],
        world.claim(link, place="hama", relation="near", km=40.0),
    ]
    (threat,) = world.picture(claims).threats
    assert (threat.place, threat.reasons[0].kind) == ("sup:homs", "next along the advance")


def test_more_kinds_of_reason_come_first_then_the_name(world: Any) -> None:
    claims = [
        target(world),
        target(world, place="damascus"),
        target(world, place="rastan"),
        world.claim(world.event("DISPLACEMENT"), place="rastan"),
    ]
    found = [one.place for one in world.picture(claims).threats]
    assert found == ["sup:rastan", "sup:damascus", "sup:homs"]

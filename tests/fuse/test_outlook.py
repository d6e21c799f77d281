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


def advance(world: Any) -> list[Any]:
    return [
        world.claim(
            world.control("takes", "rebels"),
            "sohr reports",
            place=place,
            when=day,
            published=day,
        )
        for place, day in (("aleppo", "2024-11-29"), ("hama", "2024-12-05"))
    ]


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


def test_what_has_no_day_warns_of_nothing_beside_what_has(world: Any) -> None:
    massed = world.claim(world.event("DEPLOYMENT", "army"), place="homs", when="", published="")
    assert world.picture([massed]).threats != ()
    shelled = world.claim(world.event("SHELLING", "army"), place="hama")
    assert world.picture([massed, shelled]).threats == ()


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
        for place in ("suran", "palmyra", "damascus", "rastan")
    ]
    threats = world.picture([*advance(world), *named]).threats
    assert [one.place for one in threats] == ["sup:rastan"]


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

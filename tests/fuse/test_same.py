"""When claims are about one happening, and when they are not."""

from datetime import date
from typing import Any, cast

import pytest

from foglift.fuse.ground import Evidence, place_of
from foglift.model import Incident, Judgement, sealed


def grouped(world: Any, *claims: Evidence, day: str = "2024-12-05") -> list[int]:
    """The sizes of the incidents, largest first."""
    found = world.shuffled(claims, day=day, orders=5).incidents
    return sorted((len(one.claims) for one in found), reverse=True)


def test_a_capture_and_the_change_of_control_it_brings_are_one(world: Any) -> None:
    claims = [
        world.claim(world.event("CAPTURE", "rebels", "army", facet="nonstate")),
        world.claim(world.event("TRANSFER", "hts"), "sohr reports", when="2024-12-06"),
        world.claim(world.control("takes", "rebels"), "rebels claims"),
        world.claim(world.control("loses", "army"), "army acknowledges"),
    ]
    (incident,) = world.shuffled(claims).incidents
    assert (incident.type, incident.facet, incident.place) == ("CAPTURE", "nonstate", "sup:hama")
    assert incident.actors == ("hts", "rebels")
    assert incident.recipients == ("army",)
    assert (incident.start, incident.end) == (date(2024, 12, 5), date(2024, 12, 6))
    assert incident.why == (
        "CAPTURE, Hama, 2024-12-05",
        "CAPTURE with CAPTURE: the same place, the same days, nothing against it on who",
        "CAPTURE with CAPTURE: the same place, the same days, the same side",
        "TRANSFER with CAPTURE: the same place, 1 day apart, the same side",
    )


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({"type": "AIRSTRIKE"}, {"type": "SHELLING"}),
        ({"type": "ADVANCE"}, {"type": "CAPTURE"}),
        ({"type": "AIRSTRIKE", "facet": "drone"}, {"type": "AIRSTRIKE", "facet": "crewed"}),
        ({"type": "AIRSTRIKE", "actor": "army"}, {"type": "AIRSTRIKE", "actor": "sdf"}),
        ({"type": "CAPTURE", "actor": "rebels"}, {"type": "CAPTURE", "actor": "army"}),
    ],
)
def test_other_types_facets_and_sides_stay_apart(world: Any, one: Any, other: Any) -> None:
    claims = [
        world.claim(world.event(row["type"], row.get("actor", ""), facet=row.get("facet", "")))
        for row in (one, other)
    ]
    assert grouped(world, *claims) == [1, 1]


@pytest.mark.parametrize(
    "more",
    [
        {"when": "2024-12-04"},
        {"place": "homs"},
        {"place": "khattab"},
        {"relation": "towards"},
        {"km": 40.0, "relation": "near"},
        {"place": ""},
        {"place": "syria"},
    ],
)
def test_other_days_and_places_stay_apart(world: Any, more: Any) -> None:
    strike = world.event("AIRSTRIKE", "army")
    assert grouped(world, world.claim(strike), world.claim(strike, **more)) == [1, 1]


def test_a_part_of_an_actor_is_on_its_side(world: Any) -> None:
    claims = [world.claim(world.event("SHELLING", who)) for who in ("army", "tigers", "")]
    assert grouped(world, *claims) == [3]


def test_in_a_clash_it_does_not_matter_who_is_named_first(world: Any) -> None:
    claims = [
        world.claim(world.event("CLASH", "rebels", "army")),
        world.claim(world.event("CLASH", "army", "hts")),
        world.claim(world.event("CLASH", "", "rebels")),
    ]
    assert grouped(world, *claims) == [3]


def test_a_town_and_its_province_are_one_where_nothing_contradicts(world: Any) -> None:
    strike = world.event("AIRSTRIKE", "army")
    town = world.claim(strike)
    province = world.claim(strike, place="hama-province")
    other_town = world.claim(strike, place="suran")
    (incident,) = world.picture([town, province]).incidents
    assert incident.place == "sup:hama"
    assert incident.why[1] == (
        "AIRSTRIKE with AIRSTRIKE: Hama lies in Hama province, the same days, the same side"
    )
    assert grouped(world, town, province, other_town) == [1, 1, 1]


def test_a_province_is_not_taken_with_its_town(world: Any) -> None:
    taken = world.event("CAPTURE", "rebels")
    assert grouped(world, world.claim(taken), world.claim(taken, place="hama-province")) == [1, 1]


def test_a_site_within_five_kilometres_is_the_same_place(world: Any) -> None:
    strike = world.event("AIRSTRIKE", "army")
    (incident,) = world.picture(
        [world.claim(strike), world.claim(strike, place="airport")]
    ).incidents
    assert "4 km from Hama air base to Hama" in incident.why[1]


def test_a_front_line_is_not_one_happening(world: Any) -> None:
    """Neighbours in time link pairwise, but a chain of them is never glued together."""
    taken = world.event("CAPTURE", "rebels")
    days = [world.claim(taken, when=f"2024-12-0{day}") for day in (1, 3, 5, 7)]
    assert grouped(world, *days, day="2024-12-09") == [2, 2]


def test_a_vague_day_joins_the_only_strike_of_the_week_and_no_one_of_two(world: Any) -> None:
    strike = world.event("AIRSTRIKE", "army")
    week = world.claim(strike, when="2024-11-25/2024-12-01", precision="week")
    first, second = (world.claim(strike, when=day) for day in ("2024-11-26", "2024-11-30"))
    assert grouped(world, week, first) == [2]
    assert grouped(world, week, first, second) == [1, 1, 1]


def test_no_day_said_means_the_week_before_the_report(world: Any) -> None:
    strike = world.event("AIRSTRIKE", "army")
    assert grouped(world, world.claim(strike), world.claim(strike, when="")) == [2]
    (lone,) = world.picture([world.claim(strike, when="")]).incidents
    assert (lone.start, lone.end, lone.precision) == (None, date(2024, 12, 5), "unknown")
    assert lone.why[-1] == "no day said; reported on 2024-12-05"


def test_undated_claims_meet_each_other_but_no_dated_one(world: Any) -> None:
    strike = world.event("AIRSTRIKE", "army")
    undated = [
        world.claim(strike, speaker, when="", published="")
        for speaker in ("sohr reports", "snhr reports")
    ]
    assert grouped(world, *undated, world.claim(strike)) == [2, 1]


def test_not_before_a_year_is_no_date(world: Any) -> None:
    claim = world.claim(
        world.event("AIRSTRIKE", "army"), when="2017-01-01/", precision="unknown", published=""
    )
    (incident,) = world.picture([claim]).incidents
    assert (incident.start, incident.end, incident.why[0]) == (
        None,
        None,
        "AIRSTRIKE, Hama, undated",
    )


def test_without_a_place_only_the_same_sides_on_the_same_day(world: Any) -> None:
    talks = world.event("STATEMENT", "army", "sdf", facet="talks")
    claims = [world.claim(talks, speaker, place="") for speaker in ("sohr reports", "snhr reports")]
    nobody = [
        world.claim(world.event("PROTEST"), speaker, place="")
        for speaker in ("sohr reports", "snhr reports")
    ]
    assert grouped(world, *claims) == [2]
    assert grouped(world, *nobody) == [1, 1]


def test_news_without_a_day_is_of_the_last_days(world: Any) -> None:
    """Two shellings of one town a week apart, each told without its day, are two."""
    shells = world.event("SHELLING", "army")
    first, soon, later = (
        world.claim(shells, when="", published=day)
        for day in ("2024-11-24", "2024-11-26", "2024-12-01")
    )
    assert grouped(world, first, soon) == [2]
    assert grouped(world, first, later) == [1, 1]
    assert grouped(world, world.claim(shells, when="2024-11-25"), later) == [1, 1]
    assert grouped(world, world.claim(shells, when="2024-11-29"), later) == [2]


def test_a_town_falls_once_however_late_it_is_told(world: Any) -> None:
    taken = world.event("CAPTURE", "rebels")
    late = world.claim(taken, when="", published="2024-12-05")
    assert grouped(world, world.claim(taken, when="2024-11-29"), late) == [2]


def test_a_country_is_no_place_to_go_by_unless_a_side_is_the_same(world: Any) -> None:
    def strike(actor: str, speaker: str) -> Evidence:
        found: Evidence = world.claim(world.event("AIRSTRIKE", actor), speaker, place="syria")
        return found

    assert grouped(world, strike("army", "sohr reports"), strike("", "snhr reports")) == [1, 1]
    assert grouped(world, strike("army", "sohr reports"), strike("army", "snhr reports")) == [2]


def test_in_a_clash_one_report_names_who_fights_and_the_other_whom(world: Any) -> None:
    who, whom, third = (
        world.claim(world.event("CLASH", actor)) for actor in ("hts", "army", "sdf")
    )
    assert grouped(world, who, whom) == [2]
    both = world.claim(world.event("CLASH", "hts", "army"))
    assert grouped(world, both, third) == [1, 1]


def test_words_for_people_set_none_apart_but_the_unarmed_from_the_armed(world: Any) -> None:
    def strike(whom: str) -> Evidence:
        found: Evidence = world.claim(world.event("AIRSTRIKE", "", whom))
        return found

    army, soldiers, children, workers = (
        strike(whom) for whom in ("army", "people:soldiers", "people:children", "people:workers")
    )
    assert grouped(world, army, soldiers) == [2]
    assert grouped(world, children, workers) == [2]
    assert grouped(world, army, children) == [1, 1]


def test_what_names_no_place_joins_a_report_with_the_same_toll(world: Any) -> None:
    shells = world.event("SHELLING")

    def told(text: str, dead: int, published: str, place: str = "") -> list[Evidence]:
        more = {"text": text, "published": published, "place": place}
        return [world.claim(shells, when="", **more), world.claim(world.count(dead), **more)]

    town = told("Shells in Hama kill seven.", 7, "2024-12-04", "hama")
    nowhere = told("Seven died under fire.", 7, "2024-12-05")
    fewer = told("Five died under fire.", 5, "2024-12-05")
    for other, sizes in ((nowhere, [2]), (fewer, [1, 1])):
        found = world.shuffled([*town, *other], orders=5).incidents
        assert sorted(len(one.claims) for one in found) == sizes
    (joined,) = world.picture([*town, *nowhere]).incidents
    assert "no place named but both count 7 dead" in joined.why[1]


ORCHARD = "Shells fell among apricot growers at their weekly auction; a tractor shed burned down."
ELSEWHERE = (
    "Ministers weigh a tax on sugar.", "The river rose by a metre.", "Oil prices fell again.",
    "A choir sang at the station.", "Trains to the coast were late.", "A museum lost its roof.",
)  # fmt: skip


def test_what_names_no_place_joins_a_report_of_the_same_matter(world: Any) -> None:
    shells = world.event("SHELLING")
    town = world.claim(shells, text=ORCHARD)
    nowhere = world.claim(
        shells, text="Apricot growers were shelled at their auction, a tractor shed hit.", place=""
    )
    other = world.claim(shells, text="Shells fell on a harbour crane.", place="")
    noise = [world.claim(world.count(1), text=text) for text in ELSEWHERE]
    assert grouped(world, town, nowhere, other, *noise) == [2, 1]
    (joined,) = (
        one for one in world.picture([town, nowhere, other, *noise]).incidents if one.place
    )
    assert joined.why[1] == (
        "SHELLING with SHELLING: no place named but told in like words in reports of one matter, "
        "the same days, nothing against it on who"
    )
    homs = world.claim(shells, "sohr reports", text=f"{ORCHARD} So it was told.", place="homs")
    assert grouped(world, town, homs, nowhere, *noise) == [1, 1, 1]


def test_reports_of_one_matter_tell_of_many_happenings(world: Any) -> None:
    """What names no place is joined by the words of its sentence, not by those of its report."""
    held = world.event("DETENTION", "", "people:civilians")

    def told(words: str, published: str) -> Evidence:
        text = f"{ORCHARD} {words}"
        start = text.index(words)
        return cast(
            Evidence, world.claim(held, text=text, at=start, place="", when="", published=published)
        )

    baker = told("A baker was arrested over a forged licence.", "2024-12-04")
    again = told("Arrested over a forged licence: a baker.", "2024-12-05")
    smuggler = told("Two smugglers of cigarettes were held at the bridge.", "2024-12-05")
    assert grouped(world, baker, again, smuggler) == [2, 1]


def test_one_sentence_tells_of_one_happening_where_nothing_speaks_against(world: Any) -> None:
    text = "The army pulled out."
    left = world.claim(world.event("WITHDRAWAL", "army"), text=text, place="", when="")
    gone = world.claim(world.control("leaves", "army"), text=text, place="", when="")
    other = world.claim(world.control("leaves", "sdf"), text=text, place="", when="")
    assert grouped(world, left, gone, other) == [2, 1]


def test_a_report_that_says_the_same_again_tells_of_one_happening(world: Any) -> None:
    first = "The mayor was arrested over the missing flour."
    again = "The arrested mayor denied that the flour was missing."
    other = "A lorry driver was detained at the ford."
    text = " ".join((first, other, again))
    held = world.event("DETENTION", "", "people:civilians")
    claims = [
        world.claim(held, text=text, at=text.index(words), end=text.index(words) + 9, place="")
        for words in (first, other, again)
    ]
    assert grouped(world, *claims) == [2, 1]


def test_the_same_sides_are_one_happening_only_on_a_day_that_is_said(world: Any) -> None:
    talks = world.event("STATEMENT", "army", "sdf", facet="talks")
    for when, sizes in (("2024-12-05", [2]), ("", [1, 1]), ("2024-12-02/2024-12-05", [1, 1])):
        precision = "day" if when == "2024-12-05" else "week"
        more = {"place": "", "when": when, "precision": precision}
        claims = [world.claim(talks, who, **more) for who in ("sohr reports", "snhr reports")]
        assert grouped(world, *claims) == sizes


def test_a_front_line_told_in_one_matter_is_not_one_happening(world: Any) -> None:
    """However alike its reports, whichever names no place: towns, days and sides stay apart."""
    clash = world.event("CLASH", "rebels", "army")
    places = ("hama", "suran", "khattab", "rastan", "homs", "")
    claims = [
        world.claim(clash, text=f"{ORCHARD} {place} {day}", place=place, when=f"2024-12-0{day}")
        for place in places
        for day in (1, 2, 3, 4)
    ]
    noise = [world.claim(world.count(1), text=text) for text in ELSEWHERE]
    for incident in world.shuffled([*claims, *noise], orders=5).incidents:
        told = [one for one in claims if one.claim.id in incident.claims]
        assert len({one.claim.where.place.ref for one in told if one.claim.where}) <= 1
        assert len({one.claim.when for one in told}) == 1


def test_villages_taken_day_by_day_are_as_many_happenings(world: Any) -> None:
    """However vague the claims between them: "towns in Hama province", "this week"."""
    taken = world.event("CAPTURE", "rebels", "army")
    clash = world.event("CLASH", "rebels", "army")
    villages = ("khattab", "suran", "airport", "hama")
    exact = [
        world.claim(kind, place=place, when=f"2024-12-0{day}", published=f"2024-12-0{day}")
        for day, place in enumerate(villages, 2)
        for kind in (taken, clash)
    ]
    vague = [
        world.claim(kind, place="hama-province", when=when, precision=precision, published=told)
        for kind in (taken, clash)
        for when, precision, told in (
            ("2024-12-01/2024-12-07", "week", "2024-12-06"), ("", "day", "2024-12-04"),
            ("", "day", "2024-12-06"), ("2024-12-03/2024-12-04", "day", "2024-12-04"),
        )
    ]  # fmt: skip
    for incident in world.shuffled([*exact, *vague], day="2024-12-07").incidents:
        told = [one for one in exact if one.claim.id in incident.claims]
        assert len({(place_of(one.claim), one.claim.when) for one in told}) <= 1


def test_a_week_of_shelling_is_told_day_by_day(world: Any) -> None:
    shells = world.event("SHELLING", "army")
    daily = [
        world.claim(shells, place="suran", when=f"2024-12-0{day}", published=f"2024-12-0{day}")
        for day in range(1, 8)
    ]
    whole = world.claim(
        shells, place="suran", when="2024-12-01/2024-12-07", precision="week",
        published="2024-12-07",
    )  # fmt: skip
    assert grouped(world, *daily, whole, day="2024-12-07") == [1] * 8


def test_news_without_a_day_is_of_the_last_of_several_days(world: Any) -> None:
    left = world.event("WITHDRAWAL", "army")
    first, last = (world.claim(left, when=day) for day in ("2024-12-02", "2024-12-05"))
    news = world.claim(left, when="", relation="from", published="2024-12-05")
    (joined,) = (one for one in world.picture([first, last, news]).incidents if len(one.claims) > 1)
    assert joined.start == date(2024, 12, 5)


@pytest.mark.parametrize(
    ("one", "other", "dead", "sizes"),
    [
        ("AIRSTRIKE", "SHELLING", (7, 7), [2]),
        ("AIRSTRIKE", "SHELLING", (7, 8), [1, 1]),
        ("AIRSTRIKE", "SHELLING", (2, 2), [1, 1]),
        ("CIVILIAN_ATTACK", "BOMBING", (6, 6), [2]),
        ("AIRSTRIKE", "PROTEST", (7, 7), [1, 1]),
    ],
)
def test_other_types_are_told_for_each_other_where_the_dead_are_the_same(
    world: Any, one: str, other: str, dead: tuple[int, int], sizes: list[int]
) -> None:
    claims = [
        world.claim(content, text=f"{type} {number} {name}")
        for type, number, name in zip((one, other), dead, ("Blue Post", "Red Mail"), strict=True)
        for content in (world.event(type), world.count(number))
    ]
    assert grouped(world, *claims) == sizes


def judgement(what: Any, *claims: Evidence, at: str = "2024-12-05") -> Judgement:
    return Judgement(
        what, tuple(one.claim.id for one in claims), "N. Haddad", date.fromisoformat(at)
    )


def judged(world: Any, claims: list[Evidence], *judgements: Judgement) -> tuple[Incident, ...]:
    found: tuple[Incident, ...] = world.picture(claims, judgements=judgements).incidents
    return found


def test_a_person_decides_what_is_the_same(world: Any) -> None:
    strike = world.event("AIRSTRIKE", "army")
    hama, homs = world.claim(strike), world.claim(strike, place="homs")
    (incident,) = judged(world, [hama, homs], judgement("same", hama, homs))
    assert incident.why[-1] == "judged the same by a person"
    assert len(incident.claims) == 2


def test_a_person_decides_what_is_different(world: Any) -> None:
    strike = world.event("AIRSTRIKE", "army")
    one, other = (world.claim(strike, f"{monitor} reports") for monitor in ("sohr", "snhr"))
    assert len(judged(world, [one, other])) == 1
    assert len(judged(world, [one, other], judgement("different", one, other))) == 2


def test_the_latest_judgement_holds_and_later_ones_are_not_known_yet(world: Any) -> None:
    strike = world.event("AIRSTRIKE", "army")
    one, other = (world.claim(strike, f"{monitor} reports") for monitor in ("sohr", "snhr"))
    apart = judgement("different", one, other, at="2024-12-03")
    together = judgement("same", one, other, at="2024-12-04")
    tomorrow = judgement("different", one, other, at="2024-12-06")
    assert len(judged(world, [one, other], apart, together, tomorrow)) == 1


def test_a_rejected_claim_takes_no_part_and_a_confirmed_one_names_its_reviewer(world: Any) -> None:
    taken = world.control("takes", "rebels")
    wrong = world.claim(taken, "sohr reports", place="homs")
    right = world.claim(taken, "sohr reports")
    found = world.picture(
        [wrong, right], judgements=[judgement("reject", wrong), judgement("confirm", right)]
    )
    (incident,) = found.incidents
    assert incident.place == "sup:hama"
    assert incident.why[-1] == "reviewed by N. Haddad on 2024-12-05"
    assert {one.place for one in found.control} == {"sup:hama"}


def strikes(world: Any, *speakers: str) -> list[Evidence]:
    """One air strike, as each of these tells it."""
    strike = world.event("AIRSTRIKE", "army")
    return [world.claim(strike, f"{speaker} reports") for speaker in speakers]


def test_the_same_as_the_same_is_the_same(world: Any) -> None:
    strike = world.event("AIRSTRIKE", "army")
    one, two, three = (world.claim(strike, place=place) for place in ("hama", "homs", "idlib"))
    both = (judgement("same", one, two), judgement("same", two, three))
    assert len(judged(world, [one, two, three], *both)) == 1


def test_who_splits_a_group_leaves_the_others_where_they_fit_best(world: Any) -> None:
    """The third and the fourth claim are of the strike that their reports tell in like words."""
    strike = world.event("AIRSTRIKE", "army")
    orchard = "Jets struck the apricot auction; a tractor shed burned."
    harbour = "Jets struck the harbour crane; two barges sank."
    one, two, third, fourth = (
        world.claim(strike, f"{who} reports", text=text)
        for who, text in (
            ("sohr", f"{orchard} One."), ("snhr", f"{harbour} Two."),
            ("relief", f"{harbour} Three."), ("un-office", f"{harbour} Four."),
        )
    )  # fmt: skip
    claims = [one, two, third, fourth]
    assert len(judged(world, claims)) == 1
    found = judged(world, claims, judgement("different", one, two))
    assert sorted(len(each.claims) for each in found) == [1, 3]
    (lone,) = (each for each in found if len(each.claims) == 1)
    assert lone.claims == (one.claim.id,)


def test_a_later_judgement_stands_where_an_earlier_one_goes_against_it(world: Any) -> None:
    one, two, three = strikes(world, "sohr", "snhr", "relief")
    same = judgement("same", one, two, three, at="2024-12-03")
    split = judgement("different", one, two, at="2024-12-04")
    again = judgement("same", one, two, at="2024-12-05")
    found = judged(world, [one, two, three], same, split)
    assert sorted(len(each.claims) for each in found) == [1, 2]
    assert len(judged(world, [one, two, three], same, split, again)) == 1


def test_what_is_different_from_one_is_different_from_all_that_are_the_same(world: Any) -> None:
    one, two, three = strikes(world, "sohr", "snhr", "relief")
    rulings = (judgement("same", one, two), judgement("different", two, three))
    found = judged(world, [one, two, three], *rulings)
    assert sorted(len(each.claims) for each in found) == [1, 2]


def test_a_judgement_holds_when_the_report_is_read_again(world: Any) -> None:
    """Its claims have the same ids, for these hash only what is said."""
    one, two = strikes(world, "sohr", "snhr")
    apart = judgement("different", one, two)
    again = [Evidence(each.report, sealed(each.claim)) for each in (two, one)]
    assert [each.claim.id for each in again] == [two.claim.id, one.claim.id]
    assert len(judged(world, again, apart)) == 2

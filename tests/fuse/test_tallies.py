"""Tallies: low, best and high of one scope; parts, running totals, floors and ceilings."""

from datetime import date
from typing import Any

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from foglift.fuse.figures import phrase
from foglift.fuse.ground import Evidence
from foglift.model import Span, Tally, sealed

SINCE = {"when": "2024-11-27/2024-12-05", "precision": "day"}


def figures(tally: Tally) -> tuple[int | None, int | None, int | None]:
    return tally.low, tally.best, tally.high


def only(tallies: tuple[Tally, ...]) -> Tally:
    (tally,) = tallies
    return tally


def test_two_monitors_on_one_day(world: Any) -> None:
    claims = [
        world.claim(world.count(826, cumulative=True), "sohr reports", **SINCE),
        world.claim(world.count(700, cumulative=True), "snhr reports", **SINCE),
    ]
    tally = only(world.shuffled(claims).tallies)
    assert figures(tally) == (700, 700, 826)
    assert (tally.best_by, tally.as_of) == ("snhr", date(2024, 12, 5))
    assert (tally.standing.grade, tally.standing.contested) == ("reported", True)
    assert [side.position for side in tally.sides] == ["killed: 700", "killed: 826"]


def test_only_the_parties_count_one_sides_dead(world: Any) -> None:
    claims = [
        world.claim(world.count(300, whom="army"), "rebels claims"),
        world.claim(world.count(12, whom="army"), "army reports"),
    ]
    tally = only(world.shuffled(claims).tallies)
    assert figures(tally) == (12, None, 300)
    assert tally.best_by == ""
    assert (tally.standing.grade, tally.standing.contested, tally.standing.lines) == (
        "claimed",
        True,
        2,
    )


def test_vague_words_keep_their_range_and_their_words(world: Any) -> None:
    claims = [world.claim(world.count(20_000, 99_999, of="displaced"), "sohr reports")]
    tally = only(world.shuffled(claims).tallies)
    assert figures(tally) == (20_000, None, 99_999)
    assert tally.phrase == "tens of thousands"


@pytest.mark.parametrize(
    ("low", "high", "words"),
    [
        (826, 826, ""),
        (10, None, "at least 10"),
        (None, 1500, "up to 1,500"),
        (None, None, "no number"),
        (24, 99, "dozens"),
        (300, 400, "300 to 400"),
    ],
)
def test_numbers_in_words(low: int | None, high: int | None, words: str) -> None:
    assert phrase(low, high) == words


def test_own_dead_alone_are_a_floor_and_the_enemys_a_ceiling(world: Any) -> None:
    own = world.claim(world.count(12, whom="army"), "army reports")
    enemy = world.claim(world.count(300, whom="army"), "rebels claims")
    assert figures(only(world.picture([own]).tallies)) == (12, None, None)
    assert figures(only(world.picture([enemy]).tallies)) == (None, None, 300)
    assert only(world.picture([own]).tallies).standing.grade == "acknowledged"


def test_a_partys_number_never_becomes_best_beside_a_monitors(world: Any) -> None:
    claims = [
        world.claim(world.count(40), "sohr reports", published="2024-12-05"),
        world.claim(world.count(90), "rebels claims", published="2024-12-06"),
    ]
    tally = only(world.picture(claims, known="2024-12-06").tallies)
    assert figures(tally) == (40, 40, 90)


def test_the_latest_figure_of_a_source_replaces_its_earlier_one(world: Any) -> None:
    claims = [
        world.claim(world.count(222), "sohr reports", published="2024-12-05"),
        world.claim(world.count(250), "sohr reports", published="2024-12-06"),
    ]
    tally = only(world.shuffled(claims, day="2024-12-06").tallies)
    assert figures(tally) == (250, 250, 250)
    assert (tally.standing.lines, tally.standing.contested) == (1, False)
    assert len(tally.claims) == 2
    assert only(world.picture(claims).tallies).best == 222


def test_open_numbers_leave_the_top_open(world: Any) -> None:
    claims = [
        world.claim(world.count(10, 10), "sohr reports"),
        world.claim(world.count(12, None), "snhr reports"),
    ]
    assert figures(only(world.picture(claims).tallies)) == (10, 10, None)
    lone = only(world.picture(claims[1:]).tallies)
    assert (figures(lone), lone.phrase) == ((12, 12, None), "at least 12")


def test_two_figures_that_agree_corroborate(world: Any) -> None:
    claims = [
        world.claim(world.count(222), "sohr reports"),
        world.claim(world.count(200, 999), "snhr reports"),
    ]
    standing = only(world.picture(claims).tallies).standing
    assert (standing.grade, standing.lines, standing.contested) == ("corroborated", 2, False)


TEXT = {"text": "826 people, including 222 in Hama, have been killed since last week."}


def nested(world: Any, part: int = 222) -> list[Evidence]:
    whole = world.claim(
        world.count(826, cumulative=True),
        "sohr reports",
        place="",
        when="2024-11-25/2024-12-05",
        precision="week",
        **TEXT,
    )
    inner = world.claim(
        world.count(part, part_of=whole.claim.id), "sohr reports", place="hama", when="", **TEXT
    )
    return [whole, inner]


def problems(tally: Tally) -> list[tuple[str, str]]:
    return [(one.kind, one.words) for one in tally.problems]


def test_a_part_stays_a_part_and_covers_the_time_of_its_whole(world: Any) -> None:
    whole, part = world.shuffled(nested(world)).tallies
    assert (whole.place, whole.best, whole.part_of) == ("", 826, "")
    assert (part.place, part.best, part.part_of) == ("sup:hama", 222, whole.id)
    assert part.cumulative
    assert part.since == whole.since == date(2024, 11, 25)
    assert whole.until == date(2024, 12, 5)
    assert whole.problems == part.problems == ()
    assert (whole.wholes, whole.parts) == ((), (part.id,))
    assert (part.wholes, part.parts) == ((whole.id,), ())


def test_a_part_above_its_whole_is_named(world: Any) -> None:
    _, part = world.picture(nested(world, part=900)).tallies
    assert problems(part) == [
        ("part above its whole", "Observatory counts 900 in Hama as part of 826")
    ]


def test_parts_that_add_up_to_more_are_named(world: Any) -> None:
    whole, hama = nested(world, part=500)
    aleppo = world.claim(
        world.count(400, part_of=whole.claim.id),
        "sohr reports",
        place="aleppo",
        when="",
        **TEXT,
    )
    tallies = {one.place: one for one in world.picture([whole, hama, aleppo]).tallies}
    assert problems(tallies[""]) == [
        (
            "parts above their whole",
            "Observatory counts 500 in Hama and 400 in Aleppo as parts of 826: they add up to 900, "
            "more than their whole",
        )
    ]
    assert tallies[""].best == 826


def test_parts_in_overlapping_places_are_not_added(world: Any) -> None:
    whole, hama = nested(world, part=500)
    province = world.claim(
        world.count(600, part_of=whole.claim.id),
        "sohr reports",
        place="hama-province",
        when="",
        **TEXT,
    )
    tallies = {one.place: one for one in world.picture([whole, hama, province]).tallies}
    assert tallies[""].problems == ()


def test_a_falling_running_total_is_named(world: Any) -> None:
    claims = [
        world.claim(
            world.count(number, cumulative=True),
            "sohr reports",
            when="2024-11-27/",
            published=day,
        )
        for number, day in ((900, "2024-12-04"), (826, "2024-12-05"))
    ]
    tally = only(world.shuffled(claims).tallies)
    assert problems(tally) == [
        (
            "running total falls",
            "the running total of Observatory since 2024-11-27 fell from 900 (2024-12-04) to 826 "
            "(2024-12-05)",
        )
    ]
    assert tally.best == 826


def test_since_last_week_meets_the_one_exact_day_of_that_week(world: Any) -> None:
    vague = world.claim(
        world.count(826, cumulative=True), "sohr reports", when="2024-11-25/", precision="week"
    )
    exact = world.claim(world.count(800, cumulative=True), "snhr reports", when="2024-11-27/")
    other = world.claim(world.count(700, cumulative=True), "snhr reports", when="2024-11-28/")
    tally = only(world.picture([vague, exact]).tallies)
    assert (tally.since, figures(tally)) == (date(2024, 11, 27), (800, 800, 826))
    assert len(world.picture([vague, exact, other]).tallies) == 3


@pytest.mark.parametrize(
    "more",
    [
        {"of": "wounded"},
        {"unit": "families"},
        {"whom": "people:civilians"},
        {"by": ("army",)},
        {"cumulative": True},
    ],
)
def test_different_scopes_are_never_mixed(world: Any, more: Any) -> None:
    claims = [
        world.claim(world.count(10), "sohr reports"),
        world.claim(world.count(99, **more), "snhr reports"),
    ]
    assert sorted(one.best for one in world.picture(claims).tallies) == [10, 99]


@pytest.mark.parametrize("more", [{"place": "homs"}, {"when": "2024-12-04"}])
def test_other_places_and_days_are_other_scopes(world: Any, more: Any) -> None:
    claims = [
        world.claim(world.count(10), "sohr reports"),
        world.claim(world.count(99), "snhr reports", **more),
    ]
    assert sorted(one.best for one in world.picture(claims).tallies) == [10, 99]


def test_a_massacre_recalled_is_no_part_of_this_weeks_dead(world: Any) -> None:
    now = world.claim(world.count(222), "sohr reports")
    then = world.claim(
        world.count(20_000, 99_999),
        when="1980-01-01/1989-12-31",
        precision="decade",
        background=True,
    )
    undated = world.claim(world.count(5_000), when="", background=True)
    old, new = sorted(world.picture([now, then, undated]).tallies, key=lambda one: str(one.since))
    assert (old.since, old.until, figures(old)) == (
        date(1980, 1, 1),
        date(1989, 12, 31),
        (20_000, None, 99_999),
    )
    assert figures(new) == (222, 222, 222)


def test_a_figure_of_the_day_is_early_until_the_next(world: Any) -> None:
    claims = [world.claim(world.count(10), "sohr reports")]
    assert only(world.picture(claims).tallies).standing.flags == ("early",)
    assert only(world.picture(claims, known="2024-12-06").tallies).standing.flags == ()
    moved = [world.claim(world.count(10, of="displaced"), "sohr reports")]
    assert only(world.picture(moved).tallies).standing.flags == ()


def test_what_nobody_known_says_counts_only_when_nobody_else_does(world: Any) -> None:
    post = world.claim(world.count(5_000), outlet="user 1", kind="post")
    monitor = world.claim(world.count(10), "sohr reports")
    assert figures(only(world.picture([post]).tallies)) == (5_000, None, 5_000)
    assert only(world.picture([post]).tallies).standing.grade == "unattributed"
    assert figures(only(world.picture([post, monitor]).tallies)) == (10, 10, 10)


def test_a_denied_figure_is_contested_and_its_denial_shown(world: Any) -> None:
    claims = [
        world.claim(world.count(10, whom="people:civilians", by=("army",)), "sohr reports"),
        world.claim(world.count(10, whom="people:civilians", by=("army",)), "army denies"),
    ]
    tally = only(world.picture(claims).tallies)
    assert (tally.standing.grade, tally.standing.contested) == ("reported", True)
    assert [side.position for side in tally.sides] == ["against: 10", "killed: 10"]


def test_nobody_killed_is_a_number_beside_others_and_no_denial(world: Any) -> None:
    claims = [
        world.claim(world.count(0), "army claims", realis="negated"),
        world.claim(world.count(3), "sohr reports"),
    ]
    tally = only(world.picture(claims).tallies)
    assert figures(tally) == (0, 3, 3)
    assert [side.position for side in tally.sides] == ["killed: 0", "killed: 3"]


def test_a_count_without_a_number_is_a_tally_without_numbers(world: Any) -> None:
    claims = [world.claim(world.count(None, None, of="freed"), place="hama")]
    tally = only(world.picture(claims).tallies)
    assert (figures(tally), tally.phrase) == ((None, None, None), "no number")


def test_the_id_of_a_tally_outlives_its_figures(world: Any) -> None:
    first = world.claim(world.count(10), "sohr reports")
    second = world.claim(world.count(12), "sohr reports", published="2024-12-06")
    before = only(world.picture([first]).tallies)
    after = only(world.picture([first, second], known="2024-12-06").tallies)
    assert before.id == after.id
    assert (before.best, after.best) == (10, 12)


def test_a_part_of_itself_is_no_part(world: Any) -> None:
    report, claim = world.claim(world.count(10), "sohr reports")
    twin = sealed(
        msgspec.structs.replace(
            claim, content=msgspec.structs.replace(claim.content, part_of=claim.id)
        )
    )
    tally = only(world.picture([(report, claim), (report, twin)]).tallies)
    assert tally.part_of == ""


def test_what_is_no_war_is_in_no_tally(world: Any) -> None:
    """A count stands with a flood in one sentence, another one with a shelling."""
    text = "A flood killed 31 people. Shells killed 12 people."
    flood = world.event("OUT_OF_SCOPE", facet="natural")
    told = [
        (flood, Span(0, 25)),
        (world.count(31), Span(15, 24)),
        (world.event("SHELLING"), Span(26, 50)),
        (world.count(12), Span(40, 49)),
    ]
    items = [
        Evidence(one.report, sealed(replace(one.claim, evidence=(span,))))
        for one, span in ((world.claim(content, text=text), span) for content, span in told)
    ]
    assert [one.best for one in world.picture(items).tallies] == [12]


def test_an_outlet_that_relays_a_monitor_is_no_second_voice(world: Any) -> None:
    """ "The monitor raises its toll: 826 dead" is the monitor's number, and so is what it was."""
    heard = world.claim(world.count(826, cumulative=True), "sohr reports", **SINCE)
    own = world.claim(world.count(826, cumulative=True), **SINCE)
    before = world.claim(world.count(602, cumulative=True), published="2024-12-03", **SINCE)
    tally = only(world.picture([heard, own, before]).tallies)
    assert (tally.best, tally.standing.grade, tally.standing.by) == (
        826, "reported", ("Observatory",)
    )  # fmt: skip
    assert len(tally.claims) == 3


def test_a_total_of_an_earlier_day_denies_none_of_a_later(world: Any) -> None:
    """704 by Wednesday and 826 by Thursday can both be; 900 by Wednesday and 826 cannot."""

    def told(number: int, who: str, day: str) -> Evidence:
        counted = world.count(number, cumulative=True)
        return world.claim(counted, f"{who} reports", when="2024-11-27/", published=day)

    later = told(826, "sohr", "2024-12-05")
    lower = only(world.picture([told(704, "snhr", "2024-12-04"), later]).tallies)
    assert (lower.standing.lines, lower.standing.contested) == (2, False)
    assert figures(lower) == (704, 826, 826)
    higher = only(world.picture([told(900, "snhr", "2024-12-04"), later]).tallies)
    assert (higher.standing.lines, higher.standing.contested) == (1, True)


def test_every_number_of_a_tally_is_one_that_somebody_gave(world: Any) -> None:
    claims = [*nested(world), world.claim(world.count(7), "snhr reports", when="2024-12-04")]
    told = {one.claim.id: one.claim.content for one in claims}
    for tally in world.picture(claims).tallies:
        given = {number for id in tally.claims for number in (told[id].low, told[id].high)}
        assert {tally.low, tally.best, tally.high} <= given | {None}


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(data=st.data())
def test_nothing_is_ever_added_up(world: Any, data: st.DataObject) -> None:
    """Whatever is counted of whom, where, since when and by whom, in whole or in part."""

    def told() -> Evidence:
        low = data.draw(st.integers(1, 400))
        high = data.draw(st.sampled_from((low, low, None, low + 30)))
        number = world.count(
            low,
            high,
            of=data.draw(st.sampled_from(("killed", "wounded"))),
            whom=data.draw(st.sampled_from(("", "people:civilians", "army"))),
            cumulative=data.draw(st.booleans()),
            revised=data.draw(st.booleans()),
        )
        day = data.draw(st.sampled_from(("2024-12-03", "2024-12-04", "2024-12-05")))
        since = data.draw(st.sampled_from(("2024-11-27/", day)))
        return world.claim(  # type: ignore[no-any-return]
            number,
            data.draw(st.sampled_from(("sohr reports", "snhr reports", "rebels claims"))),
            place=data.draw(st.sampled_from(("hama", "hama-province", ""))),
            when=since,
            published=day,
            text=data.draw(st.sampled_from(("", f"one report of {day}"))),
        )

    claims = [told() for _ in range(data.draw(st.integers(1, 9)))]
    counts = {one.claim.id: one.claim.content for one in claims}
    for tally in world.picture(claims).tallies:
        given_numbers = {n for id in tally.claims for n in (counts[id].low, counts[id].high)}
        steps = {n for one in tally.series for step in one.steps for n in (step.low, step.high)}
        assert {tally.low, tally.best, tally.high} | steps <= given_numbers | {None}

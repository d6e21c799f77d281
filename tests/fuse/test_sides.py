"""Standing: who counts as a line, and which grade a set of words earns."""

from collections.abc import Callable
from typing import Any

import pytest
from msgspec.structs import replace

from foglift.fuse.ground import Evidence
from foglift.fuse.sides import harmed, lines, standing, voice
from foglift.model import Attribution, Claim, Mention, Picture, Span, sealed

Case = Callable[[Any], list[Evidence]]


def hama_falls(world: Any) -> list[Evidence]:
    taken = world.event("CAPTURE", "rebels")
    return [
        world.claim(world.control("loses", "army"), "army acknowledges"),
        world.claim(world.event("CAPTURE", "hts"), "hts claims"),
        world.claim(taken, "sohr reports"),
    ]


def one_side_three_times(world: Any) -> list[Evidence]:
    taken = world.event("CAPTURE", "hts")
    speakers = ("hts-channel claims", "hts claims", "rebels claims")
    return [world.claim(taken, speaker) for speaker in speakers]


def one_monitor_forty_times(world: Any) -> list[Evidence]:
    taken = world.event("CAPTURE", "hts")
    return [world.claim(taken, "sohr reports", outlet=f"paper {number}") for number in range(40)]


def two_monitors(world: Any) -> list[Evidence]:
    taken = world.event("CAPTURE", "hts")
    return [world.claim(taken, f"{monitor} reports") for monitor in ("sohr", "snhr")]


def party_and_monitor(world: Any) -> list[Evidence]:
    taken = world.event("CAPTURE", "hts")
    return [world.claim(taken, speaker) for speaker in ("hts claims", "sohr reports")]


def claimed_and_denied(world: Any) -> list[Evidence]:
    taken = world.event("CAPTURE", "hts")
    return [world.claim(taken, speaker) for speaker in ("hts claims", "army denies")]


def denied_then_admitted(world: Any) -> list[Evidence]:
    taken = world.event("CAPTURE", "hts")
    return [
        world.claim(taken, "hts claims", when="2024-12-01", published="2024-12-01"),
        world.claim(taken, "army denies", when="2024-12-01", published="2024-12-02"),
        world.claim(taken, "army acknowledges", when="2024-12-01", published="2024-12-05"),
    ]


def five_posts(world: Any) -> list[Evidence]:
    taken = world.event("CAPTURE", "hts")
    return [world.claim(taken, outlet=f"user {number}", kind="post") for number in range(5)]


def nine_announcements(world: Any) -> list[Evidence]:
    taken = world.event("CAPTURE", "rebels")
    days = [f"2024-12-0{number}" for number in range(1, 8)]
    texts = [*days, "again in the morning", "again at night"]
    return [
        world.claim(
            taken,
            "rebels claims",
            text=f"the port is taken, says the joint command, {text}",
            place="tartus",
            when="2024-12-01",
            published=days[min(number, 6)],
        )
        for number, text in enumerate(texts)
    ]


def accused_denies(world: Any) -> list[Evidence]:
    attack = world.event("CIVILIAN_ATTACK", "army", "people:civilians")
    return [
        world.claim(attack, "un-office reports"),
        world.claim(attack, "relief reports"),
        world.claim(attack, outlet="The Gazette"),
        world.claim(attack, "army denies"),
    ]


def reported_then_retracted(world: Any) -> list[Evidence]:
    taken = world.event("CAPTURE", "hts")
    return [
        world.claim(taken, "sohr reports", when="2024-12-01", published="2024-12-01"),
        world.claim(taken, "sohr retracts", when="2024-12-01", published="2024-12-03"),
    ]


def admission_told_by_the_enemy(world: Any) -> list[Evidence]:
    lost = world.control("loses", "army")
    return [world.claim(lost, "army acknowledges", "hts-channel claims")]


@pytest.mark.parametrize(
    ("case", "known", "grade", "contested", "lines", "reports"),
    [
        (hama_falls, "2024-12-05", "acknowledged", False, 3, 3),
        (one_side_three_times, "2024-12-05", "claimed", False, 1, 3),
        (one_monitor_forty_times, "2024-12-05", "reported", False, 1, 40),
        (two_monitors, "2024-12-05", "corroborated", False, 2, 2),
        (party_and_monitor, "2024-12-05", "corroborated", False, 2, 2),
        (claimed_and_denied, "2024-12-05", "claimed", True, 1, 1),
        (denied_then_admitted, "2024-12-03", "claimed", True, 1, 1),
        (denied_then_admitted, "2024-12-09", "acknowledged", False, 2, 2),
        (five_posts, "2024-12-05", "unattributed", False, 0, 5),
        (nine_announcements, "2024-12-07", "claimed", False, 1, 9),
        (accused_denies, "2024-12-05", "corroborated", True, 3, 3),
        (reported_then_retracted, "2024-12-05", "withdrawn", False, 0, 0),
        (admission_told_by_the_enemy, "2024-12-05", "claimed", False, 1, 1),
    ],
)
def test_standing_of_an_incident(
    world: Any, case: Case, known: str, grade: str, contested: bool, lines: int, reports: int
) -> None:
    picture = world.shuffled(case(world), day=known)
    (incident,) = picture.incidents
    found = incident.standing
    assert (found.grade, found.contested, found.lines, found.reports) == (
        grade,
        contested,
        lines,
        reports,
    )


def test_lines_are_named_by_side_for_parties_and_by_origin_for_others(world: Any) -> None:
    (incident,) = world.picture(hama_falls(world)).incidents
    assert incident.standing.by == (
        "Observatory",
        "the Syrian government",
        "the Syrian opposition",
    )


def test_the_enemy_who_tells_an_admission_is_its_source(world: Any) -> None:
    (incident,) = world.picture(admission_told_by_the_enemy(world)).incidents
    assert incident.standing.by == ("the Syrian opposition",)
    assert [side.sources for side in incident.sides] == [("hts-channel",)]


def test_an_admission_in_the_enemys_own_outlet_is_the_enemys_claim(world: Any) -> None:
    lost = world.control("loses", "rebels")
    (incident,) = world.picture([world.claim(lost, "rebels acknowledges", outlet="sana")]).incidents
    assert (incident.standing.grade, incident.standing.by) == (
        "claimed",
        ("the Syrian government",),
    )


def test_the_same_admission_told_by_a_monitor_stays_an_admission(world: Any) -> None:
    lost = world.control("loses", "army")
    claims = [
        *admission_told_by_the_enemy(world),
        world.claim(lost, "army acknowledges", "sohr reports"),
    ]
    (incident,) = world.picture(claims).incidents
    assert incident.standing.grade == "acknowledged"
    assert incident.standing.lines == 2


def test_syndicated_copies_in_two_outlets_are_one_line(world: Any) -> None:
    text = " ".join(f"word{number}" for number in range(60))
    taken = world.event("CAPTURE", "hts")
    copied = [
        world.claim(taken, text=text, outlet="paper a"),
        world.claim(taken, text=text + " (agencies)", outlet="paper b"),
    ]
    (incident,) = world.picture(copied).incidents
    assert (incident.standing.grade, incident.standing.lines, incident.standing.reports) == (
        "reported",
        1,
        2,
    )
    own = world.claim(taken, text="our own reporter was at the gate", outlet="paper c")
    (incident,) = world.picture([*copied, own]).incidents
    assert (incident.standing.grade, incident.standing.lines) == ("corroborated", 2)


def test_a_statement_by_nobody_known_counts_as_a_partys_word(world: Any) -> None:
    taken = world.event("CAPTURE", "hts")
    claims = [world.claim(taken, outlet="Brigade of the Plain", kind="statement")]
    (incident,) = world.picture(claims).incidents
    assert incident.standing.grade == "claimed"


def test_a_speaker_without_a_codebook_id_is_a_line_by_the_words_that_name_him(world: Any) -> None:
    taken = world.event("CAPTURE", "hts")
    items = []
    for outlet in ("paper a", "paper b"):
        report, claim = world.claim(
            taken, text=f"a nurse told {outlet} that it fell", outlet=outlet
        )
        nurse = Attribution(Mention(Span(0, 7)), "reports", "witness")
        items.append(Evidence(report, resealed(claim, nurse)))
    (incident,) = world.picture(items).incidents
    assert incident.standing.by == ("a nurse",)
    assert incident.standing.lines == 1


def resealed(claim: Claim, speaker: Attribution) -> Claim:
    return sealed(
        Claim(
            id="",
            report=claim.report,
            evidence=claim.evidence,
            content=claim.content,
            said_by=(speaker,),
            where=claim.where,
            when=claim.when,
        )
    )


def test_what_harms_whom(world: Any) -> None:
    cases = [
        (world.claim(world.control("loses", "army")), {"government"}),
        (world.claim(world.control("takes", "hts")), {"government"}),
        (world.claim(world.control("enters", "hts")), {"government"}),
        (world.claim(world.event("WITHDRAWAL", "tigers")), {"government"}),
        (world.claim(world.event("ADVANCE", "hts"), relation="near"), set()),
        (world.claim(world.event("AIRSTRIKE", "army", "people:civilians")), {"government"}),
        (world.claim(world.event("AIRSTRIKE", "army", "hts")), {"opposition"}),
        (world.claim(world.count(9, whom="people:civilians", by=("army",))), {"government"}),
        (world.claim(world.count(9, whom="hts", by=("army",))), {"opposition"}),
        (world.claim(world.event("PROTEST")), set()),
    ]
    base = world.ground([one for one, _ in cases])
    for evidence, sides in cases:
        assert harmed(evidence, base) == sides, evidence.claim.content


def test_a_party_that_reports_the_enemys_entry_into_its_own_town_admits_it(world: Any) -> None:
    entry = world.claim(world.event("ADVANCE", "rebels"), "army reports")
    left = world.claim(world.event("WITHDRAWAL", "army"), "sohr reports")
    base = world.ground([entry, left])
    assert voice(entry, base).admits
    assert standing([voice(entry, base)]).grade == "acknowledged"


def test_a_gain_that_its_winner_acknowledges_is_only_a_claim(world: Any) -> None:
    gain = world.claim(world.event("CAPTURE", "hts", "army"), "hts acknowledges")
    assert standing([voice(gain, world.ground([gain]))]).grade == "claimed"


def test_anonymous_words_are_in_no_line(world: Any) -> None:
    posts = five_posts(world)
    base = world.ground(posts)
    assert lines(voice(one, base) for one in posts) == ()


def test_only_denials_are_denied(world: Any) -> None:
    denial = world.claim(world.event("CAPTURE", "hts"), "army denies")
    picture: Picture = world.picture([denial])
    (incident,) = picture.incidents
    assert (incident.standing.grade, incident.standing.denied_by) == (
        "denied",
        ("the Syrian government",),
    )


def test_an_origin_does_not_contest_itself_within_one_report(world: Any) -> None:
    text = "Rebels captured the town, which they had never managed to seize before."
    taken = world.control("takes", "rebels")
    told = [world.claim(taken, text=text), world.claim(taken, text=text, realis="negated")]
    picture = world.shuffled(told)
    assert [one.standing.contested for one in (*picture.incidents, *picture.control)] == [False] * 3
    other = world.claim(taken, "sohr reports", realis="negated")
    assert world.picture([*told, other]).incidents[0].standing.contested


def test_a_headline_is_no_second_voice_beside_who_says_so_below_it(world: Any) -> None:
    text = "Rebels take Hama\n\nRebels took Hama, the Observatory said."
    title, body = Span(0, 16), Span(18, 34)
    above = world.claim(world.control("takes", "rebels"), text=text)
    below = world.claim(world.control("takes", "rebels"), "sohr reports", text=text)
    report = replace(above.report, title="Rebels take Hama")
    told = [
        Evidence(report, sealed(replace(above.claim, evidence=(title,)))),
        Evidence(report, sealed(replace(below.claim, evidence=(body,)))),
    ]
    ground = world.ground(told)
    found = standing(voice(one, ground) for one in told)
    assert (found.grade, found.by) == ("reported", ("Observatory",))
    alone = standing([voice(told[0], ground)])
    assert alone.grade == "reported"


def test_who_gains_being_unknown_admits_nothing(world: Any) -> None:
    """ "Our units have entered Hama" from a side of which others say that it lost the town."""
    before = [
        world.claim(world.control("loses", "army"), "sohr reports"),
        world.claim(world.control("leaves", "hts"), "sohr reports"),
    ]
    entered = world.claim(world.event("ADVANCE"), "hts-channel claims")
    ground = world.ground([*before, entered])
    assert voice(entered, ground).admits is False

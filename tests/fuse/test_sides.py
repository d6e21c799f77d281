"""Standing: who counts as a line, and which grade a set of words earns."""

from typing import Any

from msgspec.structs import replace

from foglift.fuse.ground import Evidence
from foglift.fuse.sides import harmed, lines, standing, voice
from foglift.model import Attribution, Claim, Mention, Picture, Span, sealed


def hama_falls(world: Any) -> list[Evidence]:
    taken = world.event("CAPTURE", "rebels")
    return [
        world.claim(world.control("loses", "army"), "army acknowledges"),
        world.claim(world.event("CAPTURE", "hts"), "hts claims"),
        world.claim(taken, "sohr reports"),
    ]


def five_posts(world: Any) -> list[Evidence]:
    taken = world.event("CAPTURE", "hts")
    return [world.claim(taken, outlet=f"user {number}", kind="post") for number in range(5)]


def admission_told_by_the_enemy(world: Any) -> list[Evidence]:
    lost = world.control("loses", "army")
    return [world.claim(lost, "army acknowledges", "hts-channel claims")]


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


def test_reports_of_no_named_outlet_are_a_line_each(world: Any) -> None:
    capture = world.event("CAPTURE", "hts")
    claims = [world.claim(capture, place="suran", outlet="", text=text) for text in ("a b", "c d")]
    (incident,) = world.picture(claims).incidents
    assert incident.standing.lines == 2
    assert set(incident.standing.by) == {"an outlet that is not named"}

"""What somebody is said to be going to do, and what came of it."""

from datetime import date
from typing import Any

import pytest

from foglift.fuse import Ledger
from foglift.model import Intent, Mention, Span


def plan(world: Any, type: str = "CAPTURE", *chain: str, actor: str = "rebels", **more: Any) -> Any:
    """On 1 December the rebels say they will take Homs."""
    facet = more.pop("facet", "")
    condition = Span(0, 4) if more.pop("condition", False) else None
    actors = (Mention(Span(0, 1), actor),) if actor else ()
    intent = Intent(type, actors, (), condition, facet)
    told = {"place": "homs", "when": "", "published": "2024-12-01", "realis": "planned"} | more
    return world.claim(intent, *(chain or (f"{actor or 'sohr'} claims",)), **told)


def deed(world: Any, type: str, actor: str, *to: str, day: str = "2024-12-04", **more: Any) -> Any:
    facet = more.pop("facet", "")
    told = {"place": "homs", "when": day, "published": day} | more
    return world.claim(world.event(type, actor, *to, facet=facet), "sohr reports", **told)


def only(world: Any, claims: list[Any], day: str = "2024-12-05", **more: Any) -> Any:
    (found,) = world.shuffled(claims, day, orders=5, **more).intentions
    return found


def test_what_is_said_and_done_is_fulfilled(world: Any) -> None:
    taken = world.claim(
        world.control("takes", "hts"), "sohr reports", place="homs", when="2024-12-04",
        published="2024-12-05",
    )  # fmt: skip
    said = plan(world)
    found = only(world, [said, taken])
    assert (found.fate, str(found.decided), found.came) == ("fulfilled", "2024-12-04", "CAPTURE")
    assert (found.claims, found.deciding) == ((said.claim.id,), (taken.claim.id,))
    assert (found.outcome.grade, found.outcome.by) == ("reported", ("Observatory",))
    assert found.standing.grade == "claimed"
    assert found.why == ("done by 2024-12-04 (CAPTURE, reported: Observatory)",)


def test_what_nobody_tells_of_is_open(world: Any) -> None:
    found = only(world, [plan(world)])
    assert (found.fate, found.decided, found.deciding) == ("open", None, ())
    assert found.why == ("no report tells that it was done or given up",)


def test_what_was_done_before_it_was_said_or_in_the_same_report_decides_nothing(world: Any) -> None:
    before = deed(world, "CAPTURE", "rebels", day="2024-11-30")
    same = deed(world, "CAPTURE", "rebels", day="2024-12-01")
    assert only(world, [plan(world), before, same]).fate == "open"
    later = deed(world, "CAPTURE", "rebels", day="2024-12-01", published="2024-12-02")
    assert only(world, [plan(world), later]).fate == "fulfilled"


def test_what_others_did_or_elsewhere_decides_nothing(world: Any) -> None:
    others = [
        deed(world, "CAPTURE", "sdf"),
        deed(world, "CAPTURE", "rebels", place="hama"),
        deed(world, "CAPTURE", ""),
        deed(world, "CAPTURE", "rebels", realis="planned"),
        deed(world, "CAPTURE", "rebels", background=True),
        deed(world, "CAPTURE", "rebels", km=40.0, relation="near"),
    ]
    assert only(world, [plan(world), *others]).fate == "open"


def test_what_is_begun_is_open_and_says_so(world: Any) -> None:
    found = only(world, [plan(world), deed(world, "CLASH", "rebels", "army")])
    assert (found.fate, found.decided) == ("open", None)
    assert found.why == ("begun by 2024-12-04 (CLASH, reported: Observatory)",)


def test_a_named_time_that_passes_without_it_decides(world: Any) -> None:
    said = plan(world, when="/2024-12-03")
    assert only(world, [said], "2024-12-05").fate == "open"
    found = only(world, [said], "2024-12-06")
    assert (found.fate, str(found.due), str(found.decided)) == (
        "not fulfilled", "2024-12-03", "2024-12-03",
    )  # fmt: skip
    assert found.why == ("the time named passed, and no report tells of it",)
    late = deed(world, "CAPTURE", "rebels", day="2024-12-08")
    found = only(world, [said, late], "2024-12-09")
    assert found.fate == "not fulfilled"
    assert found.why[0].endswith("after the time named")


def test_what_hangs_on_a_condition_is_not_void_when_its_time_passes(world: Any) -> None:
    said = plan(world, "SHELLING", condition=True, when="/2024-12-03", text="If Hama falls ...")
    found = only(world, [said], "2024-12-09")
    assert (found.fate, found.condition) == ("open", "If H")
    assert found.why == ("it hangs on a condition, and no report tells of it",)
    shelled = deed(world, "AIRSTRIKE", "rebels", day="2024-12-07")
    assert only(world, [said, shelled], "2024-12-09").fate == "fulfilled"


@pytest.mark.parametrize(
    ("type", "deeds", "fate"),
    [
        ("CAPTURE", ("WITHDRAWAL", "rebels"), "not fulfilled"),
        ("ADVANCE", ("CLASH", "rebels"), "fulfilled"),
        ("THREAT", ("SHELLING", "hts"), "fulfilled"),
        ("WITHDRAWAL", ("CAPTURE", "army"), "fulfilled"),
        ("BASE", ("BASE", "rebels"), "fulfilled"),
        ("AID", ("SHELLING", "rebels"), "open"),
    ],
)
def test_what_a_deed_makes_of_it_stands_in_the_codebook(
    world: Any, type: str, deeds: tuple[str, str], fate: str
) -> None:
    found = only(world, [plan(world, type), deed(world, *deeds, relation="at")])
    assert found.fate == fate


def test_a_truce_for_the_country_makes_a_vow_to_take_a_town_void(world: Any) -> None:
    truce = {"facet": "ceasefire", "place": "syria"}
    found = only(world, [plan(world), deed(world, "AGREEMENT", "rebels", "army", **truce)])
    assert (found.fate, found.came) == ("not fulfilled", "AGREEMENT/ceasefire")
    swap = deed(world, "AGREEMENT", "rebels", "army", facet="exchange", place="syria")
    assert only(world, [plan(world), swap]).fate == "open"
    elsewhere = deed(world, "AGREEMENT", "rebels", "army", facet="ceasefire", place="hama")
    assert only(world, [plan(world), elsewhere]).fate == "open"


def test_who_says_he_will_not_and_does_breaks_his_word(world: Any) -> None:
    stay = plan(world, "WITHDRAWAL", actor="army", realis="negated", relation="from")
    assert only(world, [stay]).fate == "open"
    left = deed(world, "WITHDRAWAL", "army", relation="from")
    found = only(world, [stay, left])
    assert (found.negated, found.fate, found.came) == (True, "not fulfilled", "WITHDRAWAL")
    taken = deed(world, "CAPTURE", "rebels", "army")
    assert only(world, [stay, taken]).fate == "not fulfilled"


def test_reports_that_tell_the_same_are_one_intention(world: Any) -> None:
    claims = [
        plan(world),
        plan(world, "CAPTURE", "sohr reports", actor="hts", published="2024-12-02"),
        plan(world, place="hama"),
        plan(world, "SHELLING"),
    ]
    found = {(one.type, one.place): one for one in world.shuffled(claims, orders=5).intentions}
    assert len(found) == 3
    both = found["CAPTURE", "sup:homs"]
    assert (both.actors, both.standing.by) == (
        ("hts", "rebels"), ("Observatory", "the Syrian opposition"),
    )  # fmt: skip
    assert str(both.stated) == "2024-12-01"


def test_what_is_said_again_after_it_was_decided_or_for_another_time_is_new(world: Any) -> None:
    claims = [
        plan(world),
        deed(world, "CAPTURE", "rebels", day="2024-12-03"),
        plan(world, published="2024-12-08"),
    ]
    fates = [(str(one.stated), one.fate) for one in world.picture(claims, "2024-12-09").intentions]
    assert fates == [("2024-12-01", "fulfilled"), ("2024-12-08", "open")]
    timed = [plan(world, when="2024-12-03"), plan(world, when="2024-12-08", text="again")]
    assert [str(one.due) for one in world.picture(timed, "2024-12-04").intentions] == [
        "2024-12-03", "2024-12-08",
    ]  # fmt: skip


def test_talks_of_unnamed_negotiators_count_only_at_their_place_and_time(world: Any) -> None:
    meet = plan(world, "STATEMENT", "sohr reports", actor="", facet="talks", when="2024-12-03")
    talks = {"facet": "talks", "day": "2024-12-03", "published": "2024-12-04"}
    assert only(world, [meet, deed(world, "STATEMENT", "hts", **talks)]).fate == "fulfilled"
    late = {"facet": "talks", "day": "2024-12-09"}
    found = only(world, [meet, deed(world, "STATEMENT", "hts", **late)], "2024-12-10")
    assert found.fate == "not fulfilled"
    nobody = plan(world, actor="", published="2024-12-01")
    assert world.picture([nobody]).intentions == ()


@pytest.mark.parametrize(
    ("chain", "more"),
    [
        (("rebels denies",), {}),
        (("sohr expects",), {}),
        (("sohr reports",), {"realis": "hypothetical"}),
        (("rebels claims",), {"background": True}),
        (("rebels claims",), {"published": "2024-12-06"}),
    ],
)
def test_no_intention_is_what_is_denied_expected_supposed_old_or_not_known_yet(
    world: Any, chain: tuple[str, ...], more: Any
) -> None:
    assert world.picture([plan(world, "CAPTURE", *chain, **more)]).intentions == ()


def test_an_undated_word_is_open_whatever_came(world: Any) -> None:
    found = only(world, [plan(world, published=""), deed(world, "CAPTURE", "rebels")])
    assert (found.stated, found.fate) == (None, "open")


def test_a_denied_deed_decides_nothing(world: Any) -> None:
    denied = world.claim(
        world.event("CAPTURE", "rebels"), "army denies", place="homs", when="2024-12-04",
        published="2024-12-04",
    )  # fmt: skip
    assert only(world, [plan(world), denied]).fate == "open"


def test_a_ledger_that_moves_on_and_takes_back_has_the_same_intentions(world: Any) -> None:
    claims = [
        plan(world),
        plan(world, "SHELLING", condition=True),
        plan(world, when="2024-12-03", text="by Tuesday"),
        plan(world, "WITHDRAWAL", actor="army", realis="negated", relation="from"),
        deed(world, "CAPTURE", "hts", "army", day="2024-12-04"),
        deed(world, "AGREEMENT", "rebels", "army", facet="ceasefire", place="syria"),
        deed(world, "SHELLING", "rebels", day="2024-12-06"),
    ]
    ledger = Ledger(world.book, date(2024, 12, 1))
    for number, (report, claim) in enumerate(reversed(claims)):
        ledger.add(report, [claim])
        if number == 3:
            ledger.picture()
    for day in range(1, 9):
        today = date(2024, 12, day)
        ledger.move(today)
        assert ledger.picture().intentions == world.picture(claims, today.isoformat()).intentions
    (taken, _), kept = claims[4], [*claims[:4], *claims[5:]]
    ledger.add(taken, [])
    assert ledger.picture().intentions == world.picture(kept, "2024-12-08").intentions
    assert ledger.picture().intentions != world.picture(claims, "2024-12-08").intentions

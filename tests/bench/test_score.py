"""Our gold against claims: who goes with whom, which slots are right, what is false."""

from datetime import date

from bench.coded import CodedReport, parse
from bench.score import scores, verdicts
from foglift.model import (
    Attribution,
    Claim,
    Control,
    Count,
    Event,
    Mention,
    Span,
    When,
    Where,
)

TEXT = "The army said it took Raqa on Monday, killing 12 fighters. Rebels held Tabqa."
GOLD = f"""=== a | news | o | 2023-06-14 | wire
{TEXT}
---
event CAPTURE/state | trigger: took | actor: it => The army | place: Raqa |
  time: Monday => 2023-06-12 | source: The army | stance: claims
count killed | trigger: killing | count: 12 => 12 | target: fighters |
  source: The army | stance: claims
control holds | trigger: held | actor: Rebels | place: Tabqa
"""
MONDAY = When(date(2023, 6, 12), date(2023, 6, 12), "day")


def at(words: str) -> Span:
    return Span(TEXT.index(words), TEXT.index(words) + len(words))


def named(words: str, ref: str = "") -> Mention:
    return Mention(at(words), ref)


ARMY = (Attribution(named("The army", "army"), "claims", "party"),)
TOOK = Claim(
    "1", "r", (at("took Raqa"),), Event("CAPTURE", "state", (named("it", "army"),)), ARMY,
    Where(named("Raqa")), MONDAY,
)  # fmt: skip
KILLED = Claim("2", "r", (at("killing 12"),), Count("killed", 12, 12, named("fighters")), ARMY)
HELD = Claim(
    "3", "r", (at("held"),), Control("holds", named("Rebels")), where=Where(named("Tabqa"))
)


def gold() -> CodedReport:
    return next(parse(GOLD))


def test_claims_that_say_what_was_coded_are_whole() -> None:
    found = verdicts(gold(), [KILLED, HELD, TOOK])
    assert [each.whole for each in found] == [True, True, True]
    assert scores(found)["whole-record F1"] == 100
    assert scores(found)["false facts"] == 0


def test_each_wrong_slot_is_named() -> None:
    elsewhere = Claim(
        "1", "r", TOOK.evidence, Event("CAPTURE", "nonstate", (named("Rebels"),)), (),
        Where(named("Tabqa")), None, realis="planned",
    )  # fmt: skip
    (first, *_) = verdicts(gold(), [elsewhere])
    assert first.right == {"number"}


def test_a_facet_left_out_is_no_error_and_a_name_may_stand_for_the_words() -> None:
    content = Event("CAPTURE", "", (named("The army", "army"),))
    claim = Claim("1", "r", TOOK.evidence, content, ARMY, TOOK.where, MONDAY)
    assert verdicts(gold(), [claim])[0].whole


def test_a_claim_that_nobody_coded_is_a_false_fact() -> None:
    claim = Claim("4", "r", (at("Rebels"),), Event("CLASH"))
    found = verdicts(gold(), [claim])
    assert [each.false for each in found] == [False, False, False, True]
    assert scores(found)["false facts"] == 100


def test_a_wrong_number_is_no_count_with_scope() -> None:
    thirteen = Claim("2", "r", KILLED.evidence, Count("killed", 13, 13, named("fighters")), ARMY)
    assert scores(verdicts(gold(), [thirteen]))["counts with scope F1"] == 0
    assert scores(verdicts(gold(), [KILLED]))["counts with scope F1"] == 100


def test_one_claim_answers_one_coded_claim() -> None:
    found = verdicts(gold(), [TOOK, TOOK])
    assert sum(each.whole for each in found) == 1
    assert found[-1].coded is None

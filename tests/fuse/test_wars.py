"""What holds of the picture of any war, whoever tells of it and in whatever order."""

from collections.abc import Iterable
from datetime import date
from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bench.war.sayings import Piece, Saying
from bench.war.truth import War
from foglift.fuse import Ledger
from foglift.fuse.happening import happened, type_of
from foglift.model import Claim, Control, Count, Picture

from .wars import BOOK, by_report, bytes_of, few, fused, many, seen, told, wars

# ----------------------------------------------------------------------------------------- order


def in_any_order(true: War, published: list[Piece], chance: Random) -> None:
    evidence = [one.evidence for one in told(published)]
    wanted = bytes_of(fused(true, evidence))
    for _ in range(3):
        chance.shuffle(evidence)
        assert bytes_of(fused(true, evidence)) == wanted


@few
@given(wars(), st.randoms())
def test_any_order_of_claims_gives_the_same_bytes(drawn: Any, chance: Random) -> None:
    in_any_order(*drawn, chance)


def in_any_batches(true: War, published: list[Piece], chance: Random) -> None:
    """Reports come in any order and batches, with pictures made in between as the days go on."""
    wanted = bytes_of(seen(true, published))
    readings = by_report(published)
    chance.shuffle(readings)
    ledger = Ledger(BOOK, true.days[0])
    for day in true.days:
        ledger.move(day)
        for report, read in [readings.pop() for _ in readings if chance.random() < 0.3]:
            ledger.add(report, read)
        ledger.picture()
    for report, read in readings:
        ledger.add(report, read)
    assert bytes_of(ledger.picture()) == wanted


@few
@given(wars(), st.randoms())
def test_any_batches_of_reports_give_the_same_bytes(drawn: Any, chance: Random) -> None:
    in_any_batches(*drawn, chance)


@pytest.mark.slow
@many
@given(wars(), st.randoms())
def test_any_batches_in_many_wars(drawn: Any, chance: Random) -> None:
    in_any_batches(*drawn, chance)


@pytest.mark.slow
@many
@given(wars(), st.randoms())
def test_any_order_of_claims_of_many_wars(drawn: Any, chance: Random) -> None:
    in_any_order(*drawn, chance)


# --------------------------------------------------------------------- admissions, denials, history


@few
@given(wars(), st.integers(0, 12), st.integers(0, 3))
def test_an_acknowledged_loss_outweighs_any_number_of_boasts(
    drawn: Any, boasts: int, town: int
) -> None:
    true, _ = drawn
    place, (winner, loser) = true.towns[town].id, true.theatre.parties[:2]
    day, last = true.days[2], true.days[-1]
    taken = Saying("takes", "1", place, day, winner, speaker=winner)
    lost = Saying("loses", "1", place, day, loser, speaker=loser, stance="acknowledges")
    held = Saying("holds", "2", place, day, loser, speaker=loser)
    published = [Piece(winner, "statement", day, (taken,), 1)]
    published += [
        Piece(f"Paper {one}", "news", true.days[2 + one % 3], (held,), one) for one in range(boasts)
    ]
    published += [Piece(loser, "statement", last, (lost,), 2)]
    for layer in ("assessed", "claimed"):
        spells = [one for one in seen(true, published).control if one.layer == layer]
        assert (spells[-1].holder, spells[-1].standing.grade) == (winner, "acknowledged")


@few
@given(wars())
def test_what_was_known_stays_known(drawn: Any) -> None:
    true, published = drawn
    evidence = [one.evidence for one in told(published)]
    before: set[str] = set()
    for known in range(len(true.days)):
        now = named(fused(true, evidence, known))
        assert before <= now
        before = now


def named(found: Picture) -> set[str]:
    """Every claim that anything in the picture stands on."""
    parts = (*found.incidents, *found.tallies, *found.control, *found.threats)
    return {claim for one in parts for claim in one.claims}


@few
@given(wars())
def test_no_claim_is_hidden_and_none_invented(drawn: Any) -> None:
    """Whatever tells of a happening or counts people has its place, denied or not."""
    true, published = drawn
    evidence = [one.evidence for one in told(published)]
    found = fused(true, evidence)
    ids = {one.claim.id for one in evidence}
    assert named(found) <= ids
    events = {id for one in found.incidents for id in one.claims}
    counts = {id for one in found.tallies for id in one.claims}
    told_of = (one.claim for one in evidence if tells(one.claim))
    assert {claim.id for claim in told_of if not ahead(claim, true.days[-1])} <= events
    assert {one.claim.id for one in evidence if isinstance(one.claim.content, Count)} <= counts


def ahead(claim: Claim, last: date) -> bool:
    """Whether it is told of a day that has not come yet."""
    return claim.when is not None and claim.when.start is not None and claim.when.start > last


def tells(claim: Claim) -> bool:
    return bool(type_of(claim)) and happened(claim)


@few
@given(wars())
def test_numbers_are_in_order_and_denials_show(drawn: Any) -> None:
    true, published = drawn
    found = seen(true, published)
    for tally in found.tallies:
        known = [one for one in (tally.low, tally.best, tally.high) if one is not None]
        assert known == sorted(known)
    for one in (*found.incidents, *found.tallies, *found.control):
        assert one.standing.contested or not one.standing.denied_by
        assert {id for side in one.sides for id in side.claims} <= set(one.claims)


def test_the_wars_hold_what_the_properties_are_about() -> None:
    """Captures, denials, admissions, corrections, copies and posts, in three countries' names."""
    said: set[str] = set()
    for theatre in range(3):
        published = _all(theatre)
        said |= {one.kind for one in published}
        said |= {each.stance for one in published for each in one.sayings}
        said |= {type(one.evidence.claim.content).__name__ for one in told(published)}
    assert {"post", "monitor", "statement", "denies", "acknowledges", "retracts"} <= said
    assert {Control.__name__, Count.__name__} <= said


def _all(theatre: int) -> Iterable[Piece]:
    from .wars import fought

    return [one for seed in range(theatre, 30, 3) for one in fought(seed, 3)[1]]

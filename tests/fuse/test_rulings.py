"""What people decide: what holds, what is taken back, what stands in the place of what was read."""

from datetime import date
from itertools import permutations
from typing import Any

import msgspec

from foglift.fuse import Evidence, in_force, judged, rulings
from foglift.model import Claim, Count, Judgement, Span, Where, sealed

DAY = date(2024, 12, 5)


def other(one: Evidence, **fields: Any) -> Claim:
    """The claim of the same report that says otherwise."""
    return sealed(msgspec.structs.replace(one.claim, **fields))


def at(world: Any, one: Evidence, place: str) -> Claim:
    where = one.claim.where
    moved = msgspec.structs.replace(where.place, ref=f"sup:{place}")
    return other(one, where=Where(moved))


def ruling(what: Any, *claims: str, act: int = 0, day: date = DAY, **more: Any) -> Judgement:
    return Judgement(what, claims, more.pop("by", "A. Lund"), day, act=act, **more)


def correct(one: Claim, into: Claim, **more: Any) -> Judgement:
    return ruling("correct", one.id, claim=into, **more)


def stand(items: list[Evidence], *judgements: Judgement, by: date = DAY) -> list[str]:
    found = {tuple(claim.id for _, claim in judged(items, order, by))
             for order in permutations(judgements)}  # fmt: skip
    (only,) = found
    return list(only)


def taken(world: Any, place: str = "hama") -> Evidence:
    found: Evidence = world.claim(world.control("takes", "rebels"), "sohr reports", place=place)
    return found


def held(world: Any, items: list[Evidence], *judgements: Judgement) -> dict[str, str]:
    spells = world.picture(items, judgements=judgements).control
    return {one.place: one.holder for one in spells if one.layer == "claimed"}


def test_a_corrected_claim_stands_in_the_place_of_the_read_one(world: Any) -> None:
    one = taken(world)
    homs = at(world, one, "homs")
    wrong = correct(one.claim, homs)
    assert stand([one], wrong) == [homs.id]
    assert held(world, [one], wrong) == {"sup:homs": "rebels"}
    assert rulings([wrong], DAY).confirmed == {homs.id: "A. Lund on 2024-12-05"}


def test_an_added_claim_stands_beside_those_read(world: Any) -> None:
    one = taken(world)
    homs = at(world, one, "homs")
    added = ruling("add", claim=homs)
    assert stand([one], added) == sorted([one.claim.id, homs.id])
    assert held(world, [one], added) == {"sup:hama": "rebels", "sup:homs": "rebels"}
    assert stand([one], added, ruling("reject", homs.id)) == [one.claim.id]


def test_a_claim_that_people_gave_a_silent_report_stands_while_the_judgement_does(
    world: Any,
) -> None:
    read = taken(world)
    one = read._replace(claim=msgspec.structs.replace(read.claim, reader="person"))
    added = ruling("add", claim=one.claim, act=1)
    undo = ruling("undo", one.claim.id, undoes=added.id, act=2)
    assert stand([one], added) == [one.claim.id]
    assert held(world, [one], added) == {"sup:hama": "rebels"}
    assert stand([one], added, undo) == []
    assert held(world, [one], added, undo) == {}
    assert stand([one], added, by=date(2024, 12, 4)) == []


def test_a_judgement_taken_back_is_as_if_it_had_not_been_made(world: Any) -> None:
    one = taken(world)
    wrong = ruling("reject", one.claim.id, act=1)
    undo = ruling("undo", one.claim.id, undoes=wrong.id, act=2, by="B. Ode")
    redo = ruling("undo", one.claim.id, undoes=undo.id, act=3)
    again = ruling("reject", one.claim.id, act=4)
    assert stand([one], wrong) == []
    assert stand([one], wrong, undo) == [one.claim.id]
    assert stand([one], wrong, undo, redo) == []
    assert again.id == wrong.id
    assert stand([one], wrong, undo, again) == []
    assert in_force([wrong, undo, again], DAY) == [undo, again]


def test_an_undone_correction_gives_the_read_claim_back(world: Any) -> None:
    one = taken(world)
    wrong = correct(one.claim, at(world, one, "homs"), act=1)
    undo = ruling("undo", *wrong.about, undoes=wrong.id, act=2)
    assert world.picture([one], judgements=[wrong, undo]) == world.picture([one])


def test_of_one_day_the_later_act_holds_else_the_more_careful(world: Any) -> None:
    one = taken(world)
    wrong, right = ruling("reject", one.claim.id), ruling("confirm", one.claim.id)
    assert stand([one], wrong, right) == []
    first = msgspec.structs.replace(wrong, act=1)
    assert stand([one], first, msgspec.structs.replace(right, act=2)) == [one.claim.id]
    assert stand([one], msgspec.structs.replace(right, act=1), first) == []


def test_corrections_follow_one_another(world: Any) -> None:
    one = taken(world)
    homs, suran = at(world, one, "homs"), at(world, one, "suran")
    to_homs = correct(one.claim, homs, act=1)
    assert stand([one], to_homs, correct(homs, suran, act=2)) == [suran.id]
    assert stand([one], to_homs, correct(one.claim, suran, act=2)) == [suran.id]
    assert stand([one], to_homs, correct(homs, one.claim, act=2)) == [one.claim.id]
    assert stand([one], to_homs, ruling("reject", homs.id, act=2)) == []
    assert stand([one], to_homs, ruling("confirm", one.claim.id, act=2)) == [one.claim.id]


def test_a_correction_counts_from_its_day_on(world: Any) -> None:
    one = taken(world)
    homs = at(world, one, "homs")
    late = correct(one.claim, homs, day=date(2024, 12, 9))
    assert stand([one], late) == [one.claim.id]
    assert stand([one], late, by=date(2024, 12, 9)) == [homs.id]
    assert stand([one], late, by=date.max) == [homs.id]


def test_a_claim_that_is_read_no_more_takes_its_correction_along(world: Any) -> None:
    one, two = taken(world), taken(world, "homs")
    wrong = correct(one.claim, at(world, one, "suran"))
    assert stand([two], wrong) == [two.claim.id]


def test_a_part_of_a_corrected_whole_stays_a_part(world: Any) -> None:
    whole = world.claim(world.count(826), "sohr reports")
    part = world.claim(world.count(222, part_of=whole.claim.id), "sohr reports", place="suran")
    told = sealed(
        msgspec.structs.replace(part.claim, report=whole.report.id, evidence=(Span(0, 3),))
    )
    more = other(whole, content=msgspec.structs.replace(whole.claim.content, low=828, high=828))
    found = judged([whole, Evidence(whole.report, told)], [correct(whole.claim, more)], DAY)
    standing = {claim.id: claim for _, claim in found}
    assert set(standing) == {more.id, told.id}
    content = standing[told.id].content
    assert isinstance(content, Count)
    assert content.part_of == more.id


def test_what_is_the_same_as_a_claim_is_the_same_as_its_correction(world: Any) -> None:
    hama = world.claim(world.event("AIRSTRIKE", "army"), "sohr reports")
    homs = world.claim(world.event("CLASH", "army"), "sohr reports", place="homs")
    same = ruling("same", hama.claim.id, homs.claim.id, act=1)
    late = other(hama, background=False, realis="actual", evidence=(Span(0, 4),))
    moved = correct(hama.claim, late, act=2)
    (incident,) = world.picture([hama, homs], judgements=[same, moved]).incidents
    assert incident.claims == tuple(sorted([late.id, homs.claim.id]))
    assert "judged the same by a person" in incident.why


def test_later_judgements_count_where_all_are_asked_for(world: Any) -> None:
    from foglift.fuse import picture

    one = taken(world)
    late = ruling("reject", one.claim.id, day=date(2026, 1, 1))
    assert picture([one], [late], world.book, DAY).control
    now = picture([one], [late], world.book, DAY, all_judged=True)
    assert not now.control
    assert now.all_judged

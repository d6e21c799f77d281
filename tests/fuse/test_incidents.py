"""Incidents: what happened by the day, with the positions side by side."""

from datetime import date
from typing import Any

import pytest


@pytest.mark.parametrize("realis", ["planned", "hypothetical"])
def test_what_has_not_happened_is_no_incident(world: Any, realis: str) -> None:
    claims = [world.claim(world.event("CAPTURE", "rebels"), realis=realis)]
    assert world.picture(claims).incidents == ()


@pytest.mark.parametrize("stance", ["threatens", "expects"])
def test_what_is_threatened_or_expected_is_no_incident(world: Any, stance: str) -> None:
    claims = [world.claim(world.event("CAPTURE", "rebels"), f"rebels {stance}")]
    assert world.picture(claims).incidents == ()


def test_out_of_scope_and_plain_holding_are_no_incidents(world: Any) -> None:
    claims = [
        world.claim(world.event("OUT_OF_SCOPE")),
        world.claim(world.control("holds", "army")),
        world.claim(world.count(3)),
    ]
    assert world.picture(claims).incidents == ()


def test_what_only_its_absence_is_told_of_is_no_incident(world: Any) -> None:
    claims = [world.claim(world.event("CAPTURE", "rebels"), realis="negated")]
    assert world.picture(claims).incidents == ()


def test_a_negated_claim_stands_against_the_positive_one(world: Any) -> None:
    claims = [
        world.claim(world.event("CAPTURE", "rebels"), "hts claims"),
        world.claim(world.event("CAPTURE", "rebels"), "sohr reports", realis="negated"),
    ]
    (incident,) = world.shuffled(claims).incidents
    assert (incident.standing.grade, incident.standing.contested) == ("claimed", True)
    assert incident.standing.denied_by == ("Observatory",)
    assert [(one.position, one.sources) for one in incident.sides] == [
        ("CAPTURE by Syrian rebels", ("Hayat Tahrir al-Sham",)),
        ("not: CAPTURE by Syrian rebels", ("Observatory",)),
    ]


def test_background_stands_under_its_own_date_and_without_one_nowhere(world: Any) -> None:
    killing = world.event("CIVILIAN_ATTACK", "army", facet="killing")
    dated = world.claim(killing, when="1982-02-01/1982-02-28", precision="month", background=True)
    undated = world.claim(killing, when="", background=True)
    (incident,) = world.picture([dated, undated]).incidents
    assert (incident.start, incident.precision) == (date(1982, 2, 1), "month")


def test_later_days_are_not_in_the_picture(world: Any) -> None:
    claims = [
        world.claim(world.event("AIRSTRIKE", "army"), when=day, published="2024-12-07")
        for day in ("2024-12-05", "2024-12-06")
    ]
    assert len(world.picture(claims, day="2024-12-05", known="2024-12-08").incidents) == 1
    assert world.picture(claims, day="2024-12-05").incidents == ()


def test_incidents_are_ordered_by_day(world: Any) -> None:
    claims = [
        world.claim(world.event("AIRSTRIKE", "army"), when=f"2024-12-0{day}") for day in (4, 2, 3)
    ]
    found = world.shuffled(claims).incidents
    assert [one.start for one in found] == [date(2024, 12, day) for day in (2, 3, 4)]

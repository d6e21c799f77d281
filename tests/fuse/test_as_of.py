"""The picture of a day knows what was published by then, and nothing that came later."""

from datetime import date, timedelta
from typing import Any

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from foglift.fuse import Evidence
from foglift.model import Judgement

few = settings(
    max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


def _loaded(items: list[Evidence], by: str) -> list[Evidence]:
    """Those whose report had been published; of undated ones nobody can say it had not."""
    return [one for one in items if one.report.published is None or str(one.report.published) <= by]


@st.composite
def reported(draw: st.DrawFn, world: Any) -> list[Evidence]:
    def day() -> str:
        return (date(2024, 12, 8) - timedelta(days=draw(st.integers(0, 15)))).isoformat()

    def content() -> Any:
        who = draw(st.sampled_from(("rebels", "hts", "army", "")))
        return draw(
            st.sampled_from(
                (
                    world.control("takes", who),
                    world.control("loses", who),
                    world.event("AIRSTRIKE", who),
                    world.event("DISPLACEMENT", facet="flee"),
                    world.count(12),
                    world.count(30, cumulative=True),
                    world.count(7, whom="army"),
                )
            )
        )

    speakers = ((), ("sohr reports",), ("hts claims",), ("army denies",), ("sohr retracts",))
    return [
        world.claim(
            content(),
            *draw(st.sampled_from(speakers)),
            place=draw(st.sampled_from(("hama", "suran", "hama-province", ""))),
            when=draw(st.sampled_from((day(), ""))),
            published=draw(st.sampled_from((day(), day(), ""))),
        )
        for _ in range(draw(st.integers(1, 12)))
    ]


@few
@given(data=st.data())
def test_a_day_is_seen_as_if_nothing_later_had_been_loaded(world: Any, data: st.DataObject) -> None:
    items = data.draw(reported(world))
    judged = [
        Judgement(what, (items[0].claim.id,), "A. Lund", date(2024, 12, number))
        for what, number in (("reject", 3), ("confirm", 5))
    ]
    for number in range(1, 11):
        day = f"2024-12-{number:02}"
        then = [one for one in judged if one.at.isoformat() <= day]
        whole = world.picture(items, day, judgements=judged)
        part = world.picture(_loaded(items, day), day, judgements=then)
        assert msgspec.json.encode(whole) == msgspec.json.encode(part)


@few
@given(data=st.data())
def test_the_past_is_seen_in_hindsight_as_far_as_it_is_known(
    world: Any, data: st.DataObject
) -> None:
    items = data.draw(reported(world))
    for known in ("2024-12-05", "2024-12-08"):
        whole = world.picture(items, "2024-12-03", known)
        assert whole == world.picture(_loaded(items, known), "2024-12-03", known)


def test_what_was_taken_back_later_still_stands_on_its_day(world: Any) -> None:
    items = [
        world.claim(world.event("AIRSTRIKE"), "sohr reports", published="2024-12-05"),
        world.claim(world.event("AIRSTRIKE"), "sohr retracts", published="2024-12-06"),
    ]
    for day, known, grade in (
        ("2024-12-05", "", "reported"),
        ("2024-12-05", "2024-12-06", "withdrawn"),
        ("2024-12-06", "", "withdrawn"),
    ):
        (incident,) = world.picture(items, day, known).incidents
        assert incident.standing.grade == grade


@pytest.mark.parametrize(("day", "stands"), [("2024-12-05", True), ("2024-12-06", False)])
def test_a_judgement_counts_from_its_day_on(world: Any, day: str, stands: bool) -> None:
    item = world.claim(world.event("AIRSTRIKE"), "sohr reports")
    rejected = Judgement("reject", (item.claim.id,), "A. Lund", date(2024, 12, 6))
    assert bool(world.picture([item], day, judgements=[rejected]).incidents) == stands


def test_a_correction_leaves_the_earlier_figure_to_its_day(world: Any) -> None:
    items = [
        world.claim(world.count(1200), "sohr reports", published="2024-12-05"),
        world.claim(world.count(300), "sohr reports", published="2024-12-06"),
    ]
    before, after = (world.picture(items, f"2024-12-0{day}").tallies for day in (5, 6))
    assert (before[0].best, after[0].best) == (1200, 300)
    assert after[0].high == 300

"""The whole picture: the same for any order, rebuilt to the same bytes, never above its facts."""

from datetime import date, timedelta
from itertools import pairwise
from typing import Any

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from foglift import codebook
from foglift.fuse import Evidence, picture
from foglift.model import Claim, Control, Mention, Picture, Report, Span, When, Where, sealed

PLACES = ("hama", "homs", "airport", "hama-province", "")
ACTORS = ("rebels", "hts", "army", "tigers", "sdf", "")
SPEAKERS = (
    (),
    ("sohr reports",),
    ("snhr reports",),
    ("army denies",),
    ("army acknowledges",),
    ("hts claims",),
    ("sohr retracts",),
    ("army acknowledges", "hts-channel claims"),
)
CHANGES = ("takes", "holds", "loses", "enters", "besieges", "leaves")
TYPES = ("CAPTURE", "AIRSTRIKE", "ADVANCE", "DISPLACEMENT", "DEPLOYMENT")


@st.composite
def claims(draw: st.DrawFn, world: Any) -> list[Evidence]:
    def content() -> Any:
        actor = draw(st.sampled_from(ACTORS))
        kind = draw(st.integers(0, 2))
        if kind == 0:
            return world.event(draw(st.sampled_from(TYPES)), actor)
        if kind == 1:
            return world.control(draw(st.sampled_from(CHANGES)), actor)
        low = draw(st.one_of(st.none(), st.integers(0, 50)))
        high = draw(st.one_of(st.none(), st.integers(low or 0, 90)))
        return world.count(low, high, whom=draw(st.sampled_from(("", "army", "people:civilians"))))

    def day() -> str:
        said = date(2024, 12, 5) - timedelta(days=draw(st.integers(0, 20)))
        return draw(st.sampled_from((said.isoformat(), "")))

    return [
        world.claim(
            content(),
            *draw(st.sampled_from(SPEAKERS)),
            place=draw(st.sampled_from(PLACES)),
            when=day(),
            published=day(),
            outlet=draw(st.sampled_from(("wire", "The Gazette", "user 1"))),
            kind=draw(st.sampled_from(("news", "post"))),
            realis=draw(st.sampled_from(("actual", "actual", "negated", "planned"))),
            background=draw(st.booleans()),
        )
        for _ in range(draw(st.integers(0, 12)))
    ]


few = settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@few
@given(data=st.data())
def test_any_order_gives_the_same_bytes(world: Any, data: st.DataObject) -> None:
    found = data.draw(claims(world))
    mixed = data.draw(st.permutations(found))
    assert msgspec.json.encode(world.picture(found)) == msgspec.json.encode(world.picture(mixed))


@few
@given(data=st.data())
def test_a_copy_of_a_report_never_adds_a_line(world: Any, data: st.DataObject) -> None:
    found = data.draw(claims(world))
    copied = [_reprinted(one) for one in found if one.report.kind == "news"]
    before = {one.claims: one for one in world.picture(found).incidents}
    for after in world.picture([*found, *copied]).incidents:
        old = [one for claims, one in before.items() if set(claims) <= set(after.claims)]
        if old:
            assert after.standing.lines <= sum(one.standing.lines for one in old)


def _reprinted(evidence: Evidence) -> Evidence:
    report = msgspec.structs.replace(evidence.report, id=evidence.report.id + "-copy")
    claim = msgspec.structs.replace(evidence.claim, report=report.id)
    return Evidence(report, sealed(claim))


@few
@given(data=st.data())
def test_low_best_and_high_are_in_order(world: Any, data: st.DataObject) -> None:
    for tally in world.picture(data.draw(claims(world))).tallies:
        known = [one for one in (tally.low, tally.best, tally.high) if one is not None]
        assert known == sorted(known)


@few
@given(data=st.data())
def test_every_claim_named_is_a_claim_given(world: Any, data: st.DataObject) -> None:
    found = data.draw(claims(world))
    ids = {one.claim.id for one in found}
    whole = world.picture(found)
    for part in (*whole.incidents, *whole.tallies, *whole.control, *whole.threats):
        assert part.claims
        assert set(part.claims) <= ids


@few
@given(data=st.data())
def test_spells_of_a_layer_follow_one_another(world: Any, data: st.DataObject) -> None:
    for layer in ("claimed", "assessed"):
        spells = [
            one for one in world.picture(data.draw(claims(world))).control if one.layer == layer
        ]
        for one, after in pairwise(spells):
            if one.place == after.place:
                assert one.ended
                assert one.until == after.since
                assert one.since is None or one.until is None or one.since <= one.until
            else:
                assert not one.ended


def test_the_same_claim_given_twice_counts_once(world: Any) -> None:
    claim = world.claim(world.event("CAPTURE", "hts"), "sohr reports")
    assert world.picture([claim, claim]) == world.picture([claim])


def test_nothing_read_gives_an_empty_picture(world: Any) -> None:
    assert world.picture([]) == Picture(as_of=date(2024, 12, 5), known_by=date(2024, 12, 5))


def test_reports_of_later_days_are_not_known_and_undated_ones_are(world: Any) -> None:
    taken = world.event("CAPTURE", "hts")
    later = world.claim(taken, "sohr reports", published="2024-12-06")
    undated = world.claim(taken, "snhr reports", published="")
    found = world.picture([later, undated])
    assert [one.standing.by for one in found.incidents] == [("snhr",)]
    assert world.picture([later, undated], known="2024-12-06").incidents[0].standing.lines == 2


def test_with_the_codebook_that_ships(world: Any) -> None:
    """The fall of a town in three voices, with real places, actors and sides."""
    book = codebook.load()
    hama = next(place for place, _ in book.gazetteer.named("Hama") if place.kind == "locality")
    day = date(2024, 12, 5)

    def claim(change: Any, holder: str, *chain: str) -> tuple[Report, Claim]:
        text = f"{change} {holder} {chain}"
        report = Report(text, "wire", "news", text, published=day)
        links = tuple(
            msgspec.structs.replace(link, side=book.side(link.source.ref, day, "SY"))
            for link in world.said(*chain)
        )
        return report, sealed(
            Claim(
                id="",
                report=report.id,
                evidence=(Span(0, 5),),
                content=Control(change, Mention(Span(0, 1), holder)),
                said_by=links,
                where=Where(Mention(Span(0, 1), hama.id)),
                when=When(day, day, "day"),
            )
        )

    told = [
        claim("takes", "hts"),
        claim("takes", "hts", "hts claims party"),
        claim("loses", "syrian-army", "syrian-army acknowledges party"),
    ]
    found = picture(told, (), book, day)
    assert [(one.layer, one.holder, one.since, one.standing.grade) for one in found.control] == [
        ("assessed", "hts", day, "acknowledged"),
        ("claimed", "hts", day, "acknowledged"),
    ]
    assert found.control[0].standing.lines == 3
    assert found.control[0].standing.by == (
        "the Syrian government",
        "the Syrian opposition",
        "wire",
    )
    assert [one.place for one in found.incidents] == [hama.id]


@pytest.mark.parametrize("place", ["", "homs"])
def test_a_claim_about_nowhere_known_still_has_its_tally(world: Any, place: str) -> None:
    (tally,) = world.picture([world.claim(world.count(7), "sohr reports", place=place)]).tallies
    assert tally.best == 7

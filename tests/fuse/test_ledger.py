"""A picture kept while reports, judgements and days come is the picture built at once, and a new
report makes anew only what it can change."""

from datetime import date, timedelta
from typing import Any, get_args

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from foglift.fuse import Evidence, Ledger, picture
from foglift.model import PERSON, Claim, Judgement, Report, Ruling, Span, sealed
from foglift.store import given as given_to

TODAY = date(2024, 12, 5)
PLACES = ("hama", "suran", "airport", "homs", "hama-province", "syria", "")
ACTORS = ("rebels", "hts", "army", "tigers", "sdf", "")
SPEAKERS = ((), (), ("sohr reports",), ("army denies",), ("army claims",), ("hts claims",))
CHANGES = ("takes", "holds", "loses", "enters", "besieges", "leaves")
TYPES = ("CAPTURE", "AIRSTRIKE", "SHELLING", "CLASH", "DISPLACEMENT", "DEPLOYMENT", "ADVANCE")
TEXTS = tuple(" ".join(f"{start}{n}" for n in range(40)) for start in "abc")
RULINGS: tuple[Ruling, ...] = get_args(Ruling)
Reading = tuple[Report, list[Claim]]


@st.composite
def days(draw: st.DrawFn) -> date:
    return TODAY - timedelta(days=draw(st.integers(0, 18)))


@st.composite
def contents(draw: st.DrawFn, world: Any) -> Any:
    actor = draw(st.sampled_from(ACTORS))
    kind = draw(st.integers(0, 3))
    if kind == 0:
        return world.event(draw(st.sampled_from(TYPES)), actor)
    if kind == 1:
        return world.control(draw(st.sampled_from(CHANGES)), actor)
    if kind == 2:
        return world.event("CLASH", "army", "rebels")
    low = draw(st.integers(1, 30))
    return world.count(
        low,
        draw(st.sampled_from((low, None, 90))),
        whom=draw(st.sampled_from(("", "army", "people:civilians"))),
        cumulative=draw(st.booleans()),
    )


@st.composite
def readings(draw: st.DrawFn, world: Any) -> list[Reading]:
    """Reports of up to four claims; a part is a copy of another, or names parts of a number. From
    some nothing was read."""
    found: dict[str, Reading] = {}
    for number in range(draw(st.integers(1, 7))):
        text = draw(st.sampled_from(TEXTS)) if draw(st.booleans()) else f"report {number} " * 9
        published = draw(st.one_of(days(), days(), st.none()))
        report = world.report(
            text,
            draw(st.sampled_from(("wire", "gazette", "sana"))),
            published.isoformat() if published else "",
            draw(st.sampled_from(("news", "news", "post"))),
        )
        silent = number and draw(st.integers(0, 4)) == 4
        found[report.id] = (report, [] if silent else draw(claims(world, report)))
    return list(found.values())


@st.composite
def claims(draw: st.DrawFn, world: Any, report: Report) -> list[Claim]:
    made: dict[str, Claim] = {}
    for at in range(draw(st.integers(1, 4))):
        content = draw(contents(world))
        wholes = [id for id, one in made.items() if hasattr(one.content, "part_of")]
        if hasattr(content, "part_of") and wholes and draw(st.booleans()):
            content = msgspec.structs.replace(content, part_of=wholes[0])
        day = draw(days())
        when = draw(st.sampled_from((day.isoformat(), f"{day - timedelta(days=6)}/{day}", "")))
        one = world.claim(
            content,
            *draw(st.sampled_from(SPEAKERS)),
            place=draw(st.sampled_from(PLACES)),
            when=when,
            precision="week" if "/" in when else "day",
            km=draw(st.sampled_from((None, None, 10.0))),
            background=draw(st.sampled_from((False, False, True))),
            realis=draw(st.sampled_from(("actual", "actual", "negated", "planned"))),
        )
        claim = msgspec.structs.replace(one.claim, report=report.id, evidence=(Span(at, at + 5),))
        made[sealed(claim).id] = sealed(claim)
    return list(made.values())


@st.composite
def judgements(draw: st.DrawFn, world: Any, found: list[Reading]) -> list[Judgement]:
    """A few judgements: also of claims that a person gave, and of judgements."""
    ids = sorted({claim.id for _, read in found for claim in read})
    made: list[Judgement] = []
    for _ in range(draw(st.integers(0, 5))):
        what = draw(st.sampled_from(RULINGS))
        few = 3 if what in ("same", "different") else 1
        named = draw(st.lists(st.sampled_from(ids), min_size=1, max_size=few, unique=True))
        given = undoes = None
        if what in ("correct", "add"):
            report, read = draw(st.sampled_from(found))
            known = [claim.id for claim in read] + [
                each.claim.id for each in made if each.claim and each.claim.report == report.id
            ]
            what = what if known else "add"
            one = draw(claims(world, report))[0]
            given = msgspec.structs.replace(one, reader=PERSON)
            named = [draw(st.sampled_from(known))] if what == "correct" else []
            ids.append(given.id)
        if what == "undo":
            if not made:
                continue
            undone = draw(st.sampled_from(made))
            named, undoes = [*undone.about], undone.id
        by, act = draw(st.sampled_from("AB")), draw(st.sampled_from((0, 0, len(made) + 1)))
        at = draw(days())
        made.append(
            Judgement(what, tuple(sorted(named)), by, at, claim=given, undoes=undoes or "", act=act)
        )
    return made


def built(acts: list[Any], world: Any, day: date, known_by: date, later: bool) -> bytes:
    """The picture of all acts, made at once."""
    decided = [act for act in acts if isinstance(act, Judgement)]
    pairs = told([act for act in acts if isinstance(act, tuple)], decided)
    return msgspec.json.encode(picture(pairs, decided, world.book, day, known_by, later))


def told(found: list[Reading], decided: list[Judgement]) -> list[tuple[Report, Claim]]:
    """What was read last in each report, or where that is nothing, what people gave it."""
    latest = {report.id: (report, read) for report, read in found}
    added = given_to(decided)
    return [
        (report, claim)
        for report, read in latest.values()
        for claim in read or added.get(report.id, ())
    ]


few = settings(
    max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@few
@given(data=st.data())
def test_kept_is_built(world: Any, data: st.DataObject) -> None:
    """Reports, judgements and readings that replace others, in any order, while the days move."""
    found = data.draw(readings(world))
    acts: list[Any] = [*found, *data.draw(judgements(world, found))]
    acts += [(report, read[:-1]) for report, read in found[:1] if len(read) > 1]
    acts += [(report, []) for report, _ in found[1 : 1 + data.draw(st.integers(0, 1))]]
    acts += [
        (world.report(text, "dull", str(TODAY)), []) for text in TEXTS if data.draw(st.booleans())
    ]
    acts = data.draw(st.permutations(acts))
    known_by = data.draw(days())
    day = min(known_by, data.draw(days()))
    later = data.draw(st.booleans())
    ledger = Ledger(world.book, day, known_by, later)
    for number, act in enumerate(acts, 1):
        if isinstance(act, Judgement):
            ledger.judge(act)
        else:
            ledger.add(*act)
        if data.draw(st.booleans()):
            known_by = max(known_by, data.draw(days()))
            day = max(day, min(known_by, data.draw(days())))
            ledger.move(day, known_by)
        if data.draw(st.booleans()):
            kept = msgspec.json.encode(ledger.picture())
            assert kept == built(acts[:number], world, day, known_by, later)
    ledger.move(TODAY, TODAY)
    assert msgspec.json.encode(ledger.picture()) == built(acts, world, TODAY, TODAY, later)


@few
@given(data=st.data())
def test_a_place_is_asked_for_as_the_picture_has_it(world: Any, data: st.DataObject) -> None:
    """Who held it on any day knowing what any other knew; its incidents; its tallies."""
    found = data.draw(readings(world))
    acts: list[Any] = [*found, *data.draw(judgements(world, found))]
    ledger = Ledger(world.book, TODAY)
    for act in acts:
        if isinstance(act, Judgement):
            ledger.judge(act)
        else:
            ledger.add(*act)
    now = ledger.picture()
    known_by = data.draw(days())
    day = min(known_by, data.draw(days()))
    decided = acts[len(found) :]
    then = picture(told(found, decided), decided, world.book, day, known_by)
    for name in PLACES[:-1]:
        place = f"sup:{name}"
        held = ledger.history(place, day, known_by)
        assert held == tuple(one for one in then.control if one.place == place)
        assert ledger.tallied(place) == [one for one in now.tallies if one.place == place]
        assert ledger.happened(place, day, TODAY) == [
            one
            for one in now.incidents
            if one.place == place and one.start and (one.end or one.start) >= day
        ]


def _reading(world: Any, place: str, number: int) -> Reading:
    told: Evidence = world.claim(
        world.control("takes", "rebels"), "sohr reports", place=place, outlet=f"paper {number}"
    )
    return told.report, [told.claim]


def test_a_report_of_one_town_makes_no_other_town_anew(world: Any) -> None:
    ledger = Ledger(world.book, TODAY)
    for number, place in enumerate(("hama", "homs", "aleppo", "palmyra", "tartus")):
        ledger.add(*_reading(world, place, number))
    ledger.settle()
    before = ledger.made()
    ledger.add(*_reading(world, "hama", 9))
    ledger.settle()
    made = {kind: count - before[kind] for kind, count in ledger.made().items()}
    assert made["incidents"] == 1
    assert made["control"] == 1
    assert made["decided"] == 1


def test_days_of_a_ledger_only_move_on(world: Any) -> None:
    ledger = Ledger(world.book, TODAY)
    with pytest.raises(ValueError, match="only move on"):
        ledger.move(TODAY - timedelta(days=1))

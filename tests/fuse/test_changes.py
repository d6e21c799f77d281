"""What differs between two pictures: each difference once, with what brought it."""

from collections import Counter
from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

import msgspec
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from foglift.fuse import Evidence, Seen, changes, seen
from foglift.model import Intent, Judgement, Mention, Picture, Shift, Span

DAY = date(2024, 12, 5)


def look(
    world: Any,
    items: Iterable[Evidence],
    day: str = "2024-12-05",
    known: str = "",
    judgements: Iterable[Judgement] = (),
) -> Seen:
    listed, judged = list(items), list(judgements)
    return seen(world.picture(listed, day, known, judged), listed, judged)


def between(world: Any, before: Seen, after: Seen) -> tuple[Shift, ...]:
    return changes(before, after, world.book)


def daily(world: Any, items: list[Evidence], day: str = "2024-12-05") -> tuple[Shift, ...]:
    """From the day before to the day."""
    yesterday = (date.fromisoformat(day) - timedelta(days=1)).isoformat()
    return between(world, look(world, items, yesterday), look(world, items, day))


def of(shifts: Iterable[Shift], about: str) -> list[tuple[str, str]]:
    return [(one.kind, one.causes[0].kind) for one in shifts if one.about == about]


# --------------------------------------------------------------------------------- control


def test_a_town_that_its_holder_admits_to_have_lost(world: Any) -> None:
    items = [
        world.claim(
            world.control("holds", "army"),
            "sohr reports",
            when="2024-12-03",
            published="2024-12-03",
        ),
        world.claim(world.control("takes", "hts"), "hts claims"),
        world.claim(world.control("loses", "army"), "army acknowledges"),
    ]
    first = daily(world, items)[0]
    assert (first.about, first.kind, first.subject) == ("control", "changed hands", "Hama")
    assert first.was == "held by Syrian army, reported"
    assert first.now == "held by Hayat Tahrir al-Sham, acknowledged"
    assert first.causes[0].kind == "new report"
    assert first.causes[0].words.startswith(
        "Syrian army acknowledged on 2024-12-05: Syrian army lost Hama; "
    )
    assert first.causes[0].claims[0] == items[2].claim.id
    assert set(first.claims) == {items[1].claim.id, items[2].claim.id}


def test_a_place_first_told_to_be_taken_has_changed_hands(world: Any) -> None:
    items = [world.claim(world.control("takes", "hts"), "sohr reports")]
    assert of(daily(world, items), "control") == [("changed hands", "new report")]


def test_a_place_that_its_allies_hold_has_not_changed_hands(world: Any) -> None:
    items = [
        world.claim(
            world.control("takes", "rebels"),
            "sohr reports",
            when="2024-12-03",
            published="2024-12-03",
        ),
        world.claim(world.control("holds", "hts"), "snhr reports", text="one"),
        world.claim(world.control("holds", "hts"), "sohr reports", text="two"),
    ]
    assert "changed hands" not in {one.kind for one in daily(world, items)}


def test_silence_makes_a_place_stale_and_nothing_else(world: Any) -> None:
    items = [world.claim(world.control("takes", "hts"), "sohr reports")]
    shifts = daily(world, items, "2024-12-20")
    assert [(one.about, one.kind) for one in shifts] == [("control", "stale")]
    (cause,) = shifts[0].causes
    assert cause.kind == "day passed"
    assert cause.claims == (items[0].claim.id,)


def test_a_denial_disputes(world: Any) -> None:
    items = [
        world.claim(
            world.control("takes", "hts"), "sohr reports", when="2024-12-04", published="2024-12-04"
        ),
        world.claim(world.control("takes", "hts"), "army denies", when="2024-12-04"),
    ]
    (shift,) = [one for one in daily(world, items) if one.about == "control"]
    assert (shift.kind, shift.causes[0].kind) == ("disputed", "denial")
    assert shift.causes[0].words == (
        "Syrian army denied on 2024-12-05: Hayat Tahrir al-Sham took Hama"
    )


def test_a_retraction_withdraws(world: Any) -> None:
    items = [
        world.claim(
            world.event("AIRSTRIKE"), "sohr reports", when="2024-12-03", published="2024-12-03"
        ),
        world.claim(world.event("AIRSTRIKE"), "sohr retracts", when="2024-12-03"),
    ]
    assert of(daily(world, items), "incident") == [("withdrawn", "retraction")]


# --------------------------------------------------------------------------------- numbers


def toll(world: Any, number: int, who: str, published: str) -> Evidence:
    return world.claim(
        world.count(number, cumulative=True),
        f"{who} reports",
        when="2024-11-27/",
        published=published,
    )


def test_the_new_figure_of_a_source_replaces_its_earlier_one(world: Any) -> None:
    items = [toll(world, 704, "sohr", "2024-12-04"), toll(world, 826, "sohr", "2024-12-05")]
    (shift,) = daily(world, items)
    assert (shift.kind, shift.subject) == ("revised up", "people killed in Hama since 2024-11-27")
    assert shift.was.startswith("704 according to Observatory")
    assert shift.now.startswith("826 according to Observatory")
    assert [one.kind for one in shift.causes] == ["later word"]
    assert shift.causes[0].words == "Observatory reported on 2024-12-05: 826 killed"


def test_a_party_s_number_gets_a_best_beside_it(world: Any) -> None:
    items = [
        world.claim(
            world.count(300, whom="army"), "hts claims", when="2024-12-03", published="2024-12-04"
        ),
        world.claim(world.count(120, whom="army"), "sohr reports", when="2024-12-03"),
    ]
    assert of(daily(world, items), "tally") == [("got a best", "late report")]


# ------------------------------------------------------------------- hindsight, judgements, reading


def test_a_late_report_changes_the_past_only_in_hindsight(world: Any) -> None:
    known = world.claim(world.control("takes", "hts"), "hts claims")
    late = world.claim(world.control("takes", "hts"), "sohr reports", published="2024-12-09")
    alone, both = look(world, [known]), look(world, [known, late])
    assert alone.picture == both.picture
    hindsight = look(world, [known, late], "2024-12-05", "2024-12-09")
    shifts = between(world, both, hindsight)
    assert of(shifts, "incident") == [("rose", "late report")]
    assert of(shifts, "control") == [("rose", "late report")]
    back = between(world, hindsight, both)
    assert of(back, "control") == [("fell", "unpublished then")]


def test_a_judgement_is_named_with_who_made_it(world: Any) -> None:
    items = [world.claim(world.event("AIRSTRIKE"), "sohr reports")]
    wrong = Judgement("reject", (items[0].claim.id,), "A. Lund", DAY, "misread")
    shifts = between(world, look(world, items), look(world, items, judgements=[wrong]))
    assert [(one.about, one.kind) for one in shifts] == [("incident", "gone")]
    assert shifts[0].causes[0].words == "A. Lund judged 'reject' on 2024-12-05: misread"


def test_two_incidents_judged_the_same_are_merged_and_one_judged_different_is_split(
    world: Any,
) -> None:
    items = [
        world.claim(world.event("AIRSTRIKE"), "sohr reports", when="2024-12-01"),
        world.claim(world.event("AIRSTRIKE"), "snhr reports", when="2024-12-04"),
    ]
    same = Judgement("same", tuple(one.claim.id for one in items), "A. Lund", DAY)
    apart, one = look(world, items), look(world, items, judgements=[same])
    (merged,) = between(world, apart, one)
    (split,) = between(world, one, apart)
    assert (merged.kind, len(merged.earlier), len(merged.later)) == ("merged", 2, 1)
    assert (split.kind, len(split.earlier), len(split.later)) == ("split", 1, 2)
    assert merged.causes[0].kind == split.causes[0].kind == "judgement"


def test_a_report_read_again_is_named_as_such(world: Any) -> None:
    old = world.claim(world.count(12), "sohr reports", text="the same report")
    new = world.claim(world.count(21), "sohr reports", text="the same report")
    (shift,) = between(world, look(world, [old]), look(world, [new]))
    assert (shift.kind, shift.causes[0].kind) == ("revised up", "read again")
    assert set(shift.claims) == {old.claim.id, new.claim.id}


def test_a_new_version_of_a_page_is_named_as_such(world: Any) -> None:
    def version(number: int, published: str) -> Evidence:
        one = world.claim(
            world.count(number), "sohr reports", when="2024-12-03", published=published
        )
        report = msgspec.structs.replace(one.report, url="https://example.org/hama")
        return Evidence(report, one.claim)

    items = [version(12, "2024-12-04"), version(15, "2024-12-05")]
    assert of(daily(world, items), "tally") == [("revised up", "new version")]


def test_an_undated_report_is_known_on_every_day(world: Any) -> None:
    items = [world.claim(world.control("takes", "hts"), "sohr reports", published="")]
    assert daily(world, items, "2024-12-07") == ()


# ---------------------------------------------------------------------------------- the whole


@st.composite
def wars(draw: st.DrawFn, world: Any) -> tuple[list[Evidence], list[Judgement]]:
    def content() -> Any:
        actor = draw(st.sampled_from(("rebels", "hts", "army", "")))
        kind = draw(st.integers(0, 3))
        if kind == 3:
            return Intent("CAPTURE", (Mention(Span(0, 1), actor),) if actor else ())
        if kind == 0:
            return world.event(draw(st.sampled_from(("CAPTURE", "AIRSTRIKE", "CLASH"))), actor)
        if kind == 1:
            changes = ("takes", "holds", "loses", "enters", "besieges", "leaves")
            return world.control(draw(st.sampled_from(changes)), actor)
        return world.count(
            draw(st.integers(0, 30)),
            whom=draw(st.sampled_from(("", "army"))),
            cumulative=draw(st.booleans()),
        )

    def day(least: int = 0) -> str:
        return (date(2024, 12, 8) - timedelta(days=draw(st.integers(least, 20)))).isoformat()

    speakers = ("sohr reports", "army denies", "army acknowledges", "hts claims", "sohr retracts")
    items = [
        world.claim(
            content(),
            *draw(st.sampled_from(((), *((one,) for one in speakers)))),
            place=draw(st.sampled_from(("hama", "suran", "hama-province", ""))),
            when=day(),
            published=draw(st.sampled_from((day(), day(), ""))),
            realis=draw(st.sampled_from(("actual", "actual", "negated", "planned"))),
            background=draw(st.sampled_from((False, False, True))),
        )
        for _ in range(draw(st.integers(1, 12)))
    ]
    ids = [one.claim.id for one in items]
    judgements = [
        Judgement(
            draw(st.sampled_from(("same", "different", "reject", "confirm"))),
            tuple(draw(st.lists(st.sampled_from(ids), min_size=1, max_size=3))),
            "A. Lund",
            date.fromisoformat(day()),
        )
        for _ in range(draw(st.integers(0, 3)))
    ]
    return items, judgements


def moments(world: Any, data: st.DataObject) -> tuple[Seen, Seen]:
    """A war seen on two days, which may be known by any day, or read otherwise."""
    items, judgements = data.draw(wars(world))
    days = st.integers(0, 20).map(lambda back: (date(2024, 12, 10) - timedelta(back)).isoformat())

    def one() -> Seen:
        known = data.draw(st.lists(st.sampled_from(items), unique_by=lambda each: each.claim.id))
        loaded = data.draw(st.sampled_from((items, known)))
        judged = data.draw(st.sampled_from((judgements, [])))
        by = data.draw(st.one_of(st.just(""), days))
        return look(world, loaded, data.draw(days), by, judged)

    return one(), one()


many = settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@many
@given(data=st.data())
def test_every_difference_has_one_entry_with_a_cause(world: Any, data: st.DataObject) -> None:
    before, after = moments(world, data)
    shifts = between(world, before, after)
    assert Counter(_entries(shifts)) == Counter(_differences(before.picture, after.picture))
    known = before.evidence.keys() | after.evidence.keys()
    for shift in shifts:
        assert shift.causes
        assert all(cause.words and cause.claims for cause in shift.causes)
        assert shift.claims
        assert set(shift.claims) <= known
        assert shift.was or shift.now


@many
@given(data=st.data())
def test_a_picture_has_changed_in_nothing_from_itself(world: Any, data: st.DataObject) -> None:
    before, _ = moments(world, data)
    assert between(world, before, before) == ()


@many
@given(data=st.data())
def test_the_order_of_the_claims_changes_no_change(world: Any, data: st.DataObject) -> None:
    before, after = moments(world, data)
    mixed = {id: after.evidence[id] for id in data.draw(st.permutations(list(after.evidence)))}
    turned = Seen(after.picture, mixed, tuple(reversed(after.judgements)))
    encode = msgspec.json.encode
    assert encode(between(world, before, after)) == encode(between(world, before, turned))


def _entries(shifts: Iterable[Shift]) -> Iterable[tuple[str, str]]:
    for one in shifts:
        if one.about in ("control", "area", "threat"):
            yield one.about, one.place
        else:
            yield from ((f"{one.about} before", id) for id in one.earlier)
            yield from ((f"{one.about} after", id) for id in one.later)


def _differences(was: Picture, now: Picture) -> Iterable[tuple[str, str]]:
    for about, name in (("control", "control"), ("covers", "area"), ("threats", "threat")):
        one, other = _by_place(getattr(was, about)), _by_place(getattr(now, about))
        yield from ((name, place) for place in one | other if one.get(place) != other.get(place))
    for about, name in (
        ("incidents", "incident"),
        ("tallies", "tally"),
        ("intentions", "intention"),
    ):
        one = {each.id: each for each in getattr(was, about)}
        other = {each.id: each for each in getattr(now, about)}
        yield from ((f"{name} before", id) for id in one if one[id] != other.get(id))
        yield from ((f"{name} after", id) for id in other if other[id] != one.get(id))


def _by_place(found: Iterable[Any]) -> dict[str, list[Any]]:
    places: dict[str, list[Any]] = {}
    for each in found:
        places.setdefault(each.place, []).append(each)
    return places


def test_what_weighs_most_comes_first(world: Any) -> None:
    items = [
        world.claim(world.control("takes", "hts"), "sohr reports"),
        toll(world, 704, "sohr", "2024-12-04"),
        toll(world, 826, "sohr", "2024-12-05"),
        world.claim(world.event("AIRSTRIKE"), "sohr reports"),
    ]
    order = [one.about for one in daily(world, items)]
    assert order.index("control") < order.index("tally") < order.index("incident")


def test_an_intention_that_was_carried_out_is_fulfilled(world: Any) -> None:
    items = [
        world.claim(
            Intent("CAPTURE", (Mention(Span(0, 1), "rebels"),)),
            "rebels claims",
            when="",
            published="2024-12-03",
            realis="planned",
        ),
        world.claim(world.control("takes", "rebels"), "sohr reports"),
    ]
    (shift,) = [one for one in daily(world, items) if one.about == "intention"]
    assert (shift.kind, shift.causes[0].kind) == ("fulfilled", "new report")
    assert items[1].claim.id in shift.claims

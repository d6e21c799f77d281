"""Whatever numbers and days are given, a chart is in its frame, and its axes rise."""

from collections.abc import Sequence
from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foglift.desk.charts import (
    Bar,
    Box,
    Drawing,
    Figure,
    Given,
    Heap,
    Lane,
    Line,
    Mark,
    Range,
    Sight,
    Text,
    Trace,
    lanes,
    ranges,
    steps,
    strip,
)

TODAY = date(2024, 12, 8)
days = st.dates(date(1950, 1, 1), TODAY)
near = st.dates(date(2024, 11, 1), TODAY)
any_day = st.one_of(days, near)
maybe = st.one_of(st.none(), any_day)
names = st.sampled_from(["", "Observatory", "UN Office for the Coordination of " * 4, "مرصد" * 9])
numbers = st.integers(0, 3_000_000)


@st.composite
def bounds(draw: st.DrawFn) -> tuple[int | None, int | None]:
    """Low and high, either of them open."""
    low, high = sorted((draw(numbers), draw(numbers)))
    return draw(st.sampled_from([(low, low), (low, high), (low, None), (None, high), (None, None)]))


figures = st.builds(
    lambda day, ends, change: Figure(day, *ends, change=change),
    any_day,
    bounds(),
    st.sampled_from(["", "revised", "falls"]),
)
lines = st.lists(
    st.builds(Line, names, st.lists(figures, max_size=50).map(tuple)), min_size=1, max_size=9
)
numbers_given = st.lists(
    st.builds(
        lambda ends, kind: Given(*ends, kind),
        bounds(),
        st.sampled_from(["plain", "floor", "ceiling"]),
    ),
    max_size=5,
).map(tuple)
rows = st.lists(
    st.builds(
        lambda label, ends, best, by: Range(label, *ends, best, by),
        names,
        bounds(),
        st.one_of(st.none(), numbers),
        numbers_given,
    ),
    max_size=8,
)
bars = st.builds(
    Bar,
    since=maybe,
    sure=maybe,
    until=maybe,
    look=st.sampled_from(["actor-3", "contested", "unknown"]),
    layer=st.sampled_from(["assessed", "claimed"]),
    quiet=maybe,
    note=names,
)
sights = st.builds(Sight, any_day, st.sampled_from(["for", "against", "loss"]))
holders = st.lists(
    st.builds(
        Lane,
        names,
        st.lists(bars, max_size=4).map(tuple),
        st.lists(sights, max_size=30).map(tuple),
    ),
    min_size=1,
    max_size=5,
)
heaps = st.lists(
    st.builds(Heap, any_day, st.sampled_from(["a", "b", "c"]), st.integers(1, 400)), max_size=40
)


def outside(drawing: Drawing) -> list[object]:
    """What of a drawing lies beyond its frame."""
    return [one for one in drawing.shapes if not all(_inside(drawing, *at) for at in _points(one))]


def _inside(drawing: Drawing, x: float, y: float) -> bool:
    return -0.1 <= x <= drawing.width + 0.1 and -0.1 <= y <= drawing.height + 0.1


def _points(shape: Box | Trace | Mark | Text) -> Sequence[tuple[float, float]]:
    match shape:
        case Box(x=x, y=y, width=width, height=height):
            assert width >= 0
            assert height >= 0
            return ((x, y), (x + width, y + height))
        case Trace(points=points):
            return points
        case Text(y=y):
            return tuple((x, y) for x in shape.ends)
        case Mark(x=x, y=y):
            return ((x, y),)


def rises(values: Sequence[float]) -> bool:
    return all(one < after for one, after in pairwise(values))


def sound(drawing: Drawing) -> bool:
    assert outside(drawing) == []
    return rises(drawing.across) and rises(drawing.up) and len(drawing.across) < 14


@given(lines, st.booleans())
def test_running_totals_are_in_the_frame(found: list[Line], wide: bool) -> None:
    assert sound(steps(found, wide))


@given(rows, st.booleans())
def test_ranges_are_in_the_frame(found: list[Range], wide: bool) -> None:
    assert sound(ranges(found, wide))


@given(holders, st.booleans())
def test_lanes_are_in_the_frame(found: list[Lane], wide: bool) -> None:
    assert sound(lanes(found, TODAY, wide))


@given(heaps, st.booleans())
def test_heaps_are_in_the_frame(found: list[Heap], wide: bool) -> None:
    assert sound(strip(found, TODAY, wide))


def of(drawing: Drawing, look: str) -> list[Box | Trace | Mark | Text]:
    return [one for one in drawing.shapes if look in one.look.split()]


def line(*numbers: int, change: str = "") -> Line:
    figures = tuple(
        Figure(date(2024, 12, n), number, number, f"/claims/{n}", str(number))
        for n, number in enumerate(numbers, 1)
    )
    last = figures[-1]
    return Line(
        "Observatory", (*figures[:-1], Figure(last.day, last.low, last.high, change=change))
    )


def test_a_total_stands_until_the_next_is_given() -> None:
    (stairs,) = of(steps([line(100, 250)]), "stairs")
    assert isinstance(stairs, Trace)
    first, corner, second, end = stairs.points
    assert corner == (second[0], first[1])
    assert second[1] < first[1]
    assert end[1] == second[1]


def test_each_source_has_its_colour_dash_mark_and_name() -> None:
    drawing = steps([line(100, 250), Line("Ministry", line(90, 200).figures)])
    assert of(drawing, "stairs")[0].look != of(drawing, "stairs")[1].look
    signs = [one.sign for one in of(drawing, "figure") if isinstance(one, Mark)]
    assert signs == ["circle", "circle", "square", "square"]
    said = [one.text for one in drawing.shapes if isinstance(one, Text)]
    assert {"Observatory", "Ministry", "250", "200"} <= set(said)


def test_a_figure_is_a_link_to_its_claim() -> None:
    first, _ = of(steps([line(100, 250)]), "figure")
    assert isinstance(first, Mark)
    assert (first.to, first.words) == ("/claims/1", "100")


@pytest.mark.parametrize(("change", "sign"), [("revised", "ring"), ("falls", "fall")])
def test_what_is_no_plain_rise_is_marked(change: str, sign: str) -> None:
    (mark,) = of(steps([line(100, 90, change=change)]), "change")
    assert isinstance(mark, Mark)
    assert mark.sign == sign


def test_the_band_goes_from_the_smallest_to_the_largest_total_of_each_day() -> None:
    drawing = steps([line(100, 400), Line("Ministry", line(50, 60).figures)])
    (band,) = of(drawing, "band")
    assert isinstance(band, Trace)
    zero = max(y for one in of(drawing, "zero") if isinstance(one, Trace) for _, y in one.points)
    heights = sorted({round(zero - y) for _, y in band.points})
    assert [round(100 * one / heights[-1]) for one in heights] == [12, 15, 25, 100]


def test_one_source_alone_has_no_band() -> None:
    assert not of(steps([line(100, 400)]), "band")


def test_an_at_least_is_open_above() -> None:
    drawing = steps(
        [Line("Ministry", (Figure(TODAY, 300, None), Figure(date(2024, 12, 1), 10, 10)))]
    )
    (whisker,) = of(drawing, "whisker")
    assert isinstance(whisker, Trace)
    assert whisker.look.endswith("open")
    assert whisker.points[1][1] < whisker.points[0][1]
    assert "at least 300" in [one.text for one in drawing.shapes if isinstance(one, Text)]


def test_a_scale_that_leaves_out_the_zero_says_so() -> None:
    assert steps([line(45_000, 45_900)]).note == "The scale begins at 45,000, not at zero."
    assert steps([line(100, 45_900)]).note == ""


def test_a_floor_and_a_ceiling_point_to_where_the_truth_may_lie() -> None:
    row = Range("soldiers", 12, 300, None, (Given(12, 12, "floor"), Given(300, 300, "ceiling")))
    drawing = ranges([row])
    assert [one.sign for one in of(drawing, "given") if isinstance(one, Mark)] == ["right", "left"]
    assert not of(drawing, "best")


def test_numbers_that_are_far_apart_get_a_logarithmic_scale() -> None:
    assert ranges([Range("a", 5, 5), Range("b", 280_000, 280_000)]).note
    assert not ranges([Range("a", 50, 50), Range("b", 300, 300)]).note


@pytest.mark.parametrize("wide", [True, False])
def test_names_that_differ_at_their_end_can_be_told_apart(wide: bool) -> None:
    names = [f"people killed in Aleppo from 26 November to {n} November" for n in (28, 29)]
    drawing = ranges([Range(name, 200, 200) for name in names], wide)
    lines = [one.text for one in of(drawing, "label") if isinstance(one, Text)]
    assert " ".join(lines) == " ".join(names)


def held(since: date | None, sure: date | None = None, **more: object) -> Lane:
    return Lane("rebels", (Bar(since, sure or since, None, "actor-1", **more),))  # type: ignore[arg-type]


def test_a_bar_fades_in_where_nobody_knows_when_it_began() -> None:
    assert not of(lanes([held(date(2024, 12, 1))], TODAY), "fade")
    assert of(lanes([held(None, date(2024, 12, 1))], TODAY), "fade")
    assert of(lanes([held(date(2024, 11, 25), date(2024, 12, 1))], TODAY), "fade")


def test_what_nobody_speaks_of_any_more_is_hatched() -> None:
    (bar,) = of(lanes([held(date(2024, 11, 1), quiet=date(2024, 11, 10))], TODAY), "bar")
    (stale,) = of(lanes([held(date(2024, 11, 1), quiet=date(2024, 11, 10))], TODAY), "stale")
    assert isinstance(bar, Box)
    assert isinstance(stale, Box)
    assert bar.x < stale.x
    assert stale.x + stale.width == pytest.approx(bar.x + bar.width, abs=0.2)


def test_claims_of_one_day_do_not_hide_one_another() -> None:
    lane = Lane("rebels", sights=tuple(Sight(TODAY) for _ in range(40)))
    places = [(one.x, one.y) for one in of(lanes([lane], TODAY), "sight") if isinstance(one, Mark)]
    assert len(set(places)) == 40


def test_what_is_long_past_does_not_press_the_present_to_the_edge() -> None:
    lane = Lane("rebels", (Bar(date(1990, 1, 1), date(1990, 1, 1), None, "actor-1"),))
    drawing = lanes([lane, Lane("army", sights=(Sight(date(2024, 12, 1)),))], TODAY)
    assert date.fromordinal(int(drawing.across[0])).year == 2024


def test_nothing_is_drawn_of_nothing() -> None:
    assert steps([]).shapes == ranges([]).shapes == strip([], TODAY).shapes == ()
    assert steps([Line("Ministry", (Figure(TODAY, None, None),))]).shapes == ()

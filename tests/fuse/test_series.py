"""Running totals of one source: in order, with what each grew by; revisions beside falls."""

from typing import Any

from foglift.model import Tally

SINCE = "2024-11-27/"


def total(world: Any, number: int, day: str, *chain: str, **more: Any) -> Any:
    text = more.pop("text", "")
    high = more.pop("high", number)
    return world.claim(
        world.count(number, high, cumulative=True, **more),
        *(chain or ("sohr reports",)),
        when=SINCE,
        published=day,
        text=text,
    )


def only(world: Any, claims: list[Any], day: str = "2024-12-08") -> Tally:
    (tally,) = (one for one in world.shuffled(claims, day=day).tallies if one.cumulative)
    return tally  # type: ignore[no-any-return]


def steps(tally: Tally) -> list[tuple[str, int | None, int | None, str]]:
    (series,) = tally.series
    return [(str(one.as_of), one.low, one.increment, one.change) for one in series.steps]


def test_a_series_is_differenced_into_the_days_it_covers(world: Any) -> None:
    days = (("2024-12-03", 602), ("2024-12-04", 704), ("2024-12-06", 826))
    tally = only(world, [total(world, number, day) for day, number in days])
    assert steps(tally) == [
        ("2024-12-03", 602, None, "first"),
        ("2024-12-04", 704, 102, "rises"),
        ("2024-12-06", 826, 122, "rises"),
    ]
    assert [str(one.since) for one in tally.series[0].steps] == ["None", "2024-12-04", "2024-12-05"]
    assert tally.series[0].source == "Observatory"
    assert (tally.low, tally.best, tally.high, tally.problems) == (826, 826, 826, ())


def test_each_source_has_a_series_of_its_own(world: Any) -> None:
    claims = [
        total(world, number, day, f"{who} reports")
        for who, number, day in (
            ("sohr", 602, "2024-12-03"),
            ("snhr", 500, "2024-12-03"),
            ("sohr", 704, "2024-12-04"),
            ("snhr", 520, "2024-12-04"),
        )
    ]
    tally = only(world, claims)
    grown = {one.source: one.steps[1].increment for one in tally.series}
    assert grown == {"Observatory": 102, "snhr": 20}


def test_one_figure_is_no_series(world: Any) -> None:
    assert only(world, [total(world, 602, "2024-12-03")]).series == ()


def test_of_one_day_the_largest_total_counts(world: Any) -> None:
    claims = [total(world, number, "2024-12-03") for number in (602, 588)]
    claims.append(total(world, 704, "2024-12-04"))
    assert [one[1] for one in steps(only(world, claims))] == [602, 704]


def test_an_old_figure_printed_again_takes_nothing_back(world: Any) -> None:
    days = (("2024-12-03", 602), ("2024-12-04", 704))
    told = [total(world, number, day) for day, number in days]
    late = world.claim(
        world.count(602, cumulative=True),
        "sohr reports",
        when=SINCE,
        published="2024-12-05",
        outlet="late paper",
    )
    tally = only(world, [*told, late])
    assert [one[1] for one in steps(tally)] == [602, 704]
    assert (tally.low, tally.best, tally.high, tally.problems) == (704, 704, 704, ())
    assert late.claim.id in tally.claims


def test_a_revision_is_no_fall(world: Any) -> None:
    down = [
        total(world, 40, "2024-12-03"),
        total(world, 31, "2024-12-04", revised=True),
        total(world, 36, "2024-12-05"),
    ]
    tally = only(world, down)
    assert steps(tally) == [
        ("2024-12-03", 40, None, "first"),
        ("2024-12-04", 31, -9, "revised"),
        ("2024-12-05", 36, 5, "rises"),
    ]
    assert (tally.best, tally.problems) == (36, ())


def test_a_revision_upwards_is_told_from_what_is_new(world: Any) -> None:
    tally = only(
        world, [total(world, 40, "2024-12-03"), total(world, 45, "2024-12-04", revised=True)]
    )
    assert steps(tally)[1] == ("2024-12-04", 45, 5, "revised")


def test_a_fall_without_a_word_is_named(world: Any) -> None:
    tally = only(world, [total(world, 40, "2024-12-03"), total(world, 31, "2024-12-04")])
    assert steps(tally)[1][3] == "falls"
    assert [one.kind for one in tally.problems] == ["running total falls"]
    assert len(tally.problems[0].claims) == 2


def test_an_at_least_has_no_increment_and_hides_no_fall(world: Any) -> None:
    claims = [
        total(world, 700, "2024-12-03", high=None),
        total(world, 720, "2024-12-04", high=None),
        total(world, 690, "2024-12-05"),
    ]
    tally = only(world, claims)
    assert [(one[2], one[3]) for one in steps(tally)] == [
        (None, "first"),
        (None, "rises"),
        (None, "falls"),
    ]
    assert "fell from at least 720 (2024-12-04) to 690 (2024-12-05)" in tally.problems[0].words


def bulletin(world: Any, day: str, new: int, total: int, hours: str = "", **more: Any) -> list[Any]:
    """ "7 were killed on Wednesday, 1,204 since November" in one report."""
    text = f"bulletin of {day}: {new} new, {total} in all {more}"
    return [
        world.claim(world.count(new), "sohr reports", when=hours or day, published=day, text=text),
        world.claim(
            world.count(total, cumulative=True),
            "sohr reports",
            when=f"2024-11-27/{day}",
            published=day,
            text=text,
        ),
    ]


def test_what_is_new_is_checked_against_the_difference(world: Any) -> None:
    fits = [*bulletin(world, "2024-12-03", 5, 1197), *bulletin(world, "2024-12-04", 7, 1204)]
    tally = only(world, fits)
    assert (tally.series[0].steps[1].increment, tally.series[0].steps[1].announced) == (7, 7)
    assert tally.problems == ()
    wrong = [*bulletin(world, "2024-12-03", 5, 1197), *bulletin(world, "2024-12-04", 7, 1210)]
    (problem,) = only(world, wrong).problems
    assert problem.kind == "increment does not match"
    assert problem.words == (
        "Observatory counts 7 new by 2024-12-04, but its running total since 2024-11-27 rose by "
        "13, from 1,197 (2024-12-03) to 1,210"
    )


def test_what_is_new_of_a_day_is_not_checked_over_several(world: Any) -> None:
    claims = [*bulletin(world, "2024-12-03", 5, 1197), *bulletin(world, "2024-12-06", 7, 1230)]
    assert only(world, claims).problems == ()


def test_the_past_24_hours_begin_where_the_last_bulletin_ends(world: Any) -> None:
    claims = [
        *bulletin(world, "2024-12-03", 5, 1197),
        *bulletin(world, "2024-12-04", 7, 1210, hours="2024-12-03/2024-12-04"),
    ]
    assert [one.kind for one in only(world, claims).problems] == ["increment does not match"]


def test_those_added_late_make_up_the_difference(world: Any) -> None:
    second = bulletin(world, "2024-12-04", 7, 1210, added=True)
    late = world.claim(
        world.count(6, manner="added-later"),
        "sohr reports",
        when="2024-12-04",
        published="2024-12-04",
        text=second[0].report.text,
    )
    tally = only(world, [*bulletin(world, "2024-12-03", 5, 1197), *second, late])
    assert tally.problems == ()

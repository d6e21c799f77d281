"""The simpler ways to decide, on ballots counted by hand."""

from datetime import date, timedelta

from bench.war.rivals import (
    Assertion,
    ballots,
    dawid_skene,
    latest,
    majority,
    series,
    truthfinder,
)

DAY = date(2024, 10, 10)


def said(source: str, value: str, days: int = 0, question: str = "Hama") -> Assertion:
    return Assertion(source, question, value, DAY + timedelta(days=days), None, 0)


def test_a_ballot_holds_the_latest_word_of_each_source() -> None:
    words = [said("a", "north", 0), said("a", "south", 1), said("b", "north", 1)]
    cast = ballots(words, [DAY, DAY + timedelta(days=1)])
    assert cast[DAY]["Hama"] == {"a": "north"}
    assert cast[DAY + timedelta(days=1)]["Hama"] == {"a": "south", "b": "north"}


def test_words_of_the_last_week_go_before_older_ones_and_nothing_is_left_of_a_retraction() -> None:
    later = DAY + timedelta(days=9)
    words = [said("a", "north"), said("b", "south", 8), said("c", "east", 8), said("c", "", 9)]
    assert ballots(words, [later])[later]["Hama"] == {"b": "south"}
    old = ballots([said("a", "north")], [later])
    assert old[later]["Hama"] == {"a": "north"}


def test_the_majority_decides_and_a_tie_does_not() -> None:
    assert majority([{"Hama": {"a": "x", "b": "x", "c": "y"}}]) == {"Hama": "x"}
    assert majority([{"Hama": {"a": "x", "b": "y"}}]) == {"Hama": ""}


def test_the_latest_report_wins() -> None:
    words = [said("a", "north", 0), said("b", "south", 1), said("c", "east", 5)]
    assert latest(words, DAY + timedelta(days=2)) == {"Hama": "south"}


def test_sources_that_agree_elsewhere_are_trusted_where_others_differ() -> None:
    ways = {f"town {one}": {"a": "x", "b": "x", "liar": "y"} for one in range(6)}
    torn = {"Hama": {"a": "x", "liar": "y"}}
    for method in (truthfinder, dawid_skene):
        assert method([ways, {**ways, **torn}])["Hama"] == "x"


def test_every_way_answers_on_every_day() -> None:
    days = [DAY, DAY + timedelta(days=1)]
    found = list(series([said("a", "north")], days))
    assert {name for name, _, _ in found} == {
        "latest report",
        "majority vote",
        "TruthFinder",
        "Dawid-Skene",
    }
    assert all(answers == {"Hama": "north"} for _, _, answers in found)

import pytest
from starlette.testclient import TestClient

from foglift.desk import Look
from foglift.desk.look import MissingError
from foglift.desk.pages.tallies import tallies
from foglift.desk.pages.tally import tally


@pytest.fixture(scope="module")
def dead(told: Look) -> str:
    """The count of all who were killed in Syria."""
    (found,) = [id for id, one in told.tallies.items() if one.best == 826]
    return found


def test_the_other_count_of_the_same_losses_is_a_page_away(told: Look) -> None:
    losses = tallies(told).losses
    page = tally(told, losses[0].row.id)
    assert page.ranges[0].high == 300
    assert [one.kind for one in page.ranges[0].given] == ["ceiling"]


def test_a_running_total_has_a_line_for_each_source(told: Look, dead: str) -> None:
    page = tally(told, dead)
    observatory, nations = sorted(page.lines, key=lambda one: one.label)
    assert [one.low for one in observatory.figures] == [602, 704, 826]
    assert [one.low for one in nations.figures] == [640]
    assert [one.increment for one in page.series if one.source == observatory.label] == [
        None,
        102,
        122,
    ]
    assert all(one.to.removeprefix("/claims/") in told.claims for one in observatory.figures)


def test_a_count_is_quoted_with_the_sentence_around_it(told: Look, dead: str) -> None:
    page = tally(told, dead)
    last = page.quotes[-1]
    assert (last.words, last.published) == ("826 people", told.day)
    assert last.before.endswith("Human Rights said")
    assert last.after.startswith("had been killed")


def test_a_count_that_is_not_there(told: Look) -> None:
    with pytest.raises(MissingError):
        tally(told, "no such count")


def test_a_page_shows_charts_and_their_tables(pages: TestClient, dead: str) -> None:
    one = pages.get(f"/tallies/{dead}").text
    assert one.count('class="drawing wide"') == one.count('class="drawing narrow"') == 2
    assert "The table behind the chart" in one
    assert "no such" not in one
    assert " style=" not in one


def test_a_page_has_its_twin(pages: TestClient, dead: str) -> None:
    twin = pages.get(f"/tallies/{dead}.json").json()
    assert (twin["row"]["low"], twin["row"]["best"]) == (640, 826)
    assert twin["parts"][0]["subject"].startswith("civilians")
    assert pages.get("/tallies/none.json").status_code == 404

import pytest
from starlette.testclient import TestClient

from foglift.desk import Look
from foglift.desk.look import MissingError
from foglift.desk.pages.tallies import Row, tallies, tally


def row(look: Look, subject: str) -> Row:
    kinds = tallies(look).kinds
    found = [row for kind in kinds for group in kind.groups for row in group.rows]
    (one,) = [row for row in found if row.subject.startswith(subject)]
    return one


def test_a_count_says_low_best_and_high_and_who_gives_each(told: Look) -> None:
    one = row(told, "people killed in Syria")
    assert (one.low, one.best, one.high) == (640, 826, 826)
    assert one.best_by == "Syrian Observatory for Human Rights"
    assert [(giver.number, giver.sources) for giver in one.givers] == [
        ("640", ("United Nations",)),
        ("826", ("Syrian Observatory for Human Rights",)),
    ]
    assert all(id in told.claims for giver in one.givers for id in giver.claims)


def test_parts_stand_below_their_whole(told: Look) -> None:
    (syria,) = [one for one in tallies(told).kinds[0].groups if one.name == "Syria"]
    assert [(one.depth, one.subject.split()[0]) for one in syria.rows] == [
        (0, "people"),
        (1, "civilians"),
    ]


def test_own_losses_are_a_floor_and_the_enemys_a_ceiling(told: Look) -> None:
    claimed, admitted = tallies(told).losses
    assert {one.side for one in (claimed, admitted)} == {"the Syrian government"}
    assert [one.number for one in claimed.enemy] == ["300"]
    assert [one.number for one in admitted.own] == ["12"]
    assert claimed.own == admitted.enemy == claimed.others == admitted.others == ()
    assert claimed.row.best is admitted.row.best is None


def test_the_other_count_of_the_same_losses_is_a_page_away(told: Look) -> None:
    losses = tallies(told).losses
    page = tally(told, losses[0].row.id)
    assert page.ranges[0].high == 300
    assert [one.kind for one in page.ranges[0].given] == ["ceiling"]


@pytest.mark.parametrize(
    ("asked", "names"),
    [
        ({"of": "killed", "whom": "syrian-army"}, {"Hama"}),
        ({"place": "wof:421202161"}, {"Hama"}),
        ({"place": "wof:85632413"}, {"Hama", "Salamiyah", "Syria"}),
        ({"of": "wounded"}, set()),
    ],
)
def test_counts_are_chosen_by_kind_people_and_place(
    told: Look, asked: dict[str, str], names: set[str]
) -> None:
    found = tallies(told, **asked)
    assert {group.name for kind in found.kinds for group in kind.groups} == names


def test_what_may_be_chosen_is_what_there_is(told: Look) -> None:
    found = tallies(told)
    assert [(one.value, one.count) for one in found.ofs] == [("killed", 5)]
    assert {one.name for one in found.places} == {"Hama", "Salamiyah", "Syria"}
    assert {one.name for one in found.whoms} == {"civilians", "Syrian army"}


def test_a_running_total_has_a_line_for_each_source(told: Look) -> None:
    page = tally(told, row(told, "people killed in Syria").id)
    observatory, nations = sorted(page.lines, key=lambda one: one.label)
    assert [one.low for one in observatory.figures] == [602, 704, 826]
    assert [one.low for one in nations.figures] == [640]
    assert [one.increment for one in page.series if one.source == observatory.label] == [
        None,
        102,
        122,
    ]
    assert all(one.to.removeprefix("/claims/") in told.claims for one in observatory.figures)


def test_a_count_is_quoted_with_the_sentence_around_it(told: Look) -> None:
    page = tally(told, row(told, "people killed in Syria").id)
    last = page.quotes[-1]
    assert (last.words, last.published) == ("826 people", told.day)
    assert last.before.endswith("Human Rights said")
    assert last.after.startswith("had been killed")


def test_nobody_killed_is_a_number_too(told: Look) -> None:
    one = row(told, "people killed in Salamiyah")
    assert (one.low, one.best, one.high, one.number) == (0, 0, 0, "0")


def test_a_count_that_is_not_there(told: Look) -> None:
    with pytest.raises(MissingError):
        tally(told, "no such count")


def test_the_pages_show_numbers_charts_and_their_tables(pages: TestClient, told: Look) -> None:
    every = pages.get("/tallies").text
    assert "not an estimate of all" in every
    assert 'role="group" aria-label="Killed: low, best and high' in every
    one = pages.get(f"/tallies/{row(told, 'people killed in Syria').id}").text
    assert one.count('class="drawing wide"') == one.count('class="drawing narrow"') == 2
    assert "The table behind the chart" in one
    assert "no such" not in one
    assert " style=" not in every + one


def test_a_page_has_its_twin(pages: TestClient, told: Look) -> None:
    twin = pages.get(f"/tallies/{row(told, 'people killed in Syria').id}.json").json()
    assert (twin["row"]["low"], twin["row"]["best"]) == (640, 826)
    assert twin["parts"][0]["subject"].startswith("civilians")
    assert pages.get("/tallies/none.json").status_code == 404

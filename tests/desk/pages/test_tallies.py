import pytest
from starlette.testclient import TestClient

from foglift.desk import Look
from foglift.desk.pages.counted import Row
from foglift.desk.pages.tallies import tallies


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


def test_nobody_killed_is_a_number_too(told: Look) -> None:
    one = row(told, "people killed in Salamiyah")
    assert (one.low, one.best, one.high, one.number) == (0, 0, 0, "0")


def test_the_page_shows_numbers_and_a_chart(pages: TestClient) -> None:
    every = pages.get("/tallies").text
    assert "not an estimate of all" in every
    assert 'role="group" aria-label="Killed: low, best and high' in every
    assert " style=" not in every

import pytest
from starlette.testclient import TestClient

from foglift.desk import Look
from foglift.desk.pages.holding import Holding
from foglift.desk.pages.places import places

HAMA, HOMS = "wof:421202161", "wof:421168647"


def now(look: Look, id: str) -> Holding:
    (row,) = [row for row in places(look).rows if row.here.id == id]
    return row.now


def test_who_has_a_place_and_by_whose_word(told: Look) -> None:
    hama = now(told, HAMA)
    assert (hama.state, hama.holder, hama.layer) == ("held", "syria-rebels", "assessed")
    assert hama.words == "held by the Syrian rebels"
    assert hama.since == "since 5 December"
    assert hama.standing is not None
    assert hama.standing.grade == "acknowledged"
    assert hama.claims
    assert hama.colour == told.colour("syria-rebels") > 0


def test_what_only_a_party_says_is_told_apart(told: Look) -> None:
    assert now(told, "wof:421178429").only_claimed  # Talbiseh, by a rebel commander
    assert not now(told, HAMA).only_claimed


def test_no_reports_is_no_calm(told: Look) -> None:
    homs = now(told, HOMS)
    assert (homs.state, homs.words, homs.standing) == (
        "no reports",
        "no reports of who has it",
        None,
    )


@pytest.mark.parametrize(
    ("asked", "names"),
    [
        ({"q": "hama"}, ["Hama", "Salamiyah"]),  # in Hama province
        ({"state": "no reports"}, ["Homs", "Salamiyah", "Syria"]),
        ({"holder": "syria-rebels"}, ["Hama", "Idlib province"]),
        ({"area": "Homs province"}, ["Homs", "Talbiseh"]),
        ({"state": "held", "sort": "heard"}, ["Hama", "Idlib province"]),
        ({"sort": "since"}, ["Hama", "Idlib province", "Talbiseh", "Homs", "Salamiyah", "Syria"]),
        ({"q": " IDL"}, ["Idlib province"]),
        ({"q": "nowhere"}, []),
    ],
)
def test_places_are_chosen_and_sorted(told: Look, asked: dict[str, str], names: list[str]) -> None:
    assert [one.here.name for one in places(told, **asked).rows] == names


def test_a_list_too_long_goes_on_on_the_next_page(told: Look) -> None:
    found = places(told, start=2)
    assert (found.first, found.last, found.total) == (3, 6, 6)
    assert found.rows[0].here.name == "Idlib province"
    assert places(told, start=99).first == 6


def test_the_page_links_each_place_and_says_that_silence_is_no_calm(pages: TestClient) -> None:
    every = pages.get("/places").text
    assert f'href="/places/{HAMA}"' in every
    assert "no sign of calm" in every
    assert " style=" not in every

import pytest
from starlette.testclient import TestClient

from foglift.desk import Look
from foglift.desk.look import MissingError
from foglift.desk.pages.place import place

HAMA, HOMS = "wof:421202161", "wof:421168647"


def test_a_place_with_its_history_in_lanes(told: Look) -> None:
    page = place(told, HAMA)
    assert (page.here.name, page.here.region, page.here.country) == (
        "Hama",
        "Hama province",
        "Syria",
    )
    assert (page.here.native, page.here.lang) == ("حماة", "ar")
    assert page.lead == "The Syrian rebels took Hama on 5 December."
    rebels = [lane for lane in page.lanes if lane.label == "Syrian rebels"]
    assert len(rebels) == 1
    assert {bar.layer for bar in rebels[0].bars} == {"assessed", "claimed"}
    assert {one.look for one in rebels[0].sights} >= {"for", "loss"}
    assert all(one.to.removeprefix("/claims/") in told.claims for one in rebels[0].sights)


def test_layers_that_say_the_same_are_told_once(told: Look) -> None:
    page = place(told, HAMA)
    assert [one.layer for one in page.now] == ["both"]
    assert [one.now.state for one in page.spells if not one.ended] == ["held"]


def test_a_place_with_what_happened_who_was_counted_and_what_is_near(told: Look) -> None:
    page = place(told, HAMA)
    assert "The Syrian rebels captured Hama" in [one.words for one in page.incidents]
    assert {one.id for one in page.incidents} <= set(told.incidents)
    assert {one.number for one in page.tallies} >= {"up to 300", "at least 12"}
    assert [(one.here.name, one.km, one.bearing) for one in page.near] == [
        ("Salamiyah", 30, "SE"),
        ("Talbiseh", 32, "S"),
    ]


def test_a_place_with_reasons_to_watch_it(told: Look) -> None:
    page = place(told, HOMS)
    (threat,) = page.threats
    assert [one.kind for one in threat.reasons] == ["named as a target", "next along the advance"]
    assert [one.fate for one in page.intentions] == ["open"]


def test_an_area_lists_what_lies_in_it(told: Look) -> None:
    syria = place(told, "wof:85632413")
    assert {one.here.name for one in syria.parts} >= {"Hama", "Homs", "Idlib province"}
    assert syria.near == ()


def test_a_place_that_is_nowhere(told: Look) -> None:
    with pytest.raises(MissingError):
        place(told, "wof:1")
    with pytest.raises(MissingError):
        place(told, "nowhere")


def test_a_place_of_which_nothing_is_told_has_a_page(told: Look) -> None:
    latakia, _ = told.book.gazetteer.named("Latakia")[0]
    page = place(told, latakia.id)
    assert page.lead == "Latakia: no reports of who has it."
    assert (page.now, page.lanes, page.incidents) == ((), (), ())


def test_a_page_and_its_twin(pages: TestClient) -> None:
    one = pages.get(f"/places/{HAMA}").text
    assert "Who had it, by whose word" in one
    assert 'class="drawing narrow"' in one
    assert " style=" not in one
    twin = pages.get(f"/places/{HAMA}.json").json()
    assert twin["now"][0]["holder_name"] == "Syrian rebels"
    assert twin["lanes"][0]["label"]
    assert pages.get("/places/nowhere").status_code == 404


def test_a_link_keeps_the_day_that_is_looked_at(pages: TestClient) -> None:
    one = pages.get(f"/places/{HAMA}", params={"day": "2024-12-04"}).text
    assert 'href="/places?day=2024-12-04"' in one
    assert "captured" not in one

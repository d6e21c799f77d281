from starlette.testclient import TestClient

from foglift.desk import Look
from foglift.desk.pages.outlook import outlook


def test_a_threatened_place_has_its_reasons_with_their_words(told: Look) -> None:
    found = {one.name: one for one in outlook(told).threats}
    assert next(iter(found)) == "Homs"
    named, next_along = found["Homs"].reasons
    assert named.words == "It was named as a target by the Syrian rebels."
    assert "44 km south of Hama" in next_along.words
    assert [one.words for one in named.quotes] == ["capture Homs"]


def test_an_intention_is_quoted_and_says_what_came_of_it(told: Look) -> None:
    (one,) = outlook(told).intentions
    assert one.words == "The Syrian rebels would capture Homs"
    assert (one.fate, one.fate_words, one.place_name) == ("open", "undecided", "Homs")
    assert one.quotes[0].before == "The rebels vowed to"
    assert one.why


def test_intentions_are_chosen_by_what_came_of_them(told: Look) -> None:
    assert outlook(told, fate="fulfilled").intentions == ()
    assert outlook(told, fate="open").counts == {"open": 1, "fulfilled": 0, "not fulfilled": 0}


def test_the_page_speaks_of_reasons_and_never_of_chances(pages: TestClient) -> None:
    text = pages.get("/outlook").text
    assert "never a probability" in text
    assert "%" not in text
    assert pages.get("/outlook.json").json()["threats"][0]["place"]

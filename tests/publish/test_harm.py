"""What a public output leaves out: one test a rule."""

import json
from dataclasses import replace as changed
from datetime import date
from typing import Any

import pytest
from msgspec.structs import replace

from foglift.codebook import Book
from foglift.model import Control, Count, Event, Intention, Picture, Standing
from foglift.publish import WRITERS, Material, brief
from foglift.publish.facts import personal
from foglift.publish.harm import district, excerpt, guarded, moves, nameless, sheltered, small

Case = Any  # the builder of conftest.py
DAY = date(2024, 12, 5)
HAMA, EL_FASHER = "wof:421202161", "wof:890441261"


def written(name: str, case: Case, day: Picture, book: Book, public: bool = True) -> str:
    text = brief(day, case.known, book)
    return WRITERS[name](Material(day, case.known, book, text, public))


def test_movements_of_the_last_day_are_held_back(hama: Case) -> None:
    leave = hama.claims["leave"]
    assert moves(leave, DAY, known_by=DAY)
    assert not moves(leave, DAY, known_by=date(2024, 12, 6))
    assert not moves(hama.claims["shell"], DAY, known_by=DAY)
    assert moves(replace(leave, when=None), None, known_by=DAY)
    assert not moves(replace(leave, when=None, background=True), None, known_by=DAY)


def test_places_of_people_at_risk_are_known_by_the_words(
    fasher: Case, hama: Case, book: Book
) -> None:
    assert sheltered(fasher.claims["left"], fasher.report, book)
    assert not sheltered(fasher.claims["shell"], fasher.report, book)
    assert not sheltered(hama.claims["flee"], hama.report, book)  # where they fled from


@pytest.mark.parametrize("site", ["hospital", "primary school", "camp", "shelter", "aid depot"])
def test_sites_are_not_shown_exactly(make: Any, book: Book, site: str) -> None:
    case = make.case(f"A shell hit the {site} in Hama.", "Wire")
    hit = case.add("hit", f"hit the {site}", Event("SHELLING"), where=case.at("Hama", HAMA))
    assert sheltered(hit, case.report, book)
    [(report, shown)] = guarded(Picture(DAY, DAY), case.known, book)[1]
    assert shown.where is not None
    assert book.gazetteer.place(shown.where.place.ref).kind == "county"
    assert "Hama" not in report.text


def test_a_named_hospital_is_covered(make: Any, book: Book) -> None:
    case = make.case("A shell hit the Ibn Sina Hospital in Hama.", "Wire")
    words = "hit the Ibn Sina Hospital"
    case.add("hit", words, Event("SHELLING"), where=case.at("Hama", HAMA))
    [(report, _)] = guarded(Picture(DAY, DAY), case.known, book)[1]
    assert report.text == "A shell hit the █████████Hospital in ████."


def test_the_district_of_a_place(book: Book) -> None:
    assert book.gazetteer.place(district(EL_FASHER, book)).kind == "county"
    assert district(district(HAMA, book), book) == district(HAMA, book)


def test_small_numbers_in_small_places_are_held_back(book: Book) -> None:
    assert small(Count("killed", 3, 3), HAMA, book)
    assert small(Count("killed", 9), HAMA, book)
    assert not small(Count("killed", 10, 10), HAMA, book)
    assert not small(Count("killed", 3, 3), "", book)
    assert not small(Count("killed"), HAMA, book)


def test_small_numbers_stand_nowhere_in_public(hama: Case, hama_day: Picture, book: Book) -> None:
    for name in WRITERS:
        text = written(name, hama, hama_day, book)
        assert "three" not in text
        assert '"low": 3' not in text
    assert "fewer than 10 people were killed in Hama" in written("brief.md", hama, hama_day, book)
    assert "three people" in written("claims.jsonl", hama, hama_day, book, public=False)


def test_names_of_private_people_stand_nowhere_in_public(
    hama: Case, hama_day: Picture, book: Book
) -> None:
    report = hama.report
    [span] = nameless(report, hama.claims["shell"])
    assert report.text[span.start : span.end] == "Ibrahim Darwish"
    assert nameless(report, hama.claims["push"]) == ()
    for name in WRITERS:
        text = written(name, hama, hama_day, book)
        assert "Darwish" not in text
        assert "Ibrahim" not in text
    assert "Aron Lund" in written("claims.jsonl", hama, hama_day, book)


@pytest.mark.parametrize(
    ("words", "is_name"),
    [
        ("Samir Haddad", True),
        ("Abu Omar al-Shami", True),
        ("a civil servant", False),
        ("residents", False),
        ("The head of a clinic in town", False),
        ("", False),
    ],
)
def test_names_of_people(words: str, is_name: bool) -> None:
    assert personal(words) is is_name


def test_a_name_is_covered_wherever_it_stands(make: Any, book: Book) -> None:
    case = make.case("Samir Haddad saw shells fall on Hama. Haddad ran.", "Wire")
    by = case.by("Samir Haddad", "", "reports", "witness")
    case.add("fall", "shells fall on Hama", Event("SHELLING"), by, where=case.at("Hama", HAMA))
    [(report, _)] = guarded(Picture(DAY, DAY), case.known, book)[1]
    assert report.text == "████████████ saw shells fall on Hama. ██████ ran."


def test_a_name_in_a_description_is_covered_and_nothing_else(make: Any, book: Book) -> None:
    words = "Samira Haddad, a resident of Hama"
    case = make.case(f"{words}, saw shells fall on Hama.", "Wire")
    by = case.by(words, "", "reports", "witness")
    fall = case.add("fall", "shells fall on Hama", Event("SHELLING"), by)
    standing = Standing("reported", lines=1, reports=1, by=(words,))
    told = make.incident("fall", "SHELLING", (fall.id,), standing)
    picture, [(report, shown)] = guarded(Picture(DAY, DAY, incidents=(told,)), case.known, book)
    assert report.text == "█████████████, a resident of Hama, saw shells fall on Hama."
    assert picture.incidents[0].standing.by == ("somebody not named here",)
    assert (shown.why, shown.said_by[0].source.via) == ((), "")


def test_a_place_that_a_movement_of_the_last_day_led_into_is_held_back(
    make: Any, book: Book
) -> None:
    case = make.case("The army moved into Hama. It left Suran. Rebels entered Homs.", "Wire")
    for key, words, change in (
        ("move", "moved into Hama", None), ("enters", "moved into Hama", "enters"),
        ("quit", "left Suran", None), ("leaves", "left Suran", "leaves"),
        ("others", "entered Homs", "enters"),
    ):  # fmt: skip
        content = Control(change) if change else Event("WITHDRAWAL" if key == "quit" else "ADVANCE")
        case.add(key, words, content, where=case.at(words.split()[-1], HAMA))

    def told(by: date) -> set[str]:
        ids = {claim.id for _, claim in guarded(Picture(DAY, by), case.known, book)[1]}
        return {key for key, claim in case.claims.items() if claim.id in ids}

    assert told(DAY) == {"leaves", "others"}
    assert told(date(2024, 12, 6)) == set(case.claims)


def test_a_sentence_about_a_shelter_gives_its_place_in_no_other_claim(
    make: Any, book: Book
) -> None:
    case = make.case(
        "Shells hit a school in Hama and 30 people died in Hama. 40 died in Hama.", "X"
    )
    at = case.at("Hama", HAMA)
    case.add("hit", "hit a school in Hama", Event("SHELLING"), where=at)
    case.add("died", "30 people died", Count("killed", 30, 30), where=at)
    case.add("other", "40 died", Count("killed", 40, 40), where=at)
    shown: dict[int, Any] = {
        claim.content.low or 0: claim.where
        for _, claim in guarded(Picture(DAY, DAY), case.known, book)[1]
        if isinstance(claim.content, Count)
    }
    assert book.gazetteer.place(shown[30].place.ref).kind == "county"
    assert shown[40].place.ref == HAMA


def test_an_excerpt_has_at_most_60_words() -> None:
    assert excerpt("word " * 60) == "word " * 60
    assert excerpt("word " * 61) == "word " * 60 + "…"


def test_coordinates_of_camps_are_not_in_the_map(
    fasher: Case, fasher_day: Picture, book: Book
) -> None:
    shown = json.loads(written("incidents.geojson", fasher, fasher_day, book))
    by_id = {one["id"]: one for one in shown["features"]}
    assert by_id["left"]["geometry"] is None
    assert by_id["shell"]["geometry"] == {"type": "Point", "coordinates": [25.34936, 13.62793]}
    kept = json.loads(written("incidents.geojson", fasher, fasher_day, book, public=False))
    assert all(one["geometry"] for one in kept["features"])


def test_all_that_is_left_stands_on_shown_claims(hama: Case, hama_day: Picture, book: Book) -> None:
    picture, claims = guarded(hama_day, hama.known, book)
    ids = {claim.id for _, claim in claims}
    assert hama.id("leave") not in ids
    assert [one.id for one in picture.incidents] == ["capture", "shell"]
    kinds = (picture.incidents, picture.tallies, picture.control, picture.threats)
    assert {id for kind in kinds for one in kind for id in one.claims} <= ids


def test_what_came_of_an_intention_is_open_where_what_decided_may_not_be_shown(
    hama: Case, book: Book
) -> None:
    fine = Standing("reported", lines=1, reports=1, by=("Wire",))
    stay = Intention(
        id="1", type="WITHDRAWAL", facet="", place=HAMA, actors=("syrian-army",), recipients=(),
        stated=DAY, standing=fine, claims=(hama.id("shell"),), fate="not fulfilled",
        why=("done",), negated=True, condition="if Ibrahim Darwish agrees", decided=DAY,
        came="WITHDRAWAL", outcome=fine, deciding=(hama.id("leave"),),
    )  # fmt: skip
    hidden = replace(stay, id="2", claims=(hama.id("leave"),))
    picture, _ = guarded(Picture(DAY, DAY, intentions=(stay, hidden)), hama.known, book)
    (shown,) = picture.intentions
    assert (shown.fate, shown.decided, shown.came, shown.deciding) == ("open", None, "", ())
    assert (shown.why, shown.outcome, shown.condition) == ((), None, "")


def test_public_is_what_you_get_unless_you_ask(hama: Case, hama_day: Picture, book: Book) -> None:
    text = brief(hama_day, hama.known, book)
    material = Material(hama_day, hama.known, book, text)
    assert material.public
    assert "withdrew" not in WRITERS["brief.md"](material)
    assert "withdrew" in WRITERS["brief.md"](changed(material, public=False))

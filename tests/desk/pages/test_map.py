from datetime import date

import pytest
from starlette.testclient import TestClient

from foglift.desk import Look
from foglift.desk.pages.columns import HERE, LAYERS, STATES, MapPage, Row
from foglift.desk.pages.map import map
from tests.desk.conftest import Own

TEXTS = (
    "Outlet: Gulf Ledger\nPublished: 2024-12-02\n\n"
    "Rebels captured Halfaya on Monday, the Syrian Observatory for Human Rights said. "
    "Shelling hit Halfaya on Sunday.",
    "Outlet: Levant Wire\nPublished: 2024-12-05\n\n"
    "The Syrian army acknowledged on Thursday that it had lost control of Hama. "
    "Rebels said they had captured Qamhana.",
)


@pytest.fixture
def drawn(own: Own) -> MapPage:
    desk, read = own
    assert desk.reach(read(*TEXTS))
    return map(desk.look())


def spells(page: MapPage, name: str, layer: str) -> list[int]:
    place = page.places.name.index(name)
    wanted = LAYERS.index(layer)
    found = zip(page.spells.place, page.spells.layer, strict=True)
    return [number for number, one in enumerate(found) if one == (place, wanted)]


def test_days_count_from_the_first_report(drawn: MapPage) -> None:
    assert (drawn.first, drawn.day, drawn.fresh) == (date(2024, 12, 2), date(2024, 12, 5), 14)
    (number,) = spells(drawn, "Halfaya", "assessed")
    assert STATES[drawn.spells.state[number]] == "held"
    assert (drawn.spells.since[number], drawn.spells.until[number]) == (0, None)
    assert drawn.spells.heard[number] == (0,)
    assert drawn.actors[drawn.spells.holder[number]].name == "Syrian rebels"
    assert drawn.actors[drawn.spells.holder[number]].colour > 0


def test_what_only_a_party_says_is_in_the_claimed_layer_alone(drawn: MapPage) -> None:
    assert spells(drawn, "Qamhana", "assessed") == []
    assert len(spells(drawn, "Qamhana", "claimed")) == 1


def test_a_place_has_its_point_and_its_name_in_its_own_script(drawn: MapPage) -> None:
    at, places = drawn.places.name.index("Hama"), drawn.places
    assert (places.native[at], places.lang[at]) == ("حماة", "ar")
    assert places.area[at] == "Hama province, Syria"
    assert (round(places.lon[at], 1), round(places.lat[at], 1)) == (36.8, 35.1)
    assert drawn.countries == ("SY",)


def test_an_incident_is_in_words_and_in_a_group(drawn: MapPage) -> None:
    phrase = drawn.phrases.index(f"{HERE} was shelled")
    number = drawn.incidents.said.index(phrase)
    assert drawn.places.name[drawn.incidents.place[number]] == "Halfaya"
    assert drawn.kinds[drawn.incidents.kind[number]].group == "blast"
    assert drawn.incidents.start[number] == -1


def test_the_rows_tell_who_has_which_place_on_the_day(drawn: MapPage) -> None:
    rows = {row.name: row for row in drawn.rows}
    assert list(rows) == ["Halfaya", "Hama", "Qamhana"]
    halfaya = rows["Halfaya"]
    assert (halfaya.state, halfaya.holder, halfaya.since) == (
        "held", "Syrian rebels", date(2024, 12, 2),
    )  # fmt: skip
    assert rows["Qamhana"].notes == ("claimed only",)


def test_who_acknowledges_is_named_before_those_who_report_it_too(
    own: Own,
) -> None:
    desk, read = own
    papers = [
        f"Outlet: {outlet}\nPublished: 2024-12-05\n\n{said}"
        for outlet, said in {
            "Bosporus Courier": "Rebels captured Hama on Thursday.",
            "Cedar Post": "Hama fell to rebels after two days of fighting on Thursday.",
            "Gulf Ledger": "On Thursday rebels seized Hama and its airfield.",
        }.items()
    ]
    assert desk.reach(read(*TEXTS, *papers))
    page = map(desk.look())
    (now,) = spells(page, "Hama", "assessed")
    assert page.sources[page.spells.by[now][0]] == "the Syrian government"
    assert page.spells.others[now] == 1
    (row,) = (one for one in page.rows if one.name == "Hama")
    assert row.by.startswith("the Syrian government, Bosporus Courier, ")
    assert row.by.endswith(" and 1 more")


def test_an_area_is_never_drawn_as_a_sighting(own: Own) -> None:
    desk, read = own
    text = "Outlet: Levant Wire\n\nRebels control all of Idlib province, residents said."
    assert desk.reach(read(text))
    assert desk.look().picture.control
    page = map(desk.look())
    assert page.spells.place == ()
    assert not {row.name for row in page.rows}


def test_a_store_without_reports_has_an_empty_map(own: Own) -> None:
    page = map(own[0].look())
    assert (page.places.id, page.spells.place, page.rows) == ((), (), ())


def test_without_script_the_page_is_a_table(client: TestClient, look: Look) -> None:
    text = client.get("/").text
    assert "<noscript>" in text
    for row in map(look).rows:
        assert isinstance(row, Row)
        assert f'href="/places/{row.id}"' in text
        assert row.name in text


def test_the_twin_has_the_columns(client: TestClient, look: Look) -> None:
    twin = client.get("/map.json").json()
    assert twin["known_by"] == look.known_by.isoformat()
    assert tuple(twin["places"]["id"]) == map(look).places.id
    assert len(twin["spells"]["place"]) == len(twin["spells"]["heard"])
    assert "rows" not in twin

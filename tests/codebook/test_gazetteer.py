"""The gazetteer that ships with foglift: what names mean, what lies in what, how far."""

import csv
import hashlib
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from foglift.codebook import gazetteer
from foglift.codebook.gazetteer import Gazetteer, Place, key
from foglift.text import fold

DATA = Path(gazetteer.__file__).parent / "data"
WITHIN_KM = 15


@pytest.fixture(scope="module")
def places() -> Gazetteer:
    return gazetteer.load()


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def press_names() -> Iterator[tuple[str, Place, str]]:
    """Names as the English press writes them, and where they should lead."""
    for row in rows(Path(__file__).parent / "press_names.csv"):
        there = Place("", "", float(row["lat"]), float(row["lon"]), "", row["country"])
        yield row["name"], there, row["what"]


def first(places: Gazetteer, name: str, *countries: str) -> Place:
    return places.named(name, countries)[0][0]


def region(places: Gazetteer, name: str, country: str) -> Place:
    return next(p for p, _ in places.named(name, (country,)) if p.kind == "region")


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("al-Bab", "Bab"),
        ("Al Hasakah", "Hasaka"),
        ("Deir ez-Zor", "Dayr az Zor"),
        ("Deir al-Zor", "Deir ez-Zor"),
        ("Sheikh Maqsoud", "Shaykh Maqsud"),
        ("As-Suwayda", "Suwayda"),
        ("Douma", "Duma"),
    ],
)
def test_spellings_of_one_name_share_a_key(a: str, b: str) -> None:
    assert key(a) == key(b)


@pytest.mark.parametrize(
    ("a", "b"),
    [("As Homs", "Homs"), ("At Hama", "Hama"), ("The Homs", "Homs"), ("صدف", "SDF")],
)
def test_what_is_no_article_is_kept(a: str, b: str) -> None:
    assert key(a) != key(b)


def test_an_article_alone_is_still_a_name() -> None:
    assert key("Al") == "al"


def test_empty_and_unknown_names_lead_nowhere(places: Gazetteer) -> None:
    assert places.named("") == ()
    assert places.named(" - ") == ()
    assert places.named("Nosuchtownanywhere") == ()


@pytest.mark.parametrize(
    ("name", "country"),
    [
        ("Hama", "SY"),
        ("Idlib", "SY"),
        ("Aleppo", "SY"),
        ("Homs", "SY"),
        ("Deraa", "SY"),
        ("Daraa", "SY"),
        ("Latakia", "SY"),
        ("Gaza", "PS"),
        ("Kherson", "UA"),
        ("Donetsk", "UA"),
        ("Khartoum", "SD"),
        ("Tripoli", "LY"),
    ],
)
def test_a_populous_city_comes_before_the_region_of_its_name(
    places: Gazetteer, name: str, country: str
) -> None:
    place = first(places, name)
    assert (place.kind, place.country) == ("locality", country)


@pytest.mark.parametrize("name", ["Deir ez-Zor", "Deir Ezzor", "Deir al-Zor", "Dayr az Zawr"])
def test_all_spellings_of_deir_ez_zor_find_the_city(places: Gazetteer, name: str) -> None:
    place = first(places, name)
    assert (place.name, place.kind, place.country) == ("Deir ez-Zor", "locality", "SY")
    assert place.population > 200_000


def test_names_in_the_script_of_the_country(places: Gazetteer) -> None:
    assert first(places, "حماة", "SY").name == "Hama"
    assert first(places, "Авдіївка", "UA").name == "Avdiivka"


def test_given_countries_come_first(places: Gazetteer) -> None:
    assert first(places, "Tripoli", "LB").country == "LB"
    assert first(places, "Sinjar", "SY").country == "SY"
    assert first(places, "Sinjar").country == "IQ"


def test_a_name_of_its_own_comes_before_an_alternate(places: Gazetteer) -> None:
    hits = [(place.country, is_main) for place, is_main in places.named("Homs")[:2]]
    assert hits == [("SY", True), ("LY", False)]


def test_no_place_is_listed_twice(places: Gazetteer) -> None:
    for name in ("Hama", "Bakhmut", "Gaza", "Rafah", "al-Bab"):
        ids = [place.id for place, _ in places.named(name)]
        assert len(ids) == len(set(ids))


def test_press_names_lead_to_the_right_place(places: Gazetteer) -> None:
    wrong = []
    for name, there, what in press_names():
        hits = places.named(name, (there.country,))
        place = hits[0][0] if hits else None
        if place is None or place.country != there.country:
            wrong.append(name)
        elif what == "region":
            wrong += [name] if place.kind not in ("region", "county") else []
        elif kilometres(place, there) > WITHIN_KM:
            wrong.append(name)
    assert wrong == []


def test_the_press_list_is_long() -> None:
    assert len({name for name, _, _ in press_names()}) > 2000


def kilometres(a: Place, b: Place) -> float:
    return float(gazetteer._geodesic(a, b)["s12"]) / 1000


def test_town_lies_in_county_in_region_in_country(places: Gazetteer) -> None:
    city = first(places, "Hama", "SY")
    county = next(p for p, _ in places.named("Hama", ("SY",)) if p.kind == "county")
    governorate = region(places, "Hama", "SY")
    assert len({city.id, county.id, governorate.id}) == 3
    assert places.within(city.id, city.id)
    assert places.within(city.id, county.id)
    assert places.within(city.id, governorate.id)
    assert places.within(county.id, governorate.id)
    assert places.within(governorate.id, places.country("SY").id)
    assert not places.within(governorate.id, city.id)
    assert not places.within(city.id, region(places, "Idlib", "SY").id)
    assert not places.within(city.id, places.country("LB").id)


def test_an_area_of_several_regions_holds_their_towns(places: Gazetteer) -> None:
    darfur = first(places, "Darfur", "SD")
    assert places.within(first(places, "El Fasher", "SD").id, darfur.id)
    assert places.within(region(places, "North Darfur", "SD").id, darfur.id)
    assert not places.within(first(places, "Khartoum", "SD").id, darfur.id)
    donbas = first(places, "Donbas")
    assert places.within(first(places, "Bakhmut", "UA").id, donbas.id)
    assert not places.within(first(places, "Kharkiv", "UA").id, donbas.id)


def test_quarter_lies_in_its_town(places: Gazetteer) -> None:
    quarter = first(places, "Sheikh Maqsoud", "SY")
    assert quarter.kind == "neighbourhood"
    assert places.within(quarter.id, first(places, "Aleppo", "SY").id)
    assert places.within(quarter.id, region(places, "Aleppo", "SY").id)
    assert not places.within(quarter.id, first(places, "Homs", "SY").id)


def test_every_written_place_lies_where_its_row_says(places: Gazetteer) -> None:
    for row in rows(DATA / "places" / "supplement.csv"):
        id = f"sup:{row['id']}"
        if row["kind"] != "continent":
            assert places.within(id, places.country(row["country"]).id)
        for name, kind in ((row["town"], "locality"), (row["region"], "region")):
            if name:
                areas = [p for p, _ in places.named(name, (row["country"],)) if p.kind == kind]
                assert any(places.within(id, area.id) for area in areas), (id, name)
        for part in filter(None, row["parts"].split("|")):
            assert places.place(part).country == row["country"] or part == "wof:1108720811"


def test_distance_and_bearing(places: Gazetteer) -> None:
    hama, homs = first(places, "Hama", "SY").id, first(places, "Homs", "SY").id
    aleppo = first(places, "Aleppo", "SY").id
    assert places.distance(hama, homs) == pytest.approx(44, abs=4)
    assert places.distance(hama, homs) == pytest.approx(places.distance(homs, hama))
    assert places.distance(hama, hama) == 0
    assert (places.bearing(hama, homs), places.bearing(homs, hama)) == ("S", "N")
    assert places.bearing(hama, aleppo) == "N"
    assert places.bearing(first(places, "Latakia", "SY").id, aleppo) == "NE"


def test_near_lists_towns_by_distance(places: Gazetteer) -> None:
    hama = first(places, "Hama", "SY").id
    near = places.near(hama, 20, min_population=1000)
    assert [place.name for place in near] == ["Taybat al-Imam", "Suran", "Halfaya"]
    away = [places.distance(hama, place.id) for place in places.near(hama, 20)]
    assert away == pytest.approx(sorted(away), abs=0.1)
    assert max(away) <= 20.1
    assert hama not in [place.id for place in places.near(hama, 20)]
    assert "Hama air base" in [place.name for place in places.near(hama, 20)]


def test_near_agrees_with_the_geodesic(places: Gazetteer) -> None:
    kyiv = first(places, "Kyiv", "UA")
    found = {place.id for place in places.near(kyiv.id, 30, min_population=20_000)}
    assert found
    for place in places.near(kyiv.id, 60, min_population=20_000):
        assert (place.id in found) == (places.distance(kyiv.id, place.id) <= 30)


def test_place_gives_what_named_gave_and_of_an_unknown_id_the_id(places: Gazetteer) -> None:
    for name in ("Hama", "Hmeimim", "Moscow"):
        place = first(places, name)
        assert places.place(place.id) == place
    for id in ("wof:1", "wof:x", "sup:nowhere", "", "wof:4294967296"):
        assert not places.knows(id)
        assert (places.place(id).name, places.place(id).kind, places.areas(id)) == (id, "", ())
        assert places.bearing(id, "wof:421168647") == ""
        assert places.near(id, 50) == ()
        assert places.within(id, id)
        assert not places.within(id, "wof:421168647")
    with pytest.raises(KeyError):
        places.country("XX")


def test_countries_have_a_place_a_capital_and_neighbours_both_ways(places: Gazetteer) -> None:
    countries = {row["iso"]: row for row in rows(DATA / "countries.csv")}
    assert len(countries) == 198
    for iso, row in countries.items():
        country = places.country(iso)
        assert (country.kind, country.country, country.name) == ("country", iso, row["name"])
        assert first(places, row["name"]) == country
        assert [p for p, _ in places.named(row["capital"], (iso,)) if p.kind == "locality"]
        for neighbour in filter(None, row["neighbours"].split("|")):
            assert iso in countries[neighbour]["neighbours"].split("|")
    assert countries["SY"]["adjectives"] == "Syrian|Syrians"
    assert countries["SY"]["neighbours"] == "IL|IQ|JO|LB|TR"


@pytest.mark.parametrize(
    "name", ["Has", "Said", "Many", "Jihad", "March", "Police", "Bashar", "Hamas", "Colonel", "ALI"]
)
def test_words_people_groups_and_titles_are_risky(places: Gazetteer, name: str) -> None:
    assert places.named(name)
    assert places.risky(name)


@pytest.mark.parametrize(
    "name", ["Hama", "Homs", "Aleppo", "Gaza", "Goma", "Kyiv", "Suran", "Jobar"]
)
def test_plain_town_names_are_not_risky(places: Gazetteer, name: str) -> None:
    assert not places.risky(name)


def test_every_risky_name_is_a_place_name_listed_once(places: Gazetteer) -> None:
    names = [row["name"] for row in rows(DATA / "places" / "risky.csv")]
    assert len(names) == len(set(names))
    assert all(name == fold(name) and places.named(name) for name in names)


def test_overrides_decide_and_name_the_place(places: Gazetteer) -> None:
    shown = set()
    for row in rows(DATA / "places" / "overrides.csv"):
        assert row["id"] in [place.id for place, _ in places.named(row["name"])]
        if row["shown"] == "yes":
            assert places.place(row["id"]).name == row["name"]
            assert row["id"] not in shown
            shown.add(row["id"])
    assert first(places, "Artemivsk", "UA").name == "Bakhmut"


def test_an_override_of_a_missing_place_is_refused(tmp_path: Path) -> None:
    folder = tmp_path / "places"
    folder.mkdir()
    (folder / "built").symlink_to(DATA / "places" / "built")
    for name in ("supplement.csv", "risky.csv", "middles.csv", "abbreviations.csv"):
        (folder / name).write_bytes((DATA / "places" / name).read_bytes())
    (folder / "overrides.csv").write_text("name,id,shown,note\nNowhere,wof:1,,\n")
    (tmp_path / "countries.csv").write_bytes((DATA / "countries.csv").read_bytes())
    with pytest.raises(ValueError, match="no place wof:1 for the name 'Nowhere'"):
        Gazetteer.open(tmp_path)


def test_it_opens_fast_and_stays_small() -> None:
    start = time.process_time()
    Gazetteer.open(DATA)
    assert time.process_time() - start < 0.5
    size = sum(path.stat().st_size for path in (DATA / "places" / "built").iterdir())
    assert size < 48_000_000


def test_the_hash_of_a_key_is_stable() -> None:
    expected = hashlib.blake2b(b"hama", digest_size=8).digest()
    assert gazetteer.digest("hama") == int.from_bytes(expected, "little")


def test_far_states_and_towns_are_there_with_what_they_lie_in(places: Gazetteer) -> None:
    georgia = region(places, "Georgia", "US")
    athens = next(p for p, _ in places.named("Athens", ("US",)) if p.region == "Georgia")
    assert athens.id.startswith("gn:")
    assert places.within(athens.id, georgia.id)
    assert places.within(athens.id, places.country("US").id)


def test_a_state_goes_before_the_town_called_like_it(places: Gazetteer) -> None:
    assert first(places, "California").kind == "region"


def test_states_written_short(places: Gazetteer) -> None:
    found = [places.abbreviated(short) for short in ("Calif.", "W. Va.", "NSW", "Xy.")]
    assert [place.name if place else "" for place in found] == [
        "California", "West Virginia", "New South Wales", "",
    ]  # fmt: skip


def test_a_continent_lies_in_no_country(places: Gazetteer) -> None:
    europe = first(places, "Europe")
    assert (europe.kind, europe.country) == ("continent", "")
    assert places.within(europe.id, europe.id)

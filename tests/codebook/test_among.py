"""Some places: which of them lie near or in another."""

from hypothesis import given, settings
from hypothesis import strategies as st

from foglift import codebook
from foglift.codebook.among import Among, among

PLACES = codebook.load().gazetteer
HAMA = next(place.id for place, _ in PLACES.named("Hama", ("SY",)) if place.kind == "locality")
ROUND_HAMA = [place.id for place in PLACES.near(HAMA, 120)]
AREAS = sorted({area for id in ROUND_HAMA for area in PLACES.around(id)})


@settings(max_examples=25, deadline=None)
@given(st.lists(st.sampled_from(ROUND_HAMA), unique=True, max_size=40), st.floats(1, 120))
def test_near_are_those_that_the_gazetteer_finds_near(ids: list[str], km: float) -> None:
    found = [place.id for place in Among(PLACES, ids).near(HAMA, km)]
    assert found == [place.id for place in PLACES.near(HAMA, km) if place.id in ids]


@settings(max_examples=25, deadline=None)
@given(
    st.lists(st.sampled_from(ROUND_HAMA + AREAS), unique=True, max_size=40),
    st.sampled_from(AREAS),
)
def test_inside_are_those_that_lie_within(ids: list[str], area: str) -> None:
    inside = Among(PLACES, ids).inside(area)
    assert inside == tuple(id for id in ids if id != area and PLACES.within(id, area))


def test_an_area_of_the_supplement_holds_what_its_parts_hold() -> None:
    fasher = next(place for place, _ in PLACES.named("El Fasher", ("SD",)))
    darfur = next(place for place, _ in PLACES.named("Darfur", ("SD",)) if place.id[:4] == "sup:")
    assert Among(PLACES, [fasher.id, HAMA]).inside(darfur.id) == (fasher.id,)


def test_what_the_gazetteer_does_not_know_is_left_out() -> None:
    some = Among(PLACES, ["wof:1", HAMA])
    assert [place.id for place in some.near(ROUND_HAMA[0], 500)] == [HAMA]
    assert some.inside("wof:1") == ()
    assert some.near("wof:1", 5) == []


def test_of_no_places_none_is_near() -> None:
    assert Among(PLACES, ()).near(HAMA, 50) == []


def test_the_same_places_are_arranged_once() -> None:
    assert among(PLACES, (HAMA,)) is among(PLACES, (HAMA,))

"""What is said of an area is said of its places only as such."""

from datetime import date
from typing import Any

from foglift.fuse.ground import Evidence
from foglift.model import Cover, Picture


def covered(picture: Picture, place: str, layer: str = "assessed") -> list[Cover]:
    return [one for one in picture.covers if (one.place, one.layer) == (place, layer)]


def province(world: Any, who: str = "hts", day: str = "2024-12-05", **more: Any) -> Evidence:
    """A monitor says on a day that somebody has the whole province."""
    but = more.pop("but", ())
    return world.claim(
        world.control("holds", who, but=but), "sohr reports", place="idlib-province", when=day,
        published=day, **more,
    )  # fmt: skip


def fighting(world: Any, place: str) -> Evidence:
    return world.claim(world.event("CLASH", "hts"), "sohr reports", place=place)


def test_a_town_is_held_only_as_part_of_its_province(world: Any) -> None:
    picture = world.shuffled([province(world), fighting(world, "saraqib")])
    (found,) = covered(picture, "sup:saraqib")
    assert (found.area, found.holder, found.since) == (
        "sup:idlib-province",
        "hts",
        date(2024, 12, 5),
    )
    assert (found.standing.grade, found.standing.by) == ("reported", ("Observatory",))
    assert found.why == ("said of Idlib province, of which it is a part",)
    assert {one.place for one in picture.control} == {"sup:idlib-province"}


def test_a_towns_later_word_stands_before_the_provinces(world: Any) -> None:
    later = world.claim(
        world.control("takes", "army"), "army claims", place="saraqib", when="2024-12-06",
        published="2024-12-06",
    )  # fmt: skip
    picture = world.shuffled([province(world), later], day="2024-12-07")
    assert covered(picture, "sup:saraqib", "claimed") == []
    # in the layer in which the army's word alone counts for nothing, the province covers the town
    assert [one.holder for one in covered(picture, "sup:saraqib")] == ["hts"]


def test_a_towns_older_word_stands_beside_it(world: Any) -> None:
    older = world.claim(
        world.control("takes", "army"), "sohr reports", place="saraqib", when="2024-12-01",
        published="2024-12-01",
    )  # fmt: skip
    picture = world.shuffled([province(world), older])
    (found,) = covered(picture, "sup:saraqib")
    assert found.why[1] == "what is said of the place itself is older: 2024-12-01"
    (own,) = [
        one for one in picture.control if (one.place, one.layer) == ("sup:saraqib", "assessed")
    ]
    assert own.holder == "army"


def test_a_place_that_is_excepted_by_name_is_not_covered(world: Any) -> None:
    said = province(world, but=["saraqib"])
    picture = world.shuffled([said, fighting(world, "saraqib"), fighting(world, "idlib")])
    assert {one.place for one in picture.covers} == {"sup:idlib"}
    (area,) = {one.but for one in picture.control}
    assert area == ("sup:saraqib",)


def test_most_of_a_province_says_nothing_of_a_town(world: Any) -> None:
    most = world.claim(
        world.control("takes", "hts", partial=True), "sohr reports", place="idlib-province"
    )
    picture = world.shuffled([most, fighting(world, "saraqib")])
    assert picture.covers == ()
    assert [one.state for one in picture.control] == ["contested", "contested"]


def test_another_province_says_nothing_of_a_town(world: Any) -> None:
    assert world.picture([province(world), fighting(world, "hama")]).covers == ()


def test_a_province_that_is_lost_covers_nothing(world: Any) -> None:
    lost = world.claim(world.control("loses", "army"), "army acknowledges", place="idlib-province")
    assert world.picture([lost, fighting(world, "saraqib")]).covers == ()


def test_a_town_taken_is_not_its_province(world: Any) -> None:
    taken = world.claim(world.control("takes", "hts"), "sohr reports", place="saraqib")
    picture = world.picture([taken])
    assert {one.place for one in picture.control} == {"sup:saraqib"}
    assert picture.covers == ()


def test_the_whole_town_taken_covers_its_quarters(world: Any) -> None:
    taken = world.claim(world.control("takes", "hts"), "sohr reports", place="aleppo")
    picture = world.shuffled([taken, fighting(world, "old-city")])
    (found,) = covered(picture, "sup:old-city")
    assert (found.area, found.holder) == ("sup:aleppo", "hts")


def test_what_a_party_alone_claims_of_a_province_covers_in_the_claimed_layer_only(
    world: Any,
) -> None:
    claimed = world.claim(world.control("holds", "hts"), "hts claims", place="idlib-province")
    picture = world.shuffled([claimed, fighting(world, "saraqib")])
    assert covered(picture, "sup:saraqib") == []
    (found,) = covered(picture, "sup:saraqib", "claimed")
    assert found.standing.grade == "claimed"

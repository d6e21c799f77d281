from foglift.desk import Look
from foglift.desk.facets import Ask
from foglift.model import ControlSpell, Incident, Tally


def test_what_stands_on_a_claim(look: Look) -> None:
    (tally,) = [one for one in look.tallies.values() if one.best == 12]
    assert tally in look.derived(tally.claims[0])
    spells = [one for one in look.picture.control if one.holder]
    found = [each for claim in spells[0].claims for each in look.derived(claim)]
    assert {type(each) for each in found} >= {ControlSpell, Incident}
    assert not any(isinstance(each, Tally) for each in found)
    assert look.derived("no such claim") == ()


def test_a_reports_claims_stand_in_the_order_of_its_text(look: Look) -> None:
    for id, claims in look.by_report.items():
        starts = [claim.evidence[0].start for claim in claims]
        assert starts == sorted(starts)
        assert {claim.report for claim in claims} == {id}
    assert sum(map(len, look.by_report.values())) == len(look.claims)


def test_claims_are_searched_with_how_they_stand(look: Look) -> None:
    (dead,) = look.seen.find(Ask("observatory", {"type": ("killed",)})).ids
    assert look.claims[dead][1].said_by[0].source.ref == "sohr"
    found = look.seen.find(Ask(chosen={"standing": ("claimed", "reported")}, limit=None))
    for id in found.ids:
        grades = {one.standing.grade for one in look.derived(id) if hasattr(one, "standing")}
        assert grades & {"claimed", "reported"}


def test_at_a_place_is_what_the_picture_has_there_and_nothing_else(look: Look) -> None:
    seen = look.picture
    for place in (*look.places, ""):
        there = look.at(place)
        assert there.control == [one for one in seen.control if one.place == place]
        assert there.incidents == [one for one in seen.incidents if one.place == place]
        assert there.tallies == [one for one in seen.tallies if one.place == place]
    assert any(look.at(place).incidents for place in look.places)
    assert look.at("no such place").incidents == []

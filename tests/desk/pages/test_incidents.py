from starlette.testclient import TestClient

from foglift.desk import Look
from foglift.desk.pages.incidents import incident, incidents
from tests.desk.conftest import Own, client_of

TAKEN = """Outlet: Orontes Wire
Published: 2024-12-05

Rebel fighters captured the city of Hama on Thursday. The army left.
"""
DENIED = """Outlet: Damascus Radio
Published: 2024-12-05

The Syrian army denied on Thursday that rebels had captured the city of Hama.
"""


def test_incidents_are_found_by_the_words_of_their_claims(look: Look) -> None:
    found = incidents(look, q="captured")
    assert [row.type for row in found.rows] == ["CAPTURE"]
    assert found.rows[0].told == "the Syrian rebels captured Hama"
    assert incidents(look, q="xyzzy").rows == ()


def test_incidents_are_found_by_where_and_who(look: Look) -> None:
    syria = incidents(look, place=("wof:85632413",)).listing.total
    assert syria == sum(1 for one in look.incidents.values() if one.place)
    assert incidents(look, actor=("syrian-army",)).rows
    assert incidents(look, place=("wof:1",)).rows == ()


def test_an_incident_shows_each_claim_on_its_side(look: Look) -> None:
    for one in look.incidents.values():
        page = incident(look, one.id)
        shown = [row.id for side in page.positions for row in side.claims]
        shown += [id for side in page.positions for ids in side.also.values() for id in ids]
        assert sorted(shown) == sorted(id for side in one.sides for id in side.claims)


def test_denials_stand_beside(own: Own) -> None:
    desk, read = own
    assert desk.reach(read(TAKEN, DENIED))
    look = desk.look()
    sides = {side.against for one in look.incidents for side in incident(look, one).positions}
    assert sides == {True, False}
    with client_of(desk) as client:
        contested = client.get("/incidents?contested=yes")
        assert "denied by" in contested.text


def test_what_else_stands_on_its_claims_is_linked(look: Look, client: TestClient) -> None:
    (id,) = incidents(look, q="captured").listing.total and [
        row.id for row in incidents(look, q="captured").rows
    ]
    page = incident(look, id)
    assert {other.about for other in page.beside} >= {"control"}
    text = client.get(f"/incidents/{id}").text
    for other in page.beside:
        assert f'href="{other.to}"' in text
    for claim in page.ids:
        assert f"/claims/{claim}" in text


def test_an_unknown_incident_is_not_here(client: TestClient) -> None:
    assert client.get("/incidents/none").status_code == 404
    assert "no incident" in client.get("/incidents/none.json").json()["error"]


def test_what_is_only_denied_is_shown_with_what_it_may_answer(own: Own) -> None:
    desk, read = own
    text = (
        "Outlet: Wire\n\nRockets hit a market in Idlib on Thursday and killed 9 civilians, medics "
        "said. The Syrian army denied that it targeted civilians.\n\nRebels took Suran on Thursday."
    )
    assert desk.reach(read(text))
    look = desk.look()
    denied = [one.id for one in look.picture.incidents if one.standing.grade == "denied"]
    assert denied
    for id in denied:
        page = incident(look, id)
        assert [side.against for side in page.positions] == [True]
        told = {row.id for row in page.answered}
        assert told
        assert told.isdisjoint(page.ids)
        assert not any("Suran" in row.quote.words for row in page.answered)
        with client_of(desk) as client:
            shown = client.get(f"/incidents/{id}").text
            assert all(f"/claims/{one}" in shown for one in told)
    settled = [one.id for one in look.picture.incidents if one.id not in denied]
    assert all(incident(look, id).answered == () for id in settled)

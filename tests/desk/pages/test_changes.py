"""The page of what changed since any day."""

from datetime import date

from starlette.testclient import TestClient

from foglift.desk import Look
from foglift.desk.pages.changes import changes


def test_each_change_names_what_brought_it(look: Look) -> None:
    page = changes(look, date(2024, 12, 2))
    assert next(group.about for group in page.groups) == "control"
    hama = next(one for one in page.groups[0].changes if one.subject == "Hama")
    assert (hama.was, hama.now) == ("", "held by Syrian rebels, reported")
    assert hama.causes[0].words == "Orontes Wire reported on 5 December: Syrian rebels took Hama"
    assert all(id in look.claims for id in hama.causes[0].claims)
    assert [path.split("/")[1] for path in hama.links.values()] == ["places"]


def test_a_day_that_is_not_before_is_the_day_before(look: Look) -> None:
    assert changes(look).since == date(2024, 12, 4)
    assert changes(look, date(2024, 12, 9)).since == date(2024, 12, 4)


def test_the_page_compares_the_days_asked_for(client: TestClient) -> None:
    text = client.get("/changes", params={"day": "2024-12-05", "since": "2024-12-03"}).text
    assert "What changed since 3 December 2024" in text
    assert 'name="since" value="2024-12-03"' in text
    same = client.get("/changes", params={"day": "2024-11-03", "since": "2024-11-01"}).text
    assert "Nothing is another" in same

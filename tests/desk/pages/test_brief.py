"""The page of the day's brief."""

import re
from datetime import date

from starlette.testclient import TestClient

from foglift.desk import Look
from foglift.desk.pages.brief import brief


def test_what_changed_comes_first_and_every_sentence_has_its_footnotes(look: Look) -> None:
    page = brief(look)
    assert [part.title for part in page.parts][:2] == ["What changed", "Control"]
    assert page.parts[0].anchor == "what-changed"
    lines = [line for part in page.parts for area in part.areas for line in area.lines]
    assert lines
    assert all(line.notes for line in lines)
    assert {number for line in lines for number in line.notes} <= {one.number for one in page.notes}
    assert [note.number for note in page.notes] == list(range(1, len(page.notes) + 1))
    (hama,) = {note.outlet for note in page.notes if "captured the city of Hama" in note.words}
    assert hama == "Orontes Wire"


def test_the_days_beside_it_are_those_with_reports(look: Look, client: TestClient) -> None:
    page = brief(look)
    assert (page.day, page.previous, page.next) == (date(2024, 12, 5), date(2024, 12, 2), None)
    earlier = client.get("/brief.json", params={"day": "2024-12-02"}).json()
    assert (earlier["previous"], earlier["next"]) == (None, "2024-12-05")
    between = client.get("/brief.json", params={"day": "2024-12-03"}).json()
    assert (between["previous"], between["next"], between["today"]) == (
        "2024-12-02",
        "2024-12-05",
        0,
    )


def test_a_footnote_is_a_link_to_its_evidence(client: TestClient) -> None:
    text = client.get("/brief?day=2024-12-05").text
    links = re.findall(r'<a class="note" href="/claims/(\w{16})\?day=2024-12-05" data-note', text)
    assert links
    assert client.get(f"/claims/{links[0]}").status_code == 200


def test_a_day_without_reports_is_not_called_calm(client: TestClient) -> None:
    text = client.get("/brief", params={"day": "2024-11-01"}).text
    assert "That does not mean that nothing happened" in text
    assert "calm" not in text.replace("there is no calm: it means no reports", "")

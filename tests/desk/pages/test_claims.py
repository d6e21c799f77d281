from html.parser import HTMLParser
from urllib.parse import parse_qs, urlsplit

import pytest
from starlette.testclient import TestClient

from foglift.codebook import Book
from foglift.desk import Desk, Look
from foglift.desk.pages.claims import claims
from tests.desk.conftest import Own, client_of


def test_a_claim_is_told_in_neutral_words_beside_those_of_its_report(look: Look) -> None:
    page = claims(look, q='"captured the city"', kind=("control",))
    (row,) = page.rows
    assert row.told == "Hama taken by the Syrian rebels"
    assert row.quote.words == "captured the city of Hama"
    assert row.quote.before == "Rebel fighters "
    assert row.quote.after.endswith(" on Thursday.")
    assert (row.outlet, row.who) == ("Orontes Wire", "the report itself")


def test_what_was_asked_can_be_taken_back_one_by_one(look: Look) -> None:
    listing = claims(look, q="hama", kind=("control", "count"), sort="place").listing
    assert [chip.words for chip in listing.chips] == ["“hama”", "Kind: control", "Kind: count"]
    assert listing.chips[0].without == {"kind": ["control", "count"], "sort": "place"}
    assert listing.chips[1].without == {"q": "hama", "kind": ["count"], "sort": "place"}
    assert listing.query == {"q": "hama", "kind": ["control", "count"], "sort": "place"}


def test_values_have_the_names_that_people_know(look: Look) -> None:
    facets = {facet.name: facet for facet in claims(look).listing.facets}
    places = {one.label: one.note for one in facets["place"].options}
    assert places["Syria"] == "country"
    assert places["Hama province"] == ""
    (hama,) = [one for one in facets["place"].options if one.label == "Hama" and not one.note]
    assert hama.native == ("حماة", "ar")
    assert claims(look, q="حماة").rows
    sources = {one.label for one in facets["source"].options}
    assert {"the report itself", "Syrian Observatory for Human Rights"} <= sources


def test_pages_are_counted(look: Look) -> None:
    everything = claims(look).listing.total
    page = claims(look, limit=2, page=2).listing
    assert (page.first, page.last, page.page) == (3, min(4, everything), 2)
    assert page.pages == -(-everything // 2)
    assert page.query == {"limit": "2"}
    beyond = claims(look, limit=2, page=99)
    assert (beyond.rows, beyond.listing.first, beyond.listing.last) == ((), everything, everything)


def test_nothing_found_is_said_to_prove_nothing(client: TestClient) -> None:
    answer = client.get("/claims?q=xyzzy")
    assert answer.status_code == 200
    assert "does not mean that it did not happen" in answer.text


@pytest.mark.parametrize(
    "asked",
    [
        "q=%22%22%22*NEAR(",
        "q=%00",
        f"q={'a' * 10_000}",
        "place=wof:0&place=&actor=%3Cscript%3E",
        "standing=no+such",
        "sort=-standing&page=1000000&limit=500",
        "since=2024-12-01&until=2024-11-01",
        "q=&since=&until=&place=&day=&known_by=",
    ],
)
def test_anything_may_be_asked(client: TestClient, asked: str) -> None:
    assert client.get(f"/claims?{asked}").status_code == 200
    assert client.get(f"/claims.json?{asked}").status_code == 200


@pytest.mark.parametrize("asked", ["sort=words", "page=0", "limit=501", "since=yesterday"])
def test_what_cannot_be_is_refused(client: TestClient, asked: str) -> None:
    assert client.get(f"/claims.json?{asked}").status_code == 422


def test_the_twin_has_what_the_page_shows(client: TestClient) -> None:
    shown = client.get("/claims.json?q=hama&limit=3").json()
    page = client.get("/claims?q=hama&limit=3").text
    assert shown["listing"]["total"] > 3
    assert len(shown["rows"]) == 3
    for row in shown["rows"]:
        assert f"/claims/{row['id']}" in page


class Form(HTMLParser):
    """What a form sends, and where its chips lead."""

    def __init__(self) -> None:
        super().__init__()
        self.sent: list[tuple[str, str]] = []
        self.links: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        ticked = found.get("type") != "checkbox" or "checked" in found
        if tag == "input" and found.get("name") and ticked:
            self.sent.append((found["name"] or "", found.get("value") or ""))
        if tag == "a" and (found.get("href") or "").startswith("/claims?"):
            self.links.append(found["href"] or "")


def test_the_form_asks_again_for_what_is_shown(client: TestClient) -> None:
    asked = "day=2024-12-05&q=hama&kind=control&kind=count&sort=place"
    form = Form()
    form.feed(client.get(f"/claims?{asked}").text)
    sent: dict[str, list[str]] = {}
    for name, value in form.sent:
        if value and name != "known_by":
            sent.setdefault(name, []).append(value)
    # The form of the days, at the head of the page, asks for the same again.
    sent = {name: values[: len(values) // 2] for name, values in sent.items()}
    assert sent == {name: sorted(values) for name, values in parse_qs(asked).items()}
    assert all("day=2024-12-05" in link for link in form.links)
    assert "kind=count&kind=control" not in str(form.links)
    for link in form.links:
        assert client.get(link).status_code == 200, urlsplit(link)


HOSTILE = """Outlet: <img src=x onerror=alert(1)>
Published: 2024-12-05
Title: =cmd|' /C calc'!A0

Rebels captured "<script>alert(1)</script>" Hama on Thursday, said </q></mark><b>the army</b>.
"""


def test_words_of_a_report_are_never_markup(own: Own) -> None:
    desk, read = own
    assert desk.reach(read(HOSTILE))
    with client_of(desk) as client:
        for path in ("/claims", "/reports", "/incidents", "/claims?q=<b>"):
            page = client.get(path).text
            assert "<img src=x" not in page
            assert "<script>alert" not in page
            assert "<b>" not in page


PRIVATE = """Outlet: Orontes Wire
Published: 2024-12-05
Title: Samir Haddad saw Hama fall

Rebel fighters captured the city of Hama on Thursday, Samir Haddad, a baker, told the paper.
"""


def test_a_name_that_is_withheld_is_not_found(own: Own, book: Book) -> None:
    desk, read = own
    assert desk.reach(read(PRIVATE))
    assert claims(desk.look(), q="haddad").rows
    public = Desk(desk.path, book, public=True)
    try:
        with client_of(public) as client:
            assert client.get("/claims.json?q=haddad").json()["listing"]["total"] == 0
            assert client.get("/claims.json?q=hama").json()["listing"]["total"]
            for path in ("/claims", "/incidents", "/reports", "/claims.csv", "/reports.jsonl"):
                assert "Haddad" not in client.get(path).text
    finally:
        public.close()

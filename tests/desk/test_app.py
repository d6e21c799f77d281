import re

from starlette.testclient import TestClient

from foglift.desk.pages import NAVIGATION, PAGES

from .conftest import Own, client_of


def test_a_page_and_its_twin_say_the_same(client: TestClient) -> None:
    page, twin = client.get("/about"), client.get("/about.json")
    assert page.headers["content-type"] == "text/html; charset=utf-8"
    assert twin.headers["content-type"] == "application/json"
    assert twin.json()["reports"] == 2
    assert "2 reports of 2 outlets" in page.text


def test_a_page_can_be_asked_for_another_day(client: TestClient) -> None:
    twin = client.get("/about.json", params={"day": "2024-12-02"}).json()
    assert (twin["day"], twin["known_by"], twin["reports"]) == ("2024-12-02", "2024-12-02", 1)
    page = client.get("/about", params={"day": "2024-12-02"}).text
    assert 'href="/about?day=2024-12-02"' in page


def test_what_is_not_here_is_said_in_one_line(client: TestClient) -> None:
    assert client.get("/nowhere.json").json() == {"error": "there is no page at this address"}
    wrong = client.get("/about.json", params={"day": "yesterday"})
    assert wrong.status_code == 422
    assert wrong.json() == {"error": 'day: "yesterday" is no day; one is written 2024-12-05'}
    for path in ("/claims.csv", "/claims.jsonl"):
        assert client.get(path, params={"day": "<b>"}).json()["error"].startswith("day: ")
    assert "no place" in client.get("/atom.xml", params={"place": "<b>"}).json()["error"]
    page = client.get("/about", params={"day": "<script>"})
    assert (page.status_code, "<script>" in page.text) == (422, False)


def test_every_page_is_described_to_programs(client: TestClient) -> None:
    paths = client.get("/openapi.json").json()["paths"]
    for page in PAGES:
        asked = paths[page.twin]["get"]
        assert asked["summary"] == page.title
        assert {"day", "known_by"} <= {each["name"] for each in asked["parameters"]}


def test_no_page_holds_script_or_style_of_its_own(client: TestClient) -> None:
    for page in PAGES:
        if "{" not in page.path:
            text = client.get(page.path).text
            assert not re.search(r"<style|\sstyle=|\son\w+=|javascript:", text)
            scripts = re.findall(r"<script([^>]*)>", text)
            assert all("src=" in each or "application/json" in each for each in scripts)


def test_each_word_of_the_navigation_leads_to_a_page_that_says_where_one_is(
    client: TestClient,
) -> None:
    for link in NAVIGATION:
        text = client.get(link.path).text
        assert f'<a href="{link.path}" aria-current="page">{link.word}</a>' in text


def test_an_empty_desk_says_where_reports_are_added(own: Own) -> None:
    desk, read = own
    with client_of(desk) as asks:
        for path in ("/", "/brief", "/about"):
            assert 'href="/add">Add some</a>' in asks.get(path).text
        desk.reach(read("Outlet: Wire\nPublished: 2024-12-05\n\nRebels captured Hama.\n"))
        page = asks.get("/about").text
        assert "Add some" not in page
        assert "1 report of 1 outlet, of 5 December 2024, with " in page

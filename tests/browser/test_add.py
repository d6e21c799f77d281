"""Reports are added in the browser, and other open pages hear of it."""

import re
from pathlib import Path

from playwright.sync_api import expect

from foglift import codebook, flow
from foglift import store as stores
from foglift.ingest import Options

from .conftest import Axe, Browse, Desk, too_wide

WIRE = """Outlet: Orontes Wire
Published: 2024-12-08
Title: Rebels in Suran

Syrian rebels captured the town of Suran on Sunday, the Syrian Observatory for Human Rights said.
"""
READING = 60_000  # milliseconds: the language is loaded first


def test_a_dropped_file_is_read_and_an_open_page_is_told(
    own_desk: Desk, browse: Browse, axe: Axe
) -> None:
    other = browse()
    other.goto("/about")
    other.evaluate("window.here = true")
    page = browse()
    page.goto("/add")
    assert axe(page) == []
    dropped = page.evaluate_handle(
        """text => {
            const data = new DataTransfer();
            data.items.add(new File([text], "wire.txt", {type: "text/plain"}));
            data.items.add(new File(["x"], "map.png"));
            return data;
        }""",
        WIRE,
    )
    page.dispatch_event("#drop", "drop", {"dataTransfer": dropped})
    expect(page.locator(".file", has_text="map.png")).to_contain_text("no reader for .png")
    wire = page.locator(".file", has_text="wire.txt")
    expect(wire).to_contain_text("1 new report", timeout=READING)
    expect(wire.get_by_role("link", name="Rebels in Suran")).to_be_visible()
    news = other.get_by_role("status")
    expect(news).to_contain_text("1 new report", timeout=READING)
    assert axe(other) == []
    before = other.locator(".lead").inner_text()
    news.get_by_role("button", name="show").click()
    expect(other.locator(".lead")).not_to_have_text(before)
    assert other.evaluate("window.here")  # it was not loaded anew


def test_what_came_of_asking_is_told_to_pages_that_are_open(own_desk: Desk, browse: Browse) -> None:
    watching, page = browse(), browse()
    watching.goto("/add")
    page.goto("/add")
    page.get_by_label("Address").fill("https://127.0.0.1/feed.xml")
    page.get_by_label("Ask it").select_option("every hour")
    page.get_by_role("button", name="Ask").click()
    for one in (page, watching):
        row = one.locator("#followed tbody tr")
        expect(row).to_contain_text("127.0.0.1 is not of the public internet")
        expect(row.locator(".problem")).to_be_visible()


def test_what_another_program_reads_is_offered_on_an_open_page(
    own_desk: Desk, browse: Browse
) -> None:
    page = browse()
    page.goto("/about")
    file = own_desk.store.with_name("wire.txt")
    file.write_text(WIRE, encoding="utf-8")
    with stores.open(own_desk.store) as store:
        assert flow.read([file], codebook.load(), store, Options()).read == 1
    expect(page.get_by_role("status")).to_contain_text("1 new report: show")


def test_the_map_takes_in_what_is_new_and_stays_where_it_is(own_desk: Desk, browse: Browse) -> None:
    page = browse()
    page.goto("/")
    expect(page.locator("#map-page[data-ready=true]")).to_be_attached()
    page.evaluate("window.here = true")
    file = own_desk.store.with_name("wire.txt")
    file.write_text(WIRE.replace("2024-12-08", "2024-12-09"), encoding="utf-8")
    with stores.open(own_desk.store) as store:
        assert flow.read([file], codebook.load(), store, Options()).read == 1
    page.locator("#news").get_by_role("button", name="show").click(timeout=READING)
    expect(page.locator("#map-page")).to_have_attribute("data-known-by", "2024-12-09")
    assert page.evaluate("window.here")


def test_files_and_text_are_added_without_script(
    own_desk: Desk, browse: Browse, tmp_path: Path
) -> None:
    page = browse(script=False, width=360)
    page.goto("/add")
    file = tmp_path / "wire.txt"
    file.write_text(WIRE, encoding="utf-8")
    page.get_by_label(re.compile("Choose files")).set_input_files(file)
    page.get_by_role("button", name="Add files").click()
    expect(page.locator(".file")).to_contain_text("wire.txt")
    page.get_by_label("Text of one report").fill("Syrian rebels captured Suran on Sunday.")
    page.get_by_role("button", name="Add text").click()
    expect(page.locator(".file")).to_have_count(2)
    assert too_wide(page) == []


def test_a_webhook_is_made_and_its_test_tells_that_nothing_inside_is_asked(
    own_desk: Desk, browse: Browse, faults: list[str], axe: Axe
) -> None:
    page = browse()
    page.goto("/webhooks")
    page.get_by_role("textbox", name="Name").fill("Newsroom")
    page.get_by_role("textbox", name="Address").fill("http://127.0.0.1:9/hook")
    page.get_by_role("textbox", name="Place").fill("Hama")
    page.get_by_role("button", name="Add webhook").click()
    expect(page.get_by_role("heading", name="Newsroom")).to_be_visible()
    assert axe(page) == []
    page.get_by_role("button", name="Send a test").click()
    expect(page.get_by_role("alert")).to_contain_text("not of the public internet")
    faults.clear()  # the answer to the test was a 422

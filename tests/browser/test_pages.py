"""What every page of the desk must be: usable by keyboard and screen reader, in light and dark, on
a telephone and on a wide screen, with nothing amiss in the browser. A new page is among them."""

from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any, Literal
from urllib.parse import quote

import pytest
from fastapi.routing import APIRoute
from playwright.sync_api import Page, expect

from foglift import codebook
from foglift.desk import Desk, Look
from foglift.desk.pages import PAGES
from foglift.desk.pages import Page as Row
from foglift.desk.routes import ROUTERS

from .conftest import Axe, Browse, too_wide

WIDTHS = (360, 1920)
SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")
# What else answers with a page; /login asks for accounts, /events is a stream.
BESIDE = sorted(
    route.path
    for router in ROUTERS
    for route in router.routes
    if isinstance(route, APIRoute) and "GET" in route.methods and "." not in route.path
    if route.path not in ("/login", "/events")
)


@pytest.fixture(scope="session")
def look(built: None, sample: Path) -> Iterator[Look]:
    """What the pages show, to know what there is to ask for."""
    desk = Desk(sample, codebook.load())
    yield desk.look()
    desk.close()


def address(row: Row, look: Look, at: int = 0) -> str:
    """The address of a page; of one in a row of them, that of the id at this number."""
    if row.ids is None:
        return row.path
    id = next(islice(row.ids(look), at, None), None)
    if id is None:
        pytest.skip("the sample has none")
    return row.path[: row.path.index("{")] + quote(id)


@pytest.mark.parametrize("row", PAGES, ids=lambda row: row.path)
def test_a_page_can_be_used_by_anybody_on_any_screen(
    row: Row, look: Look, browse: Browse, axe: Axe
) -> None:
    assert unusable(browse, axe, address(row, look)) == []


@pytest.mark.parametrize("path", [*BESIDE, "/nowhere"])
def test_what_else_is_shown_can_be_used_by_anybody_on_any_screen(
    path: str, browse: Browse, axe: Axe, faults: list[str]
) -> None:
    assert unusable(browse, axe, path) == []
    if path == "/nowhere":
        faults.clear()


def test_what_people_did_can_be_read_by_anybody(
    own_desk: Any, page: Page, axe: Axe, faults: list[str]
) -> None:
    """Pages with judgements, added reports, feeds, webhooks, rows of the codebook and problems."""

    def check(where: str) -> None:
        for scheme in SCHEMES:
            page.emulate_media(color_scheme=scheme)
            assert axe(page) == [], (where, scheme)

    page.goto("/review")
    page.get_by_label("Your name, for the signature").first.fill("A. Lund")
    page.get_by_role("button", name="Read wrong").first.click()
    page.wait_for_url("**/review?done=*")
    check("judged")
    page.locator(".done a").first.click()
    page.wait_for_url("**/judgements/*")
    check("a judgement")
    page.goto(f"{page.locator('main ul a').first.get_attribute('href')}")
    check("a claim that was judged")
    page.goto("/review")
    page.locator(".queued h2 a").first.click()
    page.get_by_text("Correct what it says").click()
    page.locator("[action='/judgements/correct'] [name=words]").fill("nothing that stands there")
    page.get_by_role("button", name="Correct it").click()
    expect(page.get_by_role("alert")).to_be_visible()
    check("a correction that does not hold")
    page.goto("/review/names")
    page.locator("main th a").first.click()
    page.get_by_label("a source: an outlet").check()
    page.get_by_role("button", name="Show what it would change").click()
    expect(page.get_by_role("heading", name="The row", exact=True)).to_be_visible(timeout=60_000)
    check("the effect of a row")
    page.goto("/add")
    page.get_by_label("Text of one report").fill("Syrian rebels captured Suran on Sunday.")
    page.get_by_role("button", name="Add text").click()
    picture = {"name": "map.png", "mimeType": "image/png", "buffer": b"x"}
    page.locator("[type=file]").set_input_files([picture])
    page.get_by_role("button", name="Add files").click()
    page.get_by_role("textbox", name="Address").fill("https://feeds.invalid/rss")
    page.get_by_label("Ask it").select_option("60")
    page.get_by_role("button", name="Ask").click()
    expect(page.locator(".file-failed")).to_be_visible()
    expect(page.locator(".file-read")).to_be_visible(timeout=120_000)
    check("what was added")
    page.goto("/webhooks")
    page.get_by_role("textbox", name="Address").fill("https://hooks.invalid/")
    page.get_by_role("button", name="Add webhook").click()
    check("a webhook with its secret")
    page.get_by_role("button", name="Send a test").click()
    check("a webhook that does not answer")
    assert all("status of 4" in one for one in faults)
    faults.clear()


def unusable(browse: Browse, axe: Axe, path: str) -> list[tuple[str, int, str]]:
    """What axe finds on a page in light and dark, narrow and wide."""
    found = []
    for scheme in SCHEMES:
        page = browse(scheme=scheme)
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 900})
            page.goto(path)
            if path == "/api":
                page.wait_for_selector(".swagger-ui .opblock")
            found += [(scheme, width, fault) for fault in axe(page)]
            assert too_wide(page) == [], (scheme, width)
    return found


@pytest.mark.parametrize("row", PAGES, ids=lambda row: row.path)
def test_a_page_is_not_wider_than_a_telephone_or_a_tablet(
    row: Row, look: Look, browse: Browse
) -> None:
    for width in (360, 768, 1024):
        page = browse(width=width, height=740)
        for at in (0, 1) if row.ids else (0,):
            page.goto(address(row, look, at))
            if row.path == "/":
                page.wait_for_selector("#map-page[data-ready]")
            assert too_wide(page) == [], width


@pytest.mark.parametrize("row", PAGES, ids=lambda row: row.path)
def test_a_page_says_its_words_without_script(row: Row, look: Look, browse: Browse) -> None:
    page = browse(script=False)
    page.goto(address(row, look))
    assert page.locator("h1").inner_text()
    assert page.locator("main").inner_text().strip()

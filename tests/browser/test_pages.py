"""What every page of the desk must be: usable by keyboard and screen reader, in light and dark, on
a telephone and on a wide screen, with nothing amiss in the browser. A new page is among them."""

from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path
from urllib.parse import quote

import pytest
from playwright.sync_api import Page

from foglift import codebook
from foglift.desk import Desk, Look
from foglift.desk.pages import PAGES
from foglift.desk.pages import Page as Row

WIDTHS = (360, 1920)


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
    row: Row, look: Look, browse: Callable[..., Page], axe: Callable[[Page], list[str]]
) -> None:
    for scheme in ("light", "dark"):
        page = browse(scheme=scheme)
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 900})
            page.goto(address(row, look))
            assert axe(page) == [], (scheme, width)


@pytest.mark.parametrize("row", PAGES, ids=lambda row: row.path)
def test_a_page_is_not_wider_than_a_telephone(
    row: Row, look: Look, browse: Callable[..., Page]
) -> None:
    page = browse(width=360, height=740)
    for at in (0, 1) if row.ids else (0,):
        page.goto(address(row, look, at))
        assert page.evaluate(TOO_WIDE) == []


# What sticks out to the right, unless it scrolls in a box of its own.
TOO_WIDE = """() => document.documentElement.scrollWidth <= innerWidth ? [] :
  [...document.querySelectorAll("main *, header *, footer *")]
    .filter(one => one.getBoundingClientRect().right > innerWidth + 1)
    .map(one => one.outerHTML.slice(0, 120))"""


@pytest.mark.parametrize("row", PAGES, ids=lambda row: row.path)
def test_a_page_says_its_words_without_script(
    row: Row, look: Look, browse: Callable[..., Page]
) -> None:
    page = browse(script=False)
    page.goto(address(row, look))
    assert page.locator("h1").inner_text()
    assert page.locator("main").inner_text().strip()

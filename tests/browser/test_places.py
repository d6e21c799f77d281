"""Places in the browser: who has them, their history in lanes, what is announced."""

import pytest
from playwright.sync_api import Page, expect

from .conftest import Axe, Browse


def open_hama(page: Page) -> None:
    page.goto("/places?q=hama")
    page.get_by_role("link", name="Hama حماة", exact=True).click()
    page.get_by_role("heading", level=1, name="Hama").wait_for()


def test_from_the_list_to_who_says_so(page: Page) -> None:
    open_hama(page)
    expect(page.locator("h1 bdi")).to_have_attribute("lang", "ar")
    expect(page.locator("p.lead")).to_have_text("The Syrian rebels took Hama on 5 December.")
    lanes = page.get_by_role("group", name="Hama: who had it, by whose word")
    expect(lanes.get_by_text("Syrian rebels", exact=True)).to_be_visible()
    marks = lanes.locator("a", has=page.locator("g.sight"))
    assert marks.count() >= 10
    assert "/claims/" in (marks.first.get_attribute("href") or "")
    expect(page.locator(".quotes a", has_text="Hama").first).to_be_visible()


def test_signs_tell_states_apart_without_colour(page: Page) -> None:
    page.goto("/places")
    signs = page.locator(".legend .sign")
    drawn = {signs.nth(n).inner_html().strip() for n in range(signs.count())}
    assert len(drawn) == signs.count() == 8


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_place_with_all_there_is_can_be_used_by_anybody(
    browse: Browse, axe: Axe, scheme: str
) -> None:
    page = browse(scheme=scheme)
    open_hama(page)
    assert axe(page) == []


def test_places_are_chosen_by_keyboard_alone(page: Page) -> None:
    page.goto("/places")
    page.get_by_role("searchbox", name="Name").focus()
    page.keyboard.type("homs")
    page.keyboard.press("Enter")
    expect(page.get_by_role("link", name="Homs حمص", exact=True)).to_be_visible()
    expect(page.get_by_role("link", name="Hama حماة", exact=True)).to_have_count(0)


def test_what_came_of_what_was_announced(page: Page) -> None:
    page.goto("/outlook")
    page.get_by_label("What came of it").select_option("fulfilled")
    page.locator("form.filter").get_by_role("button", name="Show").click()
    page.wait_for_url("**/outlook?*fate=fulfilled*")
    fates = page.locator(".meant .fate")
    assert set(fates.all_inner_texts()) == {"done"}
    expect(page.locator(".meant .quotes a").first).to_be_visible()

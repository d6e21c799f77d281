"""Counts of people in the browser: charts, their tables, the way to the words."""

import pytest
from playwright.sync_api import Page, expect

from .conftest import Axe, Browse, too_wide


def open_total(page: Page) -> None:
    """The running total of all who were killed."""
    page.goto("/tallies?of=killed&day=2024-12-05")
    page.get_by_role("link", name="people killed since 27 November", exact=True).first.click()
    page.get_by_role("heading", level=1, name="People killed since").wait_for()


def test_a_total_is_followed_from_the_list_to_its_words(page: Page) -> None:
    open_total(page)
    expect(page.locator(".figures .main dd")).to_contain_text("826")
    mark = page.locator("svg.wide a", has=page.locator("g.figure")).last
    assert "/claims/" in (mark.get_attribute("href") or "")
    assert "day=2024-12-05" in (mark.get_attribute("href") or "")
    expect(mark.locator("title")).to_contain_text("826")
    expect(page.get_by_role("table").first.get_by_role("row")).to_have_count(4)


def test_a_chart_is_drawn_for_the_width_there_is(browse: Browse) -> None:
    for width, shown, hidden in ((1400, "wide", "narrow"), (360, "narrow", "wide")):
        page = browse(width=width)
        open_total(page)
        expect(page.locator(f"svg.drawing.{shown}").first).to_be_visible()
        expect(page.locator(f"svg.drawing.{hidden}").first).to_be_hidden()
        letters = page.locator(f"svg.{shown} text.tick").first
        assert letters.evaluate("one => one.getBoundingClientRect().height") >= 10
        assert too_wide(page) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_count_with_all_there_is_can_be_used_by_anybody(
    browse: Browse, axe: Axe, scheme: str
) -> None:
    page = browse(scheme=scheme)
    open_total(page)
    assert axe(page) == []


def test_counts_are_chosen_without_script(browse: Browse) -> None:
    page = browse(width=360, script=False)
    page.goto("/tallies")
    page.get_by_label("Counted").select_option("displaced")
    page.locator("form.filter").get_by_role("button", name="Show").click()
    expect(page.get_by_role("heading", level=2, name="Displaced")).to_be_visible()
    expect(page.get_by_role("heading", level=2, name="Killed")).to_have_count(0)
    assert too_wide(page) == []


def test_on_paper_the_chart_is_there_and_forms_are_not(page: Page) -> None:
    open_total(page)
    page.emulate_media(media="print")
    expect(page.locator("svg.drawing.wide").first).to_be_visible()
    expect(page.locator("form").first).to_be_hidden()

"""Evidence in a browser: from a sentence to the words of a report, and back."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

DAY = "day=2024-12-05"


@pytest.fixture
def at_claim(page: Page) -> Page:
    """The page of the first footnote of the brief."""
    page.goto(f"/brief?{DAY}")
    page.goto(page.locator("a.note[data-note='1']").first.get_attribute("href") or "")
    return page


def test_a_claim_is_marked_in_its_report(at_claim: Page, axe: Callable[[Page], list[str]]) -> None:
    expect(at_claim.locator(".sheet .own-content").first).to_be_in_viewport()
    expect(at_claim.locator(".passage .part-tag").first).to_be_visible()
    assert axe(at_claim) == []


def test_words_and_claims_light_each_other(at_claim: Page) -> None:
    row = at_claim.locator(".listed li").first
    row.hover()
    claim = row.get_attribute("data-claim")
    expect(at_claim.locator(f".words .m.lit[data-claims~='{claim}']").first).to_be_attached()
    at_claim.locator(".words .m.content").first.hover()
    expect(at_claim.locator(".listed li.lit")).to_have_count(1)


def test_j_walks_to_the_next_claim(at_claim: Page) -> None:
    first = at_claim.url
    at_claim.keyboard.press("j")
    at_claim.wait_for_url(lambda url: url != first)
    at_claim.keyboard.press("k")
    at_claim.wait_for_url(first)


def test_a_report_shows_all_its_claims(page: Page, axe: Callable[[Page], list[str]]) -> None:
    page.goto(f"/brief?{DAY}")
    page.goto(page.locator("a.note[data-note='1']").first.get_attribute("href") or "")
    page.locator(".sheet-head h2 a").click()
    expect(page.get_by_role("heading", name="What is claimed in it")).to_be_visible()
    numbers = page.locator(".words .mark-note")
    assert numbers.count() == page.locator(".listed li").count()
    assert axe(page) == []


def test_it_fits_a_narrow_screen(browse: Callable[..., Page]) -> None:
    page = browse(width=360, height=740)
    page.goto(f"/brief?{DAY}")
    page.goto(page.locator("a.note[data-note='1']").first.get_attribute("href") or "")
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
    page.locator(".sheet-head h2 a").click()
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0

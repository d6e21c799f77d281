"""Evidence in a browser: from a sentence to the words of a report, and back."""

import pytest
from playwright.sync_api import Page, expect

from .conftest import Axe

DAY = "day=2024-12-05"


@pytest.fixture
def at_claim(page: Page) -> Page:
    """The page of the first footnote of the brief."""
    page.goto(f"/brief?{DAY}")
    page.goto(page.locator("a.note[data-note='1']").first.get_attribute("href") or "")
    return page


def test_a_claim_is_marked_in_its_report(at_claim: Page, axe: Axe) -> None:
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


def test_a_report_shows_all_its_claims(at_claim: Page, axe: Axe) -> None:
    at_claim.locator(".sheet-head h2 a").click()
    expect(at_claim.get_by_role("heading", name="What is claimed in it")).to_be_visible()
    numbers = at_claim.locator(".words .mark-note")
    assert numbers.count() == at_claim.locator(".listed li").count()
    assert axe(at_claim) == []

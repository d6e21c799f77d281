"""Review in the browser: by keyboard, with words selected in a report, and taken back."""

import pytest
from playwright.sync_api import Page, expect

from .conftest import Axe, Browse, Desk, too_wide


def sign(page: Page) -> None:
    page.goto("/account")
    page.get_by_label("The name that your judgements").fill("A. Lund")
    page.get_by_role("button", name="Sign").click()


def test_the_queue_is_worked_through_by_keys(own_desk: Desk, page: Page) -> None:
    sign(page)
    page.goto("/review")
    first = page.locator(".queued h2").first.inner_text()
    page.keyboard.press("r")
    expect(page.locator(".done")).to_contain_text("rejected by A. Lund")
    expect(page.locator(".done .changed li").first).to_contain_text("→")
    expect(page.locator(".queued h2").first).not_to_have_text(first)
    page.keyboard.press("n")
    second = page.locator("[data-current] h2").inner_text()
    page.keyboard.press("c")
    expect(page.locator(".done")).to_contain_text("confirmed by A. Lund")
    expect(page.locator(".queued h2", has_text=second)).to_have_count(0)
    page.goto("/judgements")
    page.get_by_role("button", name="Take back").last.click()
    page.goto("/review")
    expect(page.locator(".queued h2").first).to_have_text(first)


def test_words_selected_in_a_report_are_a_claim(own_desk: Desk, page: Page) -> None:
    sign(page)
    page.goto("/review")
    page.locator(".queued h2 a").first.click()
    page.get_by_role("link", name="Add what this report says").click()
    chosen = page.evaluate(
        """() => {
          const text = document.querySelector("[data-report]").firstChild;
          const range = document.createRange();
          range.setStart(text, 3);
          range.setEnd(text, 15);
          getSelection().removeAllRanges();
          getSelection().addRange(range);
          return range.toString().trim();
        }"""
    )
    expect(page.locator("[data-words]")).to_have_value(chosen)
    page.get_by_role("link", name="a number of people").click()
    page.get_by_label("At least").fill("7")
    expect(page.locator("[data-words]")).to_have_value(chosen)
    page.get_by_label("What is counted").select_option("killed")
    page.get_by_role("button", name="Add the claim").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Added")
    expect(page.locator("main")).to_contain_text(chosen)


@pytest.mark.parametrize("width", [1400, 360])
def test_a_correction_is_for_everybody(browse: Browse, axe: Axe, width: int) -> None:
    page = browse(width=width)
    page.goto("/review")
    page.goto(page.locator(".queued h2 a").first.get_attribute("href") or "")
    page.get_by_text("Correct what it says").click()
    assert axe(page) == []
    assert too_wide(page) == []


def test_without_script_a_claim_is_judged_too(own_desk: Desk, browse: Browse) -> None:
    page = browse(script=False)
    page.goto("/review")
    page.get_by_label("Your name, for the signature").first.fill("B. Ode")
    page.get_by_role("button", name="Read right").first.click()
    expect(page.locator(".done")).to_contain_text("confirmed by B. Ode")

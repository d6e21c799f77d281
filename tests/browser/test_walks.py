"""What people come for, done by keyboard alone, and the way of somebody who opens the desk for the
first time."""

import re
from collections.abc import Callable

from playwright.sync_api import Locator, Page, expect

MOST = 160  # tabs to anything on a page
WORDS = "#report .m.chosen"  # the words of the claim in its report
_HERE = "one => one === document.activeElement || one.contains(document.activeElement)"


def tab_to(page: Page, wanted: Locator) -> None:
    """Presses Tab until the wanted element has the focus."""
    expect(wanted).to_be_attached()
    for _ in range(MOST):
        page.keyboard.press("Tab")
        if wanted.evaluate(_HERE):
            return
    raise AssertionError(f"{wanted} is not reached by {MOST} tabs")


def enter(page: Page, wanted: Locator) -> None:
    tab_to(page, wanted)
    page.keyboard.press("Enter")


def test_the_brief_and_the_evidence_of_a_footnote_by_keyboard(page: Page) -> None:
    page.goto("/")
    enter(page, page.get_by_role("link", name="Brief", exact=True))
    page.wait_for_url(re.compile("/brief"))
    note = page.locator("main a.note").first
    enter(page, note)
    pane = page.locator("#pane")
    expect(pane).to_be_visible()
    enter(page, pane.get_by_role("link", name="Open it in its report"))
    page.wait_for_url(re.compile("/claims/[0-9a-f]+"))
    expect(page.locator(WORDS).first).to_be_visible()


def test_the_content_is_one_key_away(page: Page) -> None:
    page.goto("/brief")
    page.keyboard.press("Tab")
    skip = page.get_by_role("link", name="Skip to the content")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport()
    page.keyboard.press("Enter")
    expect(page.locator("#main")).to_be_focused()


def test_a_search_and_its_first_claim_by_keyboard(page: Page) -> None:
    page.goto("/claims")
    tab_to(page, page.locator("#q"))
    page.keyboard.type("captured Hama")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("q=captured"))
    enter(page, page.locator("main a[href*='/claims/']").first)
    page.wait_for_url(re.compile("/claims/[0-9a-f]+"))
    expect(page.locator(WORDS).first).to_be_visible()


def test_the_days_of_the_map_by_keyboard(page: Page) -> None:
    page.goto("/")
    page.wait_for_selector("#map-page[data-ready]")
    slider = page.get_by_role("slider", name="Day")
    slider.focus()
    before = page.locator("#day-text").inner_text()
    page.keyboard.press("ArrowLeft")
    expect(page.locator("#day-text")).not_to_have_text(before)
    page.keyboard.press("Home")
    expect(slider).to_have_value("0")


def test_a_report_is_added_by_keyboard(own_desk: object, page: Page) -> None:
    page.goto("/add")
    tab_to(page, page.locator("textarea[name=text]"))
    page.keyboard.type("Rebels captured the village of Qamhana on Thursday, residents said.")
    enter(page, page.locator("form:has(textarea[name=text]) button").last)
    page.wait_for_url(re.compile("/add"))
    expect(page.locator("main")).to_contain_text(re.compile("1 read|claim"), timeout=60_000)


def test_who_says_that_hama_fell_and_in_which_words(browse: Callable[..., Page]) -> None:
    """The newcomer's walk from a map that nobody explained: four steps."""
    page = browse()
    page.goto("/")
    page.wait_for_selector("#map-page[data-ready]")
    # 1: the town, in the list beside the map
    page.locator("#list button", has_text=re.compile(r"^Hama\b")).click()
    panel = page.locator("#panel")
    expect(panel).to_contain_text("Held by Syrian rebels")
    # 2: all that is known of it
    panel.get_by_role("link", name=re.compile("evidence")).click()
    page.wait_for_url(re.compile("/places/"))
    told = page.locator("tr, li", has_text="taken by Syrian rebels").last
    expect(told).to_contain_text("Levant Wire")
    # 3: the word of one who says so
    told.locator("a.note").first.click()
    page.wait_for_url(re.compile("/claims/"))
    # 4: there it stands, marked in its report
    expect(page.locator(WORDS, has_text=re.compile("Hama|city", re.I)).first).to_be_visible()
    expect(page.locator("main")).to_contain_text(re.compile("Levant Wire|Northern Courier"))

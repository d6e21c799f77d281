"""What people come for, done by keyboard alone from the opening of a page, with the focus seen at
each stop; and the way of somebody who opens the desk for the first time."""

import re
from pathlib import Path

from playwright.sync_api import Locator, Page, expect

MOST = 160  # tabs to anything on a page
WORDS = "#report .m.chosen"  # the words of the claim in its report
# Whether the wanted element has the focus, and what has it where nobody sees that.
_STOP = """wanted => {
  const here = document.activeElement;
  const lit = one => {
    const style = one && getComputedStyle(one);
    return style && style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0;
  };
  const seen = here === document.body || lit(here)
    || here.matches("input, summary") && (lit(here.nextElementSibling) || lit(here.parentElement));
  return [wanted === here || wanted.contains(here), seen ? "" : here.outerHTML.slice(0, 160)];
}"""


def tab_to(page: Page, wanted: Locator) -> None:
    """Presses Tab until the wanted element has the focus, which is seen wherever it is."""
    expect(wanted).to_be_attached()
    for _ in range(MOST):
        page.keyboard.press("Tab")
        there, unseen = wanted.evaluate(_STOP)
        assert not unseen, f"nobody sees the focus on {unseen}"
        if there:
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


def test_a_day_and_a_town_of_the_map_by_keyboard(page: Page) -> None:
    page.goto("/")
    page.wait_for_selector("#map-page[data-ready]")
    slider = page.get_by_role("slider", name="Day")
    tab_to(page, slider)
    before = page.locator("#day-text").inner_text()
    page.keyboard.press("ArrowLeft")
    expect(page.locator("#day-text")).not_to_have_text(before)
    page.keyboard.press("Home")
    expect(slider).to_have_value("0")
    page.keyboard.press("End")
    page.reload()
    page.wait_for_selector("#map-page[data-ready]")
    tab_to(page, page.locator("#list button[tabindex='0']"))
    page.keyboard.press("ArrowDown")
    town = page.locator("#list button:focus .name").inner_text()
    page.keyboard.press("Enter")
    title = page.locator("#panel-title")
    expect(title).to_have_text(town)
    expect(title).to_be_focused()
    enter(page, page.get_by_role("link", name="All about it, with the evidence"))
    page.wait_for_url("**/places/*")
    expect(page.locator("h1")).to_contain_text(town)


def test_claims_are_confirmed_rejected_and_taken_back_by_keyboard(
    own_desk: object, page: Page
) -> None:
    page.goto("/review")
    first, second = page.locator(".queued h2").all_inner_texts()[:2]
    tab_to(page, page.get_by_label("Your name, for the signature").first)
    page.keyboard.type("A. Lund")
    enter(page, page.get_by_role("button", name="Read right").first)
    done = page.locator(".done")
    expect(done).to_contain_text("confirmed by A. Lund")
    expect(page.locator(".queued h2", has_text=first)).to_have_count(0)
    expect(page.locator(".queued h2").first).to_have_text(second)
    enter(page, page.get_by_role("button", name="Read wrong").first)
    expect(done).to_contain_text("rejected by A. Lund")
    enter(page, done.get_by_role("button", name="Take back"))
    expect(page.get_by_role("main")).to_contain_text("taken back")
    page.goto("/review")
    expect(page.locator(".queued h2").first).to_have_text(second)


def test_a_report_is_added_by_keyboard(own_desk: object, page: Page) -> None:
    page.goto("/add")
    tab_to(page, page.locator("textarea[name=text]"))
    page.keyboard.type("Rebels captured the village of Qamhana on Thursday, residents said.")
    enter(page, page.locator("form:has(textarea[name=text]) button").last)
    page.wait_for_url(re.compile("/add"))
    expect(page.locator("main")).to_contain_text(re.compile("1 read|claim"), timeout=60_000)


GUIDE = Path(__file__).parents[2] / "docs" / "desk.md"


def test_who_says_that_hama_fell_and_in_which_words(page: Page) -> None:
    """The newcomer's walk, with what docs/desk.md names and nothing else."""
    guide = GUIDE.read_text(encoding="utf-8").partition("## Who says that Hama fell")[2]
    guide = guide.partition("\n## ")[0]
    find, words, more, inside = re.findall(r"\*([^*]+)\*", guide)
    page.goto("/")
    page.get_by_role("searchbox", name=find).fill("Hama")
    page.keyboard.press("Enter")
    panel = page.locator("#panel")
    expect(panel).to_contain_text("Held by Syrian rebels")
    said = panel.locator("section", has=page.get_by_role("heading", name=words))
    army = said.locator("li", has_text="the Syrian army")
    expect(army).to_contain_text("Rebels took the Syrian city of Hama on Thursday")
    expect(said.locator("li", has_text="Levant Wire").first).to_be_visible()
    army.get_by_role("link", name="moved out of the city").click()
    expect(page.locator(f"{WORDS}.content").first).to_have_text("moved out of the ")
    page.go_back()
    panel.get_by_role("link", name=more).click()
    expect(page.get_by_text(inside).first).to_be_visible()
    expect(page.locator(".quotes li", has_text="Gulf Ledger").first).to_be_visible()

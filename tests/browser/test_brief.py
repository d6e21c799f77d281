"""The brief in a browser: evidence beside it, on paper, with and without script."""

from playwright.sync_api import Page, expect

from .conftest import Axe, Browse

DAY = "day=2024-12-05"


def test_a_footnote_opens_its_evidence_beside_the_sentence(page: Page, axe: Axe) -> None:
    page.goto(f"/brief?{DAY}")
    pane = page.locator("#pane")
    expect(pane).to_be_hidden()
    sentence = page.locator(".lines li").first
    sentence.locator("a.note").first.click()
    expect(pane).to_be_visible()
    expect(sentence).to_have_class("lit")
    expect(pane.locator(".quote .m.content").first).not_to_be_empty()
    assert axe(page) == []
    page.keyboard.press("Escape")
    expect(pane).to_be_hidden()
    expect(sentence.locator("a.note").first).to_be_focused()


def test_arrows_walk_through_the_footnotes(page: Page) -> None:
    page.goto(f"/brief?{DAY}")
    page.locator("a.note[data-note='1']").first.click()
    page.keyboard.press("ArrowRight")
    expect(page.locator("#pane .kicker")).to_have_text("Footnote 2")
    page.get_by_role("button", name="The footnote before").click()
    expect(page.locator("#pane .kicker")).to_have_text("Footnote 1")


def test_the_evidence_leads_into_its_report(page: Page) -> None:
    page.goto(f"/brief?{DAY}")
    page.locator("a.note[data-note='1']").first.press("Enter")
    page.get_by_role("link", name="Open it in its report").click()
    expect(page.locator(".sheet .own-content").first).to_be_visible()


def test_without_script_a_footnote_is_a_link(browse: Browse) -> None:
    page = browse(script=False)
    page.goto(f"/brief?{DAY}")
    page.locator("a.note[data-note='1']").first.click()
    expect(page.locator(".passage .own-content").first).to_be_visible()


def test_days_are_walked_by_links(page: Page) -> None:
    page.goto(f"/brief?{DAY}")
    page.get_by_role("link", name="4 December 2024").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Wednesday, 4 December 2024")


def test_a_printed_brief_has_numbered_notes_and_no_navigation(page: Page) -> None:
    page.goto(f"/brief?{DAY}")
    page.emulate_media(media="print")
    expect(page.locator(".footnotes li").first).to_be_visible()
    expect(page.locator("header.top")).to_be_hidden()
    expect(page.locator(".steps")).to_be_hidden()
    rest = page.locator("details.rest a.note").first
    expect(rest).to_be_visible()
    assert page.pdf(prefer_css_page_size=True).startswith(b"%PDF")


def test_on_a_telephone_the_evidence_leaves_its_sentence_in_view(browse: Browse) -> None:
    page = browse(width=360, height=740, scheme="dark")
    page.goto(f"/brief?{DAY}")
    page.locator("a.note[data-note='1']").first.click()
    expect(page.locator("#pane h2")).to_be_visible()
    expect(page.locator(".lines li.lit")).to_be_in_viewport()


def test_what_changed_is_told_with_its_causes(page: Page, axe: Axe) -> None:
    page.goto(f"/changes?{DAY}&since=2024-12-02")
    hama = page.locator(".change").filter(has_text="Hama").first
    expect(hama.locator(".cause").first).to_be_visible()
    hama.locator("a.note").first.click()
    expect(page.locator(".passage")).to_be_visible()
    page.go_back()
    assert axe(page) == []

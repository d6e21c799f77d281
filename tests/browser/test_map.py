"""The map in a browser, on the sample corpus."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from .conftest import Axe, Browse, too_wide

KNOWN = "known_by=2024-12-08"


def opened(page: Page, query: str = KNOWN) -> Page:
    page.goto(f"/?{query}")
    page.wait_for_selector("#map-page[data-ready]")
    return page


def row(page: Page, name: str) -> Locator:
    """A place in the list."""
    return page.locator("#list button", has_text=re.compile(rf"^{name}\b"))


def set_day(page: Page, day: int) -> None:
    page.locator("#day").fill(str(day))


def test_the_slider_goes_through_the_days_without_asking_the_desk(page: Page) -> None:
    opened(page)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    slider = page.get_by_role("slider", name="Day")
    expect(slider).to_have_attribute("aria-valuetext", "8 December 2024")
    expect(row(page, "Hama")).to_contain_text("held by Syrian rebels")
    for _ in range(4):
        slider.press("ArrowLeft")
    expect(page.locator("#day-text")).to_have_text("4 December 2024")
    expect(row(page, "Hama")).to_contain_text("besieged")
    slider.press("Home")
    expect(row(page, "Hama")).to_contain_text("no reports of who has it")
    assert not [url for url in asked if "icon" not in url]


def test_the_layers_tell_a_claim_from_what_is_assessed(page: Page) -> None:
    opened(page)
    expect(row(page, "Quneitra")).to_contain_text("only a party says so")
    expect(row(page, "Hama")).not_to_contain_text("only a party says so")
    page.get_by_text("Claimed", exact=True).click()
    expect(page).to_have_url(re.compile("layer=claimed"))
    expect(row(page, "Quneitra")).to_contain_text("held by Southern Operations Room")


def test_a_place_of_the_list_opens_beside_the_map_and_closes_again(page: Page) -> None:
    opened(page)
    row(page, "Hama").focus()
    page.keyboard.press("Enter")
    panel = page.locator("#panel")
    expect(panel.get_by_role("heading", name="Hama")).to_be_focused()
    expect(panel).to_contain_text("Held by Syrian rebels")
    expect(panel).to_contain_text("acknowledged")
    expect(panel.locator("bdi[lang=ar]").first).to_have_text("حماة")
    link = panel.get_by_role("link", name=re.compile("evidence"))
    expect(link).to_have_attribute("href", re.compile(r"/places/wof:421202161\?.*day=2024-12-08"))
    page.keyboard.press("Escape")
    expect(panel).to_be_hidden()
    expect(row(page, "Hama")).to_be_focused()


def test_a_click_on_a_mark_opens_its_place(page: Page) -> None:
    opened(page, f"{KNOWN}&at=36.751,35.135,9")
    box = page.locator("#map").bounding_box()
    assert box
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    expect(page.locator("#panel-title")).to_contain_text("Hama")


def test_the_address_leads_back_to_the_same_view(page: Page) -> None:
    opened(page, f"day=2024-12-04&{KNOWN}&layer=claimed&place=wof:421202161&window=1")
    expect(page.locator("#day-text")).to_have_text("4 December 2024")
    expect(page.get_by_role("radio", name="Claimed")).to_be_checked()
    expect(page.locator("#panel-title")).to_contain_text("Hama")
    set_day(page, 3)
    expect(page).to_have_url(re.compile("day=2024-11-30"))
    expect(page).to_have_url(re.compile("window=1"))


def test_what_was_known_by_a_day_is_another_picture(page: Page) -> None:
    opened(page)
    page.locator("#known-by").fill("2024-12-03")
    expect(page.locator("#day-text")).to_have_text("3 December 2024")
    expect(page).to_have_url(re.compile("known_by=2024-12-03"))
    expect(page.locator("#day")).to_have_attribute("max", "6")


def test_it_plays_the_days(page: Page) -> None:
    opened(page)
    page.get_by_role("button", name="Play the days").click()
    expect(page.locator("#day-text")).to_have_text("28 November 2024")
    page.get_by_role("button", name="Pause").click()


def test_a_group_of_incidents_can_be_left_out(page: Page) -> None:
    opened(page)
    page.locator("#kinds").get_by_text("Incidents", exact=True).click()
    page.get_by_label("Air strikes").uncheck()
    expect(page).to_have_url(re.compile("without=air"))


def test_the_list_finds_a_place_in_either_script(page: Page) -> None:
    opened(page)
    page.get_by_role("searchbox", name="Find a place").fill("تدمر")
    expect(page.locator("#list li")).to_have_count(1)
    expect(page.locator("#list")).to_contain_text("Palmyra")


def test_the_list_finds_places_of_which_nobody_says_who_has_them(page: Page) -> None:
    opened(page)
    box = page.get_by_role("searchbox", name="Find a place")
    expect(page.locator("#list button", has_text="Atarib")).to_have_count(0)
    box.fill("atarib")
    expect(row(page, "Atarib")).to_contain_text("no reports of who has it")
    box.fill("nowhere")
    expect(page.locator("#list-about")).to_have_text("No report names such a place.")


@pytest.mark.parametrize("width", [360, 768, 1280])
def test_the_chosen_place_is_in_the_middle_of_what_the_panel_leaves(
    browse: Browse, width: int
) -> None:
    """So when the address names it: there its mark is found, and nowhere else."""
    page = opened(browse(width=width, height=740), f"{KNOWN}&place=wof:421202161")
    map, panel = page.locator("#map").bounding_box(), page.locator("#panel").bounding_box()
    assert map
    assert panel
    beside = panel["x"] > map["x"]
    right = panel["x"] if beside else map["x"] + map["width"]
    bottom = map["y"] + map["height"] if beside else panel["y"]
    page.mouse.move((map["x"] + right) / 2, (map["y"] + bottom) / 2)
    expect(page.locator("#tip")).to_have_text(re.compile("^Hama: held by Syrian rebels"))


def test_a_picture_that_does_not_come_is_told_of(page: Page, faults: list[str]) -> None:
    page.route("**/map.json*", lambda route: route.abort())
    page.goto("/", wait_until="commit")
    expect(page.locator("#list-about")).to_have_text(re.compile("did not come"))
    assert all("map.json" in one for one in faults)
    faults.clear()


def test_arrow_keys_go_through_the_list(page: Page) -> None:
    opened(page)
    page.get_by_role("searchbox", name="Find a place").focus()
    page.keyboard.press("Tab")
    first = page.locator("#list button").first
    expect(first).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(page.locator("#list button").nth(1)).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.locator("#map canvas").first).to_be_focused()


def test_without_script_it_is_a_table(browse: Browse) -> None:
    page = browse(script=False)
    page.goto(f"/?day=2024-12-05&{KNOWN}")
    told = page.locator("tr", has_text="Hama").filter(has_text="حماة").inner_text()
    assert "Syrian rebels" in told
    expect(page.locator("#map-page")).to_be_hidden()


@pytest.mark.parametrize(("width", "scheme"), [(360, "light"), (1920, "dark")])
def test_nothing_serious_for_axe_and_nothing_wider_than_the_screen(
    browse: Browse, axe: Axe, width: int, scheme: str
) -> None:
    page = opened(browse(width=width, scheme=scheme), f"{KNOWN}&place=wof:421202161")
    page.locator("#legend summary").click(force=True)
    assert axe(page) == []
    assert too_wide(page) == []

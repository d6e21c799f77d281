"""The lists of claims, incidents and reports as people use them."""

import json
import urllib.request

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Axe, Browse, Desk

LISTS = ("/claims", "/incidents", "/reports")


def get(desk: Desk, path: str) -> dict[str, object]:
    with urllib.request.urlopen(f"{desk.url}{path}") as answer:
        found: dict[str, object] = json.load(answer)
    return found


def total(page: Page) -> int:
    return int(page.locator(".total strong").inner_text().replace(",", ""))


def test_words_are_searched_from_the_keyboard(page: Page) -> None:
    page.goto("/claims")
    everything = total(page)
    page.keyboard.press("/")
    expect(page.locator("#q")).to_be_focused()
    page.keyboard.type("observatory homs")
    page.keyboard.press("Enter")
    page.wait_for_url("**/claims?q=observatory+homs")
    assert 0 < total(page) < everything
    page.locator(".chips a", has_text="observatory homs").click()
    page.wait_for_url("**/claims")
    assert total(page) == everything


def test_rows_are_walked_and_opened_by_keys(page: Page) -> None:
    page.goto("/incidents")
    links = page.locator(".hit-link")
    page.keyboard.press("j")
    expect(links.nth(0)).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(links.nth(1)).to_be_focused()
    page.keyboard.press("k")
    expect(links.nth(0)).to_be_focused()
    told = links.nth(0).inner_text()
    page.keyboard.press("Enter")
    page.wait_for_url("**/incidents/*")
    expect(page.locator("h1")).to_have_text(told)


def test_the_keys_are_told(page: Page) -> None:
    page.goto("/claims")
    page.keyboard.press("?")
    expect(page.locator("#keys")).to_be_visible()
    page.keyboard.press("j")
    expect(page.locator(".hit-link").nth(0)).not_to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator("#keys")).to_be_hidden()


def test_a_box_takes_effect_when_it_is_ticked(page: Page) -> None:
    page.goto("/claims?q=hama")
    before = total(page)
    box = page.locator(".facet label", has_text="count").locator("input[name=kind]").first
    count = int(box.locator("xpath=..").locator(".count").inner_text().replace(",", ""))
    box.check()
    page.wait_for_url("**/claims?q=hama&kind=*")
    assert total(page) == count < before
    assert "since=" not in page.url


def test_it_works_without_script(browse: Browse) -> None:
    page = browse(script=False)
    page.goto("/claims")
    page.fill("#q", "hama")
    page.locator("input[name=kind][value=count]").check()
    page.locator("button.apply").click()
    page.wait_for_url("**/claims?*q=hama*")
    assert page.locator(".chips.asked li").count() == 3
    page.locator(".orders a", has_text="outlet").click()
    page.wait_for_url("**sort=outlet*")
    outlets = page.locator(".hit-facts a bdi").all_inner_texts()
    assert outlets == sorted(outlets, key=str.casefold)


def test_pages_are_turned_by_keys(page: Page) -> None:
    page.goto("/claims?limit=20")
    first = page.locator(".hit-link").first.get_attribute("href")
    page.keyboard.press("n")
    page.wait_for_url("**page=2")
    assert page.locator(".hit-link").first.get_attribute("href") != first
    page.keyboard.press("p")
    page.wait_for_url("**/claims?limit=20")


@pytest.mark.parametrize("path", LISTS)
def test_on_a_telephone_the_filters_are_one_step_away(browse: Browse, path: str) -> None:
    page = browse(width=360, height=780)
    page.goto(path)
    page.locator(".to-facets").click()
    expect(page.locator("#facets")).to_be_in_viewport()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_an_incident_with_several_sides_is_for_everybody(
    browse: Browse, axe: Axe, desk: Desk, scheme: str
) -> None:
    page = browse(scheme=scheme)
    rows = get(desk, "/incidents.json?contested=yes")["rows"]
    assert isinstance(rows, list)
    page.goto(f"/incidents/{next(row['id'] for row in rows if row['sides'] > 1)}")
    assert page.locator(".position").count() > 1
    assert axe(page) == []

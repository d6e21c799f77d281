"""Words of reports, names of the codebook and what is asked for stay words in the browser: markup
and script in them shows as it is written and does nothing, also where no content policy helps.

A few dozen payloads of our own always run; the thousands of ../shared/hostile where that folder is.
"""

import inspect
import json
import re
import urllib.request
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode

import pytest
from playwright.sync_api import Page, expect

from foglift.desk.pages import PAGES
from foglift.desk.pages import Page as Row

from .conftest import Browse, Desk, Start
from .hostile import (
    DAY,
    FEW,
    MANY,
    OWN,
    SOURCES,
    STRANGE,
    Kept,
    Shape,
    elements,
    harmless,
    keep,
    overlay,
    strange,
    unguarded,
    walk,
)

WIDE = [row.path for row in PAGES if row.ids is None]
KINDS = sorted({row.path[: row.path.index("/{")] for row in PAGES if row.ids is not None})


@dataclass(frozen=True)
class Shown:
    """A desk on a store and a codebook full of words, and its reports with their claims."""

    desk: Desk
    kept: Kept

    def asked(self, path: str) -> Any:
        """What the JSON twin of a page answers."""
        with urllib.request.urlopen(f"{self.desk.url}{path}") as answer:
            return json.load(answer)


Show = Callable[[str, Sequence[str], Shape], Shown]


@pytest.fixture
def show(start_desk: Start, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Show:
    """Opens a desk, to be called by a name, on a store and a codebook full of words."""

    def made(name: str, words: Sequence[str], shape: Shape) -> Shown:
        folder = tmp_path / name
        overlay(folder / "codebook", words)
        monkeypatch.setenv("FOGLIFT_CODEBOOK", str(folder / "codebook"))
        kept = keep(folder / "words.foglift", words, shape)
        return Shown(start_desk(folder / "words.foglift"), kept)

    return made


@pytest.fixture
def hostile(request: pytest.FixtureRequest, show: Show) -> Shown:
    words, shape = SOURCES[getattr(request, "param", "own")]
    return show("hostile", words(), shape)


@pytest.fixture
def home(request: pytest.FixtureRequest) -> Desk:
    """The desk whose pages a test looks at."""
    if "hostile" in request.fixturenames:
        shown: Shown = request.getfixturevalue("hostile")
        return shown.desk
    desk: Desk = request.getfixturevalue("desk")
    return desk


@pytest.fixture
def page(browse: Browse) -> Page:
    return unguarded(browse)


def listed(page: Page, path: str, single: int) -> list[str]:
    """The first pages of a list, by their links, and of the single things that it links to."""
    page.goto(path)
    links = page.locator("main a[href]").evaluate_all(
        "all => all.map(one => one.getAttribute('href').split('#')[0])"
    )
    last = max(
        (int(at[1]) for one in links if (at := re.search(r"[?&]page=(\d+)", one))), default=1
    )
    things = dict.fromkeys(one for one in links if one.startswith(f"{path}/"))
    return [*(f"{path}?page={n}" for n in range(1, min(last, single) + 1)), *[*things][:single]]


@pytest.mark.parametrize("hostile", SOURCES, indirect=True)
def test_payloads_stay_words_on_every_page(hostile: Shown, page: Page, faults: list[str]) -> None:
    few = len(hostile.kept) < 10
    paths = [*WIDE, *(f"/reports/{id}" for id, _ in hostile.kept)]
    paths += [f"/claims/{claims[n % 3]}" for n, (_, claims) in enumerate(hostile.kept[:10])]
    for kind in KINDS:
        if kind in WIDE:
            paths += listed(page, kind, 8 if few else 3)
    if few:  # each day is a picture of its own, which takes its time
        paths += [f"{path}?day={DAY - timedelta(days=2)}" for path in WIDE]
    assert walk(page, dict.fromkeys(paths)) == []
    assert [one for one in faults if "status of 404" not in one] == []
    faults.clear()


def test_no_element_grows_out_of_words(
    hostile: Shown, show: Show, page: Page, faults: list[str]
) -> None:
    """Each page has as many elements of each name as it has with harmless words of that shape."""
    same = show("harmless", harmless(OWN), FEW)
    for (path, paths), (_, others) in zip(alike(hostile), alike(same), strict=True):
        assert counted(page, hostile, paths) == counted(page, same, others), path
    page.goto("about:blank")
    faults[:] = [one for one in faults if same.desk.url not in one]


def alike(shown: Shown) -> Iterator[tuple[str, list[str]]]:
    """Pages with the words, by what they show; those of the same number have the same shape."""
    for path in WIDE:
        if path != "/review/precision":  # its claims are drawn by their ids, which are others
            yield path, [f"{path}?limit=500"]
    yield "/reports/", [f"/reports/{id}" for id, _ in shown.kept]
    yield "/claims/", [f"/claims/{id}" for _, claims in shown.kept[:3] for id in claims[:3]]
    yield "/review/add/", [f"/review/add/{id}" for id, _ in shown.kept[:1]]
    towns = sorted(one["here"]["id"] for one in shown.asked("/places.json")["rows"])[:3]
    yield "/places/", [f"/places/{id}" for id in towns]
    told = [shown.asked(f"/places/{id}.json") for id in towns]
    for kind in ("incidents", "tallies"):
        yield f"/{kind}/", [f"/{kind}/{one['id']}" for each in told for one in each[kind]]
    judged = shown.asked("/judgements.json")["rows"][:2]
    yield "/judgements/", [f"/judgements/{one['act']}" for one in judged]


def counted(page: Page, shown: Shown, paths: list[str]) -> Counter[str]:
    found = Counter[str]()
    for path in paths:
        answer = page.goto(f"{shown.desk.url}{path}")
        assert answer is not None
        assert answer.ok, path
        if path.startswith("/?"):
            page.wait_for_selector("#map-page[data-ready]")
        found.update(elements(page))
    return found


def test_what_is_asked_for_stays_words(hostile: Shown, page: Page, faults: list[str]) -> None:
    """In every parameter of every page, and in the place of every id."""
    paths = []
    for n, row in enumerate(PAGES):
        words, others = parameters(row)
        for payload in OWN[n % 12 :: 12]:
            start, braces, _ = row.path.partition("{")
            path = start + (quote(payload, "") if braces else "")
            paths.append(f"{path}?{urlencode(dict.fromkeys((*words, 'what'), payload))}")
        paths += [f"{start}?{name}={quote(OWN[n % len(OWN)])}" for name in others]
    assert walk(page, paths) == []
    assert [one for one in faults if "status of 4" not in one] == []
    faults.clear()


def parameters(row: Row) -> tuple[list[str], list[str]]:
    """What a page may be asked for: what takes any words, and what takes only some."""
    words, others = list[str](), ["day", "known_by"]
    for name, one in list(inspect.signature(row.show, eval_str=True).parameters.items())[1:]:
        kind = getattr(one.annotation, "__origin__", one.annotation)
        if f"{{{name}}}" not in row.path:
            (words if kind in (str, tuple[str, ...], tuple) else others).append(name)
    return words, others


def test_the_map_and_what_it_tells_stay_words(hostile: Shown, page: Page) -> None:
    """Its panel with the words and the counts of a town, and what is told where one points."""
    town = min(one["here"]["id"] for one in hostile.asked("/places.json")["rows"])
    at = hostile.asked(f"/places/{town}.json")["here"]
    page.goto(f"/?place={town}&at={at['lon']},{at['lat']},11")
    expect(page.locator("#panel-told li").first).to_be_visible()
    expect(page.locator("#panel")).to_contain_text(re.compile("alert|evil"))
    page.locator("#panel .close").click()
    stage = page.locator("#map").bounding_box()
    assert stage
    page.mouse.move(stage["x"] + stage["width"] / 2, stage["y"] + stage["height"] / 2)
    expect(page.locator("#tip")).to_be_visible()
    expect(page.locator("#tip")).to_contain_text("Actor ")
    page.locator("#kinds summary").click()
    page.locator("#legend summary").click()
    assert strange(page) == []


def test_what_scripts_show_stays_words(hostile: Shown, page: Page) -> None:
    """The evidence beside the brief, and what comes new into an open page."""
    page.goto("/brief")
    notes = page.locator("main a.note[data-note]")
    for n in range(0, min(notes.count(), 20), 5):
        notes.nth(n).click()
        expect(page.locator("#pane h2")).to_be_visible()
        assert strange(page) == []
        page.keyboard.press("Escape")
    page.goto("/reports")
    before = page.locator(".hit").count()
    keep(hostile.desk.store, OWN[:16], MANY)
    page.get_by_role("status").get_by_role("button", name="show").click()
    expect(page.locator(".hit")).to_have_count(before + 1)
    assert strange(page) == []


def test_an_injected_element_would_be_found(page: Page, faults: list[str]) -> None:
    page.goto("/about")
    assert page.evaluate(STRANGE) == []
    before = elements(page)
    page.evaluate(
        """() => { document.querySelector("main").innerHTML +=
        "<img src=x onerror=alert(1)><a href=javascript:1>who</a><iframe></iframe>"; alert(1); }"""
    )
    assert len(page.evaluate(STRANGE)) == 4
    assert elements(page) == before | {"IMG": 1, "IFRAME": 1, "A": before["A"] + 1}
    faults.clear()

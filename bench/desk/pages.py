"""How soon the first page of the desk, its map, stands in a real Chromium, and how soon a step of
its slider: on a war of 5,000 towns and over 20,000 incidents.

The map is drawn without a graphics card. A load of the page begins with an empty cache; it ends
when map, towns, outlines and list are drawn. A step ends with the frame that shows its day.
"""

import shutil
import tempfile
from collections.abc import Iterator, Sequence
from math import ceil
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from bench.desk.serving import running
from bench.desk.stores import map_store

LOADS, STEPS = 7, 60
_FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
_PATIENCE = 120_000
# Notes when the page is drawn in full: two frames after its script says that all is there.
_WATCH = """
document.addEventListener("DOMContentLoaded", () => {
  const page = document.getElementById("map-page");
  const frames = () => requestAnimationFrame(() => requestAnimationFrame(
    () => { window.drawn = performance.now(); }));
  new MutationObserver(frames).observe(page, {attributeFilter: ["data-ready"]});
});
"""
_STEP = """(at) => new Promise(done => {
  const day = document.getElementById("day");
  const begun = performance.now();
  day.value = String(at % (Number(day.max) + 1));
  day.dispatchEvent(new Event("input"));
  const worked = performance.now() - begun;
  requestAnimationFrame(() => setTimeout(() => done([worked, performance.now() - begun])));
})"""


def measured(store: Path) -> Iterator[str]:
    """Lines that tell how long the first page and a step take on the store."""
    chromium = shutil.which("chromium")
    if chromium is None:
        yield "there is no Chromium here: nothing was measured"
        return
    with running(store) as url, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=_FLAGS)
        loads = [_load(browser, url) for _ in range(LOADS + 1)][1:]
        yield _told("first page", loads, 1500)
        worked, drawn = zip(*_steps(browser, url), strict=True)
        yield _told("slider step, its work", worked, 100)
        yield _told("slider step, to the frame", drawn, 100)
        browser.close()


def _load(browser: Browser, url: str) -> float:
    context = browser.new_context(viewport={"width": 1400, "height": 900})
    page = context.new_page()
    page.add_init_script(_WATCH)
    page.goto(url)
    drawn: float = page.wait_for_function("() => window.drawn", timeout=_PATIENCE).json_value()
    context.close()
    return drawn


def _steps(browser: Browser, url: str) -> list[tuple[float, float]]:
    page = browser.new_page(viewport={"width": 1400, "height": 900})
    page.add_init_script(_WATCH)
    page.goto(url)
    page.wait_for_function("() => window.drawn", timeout=_PATIENCE)
    page.wait_for_timeout(2000)
    return [tuple(page.evaluate(_STEP, at)) for at in range(STEPS)]


def _told(name: str, times: Sequence[float], target: int) -> str:
    ordered = sorted(times)
    high = ordered[ceil(len(ordered) * 0.95) - 1]
    return (
        f"{name}: {ordered[len(ordered) // 2]:.0f} ms, 95 of 100 under {high:.0f} ms, "
        f"of {len(ordered)} (target {target} ms)"
    )


def table() -> Iterator[str]:
    """The figures of the map."""
    with tempfile.TemporaryDirectory() as folder:
        store = Path(folder) / "map.foglift"
        map_store(store)
        yield from measured(store)

"""Pictures of the desk on the sample corpus, for docs/screens.md: `python tools/screenshots.py`.

Needs Chromium (Debian's package) and the built assets (`make web`). With `--png DIR` it writes
the same as PNG there, to be looked at closely.
"""

import argparse
import base64
import os
import shutil
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import chdir, contextmanager
from datetime import date
from pathlib import Path
from typing import NamedTuple

from playwright.sync_api import Browser, sync_playwright

from foglift import codebook, flow
from foglift import store as stores
from foglift.ingest import Options

ROOT = Path(__file__).parents[1]
SAMPLES = ROOT / "examples"
SAMPLE = "fall-of-hama/reports"  # as it shows in the pictures, whatever folder this lies in
IMAGES = ROOT / "docs" / "images"
PAGE = ROOT / "docs" / "screens.md"
PORT = 8797
HAMA = "/places/wof:421202161"
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"]
FLAGS += ["--disable-background-networking", "--disable-component-update", "--disable-sync"]
QUALITY = 82


class Screen(NamedTuple):
    """A picture: of an address, as wide and dark as said, after what a person does there."""

    name: str
    words: str
    path: str
    does: str = ""
    width: int = 1400
    height: int = 900
    dark: bool = False


# `does` is a click on what it selects. An address that ends with "first" is that of the first
# link to such a page on the page before it.
SCREENS = (
    Screen("map", "The map: who has which place, and what happened where", "/"),
    Screen("map-place", "A place on the map", "/?day=2024-12-05", "#list button"),
    Screen("map-dark", "The map in the dark", "/", dark=True),
    Screen("map-telephone", "The map on a telephone", "/", width=360, height=740),
    Screen("brief", "The brief of a day", "/brief?day=2024-12-05"),
    Screen(
        "brief-evidence",
        "A footnote of the brief, with its evidence beside it",
        "/brief?day=2024-12-05",
        "main a.note",
    ),
    Screen("brief-telephone", "The brief on a telephone", "/brief", width=360, height=740),
    Screen("changes", "What changed", "/changes?day=2024-12-06"),
    Screen("claim", "A claim in its report", "/claims first?q=captured+Hama"),
    Screen("claim-dark", "A claim, dark", "/claims first?q=captured+Hama", dark=True),
    Screen("places", "Who has which place", "/places"),
    Screen("place", "A place: who had it, by whose word", HAMA),
    Screen("tallies", "Counts of people", "/tallies"),
    Screen("tally", "A count: low, best, high, and its steps", "/tallies", "th:has(.chip) > a"),
    Screen("outlook", "What is announced and feared", "/outlook"),
    Screen("incidents", "Incidents", "/incidents"),
    Screen("incident", "An incident with all sides of it", "/incidents first?q=Hama"),
    Screen("claims", "Claims by words and facets", "/claims?q=Hama"),
    Screen("claims-telephone", "Claims on a telephone", "/claims?q=Hama", width=360, height=740),
    Screen("reports", "Reports", "/reports"),
    Screen("add", "Adding reports", "/add"),
    Screen("review", "What to check first", "/review"),
    Screen("about", "What was read, and what the words mean", "/about"),
)


@contextmanager
def desk() -> Iterator[str]:
    """A desk on the sample corpus."""
    with tempfile.TemporaryDirectory() as folder:
        store = Path(folder) / "hama.foglift"
        with stores.open(store) as opened, chdir(SAMPLES):
            flow.read([SAMPLE], codebook.load(), opened, Options(date(2024, 12, 8)))
        command = [sys.executable, "-m", "foglift", "desk", "--store", str(store), "--no-browser"]
        process = subprocess.Popen([*command, "--port", str(PORT)])
        url = f"http://127.0.0.1:{PORT}"
        try:
            while _status(url) == 0 and process.poll() is None:
                time.sleep(0.2)
            yield url
        finally:
            process.terminate()
            process.wait(30)


def _status(url: str) -> int:
    try:
        with urllib.request.urlopen(url, timeout=60) as answer:
            status: int = answer.status
            return status
    except urllib.error.HTTPError as error:
        return error.code
    except OSError:
        return 0


def shoot(browser: Browser, url: str, screen: Screen, png: Path | None) -> bool:
    """Takes the picture; False where this desk has no such page."""
    context = browser.new_context(
        viewport={"width": screen.width, "height": screen.height},
        color_scheme="dark" if screen.dark else "light",
        reduced_motion="reduce",
        locale="en-GB",
        timezone_id="UTC",
    )
    context.set_default_timeout(60_000)
    page = context.new_page()
    found = page.goto(url + screen.path.replace(" first", ""))
    if found is None or found.status != 200:
        context.close()
        return False
    if " first" in screen.path:
        kind = screen.path.partition(" ")[0]
        page.locator(f"main a[href*='{kind}/']").first.click()
        page.wait_for_load_state()
    if page.locator("#map-page").count():
        page.wait_for_selector("#map-page[data-ready]")
        page.wait_for_timeout(2500)
    if screen.does:
        page.locator(screen.does).first.click(no_wait_after=True)
        page.wait_for_load_state()
    page.wait_for_timeout(800)
    asked = {"format": "webp", "quality": QUALITY}
    data = context.new_cdp_session(page).send("Page.captureScreenshot", asked)["data"]
    (IMAGES / f"{screen.name}.webp").write_bytes(base64.b64decode(data))
    if png:
        page.screenshot(path=png / f"{screen.name}.png")
    context.close()
    return True


def told(taken: list[Screen]) -> str:
    """The page that shows them."""
    lines = ["# The desk in pictures", ""]
    lines += ["Of the sample corpus, the fall of Hama; taken by `tools/screenshots.py`.", ""]
    for screen in taken:
        lines += [f"## {screen.words}", "", f"![{screen.words}](images/{screen.name}.webp)", ""]
    return "\n".join(lines)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--png", type=Path, help="a folder for the same as PNG")
    png: Path | None = parser.parse_args().png
    chromium = os.environ.get("CHROMIUM") or shutil.which("chromium")
    if chromium is None:
        sys.exit("there is no Chromium: apt-get install chromium")
    IMAGES.mkdir(exist_ok=True)
    with desk() as url, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        taken = [screen for screen in SCREENS if shoot(browser, url, screen, png)]
        browser.close()
    PAGE.write_text(told(taken), encoding="utf-8")


if __name__ == "__main__":
    main()

"""Tests of the desk in a real Chromium. A test asks for

- `page`: a page of the desk, 1400 pixels wide and light: `page.goto("/tallies")`;
- `browse(width=360, scheme="dark")`: another such page, as often as it likes;
- `desk`: the desk on the sample corpus that all tests share, to be left as it is; `own_desk`: one
  on a copy of the same store, for a test that changes something (its pages are then of that);
  `start_desk(store, "--public")`: one with options of its own;
- `axe(page)`: the serious and critical faults that axe-core finds on the page, one line each;
  `too_wide(page)`: what sticks out of it;
- `faults`: what the browser complained of so far. A test fails where anything is left in it: an
  error in the console, a violation of the content policy, an uncaught error of a script, a request
  to another host, a traceback of the desk. One that means to see a 404 clears it.

All tests here are marked `browser` and `slow`. They are skipped where there is no Chromium
(Debian's; another by the variable CHROMIUM) and where the desk's assets are not built.
"""

import fcntl
import hashlib
import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Literal
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Page,
    expect,
    sync_playwright,
)

from foglift import codebook, flow
from foglift import store as stores
from foglift.ingest import Options

ROOT = Path(__file__).parents[2]
SAMPLE = ROOT / "examples" / "fall-of-hama" / "reports"
AXE = ROOT / "web" / "node_modules" / "axe-core" / "axe.min.js"
CHROMIUM = (
    os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
)
# No sandbox, for root in a container; nothing that asks the network by itself.
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--force-color-profile=srgb",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost",
]
PATIENCE = 90  # seconds for a desk to answer
TIMEOUT = 20_000  # milliseconds for anything in a page
expect.set_options(timeout=TIMEOUT)
_SEVERE = ("serious", "critical")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.browser)
            item.add_marker(pytest.mark.slow)


# ------------------------------------------------------------------------------------- the desk


@dataclass(frozen=True)
class Desk:
    """A running desk, the store it shows and the file of what it printed."""

    url: str
    store: Path
    log: Path


@pytest.fixture(scope="session")
def sample(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store into which the sample corpus was read: once for all workers, and for later runs
    as long as neither the corpus nor the program that reads it is another."""
    cache = getattr(request.config, "cache", None)
    folder = cache.mkdir("sample") if cache else tmp_path_factory.getbasetemp().parent
    path = folder / f"{_fingerprint()}.foglift"
    with _alone(folder / "sample.lock"):
        if not path.exists():
            _read(SAMPLE, path)
    return path


def _read(reports: Path, path: Path) -> None:
    for old in path.parent.glob("*.foglift*"):
        old.unlink()
    unfinished = path.with_stem("unfinished")
    with stores.open(unfinished) as store:
        run = flow.read([reports], codebook.load(), store, Options(date(2024, 12, 8)))
    assert run.read, run.problems
    unfinished.rename(path)


def _fingerprint() -> str:
    """Of the sample corpus and everything that decides how it is read."""
    package = ROOT / "src" / "foglift"
    parts = [SAMPLE, *(package / name for name in ("codebook", "ingest", "read", "store"))]
    files = [file for part in parts for file in part.rglob("*") if "__pycache__" not in file.parts]
    files += [package / name for name in ("flow.py", "model.py", "text.py")]
    seen = hashlib.blake2b(digest_size=8)
    for file in sorted(file for file in files if file.is_file()):
        seen.update(str(file.relative_to(ROOT)).encode())
        seen.update(file.read_bytes())
    return seen.hexdigest()


@contextmanager
def _alone(lock: Path) -> Iterator[None]:
    """No other worker is in here meanwhile."""
    with lock.open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


@contextmanager
def _running(store: Path, log: Path, *options: str) -> Iterator[Desk]:
    port = _free_port()
    command = [sys.executable, "-m", "foglift", "desk", "--store", str(store)]
    with log.open("wb") as printed:
        process = subprocess.Popen(
            [*command, "--port", str(port), "--no-browser", *options],
            stdout=printed,
            stderr=subprocess.STDOUT,
            env={**os.environ, "PYTHONPATH": str(ROOT / "src"), "PYTHONUNBUFFERED": "1"},
        )
    try:
        desk = Desk(f"http://127.0.0.1:{port}", store, log)
        _wait(desk, process)
        yield desk
    finally:
        process.terminate()
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _wait(desk: Desk, process: subprocess.Popen[bytes]) -> None:
    """Until the desk answers anything."""
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        if process.poll() is not None:
            break
        try:
            urllib.request.urlopen(desk.url, timeout=PATIENCE).close()
        except urllib.error.HTTPError:
            return
        except OSError:
            time.sleep(0.1)
        else:
            return
    pytest.fail(f"the desk does not answer; it printed:\n{desk.log.read_text()[-3000:]}")


def _free_port() -> int:
    with socket.socket() as server:
        server.bind(("127.0.0.1", 0))
        port: int = server.getsockname()[1]
        return port


@pytest.fixture(scope="session")
def built() -> None:
    """Skips where there is no desk to look at."""
    desk = find_spec("foglift.desk")
    if desk is None or desk.origin is None:
        pytest.skip("foglift has no desk")
    if not list((Path(desk.origin).parent / "static").glob("*.js")):
        pytest.skip("the desk's assets are not built: make web")


@pytest.fixture(scope="session")
def desk(built: None, sample: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    folder = tmp_path_factory.mktemp("desk")
    store = folder / "sample.foglift"
    shutil.copy(sample, store)
    with _running(store, folder / "desk.log") as running:
        yield running


Start = Callable[..., Desk]


@pytest.fixture
def start_desk(built: None, tmp_path: Path) -> Iterator[Start]:
    """Starts a desk on a store with options of the command; it ends with the test."""
    running = []

    def start(store: Path, *options: str) -> Desk:
        log = tmp_path / f"desk{len(running)}.log"
        running.append(_running(store, log, *options))
        return running[-1].__enter__()

    yield start
    for each in running:
        each.__exit__(None, None, None)


@pytest.fixture
def own_desk(sample: Path, tmp_path: Path, start_desk: Start) -> Desk:
    store = tmp_path / "own.foglift"
    shutil.copy(sample, store)
    return start_desk(store)


@pytest.fixture
def home(request: pytest.FixtureRequest) -> Desk:
    """The desk whose pages a test looks at: its own if it has one, else the shared."""
    return request.getfixturevalue("own_desk" if "own_desk" in request.fixturenames else "desk")


# ---------------------------------------------------------------------------------- the browser


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One Chromium for all tests of a worker."""
    if CHROMIUM is None:
        pytest.skip("there is no Chromium: apt-get install chromium")
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield chromium
        chromium.close()


@pytest.fixture
def faults(home: Desk) -> Iterator[list[str]]:
    """What went wrong in the browser and in the desk while the test ran; it must stay empty."""
    before = home.log.stat().st_size
    found: list[str] = []
    yield found
    printed = home.log.read_bytes()[before:].decode(errors="replace")
    if "Traceback" in printed:
        found.append(f"the desk printed: {printed[-3000:]}")
    assert not found, "\n".join(found)


Browse = Callable[..., Page]


@pytest.fixture
def browse(browser: Browser, home: Desk, faults: list[str]) -> Iterator[Browse]:
    """Opens a page in a context of its own (cookies, storage), which closes with the test."""
    contexts: list[BrowserContext] = []

    def open_page(
        width: int = 1400,
        height: int = 900,
        scheme: Literal["light", "dark"] = "light",
        motion: Literal["reduce", "no-preference"] = "reduce",
        script: bool = True,
        **options: Any,
    ) -> Page:
        context = browser.new_context(
            base_url=home.url,
            viewport={"width": width, "height": height},
            color_scheme=scheme,
            reduced_motion=motion,
            java_script_enabled=script,
            locale="en-GB",
            timezone_id="UTC",
            **options,
        )
        contexts.append(context)
        context.set_default_timeout(TIMEOUT)
        _watch(context, home.url, faults)
        return context.new_page()

    yield open_page
    for context in contexts:
        context.close()


def _watch(context: BrowserContext, home: str, faults: list[str]) -> None:
    """Everything that no page may do is added to the faults."""

    def console(message: ConsoleMessage) -> None:
        if message.type == "error":
            faults.append(f"console: {message.text} ({message.location.get('url', '')})")

    def asked(url: str) -> None:
        at = urlsplit(url)
        if at.scheme not in ("data", "blob", "about") and at.netloc != urlsplit(home).netloc:
            faults.append(f"a request to another host: {url}")

    def watch_page(page: Page) -> None:
        page.on("websocket", lambda socket: asked(socket.url.replace("ws", "http", 1)))
        page.on("crash", lambda page: faults.append(f"the page crashed: {page.url}"))

    context.on("console", console)
    context.on("weberror", lambda error: faults.append(f"script: {error.error}"))
    context.on("request", lambda request: asked(request.url))
    context.on("page", watch_page)


@pytest.fixture
def page(browse: Browse) -> Page:
    return browse()


# ------------------------------------------------------------------------------- what is checked

Axe = Callable[[Page], list[str]]


@pytest.fixture(scope="session")
def axe() -> Axe:
    """The serious and critical faults of a page, by axe-core."""
    if not AXE.is_file():
        pytest.skip("axe-core is not installed: make web")
    source = AXE.read_text(encoding="utf-8")

    def check(page: Page) -> list[str]:
        if page.evaluate("typeof axe") == "undefined":
            page.evaluate(source)
        found = page.evaluate("axe.run(document, {resultTypes: ['violations']})")
        return list(_told(found["violations"]))

    return check


def too_wide(page: Page) -> list[str]:
    """What sticks out of the page to the right, unless it scrolls in a box of its own."""
    found: list[str] = page.evaluate(_TOO_WIDE)
    return found


_TOO_WIDE = """() => document.documentElement.scrollWidth <= innerWidth ? [] :
  [...document.querySelectorAll("main *, header *, footer *")]
    .filter(one => one.getBoundingClientRect().right > innerWidth + 1)
    .map(one => one.outerHTML.slice(0, 120))"""


def _told(violations: Iterable[dict[str, Any]]) -> Iterator[str]:
    for one in violations:
        if one["impact"] in _SEVERE:
            for node in one["nodes"]:
                why = " ".join(node["failureSummary"].split())
                yield f"{one['id']} ({one['impact']}): {node['html'][:200]} - {why[:300]}"

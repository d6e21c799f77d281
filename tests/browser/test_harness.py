"""What the harness takes for a fault, on pages of its own."""

from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import NamedTuple

import pytest
from playwright.sync_api import Page

HEAD = "<!doctype html><html lang=en><title>A page</title><link rel=icon href='data:,'>"
PAGES = {
    "/good": f"{HEAD}<main><h1>Hama</h1><p>Who has it?</p></main>",
    "/inline": f"{HEAD}<h1 onclick='1'>Hama</h1><script>1</script>",
    "/thrown": f"{HEAD}<h1>Hama</h1><script src=/thrown.js></script>",
    "/thrown.js": "throw new Error('nothing is known')",
    "/logged": f"{HEAD}<h1>Hama</h1><script src=/logged.js></script>",
    "/logged.js": "console.error('nothing is known')",
    "/elsewhere": f"{HEAD}<h1>Hama</h1><img alt=Hama src=//maps.example/tile.png>",
    "/unnamed": f"{HEAD}<main><h1>Hama</h1><button></button></main>",
}
POLICY = "default-src 'none'; script-src 'self'; img-src http: data:"


class Site(NamedTuple):
    url: str
    store: Path
    log: Path


class Answer(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        body = PAGES.get(self.path, f"{HEAD}<h1>Nothing here</h1>").encode()
        self.send_response(200 if self.path in PAGES else 404)
        kind = "text/javascript" if self.path.endswith(".js") else "text/html"
        self.send_header("Content-Type", kind)
        self.send_header("Content-Security-Policy", POLICY)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        pass


@pytest.fixture(scope="module")
def site() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Answer)
    Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


@pytest.fixture
def home(site: str, tmp_path: Path) -> Site:
    log = tmp_path / "log"
    log.write_bytes(b"")
    return Site(site, tmp_path / "none.foglift", log)


def test_a_good_page_has_no_faults(page: Page, faults: list[str]) -> None:
    page.goto("/good")
    assert page.get_by_role("heading").inner_text() == "Hama"
    assert faults == []


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("/inline", "Content Security Policy"),
        ("/thrown", "nothing is known"),
        ("/logged", "nothing is known"),
        ("/elsewhere", "another host: http://maps.example/tile.png"),
        ("/missing", "404"),
    ],
)
def test_what_is_a_fault(path: str, said: str, page: Page, faults: list[str]) -> None:
    page.goto(path)
    assert [fault for fault in faults if said in fault]
    faults.clear()


def test_axe_tells_what_cannot_be_used(page: Page, axe: Callable[[Page], list[str]]) -> None:
    page.goto("/good")
    assert axe(page) == []
    page.goto("/unnamed")
    assert [fault[:23] for fault in axe(page)] == ["button-name (critical):"]


def test_a_page_is_as_wide_and_dark_as_asked(browse: Callable[..., Page]) -> None:
    page = browse(width=360, scheme="dark")
    page.goto("/good")
    dark = "matchMedia('(prefers-color-scheme: dark) and (prefers-reduced-motion)').matches"
    assert page.evaluate(f"[innerWidth, {dark}]") == [360, True]

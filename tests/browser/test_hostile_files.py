"""Hostile words in what leaves the desk: a published snapshot opened from its folder, the brief on
paper, JSON, CSV, the feed, what webhooks send."""

import csv
import io
import json
import subprocess
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from urllib.parse import quote
from xml.etree import ElementTree

import pytest
from playwright.sync_api import APIResponse, Browser, Page, expect

from .conftest import Browse, Desk, Start, _watch
from .hostile import FEW, OWN, TRAP, elements, harmless, keep, overlay, strange, unguarded
from .test_access import ENV

FORMULA = ("=", "+", "-", "@", "\t", "\r")
PLAIN = {"application/json", "application/jsonl", "text/csv", "application/atom+xml"}
KINDS = ("reports", "claims", "places", "incidents", "tallies")


def store(folder: Path, words: Sequence[str], monkeypatch: pytest.MonkeyPatch) -> Path:
    overlay(folder / "codebook", words)
    monkeypatch.setenv("FOGLIFT_CODEBOOK", str(folder / "codebook"))
    keep(folder / "words.foglift", words, FEW)
    return folder / "words.foglift"


# ------------------------------------------------------------------------------------ snapshots


@dataclass(frozen=True)
class Snapshots:
    """Makes and opens snapshots of stores full of words; nothing may leave them."""

    folder: Path
    monkeypatch: pytest.MonkeyPatch
    browser: Browser
    faults: list[str]

    def counted(self, name: str, words: Sequence[str], *options: str) -> dict[str, dict[str, int]]:
        path = store(self.folder / name, words, self.monkeypatch)
        site = path.with_name("site")
        command = [sys.executable, "-m", "foglift", "publish", str(site), "--store", str(path)]
        env = {**ENV, "FOGLIFT_CODEBOOK": str(path.with_name("codebook"))}
        subprocess.run([*command, *options], capture_output=True, check=True, env=env)
        context = self.browser.new_context(bypass_csp=True)
        context.add_init_script(TRAP)
        _watch(context, site.as_uri(), self.faults)
        found = dict(counted(context.new_page(), site))
        context.close()
        return found


@pytest.fixture
def snapshots(
    built: None, browser: Browser, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Snapshots]:
    faults: list[str] = []
    yield Snapshots(tmp_path, monkeypatch, browser, faults)
    assert faults == []


def test_a_snapshot_in_its_folder_holds_words(snapshots: Snapshots) -> None:
    some = OWN[-16:]
    found = snapshots.counted("hostile", some, "--internal")
    assert found == snapshots.counted("harmless", harmless(some), "--internal")


def test_a_public_snapshot_holds_words(snapshots: Snapshots) -> None:
    """What it leaves out goes by the words, so it is not counted."""
    assert snapshots.counted("hostile", OWN[:16])


def counted(page: Page, site: Path) -> Iterator[tuple[str, dict[str, int]]]:
    """The elements of those pages of a snapshot that stand alone; of the others how many."""
    for file in sorted(each for each in site.glob("*.html") if "--" not in each.name):
        page.goto(file.as_uri())
        if file.name == "index.html":
            page.wait_for_selector("#map-page[data-ready]")
            page.locator("#list button").first.click()
            expect(page.locator("#panel-told li").first).to_be_visible()
        assert strange(page) == []
        yield file.name, elements(page)
    for kind in KINDS:
        files = sorted((site / kind).glob("*.html"))
        for file in files[:3]:
            page.goto(file.as_uri())
            assert strange(page) == []
        yield kind, {"": len(files)}


# ---------------------------------------------------------------------------- of a running desk


@pytest.fixture
def home(start_desk: Start, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    path = store(tmp_path / "hostile", OWN, monkeypatch)
    return start_desk(path, "--own-network", "127.0.0.1/32")


@pytest.fixture
def page(browse: Browse) -> Page:
    return unguarded(browse)


def test_what_programs_ask_for_is_no_page(page: Page, faults: list[str]) -> None:
    """Each address of the API with hostile words for its parameters."""
    described = page.request.get("/openapi.json").json()
    asked = 0
    for n, (path, methods) in enumerate(described["paths"].items()):
        payload = quote(OWN[n * 5 % len(OWN)], "")
        names = [one["name"] for one in methods["get"].get("parameters", ())]
        start, braces, end = path.partition("{")
        bare = start + (payload + end.partition("}")[2] if braces else "")
        for query in ("", *(f"?{name}={payload}" for name in names)):
            plain(page.request.get(f"{bare}{query}"))
            asked += 1
    assert asked > 100
    for path in ("/claims.json", "/places.json", "/map.json", "/atom.xml"):
        page.goto(path)
        assert page.evaluate("window.sprung ?? []") == [], path
        assert page.locator("img, iframe, svg, form, a").count() == 0, path
    faults.clear()


def plain(answer: APIResponse) -> None:
    """It is nothing that a browser would take for a page, whatever it holds."""
    kind = answer.headers["content-type"].partition(";")[0]
    assert answer.status < 500, answer.url
    assert answer.headers["x-content-type-options"] == "nosniff", answer.url
    assert kind in PLAIN or (answer.status == 404 and kind == "text/html"), answer.url
    if kind in PLAIN:
        assert "default-src 'none'" in answer.headers["content-security-policy"], answer.url


def test_no_cell_is_a_formula(page: Page) -> None:
    for name in ("claims", "incidents", "reports"):
        rows = list(csv.reader(io.StringIO(page.request.get(f"/{name}.csv").text(), newline="")))
        assert len(rows) > 4
        assert not [one for row in rows for one in row if one.lstrip(" ").startswith(FORMULA)]


def test_the_feed_holds_words(page: Page) -> None:
    answer = page.request.get("/atom.xml")
    assert b"<!" not in answer.body()
    feed = ElementTree.fromstring(answer.body())
    names = {one.tag.rpartition("}")[2] for one in feed.iter()}
    assert names <= {
        "feed", "id", "title", "subtitle", "updated", "link", "generator", "author", "name",
        "entry", "category", "content",
    }  # fmt: skip
    assert "<script>alert(1)</script>" in "".join(feed.itertext())
    assert all(
        one.get("href", "").startswith("http://127.0.0.1")
        for one in feed.iter()
        if "href" in one.attrib
    )


def test_the_printed_brief_holds_words(page: Page) -> None:
    page.goto("/brief")
    page.emulate_media(media="print")
    expect(page.locator(".footnotes li").first).to_be_visible()
    assert strange(page) == []
    pdf = page.pdf(prefer_css_page_size=True)
    assert pdf.startswith(b"%PDF")
    assert b"/JavaScript" not in pdf
    assert b"evil.example" not in pdf


def test_what_a_webhook_sends_holds_words(home: Desk, page: Page) -> None:
    """Names go out as they are, in JSON and nowhere else."""
    sent: list[tuple[dict[str, str], bytes]] = []

    class Answer(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            size = int(self.headers["content-length"])
            sent.append((dict(self.headers.items()), self.rfile.read(size)))
            self.send_response_only(200, "<script>alert(1)</script>")
            self.end_headers()

        def log_message(self, *asked: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Answer)
    Thread(target=server.serve_forever, daemon=True).start()
    try:
        page.goto("/webhooks")
        page.locator("[name=name]").fill(OWN[5])
        page.locator("[name=url]").fill(f"http://127.0.0.1:{server.server_port}/%0d%0aX-Evil:1?'&")
        page.get_by_role("button", name="Add webhook").click()
        page.get_by_role("button", name="Send a test").click()
        expect(page.get_by_role("status").first).to_contain_text("took the test")
        assert strange(page) == []
    finally:
        server.shutdown()
        server.server_close()
    (headers, body), *_ = sent
    assert headers["Content-Type"] == "application/json; charset=utf-8"
    assert "X-Evil" not in headers
    assert json.loads(body)["webhook"] == OWN[5]

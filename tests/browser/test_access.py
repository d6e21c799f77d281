"""Logging in, roles and forms from elsewhere; a published snapshot from a server and a folder."""

import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from foglift.desk.accounts import Accounts
from foglift.desk.settings import Settings, beside

from .conftest import ROOT, Axe, Browse, Desk, Start, _watch, too_wide

GOOD, OTHER = "correct horse battery", "a staple for horses"
ENV = {**os.environ, "PYTHONPATH": str(ROOT / "src")}


@pytest.fixture
def own_desk(sample: Path, tmp_path: Path, start_desk: Start) -> Desk:
    """A desk with accounts."""
    store = tmp_path / "own.foglift"
    shutil.copy(sample, store)
    accounts = Accounts(Settings(beside(store)))
    accounts.add("ada", "admin", GOOD)
    accounts.add("vera", "viewer", OTHER)
    return start_desk(store)


def log_in(page: Page, name: str, password: str) -> None:
    page.get_by_label("Name").fill(name)
    page.get_by_label("Password").fill(password)
    page.get_by_role("button", name="Log in").click()


def test_logging_in_and_out(own_desk: Desk, page: Page, faults: list[str], axe: Axe) -> None:
    page.goto("/about?day=2024-12-05")
    assert "/login" in page.url
    assert axe(page) == []
    log_in(page, "ada", OTHER)
    expect(page.get_by_role("alert")).to_have_text("This name and password do not open the desk.")
    assert all("403" in fault for fault in faults)
    faults.clear()
    log_in(page, "ada", GOOD)
    page.wait_for_url("**/about?day=2024-12-05")
    (cookie,) = page.context.cookies()
    assert (cookie["httpOnly"], cookie["sameSite"]) == (True, "Lax")
    page.get_by_role("link", name="Your account").click()
    assert axe(page) == []
    page.get_by_role("link", name="All accounts").click()
    expect(page.get_by_role("row")).to_have_count(3)
    assert axe(page) == []
    page.goto("/account")
    page.get_by_role("button", name="Log out").click()
    page.goto("/about")
    assert "/login" in page.url


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_pages_of_accounts_are_for_everybody(
    own_desk: Desk, browse: Browse, axe: Axe, faults: list[str], scheme: str
) -> None:
    page = browse(width=360, scheme=scheme)
    page.goto("/login?next=/about")
    assert axe(page) == []
    log_in(page, "ada", OTHER)
    expect(page.get_by_role("alert")).to_be_visible()
    assert axe(page) == []
    faults.clear()  # the answer was a 403
    log_in(page, "ada", GOOD)
    page.wait_for_url("**/about")
    for path in ("/account", "/accounts"):
        page.goto(path)
        assert axe(page) == []
        assert too_wide(page) == []


def test_a_viewer_changes_nothing(own_desk: Desk, page: Page, faults: list[str]) -> None:
    page.goto("/login?next=/about")
    log_in(page, "vera", OTHER)
    expect(page.locator("html")).to_have_attribute("data-role", "viewer")
    page.goto("/account")
    send = """token => fetch("/accounts", {method: "POST", headers: {"x-csrf-token": token},
        body: new URLSearchParams({name: "eve", role: "admin", password: "a b c d e f g"})})
        .then(answer => answer.status)"""
    token = page.locator("input[name=csrf]").first.get_attribute("value")
    assert page.evaluate(send, token) == 403
    assert page.goto("/accounts").status == 403  # type: ignore[union-attr]
    assert Accounts(Settings(beside(own_desk.store))).find("eve") is None
    faults.clear()


def test_a_form_from_elsewhere_changes_nothing(
    own_desk: Desk, page: Page, faults: list[str], tmp_path: Path
) -> None:
    page.goto("/login?next=/about")
    log_in(page, "ada", GOOD)
    action = f"{own_desk.url}/accounts/remove"
    form = f'<form method="post" action="{action}"><input name="name" value="vera"></form>'
    (tmp_path / "evil.html").write_text(form, encoding="utf-8")
    page.goto((tmp_path / "evil.html").as_uri())
    with page.expect_navigation():
        page.evaluate("document.forms[0].submit()")
    assert "A change is only taken from a page of this desk." in page.content()
    assert Accounts(Settings(beside(own_desk.store))).find("vera")
    faults.clear()


# ------------------------------------------------------------------------------------ snapshots


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *asked: object) -> None:
        pass


@pytest.fixture(scope="module")
def site(built: None, sample: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("snapshot") / "site"
    command = [sys.executable, "-m", "foglift", "publish", str(folder), "--store", str(sample)]
    done = subprocess.run(
        [*command, "--day", "2024-12-05"], capture_output=True, check=True, env=ENV
    )
    assert b"public edition" in done.stdout
    return folder


Opened = Callable[[str], Page]


@pytest.fixture(params=["server", "folder"])
def opened(request: pytest.FixtureRequest, browser: Browser, site: Path) -> Iterator[Opened]:
    """Opens a page of the snapshot from a plain file server, or from its folder; nothing may go
    wrong on it."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=site))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    home = f"http://127.0.0.1:{server.server_port}"
    if request.param == "folder":
        home = site.as_uri()
    faults: list[str] = []
    context = browser.new_context(viewport={"width": 1400, "height": 900}, reduced_motion="reduce")
    _watch(context, home, faults)

    def open_page(path: str) -> Page:
        page = context.new_page()
        page.goto(f"{home}/{path}")
        return page

    yield open_page
    context.close()
    server.shutdown()
    server.server_close()
    assert faults == []


def test_a_snapshot_is_read_from_link_to_link(opened: Opened) -> None:
    page = opened("about.html")
    expect(page.locator(".edition")).to_have_text("public edition")
    expect(page.locator("span.days")).to_contain_text("5 December 2024")
    links = page.locator("nav[aria-label=Pages] a")
    for n in range(links.count()):
        links.nth(n).click()
        expect(page.locator("main")).to_be_visible()
        expect(page.locator(".edition")).to_have_text("public edition")


def test_the_map_of_a_snapshot_goes_through_the_days(opened: Opened) -> None:
    page = opened("index.html")
    expect(page.locator("#map-page")).to_have_attribute("data-ready", "true")
    expect(page.locator("#list li")).not_to_have_count(0)
    expect(page.locator("#day-text")).to_have_text("5 December 2024")
    page.locator("#day").press("ArrowLeft")
    expect(page.locator("#day-text")).to_have_text("4 December 2024")
    expect(page.locator("#known-by")).to_be_disabled()

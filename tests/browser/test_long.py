"""Words without an end, in every place where words of a report stand."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import Page

from foglift import codebook, flow
from foglift import store as stores
from foglift.ingest import Options

from .conftest import Desk, Start, too_wide

LONG = "X" * 300
REPORT = f"""Outlet: {LONG}
Published: 2024-12-05

{LONG}

Syrian rebels captured Hama on Thursday, the {LONG} said. https://example.org/{LONG} said the
rebels shelled {LONG} near Homs and killed two men of {LONG}.
"""


@pytest.fixture
def home(tmp_path: Path, start_desk: Start) -> Desk:
    """A desk on one report whose words have no end."""
    (tmp_path / "long.txt").write_text(REPORT, encoding="utf-8")
    with stores.open(tmp_path / "long.foglift") as store:
        flow.read([tmp_path / "long.txt"], codebook.load(), store, Options(date(2024, 12, 5)))
    return start_desk(tmp_path / "long.foglift")


def test_no_word_makes_a_page_wider_than_a_telephone(browse: Callable[..., Page]) -> None:
    page = browse(width=360)
    for path in ("/claims", "/reports", "/incidents", "/review", "/review/precision", "/brief"):
        page.goto(path)
        assert too_wide(page) == [], path
    for listed in ("/claims", "/reports", "/incidents"):
        page.goto(listed)
        for number in range(page.locator(".hit-link").count()):
            page.goto(listed)
            page.locator(".hit-link").nth(number).click()
            page.wait_for_url(f"**{listed}/*")
            assert too_wide(page) == [], page.url

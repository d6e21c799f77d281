"""The files of a snapshot: links that lead somewhere, nothing that needs a desk."""

from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

import pytest
from lxml import etree, html

from foglift.codebook import Book
from foglift.desk import Desk
from foglift.desk.pages import PAGES
from foglift.desk.render import STATIC
from foglift.desk.snapshot import POLICY, files

Site = dict[str, bytes]


@pytest.fixture(scope="module")
def site(small: Desk) -> Site:
    return dict(files(small))


def pages(site: Site) -> dict[str, etree._Element]:
    return {
        name: html.document_fromstring(data) for name, data in site.items() if name.endswith("html")
    }


def test_every_page_is_there_with_its_twin(site: Site) -> None:
    for page in PAGES:
        if "{" not in page.path and page.role == "viewer":
            name = page.path.strip("/") or "index"
            assert f"{name}.html" in site
            assert f"{page.twin.strip('/')}" in site
            assert site[f"{page.twin.strip('/')}.js"].startswith(b"foglift_data(")


def test_no_link_is_dead(site: Site) -> None:
    for name, page in pages(site).items():
        for found in page.xpath("//@href | //@src"):
            parts = urlsplit(found)
            if parts.scheme in ("http", "https") or found.startswith("data:"):
                continue
            assert not found.startswith("/"), (name, found)
            target = unquote(urljoin(name, parts.path)) if parts.path else name
            # What is not built on this machine is in no snapshot either.
            if not target.startswith("static/") or (STATIC.parent / target).exists():
                assert target in site, (name, found)
            if parts.fragment and target.endswith(".html"):
                aimed = html.document_fromstring(site[target]).xpath("//@id")
                assert parts.fragment in aimed, (name, found)


def test_nothing_is_left_that_needs_a_desk(site: Site) -> None:
    for name, page in pages(site).items():
        assert page.xpath("//form | //@nonce | //@data-version | //input[@name='csrf']") == [], name
        assert page.xpath("//script[@type='module']") == [], name
        policy = page.xpath("//head/meta[@http-equiv='Content-Security-Policy']/@content")
        assert policy == [POLICY]
        assert page.get("data-snapshot") == "internal"
        assert page.get("data-root") == ("../" * name.count("/") or "./")


def test_the_same_store_gives_the_same_bytes(small: Desk, site: Site, book: Book) -> None:
    again = Desk(small.path, book)
    assert dict(files(again)) == site
    again.close()


def test_the_day_is_told_in_words(site: Site) -> None:
    assert b'<span class="days">5 December 2024</span>' in site["about.html"]


def test_a_name_is_one_that_any_system_can_hold(site: Site) -> None:
    for name in site:
        assert not set(name) & set('\\:*?"<>|')
        assert all(part not in ("", ".", "..") for part in Path(name).parts)
    assert len({name.casefold() for name in site}) == len(site)


@pytest.mark.skipif(not STATIC.exists(), reason="the front end is not built: make web")
def test_the_outlines_of_the_map_can_be_had_from_a_folder(site: Site) -> None:
    script = site["static/geo/world.json.js"]
    assert script.startswith(b'foglift_data("static/geo/world.json", {')
    assert site["static/geo/world.json"].strip() in script

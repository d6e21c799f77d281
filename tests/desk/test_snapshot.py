"""The files of a snapshot: links that lead somewhere, nothing that needs a desk."""

from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

import pytest
from lxml import etree, html

from foglift.codebook import Book
from foglift.desk import Desk
from foglift.desk.filed import NO_SEARCH, POLICY, Filed, filed
from foglift.desk.pages import PAGES
from foglift.desk.render import STATIC
from foglift.desk.snapshot import files

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
        left = (
            "//form[not(@method='dialog')] | //*[@form] | //@nonce | //@data-version | //@data-live"
        )
        assert page.xpath(f"{left} | //input[@name='csrf'] | //script[@type='module']") == [], name
        policy = page.xpath("//head/meta[@http-equiv='Content-Security-Policy']/@content")
        assert policy == [POLICY]
        assert page.get("data-snapshot") == "internal"
        assert page.get("data-root") == ("../" * name.count("/") or "./")


def test_every_script_is_one_that_a_folder_serves(site: Site) -> None:
    for name, page in pages(site).items():
        scripts = page.xpath("//script/@src")
        assert scripts[0].endswith("static/classic/folder.js"), name
        assert all("static/classic/" in each for each in scripts), name


def test_the_same_store_gives_the_same_bytes(small: Desk, site: Site, book: Book) -> None:
    again = Desk(small.path, book)
    assert dict(files(again)) == site
    again.close()


def test_the_day_is_told_in_words(site: Site) -> None:
    assert b'<span class="days">5 December 2024</span>' in site["about.html"]


PAGE = b"""<!doctype html><html data-version="3" data-live><head><title>x</title>
<link rel="stylesheet" href="/static/desk.css?1" nonce="n"><link rel="alternate" href="/atom.xml">
<script type="module" src="/static/map.js?2" nonce="n"></script></head><body>
<a id="in" class="a" href="/tallies/a:b">in</a> <a id="out" href="/login" rel="x">out</a>
<a id="far" href="https://wire.example/1">far</a> <a id="jump" href="#jump">jump</a>
<div id="map" data-map="/map.json" data-place="/places/~" data-note="5"></div>
<details class="days"><form method="get"><input name="day"></form></details>
<form role="search" method="get" action="/claims"><input name="q" id="q"></form>
<form method="post"><input name="csrf" value="t"></form><ul><li class="for-editors x">Add</li></ul>
</body></html>"""


def test_a_page_becomes_a_file() -> None:
    known = {
        "/tallies/a:b": "tallies/a_b.html",
        "/map.json": "map.json",
    }
    to = Filed("claims/1.html", "public", "5 December 2024", lambda link: known.get(link, ""))
    page = html.document_fromstring(filed(PAGE, to))
    (inner,), (out,), (far,) = (page.xpath(f"//*[@id='{id}']") for id in ("in", "out", "far"))
    assert (inner.tag, inner.get("href")) == ("a", "../tallies/a_b.html")
    assert (out.tag, dict(out.attrib), out.text) == ("span", {"id": "out"}, "out")
    assert far.get("href") == "https://wire.example/1"
    assert page.xpath("//link/@href") == ["../static/desk.css"]
    assert page.xpath("//script/@src") == [
        "../static/classic/folder.js",
        "../static/classic/map.js",
    ]
    (stage,) = page.xpath("//*[@id='map']")
    assert (stage.get("data-map"), stage.get("data-note")) == ("../map.json", "5")
    assert stage.get("data-place") == "/places/~"
    assert page.xpath("//span[@class='days']/text()") == ["5 December 2024"]
    assert page.xpath("//div[@hidden]//input/@id") == ["q"]
    assert NO_SEARCH in page.text_content()
    assert "Add" not in page.text_content()
    assert page.xpath("//form") == []


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

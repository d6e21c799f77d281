"""A page of a desk as a file that a plain file server or a folder opens: its links lead to files,
and what only a running desk can do is taken out."""

from collections.abc import Callable, Iterator
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from lxml import html  # type: ignore[import-untyped]

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; "
    "font-src 'self'; connect-src 'self' blob:; worker-src 'self' blob: data:; form-action 'none'; "
    "base-uri 'none'"
)
CLASSIC = "classic"  # the folder of scripts that a page opened from a folder may load
FIRST = f"static/{CLASSIC}/folder.js"  # web/src/folder.ts
NO_SEARCH = "Searching and filtering need a running desk; these files show the lists themselves."

_STATIC = "/static/"
_LIVE = ("data-version", "data-role", "data-live", "data-reports")
_DROPPED = " | ".join(
    (
        "//form[@method='post']",
        "//*[@form]",
        "//a[@class='account']",
        "//a[contains(@class, 'to-facets')]",
        "//*[contains(@class, 'for-editors')]",
        "//*[contains(@class, 'keys-hint')]",
        "//dialog[@id='keys']",
    )
)


# The file that a link of the page leads to; "" where the snapshot has no such thing.
Lead = Callable[[str], str]


class Filed(NamedTuple):
    """Which file a page is to be, of what edition, the day in words, and where its links lead."""

    name: str
    edition: str
    day: str
    lead: Lead

    @property
    def up(self) -> str:
        """The way from the file to the folder of the snapshot."""
        return "../" * self.name.count("/")


def filed(body: bytes, to: Filed) -> bytes:
    """The page as that file."""
    page = html.document_fromstring(body)
    for name in _LIVE:
        page.attrib.pop(name, None)
    page.attrib.update({"data-snapshot": to.edition, "data-root": to.up or "./"})
    for found in page.xpath(_DROPPED):
        found.drop_tree()
    _settle_forms(page, to.day)
    for found in page.xpath("//@nonce/.."):
        del found.attrib["nonce"]
    for found in page.xpath("//a[@href]"):
        _relink(found, to)
    for found in page.xpath("//@*[starts-with(name(), 'data-') and starts-with(., '/')]/.."):
        _readdress(found, to)
    _take_assets(page, to)
    policy = html.Element("meta", {"http-equiv": "Content-Security-Policy", "content": POLICY})
    page.head.insert(1, policy)
    text: bytes = html.tostring(page, doctype="<!doctype html>", encoding="utf-8")
    return text + b"\n"


def links(body: bytes) -> Iterator[str]:
    """What a page links to."""
    for found in html.document_fromstring(body).iter("a"):
        yield found.get("href", "")


def _settle_forms(page: Any, day: str) -> None:
    """In the place of forms it says what they ask for: the day, and that nothing is searched
    without a desk. Scripts find their fields, but nobody sees them."""
    for asked in page.xpath("//details[@class='days']"):
        asked.addprevious(html.Element("span", {"class": "days"}))
        asked.getprevious().text = day
        asked.drop_tree()
    for form in page.xpath("//form[@role='search']")[:1]:
        form.addprevious(html.Element("p", {"class": "soft small"}))
        form.getprevious().text = NO_SEARCH
    for head in page.xpath("//section[@class='facets']//h2"):
        head.text = "What there is"
    for form in page.xpath("//form[@method='get']"):
        form.tag = "div"
        form.set("hidden", "")
        for key in ("method", "action"):
            form.attrib.pop(key, None)


def _relink(link: Any, to: Filed) -> None:
    """A link that leads nowhere is only its words."""
    href = link.get("href")
    if urlsplit(href).scheme in ("http", "https") or href.startswith("#"):
        return
    file = to.lead(href)
    if file:
        link.set("href", to.up + file)
        return
    link.tag = "span"
    for key in ("href", "rel", "download", "target"):
        link.attrib.pop(key, None)


def _readdress(element: Any, to: Filed) -> None:
    """Addresses that scripts use; those that they complete themselves (~) stay."""
    for key, value in element.attrib.items():
        if key.startswith("data-") and value.startswith("/") and "~" not in value:
            file = to.lead(value)
            if file:
                element.set(key, to.up + file)
            else:
                del element.attrib[key]


def _take_assets(page: Any, to: Filed) -> None:
    for found in page.xpath(
        "//link[@href] | //script[@src] | //img[@src] | //*[local-name()='use']"
    ):
        key = "src" if found.get("src") else "href"
        address = found.get(key, "")
        if address.startswith(_STATIC):
            found.set(key, to.up + asset(address, found.tag == "script"))
        elif found.tag == "link":
            found.drop_tree()
    scripts = page.xpath("//script[@src]")
    for found in scripts:
        found.attrib.pop("type", None)
        found.set("defer", "")
    if scripts:
        scripts[0].addprevious(html.Element("script", {"src": to.up + FIRST, "defer": ""}))


def asset(address: str, is_script: bool) -> str:
    """Where an asset is in a snapshot.

    >>> asset("/static/map.js?4f1c", True), asset("/static/desk.css?4f1c", False)
    ('static/classic/map.js', 'static/desk.css')
    """
    name = address.partition("?")[0].removeprefix(_STATIC)
    return f"static/{CLASSIC}/{name}" if is_script else f"static/{name}"

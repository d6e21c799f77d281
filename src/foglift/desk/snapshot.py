"""A desk as files: every page in every form, as a plain file server or a folder opens them.

The pages are asked of the desk itself, as a viewer sees them, and followed from link to link; so
what a public desk does not show is in no file of a public snapshot. What only a running desk can
do (forms, other days, filters on filters) is taken out.
"""

import asyncio
import re
from collections.abc import Iterator
from datetime import date
from pathlib import PurePosixPath
from typing import Any, NamedTuple
from urllib.parse import parse_qsl, quote, unquote, urlencode, urljoin, urlsplit

import msgspec
from fastapi import FastAPI
from lxml import html  # type: ignore[import-untyped]

from foglift.desk.app import app
from foglift.desk.guard import Access
from foglift.desk.live import Desk
from foglift.desk.look import Look
from foglift.desk.pages import PAGES, Page
from foglift.desk.render import STATIC, long_day
from foglift.desk.settings import Settings
from foglift.model import digest

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; "
    "font-src 'self'; connect-src 'self' blob:; worker-src 'self' blob: data:; form-action 'none'; "
    "base-uri 'none'"
)
CLASSIC = "classic"  # the folder of scripts that a page opened from a folder may load
_HOST = "localhost"
_FORMS = frozenset({".json", ".csv", ".geojson", ".atom", ".xml"})
_KEPT = frozenset({"page", "sort", "start"})  # of what may stand behind a question mark; no filters
_VARIANTS = 500  # of one page, by what stands behind its question mark
_ODD = re.compile(r"[^\w.+=,~-]", re.ASCII)
_NO_SEARCH = "Searching and filtering need a running desk; these files show the lists themselves."
_DROPPED = (
    "//form | //link[@rel='alternate'] | //a[@class='account'] | "
    "//*[contains(concat(' ', @class, ' '), ' for-editors ')]"
)


class Address(NamedTuple):
    """What is asked of a desk: `Address("/tallies", (("sort", "day"),))`."""

    path: str
    query: tuple[tuple[str, str], ...] = ()


class _Answer(NamedTuple):
    status: int
    kind: str
    body: bytes


def files(
    desk: Desk, day: date | None = None, known_by: date | None = None
) -> Iterator[tuple[str, bytes]]:
    """The path and the bytes of each file of a snapshot of a day; the same for the same store."""
    # With settings that are nowhere it has no accounts, and whoever asks it is a viewer.
    access = Access(Settings(desk.path / "none"), public=True)
    with asyncio.Runner() as runner:
        days = {"day": day, "known_by": known_by}
        asked = {name: value.isoformat() for name, value in days.items() if value}
        made = _Snapshot(app(desk, access), desk.look(day, known_by), asked, runner)
        yield from made.files()
    yield from _assets()


class _Snapshot:
    """The pages of one look, as they are found."""

    def __init__(
        self, app: FastAPI, look: Look, days: dict[str, str], runner: asyncio.Runner
    ) -> None:
        self._app, self._look, self._days, self._runner = app, look, days, runner
        self._patterns = [_pattern(page.path) for page in PAGES if page.role == "viewer"]
        self._names: dict[str, Address] = {}
        self._variants: dict[str, set[Address]] = {}
        self._answers: dict[Address, _Answer] = {}

    def files(self) -> Iterator[tuple[str, bytes]]:
        """Each file: first the pages by their ids and what they link to are asked for, so that
        it is known which links lead somewhere."""
        waiting = list(dict.fromkeys(self._first()))
        seen = set(waiting)
        for address in waiting:
            answer = self._runner.run(self._ask(address))
            if answer.status == 200:
                self._answers[address] = answer
                new = [each for each in self._linked(address, answer) if each not in seen]
                waiting += dict.fromkeys(new)
                seen.update(new)
        for address, answer in self._answers.items():
            name = self._name(address)
            body = self._page(name, answer.body) if answer.kind == "text/html" else answer.body
            yield name, body
            if name.endswith(".json"):
                yield f"{name}.js", _script(name, answer.body)

    # -------------------------------------------------------------------------- what is asked

    def _first(self) -> Iterator[Address]:
        for page in PAGES:
            if page.role == "viewer":
                yield from (Address(path) for path in self._paths(page))

    def _paths(self, page: Page) -> Iterator[str]:
        """The addresses of a page and of its twin, for each of its ids."""
        if "{" not in page.path:
            yield from (page.path, page.twin)
            return
        for id in page.ids(self._look) if page.ids else ():
            for path in (page.path, page.twin):
                yield _BRACES.sub(lambda _, id=id: id, path)  # type: ignore[misc]

    async def _ask(self, address: Address) -> _Answer:
        query = urlencode([*self._days.items(), *address.query])
        scope = {
            "type": "http",
            "asgi": {"version": "3.0", "spec_version": "2.4"},
            "http_version": "1.1",
            "method": "GET",
            "scheme": "http",
            "path": address.path,
            "raw_path": quote(address.path).encode(),
            "query_string": query.encode(),
            "root_path": "",
            "headers": [(b"host", _HOST.encode()), (b"accept", b"text/html")],
            "client": ("127.0.0.1", 0),
            "server": (_HOST, 80),
        }
        sent: list[Any] = []

        async def receive() -> Any:
            return {"type": "http.request", "body": b"", "more_body": False}

        async def send(message: Any) -> None:
            sent.append(message)

        await self._app(scope, receive, send)
        headers = dict(sent[0]["headers"])
        kind = headers.get(b"content-type", b"").decode("latin-1").partition(";")[0]
        return _Answer(sent[0]["status"], kind, b"".join(each.get("body", b"") for each in sent))

    def _linked(self, address: Address, answer: _Answer) -> Iterator[Address]:
        if answer.kind != "text/html":
            return
        for link in html.document_fromstring(answer.body).iter("a"):
            found = self._address(address.path, link.get("href", ""))
            if found and self._has_room(found):
                yield found

    def _address(self, here: str, link: str) -> Address | None:
        """What a link on a page asks for; None where a snapshot has no such thing."""
        parts = urlsplit(urljoin(here, link))
        if parts.scheme or parts.netloc or not parts.path.startswith("/"):
            return None
        query = [one for one in parse_qsl(parts.query) if self._days.get(one[0]) != one[1]]
        found = Address(unquote(parts.path), tuple(sorted(query)))
        keys = {key for key, _ in found.query}
        if keys - _KEPT:
            return None
        is_file = PurePosixPath(found.path).suffix in _FORMS
        known = any(pattern.fullmatch(found.path) for pattern in self._patterns)
        return found if known or is_file else None

    def _has_room(self, found: Address) -> bool:
        if not found.query:
            return True
        variants = self._variants.setdefault(found.path, set())
        if len(variants) < _VARIANTS:
            variants.add(found)
        return found in variants

    # ------------------------------------------------------------------------- what is written

    def _name(self, address: Address) -> str:
        """The file of an address: "tallies/4f1c.html", "index.html"."""
        plain = "/".join(_ODD.sub("_", part) for part in address.path.strip("/").split("/"))
        path = PurePosixPath(plain or "index")
        is_file = path.suffix in _FORMS
        stem, end = (str(path.with_suffix("")), path.suffix) if is_file else (str(path), ".html")
        if address.query:
            stem += f"--{digest(urlencode(address.query))[:12]}"
        name = f"{stem}{end}"
        if self._names.setdefault(name.casefold(), address) != address:
            name = f"{stem}--{digest(address.path)[:12]}{end}"
            self._names.setdefault(name.casefold(), address)
        return name

    def _page(self, name: str, body: bytes) -> bytes:
        """The page with links to files, without what only a running desk can do."""
        page = html.document_fromstring(body)
        edition = "public" if self._look.public else "internal"
        up = "../" * name.count("/")
        for each in ("data-version", "data-role", "data-reports", "data-live"):
            page.attrib.pop(each, None)
        page.attrib.update({"data-snapshot": edition, "data-root": up or "./"})
        self._settle_forms(page)
        for found in page.xpath(_DROPPED):
            found.drop_tree()
        for found in page.iter():
            found.attrib.pop("nonce", None) if isinstance(found.tag, str) else None
        here = self._names[name.casefold()].path
        for found in page.xpath("//a[@href]"):
            self._relink(found, here, up)
        for tag, key in (("link", "href"), ("script", "src"), ("img", "src"), ("use", "href")):
            for found in page.iter(tag):
                if found.get(key, "").startswith("/static/"):
                    found.set(key, up + _asset(found.get(key), tag))
        for found in page.xpath("//script[@src]"):
            found.attrib.pop("type", None)
            found.set("defer", "")
        policy = html.Element("meta", {"http-equiv": "Content-Security-Policy", "content": POLICY})
        page.head.insert(1, policy)
        text: bytes = html.tostring(page, doctype="<!doctype html>", encoding="utf-8")
        return text + b"\n"

    def _settle_forms(self, page: Any) -> None:
        """In the place of forms it says what they ask for: the day, and that nothing is
        searched without a desk."""
        for form in page.xpath("//form[@class='days']"):
            day, known_by = self._look.day, self._look.known_by
            words = long_day(day)
            words += f", as known on {long_day(known_by)}" if known_by != day else ""
            form.addprevious(html.Element("span", {"class": "days"}))
            form.getprevious().text = words
        asking = page.xpath(
            "//form[translate(@method, 'GET', 'get') != 'post'][not(@class='days')]"
        )
        for form in asking[:1]:
            form.addprevious(html.Element("p", {"class": "soft small"}))
            form.getprevious().text = _NO_SEARCH

    def _relink(self, link: Any, here: str, up: str) -> None:
        href = link.get("href")
        parts = urlsplit(href)
        if parts.scheme in ("http", "https") or href.startswith("#"):
            return
        found = self._address(here, href)
        if found in self._answers:
            fragment = f"#{parts.fragment}" if parts.fragment else ""
            link.set("href", up + quote(self._name(found)) + fragment)
        else:
            link.tag = "span"
            for key in ("href", "rel", "download", "target"):
                link.attrib.pop(key, None)


_BRACES = re.compile(r"\{[^}]*\}")


def _pattern(path: str) -> re.Pattern[str]:
    """Which addresses are of a page: "/tallies/{id}" takes "/tallies/4f1c"."""
    parts = _BRACES.split(path)
    inner = ".{1,300}" if ":path}" in path else "[^/]{1,300}"
    return re.compile(inner.join(re.escape(part) for part in parts))


def _asset(address: str, tag: str) -> str:
    """Where an asset is in the snapshot; scripts are those that a folder can serve as well."""
    name = address.partition("?")[0].removeprefix("/static/")
    return f"static/{CLASSIC}/{name}" if tag == "script" else f"static/{name}"


def _script(name: str, data: bytes) -> bytes:
    """Data as a script, for pages that are opened from a folder, where nothing can be fetched."""
    return b"foglift_data(%s, %s);\n" % (msgspec.json.encode(name), data)


def _assets() -> Iterator[tuple[str, bytes]]:
    """The built assets that a snapshot needs: not the modules, which a folder does not serve."""
    for path in sorted(STATIC.rglob("*")):
        name = path.relative_to(STATIC)
        is_module = path.suffix == ".js" and name.parts[0] != CLASSIC
        if path.is_file() and not is_module and not name.name.startswith(("swagger", "ready")):
            yield f"static/{name.as_posix()}", path.read_bytes()
            if path.suffix == ".json":
                own = f"static/{name.as_posix()}"
                yield f"{own}.js", _script(own, path.read_bytes())

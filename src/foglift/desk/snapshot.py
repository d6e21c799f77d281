"""A desk as files: every page in every form.

The pages are asked of the desk itself, as a viewer sees them, and followed from link to link; so
what a public desk does not show is in no file of a public snapshot.
"""

import re
from collections.abc import Iterator
from datetime import date
from pathlib import PurePosixPath
from typing import Any, NamedTuple
from urllib.parse import parse_qsl, quote, unquote, urlencode, urljoin, urlsplit

import msgspec
from anyio.from_thread import BlockingPortal, start_blocking_portal
from fastapi import FastAPI

from foglift.desk.app import app
from foglift.desk.filed import CLASSIC, Filed, filed, links
from foglift.desk.guard import Access
from foglift.desk.live import Desk
from foglift.desk.look import Look
from foglift.desk.pages import PAGES
from foglift.desk.render import STATIC, long_day
from foglift.desk.settings import Settings
from foglift.flow import AskError
from foglift.model import digest

_HOST = "localhost"
_HTML = "text/html"
_FORMS = frozenset({".json", ".jsonl", ".csv"})
_KEPT = frozenset({"page", "sort", "start"})  # behind a question mark; no filters
_VARIANTS = 200  # of one page, by what else stands behind its question mark
_ODD = re.compile(r"[^\w.+=,~-]", re.ASCII)
_PLAIN = re.compile(r"[\w.-]{1,40}", re.ASCII)
_BRACES = re.compile(r"\{[^}]*\}")


class Address(NamedTuple):
    """What is asked of a desk: `Address("/tallies", (("sort", "day"),))`."""

    path: str
    query: tuple[tuple[str, str], ...] = ()

    @property
    def is_file(self) -> bool:
        """Whether it is no page, but the same in another form."""
        return PurePosixPath(self.path).suffix in _FORMS


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
    days = {"day": day, "known_by": known_by}
    asked = {name: value.isoformat() for name, value in days.items() if value}
    with start_blocking_portal() as portal:  # a loop of its own, also where one runs already
        made = _Snapshot(app(desk, access), desk.look(day, known_by), asked, portal)
        yield from made.files()
    yield from _assets(made.countries)


class _Snapshot:
    """The pages of one look, as they are found."""

    def __init__(
        self, app: FastAPI, look: Look, days: dict[str, str], portal: BlockingPortal
    ) -> None:
        self._app, self._look, self._days, self._portal = app, look, days, portal
        pages = [page.path for page in PAGES if page.role == "viewer"]
        self._patterns = [_pattern(path) for path in pages]
        self._names: dict[str, Address] = {}
        self._variants: dict[str, set[Address]] = {}
        self._answers: dict[Address, _Answer] = {}

    def files(self) -> Iterator[tuple[str, bytes]]:
        """Each file. All that can be asked for is asked for first, so that it is known which
        links lead somewhere."""
        waiting = list(dict.fromkeys(self._first()))
        seen = set(waiting)
        for address in waiting:
            answer = self._portal.call(self._ask, address)
            if answer.status >= 500:
                raise AskError(f"{address.path} could not be made; the log says where")
            if answer.status == 200:
                self._answers[address] = answer
                new = [each for each in self._linked(address, answer) if each not in seen]
                waiting += dict.fromkeys(new)
                seen.update(new)
        for address, answer in self._answers.items():
            name = self._name(address)
            if answer.kind == _HTML:
                yield name, filed(answer.body, self._filed(name, address))
            else:
                yield name, answer.body
                if name.endswith(".json"):
                    yield f"{name}.js", _script(name, answer.body)

    @property
    def countries(self) -> tuple[str, ...]:
        """The countries whose outlines the map draws."""
        answer = self._answers.get(Address("/map.json"))
        return tuple(msgspec.json.decode(answer.body)["countries"]) if answer else ()

    # -------------------------------------------------------------------------- what is asked

    def _first(self) -> Iterator[Address]:
        """The pages and their twins, for each of their ids."""
        for page in PAGES:
            if page.role == "viewer":
                ids = page.ids(self._look) if page.ids else [""]
                for id in ids if page.ids or "{" not in page.path else ():
                    yield from (Address(_filled(path, id)) for path in (page.path, page.twin))

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
            "headers": [(b"host", _HOST.encode()), (b"accept", _HTML.encode())],
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
        for link in links(answer.body) if answer.kind == _HTML else ():
            found = self._address(address.path, link)
            if found and self._has_room(found):
                yield found

    def _address(self, here: str, link: str) -> Address | None:
        """What a link on a page asks for; None where a snapshot has no such thing."""
        parts = urlsplit(urljoin(here, link))
        if parts.scheme or parts.netloc or not parts.path.startswith("/"):
            return None
        query = [one for one in parse_qsl(parts.query) if self._days.get(one[0]) != one[1]]
        found = Address(unquote(parts.path), tuple(sorted(query)))
        known = any(pattern.fullmatch(found.path) for pattern in self._patterns)
        keys = dict(query).keys()
        if keys - _KEPT or (found.is_file and keys) or not (known or found.is_file):
            return None
        return found

    def _has_room(self, found: Address) -> bool:
        """Whether there is one more of a page; all pages of a list in its own order are there."""
        if "sort" not in dict(found.query):
            return True
        variants = self._variants.setdefault(found.path, set())
        if len(variants) < _VARIANTS:
            variants.add(found)
        return found in variants

    # ------------------------------------------------------------------------- what is written

    def _filed(self, name: str, address: Address) -> Filed:
        edition = "public" if self._look.public else "internal"
        day, known_by = self._look.day, self._look.known_by
        words = long_day(day) + (f", as known on {long_day(known_by)}" if known_by != day else "")
        return Filed(name, edition, words, lambda link: self._lead(address.path, link))

    def _lead(self, here: str, link: str) -> str:
        """The file that a link leads to, "" for none."""
        found = self._address(here, link)
        fragment = urlsplit(link).fragment
        if found in self._answers:
            return quote(self._name(found), safe="/") + (f"#{fragment}" if fragment else "")
        return ""

    def _name(self, address: Address) -> str:
        """The file of an address: "tallies/4f1c.html", "index.html"."""
        plain = "/".join(_ODD.sub("_", part) for part in address.path.strip("/").split("/"))
        path = PurePosixPath(plain or "index")
        stem, end = (str(path), ".html")
        if address.is_file:
            stem, end = str(path.with_suffix("")), path.suffix
        for key, value in address.query:
            stem += f"--{key}-{value if _PLAIN.fullmatch(value) else digest(value)[:12]}"
        name = f"{stem}{end}"
        if self._names.setdefault(name.casefold(), address) != address:
            name = f"{stem}--{digest(address.path)[:12]}{end}"
            self._names.setdefault(name.casefold(), address)
        return name


def _filled(path: str, id: str) -> str:
    return _BRACES.sub(lambda _: id, path)


def _pattern(path: str) -> re.Pattern[str]:
    """Which addresses are of a page: "/tallies/{id}" takes "/tallies/4f1c"."""
    inner = ".{1,300}" if ":path}" in path else "[^/]{1,300}"
    return re.compile(inner.join(re.escape(part) for part in _BRACES.split(path)))


def _script(name: str, data: bytes) -> bytes:
    """Data as a script, for pages that are opened from a folder, where nothing can be fetched."""
    return b"foglift_data(%s, %s);\n" % (msgspec.json.encode(name), data)


def _assets(countries: tuple[str, ...]) -> Iterator[tuple[str, bytes]]:
    """The built assets that a snapshot needs: no modules, which a folder does not serve, and of
    the outlines those of the map's countries."""
    outlines = {"world.json", *(f"{iso}.json" for iso in countries)}
    for path in sorted(STATIC.rglob("*")):
        name = path.relative_to(STATIC).as_posix()
        is_module = path.suffix == ".js" and not name.startswith(f"{CLASSIC}/")
        is_far = name.startswith("geo/") and path.name not in outlines
        if path.is_dir() or is_module or is_far or name.startswith(("swagger", "api", "ready")):
            continue
        yield f"static/{name}", path.read_bytes()
        if path.suffix == ".json":
            yield f"static/{name}.js", _script(f"static/{name}", path.read_bytes())

"""The gate before every route: to which names the desk answers, who asks, whether a change comes
from a page of the desk, and what the browser is told to forbid."""

import ipaddress
import secrets
from collections.abc import Awaitable, Callable, Iterable, MutableMapping
from http.cookies import CookieError, SimpleCookie
from typing import Any
from urllib.parse import quote, urlsplit

from anyio import CapacityLimiter
from fastapi import Depends, HTTPException, Request
from msgspec.structs import replace

from foglift.desk.accounts import Accounts, Need
from foglift.desk.headers import filled, headers
from foglift.desk.log import log, trace
from foglift.desk.sessions import LASTS, Sessions, Who
from foglift.desk.settings import Settings
from foglift.desk.throttle import Throttle
from foglift.flow import AskError

Message = MutableMapping[str, Any]
Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]

OPEN = ("/login", "/static/")  # what somebody who has not logged in may fetch
_PUBLIC_CHANGES = ("/login", "/logout")
SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
_LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})
_AT_ONCE = 2  # passwords that are checked at the same time; each takes 64 MiB
_ANY = frozenset({"", "0.0.0.0", "::"})


class Access:
    """Who may reach a desk that listens at a host, by the accounts in its settings.

    Raises AskError for a host that others can reach as long as there is nobody to log in.
    """

    def __init__(
        self,
        settings: Settings,
        host: str = "127.0.0.1",
        names: Iterable[str] = (),
        public: bool = False,
    ) -> None:
        self.accounts, self.sessions = Accounts(settings), Sessions(settings)
        self.public = public
        self.throttle, self.limiter = Throttle(), CapacityLimiter(_AT_ONCE)
        self.local = is_loopback(host) and not list(names)
        named = {each.strip("[]").rstrip(".").lower() for each in names}
        self.names = named | (_LOOPBACK if is_loopback(host) else {host.strip("[]").lower()})
        if not self.local and not self.accounts.managed():
            raise AskError(
                f"others can reach a desk at {host}: make an account first with "
                "`foglift accounts add NAME --role admin`"
            )
        if not named and host.strip("[]") in _ANY:
            raise AskError(f"{host} is every address: say by which name, with --host-name NAME")

    def answers(self, host: str) -> bool:
        """Whether a Host header names this desk; another name may be of a page elsewhere that
        points to this address."""
        try:
            return (urlsplit(f"//{host}").hostname or "").rstrip(".") in self.names
        except ValueError:
            return False

    def who(self, cookie: str) -> Who:
        """Who asks. On a desk of this machine alone nobody has to log in until there are
        accounts. Of a public edition everybody is a viewer."""
        alone = self.local and not self.accounts.any()
        who = self.sessions.alone() if alone else self.sessions.who(cookie)
        return replace(who, role="viewer") if self.public and who.role else who


def is_loopback(host: str) -> bool:
    """Whether only this machine reaches an address."""
    if host.lower() == "localhost":
        return True
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False


# ----------------------------------------------------------------------------- what a route needs


class Needed:
    """What a route asks of who calls it: a role, and with each change the token of a form."""

    def __init__(self, role: Need) -> None:
        self.role = role

    async def __call__(self, request: Request) -> Who:
        who: Who = request.state.who
        if self.role != "anyone" and not who.may(self.role):
            raise HTTPException(403, f"this is for {self.role}s")
        if request.method not in SAFE:
            token = request.headers.get("x-csrf-token") or await _in_form(request)
            if not request.state.access.sessions.holds(who, token):
                raise HTTPException(403, "this form is out of date: load its page again")
        return who


def needs(role: Need) -> Any:
    """What a route depends on to be for a role and those above it:
    `@router.post("/judgements", dependencies=[needs("editor")])`, or, to know who it is,
    `who: Annotated[Who, needs("editor")]`."""
    return Depends(Needed(role))


async def _in_form(request: Request) -> str:
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind not in ("application/x-www-form-urlencoded", "multipart/form-data"):
        return ""
    found = (await request.form()).get("csrf")
    return found if isinstance(found, str) else ""


# -------------------------------------------------------------------------------------- the gate


class Guard:
    """The gate as ASGI: `app.add_middleware(Guard, access=access)`. Behind it,
    `request.state.who` says who asks."""

    def __init__(self, app: App, access: Access) -> None:
        self._app, self._access = app, access

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
        elif scope["type"] == "http":
            await self._http(scope, receive, send)
        else:  # the desk has no web sockets
            await send({"type": "websocket.close", "code": 1008})

    async def _http(self, scope: Scope, receive: Receive, send: Send) -> None:
        given = {name: value.decode("latin-1") for name, value in reversed(scope["headers"])}
        jar = Jar(scope, given.get(b"cookie", ""), self._access)
        who = self._access.who(jar.cookie)
        out = _Out(send, scope, self._access, jar, who)
        refusal = self._refusal(scope, given, who)
        if refusal:
            await out.say(*refusal)
            return
        if not who.session and not who.alone:
            jar.spare, who = self._access.sessions.nobody()
            out.who = who
        scope.setdefault("state", {}).update(who=who, access=self._access, jar=jar)
        try:
            await self._app(scope, receive, out)
        except Exception as error:
            log.error("Traceback of a %s: %s", scope["method"], trace(error))
            if not out.began:
                await out.say(500, "Something went wrong here; the log says where.")

    def _refusal(
        self, scope: Scope, given: dict[bytes, str], who: Who
    ) -> tuple[int, str, str] | tuple[int, str] | None:
        """Why nothing is answered, if so, and where to go instead."""
        path, changes = str(scope["path"]), scope["method"] not in SAFE
        host = given.get(b"host", "")
        if not self._access.answers(host):
            return 421, "This desk does not answer to that name; --host-name gives it another."
        if changes and not _is_own(given, host):
            return 403, "A change is only taken from a page of this desk."
        if changes and self._access.public and path not in _PUBLIC_CHANGES:
            return 403, "The public edition changes nothing."
        if who.role or path == OPEN[0] or path.startswith(OPEN[1]):
            return None
        if changes or "text/html" not in given.get(b"accept", ""):
            return 401, "Log in first."
        query = scope.get("query_string", b"").decode("latin-1")
        back = quote(path + (f"?{query}" if query else ""), safe="")
        return 303, "Log in first.", f"{OPEN[0]}?next={back}"


def _is_own(given: dict[bytes, str], host: str) -> bool:
    """Whether a change comes from a page of this desk. What is no browser says nothing of it, and
    has no cookie that others could use."""
    origin = given.get(b"origin")
    if origin is not None:
        return origin.lower().partition("://")[2] == host.lower()
    return given.get(b"sec-fetch-site", "none") in ("same-origin", "none")


class Jar:
    """The cookie of the session: what came, and what the browser is to keep instead. The spare
    one is sent only with a page that has a form."""

    def __init__(self, scope: Scope, header: str, access: Access) -> None:
        self._secure = scope.get("scheme") == "https" or not access.local
        port = (scope.get("server") or ("", 0))[1]  # cookies know no ports
        self._name = "__Host-foglift" if self._secure else f"foglift{port}"
        self.cookie = _cookie(header, self._name)
        self.fresh: str | None = None
        self.spare = ""

    def header(self) -> str:
        """The header that has the browser keep the new one, "" to forget it."""
        end = f"; Max-Age={int(LASTS) if self.fresh else 0}"
        secure = "; Secure" if self._secure else ""
        return f"{self._name}={self.fresh}; Path=/; HttpOnly; SameSite=Lax{end}{secure}"


def _cookie(header: str, name: str) -> str:
    try:
        found = SimpleCookie(header).get(name)
    except CookieError:
        return ""
    return found.value if found else ""


class _Out:
    """What is sent: with its headers, and a page with its marks filled in."""

    def __init__(self, send: Send, scope: Scope, access: Access, jar: Jar, who: Who) -> None:
        self._send, self._access, self._jar, self.who = send, access, jar, who
        self._start: Message | None = None
        self._body: list[bytes] = []
        self._nonce = secrets.token_urlsafe(18)
        self._is_head = scope["method"] == "HEAD"
        self.began = False

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self.began = True
            await self._begin(message)
        elif message["type"] == "http.response.body" and self._start is not None:
            self._body.append(message.get("body", b""))
            if not message.get("more_body", False):
                await self._page(self._start, b"".join(self._body))
        else:
            await self._send(message)

    async def say(self, status: int, words: str, place: str = "") -> None:
        """Sends one line."""
        found = [(b"content-type", b"text/plain; charset=utf-8")]
        if place:
            found.append((b"location", place.encode("latin-1")))
        await self({"type": "http.response.start", "status": status, "headers": found})
        await self({"type": "http.response.body", "body": f"{words}\n".encode()})

    async def _begin(self, message: Message) -> None:
        given = dict(message["headers"])
        kind = given.get(b"content-type", b"").decode("latin-1").partition(";")[0]
        is_page = kind == "text/html"
        ours = headers(message["status"], kind, self._nonce, private=not self.who.alone)
        taken = {name.lower() for name in given}
        added = [
            (name.encode(), value.encode())
            for name, value in ours.items()
            if name.encode() not in taken
        ]
        message["headers"] = [*message["headers"], *added]
        if is_page:
            self._start = message  # its length is known when it is filled in
        else:
            await self._send(self._with_cookie(message))

    async def _page(self, start: Message, page: bytes) -> None:
        page = filled(page, self._nonce, self.who, self._access.public, self._token)
        kept = [each for each in start["headers"] if each[0].lower() != b"content-length"]
        length = (b"content-length", str(len(page)).encode())
        start["headers"] = kept if self._is_head else [*kept, length]
        await self._send(self._with_cookie(start))
        await self._send({"type": "http.response.body", "body": page})

    def _token(self) -> str:
        if self._jar.spare and self._jar.fresh is None:
            self._jar.fresh = self._jar.spare
        return self._access.sessions.token(self.who)

    def _with_cookie(self, start: Message) -> Message:
        if self._jar.fresh is not None:
            start["headers"].append((b"set-cookie", self._jar.header().encode("latin-1")))
        return start

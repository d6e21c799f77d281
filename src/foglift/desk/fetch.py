"""The one place from which foglift opens a connection outward, and only where a person told it to:
a feed to follow, a webhook to call.

An address, or a page that redirects, may point into the network of whoever runs the desk. So a
name is resolved once, every answer is vetted by the table below, the connection is made to a
vetted answer and to nothing else, and each redirect is vetted anew.
"""

import http.client
import io
import re
import socket
import ssl
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from ipaddress import (
    IPv4Address,
    IPv4Network,
    IPv6Address,
    IPv6Network,
    ip_address,
    ip_network,
)
from queue import Empty, SimpleQueue
from threading import Thread
from time import monotonic
from urllib.parse import quote, urljoin, urlsplit

Network = IPv4Network | IPv6Network
Address = IPv4Address | IPv6Address
Resolve = Callable[[str, int], Sequence[str]]

# What Python calls a global address lets some of these through.
_SPECIAL = """
    0.0.0.0/8 10.0.0.0/8 100.64.0.0/10 127.0.0.0/8 168.63.129.16/32 169.254.0.0/16 172.16.0.0/12
    192.0.0.0/24 192.0.2.0/24 192.31.196.0/24 192.52.193.0/24 192.88.99.0/24 192.168.0.0/16
    192.175.48.0/24 198.18.0.0/15 198.51.100.0/24 203.0.113.0/24 224.0.0.0/4 240.0.0.0/4
    2001::/23 2001:db8::/32 2002::/16 2620:4f:8000::/48 3fff::/20
"""
_FORBIDDEN = tuple(ip_network(each) for each in _SPECIAL.split())
_ONLY_V6 = IPv6Network("2000::/3")
_PORTS = {"http": 80, "https": 443}
_LABEL = r"[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?"
_NAME = re.compile(rf"{_LABEL}(?:\.{_LABEL}){{0,126}}")
_NUMBER = re.compile(r"(?:[0-9]+|0x[0-9a-f]*)")
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_HEADERS = 1_000_000  # bytes an answer may have besides its body
_PIECE = 65_536
_AGENT = "foglift (reads reports; https://pypi.org/project/foglift)"


class FetchError(Exception):
    """What could not be fetched or sent, and why, in one line."""


@dataclass(frozen=True)
class Limits:
    """What one answer may take, redirects and unpacking included."""

    seconds: float = 20.0
    bytes: int = 16_000_000
    redirects: int = 4


def _system(host: str, port: int) -> Sequence[str]:
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return [str(each[4][0]) for each in found]


@dataclass(frozen=True)
class Gate:
    """How the outside may be reached. `own` are networks that the user allows although they are
    not public, such as that of a wire service's box in the same building."""

    own: tuple[Network, ...] = ()
    limits: Limits = Limits()
    resolve: Resolve = _system
    tls: ssl.SSLContext = field(default_factory=cache(ssl.create_default_context))


@dataclass(frozen=True)
class Answer:
    """What came back, from the address that gave it in the end."""

    url: str
    status: int
    headers: Mapping[str, str]
    body: bytes


@dataclass(frozen=True)
class _Target:
    scheme: str
    host: str
    port: int
    path: str

    @property
    def origin(self) -> str:
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == _PORTS[self.scheme] else f"{host}:{self.port}"


def get(url: str, gate: Gate, headers: Mapping[str, str] | None = None) -> Answer:
    """What is at the address, redirects followed. Raises FetchError."""
    until = monotonic() + gate.limits.seconds
    for _ in range(gate.limits.redirects + 1):
        answer = _ask("GET", url, b"", headers or {}, gate, until)
        onward = answer.headers.get("location", "")
        if answer.status not in _REDIRECTS or not onward:
            return answer
        following = urljoin(url, onward)
        if url.startswith("https:") and following.startswith("http:"):
            raise FetchError(f"{_shown(url)}: redirects to an address without encryption")
        url = following
    raise FetchError(f"{_shown(url)}: redirected more than {gate.limits.redirects} times")


def post(url: str, body: bytes, gate: Gate, headers: Mapping[str, str] | None = None) -> Answer:
    """What the address answers to the body; a redirect is its answer and is not followed. Raises
    FetchError."""
    return _ask("POST", url, body, headers or {}, gate, monotonic() + gate.limits.seconds)


def networks(words: Iterable[str]) -> tuple[Network, ...]:
    """The networks of a setting ("192.168.7.0/24", "10.0.0.5"). Raises ValueError for others."""
    return tuple(ip_network(each.strip(), strict=False) for each in words if each.strip())


def checked(url: str) -> str:
    """The address, if one may ask there at all as far as its form says. Raises FetchError."""
    _target(url)
    return url.strip()


def public(address: Address) -> bool:
    """Whether an address is one of the public internet.

    >>> public(ip_address("93.184.216.34")), public(ip_address("100.64.0.1"))
    (True, False)
    """
    special = any(address in network for network in _FORBIDDEN)
    return not special and (address.version == 4 or address in _ONLY_V6)


# ------------------------------------------------------------------------------ where it goes


def _target(url: str) -> _Target:
    """The parts of an address, in the one form in which everybody reads them alike."""
    url = url.strip(" \t\r\n")
    if not url.isprintable() or any(sign in url for sign in ' \\"<>^`{|}'):
        raise FetchError(f"{_shown(url)}: an address has no such characters")
    try:
        parts = urlsplit(url)
        host, port = parts.hostname or "", parts.port
    except ValueError as error:
        raise FetchError(f"{_shown(url)}: {error}") from None
    if parts.scheme not in _PORTS:
        raise FetchError(f"{_shown(url)}: only http and https addresses are asked")
    if "@" in parts.netloc:
        raise FetchError(f"{_shown(url)}: an address may not name a user")
    path = quote(parts.path or "/", safe="/%:@!$&'()*+,;=~")
    query = f"?{quote(parts.query, safe='/%:@!$&()*+,;=~?')}" if parts.query else ""
    given = _PORTS[parts.scheme] if port is None else port
    if not 0 < given < 65536:
        raise FetchError(f"{_shown(url)}: no such port")
    return _Target(parts.scheme, _host(host, url), given, path + query)


def _host(host: str, url: str) -> str:
    """The host as a plain name or a literal address; no spelling that a resolver might take for
    a number ("0x7f.1", "2130706433")."""
    if ":" in host:
        try:
            if "%" in host:
                raise ValueError
            return str(IPv6Address(host))
        except ValueError:
            raise FetchError(f"{_shown(url)}: no such address") from None
    try:
        name = host.encode("idna").decode("ascii").lower().removesuffix(".")
    except UnicodeError:
        raise FetchError(f"{_shown(url)}: no such host name") from None
    if len(name) > 253 or not _NAME.fullmatch(name):
        raise FetchError(f"{_shown(url)}: no such host name")
    if _NUMBER.fullmatch(name.rpartition(".")[2]):
        try:
            return str(IPv4Address(name))
        except ValueError:
            raise FetchError(f"{_shown(url)}: write an address as four numbers") from None
    return name


def _vetted(target: _Target, gate: Gate, until: float) -> list[Address]:
    """The addresses of a host, each of which one may connect to. One that is not refuses all."""
    found = _literal(target.host) or [
        address for each in _resolved(target, gate, until) for address in _literal(each)
    ]
    if not found:
        raise FetchError(f"{target.host}: has no address")
    for address in found:
        allowed = any(address in network for network in gate.own)
        if not allowed and not public(address):
            at = "" if target.host == str(address) else f"is at {address}, which "
            own = "--own-network allows a network of your own"
            raise FetchError(f"{target.host} {at}is not of the public internet ({own})")
        if not allowed and target.port < 1024 and target.port not in _PORTS.values():
            raise FetchError(f"{target.host}: port {target.port} is not one of the web: refused")
    return found


def _literal(words: str) -> list[Address]:
    """The address that the words are, if they are one."""
    try:
        return [ip_address(words)]
    except ValueError:
        return []


def _resolved(target: _Target, gate: Gate, until: float) -> Sequence[str]:
    """The answers of the resolver, which itself knows no limit of time."""
    answers: SimpleQueue[Sequence[str] | Exception] = SimpleQueue()

    def ask() -> None:
        try:
            answers.put(gate.resolve(target.host, target.port))
        except Exception as error:
            answers.put(error)

    Thread(target=ask, daemon=True, name="resolve").start()
    try:
        found = answers.get(timeout=_left(until, target.host))
    except Empty:
        raise FetchError(f"{target.host}: looking up its address took too long") from None
    if isinstance(found, Exception):
        raise FetchError(f"{target.host}: no such host: {found}") from None
    return found


# ------------------------------------------------------------------------------- how it goes


def _ask(
    method: str, url: str, body: bytes, headers: Mapping[str, str], gate: Gate, until: float
) -> Answer:
    target = _target(url)
    addresses = _vetted(target, gate, until)
    with _said(target):
        with _connected(target, addresses, gate, until) as link:
            link.settimeout(_left(until, target.host))
            link.sendall(_request(method, target, body, headers))
            wire = _Wire(link, until, gate.limits.bytes + _HEADERS, target.host)
            with http.client.HTTPResponse(wire, method=method) as response:  # type: ignore[arg-type]
                response.begin()
                content = _body(response, gate.limits.bytes, target.host)
                found = {name.lower(): value for name, value in response.getheaders()}
        return Answer(url.strip(), response.status, found, content)


def _request(method: str, target: _Target, body: bytes, headers: Mapping[str, str]) -> bytes:
    every = {
        "Host": target.origin,
        "User-Agent": _AGENT,
        "Accept": "*/*",
        "Accept-Encoding": "gzip",
        "Connection": "close",
        **headers,
    }
    if method == "POST":
        every["Content-Length"] = str(len(body))
    if not all(f"{name}{value}".isprintable() for name, value in every.items()):
        raise FetchError(f"{target.host}: a header may not hold a line break")
    lines = [f"{method} {target.path} HTTP/1.1", *(f"{k}: {v}" for k, v in every.items())]
    return "\r\n".join([*lines, "", ""]).encode("latin-1", "replace") + body


@contextmanager
def _connected(
    target: _Target, addresses: Iterable[Address], gate: Gate, until: float
) -> Iterator[socket.socket]:
    """A connection to the first of the vetted addresses that lets one in."""
    refused: OSError | None = None
    for address in dict.fromkeys(addresses):
        family = socket.AF_INET if address.version == 4 else socket.AF_INET6
        with socket.socket(family, socket.SOCK_STREAM) as plain:
            plain.settimeout(_left(until, target.host))
            try:
                plain.connect((str(address), target.port))
            except OSError as error:
                refused = error
                continue
            if target.scheme == "http":
                yield plain
            else:
                with gate.tls.wrap_socket(plain, server_hostname=target.host) as secret:
                    yield secret
            return
    raise refused or OSError("no address")


class _Wire(io.RawIOBase):
    """What comes over a connection, up to a moment and a number of bytes."""

    def __init__(self, link: socket.socket, until: float, most: int, host: str) -> None:
        self._link = link
        self._until = until
        self._left = most
        self._host = host

    def makefile(self, mode: str) -> io.BufferedReader:
        return io.BufferedReader(self)

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        self._link.settimeout(_left(self._until, self._host))
        count = self._link.recv_into(buffer)
        self._left -= count
        if self._left < 0:
            raise FetchError(f"{self._host}: sends more than is read")
        return count


def _body(response: http.client.HTTPResponse, most: int, host: str) -> bytes:
    """The body, unpacked; never more of it than the limit is in memory."""
    coding = (response.getheader("Content-Encoding") or "identity").strip().lower()
    if coding not in ("identity", "gzip", "x-gzip"):
        raise FetchError(f"{host}: sends '{coding[:40]}', which was not asked for")
    unpack = zlib.decompressobj(31) if "gzip" in coding else None
    whole = bytearray()
    while piece := response.read(_PIECE):
        whole += unpack.decompress(piece, most + 1 - len(whole)) if unpack else piece
        if len(whole) > most:
            raise FetchError(f"{host}: more than {most:,} bytes")
        if unpack and unpack.eof:
            return bytes(whole)
    if response.length or (unpack and response.status not in (204, 304)):
        raise FetchError(f"{host}: the answer broke off")
    return bytes(whole)


@contextmanager
def _said(target: _Target) -> Iterator[None]:
    """Turns what may go wrong on the way into a FetchError of one line."""
    try:
        yield
    except TimeoutError:
        raise FetchError(f"{target.host}: took too long") from None
    except ssl.SSLCertVerificationError as error:
        said = f"{target.host}: its certificate does not hold: {error.verify_message}"
        raise FetchError(said) from None
    except http.client.IncompleteRead:
        raise FetchError(f"{target.host}: the answer broke off") from None
    except (http.client.HTTPException, zlib.error, ValueError) as error:
        said = " ".join(f"{type(error).__name__} {error}".split())[:200]
        raise FetchError(f"{target.host}: no readable answer: {said}") from None
    except OSError as error:
        raise FetchError(f"{target.host}: {error.strerror or error}") from None


def _left(until: float, host: str) -> float:
    left = until - monotonic()
    if left <= 0:
        raise FetchError(f"{host}: took too long")
    return left


def _shown(url: str) -> str:
    return "".join(sign if sign.isprintable() else "?" for sign in url[:120])

"""Nothing is asked but what a person named and what is on the public internet."""

import gzip
import socket
import ssl
import subprocess
import zlib
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from ipaddress import ip_address
from pathlib import Path
from threading import Thread
from time import sleep
from typing import Any

import pytest

from foglift.desk import fetch
from foglift.desk.fetch import FetchError, Gate, Limits

OWN = fetch.networks(["127.0.0.0/8"])
# Names as a resolver controlled by somebody else might answer them.
NAMES = {
    "metadata.test": ["169.254.169.254"],
    "rebound.test": ["93.184.216.34", "127.0.0.1"],
    "rebound6.test": ["2606:2800:220:1:248:1893:25c8:1946", "::1"],
    "ten.test": ["10.1.2.3"],
    "six.test": ["fd00::1"],
    "mapped.test": ["::ffff:127.0.0.1"],
    "link.test": ["fe80::1%eth0"],
    "cloud.test": ["168.63.129.16"],
    "shared.test": ["100.64.7.7"],
    "none.test": [],
    "odd.test": ["not an address"],
    "localhost": ["127.0.0.1"],
    "intranet": ["192.168.1.10"],
    "public.test": ["93.184.216.34"],
}
ADDRESSES = """
    0.0.0.0 0.1.2.3 10.0.0.1 10.255.255.255 100.64.0.1 100.127.255.255 127.0.0.1 127.255.255.254
    168.63.129.16 169.254.0.1 169.254.169.254 172.16.0.1 172.31.255.255 192.0.0.1 192.0.0.192
    192.0.2.1 192.31.196.1 192.52.193.1 192.88.99.1 192.168.0.1 192.168.255.255 192.175.48.1
    198.18.0.1 198.19.255.255 198.51.100.1 203.0.113.1 224.0.0.1 239.255.255.255 240.0.0.1
    255.255.255.255
    [::] [::1] [::ffff:127.0.0.1] [::ffff:7f00:1] [::ffff:10.0.0.1] [::ffff:169.254.169.254]
    [::127.0.0.1] [::7f00:1] [64:ff9b::7f00:1] [64:ff9b::10.0.0.1] [64:ff9b:1::1] [100::1]
    [2001::1] [2001:0:53aa:64c:0:0:80ff:fffe] [2001:2::1] [2001:10::1] [2001:20::1] [2001:db8::1]
    [2002:7f00:1::] [2002:a00:1::1] [2002:c0a8:101::1] [2620:4f:8000::1] [3fff::1] [fc00::1]
    [fd00:ec2::254] [fe80::1] [fec0::1] [ff02::1] [ff0e::1] [4000::1] [5f00::1]
    [0:0:0:0:0:0:0:1] [0000::0001] [::ffff:0:127.0.0.1]
"""
SPELLINGS = """
    2130706433 0x7f000001 0x7F.0x0.0x0.0x1 017700000001 0177.0.0.1 0177.0.0.01 127.1 127.0.1
    127.0.0.01 127.0.0.0x1 0x7f.1 00000177.1 3232235521 0xa9fea9fe 2852039166 169.254.43518
    0251.0376.0251.0376 10.1 256.256.256.256 999.1.1.1 1.2.3.4.5 0 00 0x 127.0.0.1. 127.0.0.1..
    １２７.０.０.１ 127。0。0。1 ①②⑦.⓪.⓪.① 127%2e0%2e0%2e1 %31%32%37.0.0.1 [::1%25lo] [::1%lo]
    [fe80::1%25eth0] [127.0.0.1] [::1 ::1] ::1 [] [:] localhost LOCALHOST localhost. lOcAlHoSt
    ⓛocalhost localhost%00.public.test .localhost -.test a..b metadata.test rebound.test
    rebound6.test ten.test six.test mapped.test link.test cloud.test shared.test none.test odd.test
    intranet nowhere.test public.test@127.0.0.1 user:pass@public.test public.test:80@ten.test
    user@public.test 127.0.0.1#@public.test 127.0.0.1?@public.test 127.0.0.1\\@public.test
    public.test\\@127.0.0.1 public.test:99999 public.test:0 public.test:-1 public.test:http
    public.test:25 public.test:22 public.test:6379@x 127.0.0.1:80 127.0.0.1:8080 [::1]:80
"""
WHOLE = [
    "",
    " ",
    "public.test",
    "//127.0.0.1/",
    "///127.0.0.1/",
    "http:127.0.0.1",
    "http:/127.0.0.1",
    "http:///127.0.0.1/",
    "http://",
    "https://",
    "file:///etc/passwd",
    "file://localhost/etc/passwd",
    "ftp://public.test/feed",
    "gopher://127.0.0.1:6379/_INFO",
    "dict://127.0.0.1:11211/stat",
    "ldap://127.0.0.1/",
    "jar:http://127.0.0.1!/",
    "data:text/xml,<rss/>",
    "javascript:alert(1)",
    "unix:/var/run/docker.sock",
    "http+unix://%2Fvar%2Frun%2Fdocker.sock/info",
    "HTTP\t://127.0.0.1/",
    "ht\ntp://127.0.0.1/",
    "http://127.0.\t0.1/",
    "http://127.0.0.1\r\nHost: public.test/",
    "http://public.test/\r\nX-Header: 1",
    "http://public.test/ HTTP/1.1",
    "http://public.test/a b",
    "http://[::1",
    "http://::1]/",
    "http://\x00127.0.0.1/",
    "http://\u202e1.0.0.721/",
    "http://" + "a." * 200 + "test/",
    "http://" + "a" * 70 + ".test/",
]
FORBIDDEN = [
    *[f"{scheme}://{each}/feed" for each in ADDRESSES.split() for scheme in ("http", "https")],
    *[f"http://{each}/feed" for each in SPELLINGS.split()],
    *WHOLE,
]


def stub(host: str, port: int) -> Sequence[str]:
    """A resolver of the names above; what the system would make of odd numbers is loopback."""
    if host in NAMES:
        return NAMES[host]
    if host.endswith(".test"):
        raise socket.gaierror("Name or service not known")
    return ["127.0.0.1"]


@pytest.fixture
def connects(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """Where connections are opened to, none of which is let out of this machine."""
    opened: list[Any] = []
    real = socket.socket.connect

    def connect(link: socket.socket, address: Any) -> None:
        opened.append(address)
        if not str(address[0]).startswith("127."):
            raise ConnectionRefusedError("kept in")
        real(link, address)

    monkeypatch.setattr(socket.socket, "connect", connect)
    return opened


def test_at_least_a_hundred_shapes_are_tried() -> None:
    assert len(FORBIDDEN) == len(set(FORBIDDEN)) >= 200


@pytest.mark.parametrize("url", FORBIDDEN)
def test_nothing_is_opened_to_a_forbidden_address(url: str, connects: list[Any]) -> None:
    gate = Gate(resolve=stub, limits=Limits(seconds=5))
    with pytest.raises(FetchError) as got:
        fetch.get(url, gate)
    assert str(got.value).isprintable()
    with pytest.raises(FetchError):
        fetch.post(url, b"{}", gate)
    assert connects == []


def test_the_public_internet_is_connected_to_at_the_vetted_address(connects: list[Any]) -> None:
    asked: list[str] = []

    def resolve(host: str, port: int) -> Sequence[str]:
        asked.append(host)
        return ["93.184.216.34", "2606:2800:220:1:248:1893:25c8:1946"]

    for url in ("http://public.test/feed", "https://PUBLIC.test:8443/feed"):
        with pytest.raises(FetchError, match=r"public\.test: kept in"):
            fetch.get(url, Gate(resolve=resolve))
    assert asked == ["public.test"] * 2  # once each: no second answer to be other than the vetted
    assert connects == [
        ("93.184.216.34", 80),
        ("2606:2800:220:1:248:1893:25c8:1946", 80),
        ("93.184.216.34", 8443),
        ("2606:2800:220:1:248:1893:25c8:1946", 8443),
    ]


@pytest.mark.parametrize("each", ADDRESSES.split())
def test_the_table_knows_what_is_not_public(each: str) -> None:
    assert not fetch.public(ip_address(each.strip("[]")))


@pytest.mark.parametrize("each", ["1.1.1.1", "172.32.0.1", "100.128.0.1", "2a00:1450::1"])
def test_the_table_lets_the_rest_through(each: str) -> None:
    assert fetch.public(ip_address(each))


# ------------------------------------------------------------------------ servers that misbehave

Serve = Callable[[socket.socket, bytes], None]


@contextmanager
def served(serve: Serve, tls: ssl.SSLContext | None = None) -> Iterator[str]:
    """A server on loopback that does with each connection what it is told; its address."""
    with socket.create_server(("127.0.0.1", 0)) as door:
        door.settimeout(10)

        def run() -> None:
            while True:
                try:
                    link, _ = door.accept()
                except OSError:
                    return
                Thread(target=one, args=(link,), daemon=True).start()

        def one(link: socket.socket) -> None:
            try:
                with tls.wrap_socket(link, server_side=True) if tls else link as open_link:
                    open_link.settimeout(5)
                    asked = b""
                    while b"\r\n\r\n" not in asked:
                        asked += open_link.recv(65536)
                    serve(open_link, asked)
            except OSError:
                pass  # the asker left

        Thread(target=run, daemon=True).start()
        yield f"http{'s' if tls else ''}://127.0.0.1:{door.getsockname()[1]}/feed"


def answer(body: bytes, *headers: str, status: str = "200 OK") -> bytes:
    head = [f"HTTP/1.1 {status}", f"Content-Length: {len(body)}", *headers, "", ""]
    return "\r\n".join(head).encode() + body


def sends(data: bytes) -> Serve:
    return lambda link, asked: link.sendall(data)


def gate(**limits: Any) -> Gate:
    return Gate(OWN, Limits(**{"seconds": 5, "bytes": 100_000, **limits}), stub)


def test_a_feed_comes_as_it_is() -> None:
    with served(sends(answer(b"<rss/>", 'ETag: "7"'))) as url:
        got = fetch.get(url, gate())
    assert (got.status, got.body, got.headers["etag"]) == (200, b"<rss/>", '"7"')


def test_a_packed_feed_is_unpacked() -> None:
    with served(sends(answer(gzip.compress(b"<rss/>" * 99), "Content-Encoding: gzip"))) as url:
        assert fetch.get(url, gate()).body == b"<rss/>" * 99


def test_a_feed_in_chunks_is_put_together() -> None:
    data = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n<rss/\r\n1\r\n>\r\n0\r\n\r\n"
    with served(sends(data)) as url:
        assert fetch.get(url, gate()).body == b"<rss/>"


def test_what_is_asked_names_the_host_and_the_path() -> None:
    heard: list[bytes] = []

    def serve(link: socket.socket, asked: bytes) -> None:
        heard.append(asked)
        link.sendall(answer(b""))

    with served(serve) as url:
        named = url.replace("127.0.0.1", "localhost").replace("/feed", "/حماة?q=a%20b")
        fetch.get(named, gate(), {"If-None-Match": '"7"'})
        fetch.post(url, b"{}", gate(), {"Content-Type": "application/json"})
    host = url.split("/")[2].replace("127.0.0.1", "localhost").encode()
    assert heard[0].startswith(b"GET /%D8%AD%D9%85%D8%A7%D8%A9?q=a%20b HTTP/1.1\r\nHost: " + host)
    assert b'If-None-Match: "7"\r\n' in heard[0]
    assert heard[1].startswith(b"POST /feed ")
    assert heard[1].endswith(b"Content-Length: 2\r\n\r\n{}")


def test_a_header_cannot_bring_another() -> None:
    with (
        served(sends(answer(b""))) as url,
        pytest.raises(FetchError, match="may not hold a line break"),
    ):
        fetch.get(url, gate(), {"If-None-Match": '"7"\r\nHost: elsewhere'})


@pytest.mark.parametrize(
    "onward",
    [
        "http://169.254.169.254/latest/meta-data/",
        "http://10.0.0.1/",
        "//10.0.0.1/",
        "http://[::1]/",
        "http://2130706433/",
        "http://metadata.test/",
        "http://user@ten.test/",
        "file:///etc/passwd",
        "gopher://127.0.0.1:6379/_INFO",
    ],
)
def test_each_redirect_is_vetted_anew(onward: str, connects: list[Any]) -> None:
    with served(sends(answer(b"", f"Location: {onward}", status="302 Found"))) as url:
        with pytest.raises(FetchError):
            fetch.get(url, gate())
        port = int(url.split(":")[2].split("/")[0])
    assert connects == [("127.0.0.1", port)]


def test_a_redirect_is_followed_and_a_loop_of_them_ends(connects: list[Any]) -> None:
    def serve(link: socket.socket, asked: bytes) -> None:
        here = asked.split()[1]
        onward = b"/there" if here == b"/feed" else here
        there = answer(b"", f"Location: {onward.decode()}", status="301 Moved")
        link.sendall(answer(b"found") if here == b"/there" else there)

    with served(serve) as url:
        assert fetch.get(url, gate()).url.endswith("/there")
        with pytest.raises(FetchError, match="redirected more than 4 times"):
            fetch.get(url.replace("/feed", "/round"), gate())
    assert len(connects) == 2 + 5


def test_what_is_sent_is_not_sent_on() -> None:
    with served(sends(answer(b"", "Location: /other", status="307 Temporary Redirect"))) as url:
        assert fetch.post(url, b"{}", gate()).status == 307


def test_a_slow_drip_ends_in_time() -> None:
    def serve(link: socket.socket, asked: bytes) -> None:
        link.sendall(b"HTTP/1.1 200 OK\r\n\r\n")
        while True:
            link.sendall(b"x")
            sleep(0.05)

    with served(serve) as url, pytest.raises(FetchError, match="took too long"):
        fetch.get(url, gate(seconds=0.4))


def test_a_slow_drip_of_headers_ends_in_time() -> None:
    def serve(link: socket.socket, asked: bytes) -> None:
        link.sendall(b"HTTP/1.1 200 OK\r\nX-A: ")
        while True:
            link.sendall(b"x")
            sleep(0.05)

    with served(serve) as url, pytest.raises(FetchError, match="took too long"):
        fetch.get(url, gate(seconds=0.4))


def test_redirects_share_the_time_of_one() -> None:
    def serve(link: socket.socket, asked: bytes) -> None:
        sleep(0.2)
        link.sendall(answer(b"", "Location: /on", status="302 Found"))

    with served(serve) as url, pytest.raises(FetchError, match="took too long"):
        fetch.get(url, gate(seconds=0.5, redirects=50))


def test_a_server_that_never_answers_ends_in_time() -> None:
    with served(lambda link, asked: sleep(3)) as url, pytest.raises(FetchError, match="too long"):
        fetch.get(url, gate(seconds=0.3))


def test_a_resolver_that_never_answers_ends_in_time() -> None:
    def resolve(host: str, port: int) -> Sequence[str]:
        sleep(3)
        return []

    with pytest.raises(FetchError, match="looking up its address took too long"):
        fetch.get("http://public.test/", Gate(resolve=resolve, limits=Limits(seconds=0.2)))


def test_an_endless_body_ends_at_the_limit() -> None:
    def serve(link: socket.socket, asked: bytes) -> None:
        link.sendall(b"HTTP/1.1 200 OK\r\n\r\n")
        while True:
            link.sendall(b"x" * 65536)

    with served(serve) as url, pytest.raises(FetchError, match="more than 100,000 bytes"):
        fetch.get(url, gate())


def test_endless_headers_end_at_the_limit() -> None:
    def serve(link: socket.socket, asked: bytes) -> None:
        link.sendall(b"HTTP/1.1 200 OK\r\n")
        while True:
            link.sendall(b"X-A: b\r\n" * 1000)

    with served(serve) as url, pytest.raises(FetchError, match="no readable answer"):
        fetch.get(url, gate())


def test_endless_interim_answers_end_at_the_limit() -> None:
    def serve(link: socket.socket, asked: bytes) -> None:
        while True:
            link.sendall(b"HTTP/1.1 100 Continue\r\n\r\n" * 1000)

    with served(serve) as url, pytest.raises(FetchError, match="sends more than is read"):
        fetch.get(url, gate())


def test_a_bomb_is_not_unpacked_beyond_the_limit() -> None:
    bomb = gzip.compress(b"\0" * 50_000_000, 1)
    with (
        served(sends(answer(bomb, "Content-Encoding: gzip"))) as url,
        pytest.raises(FetchError, match="more than 100,000 bytes"),
    ):
        fetch.get(url, gate(bytes=100_000))


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (answer(zlib.compress(b"x"), "Content-Encoding: br"), "'br', which was not asked for"),
        (answer(b"no gzip", "Content-Encoding: gzip"), "no readable answer"),
        (answer(gzip.compress(b"x" * 99, mtime=0)[:20], "Content-Encoding: gzip"), "broke off"),
        (answer(b"x" * 10).replace(b"h: 10", b"h: 90"), "broke off"),
        (b"SSH-2.0-OpenSSH_9.2\r\n", "no readable answer"),
        (b"", "no readable answer"),
        (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n", "broke off|no readable"),
        (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nffffffffff\r\nx", "broke off"),
    ],
)
def test_what_is_no_whole_answer_is_said_so(data: bytes, said: str) -> None:
    with served(sends(data)) as url, pytest.raises(FetchError, match=said):
        fetch.get(url, gate())


# ----------------------------------------------------------------------------------------- TLS


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A certificate for news.test that only tests trust, with its key."""
    path = tmp_path_factory.mktemp("tls") / "news.pem"
    asked = f"""
        openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=news.test
        -addext subjectAltName=DNS:news.test -keyout {path} -out {path}.crt
    """
    made = subprocess.run(asked.split(), capture_output=True, check=False)
    if made.returncode:
        pytest.skip("openssl makes no certificate here")
    path.write_text(path.read_text() + Path(f"{path}.crt").read_text())
    return path


def test_the_certificate_is_checked_against_the_name_and_not_the_address(certificate: Path) -> None:
    names: list[str | None] = []
    server = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    server.load_cert_chain(certificate)
    server.sni_callback = lambda link, name, context: names.append(name)
    trusting = ssl.create_default_context(cafile=str(certificate))

    def resolve(host: str, port: int) -> Sequence[str]:
        return ["127.0.0.1"]

    with served(sends(answer(b"<rss/>")), server) as url:
        named = url.replace("127.0.0.1", "news.test")
        assert fetch.get(named, Gate(OWN, Limits(5), resolve, trusting)).body == b"<rss/>"
        with pytest.raises(FetchError, match="certificate does not hold"):
            fetch.get(url.replace("127.0.0.1", "other.test"), Gate(OWN, Limits(5), resolve))
        with pytest.raises(FetchError, match="certificate does not hold"):
            fetch.get(
                url.replace("127.0.0.1", "other.test"), Gate(OWN, Limits(5), resolve, trusting)
            )
    assert names == ["news.test", "other.test", "other.test"]


def test_a_redirect_does_not_lead_out_of_encryption(certificate: Path) -> None:
    server = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    server.load_cert_chain(certificate)
    trusting = ssl.create_default_context(cafile=str(certificate))
    there = answer(b"", "Location: http://public.test/", status="302 Found")
    with served(sends(there), server) as url:
        named = url.replace("127.0.0.1", "news.test")
        trusted = Gate(OWN, Limits(5), lambda host, port: ["127.0.0.1"], trusting)
        with pytest.raises(FetchError, match="without encryption"):
            fetch.get(named, trusted)

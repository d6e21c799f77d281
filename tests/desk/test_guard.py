"""The gate: hosts, roles, tokens, headers. On a small application of its own."""

import logging
import re
from collections.abc import Callable
from pathlib import Path
from typing import Annotated

import pytest
from fastapi import FastAPI, Form, Request
from fastapi.responses import HTMLResponse, PlainTextResponse, RedirectResponse, StreamingResponse
from fastapi.testclient import TestClient
from httpx import Response
from starlette.websockets import WebSocketDisconnect

from foglift.desk.accounts import Account, Accounts, Role
from foglift.desk.guard import Access, Guard, is_loopback, needs
from foglift.desk.render import CSRF, NONCE, USER
from foglift.desk.sessions import Who
from foglift.desk.settings import Settings
from foglift.flow import AskError

SECRET = "words of a report"
PAGE = f"<p>{USER}<script nonce={NONCE}></script><input name=csrf value='{CSRF}'>"
Clients = Callable[..., TestClient]


def application(access: Access) -> FastAPI:
    made = FastAPI()
    made.add_middleware(Guard, access=access)
    add_pages(made)
    add_changes(made, access)
    return made


def add_pages(made: FastAPI) -> None:
    @made.get("/page")
    def page() -> HTMLResponse:
        return HTMLResponse(PAGE)

    @made.get("/login")
    def login() -> HTMLResponse:
        return HTMLResponse(PAGE)

    @made.get("/plain")
    def plain() -> HTMLResponse:
        return HTMLResponse("<p>no form here")

    @made.get("/words")
    def words() -> PlainTextResponse:
        return PlainTextResponse(f"{NONCE} {CSRF}")

    @made.get("/same")
    def same() -> HTMLResponse:
        return HTMLResponse(status_code=304)

    @made.get("/stream")
    def stream() -> StreamingResponse:
        return StreamingResponse(iter([PAGE[:9], PAGE[9:]]), media_type="text/html")

    @made.get("/fails")
    def fails() -> None:
        raise ValueError(SECRET)


def add_changes(made: FastAPI, access: Access) -> None:
    @made.post("/view", dependencies=[needs("viewer")])
    @made.post("/edit", dependencies=[needs("editor")])
    @made.post("/manage", dependencies=[needs("admin")])
    def change() -> PlainTextResponse:
        return PlainTextResponse("done")

    @made.post("/login")
    def enter(request: Request, who: Annotated[Who, needs("anyone")]) -> RedirectResponse:
        sessions = access.sessions
        request.state.jar.fresh = sessions.start(Account("ada", "admin"), who)
        return RedirectResponse("/page", 303)

    @made.post("/form")
    def form(who: Annotated[Who, needs("editor")], words: Annotated[str, Form()]) -> dict[str, str]:
        return {"name": who.name, "words": words}


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(tmp_path / "x.desk")


@pytest.fixture
def clients(settings: Settings) -> Clients:
    """A client of a desk, by whose role it has logged in; "" for none."""

    def client(
        role: Role | str = "",
        host: str = "127.0.0.1",
        base: str = "http://localhost",
        **more: object,
    ) -> TestClient:
        access = Access(settings, host, **more)  # type: ignore[arg-type]
        found = TestClient(application(access), base_url=base, follow_redirects=False)
        if role:
            cookie = access.sessions.start(Account(role, "viewer"), Who("", "", ""))
            found.cookies.set("foglift80" if base.startswith("http:") else "__Host-foglift", cookie)
        return found

    return client


@pytest.fixture
def people(settings: Settings) -> None:
    """An account for each role, called as the role."""
    with settings.change() as db:
        for role in ("viewer", "editor", "admin"):
            db.execute("INSERT INTO accounts VALUES (?, ?, 'no hash', 0)", (role, role))
        db.execute("INSERT INTO accounts VALUES ('ada', 'admin', 'no hash', 0)")


def token(answer: Response) -> str:
    found = re.search(r"value='([^']+)'", answer.text)
    assert found
    return found[1]


# ------------------------------------------------------------------------------------------ hosts


@pytest.mark.parametrize(
    "host", ["127.0.0.1", "localhost", "::1", "[::1]", "127.8.9.1", "LOCALHOST"]
)
def test_only_this_machine_reaches_a_loopback_address(host: str) -> None:
    assert is_loopback(host)


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "", "192.168.1.2", "example.org", "128.0.0.1"])
def test_others_reach_any_other(host: str, settings: Settings) -> None:
    assert not is_loopback(host)
    with pytest.raises(
        AskError, match=r"^others can reach .*foglift accounts add NAME --role admin"
    ):
        Access(settings, host)


def test_others_reach_a_loopback_desk_by_its_name(settings: Settings) -> None:
    with pytest.raises(AskError, match="others can reach"):
        Access(settings, "127.0.0.1", ["desk.example.org"])


def test_an_admin_opens_other_addresses(settings: Settings) -> None:
    Accounts(settings).add("ada", "admin", "correct horse battery")
    assert not Access(settings, "192.0.2.1").local
    assert Access(settings, "0.0.0.0", ["desk.example.org"]).answers("desk.example.org:8080")
    with pytest.raises(AskError, match="say by which name"):
        Access(settings, "0.0.0.0")


@pytest.mark.parametrize(
    "host", ["localhost", "localhost:8000", "127.0.0.1:1", "[::1]:80", "LOCALHOST."]
)
def test_it_answers_to_the_names_of_this_machine(clients: Clients, host: str) -> None:
    assert clients().get("/page", headers={"host": host}).status_code == 200


@pytest.mark.parametrize(
    "host",
    [
        "evil.example",
        "localhost.evil.example",
        "127.0.0.1.evil.example",
        "",
        "evil@localhost.x",
        "[",
    ],
)
def test_it_answers_to_no_other_name(clients: Clients, host: str) -> None:
    answer = clients().get("/page", headers={"host": host})
    assert answer.status_code == 421
    assert USER not in answer.text


def test_a_named_desk_answers_to_its_name_only(clients: Clients, people: None) -> None:
    desk = clients(
        "admin", host="192.0.2.1", base="https://desk.example.org", names=["desk.example.org"]
    )
    assert desk.get("/page").status_code == 200
    assert desk.get("/page", headers={"host": "localhost"}).status_code == 421
    assert desk.get("/page", headers={"host": "other.example.org"}).status_code == 421


# ---------------------------------------------------------------------------------------- headers


def test_every_answer_forbids_what_it_does_not_need(clients: Clients) -> None:
    desk = clients()
    for path in ("/page", "/words", "/stream", "/fails", "/nowhere"):
        found = desk.get(path).headers
        assert found["content-security-policy"].startswith("default-src 'none'; ")
        assert "frame-ancestors 'none'" in found["content-security-policy"]
        assert "unsafe" not in found["content-security-policy"]
        assert found["x-content-type-options"] == "nosniff"
        assert found["referrer-policy"] == "same-origin"
        assert found["cross-origin-opener-policy"] == "same-origin"
        assert found["cross-origin-resource-policy"] == "same-origin"
        assert "geolocation=()" in found["permissions-policy"]


@pytest.mark.parametrize("path", ["/page", "/stream"])
def test_a_page_has_another_nonce_each_time(clients: Clients, path: str) -> None:
    desk = clients()
    nonces = set()
    for answer in (desk.get(path), desk.get(path)):
        (nonce,) = re.findall(r"nonce=([\w-]+)>", answer.text)
        policy = answer.headers["content-security-policy"]
        assert policy.count(f"'nonce-{nonce}'") == 2
        nonces.add(nonce)
        assert not any(mark in answer.text for mark in (NONCE, CSRF, USER))
        assert int(answer.headers["content-length"]) == len(answer.content)
    assert len(nonces) == 2


def test_what_is_no_page_is_sent_as_it_is(clients: Clients) -> None:
    assert clients().get("/words").text == f"{NONCE} {CSRF}"


def test_a_page_that_the_browser_has_keeps_its_policy(clients: Clients) -> None:
    assert "content-security-policy" not in clients().get("/same").headers


def test_head_tells_no_length(clients: Clients) -> None:
    assert clients().head("/nowhere").content == b""


def test_a_name_is_text(clients: Clients, settings: Settings) -> None:
    settings.note("signer", "<b>Ada</b>")
    assert "<p>&lt;b&gt;Ada&lt;/b&gt;<script" in clients().get("/page").text


# ------------------------------------------------------------------------------------------ roles


def test_a_desk_of_one_machine_without_accounts_asks_for_no_login(clients: Clients) -> None:
    desk = clients()
    page = desk.get("/page")
    assert "set-cookie" not in page.headers
    assert page.headers["cache-control"] == "private, no-cache"
    for path in ("/view", "/edit", "/manage"):
        assert desk.post(path, data={"csrf": token(page)}).text == "done"


def test_with_accounts_everything_asks_for_a_login(clients: Clients, people: None) -> None:
    desk = clients()
    to_people = desk.get("/page?day=2024-12-05&x=a%26b", headers={"accept": "text/html"})
    assert to_people.status_code == 303
    assert to_people.headers["location"] == "/login?next=%2Fpage%3Fday%3D2024-12-05%26x%3Da%2526b"
    assert desk.get("/page", headers={"accept": "application/json"}).status_code == 401
    assert desk.get("/nowhere").status_code == 401
    assert desk.post("/edit").status_code == 401
    assert desk.get("/login").status_code == 200


@pytest.mark.parametrize(
    ("role", "allowed"),
    [
        ("viewer", ["/view"]),
        ("editor", ["/view", "/edit"]),
        ("admin", ["/view", "/edit", "/manage"]),
    ],
)
def test_each_role_may_what_those_before_it_may(
    clients: Clients, people: None, role: Role, allowed: list[str]
) -> None:
    desk = clients(role)
    page = desk.get("/page")
    assert page.headers["cache-control"] == "no-store"
    assert f"<p>{role}<script" in page.text
    done = [
        path
        for path in ("/view", "/edit", "/manage")
        if desk.post(path, data={"csrf": token(page)}).status_code == 200
    ]
    assert done == allowed


def test_the_public_edition_changes_nothing(clients: Clients) -> None:
    desk = clients(public=True)
    answer = desk.post("/edit", data={"csrf": token(desk.get("/page"))})
    assert (answer.status_code, answer.text) == (403, "The public edition changes nothing.\n")


# ---------------------------------------------------------------------------------------- changes


def test_a_change_needs_a_token_of_its_session(clients: Clients, people: None) -> None:
    ada, bob = clients("admin"), clients("editor")
    foreign = token(bob.get("/page"))
    for data in ({}, {"csrf": ""}, {"csrf": "made up"}, {"csrf": foreign}, {"csrf": CSRF}):
        assert ada.post("/edit", data=data).status_code == 403
    own = token(ada.get("/page"))
    assert ada.post("/edit", data={"csrf": own}).status_code == 200
    assert ada.post("/edit", headers={"x-csrf-token": own}).status_code == 200
    assert ada.post("/edit", json={"csrf": own}).status_code == 403
    assert ada.post("/edit", files={"file": b"x"}, data={"csrf": own}).status_code == 200
    answer = ada.post("/form", data={"csrf": own, "words": "x"})
    assert answer.json() == {"name": "admin", "words": "x"}


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"origin": "http://localhost"}, 200),
        ({"origin": "http://localhost:81"}, 403),
        ({"origin": "http://evil.example"}, 403),
        ({"origin": "null"}, 403),
        ({"origin": ""}, 403),
        ({"origin": "http://localhost@evil.example"}, 403),
        ({"sec-fetch-site": "same-origin"}, 200),
        ({"sec-fetch-site": "cross-site"}, 403),
        ({"sec-fetch-site": "same-site"}, 403),
    ],
)
def test_a_change_comes_from_a_page_of_the_desk(
    clients: Clients, headers: dict[str, str], status: int
) -> None:
    desk = clients()
    data = {"csrf": token(desk.get("/page"))}
    assert desk.post("/edit", data=data, headers=headers).status_code == status


# ---------------------------------------------------------------------------------------- cookies


def test_a_form_of_somebody_unknown_has_a_session_that_logging_in_ends(
    clients: Clients, people: None
) -> None:
    desk = clients()
    assert "set-cookie" not in desk.get("/nowhere").headers
    form = desk.get("/login")
    cookie = form.headers["set-cookie"]
    assert re.search(r"^foglift80=\S+; Path=/; HttpOnly; SameSite=Lax; Max-Age=\d+$", cookie)
    before = desk.cookies["foglift80"]
    entered = desk.post("/login", data={"csrf": token(form)})
    assert entered.status_code == 303
    assert desk.cookies["foglift80"] != before
    assert desk.get("/page").status_code == 200
    old = clients()
    old.cookies.set("foglift80", before)
    assert old.get("/page").status_code == 401


def test_a_login_from_elsewhere_has_no_token(clients: Clients, people: None) -> None:
    assert clients().post("/login", data={}).status_code == 403


def test_a_cookie_that_others_could_see_is_for_https_only(clients: Clients, people: None) -> None:
    desk = clients(host="192.0.2.1", base="https://desk.example.org", names=["desk.example.org"])
    cookie = desk.get("/login").headers["set-cookie"]
    assert cookie.startswith("__Host-foglift=")
    assert cookie.endswith("; Secure")


@pytest.mark.parametrize(
    "cookie", ["x", "foglift80=", 'foglift80="', "foglift80=a.b; foglift80=c", "=;=", "é"]
)
def test_any_other_cookie_is_nobody(clients: Clients, people: None, cookie: str) -> None:
    answer = clients().get("/page", headers=[(b"cookie", cookie.encode())])
    assert answer.status_code == 401


# --------------------------------------------------------------------------------------- failures


def test_what_fails_tells_neither_the_page_nor_the_log_the_words(
    clients: Clients, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.DEBUG):
        answer = clients().get("/fails")
    assert answer.status_code == 500
    assert SECRET not in answer.text
    assert "ValueError" in caplog.text
    assert "in fails" in caplog.text
    assert SECRET not in caplog.text


def test_there_are_no_web_sockets(clients: Clients) -> None:
    with pytest.raises(WebSocketDisconnect):
        clients().websocket_connect("/page").__enter__()

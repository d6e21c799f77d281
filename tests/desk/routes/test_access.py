"""Logging in and out, one's own account, all accounts."""

import re
from collections.abc import Iterator
from pathlib import Path

import argon2
import pytest
from httpx import Response
from starlette.testclient import TestClient

from foglift.desk import Desk, app
from foglift.desk import accounts as module
from foglift.desk.accounts import Account, Accounts
from foglift.desk.guard import Access
from foglift.desk.settings import Settings

GOOD, OTHER = "correct horse battery", "a staple for horses"
FORM = re.compile(r'name="csrf" value="([\w=-]+)"')


@pytest.fixture
def accounts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Accounts:
    monkeypatch.setattr(module, "_HASHER", argon2.PasswordHasher(1, 64, 1))
    module._nobody.cache_clear()
    return Accounts(Settings(tmp_path / "x.desk"))


@pytest.fixture
def asks(small: Desk, accounts: Accounts, tmp_path: Path) -> Iterator[TestClient]:
    made = app(small, Access(Settings(tmp_path / "x.desk")))
    with TestClient(made, "http://localhost", headers={"accept": "text/html"}) as client:
        yield client


def token(page: Response) -> str:
    found = FORM.search(page.text)
    assert found, page.text
    return found[1]


def send(asks: TestClient, form: str, path: str, **values: str) -> Response:
    """Sends a form of a page."""
    return asks.post(path, data={"csrf": token(asks.get(form)), **values})


def log_in(asks: TestClient, name: str, password: str, next: str = "/about") -> Response:
    return send(asks, "/login", "/login", name=name, password=password, next=next)


def test_one_logs_in_goes_where_one_wanted_and_logs_out(
    asks: TestClient, accounts: Accounts
) -> None:
    accounts.add("ada", "admin", GOOD)
    asked = asks.get("/about?day=2024-12-05")
    assert asked.url.path == "/login"
    assert 'name="next" value="/about?day=2024-12-05"' in asked.text
    entered = log_in(asks, "ada", GOOD, "/about?day=2024-12-05")
    assert str(entered.url) == "http://localhost/about?day=2024-12-05"
    assert ">ada</a>" in entered.text
    cookie = asks.cookies["foglift80"]
    assert send(asks, "/account", "/logout").url.path == "/login"
    assert asks.cookies["foglift80"] != cookie
    asks.cookies.clear()
    asks.cookies.set("foglift80", cookie)
    assert asks.get("/about").url.path == "/login"


@pytest.mark.parametrize(
    ("name", "password"), [("ada", OTHER), ("eve", GOOD), ("", ""), ("bob", OTHER)]
)
def test_whatever_is_wrong_is_told_in_the_same_words(
    asks: TestClient, accounts: Accounts, name: str, password: str
) -> None:
    accounts.add("ada", "admin", GOOD)
    accounts.add("bob", "editor", OTHER)
    accounts.set_disabled("bob", True)
    answer = log_in(asks, name, password)
    assert answer.status_code == 403
    assert "This name and password do not open the desk." in answer.text
    assert asks.get("/about").url.path == "/login"


def test_who_guesses_waits(asks: TestClient, accounts: Accounts) -> None:
    accounts.add("ada", "admin", GOOD)
    answers = [log_in(asks, "ada", OTHER) for _ in range(6)]
    assert [each.status_code for each in answers] == [403] * 5 + [429]
    assert int(answers[-1].headers["retry-after"]) >= 1
    assert "Try again in" in answers[-1].text
    assert log_in(asks, "ada", GOOD).status_code == 429


@pytest.mark.parametrize(
    "next",
    ["//evil.example", "https://evil.example", "/\\evil.example", "javascript:x", "", "/\r\nx: y"],
)
def test_nobody_is_sent_elsewhere(asks: TestClient, accounts: Accounts, next: str) -> None:
    accounts.add("ada", "admin", GOOD)
    asks.follow_redirects = False
    assert log_in(asks, "ada", GOOD, next).headers["location"] == "/"
    assert asks.get("/login", params={"next": next}).headers["location"] == "/"


def test_a_password_is_changed_by_who_knows_it(asks: TestClient, accounts: Accounts) -> None:
    accounts.add("ada", "admin", GOOD)
    log_in(asks, "ada", GOOD)
    change = {"password": GOOD, "new": OTHER, "again": OTHER}

    def changed(**values: str) -> str:
        return send(asks, "/account", "/account/password", **{**change, **values}).text

    assert "The present password is another." in changed(password=OTHER)
    assert "not written the same twice" in changed(again=GOOD)
    assert "Not changed: a password has at least 12 characters." in changed(new="a", again="a")
    before = asks.cookies["foglift80"]
    assert "You are logged in as <strong>ada</strong>" in changed()
    assert asks.cookies["foglift80"] != before
    assert accounts.verified("ada", OTHER)


def test_an_admin_manages_accounts(asks: TestClient, accounts: Accounts) -> None:
    accounts.add("ada", "admin", GOOD)
    log_in(asks, "ada", GOOD)

    def manage(path: str, **values: str) -> Response:
        return send(asks, "/accounts", path, **values)

    assert ">bob" in manage("/accounts", name="bob", role="viewer", password=OTHER).text
    assert manage("/accounts/role", name="bob", role="editor").status_code == 200
    assert accounts.find("bob") == Account("bob", "editor")
    assert ">Enable<" in manage("/accounts/disabled", name="bob", disabled="yes").text
    manage("/accounts/disabled", name="bob", disabled="no")
    manage("/accounts/password", name="bob", password=GOOD)
    assert accounts.verified("bob", GOOD)
    wrong = manage("/accounts/role", name="bob", role="king")
    assert (wrong.status_code, "Not done: &#39;king&#39; is no role." in wrong.text) == (400, True)
    assert "has to be an admin" in manage("/accounts/remove", name="ada").text
    manage("/accounts/remove", name="bob")
    assert accounts.all() == [Account("ada", "admin")]


def test_a_desk_without_accounts_is_given_a_name_and_a_first_account(
    asks: TestClient, accounts: Accounts
) -> None:
    assert "This desk has no accounts" in asks.get("/account").text
    assert ">Your name</a>" in asks.get("/about").text
    send(asks, "/account", "/account/name", name="Ada L.")
    assert ">Ada L.</a>" in asks.get("/about").text
    refused = send(asks, "/accounts", "/accounts", name="ada", role="viewer", password=GOOD)
    assert "has to be an admin" in refused.text
    made = send(asks, "/accounts", "/accounts", name="ada", role="admin", password=GOOD)
    assert made.url.path == "/login"


def test_what_an_admin_was_shown_is_not_shown_to_a_viewer(
    asks: TestClient, accounts: Accounts
) -> None:
    accounts.add("ada", "admin", GOOD)
    accounts.add("bob", "viewer", OTHER)
    log_in(asks, "ada", GOOD)
    for _ in range(2):  # the second time from what is kept
        assert asks.get("/judgements").status_code == 200
        assert "ada</a>" in asks.get("/about").text
    send(asks, "/account", "/logout")
    log_in(asks, "bob", OTHER)
    assert asks.get("/judgements").status_code == 403
    assert "ada" not in asks.get("/about").text

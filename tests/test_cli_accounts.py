"""The commands about accounts."""

import stat
from pathlib import Path

import argon2
import pytest
from typer.testing import CliRunner, Result

from foglift.cli import app
from foglift.desk import accounts as module
from foglift.desk.accounts import Account, Accounts
from foglift.desk.settings import Settings, beside

GOOD = "correct horse battery"


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(module, "_HASHER", argon2.PasswordHasher(1, 64, 1))
    return tmp_path / "war.foglift"


def run(store: Path, *words: str, stdin: str | None = None) -> Result:
    return CliRunner().invoke(app, ["accounts", *words, "--store", str(store)], input=stdin)


def accounts(store: Path) -> Accounts:
    return Accounts(Settings(beside(store)))


def test_an_account_is_added_with_a_password_that_is_asked_twice(store: Path) -> None:
    done = run(store, "add", "ada", "--role", "admin", stdin=f"{GOOD}\n{GOOD}\n")
    assert done.exit_code == 0
    assert done.stdout.splitlines()[-1] == "ada may log in as admin"
    assert GOOD not in done.output
    assert accounts(store).verified("ada", GOOD) == Account("ada", "admin")
    assert stat.S_IMODE(beside(store).stat().st_mode) == 0o600


def test_a_password_comes_from_standard_input(store: Path) -> None:
    assert (
        run(store, "add", "ada", "--role", "admin", "--password-stdin", stdin=GOOD).exit_code == 0
    )
    assert accounts(store).verified("ada", GOOD)
    assert run(store, "password", "ada", "--password-stdin", stdin="a staple for horses\r\n").stdout
    assert accounts(store).verified("ada", "a staple for horses")


def test_accounts_are_listed_changed_and_removed(store: Path) -> None:
    for name, role in (("ada", "admin"), ("bob", "editor")):
        run(store, "add", name, "--role", role, "--password-stdin", stdin=GOOD)
    assert run(store, "role", "bob", "viewer").stdout == "bob is viewer now\n"
    assert run(store, "disable", "bob").stdout == "bob is disabled\n"
    assert run(store, "list").stdout.splitlines()[1:] == ["ada   admin", "bob   viewer  disabled"]
    assert run(store, "enable", "bob").stdout == "bob may log in again\n"
    assert run(store, "remove", "bob").stdout == "bob is removed\n"
    assert accounts(store).all() == [Account("ada", "admin")]


def test_what_cannot_be_done_is_one_line(store: Path) -> None:
    short = run(store, "add", "ada", "--role", "admin", "--password-stdin", stdin="short")
    assert (short.exit_code, short.stderr) == (
        1,
        "foglift: a password has at least 12 characters\n",
    )
    first = run(store, "add", "ada", "--role", "editor", "--password-stdin", stdin=GOOD)
    assert first.stderr.startswith("foglift: one account at least has to be an admin's")
    assert run(store, "remove", "eve").stderr == "foglift: there is no account 'eve'\n"
    store.parent.joinpath("none").write_text("x")
    lost = run(store.parent / "none" / "war", "list")
    assert lost.exit_code == 0
    assert run(store.parent / "none" / "war", "remove", "ada").exit_code == 1

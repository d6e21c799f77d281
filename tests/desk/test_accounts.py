"""Accounts: names, roles, passwords."""

from pathlib import Path

import argon2
import pytest

from foglift.desk import accounts as module
from foglift.desk.accounts import Account, AccountError, Accounts, check_password
from foglift.desk.settings import Settings

GOOD = "correct horse battery"
OTHER = "a staple for horses"


@pytest.fixture(autouse=True)
def _quickly(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_HASHER", argon2.PasswordHasher(1, 64, 1))
    module._nobody.cache_clear()


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(tmp_path / "x.desk")


@pytest.fixture
def accounts(settings: Settings) -> Accounts:
    found = Accounts(settings)
    found.add("ada", "admin", GOOD)
    return found


def test_a_name_and_its_password_open_an_account(accounts: Accounts) -> None:
    assert accounts.verified("ada", GOOD) == Account("ada", "admin")
    assert accounts.verified("ADA ", GOOD) == Account("ada", "admin")
    assert accounts.verified("ada", OTHER) is None
    assert accounts.verified("eve", GOOD) is None
    assert accounts.verified("", "") is None


def test_a_password_is_kept_as_argon2id_only(accounts: Accounts, settings: Settings) -> None:
    ((hashed,),) = settings.rows("SELECT hash FROM accounts")
    assert hashed.startswith("$argon2id$")
    assert GOOD.encode() not in settings.path.read_bytes()


def test_somebody_unknown_costs_as_much_as_a_wrong_password(
    accounts: Accounts, monkeypatch: pytest.MonkeyPatch
) -> None:
    checked: list[str] = []

    def matches(stored: str, password: str) -> bool:
        checked.append(stored)
        return False

    monkeypatch.setattr(module, "_matches", matches)
    for name in ("ada", "eve"):
        accounts.verified(name, OTHER)
    assert len(checked) == 2
    assert [each.split("$")[1:4] for each in checked] == [checked[0].split("$")[1:4]] * 2


def test_whoever_is_disabled_cannot_log_in_with_the_right_password(accounts: Accounts) -> None:
    accounts.add("bob", "editor", OTHER)
    accounts.set_disabled("bob", True)
    assert accounts.verified("bob", OTHER) is None
    accounts.set_disabled("bob", False)
    assert accounts.verified("bob", OTHER)


def test_a_new_password_ends_the_old_one(accounts: Accounts) -> None:
    accounts.set_password("ada", OTHER)
    assert accounts.verified("ada", GOOD) is None
    assert accounts.verified("ada", OTHER)


def test_letters_may_be_composed_in_two_ways(accounts: Accounts) -> None:
    accounts.set_password("ada", "caf\u00e9 am morgen")
    assert accounts.verified("ada", "cafe\u0301 am morgen")


@pytest.mark.parametrize(
    ("password", "why"),
    [
        ("short", "at least 12 characters"),
        ("aaaaaaaaaaaaaa", "at least 5 different"),
        ("AdaLovelace123", "not the name"),
        ("x1y2z" * 250, "at most 1000"),
    ],
)
def test_weak_passwords_are_refused(password: str, why: str) -> None:
    with pytest.raises(AccountError, match=why):
        check_password(password, "adalovelace")


@pytest.mark.parametrize("name", ["", " ", "<b>ada</b>", "a" * 61, "ada\x00", "a\u202eda", "-ada"])
def test_names_are_plain(accounts: Accounts, name: str) -> None:
    with pytest.raises(AccountError, match="is no name"):
        accounts.add(name, "viewer", GOOD)


def test_a_name_is_given_once(accounts: Accounts) -> None:
    with pytest.raises(AccountError, match="there is an account 'ADA' already"):
        accounts.add("ADA", "viewer", GOOD)


def test_somebody_is_always_left_to_manage(settings: Settings) -> None:
    accounts = Accounts(settings)
    with pytest.raises(AccountError, match="has to be an admin's"):
        accounts.add("bob", "editor", GOOD)
    assert accounts.all() == []
    accounts.add("ada", "admin", GOOD)
    accounts.add("bob", "editor", OTHER)
    for forbidden in (
        lambda: accounts.remove("ada"),
        lambda: accounts.set_role("ada", "viewer"),
        lambda: accounts.set_disabled("ada", True),
    ):
        with pytest.raises(AccountError, match="has to be an admin's"):
            forbidden()
    accounts.set_role("bob", "admin")
    accounts.remove("ada")
    assert accounts.all() == [Account("bob", "admin")]
    accounts.remove("bob")
    assert not accounts.any()


def test_an_unknown_name_is_told(accounts: Accounts) -> None:
    with pytest.raises(AccountError, match="there is no account 'eve'"):
        accounts.remove("eve")


def test_a_password_costs_more_once_the_program_asks_for_more(
    accounts: Accounts, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "_HASHER", argon2.PasswordHasher(2, 64, 1))
    assert accounts.verified("ada", GOOD)
    ((hashed,),) = settings.rows("SELECT hash FROM accounts")
    assert "t=2," in hashed
    assert accounts.verified("ada", GOOD)

"""Who may use a desk, in which role, and how a password is checked."""

import re
import secrets
import sqlite3
import unicodedata
from functools import cache
from typing import Literal, get_args

import argon2
import msgspec
from argon2.exceptions import InvalidHashError, VerificationError

from foglift.desk.settings import Settings
from foglift.flow import AskError

Role = Literal["viewer", "editor", "admin"]
Need = Role | Literal["anyone"]  # what a page or route asks of who calls it
ROLES: tuple[Role, ...] = get_args(Role)  # each may what those before it may

SHORTEST = 12  # characters of a password
_LONGEST = 1000
_DIFFERENT = 5
_NAME = re.compile(r"\w(?:[\w .@'-]{0,58}[\w.])?")
_HASHER = argon2.PasswordHasher()  # argon2id, with the parameters of RFC 9106


class AccountError(AskError):
    """What cannot be done with an account; the message is one line."""


class Account(msgspec.Struct, frozen=True):
    """Somebody who may use the desk: `Account("ada", "editor")`."""

    name: str
    role: Role
    disabled: bool = False


def may(role: Role, wanted: Role) -> bool:
    """Whether a role may what another may.

    >>> may("admin", "editor"), may("viewer", "editor")
    (True, False)
    """
    return ROLES.index(role) >= ROLES.index(wanted)


class Accounts:
    """The accounts in the settings of a desk. A change raises AccountError where a name is
    unknown or taken, a password is too weak, or nobody would be left to manage the others."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings

    def all(self) -> list[Account]:
        """The accounts by name."""
        rows = self._settings.rows("SELECT name, role, disabled FROM accounts")
        return sorted((_account(row) for row in rows), key=lambda one: one.name.casefold())

    def find(self, name: str) -> Account | None:
        """The account of that name, in whatever case it is written."""
        wanted = _plain(name).casefold()
        return next((one for one in self.all() if one.name.casefold() == wanted), None)

    def any(self) -> bool:
        """Whether there is an account, so that one has to log in."""
        return bool(self._settings.rows("SELECT 1 FROM accounts LIMIT 1"))

    def managed(self) -> bool:
        """Whether somebody can log in who may manage the accounts."""
        return any(one.role == "admin" and not one.disabled for one in self.all())

    def add(self, name: str, role: Role, password: str) -> Account:
        """Adds somebody. The first one is an admin."""
        name = _plain(name)
        if not _NAME.fullmatch(name):
            raise AccountError(
                f"'{name}' is no name: letters, digits, blanks and . _ - @ ', at most 60"
            )
        if self.find(name):
            raise AccountError(f"there is an account '{name}' already")
        row = (name, role, _hash(password, name))
        with self._settings.change() as db:
            db.execute("INSERT INTO accounts (name, role, hash) VALUES (?, ?, ?)", row)
            _stay_managed(db)
        return Account(name, role)

    def remove(self, name: str) -> None:
        """Removes somebody, who is logged out."""
        self._set(name, "DELETE FROM accounts WHERE name = ?")

    def set_role(self, name: str, role: Role) -> None:
        """Gives somebody another role, from the next request on."""
        self._set(name, "UPDATE accounts SET role = ?2 WHERE name = ?1", role, stays=True)

    def set_password(self, name: str, password: str) -> None:
        """Gives somebody another password, who is logged out wherever logged in."""
        hashed = _hash(password, _plain(name))
        self._set(name, "UPDATE accounts SET hash = ?2 WHERE name = ?1", hashed)

    def set_disabled(self, name: str, disabled: bool) -> None:
        """Lets somebody log in no more, or again."""
        self._set(name, "UPDATE accounts SET disabled = ?2 WHERE name = ?1", int(disabled))

    def verified(self, name: str, password: str) -> Account | None:
        """The account that name and password open. It takes as long for a name that is unknown
        or disabled, so that nobody learns which names there are."""
        account = self.find(name)
        known = account is not None and not account.disabled
        stored, nobody = self._stored(account.name if account else ""), _nobody()
        right = _matches(stored if known and stored else nobody, password)
        if account is None or not known or not right:
            return None
        if _HASHER.check_needs_rehash(stored):
            with self._settings.change() as db:
                row = (_HASHER.hash(_normal(password)), account.name)
                db.execute("UPDATE accounts SET hash = ? WHERE name = ?", row)
        return account

    def _stored(self, name: str) -> str:
        found = self._settings.rows("SELECT hash FROM accounts WHERE name = ?", name)
        return str(found[0][0]) if found else ""

    def _set(self, name: str, sql: str, *values: str | int, stays: bool = False) -> None:
        account = self.find(name)
        if account is None:
            raise AccountError(f"there is no account '{_plain(name)}'")
        with self._settings.change() as db:
            db.execute(sql, (account.name, *values))
            if not stays:
                db.execute("DELETE FROM sessions WHERE account = ?", (account.name,))
            _stay_managed(db)


def check_password(password: str, name: str) -> None:
    """Raises AccountError for a password that is guessed too soon."""
    normal = _normal(password)
    if len(normal) < SHORTEST:
        raise AccountError(f"a password has at least {SHORTEST} characters")
    if len(normal) > _LONGEST:
        raise AccountError(f"a password has at most {_LONGEST} characters")
    if len(set(normal)) < _DIFFERENT:
        raise AccountError(f"a password has at least {_DIFFERENT} different characters")
    if name and len(normal) - len(name) < _DIFFERENT and name.casefold() in normal.casefold():
        raise AccountError("a password is not the name with a few characters more")


def _account(row: tuple[str, Role, int]) -> Account:
    return Account(row[0], row[1], bool(row[2]))


def _stay_managed(db: sqlite3.Connection) -> None:
    roles = list(db.execute("SELECT role FROM accounts WHERE disabled = 0"))
    (some,) = db.execute("SELECT count(*) FROM accounts").fetchone()
    if some and ("admin",) not in roles:
        raise AccountError("one account at least has to be an admin's that is not disabled")


def _hash(password: str, name: str) -> str:
    check_password(password, name)
    return _HASHER.hash(_normal(password))


def _matches(stored: str, password: str) -> bool:
    try:
        return _HASHER.verify(stored, _normal(password)[: _LONGEST + 1])
    except (VerificationError, InvalidHashError):
        return False


@cache
def _nobody() -> str:
    return _HASHER.hash(secrets.token_hex())


def _normal(password: str) -> str:
    """However a keyboard composes its letters. What is no text is no password."""
    return unicodedata.normalize("NFKC", password.encode("utf-8", "replace").decode())


def _plain(name: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", name).split())

"""Who is asking: sessions that log in and out, and the token that a form of theirs carries."""

import hashlib
import hmac
import secrets
import time
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Callable

import msgspec
from itsdangerous import BadSignature, Signer

from foglift.desk.accounts import Account, Role, may
from foglift.desk.settings import Settings, SettingsError

LASTS = 7 * 24 * 3600.0  # seconds until a session has to log in again
_SIGNER = "signer"


class Who(msgspec.Struct, frozen=True):
    """Who asks: a name, "" for nobody who logged in, and the role, "" for none. `alone` says
    that the desk has no accounts, so that whoever reaches it may do everything."""

    name: str
    role: Role | str
    session: str
    alone: bool = False

    def may(self, role: Role) -> bool:
        """Whether they may do what a role may."""
        return bool(self.role) and may(self.role, role)  # type: ignore[arg-type]


class Sessions:
    """The sessions of a desk. A cookie holds a signed id; the settings know, by its hash, whose
    it is. Whoever logs in or out gets another id, so that one known before opens nothing."""

    def __init__(self, settings: Settings, clock: Callable[[], float] = time.time) -> None:
        self._settings = settings
        self._clock = clock
        self._secret = b""

    def who(self, cookie: str) -> Who:
        """Who asks with that cookie, of a desk with accounts."""
        session = self._session(cookie)
        if session:
            found = self._settings.rows(
                "SELECT a.name, a.role FROM sessions s JOIN accounts a ON a.name = s.account "
                "WHERE s.id = ? AND s.started > ? AND NOT a.disabled",
                _hashed(session),
                self._clock() - LASTS,
            )
            if found:
                name, role = found[0]
                return Who(name, role, session)
        return Who("", "", session)

    def alone(self) -> Who:
        """Who asks of a desk without accounts."""
        return Who(self._settings.entry(_SIGNER), "admin", "", alone=True)

    def sign_as(self, name: str) -> None:
        """The name that judgements bear on a desk without accounts."""
        self._settings.note(_SIGNER, " ".join(name.split())[:60])

    def start(self, account: Account, before: Who) -> str:
        """A cookie for somebody who has logged in; what they were before is over."""
        session, now = secrets.token_urlsafe(24), self._clock()
        with self._settings.change() as db:
            db.execute("DELETE FROM sessions WHERE started <= ?", (now - LASTS,))
            db.execute("DELETE FROM sessions WHERE id = ?", (_hashed(before.session),))
            db.execute(
                "INSERT INTO sessions VALUES (?, ?, ?)", (_hashed(session), account.name, now)
            )
        return self._signed(session)

    def end(self, who: Who) -> None:
        """Logs out: the cookie, wherever it was copied to, is nobody's."""
        with self._settings.change() as db:
            db.execute("DELETE FROM sessions WHERE id = ?", (_hashed(who.session),))

    def nobody(self) -> tuple[str, Who]:
        """A cookie for somebody who is to log in, so that the form to do so has a session."""
        session = secrets.token_urlsafe(24)
        return self._signed(session), Who("", "", session)

    # ------------------------------------------------------------------------------ tokens

    def token(self, who: Who) -> str:
        """A token for the forms of a session. It is masked, each time otherwise, so that how
        well a page compresses does not tell it."""
        mask = secrets.token_bytes(32)
        return urlsafe_b64encode(mask + _masked(self._mark(who), mask)).decode()

    def holds(self, who: Who, token: str) -> bool:
        """Whether a token is one of the session's."""
        try:
            both = urlsafe_b64decode(token.encode())
        except ValueError:
            return False
        return len(both) == 64 and hmac.compare_digest(
            _masked(both[32:], both[:32]), self._mark(who)
        )

    # ------------------------------------------------------------------------------ inside

    def _mark(self, who: Who) -> bytes:
        return hmac.digest(self._key(), f"token {who.session}".encode(), "sha256")

    def _key(self) -> bytes:
        """The key that signs; where nothing can be written, one that ends with the process."""
        if not self._secret:
            try:
                self._secret = self._settings.secret()
            except SettingsError:
                self._secret = secrets.token_bytes(32)
        return self._secret

    def _signer(self) -> Signer:
        return Signer(self._key(), salt="foglift.session", digest_method=hashlib.sha256)

    def _signed(self, session: str) -> str:
        return self._signer().sign(session).decode()

    def _session(self, cookie: str) -> str:
        if not cookie or len(cookie) > 300:
            return ""
        try:
            return self._signer().unsign(cookie).decode()
        except BadSignature:
            return ""


def _hashed(session: str) -> str:
    return hashlib.sha256(session.encode()).hexdigest()


def _masked(one: bytes, other: bytes) -> bytes:
    return bytes(a ^ b for a, b in zip(one, other, strict=True))

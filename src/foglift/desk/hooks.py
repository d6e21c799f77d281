"""Webhooks: news sent to addresses of other programs, signed, and again where that fails."""

import hashlib
import hmac
import secrets
from collections.abc import Iterable
from typing import Any

import msgspec

from foglift.codebook import Book
from foglift.desk import atom, fetch, news
from foglift.desk.fetch import FetchError, Gate
from foglift.desk.news import News, Rule
from foglift.desk.settings import Settings
from foglift.flow import AskError
from foglift.model import digest

MOST = 50  # hooks
_WAITING = 500  # deliveries of one hook that may wait; then the oldest are given up
_KEPT = 100  # deliveries of one hook whose outcome is still shown
# Seconds from one try to the next; after the last a delivery is given up.
_PAUSES = (10.0, 60.0, 600.0, 3600.0, 6 * 3600.0)


class Hook(msgspec.Struct, frozen=True):
    """Where news goes that a rule chooses. `base` is the address that links begin with, and
    `secret` signs what is sent."""

    id: str
    name: str
    url: str
    rule: Rule
    secret: str
    base: str


class Delivery(msgspec.Struct, frozen=True):
    """One item for one hook: waiting, sent or failed; `said` is the last answer in a line."""

    hook: str
    title: str
    state: str
    tries: int
    at: float
    said: str


# ------------------------------------------------------------------------------------ the rules


def add(settings: Settings, name: str, url: str, rule: Rule, base: str, book: Book) -> Hook:
    """Has news go to an address from now on. Raises AskError for an address that nothing may go
    to, or a rule that chooses nothing."""
    try:
        url = fetch.checked(url)
    except FetchError as error:
        raise AskError(str(error)) from None
    if len(every(settings)) >= MOST:
        raise AskError(f"there are {MOST} webhooks already")
    rule = news.checked(rule, book)
    hook = Hook(secrets.token_hex(6), name[:80] or url[:80], url, rule, secrets.token_hex(32), base)
    with settings.change() as db:
        db.execute("INSERT INTO hooks VALUES (?, ?)", (hook.id, msgspec.json.encode(hook)))
    return hook


def remove(settings: Settings, id: str) -> None:
    """Sends nothing more there, nor what waits."""
    with settings.change() as db:
        db.execute("DELETE FROM hooks WHERE id = ?", (id,))
        db.execute("DELETE FROM deliveries WHERE hook = ?", (id,))


def every(settings: Settings) -> list[Hook]:
    """All hooks, by name."""
    rows = settings.rows("SELECT json FROM hooks")
    found = [msgspec.json.decode(data, type=Hook) for (data,) in rows]
    return sorted(found, key=lambda one: (one.name.casefold(), one.id))


def find(settings: Settings, id: str) -> Hook:
    """The hook of that id. Raises AskError where there is none."""
    for one in every(settings):
        if one.id == id:
            return one
    raise AskError("there is no such webhook")


def deliveries(settings: Settings, hook: str, most: int = 12) -> list[Delivery]:
    """What went, or is to go, to a hook, the latest first."""
    rows = settings.rows(
        "SELECT title, state, tries, at, said FROM deliveries WHERE hook = ? "
        "ORDER BY n DESC LIMIT ?",
        hook,
        most,
    )
    return [Delivery(hook, *row) for row in rows]


# ---------------------------------------------------------------------------------- the sending


def queue(settings: Settings, items: Iterable[News], book: Book, now: float) -> int:
    """Lays out the items that each hook's rule chooses, to be sent; each once. Gives how many."""
    told, laid = tuple(items), 0
    for hook in every(settings) if told else ():
        try:
            chosen = list(news.chosen(told, hook.rule, book))
        except AskError:  # the codebook no longer knows who or what it names
            continue
        with settings.change() as db:
            for one in reversed(chosen):
                row = (hook.id, one.id, one.title, body(hook, one), now, now)
                laid += db.execute(
                    "INSERT OR IGNORE INTO deliveries (hook, news, title, body, state, tries, due, "
                    "at, said) VALUES (?, ?, ?, ?, 'waiting', 0, ?, ?, '')",
                    row,
                ).rowcount
            db.execute(
                "UPDATE deliveries SET state = 'failed', body = '', said = 'too many waited' "
                "WHERE state = 'waiting' AND hook = ?1 AND n NOT IN (SELECT n FROM deliveries "
                "WHERE state = 'waiting' AND hook = ?1 ORDER BY n DESC LIMIT ?2)",
                (hook.id, _WAITING),
            )
            db.execute(
                "DELETE FROM deliveries WHERE state <> 'waiting' AND hook = ?1 AND n NOT IN "
                "(SELECT n FROM deliveries WHERE state <> 'waiting' AND hook = ?1 "
                "ORDER BY n DESC LIMIT ?2)",
                (hook.id, _KEPT),
            )
    return laid


def send_due(settings: Settings, gate: Gate, now: float) -> None:
    """Sends of each hook what is due, in order, up to the first that fails."""
    for hook in every(settings):
        for n, data, tries in settings.rows(
            "SELECT n, body, tries FROM deliveries WHERE hook = ? AND state = 'waiting' "
            "AND due <= ? ORDER BY n LIMIT 20",
            hook.id,
            now,
        ):
            done, said = send(hook, bytes(data), gate, now)
            if not _noted(settings, hook, int(n), int(tries) + 1, done, said, now):
                break


def next_due(settings: Settings) -> float | None:
    """When the next is to be sent; None where nothing waits."""
    (found,) = settings.rows("SELECT min(due) FROM deliveries WHERE state = 'waiting'") or [(None,)]
    return None if found[0] is None else float(found[0])


def _noted(
    settings: Settings, hook: Hook, n: int, tries: int, done: bool, said: str, now: float
) -> bool:
    """Notes how a try went. After one that failed all that waits for the hook waits longer."""
    over = done or tries > len(_PAUSES)
    state = "sent" if done else "failed" if over else "waiting"
    with settings.change() as db:
        db.execute(
            "UPDATE deliveries SET state = ?, tries = ?, said = ?, at = ?, "
            "body = CASE WHEN ? THEN '' ELSE body END WHERE n = ?",
            (state, tries, said, now, over, n),
        )
        if not done:
            due = now + _PAUSES[min(tries, len(_PAUSES)) - 1]
            db.execute(
                "UPDATE deliveries SET due = max(due, ?) WHERE hook = ? AND state = 'waiting'",
                (due, hook.id),
            )
    return done


def send(hook: Hook, data: bytes, gate: Gate, now: float) -> tuple[bool, str]:
    """Sends a body to a hook: whether it was taken, and the answer in a line."""
    headers = {
        "Content-Type": "application/json; charset=utf-8",
        "X-Foglift-Signature": signature(hook.secret, int(now), data),
        "Idempotency-Key": msgspec.json.decode(data)["id"],
    }
    try:
        answer = fetch.post(hook.url, data, gate, headers)
    except FetchError as error:
        return False, str(error)
    return 200 <= answer.status < 300, f"answered {answer.status}"


def signature(secret: str, at: int, data: bytes) -> str:
    """What proves who sent a body, and when: the HMAC of both under the hook's secret.

    >>> signature("s", 1, b"{}")[:20]
    't=1,v1=b253639bcd705'
    """
    made = hmac.new(secret.encode(), f"{at}.".encode() + data, hashlib.sha256).hexdigest()
    return f"t={at},v1={made}"


def body(hook: Hook, one: News) -> bytes:
    """What is sent of an item; the id is the same at each try."""
    told: dict[str, Any] = {
        "id": digest(hook.id, one.id),
        "webhook": hook.name,
        "news": one,
        "words": news.words(one),
        "link": atom.link(one, hook.base),
        "evidence": [f"{hook.base}/claims/{claim}?day={one.day}" for claim in one.claims],
    }
    return msgspec.json.encode(told)


def sample(hook: Hook) -> bytes:
    """What the test button sends: nothing that happened."""
    one = News(
        id="test",
        day="2024-12-05",
        about="test",
        kind="test",
        title="A test of this webhook: nothing happened",
        was="",
        now="",
        causes=(),
        claims=(),
        path="/about",
    )
    told = msgspec.json.decode(body(hook, one))
    return msgspec.json.encode({**told, "id": f"test-{secrets.token_hex(6)}"})

"""The news of a desk: whenever the picture of its latest day is another, what changed in it is
kept for the feed and laid out for the webhooks."""

from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import UTC, datetime
from itertools import islice
from threading import Condition, Thread
from time import monotonic, time

import msgspec

from foglift.desk import hooks, news
from foglift.desk.live import Desk
from foglift.desk.look import Look
from foglift.desk.news import News, Rule
from foglift.desk.settings import Settings
from foglift.flow import AskError

_KEPT = 2000  # items
_CALM = 1.0  # seconds without another change after which what changed is told
_SHARE = 9  # times as long as telling took last, nothing is told after it: pages go first


class Wire:
    """Follows a desk from `start` on. `laid` is called when something was laid out for a hook."""

    def __init__(
        self, desk: Desk, settings: Settings, laid: Callable[[], None] = lambda: None
    ) -> None:
        self._desk, self._settings, self._laid = desk, settings, laid
        self._last: Look | None = None
        self._compared = -1
        self._changed = Condition()
        self._waiting, self._closed = True, False
        self._thread = Thread(target=self._keep_telling, name="wire", daemon=True)

    def start(self) -> None:
        self._desk.listeners.append(self._hear)
        self._thread.start()

    def close(self) -> None:
        with self._changed:
            self._closed = True
            self._changed.notify_all()
        if self._thread.is_alive():
            self._thread.join(5)

    def told(self, rule: Rule, most: int = 100) -> list[tuple[datetime, News]]:
        """The news that a rule chooses, the latest first, each with the moment it was noticed:
        what was noted, and what is another on the latest day than on the day before. Raises
        AskError for a rule that can choose nothing."""
        rule = news.checked(rule, self._desk.book)
        look = self._desk.look()
        if look.version != self._compared:
            known = {_change(one) for _, one in self._kept()}
            since = news.news(look.shifts, look.picture, look.book)
            self._keep([one for one in since if _change(one) not in known], time())
            self._compared = look.version
        found = {one.id: (at, one) for at, one in self._kept()}
        chosen = news.chosen((one for _, one in found.values()), rule, self._desk.book)
        return [found[one.id] for one in islice(chosen, most)]

    def note(self, look: Look, now: float) -> None:
        """Keeps and lays out what is another in a look than in the one noted before it."""
        before, self._last = self._last, look
        if before is None:
            return
        items = news.news(look.beside(before), look.picture, look.book)
        fresh = self._keep(items, now)
        if hooks.queue(self._settings, fresh, look.book, now):
            self._laid()

    # ---------------------------------------------------------------------------------- inside

    def _kept(self) -> list[tuple[datetime, News]]:
        """What may be told here, the latest first."""
        rows = self._settings.rows(
            "SELECT at, json FROM news WHERE public >= ? ORDER BY n DESC", int(self._desk.public)
        )
        return [
            (
                datetime.fromtimestamp(at, UTC).replace(tzinfo=None),
                msgspec.json.decode(data, type=News),
            )
            for at, data in rows
        ]

    def _keep(self, items: Sequence[News], now: float) -> list[News]:
        """Keeps items, of which those come first that weigh most; gives those not kept before."""
        fresh: list[News] = []
        with self._settings.change() as db:
            for one in reversed(items):
                row = (one.id, int(self._desk.public), now, msgspec.json.encode(one))
                made = "INSERT OR IGNORE INTO news (id, public, at, json) VALUES (?, ?, ?, ?)"
                if db.execute(made, row).rowcount:
                    fresh.insert(0, one)
            db.execute("DELETE FROM news WHERE n <= (SELECT max(n) FROM news) - ?", (_KEPT,))
        return fresh

    def _hear(self, version: int) -> None:
        with self._changed:
            self._waiting = True
            self._changed.notify_all()

    def _keep_telling(self) -> None:
        pause = 0.0
        while True:
            with self._changed:
                self._changed.wait_for(lambda: self._closed, pause)
                self._changed.wait_for(lambda: self._waiting or self._closed)
                while self._waiting and not self._closed:
                    self._waiting = False
                    self._changed.wait_for(lambda: self._waiting or self._closed, _CALM)
                if self._closed:
                    return
            began = monotonic()
            with suppress(AskError):  # settings that cannot be written now
                self.note(self._desk.look(), time())
            pause = _SHARE * (monotonic() - began)


def _change(one: News) -> tuple[str, ...]:
    """What makes two items tell the same, whatever brought it."""
    return one.day, one.title, one.was, one.now

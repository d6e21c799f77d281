"""What goes on behind the pages of a desk: reading what was added, asking feeds, telling what
changed to open pages, to the feed and to webhooks."""

from collections.abc import Callable
from secrets import token_hex
from threading import Condition, Thread
from time import time

from foglift.desk import feeds, hooks
from foglift.desk.events import Events
from foglift.desk.feeds import Feed
from foglift.desk.fetch import Gate
from foglift.desk.intake import Intake
from foglift.desk.live import Desk
from foglift.desk.settings import Settings
from foglift.desk.spool import Batch
from foglift.desk.wire import Wire
from foglift.flow import AskError

_IDLE = 30.0  # seconds after which a round looks anew for what is due


class Backstage:
    """The hands behind a desk; `start` sets them to work, without it they only take orders."""

    def __init__(self, desk: Desk, settings: Settings, gate: Gate | None = None) -> None:
        self.desk, self.settings, self.gate = desk, settings, gate or Gate()
        self.events = Events()
        self._known = (-1, -1, -1)
        self.intake = Intake(desk.path, desk.book, self._progress)
        self.asking = Round("feeds", self._ask)
        self.sending = Round("webhooks", self._send)
        self.wire = Wire(desk, settings, self.sending.ring)
        self._version(desk.version)
        desk.listeners.append(self._version)

    def start(self) -> None:
        if not self.desk.public:
            self.intake.start()
            self.asking.start()
        self.wire.start()
        self.sending.start()

    def close(self) -> None:
        self.events.close()
        for each in (self.asking, self.sending, self.wire, self.intake):
            each.close()

    @property
    def id(self) -> str:
        """What tells this desk from any other, the same each time."""
        if not self.settings.entry("desk"):
            with self.settings.change() as db:
                made = token_hex(8)
                db.execute("INSERT OR IGNORE INTO entries VALUES ('desk', ?)", (made,))
        return self.settings.entry("desk")

    # ---------------------------------------------------------------------------------- inside

    def _version(self, version: int) -> None:
        look = self.desk.look()
        self.intake.turn_to(self.desk.book)
        known = len(look.texts), len(look.claims), len(look.judgements)
        if known != self._known:  # not only that a report was met again
            self._known = known
            self.events.tell("version", {"version": version, "reports": known[0]})

    def _progress(self, batch: Batch, number: int) -> None:
        file = batch.files[number]
        told = {"file": file.name, "state": file.state, "reports": file.read, "claims": file.claims}
        self.events.tell("progress", told, f"{batch.id} {number}")

    def _asked(self, feed: Feed) -> None:
        self.events.tell("progress", {"feed": feed.url, "said": feed.said}, feed.id)

    def _ask(self) -> float | None:
        feeds.ask_due(self.settings, self.gate, self.intake, time(), self._asked)
        return feeds.next_due(self.settings)

    def _send(self) -> float | None:
        hooks.send_due(self.settings, self.gate, time())
        return hooks.next_due(self.settings)


class Round:
    """Work that is done whenever something of it is due: it says when that is next."""

    def __init__(self, name: str, work: Callable[[], float | None]) -> None:
        self._work = work
        self._changed = Condition()
        self._rung = self._closed = False
        self._thread = Thread(target=self._keep_working, name=name, daemon=True)

    def start(self) -> None:
        self._thread.start()

    def ring(self) -> None:
        """There is something to do now."""
        with self._changed:
            self._rung = True
            self._changed.notify_all()

    def close(self) -> None:
        with self._changed:
            self._closed = True
            self._changed.notify_all()

    def _keep_working(self) -> None:
        while True:
            try:
                due = self._work()
            except AskError:  # settings that cannot be written: tried again
                due = None
            wait = _IDLE if due is None else min(max(due - time(), 0.5), _IDLE)
            with self._changed:
                self._changed.wait_for(lambda: self._rung or self._closed, wait)
                self._rung = False
                if self._closed:
                    return

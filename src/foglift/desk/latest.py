"""The picture of the latest day of a store, and that of the day before, as reports come."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from functools import partial
from threading import Lock, RLock
from typing import NamedTuple

from foglift import fuse
from foglift import store as stores
from foglift.codebook import Book
from foglift.desk.stored import Stored
from foglift.fuse.copies import copies
from foglift.model import Claim, Judgement, Picture, Report

Readings = Iterable[tuple[Report, Iterable[Claim]]]
_DAY = timedelta(days=1)


class _Passed(NamedTuple):
    """The picture of a day that the ledger passed: that of all that is stored from one act of the
    store to another, for what came in between is known only later."""

    day: date
    first: int
    last: float
    picture: Picture

    def holds(self, stored: Stored, day: date) -> bool:
        return self.day == day and self.first <= stored.act <= self.last


class Latest:
    """The picture of the latest day and that of the day before it, with which each brief compares.

    A ledger keeps the one. The other is seen when the ledger passes that day: what is published
    later tells nothing of it. Only when something older is added or judged it needs a ledger too.
    """

    def __init__(self, book: Book) -> None:
        self._book = book
        self._act = -1
        self._ledger: fuse.Ledger | None = None
        self._picture: Picture | None = None
        self._passed: _Passed | None = None
        self._second: fuse.Ledger | None = None
        self._families: dict[str, str] = {}
        self._using, self._comparing = RLock(), Lock()

    def take(self, stored: Stored, news: stores.News) -> Picture:
        """The picture of the latest day of a report, with the news that led to what is stored; of
        today as long as no report is dated."""
        day = stored.last_day
        if day is None:
            claims, judgements = stored.claims, stored.judgements
            return fuse.picture(claims, judgements, self._book, date.today(), all_judged=True)
        with self._using, self._comparing:
            self._act = stored.act
            if self._ledger is None:
                self._ledger = self._kept(stored, day - _DAY)
            else:
                _tell(self._ledger, news.readings, news.judgements)
            self._move(self._ledger, day, news)
            if self._second is not None:
                _tell(self._second, news.readings, news.judgements)
                self._second.move(day - _DAY)
            self._families = self._ledger.families()
            self._picture = self._ledger.picture()
            return self._picture

    def families(self, stored: Stored) -> Callable[[], dict[str, str]]:
        """What gives each report with one of its near-copies, the same for all of them."""
        if self._ledger:
            return self._families.copy
        return partial(copies, [report for report, _ in stored.read.values()])

    def before(self, stored: Stored) -> Picture | None:
        """The picture of the day before the latest of what is stored; None where that is no more
        kept, for more was stored since."""
        if stored.last_day is None:
            return None
        day = stored.last_day - _DAY
        with self._comparing:
            if self._passed is not None and self._passed.holds(stored, day):
                return self._passed.picture
            if stored.act != self._act:
                return None
            if self._second is None:
                self._second = self._kept(stored, day)
            return self._second.picture()

    @contextmanager
    def lent(self, picture: Picture) -> Iterator[fuse.Ledger | None]:
        """The ledger that keeps a picture, to try judgements on; only the latest is kept."""
        with self._using:
            yield self._ledger if self._picture is picture else None

    # ---------------------------------------------------------------------------------- inside

    def _kept(self, stored: Stored, day: date) -> fuse.Ledger:
        ledger = fuse.Ledger(self._book, day, all_judged=True)
        _tell(ledger, [stored.read[id] for id in sorted(stored.read)], stored.judgements)
        ledger.settle()
        return ledger

    def _move(self, ledger: fuse.Ledger, day: date, news: stores.News) -> None:
        """Moves the ledger to a day, and sees the day before it on the way."""
        if day > ledger.day:
            if day - _DAY > ledger.day:
                ledger.move(day - _DAY)
            self._passed = _Passed(day - _DAY, self._act, float("inf"), ledger.picture())
            ledger.move(day)
        elif self._passed is not None and _tells_of(self._passed.day, news):
            self._passed = self._passed._replace(last=min(self._passed.last, self._act - 1))


def _tell(ledger: fuse.Ledger, readings: Readings, judgements: Iterable[Judgement]) -> None:
    """Tells a ledger what was read, also where that is nothing yet, and what was judged."""
    ledger.judge(*judgements)
    for report, claims in readings:
        ledger.add(report, claims)


def _tells_of(day: date, news: stores.News) -> bool:
    """Whether the picture of a day may be another by the news."""
    published = (report.published for report, _ in news.readings)
    return bool(news.judgements) or any(when is None or when <= day for when in published)

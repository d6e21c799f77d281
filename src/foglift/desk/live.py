"""The store kept live: what is written to it, by whomever, is in the next look."""

import gc
from collections import OrderedDict
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from threading import Condition, Lock, Thread
from typing import Any

from foglift import fuse
from foglift import store as stores
from foglift.codebook import Book
from foglift.desk.look import Look
from foglift.model import Claim, Judgement, Picture, Report

Read = Mapping[str, tuple[Report, tuple[Claim, ...]]]

_EVERY = 1.0  # seconds after which the store is asked for what others wrote
_KEPT = 16  # pictures of other days that are kept


class Desk:
    """The picture of the latest day of a store, made anew whenever something is written to it,
    and on request the picture of any other day.

    All that is written goes to the store first and is read back from its log, be it by this
    process or by another; so what a desk shows is what a new desk on the same store would.
    """

    def __init__(self, store: Path, book: Book, public: bool = False) -> None:
        self.path, self.book, self.public = store, book, public
        with stores.open(store):
            pass  # makes the file if there is none
        self._read: Read = {}
        self._judgements: tuple[Judgement, ...] = ()
        self._ledger: fuse.Ledger | None = None
        self._pictures: OrderedDict[tuple[date, date | None, int], Picture] = OrderedDict()
        self._looks: OrderedDict[tuple[date, date | None, int], Look] = OrderedDict()
        self._drawing = Lock()
        self._changed = Condition()
        self._closed = False
        self._asked = False
        self.listeners: list[Callable[[int], None]] = []
        self.version = -1
        self._follow()
        self._thread = Thread(target=self._keep_following, name="desk", daemon=True)
        self._thread.start()

    def close(self) -> None:
        """Stops following the store."""
        with self._changed:
            self._closed = True
            self._changed.notify_all()
        self._thread.join()

    # ------------------------------------------------------------------------------ what is seen

    def look(self, day: date | None = None, known_by: date | None = None) -> Look:
        """The picture of a day, by default the latest of a report, as known on a day."""
        latest = self._latest
        if (day or latest.day) == latest.day and (known_by or latest.day) == latest.known_by:
            return latest
        asked = (day or latest.day, known_by, latest.version)
        with self._drawing:
            found = self._looks.get(asked)
            if found is None:
                found = self._looks[asked] = self._look(self._picture(*asked), latest.version)
                _trim(self._looks)
            return found

    def reach(self, version: int, patience: float = 10.0) -> bool:
        """Waits until looks know of an act of the store; False when that takes too long."""
        with self._changed:
            self._asked = True
            self._changed.notify_all()
            return self._changed.wait_for(lambda: self.version >= version, patience)

    # ---------------------------------------------------------------------------------- inside

    def _keep_following(self) -> None:
        while True:
            with self._changed:
                self._changed.wait_for(lambda: self._closed or self._asked, _EVERY)
                self._asked = False
                if self._closed:
                    return
            self._follow()

    def _follow(self) -> None:
        """Takes in what was written to the store since."""
        with stores.open(self.path, read_only=True) as store:
            news = store.since(self.version)
        if news.last == self.version:
            return
        # New ones, not changed ones: pages may be at work on those that were.
        came = {report.id: (report, claims) for report, claims in news.readings}
        self._read = {**self._read, **came}
        self._judgements = (*self._judgements, *news.judgements)
        day = max((one.published for one, _ in self._read.values() if one.published), default=None)
        self._latest = self._look(self._picture_now(news, day), news.last)
        with self._changed:
            self.version = news.last
            self._changed.notify_all()
        for listener in self.listeners:
            listener(news.last)

    def _picture_now(self, news: stores.News, day: date | None) -> Picture:
        """The picture of the latest day of a report; of today as long as none is dated."""
        everything = _claims(self._read), self._judgements
        if day is None:
            return fuse.picture(*everything, self.book, date.today())
        if self._ledger is None:
            self._ledger = fuse.ledger(*everything, self.book, day)
            self._ledger.settle()
            gc.freeze()  # what stays for good is not searched for garbage at every report
        else:
            for report, claims in news.readings:
                self._ledger.add(report, claims)
            self._ledger.judge(*news.judgements)
            if day > self._ledger.day:
                self._ledger.move(day)
        return self._ledger.picture()

    def _look(self, picture: Picture, version: int) -> Look:
        known = [
            (report, claim)
            for report, claim in _claims(self._read)
            if report.published is None or report.published <= picture.known_by
        ]

        def earlier(day: date, known_by: date | None) -> Picture:
            return self._picture(day, known_by, version)

        judged = self._judgements
        return Look(picture, known, self.book, judged, earlier, self.public, version)

    def _picture(self, day: date, known_by: date | None, version: int) -> Picture:
        asked = (day, known_by, version)
        found = self._pictures.get(asked)
        if found is None:
            everything = _claims(self._read), self._judgements
            found = fuse.picture(*everything, self.book, day, known_by)
            self._pictures[asked] = found
            _trim(self._pictures)
        return found


def _claims(read: Read) -> list[tuple[Report, Claim]]:
    """The claims of all readings, sorted by report."""
    return [(read[id][0], claim) for id in sorted(read) for claim in read[id][1]]


def _trim(kept: OrderedDict[Any, Any]) -> None:
    while len(kept) > _KEPT:
        kept.popitem(last=False)

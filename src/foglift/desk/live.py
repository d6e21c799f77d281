"""The store kept live: what is written to it, by whomever, is in the next look."""

import gc
import time
from collections import OrderedDict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path
from threading import Condition, Lock, Thread
from typing import Any

from foglift import fuse
from foglift import store as stores
from foglift.codebook import Book
from foglift.codebook.strangers import hearing
from foglift.desk.index import Index
from foglift.desk.latest import Latest
from foglift.desk.log import log, trace
from foglift.desk.look import Look, Means
from foglift.desk.stored import Known, Stored
from foglift.model import Judgement, Picture

_DAY = timedelta(days=1)
_EVERY = 1.0  # seconds after which the store is asked for what others wrote
_REST = 5  # times as long as the last took: pages are served with the time that is left
_KEPT = 16  # pictures of other days that are kept


class Desk:
    """The picture of the latest day of a store, made anew whenever something is written to it,
    and on request the picture of any other day.

    All that is written goes to the store first and is read back from its log, be it by this
    process or by another; so what a desk shows is what a new desk on the same store would.
    """

    def __init__(self, store: Path, book: Book, public: bool = False) -> None:
        self.path, self.book, self.public = store, book, public
        self._rows = book
        with stores.open(store):
            pass  # makes the file if there is none
        self._stored = Stored()
        self._kept = Latest(book)
        self._next_book: Book | None = None
        self._pictures: OrderedDict[tuple[date, date | None, int], Picture] = OrderedDict()
        self._looks: OrderedDict[tuple[date, date | None, int], Look] = OrderedDict()
        self._drawing = Lock()
        self._changed = Condition()
        self._closed = False
        self._asked = False
        self._index = Index(book)
        self.listeners: list[Callable[[int], None]] = []
        self.version = -1
        self.reached = -1  # the last act that somebody waited to see
        self._follow()
        self._thread = Thread(target=self._keep_following, name="desk", daemon=True)
        self._thread.start()
        self._indexing = Thread(target=self._fill_index, name="index", daemon=True)
        self._indexing.start()

    def close(self) -> None:
        """Stops following the store."""
        with self._changed:
            self._closed = True
            self._changed.notify_all()
        self._thread.join()
        self._indexing.join()

    # ------------------------------------------------------------------------------ what is seen

    def look(self, day: date | None = None, known_by: date | None = None) -> Look:
        """The picture of a day, by default the latest of a report, as known on a day. Where none
        is asked for, what people judged later counts too: they read the same reports better. The
        public sees no later one than the latest, in which the last movements are held back."""
        latest = self._latest
        if self.public:
            day, known_by = _at_most(day, latest.day), _at_most(known_by, latest.known_by)
        if (day or latest.day) == latest.day and known_by is None:
            return latest
        stored = self._stored
        asked = (day or latest.day, known_by, stored.act)
        with self._drawing:
            found = self._looks.get(asked)
            if found is None:
                found = self._look(self._picture(stored, day or latest.day, known_by), stored)
                self._looks[asked] = found
                _trim(self._looks)
            return found

    def judge(self, judgement: Judgement) -> Judgement:
        """Keeps a person's judgement; the next look knows it. Raises StoreError."""
        with stores.open(self.path) as store:
            kept = store.judge(judgement)
        self.reach(kept.act)
        return kept

    def rebook(self, book: Book) -> None:
        """From the next act of the store on, the desk reads and shows by another codebook."""
        self._next_book = book

    def reach(self, version: int, patience: float = 10.0) -> bool:
        """Waits until looks know of an act of the store; False when that takes too long."""
        with self._changed:
            self.reached = max(self.reached, version)
            self._asked = True
            self._changed.notify_all()
            return self._changed.wait_for(lambda: self.version >= version, patience)

    # ---------------------------------------------------------------------------------- inside

    def _fill_index(self) -> None:
        """Takes in what there is to search, so that the first who asks need not wait for it."""
        latest = self._latest
        self._index.add(latest.claims, lambda: self._closed)
        if not self._closed:
            latest.prepare()

    def _keep_following(self) -> None:
        rest = _EVERY
        while True:
            with self._changed:
                self._changed.wait_for(lambda: self._closed or self._asked, rest)
                self._asked = False
                if self._closed:
                    return
            began = time.monotonic()
            try:
                self._follow()
            except stores.StoreError:
                pass  # in use for long: it is asked again
            except Exception as error:
                log.error("What is new cannot be taken in: %s", trace(error))
                self._kept = Latest(self._rows)  # of what was taken in by half
            rest = max(_EVERY, _REST * (time.monotonic() - began))

    def _follow(self) -> None:
        """Takes in what was written to the store since."""
        with stores.open(self.path, read_only=True) as store:
            news = store.since(self.version)
        if news.last == self.version:
            return
        with _unsearched():
            stored, latest = self._made(news)
        self._stored, self._latest = stored, latest
        with self._changed:
            self.version = stored.act
            self._changed.notify_all()
        for listener in self.listeners:
            listener(stored.act)

    def _made(self, news: stores.News) -> tuple[Stored, Look]:
        """All that is stored with the news, and the look at its latest day."""
        stored = self._stored.after(news)
        spoken: Known = [(report, claim) for report, claims in news.readings for claim in claims]
        if self._next_book is not None:
            self._turn_to(self._next_book)
            spoken = stored.claims
        if hearing(self._rows, spoken) is not self._rows:
            self.book = hearing(self._rows, stored.claims)
        latest = self._look(self._kept.take(stored, news), stored)
        if self.version >= 0:  # the first waits for its index, which is filled in the background
            latest.prepare()
        return stored, latest

    def _turn_to(self, book: Book) -> None:
        self._rows = self.book = book
        self._next_book = None
        self._index, self._kept = Index(book), Latest(book)

    def _look(self, picture: Picture, stored: Stored) -> Look:
        kept = self._kept
        means = Means(self._index, self._picture, kept.lent, kept.families(stored))
        return Look(picture, stored, self.book, means, self.public)

    def _picture(self, stored: Stored, day: date, known_by: date | None) -> Picture:
        """The picture of any day; that of the day before the latest is kept."""
        asked = (day, known_by, stored.act)
        found = self._pictures.get(asked)
        if found is None:
            is_before = stored.last_day == day + _DAY and known_by is None
            found = self._kept.before(stored) if is_before else None
            found = found or fuse.picture(
                stored.claims, stored.judgements, self.book, day, known_by, known_by is None
            )
            self._pictures[asked] = found
            _trim(self._pictures)
        return found


@contextmanager
def _unsearched() -> Iterator[None]:
    """What is made meanwhile stays for long: it is not searched for garbage, neither now nor
    later, for all pages would stop for as long as that takes."""
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        gc.enable()


def _at_most(day: date | None, last: date) -> date | None:
    return min(day, last) if day else None


def _trim(kept: OrderedDict[Any, Any]) -> None:
    while len(kept) > _KEPT:
        kept.popitem(last=False)

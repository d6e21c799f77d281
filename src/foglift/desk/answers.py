"""The latest answers, each made once for all who ask for it at the same time."""

import asyncio
import time
from collections import OrderedDict
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import NamedTuple

from foglift.desk import turns
from foglift.desk.accounts import Role
from foglift.desk.render import Rendered, Stamp

Asked = tuple[str, bytes]  # path and query
# Of which state of the store, and the answer from it; it may be the one before.
Make = Callable[[Rendered | None], tuple[Stamp, Rendered]]
_KEPT = 4096
# Seconds that whoever asks waits for an answer that is made anew; then they are given the one
# before.
PATIENCE = 0.05
# What takes more seconds of work is only made anew as long as such work has not had more than its
# share of the time; some seconds of it may be had at once.
LONG, _SHARE, CREDIT = 0.03, 0.1, 2.0
# What usually takes fewer seconds is made where it is asked for: to hand it to a thread and back
# takes longer than that.
_QUICK = 0.02
_FADES = 0.9  # of what the slowest took, with each answer after it
_THREADS = 3  # few, for they share one interpreter: many pages at once would all come late


class Kind(NamedTuple):
    """What an answer is: of what page, of the latest day or of another; of which media type, and
    for whom."""

    page: str
    latest: bool
    media: str
    role: Role


class Kept(NamedTuple):
    """An answer, the state of the store that it is from, and the seconds of work that it took."""

    stamp: Stamp
    rendered: Rendered
    work: float
    kind: Kind

    @property
    def version(self) -> int:
        return self.stamp.version


class Answers:
    """What was answered to what, as long as it is among the latest.

    What takes long, such as the brief of a long war, is made anew as often as it leaves time for
    all else, however often the store is added to; meanwhile it is the one before. But what
    somebody waited to see (`least`, an act of the store) is in every answer.
    """

    def __init__(self) -> None:
        self._kept: OrderedDict[Asked, Kept] = OrderedDict()
        self._making: dict[Asked, tuple[int, asyncio.Task[Kept]]] = {}
        # The seconds of work that answers of a page took lately. A page and its twin stand on the
        # same, which is made for the first of them: none is quick as long as the other is not.
        self._usual: dict[tuple[str, bool], float] = {}
        self._credit, self._counted = CREDIT, time.monotonic()
        self._threads = ThreadPoolExecutor(_THREADS, "page", turns.later)

    def latest(self, asked: Asked, version: int) -> Kept | None:
        """The answer as of a version of the store, where it is kept."""
        kept = self._kept.get(asked)
        if kept is None or kept.version < version:
            return None
        self._kept.move_to_end(asked)
        return kept

    async def get(self, asked: Asked, kind: Kind, version: int, least: int, make: Make) -> Kept:
        """The answer as of a version of the store, or of an earlier one but not before `least`."""
        kept = self._kept.get(asked)
        if kept is None or kept.version < least:
            return await asyncio.shield(self._made(asked, kind, version, least, make))
        self._kept.move_to_end(asked)
        if kept.version < version and (kept.work <= LONG or self._may_spend(asked, kept.work)):
            making = self._made(asked, kind, version, least, make)
            await asyncio.wait({making}, timeout=PATIENCE)
            return making.result() if making.done() else kept
        return kept

    def _may_spend(self, asked: Asked, work: float) -> bool:
        """Whether long work has had less than its share so far; then this much more is counted."""
        now = time.monotonic()
        self._credit = min(CREDIT, self._credit + _SHARE * (now - self._counted))
        self._counted = now
        if self._credit <= 0 or asked in self._making:
            return False
        self._credit -= work
        return True

    def _made(
        self, asked: Asked, kind: Kind, version: int, least: int, make: Make
    ) -> asyncio.Task[Kept]:
        """What makes the answer: begun now, or already by somebody else."""
        begun = self._making.get(asked)
        if begun is not None and begun[0] >= least:
            return begun[1]
        task = asyncio.ensure_future(self._make(asked, kind, make))
        task.add_done_callback(lambda done: self._over(asked, done))
        self._making[asked] = version, task
        return task

    async def _make(self, asked: Asked, kind: Kind, make: Make) -> Kept:
        kept, page = self._kept.get(asked), (kind.page, kind.latest)
        before, usual = kept.rendered if kept else None, self._usual.get(page, _QUICK)
        try:
            if usual < _QUICK:
                found = _timed(kind, make, before)
            else:
                loop = asyncio.get_running_loop()
                found = await loop.run_in_executor(self._threads, _timed, kind, make, before)
        except Exception:
            self._kept.pop(asked, None)
            raise
        self._kept[asked], self._usual[page] = found, max(found.work, _FADES * usual)
        self._kept.move_to_end(asked)
        while len(self._kept) > _KEPT:
            self._kept.popitem(last=False)
        return found

    def _over(self, asked: Asked, task: asyncio.Task[Kept]) -> None:
        if self._making[asked][1] is task:
            del self._making[asked]
        if not task.cancelled():
            task.exception()  # of what nobody waits for any more


def _timed(kind: Kind, make: Make, before: Rendered | None) -> Kept:
    """An answer and the seconds of work that it took; to wait for another thread is none."""
    began = time.thread_time()
    stamp, rendered = make(before)
    return Kept(stamp, rendered, time.thread_time() - began, kind)

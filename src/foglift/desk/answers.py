"""The latest answers, each made once for all who ask for it at the same time."""

import asyncio
from collections import OrderedDict
from collections.abc import Callable
from typing import NamedTuple

from starlette.concurrency import run_in_threadpool

Asked = tuple[object, ...]
_KEPT = 4096
# While an answer is made anew that takes longer than this many seconds, whoever asks is given the
# one before.
PATIENCE = 0.05


class Kept(NamedTuple):
    """An answer and the version of the store that it was made from."""

    version: int
    body: bytes


class Answers:
    """What was answered to what, as long as it is among the latest.

    A page that takes long on a large store, such as the brief, is the one before while it is made
    anew; but what somebody waited to see (`least`, an act of the store) is in it.
    """

    def __init__(self) -> None:
        self._kept: OrderedDict[Asked, Kept] = OrderedDict()
        self._making: dict[Asked, tuple[int, asyncio.Task[bytes]]] = {}

    async def get(self, asked: Asked, version: int, least: int, make: Callable[[], bytes]) -> bytes:
        """The answer as of a version of the store, or of an earlier one but not before `least`."""
        kept = self._kept.get(asked)
        if kept is not None and kept.version >= version:
            self._kept.move_to_end(asked)
            return kept.body
        stale = kept.body if kept is not None and kept.version >= least else None
        making = self._made(asked, least, version, make)
        if stale is not None and not (await asyncio.wait({making}, timeout=PATIENCE))[0]:
            return stale
        return await asyncio.shield(making)

    def _made(
        self, asked: Asked, least: int, version: int, make: Callable[[], bytes]
    ) -> asyncio.Task[bytes]:
        """What makes the answer: begun now, or already by somebody else."""
        begun = self._making.get(asked)
        if begun is not None and begun[0] >= least:
            return begun[1]
        task = asyncio.ensure_future(self._make(asked, version, make))
        task.add_done_callback(_told)
        self._making[asked] = version, task
        return task

    async def _make(self, asked: Asked, version: int, make: Callable[[], bytes]) -> bytes:
        try:
            body = await run_in_threadpool(make)
            self._kept[asked] = Kept(version, body)
            self._kept.move_to_end(asked)
            while len(self._kept) > _KEPT:
                self._kept.popitem(last=False)
            return body
        finally:
            if self._making.get(asked, (-1,))[0] == version:
                del self._making[asked]


def _told(task: asyncio.Task[bytes]) -> None:
    """An error of what nobody waits for any more was told to whoever asked next."""
    if not task.cancelled():
        task.exception()

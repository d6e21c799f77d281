"""What open pages are told as it happens, by Server-Sent Events."""

import asyncio
from collections import OrderedDict
from collections.abc import AsyncIterator, Callable
from threading import Lock
from typing import Any, NamedTuple

import msgspec

_KEPT = 2000  # messages; of each thing only the last
_BEAT = 15.0  # seconds after which a line is sent all the same, so that who left is noticed


class Message(NamedTuple):
    number: int
    kind: str
    thing: str
    data: Any


class Events:
    """The latest message about each thing. Whoever listens is sent those that came since; a slow
    listener misses some in between, and never what is so now."""

    def __init__(self) -> None:
        self._latest: OrderedDict[str, Message] = OrderedDict()
        self._number = 0
        self._lock = Lock()
        self._bells: dict[asyncio.AbstractEventLoop, asyncio.Event] = {}
        self._closed = False
        self.listeners = 0

    def tell(self, kind: str, data: Any, thing: str = "") -> None:
        """Tells all who listen; may be called from any thread."""
        with self._lock:
            self._number += 1
            self._latest[f"{kind} {thing}"] = Message(self._number, kind, thing, data)
            self._latest.move_to_end(f"{kind} {thing}")
            while len(self._latest) > _KEPT:
                self._latest.popitem(last=False)
        self._ring()

    def close(self) -> None:
        """Lets all who listen go."""
        self._closed = True
        self._ring()

    @property
    def last(self) -> int:
        return self._number

    def since(self, number: int) -> list[Message]:
        """The messages that came after one, in their order."""
        with self._lock:
            return [one for one in self._latest.values() if one.number > number]

    def stream(
        self, wanted: Callable[[Message], bool], seen: int | None = None
    ) -> AsyncIterator[bytes]:
        """The messages that one wants, from now on, as lines of an event stream. `seen` is the
        number of the last one that a listener who comes back was sent; who is new is first told
        what holds now of what is one thing alone."""
        back = seen is not None and seen <= self._number
        number = seen if seen is not None and back else self._number
        held = [] if back else [one for one in self.since(0) if not one.thing]
        return self._stream(wanted, number, held)

    async def _stream(
        self, wanted: Callable[[Message], bool], number: int, held: list[Message]
    ) -> AsyncIterator[bytes]:
        self.listeners += 1
        try:
            yield b"retry: 2000\n\n" + b"".join(_lines(one) for one in held if wanted(one))
            while not self._closed:
                bell = self._bell()
                found = self.since(number)
                if found:
                    number = found[-1].number
                    yield b"".join(_lines(one) for one in found if wanted(one))
                elif not await _rings(bell):
                    yield b": here\n\n"
        finally:
            self.listeners -= 1

    def _bell(self) -> asyncio.Event:
        """The bell of this loop that rings next: one for all who listen."""
        loop = asyncio.get_running_loop()
        with self._lock:
            return self._bells.setdefault(loop, asyncio.Event())

    def _ring(self) -> None:
        with self._lock:
            bells, self._bells = self._bells, {}
        for loop, bell in bells.items():
            if not loop.is_closed():
                loop.call_soon_threadsafe(bell.set)


async def _rings(bell: asyncio.Event) -> bool:
    """Whether the bell rings within a beat."""
    try:
        await asyncio.wait_for(bell.wait(), _BEAT)
    except TimeoutError:
        return False
    return True


def _lines(one: Message) -> bytes:
    data = msgspec.json.encode(one.data).decode("utf-8", "replace")
    return f"id: {one.number}\nevent: {one.kind}\ndata: {data}\n\n".encode()

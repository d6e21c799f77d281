"""Open pages are told what is so now, and nothing twice."""

import asyncio
from collections.abc import AsyncIterator, Callable
from threading import Thread

from foglift.desk.events import Events, Message


def all_of(one: Message) -> bool:
    return True


async def heard(stream: AsyncIterator[bytes], lines: int) -> list[str]:
    found: list[str] = []
    while len(found) < lines:
        piece = await asyncio.wait_for(anext(stream), 5)
        found += [line for line in piece.decode().splitlines() if line.startswith("data")]
    return found


def test_who_comes_is_told_what_holds_and_then_what_happens() -> None:
    async def run() -> list[str]:
        events = Events()
        events.tell("version", 1)
        events.tell("progress", "old", "a file")
        stream = events.stream(all_of)
        first = await heard(stream, 1)
        Thread(target=events.tell, args=("version", 2)).start()
        return first + await heard(stream, 1)

    assert asyncio.run(run()) == ["data: 1", "data: 2"]


def test_who_comes_misses_nothing_before_the_first_line_is_sent() -> None:
    async def run() -> list[str]:
        events = Events()
        stream = events.stream(all_of)
        events.tell("progress", "new", "a file")
        return await heard(stream, 1)

    assert asyncio.run(run()) == ['data: "new"']


def test_who_comes_back_is_told_what_was_missed_but_of_each_thing_only_the_last() -> None:
    async def run() -> list[str]:
        events = Events()
        for number in range(5):
            events.tell("progress", number, "a file")
            events.tell("version", number)
        return await heard(events.stream(all_of, 2), 2)

    assert asyncio.run(run()) == ["data: 4", "data: 4"]


def test_a_listener_of_an_earlier_desk_starts_anew() -> None:
    async def run() -> list[str]:
        events = Events()
        events.tell("version", 7)
        return await heard(events.stream(all_of, 99), 1)

    assert asyncio.run(run()) == ["data: 7"]


def test_only_what_is_wanted_is_sent() -> None:
    wanted: Callable[[Message], bool] = lambda one: one.kind == "version"  # noqa: E731

    async def run() -> list[str]:
        events = Events()
        stream = events.stream(wanted)
        await anext(stream)
        events.tell("progress", "a", "a file")
        events.tell("version", 1)
        return await heard(stream, 1)

    assert asyncio.run(run()) == ["data: 1"]


def test_a_line_break_in_data_starts_no_line() -> None:
    async def run() -> bytes:
        events = Events()
        events.tell("version", "a\n\nevent: version\ndata: b")
        return await anext(events.stream(all_of))

    assert asyncio.run(run()).count(b"\nevent: ") == 1


def test_a_thousand_listeners_all_hear_and_leave_when_it_is_closed() -> None:
    async def run() -> tuple[int, int, int]:
        events = Events()
        streams = [events.stream(all_of) for _ in range(1000)]
        for stream in streams:
            await anext(stream)
        waiting = [asyncio.ensure_future(heard(stream, 1)) for stream in streams]
        await asyncio.sleep(0)
        events.tell("version", 1)
        told = await asyncio.gather(*waiting)
        there = events.listeners
        events.close()
        rest = [piece for stream in streams async for piece in stream]
        return sum(len(one) for one in told), there, events.listeners + len(rest)

    assert asyncio.run(run()) == (1000, 1000, 0)

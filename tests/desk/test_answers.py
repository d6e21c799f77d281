import asyncio
import threading
from collections.abc import Callable

import pytest

from foglift.desk import answers as kept
from foglift.desk.answers import Answers


class Maker:
    """Makes an answer, numbered, when it is let."""

    def __init__(self, go: bool = True) -> None:
        self.times = 0
        self.go = threading.Event()
        if go:
            self.go.set()

    def __call__(self) -> bytes:
        self.times += 1
        self.go.wait(5)
        return str(self.times).encode()


def test_an_answer_is_made_once_for_each_version() -> None:
    async def ask() -> list[bytes]:
        answers, make = Answers(), Maker()
        return [await answers.get(("/brief",), version, 0, make) for version in (1, 1, 2, 2)]

    assert asyncio.run(ask()) == [b"1", b"1", b"2", b"2"]


def test_an_answer_is_made_once_for_all_who_ask_meanwhile() -> None:
    async def ask() -> list[bytes]:
        answers, make = Answers(), Maker(go=False)
        asking = [asyncio.create_task(answers.get(("/brief",), 1, 0, make)) for _ in range(5)]
        await asyncio.sleep(0.01)
        make.go.set()
        return await asyncio.gather(*asking)

    assert asyncio.run(ask()) == [b"1"] * 5


def second_of(least: int, go: bool) -> bytes:
    """The second answer, of version 2, where the first was of version 1."""

    async def ask() -> bytes:
        answers, make = Answers(), Maker()
        await answers.get(("/brief",), 1, 0, make)
        make.go.clear()
        if go:
            make.go.set()
        asking = asyncio.create_task(answers.get(("/brief",), 2, least, make))
        await asyncio.sleep(kept.PATIENCE * 3)
        make.go.set()
        return await asking

    return asyncio.run(ask())


def test_while_an_answer_is_made_for_long_it_is_the_one_before() -> None:
    assert second_of(least=1, go=False) == b"1"
    assert second_of(least=1, go=True) == b"2"


def test_what_somebody_waited_to_see_is_in_the_answer() -> None:
    assert second_of(least=2, go=False) == b"2"


def test_an_error_is_told_and_not_kept() -> None:
    def fail() -> bytes:
        raise LookupError("no such claim")

    async def ask(make: Callable[[], bytes]) -> bytes:
        answers = Answers()
        with pytest.raises(LookupError, match="no such claim"):
            await answers.get(("/claims/1",), 1, 0, fail)
        return await answers.get(("/claims/1",), 1, 0, make)

    assert asyncio.run(ask(Maker())) == b"1"

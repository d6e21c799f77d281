import asyncio
import threading
import time

import pytest

from foglift.desk import answers as kept
from foglift.desk.answers import Answers, Kind, Make
from foglift.desk.render import Rendered, Stamp


class Maker:
    """Makes an answer, numbered as is the version it is made from, when it is let."""

    def __init__(self, go: bool = True, work: float = 0) -> None:
        self.times = 0
        self.work = work
        self.go = threading.Event()
        if go:
            self.go.set()

    def __call__(self, before: Rendered | None) -> tuple[Stamp, Rendered]:
        self.times += 1
        self.before = before
        self.go.wait(5)
        began = time.thread_time()
        while time.thread_time() - began < self.work:
            pass
        return Stamp(self.times, 0), Rendered(str(self.times).encode())


async def get(answers: Answers, path: str, version: int, least: int, make: Make) -> bytes:
    asked, kind = (path, b""), Kind(path, True, "text/html", "viewer")
    return (await answers.get(asked, kind, version, least, make)).rendered.body


def test_an_answer_is_made_once_for_each_version() -> None:
    async def ask() -> list[bytes]:
        answers, make = Answers(), Maker()
        return [await get(answers, "/brief", version, 0, make) for version in (1, 1, 2, 2)]

    assert asyncio.run(ask()) == [b"1", b"1", b"2", b"2"]


def test_an_answer_is_made_anew_knowing_the_one_before() -> None:
    async def ask() -> list[Rendered | None]:
        answers, make, found = Answers(), Maker(), []
        for path, version in (("/brief", 1), ("/brief", 2), ("/places", 2)):
            await get(answers, path, version, 0, make)
            found.append(make.before)
        return found

    assert asyncio.run(ask()) == [None, Rendered(b"1"), None]


def test_an_answer_is_made_once_for_all_who_ask_meanwhile() -> None:
    async def ask() -> list[bytes]:
        answers, make = Answers(), Maker(go=False)
        asking = [asyncio.create_task(get(answers, "/brief", 1, 0, make)) for _ in range(5)]
        await asyncio.sleep(0.01)
        make.go.set()
        return await asyncio.gather(*asking)

    assert asyncio.run(ask()) == [b"1"] * 5


def second_of(least: int, go: bool = False) -> bytes:
    """The second answer, of version 2, where the first was of version 1; unless it is let go, it
    is only made when whoever asks has waited long."""

    async def ask() -> bytes:
        answers, make = Answers(), Maker(work=kept._QUICK * 2)
        await get(answers, "/brief", 1, 0, make)
        make.go.clear()
        if go:
            make.go.set()
        asking = asyncio.create_task(get(answers, "/brief", 2, least, make))
        await asyncio.wait({asking}, timeout=0.5)
        make.go.set()
        return await asking

    return asyncio.run(ask())


def test_while_an_answer_is_made_for_long_it_is_the_one_before(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(kept, "PATIENCE", 0.05)
    assert second_of(least=1) == b"1"
    monkeypatch.setattr(kept, "PATIENCE", 30)
    assert second_of(least=1, go=True) == b"2"


def test_what_is_quickly_made_is_made_where_it_is_asked_for() -> None:
    async def ask(work: float) -> list[str]:
        answers, where, make = Answers(), [], Maker(work=work)

        def made(before: Rendered | None) -> tuple[Stamp, Rendered]:
            where.append(threading.current_thread().name.partition("_")[0])
            return make(before)

        for path in ("/claims/1", "/claims/2", "/claims/3"):
            await answers.get((path, b""), Kind("/claims", True, "text/html", "viewer"), 1, 0, made)
        return where

    assert asyncio.run(ask(0)) == ["page", "MainThread", "MainThread"]
    assert asyncio.run(ask(kept._QUICK * 2)) == ["page"] * 3


def test_a_twin_that_is_quick_after_its_page_is_made_where_the_page_is() -> None:
    """Else all would wait for it where it comes first the next time."""

    async def ask() -> list[str]:
        answers, where = Answers(), []
        slow, quick = Maker(work=kept._QUICK * 2), Maker()

        def made(before: Rendered | None) -> tuple[Stamp, Rendered]:
            where.append(threading.current_thread().name.partition("_")[0])
            return (slow if len(where) % 2 else quick)(before)

        for version in (1, 2, 3, 4):
            for media in ("text/html", "application/json"):
                kind = Kind("/brief", True, media, "viewer")
                await answers.get((media, b""), kind, version, version, made)
        return where

    assert asyncio.run(ask()) == ["page"] * 8


def test_what_somebody_waited_to_see_is_in_the_answer() -> None:
    assert second_of(least=2) == b"2"


def test_long_work_has_its_share_of_the_time_and_no_more(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept, "LONG", 0.001)
    monkeypatch.setattr(kept, "CREDIT", 0.006)
    monkeypatch.setattr(kept, "_SHARE", 0)

    async def ask() -> list[bytes]:
        answers, make = Answers(), Maker(work=0.004)
        return [
            await get(answers, "/brief", version, least, make)
            for version, least in ((1, 0), (2, 0), (3, 0), (4, 0), (5, 4))
        ]

    said = asyncio.run(ask())
    assert said[:3] == [b"1", b"2", b"3"]  # made anew at once, as long as there is credit
    assert said[3:] == [b"3", b"4"]  # the last was waited for


def test_an_error_is_told_and_not_kept() -> None:
    def fail(before: Rendered | None) -> tuple[Stamp, Rendered]:
        raise LookupError("no such claim")

    async def ask(make: Make) -> bytes:
        answers = Answers()
        with pytest.raises(LookupError, match="no such claim"):
            await get(answers, "/claims/1", 1, 0, fail)
        return await get(answers, "/claims/1", 1, 0, make)

    assert asyncio.run(ask(Maker())) == b"1"


def test_what_is_there_no_more_is_not_answered_for_ever() -> None:
    def fail(before: Rendered | None) -> tuple[Stamp, Rendered]:
        raise LookupError("no such incident")

    async def ask() -> None:
        answers = Answers()
        assert await get(answers, "/incidents/1", 1, 0, Maker()) == b"1"
        for _ in range(2):
            with pytest.raises(LookupError, match="no such incident"):
                await get(answers, "/incidents/1", 2, 0, fail)

    asyncio.run(ask())

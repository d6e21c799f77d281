"""A client that asks a desk for many pages at a steady rate, in a process of its own.

`python -m bench.desk.load URL RATE SECONDS < paths` asks for the paths in turn, so many a second,
whether or not earlier answers came, over 32 connections; each time runs from the moment at which
the request was due. It prints one line of JSON.
"""

import asyncio
import json
import sys
import time
from collections import Counter
from collections.abc import Sequence
from math import ceil
from typing import TypedDict, cast
from urllib.parse import urlsplit

import httptools
import uvloop

CONNECTIONS = 32
_PATIENCE = 10.0  # seconds for an answer


class Found(TypedDict):
    """What a load was answered: so many requests in so many seconds, and in how many milliseconds
    from when they were due half of them, and 99 of 100."""

    requests: int
    seconds: float
    statuses: dict[str, int]
    median: float
    high: float
    slowest: list[tuple[float, str]]


class Connection(asyncio.Protocol):
    """One request after the other over one connection."""

    def __init__(self, host: str) -> None:
        self.host = host
        self._parser = httptools.HttpResponseParser(self)
        self._answer: asyncio.Future[int] | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast(asyncio.Transport, transport)

    def data_received(self, data: bytes) -> None:
        self._parser.feed_data(data)

    def on_message_complete(self) -> None:
        status = self._parser.get_status_code()
        self._parser = httptools.HttpResponseParser(self)
        if self._answer and not self._answer.done():
            self._answer.set_result(status)

    def connection_lost(self, error: Exception | None) -> None:
        if self._answer and not self._answer.done():
            self._answer.set_result(0)

    async def get(self, path: str) -> int:
        """The status of the answer; 0 where the connection ended."""
        self._answer = asyncio.get_running_loop().create_future()
        head = f"GET {path} HTTP/1.1\r\nHost: {self.host}\r\nAccept: text/html\r\n\r\n"
        self._transport.write(head.encode("ascii"))
        return await asyncio.wait_for(self._answer, _PATIENCE)


async def load(url: str, paths: Sequence[str], rate: float, seconds: float) -> Found:
    """Asks for the paths in turn at the rate; without a rate (0), as fast as answers come."""
    at = urlsplit(url)
    loop = asyncio.get_running_loop()
    host, port = at.hostname or "", at.port or 80
    due = iter(range(ceil(rate * seconds)) if rate else range(1_000_000))
    times: list[tuple[float, str]] = []
    statuses: Counter[str] = Counter()
    start = time.perf_counter()

    async def client() -> None:
        _, connection = await loop.create_connection(lambda: Connection(at.netloc), host, port)
        for number in due:
            moment = start + number / rate if rate else time.perf_counter()
            if moment - start >= seconds:
                return
            await asyncio.sleep(max(0.0, moment - time.perf_counter()))
            path = paths[number % len(paths)]
            try:
                status = await connection.get(path)
            except TimeoutError:
                status = 0
            if not status:
                _, connection = await loop.create_connection(
                    lambda: Connection(at.netloc), host, port
                )
            statuses[str(status)] += 1
            times.append((time.perf_counter() - moment, path))

    await asyncio.gather(*(client() for _ in range(CONNECTIONS)))
    return Found(
        requests=len(times),
        seconds=time.perf_counter() - start,
        statuses=dict(statuses),
        median=_share(times, 0.5),
        high=_share(times, 0.99),
        slowest=[(round(spent * 1e3), path) for spent, path in sorted(times, reverse=True)[:8]],
    )


def _share(times: Sequence[tuple[float, str]], share: float) -> float:
    """Milliseconds that this share of the times stays under."""
    return round(sorted(times)[ceil(len(times) * share) - 1][0] * 1e3, 1)


def main() -> None:
    url, rate, seconds = sys.argv[1:]
    paths = sys.stdin.read().split()
    found = uvloop.run(load(url, paths, float(rate), float(seconds)))
    sys.stdout.write(f"{json.dumps(found)}\n")


if __name__ == "__main__":
    main()

"""What a thread that computes costs the one that answers, and what whose turn it is changes.

`python -m bench.desk.turns` asks a process for answers of about a millisecond of Python as fast as
it gives them: alone, beside a thread that computes without end, and beside one that yields.
"""

import asyncio
import subprocess
import sys
import threading
import time
from collections.abc import Iterator

import uvloop

from bench.desk.load import load
from foglift.desk import turns

WAYS = ("alone", "beside one that computes", "beside one that yields")
SECONDS = 5.0
_WORK = 0.001  # seconds of an answer
_BODY = b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"


def measured() -> Iterator[str]:
    """A line for each way: answers a second, and in how many milliseconds 99 of 100 came."""
    for way in WAYS:
        command = [sys.executable, "-m", "bench.desk.turns", way]
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
            port = process.stdout.readline().strip() if process.stdout else ""
            found = uvloop.run(load(f"http://127.0.0.1:{port}", ["/"], 0, SECONDS))
            process.terminate()
        rate = found["requests"] / found["seconds"]
        yield f"{way}: {rate:.0f} answers/s, 99 of 100 in {found['high']} ms"


def serve(way: str) -> None:
    """Answers until it is stopped."""
    if way != WAYS[0]:
        threading.Thread(target=_compute, daemon=True, name="desk").start()
    if way == WAYS[2]:
        turns.first()
    asyncio.run(_serve())


def _compute() -> None:
    while True:
        sum(number * number for number in range(100_000))


async def _serve() -> None:
    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            while True:
                await reader.readuntil(b"\r\n\r\n")
                until = time.thread_time() + _WORK
                while time.thread_time() < until:
                    pass
                writer.write(_BODY)
        except asyncio.IncompleteReadError:
            writer.close()

    server = await asyncio.start_server(answer, "127.0.0.1", 0)
    print(server.sockets[0].getsockname()[1], flush=True)
    await server.serve_forever()


if __name__ == "__main__":
    if len(sys.argv) > 1:
        serve(sys.argv[1])
    else:
        for line in measured():
            print(line, flush=True)

"""Whether the desk answers while it is added to: an archive of 100,000 reports, 500 requests a
second for pages, twins and searches, and meanwhile one report after the other pasted into it.

Half of the requests for one claim, report, count or place are for the same few hundred, as people
follow the same news; the others are for any. Every search is for other words.
"""

import json
import os
import re
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from http.cookiejar import CookieJar
from pathlib import Path
from random import Random
from threading import Event, Thread

from bench.desk.load import Found
from bench.desk.stores import REPORTS, ToldWar, archive
from bench.scale import LAST
from foglift import codebook
from foglift import store as stores

RATE, SECONDS, EVERY = 500, 30, 2.0  # requests a second, for so long; seconds between two reports
SIZES = (10_000, 20_000)  # reports of the archives whose desks' memory is measured
_OPENING = 1800  # seconds within which a desk has opened an archive
_HOT, _ASKED = 300, 20_000
_WIDE = ("/brief", "/places", "/tallies", "/claims", "/incidents", "/outlook", "/reports", "/about")
_WORDS = "bread market bridge olives blankets river clinic harvest shepherds nurses square quarry"


@contextmanager
def running(store: Path) -> Iterator[str]:
    """A desk on the store, by its address, from when it answers."""
    with started(store) as (url, _):
        yield url


@contextmanager
def started(store: Path) -> Iterator[tuple[str, int]]:
    """A desk on the store, by its address and the id of its process, from when it answers."""
    command = [sys.executable, "-m", "foglift", "desk", "--store", str(store), "--no-browser"]
    with tempfile.TemporaryFile("w+") as printed:
        process = subprocess.Popen(
            [*command, "--port", "0"],
            stdout=printed,
            stderr=subprocess.STDOUT,
            text=True,
            env={**os.environ, "PYTHONUNBUFFERED": "1"},
        )
        try:
            out = Path(f"/proc/{os.getpid()}/fd/{printed.fileno()}")
            yield _address(process, out), process.pid
        finally:
            process.terminate()
            process.wait(30)


def _address(process: "subprocess.Popen[str]", printed: Path) -> str:
    until = time.monotonic() + _OPENING
    while time.monotonic() < until and process.poll() is None:
        found = re.search(r"http://[\w.]+:\d+", printed.read_text())
        if found:
            return found[0]
        time.sleep(0.2)
    raise RuntimeError(f"the desk does not open: {printed.read_text()}")


# ------------------------------------------------------------------------------ what is asked for


def paths(url: str, store: Path, chance: Random) -> list[str]:
    """What is asked for, in its order: wide pages, single things, searches; a fifth as twins."""
    ids = {kind: some for kind, some in _ids(url, store, chance).items() if some}
    wide = [each for each in _WIDE if _status(f"{url}{each}") != 404]
    hot = {kind: chance.sample(some, min(len(some), _HOT)) for kind, some in ids.items()}
    made = []
    for _ in range(_ASKED):
        kind = chance.random()
        if kind < 0.2:
            path = chance.choice(wide)
        elif kind < 0.8:
            what = chance.choice(list(ids))
            path = f"/{what}/{chance.choice((hot if chance.random() < 0.5 else ids)[what])}"
        else:
            path = "/claims"
        twin = ".json" if chance.random() < 0.2 else ""
        words = " ".join(chance.sample(_WORDS.split(), 2)) if kind >= 0.8 else ""
        query = f"?q={urllib.parse.quote(words)}" if words else ""
        made.append(path + twin + query)
    return made


def _status(url: str) -> int:
    try:
        with urllib.request.urlopen(url, timeout=_OPENING) as answer:
            answer.read()
            status: int = answer.status
            return status
    except urllib.error.HTTPError as error:
        return error.code


def _ids(url: str, store: Path, chance: Random) -> dict[str, list[str]]:
    with stores.open(store, read_only=True) as opened:
        made = "SELECT id, report FROM claims JOIN readings USING (act) LIMIT 20000"
        rows = chance.sample(found := opened.rows(made), min(len(found), 4000))
    ids = {
        "claims": [claim for claim, _ in rows],
        "reports": sorted({report for _, report in rows}),
    }
    return ids | {kind: _listed(url, kind) for kind in ("incidents", "tallies", "places")}


def _listed(url: str, kind: str) -> list[str]:
    """The ids that a list page names."""
    try:
        with urllib.request.urlopen(f"{url}/{kind}", timeout=_OPENING) as answer:
            page = answer.read().decode()
    except urllib.error.HTTPError:
        return []
    return sorted(set(re.findall(rf'href="/{kind}/([\w:.-]+)[?"#]', page)))


# ------------------------------------------------------------------------------ what is added


class Adding:
    """Pastes a report into the desk every few seconds, as its form does, which reads it."""

    def __init__(self, url: str) -> None:
        self.url, self.added = url, 0
        self._war = ToldWar(codebook.load(), Random(99), 200, 60)
        self._open = urllib.request.build_opener(
            urllib.request.HTTPCookieProcessor(CookieJar())
        ).open
        self._stopped = Event()
        self._thread = Thread(target=self._work)

    def __enter__(self) -> "Adding":
        self._thread.start()
        return self

    def __exit__(self, *error: object) -> None:
        self._stopped.set()
        self._thread.join()

    def _work(self) -> None:
        while not self._stopped.wait(EVERY):
            report, _ = self._war.reading(3, LAST)
            page = self._open(f"{self.url}/add", timeout=60).read().decode()
            token = re.search(r'name="csrf" value="([^"]+)"', page)
            fields = {
                "csrf": token[1] if token else "",
                "text": report.text,
                "outlet": report.outlet,
                "title": report.title,
                "published": LAST.isoformat(),
                "kind": "news",
            }
            data = urllib.parse.urlencode(fields).encode()
            self._open(f"{self.url}/add/text", data, timeout=60).read()
            self.added += 1


# ------------------------------------------------------------------------------------ measured


def _loaded(url: str, asked: Sequence[str], rate: float, seconds: float) -> Found:
    command = [sys.executable, "-m", "bench.desk.load", url, str(rate), str(seconds)]
    run = subprocess.run(
        command, check=True, capture_output=True, text=True, input="\n".join(asked)
    )
    found: Found = json.loads(run.stdout)
    return found


def measured(store: Path) -> Iterator[str]:
    """Lines that tell how the desk on the store answered."""
    began = time.perf_counter()
    with running(store) as url:
        yield f"opened in {time.perf_counter() - began:.0f} s"
        began = time.perf_counter()
        for each in _WIDE:  # the first look at each makes what later ones only keep
            _status(f"{url}{each}")
        yield f"each page for the first time: {time.perf_counter() - began:.0f} s in all"
        asked = paths(url, store, Random(5))
        yield _told("alone", _loaded(url, asked, RATE, SECONDS))
        with Adding(url) as adding:
            time.sleep(EVERY * 2)
            found = _loaded(url, asked[::-1], RATE, SECONDS)
        yield _told(f"while {adding.added} reports were pasted, one every {EVERY:g} s", found)
        yield _told("as fast as it answers", _loaded(url, asked, 0, SECONDS / 2))


def memory(sizes: Sequence[int] = SIZES) -> Iterator[str]:
    """Lines that tell how much memory a desk on archives of these sizes has in use, when it has
    opened and after each wide page was opened once."""
    for reports in sizes:
        with tempfile.TemporaryDirectory() as folder:
            store = Path(folder) / "archive.foglift"
            archive(store, reports)
            with started(store) as (url, process):
                opened = _resident(process)
                for each in ("/", "/map.json", *_WIDE, "/changes", "/review"):
                    _status(f"{url}{each}")
                yield (
                    f"{reports:,} reports: {opened} MiB resident when opened, "
                    f"{_resident(process)} MiB after each page was opened once"
                )


def _resident(process: int) -> int:
    """Its resident memory in MiB."""
    told = Path(f"/proc/{process}/status").read_text()
    found = re.search(r"VmRSS:\s+(\d+) kB", told)
    return int(found[1]) // 1024 if found else 0


def _told(name: str, found: Found) -> str:
    rate = found["requests"] / found["seconds"]
    slow = ", ".join(f"{path} {spent:.0f}" for spent, path in found["slowest"][:4])
    return (
        f"{name}: {rate:.0f} requests/s, {found['median']} ms, 99 of 100 under {found['high']} ms; "
        f"answers {found['statuses']}; slowest, ms: {slow}"
    )


def table(reports: int = REPORTS) -> Iterator[str]:
    """The figures of a desk on an archive of so many reports."""
    with tempfile.TemporaryDirectory() as folder:
        store = Path(folder) / "archive.foglift"
        archive(store, reports)
        yield f"{reports:,} reports; target: 500 requests/s, 99 of 100 under 100 ms"
        yield from measured(store)


if __name__ == "__main__":
    for line in measured(Path(sys.argv[1])):
        sys.stdout.write(f"{line}\n")
        sys.stdout.flush()

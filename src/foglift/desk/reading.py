"""What the process does that reads beside the desk: at low priority, with the language loaded
once, ending with the desk that started it."""

import os
import signal
import time
from multiprocessing.connection import Connection
from pathlib import Path
from threading import Thread

import msgspec

from foglift import flow
from foglift import store as stores
from foglift.codebook import Book
from foglift.desk.spool import File, Note, Read
from foglift.ingest import Options
from foglift.ingest.record import shown

_NICE = 15
_EVERY = 0.25  # seconds between two words of progress
_SHOWN = 200  # problems and reports of one file

_store: Path
_book: Book
_heard: Connection


def hire(store: Path, book: Book, heard: Connection, owner: int) -> None:
    """Readies this process; how far a file is goes into the connection."""
    global _store, _book, _heard
    _store, _book, _heard = store, book, heard
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    os.nice(_NICE)

    def stay() -> None:
        while os.getppid() == owner:
            time.sleep(1)
        os._exit(1)

    Thread(target=stay, daemon=True).start()


def read(batch: str, number: int, folder: Path, note: Note) -> File:
    """Reads the file in a folder of the spool, and tells how far it is."""
    os.chdir(folder)  # so that a report's path is the name that it was added under
    names = os.listdir()
    file = File(names[0] if names else "", "reading")
    options = Options(note.published, note.outlet)
    told = 0.0
    with stores.open(_store) as store:
        last = _last(store)

        def watch(run: flow.Run) -> None:
            nonlocal told, file, last
            if time.monotonic() - told >= _EVERY:
                file, last = _so_far(file, run, store, last)
                _heard.send_bytes(msgspec.json.encode((batch, number, file)))
                told = time.monotonic()

        run = flow.read(names, _book, store, options, watch=watch, note_known=not note.url)
        file, _ = _so_far(file, run, store, last)
    nothing = run.failed and not run.read and not run.known
    return msgspec.structs.replace(file, state="failed" if nothing else "read")


def _so_far(file: File, run: flow.Run, store: stores.Store, last: int) -> tuple[File, int]:
    """How far a file is; `last` is the act of the store up to which its reports are listed."""
    news = store.since(last)
    mine = (
        Read(report.id, report.title, report.outlet, report.published, len(claims))
        for report, claims in news.readings
        if report.path.partition("#")[0] == shown(file.name)
    )
    return msgspec.structs.replace(
        file,
        known=run.known,
        claims=run.claims,
        read=run.read,
        reports=(*file.reports, *mine)[:_SHOWN],
        problems=tuple(str(problem) for problem in run.problems[:_SHOWN]),
        faults=len(run.problems),
    ), news.last


def _last(store: stores.Store) -> int:
    return int(store.rows("SELECT coalesce(max(n), 0) FROM log")[0][0])

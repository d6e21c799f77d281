"""Reading of what people add while the desk is open, in a process of its own, so that pages stay
quick. What was taken is read even when the desk is stopped in between: see `spool`."""

import os
from collections import OrderedDict
from collections.abc import Callable, Iterable
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path
from threading import Condition, Thread
from time import monotonic

import msgspec

from foglift.codebook import Book
from foglift.desk import reading
from foglift.desk.spool import Batch, File, Note, Spool, failed

_KEPT = 12  # batches that are read whose outcome is still shown
_TRIES = 2  # of a file on which the reader's process died
_PAUSE = 30.0  # seconds until a store is tried again that took nothing
_STALL = 600.0  # seconds without a word after which the process is taken for hung
_GLANCE = 5.0

Word = tuple[str, int, File]
Watch = Callable[[Batch, int], None]


class Intake:
    """What was added to a store and waits to be read; `start` begins to read. `watch` is told
    whenever something of a file of a batch is another."""

    def __init__(self, store: Path, book: Book, watch: Watch = lambda batch, file: None) -> None:
        self._store, self._book, self._watch = store.absolute(), book, watch
        self.spool = Spool(store)
        self._batches = OrderedDict((batch.id, batch) for batch in self.spool.left())
        self._changed = Condition()
        self._closed = False
        self._pool: ProcessPoolExecutor | None = None
        self._reads_by = book  # what the process reads by
        self._heard = monotonic()
        self._thread = Thread(target=self._keep_reading, daemon=True, name="intake")

    def start(self) -> None:
        """Begins to read what waits and what will come."""
        self._thread.start()

    def close(self) -> None:
        """Stops. What is being read then is read anew at the next start."""
        with self._changed:
            self._closed = True
            self._changed.notify_all()
        self._dismiss()
        if self._thread.is_alive():
            self._thread.join(5)

    def add(self, files: Iterable[tuple[str, bytes]], note: Note) -> Batch:
        """Takes files, each with its name and its bytes. They are on disk when this returns.
        Raises IntakeError for none or too many."""
        batch = self.spool.add(files, note)
        with self._changed:
            self._batches[batch.id] = batch
            self._changed.notify_all()
        return batch

    def turn_to(self, book: Book) -> None:
        """Reads by another codebook from now on. What is being read is read anew by it."""
        if book.digest != self._book.digest:
            self._book = book
            self._stop(self._pool)

    @property
    def batches(self) -> tuple[Batch, ...]:
        """What was added, the latest first: all that waits, and some that is read."""
        with self._changed:
            return tuple(reversed(self._batches.values()))

    @property
    def waiting(self) -> int:
        """How many files are still to be read."""
        return sum(
            one.state in ("waiting", "reading") for batch in self.batches for one in batch.files
        )

    def finish(self, patience: float) -> bool:
        """Waits until all is read; False when that takes too long."""
        with self._changed:
            return self._changed.wait_for(
                lambda: all(batch.done for batch in self._batches.values()), patience
            )

    # ---------------------------------------------------------------------------------- inside

    def _keep_reading(self) -> None:
        while True:
            with self._changed:
                self._changed.wait_for(lambda: self._closed or self._next() is not None)
                found = self._next()
                if self._closed or found is None:
                    return
            self._read(*found)

    def _next(self) -> tuple[Batch, int] | None:
        for batch in self._batches.values():
            for number, file in enumerate(batch.files):
                if file.state == "waiting":
                    return batch, number
        return None

    def _read(self, batch: Batch, number: int) -> None:
        """Has one file read in the other process; its place in the spool is freed after that."""
        file = msgspec.structs.replace(batch.files[number], state="reading")
        self._set(batch.id, number, file)
        done = self._done(batch, number)
        if done is None or self._closed:
            return
        self.spool.free(batch.id, number)
        self._set(batch.id, number, done)
        if self._batches[batch.id].done:
            self.spool.free(batch.id)
            self._forget()

    def _done(self, batch: Batch, number: int) -> File | None:
        """The file as it was read; None where that could not be done now and is tried again."""
        file, place = batch.files[number], self.spool.place(batch.id, number)
        tries = 0
        while tries < _TRIES:
            try:
                pool = self._hired()
                return self._awaited(pool.submit(reading.read, batch.id, number, place, batch.note))
            except BrokenProcessPool:
                tries += self._reads_by is self._book  # else it was stopped for the other's sake
                self._dismiss()
                if self._closed:
                    return None
            except Exception as error:  # of the store: full, or in use for long
                later = failed(file, "store", f"{error}; it is tried again")
                self._set(batch.id, number, msgspec.structs.replace(later, state="waiting"))
                with self._changed:
                    self._changed.wait_for(lambda: self._closed, _PAUSE)
                return None
        kept = self.spool.refuse(batch.id, number)
        return failed(file, "reader", f"the process that read it died; it is kept in {kept}")

    def _awaited(self, coming: Future[File]) -> File:
        """What a reading gives. A process that says nothing for long is taken for dead."""
        self._heard = monotonic()
        while True:
            try:
                return coming.result(_GLANCE)
            except TimeoutError:
                if coming.done() or monotonic() - self._heard < _STALL:
                    continue
                self._dismiss()
                raise BrokenProcessPool("no word for long") from None

    def _hired(self) -> ProcessPoolExecutor:
        if self._pool is None:
            context = get_context("spawn")
            mine, theirs = context.Pipe(duplex=False)
            self._reads_by = self._book
            hire = self._store, self._reads_by, theirs, os.getpid()
            self._pool = pool = ProcessPoolExecutor(1, context, reading.hire, hire)
            pool.submit(os.getpid).result()  # it has its end of the pipe now
            theirs.close()
            Thread(target=self._hear, args=(mine,), daemon=True, name="progress").start()
        return self._pool

    def _dismiss(self) -> None:
        pool, self._pool = self._pool, None
        self._stop(pool)
        if pool is not None:
            pool.shutdown(wait=False, cancel_futures=True)

    @staticmethod
    def _stop(pool: ProcessPoolExecutor | None) -> None:
        for process in list((pool._processes or {}).values()) if pool else ():
            process.terminate()

    def _hear(self, words: Connection) -> None:
        """Takes in how far the process is, until that ends."""
        with words:
            while True:
                try:
                    id, number, file = msgspec.json.decode(words.recv_bytes(), type=Word)
                except (EOFError, OSError, msgspec.MsgspecError):
                    return
                self._heard = monotonic()
                batch = self._batches.get(id)
                if batch and batch.files[number].state == "reading":
                    self._set(id, number, file)

    def _set(self, id: str, number: int, file: File) -> None:
        with self._changed:
            batch = self._batches[id]
            files = (*batch.files[:number], file, *batch.files[number + 1 :])
            batch = self._batches[id] = msgspec.structs.replace(batch, files=files)
            self._changed.notify_all()
        self._watch(batch, number)

    def _forget(self) -> None:
        with self._changed:
            done = [id for id, batch in self._batches.items() if batch.done]
            for id in done[:-_KEPT]:
                del self._batches[id]

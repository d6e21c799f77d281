"""What people add, on disk before anything is said of it: a folder beside the store, in which each
batch lies until its reports are in the store."""

import os
import shutil
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from pathlib import Path
from secrets import token_hex
from typing import Literal

import msgspec

from foglift.ingest import FORMATS
from foglift.ingest.record import shown

SUFFIX = ".added"
MOST_FILES = 500
_LONGEST_NAME = 120
_NOTE = "batch.json"
_REFUSED = "refused"  # where files lie on which the reader's process died

State = Literal["waiting", "reading", "read", "failed"]


class IntakeError(ValueError):
    """What cannot be taken, in one line."""


class Read(msgspec.Struct, frozen=True):
    """A report that was read: what a list of results says of it."""

    id: str
    title: str
    outlet: str
    day: date | None
    claims: int


class File(msgspec.Struct, frozen=True):
    """A file and how far its reading is; `problems` has one line each."""

    name: str
    state: State = "waiting"
    known: int = 0
    claims: int = 0
    reports: tuple[Read, ...] = ()
    read: int = 0
    problems: tuple[str, ...] = ()
    faults: int = 0


class Note(msgspec.Struct, frozen=True):
    """What was said of a batch when it was added; `url` where a feed was asked."""

    at: datetime
    by: str = ""
    published: date | None = None
    outlet: str = ""
    url: str = ""


class Batch(msgspec.Struct, frozen=True):
    """What was added at one time."""

    id: str
    note: Note
    files: tuple[File, ...]

    @property
    def done(self) -> bool:
        return all(one.state in ("read", "failed") for one in self.files)


class Spool:
    """The folder of a store's batches."""

    def __init__(self, store: Path) -> None:
        self.folder = store.absolute().with_name(store.name + SUFFIX)

    def add(self, files: Iterable[tuple[str, bytes]], note: Note) -> Batch:
        """Takes files, each with its name and its bytes. They are on disk when this returns.
        Raises IntakeError for none or too many; a file of no known format is a problem of the
        batch."""
        id = f"{note.at:%Y%m%d%H%M%S%f}-{token_hex(3)}"
        making = self.folder / f".{id}"
        self.folder.mkdir(mode=0o700, exist_ok=True)
        making.mkdir(mode=0o700)
        taken: list[File] = []
        try:
            for number, (name, data) in enumerate(files):
                if number >= MOST_FILES:
                    raise IntakeError(f"more than {MOST_FILES} files at once: add them in parts")
                taken.append(_put(making / f"{number:04}", name, data))
            if not taken:
                raise IntakeError("nothing was chosen to add")
            batch = Batch(id, note, tuple(taken))
            _written(making / _NOTE, msgspec.json.encode(batch))
            _synced(making)
            making.rename(self.folder / id)
            _synced(self.folder)
        except BaseException:
            shutil.rmtree(making, ignore_errors=True)
            raise
        return batch

    def left(self) -> Iterator[Batch]:
        """What an earlier desk took and did not read to its end; what it did not take wholly was
        never promised and is cleared away."""
        for folder in sorted(self.folder.iterdir()) if self.folder.is_dir() else ():
            if folder.name.startswith("."):
                shutil.rmtree(folder, ignore_errors=True)
            elif folder.name != _REFUSED and (batch := _left(folder)):
                yield batch

    def place(self, batch: str, number: int) -> Path:
        """The folder in which a file of a batch lies alone, under its own name."""
        return self.folder / batch / f"{number:04}"

    def free(self, batch: str, number: int | None = None) -> None:
        """Clears a file away that was read, or the whole batch."""
        place = self.folder / batch if number is None else self.place(batch, number)
        shutil.rmtree(place, ignore_errors=True)

    def refuse(self, batch: str, number: int) -> Path:
        """Puts a file aside that cannot be read, and says where."""
        kept = self.folder / _REFUSED / f"{batch}-{number:04}"
        kept.parent.mkdir(exist_ok=True)
        self.place(batch, number).rename(kept)
        return kept


def failed(file: File, kind: str, reason: str) -> File:
    """The file with one more problem, for which it is not read."""
    line = f"{shown(file.name)}: {kind}: {shown(reason[:300])}"
    return msgspec.structs.replace(
        file, state="failed", problems=(*file.problems, line), faults=file.faults + 1
    )


def plain_name(name: str) -> str:
    r"""The last part of a name, in signs that any file system and any line can carry.

    >>> plain_name("C:\\war\\..\\wire.CSV"), plain_name("../../etc/passwd"), plain_name("-")
    ('wire.CSV', 'passwd', 'file')
    """
    last = name.replace("\\", "/").rpartition("/")[2]
    kept = "".join(sign if sign.isprintable() and sign not in ':*?"<>|' else "_" for sign in last)
    stem, dot, suffix = kept.strip(" .-").rpartition(".")
    kept = f"{stem[:_LONGEST_NAME]}{dot}{suffix[:12]}"
    while len(kept.encode("utf-8", "replace")) > 200:
        stem = stem[:-8]
        kept = f"{stem}{dot}{suffix[:12]}"
    return kept or "file"


def _left(folder: Path) -> Batch | None:
    """What of a batch is still to be read, None where nothing is."""
    try:
        batch = msgspec.json.decode((folder / _NOTE).read_bytes(), type=Batch)
    except (OSError, msgspec.MsgspecError):
        return None
    there = {each.name for each in folder.iterdir() if each.is_dir()}
    files = tuple(
        msgspec.structs.replace(file, state="read")
        if file.state == "waiting" and f"{number:04}" not in there
        else file
        for number, file in enumerate(batch.files)
    )
    batch = msgspec.structs.replace(batch, files=files)
    if batch.done:
        shutil.rmtree(folder, ignore_errors=True)
    return None if batch.done else batch


def _put(folder: Path, name: str, data: bytes) -> File:
    """Puts a file into a folder of its own under a name that leads nowhere else."""
    name = plain_name(name)
    suffix = Path(name).suffix.lower()
    if suffix not in FORMATS:
        known = " ".join(FORMATS)
        reason = f"no reader for {suffix or 'files without a suffix'}; known: {known}"
        return failed(File(name), "format", reason)
    folder.mkdir(mode=0o700)
    _written(folder / name, data)
    _synced(folder)
    return File(name)


def _written(path: Path, data: bytes) -> None:
    with path.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def _synced(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)

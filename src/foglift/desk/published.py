"""A folder that holds a snapshot, and nothing else: put in place as a whole, or not at all."""

import os
import tempfile
from collections.abc import Iterable
from datetime import date
from importlib.metadata import version
from pathlib import Path, PurePosixPath

import msgspec

from foglift import store as stores
from foglift.codebook import Book
from foglift.desk import snapshot
from foglift.desk.live import Desk
from foglift.flow import AskError

MARK = "snapshot.json"


class Snapshot(msgspec.Struct, frozen=True):
    """What a folder says of the snapshot in it."""

    foglift: str
    edition: str
    day: str
    known_by: str
    files: tuple[str, ...]


def publish(
    store: Path, book: Book, folder: Path, public: bool, day: date | None, known_by: date | None
) -> int:
    """Writes a snapshot of a store's desk into a folder; gives how many files. Raises StoreError
    where there is no store, AskError for a folder that is not to be replaced."""
    check(folder)
    with stores.open(store, read_only=True):
        pass  # a desk would make one
    desk = Desk(store, book, public)
    try:
        look = desk.look(day, known_by)
        edition = "public" if public else "internal"
        days = {"day": look.day.isoformat(), "known_by": look.known_by.isoformat()}
        return put(folder, snapshot.files(desk, day, known_by), edition, **days)
    finally:
        desk.close()


def put(folder: Path, files: Iterable[tuple[str, bytes]], edition: str, **days: str) -> int:
    """Puts the files in place of the snapshot that the folder holds, if any; gives how many.

    Raises AskError where the folder holds anything that no snapshot put there. Until all is
    written the folder stays as it is.
    """
    folder = folder.resolve()
    check(folder)
    folder.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=f".{folder.name}-", dir=folder.parent) as beside:
        new, old = Path(beside) / "new", Path(beside) / "old"
        new.mkdir()
        written = [_write(new, name, data) for name, data in files]
        said = Snapshot(version("foglift"), edition, files=tuple(sorted(written)), **days)
        _write(new, MARK, msgspec.json.format(msgspec.json.encode(said), indent=1) + b"\n")
        check(folder)
        new.chmod(0o755)
        if folder.exists():
            os.rename(folder, old)
        os.rename(new, folder)
    return len(written)


def check(folder: Path) -> None:
    """Raises AskError for a folder that is not to be replaced."""
    if not folder.exists():
        return
    if not folder.is_dir():
        raise AskError(f"{folder}: this is no folder")
    held = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if not path.is_dir()}
    if not held:
        return
    if MARK not in held:
        raise AskError(f"{folder}: the folder is not empty and holds no snapshot")
    try:
        known = msgspec.json.decode((folder / MARK).read_bytes(), type=Snapshot)
    except (msgspec.DecodeError, UnicodeDecodeError):
        raise AskError(f"{folder}: {MARK} is none of foglift") from None
    others = sorted(held - {MARK, *known.files})
    if others:
        raise AskError(f"{folder}: it holds {others[0]}, which is no part of the snapshot there")


def _write(folder: Path, name: str, data: bytes) -> str:
    parts = PurePosixPath(name).parts
    assert not {"..", "/"}.intersection(parts), name
    path = folder.joinpath(*parts)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    return name

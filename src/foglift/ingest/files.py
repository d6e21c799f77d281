"""Files, folders and standard input, in one fixed order."""

import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from stat import S_ISREG
from typing import BinaryIO

from foglift.ingest.record import Problem

MOST_BYTES = 64_000_000


@dataclass(frozen=True)
class File:
    """A file that was read: how it is called, what its suffix promises, its bytes."""

    path: str
    suffix: str
    data: bytes


def walk(paths: Iterable[str | Path], suffixes: Iterable[str]) -> Iterator[File | Problem]:
    """The files at the paths. A folder stands for all files under it, sorted by name, without
    hidden ones; links to other folders are not followed. "-" is plain text on standard input."""
    known = tuple(suffixes)
    for path in paths:
        if str(path) == "-":
            yield _loaded(sys.stdin.buffer, "-", ".txt")
        else:
            yield from _under(Path(path), known)


def _under(root: Path, known: tuple[str, ...]) -> Iterator[File | Problem]:
    waiting = [root]  # a stack: folders may lie deeper than calls may
    while waiting:
        path = waiting.pop()
        try:
            if path.is_dir() and (path == root or not path.is_symlink()):
                inside = (item for item in path.iterdir() if not item.name.startswith("."))
                waiting.extend(sorted(inside, key=lambda item: item.name, reverse=True))
            else:
                yield _file(path, known, named=path == root)
        except OSError as error:
            yield Problem(str(path), "file", error.strerror or str(error))
        except ValueError as error:  # a path with a NUL
            yield Problem(str(path), "file", str(error))


def _file(path: Path, known: tuple[str, ...], named: bool) -> File | Problem:
    suffix = path.suffix.lower()
    if not S_ISREG(path.stat().st_mode):
        return Problem(str(path), "file", "not a regular file")
    if suffix not in known:
        reason = f"no reader for {suffix or 'files without a suffix'}; known: {' '.join(known)}"
        return Problem(str(path), "format", reason, level="error" if named else "warning")
    with path.open("rb") as stream:
        return _loaded(stream, str(path), suffix)


def _loaded(stream: BinaryIO, path: str, suffix: str) -> File | Problem:
    data = stream.read(MOST_BYTES + 1)
    if len(data) > MOST_BYTES:
        return Problem(path, "size", f"more than {MOST_BYTES // 1_000_000} MB")
    return File(path, suffix, data)

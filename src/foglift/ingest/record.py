"""What a format hands over: records, and problems in one line each."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

_LONGEST_REASON = 300


@dataclass(frozen=True)
class Options:
    """What the user says about the files: the day and outlet of those that do not say it
    themselves, and which column holds which field (`{"text": "BODY"}`)."""

    published: date | None = None
    outlet: str = ""
    columns: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Problem:
    """Something that could not be read; `str()` gives its one line.

    >>> str(Problem("wire.jsonl", "json", "not an object but a list", 3))
    'wire.jsonl#3: json: not an object but a list'

    `level` "warning" means that a report was made all the same, or that the file was only met
    in a folder; "error" means that something the user asked for is missing.
    """

    path: str
    kind: str
    reason: str
    record: int | None = None
    level: Literal["error", "warning"] = "error"

    def __str__(self) -> str:
        record = "" if self.record is None else f"#{self.record}"
        return f"{shown(self.path)}{record}: {self.kind}: {shown(self.reason[:_LONGEST_REASON])}"


@dataclass(frozen=True)
class Record:
    """One report as its format has it, all in its own words; "" where it does not say.

    `number` counts the records of a file from 1 and is None where a file is one report; `raw`
    is the bytes it was read from.
    """

    text: str
    title: str = ""
    outlet: str = ""
    published: str = ""
    kind: str = ""
    lang: str = ""
    url: str = ""
    number: int | None = None
    raw: bytes = b""


class UnreadableError(Exception):
    """A whole file that cannot be read: kind and reason of its one line."""

    def __init__(self, kind: str, reason: str) -> None:
        super().__init__(f"{kind}: {reason}")
        self.kind = kind
        self.reason = reason


Reader = Callable[[bytes, Options], Iterator[Record | Problem]]


def shown(words: str) -> str:
    r"""The words on one line that any terminal and any JSON can carry.

    >>> shown("a\nb\udcff")
    'a\\nb\\udcff'
    """
    return "".join(
        char if char.isprintable() else char.encode("unicode_escape").decode() for char in words
    )

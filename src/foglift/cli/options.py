"""What the commands share: their options, and how they come by a codebook and a view."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from foglift.codebook import Book
    from foglift.notebook import View

STORE = Path("war.foglift")


def on_day(words: str) -> date:
    """A day as it is typed."""
    try:
        return date.fromisoformat(words)
    except ValueError:
        raise typer.BadParameter(f"'{words}' is no day: write it as 2024-12-05") from None


a_day = partial(typer.Option, parser=on_day, metavar="DAY")

Store = Annotated[
    Path, typer.Option("--store", envvar="FOGLIFT_STORE", help="The file that keeps what was read.")
]
Place = Annotated[
    str, typer.Option("--place", help="Only this place and what lies in it, e.g. Hama.")
]
Day = Annotated[date | None, a_day("--day", help="The day it is about; by default the latest.")]
KnownBy = Annotated[date | None, a_day("--known-by", help="Leave out what was published after it.")]
Since = Annotated[date | None, a_day("--since", help="The earlier day; by default the day before.")]
SinceKnownBy = Annotated[
    date | None,
    a_day("--since-known-by", help="What was known of the earlier day, by default by itself."),
]
Public = Annotated[
    bool,
    typer.Option("--public/--internal", help="Leave out what may put people at risk, or keep it."),
]
Json = Annotated[bool, typer.Option("--json", help="One JSON object a line.")]
Published = Annotated[
    date | None, a_day("--published", help="The day of reports that do not say theirs.")
]


def load_book(folder: Path | None = None, store: Path | None = None) -> "Book":
    """The codebook with a folder's rows laid over it, by default the folder FOGLIFT_CODEBOOK, else
    the one that belongs to the store, if it has any. Raises AskError when a row is wrong."""
    from foglift import codebook
    from foglift.flow import AskError

    named = os.environ.get("FOGLIFT_CODEBOOK")
    folder = folder or (Path(named) if named else None)
    if folder is None and store is not None and codebook.beside(store).is_dir():
        folder = codebook.beside(store)
    if folder is not None and not folder.is_dir():
        raise AskError(f"{folder}: no such folder")
    try:
        return codebook.load(folder)
    except ValueError as error:
        raise AskError(str(error)) from error


@contextmanager
def open_view(store: Path, day: date | None, known_by: date | None) -> "Iterator[View]":
    """The view of a store, which is open as long as it is looked at."""
    from foglift import store as stores
    from foglift.notebook import View

    with stores.open(store, read_only=True) as opened:
        yield View(opened, load_book(store=store), day, known_by)

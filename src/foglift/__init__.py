"""foglift lifts the fog of war: reports into quoted claims, claims into a picture with sources.

    >>> import foglift
    >>> view = foglift.read("hama.txt", published="2024-12-05")   # doctest: +SKIP
    >>> view.control.frame()                                      # doctest: +SKIP

Nothing heavy is loaded before something is read or opened.
"""

import sys
from datetime import date
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from foglift.notebook import View

__all__ = ["open", "read"]


def read(
    *paths: str | Path, published: str | date | None = None, outlet: str = "", workers: int = 1
) -> "View":
    """What the files and folders say: `read("hama.txt", published="2024-12-05").claims`.

    `published` and `outlet` are for files that do not say theirs. Nothing is kept on disk; to keep
    what was read use the command `foglift read`, and `open`. Raises AskError when nothing at all
    could be read; what else went wrong stands in `.issues`.
    """
    from foglift import notebook

    return notebook.read(paths, published, outlet, workers)


def open(
    store: str | Path = "war.foglift",
    day: str | date | None = None,
    known_by: str | date | None = None,
) -> "View":
    """What a store holds, as of a day: `open("war.foglift").control`. Raises StoreError."""
    from foglift import notebook

    return notebook.open(store, day, known_by)


class _Stage(ModuleType):
    """The stage `foglift.read`, which is called like the function whose place it takes."""

    __call__ = staticmethod(read)


class _Package(ModuleType):
    """This package, in which importing the stage `foglift.read` keeps `foglift.read(...)`."""

    def __setattr__(self, name: str, value: object) -> None:
        if name == "read" and isinstance(value, ModuleType):
            value.__class__ = _Stage
        super().__setattr__(name, value)


sys.modules[__name__].__class__ = _Package

"""What goes to the terminal: safe text, tables that fit it, a progress bar."""

import re
import shutil
import sys
import textwrap
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from foglift.text import plain

if TYPE_CHECKING:
    from foglift.flow import Run

# Controls that a terminal obeys, marks that turn the direction of writing, and halves of
# characters; not the line feed, the tab, and the carriage return that ends a line of CSV.
_UNSAFE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]"
    "|\r(?!\n)"
)

WIDEST = 100  # columns of a table that is meant to be read at a glance
_WIDEST = 96  # columns of a paragraph; longer lines are hard to read
_LONGEST_WORD = 14  # that a column makes room for; a longer one is broken


def safe(words: str) -> str:
    r"""The words with what may steer a terminal written out, as JSON would: `safe("\x1b[2J")` is
    `\u001b[2J`."""
    return _UNSAFE.sub(lambda match: f"\\u{ord(match[0]):04x}", words)


def line(words: str) -> str:
    """The words on one safe line."""
    return safe(" ".join(plain(words).split()))


def show(words: str) -> None:
    """Prints the text; JSON stays JSON."""
    print(safe(words).rstrip("\n"))


def page(words: str) -> None:
    """Prints a text of paragraphs: its lines broken between words on a terminal, whole where it
    is a pipe or file."""
    if not sys.stdout.isatty():
        show(words)
        return
    width = min(shutil.get_terminal_size().columns, _WIDEST)
    for line in safe(words).splitlines():
        hang = "  " if line.startswith("- ") else ""
        print(textwrap.fill(
            line, width, subsequent_indent=hang, break_long_words=False, break_on_hyphens=False
        ))  # fmt: skip


def complain(words: str) -> None:
    """Prints an error: one line a line of it."""
    for each in words.splitlines():
        print(f"foglift: {line(each)}", file=sys.stderr)


def print_json(values: Iterable[Any]) -> None:
    """Prints each value as a line of JSON."""
    import msgspec

    for value in values:
        show(msgspec.json.encode(value).decode())


def counted(number: int, noun: str) -> str:
    """ "3 reports", "1 report"."""
    return f"{number} {noun}{'' if number == 1 else 's'}"


def table(header: Sequence[str], rows: Sequence[Sequence[str]], widest: int = 0) -> None:
    """Prints the rows in columns: fitted to a terminal, whole lines where it is a pipe or file;
    no wider than `widest`, if any, by cutting the cells of the widest columns."""
    cells = [tuple(map(line, row)) for row in rows]
    if sys.stdout.isatty():
        _fitted(header, cells)
        return
    lines = [tuple(header), *cells]
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
    while widest and sum(widths) + 2 * len(widths) - 2 > max(widest, 3 * len(widths)):
        widths[widths.index(max(widths))] -= 1
    for row in lines:
        padded = (_cut(cell, width).ljust(width) for cell, width in zip(row, widths, strict=True))
        print("  ".join(padded).rstrip())


def _cut(cell: str, width: int) -> str:
    return cell if len(cell) <= width else f"{cell[: width - 1]}…"


def _fitted(header: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    from rich import box
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    drawn = Table(box=box.SIMPLE_HEAD, padding=(0, 1, 0, 0), pad_edge=False)
    for name, column in zip(header, zip(header, *rows, strict=True), strict=True):
        longest = max(len(word) for cell in column for word in (cell or "-").split())
        drawn.add_column(name, overflow="fold", min_width=min(longest, _LONGEST_WORD))
    for row in rows:
        drawn.add_row(*map(Text, row))  # Text: what looks like markup in a report is not
    Console(highlight=False).print(drawn)


@contextmanager
def progress() -> Iterator[Callable[["Run"], None]]:
    """A bar on standard error while reports are read; nothing where that is no terminal."""
    if not sys.stderr.isatty():
        yield lambda run: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (BarColumn(), TextColumn("{task.description}"), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("reading", total=None)
        yield lambda run: bar.update(
            task, description=f"{run.read} read, {run.known} known, {run.claims} claims"
        )

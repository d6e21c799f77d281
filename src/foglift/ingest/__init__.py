"""Files, pages, feeds and tables to reports."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from foglift.ingest import feed, html, plain, table
from foglift.ingest.files import File, walk
from foglift.ingest.record import Options, Problem, Reader, UnreadableError
from foglift.ingest.report import Arrival, settle
from foglift.ingest.table import COLUMNS
from foglift.model import Report

__all__ = ["COLUMNS", "FORMATS", "Arrival", "Options", "Problem", "arrivals", "reports"]

FORMATS: dict[str, Reader] = {
    ".txt": plain.read,
    ".md": plain.read,
    ".html": html.read,
    ".htm": html.read,
    ".xml": feed.read,
    ".rss": feed.read,
    ".atom": feed.read,
    ".jsonl": table.read_lines,
    ".ndjson": table.read_lines,
    ".json": table.read_json,
    ".csv": table.read_csv,
    ".tsv": table.read_csv,
}
_DEFAULT = Options()


def reports(paths: Iterable[str | Path], options: Options = _DEFAULT) -> Iterator[Report | Problem]:
    """The reports of all files at the paths, and one problem for each thing that is none.

    A folder stands for the files under it, "-" for plain text on standard input. A record's
    own date and outlet go before the options', those before what its text says; the present
    day never counts. Never raises for what is in a file.
    """
    for arrival in arrivals(paths, options):
        yield arrival.report if isinstance(arrival, Arrival) else arrival


def arrivals(
    paths: Iterable[str | Path], options: Options = _DEFAULT
) -> Iterator[Arrival | Problem]:
    """As `reports`, each with the bytes it was read from, for the store to keep."""
    for file in walk(paths, FORMATS):
        if isinstance(file, Problem):
            yield file
        else:
            yield from _arrivals(file, FORMATS[file.suffix], options)


def _arrivals(file: File, read: Reader, options: Options) -> Iterator[Arrival | Problem]:
    found = None
    try:
        for found in read(file.data, options):
            if isinstance(found, Problem):
                yield replace(found, path=file.path)
            else:
                yield from settle(found, file.path, options)
        if found is None:
            yield Problem(file.path, "empty", "no records in it", level="warning")
    except UnreadableError as error:
        yield Problem(file.path, error.kind, error.reason)
    except Exception as error:  # a parser's own failure costs its file, never the run
        yield Problem(file.path, "parser", f"{type(error).__name__}: {error}")

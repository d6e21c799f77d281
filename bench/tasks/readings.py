"""Texts of benchmarks read by the default reader, two at a time."""

from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from multiprocessing import get_context
from typing import TypeVar

from foglift import codebook
from foglift.codebook import Book
from foglift.model import Claim, Report
from foglift.read import READERS

WORKERS = 2
_FEW = 40  # texts for which a second process costs more than it saves
_book: Book
Found = TypeVar("Found")


def readings(reports: Sequence[Report], book: Book) -> list[list[Claim]]:
    """The claims of each report, in the order of the reports."""
    return over(_read, reports, book)


def over(
    work: Callable[[Report, Book], Found], reports: Sequence[Report], book: Book
) -> list[Found]:
    """What `work`, a function of a module, finds in each report, in the order of the reports."""
    if len(reports) <= _FEW:
        return [work(each, book) for each in reports]
    with ProcessPoolExecutor(WORKERS, get_context("spawn"), _hire) as pool:
        return list(pool.map(partial(_here, work), reports, chunksize=8))


def _hire() -> None:
    global _book
    _book = codebook.load()


def _here(work: Callable[[Report, Book], Found], report: Report) -> Found:
    return work(report, _book)


def _read(report: Report, book: Book) -> list[Claim]:
    return READERS["rules"].read(report, book)

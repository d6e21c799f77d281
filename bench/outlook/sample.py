"""The back-test's timeline of the sample corpus: the reports of the fall of Hama, and what fell by
the picture of the last day, looking back."""

from collections.abc import Iterator
from datetime import date, timedelta

from bench import data
from bench.outlook import Timeline, fallen
from foglift.codebook import Book
from foglift.fuse import Evidence
from foglift.read import READERS

FIRST, LAST = date(2024, 11, 28), date(2024, 12, 7)


def timelines(book: Book) -> Iterator[Timeline]:
    """One timeline."""
    reports = [one for one in data.sample() if one.published]
    evidence = tuple(
        Evidence(report, claim)
        for report in reports
        for claim in READERS["rules"].read(report, book)
    )
    falls = fallen(evidence, LAST + timedelta(days=1), book)
    yield Timeline("fall of Hama (ours, as read)", evidence, falls, FIRST, LAST)

"""Claims into a picture: pure, the same for any order of the claims, always rebuildable."""

from collections.abc import Iterable
from datetime import date

from foglift.codebook import Book
from foglift.fuse.causes import Seen
from foglift.fuse.changes import changes, seen
from foglift.fuse.ground import Evidence
from foglift.fuse.ledger import Ledger
from foglift.model import Claim, Judgement, Picture, Report

__all__ = ["Evidence", "Ledger", "Seen", "changes", "ledger", "picture", "seen"]


def picture(
    claims: Iterable[tuple[Report, Claim]],
    judgements: Iterable[Judgement],
    book: Book,
    day: date,
    known_by: date | None = None,
) -> Picture:
    """What the claims add up to about `day`, knowing what was published by `known_by`.

    `known_by` is the day itself when not given; a later one gives the picture in hindsight.
    Undated reports are always known, but what they say has a date only when they give one.
    Rejected claims take no part.
    """
    return ledger(claims, judgements, book, day, known_by).picture()


def ledger(
    claims: Iterable[tuple[Report, Claim]],
    judgements: Iterable[Judgement],
    book: Book,
    day: date,
    known_by: date | None = None,
) -> Ledger:
    """A picture that is kept from here on, of the claims known so far."""
    kept = Ledger(book, day, known_by)
    readings: dict[str, tuple[Report, list[Claim]]] = {}
    for report, claim in claims:
        readings.setdefault(report.id, (report, []))[1].append(claim)
    kept.judge(*judgements)
    for report, read in readings.values():
        kept.add(report, read)
    return kept

"""Claims into a picture: pure, the same for any order of the claims, always rebuildable."""

from collections.abc import Iterable
from datetime import date

from foglift.codebook import Book
from foglift.fuse.causes import Seen
from foglift.fuse.changes import changes, seen
from foglift.fuse.ground import Evidence
from foglift.fuse.ledger import Ledger
from foglift.fuse.rulings import Rulings, in_force, judged, readings, rulings
from foglift.model import Claim, Judgement, Picture, Report

__all__ = [
    "Evidence",
    "Ledger",
    "Rulings",
    "Seen",
    "changes",
    "in_force",
    "judged",
    "ledger",
    "picture",
    "rulings",
    "seen",
]


def picture(
    claims: Iterable[tuple[Report, Claim]],
    judgements: Iterable[Judgement],
    book: Book,
    day: date,
    known_by: date | None = None,
    all_judged: bool = False,
) -> Picture:
    """What the claims add up to about `day`, knowing what was published by `known_by`.

    `known_by` is the day itself when not given; a later one gives the picture in hindsight.
    Undated reports are always known, but what they say has a date only when they give one.
    The claims are those that were read, and for a report in which nothing was, those that people
    ever gave it. What they rejected takes no part, what they corrected or added does from the day
    of the judgement on; with `all_judged` also where that is a later one.
    """
    return ledger(claims, judgements, book, day, known_by, all_judged).picture()


def ledger(
    claims: Iterable[tuple[Report, Claim]],
    judgements: Iterable[Judgement],
    book: Book,
    day: date,
    known_by: date | None = None,
    all_judged: bool = False,
) -> Ledger:
    """A picture that is kept from here on, of the claims known so far."""
    kept = Ledger(book, day, known_by, all_judged)
    kept.judge(*judgements)
    for report, read in readings(claims):
        kept.add(report, read)
    return kept

"""Claims into a picture: pure, the same for any order of the claims, always rebuildable."""

from collections.abc import Iterable
from datetime import date

from foglift.codebook import Book
from foglift.fuse import control, copies, incidents, outlook, rulings, tallies
from foglift.fuse import ground as grounds
from foglift.fuse.causes import Seen
from foglift.fuse.changes import changes, seen
from foglift.fuse.ground import Evidence
from foglift.model import Claim, Judgement, Picture, Report

__all__ = ["Evidence", "Seen", "changes", "picture", "seen"]


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
    known_by = known_by or day
    decided = rulings.rulings(judgements, known_by)
    known = {
        claim.id: Evidence(report, claim)
        for report, claim in claims
        if claim.id not in decided.rejected
        and (report.published is None or report.published <= known_by)
    }
    evidence = tuple(known[id] for id in sorted(known))
    families = copies.copies(one.report for one in evidence)
    base = grounds.ground(evidence, book, day, known_by, families)
    spells = control.control(evidence, base)
    return Picture(
        as_of=day,
        known_by=known_by,
        incidents=incidents.incidents(evidence, decided, base),
        tallies=tallies.tallies(evidence, base),
        control=spells,
        threats=outlook.threats(evidence, spells, base),
    )

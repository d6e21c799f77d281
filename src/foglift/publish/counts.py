"""Tallies and their running totals in rows."""

from collections.abc import Iterable

from foglift.codebook import Book
from foglift.model import Step, Tally
from foglift.publish.material import Material
from foglift.publish.tables import Cell, table

TALLIES = (
    "tally", "of", "whom", "whom_id", "unit", "manner", "relation", "place", "place_id", "by",
    "since", "until", "running_total", "low", "best", "high", "words", "best_by", "as_of",
    "standing", "contested", "sources", "part_of", "wholes", "problems", "claims",
)  # fmt: skip
SERIES = (
    "tally", "of", "whom", "place", "source", "as_of", "low", "high", "since", "increment",
    "announced", "change", "claims",
)  # fmt: skip


def tallies(material: Material) -> str:
    """One tally a row: low, best and high, what it is part of and what in it does not fit. Rows
    are never to be added up: `wholes` hold `parts`, and periods overlap."""
    shown = material.shown
    return table(TALLIES, (_row(one, shown.book) for one in shown.picture.tallies))


def series(material: Material) -> str:
    """One figure of a running total a row, with what it grew by since the one before."""
    shown = material.shown
    return table(
        SERIES,
        (
            _step(one, each.source, step, shown.book)
            for one in shown.picture.tallies
            for each in one.series
            for step in each.steps
        ),
    )


def _row(one: Tally, book: Book) -> dict[str, Cell]:
    standing = one.standing
    return {
        **_scope(one, book),
        "whom_id": one.whom if book.label(one.whom) != one.whom else "",
        "unit": one.unit,
        "manner": one.manner,
        "relation": one.relation,
        "place_id": one.place,
        "by": _listed(book.label(ref) for ref in one.by),
        "since": one.since.isoformat() if one.since else None,
        "until": one.until.isoformat() if one.until else None,
        "running_total": "yes" if one.cumulative else "",
        "low": one.low,
        "best": one.best,
        "high": one.high,
        "words": one.phrase,
        "best_by": one.best_by,
        "as_of": one.as_of.isoformat() if one.as_of else None,
        "standing": standing.grade,
        "contested": "yes" if standing.contested else "",
        "sources": _listed(standing.by),
        "part_of": one.part_of,
        "wholes": _listed(one.wholes),
        "problems": _listed(f"{each.kind}: {each.words}" for each in one.problems),
        "claims": _listed(one.claims),
    }


def _step(one: Tally, source: str, step: Step, book: Book) -> dict[str, Cell]:
    return {
        **_scope(one, book),
        "source": source,
        "as_of": step.as_of.isoformat(),
        "low": step.low,
        "high": step.high,
        "since": step.since.isoformat() if step.since else None,
        "increment": step.increment,
        "announced": step.announced,
        "change": step.change,
        "claims": _listed(step.claims),
    }


def _scope(one: Tally, book: Book) -> dict[str, Cell]:
    """What it counts; words for people that the codebook does not know are left out."""
    known = book.label(one.whom) != one.whom
    return {
        "tally": one.id,
        "of": one.of,
        "whom": book.label(one.whom) if known else "",
        "place": book.label(one.place) if one.place else "",
    }


def _listed(words: Iterable[str]) -> str:
    return "; ".join(words)

"""Flat records of what claims add up to, with names in the place of ids.

A place or an actor without a name in the codebook keeps its id; ids of claims stay as they are.
"""

from collections.abc import Iterable

from foglift.codebook import Book
from foglift.model import (
    ControlSpell,
    Incident,
    Intention,
    Series,
    Shift,
    Standing,
    Tally,
    Threat,
)
from foglift.publish.record import Record


def incident_record(incident: Incident, book: Book) -> Record:
    """One happening: what, where, when, by whom, to whom, and how well it stands."""
    return {
        "type": incident.type,
        "facet": incident.facet,
        "relation": incident.relation,
        "place": book.label(incident.place),
        "start": incident.start,
        "end": incident.end,
        "precision": incident.precision,
        "actors": _labels(incident.actors, book),
        "recipients": _labels(incident.recipients, book),
        **_standing(incident.standing, book),
        "claims": incident.claims,
    }


def tally_record(tally: Tally, book: Book) -> Record:
    """One count: low, best and high, who gives them, how it grew, what does not fit."""
    return {
        "of": tally.of,
        "whom": book.label(tally.whom),
        "place": book.label(tally.place),
        "since": tally.since,
        "until": tally.until,
        "low": tally.low,
        "best": tally.best,
        "high": tally.high,
        "unit": tally.unit,
        "best_by": book.label(tally.best_by),
        "as_of": tally.as_of,
        "cumulative": tally.cumulative,
        "series": tuple(_series(each) for each in tally.series),
        "problems": tuple(f"{each.kind}: {each.words}" for each in tally.problems),
        **_standing(tally.standing, book),
        "claims": tally.claims,
    }


def spell_record(spell: ControlSpell, book: Book) -> Record:
    """A stretch of time in which one holder had a place."""
    return {
        "place": book.label(spell.place),
        "holder": book.label(spell.holder),
        "state": spell.state,
        "layer": spell.layer,
        "since": spell.since,
        "until": spell.until,
        "precision": spell.precision,
        "ended": spell.ended,
        "partial": spell.partial,
        **_standing(spell.standing, book),
        "claims": spell.claims,
    }


def threat_record(threat: Threat, book: Book) -> Record:
    """A place with the reasons to expect fighting there."""
    return {
        "place": book.label(threat.place),
        "by": _labels(threat.by, book),
        "reasons": tuple(reason.words for reason in threat.reasons),
        "claims": threat.claims,
    }


def shift_record(shift: Shift, book: Book) -> Record:
    """A difference between two pictures: how it stood and stands, and what brought it."""
    return {
        "about": shift.about,
        "kind": shift.kind,
        "place": book.label(shift.place) if shift.place else "",
        "subject": shift.subject,
        "was": shift.was,
        "now": shift.now,
        "causes": tuple(f"{cause.kind}: {cause.words}" for cause in shift.causes),
        "claims": shift.claims,
    }


def intention_record(intention: Intention, book: Book) -> Record:
    """What somebody said they would do, and what came of it."""
    return {
        "stated": intention.stated,
        "actors": _labels(intention.actors, book),
        "type": intention.type,
        "facet": intention.facet,
        "negated": intention.negated,
        "place": book.label(intention.place),
        "due": intention.due,
        "condition": intention.condition,
        "fate": intention.fate,
        "decided": intention.decided,
        "came": intention.came,
        "why": intention.why,
        **_standing(intention.standing, book),
        "claims": intention.claims,
        "deciding": intention.deciding,
    }


def _standing(standing: Standing, book: Book) -> Record:
    return {
        "grade": standing.grade,
        "contested": standing.contested,
        "lines": standing.lines,
        "reports": standing.reports,
        "said_by": _labels(standing.by, book),
        "denied_by": _labels(standing.denied_by, book),
    }


def _labels(refs: Iterable[str], book: Book) -> tuple[str, ...]:
    return tuple(book.label(ref) for ref in refs)


def _series(series: Series) -> str:
    """ "Observatory: 602 (2024-12-03), 704 (2024-12-04, +102)"."""
    steps = (
        f"{step.low if step.low is not None else '?'} ({step.as_of}"
        f"{'' if step.increment is None else f', {step.increment:+}'})"
        for step in series.steps
    )
    return f"{series.source}: {', '.join(steps)}"

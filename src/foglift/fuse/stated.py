"""How a thing of a picture stands, in the words of a shift: "held by Syrian army, reported"."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from foglift.codebook import Book
from foglift.codebook.plans import FATES, plan
from foglift.fuse.kinds import differing
from foglift.model import (
    ControlSpell,
    Cover,
    Incident,
    Inconsistency,
    Intention,
    Standing,
    Tally,
    Threat,
)
from foglift.text import between

# What a field says, where its name does not.
_FIELDS = {
    "start": "first day",
    "end": "last day",
    "since": "first day",
    "until": "last day",
    "as_of": "told on",
    "low": "lowest",
    "high": "highest",
    "actors": "who",
    "recipients": "to whom",
    "by": "by whom",
    "precision": "known to the",
    "partial": "only a part of it",
    "cumulative": "a running total",
    "part_of": "part of another",
    "place": "where",
    "relation": "how it lies to the place",
    "facet": "more exactly",
    "phrase": "in words",
    "due": "by when",
}


def state(spell: ControlSpell | None, book: Book) -> str:
    """ "held by Hayat Tahrir al-Sham, acknowledged"; "" where nothing is known."""
    if spell is None:
        return ""
    part = "in part " if spell.partial else ""
    by = f" by {book.label(spell.holder)}" if spell.holder and spell.state == "held" else ""
    kept = f", held by {book.label(spell.holder)}" if spell.holder and not by else ""
    state = "holder unknown" if spell.state == "unknown" else spell.state
    return f"{part}{state}{by}{kept}, {graded(spell.standing)}"


def history(spells: Iterable[ControlSpell], book: Book) -> str:
    """What is over, in both layers: "held by Syrian army, claimed, 2024-11-27 to
    2024-12-05 (claimed)"."""
    past = [one for one in spells if one.ended]
    return "; ".join(
        f"{state(one, book)}, {one.since or '?'} to {one.until or '?'} ({one.layer})"
        for one in past
    )


def covered(cover: Cover, book: Book) -> str:
    """ "as part of Idlib province held by Syrian rebels, reported (assessed)"."""
    area = f"as part of {book.label(cover.area)}"
    return f"{area} held by {book.label(cover.holder)}, {graded(cover.standing)} ({cover.layer})"


def incident(one: Incident) -> str:
    """ "reported, disputed"."""
    return graded(one.standing)


def happening(one: Incident, book: Book) -> str:
    """ "Syrian rebels captured Hama on 2024-12-05"."""
    said = book.happening(
        one.type,
        one.facet,
        _labels(one.actors, book),
        _labels(one.recipients, book),
        book.label(one.place) if one.place else "",
    )
    return f"{said}{_on(one.start, one.end)}"


def counted(one: Tally, book: Book) -> str:
    """ "civilians killed in Hama on 2024-12-04", "people displaced since 2024-11-27"."""
    whom = book.label(one.whom) if one.whom else "people"
    who = f"families of {whom}" if one.unit == "families" else whom
    where = f" in {book.label(one.place)}" if one.place else ""
    by = f" by {_labels(one.by, book)}" if one.by else ""
    since = f" since {one.since}" if one.since else " so far"
    return f"{who} {one.of}{by}{where}{since if one.cumulative else _on(one.since, one.until)}"


def number(one: Tally, book: Book) -> str:
    """ "704 according to Observatory, of 704 to 910, reported"; "12 to 300, no best number,
    claimed"."""
    spread = between(one.low, one.high, "no number")
    if one.best is None:
        return f"{spread}, no best number, {graded(one.standing)}"
    by, alone = book.label(one.best_by), one.low == one.best and one.high in (None, one.low)
    best = spread if alone else f"{one.best:,}"
    return f"{best} according to {by}{'' if alone else f', of {spread}'}, {graded(one.standing)}"


def reasons(threat: Threat | None, book: Book) -> str:
    """ "named as a target, surrounded; by Syrian rebels"."""
    if threat is None:
        return ""
    by = f"; by {_labels(threat.by, book)}" if threat.by else ""
    return ", ".join(one.kind for one in threat.reasons) + by


def fate(one: Intention) -> str:
    """ "undecided, claimed", "done on 2024-12-05, claimed"."""
    decided = f" on {one.decided}" if one.decided else ""
    return f"{FATES[one.fate]}{decided}, {graded(one.standing)}"


def meant(one: Intention, book: Book) -> str:
    """ "Syrian rebels would capture Homs"."""
    who = _labels(one.actors, book) or "somebody"
    done = plan(one.type, one.facet, book.label(one.place) if one.place else "")
    return f"{who} would {'not ' if one.negated else ''}{done}"


def graded(standing: Standing) -> str:
    """ "claimed, disputed, stale"."""
    flags = (*(("disputed",) if standing.contested else ()), *standing.flags)
    return ", ".join((standing.grade, *flags))


def told(one: ControlSpell | Incident | Intention | Tally) -> str:
    """By how many it is told: "3 lines, 5 reports, 7 claims"."""
    standing = one.standing
    counts = (standing.lines, "line"), (standing.reports, "report"), (len(one.claims), "claim")
    said = ", ".join(f"{n} {noun}{'' if n == 1 else 's'}" for n, noun in counts)
    against = f"; denied by {', '.join(standing.denied_by)}" if standing.denied_by else ""
    return f"{said}{against}"


def fields(was: Any, now: Any, book: Book) -> tuple[str, str]:
    """The fields in which they differ, for both."""
    names = differing(was, now)
    return _valued(was, names, book), _valued(now, names, book)


def _valued(one: Any, names: Iterable[str], book: Book) -> str:
    return "; ".join(
        f"{_FIELDS.get(name, name.replace('_', ' '))}: {_value(getattr(one, name), book)}"
        for name in names
    )


def _value(value: object, book: Book) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, tuple):
        told = (each.words if isinstance(each, Inconsistency) else str(each) for each in value)
        return _labels(told, book) or "not said"
    return book.label(value) if isinstance(value, str) and value else str(value or "not said")


def _labels(refs: Iterable[str], book: Book) -> str:
    return ", ".join(book.label(ref) or ref for ref in refs)


def _on(start: date | None, end: date | None) -> str:
    """ " on 2024-12-05", " from 2024-11-25 to 2024-12-01", "" where nothing is said."""
    if start == end:
        return f" on {start}" if start else ""
    if start is None:
        return f" by {end}"
    return f" from {start}" + (f" to {end}" if end else "")

"""What differs between two pictures, thing by thing: of what kind, how it stood and stands."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from functools import partial
from typing import Literal, TypeVar

from foglift.codebook import Book
from foglift.fuse import handovers, stated
from foglift.fuse.kinds import (
    Difference,
    claims_of,
    fresh,
    is_daily,
    lone_kind,
    rest_kind,
    standing_kind,
)
from foglift.fuse.pairing import Pair, pairs
from foglift.model import RANK, Incident, Intention, Picture, ShiftKind, Tally, Threat

Thing = TypeVar("Thing", Incident, Tally, Intention)


def differences(before: Picture, after: Picture, book: Book) -> Iterator[Difference]:
    """Every thing that differs, once: a place by who has it and by who threatens it, an incident,
    a tally."""
    yield from handovers.control(before.control, after.control, book)
    found = {one.id: one for one in before.tallies}, {one.id: one for one in after.tallies}
    for pair in pairs(before.tallies, after.tallies):
        linked = _linked(pair.before, found[0]) | _linked(pair.after, found[1])
        yield replace(_tally(pair, book), linked=linked)
    yield from (_incident(pair, book) for pair in pairs(before.incidents, after.incidents))
    yield from _threats(before.threats, after.threats, book)
    yield from handovers.covers(before.covers, after.covers, book)
    yield from (_intended(pair, book) for pair in pairs(before.intentions, after.intentions))


def _incident(pair: Pair[Incident], book: Book) -> Difference:
    was, now = pair.before, pair.after
    shown = (now or was)[0]
    return replace(
        _paired("incident", pair, stated.incident, _incident_kind, book),
        subject=stated.happening(shown, book),
        fresh=fresh(was, now),
        daily=is_daily(was, now),
        size=100 * bool(shown.place)
        + 10 * RANK[shown.standing.grade]
        + min(9, shown.standing.reports),
    )


def _incident_kind(was: Incident, now: Incident) -> ShiftKind:
    return standing_kind(was.standing, now.standing) or rest_kind(was, now)


def _tally(pair: Pair[Tally], book: Book) -> Difference:
    was, now = pair.before, pair.after
    return replace(
        _paired("tally", pair, partial(stated.number, book=book), _tally_kind, book),
        subject=stated.counted((now or was)[0], book),
        fresh=fresh(was, now),
        daily=is_daily(was, now),
        size=_change(was, now),
        stood_on=_quoted(was[0]) if was else (),
        numbers=(was[0].best, now[0].best) if len(was) == len(now) == 1 else (),
    )


def _quoted(tally: Tally) -> tuple[str, ...]:
    """The claims that give the number to quote."""
    number = "" if tally.best is None else f"{tally.best:,}"
    given = (side.claims for side in tally.sides if side.position.endswith(f" {number}"))
    return tuple(sorted({claim for claims in given for claim in claims})) or tally.claims


def _linked(tallies: Iterable[Tally], known: Mapping[str, Tally]) -> frozenset[str]:
    """The claims of the wholes and parts of tallies, and of what does not fit in them."""
    found = {claim for one in tallies for problem in one.problems for claim in problem.claims}
    for one in tallies:
        for id in (one.part_of, *one.wholes, *one.parts):
            found.update(known[id].claims if id in known else ())
    return frozenset(found)


def _tally_kind(was: Tally, now: Tally) -> ShiftKind:
    if was.best is None or now.best is None:
        if was.best != now.best:
            return "got a best" if was.best is None else "lost its best"
    elif was.best != now.best:
        return "revised up" if was.best < now.best else "revised down"
    if (was.low, was.high) != (now.low, now.high):
        return "range"
    if was.problems != now.problems:
        return "problem"
    return standing_kind(was.standing, now.standing) or rest_kind(was, now)


def _change(was: tuple[Tally, ...], now: tuple[Tally, ...]) -> int:
    """By how much the largest number moved."""
    return abs(_largest(was) - _largest(now))


def _largest(found: Iterable[Tally]) -> int:
    return max((one.best or one.high or one.low or 0 for one in found), default=0)


def _threats(before: Iterable[Threat], after: Iterable[Threat], book: Book) -> Iterator[Difference]:
    was, now = {one.place: one for one in before}, {one.place: one for one in after}
    for place in sorted(was | now):
        old, new = was.get(place), now.get(place)
        if old != new:
            yield _threat(place, old, new, book)


def _threat(place: str, was: Threat | None, now: Threat | None, book: Book) -> Difference:
    words = stated.reasons(was, book), stated.reasons(now, book)
    return Difference(
        about="threat",
        kind="reasons" if was and now else "listed" if now else "dropped",
        place=place,
        subject=book.label(place),
        was=words[0],
        now=words[1],
        before=frozenset(was.claims if was else ()),
        after=frozenset(now.claims if now else ()),
        size=len(now.reasons) if now else 0,
    )


def _intended(pair: Pair[Intention], book: Book) -> Difference:
    was, now = pair.before, pair.after
    shown = (now or was)[0]
    return replace(
        _paired("intention", pair, stated.fate, _fate_kind, book),
        subject=stated.meant(shown, book),
        before=frozenset(claim for one in was for claim in (*one.claims, *one.deciding)),
        after=frozenset(claim for one in now for claim in (*one.claims, *one.deciding)),
        fresh=frozenset(claim for one in now for claim in one.deciding),
        size=RANK[shown.standing.grade],
    )


def _fate_kind(was: Intention, now: Intention) -> ShiftKind:
    if was.fate != now.fate:
        return "open again" if now.fate == "open" else now.fate
    return standing_kind(was.standing, now.standing) or rest_kind(was, now)


def _paired(
    about: Literal["incident", "tally", "intention"],
    pair: Pair[Thing],
    stands: Callable[[Thing], str],
    kind_of: Callable[[Thing, Thing], ShiftKind],
    book: Book,
) -> Difference:
    """In what things that were and are about the same differ: how they stood and stand, where
    that is in the same words by how many they are told, where only a detail is another, in it."""
    was, now = pair.before, pair.after
    words = "; ".join(map(stands, was)), "; ".join(map(stands, now))
    kind = lone_kind(len(was), len(now)) or kind_of(was[0], now[0])
    if words[0] == words[1]:
        words = stated.told(was[0]), stated.told(now[0])
        if kind in ("details", "problem"):
            words = stated.fields(was[0], now[0], book)
    return Difference(
        about=about,
        kind=kind,
        place=(now or was)[0].place,
        subject="",
        was=words[0],
        now=words[1],
        before=claims_of(was),
        after=claims_of(now),
        earlier=tuple(one.id for one in was),
        later=tuple(one.id for one in now),
    )

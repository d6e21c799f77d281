"""What differs between two pictures, thing by thing: of what kind, how it stood and stands."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from typing import Any, Literal, TypeVar

import msgspec

from foglift.codebook import Book
from foglift.codebook.plans import FATES, plan
from foglift.fuse.pairing import Pair, pairs
from foglift.model import (
    ControlSpell,
    Cover,
    Grade,
    Incident,
    Inconsistency,
    Intention,
    Picture,
    ShiftKind,
    Side,
    Standing,
    Tally,
    Threat,
)
from foglift.text import between

RANK: dict[Grade, int] = {
    "withdrawn": 0,
    "denied": 1,
    "unattributed": 2,
    "claimed": 3,
    "reported": 4,
    "corroborated": 5,
    "acknowledged": 6,
}
Placed = TypeVar("Placed", ControlSpell, Cover)
Thing = TypeVar("Thing", Incident, Tally, Intention)
_STATES: dict[str, ShiftKind] = {
    "contested": "contested",
    "besieged": "surrounded",
    "unknown": "unclear",
    "held": "settled",
}
_TAKEN = ("taken by", "lost by", "left by")
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
# Fields that say by whom a thing is told, and on what grounds, not what it is.
_TELLING = frozenset({"id", "standing", "sides", "claims", "why", "series"})


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that is not the same in both pictures. `before` and `after` are all claims it
    stood and stands on; `fresh` those of positions that nobody took before; `linked` those of the
    numbers it is compared with; `daily` says that nothing differs but what the passing of days
    alone can change; `size` ranks it among its like. The rest is as in a Shift."""

    about: Literal["control", "area", "incident", "tally", "threat", "intention"]
    kind: ShiftKind
    place: str
    subject: str
    was: str
    now: str
    before: frozenset[str]
    after: frozenset[str]
    fresh: frozenset[str] = frozenset()
    daily: bool = False
    size: int = 0
    earlier: tuple[str, ...] = ()
    later: tuple[str, ...] = ()
    linked: frozenset[str] = frozenset()
    stood_on: tuple[str, ...] = ()
    numbers: tuple[int | None, ...] = ()
    holders: tuple[str, ...] = ()


def differences(before: Picture, after: Picture, book: Book) -> Iterator[Difference]:
    """Every thing that differs, once: a place by who has it and by who threatens it, an incident,
    a tally."""
    yield from _control(before.control, after.control, book)
    found = {one.id: one for one in before.tallies}, {one.id: one for one in after.tallies}
    for pair in pairs(before.tallies, after.tallies):
        linked = _linked(pair.before, found[0]) | _linked(pair.after, found[1])
        yield replace(_tally(pair, book), linked=linked)
    yield from (_incident(pair, book) for pair in pairs(before.incidents, after.incidents))
    yield from _threats(before.threats, after.threats, book)
    yield from _covers(before.covers, after.covers, book)
    yield from (_intended(pair, book) for pair in pairs(before.intentions, after.intentions))


# --------------------------------------------------------------------------------- control


def _control(
    before: Iterable[ControlSpell], after: Iterable[ControlSpell], book: Book
) -> Iterator[Difference]:
    was, now = _by_place(before), _by_place(after)
    for place in sorted(was | now):
        old, new = was.get(place, ()), now.get(place, ())
        if old != new:
            yield _spells(place, old, new, book)


def _by_place(found: Iterable[Placed]) -> dict[str, tuple[Placed, ...]]:
    places: dict[str, list[Placed]] = {}
    for one in found:
        places.setdefault(one.place, []).append(one)
    return {place: tuple(each) for place, each in places.items()}


def _spells(
    place: str, old: tuple[ControlSpell, ...], new: tuple[ControlSpell, ...], book: Book
) -> Difference:
    was, now = _shown(old, new)
    kind = _control_kind(was, now, old, book)
    words = _state(was, book), _state(now, book)
    if was is not None and now is not None and words[0] == words[1]:
        words = _told(was), _told(now)
        if kind == "details":
            words = _fields(was, now, book)
    if was == now:
        words = _history(old, book), _history(new, book)
    return Difference(
        about="control",
        kind=kind,
        place=place,
        subject=book.label(place),
        was=words[0],
        now=words[1],
        before=_claims(old),
        after=_claims(new),
        fresh=_fresh(old, new),
        daily=_plain(old) == _plain(new),
        size=RANK[now.standing.grade] if now else 0,
        stood_on=was.claims if was else (),
        holders=(was.holder if was else "", now.holder if now else ""),
    )


def _shown(
    old: Iterable[ControlSpell], new: Iterable[ControlSpell]
) -> tuple[ControlSpell | None, ControlSpell | None]:
    """Who has the place, as assessed; as claimed where nothing is assessed or that is as it was."""
    was, now = _current(old), _current(new)
    assessed = was.get("assessed"), now.get("assessed")
    claimed = was.get("claimed"), now.get("claimed")
    if assessed[0] == assessed[1]:
        return claimed
    return assessed[0] or claimed[0], assessed[1] or claimed[1]


def _current(spells: Iterable[ControlSpell]) -> dict[str, ControlSpell]:
    return {one.layer: one for one in spells if not one.ended}


def _control_kind(
    was: ControlSpell | None,
    now: ControlSpell | None,
    old: tuple[ControlSpell, ...],
    book: Book,
) -> ShiftKind:
    if was == now:
        return "past"
    if now is None:
        return "gone"
    if _is_taken(was, now):
        return "changed hands"
    if was is None:
        return "newly told"
    if now.holder and _team(_holder(was, old), now, book) not in ("", _team(now.holder, now, book)):
        return "changed hands"
    if was.state != now.state:
        return _STATES[now.state]
    flags = "stale" in was.standing.flags, "stale" in now.standing.flags
    if flags[0] != flags[1]:
        return "stale" if flags[1] else "fresh"
    return _standing_kind(was.standing, now.standing) or _rest(was, now)


def _holder(was: ControlSpell, old: Iterable[ControlSpell]) -> str:
    """Who has the place, or had it before it was fought over."""
    held = [one.holder for one in old if one.layer == was.layer and one.holder]
    return was.holder or (held[-1] if held else "")


def _is_taken(was: ControlSpell | None, now: ControlSpell) -> bool:
    """Whether somebody is newly said to have taken the place, or another to have lost it, these
    days, who was not known to have it; it need not be known who had it before."""
    if now.state != "held" or (was is not None and was.state == "held"):
        return False
    known = {side.position for side in was.sides} if was else set()
    fresh = (side.position for side in now.sides if side.position not in known)
    recent = was is not None or now.precision == "day"
    return recent and any(words.startswith(_TAKEN) for words in fresh)


def _team(holder: str, spell: ControlSpell, book: Book) -> str:
    """The side of a holder, for a town that its allies have is still its side's."""
    country = book.gazetteer.place(spell.place).country
    return (book.side(holder, spell.since, country) or holder) if holder else ""


def _state(spell: ControlSpell | None, book: Book) -> str:
    """ "held by Hayat Tahrir al-Sham, acknowledged"; "" where nothing is known."""
    if spell is None:
        return ""
    part = "in part " if spell.partial else ""
    by = f" by {book.label(spell.holder)}" if spell.holder and spell.state == "held" else ""
    kept = f", held by {book.label(spell.holder)}" if spell.holder and not by else ""
    state = "holder unknown" if spell.state == "unknown" else spell.state
    return f"{part}{state}{by}{kept}, {_graded(spell.standing)}"


def _history(spells: Iterable[ControlSpell], book: Book) -> str:
    """What is over, in both layers: "held by Syrian army until 2024-12-05 (claimed)"."""
    past = [one for one in spells if one.ended]
    return "; ".join(
        f"{_state(one, book)}, {one.since or '?'} to {one.until or '?'} ({one.layer})"
        for one in past
    )


def _covers(before: Iterable[Cover], after: Iterable[Cover], book: Book) -> Iterator[Difference]:
    """What is said of places only as part of an area."""
    was, now = _by_place(before), _by_place(after)
    for place in sorted(was | now):
        old, new = was.get(place, ()), now.get(place, ())
        if old != new:
            yield Difference(
                about="area",
                kind="area",
                place=place,
                subject=book.label(place),
                was="; ".join(_covered(one, book) for one in old),
                now="; ".join(_covered(one, book) for one in new),
                before=frozenset(claim for one in old for claim in one.claims),
                after=frozenset(claim for one in new for claim in one.claims),
            )


def _covered(cover: Cover, book: Book) -> str:
    """ "as part of Idlib province held by Syrian rebels, reported (assessed)"."""
    area = f"as part of {book.label(cover.area)}"
    return f"{area} held by {book.label(cover.holder)}, {_graded(cover.standing)} ({cover.layer})"


# -------------------------------------------------------------------------------- incidents


def _incident(pair: Pair[Incident], book: Book) -> Difference:
    was, now = pair.before, pair.after
    shown = (now or was)[0]
    return replace(
        _paired("incident", pair, _stands, _incident_kind, book),
        subject=_happening(shown, book),
        fresh=_fresh(was, now),
        daily=_is_daily(was, now),
        size=100 * bool(shown.place)
        + 10 * RANK[shown.standing.grade]
        + min(9, shown.standing.reports),
    )


def _incident_kind(was: Incident, now: Incident) -> ShiftKind:
    return _standing_kind(was.standing, now.standing) or _rest(was, now)


def _happening(one: Incident, book: Book) -> str:
    said = book.happening(
        one.type,
        one.facet,
        _labels(one.actors, book),
        _labels(one.recipients, book),
        book.label(one.place) if one.place else "",
    )
    return f"{said}{_on(one.start, one.end)}"


def _stands(one: Incident) -> str:
    return _graded(one.standing)


# ---------------------------------------------------------------------------------- tallies


def _tally(pair: Pair[Tally], book: Book) -> Difference:
    was, now = pair.before, pair.after
    return replace(
        _paired("tally", pair, partial(_number, book=book), _tally_kind, book),
        subject=_counted((now or was)[0], book),
        fresh=_fresh(was, now),
        daily=_is_daily(was, now),
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
    return _standing_kind(was.standing, now.standing) or _rest(was, now)


def _change(was: tuple[Tally, ...], now: tuple[Tally, ...]) -> int:
    """By how much the largest number moved."""
    return abs(_largest(was) - _largest(now))


def _largest(found: Iterable[Tally]) -> int:
    return max((one.best or one.high or one.low or 0 for one in found), default=0)


def _counted(one: Tally, book: Book) -> str:
    whom = book.label(one.whom) if one.whom else "people"
    who = f"families of {whom}" if one.unit == "families" else whom
    where = f" in {book.label(one.place)}" if one.place else ""
    by = f" by {_labels(one.by, book)}" if one.by else ""
    since = f" since {one.since}" if one.since else " so far"
    return f"{who} {one.of}{by}{where}{since if one.cumulative else _on(one.since, one.until)}"


def _number(one: Tally, book: Book) -> str:
    """ "704 according to Observatory, of 704 to 910, reported"; "12 to 300, no best number,
    claimed"."""
    spread = between(one.low, one.high, "no number")
    if one.best is None:
        return f"{spread}, no best number, {_graded(one.standing)}"
    by, alone = book.label(one.best_by), one.low == one.best and one.high in (None, one.low)
    best = spread if alone else f"{one.best:,}"
    return f"{best} according to {by}{'' if alone else f', of {spread}'}, {_graded(one.standing)}"


# ---------------------------------------------------------------------------------- threats


def _threats(before: Iterable[Threat], after: Iterable[Threat], book: Book) -> Iterator[Difference]:
    was, now = {one.place: one for one in before}, {one.place: one for one in after}
    for place in sorted(was | now):
        old, new = was.get(place), now.get(place)
        if old != new:
            yield _threat(place, old, new, book)


def _threat(place: str, was: Threat | None, now: Threat | None, book: Book) -> Difference:
    words = _reasons(was, book), _reasons(now, book)
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


def _reasons(threat: Threat | None, book: Book) -> str:
    """ "named as a target, surrounded; by Syrian rebels"."""
    if threat is None:
        return ""
    by = f"; by {_labels(threat.by, book)}" if threat.by else ""
    return ", ".join(one.kind for one in threat.reasons) + by


# ------------------------------------------------------------------------------- intentions


def _intended(pair: Pair[Intention], book: Book) -> Difference:
    was, now = pair.before, pair.after
    shown = (now or was)[0]
    return replace(
        _paired("intention", pair, _fate, _fate_kind, book),
        subject=_meant(shown, book),
        before=frozenset(claim for one in was for claim in (*one.claims, *one.deciding)),
        after=frozenset(claim for one in now for claim in (*one.claims, *one.deciding)),
        fresh=frozenset(claim for one in now for claim in one.deciding),
        size=RANK[shown.standing.grade],
    )


def _fate_kind(was: Intention, now: Intention) -> ShiftKind:
    if was.fate != now.fate:
        return "open again" if now.fate == "open" else now.fate
    return _standing_kind(was.standing, now.standing) or _rest(was, now)


def _fate(one: Intention) -> str:
    """ "undecided, claimed", "done on 2024-12-05, claimed"."""
    decided = f" on {one.decided}" if one.decided else ""
    return f"{FATES[one.fate]}{decided}, {_graded(one.standing)}"


def _meant(one: Intention, book: Book) -> str:
    """ "Syrian rebels would capture Homs"."""
    who = _labels(one.actors, book) or "somebody"
    done = plan(one.type, one.facet, book.label(one.place) if one.place else "")
    return f"{who} would {'not ' if one.negated else ''}{done}"


# --------------------------------------------------------------------------------- in common


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
    kind = _lone_kind(len(was), len(now)) or kind_of(was[0], now[0])
    if words[0] == words[1]:
        words = _told(was[0]), _told(now[0])
        if kind in ("details", "problem"):
            words = _fields(was[0], now[0], book)
    return Difference(
        about=about,
        kind=kind,
        place=(now or was)[0].place,
        subject="",
        was=words[0],
        now=words[1],
        before=_claims(was),
        after=_claims(now),
        earlier=tuple(one.id for one in was),
        later=tuple(one.id for one in now),
    )


def _lone_kind(was: int, now: int) -> ShiftKind | None:
    if was == now == 1:
        return None
    if not was or not now:
        return "newly told" if now else "gone"
    return "merged" if now == 1 else "split" if was == 1 else "regrouped"


def _standing_kind(was: Standing, now: Standing) -> ShiftKind | None:
    """In what the standing differs that a reader has to know; None where it is only the number of
    those who say so."""
    if was.grade != now.grade:
        if now.grade == "withdrawn":
            return "withdrawn"
        return "rose" if RANK[was.grade] < RANK[now.grade] else "fell"
    if was.contested != now.contested:
        return "disputed" if now.contested else "undisputed"
    return None


def _rest(was: Any, now: Any) -> ShiftKind:
    """Whether what is told differs or only who tells it."""
    named = set(was.__struct_fields__) - _TELLING
    return "details" if any(getattr(was, one) != getattr(now, one) for one in named) else "support"


def _graded(standing: Standing) -> str:
    flags = (*(("disputed",) if standing.contested else ()), *standing.flags)
    return ", ".join((standing.grade, *flags))


def _told(one: ControlSpell | Incident | Intention | Tally) -> str:
    """By how many it is told: "3 lines, 5 reports, 7 claims"."""
    standing = one.standing
    counts = (standing.lines, "line"), (standing.reports, "report"), (len(one.claims), "claim")
    said = ", ".join(f"{n} {noun}{'' if n == 1 else 's'}" for n, noun in counts)
    against = f"; denied by {', '.join(standing.denied_by)}" if standing.denied_by else ""
    return f"{said}{against}"


def _fields(was: Any, now: Any, book: Book) -> tuple[str, str]:
    """The fields in which they differ, for both."""
    names = [
        name
        for name in was.__struct_fields__
        if name not in _TELLING and getattr(was, name) != getattr(now, name)
    ]
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


def _claims(found: Iterable[ControlSpell | Incident | Intention | Tally]) -> frozenset[str]:
    return frozenset(claim for one in found for claim in one.claims)


def _fresh(
    was: Iterable[ControlSpell | Incident | Tally], now: Iterable[ControlSpell | Incident | Tally]
) -> frozenset[str]:
    """The claims of positions that nobody took before."""
    known = {side.position for side in _sides(was)}
    return frozenset(
        claim for side in _sides(now) if side.position not in known for claim in side.claims
    )


def _sides(found: Iterable[ControlSpell | Incident | Tally]) -> Iterator[Side]:
    return (side for one in found for side in one.sides)


def _is_daily(was: Iterable[Incident | Tally], now: Iterable[Incident | Tally]) -> bool:
    return _plain(was) == _plain(now)


def _plain(found: Iterable[ControlSpell | Incident | Tally]) -> list[Any]:
    """Without what the passing of days alone can change: that it is early, or stale."""
    return [
        msgspec.structs.replace(
            one, standing=msgspec.structs.replace(one.standing, flags=()), why=()
        )
        for one in found
    ]

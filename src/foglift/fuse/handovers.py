"""In what who has the places of a picture is another than in an earlier one."""

from collections.abc import Iterable, Iterator
from typing import TypeVar

from foglift.codebook import Book
from foglift.fuse import stated
from foglift.fuse.kinds import Difference, claims_of, fresh, is_daily, rest_kind, standing_kind
from foglift.model import RANK, ControlSpell, Cover, ShiftKind

Placed = TypeVar("Placed", ControlSpell, Cover)
_STATES: dict[str, ShiftKind] = {
    "contested": "contested",
    "besieged": "surrounded",
    "unknown": "unclear",
    "held": "settled",
}
_TAKEN = ("taken by", "lost by", "left by")


def control(
    before: Iterable[ControlSpell], after: Iterable[ControlSpell], book: Book
) -> Iterator[Difference]:
    """Who has a place: "held by Syrian army, reported" -> "held by Syrian rebels, claimed"."""
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
    words = stated.state(was, book), stated.state(now, book)
    if was is not None and now is not None and words[0] == words[1]:
        words = stated.told(was), stated.told(now)
        if kind == "details":
            words = stated.fields(was, now, book)
    if was == now:
        words = stated.history(old, book), stated.history(new, book)
    return Difference(
        about="control",
        kind=kind,
        place=place,
        subject=book.label(place),
        was=words[0],
        now=words[1],
        before=claims_of(old),
        after=claims_of(new),
        fresh=fresh(old, new),
        daily=is_daily(old, new),
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
    return standing_kind(was.standing, now.standing) or rest_kind(was, now)


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


def covers(before: Iterable[Cover], after: Iterable[Cover], book: Book) -> Iterator[Difference]:
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
                was="; ".join(stated.covered(one, book) for one in old),
                now="; ".join(stated.covered(one, book) for one in new),
                before=claims_of(old),
                after=claims_of(new),
            )

"""A difference between two pictures, and of what kind it is, whatever it is about."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Literal

import msgspec

from foglift.model import (
    RANK,
    ControlSpell,
    Cover,
    Incident,
    Intention,
    ShiftKind,
    Side,
    Standing,
    Tally,
)

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


def lone_kind(was: int, now: int) -> ShiftKind | None:
    """What became of so many things that are so many now; None where one is still one."""
    if was == now == 1:
        return None
    if not was or not now:
        return "newly told" if now else "gone"
    return "merged" if now == 1 else "split" if was == 1 else "regrouped"


def standing_kind(was: Standing, now: Standing) -> ShiftKind | None:
    """In what the standing differs that a reader has to know; None where it is only the number of
    those who say so."""
    if was.grade != now.grade:
        if now.grade == "withdrawn":
            return "withdrawn"
        return "rose" if RANK[was.grade] < RANK[now.grade] else "fell"
    if was.contested != now.contested:
        return "disputed" if now.contested else "undisputed"
    return None


def rest_kind(was: Any, now: Any) -> ShiftKind:
    """Whether what is told differs or only who tells it."""
    return "details" if differing(was, now) else "support"


def differing(was: Any, now: Any) -> list[str]:
    """The fields in which two things differ, but for those of who tells it."""
    return [
        name
        for name in was.__struct_fields__
        if name not in _TELLING and getattr(was, name) != getattr(now, name)
    ]


def claims_of(
    found: Iterable[ControlSpell | Cover | Incident | Intention | Tally],
) -> frozenset[str]:
    """All claims on which things stand."""
    return frozenset(claim for one in found for claim in one.claims)


def fresh(
    was: Iterable[ControlSpell | Incident | Tally], now: Iterable[ControlSpell | Incident | Tally]
) -> frozenset[str]:
    """The claims of positions that nobody took before."""
    known = {side.position for side in _sides(was)}
    return frozenset(
        claim for side in _sides(now) if side.position not in known for claim in side.claims
    )


def _sides(found: Iterable[ControlSpell | Incident | Tally]) -> Iterator[Side]:
    return (side for one in found for side in one.sides)


def is_daily(
    was: Iterable[ControlSpell | Incident | Tally], now: Iterable[ControlSpell | Incident | Tally]
) -> bool:
    """Whether nothing differs but what the passing of days alone can change."""
    return _plain(was) == _plain(now)


def _plain(found: Iterable[ControlSpell | Incident | Tally]) -> list[Any]:
    """Without what the passing of days alone can change: that it is early, or stale."""
    return [
        msgspec.structs.replace(
            one, standing=msgspec.structs.replace(one.standing, flags=()), why=()
        )
        for one in found
    ]

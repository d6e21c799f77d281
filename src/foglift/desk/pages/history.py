"""Who had a place from when to when: spell by spell, and in lanes along the days."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import Literal

import msgspec
from msgspec.structs import replace

from foglift.desk.charts import Bar, Lane, Sight
from foglift.desk.look import Look
from foglift.desk.pages.holding import Holding, Layer, holding
from foglift.desk.quotes import quotes
from foglift.model import Claim, Control, ControlSpell, Report
from foglift.publish import wording
from foglift.publish.graded import tellers

_SPAN = {"day": 0, "week": 6, "month": 30, "year": 365, "decade": 3652}


class Spell(msgspec.Struct, frozen=True):
    """A stretch of time in which one holder had the place, with what each side says of it."""

    now: Holding
    until: date | None
    ended: bool
    sides: tuple[tuple[str, tuple[str, ...], tuple[str, ...]], ...]
    why: tuple[str, ...] = ()


def merged(spells: Iterable[ControlSpell]) -> Iterator[tuple[ControlSpell, Layer]]:
    """The spells, the latest first; one for both layers where they say the same."""
    found: dict[ControlSpell, set[Layer]] = {}
    for one in sorted(spells, key=_begun):
        found.setdefault(replace(one, layer="assessed"), set()).add(one.layer)
    for one, layers in found.items():
        yield one, "both" if len(layers) > 1 else layers.pop()


def _begun(one: ControlSpell) -> tuple[int, bool, str]:
    return -(one.since or date.min).toordinal(), one.layer == "claimed", one.holder


def spell(look: Look, one: ControlSpell, layer: Layer) -> Spell:
    """A spell with what each side says of it; its layer is "both" where two say the same."""
    sides = tuple(
        (side.position, tuple(wording.told(name, 20) for name in side.sources), side.claims)
        for side in one.sides
    )
    return Spell(holding(look, one, layer), one.until, one.ended, sides, one.why)


def lanes(look: Look, spells: Iterable[ControlSpell]) -> Iterator[Lane]:
    """A lane for each holder in the order in which they had the place; one for what is contested
    and one for when nobody is known to have it."""
    rows: dict[str, list[ControlSpell]] = {}
    for one in sorted(spells, key=lambda one: (one.since or date.min, one.holder, one.state)):
        rows.setdefault(_lane(look, one), []).append(one)
    for label, found in rows.items():
        bars = tuple(_bar(look, one) for one in found)
        ids = dict.fromkeys(claim for one in found for claim in one.claims)
        told = (look.claims[id] for id in ids if id in look.claims)
        yield Lane(label, bars, tuple(seen for pair in told if (seen := _sight(look, *pair))))


def _lane(look: Look, one: ControlSpell) -> str:
    if one.holder:
        return look.book.label(one.holder)
    words = {"contested": "Contested", "besieged": "Surrounded, holder not said"}
    return words.get(one.state, "Nobody known to have it")


def _bar(look: Look, one: ControlSpell) -> Bar:
    colour = f"actor-{look.colour(one.holder)}" if one.holder else one.state
    turned = one.until and one.since and one.until > one.since
    until = one.until - timedelta(days=1) if one.until and turned else one.until
    had = holding(look, one)
    standing = one.standing
    by = wording.listed([wording.told(name, 20) for name in tellers(standing)], 2)
    note = f"{standing.grade}{': ' if by else ''}{by}"
    return Bar(
        since=None if one.precision == "unknown" else one.since,
        sure=one.since and one.since + timedelta(days=_SPAN.get(one.precision, 0)),
        until=until or (one.heard or one.since if one.ended else None),
        look=f"{one.layer} {colour}{' besieged' if one.state == 'besieged' else ''}",
        layer=one.layer,
        quiet=one.heard if had.stale else None,
        to=f"/claims/{had.claims[0]}" if had.claims else "",
        words=f"{had.words} {had.since} ({one.layer}; {note})",
        note=note if one.layer == "assessed" else "",
    )


def _sight(look: Look, report: Report, claim: Claim) -> Sight | None:
    """A claim on the day that it is about, else on that of its report."""
    when = claim.when
    day = (when and (when.end or when.start)) or report.published
    if day is None or not isinstance(claim.content, Control):
        return None
    (quoted,) = quotes(look, (claim.id,))
    against, loss = claim.denies, claim.content.change in ("loses", "leaves")
    kind: Literal["for", "against", "loss"] = "against" if against else "loss" if loss else "for"
    return Sight(min(day, look.day), kind, f"/claims/{claim.id}", quoted.heard)

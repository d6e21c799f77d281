"""What stands on a claim: incidents, numbers, who holds what, each with what else it stands on."""

from datetime import date
from typing import Literal

import msgspec

from foglift.desk import saying
from foglift.desk.look import Derived, Look
from foglift.model import (
    Claim,
    ControlSpell,
    Cover,
    Incident,
    Intention,
    Report,
    Standing,
    Tally,
    Threat,
)
from foglift.publish.facts import order
from foglift.publish.footnotes import said_by

_OTHERS = 6  # claims beside that are named


class Other(msgspec.Struct, frozen=True):
    """Another claim on which the same stands."""

    claim: str
    words: str
    who: str
    outlet: str
    published: date | None
    denies: bool


class Thing(msgspec.Struct, frozen=True):
    """What stands on a claim, or is denied by it, how well, why it was joined so, and on what else
    it stands."""

    kind: str
    words: str
    standing: Standing | None
    why: tuple[str, ...]
    others: tuple[Other, ...]
    more: int
    link: str
    layer: str = ""
    denied: bool = False


Kind = Literal["incident", "number", "control", "area", "threat", "intention"]


def things(look: Look, one: Claim) -> tuple[Thing, ...]:
    """What stands on the claim, once where both layers of control say the same."""
    found: dict[tuple[str, str], Thing] = {}
    for each in look.derived(one.id):
        thing = _thing(look, one, each)
        found.setdefault((thing.kind, thing.words), thing)
    return tuple(found.values())


def _thing(look: Look, one: Claim, each: Derived) -> Thing:
    kind, link = _page(each)
    beside = sorted(
        (look.claims[id] for id in set(each.claims) if id in look.claims and id != one.id),
        key=order,
    )
    standing = None if isinstance(each, Threat) else each.standing
    why = getattr(each, "why", ())
    return Thing(
        kind=kind,
        words=saying.stands(look.facts, each),
        standing=standing,
        why=tuple(saying.ground(words, look.day) for words in why),
        others=tuple(_other(look, *told) for told in beside[:_OTHERS]),
        more=max(0, len(beside) - _OTHERS),
        link=link,
        layer=each.layer if isinstance(each, ControlSpell | Cover) else "",
        denied=one.denies,
    )


def _page(each: Derived) -> tuple[Kind, str]:
    match each:
        case Incident():
            return "incident", f"/incidents/{each.id}"
        case Tally():
            return "number", f"/tallies/{each.id}"
        case ControlSpell():
            return "control", f"/places/{each.place}"
        case Cover():
            return "area", f"/places/{each.place}"
        case Threat():
            return "threat", f"/places/{each.place}"
        case Intention():
            return "intention", "/outlook"


def _other(look: Look, report: Report, one: Claim) -> Other:
    return Other(
        claim=one.id,
        words=saying.said(look.facts, report, one),
        who=said_by(look.facts, report, one),
        outlet=look.facts.outlet(report),
        published=report.published,
        denies=one.denies,
    )

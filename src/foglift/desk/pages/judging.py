"""What one can decide about a claim or an incident, on its page."""

import msgspec

from foglift import review as reviewing
from foglift.desk import saying
from foglift.desk.look import Look
from foglift.desk.pages.forms import Field, form
from foglift.desk.pages.judgements import Past, history, short
from foglift.model import Claim, Incident, Report, quote

_OTHERS = 8  # happenings that one may say to be the same
_NEAR = 3  # days that they may lie apart


class OnClaim(msgspec.Struct, frozen=True):
    """What one can decide about a claim, and what was decided."""

    id: str
    state: str
    said: str
    kind: str
    fields: tuple[Field, ...]
    beside: tuple[tuple[str, str], ...]
    others: tuple[tuple[str, str], ...]
    history: tuple[Past, ...]
    given: str = ""


class OnIncident(msgspec.Struct, frozen=True):
    """What one can decide about claims that are told as one happening."""

    id: str
    claims: tuple[tuple[str, str], ...]
    others: tuple[tuple[str, str], ...]
    history: tuple[Past, ...]


def on(look: Look, id: str) -> OnClaim | OnIncident | None:
    """What one can decide about the claim or incident of that id; None where it is neither."""
    if look.public:
        return None
    if id in look.incidents:
        return _on_incident(look, look.incidents[id])
    known = look.claim(id)
    return _on_claim(look, *known) if known else None


def _on_claim(look: Look, report: Report, claim: Claim) -> OnClaim:
    told = [one for one in look.by_report.get(report.id, ()) if one.id != claim.id]
    twins = next((g for g in reviewing.beside([claim, *told]) if claim.id in g), ())
    beside = [one for one in told if one.id in twins]
    state, said = _state(look, claim.id)
    incidents = [one for one in look.derived(claim.id) if isinstance(one, Incident)]
    near = _near(look, incidents[0]) if incidents else ()
    stands = look.rulings.instead.get(claim.id)
    return OnClaim(
        id=claim.id,
        state=state,
        said=said,
        kind=claim.kind,
        fields=form(look, report, claim),
        beside=tuple((one.id, saying.said(look.facts, report, one)) for one in beside),
        others=near,
        history=history(look, (claim.id,)),
        given=stands.id if stands else "",
    )


def _on_incident(look: Look, one: Incident) -> OnIncident:
    known = [look.claims[id] for id in one.claims if id in look.claims]
    return OnIncident(
        id=one.id,
        claims=tuple(
            (claim.id, f"{report.name}: “{short(quote(report, claim.evidence))}”")
            for report, claim in known
        ),
        others=_near(look, one),
        history=history(look, one.claims),
    )


def _state(look: Look, id: str) -> tuple[str, str]:
    decided = look.rulings
    if id in decided.confirmed:
        return "checked", f"checked by {decided.confirmed[id]}"
    if id in decided.rejected:
        return "rejected", "rejected: it takes no part in the picture"
    if id in decided.instead:
        return "corrected", "corrected: another claim stands in its place"
    if id in look.aside:
        return "aside", "not in the picture any more"
    return "read", "machine-read: no person has checked it"


def _near(look: Look, one: Incident) -> tuple[tuple[str, str], ...]:
    """Other happenings at the place about that day, each by the first of its claims."""
    there = look.at(one.place).incidents if one.place else ()
    found = [other for other in there if other.id != one.id and _apart(one, other) <= _NEAR]
    found.sort(key=lambda other: (other.type != one.type, _apart(one, other), other.id))
    return tuple(
        (other.claims[0], f"{saying.stands(look.facts, other)} ({_many(other)})")
        for other in found[:_OTHERS]
    )


def _many(one: Incident) -> str:
    return "1 claim" if len(one.claims) == 1 else f"{len(one.claims)} claims"


def _apart(one: Incident, other: Incident) -> int:
    first, second = one.start or one.end, other.start or other.end
    return abs((first - second).days) if first and second else 0

"""What one claim says that somebody will do: who, what, by when, on what condition."""

from dataclasses import dataclass

from foglift.fuse.ground import Evidence, Ground, place_of
from foglift.model import Claim, Event, Intent, Mention, Report
from foglift.text import is_first_person

_HIS = frozenset({"his", "her", "its", "their"})
_SAID = frozenset({"reports", "claims", "acknowledges", "threatens", "denies", "retracts"})
_WORDS = frozenset({"STATEMENT", "RESPONSIBILITY", "OUT_OF_SCOPE"})
_TALKS = "STATEMENT/talks"


@dataclass(frozen=True, slots=True)
class Meant:
    """One claim of what somebody will do; `said` and `due` are ordinals of days, `sides` the actors
    and the sides they are on, `side` the one name by which tellings are joined."""

    evidence: Evidence
    event: str
    actors: tuple[str, ...]
    sides: frozenset[str]
    side: str
    said: int | None
    first: int | None
    due: int | None
    condition: str
    negated: bool

    @property
    def joined(self) -> tuple[str, str, str, bool, bool]:
        """What tellings of one intention have in common."""
        claim = self.evidence.claim
        return self.event, place_of(claim), self.side, self.negated, bool(self.condition)


def meant(evidence: Evidence, ground: Ground) -> Meant | None:
    """What the claim says somebody will do; None where it says nothing of the kind, or nobody
    known is to do it and no place and time are named."""
    report, claim = evidence
    event = _event(claim)
    if not event or claim.background or not _is_stated(claim):
        return None
    actors = _actors(report, claim)
    first, due = _time(report, claim)
    if not actors and not (place_of(claim) and due):
        return None
    day, country = report.published, ground.country(evidence)
    sides = [ground.team(one, day, country) for one in actors]
    return Meant(
        evidence=evidence,
        event=event,
        actors=actors,
        sides=frozenset({*actors, *sides} - {""}),
        side=min(sides, default=""),
        said=day.toordinal() if day else None,
        first=first,
        due=due,
        condition=_condition(report, claim),
        negated=claim.realis == "negated",
    )


def _event(claim: Claim) -> str:
    """The event meant, with its facet: "AGREEMENT/ceasefire"; "" where nothing is."""
    match claim.content:
        case Intent(type=type, facet=facet):
            said = "talks" if type == "STATEMENT" and not facet else facet
            return f"{type}/{said}" if said else type
        case Event(type="THREAT") if claim.realis == "actual":
            return "THREAT"
        case Event(type=type, facet=facet) if claim.realis == "planned":
            full = f"{type}/{facet}" if facet else type
            return full if type not in _WORDS or full == _TALKS else ""
        case _:
            return ""


def _is_stated(claim: Claim) -> bool:
    """Whether it is told as meant, not as what an outsider expects or thinks possible."""
    link = claim.said_by[0] if claim.said_by else None
    if link is not None and link.stance not in _SAID:
        return False
    own = link is not None and link.role == "party"
    return claim.realis != "hypothetical" or own


def _actors(report: Report, claim: Claim) -> tuple[str, ...]:
    """Who is to do it; "we" and "his forces" are those who speak."""
    named = claim.content.actors if isinstance(claim.content, Intent | Event) else ()
    refs = {one.ref or _speaker(one, report, claim) for one in named}
    return tuple(sorted(refs - {""}))


def _speaker(mention: Mention, report: Report, claim: Claim) -> str:
    if not claim.said_by:
        return ""
    link = claim.said_by[0]
    words = report.text[mention.span.start : mention.span.end]
    first, *more = words.lower().split() or [""]
    own = is_first_person(first) or mention.span == link.source.span or (more and first in _HIS)
    return (link.source.ref.partition("/")[0] or link.side) if own and link.role == "party" else ""


def _time(report: Report, claim: Claim) -> tuple[int | None, int | None]:
    """First and last day of the time that is named, where it lies ahead of the report."""
    when, said = claim.when, report.published
    if when is None or when.end is None or when.precision == "unknown":
        return None, None
    if said is not None and when.end <= said:
        return None, None
    first = when.start if when.start and (said is None or when.start > said) else None
    return first.toordinal() if first else None, when.end.toordinal()


def _condition(report: Report, claim: Claim) -> str:
    span = claim.content.condition if isinstance(claim.content, Intent) else None
    return report.words(span) if span else ""

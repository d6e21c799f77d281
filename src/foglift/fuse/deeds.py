"""What is told to have been done, as far as it can decide what comes of an intention."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import timedelta

from foglift.fuse.ground import Evidence, Ground, bounds, place_of, spoken_of, when_of
from foglift.fuse.happening import happened, type_of
from foglift.model import Content, Control, Event, Mention

# Matters of sides more than of a place.
OF_SIDES = frozenset({"AGREEMENT", "RELEASE", "STATEMENT"})
BEFORE = timedelta(days=14)


@dataclass(frozen=True, slots=True)
class Deed:
    """One claim of something done; `day` is the ordinal of the day it counts from: where only the
    report's is known, that."""

    evidence: Evidence
    event: str
    first: int
    day: int
    actors: frozenset[str]
    recipients: frozenset[str]

    @property
    def type(self) -> str:
        return self.event.partition("/")[0]

    @property
    def reported(self) -> int:
        published = self.evidence.report.published
        return published.toordinal() if published else 0

    def is_by(self, sides: Iterable[str]) -> bool | None:
        """Whether one of these did it; False where others did it, or did it to one of them; None
        where nobody says."""
        ours = frozenset(sides)
        if self.actors & ours:
            return True
        return False if self.actors or self.recipients & ours else None


def told(evidence: Evidence) -> str:
    """The type of what the claim says was done; "" where it tells of nothing done, or of the
    past."""
    claim = evidence.claim
    if claim.background or claim.realis != "actual" or not happened(claim):
        return ""
    return type_of(claim)


def deed(evidence: Evidence, ground: Ground) -> Deed | None:
    """What the claim says was done and when; None where it tells of nothing done, of the past, or
    of what has no day."""
    claim, days, type = evidence.claim, bounds(evidence), told(evidence)
    if not type or days is None:
        return None
    facet = claim.content.facet if isinstance(claim.content, Event) else ""
    actors, recipients = _parties(claim.content)
    vague = when_of(evidence).start is None
    return Deed(
        evidence=evidence,
        event=f"{type}/{facet}" if facet else type,
        first=days[0],
        day=days[1] if vague else days[0],
        actors=_names(actors, evidence, ground),
        recipients=_names(recipients, evidence, ground),
    )


def _parties(content: Content) -> tuple[tuple[Mention, ...], tuple[Mention, ...]]:
    """Who did it and to whom; in a clash all do it, and who loses a place has it done to him."""
    match content:
        case Event(type="CLASH", actors=actors, recipients=recipients):
            return (*actors, *recipients), ()
        case Event(actors=actors, recipients=recipients):
            return actors, recipients
        case Control(change="loses", holder=Mention() as holder):
            return (), (holder,)
        case Control(holder=Mention() as holder):
            return (holder,), ()
        case _:
            return (), ()


def _names(named: Iterable[Mention], evidence: Evidence, ground: Ground) -> frozenset[str]:
    """The actors, and their sides by the names on that day and two weeks before: who wins is soon
    called otherwise."""
    day, country = spoken_of(evidence), ground.country(evidence)
    days = (day, day - BEFORE) if day else (day,)
    refs = {one.ref for one in named} - {""}
    return frozenset({*refs, *(ground.team(ref, one, country) for ref in refs for one in days)})


def scopes(evidence: Evidence, ground: Ground) -> Iterator[str]:
    """The places, and for pacts and talks the sides, whose intentions what was done may decide."""
    place = place_of(evidence.claim)
    wide = not place or ground.lore.kind(place) == "country"
    if place:
        yield place
        yield from () if wide else ground.lore.around(place)
    if type_of(evidence.claim) in OF_SIDES:
        actors, recipients = _parties(evidence.claim.content)
        for side in sorted(_names((*actors, *recipients), evidence, ground)):
            yield of_side(side)
            if wide:
                yield of_side(side, ground.country(evidence))


def of_side(side: str, country: str = "") -> str:
    """The scope of a side's matters, or of those in one country that are of no place in it."""
    return f"side:{side}@{country}" if country else f"side:{side}"

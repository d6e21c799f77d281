"""The happening a claim is about, in the terms that decide sameness."""

from collections.abc import Iterable
from dataclasses import dataclass

from foglift.codebook.rows import COMES_OF
from foglift.fuse.ground import FINEST, Evidence, Ground, bounds, place_of, when_of
from foglift.fuse.matters import words
from foglift.fuse.nearness import NEAR_KM
from foglift.model import Claim, Control, Event, Mention, Relation, Span, Where
from foglift.text import sentences

LONG = 31
FOREVER = (0, 10**7)
# So far from a claim its sentence may begin or end.
_REACH = 600
ANYONE = "people:people"
UNARMED = frozenset(("people:civilians",))
_UNSAID = FINEST.index("unknown")


@dataclass(frozen=True, slots=True, order=True)
class Happening:
    """What a claim says happened. `first` and `last` are ordinals of days, FOREVER where undated;
    `far` keeps "40 km south of" from being the place itself; `own` is the claim's id where equal
    terms do not make it the same: a person has decided about it, or it has no place to go by. Of
    such a one, `report` and `sentence` say where it is told, `words` are the stems of the sentence.
    """

    type: str
    first: int
    last: int
    place: str
    facet: str
    relation: Relation
    far: str
    precision: int
    actors: tuple[str, ...]
    recipients: tuple[str, ...]
    own: str
    report: str = ""
    sentence: int = 0
    words: tuple[str, ...] = ()

    @property
    def vague(self) -> bool:
        """Whether it has no place to go by: none at all, or a whole country."""
        return bool(self.report)

    @property
    def dated(self) -> bool:
        return (self.first, self.last) != FOREVER

    @property
    def unsaid(self) -> bool:
        """Whether only the day of the report is known."""
        return self.dated and self.precision == _UNSAID

    @property
    def long(self) -> bool:
        return self.last - self.first > LONG


def happening(evidence: Evidence, ground: Ground, judged: bool = False) -> Happening | None:
    """The happening a claim is about, None when it tells of none, or of one in an undated past.

    "Rebels captured Hama on Thursday" in a report of 2024-12-05: a CAPTURE, 2024-12-05, Hama,
    by the opposition.
    """
    claim = evidence.claim
    type, days, place = type_of(claim), bounds(evidence), place_of(claim)
    if not type or not happened(claim) or (claim.background and days is None):
        return None
    first, last = days or FOREVER
    actors, recipients = participants(evidence, ground)
    vague = not place or ground.lore.kind(place) == "country"
    sentence = _sentence(evidence) if vague else Span(0, 0)
    return Happening(
        type=type,
        first=first,
        last=last,
        place=place,
        facet=claim.content.facet if isinstance(claim.content, Event) else "",
        relation=_relation(claim.where, type, ground),
        far=_far(claim.where),
        precision=FINEST.index(when_of(evidence).precision),
        actors=tuple(sorted(actors)),
        recipients=tuple(sorted(recipients)),
        own=claim.id if judged or vague else "",
        report=evidence.report.id if vague else "",
        sentence=sentence.start,
        words=tuple(sorted(set(words(evidence.report.text[sentence.start : sentence.end])))),
    )


def type_of(claim: Claim) -> str:
    """The type of event a claim tells of, "" when it tells of none.

    A change of control is the event that brings it: "lost control of Hama" is a CAPTURE.
    """
    match claim.content:
        case Event(type=type):
            return "" if type == "OUT_OF_SCOPE" else type
        case Control(change="takes", partial=partial) if partial:
            return "ADVANCE"
        case Control(change=change):
            return COMES_OF.get(change, "")
        case _:
            return ""


def happened(claim: Claim) -> bool:
    """Whether the claim is about something said to have happened, or said not to have."""
    if claim.realis not in ("actual", "negated"):
        return False
    return not claim.said_by or claim.said_by[0].stance not in ("threatens", "expects")


def participants(evidence: Evidence, ground: Ground) -> tuple[frozenset[str], frozenset[str]]:
    """The teams that act and that are acted on; who loses a place is acted on, and in a clash
    all act."""
    match evidence.claim.content:
        case Event(type="CLASH", actors=actors, recipients=recipients):
            return _sides((*actors, *recipients), evidence, ground), frozenset()
        case Event(actors=actors, recipients=recipients):
            return _sides(actors, evidence, ground), _sides(recipients, evidence, ground)
        case Control(change="loses", holder=holder) if holder:
            return frozenset(), _sides((holder,), evidence, ground)
        case Control(holder=holder) if holder:
            return _sides((holder,), evidence, ground), frozenset()
        case _:
            return frozenset(), frozenset()


def _sides(names: Iterable[Mention], evidence: Evidence, ground: Ground) -> frozenset[str]:
    """The teams of the names. Words for people set none apart but those who bear no arms from the
    armed: children hurt are the civilians of another report, its soldiers whoever is named."""
    teams = ground.teams(names, evidence)
    told = frozenset(team for team in teams if not team.startswith("people:"))
    return told or (UNARMED if any(map(ground.unarmed, teams - {ANYONE})) else told)


def _sentence(evidence: Evidence) -> Span:
    """The sentence in which a claim stands, as far as its paragraph is within reach."""
    text, here = evidence.report.text, evidence.claim.evidence[0]
    start = max(
        0, text.rfind("\n", max(0, here.start - _REACH), here.start) + 1, here.start - _REACH
    )
    end = text.find("\n", here.end, here.end + _REACH)
    around = Span(start, end if end >= 0 else min(len(text), here.end + _REACH))
    return next((each for each in sentences(text, around) if each.meets(here)), here)


def _relation(where: Where | None, type: str, ground: Ground) -> Relation:
    """How it lies to the place; who leaves a place leaves it there."""
    if where is None:
        return "at"
    row = ground.book.interchanged(type, type)
    return "at" if row and row.leaves and where.relation == "from" else where.relation


def _far(where: Where | None) -> str:
    if where is None or where.km is None or where.km <= NEAR_KM:
        return ""
    return f"{where.km:g} km {where.bearing}"

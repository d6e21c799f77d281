"""What is said of who has a place: each claim with its side and the days it tells of."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from foglift.codebook.gazetteer import POINTS
from foglift.fuse.ground import Evidence, Ground, bounds, place_of, spoken_of, when_of
from foglift.fuse.happening import happened
from foglift.fuse.sides import Voice, voice
from foglift.model import Change, Claim, Control, Precision, When

UNDATED = 10**7
LONG = 7  # days; a state told of a longer time begins with its first
LONG_AGO = 31  # days before the report
FRESH = 14  # days for which what was said is still of these days

AWAY: frozenset[Change] = frozenset({"loses", "leaves"})
FIGHTS: frozenset[Change] = frozenset({"enters", "contests", "besieges"})
_COMES: frozenset[Change] = frozenset({"takes", "holds", "enters", "contests", "besieges"})
_FIGHTERS = frozenset({"people:fighters", "people:rebels", "people:gunmen", "people:militants"})
_ORDER: dict[Change, int] = {
    "takes": 0,
    "loses": 1,
    "leaves": 1,
    "holds": 2,
    "enters": 3,
    "contests": 3,
    "besieges": 3,
}
# Parts of a day, in the order of their hours.
_HOURS = ("dawn", "morning", "noon", "midday", "afternoon", "evening", "night", "midnight")


@dataclass(frozen=True, slots=True)
class Sighting:
    """One claim about who has a place. `team` is the side it is about, "" when none is named;
    `first` and `last` are ordinals of days, UNDATED where nothing says; `hour` the part of the day.

    `partial`: only a part of the place is meant, `quarter` is its id where it has a name; `over`:
    the fighting had ended when it was told of; `but` are places that are excepted by name.
    """

    claim: Claim
    spoken: Voice
    change: Change
    actor: str
    team: str
    first: int
    last: int
    precision: Precision
    partial: bool = False
    quarter: str = ""
    over: bool = False
    hour: int = 0
    but: tuple[str, ...] = ()

    @property
    def point(self) -> int:
        """A state told of a long time counts from its beginning, all else by its end."""
        long = self.last - self.first > LONG
        fought = self.change in FIGHTS and (self.over or (long and self.precision == "day"))
        return self.first if fought or (long and self.change == "holds") else self.last

    @property
    def told(self) -> int:
        """Where in its report the claim stands."""
        return self.claim.evidence[0].start

    @property
    def order(self) -> tuple[int, int, int, int, int, str]:
        return (
            self.point,
            _ORDER[self.change],
            self.first,
            self.hour,
            self.told,
            self.claim.id,
        )

    def follows(self, other: "Sighting") -> bool:
        """Whether this came later on the same days: at a later hour, or told after the other by
        the same source in one report."""
        if self.hour and other.hour:
            return self.hour > other.hour
        one_breath = (self.claim.report, self.spoken.source) == (
            other.claim.report,
            other.spoken.source,
        )
        return one_breath and self.told > other.told


def concerned(claim: Claim, ground: Ground) -> tuple[str, ...]:
    """The places whose history the claim belongs to: its own, and the town it is a quarter of."""
    content, place = claim.content, place_of(claim)
    if not isinstance(content, Control) or not place or not _is_heard(claim, content, ground):
        return ()
    town = ground.lore.town(place)
    return (place, town) if town else (place,)


def sightings(place: str, evidence: Iterable[Evidence], ground: Ground) -> list[Sighting]:
    """All that is said of who has the place, up to the picture's day."""
    found = (_sighting(place, one, ground) for one in evidence)
    return _named(_in_order([one for one in found if one is not None]), place, ground)


def _is_heard(claim: Claim, content: Control, ground: Ground) -> bool:
    where = claim.where
    if where is None or where.km is not None or not happened(claim):
        return False
    if where.relation not in (("at", "from", "outside") if content.change in AWAY else ("at",)):
        return False
    if content.change in AWAY and content.holder and "/" in content.holder.ref:
        return False  # a president who leaves his capital leaves it to his army
    return ground.lore.kind(where.place.ref) in POINTS or content.change in (
        "takes",
        "holds",
        "loses",
    )


def _sighting(place: str, evidence: Evidence, ground: Ground) -> Sighting | None:
    claim = evidence.claim
    content = claim.content
    if not isinstance(content, Control):
        return None
    first, last = _days(evidence)
    if last < UNDATED and not ground.reached(first):
        return None
    actor = content.holder.ref if content.holder else ""
    spoken = place_of(claim)
    return Sighting(
        claim=claim,
        spoken=voice(evidence, ground),
        change=content.change,
        actor=actor,
        team=ground.team(actor, spoken_of(evidence), ground.country(evidence)),
        first=first,
        last=last,
        precision=_precision(when_of(evidence)),
        partial=content.partial is not None or spoken != place,
        quarter=spoken if spoken != place else "",
        over=content.change in FIGHTS and _is_over(evidence),
        hour=_hour(evidence),
        but=tuple(sorted({one.ref for one in content.but if one.ref})),
    )


def _days(evidence: Evidence) -> tuple[int, int]:
    """First and last day; an undated past comes before everything, other undated things after."""
    days = bounds(evidence)
    if days is None:
        return (-1, -1) if evidence.claim.background else (UNDATED, UNDATED)
    return (days[1], days[1]) if _is_untimed(when_of(evidence)) else days


def _is_untimed(when: When) -> bool:
    return when.precision == "unknown" or when.why.startswith("no time said")


def _precision(when: When) -> Precision:
    """Only by when it was so is known where no beginning is said: "retaken by 10 September"."""
    return when.precision if when.start is not None else "unknown"


def _is_over(evidence: Evidence) -> bool:
    """Whether it is said from which day to which it lasted, and that had passed."""
    when, published = evidence.claim.when, evidence.report.published
    if when is None or when.start is None or when.end is None or published is None:
        return False
    lasted = when.precision == "day" and when.start < when.end and not _is_untimed(when)
    return lasted and (published - when.end).days > 1


def _hour(evidence: Evidence) -> int:
    """The part of the day that the words for the time name, 0 where they name none."""
    when = evidence.claim.when
    if when is None or when.span is None or when.start != when.end:
        return 0
    words = evidence.report.text[when.span.start : when.span.end].lower().split()
    return max((_HOURS.index(word) + 1 for word in words if word in _HOURS), default=0)


def _named(seen: list[Sighting], place: str, ground: Ground) -> list[Sighting]:
    """The sightings, those of "fighters" too as of the only side beside the state that is named
    about that time: words for people who bear arms are no side of their own beside it."""
    if not any(one.team in _FIGHTERS for one in seen):
        return seen
    country = ground.lore.country(place)
    found: list[Sighting] = []
    for one in seen:
        near: set[str] = set()
        if one.team in _FIGHTERS and one.change in _COMES:
            day = date.fromordinal(one.last) if 0 < one.last < UNDATED else None
            state = ground.book.home_side(country, day)
            near = {
                each.team for each in seen if _is_near(each, one) and _is_side(each.team, state)
            }
        found.append(replace(one, team=near.pop(), actor="") if len(near) == 1 else one)
    return found


def _is_near(other: Sighting, one: Sighting) -> bool:
    return other.change in _COMES and abs(other.point - one.point) <= FRESH


def _is_side(team: str, state: str) -> bool:
    return team not in ("", state) and not team.startswith("people:")


# ---------------------------------------------------------------------------- told in one report


def _in_order(seen: list[Sighting]) -> list[Sighting]:
    """The sightings without what one report only recalls, the vague days of those that it tells
    one after the other narrowed by one another."""
    reports: dict[str, list[Sighting]] = {}
    for one in seen:
        reports.setdefault(one.claim.report, []).append(one)
    kept: dict[str, Sighting] = {}
    for told in reports.values():
        told.sort(key=lambda one: (one.told, one.claim.id))
        for one in _clipped(_recalled(told)):
            kept[one.claim.id] = one
    return [kept[one.claim.id] for one in seen if one.claim.id in kept]


def _recalled(told: list[Sighting]) -> list[Sighting]:
    """Without old battles, and quarters won long ago, that leave things as they are: one counts
    that has a beginning and an end, or that cost somebody who the report says had the place."""
    kept: list[Sighting] = []
    for one in told:
        lost = any(_is_had_before(had, one) for had in kept)
        weak = one.partial or one.change in FIGHTS
        if not (weak and one.claim.background) or one.over or (one.change == "takes" and lost):
            kept.append(one)
    return kept


def _is_had_before(had: Sighting, one: Sighting) -> bool:
    whole = _is_gain(had) and not had.partial
    return whole and had.team != one.team and had.last <= one.first


def _clipped(told: list[Sighting]) -> list[Sighting]:
    """Of two takings that are told one after the other, the first came first, also where its day
    is told vaguely ("captured in 2022, recaptured on 11 September 2022"), or, long ago, not at all
    ("captured early on, recaptured on 11 September 2022")."""
    found = list(told)
    takings = [n for n, one in enumerate(told) if one.change == "takes" and _is_gain(one)]
    for n in reversed(takings):
        later = next((one for one in found[n + 1 :] if _is_dated(one) and _is_change(one)), None)
        if later is None or later.team == found[n].team:
            continue
        one = found[n]
        if one.first < later.first <= one.last:
            found[n] = replace(one, last=later.first - 1)
        elif _is_untimed_before(one, later, found[:n]):
            exact = later.precision == "day"
            first, last = (later.first - 1,) * 2 if exact else (later.first, later.last)
            found[n] = replace(one, first=first, last=last)
    return found


def _is_gain(one: Sighting) -> bool:
    return one.change in ("takes", "holds") and one.spoken.attitude == "for"


def _is_change(one: Sighting) -> bool:
    return one.spoken.attitude == "for" and (one.change == "takes" or one.change in FIGHTS)


def _is_dated(one: Sighting) -> bool:
    return 0 <= one.last < UNDATED


def _is_untimed_before(one: Sighting, later: Sighting, earlier: list[Sighting]) -> bool:
    """Whether a taking without a day stands in a history of what was long before the report."""
    said, when = one.spoken.said, one.claim.when
    if said is None or not (when is None or _is_untimed(when)):
        return False
    long_ago = said.toordinal() - LONG_AGO
    past = later.first < long_ago or any(_is_dated(had) and had.last < long_ago for had in earlier)
    return past and one.last > later.first

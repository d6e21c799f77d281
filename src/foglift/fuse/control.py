"""Who holds which place, since when, on whose word: sightings into turns, turns into spells.

A *sighting* is one claim about who has a place. A *turn* is a moment from which somebody is said
to have it; sightings that cannot both be true of one moment stand in one turn as rivals. A
*spell* joins turns that come to the same. Silence never ends a spell.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import pairwise
from typing import Literal

import msgspec

from foglift.codebook.gazetteer import POINTS
from foglift.fuse.ground import FINEST, Evidence, Ground, bounds, place_of, spoken_of, when_of
from foglift.fuse.happening import happened
from foglift.fuse.sides import Voice, opposed, position, standing, voice
from foglift.model import (
    Change,
    Claim,
    Control,
    ControlSpell,
    Grade,
    Precision,
    Side,
    Standing,
    When,
)

SLACK = 2
FRESH = 14
UNDATED = 10**7
State = Literal["held", "contested", "besieged", "unknown"]
Layer = Literal["assessed", "claimed"]

_RANK: dict[Grade, int] = {"claimed": 1, "reported": 2, "corroborated": 3, "acknowledged": 4}
_LEAST: dict[Layer, int] = {"assessed": 2, "claimed": 1}
_ORDER: dict[Change, int] = {
    "takes": 0,
    "loses": 1,
    "leaves": 1,
    "holds": 2,
    "enters": 3,
    "contests": 3,
    "besieges": 3,
}
_WORDS: dict[Change, str] = {
    "takes": "taken by",
    "loses": "lost by",
    "leaves": "left by",
    "holds": "held by",
    "enters": "entered by",
    "contests": "contested by",
    "besieges": "besieged by",
}
_AWAY = frozenset({"loses", "leaves"})
_FIGHTS = frozenset({"enters", "contests", "besieges"})


@dataclass(frozen=True, slots=True)
class Sighting:
    """One claim about who has a place. `team` is the side it is about, "" when none is named;
    `first` and `last` are ordinals of days, UNDATED where nothing says."""

    claim: Claim
    spoken: Voice
    change: Change
    actor: str
    team: str
    first: int
    last: int
    precision: Precision
    partial: bool

    @property
    def point(self) -> int:
        """A state told of a long time counts from its beginning, all else by its end."""
        lasting = self.change == "holds" and self.last - self.first > 7
        return self.first if lasting else self.last

    @property
    def order(self) -> tuple[int, int, int, str]:
        return self.point, _ORDER[self.change], self.first, self.claim.id


@dataclass(slots=True)
class Turn:
    """A moment from which a place is held by somebody new, fought over or surrounded.

    `gains` are the sightings of those who have it from then on, by side; `losses` of those who
    have it no more; `inside` of those who fight in it or stand around it; `doubts` deny or take
    back one of these. `actors` says for which side each actor has it; `latest` is the last day
    spoken of.
    """

    state: State
    first: int
    last: int
    precision: Precision
    gains: dict[str, list[Sighting]] = field(default_factory=dict)
    losses: list[Sighting] = field(default_factory=list)
    inside: list[Sighting] = field(default_factory=list)
    doubts: list[Sighting] = field(default_factory=list)
    actors: dict[str, str] = field(default_factory=dict)
    taken: bool = False
    latest: int = -1

    def gain(self, one: Sighting) -> None:
        self.gains.setdefault(one.team, []).append(one)
        self.actors.setdefault(one.actor, one.team)
        self._heard(one)

    def lose(self, one: Sighting) -> None:
        self.losses.append(one)
        self._heard(one)

    def fight(self, one: Sighting) -> None:
        self.inside.append(one)
        self._heard(one)

    def _heard(self, one: Sighting) -> None:
        self.taken = self.taken or one.change == "takes"
        self.latest = max(self.latest, one.point)

    def all(self) -> tuple[Sighting, ...]:
        gained = (one for team in sorted(self.gains) for one in self.gains[team])
        return (*gained, *self.losses, *self.inside, *self.doubts)

    def narrow(self, one: Sighting) -> None:
        """A more exact day for the same turn replaces a vaguer one."""
        if _width(one.first, one.last, one.precision) < _width(
            self.first, self.last, self.precision
        ):
            self.first, self.last, self.precision = one.first, one.last, one.precision


@dataclass(slots=True)
class _Outcome:
    """What one or more turns come to in one layer."""

    state: State
    team: str
    voices: list[Voice]
    turns: list[Turn]
    tied: bool = False
    holder: str = ""
    since: date | None = None
    until: date | None = None
    ended: bool = False


def control(evidence: Iterable[Evidence], ground: Ground) -> tuple[ControlSpell, ...]:
    """The spells of every place up to the picture's day, in both layers; by place and time."""
    places: dict[str, list[Evidence]] = {}
    for one in evidence:
        if speaks(one.claim, ground):
            places.setdefault(place_of(one.claim), []).append(one)
    return tuple(
        spell for place in sorted(places) for spell in history(place, places[place], ground)
    )


def speaks(claim: Claim, ground: Ground) -> bool:
    """Whether the claim is about who has the place it names."""
    where, content = claim.where, claim.content
    if not isinstance(content, Control) or where is None or not where.place.ref:
        return False
    relations = ("at", "from", "outside") if content.change in _AWAY else ("at",)
    town = ground.lore.kind(where.place.ref) in POINTS
    fits = town or content.change in ("takes", "holds", "loses")
    if content.change in _AWAY and content.holder and "/" in content.holder.ref:
        return False  # a president who leaves his capital leaves it to his army
    if (content.change in _FIGHTS or content.partial) and claim.background:
        return False  # an old battle, or a quarter won long ago, leaves things as they are
    return fits and happened(claim) and where.km is None and where.relation in relations


def history(place: str, evidence: Iterable[Evidence], ground: Ground) -> tuple[ControlSpell, ...]:
    """The spells of one place in both layers, from the claims that speak of it."""
    ordered = sorted(evidence, key=lambda one: one.claim.id)
    seen = _in_order([one for each in ordered if (one := _sighting(each, ground)) is not None])
    timed = [one for one in seen if one.spoken.said is not None and one.last != UNDATED]
    placed = [one for one in seen if not timed or 0 <= one.last < UNDATED]
    left_out = len(seen) - len(placed)
    note = (f"claims left out because they are undated: {left_out}",) if left_out else ()
    found = turns(placed)
    return tuple(spell for layer in _LEAST for spell in _spells(place, found, layer, note, ground))


def current(spells: Iterable[ControlSpell], layer: Layer) -> dict[str, ControlSpell]:
    """The last spell of each place in a layer."""
    return {one.place: one for one in spells if one.layer == layer and not one.ended}


def turns(sightings: Iterable[Sighting]) -> list[Turn]:
    """The sightings of one place in their order of time, those joined that tell of one turn."""
    found: list[Turn] = []
    ordered = sorted(sightings, key=lambda one: one.order)
    for one in ordered:
        if one.spoken.attitude == "for":
            filed = _same_team(found, one)
            _filing(filed)(found, filed)
    for one in ordered:
        if one.spoken.attitude != "for" and not one.claim.background:
            _doubt(found, one)
    return found


# -------------------------------------------------------------------------------- sightings


def _in_order(seen: list[Sighting]) -> list[Sighting]:
    """Of two takings that one report tells one after the other, the first came first, also where
    its day is told vaguely: "captured in 2022, recaptured on 11 September 2022"."""
    told: dict[str, list[Sighting]] = {}
    for one in seen:
        if one.change == "takes" and one.spoken.attitude == "for" and 0 <= one.last < UNDATED:
            told.setdefault(one.claim.report, []).append(one)
    clipped: dict[str, Sighting] = {}
    for takings in told.values():
        takings.sort(key=lambda one: one.claim.evidence[0])
        for first, then in pairwise(takings):
            if first.team != then.team and first.first < then.first <= first.last:
                clipped[first.claim.id] = replace(first, last=then.first - 1)
    return [clipped.get(one.claim.id, one) for one in seen]


def _sighting(evidence: Evidence, ground: Ground) -> Sighting | None:
    claim = evidence.claim
    content = claim.content
    if not isinstance(content, Control):
        return None
    actor = content.holder.ref if content.holder else ""
    first, last = _days(evidence, content.change)
    if last < UNDATED and not ground.reached(first):
        return None
    return Sighting(
        claim=claim,
        spoken=voice(evidence, ground),
        change=content.change,
        actor=actor,
        team=ground.team(actor, spoken_of(evidence), ground.country(evidence)),
        first=first,
        last=last,
        precision=_precision(when_of(evidence)),
        partial=content.partial is not None,
    )


def _days(evidence: Evidence, change: Change) -> tuple[int, int]:
    """First and last day; an undated past comes before everything, other undated things after."""
    days = bounds(evidence)
    if days is None:
        return (-1, -1) if evidence.claim.background else (UNDATED, UNDATED)
    when = when_of(evidence)
    unsaid = when.precision == "unknown" or when.why.startswith("no time said")
    return (days[1], days[1]) if unsaid else days


def _precision(when: When) -> Precision:
    """Only by when it was so is known where no beginning is said: "retaken by 10 September"."""
    return when.precision if when.start is not None else "unknown"


# ------------------------------------------------------------------------------------ turns


def _filing(one: Sighting) -> Callable[[list[Turn], Sighting], None]:
    if one.partial or one.change in _FIGHTS:
        return _inside
    if one.change in _AWAY or not one.team:
        return _loss
    return _gain if one.change == "takes" else _hold


def _same_team(found: list[Turn], one: Sighting) -> Sighting:
    """An actor that changed sides since it took the place still has it."""
    team = found[-1].actors.get(one.actor, one.team) if found and one.actor else one.team
    return one if team == one.team else replace(one, team=team)


def _gain(found: list[Turn], one: Sighting) -> None:
    turn = next((turn for turn in _overlapping(found, one) if _welcomes(turn, one.team)), None)
    if turn is not None:
        turn.narrow(one)
    elif found and found[-1].state == "held" and set(found[-1].gains) == {one.team}:
        turn = found[-1]  # said again; nobody else has had it in between
    elif found and found[-1].taken and one.first <= found[-1].last:
        turn = found[-1]  # which came first cannot be told: rivals
    else:
        turn = _turn("held", one)
        found.append(turn)
    turn.gain(one)


def _overlapping(found: list[Turn], one: Sighting) -> Iterator[Turn]:
    """Turns at the same time, latest first; the last one within two days."""
    for back, turn in enumerate(reversed(found)):
        slack = SLACK if back == 0 else 0
        if turn.state == "held" and one.first - slack <= turn.last:
            yield turn


def _welcomes(turn: Turn, team: str) -> bool:
    if turn.gains:
        return team in turn.gains and turn.taken
    return all(loss.team != team for loss in turn.losses)


def _loss(found: list[Turn], one: Sighting) -> None:
    last = found[-1] if found else None
    if last is not None and last.state == "held" and _agrees_to_loss(last, one):
        last.lose(one)
        return
    earlier = next(
        (turn for turn in _overlapping(found, one) if turn.taken and one.team not in turn.gains),
        None,
    )
    if earlier is not None:
        earlier.lose(one)
        return
    turn = _turn("held", one)
    turn.lose(one)
    if last is not None and last.state == "contested":
        turn.gains = {team: [] for team in _held_before(found) if team != one.team}
    found.append(turn)


def _agrees_to_loss(turn: Turn, one: Sighting) -> bool:
    if turn.gains:
        close = one.point - turn.latest <= FRESH
        return bool(set(turn.gains) - {one.team}) and (bool(one.team) or close)
    return {loss.team for loss in turn.losses} == {one.team}


def _held_before(found: list[Turn]) -> tuple[str, ...]:
    held = [turn for turn in found if turn.state == "held"]
    return tuple(sorted(held[-1].gains)) if held else ()


def _hold(found: list[Turn], one: Sighting) -> None:
    held = [turn for turn in found if turn.state == "held"]
    if found and found[-1].state == "besieged" and held and one.team in held[-1].gains:
        held[-1].gain(one)
        return
    last = found[-1] if found else None
    stale = last is not None and one.point - last.latest > FRESH
    if last is None or last.state != "held" or (stale and one.team not in last.gains):
        last = _turn("held", one)
        found.append(last)
    last.gain(one)


def _inside(found: list[Turn], one: Sighting) -> None:
    state: State = "besieged" if one.change == "besieges" and not one.partial else "contested"
    last = found[-1] if found else None
    if last is not None and last.state == "held" and one.team in last.gains:
        return
    if last is not None and last.taken and one.first <= last.last:
        return  # the fighting that the taking ended
    if last is None or last.state != state:
        last = _turn(state, one)
        found.append(last)
    last.fight(one)


def _doubt(found: list[Turn], one: Sighting) -> None:
    for turn in reversed(found):
        timely = turn.first - SLACK <= one.last and one.first <= turn.latest + FRESH
        if timely and any(_concerns(one, other) for other in turn.all()):
            turn.doubts.append(one)
            return


def _concerns(doubt: Sighting, other: Sighting) -> bool:
    if other.spoken.attitude != "for":
        return False
    if doubt.change in _AWAY:
        return (other.team == doubt.team) == (other.change in _AWAY)
    kind = doubt.change in ("takes", "holds")
    return kind == (other.change in ("takes", "holds")) and doubt.team in ("", other.team)


def _turn(state: State, one: Sighting) -> Turn:
    lasting = one.point == one.first
    sure = one.change != "holds" or (lasting and one.first != one.last)
    return Turn(state, one.first, one.point, one.precision if sure else "unknown")


def _width(first: int, last: int, precision: Precision) -> tuple[int, int]:
    return last - first, FINEST.index(precision)


# ----------------------------------------------------------------------------------- spells


def _spells(
    place: str, history: list[Turn], layer: Layer, note: tuple[str, ...], ground: Ground
) -> Iterator[ControlSpell]:
    outcomes: list[_Outcome] = []
    for turn in history:
        last = outcomes[-1] if outcomes else None
        found = _outcome(turn, last, layer)
        if found is None and last is not None:
            last.voices += _rivals(turn, last.team)
        elif found is not None and last is not None and _same(last, found):
            last.voices += found.voices
            last.turns.append(turn)
        elif found is not None:
            outcomes.append(found)
    _date(outcomes)
    for outcome in outcomes:
        yield _spell(place, outcome, layer, note, ground)


def _date(outcomes: Iterable[_Outcome]) -> None:
    """Since when each holds and until when; one dated vaguely not before the one it follows."""
    latest, before = date.min, None
    for outcome in outcomes:
        since = _since(_begun(outcome))
        latest = max(latest, since or latest)
        outcome.since = latest if since else None
        if before is not None:
            before.until, before.ended = outcome.since, True
        before = outcome


def _outcome(turn: Turn, before: _Outcome | None, layer: Layer) -> _Outcome | None:
    """What the turn comes to: its best supported holder, or none of equals."""
    if turn.state != "held":
        voices = [one.spoken for one in (*turn.inside, *turn.doubts)]
        kept = before if before and turn.state == "besieged" else None
        team, holder = (kept.team, kept.holder) if kept else ("", "")
        known = _RANK.get(standing(voices).grade, 0) >= _LEAST[layer]
        return _Outcome(turn.state, team, voices, [turn], holder=holder) if known else None
    ranked = {team: _RANK.get(standing(_words(turn, team)).grade, 0) for team in _candidates(turn)}
    best = max(ranked.values(), default=0)
    top = sorted(team for team, rank in ranked.items() if rank == best)
    if best < _LEAST[layer]:
        return None
    if len(top) > 1:
        voices = [one.spoken for one in turn.all()]
        return _Outcome("contested", "", voices, [turn], tied=True)
    team = top[0]
    same = before is not None and before.team == team
    holder = _holder(turn, team) or (before.holder if before and same else "")
    return _Outcome("held" if team else "unknown", team, _words(turn, team), [turn], holder=holder)


def _candidates(turn: Turn) -> tuple[str, ...]:
    """Those said to have the place; "" (nobody known) when all that is said is who lost it."""
    losers = {loss.team for loss in turn.losses}
    nobody = bool(losers) and not set(turn.gains) - losers
    return (*sorted(turn.gains), *(("",) if nobody else ()))


def _words(turn: Turn, team: str) -> list[Voice]:
    """All that is said in the turn for and against one holder."""
    backing = [one.spoken for one in turn.gains.get(team, ())]
    backing += [one.spoken for one in turn.losses if one.team != team or not team]
    doubts = [one.spoken for one in turn.doubts if _about(one, team)]
    return [*backing, *_rivals(turn, team), *doubts]


def _about(doubt: Sighting, team: str) -> bool:
    if doubt.change in _AWAY:
        return doubt.team != team or not team
    return doubt.team in ("", team)


def _rivals(turn: Turn, team: str) -> list[Voice]:
    gains = [one.spoken for other, gain in turn.gains.items() if other != team for one in gain]
    losses = [one.spoken for one in turn.losses if team and one.team == team]
    return list(opposed((*gains, *losses)))


def _holder(turn: Turn, team: str) -> str:
    """The actor most often named for the side."""
    named = Counter(one.actor for one in turn.gains.get(team, ()) if one.actor)
    return min(named, key=lambda actor: (-named[actor], actor), default="")


def _same(one: _Outcome, other: _Outcome) -> bool:
    return (one.state, one.team, one.tied) == (other.state, other.team, other.tied)


def _spell(
    place: str,
    outcome: _Outcome,
    layer: Layer,
    note: tuple[str, ...],
    ground: Ground,
) -> ControlSpell:
    seen = [one for turn in outcome.turns for one in turn.all()]
    flags, stale = ((), ()) if outcome.ended else _stale(seen, ground)
    return ControlSpell(
        place=place,
        holder=outcome.holder,
        state=outcome.state,
        layer=layer,
        since=outcome.since,
        until=outcome.until,
        precision=_begun(outcome).precision,
        standing=_standing(outcome, flags),
        sides=_sides(seen, ground),
        claims=tuple(sorted({one.claim.id for one in seen})),
        partial=any(one.partial for turn in outcome.turns for one in turn.inside),
        ended=outcome.ended,
        why=(*_why(outcome, seen), *stale, *note),
    )


def _standing(outcome: _Outcome, flags: tuple[str, ...]) -> Standing:
    found = standing(outcome.voices, flags)
    return msgspec.structs.replace(found, contested=found.contested or outcome.tied)


def _begun(outcome: _Outcome) -> Turn:
    """The turn from which the holder has it; where rivals met in that turn, with the day that is
    said of the holder and not of its rival."""
    turn = outcome.turns[0]
    own = turn.gains.get(outcome.team, ())
    if len(turn.gains) < 2 or not own:
        return turn
    best = min(own, key=lambda one: (_width(one.first, one.last, one.precision), one.order))
    return _turn(turn.state, best)


def _since(turn: Turn) -> date | None:
    """The first possible day; where no day is said, the day by which it was so."""
    if not 0 <= turn.last < UNDATED:
        return None
    return date.fromordinal(turn.last if turn.precision == "unknown" else turn.first)


def _stale(seen: Iterable[Sighting], ground: Ground) -> tuple[tuple[str, ...], tuple[str, ...]]:
    days = [one.last for one in seen if 0 <= one.last < UNDATED]
    days += [one.spoken.said.toordinal() for one in seen if one.spoken.said is not None]
    latest = max((one for one in days if ground.reached(one)), default=None)
    if latest is None or not ground.reached(latest + FRESH + 1):
        return (), ()
    return ("stale",), (f"nobody has spoken of it since {date.fromordinal(latest).isoformat()}",)


def _why(outcome: _Outcome, seen: list[Sighting]) -> tuple[str, ...]:
    first = outcome.turns[0]
    undated = not 0 <= first.last < UNDATED
    reasons: Mapping[str, bool] = {
        "two sides are equally well supported, so no holder is named": outcome.tied,
        "all that is said is who had it before": outcome.state == "unknown",
        "the claims are undated, so since when is not known": undated,
        "held by then at the latest; since when is not said": (
            first.precision == "unknown" and not undated and outcome.state == "held"
        ),
        f"{len(seen)} claims joined: no other side is said to have had it in between": (
            len(seen) > 1 and outcome.state == "held"
        ),
    }
    return tuple(words for words, holds in reasons.items() if holds)


def _sides(seen: Iterable[Sighting], ground: Ground) -> tuple[Side, ...]:
    positions: dict[str, list[Voice]] = {}
    prefix = {"for": "", "against": "not ", "retracted": "retracted: "}
    for one in seen:
        who = ground.label(one.actor) or "somebody not named"
        words = f"{'in part ' if one.partial else ''}{_WORDS[one.change]} {who}"
        positions.setdefault(prefix[one.spoken.attitude] + words, []).append(one.spoken)
    return tuple(position(words, positions[words]) for words in sorted(positions))

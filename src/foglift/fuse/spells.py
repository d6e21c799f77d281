"""Turns into spells: who has the place in each layer of knowledge, and how well that stands."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

import msgspec

from foglift.fuse.ground import Ground
from foglift.fuse.sides import Voice, opposed, position, standing
from foglift.fuse.sightings import AWAY, FRESH, UNDATED, Sighting
from foglift.fuse.turns import State, Turn, begun, width
from foglift.model import Change, ControlSpell, Grade, Side, Standing

Layer = Literal["assessed", "claimed"]

LEAST: dict[Layer, int] = {"assessed": 2, "claimed": 1}
_RANK: dict[Grade, int] = {"claimed": 1, "reported": 2, "corroborated": 3, "acknowledged": 4}
_WORDS: dict[Change, str] = {
    "takes": "taken by",
    "loses": "lost by",
    "leaves": "left by",
    "holds": "held by",
    "enters": "entered by",
    "contests": "contested by",
    "besieges": "besieged by",
}


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


def counts(layer: Layer, one: Sighting) -> bool:
    """Whether a word alone can give a place to a side in the layer."""
    spoken = one.spoken
    if not spoken.keys or layer == "claimed":
        return bool(spoken.keys)
    return spoken.role != "party" or spoken.admits or not _is_boast(one)


def _is_boast(one: Sighting) -> bool:
    """Whether a party says that its own side won the place, or that another lost it."""
    side = one.spoken.side
    lost = one.change in AWAY or not one.team
    return bool(side) and (one.team != side if lost else one.team == side)


def spells(
    place: str, history: list[Turn], layer: Layer, notes: tuple[str, ...], ground: Ground
) -> Iterator[ControlSpell]:
    """The spells of one place in one layer, in the order of time."""
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
        yield _spell(place, outcome, layer, notes, ground)


def _date(outcomes: list[_Outcome]) -> None:
    """Since when each holds and until when; one dated vaguely not before the one it follows."""
    latest, before = date.min, None
    for outcome in outcomes:
        since = _since(_begun(outcome))
        latest = max(latest, since or latest)
        outcome.since = latest if since else None
        if before is not None:
            before.until, before.ended = outcome.since, True
        before = outcome
    over = before.turns[-1].over if before is not None else None
    if before is not None and over is not None:
        before.until, before.ended = date.fromordinal(over + 1), True


def _outcome(turn: Turn, before: _Outcome | None, layer: Layer) -> _Outcome | None:
    """What the turn comes to: its best supported holder, or none of equals."""
    if turn.state != "held":
        voices = [one.spoken for one in (*turn.inside, *turn.doubts)]
        kept = before if before and turn.state == "besieged" else None
        team, holder = (kept.team, kept.holder) if kept else ("", "")
        known = _RANK.get(standing(voices).grade, 0) >= LEAST[layer]
        return _Outcome(turn.state, team, voices, [turn], holder=holder) if known else None
    ranked = {team: _RANK.get(standing(_words(turn, team)).grade, 0) for team in _candidates(turn)}
    best = max(ranked.values(), default=0)
    top = sorted(team for team, rank in ranked.items() if rank == best)
    if best < LEAST[layer]:
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
    backing += [one.spoken for one in turn.echoes if _gives(one, team)]
    doubts = [one.spoken for one in turn.doubts if _about(one, team)]
    return [*backing, *_rivals(turn, team), *doubts]


def _about(doubt: Sighting, team: str) -> bool:
    if doubt.change in AWAY:
        return doubt.team != team or not team
    return doubt.team in ("", team)


def _rivals(turn: Turn, team: str) -> list[Voice]:
    gains = [one.spoken for other, gain in turn.gains.items() if other != team for one in gain]
    losses = [one.spoken for one in turn.losses if team and one.team == team]
    echoes = [one.spoken for one in turn.echoes if _disputes(one, turn, team)]
    return list(opposed((*gains, *losses, *echoes)))


def _disputes(echo: Sighting, turn: Turn, team: str) -> bool:
    """Whether a word rules a holder out; who names the winner, where all that is known is who
    lost the place, does not."""
    won = echo.change not in AWAY and echo.team not in ("", *(loss.team for loss in turn.losses))
    return not _gives(echo, team) and (bool(team) or not won)


def _gives(echo: Sighting, team: str) -> bool:
    """Whether a word has it that the side has the place."""
    lost = echo.change in AWAY or not echo.team
    return (echo.team != team or not team) if lost else echo.team == team


def _holder(turn: Turn, team: str) -> str:
    """The actor most often named for the side."""
    gains = turn.gains.get(team, ())
    echoes = (one for one in turn.echoes if one.team == team and one.change not in AWAY)
    named = Counter(one.actor for one in gains if one.actor)
    named = named or Counter(one.actor for one in echoes if one.actor)
    return min(named, key=lambda actor: (-named[actor], actor), default="")


def _same(one: _Outcome, other: _Outcome) -> bool:
    return (one.state, one.team, one.tied) == (other.state, other.team, other.tied)


def _spell(
    place: str,
    outcome: _Outcome,
    layer: Layer,
    notes: tuple[str, ...],
    ground: Ground,
) -> ControlSpell:
    seen = [one for turn in outcome.turns for one in turn.all()]
    heard = _heard(seen, ground)
    flags, stale = ((), ()) if outcome.ended else _stale(heard, ground)
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
        partial=outcome.state == "contested"
        and any(one.partial for turn in outcome.turns for one in turn.inside),
        why=(*_why(outcome), *stale, *notes),
        ended=outcome.ended,
        but=tuple(sorted({place for one in seen for place in one.but})),
        heard=heard,
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
    return begun(turn.state, min(own, key=lambda one: (width(one), one.order)))


def _since(turn: Turn) -> date | None:
    """The first possible day; where no day is said, the day by which it was so."""
    if not 0 <= turn.last < UNDATED:
        return None
    return date.fromordinal(turn.last if turn.precision == "unknown" else turn.first)


def _heard(seen: Iterable[Sighting], ground: Ground) -> date | None:
    """The last day on which somebody spoke of it, or which somebody spoke of."""
    days = [one.last for one in seen if 0 <= one.last < UNDATED]
    days += [one.spoken.said.toordinal() for one in seen if one.spoken.said is not None]
    latest = max((one for one in days if ground.reached(one)), default=None)
    return date.fromordinal(latest) if latest is not None else None


def _stale(heard: date | None, ground: Ground) -> tuple[tuple[str, ...], tuple[str, ...]]:
    if heard is None or not ground.reached(heard.toordinal() + FRESH + 1):
        return (), ()
    return ("stale",), (f"nobody has spoken of it since {heard.isoformat()}",)


def _why(outcome: _Outcome) -> tuple[str, ...]:
    first = outcome.turns[0]
    joined = sum(
        one not in turn.echoes or _gives(one, outcome.team)
        for turn in outcome.turns
        for one in turn.all()
    )
    undated = not 0 <= first.last < UNDATED
    reasons: Mapping[str, bool] = {
        "two sides are equally well supported, so no holder is named": outcome.tied,
        "all that is said is who had it before": outcome.state == "unknown",
        "the fighting in it is over, and nobody else is said to have taken it": first.back,
        "the fighting is over, and who has it since is not said": (
            outcome.ended and first.over is not None and outcome.turns[-1].over is not None
        ),
        "the claims are undated, so since when is not known": undated,
        "held by then at the latest; since when is not said": (
            first.precision == "unknown" and not undated and outcome.state == "held"
        ),
        f"{joined} claims joined: no other side is said to have had it in between": (
            joined > 1 and outcome.state == "held"
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

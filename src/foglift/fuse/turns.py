"""The history of a place: its sightings in the order of time, those of one turn joined."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Literal

from foglift.fuse.ground import FINEST
from foglift.fuse.sightings import AWAY, FIGHTS, FRESH, Sighting
from foglift.model import Change, Precision

SLACK = 2
State = Literal["held", "contested", "besieged", "unknown"]

_COMES: frozenset[Change] = frozenset({"takes", "holds", "enters"})


@dataclass(slots=True)
class Turn:
    """A moment from which a place is held by somebody new, fought over or surrounded.

    `gains` are the sightings of those who have it from then on, by side; `losses` of those who
    have it no more; `inside` of those who fight in it or stand around it; `doubts` deny or take
    back one of these; `echoes` are words that do not count for themselves in the layer (see
    `turns`), about this turn. `actors` says for which side each actor has it; `latest` is the last
    day spoken of; `back`: who had it before has all of it again.
    """

    state: State
    first: int
    last: int
    precision: Precision
    gains: dict[str, list[Sighting]] = field(default_factory=dict)
    losses: list[Sighting] = field(default_factory=list)
    inside: list[Sighting] = field(default_factory=list)
    doubts: list[Sighting] = field(default_factory=list)
    echoes: list[Sighting] = field(default_factory=list)
    actors: dict[str, str] = field(default_factory=dict)
    taken: bool = False
    latest: int = -1
    back: bool = False

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
        return (*gained, *self.losses, *self.inside, *self.doubts, *self.echoes)

    def narrow(self, one: Sighting) -> None:
        """A more exact day for the same turn replaces a vaguer one; a day after it is none."""
        sooner = one.first <= self.last
        if sooner and width(one) < _width(self.first, self.last, self.precision):
            self.first, self.last, self.precision = one.first, one.last, one.precision

    @property
    def over(self) -> int | None:
        """The last day of a fight that is said to have ended, None while it may go on."""
        fought = self.inside if self.state in ("contested", "besieged") else []
        return max(one.last for one in fought) if fought and all(i.over for i in fought) else None


def turns(sightings: Iterable[Sighting], counts: Callable[[Sighting], bool]) -> list[Turn]:
    """The turns of one place, in the order of time.

    Only a word that `counts` in the layer begins a turn, moves or dates one: no anonymous post,
    in the assessed layer no party's claim of its own gain, and nothing that its source takes back.
    The others are heard for and against the turns they are about.
    """
    found: list[Turn] = []
    ordered = sorted(sightings, key=lambda one: one.order)
    taken_back = [one for one in ordered if one.spoken.attitude == "retracted"]
    asserted = [one for one in ordered if one.spoken.attitude == "for"]
    weak = []
    for one in asserted:
        if not counts(one) or any(_takes_back(other, one) for other in taken_back):
            weak.append(one)
            continue
        _ended(found, one.point)
        filed = _same_team(found, one)
        _filing(filed)(found, filed)
    _ended(found, None)
    for one in weak:
        _echo(found, one)
    for one in ordered:
        if one.spoken.attitude != "for" and not one.claim.background:
            _doubt(found, one)
    return found


def _takes_back(retraction: Sighting, one: Sighting) -> bool:
    """Whether the source of a sighting takes it back later, or on the same day."""
    source = set(retraction.spoken.keys) & set(one.spoken.keys)
    same = (retraction.change, retraction.team) == (one.change, one.team)
    near = abs(retraction.point - one.point) <= SLACK
    later = (retraction.spoken.said or date.min) >= (one.spoken.said or date.min)
    return bool(source) and same and near and later


def _echo(found: list[Turn], one: Sighting) -> None:
    """Files a word that counts for nothing by itself with the turn that it is about: the last that
    had begun by then. What nobody known says is heard only where it agrees."""
    if one.partial or one.change in FIGHTS:
        return
    gains = one.change not in AWAY and bool(one.team)
    lost = _lost(found, one) if gains and one.spoken.keys else None
    if lost is not None:
        if one.first < lost.first and one.point <= lost.last:
            lost.first, lost.last, lost.precision = one.first, one.last, one.precision
        lost.gain(one)
        return
    turn = next((turn for turn in reversed(found) if turn.first - SLACK <= one.point), None)
    if turn is None or turn.state != "held":
        return
    agrees = one.team in turn.gains if gains else one.team not in turn.gains
    if agrees or one.spoken.keys:
        turn.echoes.append(one)


def _lost(found: list[Turn], one: Sighting) -> Turn | None:
    """The turn about that time of which others say who lost the place, and nobody yet who won."""
    return next(
        (
            turn
            for turn in found
            if turn.state == "held" and turn.losses and not turn.gains
            if (-SLACK <= turn.first - one.point <= FRESH and _welcomes(turn, one.team))
            or (turn is found[-1] and _by_then(turn, one))
        ),
        None,
    )


def begun(state: State, one: Sighting) -> Turn:
    """The turn that a sighting begins."""
    lasting = one.point == one.first
    sure = one.change != "holds" or (lasting and one.first != one.last)
    return Turn(state, one.first, one.point, one.precision if sure else "unknown")


def width(one: Sighting) -> tuple[int, int]:
    """How exactly a sighting is dated, the most exact first."""
    return _width(one.first, one.last, one.precision)


def _width(first: int, last: int, precision: Precision) -> tuple[int, int]:
    return last - first, FINEST.index(precision)


def _filing(one: Sighting) -> Callable[[list[Turn], Sighting], None]:
    if one.partial or one.change in FIGHTS:
        return _inside
    if one.change in AWAY or not one.team:
        return _loss
    return _gain if one.change == "takes" else _hold


def _ended(found: list[Turn], now: int | None) -> None:
    """After a fight that is said to have ended, without anybody being said to have won the place
    by it, it is held by who had it before."""
    last = found[-1] if found else None
    over = last.over if last is not None else None
    if last is None or over is None or last.state != "contested":
        return
    if now is not None and now <= over + SLACK:
        return
    held = _last_held(found)
    if held is not None and len(held.gains) == 1:
        found.append(_again(held, over + 1))


def _again(held: Turn, day: int) -> Turn:
    return Turn(
        "held",
        day,
        day,
        "day",
        gains={team: list(had) for team, had in held.gains.items()},
        actors=dict(held.actors),
        latest=day,
        back=True,
    )


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
    elif found and _by_then(found[-1], one):
        turn = found[-1]  # he had it by then, who is the only one to have come since it was lost
    elif found and found[-1].taken and one.first <= found[-1].last and not _later(found[-1], one):
        turn = found[-1]  # which came first cannot be told: rivals
    else:
        turn = begun("held", one)
        found.append(turn)
    turn.gain(one)


def _is_given_up(turn: Turn, one: Sighting) -> bool:
    """Whether somebody else is said to have lost the place of late, and nobody to have it since."""
    lost = turn.state == "held" and bool(turn.losses) and not turn.gains
    other = one.team not in {loss.team for loss in turn.losses}
    came = all(inside.team in ("", one.team) or not one.team for inside in turn.inside)
    return lost and other and came and one.point - turn.latest <= FRESH


def _by_then(turn: Turn, one: Sighting) -> bool:
    """Whether a winner, of whom only is said by when he had it, took what somebody else lost."""
    return one.precision == "unknown" and _is_given_up(turn, one)


def _later(turn: Turn, one: Sighting) -> bool:
    """Whether a taking on the same days is told to have come after all others."""
    return all(one.follows(other) for gain in turn.gains.values() for other in gain)


def _overlapping(found: list[Turn], one: Sighting) -> Iterator[Turn]:
    """Turns at the same time, latest first; the last one within two days."""
    for back, turn in enumerate(reversed(found)):
        slack = SLACK if back == 0 else 0
        if turn.state == "held" and not turn.back and one.first - slack <= turn.last:
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
    turn = begun("held", one)
    turn.lose(one)
    if last is not None and last.state == "contested":
        held = _last_held(found)
        turn.gains = {team: [] for team in sorted(held.gains if held else ()) if team != one.team}
    found.append(turn)


def _agrees_to_loss(turn: Turn, one: Sighting) -> bool:
    if turn.gains:
        close = one.point - turn.latest <= FRESH
        return bool(set(turn.gains) - {one.team}) and (bool(one.team) or close)
    known = {loss.team for loss in turn.losses} == {one.team}
    return known or (not one.team and one.point - turn.latest <= FRESH)


def _last_held(found: list[Turn]) -> Turn | None:
    return next((turn for turn in reversed(found) if turn.state == "held"), None)


def _hold(found: list[Turn], one: Sighting) -> None:
    held = _last_held(found)
    if found and found[-1].state == "besieged" and held and one.team in held.gains:
        held.gain(one)
        return
    last = found[-1] if found else None
    stale = last is not None and one.point - last.latest > FRESH
    if last is None or last.state != "held" or (stale and one.team not in last.gains):
        last = begun("held", one)
        found.append(last)
    last.gain(one)


def _inside(found: list[Turn], one: Sighting) -> None:
    state: State = "besieged" if one.change == "besieges" and not one.partial else "contested"
    last = found[-1] if found else None
    if last is not None and last.state == "held" and one.team in last.gains:
        return
    if last is not None and last.taken and one.first <= last.last:
        return  # the fighting that the taking ended
    if last is not None and one.change in _COMES and _is_given_up(last, one):
        last.fight(one)  # who comes into what another has lost fights nobody there
        return
    if last is not None and _won_back(found, one):
        found.append(_again(_last_held(found) or last, one.point))
        found[-1].gain(one)
        return
    if last is None or last.state != state:
        last = begun(state, one)
        found.append(last)
    last.fight(one)


def _won_back(found: list[Turn], one: Sighting) -> bool:
    """Whether who had the place takes back the only quarter that others had come into."""
    held, last = _last_held(found), found[-1]
    others = {other.quarter for other in last.inside if other.team != one.team}
    mine = held is not None and set(held.gains) == {one.team}
    return mine and last.state == "contested" and one.change == "takes" and others == {one.quarter}


def _doubt(found: list[Turn], one: Sighting) -> None:
    for turn in reversed(found):
        timely = turn.first - SLACK <= one.last and one.first <= turn.latest + FRESH
        if timely and any(_concerns(one, other) for other in turn.all()):
            turn.doubts.append(one)
            return


def _concerns(doubt: Sighting, other: Sighting) -> bool:
    if other.spoken.attitude != "for":
        return False
    if doubt.change in AWAY:
        return (other.team == doubt.team) == (other.change in AWAY)
    kind = doubt.change in ("takes", "holds")
    return kind == (other.change in ("takes", "holds")) and doubt.team in ("", other.team)

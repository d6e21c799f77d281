"""Who has which town and since when: the picture and its rivals against the truth."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta

from bench.war.marks import Marks
from bench.war.rivals import METHODS, Assertion, Decided, ballots, series
from bench.war.truth import War
from bench.war.words import Told
from foglift.codebook import Book
from foglift.fuse import Evidence
from foglift.fuse.control import current
from foglift.model import Control, Picture

ASSESSED, CLAIMED = "picture, assessed", "picture, claimed"
VOTE_OF_SPEAKERS = "vote of speakers"
RIVALS = ("latest report", *METHODS, VOTE_OF_SPEAKERS)
_NEAR = timedelta(days=3)


def held(seen: Picture, layer: str, war: War, book: Book) -> Decided:
    """Town -> the side that has it by the picture; "" where it names none."""
    spells = current(seen.control, "assessed" if layer == "assessed" else "claimed")
    return {
        town: book.side(one.holder, war.days[0], war.theatre.country)
        if one.state in ("held", "besieged")
        else ""
        for town, one in spells.items()
    }


def control(war: War, day: date, answers: Decided, marks: Marks) -> None:
    for town in war.towns:
        if war.fought_over(town.id, day):
            continue
        answer = answers.get(town.id, "")
        if not answer:
            marks.undecided += 1
        elif answer == war.sides[war.holder(town.id, day)]:
            marks.right += 1
        else:
            marks.wrong += 1


def rivals(war: War, told: Sequence[Told], book: Book) -> Iterable[tuple[str, date, Decided]]:
    of_outlets = assertions(war, told, book, speakers=False)
    yield from series(of_outlets, war.days)
    cast = ballots(assertions(war, told, book, speakers=True), war.days)
    for day in war.days:
        yield VOTE_OF_SPEAKERS, day, METHODS["majority vote"]([cast[day]])


def assertions(war: War, told: Iterable[Told], book: Book, speakers: bool) -> list[Assertion]:
    """What each outlet, or each speaker, says of who has which town."""
    found = []
    for order, (evidence, _) in enumerate(told):
        report, claim = evidence
        content, where = claim.content, claim.where
        if not isinstance(content, Control) or content.holder is None or where is None:
            continue
        value = _value(war, evidence, content, book)
        if value is None or report.published is None:
            continue
        when = claim.when.start if claim.when else None
        town = where.place.ref
        who = _speaker(evidence) if speakers else report.outlet
        found.append(Assertion(who, town, value, report.published, when, order))
    return found


def _value(war: War, evidence: Evidence, content: Control, book: Book) -> str | None:
    """The side that the claim gives the town to; None where it gives it to none."""
    claim = evidence.claim
    holder = content.holder.ref if content.holder else ""
    side = book.side(holder, war.days[0], war.theatre.country)
    link = claim.said_by[0] if claim.said_by else None
    if link and link.stance == "retracts":
        return ""
    if (link and link.stance == "denies") or claim.realis == "negated":
        return link.side if link and link.side and content.change == "takes" else None
    if content.change in ("takes", "holds"):
        return side
    others = [one for one in war.sides.values() if one != side]
    return others[0] if content.change == "loses" and len(others) == 1 else None


def _speaker(evidence: Evidence) -> str:
    report, claim = evidence
    link = claim.said_by[0] if claim.said_by else None
    if link is None:
        return str(report.outlet)
    return str(link.side or link.source.ref or f"{report.outlet}: a resident")


def changes(
    war: War,
    seen: Picture,
    told: Sequence[Told],
    answers: Mapping[str, Mapping[date, Decided]],
    book: Book,
    marks: Mapping[str, Marks],
) -> None:
    """Each fall, and the day that is given for it, as known in the end."""
    said = assertions(war, told, book, speakers=False)
    for name, mark in marks.items():
        if name in (ASSESSED, CLAIMED):
            layer = "assessed" if name == ASSESSED else "claimed"
            given = _spells(seen, layer, war, book)
        else:
            given = _flips(answers[name], said, war)
        for town in war.towns:
            _match(war, town.id, given.get(town.id, []), mark)


Turn = tuple[date, str]


def _spells(seen: Picture, layer: str, war: War, book: Book) -> dict[str, list[Turn]]:
    """The turns of each town by the picture: each holder that is not the one before."""
    found: dict[str, list[Turn]] = {}
    for spell in seen.control:
        if spell.layer == layer and spell.state != "contested" and spell.holder and spell.since:
            side = book.side(spell.holder, war.days[0], war.theatre.country)
            found.setdefault(spell.place, []).append((spell.since, side))
    return {town: _turns(turns, town, war) for town, turns in found.items()}


def _flips(
    daily: Mapping[date, Decided], said: Sequence[Assertion], war: War
) -> dict[str, list[Turn]]:
    found: dict[str, list[Turn]] = {}
    for day in war.days:
        for town, side in daily[day].items():
            if side:
                found.setdefault(town, []).append((day, side))
    return {
        town: [(_said_day(day, side, town, said), side) for day, side in _turns(turns, town, war)]
        for town, turns in found.items()
    }


def _turns(turns: Sequence[Turn], town: str, war: War) -> list[Turn]:
    """Those at which the side is another than before, the first day's not among them."""
    found, before = [], war.sides[war.holders[town]]
    for day, side in turns:
        if side != before:
            found.append((day, side))
        before = side
    return found


def _said_day(day: date, side: str, town: str, said: Sequence[Assertion]) -> date:
    """The day that most reports of the last week give for it."""
    days = Counter(
        one.day
        for one in said
        if one.question == town
        and one.value == side
        and one.day
        and day - timedelta(days=7) <= one.said <= day
    )
    return min(days, key=lambda each: (-days[each], each), default=day)


def _match(war: War, town: str, given: Sequence[Turn], mark: Marks) -> None:
    free = list(given)
    falls = war.falls(town)
    mark.changes += len(falls)
    for fall in falls:
        near = [
            one for one in free if one[1] == war.sides[fall.by] and abs(one[0] - fall.day) <= _NEAR
        ]
        if near:
            best = min(near, key=lambda one: abs(one[0] - fall.day))
            free.remove(best)
            mark.found += 1
            mark.errors.append(abs((best[0] - fall.day).days))
    mark.false += len(free)

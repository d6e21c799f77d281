"""In which order people had best look at claims: first those that would change the picture most if
they were wrong."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import cache
from math import log10
from typing import Literal, NamedTuple, TypeVar, get_args

import msgspec

from foglift.codebook import Book
from foglift.codebook.confidence import confidence
from foglift.codebook.gazetteer import AREAS
from foglift.fuse import Ledger, Rulings
from foglift.model import (
    Claim,
    ControlSpell,
    Incident,
    Judgement,
    Picture,
    Report,
    Span,
    Standing,
    Tally,
    Value,
)

Change = Literal["holder", "grade", "best", "range", "nothing"]
# What weighs most first.
CHANGES: tuple[Change, ...] = get_args(Change)
_OF_AREA = 10_000
_WEIGHED = 1000  # of which it is reckoned how sure they are
_LAST = 1 << 62  # an act after all others
_RANK = {change: rank for rank, change in enumerate(CHANGES)}


class Difference(Value, frozen=True):
    """One thing that the picture has otherwise: "Hama", "held by ..." -> "nobody known"."""

    change: Change
    subject: str
    was: str
    now: str


class Effect(Value, frozen=True):
    """What the picture of `place` would lose if a claim were wrong: "holder", "Hama: held by the
    Syrian rebels -> nobody known". With it go those `beside` it, which are read from the same
    words about the same place: that a town was taken, and that somebody has it. `sure` is how
    often claims like it are right. What is only bounded, not tried (`tried`), names what may
    change."""

    claim: str
    change: Change
    place: str
    subject: str
    was: str
    now: str
    sure: float
    tried: bool = False
    beside: tuple[str, ...] = ()


def queue(
    picture: Picture,
    claims: Mapping[str, tuple[Report, Claim]],
    decided: Rulings,
    book: Book,
) -> list[Effect]:
    """All claims on which something stands and that nobody has judged, by what their loss might
    change at most: a bound that the picture itself gives."""
    bounds: dict[str, Effect] = {}
    for one in _bounds(picture, book):
        if one.claim in claims and one.claim not in decided.confirmed:
            best = bounds.get(one.claim)
            if best is None or _RANK[one.change] < _RANK[best.change]:
                bounds[one.claim] = one
    found = []
    for ids in beside(claims[id][1] for id in sorted(bounds)):
        first = min(ids, key=lambda id: (_RANK[bounds[id].change], id))
        others = tuple(id for id in ids if id != first)
        found.append(msgspec.structs.replace(bounds[first], beside=others))
    found = ranked(found, book)
    sure = [msgspec.structs.replace(one, sure=_sure(one, claims)) for one in found[:_WEIGHED]]
    return [*ranked(sure, book), *found[_WEIGHED:]]


def _sure(one: Effect, claims: Mapping[str, tuple[Report, Claim]]) -> float:
    return min(confidence(claims[id][1]) for id in (one.claim, *one.beside))


def beside(claims: Iterable[Claim]) -> list[tuple[str, ...]]:
    """The claims in groups that are read from the same words about the same place."""
    groups: dict[tuple[str, Span, str], list[str]] = {}
    for claim in claims:
        place = claim.where.place.ref if claim.where else ""
        groups.setdefault((claim.report, claim.evidence[0], place), []).append(claim.id)
    return [tuple(ids) for ids in groups.values()]


def ranked(effects: Iterable[Effect], book: Book) -> list[Effect]:
    """What changes most first; of as much, the place of more people, then the less sure claim."""

    @cache
    def people(place: str) -> float:
        return log10(max(_people(place, book), 10))

    def weight(one: Effect) -> tuple[int, float, str]:
        return _RANK[one.change], round(-people(one.place) * (1.05 - one.sure), 3), one.claim

    return sorted(effects, key=weight)


def tried(effects: Sequence[Effect], ledger: Ledger, book: Book, most: int = 40) -> list[Effect]:
    """The effects with the first so many tried on the ledger, which stays as it was: what happens
    to the picture without the claim. Ordered anew."""
    found = [effect(one, ledger, book) for one in effects[:most]]
    return ranked([*found, *effects[most:]], book)


def effect(bound: Effect, ledger: Ledger, book: Book) -> Effect:
    """What the ledger's picture of the place would lose without the claim."""
    wrong = Judgement("reject", (bound.claim, *bound.beside), "nobody", date.max, act=_LAST)
    found = _compared((bound.place,), wrong, ledger, book)
    first = found[0] if found else Difference("nothing", bound.subject, bound.was, "")
    return msgspec.structs.replace(
        bound,
        change=first.change,
        subject=first.subject,
        was=first.was,
        now=first.now,
        tried=True,
    )


def changed(
    judgement: Judgement, places: Iterable[str], ledger: Ledger, book: Book
) -> list[Difference]:
    """What a judgement that holds has changed in the ledger's picture of these places."""
    without = Judgement("undo", judgement.about, "nobody", date.max, undoes=judgement.id, act=_LAST)
    found = _compared(places, without, ledger, book)
    turned = [msgspec.structs.replace(one, was=one.now, now=one.was) for one in found]
    return list(dict.fromkeys(turned))


def _compared(
    places: Iterable[str], judgement: Judgement, ledger: Ledger, book: Book
) -> list[Difference]:
    """How the picture of the places differs with one more judgement, what weighs most first."""
    asked = tuple(dict.fromkeys(places))
    before = _here(asked, ledger)
    with ledger.supposing(judgement):
        after = _here(asked, ledger)
    about = {*judgement.about}
    about |= {id for one in (before.of(about), after.of(about)) for id in one.claims}
    found = _differences(before.of(about), after.of(about), book)
    return sorted(dict.fromkeys(found), key=lambda one: _RANK[one.change])


# ------------------------------------------------------------------------------------ the bound


def _bounds(picture: Picture, book: Book) -> Iterator[Effect]:
    for spell in picture.control:
        if not spell.ended and spell.until is None:
            change: Change = "holder" if _alone(spell.standing) else "grade"
            was = _held(spell, book)
            for claim in spell.claims:
                yield Effect(claim, change, spell.place, book.label(spell.place), was, "", 0.0)
    for incident in picture.incidents:
        change = "grade" if _alone(incident.standing) else "nothing"
        subject = _incident(incident, book)
        for claim in incident.claims:
            yield Effect(claim, change, incident.place, subject, incident.standing.grade, "", 0.0)
    for tally in picture.tallies:
        yield from _of_tally(tally, book)


def _of_tally(tally: Tally, book: Book) -> Iterator[Effect]:
    best = tally.best if tally.best is not None else tally.low
    for side in tally.sides:
        given = f"{best:,}" if best is not None else ""
        alone = len(side.claims) == 1
        gives_best = bool(given) and side.position.endswith(f" {given}")
        change: Change = "best" if gives_best and alone else "range" if alone else "nothing"
        for claim in side.claims:
            yield Effect(
                claim, change, tally.place, _counted(tally, book), _numbers(tally), "", 0.0
            )


def _alone(standing: Standing) -> bool:
    """Whether one report fewer may change how well it stands."""
    return standing.reports <= 1 or standing.lines <= 1 or standing.grade == "acknowledged"


# -------------------------------------------------------------------------------- what is tried


class _Here(NamedTuple):
    """What the picture has of some places: their spells that last, incidents and tallies."""

    spells: tuple[ControlSpell, ...]
    incidents: tuple[Incident, ...]
    tallies: tuple[Tally, ...]

    def of(self, claims: set[str]) -> "_Here":
        """With only those incidents and tallies that stand on any of the claims."""
        incidents = tuple(one for one in self.incidents if not claims.isdisjoint(one.claims))
        tallies = tuple(one for one in self.tallies if not claims.isdisjoint(one.claims))
        return _Here(self.spells, incidents, tallies)

    @property
    def claims(self) -> Iterator[str]:
        for incident in self.incidents:
            yield from incident.claims
        for tally in self.tallies:
            yield from tally.claims


def _here(places: Iterable[str], ledger: Ledger) -> _Here:
    ledger.settle()
    spells: list[ControlSpell] = []
    incidents: list[Incident] = []
    tallies: list[Tally] = []
    for place in places:
        spells += ledger.control.values.get(place, ())
        incidents += ledger.happened(place, date.min, date.max)
        tallies += ledger.tallied(place)
    lasting = tuple(one for one in spells if not one.ended and one.until is None)
    return _Here(lasting, tuple(incidents), tuple(tallies))


def _differences(before: _Here, after: _Here, book: Book) -> Iterator[Difference]:
    yield from _of_control(before, after, book)
    yield from _of_incidents(before, after, book)
    yield from _of_tallies(before, after, book)


def _of_control(before: _Here, after: _Here, book: Book) -> Iterator[Difference]:
    old = {(one.place, one.layer): one for one in before.spells}
    new = {(one.place, one.layer): one for one in after.spells}
    for key in sorted(old.keys() | new.keys()):
        one, other = old.get(key), new.get(key)
        was, now = _held(one, book), _held(other, book)
        if was != now:
            moved = _holder(one) != _holder(other)
            yield Difference("holder" if moved else "grade", book.label(key[0]), was, now)


def _of_incidents(before: _Here, after: _Here, book: Book) -> Iterator[Difference]:
    for one, other in _paired(before.incidents, after.incidents):
        was, now = (each.standing.grade if each else "not told" for each in (one, other))
        told = other or one
        if was != now and told:
            yield Difference("grade", _incident(told, book), was, now)
    was, now = f"{len(before.incidents)}", f"{len(after.incidents)}"
    matched = all(one and other for one, other in _paired(before.incidents, after.incidents))
    if was != now and before.incidents and matched:  # one became several, or several one
        yield Difference("range", f"incidents: {_incident(before.incidents[0], book)}", was, now)


def _of_tallies(before: _Here, after: _Here, book: Book) -> Iterator[Difference]:
    for one, other in _paired(before.tallies, after.tallies):
        was, now = (_numbers(each) if each else "no number" for each in (one, other))
        told = one or other
        if was != now and told:
            best = one is None or other is None or one.best != other.best
            yield Difference("best" if best else "range", _counted(told, book), was, now)


Thing = TypeVar("Thing", Incident, Tally)


def _paired(
    before: Sequence[Thing], after: Sequence[Thing]
) -> Iterator[tuple[Thing | None, Thing | None]]:
    """Each with the one of the other side that stands on a claim of it; None where none does."""
    yield from ((one, _like(one, after)) for one in before)
    yield from ((None, one) for one in after if _like(one, before) is None)


def _like(one: Thing, others: Sequence[Thing]) -> Thing | None:
    for other in others:
        if not set(other.claims).isdisjoint(one.claims):
            return other
    return None


def _holder(spell: ControlSpell | None) -> tuple[str, str]:
    return (spell.holder, spell.state) if spell else ("", "")


# ------------------------------------------------------------------------------------- in words


def _held(spell: ControlSpell | None, book: Book) -> str:
    """ "held by Syrian rebels, reported"; "fought over, claimed"."""
    if spell is None:
        return "nobody known"
    by = f" by {book.label(spell.holder)}" if spell.holder else ""
    said = {
        "held": f"held{by}",
        "contested": "fought over",
        "besieged": f"surrounded, held{by}",
        "unknown": "holder not known",
    }
    return f"{said[spell.state]}, {spell.standing.grade}"


def _incident(one: Incident, book: Book) -> str:
    actors = ", ".join(book.label(ref) for ref in one.actors)
    recipients = ", ".join(book.label(ref) for ref in one.recipients)
    place = book.label(one.place) if one.place else ""
    return book.happening(one.type, one.facet, actors, recipients, place)


def _counted(one: Tally, book: Book) -> str:
    """ "civilians killed, Hama"."""
    whom = book.label(one.whom) if one.whom else "people"
    return f"{whom} {one.of}" + (f", {book.label(one.place)}" if one.place else "")


def _numbers(one: Tally) -> str:
    """ "12 to 20, best 15"."""

    def said(number: int | None) -> str:
        return "?" if number is None else f"{number:,}"

    spread = said(one.low) if one.low == one.high else f"{said(one.low)} to {said(one.high)}"
    return f"{spread}, best {said(one.best)}"


def _people(place: str, book: Book) -> int:
    """How many live in a town; what is said of a whole province counts as of a small one."""
    found = book.gazetteer.place(place)
    return _OF_AREA if found.kind in AREAS else found.population

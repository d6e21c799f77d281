"""In which order people had best look at claims: first those that would change the picture most if
they were wrong."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from math import log10
from typing import Literal, NamedTuple

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
    Standing,
    Tally,
    Value,
)

Change = Literal["holder", "grade", "best", "range", "nothing"]
# What weighs most first.
CHANGES: tuple[Change, ...] = ("holder", "grade", "best", "range", "nothing")
_OF_AREA = 10_000
_RANK = {change: rank for rank, change in enumerate(CHANGES)}


class Effect(Value, frozen=True):
    """What the picture of `place` would lose if a claim were wrong: "holder", "Hama: held by the
    Syrian rebels -> nobody known". `sure` is how often claims like it are right. What is only
    bounded, not tried (`tried`), names what may change."""

    claim: str
    change: Change
    place: str
    subject: str
    was: str
    now: str
    sure: float
    tried: bool = False


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
    sure = {claim: confidence(claims[claim][1]) for claim in bounds}
    return ranked(
        (msgspec.structs.replace(one, sure=sure[claim]) for claim, one in bounds.items()), book
    )


def ranked(effects: Iterable[Effect], book: Book) -> list[Effect]:
    """What changes most first; of as much, the place of more people, then the less sure claim."""

    def weight(one: Effect) -> tuple[int, float, str]:
        people = log10(max(_people(one.place, book), 10))
        return _RANK[one.change], round(-people * (1.05 - one.sure), 3), one.claim

    return sorted(effects, key=weight)


def tried(
    effects: Sequence[Effect], ledger: Ledger, book: Book, at: date, most: int = 40
) -> list[Effect]:
    """The effects with the first so many tried on the ledger, which stays as it was: what happens
    to the picture without the claim. Ordered anew."""
    found = [effect(one, ledger, book, at) for one in effects[:most]]
    return ranked([*found, *effects[most:]], book)


def effect(bound: Effect, ledger: Ledger, book: Book, at: date) -> Effect:
    """What the ledger's picture of the place would lose without the claim."""
    whole = _here(bound.place, frozenset((bound.claim,)), ledger)
    beside = {id for incident in whole.incidents for id in incident.claims}
    beside |= {id for tally in whole.tallies for id in tally.claims}
    about = frozenset((*beside, bound.claim))
    before = _here(bound.place, about, ledger)
    with ledger.supposing(Judgement("reject", (bound.claim,), "nobody", at)):
        after = _here(bound.place, about, ledger)
    found = sorted(_differences(before, after, book), key=lambda one: _RANK[one[0]])
    change, subject, was, now = found[0] if found else ("nothing", bound.subject, bound.was, "")
    return msgspec.structs.replace(
        bound, change=change, subject=subject, was=was, now=now, tried=True
    )


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
    """What the picture has of a place: its spells that last, and of the claims asked about the
    incidents and tallies."""

    spells: tuple[ControlSpell, ...]
    incidents: tuple[Incident, ...]
    tallies: tuple[Tally, ...]


def _here(place: str, claims: frozenset[str], ledger: Ledger) -> _Here:
    """All that stands on any of the claims, and who has the place now."""
    ledger.settle()
    spells = ledger.control.values.get(place, ())
    incidents = ledger.happened(place, date.min, date.max)
    return _Here(
        tuple(one for one in spells if not one.ended and one.until is None),
        tuple(one for one in incidents if claims.intersection(one.claims)),
        tuple(one for one in ledger.tallied(place) if claims.intersection(one.claims)),
    )


def _differences(before: _Here, after: _Here, book: Book) -> Iterator[tuple[Change, str, str, str]]:
    for layer in ("assessed", "claimed"):
        one = next((each for each in before.spells if each.layer == layer), None)
        other = next((each for each in after.spells if each.layer == layer), None)
        was, now = _held(one, book), _held(other, book)
        place = one or other
        if place is not None and was != now:
            moved = _holder(one) != _holder(other)
            yield "holder" if moved else "grade", book.label(place.place), was, now
    for incident in before.incidents:
        left = next((o for o in after.incidents if {*o.claims} & {*incident.claims}), None)
        grade = left.standing.grade if left else "no longer told"
        if grade != incident.standing.grade:
            yield "grade", _incident(incident, book), incident.standing.grade, grade
    for tally in before.tallies:
        same = next((o for o in after.tallies if {*o.claims} & {*tally.claims}), None)
        was, now = _numbers(tally), _numbers(same) if same else "no number"
        if was != now:
            best = same is None or same.best != tally.best
            yield "best" if best else "range", _counted(tally, book), was, now


def _holder(spell: ControlSpell | None) -> tuple[str, str]:
    return (spell.holder, spell.state) if spell else ("", "")


# ------------------------------------------------------------------------------------- in words


def _held(spell: ControlSpell | None, book: Book) -> str:
    """ "held by Syrian rebels, reported"."""
    if spell is None:
        return "nobody known"
    by = f" by {book.label(spell.holder)}" if spell.holder else ""
    return f"{spell.state}{by}, {spell.standing.grade}"


def _incident(one: Incident, book: Book) -> str:
    actors = ", ".join(book.label(ref) for ref in one.actors)
    recipients = ", ".join(book.label(ref) for ref in one.recipients)
    place = book.label(one.place) if one.place else ""
    return book.happening(one.type, one.facet, actors, recipients, place)


def _counted(one: Tally, book: Book) -> str:
    """ "killed: civilians in Hama"."""
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
    try:
        found = book.gazetteer.place(place)
    except KeyError:
        return 0
    return _OF_AREA if found.kind in AREAS else found.population

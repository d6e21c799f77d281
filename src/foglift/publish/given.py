"""What a claim gives a sentence, reckoned from the claim and its report alone: who says it, for or
against, what it is about, who, where, when and how many."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from foglift.codebook import Book
from foglift.codebook.rows import COMES_OF
from foglift.model import Attribution, Claim, Control, Count, Event, Intent, Mention, Report, quote
from foglift.publish import wording
from foglift.publish.facts import Facts

WEEK = timedelta(days=7)


@dataclass(frozen=True)
class Given:
    """One claim as the check sees it; names are `plain` (see below), with those of the sides and
    of the bodies that their bearers belong to."""

    claim: Claim
    report: Report
    against: bool
    origins: frozenset[str]
    carriers: frozenset[str]
    party: bool
    named: bool
    type: str
    facet: str
    actors: frozenset[str]
    recipients: frozenset[str]
    place: str
    places: frozenset[str]
    first: date | None
    last: date | None


def plain(name: str) -> str:
    """A name without its article and the case of its first letter.

    >>> plain("The Syrian army"), plain("a farmer (Levant Wire)")
    ('syrian army', 'a farmer')
    """
    return name.partition(" (")[0].strip().removeprefix("the ").removeprefix("The ").lower()


def given(known: Facts, report: Report, claim: Claim) -> Given:
    link = claim.said_by[0] if claim.said_by else None
    origin = {known.origin(report, claim)}
    owner = (link.source.ref if link else known.outlet_ref(report)).partition("/")[0]
    side = known.book.side(owner, known.day) if owner else ""
    labels = (link.side if link else "", owner, side)
    origin |= {known.book.label(ref) for ref in labels if ref}
    if link and owner and not known.book.knows(owner):  # a stranger goes by its words
        origin.add(quote(report, (link.source.span,)))
    carriers = {known.outlet(report)}
    carriers |= {known.speaker(one, report) for one in claim.said_by[1:]}
    type, facet = _type(claim)
    actors, recipients = people(claim)
    first, last = _days(report, claim)
    return Given(
        claim=claim,
        report=report,
        against=claim.denies,
        origins=frozenset(plain(name) for name in origin),
        carriers=frozenset(plain(name) for name in carriers),
        party=_is_party(known, report, link),
        named=link is None or (link.role != "anonymous" and bool(link.source.ref or link.side)),
        type=type,
        facet=facet,
        actors=_names(known, actors),
        recipients=_names(known, recipients),
        place=claim.where.place.ref if claim.where else "",
        places=_places(known, claim),
        first=first,
        last=last,
    )


def _is_party(known: Facts, report: Report, link: Attribution | None) -> bool:
    """Whether who says it is a party; of an outlet's own words, whether it speaks for one."""
    if link:
        return link.role == "party"
    ref = known.outlet_ref(report)
    return known.book.role(ref) == "party" if ref else report.kind == "statement"


def numbers(claim: Claim) -> frozenset[int]:
    """The numbers a count gives."""
    content = claim.content
    if not isinstance(content, Count):
        return frozenset()
    return frozenset(one for one in (content.low, content.high) if one is not None)


def admits(one: Given) -> bool:
    """Whether it says so in as many words, or its own side loses by it or is hurt, or its enemy
    comes in."""
    link = one.claim.said_by[0]
    content = one.claim.content
    if link.stance == "acknowledges":
        return True
    if isinstance(content, Control) and content.change in ("enters", "takes", "besieges"):
        return not one.origins & one.actors
    own = one.actors if one.type == "WITHDRAWAL" else one.recipients
    return bool(one.origins & own) or not one.origins & one.actors


def _type(claim: Claim) -> tuple[str, str]:
    content = claim.content
    if isinstance(content, Event | Intent):
        return content.type, content.facet
    if isinstance(content, Control):
        return COMES_OF.get(content.change, ""), ""
    return "", ""


def people(claim: Claim) -> tuple[tuple[Mention, ...], tuple[Mention, ...]]:
    """Who acts and who is acted upon."""
    match claim.content:
        case Event(actors=actors, recipients=recipients):
            return actors, recipients
        case Intent(actors=actors, recipients=recipients):
            return actors, recipients
        case Control(change="loses", holder=Mention() as holder):
            return (), (holder,)
        case Control(holder=Mention() as holder):
            return (holder,), ()
        case Count(by=by, whom=whom):
            return by, (whom,) if whom else ()
        case _:
            return (), ()


def _names(known: Facts, mentions: Iterable[Mention]) -> frozenset[str]:
    return frozenset(
        plain(name) for one in mentions for name in _labels(known.book, known.day, one.ref)
    )


def _labels(book: Book, day: date, ref: str) -> set[str]:
    """The names a ref may go by: its own, of its side, of what it is part of, of who leads it."""
    if not ref:
        return set()
    owner, _, person = ref.partition("/")
    found = {book.label(ref), book.label(owner)}
    if person:
        found.add(f"{book.label(ref)} of {wording.the(book.label(owner))}")
    side = book.side(ref, day)
    found |= {book.label(side)} if side else set()
    seen = {owner}
    while owner in book.actors and book.actors[owner].part_of not in ("", *seen):
        owner = book.actors[owner].part_of
        seen.add(owner)
        found.add(book.label(owner))
    return found


def _places(known: Facts, claim: Claim) -> frozenset[str]:
    ref = claim.where.place.ref if claim.where else ""
    name = known.where(ref, (claim.id,))
    return frozenset({name.lower()}) if name else frozenset()


def _days(report: Report, claim: Claim) -> tuple[date | None, date | None]:
    """First and last day the claim may be about; an open beginning is a week before the end."""
    when = claim.when
    if when is None or (when.start is None and when.end is None):
        last = None if claim.background else report.published
        return (last - WEEK if last else None), last
    last = when.end or report.published or when.start
    return when.start or (last - WEEK if last else None), last

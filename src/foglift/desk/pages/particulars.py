"""What a claim says, thing by thing: in plain words, in those of its report, and why."""

from collections.abc import Callable, Iterator

import msgspec

from foglift.codebook.rows import SAID
from foglift.desk import saying
from foglift.desk.look import Look
from foglift.model import (
    Assessment,
    Attribution,
    Claim,
    Control,
    Count,
    Intent,
    Mention,
    Report,
    Role,
    Span,
    Where,
)
from foglift.publish import wording

ROLES: dict[Role, str] = {
    "party": "a party to the war",
    "monitor": "a monitor",
    "un-ngo": "the UN or an aid organisation",
    "press-own": "the press in its own words",
    "witness": "a witness",
    "expert": "an expert",
    "anonymous": "somebody not named",
}


class Speaker(msgspec.Struct, frozen=True):
    """One link of the chain of speakers, nearest to the words first."""

    name: str
    stance: str
    role: str
    side: str
    channel: str
    cue: str
    why: str


class Fact(msgspec.Struct, frozen=True):
    """One thing that a claim says: in plain words, in the words of the report, why it is taken so.
    `link` is the page about it."""

    label: str
    words: str
    quote: str = ""
    why: str = ""
    link: str = ""


def facts(look: Look, report: Report, claim: Claim) -> Iterator[Fact]:
    """Who, whom, how many, where, when, and whether it is said to be so."""

    def words(span: Span | None) -> str:
        return report.text[span.start : span.end] if span else ""

    def who(label: str, one: Mention) -> Fact:
        name = saying.name(look.facts, report, claim, one)
        return Fact(label, name, words(one.span), "" if look.public else one.via)

    match claim.content:
        case Count() as count:
            yield from _counted(look, count)
            if count.whom:
                yield who("Who was counted", count.whom)
            yield from (who("Who did it", one) for one in count.by)
        case Assessment(about=about):
            yield from (who("About", one) for one in about)
        case Control(holder=holder):
            yield from (who("Who", one) for one in (holder,) if one)
        case content:
            yield from (who("Who", one) for one in content.actors)
            yield from (who("To whom", one) for one in content.recipients)
    if isinstance(claim.content, Intent) and claim.content.condition:
        yield Fact("On condition", "that", words(claim.content.condition))
    yield from _around(look, claim, words)


def _around(look: Look, claim: Claim, words: Callable[[Span | None], str]) -> Iterator[Fact]:
    """Where and when, and how it is told."""
    if claim.where is not None:
        place = claim.where.place
        why = "" if look.public else place.via
        link = f"/places/{place.ref}" if place.ref else ""
        yield Fact("Where", _laid(look, claim.where), words(place.span), why, link)
    if claim.when is not None:
        when = claim.when
        day = wording.when(when.start, when.end, when.precision, look.day) or "not known"
        yield Fact("When", day, words(when.span), when.why)
    yield Fact("So or not", saying.REALIS[claim.realis])
    if claim.background:
        yield Fact("Told as", "background, from before what the report is about")


def _counted(look: Look, count: Count) -> Iterator[Fact]:
    yield Fact("How many", saying.number(count))
    if count.part_of in look.claims:
        link = f"/claims/{count.part_of}"
        yield Fact("A part of", saying.said(look.facts, *look.claims[count.part_of]), link=link)


def _laid(look: Look, where: Where) -> str:
    """ "near Hama", "40 km S of Hama"."""
    name = look.facts.place(where.place.ref) or "a place the gazetteer does not know"
    if where.km:
        return wording.spelled(f"{where.km:g} km {where.bearing} of {name}", look.day)
    return name if where.relation == "at" else f"{where.relation} {name}"


def speaker(look: Look, report: Report, link: Attribution) -> Speaker:
    return Speaker(
        name=look.facts.speaker(link, report),
        stance=SAID[link.stance],
        role=ROLES[link.role],
        side=look.facts.name(link.side) if link.side else "",
        channel=link.channel,
        cue=report.text[link.cue.start : link.cue.end] if link.cue else "",
        why="" if look.public else link.source.via,
    )

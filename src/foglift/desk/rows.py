"""A claim as a row that people read: what it says in neutral words, in which words its report says
it, who says so, and how it stands."""

from collections.abc import Iterable
from datetime import date

from foglift.desk.index import MARKS, around, type_of
from foglift.desk.look import Look
from foglift.model import (
    Assessment,
    Change,
    Claim,
    Control,
    Count,
    Event,
    Intent,
    Mention,
    Realis,
    Report,
    Span,
    Value,
)
from foglift.publish.facts import Facts
from foglift.publish.footnotes import said_by
from foglift.publish.wording import cut
from foglift.text import between

_BESIDE = 160  # characters that are shown before and after a quote
_LONGEST = 60  # words of a quote
_SOMEBODY, _NOWHERE = "somebody not named", "a place not named"
_HAS: dict[Change, str] = {
    "holds": "held by",
    "takes": "taken by",
    "loses": "lost by",
    "enters": "entered by",
    "contests": "fought over by",
    "besieges": "surrounded by",
    "leaves": "left by",
}
_TOLD: dict[Realis, str] = {
    "actual": "",
    "negated": "denied: ",
    "hypothetical": "supposed: ",
    "planned": "planned: ",
}


class Quoted(Value, frozen=True):
    """The words of a claim as they stand in its report, with what stands around them."""

    before: str
    words: str
    after: str


class ClaimRow(Value, frozen=True):
    """One claim: `told` in neutral words, `quote` in those of its report, `who` says so.

    `start` and `end` are the days it is about, `published` that of the report. `grade` is that of
    what the claim stands in ("none" for nothing), `checked` what a person made of it.
    """

    id: str
    kind: str
    type: str
    told: str
    quote: Quoted
    who: str
    place: str
    place_name: str
    start: date | None
    end: date | None
    published: date | None
    outlet: str
    report: str
    report_name: str
    title: str
    grade: str
    contested: bool
    checked: str
    background: bool = False


def claim_row(look: Look, id: str) -> ClaimRow:
    """The row of a claim of the look. Raises KeyError when there is none."""
    report, claim = look.claims[id]
    known = look.facts
    when, where, marks = claim.when, claim.where, look.marks
    return ClaimRow(
        id=id,
        kind=claim.kind,
        type=type_of(claim),
        told=told(known, report, claim),
        quote=quoted(report, claim.evidence[0]),
        who=said_by(known, report, claim),
        place=where.place.ref if where else "",
        place_name=_place(known, report, claim),
        start=when.start if when else None,
        end=when.end if when else None,
        published=report.published,
        outlet=report.outlet,
        report=report.id,
        report_name=report.name,
        title=report.title,
        grade=marks["standing"].get(id, MARKS["standing"]),
        contested=marks["contested"].get(id, MARKS["contested"]) == "yes",
        checked=marks["checked"].get(id, MARKS["checked"]),
        background=claim.background,
    )


def told(known: Facts, report: Report, claim: Claim) -> str:
    """What a claim says in neutral words: "Syrian rebels took Hama"."""
    place = _place(known, report, claim)
    match claim.content:
        case Event() as event:
            where = claim.where
            said = known.happening(
                event.type,
                event.facet,
                _refs(report, event.actors),
                _refs(report, event.recipients),
                where.place.ref if where else "",
                where.relation if where else "at",
                where=report.words(where.place.span) if where and not where.place.ref else "",
            )
        case Control() as control:
            who = _named(known, report, (control.holder,) if control.holder else ())
            said = f"{place.removeprefix('from ') or _NOWHERE} {_HAS[control.change]} {who}"
        case Count() as count:
            said = f"{between(count.low, count.high)} {_whom(known, report, count)} {count.of}"
            said += f" ({place})" if place else ""
        case Intent() as intent:
            said = f"{intent.type.replace('_', ' ').lower()} by "
            said += _named(known, report, intent.actors) + (f" ({place})" if place else "")
            return f"{'not planned' if claim.realis == 'negated' else 'planned'}: {said}"
        case Assessment() as assessment:
            about = f": {_named(known, report, assessment.about)}" if assessment.about else ""
            said = f"an assessment ({assessment.sense}){about}"
    return f"{_TOLD[claim.realis]}{said}"


def quoted(report: Report, span: Span) -> Quoted:
    """The words of a span on one line with the sentence they stand in, or so much of it."""
    text = report.text
    whole = around(text, span, _BESIDE)
    before, after = text[whole.start : span.start], text[span.end : whole.end]
    if len(before) == _BESIDE:
        before = f"… {before.partition(' ')[2]}"
    if len(after) == _BESIDE:
        after = f"{after.rpartition(' ')[0]} …"
    words = cut(text[span.start : span.end], _LONGEST)
    return Quoted(_line(before).lstrip(), words, _line(after).rstrip())


def _line(text: str) -> str:
    """On one line; blanks at its ends are kept as one."""
    flat = " ".join(text.split())
    start, end = " " * text[:1].isspace(), " " * text[-1:].isspace()
    return f"{start}{flat}{end}" if flat else start


def _refs(report: Report, mentions: Iterable[Mention]) -> tuple[str, ...]:
    """The ids of names, of those that nobody knows the words."""
    return tuple(one.ref or report.words(one.span) for one in mentions)


def _named(known: Facts, report: Report, mentions: Iterable[Mention]) -> str:
    return known.actors(_refs(report, mentions)) or _SOMEBODY


def _place(known: Facts, report: Report, claim: Claim) -> str:
    if claim.where is None:
        return ""
    mention, relation = claim.where.place, claim.where.relation
    name = known.place(mention.ref) if mention.ref else report.words(mention.span)
    return name if relation == "at" or not name else f"{relation} {name}"


def _whom(known: Facts, report: Report, count: Count) -> str:
    ref = count.whom.ref or report.words(count.whom.span) if count.whom else ""
    whom = known.book.label(ref) or "people"
    of = "" if whom in ("people", "families") else f" of {whom}"
    return f"families{of}" if count.unit == "families" else whom

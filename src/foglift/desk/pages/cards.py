"""A claim as people look at it before they judge it."""

from datetime import date

import msgspec

from foglift.desk import saying
from foglift.desk.marks import Segment, segments
from foglift.model import Claim, Report
from foglift.publish.facts import Facts
from foglift.publish.footnotes import said_by
from foglift.text import paragraphs, sentences


class Card(msgspec.Struct, frozen=True):
    """A claim to look at: what it says, by whom, in which words of its sentence."""

    id: str
    words: str
    who: str
    outlet: str
    report: str
    published: date | None
    lang: str
    passage: tuple[Segment, ...]


def card(known: Facts, report: Report, claim: Claim) -> Card:
    """A claim as it is looked at."""
    return Card(
        id=claim.id,
        words=saying.said(known, report, claim),
        who=said_by(known, report, claim),
        outlet=report.name,
        report=report.id,
        published=report.published,
        lang=report.lang,
        passage=_passage(report, claim),
    )


def _passage(report: Report, claim: Claim) -> tuple[Segment, ...]:
    """The sentences in which the claim's words begin, with these marked."""
    first = claim.evidence[0]
    for line in paragraphs(report.text):
        if line.meets(first):
            held = (one for one in sentences(report.text, line) if one.meets(first))
            return tuple(part for one in held for part in segments(report.text, [claim], one))
    return segments(report.text, [claim], first)

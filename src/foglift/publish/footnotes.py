"""The footnotes of a brief: for each claim the outlet, the day, the exact words, who says so."""

from collections.abc import Iterable
from dataclasses import dataclass

from foglift.codebook.rows import SAID
from foglift.model import Claim, Report, Span, quote
from foglift.publish import wording
from foglift.publish.facts import Facts
from foglift.publish.harm import excerpt


@dataclass(frozen=True)
class Footnote:
    """Footnote 4: what a claim says, in the report's own words. `words` is at most 60 words,
    `url` only ever an http address, `published` "" for an undated report."""

    number: int
    claim: str
    report: str
    outlet: str
    published: str
    path: str
    url: str
    words: str
    start: int
    who: str
    reader: str


def footnotes(known: Facts, cited: tuple[str, ...]) -> tuple[Footnote, ...]:
    """One footnote for each claim cited, numbered in the order of their first mention."""
    found = [known.claims[id] for id in dict.fromkeys(cited) if id in known.claims]
    return tuple(_footnote(known, number, *one) for number, one in enumerate(found, 1))


def _footnote(known: Facts, number: int, report: Report, claim: Claim) -> Footnote:
    return Footnote(
        number=number,
        claim=claim.id,
        report=report.id,
        outlet=report.outlet,
        published=report.published.isoformat() if report.published else "",
        path=report.path,
        url=report.link,
        words=excerpt(" ".join(quote(report, apart(claim.evidence)).split())),
        start=claim.evidence[0].start,
        who=said_by(known, report, claim),
        reader=claim.reader,
    )


def apart(spans: Iterable[Span]) -> tuple[Span, ...]:
    """The spans in reading order, those that meet as one, so that no words stand twice.

    >>> apart([Span(4, 9), Span(0, 12), Span(20, 22)])
    (Span(start=0, end=12), Span(start=20, end=22))
    """
    found: list[Span] = []
    for span in sorted(spans):
        if found and span.start <= found[-1].end:
            found[-1] = Span(found[-1].start, max(found[-1].end, span.end))
        else:
            found.append(span)
    return tuple(found)


def said_by(known: Facts, report: Report, claim: Claim) -> str:
    """Who says so and how, nearest first: "the Syrian army acknowledged"; "the report itself"."""
    chain = [f"{known.speaker(link, report)} {SAID[link.stance]}" for link in claim.said_by]
    return wording.cut(", as ".join(chain), 40) if chain else "the report itself"

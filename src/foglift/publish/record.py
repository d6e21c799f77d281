"""The flat record of one claim: names, ids, coordinates and the exact words, ready for JSON."""

from datetime import date
from typing import Any

from foglift.codebook import Book
from foglift.codebook.gazetteer import Place
from foglift.model import (
    Assessment,
    Attribution,
    Claim,
    Control,
    Count,
    Event,
    Intent,
    Mention,
    Report,
    Span,
)
from foglift.publish.harm import excerpt

Record = dict[str, Any]


def claim_record(report: Report, claim: Claim, book: Book) -> Record:
    """One claim with everything it points at spelled out; every key is always there.

    `type` is the event type, the change of control, what is counted, the type intended, or the
    sense of an assessment, by `kind`. Words of the report are cut at 60.
    """
    return {
        "claim": claim.id,
        "report": report.id,
        "path": report.path,
        "url": report.url,
        "outlet": report.outlet,
        "published": _day(report.published),
        "dated": report.dated,
        "kind": claim.kind,
        **_content(report, claim, book),
        "place": _place(report, claim, book),
        "time": _time(report, claim),
        "said_by": [_link(report, link, book) for link in claim.said_by],
        "realis": claim.realis,
        "background": claim.background,
        "evidence": [_span(report, span) for span in claim.evidence],
        "why": list(claim.why),
        "reader": claim.reader,
    }


def _content(report: Report, claim: Claim, book: Book) -> Record:
    def names(mentions: tuple[Mention, ...]) -> list[Record]:
        return [mentioned(report, one, book) for one in mentions]

    found: Record = {
        "type": "",
        "facet": "",
        "actors": [],
        "recipients": [],
        "holder": None,
        "partial": None,
        "whom": None,
        "by": [],
        "low": None,
        "high": None,
        "unit": None,
        "part_of": "",
        "cumulative": False,
        "condition": None,
        "about": [],
    }
    match claim.content:
        case Event() as event:
            found |= {"type": event.type, "facet": event.facet}
            found |= {"actors": names(event.actors), "recipients": names(event.recipients)}
        case Control() as control:
            found |= {"type": control.change, "holder": _maybe(report, control.holder, book)}
            found["partial"] = _span(report, control.partial) if control.partial else None
        case Count() as count:
            found |= {"type": count.of, "whom": _maybe(report, count.whom, book)}
            found |= {"low": count.low, "high": count.high, "unit": count.unit}
            found |= {"part_of": count.part_of, "cumulative": count.cumulative}
            found["by"] = names(count.by)
        case Intent() as intent:
            found |= {"type": intent.type, "actors": names(intent.actors)}
            found["recipients"] = names(intent.recipients)
            found["condition"] = _span(report, intent.condition) if intent.condition else None
        case Assessment() as assessment:
            found |= {"type": assessment.sense, "about": names(assessment.about)}
    return found


def mentioned(report: Report, mention: Mention, book: Book) -> Record:
    """A name in the text: its neutral name and id ("" while unresolved) and its exact words."""
    name = book.label(mention.ref) if mention.ref else ""
    return {"name": name, "id": mention.ref, **_span(report, mention.span)}


def _maybe(report: Report, mention: Mention | None, book: Book) -> Record | None:
    return mentioned(report, mention, book) if mention else None


def _span(report: Report, span: Span) -> Record:
    words = excerpt(report.text[span.start : span.end])
    return {"text": words, "start": span.start, "end": span.end}


def _place(report: Report, claim: Claim, book: Book) -> Record | None:
    where = claim.where
    if where is None:
        return None
    known = located(where.place.ref, book)
    return {
        **mentioned(report, where.place, book),
        "lat": known.lat if known else None,
        "lon": known.lon if known else None,
        "relation": where.relation,
        "km": where.km,
        "bearing": where.bearing,
        "place_kind": known.kind if known else "",
        "country": known.country if known else "",
        "region": known.region if known else "",
        "district": known.county if known else "",
    }


def located(ref: str, book: Book) -> Place | None:
    """The place of an id, None when the gazetteer has none."""
    return book.gazetteer.place(ref) if book.gazetteer.knows(ref) else None


def _time(report: Report, claim: Claim) -> Record | None:
    when = claim.when
    if when is None:
        return None
    return {
        "start": _day(when.start),
        "end": _day(when.end),
        "precision": when.precision,
        "why": when.why,
        "text": _span(report, when.span)["text"] if when.span else "",
    }


def _link(report: Report, link: Attribution, book: Book) -> Record:
    return {
        **mentioned(report, link.source, book),
        "role": link.role,
        "side": link.side,
        "stance": link.stance,
        "channel": link.channel,
    }


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None

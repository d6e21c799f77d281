"""Evidence: a claim in its report, why it was read so, and what stands on it."""

from collections.abc import Iterable, Iterator
from datetime import date

import msgspec

from foglift.codebook.confidence import confidence
from foglift.desk import saying
from foglift.desk.look import Look, MissingError
from foglift.desk.marks import Mark, Part, Segment, segments
from foglift.desk.pages.particulars import Fact, Speaker, facts, speaker
from foglift.desk.pages.resting import Thing, things
from foglift.model import Claim, Report
from foglift.publish import wording
from foglift.publish.footnotes import said_by
from foglift.text import paragraphs, sentences

_PARTS: tuple[Part, ...] = ("speaker", "cue", "actor", "place", "time")
_KINDS: dict[str, str] = {
    "event": "a happening",
    "control": "who has a place",
    "count": "a number of people",
    "intent": "what is announced",
    "assessment": "what somebody makes of it",
}


# ---------------------------------------------------------------------------- what is shown


class Piece(msgspec.Struct, frozen=True):
    """Characters of a report that are the same to all its claims. `opens` are the parts of the
    chosen claim that begin here, `notes` the numbers of the claims whose words end here."""

    start: int
    text: str
    marks: tuple[Mark, ...] = ()
    opens: tuple[Part, ...] = ()
    notes: tuple[int, ...] = ()


class Listed(msgspec.Struct, frozen=True):
    """A claim among those of its report."""

    number: int
    id: str
    words: str
    who: str
    kind: str
    realis: str
    background: bool


class Copy(msgspec.Struct, frozen=True):
    """Another report that prints nearly the same words: one voice."""

    report: str
    outlet: str
    published: date | None


class Text(msgspec.Struct, frozen=True):
    """A report with every claim's characters marked. `whole` is False in public, where only the
    words are shown that claims stand on."""

    id: str
    name: str
    outlet: str
    kind: str
    title: str
    published: date | None
    dated: str
    lang: str
    url: str
    file: str
    paragraphs: tuple[tuple[Piece, ...], ...]
    claims: tuple[Listed, ...]
    copies: tuple[Copy, ...]
    whole: bool = True


class Judged(msgspec.Struct, frozen=True):
    """What a person decided about the claim, and whether that was taken back since."""

    what: str
    by: str
    at: date
    note: str
    undone: bool


class ClaimPage(msgspec.Struct, frozen=True):
    """One claim: what it says, in which words, by whom, why it was read so, what stands on it.

    `struck` says that people rejected or corrected it, so that nothing stands on it; `instead` is
    the claim that stands in its place. `checked` is who confirmed it, "" while it is machine-read.
    """

    id: str
    kind: str
    words: str
    who: str
    realis: str
    background: bool
    passage: tuple[Piece, ...]
    facts: tuple[Fact, ...]
    said_by: tuple[Speaker, ...]
    things: tuple[Thing, ...]
    judged: tuple[Judged, ...]
    struck: str
    instead: str
    checked: str
    confidence: float
    why: tuple[str, ...]
    reader: str
    number: int
    previous: str
    next: str
    report: Text


class ReportPage(msgspec.Struct, frozen=True):
    """One report with every claim that was read in it; `why` there is none, as far as that is
    known."""

    report: Text
    why: tuple[str, ...] = ()


def claim(look: Look, id: str) -> ClaimPage:
    """A claim in its report, with all that it says, why, and what stands on it."""
    report, one = _known(look, id)
    told = look.by_report.get(report.id, ())
    if id not in look.claims:
        told = tuple(sorted((*told, one), key=lambda each: (each.evidence[0], each.id)))
    at = next(number for number, each in enumerate(told) if each.id == id)
    instead = look.rulings.instead[id].id if id in look.rulings.instead else ""
    undone = {each.undoes for each in look.judgements}
    judged = tuple(
        Judged(each.what, each.by, each.at, each.note, each.id in undone)
        for each in look.judgements
        if id in each.about
    )
    return ClaimPage(
        id=id,
        kind=_KINDS[one.kind],
        words=saying.said(look.facts, report, one),
        who=wording.capital(said_by(look.facts, report, one)),
        realis=saying.REALIS[one.realis],
        background=one.background,
        passage=_passage(report, one),
        facts=tuple(facts(look, report, one)),
        said_by=tuple(speaker(look, report, link) for link in one.said_by),
        things=things(look, one),
        judged=judged,
        struck="" if id in look.claims else "corrected" if instead else "rejected",
        instead=instead,
        checked=_checked(look, id),
        confidence=confidence(one),
        why=() if look.public else one.why,
        reader=one.reader,
        number=at + 1,
        previous=told[at - 1].id if at else "",
        next=told[at + 1].id if at + 1 < len(told) else "",
        report=_text(look, report, told, one),
    )


def _checked(look: Look, id: str) -> str:
    who = look.rulings.confirmed.get(id, "")
    return "a person" if who and look.public else wording.spelled(who, look.day)


def report(look: Look, id: str) -> ReportPage:
    """A report with the characters of every claim marked."""
    found = look.texts.get(id)
    if found is None:
        raise MissingError(f"no report {id} is known by {look.known_by}")
    told = look.by_report.get(id, ())
    why = () if told else tuple(_why_nothing(look, found))
    return ReportPage(_text(look, found, told, None), why)


def _why_nothing(look: Look, report: Report) -> Iterator[str]:
    """Why no claim of a report stands, as far as that is known."""
    if any(one.id == report.id for one, _ in look.aside.values()):
        yield "what was read in it was rejected by people"
    if report.lang != "en":
        yield f"it is in another language than English ({report.lang})"
    yield from (one.message for one in look.issues(report.id))


def _known(look: Look, id: str) -> tuple[Report, Claim]:
    found = look.claim(id)
    if found is None:
        raise MissingError(f"no claim {id} is known by {look.known_by}")
    return found


# -------------------------------------------------------------------------------- the text


def _text(look: Look, report: Report, told: tuple[Claim, ...], chosen: Claim | None) -> Text:
    return Text(
        id=report.id,
        name=report.name,
        outlet=report.outlet,
        kind=report.kind,
        title=report.title,
        published=report.published,
        dated=report.dated,
        lang=report.lang,
        url=report.link,
        file=report.file,
        paragraphs=tuple(_paragraphs(report.text, told, chosen)),
        claims=tuple(_listed(look, report, one, number) for number, one in enumerate(told, 1)),
        copies=copies(look, report),
        whole=not look.public,
    )


def _paragraphs(
    text: str, told: tuple[Claim, ...], chosen: Claim | None
) -> Iterator[tuple[Piece, ...]]:
    lines = paragraphs(text)
    ends = [place for line in lines for place in (line.start, line.end)]
    cut = segments(text, told, at=ends)
    numbers = {one.id: number for number, one in enumerate(told, 1)}
    last = _last(cut)
    pieces = [
        Piece(
            start=one.start,
            text=one.text,
            marks=one.marks,
            opens=_opens(one, before, chosen),
            notes=tuple(sorted(numbers[id] for id in last.get(one.start, ()))),
        )
        for before, one in zip((None, *cut), cut, strict=False)
    ]
    at = 0
    for line in lines:
        while at < len(pieces) and pieces[at].start < line.start:
            at += 1
        first = at
        while at < len(pieces) and pieces[at].start < line.end:
            at += 1
        if first < at:
            yield tuple(pieces[first:at])


def _last(cut: Iterable[Segment]) -> dict[int, list[str]]:
    """Where the words of each claim end: start of the segment -> ids."""
    where: dict[str, int] = {}
    for one in cut:
        where.update((mark.claim, one.start) for mark in one.marks if mark.part == "content")
    found: dict[int, list[str]] = {}
    for id, start in where.items():
        found.setdefault(start, []).append(id)
    return found


def _opens(one: Segment, before: Segment | None, chosen: Claim | None) -> tuple[Part, ...]:
    if chosen is None:
        return ()
    here = {mark.part for mark in one.marks if mark.claim == chosen.id}
    there = {mark.part for mark in before.marks if mark.claim == chosen.id} if before else set()
    return tuple(part for part in _PARTS if part in here - there)


def _passage(report: Report, one: Claim) -> tuple[Piece, ...]:
    """The sentences that hold the claim's words and who says so, cut where it points."""
    shown = (*one.evidence, *(link.source.span for link in one.said_by))
    held = [
        each
        for line in paragraphs(report.text)
        for each in sentences(report.text, line)
        if any(each.meets(span) for span in shown)
    ]
    found: list[Piece] = []
    for each in held or [one.evidence[0]]:
        cut = segments(report.text, [one], each)
        found += (
            Piece(piece.start, piece.text, piece.marks, _opens(piece, before, one))
            for before, piece in zip((None, *cut), cut, strict=False)
        )
    return tuple(found)


def _listed(look: Look, report: Report, one: Claim, number: int) -> Listed:
    return Listed(
        number=number,
        id=one.id,
        words=saying.said(look.facts, report, one),
        who=said_by(look.facts, report, one),
        kind=one.kind,
        realis=one.realis,
        background=one.background,
    )


def copies(look: Look, report: Report) -> tuple[Copy, ...]:
    """Reports that print nearly the same, by day."""
    near = [look.reports[id] for id in look.copies(report.id) if id != report.id]
    near.sort(key=lambda one: (str(one.published or "~"), one.id))
    return tuple(Copy(each.id, look.facts.outlet(each), each.published) for each in near)

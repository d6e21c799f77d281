"""What a public output leaves out so that nobody is put at risk: one function a rule.

`guarded` puts them together: it gives a picture and claims from which every writer may take all.
Characters that must not be shown are blotted out in a copy of the report, so that every span keeps
its place and no writer can leak them.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, timedelta
from functools import cache
from typing import Any, TypeVar

import msgspec
from msgspec.structs import replace

from foglift.codebook import Book
from foglift.codebook.gazetteer import POINTS
from foglift.model import (
    Cause,
    Claim,
    Content,
    Control,
    ControlSpell,
    Count,
    Event,
    Incident,
    Intent,
    Intention,
    Mention,
    Picture,
    Reason,
    Report,
    Shift,
    Side,
    Span,
    Tally,
    Threat,
    quote,
)
from foglift.publish import wording
from foglift.publish.facts import Known, facts, name_in, personal, private
from foglift.publish.withheld import voiced

EXCERPT = 60
UNNAMED = "somebody not named here"
SMALL = 10
DELAY = timedelta(days=1)
FEW = f"fewer than {SMALL}"
MOVES = frozenset({"ADVANCE", "DEPLOYMENT", "WITHDRAWAL", "BASE"})
_NAMED_SITE = re.compile(
    r"\b((?:[A-Z][\w'’-]{1,30} ){1,3})(?=[Hh]ospital|[Cc]linic|[Ss]chool|[Uu]niversity|[Ss]helter"
    r"|[Cc]amp\b|[Oo]rphanage)"
)
_STOP = re.compile(r"[.!?]\s|\n")
_REVIEWED = "reviewed by "  # as fuse/incidents.py begins the line
_SMALL_AREAS = frozenset({"county", *POINTS})

Told = tuple[Report, Claim]
Noun = TypeVar("Noun", Incident, Tally, ControlSpell)


def guarded(picture: Picture, claims: Known, book: Book) -> tuple[Picture, list[Told]]:
    """The picture and the claims as they may be made public."""
    picture = _unsigned(hushed(picture, claims))
    kept = list(_settled(claims, picture.known_by))
    hidden: dict[str, list[Span]] = {}
    for report, claim in kept:
        hidden.setdefault(report.id, []).extend(_hidden(report, claim, book))
    blotted = {report.id: blot(report, hidden[report.id]) for report, _ in kept}
    coarse = _coarse(kept, book)
    shown = []
    for report, claim in kept:
        clean = blotted[report.id]
        if claim.id in coarse:
            clean = blot(clean, _sites(report, claim))
        shown.append((clean, _claim(claim, claim.id in coarse, book)))
    kept_picture = _picture(picture, shown, coarse, book)
    return voiced(kept_picture, picture, facts(picture, shown, book)), shown


def hushed(picture: Picture, claims: Known) -> Picture:
    """The picture without the names of people without a public role: who says something is
    somebody not named here."""
    names = {
        report.words(link.source.span)
        for report, claim in claims
        for link in claim.said_by
        if private(link, report)
    }
    if not names:
        return picture
    data = msgspec.json.encode(picture).decode()
    exact = "|".join(re.escape(msgspec.json.encode(name).decode()) for name in sorted(names))
    data = re.sub(exact, f'"{UNNAMED}"', data)
    for name in sorted({name_in(words) for words in names} - {""}):
        if " " in name:
            data = data.replace(msgspec.json.encode(name).decode()[1:-1], UNNAMED)
    return msgspec.json.decode(data, type=Picture)


def _unsigned(picture: Picture) -> Picture:
    """The picture without the names of those who reviewed what it stands on."""

    def unsigned(one: Incident) -> Incident:
        lines = ("reviewed by a person" if line.startswith(_REVIEWED) else line for line in one.why)
        return replace(one, why=tuple(dict.fromkeys(lines)))

    return replace(picture, incidents=tuple(map(unsigned, picture.incidents)))


def _unsaid(cause: Cause) -> Cause:
    """A cause without who judged what and noted why."""
    return replace(cause, words="a person judged it") if cause.kind == "judgement" else cause


def told(shifts: Iterable[Shift], shown: Iterable[Told]) -> tuple[Shift, ...]:
    """The changes that stand on claims that may be shown whole, place and speaker and all, and of
    no small number; judgements without who judged."""
    ids = {claim.id for report, claim in shown if not _covers(report, claim)}
    return tuple(
        replace(one, causes=tuple(map(_unsaid, one.causes)))
        for one in shifts
        if ids.issuperset((*one.claims, *one.stood_on))
        and all(ids.issuperset(cause.claims) for cause in one.causes)
        and all(number is None or number >= SMALL for number in one.numbers)
    )


# ---------------------------------------------------------------------------------- the rules


def moves(claim: Claim, published: date | None, known_by: date) -> bool:
    """Whether the claim shows where forces moved in the last 24 hours, which is told a day later.
    What has no date is taken for new."""
    if not isinstance(claim.content, Event) or claim.content.type not in MOVES:
        return False
    last = (claim.when and (claim.when.end or claim.when.start)) or published
    return not claim.background and (last is None or last > known_by - DELAY)


def sheltered(claim: Claim, report: Report, book: Book) -> bool:
    """Whether the place of the claim is where people at risk are: the displaced, a shelter, a
    hospital, a school, an aid site. Where they fled from is not."""
    if claim.where is None or claim.where.relation == "from":
        return False
    content = claim.content
    if isinstance(content, Event) and content.type in ("DISPLACEMENT", "AID"):
        return True
    if isinstance(content, Count) and content.of == "displaced":
        return True
    named = book.label(claim.where.place.ref)
    done_to = content.recipients if isinstance(content, Event) else ()
    words = quote(report, [*claim.evidence, *(one.span for one in done_to)])
    return bool(_shelters(book).search(f"{named} {words}"))


@cache
def _shelters(book: Book) -> re.Pattern[str]:
    words = "|".join(re.escape(word) for word in sorted(book.listed("sheltered")))
    return re.compile(rf"\b(?:{words})\b", re.IGNORECASE)


def district(place: str, book: Book) -> str:
    """The district (admin level 2) that a place lies in, else its region, else its country."""
    inner = book.gazetteer.place(place)
    if not inner.kind:
        return ""
    wanted = {"county": inner.county, "region": inner.region}
    for kind, name in wanted.items():
        if inner.kind in (kind, "country", "region"):
            return place
        for found, _ in book.gazetteer.named(name, (inner.country,)) if name else ():
            if found.kind == kind and book.gazetteer.within(place, found.id):
                return found.id
    return book.gazetteer.country(inner.country).id


def small(count: Count, place: str, book: Book) -> bool:
    """Whether the number is under ten in a district or a smaller place."""
    return _few(count.low, count.high) and _kind(place, book) in _SMALL_AREAS


def nameless(report: Report, claim: Claim) -> tuple[Span, ...]:
    """The spans of names of people without a public role: speakers and people unknown to the
    codebook."""
    speakers = [_name(report, link.source.span) for link in claim.said_by if private(link, report)]
    others = [one.span for one in people(claim) if not one.ref and personal(report.words(one.span))]
    return (*speakers, *others)


def _name(report: Report, span: Span) -> Span:
    """Where in the words for a person the name is."""
    words = report.text[span.start : span.end]
    start = words.find(name_in(words))
    return Span(span.start + start, span.start + start + len(name_in(words)))


def excerpt(words: str) -> str:
    """At most 60 words of a report."""
    kept = words.split()
    return words if len(kept) <= EXCERPT else f"{' '.join(kept[:EXCERPT])} …"


def blot(report: Report, spans: Iterable[Span]) -> Report:
    """The report with the characters of the spans, and of the names in them wherever they stand,
    covered; every other character keeps its place. Its title stands there too."""
    text = report.text
    for span in sorted(set(spans)):
        text = text[: span.start] + wording.BLOT * (span.end - span.start) + text[span.end :]
    return replace(report, text=text, title="", path=report.file)


# ------------------------------------------------------------------------------------- claims


def _settled(claims: Known, known_by: date) -> Iterator[Told]:
    """The claims that show no movement of the last day, nor a place that it led into."""
    told = list(claims)
    moved: dict[str, list[Span]] = {}
    for report, claim in told:
        if moves(claim, report.published, known_by):
            moved.setdefault(report.id, []).extend(claim.evidence)
    for report, claim in told:
        into = isinstance(claim.content, Control) and claim.content.change == "enters"
        into = into and claim.realis != "negated"
        spans = moved.get(report.id, ())
        same = any(_overlap(one, span) for span in spans for one in claim.evidence)
        if not moves(claim, report.published, known_by) and not (into and same):
            yield report, claim


def _overlap(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end


def _coarse(claims: Iterable[Told], book: Book) -> set[str]:
    """The claims whose place is shown as its district: those of people at risk, and what else the
    same sentence tells of the place, which would give it away."""
    risky: dict[tuple[str, str], list[Span]] = {}
    found, others = set(), []
    for report, claim in claims:
        if sheltered(claim, report, book):
            found.add(claim.id)
            risky.setdefault((report.id, _place(claim)), []).extend(claim.evidence)
        elif isinstance(claim.content, Event | Count) and claim.where:
            others.append((report, claim))
    for report, claim in others:
        near = risky.get((report.id, _place(claim)), ())
        if any(_same_sentence(report, claim.evidence[0], span) for span in near):
            found.add(claim.id)
    return found


def _same_sentence(report: Report, one: Span, other: Span) -> bool:
    between = report.text[min(one.end, other.end) : max(one.start, other.start)]
    return not _STOP.search(between)


def _covers(report: Report, claim: Claim) -> bool:
    """Whether the claim's place or speaker is covered in the report as it is shown."""
    spans = [link.source.span for link in claim.said_by]
    spans += [claim.where.place.span] if claim.where else []
    return any(wording.BLOT in report.text[span.start : span.end] for span in spans)


def _hidden(report: Report, claim: Claim, book: Book) -> Iterator[Span]:
    for span in nameless(report, claim):
        yield from _everywhere(report.text, report.text[span.start : span.end])
    content = claim.content
    if isinstance(content, Count) and small(content, _place(claim), book):
        yield claim.evidence[0]
    few = isinstance(content, Count) and _few(content.low, content.high)
    if few and claim.where is not None and not claim.where.place.ref:
        yield claim.where.place.span  # a name that is not on the map may be of any small place


def _sites(report: Report, claim: Claim) -> Iterator[Span]:
    """Where a claim about people at risk names the place, or a hospital or camp by its name."""
    if claim.where:
        yield claim.where.place.span
    for span in claim.evidence:
        for found in _NAMED_SITE.finditer(report.text, span.start, span.end):
            yield Span(*found.span(1))


def _everywhere(text: str, name: str) -> Iterator[Span]:
    """Every place where the name stands, or its last word alone."""
    for words in {name, name.split()[-1]}:
        start = text.find(words)
        while start >= 0:
            yield Span(start, start + len(words))
            start = text.find(words, start + len(words))


def _claim(claim: Claim, coarse: bool, book: Book) -> Claim:
    """The claim without the words by which it was read: they may name what its spans no longer
    show."""
    content, where = _unspoken(claim.content), claim.where
    if isinstance(content, Count) and small(content, _place(claim), book):
        content = replace(content, low=None, high=None)
    if where:
        ref = district(where.place.ref, book) if coarse and where.place.ref else where.place.ref
        where = replace(where, place=replace(where.place, ref=ref, via=""))
        where = replace(where, km=None, bearing="") if coarse else where
    said_by = tuple(replace(one, source=replace(one.source, via="")) for one in claim.said_by)
    return replace(claim, content=content, where=where, said_by=said_by, why=())


def _unspoken(content: Content) -> Content:
    """The content without the words by which its names were found."""
    found: dict[str, Any] = {}
    for name in content.__struct_fields__:
        value = getattr(content, name)
        if isinstance(value, Mention):
            found[name] = replace(value, via="")
        elif isinstance(value, tuple):
            found[name] = tuple(replace(one, via="") for one in value)
    return replace(content, **found) if found else content


def people(claim: Claim) -> tuple[Mention, ...]:
    """Those who act, are acted on, are counted or have a place."""
    match claim.content:
        case Event(actors=actors, recipients=recipients):
            return (*actors, *recipients)
        case Intent(actors=actors, recipients=recipients):
            return (*actors, *recipients)
        case Count(whom=whom, by=by):
            return (*by, *((whom,) if whom else ()))
        case Control(holder=Mention() as holder):
            return (holder,)
        case _:
            return ()


# ------------------------------------------------------------------------------------ picture


def _picture(picture: Picture, shown: Sequence[Told], coarse: set[str], book: Book) -> Picture:
    """What may be shown of the picture: nothing stands on a claim that is not shown."""
    ids = {claim.id for _, claim in shown}
    conditions = {claim.id: _condition(report, claim) for report, claim in shown}
    soon = picture.known_by - DELAY
    return replace(
        picture,
        incidents=_kept(
            (one for one in picture.incidents if not _moving(one, soon)),
            ids,
            lambda one: _coarse_incident(one, coarse, book),
        ),
        tallies=_kept(
            (_told(one, ids) for one in picture.tallies),
            ids,
            lambda one: _tally(one, coarse, book),
        ),
        control=_kept(picture.control, ids, lambda one: one),
        intentions=tuple(
            _intention(one, ids, coarse, conditions, book)
            for one in picture.intentions
            if ids.intersection(one.claims)
        ),
        threats=tuple(
            threat for one in picture.threats if (threat := _threat(one, ids - coarse)).reasons
        ),
        covers=tuple(
            replace(one, claims=claims)
            for one in picture.covers
            if (claims := _in(one.claims, ids))
        ),
    )


def _condition(report: Report, claim: Claim) -> str:
    span = claim.content.condition if isinstance(claim.content, Intent) else None
    return report.words(span) if span else ""


def _moving(one: Incident, soon: date) -> bool:
    last = one.end or one.start
    return one.type in MOVES and (last is None or last > soon)


def _kept(found: Iterable[Noun], ids: set[str], change: Callable[[Noun], Noun]) -> tuple[Noun, ...]:
    whole = (_only(one, ids) for one in found)
    return tuple(change(one) for one in whole if one.claims)


def _only(one: Noun, ids: set[str]) -> Noun:
    sides = [replace(side, claims=_in(side.claims, ids)) for side in one.sides]
    return replace(
        one, claims=_in(one.claims, ids), sides=tuple(side for side in sides if side.claims)
    )


def _in(claims: Iterable[str], ids: set[str]) -> tuple[str, ...]:
    return tuple(id for id in claims if id in ids)


def _threat(one: Threat, ids: set[str]) -> Threat:
    """Without reasons that name a place which is shown as its district only."""
    kept = [replace(reason, claims=_in(reason.claims, ids)) for reason in one.reasons]
    reasons: tuple[Reason, ...] = tuple(reason for reason in kept if reason.claims)
    return replace(one, reasons=reasons, claims=_in(one.claims, ids))


def _intention(
    one: Intention, ids: set[str], coarse: set[str], conditions: dict[str, str], book: Book
) -> Intention:
    """Its condition in the words that may be shown; open where what decided may not be."""
    claims, deciding = _in(one.claims, ids), _in(one.deciding, ids)
    condition = next((conditions[id] for id in claims if conditions.get(id)), "")
    place = district(one.place, book) if one.place and coarse.intersection(claims) else one.place
    shown = replace(one, claims=claims, place=place, condition=condition)
    if len(deciding) < len(one.deciding):
        return replace(shown, fate="open", why=(), decided=None, came="", outcome=None, deciding=())
    return shown


def _coarse_incident(one: Incident, coarse: set[str], book: Book) -> Incident:
    if not coarse.intersection(one.claims) or not one.place:
        return one
    return replace(one, place=district(one.place, book), why=())


def _told(one: Tally, ids: set[str]) -> Tally:
    """The tally without what shows a number of a claim that is not shown."""
    series = (
        replace(each, steps=tuple(step for step in each.steps if ids.issuperset(step.claims)))
        for each in one.series
    )
    return replace(
        one,
        series=tuple(each for each in series if each.steps),
        problems=tuple(each for each in one.problems if ids.issuperset(each.claims)),
    )


def _tally(one: Tally, coarse: set[str], book: Book) -> Tally:
    if coarse.intersection(one.claims) and one.place:
        one = replace(one, place=district(one.place, book))
    few = _few(one.low, one.high) or _few(one.best, one.best)
    if not few or _kind(one.place, book) not in _SMALL_AREAS:
        return one
    sides = tuple(_few_side(one, side) for side in one.sides)
    return replace(
        one,
        low=None,
        best=None,
        high=None,
        best_by="",
        phrase=FEW,
        sides=sides,
        problems=(),
        series=(),
    )


def _few_side(one: Tally, side: Side) -> Side:
    return replace(side, position=f"{one.of}: {FEW}")


def _few(low: int | None, high: int | None) -> bool:
    number = high if high is not None else low
    return number is not None and number < SMALL


def _kind(place: str, book: Book) -> str:
    """What a place is; one that no row has may be the smallest."""
    return (book.gazetteer.place(place).kind or "site") if place else ""


def _place(claim: Claim) -> str:
    return claim.where.place.ref if claim.where else ""

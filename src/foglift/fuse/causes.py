"""What brought a difference between two pictures: claims that came or went, judgements, days."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from foglift.codebook import Book
from foglift.codebook.plans import plan
from foglift.codebook.rows import SAID
from foglift.fuse.ground import Evidence, bounds, place_of
from foglift.fuse.kinds import Difference
from foglift.model import (
    Assessment,
    Cause,
    CauseKind,
    Change,
    Claim,
    Control,
    Count,
    Event,
    Intent,
    Judgement,
    Mention,
    Picture,
)
from foglift.text import between, is_first_person, is_nameless

# A report that tells of a day so long before it is late.
LATE = 2
# Of many who say a thing, so many are named.
_NAMED, _BESIDE = 3, 12
_WORDS = 8  # of a name that only the report knows
_ORDER: tuple[CauseKind, ...] = (
    "judgement",
    "read again",
    "retraction",
    "denial",
    "later word",
    "new version",
    "new report",
    "late report",
    "undated report",
    "unpublished then",
    "day passed",
    "told beside it",
)
# Whose word decides comes first: who admits, takes back.
_WEIGHT: dict[str, int] = {"acknowledges": 0, "retracts": 1}
_DID: dict[Change, str] = {
    "takes": "took",
    "holds": "held",
    "loses": "lost",
    "enters": "entered",
    "contests": "fought for",
    "besieges": "surrounded",
    "leaves": "left",
}
# What no claim of its own brought came with its day, or went with it.
_BY_TIME = frozenset({"newly told", "gone", "not fulfilled"})
# Shifts that a denial brings; beside any other it is a rest of doubt.
_DOUBTS = frozenset({"disputed", "fell", "withdrawn", "contested"})


@dataclass(frozen=True)
class Seen:
    """A picture with what it was made of: every claim known by its day, rejected ones too, and the
    judgements made by then."""

    picture: Picture
    evidence: Mapping[str, Evidence]
    judgements: tuple[Judgement, ...]


@dataclass(frozen=True)
class Delta:
    """In what two pictures' grounds differ. `touched` are the claims that came, went, are read
    otherwise or were judged; `places` the same by place; `urls` where the earlier reports lie."""

    before: Seen
    after: Seen
    reports: frozenset[str]
    urls: frozenset[str]
    judged: Mapping[str, tuple[Judgement, ...]]
    touched: frozenset[str]
    places: Mapping[str, tuple[str, ...]]

    def evidence(self, claim: str) -> Evidence:
        return self.after.evidence.get(claim) or self.before.evidence[claim]

    @property
    def days_differ(self) -> bool:
        one, other = self.before.picture, self.after.picture
        return (one.as_of, one.known_by) != (other.as_of, other.known_by)


def delta(before: Seen, after: Seen) -> Delta:
    was, now = before.evidence, after.evidence
    judged: dict[str, tuple[Judgement, ...]] = {}
    for judgement in sorted(
        set(before.judgements) ^ set(after.judgements),
        key=lambda one: (one.at, one.act, one.by, str(one)),
    ):
        for claim in judgement.about:
            judged[claim] = (*judged.get(claim, ()), judgement)
    touched = {claim for claim in was.keys() | now.keys() if was.get(claim) != now.get(claim)}
    touched |= {claim for claim in judged if claim in was or claim in now}
    places: dict[str, list[str]] = {}
    for claim in sorted(touched):
        one = now.get(claim) or was[claim]
        places.setdefault(place_of(one.claim), []).append(claim)
    return Delta(
        before=before,
        after=after,
        reports=frozenset(one.report.id for one in was.values()),
        urls=frozenset(one.report.url for one in was.values() if one.report.url),
        judged=judged,
        touched=frozenset(touched),
        places={place: tuple(claims) for place, claims in places.items()},
    )


def causes(one: Difference, delta: Delta, book: Book) -> tuple[Cause, ...]:
    """What brought a difference, what decided first; never nothing."""
    own = sorted((one.before | one.after) & delta.touched)
    if own:
        return _told(own, one, delta, book)
    beside = _beside(one, delta)
    if not beside and delta.days_differ:
        return (_passed(one, delta),)
    claims = beside or sorted(delta.touched)
    return (_cause("told beside it", claims[:_BESIDE], one, delta, book),)


# ------------------------------------------------------------------------------- of its own


def _told(claims: Iterable[str], one: Difference, delta: Delta, book: Book) -> tuple[Cause, ...]:
    known = delta.before.evidence
    spoken = frozenset(_line(known[claim], book) for claim in one.before if claim in known)
    kinds: dict[CauseKind, list[str]] = {}
    for claim in claims:
        kinds.setdefault(_kind(claim, spoken, delta, book), []).append(claim)
    found = [_cause(kind, kinds[kind], one, delta, book) for kind in _ORDER if kind in kinds]
    return tuple(sorted(found, key=lambda cause: _deciding(cause, one, delta)))


def _deciding(cause: Cause, one: Difference, delta: Delta) -> tuple[bool, bool, int]:
    """What decided comes first: a new position, an admission; a denial where it made the doubt."""
    aside = cause.kind == "denial" and one.kind not in _DOUBTS
    new = one.fresh.intersection(cause.claims)
    weights = (_weight(delta.evidence(claim).claim) for claim in new or cause.claims)
    return aside, not new, min(weights)


def _weight(claim: Claim) -> int:
    stance = claim.said_by[0].stance if claim.said_by else ""
    return _WEIGHT.get(stance, len(_WEIGHT))


def _kind(claim: str, spoken: frozenset[str], delta: Delta, book: Book) -> CauseKind:
    if claim in delta.judged:
        return "judgement"
    evidence = delta.evidence(claim)
    if claim not in delta.after.evidence:
        published = evidence.report.published
        unknown = published is not None and published > delta.after.picture.known_by
        return "unpublished then" if unknown else "read again"
    return (
        "read again"
        if evidence.report.id in delta.reports
        else _news(evidence, spoken, delta, book)
    )


def _news(evidence: Evidence, spoken: frozenset[str], delta: Delta, book: Book) -> CauseKind:
    """What the claim of a report is that was not known before."""
    report, claim = evidence
    stance = claim.said_by[0].stance if claim.said_by else "reports"
    kinds: tuple[tuple[bool, CauseKind], ...] = (
        (stance == "retracts", "retraction"),
        (stance == "denies" or (claim.realis == "negated" and not _is_none(claim)), "denial"),
        (report.url in delta.urls, "new version"),
        (_line(evidence, book) in spoken, "later word"),
        (report.published is None, "undated report"),
        (_is_late(evidence, delta), "late report"),
    )
    return next((kind for holds, kind in kinds if holds), "new report")


def _is_late(evidence: Evidence, delta: Delta) -> bool:
    """Whether a report tells of a day long before its own, or came in after the day asked for."""
    published, days = evidence.report.published, bounds(evidence)
    if published is None:
        return False
    slow = days is not None and published.toordinal() - days[1] >= LATE
    missed = published <= delta.before.picture.known_by
    return slow or missed or published > delta.after.picture.as_of


# ------------------------------------------------------------------------------ of all else


def _beside(one: Difference, delta: Delta) -> tuple[str, ...]:
    """What is newly told of the place, where that can make the difference: it says whose a place
    is, and with what a vague report may be one."""
    if one.daily or (one.kind in _BY_TIME and delta.days_differ):
        return ()
    linked = tuple(sorted(one.linked & delta.touched))
    found = linked or delta.places.get(one.place, ())
    if one.about != "threat" or one.kind == "listed":
        return found
    return tuple(id for id in found if isinstance(delta.evidence(id).claim.content, Control))


def _passed(one: Difference, delta: Delta) -> Cause:
    was, now = delta.before.picture, delta.after.picture
    said = f"nothing was told of it; it is {now.as_of} and no longer {was.as_of}"
    if was.as_of == now.as_of:
        said = f"nothing was told of it; we stand on {now.known_by} and no longer on {was.known_by}"
    return Cause("day passed", said, tuple(sorted(one.after or one.before)))


# -------------------------------------------------------------------------------- in words


def _cause(
    kind: CauseKind, claims: Iterable[str], one: Difference, delta: Delta, book: Book
) -> Cause:
    found = tuple(sorted(claims))
    if kind == "judgement":
        judged = dict.fromkeys(judgement for claim in found for judgement in delta.judged[claim])
        return Cause(kind, "; ".join(map(_judged, judged)), found)
    groups: dict[tuple[bool, int, str, str], list[Evidence]] = {}
    for claim in found:
        evidence = delta.evidence(claim)
        link = evidence.claim.said_by[0] if evidence.claim.said_by else None
        said = SAID[link.stance] if link else "reported"
        key = claim not in one.fresh, _weight(evidence.claim), said, _content(evidence, book)
        groups.setdefault(key, []).append(evidence)
    told = [_words(groups[key], key[2], key[3], book) for key in sorted(groups)]
    more = f"; and {len(told) - _NAMED} more" if len(told) > _NAMED else ""
    ordered = dict.fromkeys(one.claim.id for key in sorted(groups) for one in groups[key])
    return Cause(kind, "; ".join(told[:_NAMED]) + more, tuple(ordered))


def _judged(judgement: Judgement) -> str:
    note = f": {judgement.note}" if judgement.note else ""
    said = "took back a judgement" if judgement.undoes else f"judged '{judgement.what}'"
    return f"{judgement.by} {said} on {judgement.at}{note}"


def _words(told: Iterable[Evidence], said: str, what: str, book: Book) -> str:
    """ "Observatory, Reuters reported on 2024-12-05: Syrian rebels took Hama"."""
    heard = sorted(told, key=lambda one: (str(one.report.published or "~"), _who(one, book)))
    names = list(dict.fromkeys(_who(one, book) for one in heard))
    more = f" and {len(names) - _NAMED} others" if len(names) > _NAMED else ""
    day = heard[0].report.published
    return f"{', '.join(names[:_NAMED])}{more} {said}{f' on {day}' if day else ''}: {what}"


def _who(evidence: Evidence, book: Book) -> str:
    """Who says it, nearest to the words; one without a name by the outlet that carries it."""
    report, claim = evidence
    outlet = report.outlet or "a report without an outlet"
    if not claim.said_by:
        return outlet
    source = claim.said_by[0].source
    words = report.words(source.span)
    if source.ref and not source.ref.startswith("people:"):
        return book.label(source.ref)
    if is_first_person(words):
        return outlet
    return f"a source of {outlet}" if is_nameless(words) else words


def _line(evidence: Evidence, book: Book) -> str:
    """Whose later word replaces whose: that of a side its earlier one, else that of a speaker."""
    link = evidence.claim.said_by[0] if evidence.claim.said_by else None
    party = link is not None and link.role == "party" and link.side
    return f"side {link.side}" if link and party else _who(evidence, book)


def _content(evidence: Evidence, book: Book) -> str:
    """What a claim says, in a few words: "Syrian rebels took Hama", "826 killed"."""
    claim = evidence.claim
    place = book.label(place_of(claim)) or _words_for(evidence)
    where = f" {place}" if place else ""
    negated = "it is not so that " if claim.realis == "negated" and not _is_none(claim) else ""
    match claim.content:
        case Control(change=change, holder=holder):
            who = _named(holder, book) or (_quoted(evidence, holder) if holder else "somebody")
            return f"{negated}{who} {_DID[change]}{where}"
        case Count(of=of) as count:
            whom = _named(count.whom, book) or ("people" if count.high == 0 else "")
            return f"{negated}{_number(count)} {whom} {of}".replace("  ", " ")
        case Event(type=type, facet=facet) as event:
            actors, recipients = _names(event.actors, book), _names(event.recipients, book)
            return negated + book.happening(type, facet, actors, recipients, where.strip())
        case Intent(type=type, facet=facet, actors=actors):
            done = plan(type, facet, place)
            return f"{negated}{_names(actors, book) or 'somebody'} would {done}"
        case Assessment(sense=sense):
            return f"{sense} of {_names(claim.content.about, book)}"


def _is_none(claim: Claim) -> bool:
    """Whether it counts nobody: "no one was hurt" is a number, and no denial."""
    return isinstance(claim.content, Count) and claim.content.high == 0


def _words_for(evidence: Evidence) -> str:
    """Where it was in the report's own words; "" where it says nothing."""
    where = evidence.claim.where
    return _quoted(evidence, where.place) if where else ""


def _quoted(evidence: Evidence, mention: Mention) -> str:
    words = evidence.report.text[mention.span.start : mention.span.end].split()
    return f"“{' '.join(words[:_WORDS])}”" if words else ""


def _number(count: Count) -> str:
    return "no" if count.low == count.high == 0 else between(count.low, count.high)


def _named(mention: Mention | None, book: Book) -> str:
    return book.label(mention.ref) if mention and mention.ref else ""


def _names(mentions: Iterable[Mention], book: Book) -> str:
    return ", ".join(name for name in (_named(one, book) for one in mentions) if name)

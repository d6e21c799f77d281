"""What one claim says, and what claims add up to, in plain words: "the Syrian rebels took Hama on
5 December"."""

import re
from datetime import date

from foglift.codebook.plans import FATES, plan
from foglift.desk.look import Derived
from foglift.model import (
    Assessment,
    Change,
    Claim,
    Control,
    ControlSpell,
    Count,
    Cover,
    Event,
    Incident,
    Intent,
    Intention,
    Mention,
    Realis,
    Report,
    Sense,
    Span,
    Tally,
    Threat,
)
from foglift.publish import control, tallied, wording
from foglift.publish.assessments import own_words
from foglift.publish.facts import Facts
from foglift.text import between, is_first_person

# With and without who did it.
_CHANGES: dict[Change, tuple[str, str]] = {
    "takes": ("{who} took {place}", "{place} was taken"),
    "loses": ("{who} lost {place}", "whoever had {place} lost it"),
    "holds": ("{who} had {place}", "{place} was held by somebody not named"),
    "enters": ("{who} came into {place}", "somebody not named came into {place}"),
    "contests": ("{who} fought for {place}", "{place} was fought over"),
    "besieges": ("{who} surrounded {place}", "{place} was surrounded"),
    "leaves": ("{who} left {place}", "whoever had {place} left it"),
}
SENSES: dict[Sense, str] = {
    "blow": "how heavy a blow it is",
    "importance": "how much it matters",
    "outlook": "what may come of it",
    "fear": "what is feared",
    "cause": "why it came about",
    "scale": "how great it is",
}
REALIS: dict[Realis, str] = {
    "actual": "said to be so",
    "negated": "said not to be so",
    "hypothetical": "said to be possible",
    "planned": "said to be planned",
}


# The type of an event where a position or a reason opens with it.
_CODE = re.compile(r"(?:^|(?<=: )|(?<= with ))[A-Z]{4,}(?:_[A-Z]+)*(?=[ ,:/]|$)")


def said(known: Facts, report: Report, claim: Claim) -> str:
    """What the claim says, without by whom; of an assessment its own words."""
    match claim.content:
        case Event() as event:
            words = _event(known, report, claim, event)
        case Control() as change:
            words = _control(known, report, claim, change)
        case Count() as count:
            words = _count(known, report, claim, count)
        case Intent() as intent:
            words = _intent(known, report, claim, intent)
        case Assessment():
            return own_words(report, claim)
    return wording.capital(f"{words} {_when(known, claim)}".strip(), known.small)


def coded(words: str) -> str:
    """Words of the picture without its codes for types of events.

    >>> coded("CIVILIAN_ATTACK by Syrian army"), coded("not: CLASH with CLASH: the same place")
    ('civilian attack by Syrian army', 'not: clash with clash: the same place')
    """
    return _CODE.sub(lambda code: code[0].replace("_", " ").lower(), words)


def ground(words: str, about: date) -> str:
    """Why claims are one incident: "air strike with air strike: the same place"."""
    return wording.spelled(coded(words), about)


def name(known: Facts, report: Report, claim: Claim, mention: Mention) -> str:
    """A name by the codebook, else the report's own words in quotation marks; "we" is who says
    so."""
    if mention.ref:
        return known.name(mention.ref)
    if is_first_person(report.text[mention.span.start : mention.span.end]):
        return known.origin(report, claim)
    return _quoted(report, mention.span)


def number(count: Count) -> str:
    """ "826", "at least 40", "12 to 20", "some" where no number is said."""
    return "no" if count.low == count.high == 0 else between(count.low, count.high)


def _event(known: Facts, report: Report, claim: Claim, event: Event) -> str:
    place, relation = _place(known, report, claim), claim.where.relation if claim.where else "at"
    ref = claim.where.place.ref if claim.where else ""
    actors = tuple(_label(known, report, claim, one) for one in event.actors)
    recipients = tuple(_label(known, report, claim, one) for one in event.recipients)
    return known.happening(
        event.type, event.facet, actors, recipients, ref, relation, "" if ref else place
    )


def _control(known: Facts, report: Report, claim: Claim, told: Control) -> str:
    whom, nobody = _CHANGES[told.change]
    part = "part of " if told.partial else ""
    place = part + (_place(known, report, claim) or "a place not named")
    who = name(known, report, claim, told.holder) if told.holder else ""
    words = (whom if who else nobody).format(who=who, place=place)
    but = wording.listed([known.place(one.ref) for one in told.but if one.ref])
    return f"{words}, but not {but}" if but else words


def _count(known: Facts, report: Report, claim: Claim, count: Count) -> str:
    whom = name(known, report, claim, count.whom).removeprefix("the ") if count.whom else "people"
    if count.unit == "families":
        whom = "families" if whom in ("people", "families") else f"families of {whom}"
    verb = "were" if count.of != "missing" else "went"
    by = wording.listed([name(known, report, claim, one) for one in count.by])
    place = _place(known, report, claim)
    to = claim.where is not None and claim.where.relation == "towards" and count.of == "displaced"
    laid = claim.where.relation if claim.where else "at"
    near = laid if laid in ("near", "outside", "from") else "to" if to else "in"
    words = f"{number(count)} {whom} {verb} {count.of.replace('-', ' ')}"
    words += f" by {by}" if by else ""
    words += f" {near} {place}" if place else ""
    return f"{words}, a running total" if count.cumulative else words


def _intent(known: Facts, report: Report, claim: Claim, intent: Intent) -> str:
    who = wording.listed([name(known, report, claim, one) for one in intent.actors]) or "somebody"
    done = plan(intent.type, intent.facet, _place(known, report, claim))
    return f"{who} would {'not ' if claim.realis == 'negated' else ''}{done}"


def _label(known: Facts, report: Report, claim: Claim, mention: Mention) -> str:
    """What `Facts.happening` writes as a name."""
    return mention.ref or name(known, report, claim, mention)


def _place(known: Facts, report: Report, claim: Claim) -> str:
    where = claim.where
    if where is None:
        return ""
    return known.place(where.place.ref) or _quoted(report, where.place.span)


def _quoted(report: Report, span: Span) -> str:
    words = report.text[span.start : span.end].strip()
    return wording.quoted(words, 12) if words else ""


def _when(known: Facts, claim: Claim) -> str:
    """When, where the report says so."""
    when = claim.when
    if when is None or when.why.startswith("no time said"):
        return ""
    return wording.when(when.start, when.end, when.precision, known.day)


# ------------------------------------------------------------------------ what stands on claims


def stands(known: Facts, one: Derived) -> str:
    """What claims add up to, in plain words with who says so where that is a part of it."""
    match one:
        case Incident():
            words = known.incident(one, known.where(one.place, one.claims))
            words += f" {wording.when(one.start, one.end, one.precision, known.day)}"
        case Tally():
            words = tallied.figure(known, one)
        case ControlSpell():
            words = control.words(known, one).replace("\0", known.place(one.place))
        case Cover():
            holder = known.name(one.holder)
            words = f"{known.place(one.place)}, as part of {known.place(one.area)}: {holder} had it"
        case Threat():
            reasons = ", ".join(reason.kind for reason in one.reasons)
            words = f"reports give reasons to watch {known.place(one.place)}: {reasons}"
        case Intention():
            words = f"{_will(known, one)}: {FATES[one.fate]}"
    return wording.capital(" ".join(words.split()), known.small)


def _will(known: Facts, one: Intention) -> str:
    done = plan(one.type, one.facet, known.place(one.place))
    who = known.actors(one.actors) or "somebody"
    return f"{who} would {'not ' if one.negated else ''}{done}"

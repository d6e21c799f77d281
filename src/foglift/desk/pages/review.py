"""Review: what people had best look at, what they decided, and how often readings are right."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Annotated

import msgspec
from fastapi import Path, Query

from foglift import review as reviewing
from foglift.desk import saying
from foglift.desk.look import Look, MissingError
from foglift.desk.marks import Segment, segments
from foglift.model import Claim, Incident, Judgement, Report, quote
from foglift.publish.footnotes import said_by
from foglift.review import Act, Difference, Effect, Precision, precision
from foglift.review.forms import CHOICES, COMMON, KINDS, fields, kind_of
from foglift.review.precision import RIGHT, WRONG, answer
from foglift.text import paragraphs, sentences

SHOWN = 12  # claims of the queue on its page
_OTHERS = 8  # happenings that one may say to be the same
_NEAR = 3  # days that they may lie apart

_LABELS = {
    "type": "What happened",
    "change": "What became of the place",
    "of": "What is counted",
    "sense": "What is made of it",
    "actors": "Who did it",
    "recipients": "To whom",
    "holder": "By whom",
    "low": "At least",
    "high": "At most",
    "whom": "Who is counted",
    "by": "By whose hand",
    "about": "About whom",
    "place": "Where",
    "relation": "How it lies to the place",
    "start": "First day",
    "end": "Last day",
    "speaker": "Who says so",
    "stance": "How they say it",
    "realis": "Whether it happened",
    "words": "The exact words",
    "at": "Character where they begin",
}
_SEVERAL = frozenset({"actors", "recipients", "by", "about"})
_WHAT: dict[str, str] = {
    "confirm": "confirmed",
    "reject": "rejected",
    "correct": "corrected",
    "add": "added",
    "same": "said to be about one happening",
    "different": "said to be about several happenings",
    "undo": "taken back",
}


# ---------------------------------------------------------------------------- what is shown


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


class Queued(msgspec.Struct, frozen=True):
    """A claim of the queue, with what goes if it is wrong, and what was read beside it."""

    card: Card
    effect: Effect
    beside: tuple[str, ...]


class Past(msgspec.Struct, frozen=True):
    """A judgement in words: "rejected", with the claims it names and what became of it."""

    act: int
    what: str
    said: str
    claims: tuple[tuple[str, str], ...]
    by: str
    at: date
    note: str
    state: str
    undone: str


class ReviewPage(msgspec.Struct, frozen=True):
    """The claims that would change the picture most if they were wrong; `done` is the judgement
    just made, `changed` what it changed."""

    waiting: int
    items: tuple[Queued, ...]
    judged: int
    done: Past | None
    changed: tuple[Difference, ...]


class Row(msgspec.Struct, frozen=True):
    """A claim of the sample and what was answered, "" for nothing yet."""

    card: Card
    answer: str


class PrecisionPage(msgspec.Struct, frozen=True):
    """A sample of the corpus, and how many of those looked at were right."""

    result: Precision
    rows: tuple[Row, ...]
    answers: tuple[str, ...]


class JudgementsPage(msgspec.Struct, frozen=True):
    """All judgements, the latest first, `kind` of them only."""

    kind: str
    kinds: dict[str, int]
    rows: tuple[Past, ...]


class JudgementPage(msgspec.Struct, frozen=True):
    """One judgement, and what it changed; `told` is False where that cannot be said."""

    past: Past
    changed: tuple[Difference, ...]
    told: bool
    before: dict[str, str]
    after: dict[str, str]


# ------------------------------------------------------------------------------- the pages


def review(
    look: Look,
    done: Annotated[int, Query(description="The number of the judgement just made.")] = 0,
) -> ReviewPage:
    """What people had best look at first; `done` is the number of the judgement just made."""
    act = next((one for one in look.acts if one.judgement.act == done), None) if done else None
    changed = look.changed(act.judgement) if act and act.state == "holds" else ()
    return ReviewPage(
        waiting=len(look.queue),
        items=tuple(_queued(look, one) for one in look.queue[:SHOWN]),
        judged=len(look.rulings.confirmed) + len(look.rulings.rejected),
        done=_past(look, act) if act else None,
        changed=changed or (),
    )


def precision_check(look: Look) -> PrecisionPage:
    """Fifty claims drawn by the hash of their ids, each answered by a person."""
    drawn = reviewing.sample(claim for _, claim in look.machine_read)
    by_id = {claim.id: (report, claim) for report, claim in look.machine_read}
    return PrecisionPage(
        result=precision(drawn, look.rulings, look.judgements),
        rows=tuple(
            Row(card(look, *by_id[one.id]), answer(one.id, look.rulings, look.judgements))
            for one in drawn
        ),
        answers=(RIGHT, *WRONG),
    )


def judgements(
    look: Look,
    kind: Annotated[
        str, Query(description="Only those of a kind, or waiting, or taken back.")
    ] = "",
) -> JudgementsPage:
    """What people decided about claims, the latest first, and what became of it."""
    kinds: dict[str, int] = {}
    for act in look.acts:
        name = act.state if act.state != "holds" else act.judgement.what
        kinds[name] = kinds.get(name, 0) + 1
    wanted = [act for act in look.acts if kind in ("", act.state, act.judgement.what)]
    return JudgementsPage(kind, kinds, tuple(_past(look, act) for act in wanted[:500]))


def numbers(look: Look) -> Iterator[str]:
    """The numbers of the judgements, each of which has a page."""
    return (str(one.judgement.act) for one in look.acts)


def judgement(look: Look, act: Annotated[str, Path(description="Its number.")]) -> JudgementPage:
    """One judgement and what it changed in the picture."""
    found = next((one for one in look.acts if str(one.judgement.act) == act), None)
    if found is None:
        raise MissingError(f"no judgement has the number {act}")
    made = found.judgement
    changed = look.changed(made) if found.state == "holds" else None
    before, after = _corrected(look, made)
    return JudgementPage(_past(look, found), changed or (), changed is not None, before, after)


def acts(look: Look) -> Iterable[str]:
    return (str(one.judgement.act) for one in look.acts)


def _corrected(look: Look, made: Judgement) -> tuple[dict[str, str], dict[str, str]]:
    """The fields that a correction changed, as they were and are; of an added claim all."""
    if made.claim is None:
        return {}, {}
    known = look.claim(made.claim.id)
    if known is None:
        return {}, {}
    now = fields(known[0], made.claim, look.book)
    read = (look.claim(id) for id in made.claims)
    was = next((fields(*one, look.book) for one in read if one), {})
    other = [name for name, said in now.items() if was.get(name, "") != said and name != "at"]
    label = {name: _LABELS[name] for name in other}
    return (
        {label[name]: was[name] for name in other if name in was},
        {label[name]: now[name] for name in other},
    )


# ----------------------------------------------------------------- what one can do on a page


class Field(msgspec.Struct, frozen=True):
    """A field of a form; `choices` where it takes only some words."""

    name: str
    label: str
    value: str
    choices: tuple[str, ...] = ()
    kind: str = "text"
    hint: str = ""


class OnClaim(msgspec.Struct, frozen=True):
    """What one can decide about a claim, and what was decided."""

    id: str
    state: str
    said: str
    kind: str
    fields: tuple[Field, ...]
    beside: tuple[tuple[str, str], ...]
    others: tuple[tuple[str, str], ...]
    history: tuple[Past, ...]
    given: str = ""


class OnIncident(msgspec.Struct, frozen=True):
    """What one can decide about claims that are told as one happening."""

    id: str
    claims: tuple[tuple[str, str], ...]
    others: tuple[tuple[str, str], ...]
    history: tuple[Past, ...]


def on(look: Look, id: str) -> OnClaim | OnIncident | None:
    """What one can decide about the claim or incident of that id; None where it is neither."""
    if look.public:
        return None
    if id in look.incidents:
        return _on_incident(look, look.incidents[id])
    known = look.claim(id)
    return _on_claim(look, *known) if known else None


def _on_claim(look: Look, report: Report, claim: Claim) -> OnClaim:
    told = [one for one in look.by_report.get(report.id, ()) if one.id != claim.id]
    twins = next((g for g in reviewing.beside([claim, *told]) if claim.id in g), ())
    beside = [one for one in told if one.id in twins]
    state, said = _state(look, claim.id)
    incidents = [one for one in look.derived(claim.id) if isinstance(one, Incident)]
    near = _near(look, incidents[0]) if incidents else ()
    stands = look.rulings.instead.get(claim.id)
    return OnClaim(
        id=claim.id,
        state=state,
        said=said,
        kind=kind_of(claim),
        fields=form(look, report, claim),
        beside=tuple((one.id, saying.said(look.facts, report, one)) for one in beside),
        others=near,
        history=_history(look, (claim.id,)),
        given=stands.id if stands else "",
    )


def _on_incident(look: Look, one: Incident) -> OnIncident:
    known = [look.claims[id] for id in one.claims if id in look.claims]
    return OnIncident(
        id=one.id,
        claims=tuple(
            (claim.id, f"{report.outlet}: “{_short(quote(report, claim.evidence))}”")
            for report, claim in known
        ),
        others=_near(look, one),
        history=_history(look, one.claims),
    )


def _state(look: Look, id: str) -> tuple[str, str]:
    decided = look.rulings
    if id in decided.confirmed:
        return "checked", f"checked by {decided.confirmed[id]}"
    if id in decided.rejected:
        return "rejected", "rejected: it takes no part in the picture"
    if id in decided.instead:
        return "corrected", "corrected: another claim stands in its place"
    if id in look.aside:
        return "aside", "not in the picture any more"
    return "read", "machine-read: no person has checked it"


def _near(look: Look, one: Incident) -> tuple[tuple[str, str], ...]:
    """Other happenings at the place about that day, each by the first of its claims."""
    there = look.at(one.place).incidents if one.place else ()
    found = [other for other in there if other.id != one.id and _apart(one, other) <= _NEAR]
    found.sort(key=lambda other: (other.type != one.type, _apart(one, other), other.id))
    return tuple(
        (other.claims[0], f"{saying.stands(look.facts, other)} ({len(other.claims)} claims)")
        for other in found[:_OTHERS]
    )


def _apart(one: Incident, other: Incident) -> int:
    first, second = one.start or one.end, other.start or other.end
    return abs((first - second).days) if first and second else 0


def form(look: Look, report: Report, claim: Claim) -> tuple[Field, ...]:
    """The fields of a claim as a form."""
    values = fields(report, claim, look.book)
    return tuple(_field(look, name, values) for name in (*KINDS[kind_of(claim)], *COMMON))


class CorrectPage(msgspec.Struct, frozen=True):
    """A correction that cannot be made as it was filled in."""

    card: Card
    fields: tuple[Field, ...]


def retried(look: Look, report: Report, claim: Claim, given: Mapping[str, str]) -> CorrectPage:
    """The form of a claim with what was filled in."""
    values = {**fields(report, claim, look.book), **given}
    names = (*KINDS[kind_of(claim)], *COMMON)
    made = tuple(_field(look, name, values) for name in names)
    return CorrectPage(card(look, report, claim), made)


def blank(look: Look, kind: str, given: Mapping[str, str]) -> tuple[Field, ...]:
    """The fields of a claim that is to be added, with what is filled in already."""
    usual = {"relation": "at", "realis": "actual", **given}
    return tuple(_field(look, name, usual) for name in (*KINDS[kind], *COMMON))


def _field(look: Look, name: str, values: Mapping[str, str]) -> Field:
    value, choices, kind, hint = values.get(name, ""), CHOICES.get(name, ()), "text", ""
    if name == "type":
        choices = tuple(f"{type}/{facet}" if facet else type for type, facet in look.book.events)
    if name == "stance":
        choices = ("", *choices)
    if name in ("start", "end"):
        kind = "date"
    if name in ("low", "high"):
        kind = "number"
    if name == "words":
        kind, hint = "words", "as they stand in the report, character for character"
    if name == "at":
        kind = "hidden"
    if name in _SEVERAL:
        hint = "names or ids of the codebook; several with a semicolon between"
    if name == "speaker":
        hint = "empty for the report itself"
    return Field(name, _LABELS[name], value, choices, kind, hint)


# -------------------------------------------------------------------------------- in words


def card(look: Look, report: Report, claim: Claim) -> Card:
    """A claim as it is looked at."""
    return Card(
        id=claim.id,
        words=saying.said(look.facts, report, claim),
        who=said_by(look.facts, report, claim),
        outlet=report.outlet,
        report=report.id,
        published=report.published,
        lang=report.lang,
        passage=_passage(report, claim),
    )


def _passage(report: Report, claim: Claim) -> tuple[Segment, ...]:
    first = claim.evidence[0]
    for line in paragraphs(report.text):
        if line.meets(first):
            held = [one for one in sentences(report.text, line) if one.meets(first)]
            found: Sequence[Segment] = ()
            for span in held:
                found = (*found, *segments(report.text, [claim], span))
            return tuple(found)
    return segments(report.text, [claim], first)


def _queued(look: Look, effect: Effect) -> Queued:
    report, claim = look.claims[effect.claim]
    beside = [look.claims[id] for id in effect.beside if id in look.claims]
    words = tuple(saying.said(look.facts, *one) for one in beside)
    return Queued(card(look, report, claim), effect, words)


def _history(look: Look, claims: Iterable[str]) -> tuple[Past, ...]:
    asked = set(claims)
    return tuple(_past(look, act) for act in look.acts if asked.intersection(act.judgement.about))


def _past(look: Look, act: Act) -> Past:
    one = act.judgement
    undone = act.undone_by
    return Past(
        act=one.act,
        what=one.what,
        said=_WHAT[one.what],
        claims=tuple((id, _words(look, id)) for id in one.about),
        by=one.by,
        at=one.at,
        note=one.note,
        state=act.state,
        undone=f"{undone.by} on {undone.at}" if undone else "",
    )


def _words(look: Look, id: str) -> str:
    """The words of a claim, cut; "" for one that is in no reading."""
    known = look.claim(id)
    return _short(quote(known[0], known[1].evidence)) if known else ""


def _short(words: str, most: int = 90) -> str:
    plain = " ".join(words.split())
    return plain if len(plain) <= most else f"{plain[: most - 1]}…"


# ----------------------------------------------------------------------------- adding a claim


class AddClaimPage(msgspec.Struct, frozen=True):
    """A report, and the form of a claim that it makes and that was not read."""

    report: str
    title: str
    outlet: str
    published: date | None
    lang: str
    text: str
    kind: str
    kinds: tuple[str, ...]
    fields: tuple[Field, ...]


def add_claim(
    look: Look,
    report: Annotated[str, Path(description="The id of the report.")],
    kind: Annotated[
        str, Query(description="event, control, count, intent or assessment.")
    ] = "event",
    at: Annotated[int, Query(description="The character at which the words begin.")] = 0,
    words: Annotated[str, Query(description="The words of the report.")] = "",
) -> AddClaimPage:
    """The text of a report, in which one selects the words of a claim to be added."""
    if report not in look.reports or look.public:
        raise MissingError(f"no report {report} that makes a claim is known by {look.known_by}")
    if kind not in KINDS:
        raise MissingError(f"no claim is of the kind '{kind}'")
    return adding(look, report, kind, {"words": words, "at": str(at) if words else ""})


def adding(look: Look, report: str, kind: str, given: Mapping[str, str]) -> AddClaimPage:
    """The form of a claim that is added, with what is filled in already."""
    found = look.reports[report]
    return AddClaimPage(
        report=report,
        title=found.title,
        outlet=found.outlet,
        published=found.published,
        lang=found.lang,
        text=found.text,
        kind=kind,
        kinds=tuple(KINDS),
        fields=blank(look, kind, given),
    )

"""Claims and what they add up to as rows of short cells, for people at a terminal."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from textwrap import fill, wrap

import msgspec

from foglift.codebook import Book
from foglift.codebook.confidence import confidence
from foglift.codebook.rows import Verb
from foglift.fuse import Rulings
from foglift.fuse.changes import MINOR
from foglift.model import (
    Assessment,
    Attribution,
    Claim,
    Content,
    Control,
    ControlSpell,
    Count,
    Cover,
    Event,
    Incident,
    Intent,
    Intention,
    Mention,
    Report,
    Shift,
    Span,
    Standing,
    Step,
    Tally,
    Threat,
    Where,
    quote,
)
from foglift.review import Act
from foglift.text import between, paragraphs, plain, sentences

Row = tuple[str, ...]

CLAIMS = ("claim", "day", "what", "where", "said by", "words")
INCIDENTS = ("days", "what", "standing", "claims")
TALLIES = ("what", "where", "days", "low", "best", "high", "standing", "claims")
CONTROL = ("place", "who", "since", "until", "standing", "claim")
INTENTIONS = ("said", "who", "what", "by", "fate", "why", "standing", "claims")
JUDGEMENTS = ("judgement", "day", "by", "what", "claims", "state", "note")
THREATS = ("place", "by", "reasons", "claims")

_LONGEST_QUOTE = 160
_WIDE = 100  # of a line that is no row of a table
_DEEPEST = 3  # parts of parts of parts
_LONG = 18  # a longer name of an actor is told by its letters, where it goes by any
_LETTERS = 6
_NAMES = 3  # of a row's predicates that are listed
_BY = 1  # who stands behind it, as far as a row names them; `--json` and the brief name all
_SHORT = 8  # digits of a claim's id that a table shows


def claim_row(report: Report, claim: Claim, book: Book) -> Row:
    when = claim.when
    speakers = (f"{book.label(link.source.ref) if link.source.ref else words(report, link.source)}"
                f" ({link.stance})" for link in claim.said_by)  # fmt: skip
    return (
        claim.id[:_SHORT],
        days(when.start, when.end) if when else "",
        what(report, claim, book),
        _place(report, claim.where, book),
        ", ".join(speakers) or report.outlet or "the report",
        _cut(quote(report, claim.evidence)),
    )


def incident_row(incident: Incident, book: Book) -> Row:
    said = book.happening(
        incident.type,
        incident.facet,
        _labels(incident.actors, book),
        _labels(incident.recipients, book),
        book.label(incident.place) if incident.place else "",
    )
    return (
        days(incident.start, incident.end),
        said,
        _standing(incident.standing, book),
        _footnotes(incident.claims),
    )


def tally_rows(tallies: Sequence[Tally], book: Book) -> list[Row]:
    """The tallies in their order, the parts that a text tells of right under their whole."""
    ids = {each.id for each in tallies}
    parts: dict[str, list[Tally]] = {}
    for each in tallies:
        parts.setdefault(each.part_of if each.part_of in ids else "", []).append(each)
    return [row for each in parts.get("", ()) for row in _with_parts(each, parts, book, 0)]


def _with_parts(
    tally: Tally, parts: Mapping[str, Sequence[Tally]], book: Book, depth: int
) -> Iterator[Row]:
    yield _tally_row(tally, book, "  " * depth)
    for part in parts.get(tally.id, ()) if depth < _DEEPEST else ():
        yield from _with_parts(part, parts, book, depth + 1)


def _tally_row(tally: Tally, book: Book, indent: str = "") -> Row:
    return (
        f"{indent}{_counted(tally, book)}",
        f"to {book.label(tally.place)}" if _to(tally) else book.label(tally.place),
        days(tally.since, tally.until),
        *(f"{number:,}" if number is not None else "?" for number in _numbers(tally)),
        _standing(tally.standing, book),
        _footnotes(tally.claims),
    )


def tally_notes(tallies: Iterable[Tally], book: Book) -> Iterator[str]:
    """Lines for what a row has no room for: running totals source by source with what they grew
    by, and numbers that do not fit."""
    found = tuple(tallies)
    for each in found:
        for series in each.series:
            yield f"{_subject(each, book)}, {series.source}:"
            yield from (f"  {_step(step)}" for step in series.steps)
    for each in found:
        for problem in each.problems:
            words = f"{problem.kind}: {_subject(each, book)}: {problem.words}"
            shown = f"{words} [{', '.join(id[:_SHORT] for id in problem.claims)}]"
            yield from wrap(shown, _WIDE, subsequent_indent="  ", break_on_hyphens=False)


def _step(step: Step) -> str:
    number = between(step.low, step.high, "?")
    grown = "" if step.increment is None else f"{step.increment:+,} since {step.since}"
    told = "" if step.announced is None else f"{step.announced:,} new by its own words"
    mark = step.change if step.change in ("revised", "falls") else ""
    return "  ".join(part for part in (str(step.as_of), number, grown, told, mark) if part)


def _subject(tally: Tally, book: Book) -> str:
    place = f" {'to' if _to(tally) else 'in'} {book.label(tally.place)}" if tally.place else ""
    since = f" since {tally.since}" if tally.cumulative and tally.since else ""
    return f"{_counted(tally, book)}{place}{since}"


def _counted(tally: Tally, book: Book) -> str:
    """ "civilians killed", "families of soldiers displaced"."""
    whom = book.label(tally.whom) or "people"
    families = tally.unit == "families"
    of = "" if whom in ("people", "families") else f" of {whom}"
    manner = f" ({tally.manner.replace('-', ' ')})" if tally.manner else ""
    return f"{f'families{of}' if families else whom} {tally.of}{manner}"


def _to(tally: Tally) -> bool:
    return tally.relation == "towards"


def control_row(one: ControlSpell | Cover, book: Book) -> Row:
    """One spell, or what is said of the place as part of an area; what only the layer "claimed"
    knows is marked. Long names are in short."""
    match one:
        case ControlSpell():
            who, until = _state(one, book), str(one.until or ("?" if one.ended else ""))
        case Cover():
            who = f"{_short(one.holder, book)}, as part of {book.label(one.area)}"
            until = ""
    if one.layer == "claimed" and one.standing.grade != "claimed":
        who = f"{who} (claims)"
    return (
        book.label(one.place),
        who,
        str(one.since or "?"),
        until,
        _lines(one.standing),
        one.claims[0][:_SHORT] if one.claims else "",
    )


def _short(ref: str, book: Book) -> str:
    """The name of an actor; of a long one the letters it goes by: "SDF"."""
    name = book.label(ref)
    known = book.actors.get(ref)
    if known is None or len(name) <= _LONG:
        return name
    letters = (each for each in known.aliases if each.isupper() and each.isascii())
    return next((each for each in letters if len(each) <= _LETTERS), name)


def _lines(standing: Standing) -> str:
    """ "reported 1", "corroborated 2 : 1": how many lines say so, how many deny it."""
    denied = f" : {len(standing.denied_by)}" if standing.denied_by else ""
    return f"{standing.grade} {standing.lines}{denied}"


def _state(spell: ControlSpell, book: Book) -> str:
    """Who has the place; where nobody is known to, what is said of it: "in part entered by ..."."""
    if spell.holder:
        return f"{spell.state} by {_short(spell.holder, book)}"
    words = ("not ", "retracted: ")
    said = {side.position for side in spell.sides if not side.position.startswith(words)}
    if len(said) == 1:
        return said.pop()
    return f"{'partly ' if spell.partial else ''}{spell.state}"


def told_once(found: Iterable[ControlSpell | Cover]) -> Callable[[ControlSpell | Cover], bool]:
    """Whether what the layer "claimed" knows is more than its twin among the assessed."""
    assessed = (each for each in found if each.layer == "assessed")
    twins = frozenset(msgspec.structs.replace(each, layer="claimed") for each in assessed)
    return lambda each: each not in twins


def threat_row(threat: Threat, book: Book) -> Row:
    reasons = "; ".join(reason.words for reason in threat.reasons)
    return (
        book.label(threat.place),
        _labels(threat.by, book),
        reasons,
        _footnotes(threat.claims),
    )


def is_minor(shift: Shift) -> bool:
    """Whether a reader of the changes need not know it."""
    return shift.kind in MINOR


def shift_lines(shift: Shift) -> str:
    """A change in lines of a hundred characters, each cause in lines of its own below."""
    was = f"{shift.was} -> " if shift.was and shift.now else ""
    now = shift.now or f"no longer {shift.was}"
    head = _wrapped(f"{shift.subject}: {was}{now} ({shift.kind})", "", "    ")
    causes = (
        _wrapped(f"{each.kind}: {each.words} [{_footnotes(each.claims)}]", "  ", "    ")
        for each in shift.causes
    )
    return "\n".join((head, *causes))


def _wrapped(words: str, first: str, then: str) -> str:
    flat = " ".join(plain(words).split())
    return fill(flat, _WIDE, initial_indent=first, subsequent_indent=then)


def intention_row(intention: Intention, book: Book) -> Row:
    facet = f"/{intention.facet}" if intention.facet else ""
    place = f": {book.label(intention.place)}" if intention.place else ""
    condition = f" ({intention.condition})" if intention.condition else ""
    return (
        str(intention.stated or "?"),
        _labels(intention.actors, book),
        f"{'not ' if intention.negated else ''}{intention.type}{facet}{place}{condition}",
        str(intention.due or ""),
        intention.fate,
        "; ".join(intention.why),
        _standing(intention.standing, book),
        _footnotes(intention.claims),
    )


def passage(report: Report, claim: Claim, mark: Callable[[str], str]) -> str:
    """The sentences that hold the claim's words, with those words marked."""
    text = report.text
    lines = (each for line in paragraphs(text) for each in sentences(text, line))
    held = [each for each in lines if any(each.meets(span) for span in claim.evidence)]
    return " … ".join(_marked(text, each, claim.evidence, mark) for each in held)


def _marked(text: str, within: Span, spans: Iterable[Span], mark: Callable[[str], str]) -> str:
    done, said = within.start, ""
    for span in sorted(spans):
        start, end = max(span.start, done), min(span.end, within.end)
        if start < end:
            said += text[done:start] + mark(text[start:end])
            done = end
    return said + text[done : within.end]


def what(report: Report, claim: Claim, book: Book) -> str:
    """The content of a claim in a few words: "CAPTURE: rebels", "control/takes: rebels"."""
    content = claim.content
    mark = "" if claim.realis == "actual" else f" ({claim.realis})"
    match content:
        case Event() | Intent():
            facet = f"/{content.facet}" if isinstance(content, Event) and content.facet else ""
            plan = "intends " if isinstance(content, Intent) else ""
            said = f"{plan}{content.type}{facet}{_parties(report, content, book)}"
        case Control():
            holder = _mention(report, content.holder, book) if content.holder else "somebody"
            said = f"control/{content.change}: {holder}"
        case Count():
            said = " ".join(part for part in _count(report, content, book) if part)
        case Assessment():
            about = ", ".join(_mention(report, each, book) for each in content.about)
            said = f"{content.sense}: {about}" if about else content.sense
    return said + mark


def words(report: Report, mention: Mention) -> str:
    """The words of a mention; where it has none, the outlet speaks for itself."""
    return report.text[mention.span.start : mention.span.end] or report.outlet


def days(start: date | None, end: date | None) -> str:
    """ "2024-11-25 - 2024-12-01"; an open end is left out."""
    if start == end:
        return str(start) if start else ""
    return f"{start or ''} - {end or ''}".strip()


def _parties(report: Report, content: Event | Intent, book: Book) -> str:
    actors = ", ".join(_mention(report, each, book) for each in content.actors)
    recipients = ", ".join(_mention(report, each, book) for each in content.recipients)
    return (f": {actors}" if actors else "") + (f" -> {recipients}" if recipients else "")


def _count(report: Report, count: Count, book: Book) -> Row:
    low, high = count.low, count.high
    if low == high:
        number = "some" if low is None else f"{low:,}"
    else:
        number = f"{'' if low is None else f'{low:,}'}-{'' if high is None else f'{high:,}'}"
    whom = _mention(report, count.whom, book) if count.whom else "people"
    return number, "families of" if count.unit == "families" else "", whom, count.of


def _numbers(tally: Tally) -> tuple[int | None, int | None, int | None]:
    return tally.low, tally.best, tally.high


def _mention(report: Report, mention: Mention, book: Book) -> str:
    return book.label(mention.ref) if mention.ref else words(report, mention)


def _place(report: Report, where: Where | None, book: Book) -> str:
    if where is None:
        return ""
    relation = "" if where.relation == "at" else f"{where.relation} "
    return relation + _mention(report, where.place, book)


def _standing(standing: Standing, book: Book) -> str:
    """ "reported: SOHR, Reuters; denied by: Syrian government"; of many names the first."""
    by = f": {_first(_leading(standing, book), book)}" if standing.by else ""
    denied = f"; denied by: {_first(standing.denied_by, book)}" if standing.denied_by else ""
    return f"{standing.grade}{by}{denied}"


def _leading(standing: Standing, book: Book) -> tuple[str, ...]:
    """Of what is acknowledged the party that does so first."""
    if standing.grade != "acknowledged":
        return standing.by
    sides = {side.name for war in book.conflicts for side in war.sides}
    return tuple(sorted(standing.by, key=lambda name: name not in sides))


def _first(names: tuple[str, ...], book: Book) -> str:
    more = f" +{len(names) - _BY}" if len(names) > _BY else ""
    return f"{_labels(names[:_BY], book)}{more}".replace("the ", "")


def _labels(refs: Iterable[str], book: Book) -> str:
    return ", ".join(book.label(ref) or "unnamed outlet" for ref in refs)


def _footnotes(claims: tuple[str, ...]) -> str:
    """The first claim, to be shown with `foglift show`, and how many more there are."""
    more = f" +{len(claims) - 1}" if len(claims) > 1 else ""
    return f"{claims[0][:_SHORT]}{more}" if claims else ""


def claim_line(report: Report, claim: Claim, book: Book) -> str:
    """The claim in one line: "CAPTURE: rebels, Hama, 2024-12-05, by SANA (claims): 'took ...'"."""
    _, day, said, place, speakers, words = claim_row(report, claim, book)
    head = ", ".join(part for part in (said, place, day, f"by {speakers}") if part)
    return f"{head}: '{words}'"


def verb_line(row: Verb) -> str:
    """The row for a verb and what it says: "capture; seize [subj:actor obj:place] CAPTURE"."""
    names = "; ".join([*row.lemma, *row.nouns][:_NAMES])
    told = ", ".join(part for part in (row.event, row.control, row.count) if part)
    return f"{names} [{row.slots}] {told}"


def claim_lines(report: Report, claim: Claim, book: Book) -> list[tuple[str, str]]:
    """All there is to say of a claim but its words, as headed lines."""
    told = f"{report.outlet or 'unnamed outlet'}, {report.published or 'undated'}, {report.path}"
    lines = [("claim", claim.id), ("says", what(report, claim, book))]
    lines.append(("sure", f"{confidence(claim):.2f}: so many of 1 such claims are right"))
    lines += [("who", _resolved(report, each, book)) for each in _named(claim.content)]
    lines += [("said by", _speaker(report, link, book)) for link in claim.said_by]
    if not claim.said_by:
        lines.append(("said by", "the report itself"))
    if claim.where is not None:
        place = claim.where.place
        via = f": {place.via}" if place.via else ""
        words = f"{_place(report, claim.where, book)} ({place.ref or 'unknown'}){via}"
        lines.append(("where", words))
    if claim.when is not None:
        when = claim.when
        reckoned = f": {when.why}" if when.why else ""
        lines.append(("when", f"{days(when.start, when.end) or '?'} ({when.precision}){reckoned}"))
    if claim.background:
        lines.append(("", "told as background, long before the report"))
    return [
        *lines,
        ("report", told),
        *(("why", rule) for rule in claim.why),
        ("reader", claim.reader),
    ]


def judged(claim: str, decided: Rulings) -> str:
    """Whether a person has looked at a claim, and what they said of it."""
    if claim in decided.confirmed:
        return f"checked by {decided.confirmed[claim]}"
    if claim in decided.rejected:
        return "rejected: it takes no part in the picture"
    if claim in decided.instead:
        return f"corrected: {decided.instead[claim].id} stands in its place"
    return "machine-read: no person has checked it"


def judgement_row(act: Act) -> Row:
    one = act.judgement
    given = f" -> {one.claim.id[:_SHORT]}" if one.claim else ""
    state: str = act.state
    if act.undone_by:
        state += f" by {act.undone_by.by} on {act.undone_by.at}"
    if act.missing:
        state += f": {', '.join(id[:_SHORT] for id in act.missing)} is not read now"
    what = f"undo {one.undoes[:_SHORT]}" if one.undoes else one.what
    claims = ", ".join(id[:_SHORT] for id in one.claims)
    return one.id[:_SHORT], str(one.at), one.by, what, claims + given, state, one.note


def _named(content: Content) -> tuple[Mention, ...]:
    """Everyone whom a claim's content names."""
    match content:
        case Event() | Intent():
            return (*content.actors, *content.recipients)
        case Control():
            return (content.holder,) if content.holder else ()
        case Count():
            return (*([content.whom] if content.whom else []), *content.by)
        case Assessment():
            return content.about


def _resolved(report: Report, mention: Mention, book: Book) -> str:
    """The words, whom they are taken for and by what rule."""
    words = report.text[mention.span.start : mention.span.end]
    whom = f"{book.label(mention.ref)} ({mention.ref})" if mention.ref else "nobody known"
    return f"'{words}' is {whom}{f': {mention.via}' if mention.via else ''}"


def _speaker(report: Report, link: Attribution, book: Book) -> str:
    side = f", on the side {book.label(link.side)}" if link.side else ""
    channel = f", by {link.channel}" if link.channel else ""
    cue = f": '{report.text[link.cue.start : link.cue.end]}'" if link.cue else ""
    named = _mention(report, link.source, book)
    via = f": {link.source.via}" if link.source.via else ""
    return f"{named} {link.stance}{cue}{channel} ({link.role}{side}){via}"


def _cut(words: str) -> str:
    return words if len(words) <= _LONGEST_QUOTE else f"{words[: _LONGEST_QUOTE - 1]}…"

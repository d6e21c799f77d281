"""What comes next, only as stated: intentions and threats of parties, places with reasons."""

from datetime import timedelta

from foglift.codebook.plans import plan
from foglift.model import (
    Claim,
    Event,
    Incident,
    Intent,
    Intention,
    Mention,
    Reason,
    Report,
    Rest,
    Section,
    Sentence,
    Threat,
)
from foglift.publish import fighting, wording
from foglift.publish.facts import RECENT, Facts, further, order, sentence, speaks_for_itself

MOST = 12

# What made it void, by the type of event that did.
_VOID = {
    "WITHDRAWAL": "they had withdrawn",
    "AGREEMENT": "an accord was signed",
    "STATEMENT": "it was refused",
}
_SOMEWHERE = frozenset({"ADVANCE", "CLASH", "DEPLOYMENT", "THREAT", "WITHDRAWAL"})
NEWS = timedelta(days=1)
_WORDS = ("THREAT", "STATEMENT", "RESPONSIBILITY")


def said(known: Facts) -> Section:
    """What parties announce, threaten and call for, latest first, with what came of it; then what
    was announced long before and has come to something now."""
    found: dict[str, tuple[list[str], Intention | None]] = {}
    for report, claim in (*sorted(known.recent(), key=_latest), *_overdue(known)):
        intention = _intentions(known).get(claim.id)
        text = _announced(known, report, claim, intention)
        if text:
            found.setdefault(text, ([], intention))[0].append(claim.id)
    told = [
        sentence(known, text, ids, intention.deciding if intention else ())
        for text, (ids, intention) in found.items()
    ]
    words = [one for one in fighting.recent(known, _WORDS) if _weighty(one)]
    told = [*told[:MOST], *fighting.sentences(known, words, MOST - min(len(told), MOST - 2))]
    return Section("What the parties say they will do", tuple(told))


def _intentions(known: Facts) -> dict[str, Intention]:
    """The intention that each claim states."""
    return {claim: one for one in known.picture.intentions for claim in one.claims}


def _overdue(known: Facts) -> list[tuple[Report, Claim]]:
    """The first claims of intentions of more than a week ago that were decided since yesterday."""
    return [
        min((known.claims[id] for id in one.claims if id in known.claims), key=order)
        for one in known.picture.intentions
        if one.decided and one.decided >= known.day - NEWS
        and one.stated and one.stated < known.day - RECENT
        and any(id in known.claims for id in one.claims)
    ]  # fmt: skip


def _weighty(one: Incident) -> bool:
    if one.type == "RESPONSIBILITY" and not (one.actors and (one.recipients or one.facet)):
        return False  # who answers for it, or who accuses whom, is all there is to tell
    if one.facet == "accuses" and not one.recipients:
        return False
    return one.type != "STATEMENT" or one.facet in ("call", "refuse", "talks")


def _latest(pair: tuple[Report, Claim]) -> tuple[int, str, int, str]:
    report, claim = pair
    day = report.published.toordinal() if report.published else 0
    return -day, report.path or report.id, claim.evidence[0].start, claim.id


def _announced(
    known: Facts, report: Report, claim: Claim, intention: Intention | None = None
) -> str:
    """ "The Syrian rebels said on 4 December they would advance towards Homs; according to the
    Observatory, it was done by 5 December"; "" where no party announces."""
    content, link = claim.content, claim.said_by[0] if claim.said_by else None
    planned = isinstance(content, Intent) or claim.realis == "planned"
    if link is None or link.role != "party" or not isinstance(content, Intent | Event):
        return ""
    kept = claim.realis == "negated" and not (intention and intention.negated)
    if not planned or kept or link.stance == "denies":
        return ""
    speaker = known.speaker(link, report)
    who = _who(known, report, claim, content)
    if not who or _says_nothing(claim, content):
        return ""
    verb = "threatened that" if link.stance == "threatens" else "said"
    condition = ""
    if isinstance(content, Intent) and content.condition:
        span = content.condition
        condition = f", on this condition: {wording.quoted(report.text[span.start : span.end], 25)}"
    plan = ("not " if claim.realis == "negated" else "") + _plan(known, claim, content)
    undated = known.in_undated(claim)
    if intention is None:
        return f"{speaker} {verb} {who} would {plan}{undated}{condition}"
    stated = intention.stated
    on = f" on {wording.day(stated, known.day)}" if stated and stated != known.day else ""
    by = f" by {wording.day(intention.due, known.day)}" if intention.due else ""
    verb = f"threatened{on} that" if link.stance == "threatens" else f"said{on}"
    fate = _fate(known, intention)
    return f"{speaker} {verb} {who} would {plan}{by}{undated}{condition}{fate}"


def _says_nothing(claim: Claim, content: Intent | Event) -> bool:
    """Whether it names neither where nor whom nor on what condition: "they would advance"."""
    named = (claim.where and claim.where.place.ref) or content.recipients
    hangs = isinstance(content, Intent) and content.condition
    return content.type in _SOMEWHERE and not named and not hangs


def _fate(known: Facts, one: Intention) -> str:
    """What came of it: "; according to the Observatory, it was done by 5 December"."""
    if one.fate == "not fulfilled" and one.outcome is None:
        return "; that time has passed, and no report tells of it"
    if one.outcome is None or one.decided is None:
        return ""
    names = list(map(wording.source, one.outcome.by))
    sources = f"according to {wording.listed(names)}, " if names else ""
    return f"; {sources}{_came(one)} by {wording.day(one.decided, known.day)}"


def _came(one: Intention) -> str:
    if one.fate == "fulfilled":
        return "it was done"
    if one.negated:
        return "it was done all the same"
    done_late = one.due is not None and one.decided is not None and one.decided > one.due
    kind = one.came.partition("/")[0]
    return "it was done only" if done_late and kind not in _VOID else _VOID.get(kind, "it was void")


def _who(known: Facts, report: Report, claim: Claim, content: Intent | Event) -> str:
    """Who is to do it: "they" who say so, else the names; "" where nobody in the codebook is."""
    named = [_name(known, one) for one in content.actors if one.ref]
    own = content.actors and any(
        report.text[one.span.start : one.span.end].lower().split()[:1] in (["we"], ["our"], ["i"])
        or one.span == claim.said_by[0].source.span
        for one in content.actors
    )
    if speaks_for_itself(claim, content) or own:
        return "they"
    return wording.listed(named)


def _plan(known: Facts, claim: Claim, content: Intent | Event) -> str:
    place = claim.where.place.ref if claim.where else ""
    return plan(content.type, content.facet, known.place(place))


def _name(known: Facts, mention: Mention) -> str:
    return known.name(mention.ref)


def threatened(known: Facts) -> Section:
    """Places with the reasons that reports give, in the order of the picture."""
    found = sorted(known.picture.threats, key=lambda one: -len(one.reasons))
    told = [_threat(known, one) for one in found[:MOST]]
    told += further(len(found[MOST:]), "place", "places", Rest("threats"))
    return Section("Places under threat", tuple(told))


def _threat(known: Facts, one: Threat) -> Sentence:
    reasons = "; ".join(reason(known, ground, one.by) for ground in one.reasons)
    count = len(one.reasons)
    many = f"{wording.number(count)} {'reason' if count == 1 else 'reasons'}"
    text = f"reports give {many} to watch {known.place(one.place)}: {reasons}"
    return sentence(known, text, *(ground.claims for ground in one.reasons))


_REASONS = {
    "named as a target": "it was named as a target by {}",
    "people fleeing": "people were fleeing, according to {}",
    "troops massed": "troops were massed, according to {}",
    "surrounded": "it was surrounded, according to {}",
    "fought over": "it was fought over, according to {}",
}


def reason(known: Facts, ground: Reason, by: tuple[str, ...]) -> str:
    """Why a place is to be watched: "it was fought over, according to Levant Wire"."""
    signs = ground.words.split("; ")
    if ground.kind == "next along the advance":
        words = wording.readable(wording.spelled(" and ".join(signs), known.day))
        for ref in by:
            words = words.replace(
                f"taken by {known.book.label(ref)}", f"taken by {known.name(ref)}"
            )
        return f"it lies {words}"
    names = [sign.partition(", according to ")[2] for sign in signs]
    sources = wording.listed([wording.source(name) for name in names if name])
    return _REASONS[ground.kind].format(sources or "a report")

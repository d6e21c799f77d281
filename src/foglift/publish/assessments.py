"""The section "Assessments": what named people make of it, in their own words only."""

from foglift.model import Assessment, Claim, Intent, Report, Rest, Section, Span
from foglift.publish import wording
from foglift.publish.facts import RECENT, Facts, further, sentence, speaks_for_itself
from foglift.text import quotations

MOST = 8
WORDS = 60
FEWEST = 5
AROUND = 1200

_ROLES = ("expert", "un-ngo", "monitor", "press-own", "party", "witness")


def section(known: Facts) -> Section:
    """Quotations, those of experts and the United Nations first."""
    found = [one for one in known.recent() if _assesses(one[1]) and not known.undated((one[1].id,))]
    found.sort(key=lambda one: (_ROLES.index(one[1].said_by[0].role), _shorter(*one)))
    told: dict[str, list[str]] = {}
    for report, claim in found:
        if len(own_words(report, claim).split()) < FEWEST:
            continue  # a word or two without what they are about
        text = _text(known, report, claim)
        longer = next((one for one in told if _holds(one, text)), text)
        told.setdefault(longer, []).append(claim.id)
    made = [sentence(known, text, ids[:1], ids) for text, ids in told.items()]
    rest = Rest("claims", since=known.day - RECENT, only="assessment")
    more = further(len(made[MOST:]), "assessment", "assessments", rest)
    return Section("Assessments", (*made[:MOST], *more))


def _assesses(claim: Claim) -> bool:
    if not claim.said_by or claim.said_by[0].role not in _ROLES:
        return False
    return isinstance(claim.content, Assessment) or _forecasts(claim)


def _forecasts(claim: Claim) -> bool:
    """Whether an outsider says what others will do; not what he will do or leave himself."""
    content = claim.content
    if not isinstance(content, Intent) or claim.said_by[0].role == "party":
        return False
    source = claim.said_by[0].source
    own = any(one.span == source.span for one in content.actors)
    return claim.realis != "negated" and not own and not speaks_for_itself(claim, content)


def _shorter(report: Report, claim: Claim) -> int:
    """Longer quotations first, so that a part of one joins it."""
    return -len(own_words(report, claim))


def _holds(longer: str, text: str) -> bool:
    """Whether one quotation holds another one by the same speaker."""
    by, _, words = text.partition(": “")
    return longer.startswith(f"{by}: ") and words.rstrip("”").rstrip(" ,;.") in longer


def _text(known: Facts, report: Report, claim: Claim) -> str:
    """ "Aron Lund: “a heavy blow to the army”"."""
    speaker = known.speaker(claim.said_by[0], report)
    carriers = [known.speaker(link, report) for link in claim.said_by[1:]]
    by = f"{speaker}, quoted by {carriers[-1]}" if carriers else speaker
    return f"{by}{known.in_undated(claim)}: {own_words(report, claim)}"


def own_words(report: Report, claim: Claim) -> str:
    """What stands in quotation marks within the evidence; all the evidence where nothing does."""
    spans = [span for one in claim.evidence for span in _quotations(report.text, one)]
    words = " … ".join(
        report.text[span.start : span.end].strip() for span in spans or claim.evidence
    )
    return wording.quoted(words.strip(" ,;"), WORDS)


def _quotations(text: str, evidence: Span) -> list[Span]:
    start = max(text.rfind("\n\n", 0, evidence.start), evidence.start - AROUND, 0)
    around = Span(start, min(len(text), evidence.end + AROUND))
    inside = [q.span for q in quotations(text, around) if q.span.meets(evidence)]
    return [Span(max(s.start, evidence.start), min(s.end, evidence.end)) for s in inside]

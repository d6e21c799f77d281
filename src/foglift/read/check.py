"""What a reader must keep: every span slices to words, every name is known, every part has its
whole. What fails becomes an issue instead of a claim."""

from collections.abc import Container, Iterable, Iterator

import msgspec

from foglift.codebook import Book
from foglift.model import Claim, Count, Issue, Mention, Report, Span, Value, sealed


def check(
    report: Report, claims: Iterable[Claim], book: Book, reader: str
) -> tuple[list[Claim], list[Issue]]:
    """The sound claims, each once, marked with the reader's version; and what was wrong."""
    sound: dict[str, Claim] = {}
    issues: list[Issue] = []
    for claim in claims:
        wrong = fault(report, claim, sound)
        if wrong:
            where = claim.evidence[0] if claim.evidence else None
            issues.append(Issue("error", report.id, wrong, where))
        elif claim.id not in sound:
            sound[claim.id] = sealed(msgspec.structs.replace(claim, reader=reader))
    return list(sound.values()), issues


def fault(report: Report, claim: Claim, known: Container[str]) -> str:
    """What is wrong with a claim, "" when it is sound; `known` are the claims it may be part of."""
    if claim.report != report.id:
        return f"claim {claim.id} is of another report, {claim.report}"
    if claim.id != sealed(claim).id:
        return f"claim {claim.id} is not called by what it says"
    if not claim.evidence:
        return f"claim {claim.id} has no evidence"
    for span in spans(claim):
        if not 0 <= span.start < span.end <= len(report.text):
            return f"claim {claim.id}: characters {span.start}-{span.end} are not in the report"
    whole = claim.content.part_of if isinstance(claim.content, Count) else ""
    if whole and whole not in known:
        return f"claim {claim.id} is part of {whole}, which is not there"
    return ""


def spans(value: object) -> Iterator[Span]:
    """Every span in a claim, those of speakers, places and times included. A mention without
    words (the outlet as the speaker of its own statement) has none."""
    if isinstance(value, Span):
        yield value
    elif isinstance(value, Mention):
        if value.span.start != value.span.end:
            yield value.span
    elif isinstance(value, Value):
        for field in value.__struct_fields__:
            yield from spans(getattr(value, field))
    elif isinstance(value, tuple):
        for item in value:
            yield from spans(item)

"""What a reader must keep: every span slices to words, every name is known, every part has its
whole. What fails becomes an issue instead of a claim."""

from collections.abc import Iterable, Iterator

import msgspec

from foglift.codebook import Book
from foglift.model import Claim, Count, Issue, Mention, Report, Span, Value, sealed


def check(
    report: Report, claims: Iterable[Claim], book: Book, reader: str
) -> tuple[list[Claim], list[Issue]]:
    """The sound claims, each once, marked with the reader's version; and what was wrong."""
    sound: dict[str, Claim] = {}
    issues: list[Issue] = []
    renamed: dict[str, str] = {}
    for claim in claims:
        fault = _fault(report, claim, set(renamed))
        if fault:
            issues.append(
                Issue("error", report.id, fault, claim.evidence[0] if claim.evidence else None)
            )
            continue
        kept = _marked(claim, reader, renamed)
        renamed[claim.id] = kept.id
        sound.setdefault(kept.id, kept)
    return list(sound.values()), issues


def _marked(claim: Claim, reader: str, renamed: dict[str, str]) -> Claim:
    content = claim.content
    if isinstance(content, Count) and content.part_of:
        content = msgspec.structs.replace(content, part_of=renamed[content.part_of])
    return sealed(msgspec.structs.replace(claim, content=content, reader=reader))


def _fault(report: Report, claim: Claim, known: set[str]) -> str:
    if claim.report != report.id:
        return f"claim {claim.id} is of another report, {claim.report}"
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

"""Reports as a public page may show them: of each claim the words that it stands on, at most 60,
and nothing of what stands between them.

Every character keeps its place, so that a span still points at its words; what is left out is a
mark and blanks.
"""

import re
from collections.abc import Iterable, Iterator
from functools import cache

from msgspec.structs import replace

from foglift.codebook import Book
from foglift.model import Claim, Control, Picture, Report, Span
from foglift.publish import harm, wording
from foglift.publish.facts import Known
from foglift.text import fold

Told = tuple[Report, Claim]

LEFT_OUT = "…"
_GAP = re.compile(rb"\0+")
_WORD = re.compile(r"\S+")
# "Amal Haddad", "Umm al-Layth Saleh": what may be the name of a person whom no claim is about.
_NAME = re.compile(r"\b[A-Z][\w'’]{1,30}(?:[ -](?:al-|el-)?[A-Z][\w'’]{1,30}){1,3}")


def public(picture: Picture, claims: Known, book: Book) -> tuple[Picture, list[Told]]:
    """The picture and the claims as they may be made public, each with the excerpt of its report
    that all its claims share."""
    picture, shown = harm.guarded(picture, claims, book)
    copies: dict[str, list[Told]] = {}
    for report, claim in shown:
        copies.setdefault(report.id, []).append((report, claim))
    held = _held(claims, {claim.id for _, claim in shown})
    heads = {report.id: len(report.title) for report, _ in claims}
    reports = {id: _excerpt(told, held.get(id, []), heads[id], book) for id, told in copies.items()}
    return picture, [(reports[report.id], claim) for report, claim in shown]


def _held(claims: Known, shown: set[str]) -> dict[str, list[Span]]:
    """The words of claims that are held back, by report."""
    found: dict[str, list[Span]] = {}
    for report, claim in claims:
        if claim.id not in shown:
            found.setdefault(report.id, []).extend(claim.evidence)
    return found


def _excerpt(told: list[Told], held: list[Span], head: int, book: Book) -> Report:
    report = told[0][0]
    text = _covered([one.text for one, _ in told])
    kept = bytearray(len(text))
    pointed = bytearray(len(text))
    control = [claim for _, claim in told if isinstance(claim.content, Control)]
    others = [claim for _, claim in told if not isinstance(claim.content, Control)]
    for claim in others:
        _mark(kept, _first_words(text, claim.evidence))
    for span in held:
        kept[span.start : span.end] = bytes(span.end - span.start)
    # Who has a place is shown in its words, also where they tell of a movement held back.
    for claim in control:
        _mark(kept, _first_words(text, claim.evidence))
    for claim in (*control, *others):
        _mark(pointed, _mentions(claim))
        _mark(kept, _mentions(claim))
    text = _without(_nameless(text, pointed, book), kept)
    title = text[:head] if any(kept[:head]) else ""
    return replace(report, text=text, title=" ".join(title.split()), path="")


def _mark(marks: bytearray, spans: Iterable[Span]) -> None:
    for span in spans:
        marks[span.start : span.end] = b"\1" * (span.end - span.start)


def _covered(texts: list[str]) -> str:
    """The text with each character covered that is covered in one of its copies."""
    if len(set(texts)) == 1:
        return texts[0]
    return "".join(
        wording.BLOT if wording.BLOT in each else each[0] for each in zip(*texts, strict=True)
    )


def _first_words(text: str, spans: Iterable[Span]) -> Iterator[Span]:
    left = harm.EXCERPT
    for span in spans:
        words = list(_WORD.finditer(text, span.start, span.end))[:left]
        left -= len(words)
        if words:
            yield Span(span.start, words[-1].end())


def _mentions(claim: Claim) -> Iterator[Span]:
    for link in claim.said_by:
        yield link.source.span
        if link.cue:
            yield link.cue
    if claim.where:
        yield claim.where.place.span
    if claim.when and claim.when.span:
        yield claim.when.span
    yield from (one.span for one in harm.people(claim))


def _nameless(text: str, pointed: bytearray, book: Book) -> str:
    """The text with names covered that no claim points at and the codebook does not know."""
    for found in list(_NAME.finditer(text)):
        start, end = found.span()
        if not any(pointed[start:end]) and not _known(found[0], book):
            text = text[:start] + wording.BLOT * (end - start) + text[end:]
    return text


def _known(words: str, book: Book) -> bool:
    """Whether it is the name of a public actor or of a place, or made of words of such names
    ("Human Rights"), and not that of a person."""
    folded = fold(words)
    if folded in book.names():
        return True
    if folded.partition(" ")[0] in book.given:
        return False
    return _vocabulary(book).issuperset(folded.split()) or bool(book.gazetteer.named(words))


@cache
def _vocabulary(book: Book) -> frozenset[str]:
    return frozenset(word for name in book.names() for word in name.split())


def _without(text: str, kept: bytearray) -> str:
    """The text with a mark for each stretch that is left out, and blanks for the rest of it."""
    found = []
    done = 0
    for gap in _GAP.finditer(kept):
        start, end = gap.span()
        mark = f" {LEFT_OUT}" if text[start:end].strip() and end - start > 1 else ""
        found += [text[done:start], mark.ljust(end - start)]
        done = end
    return "".join((*found, text[done:]))

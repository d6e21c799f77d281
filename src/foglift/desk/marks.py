"""A report's text cut where what its claims point at begins and ends."""

from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import Literal

import msgspec

from foglift.model import Claim, Span, named

Part = Literal["content", "speaker", "cue", "actor", "place", "time"]


class Mark(msgspec.Struct, frozen=True, order=True):
    """What some characters are to a claim: what it says, who says it, by which word, who acts or
    is acted on, where, when."""

    claim: str
    part: Part


class Segment(msgspec.Struct, frozen=True):
    """Characters that are the same to all claims, from `start` on."""

    start: int
    text: str
    marks: tuple[Mark, ...] = ()


def segments(
    text: str, claims: Iterable[Claim], within: Span | None = None, at: Iterable[int] = ()
) -> tuple[Segment, ...]:
    """The text, or what lies `within`, cut at each end of each span that a claim points at, and
    `at` other places. Joined, the segments are the text; spans may overlap and lie in one another.

    >>> from foglift.model import Claim, Event, Span
    >>> took = Claim("c1", "r1", (Span(5, 9),), Event("CAPTURE"))
    >>> [(one.text, [mark.part for mark in one.marks]) for one in segments("They took it", [took])]
    [('They ', []), ('took', ['content']), (' it', [])]
    """
    whole = within or Span(0, len(text))
    begin: dict[int, list[Mark]] = {}
    end: dict[int, list[Mark]] = {}
    for claim in claims:
        for span, part in pointed(claim):
            start, stop = max(span.start, whole.start), min(span.end, whole.end)
            if start < stop:
                begin.setdefault(start, []).append(Mark(claim.id, part))
                end.setdefault(stop, []).append(Mark(claim.id, part))
    found = []
    over: dict[Mark, int] = {}
    inside = (place for place in at if whole.start < place < whole.end)
    cuts = sorted({whole.start, whole.end, *begin, *end, *inside})
    for start, stop in pairwise(cuts):
        for mark in end.get(start, ()):
            over[mark] -= 1
        for mark in begin.get(start, ()):
            over[mark] = over.get(mark, 0) + 1
        over = {mark: times for mark, times in over.items() if times}
        found.append(Segment(start, text[start:stop], tuple(sorted(over))))
    return tuple(found)


def pointed(claim: Claim) -> Iterator[tuple[Span, Part]]:
    """Everything that a claim points at in its report."""
    yield from ((span, "content") for span in claim.evidence)
    for link in claim.said_by:
        yield link.source.span, "speaker"
        if link.cue is not None:
            yield link.cue, "cue"
    yield from ((one.span, "actor") for one in named(claim.content))
    if claim.where is not None:
        yield claim.where.place.span, "place"
    if claim.when is not None and claim.when.span is not None:
        yield claim.when.span, "time"

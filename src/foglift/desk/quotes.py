"""A claim as it is quoted beside what stands on it: who says so, where it was printed, in which
words."""

from collections.abc import Iterable
from datetime import date
from functools import lru_cache

import msgspec

from foglift.desk.look import Look
from foglift.model import Claim, Report, Span, quote
from foglift.publish import wording
from foglift.publish.facts import order
from foglift.publish.harm import excerpt
from foglift.text import sentences

BESIDE = 24  # words of a sentence on either side of those that are quoted
_sentences = lru_cache(maxsize=1 << 12)(sentences)  # the same words are on many pages


class Quote(msgspec.Struct, frozen=True):
    """The words of one claim, with what stands before and after them in their sentence. `who` is
    the speaker nearest to them, `outlet` who printed them. In public they stand alone, for what is
    around them may be held back."""

    claim: str
    who: str
    words: str
    before: str
    after: str
    outlet: str
    published: date | None
    denies: bool = False

    @property
    def heard(self) -> str:
        """The quotation in one line, as it is read aloud."""
        day = wording.day(self.published, self.published) if self.published else "undated"
        return f"{wording.capital(self.who)} ({day}): “{wording.cut(self.words, 30)}”"


def quotes(look: Look, claims: Iterable[str]) -> tuple[Quote, ...]:
    """The claims that this look knows, in reading order."""
    found = (look.claims[id] for id in dict.fromkeys(claims) if id in look.claims)
    return tuple(_quote(look, *one) for one in sorted(found, key=order))


def _quote(look: Look, report: Report, claim: Claim) -> Quote:
    before, after = ("", "") if look.public else _around(report.text, claim.evidence[0])
    return Quote(
        claim=claim.id,
        before=before,
        after=after,
        who=look.facts.origin(report, claim),
        words=excerpt(" ".join(quote(report, claim.evidence[:1]).split())),
        outlet=look.facts.outlet(report),
        published=report.published,
        denies=claim.denies,
    )


def _around(text: str, span: Span) -> tuple[str, str]:
    """What stands in the sentence before the words and after them, cut where it is long."""
    first = text.rfind("\n", 0, span.start) + 1
    last = text.find("\n", span.end)
    within = Span(first, last if last >= 0 else len(text))
    whole = next((one for one in _sentences(text, within) if one.covers(span)), span)
    before = text[whole.start : span.start].split()
    after = text[span.end : whole.end].split()
    led = "… " if len(before) > BESIDE else ""
    trailed = " …" if len(after) > BESIDE else ""
    return led + " ".join(before[-BESIDE:]), " ".join(after[:BESIDE]) + trailed

"""A claim as it is quoted beside what stands on it: who says so, where it was printed, in which
words."""

from collections.abc import Iterable
from datetime import date

import msgspec

from foglift.desk.look import Look
from foglift.model import Claim, Report, quote
from foglift.publish import wording
from foglift.publish.facts import order
from foglift.publish.harm import excerpt


class Quote(msgspec.Struct, frozen=True):
    """The words of one claim. `who` is the speaker nearest to them, `outlet` who printed them."""

    claim: str
    who: str
    words: str
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
    return Quote(
        claim=claim.id,
        who=look.names.origin(report, claim),
        words=excerpt(" ".join(quote(report, claim.evidence[:1]).split())),
        outlet=look.names.outlet(report),
        published=report.published,
        denies=denies(claim),
    )


def denies(claim: Claim) -> bool:
    """Whether its speaker says that it is not so, or takes it back."""
    stance = claim.said_by[0].stance if claim.said_by else ""
    return claim.realis == "negated" or stance in ("denies", "retracts")

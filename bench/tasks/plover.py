"""What claims say happened, in the codes of PLOVER that the codebook gives to types of events."""

from collections.abc import Iterable, Iterator

from foglift.codebook import Book
from foglift.model import Claim, Event


def codes(claims: Iterable[Claim], book: Book) -> Iterator[str]:
    """ "ASSAULT", "AID": of each event that happened, in the order of the text, what is told as
    background last."""
    happened = [
        claim for claim in claims if isinstance(claim.content, Event) and claim.realis == "actual"
    ]
    for claim in sorted(happened, key=lambda each: (each.background, each.evidence[0])):
        assert isinstance(claim.content, Event)
        code = book.events[claim.content.type, claim.content.facet].plover
        yield code.partition(":")[0]

"""The claims: what each report says, found by words and facets."""

import msgspec

from foglift.desk.asking import PAGE, asks
from foglift.desk.browsing import Listing, listing
from foglift.desk.facets import Ask
from foglift.desk.look import Look
from foglift.desk.rows import ClaimRow, claim_row

FACETS = {
    "place": "Where: the id of a place; what lies in it counts too.",
    "actor": "Whom it names: the id of an actor; those who are part of it count too.",
    "source": "Who says so, nearest to the words: the id of an actor or source.",
    "outlet": "Which outlet published the report.",
    "kind": "event, control, count, intent or assessment.",
    "type": "The type of event, the change of control, what is counted.",
    "stance": "How the source says it: reports, claims, acknowledges, denies ...",
    "realis": "actual, negated, planned or hypothetical.",
    "standing": 'The grade of what the claim stands in; "none" for what stands in nothing.',
    "contested": "yes where what it stands in is contested.",
    "checked": "confirmed or rejected by a person; no for neither.",
    "background": "yes for what is told as background.",
}
TITLES = {
    "place": "Place",
    "actor": "Actor",
    "source": "Who says so",
    "outlet": "Outlet",
    "kind": "Kind",
    "type": "Type",
    "stance": "How it is said",
    "realis": "Fact or not",
    "standing": "Standing",
    "contested": "Contested",
    "checked": "Checked",
    "background": "News or background",
}
SORTS = ("day", "published", "place", "source", "outlet", "type", "standing")
USUAL = "-day"


class ClaimsPage(msgspec.Struct, frozen=True):
    """A page of the claims that were asked for, in their order."""

    listing: Listing
    rows: tuple[ClaimRow, ...]


@asks(FACETS, SORTS, USUAL)
def claims(look: Look, ask: Ask) -> ClaimsPage:
    """The claims that hold the words and have the values asked for: any of several values of a
    facet, in all facets. A claim that names no day is of that of its report."""
    found = look.seen.find(ask)
    shown = listing(look, ask, found, TITLES, USUAL, ask.limit or PAGE)
    return ClaimsPage(shown, tuple(claim_row(look, id) for id in found.ids))

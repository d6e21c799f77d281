"""The pages: each a function from a look to what is shown, listed here once.

From a row come the page, its JSON twin, its entry in the API's description and its files in a
published snapshot.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import NamedTuple

import msgspec

from foglift.desk.accounts import Role
from foglift.desk.look import Look
from foglift.desk.pages import (
    about,
    brief,
    changes,
    claims,
    evidence,
    forms,
    incidents,
    judgements,
    judging,
    names,
    outlook,
    place,
    places,
    precision,
    reports,
    review,
    tallies,
    tally,
)
from foglift.desk.pages import map as map_page

Ids = Callable[[Look], Iterable[str]]


@dataclass(frozen=True)
class Page:
    """A page: its address, the function that gives what it shows, and the template that shows it.

    The function takes a look and then, as named arguments, what stands in the address and behind
    the question mark. `role` is who may see it; `ids` lists what may stand in the place of the
    braces of the address. `subject` gives, for such an id, what an editor can decide about it.
    """

    path: str
    show: Callable[..., msgspec.Struct]
    template: str
    title: str
    ids: Ids | None = None
    role: Role = "viewer"
    subject: Callable[[Look, str], msgspec.Struct | None] | None = None

    @property
    def twin(self) -> str:
        """The address of the same as JSON."""
        return "/map.json" if self.path == "/" else f"{self.path}.json"


PAGES = (
    Page("/", map_page.map, "map.html", "Map"),
    Page("/brief", brief.brief, "brief.html", "The brief of the day"),
    Page("/changes", changes.changes, "changes.html", "What changed"),
    Page(
        "/claims/{id}",
        evidence.claim,
        "claim.html",
        "A claim",
        ids=lambda look: look.claims,
        subject=judging.on,
    ),
    Page("/reports/{id}", evidence.report, "report.html", "A report", ids=lambda look: look.texts),
    Page("/places", places.places, "places.html", "Who has which place"),
    Page("/places/{id}", place.place, "place.html", "A place", ids=lambda look: look.places),
    Page("/tallies", tallies.tallies, "tallies.html", "Counts of people"),
    Page("/tallies/{id}", tally.tally, "tally.html", "A count", ids=lambda look: look.tallies),
    Page("/outlook", outlook.outlook, "outlook.html", "Announced and feared"),
    Page("/incidents", incidents.incidents, "incidents.html", "Incidents"),
    Page(
        "/incidents/{id}",
        incidents.incident,
        "incident.html",
        "Incident",
        ids=lambda look: look.incidents,
        subject=judging.on,
    ),
    Page("/claims", claims.claims, "claims.html", "Claims"),
    Page("/reports", reports.reports, "reports.html", "Reports"),
    Page("/review", review.review, "review.html", "Review", role="editor"),
    Page(
        "/review/precision",
        precision.precision_check,
        "precision.html",
        "How often readings are right",
        role="editor",
    ),
    Page(
        "/review/add/{report}",
        forms.add_claim,
        "add_claim.html",
        "Add a claim",
        ids=lambda look: look.texts,
        role="editor",
    ),
    Page("/review/names", names.names, "names.html", "Names nobody knows", role="editor"),
    Page("/review/names/{id}", names.name, "name.html", "A name", ids=names.ids, role="editor"),
    Page("/judgements", judgements.judgements, "judgements.html", "Judgements", role="editor"),
    Page(
        "/judgements/{act}",
        judgements.judgement,
        "judgement.html",
        "A judgement",
        ids=judgements.numbers,
        role="editor",
    ),
    Page("/about", about.about, "about.html", "About this picture"),
)


class Link(NamedTuple):
    """A page in the navigation, which only those see who may go there."""

    path: str
    word: str
    role: Role = "viewer"


# In the order in which one works: what there is, what it stands on, what one does about it.
NAVIGATION = (
    Link("/", "Map"),
    Link("/brief", "Brief"),
    Link("/changes", "Changes"),
    Link("/tallies", "Tallies"),
    Link("/places", "Places"),
    Link("/outlook", "Next"),
    Link("/incidents", "Incidents"),
    Link("/claims", "Claims"),
    Link("/reports", "Reports"),
    Link("/review", "Review", "editor"),
    Link("/add", "Add", "editor"),
    Link("/about", "About"),
)

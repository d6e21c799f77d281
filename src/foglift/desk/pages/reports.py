"""The reports that were read, reprints of one text as one voice."""

from datetime import date

import msgspec

from foglift.desk.asking import PAGE, asks
from foglift.desk.browsing import Listing, listing
from foglift.desk.facets import Ask
from foglift.desk.look import Look
from foglift.desk.pages.evidence import Copy, copies
from foglift.model import Report

FACETS = {
    "read": "with claims, or without claims: nothing was read from it.",
    "outlet": "Which outlet published it.",
    "kind": "news, statement, monitor or post.",
    "lang": "The language it is in: en, ar ...",
}
TITLES = {"read": "What was read", "outlet": "Outlet", "kind": "Kind", "lang": "Language"}
SORTS = ("published", "outlet", "title", "claims")
USUAL = "-published"


class ReportRow(msgspec.Struct, frozen=True):
    """One report: `copies` are those that are one voice with it."""

    id: str
    outlet: str
    title: str
    opening: str
    published: date | None
    kind: str
    lang: str
    url: str
    claims: int
    copies: tuple[Copy, ...]


class ReportsPage(msgspec.Struct, frozen=True):
    """A page of the reports, as far as they were asked for."""

    listing: Listing
    rows: tuple[ReportRow, ...]


@asks(FACETS, SORTS, USUAL)
def reports(look: Look, ask: Ask) -> ReportsPage:
    """The reports that have the values asked for, and of which a claim, the title or the outlet
    holds the words; also those from which nothing was read."""
    found = look.seen_reports.find(ask)
    shown = listing(look, ask, found, TITLES, USUAL, ask.limit or PAGE)
    rows = tuple(report_row(look, look.texts[id]) for id in found.ids)
    return ReportsPage(shown, rows)


def report_row(look: Look, report: Report) -> ReportRow:
    """A report in one row."""
    opening = " ".join(report.text[:400].split())
    opening = opening.removeprefix(" ".join(report.title.split())).strip()
    return ReportRow(
        id=report.id,
        outlet=report.outlet,
        title=report.title,
        opening=f"{opening[:160]}…" if len(opening) > 160 else opening,
        published=report.published,
        kind=report.kind,
        lang=report.lang,
        url=report.link,
        claims=len(look.by_report.get(report.id, ())),
        copies=copies(look, report),
    )

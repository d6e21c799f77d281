"""Trying the codebook: one sentence, every row's example, and what an edit changes in a store."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from foglift.codebook import Book
from foglift.codebook.rows import Verb
from foglift.flow import Known
from foglift.model import Claim, Issue, Report, report_id
from foglift.read import READERS, check
from foglift.read.rules import KINDS
from foglift.read.rules.mentions import resolve
from foglift.read.rules.parse import parse
from foglift.read.rules.reading import Reading
from foglift.read.rules.voices import attribute
from foglift.store import Store


@dataclass(frozen=True)
class Trial:
    """What the reader makes of a text: its propositions as written, "capture(subj: rebels, obj:
    Hama)", the rows that fired, each once, the claims, and what did not stand the check."""

    report: Report
    propositions: tuple[str, ...]
    rows: tuple[Verb, ...]
    claims: tuple[Claim, ...]
    issues: tuple[Issue, ...]


@dataclass(frozen=True)
class Effect:
    """The claims that an edited codebook reads out of a store's reports and the other did not,
    and the other way round, each with its report."""

    gained: Known
    lost: Known


def attempt(sentence: str, book: Book, published: date | None = None) -> Trial:
    """What the reader makes of a sentence: `attempt("HTS fighters entered Hama.", book).rows`."""
    report = Report(
        id=report_id(sentence, "", "", published),
        outlet="",
        kind="news",
        text=sentence,
        published=published,
        dated="given" if published else "unknown",
    )
    doc = parse(report, book)
    mentions = resolve(doc, book)
    reading = Reading(doc, mentions, attribute(doc, mentions, book), book)
    made = (claim for kind in KINDS for claim in kind.claims(reading))
    claims, issues = check(report, made, book, READERS["rules"].version)
    return Trial(
        report,
        tuple(str(each) for found in reading.propositions.values() for each in found),
        tuple(dict.fromkeys(frame.row for frame in reading.frames)),
        tuple(claims),
        tuple(issues),
    )


def examples(book: Book) -> list[Verb]:
    """The rows for verbs that do not fire on their own example sentence."""
    return [row for row in book.verbs if row not in attempt(row.example, book).rows]


def effect(store: Store, book: Book, other: Book) -> Effect:
    """What the store's reports say by another codebook that they did not by this one."""
    return effect_on(store.reports(), book, other)


def effect_on(reports: Iterable[Report], book: Book, other: Book) -> Effect:
    """What these reports say by another codebook that they did not by this one."""
    gained: Known = []
    lost: Known = []
    for report in reports:
        before, after = _told(report, book), _told(report, other)
        gained += ((report, after[said]) for said in after if said not in before)
        lost += ((report, before[said]) for said in before if said not in after)
    return Effect(gained, lost)


def _told(report: Report, book: Book) -> dict[str, Claim]:
    """Claims by their ids: two that differ only in the rows that made them have the same."""
    chosen = READERS["rules"]
    claims, _ = check(report, chosen.read(report, book), book, chosen.version)
    return {claim.id: claim for claim in claims}

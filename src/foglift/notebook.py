"""The Python face: a view of what was read, as values, as pandas frames, and in a notebook."""

import weakref
from collections.abc import Callable, Iterable, Sequence
from contextlib import ExitStack
from datetime import date
from functools import cached_property
from html import escape
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Generic, TypeVar, overload

from foglift import codebook, flow, publish
from foglift import store as stores
from foglift.codebook import Book
from foglift.codebook.strangers import hearing
from foglift.ingest import Options, Problem
from foglift.model import (
    Brief,
    Claim,
    ControlSpell,
    Incident,
    Intention,
    Issue,
    Picture,
    Report,
    Sentence,
    Shift,
    Tally,
    Threat,
    Value,
    quote,
)
from foglift.publish.derived import (
    incident_record,
    intention_record,
    shift_record,
    spell_record,
    tally_record,
    threat_record,
)
from foglift.publish.record import Record
from foglift.store import Store

if TYPE_CHECKING:
    import pandas

Noun = TypeVar("Noun", bound=Value)

_SHOWN = 30  # rows of a listing in a notebook


class Listing(Sequence[Noun], Generic[Noun]):
    """Values of one kind in their order: `view.tallies[0].best`, `len(view.claims)`."""

    def __init__(self, name: str, items: Iterable[Noun], record: Callable[[Noun], Record]) -> None:
        self._name = name
        self._items = tuple(items)
        self._record = record

    @overload
    def __getitem__(self, index: int) -> Noun: ...
    @overload
    def __getitem__(self, index: slice) -> "Listing[Noun]": ...
    def __getitem__(self, index: int | slice) -> "Noun | Listing[Noun]":
        if isinstance(index, slice):
            return Listing(self._name, self._items[index], self._record)
        return self._items[index]

    def __len__(self) -> int:
        return len(self._items)

    def where(self, keep: Callable[[Noun], bool]) -> "Listing[Noun]":
        """Those that the function keeps."""
        return Listing(self._name, filter(keep, self._items), self._record)

    def records(self) -> list[Record]:
        """A flat record each, with names in the place of ids."""
        return [self._record(item) for item in self._items]

    def frame(self) -> "pandas.DataFrame":
        """The records as a pandas frame. Raises ImportError where pandas is not installed."""
        try:
            import pandas
        except ImportError:
            raise ImportError("frames need pandas: pip install foglift[notebook]") from None
        return pandas.DataFrame.from_records(self.records())

    def __repr__(self) -> str:
        return f"<{self._name}: {len(self)}>"

    def _repr_html_(self) -> str:
        shown = [self._record(item) for item in islice(self._items, _SHOWN)]
        more = f", the first {_SHOWN} shown" if len(self) > _SHOWN else ""
        head = "".join(f"<th>{escape(name)}</th>" for name in (shown[0] if shown else ()))
        rows = ("".join(f"<td>{_cell(value)}</td>" for value in row.values()) for row in shown)
        body = "".join(f"<tr>{cells}</tr>" for cells in rows)
        caption = f"<caption>{len(self)} {escape(self._name)}{more}</caption>"
        return f"<table>{caption}<tr>{head}</tr>{body}</table>"


class View:
    """What the reports in a store say, and what that adds up to about a day.

    Everything is worked out when it is first asked for. `day` is the day of the picture, by
    default that of the latest report; what was published after `known_by`, by default the day,
    is left out. What needs a day raises AskError when none is given and no report has one.
    """

    def __init__(
        self,
        store: Store,
        book: Book,
        day: date | None = None,
        known_by: date | None = None,
        problems: Iterable[Problem] = (),
        origin: "View | None" = None,
    ) -> None:
        self._origin = origin  # lives as long as this one, for it closes the store
        self._store = store
        self._rows = book
        self._day = day
        self._known_by = known_by
        self._problems = tuple(problems)

    def on(self, day: str | date, known_by: str | date | None = None) -> "View":
        """The same reports as of another day: `view.on("2024-12-01", known_by="2024-12-05")`."""
        return View(self._store, self._rows, _date(day), _date(known_by), self._problems, self)

    @cached_property
    def book(self) -> Book:
        """The codebook, with the words of the claims for whom it does not know."""
        return hearing(self._rows, self._known)

    # ------------------------------------------------------------------------- what was read

    @property
    def claims(self) -> Listing[Claim]:
        """What each report says, claim by claim, in the order of days and of the text."""
        return Listing("claims", (claim for _, claim in self._known), self._claim)

    @property
    def issues(self) -> Listing[Issue]:
        """What could not be read or checked."""
        unread = (Issue(each.level, "", str(each)) for each in self._problems)
        return Listing("issues", (*unread, *self._store.issues()), _issue)

    def report(self, claim: Claim) -> Report:
        """The report that makes the claim."""
        return self._reports[claim.report]

    def quote(self, claim: Claim) -> str:
        """The report's own words that make the claim: "captured the key city of Hama"."""
        return quote(self.report(claim), claim.evidence)

    # ---------------------------------------------------------------------- what it adds up to

    @cached_property
    def picture(self) -> Picture:
        """The incidents, tallies, control, threats and intentions in one value."""
        return self._two_days[1]

    @cached_property
    def _two_days(self) -> tuple[Picture, Picture]:
        return flow.two_days(self._store, self.book, self._day, self._known_by)

    @property
    def incidents(self) -> Listing[Incident]:
        """Claims judged to be about one happening."""
        return self._listing("incidents", self.picture.incidents, incident_record)

    @property
    def tallies(self) -> Listing[Tally]:
        """People killed, wounded, displaced: low, best and high of all who give a number."""
        return self._listing("tallies", self.picture.tallies, tally_record)

    @property
    def control(self) -> Listing[ControlSpell]:
        """Who has which place, from when to when."""
        return self._listing("control spells", self.picture.control, spell_record)

    @property
    def threats(self) -> Listing[Threat]:
        """Places with reasons to expect fighting."""
        return self._listing("threats", self.picture.threats, threat_record)

    def changes(
        self, since: str | date | None = None, since_known_by: str | date | None = None
    ) -> Listing[Shift]:
        """What is another than on an earlier day, by default the day before, and what brought it;
        what weighs most first. `view.changes(view.picture.as_of)` is what hindsight changed."""
        earlier = _date(since), _date(since_known_by)
        found = flow.changes(self._store, self.book, *earlier, self._day, self._known_by)
        return self._listing("changes", found, shift_record)

    @property
    def intentions(self) -> Listing[Intention]:
        """What parties said they would do, and what came of it."""
        return self._listing("intentions", self.picture.intentions, intention_record)

    @property
    def brief(self) -> Listing[Sentence]:
        """The brief of the day, sentence by sentence; as a text, `export("brief.md")`."""
        titles = {each: part.title for part in self._brief.sections for each in part.sentences}

        def record(sentence: Sentence) -> Record:
            return {
                "section": titles[sentence],
                "text": sentence.text,
                "claims": sentence.claims,
            }

        return Listing("sentences", titles, record)

    def export(self, format: str, public: bool = True) -> str:
        """All of it in one of publish.WRITERS, e.g. "claims.csv"; for the public, without what
        may put people at risk. Raises AskError when there is no such format."""
        writer = publish.WRITERS.get(format)
        if writer is None:
            raise flow.AskError(f"no format '{format}'; there are {', '.join(publish.WRITERS)}")
        given = self.picture, self._known, self.book, self._brief, public, self._shifts
        return writer(publish.Material(*given))

    def __repr__(self) -> str:
        return f"<view: {len(self._known)} claims of {len(self._reports)} reports>"

    # --------------------------------------------------------------------------------- inside

    @cached_property
    def _known(self) -> flow.Known:
        claims = flow.known(self._store, self._known_by or self._day)
        return sorted(claims, key=_reading_order)

    @cached_property
    def _reports(self) -> dict[str, Report]:
        return {report.id: report for report, _ in self._known}

    @cached_property
    def _brief(self) -> Brief:
        return publish.brief(self.picture, self._known, self.book, self._shifts)

    @cached_property
    def _shifts(self) -> tuple[Shift, ...]:
        before, picture = self._two_days
        return flow.since_yesterday(self._store, self.book, picture, before)

    def _listing(
        self, name: str, items: Iterable[Noun], record: Callable[[Noun, Book], Record]
    ) -> Listing[Noun]:
        return Listing(name, items, lambda one: record(one, self.book))

    def _claim(self, claim: Claim) -> Record:
        report, when = self.report(claim), claim.when
        record = publish.claim_record(report, claim, self.book)
        return {
            "claim": claim.id,
            "outlet": report.outlet,
            "published": report.published,
            "kind": record["kind"],
            "type": record["type"],
            "facet": record["facet"],
            "place": self.book.label(claim.where.place.ref) if claim.where else "",
            "start": when.start if when else None,
            "end": when.end if when else None,
            "said_by": tuple(
                link["name"] or link["text"] or report.outlet for link in record["said_by"]
            ),
            "stance": claim.said_by[0].stance if claim.said_by else "",
            "realis": claim.realis,
            "background": claim.background,
            "words": self.quote(claim),
        }


def read(
    paths: Iterable[str | Path], published: str | date | None, outlet: str, workers: int
) -> View:
    """See `foglift.read`. The store lies in a temporary folder that lives as long as the view."""
    closing = ExitStack()
    folder = closing.enter_context(TemporaryDirectory(prefix="foglift-"))
    store = closing.enter_context(stores.open(Path(folder) / "read.foglift"))
    book = codebook.load()
    run = flow.read(paths, book, store, Options(_date(published), outlet), workers=workers)
    if run.failed and not run.read:
        closing.close()
        raise flow.AskError("\n".join(str(problem) for problem in run.problems))
    return _closing(View(store, book, problems=run.problems), closing)


def open(store: str | Path, day: str | date | None, known_by: str | date | None) -> View:
    """See `foglift.open`."""
    opened = stores.open(store, read_only=True)
    closing = ExitStack()
    closing.enter_context(opened)
    return _closing(View(opened, codebook.load(), _date(day), _date(known_by)), closing)


def _closing(view: View, closing: ExitStack) -> View:
    """The view, which closes its store when nobody holds it any more."""
    weakref.finalize(view, closing.close)
    return view


def _date(day: str | date | None) -> date | None:
    return date.fromisoformat(day) if isinstance(day, str) else day


def _reading_order(known: tuple[Report, Claim]) -> tuple[date, str, str, int, str]:
    report, claim = known
    start = claim.evidence[0].start
    return report.published or date.min, report.path, report.id, start, claim.id


def _issue(issue: Issue) -> Record:
    return {"level": issue.level, "report": issue.report, "message": issue.message}


def _cell(value: object) -> str:
    """The value as HTML text: never markup of a report."""
    if value is None:
        return ""
    words = ", ".join(map(str, value)) if isinstance(value, tuple | list) else str(value)
    return escape(words)

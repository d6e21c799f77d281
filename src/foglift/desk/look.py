"""What one sees of a store: the picture of a day with all that it stands on."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from typing import NamedTuple

from foglift import fuse, publish, review
from foglift.codebook import Book
from foglift.codebook.among import Among, among
from foglift.desk.colours import colours
from foglift.desk.groups import Groups, incidents, reports
from foglift.desk.index import Index, Seen
from foglift.desk.stored import Known, Stored
from foglift.fuse import causes
from foglift.model import (
    Brief,
    Claim,
    ControlSpell,
    Cover,
    Incident,
    Intention,
    Issue,
    Judgement,
    Picture,
    Report,
    Shift,
    Tally,
    Threat,
)
from foglift.publish import excerpts, harm
from foglift.publish.facts import Facts

Derived = Incident | Tally | ControlSpell | Cover | Threat | Intention

_PREPARED = (
    "by_report", "incidents", "tallies", "held", "facts", "seen", "_standing", "_at", "_colours",
)  # fmt: skip
_TRIED = 16  # claims of the queue whose loss is tried


class At(NamedTuple):
    """What a picture has at one place, in its order: `look.at("wof:421202161").incidents`."""

    control: list[ControlSpell]
    covers: list[Cover]
    incidents: list[Incident]
    tallies: list[Tally]
    threats: list[Threat]
    intentions: list[Intention]


class MissingError(LookupError):
    """What was asked for is not in this picture; the message names it."""


def _nothing() -> At:
    return At([], [], [], [], [], [])


@dataclass(frozen=True)
class Means:
    """What a look may ask of the desk that made it: to search by its index, what the store showed
    of another day (`earlier(stored, day, known_by)`), the ledger that keeps a picture, to try
    judgements on (`lend(picture)`; None where none does), and for each report one of its
    near-copies, the same for all of them (`families()`)."""

    index: Index
    earlier: Callable[[Stored, date, date | None], Picture]
    lend: Callable[[Picture], AbstractContextManager[fuse.Ledger | None]]
    families: Callable[[], Mapping[str, str]]


class Look:
    """The picture of a day, `look.picture`, and the claims known by then, `look.claims[id]`, as
    people judged them; `look.rulings` has what they decided.

    A public look holds only what the rules of harm leave. Nothing in it changes, so that a page is
    a function of a look.
    """

    def __init__(
        self, picture: Picture, stored: Stored, book: Book, means: Means, public: bool = False
    ) -> None:
        self.book, self.public = book, public
        self._whole, self._stored, self._means = picture, stored, means
        self._read = stored.known(picture.known_by)
        by = date.max if picture.all_judged else picture.known_by
        claims = fuse.judged(self._read, stored.judgements, by) if stored.judgements else self._read
        self.rulings = fuse.rulings(stored.judgements, by)
        self.picture, shown = (
            excerpts.public(picture, claims, book) if public else (picture, claims)
        )
        self.claims: Mapping[str, tuple[Report, Claim]] = {one[1].id: one for one in shown}

    @property
    def version(self) -> int:
        """The last act of the store that it knows of."""
        return self._stored.act

    @property
    def judgements(self) -> tuple[Judgement, ...]:
        """All that people judged, also what was judged later or taken back; nothing of a public
        look."""
        return () if self.public else self._stored.judgements

    @property
    def day(self) -> date:
        return self.picture.as_of

    @property
    def known_by(self) -> date:
        return self.picture.known_by

    def prepare(self) -> None:
        """Works out what most pages ask for, so that the first who asks for one need not wait."""
        for each in _PREPARED:
            getattr(self, each)

    # ------------------------------------------------------------------------- what was read

    @cached_property
    def reports(self) -> Mapping[str, Report]:
        """The reports that make claims, by id."""
        return {report.id: report for report, _ in self.claims.values()}

    @cached_property
    def texts(self) -> Mapping[str, Report]:
        """All reports, by id: also those that make no claim, of which a public look has none."""
        if self.public:
            return self.reports
        return {one.id: one for one in self._stored.reports(self.known_by)}

    def issues(self, report: str) -> tuple[Issue, ...]:
        """What could not be read in a report; nothing of a public look."""
        return () if self.public else self._stored.issues.get(report, ())

    @cached_property
    def by_report(self) -> Mapping[str, tuple[Claim, ...]]:
        """The claims of each report in the order of its text."""
        found: dict[str, list[Claim]] = {}
        for report, claim in self.claims.values():
            found.setdefault(report.id, []).append(claim)
        return {
            id: tuple(sorted(claims, key=lambda one: (one.evidence[0], one.id)))
            for id, claims in found.items()
        }

    @cached_property
    def days(self) -> tuple[date, ...]:
        """The days of the reports, each once."""
        return tuple(sorted({one.published for one in self.reports.values() if one.published}))

    @property
    def previous_day(self) -> date | None:
        """The last day before this one that has reports."""
        return max((day for day in self.days if day < self.day), default=None)

    @property
    def next_day(self) -> date | None:
        """The first day after this one that has reports, be they not known yet."""
        return min((day for day in self._stored.days if day > self.day), default=None)

    def claim(self, id: str) -> tuple[Report, Claim] | None:
        """A claim that stands, or else one of those aside."""
        return self.claims.get(id) or self.aside.get(id)

    # ------------------------------------------------------------------- what people decided

    @property
    def machine_read(self) -> Known:
        """The claims as they were read, whatever people judged; none of a public look."""
        return () if self.public else [one for one in self._read if not one[1].is_given]

    @cached_property
    def aside(self) -> Mapping[str, tuple[Report, Claim]]:
        """The claims that stand no more, as they were read or given: rejected, corrected, or given
        by a judgement that was taken back."""
        if self.public or not self.judgements:
            return {}
        texts = {report.id: report for report, _ in self._read}
        given = (one.claim for one in self.judgements if one.claim)
        found = [*self._read, *((texts[one.report], one) for one in given if one.report in texts)]
        return {one[1].id: one for one in found if one[1].id not in self.claims}

    @cached_property
    def acts(self) -> tuple[review.Act, ...]:
        """All judgements with what became of them, the latest first."""
        if self.public or not self.judgements:
            return ()
        read = (claim.id for _, claim in self._read)
        reports = {report.id for report, _ in self._read}
        return tuple(review.acts(self.judgements, read, reports))

    @cached_property
    def queue(self) -> tuple[review.Effect, ...]:
        """The claims that nobody has judged, first what would change the picture most if it were
        wrong; of the latest picture the first of them tried."""
        if self.public:
            return ()
        found = review.queue(self.picture, self.claims, self.rulings, self.book)
        with self._means.lend(self._whole) as ledger:
            if ledger is not None:
                found = review.tried(found, ledger, self.book, _TRIED)
        return tuple(found)

    def changed(self, judgement: Judgement) -> tuple[review.Difference, ...] | None:
        """What a judgement changed in the picture; None where that cannot be told, for the picture
        is not the latest."""
        known = [self.claim(id) for id in judgement.about]
        claims = [one[1] for one in known if one]
        places = {claim.where.place.ref for claim in claims if claim.where} - {""}
        with self._means.lend(self._whole) as ledger:
            if ledger is None:
                return None
            return tuple(review.changed(judgement, sorted(places), ledger, self.book))

    def copies(self, report: str) -> tuple[str, ...]:
        """The reports that are near-copies of a report, itself included: one voice."""
        return self._copies.get(report, (report,))

    @cached_property
    def _copies(self) -> Mapping[str, tuple[str, ...]]:
        """The reports that have near-copies, each with its family."""
        families, found = self._means.families(), defaultdict[str, list[str]](list)
        for id in sorted(self.reports):
            found[families.get(id, id)].append(id)
        return {id: tuple(ids) for ids in found.values() if len(ids) > 1 for id in ids}

    # ---------------------------------------------------------------------- what it adds up to

    @cached_property
    def incidents(self) -> Mapping[str, Incident]:
        return {one.id: one for one in self.picture.incidents}

    @cached_property
    def tallies(self) -> Mapping[str, Tally]:
        return {one.id: one for one in self.picture.tallies}

    @cached_property
    def intentions(self) -> Mapping[str, Intention]:
        return {one.id: one for one in self.picture.intentions}

    @cached_property
    def held(self) -> Mapping[str, ControlSpell | Cover]:
        """Who has each place now: as assessed, else as only parties claim, else as part of an
        area."""
        seen = self.picture
        found: dict[str, ControlSpell | Cover] = {}
        for layer in ("claimed", "assessed"):
            found.update((one.place, one) for one in seen.covers if one.layer == layer)
        for layer in ("claimed", "assessed"):
            lasting = (one for one in seen.control if one.layer == layer and not one.ended)
            found.update((one.place, one) for one in lasting)
        return found

    @cached_property
    def places(self) -> tuple[str, ...]:
        """The places of which anything is told."""
        return tuple(sorted(self._at.keys() - {""}))

    @property
    def around(self) -> Among:
        """The places of which anything is told, to ask which of them lie near or in another."""
        return among(self.book.gazetteer, self.places)

    def at(self, place: str) -> At:
        """All that the picture has at a place."""
        return self._at.get(place) or _nothing()

    @cached_property
    def _at(self) -> Mapping[str, At]:
        seen, found = self.picture, defaultdict[str, At](_nothing)
        for number, name in enumerate(At._fields):
            for one in getattr(seen, name):
                found[one.place][number].append(one)
        return dict(found)

    def derived(self, claim: str) -> tuple[Derived, ...]:
        """All that stands on a claim."""
        return self._standing.get(claim, ())

    @cached_property
    def _standing(self) -> Mapping[str, tuple[Derived, ...]]:
        found: dict[str, tuple[Derived, ...]] = {}
        for one in self._all():
            for claim in one.claims:
                found[claim] = (*found.get(claim, ()), one)
        return found

    def _all(self) -> Iterator[Derived]:
        seen = self.picture
        for kind in (seen.incidents, seen.tallies, seen.control, seen.covers):
            yield from kind
        yield from seen.threats
        yield from seen.intentions

    @cached_property
    def facts(self) -> Facts:
        """What words about the picture are written from: names, and who says so."""
        return Facts(self.picture, self.claims, self.book)

    @cached_property
    def shifts(self) -> tuple[Shift, ...]:
        """In what the picture is another than that of the day before."""
        hindsight = self.known_by > self.day
        return self.since(self.day - timedelta(days=1), self.known_by if hindsight else None)

    def since(self, day: date, known_by: date | None = None) -> tuple[Shift, ...]:
        """In what the picture is another than that of an earlier day, what weighs most first."""
        if not self._whole.all_judged:
            known_by = known_by or day
        earlier = self._means.earlier(self._stored, day, known_by)
        return self._than(fuse.seen(earlier, self._read, self._stored.judgements))

    def beside(self, earlier: "Look") -> tuple[Shift, ...]:
        """In what the picture is another than one that was seen before it, be it of the same day:
        what came to the store in between."""
        return self._than(earlier._in_full)

    @cached_property
    def _in_full(self) -> causes.Seen:
        return fuse.seen(self._whole, self._read, self._stored.judgements)

    def _than(self, before: causes.Seen) -> tuple[Shift, ...]:
        found = fuse.changes(before, self._in_full, self.book)
        return harm.told(found, self.claims.values()) if self.public else found

    @cached_property
    def brief(self) -> Brief:
        """The brief of the day, every sentence with its claims."""
        return publish.brief(self.picture, self.claims.values(), self.book, self.shifts)

    # ---------------------------------------------------------------------------- what is searched

    @cached_property
    def seen(self) -> Seen:
        """The claims, to be searched. The first look at a store fills its index: seconds, where
        there are many."""
        return self._means.index.seen(self.claims, self.marks)

    @cached_property
    def seen_incidents(self) -> Groups:
        """The incidents, to be searched by what they are and by their claims."""
        return incidents(self.seen, self.picture.incidents, self.claims, self.book)

    @cached_property
    def seen_reports(self) -> Groups:
        """The reports, to be searched by what they are and by their claims."""
        return reports(self.seen, self.texts, self.by_report)

    @cached_property
    def marks(self) -> Mapping[str, Mapping[str, str]]:
        """How the claims stand, by their ids: see MARKS of desk/index.py."""
        standing, contested = self._graded()
        return {"standing": standing, "contested": contested, "checked": self._checked()}

    def _graded(self) -> tuple[dict[str, str], dict[str, str]]:
        """The grade of what each claim stands in, and whether that is contested: of the incident,
        else of the number, the holder, the intention."""
        grades: dict[str, str] = {}
        contested: dict[str, str] = {}
        seen = self.picture
        assessed = [one for one in seen.control if one.layer == "assessed"]
        claimed = [one for one in seen.control if one.layer == "claimed"]
        for kind in (seen.intentions, claimed, assessed, seen.tallies, seen.incidents):
            for one in kind:
                grades.update(dict.fromkeys(one.claims, one.standing.grade))
                disputed = "yes" if one.standing.contested else "no"
                contested.update(dict.fromkeys(one.claims, disputed))
        return grades, contested

    def _checked(self) -> dict[str, str]:
        """What people made of the claims that stand."""
        ruled = self.rulings
        words = {one.id: "added" for several in ruled.added.values() for one in several}
        words |= {one.id: "corrected" for one in ruled.instead.values()}
        return words | dict.fromkeys(ruled.confirmed, "confirmed")

    # ------------------------------------------------------------------------------- how it looks

    @cached_property
    def _colours(self) -> Mapping[str, int]:
        shown = (one.holder for one in self.picture.control if one.holder)
        return colours(self._stored.holders, shown)

    def colour(self, actor: str) -> int:
        """The number of the actor's colour among those of style/colours.css; 0 for none."""
        return self._colours.get(actor, 0)

"""All that is known, filed by the blocks that it can change, with what each block comes to: a new
report makes anew only the blocks in which something is filed otherwise than before."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import date
from heapq import heappop, heappush
from typing import Any

from foglift.codebook import Book
from foglift.fuse import areas, control, intentions
from foglift.fuse import ground as grounds
from foglift.fuse.blocks import Blocks, Shelf
from foglift.fuse.copies import Copies, copies
from foglift.fuse.counting import Counting
from foglift.fuse.entries import Entry, history
from foglift.fuse.ground import Evidence, Ground, Lore, place_of
from foglift.fuse.happening import Happening, happening
from foglift.fuse.incidents import incident
from foglift.fuse.likeness import Likeness
from foglift.fuse.matters import Matters
from foglift.fuse.nearness import nearness
from foglift.fuse.rulings import Rulings, rulings
from foglift.fuse.same import Cluster, Gathering, described, united
from foglift.fuse.sightings import concerned
from foglift.fuse.tellers import Tellers, tellers
from foglift.fuse.watch import Watch
from foglift.model import (
    Claim,
    ControlSpell,
    Cover,
    Incident,
    Intention,
    Judgement,
    Picture,
    Report,
    Tally,
)

_NONE: frozenset[str] = frozenset()


class Ledger:
    """The picture of one day, knowing what was published by another, kept while reports and
    judgements come and the days move on. It is the same whatever the order they came in. With
    `all_judged`, judgements of later days count too."""

    def __init__(
        self, book: Book, day: date, known_by: date | None = None, all_judged: bool = False
    ) -> None:
        lore = Lore(book)
        self._all_judged = all_judged
        self._entries: dict[str, Entry] = {}
        self._silent: dict[str, Report] = {}
        self._waiting: list[tuple[int, str]] = []
        self._holding: dict[str, str] = {}
        self._judgements: list[Judgement] = []
        self._given: dict[str, dict[str, Claim]] = {}
        self._rulings: Rulings = rulings((), date.min)
        self._copies = Copies()
        self._tenants: dict[str, Counter[str]] = {}
        self._ground = Ground(lore, day, known_by or day, self._copies.family, {}, {})
        self._matters = Matters((), book)
        self._likeness = Likeness(lore, nearness(book.gazetteer), self._matters)
        self._gathering = Gathering(self._likeness, lore, self._rulings)
        self._bound: dict[Cluster, tuple[Cluster, ...]] = {}
        self._told: Shelf[Happening, Evidence] = Shelf()
        self._speaking: Shelf[str, Evidence] = Shelf()
        self._named: Counter[str] = Counter()
        self._inside: dict[str, set[str]] = {}
        self._meant: Shelf[intentions.Key, Evidence] = Shelf()
        self._watched: Shelf[intentions.Key, intentions.Key] = Shelf()
        self._done: Shelf[intentions.Key, Evidence] = Shelf()
        self._naming: Shelf[str, str] = Shelf()
        self._places: Shelf[str, Cluster] = Shelf()
        self._touched: dict[Happening, None] = {}
        self._doubted: dict[Happening, None] = {}
        self.incidents = Blocks[Cluster, Incident](self._incident)
        self.control = Blocks[str, tuple[ControlSpell, ...]](self._history)
        self.covers = Blocks[str, tuple[Cover, ...]](self._covers)
        self.counting = Counting(self._of_report, lore)
        self.intentions = Blocks[intentions.Key, tuple[Intention, ...]](self._intentions)
        self.watch = Watch(self.control.values, lore)

    # ------------------------------------------------------------------------------- what comes

    def add(self, report: Report, claims: Iterable[Claim]) -> None:
        """A reading of a report, in place of an earlier one of the same report. One that makes no
        claim is no part of a picture until a person gives it one."""
        entry = Entry(report, {claim.id: claim for claim in claims})
        before = self._entries.get(report.id)
        if before is not None:
            if before.claims == entry.claims:
                return
            self._forget(before)
        if not entry.claims and report.id not in self._given:
            self._silent[report.id] = report
            return
        self._silent.pop(report.id, None)
        self._entries[report.id] = entry
        self._holding.update(dict.fromkeys(entry.claims, report.id))
        self._holding.update(dict.fromkeys(self._given.get(report.id, ()), report.id))
        for place in self._spots(entry):
            self._naming.put(place, report.id)
        if entry.day > self._ground.told_by.toordinal():
            heappush(self._waiting, (entry.day, report.id))
        else:
            self._learn(entry)

    def judge(self, *judgements: Judgement) -> None:
        """What people decided about claims."""
        self._judgements += judgements
        for claim in (item.claim for item in judgements if item.claim):
            self._give(claim)
        self._rule()

    @contextmanager
    def supposing(self, *judgements: Judgement) -> Iterator[None]:
        """The picture as it would be with these judgements, for as long as the block runs."""
        known = self._judgements
        try:
            self._judgements = [*known, *judgements]
            self._rule()
            self.settle()
            yield
        finally:
            self._judgements = known
            self._rule()
            self.settle()

    def move(self, day: date, known_by: date | None = None) -> None:
        """The days move on. Raises ValueError where one would go back."""
        known_by = known_by or day
        if day < self._ground.today or known_by < self._ground.told_by:
            raise ValueError("the days of a ledger only move on")
        learns = known_by > self._ground.told_by
        self._ground = self._ground.moved(day, known_by)
        for blocks in self._each():
            blocks.moved(day.toordinal(), known_by.toordinal())
        while self._waiting and self._waiting[0][0] <= known_by.toordinal():
            day_of, id = heappop(self._waiting)
            entry = self._entries.get(id)
            if entry and entry.day == day_of and not self._is_known(entry):
                self._learn(entry)
        if learns:
            self._rule()

    # ---------------------------------------------------------------------------- what is asked

    @property
    def day(self) -> date:
        """The day that the picture is about."""
        return self._ground.today

    def picture(self) -> Picture:
        """What all that is known adds up to."""
        self.settle()
        found = [
            one
            for one in self.incidents.values.values()
            if one.start is None or one.start <= self._ground.today
        ]
        found.sort(key=lambda one: (one.start or date.min, one.place, one.type, one.id))
        spells, covers = self.control.values, self.covers.values
        return Picture(
            as_of=self._ground.today,
            known_by=self._ground.told_by,
            incidents=tuple(found),
            tallies=tuple(self.counting.all()),
            control=tuple(spell for place in sorted(spells) for spell in spells[place]),
            threats=self.watch.all(),
            covers=tuple(cover for place in sorted(covers) for cover in covers[place]),
            intentions=intentions.ranked(
                one for found in self.intentions.values.values() for one in found
            ),
            all_judged=self._all_judged,
        )

    def history(self, place: str, day: date, known_by: date) -> tuple[ControlSpell, ...]:
        """Who had the place by any day, knowing what was published by any other."""
        entries = [self._entries[id] for id in self._naming.get(place, ())]
        decided, lore = self._decided(known_by), self._ground.lore
        families = self._families(entries, known_by)
        return history(place, entries, decided, Ground(lore, day, known_by, families, {}, {}))

    def happened(self, place: str, first: date, last: date) -> list[Incident]:
        """The incidents of a place on these days, by day."""
        self.settle()
        found = (self.incidents.values[cluster] for cluster in self._places.get(place, ()))
        return sorted(
            (
                one
                for one in found
                if one.start and one.start <= last and (one.end or one.start) >= first
            ),
            key=lambda one: (one.start or date.min, one.type, one.id),
        )

    def tallied(self, place: str) -> list[Tally]:
        """The tallies of a place."""
        self.settle()
        return self.counting.at(place)

    def families(self) -> dict[str, str]:
        """For each report that is known one of its near-copies, the same for all of them."""
        return dict(self._copies.family)

    def settle(self) -> None:
        """Makes anew what stands on anything that came or changed."""
        self._tell()
        changed = self._gathering.settle()
        self.incidents.stale(*changed)
        if self._rulings.same or self._bound:
            self._bind()
        for cluster, was in self.incidents.settle(self._ground):
            now = self.incidents.values.get(cluster)
            if was is not None:
                self._places.take(was.place, cluster)
            if now is not None:
                self._places.put(now.place, cluster)
        changed_places = [place for place, _ in self.control.settle(self._ground)]
        for place in changed_places:
            self.covers.stale(place, *self._inside.get(place, ()))
        self.covers.settle(self._ground)
        self.watch.settle(self._ground, changed_places)
        self.counting.settle(self._ground)
        self.intentions.settle(self._ground)

    def made(self) -> dict[str, int]:
        """How many blocks of each kind have been made, and happenings decided, so far."""
        return {
            "decided": self._gathering.decided,
            "incidents": self.incidents.made,
            "control": self.control.made,
            "covers": self.covers.made,
            "tallies": self.counting.tallies.made,
            "threats": self.watch.threats.made,
            "intentions": self.intentions.made,
        }

    # ------------------------------------------------------------------------------ what is made

    def _incident(self, cluster: Cluster, ground: Ground) -> Incident | None:
        clusters = self._bound.get(cluster, (cluster,))
        if not cluster.seats or clusters[0] is not cluster:
            return None
        members = [
            one
            for each in clusters
            for seat in each.seats
            for one in sorted(self._told[seat.tale.of], key=lambda one: one.claim.id)
        ]
        why = dict.fromkeys(reason for each in clusters for reason in each.why)
        if len(clusters) > 1:
            why["judged the same by a person"] = None
        words = (described(cluster.seats[0].tale.of, ground.lore), *why)
        return incident(members, words, self._rulings, ground)

    def _history(self, place: str, ground: Ground) -> tuple[ControlSpell, ...] | None:
        return control.history(place, self._speaking.get(place, ()), ground) or None

    def _covers(self, place: str, ground: Ground) -> tuple[Cover, ...] | None:
        if not self._named[place]:
            return None
        around = (place, *ground.lore.around(place))
        spells = (spell for each in around for spell in self.control.values.get(each, ()))
        return areas.covers(place, spells, ground) or None

    def _of_report(self, report: str) -> list[Evidence]:
        entry = self._entries.get(report)
        return [one for one, _, _ in entry.filed] if entry else []

    def _spots(self, entry: Entry) -> frozenset[str]:
        """The places that a report names, by its reading or by what a person corrected or added at
        any time, and the towns of which these are quarters."""
        given = self._given.get(entry.report.id, {})
        named = {place_of(claim) for claim in (*entry.claims.values(), *given.values())} - {""}
        return frozenset(named | {self._ground.lore.town(place) for place in named} - {""})

    def _intentions(self, key: intentions.Key, ground: Ground) -> tuple[Intention, ...] | None:
        told = self._meant.get(key, ())
        done = self._done.at(intentions.answers(key, told, ground))
        return intentions.intentions(told, done, ground) or None

    def _families(self, entries: Iterable[Entry], known_by: date) -> dict[str, str]:
        """The near-copies among the reports known by a day, as far as these are concerned: what
        appeared later may have made one family of two."""
        found: dict[str, str] = {}
        for id in (entry.report.id for entry in entries if entry.known(known_by)):
            if id not in found:
                beside = [self._entries[one] for one in self._copies.beside(id)]
                then = [one.report for one in beside if one.known(known_by)]
                split = 1 < len(then) < len(beside)
                found |= copies(then) if split else dict.fromkeys((one.id for one in then), id)
        return found

    # ---------------------------------------------------------------------------------- filing

    def _is_known(self, entry: Entry) -> bool:
        return entry.report.id in self._copies.family

    def _learn(self, entry: Entry) -> None:
        """A report is known from now on."""
        for id in self._copies.add(entry.report):
            self._stale(self._entries[id])
        self._meet(self._matters.add(entry.report))
        self._file(entry)

    def _give(self, claim: Claim) -> None:
        """A person says that a report claims this."""
        entry = self._entries.get(claim.report)
        before = self._spots(entry) if entry else _NONE
        self._given.setdefault(claim.report, {})[claim.id] = claim
        if entry is not None:
            self._holding[claim.id] = claim.report
            for place in self._spots(entry) - before:
                self._naming.put(place, claim.report)
        elif claim.report in self._silent:
            self.add(self._silent[claim.report], ())

    def _forget(self, entry: Entry) -> None:
        if self._is_known(entry):
            self._unfile(entry)
            self._tell()
            for id in self._copies.drop(entry.report.id):
                self._stale(self._entries[id])
            self._meet(self._matters.drop(entry.report.id))
        for claim in {*entry.claims, *self._given.get(entry.report.id, ())}:
            del self._holding[claim]
        for place in self._spots(entry):
            self._naming.take(place, entry.report.id)
        del self._entries[entry.report.id]

    def _file(self, entry: Entry) -> None:
        kept = entry.evidence(self._rulings)
        entry.teller = frozenset(tellers(kept).values())
        self._ground.theatres[entry.report.id] = grounds.theatre(kept, self._ground.lore)
        for one in kept:
            told = happening(one, self._ground, one.claim.id in self._rulings.grouped)
            sides = grounds.tenants((one,), self._ground) or _NONE
            entry.filed.append((one, told, sides))
            if told is not None:
                self._told.put(told, one)
                self._touched[told] = None
            self.watch.put(one)
            for place in concerned(one.claim, self._ground):
                self._speaking.put(place, one)
            self._name(one)
            self._mean(one, self._meant.put, self._watched.put, self._done.put)
            self._let(place_of(one.claim), sides, 1)
        self._stale(entry)

    def _unfile(self, entry: Entry) -> None:
        self._stale(entry)
        for one, told, sides in entry.filed:
            if told is not None:
                self._told.take(told, one)
                self._touched[told] = None
            self.watch.take(one)
            for place in concerned(one.claim, self._ground):
                self._speaking.take(place, one)
            self._unname(one)
            self._mean(one, self._meant.take, self._watched.take, self._done.take)
            self._let(place_of(one.claim), sides, -1)
        entry.filed.clear()

    def _name(self, one: Evidence) -> None:
        """A claim names its place, which the areas around it may cover."""
        place = place_of(one.claim)
        if place and not self._named[place]:
            self.covers.stale(place)
            for area in self._ground.lore.around(place):
                self._inside.setdefault(area, set()).add(place)
        self._named[place] += 1

    def _unname(self, one: Evidence) -> None:
        place = place_of(one.claim)
        self._named[place] -= 1
        if place and not self._named[place]:
            self.covers.stale(place)
            for area in self._ground.lore.around(place):
                self._inside[area].discard(place)

    def _mean(
        self,
        one: Evidence,
        mean: Callable[[intentions.Key, Evidence], None],
        watch: Callable[[intentions.Key, intentions.Key], None],
        do: Callable[[intentions.Key, Evidence], None],
    ) -> None:
        """Files, or takes out, what somebody will do and what decides that."""
        for key in intentions.keys(one, self._ground):
            mean(key, one)
            for other in intentions.watched(one, self._ground):
                watch(other, key)
        for key in intentions.deciding(one, self._ground):
            do(key, one)

    def _let(self, place: str, sides: frozenset[str], step: int) -> None:
        """So many claims more, or fewer, name these sides as tenants of the place."""
        if not place or not sides:
            return
        known = self._tenants.setdefault(place, Counter())
        known.update(dict.fromkeys(sides, step))
        now = frozenset(side for side, claims in known.items() if claims)
        if now != self._ground.sides.get(place, frozenset()):
            self._ground.sides[place] = now
            for blocks in self._each():
                blocks.turned(("tenants", place))

    def _stale(self, entry: Entry) -> None:
        """Everything the report's claims are filed in is made anew."""
        for one, told, _ in entry.filed:
            if told is not None and (cluster := self._gathering.cluster(told)) is not None:
                self.incidents.stale(*self._bound.get(cluster, (cluster,)))
            self.control.stale(*concerned(one.claim, self._ground))
            self.intentions.stale(*intentions.keys(one, self._ground), *self._asking(one))
            self.watch.stale(one)
        self.counting.reports.stale(entry.report.id)

    def _asking(self, one: Evidence) -> Iterator[intentions.Key]:
        """The intentions of which the claim may decide what came."""
        for key in intentions.deciding(one, self._ground):
            for asked in intentions.asked_by(key, self._ground):
                if asked in self._meant:
                    yield asked
                yield from self._watched.get(asked, ())

    def _each(self) -> Iterator[Blocks[Any, Any]]:
        yield from (self.incidents, self.control, self.covers, self.intentions)
        yield from (*self.counting.blocks, *self.watch.blocks)

    # ------------------------------------------------------------------------- what binds claims

    def _decided(self, known_by: date) -> Rulings:
        return rulings(self._judgements, date.max if self._all_judged else known_by)

    def _rule(self) -> None:
        """Puts the judgements known by now in force."""
        old, new = self._rulings, self._decided(self._ground.told_by)
        self._rulings = self._gathering.rulings = new
        touched = (old.rejected ^ new.rejected) | (old.grouped ^ new.grouped)
        touched |= {claim for pair in old.different ^ new.different for claim in pair}
        touched |= {claim for claims in {*old.same} ^ {*new.same} for claim in claims}
        touched |= {claim for claim, _ in old.confirmed.items() ^ new.confirmed.items()}
        for claim, stands in old.instead.items() ^ new.instead.items():
            touched |= {claim, stands.id}
        for _, added in old.added.items() ^ new.added.items():
            touched |= {claim.id for claim in added}
        for id in sorted({self._holding[claim] for claim in touched if claim in self._holding}):
            entry = self._entries[id]
            if self._is_known(entry):
                self._unfile(entry)
                self._file(entry)
                told = (told for one, told, _ in entry.filed if one.claim.id in touched)
                self._doubted.update((one, None) for one in told if one is not None)

    def _bind(self) -> None:
        """Finds which groups people's judgements make one."""
        judged = {claim for claims in self._rulings.same for claim in claims}
        entries = {self._holding[claim] for claim in judged if claim in self._holding}
        clusters = {
            cluster
            for id in entries
            for one, told, _ in self._entries[id].filed
            if told is not None and one.claim.id in judged
            if (cluster := self._gathering.cluster(told)) is not None
        }
        ordered = sorted(clusters, key=lambda cluster: cluster.seats[0])
        groups = united(ordered, self._rulings)
        bound = {each: group for group in groups if len(group) > 1 for each in group}
        self.incidents.stale(*bound, *self._bound)
        self._bound = bound

    def _tell(self) -> None:
        """Says which reports tell of each happening of which others told before."""
        for one in self._touched | self._doubted:
            if one not in self._told:
                self._gathering.drop(one)
                continue
            told = self._tellers(one)
            if one in self._doubted or told != self._gathering.tellers(one):
                self._gathering.put(one, told)
        self._touched, self._doubted = {}, {}

    def _tellers(self, one: Happening) -> Tellers:
        first, *others = dict.fromkeys(evidence.report.id for evidence in self._told[one])
        told = self._entries[first].teller
        return told.union(*(self._entries[id].teller for id in others)) if others else told

    def _meet(self, reports: Iterable[str]) -> None:
        """Reports that are of a matter with others than before: what is told without a place to go
        by is met otherwise."""
        for id in reports:
            for _, told, _ in self._entries[id].filed:
                if told is not None and self._likeness.is_vague(told):
                    self._doubted[told] = None

"""Claims about one happening: groups in which each fits every other. Each is decided at its place
in one order; when one comes or goes, only those after it that meet a group it changed are decided
anew."""

from bisect import insort
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from heapq import heappop, heappush
from itertools import combinations

from foglift.fuse.ground import Lore
from foglift.fuse.happening import Happening
from foglift.fuse.likeness import Likeness, Tale
from foglift.fuse.rulings import Rulings
from foglift.fuse.tellers import Tellers

_WIDTH = {"": 4, "country": 3, "region": 2, "county": 1}
Order = tuple[bool, int, int, int, int, bool, Happening]


@dataclass(slots=True, eq=False)
class Seat:
    """A tale at its place in the order, the keys it is filed under, the group it was last found
    to be of and what links it to the first of that group."""

    tale: Tale
    order: Order
    keys: tuple[int, ...] = ()
    cluster: "Cluster | None" = None
    why: str = ""

    def __lt__(self, other: "Seat") -> bool:
        return self.order < other.order


@dataclass(slots=True, eq=False)
class Cluster:
    """A group of tales of one happening; `seats` in their order."""

    seats: list[Seat]

    @property
    def why(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(seat.why for seat in self.seats[1:]))

    def before(self, seat: Seat) -> Iterator[Seat]:
        """Those that are decided before it."""
        for each in self.seats:
            if not each < seat:
                return
            yield each


@dataclass(eq=False)
class Gathering:
    """The happenings known and the groups they make. A happening joins a group only when it fits
    every member of it that comes before it, and only when no other group fits as well; so a chain
    of neighbours is never one happening."""

    likeness: Likeness
    lore: Lore
    rulings: Rulings
    decided: int = 0
    _seats: dict[Happening, Seat] = field(default_factory=dict)
    _filed: dict[int, tuple[Seat, ...]] = field(default_factory=dict)
    _open: set[Seat] = field(default_factory=set)
    _queue: list[Seat] = field(default_factory=list)
    _changed: dict[Cluster, None] = field(default_factory=dict)

    def put(self, one: Happening, tellers: Tellers) -> None:
        """A happening is told of by these reports, where nobody or others told of it before."""
        tale = Tale(one, tellers)
        seat = self._seats.get(one)
        if seat is None:
            seat = self._seats[one] = Seat(tale, _specific(one, self.lore))
        else:
            self._shake(seat.cluster, seat)
            self._unfile(seat)
            seat.tale = tale
        seat.keys = tuple({hash(key) for key in self.likeness.filed(tale)})
        alone = (seat,)
        for key in seat.keys:
            beside = self._filed.get(key, ())
            self._filed[key] = (*beside, seat) if beside else alone
        self._shake(seat.cluster, seat)
        self._doubt(seat)

    def drop(self, one: Happening) -> None:
        """Nobody tells of it any more."""
        seat = self._seats.pop(one, None)
        if seat is not None:
            self._leave(seat)
            self._unfile(seat)
            self._open.discard(seat)

    def _unfile(self, seat: Seat) -> None:
        for key in seat.keys:
            left = tuple(one for one in self._filed[key] if one is not seat)
            if left:
                self._filed[key] = left
            else:
                del self._filed[key]

    def tellers(self, one: Happening) -> Tellers:
        """The reports that were last said to tell of a happening."""
        seat = self._seats.get(one)
        return seat.tale.tellers if seat else frozenset()

    def cluster(self, one: Happening) -> Cluster | None:
        """The group of a happening, None where nobody tells of it."""
        seat = self._seats.get(one)
        return seat.cluster if seat else None

    def clusters(self) -> list[Cluster]:
        """All groups, in the order of their first members."""
        found = dict.fromkeys(seat.cluster for seat in self._seats.values() if seat.cluster)
        return sorted(found, key=lambda cluster: cluster.seats[0])

    def settle(self) -> tuple[Cluster, ...]:
        """Decides what is open; the groups that are other than they were, also those that have
        no members any more."""
        afresh = len(self._open) == len(self._seats)
        while self._queue:
            seat = heappop(self._queue)
            if seat in self._open:
                self._open.remove(seat)
                self._decide(seat, afresh)
        changed, self._changed = tuple(self._changed), {}
        return changed

    def _doubt(self, seat: Seat) -> None:
        if seat not in self._open:
            self._open.add(seat)
            heappush(self._queue, seat)

    def _decide(self, seat: Seat, afresh: bool) -> None:
        """Finds its group, and opens what may be decided otherwise because of that."""
        self.decided += 1
        found, why = self._best(seat)
        own = seat.cluster
        if own is not None and (found is own or (found is None and own.seats[0] is seat)):
            if seat.why != why:
                seat.why = why
                self._changed[own] = None
            return
        self._leave(seat)
        seat.why = why
        seat.cluster = found or Cluster([])
        insort(seat.cluster.seats, seat)
        self._changed[seat.cluster] = None
        if not afresh:
            self._shake(seat.cluster, seat)

    def _leave(self, seat: Seat) -> None:
        cluster = seat.cluster
        if cluster is None:
            return
        cluster.seats.remove(seat)
        seat.cluster = None
        self._changed[cluster] = None
        self._shake(cluster, seat)

    def _shake(self, cluster: Cluster | None, seat: Seat) -> None:
        """Opens those after the seat that may be decided otherwise since it came to the group or
        left it: the later members, and what meets a member and is like its first."""
        if cluster is None:
            return  # it was in none so far
        firsts = {cluster.seats[0].tale if cluster.seats else seat.tale, seat.tale}
        for member in cluster.seats:
            if seat < member:
                self._doubt(member)
        for member in (seat, *cluster.seats):
            for other in self._near(member):
                if seat < other and other not in self._open and self._like(other, firsts):
                    self._doubt(other)

    def _like(self, seat: Seat, firsts: Iterable[Tale]) -> bool:
        return any(one is seat.tale or self.likeness.alike(seat.tale, one) for one in firsts)

    def _near(self, seat: Seat) -> Iterator[Seat]:
        """What a tale may be alike to."""
        for key in {hash(key) for key in self.likeness.asked(seat.tale)}:
            yield from self._filed.get(key, ())

    def _best(self, seat: Seat) -> tuple[Cluster | None, str]:
        """The only group that fits best; None when there is none or it cannot be told. Of groups
        that only a person keeps apart, the one whose reports are most alike."""
        met = dict.fromkeys(
            other.cluster for other in self._near(seat) if other < seat and other.cluster
        )
        fits = [(cluster, why) for cluster in met if (why := self._fits(seat, cluster))]
        close = [_closeness(seat.tale.of, cluster.seats[0].tale.of) for cluster, _ in fits]
        best = [fit for fit, each in zip(fits, close, strict=True) if each == max(close)]
        if len(best) > 1 and self._kept_apart(seat, [cluster for cluster, _ in best]):
            best = [max(best, key=lambda fit: (self._kinship(seat, fit[0]), fit[0].seats[0].order))]
        return best[0] if len(best) == 1 else (None, "")

    def _kept_apart(self, seat: Seat, clusters: Iterable[Cluster]) -> bool:
        """Whether a person has said of each two of the groups, as far as they are decided before
        the seat, that they are two."""
        known = [list(cluster.before(seat)) for cluster in clusters]
        return all(
            any(self._apart(one, other) for one in first for other in second)
            for first, second in combinations(known, 2)
        )

    def _apart(self, one: Seat, other: Seat) -> bool:
        """Whether a person has called them different."""
        if not (one.tale.of.own and other.tale.of.own):
            return False
        low, high = sorted((one.tale.of.own, other.tale.of.own))
        return (low, high) in self.rulings.different

    def _kinship(self, seat: Seat, cluster: Cluster) -> float:
        """How alike its reports are to those of the group's first, at most."""
        first = cluster.seats[0].tale.tellers
        alike = self.likeness.matters.alike
        pairs = ((mine.report, theirs.report) for mine in seat.tale.tellers for theirs in first)
        return max((alike(mine, theirs) for mine, theirs in pairs), default=0.0)

    def _fits(self, seat: Seat, cluster: Cluster) -> str:
        """Why the happening is the same as the group's first; "" when any member speaks against."""
        first = ""
        for member in cluster.before(seat):
            why = self.likeness.alike(seat.tale, member.tale)
            if not why or self._apart(seat, member):
                return ""
            first = first or why
        return first


def united(clusters: Iterable[Cluster], rulings: Rulings) -> list[tuple[Cluster, ...]]:
    """Groups whose claims a person has called the same become one; the others as they are."""
    found: list[tuple[Cluster, ...]] = [(cluster,) for cluster in clusters]
    for claims in rulings.same:
        joined = [
            group
            for group in found
            if any(seat.tale.of.own in claims for cluster in group for seat in cluster.seats)
        ]
        if len(joined) > 1:
            one = tuple(cluster for group in joined for cluster in group)
            found = [group for group in found if group not in joined] + [one]
    return found


def _specific(one: Happening, lore: Lore) -> Order:
    """Exact days and places first, so that vaguer claims meet them ready made; of equal ones those
    that a person has decided about."""
    unnamed = 2 - bool(one.actors) - bool(one.recipients)
    width = _WIDTH.get(lore.kind(one.place), 0)
    return not one.dated, one.last - one.first, one.precision, width, unnamed, not one.own, one


def _closeness(one: Happening, other: Happening) -> tuple[int, ...]:
    """How well a happening fits another that is told more exactly: first by the place, then, where
    it names no day, by how shortly before its report the other was."""
    return (
        one.place == other.place and one.relation == other.relation,
        one.type == other.type,
        -abs(one.last - other.last) if one.unsaid else 0,
        one.precision == other.precision,
        one.facet == other.facet,
        one.actors == other.actors,
        one.recipients == other.recipients,
        (one.first, one.last) == (other.first, other.last),
    )


def described(one: Happening, lore: Lore) -> str:
    """What happened, where and when, in words: "CAPTURE, Hama, 2024-12-05"."""
    place = lore.label(one.place) if one.place else "no named place"
    if not one.dated:
        return f"{one.type}, {place}, undated"
    first, last = (date.fromordinal(day).isoformat() for day in (one.first, one.last))
    return f"{one.type}, {place}, {first if first == last else f'{first} to {last}'}"

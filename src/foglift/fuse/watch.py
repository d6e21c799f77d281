"""Who has each place and which places are threatened, kept while spells and claims change: a place
is looked at anew when something is said of it, or changes within reach of it."""

from bisect import bisect_left, insort
from collections.abc import Iterable, Iterator, Mapping

from foglift.fuse.advance import Front, Holding, Reach, Step, holding, straight
from foglift.fuse.blocks import Blocks
from foglift.fuse.ground import Evidence, Ground, Lore
from foglift.fuse.outlook import RECENT, ranked, threat, warned
from foglift.model import ControlSpell, Threat

_Said = tuple[int, str, Evidence]


class Watch:
    """`spells` are those of each place; `threats` are with how far the nearest place newly taken
    is away."""

    def __init__(self, spells: Mapping[str, tuple[ControlSpell, ...]], lore: Lore) -> None:
        self._spells = spells
        self._lore = lore
        self._said: dict[str, list[_Said]] = {}
        self._reach = Reach(lore)
        self.holdings = Blocks[str, Holding](self._holding)
        self.ways = Blocks[str, tuple[Step, ...]](self._ways)
        self.threats = Blocks[str, tuple[Threat, float]](self._threat)

    @property
    def blocks(self) -> tuple[Blocks[str, Holding] | Blocks[str, tuple[Threat, float]], ...]:
        """What facts and days may make stale."""
        return self.holdings, self.threats

    def put(self, one: Evidence) -> None:
        for place in warned(one.claim):
            insort(self._said.setdefault(place, []), _said(one), key=_order)

    def take(self, one: Evidence) -> None:
        for place in warned(one.claim):
            said = self._said[place]
            del said[bisect_left(said, _order(_said(one)), key=_order)]
            if not said:
                del self._said[place]

    def stale(self, one: Evidence) -> None:
        """The claim counts otherwise than before."""
        self.threats.stale(*warned(one.claim))

    def settle(self, ground: Ground, changed: Iterable[str]) -> None:
        """Looks anew at what is stale, or stands on the places whose spells changed."""
        self.holdings.stale(*changed)
        for place, was in self.holdings.settle(ground):
            self._turned(place, was, self.holdings.values.get(place))
        for place, came in self.ways.settle(ground):
            self._come(place, came or (), self.ways.values.get(place, ()))
        self.threats.settle(ground)

    def _turned(self, place: str, was: Holding | None, now: Holding | None) -> None:
        """Names what stands on who has a place."""
        self.threats.stale(place)
        self.threats.turned(("held", place))
        if was is not None and now is not None and was.turn == now.turn:
            return
        near = [other for _, other in self._reach.of(place)]
        held = self.holdings.values
        self.ways.stale(place, *(one for one in near if one in held and held[one].taken))
        if (was and was.taken) or (now and now.taken):
            self.threats.stale(*near)

    def _come(self, place: str, was: tuple[Step, ...], now: tuple[Step, ...]) -> None:
        """Names the places that lie straight on from another only before or after its ways
        changed."""
        for step, other in self._reach.of(place):
            back = (-step[0], -step[1])
            if straight(was, back) != straight(now, back):
                self.threats.stale(other)

    def all(self) -> tuple[Threat, ...]:
        """The threatened places, in their order."""
        return ranked(self.threats.values.values(), self._lore)

    def _holding(self, place: str, ground: Ground) -> Holding | None:
        return holding(self._spells.get(place, ()), ground)

    def _front(self, ground: Ground) -> Front:
        return Front(self.holdings.values, self._reach, self.ways.values, ground)

    def _ways(self, place: str, ground: Ground) -> tuple[Step, ...] | None:
        taking = self.holdings.values.get(place)
        return self._front(ground).came(taking) or None if taking and taking.taken else None

    def _threat(self, place: str, ground: Ground) -> tuple[Threat, float] | None:
        front = self._front(ground)
        found = threat(place, self._latest(place, ground), front, ground)
        return (found, front.away(place)) if found else None

    def _latest(self, place: str, ground: Ground) -> Iterator[Evidence]:
        """What is said of a place but for what is too old to count; that something with a date is
        said of it still shows."""
        said = self._said.get(place, [])
        undated = bisect_left(said, 1, key=_day)
        recent = bisect_left(said, ground.today.toordinal() - RECENT.days, key=_day)
        yield from (one for _, _, one in (*said[:undated], *said[max(recent, undated) :]))
        older = (one for _, _, one in reversed(said[undated:recent]) if not one.claim.background)
        yield from (one for one, _ in zip(older, range(1), strict=False))


def _said(one: Evidence) -> _Said:
    published = one.report.published
    return published.toordinal() if published else 0, one.claim.id, one


def _order(said: _Said) -> tuple[int, str]:
    return said[0], said[1]


def _day(said: _Said) -> int:
    return said[0]

"""Values that are each made of one block of evidence, and made anew when what they stand on is
other than it was."""

from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from foglift.fuse.ground import NEVER, Footing, Ground

Key = TypeVar("Key", bound=Hashable)
Item = TypeVar("Item")
Made = TypeVar("Made")


@dataclass(eq=False)
class Blocks(Generic[Key, Made]):
    """What each block comes to; nothing (None) is not kept. `made` counts how often one was made.

    A block is stale once it is named so, when a day comes that an answer it was given turns on,
    or when one of the facts it asked its ground for changes.
    """

    make: Callable[[Key, Ground], Made | None]
    values: dict[Key, Made] = field(default_factory=dict)
    made: int = 0
    _stale: dict[Key, None] = field(default_factory=dict)
    _days: dict[int, dict[Key, None]] = field(default_factory=dict)
    _known: dict[int, dict[Key, None]] = field(default_factory=dict)
    _asked: dict[Hashable, dict[Key, None]] = field(default_factory=dict)

    def stale(self, *keys: Key) -> None:
        """These stand on something that changed."""
        self._stale.update(dict.fromkeys(keys))

    def turned(self, fact: Hashable) -> None:
        """A fact that some may have asked for has changed."""
        self._stale.update(self._asked.pop(fact, {}))

    def moved(self, day: int, known_by: int) -> None:
        """The picture's days are later than they were."""
        for until, limit in ((self._days, day), (self._known, known_by)):
            for each in [one for one in until if one <= limit]:
                self._stale.update(until.pop(each))

    def settle(self, ground: Ground) -> list[tuple[Key, Made | None]]:
        """Makes the stale ones; those that came to something else, each with what it was."""
        here = ground.afresh()
        stale, self._stale = self._stale, {}
        changed = []
        for key in stale:
            before = self.values.get(key)
            if self._remake(key, before, here):
                changed.append((key, before))
        return changed

    def _remake(self, key: Key, before: Made | None, ground: Ground) -> bool:
        ground.footing.clear()
        value = self.make(key, ground)
        self.made += 1
        self._stand(key, ground.footing)
        if value == before:
            return False
        if value is None:
            del self.values[key]
        else:
            self.values[key] = value
        return True

    def _stand(self, key: Key, footing: Footing) -> None:
        """Remembers when the value has to be made anew."""
        for until, day in ((self._days, footing.day), (self._known, footing.known_by)):
            if day < NEVER:
                until.setdefault(day, {})[key] = None
        for fact in footing.facts:
            self._asked.setdefault(fact, {})[key] = None


class Shelf(dict[Key, list[Item]]):
    """Items filed under keys; a key with none is forgotten."""

    def put(self, key: Key, item: Item) -> None:
        self.setdefault(key, []).append(item)

    def take(self, key: Key, item: Item) -> None:
        items = self[key]
        items.remove(item)
        if not items:
            del self[key]

    def at(self, keys: Iterable[Key]) -> list[Item]:
        """All items under any of the keys."""
        return [item for key in keys for item in self.get(key, ())]

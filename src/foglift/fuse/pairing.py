"""What of one picture is what of another: by id, else by the claims they share."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from foglift.model import Incident, Intention, Tally

Noun = TypeVar("Noun", Incident, Intention, Tally)


@dataclass(frozen=True, slots=True)
class Pair(Generic[Noun]):
    """What was one or more things in the earlier picture and is one or more in the later."""

    before: tuple[Noun, ...]
    after: tuple[Noun, ...]


def pairs(before: Iterable[Noun], after: Iterable[Noun]) -> list[Pair[Noun]]:
    """What differs, each thing in one pair. Things of one id belong together; of the others those
    that share a claim do, through any number of steps. In the order of the first id."""
    was, now = {one.id: one for one in before}, {one.id: one for one in after}
    kept = was.keys() & now.keys()
    found = [Pair((was[id],), (now[id],)) for id in kept if was[id] != now[id]]
    found += _by_claims(
        [one for id, one in was.items() if id not in kept],
        [one for id, one in now.items() if id not in kept],
    )
    return sorted(found, key=lambda pair: min(one.id for one in (*pair.before, *pair.after)))


def _by_claims(before: Sequence[Noun], after: Sequence[Noun]) -> list[Pair[Noun]]:
    root: dict[str, str] = {}
    for one in (*before, *after):
        for claim in one.claims:
            low, high = sorted((_root(root, _key(one)), _root(root, f"claim {claim}")))
            root[high] = low
    was, now = _grouped(before, root), _grouped(after, root)
    return [Pair(tuple(was.get(key, ())), tuple(now.get(key, ()))) for key in was | now]


def _grouped(found: Iterable[Noun], root: dict[str, str]) -> dict[str, list[Noun]]:
    groups: dict[str, list[Noun]] = {}
    for one in sorted(found, key=lambda one: one.id):
        groups.setdefault(_root(root, _key(one)), []).append(one)
    return groups


def _key(one: Incident | Intention | Tally) -> str:
    return f"thing {one.id}"


def _root(root: dict[str, str], key: str) -> str:
    """The key that stands for a group; the path to it is shortened on the way."""
    while (above := root.setdefault(key, key)) != key:
        root[key] = key = root.setdefault(above, above)
    return key

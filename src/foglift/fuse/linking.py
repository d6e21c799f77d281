"""Things that belong together, by how alike they are on the whole: a chain of neighbours is not
enough."""

from collections.abc import Mapping
from heapq import heapify, heappop, heappush

Pair = tuple[int, int]


def linked(count: int, alike: Mapping[Pair, float], least: float) -> list[int]:
    """The group of each of `count` things: the number of its first member.

    Two groups become one while the mean likeness of their members is at least `least`, the most
    alike first; so a chain A-B-C whose ends have nothing in common does not glue. A pair that is
    not listed has nothing in common; where one is below zero, its groups stay apart for good.
    `alike` names each pair once, the smaller number first.
    """
    sums = _sums(count, alike)
    members = {number: [number] for number in range(count)}
    heap = [(-value, one, two) for (one, two), value in alike.items() if value >= least]
    heapify(heap)
    while heap:
        value, one, two = heappop(heap)
        if one not in members or two not in members:
            continue
        if -value != _mean(sums[one].get(two, 0.0), members[one], members[two]):
            continue
        _join(one, two, members, sums)
        for other, total in sums[one].items():
            mean = _mean(total, members[one], members[other])
            if mean >= least:
                heappush(heap, (-mean, min(one, other), max(one, other)))
    group = {each: first for first, each_of in members.items() for each in each_of}
    return [group[number] for number in range(count)]


def _sums(count: int, alike: Mapping[Pair, float]) -> list[dict[int, float]]:
    sums: list[dict[int, float]] = [{} for _ in range(count)]
    for (one, two), value in alike.items():
        sums[one][two] = sums[two][one] = value if value >= 0 else float("-inf")
    return sums


def _mean(total: float, one: list[int], two: list[int]) -> float:
    return total / (len(one) * len(two))


def _join(one: int, two: int, members: dict[int, list[int]], sums: list[dict[int, float]]) -> None:
    """The second group becomes part of the first."""
    members[one] += members.pop(two)
    for other, total in sums[two].items():
        if other != one and other in members:
            sums[one][other] = sums[other][one] = sums[one].get(other, 0.0) + total
        sums[other].pop(two, None)
    sums[two].clear()

"""A colour for each actor that holds a place: the same wherever and whenever it is drawn."""

from collections.abc import Iterable, Mapping

from foglift.model import digest

COLOURS = 10  # of web/src/style/colours.css, told apart by eyes that see red and green alike


def colours(actors: Iterable[str], more: Iterable[str] = ()) -> Mapping[str, int]:
    """A number from 1 to COLOURS for each actor, those first that matter most, and for more that
    change none of these. It follows from the actor's id, but for those that would share one while
    others are free; no colour goes to friend or enemy. Where there are more actors than colours,
    the later ones share with those of the second half, so that the first share with nobody.

    >>> len(set(colours(["actor:b", "actor:a"], ["actor:c"]).values()))
    3
    """
    given: dict[str, int] = {}
    first = dict.fromkeys(actors)
    for actor in (*first, *sorted(set(more).difference(first))):
        wanted = int(digest(actor), 16)
        taken = tuple(given.values())
        free = [each for each in range(1, COLOURS + 1) if each not in taken[:COLOURS]]
        shared = taken[COLOURS // 2 : COLOURS]
        near = sorted(free, key=lambda each: (each - 1 - wanted) % COLOURS)
        given[actor] = near[0] if near else shared[wanted % len(shared)]
    return given

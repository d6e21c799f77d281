"""A colour for each actor that holds a place: the same wherever and whenever it is drawn."""

from collections.abc import Iterable, Mapping

from foglift.model import digest

COLOURS = 10  # of web/src/style/colours.css, told apart by eyes that see red and green alike


def colours(actors: Iterable[str], more: Iterable[str] = ()) -> Mapping[str, int]:
    """A number from 1 to COLOURS for each actor, and for more that change none of these. It follows
    from the actor's id alone, but for those that would share one while others are free; no colour
    goes to friend or enemy.

    >>> colours(["actor:b", "actor:a", "actor:a"]) == colours(["actor:a", "actor:b"])
    True
    """
    given: dict[str, int] = {}
    first = sorted(set(actors))
    for actor in (*first, *sorted(set(more).difference(first))):
        wanted = int(digest(actor), 16) % COLOURS
        free = ((wanted + step) % COLOURS for step in range(COLOURS))
        taken = set(given.values())
        given[actor] = next((each + 1 for each in free if each + 1 not in taken), wanted + 1)
    return given

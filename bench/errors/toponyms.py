"""Names of places: found or not, and which of those of the name was chosen."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import asin, cos, radians, sin, sqrt

from bench.errors.classes import Classes, always, first
from bench.tasks.task import Row
from foglift.codebook import Book
from foglift.codebook.gazetteer import EARTH_KM, Place

NEAR_KM = 161.0


@dataclass(frozen=True)
class Item:
    """A name of the gold, ours at the same words, and the places that the gazetteer has of it."""

    gold: Row
    ours: Row | None
    name: str
    known: Sequence[Place]

    @property
    def right(self) -> Place | None:
        """The place of that name where the gold is."""
        near = (p for p in self.known if kilometres(self.gold, p.lat, p.lon) <= NEAR_KM)
        return next(near, None)

    @property
    def chosen(self) -> Place | None:
        """The place of that name where ours is."""
        assert self.ours is not None
        near = (p for p in self.known if kilometres(self.ours or {}, p.lat, p.lon) < 1)
        return next(near, None)


def kilometres(one: Row, lat: float, lon: float) -> float:
    """Kilometres from a name's point to another."""
    here, there, east = radians(one["lat"]), radians(lat), radians(lon - one["lon"])
    half = sin((there - here) / 2) ** 2 + cos(here) * cos(there) * sin(east / 2) ** 2
    return 2 * EARTH_KM * asin(min(1.0, sqrt(half)))


FOUND: Classes[Item] = {
    "not found: adjective or people": lambda one: one.name.endswith(("an", "ish", "ese", "i")),
    "not found: abbreviation": lambda one: one.name.isupper() or "." in one.name,
    "not found: small letter": lambda one: one.name[:1].islower(),
    "not found: not in the gazetteer": lambda one: not one.known,
    "not found: known name, not taken": always,
}
PLACED: Classes[Item] = {
    "found, no place given": lambda one: one.ours is not None and "lat" not in one.ours,
    "not in the gazetteer": lambda one: not one.known,
    "only others of the name in the gazetteer": lambda one: one.right is None,
    "other words taken as the name": lambda one: one.chosen is None,
    "wrong country": lambda one: _of(one.right).country != _of(one.chosen).country,
    "same country, larger of the name taken": lambda one: _larger(one.chosen, one.right),
    "same country, smaller of the name taken": always,
}


def _of(place: Place | None) -> Place:
    assert place is not None
    return place


def _larger(one: Place | None, other: Place | None) -> bool:
    return _of(one).population >= _of(other).population


def errors(rows: Sequence[Row], answers: Sequence[Row], book: Book) -> Iterator[str]:
    """The classes of names that were missed, of places too far off, of names nobody marked."""
    for row, answer in zip(rows, answers, strict=True):
        taken: set[int] = set()
        for gold in row["toponyms"]:
            over = [
                at for at, each in enumerate(answer["toponyms"])
                if at not in taken and _meet(gold, each)
            ]  # fmt: skip
            taken |= set(over[:1])
            ours = answer["toponyms"][over[0]] if over else None
            name = row["text"][gold["start"] : gold["end"]]
            known = [place for place, _ in book.gazetteer.named(name)]
            one = Item(gold, ours, name, known)
            if ours is None:
                yield first(FOUND, one)
            elif _far(gold, ours):
                yield f"placed: {first(PLACED, one)}"
        for at, each in enumerate(answer["toponyms"]):
            if at not in taken:
                yield f"nobody marked it{'' if 'lat' in each else ', no place given'}"


def _far(gold: Row, ours: Row) -> bool:
    if "lat" not in gold:
        return False
    return "lat" not in ours or kilometres(gold, ours["lat"], ours["lon"]) > NEAR_KM


def _meet(one: Row, other: Row) -> bool:
    return bool(one["start"] < other["end"] and other["start"] < one["end"])

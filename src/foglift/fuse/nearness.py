"""When two places may be one: a town and its province, a site and what lies close by. Every answer
is about two places only, and each place says under which keys it may be met."""

from collections.abc import Iterator
from functools import cache
from math import cos, isnan, radians

from foglift.codebook.gazetteer import Gazetteer

NEAR_KM = 5.0
DEGREE_KM = 111.2
_WIDE = ("county", "region")
_PARTS = ("neighbourhood", "site")
Key = tuple[str, ...]


class Nearness:
    """Answers are kept: places are asked about again and again."""

    def __init__(self, places: Gazetteer) -> None:
        self._places = places
        self.between = cache(self._between)
        self.filed = cache(self._filed)
        self.asked = cache(self._asked)

    def _between(self, one: str, other: str) -> str:
        """Why two different places may be one, "" when they may not: "Hama lies in Hama
        province". Equal in both orders."""
        low, high = sorted((one, other))
        return (
            self._inside(low, high)
            or self._inside(high, low)
            or (self._beside(low, high) if self._is_part(low) or self._is_part(high) else "")
        )

    def _inside(self, inner: str, outer: str) -> str:
        around, part = self._places.place(outer), self._is_part(inner)
        if around.country != self._places.place(inner).country:
            return ""
        if around.kind not in _WIDE and not (part and self._close(inner, outer)):
            return ""
        lies = self._places.within(inner, outer)
        return f"{self._name(inner)} lies in {self._name(outer)}" if lies else ""

    def _beside(self, one: str, other: str) -> str:
        if not self._close(one, other):
            return ""
        km = self._places.distance(one, other)
        return f"{km:.0f} km from {self._name(one)} to {self._name(other)}" if km <= NEAR_KM else ""

    def _close(self, one: str, other: str) -> bool:
        apart = abs(self._places.place(one).lat - self._places.place(other).lat)
        return apart < NEAR_KM / DEGREE_KM

    def _is_part(self, place: str) -> bool:
        return self._places.place(place).kind in _PARTS

    def _name(self, place: str) -> str:
        return self._places.place(place).name

    # ------------------------------------------------------------------------------- keys

    def _filed(self, place: str) -> tuple[Key, ...]:
        """Under what a place is filed. Of two places that may be one each asks for a key that the
        other is filed under."""
        areas = [("in", area) for area in self._places.areas(place)]
        around = (
            [("around", *field) for field in self._fields(place)] if self._is_part(place) else []
        )
        return ("at", place), *areas, *around

    def _asked(self, place: str) -> tuple[Key, ...]:
        areas = [("at", area) for area in self._places.areas(place)]
        near = self._places.near(place, NEAR_KM) if self._is_part(place) else ()
        beside = [("at", other.id) for other in near]
        return ("at", place), *areas, ("in", place), *beside, ("around", *self._field(place))

    def _fields(self, place: str) -> Iterator[Key]:
        """The field of the map that a place is in, and those around it."""
        for north in (-1, 0, 1):
            yield from (self._field(place, north, east) for east in (-1, 0, 1))

    def _field(self, place: str, north: int = 0, east: int = 0) -> Key:
        """A field, as wide and as high as what is near at least."""
        spot = self._places.place(place)
        if isnan(spot.lat):  # nobody knows where it is
            return ()
        high = NEAR_KM / DEGREE_KM
        row = int(spot.lat // high) + north
        wide = high / max(0.05, cos(radians((abs(row) + 2) * high)))
        return str(row), str(int(spot.lon // wide) + east)


@cache
def nearness(places: Gazetteer) -> Nearness:
    """The one of a gazetteer."""
    return Nearness(places)

"""Some of the gazetteer's places, to ask which of them lie near a place or in an area."""

from collections.abc import Iterable, Mapping
from functools import cached_property, lru_cache

import numpy as np
import numpy.typing as npt

from foglift.codebook.gazetteer import POINTS, Gazetteer, Place, haversine


class Among:
    """The places of those ids, as far as the gazetteer knows them.

    `among.near("wof:421202161", 40)` asks a few hundred places where `Gazetteer.near` asks all.
    """

    def __init__(self, gazetteer: Gazetteer, ids: Iterable[str]) -> None:
        self._gazetteer = gazetteer
        self._known = [gazetteer.place(id) for id in ids if gazetteer.knows(id)]
        self._points = [place for place in self._known if place.kind in POINTS]

    def near(self, id: str, km: float) -> list[Place]:
        """Those towns, quarters and sites at most `km` kilometres away, nearest first, without
        the place itself."""
        lats, lons = self._radians
        away = haversine(self._gazetteer.place(id), lats, lons)
        found = ((float(away[at]), self._points[at]) for at in np.flatnonzero(away <= km))
        ordered = sorted(found, key=lambda hit: (hit[0], hit[1].id))
        return [place for _, place in ordered if place.id != id]

    def inside(self, area: str) -> tuple[str, ...]:
        """The ids of those that lie in an area, itself left out; none for what is no area."""
        return self._inside.get(area, ())

    @cached_property
    def _radians(self) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.float64]]:
        where = [(place.lat, place.lon) for place in self._points]
        lats, lons = np.radians(np.array(where, dtype=np.float64).reshape(-1, 2)).T
        return lats, lons

    @cached_property
    def _inside(self) -> Mapping[str, tuple[str, ...]]:
        found: dict[str, list[str]] = {}
        for place in self._known:
            for area in self._gazetteer.around(place.id):
                found.setdefault(area, []).append(place.id)
        return {area: tuple(ids) for area, ids in found.items()}


@lru_cache(maxsize=8)
def among(gazetteer: Gazetteer, ids: tuple[str, ...]) -> Among:
    """The places of those ids; kept, for most pictures tell of the same places as the last."""
    return Among(gazetteer, ids)

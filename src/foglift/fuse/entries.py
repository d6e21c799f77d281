"""A report as the ledger has it, and who had a place by what the reports said that were known on
some other day."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from foglift.fuse import control
from foglift.fuse import ground as grounds
from foglift.fuse.blocks import Shelf
from foglift.fuse.ground import Evidence, Ground, place_of
from foglift.fuse.happening import Happening
from foglift.fuse.rulings import Rulings
from foglift.fuse.sightings import concerned
from foglift.fuse.tellers import Tellers
from foglift.model import Claim, ControlSpell, Report


@dataclass(slots=True, eq=False)
class Entry:
    """A report and its claims by id; what is filed of it, each with the happening it tells of and
    the sides it names as tenants of its place."""

    report: Report
    claims: dict[str, Claim]
    filed: list[tuple[Evidence, Happening | None, frozenset[str]]] = field(default_factory=list)
    teller: Tellers = frozenset()

    @property
    def day(self) -> int:
        """The ordinal of the day from which it is known; 0 for always."""
        return self.report.published.toordinal() if self.report.published else 0

    def known(self, known_by: date) -> bool:
        return self.day <= known_by.toordinal()

    def evidence(self, decided: Rulings) -> list[Evidence]:
        """Its claims as people judged them, by id."""
        standing = decided.standing(self.report.id, self.claims.values())
        return [Evidence(self.report, claim) for claim in standing]


def history(
    place: str, entries: Iterable[Entry], decided: Rulings, base: Ground
) -> tuple[ControlSpell, ...]:
    """The spells of a place from the reports that name it, as far as they were known."""
    told = {one.report.id: one.evidence(decided) for one in entries if one.known(base.told_by)}
    spots: Shelf[str, Evidence] = Shelf()
    for id, claims in told.items():
        base.theatres[id] = grounds.theatre(claims, base.lore)
        for one in claims:
            spots.put(place_of(one.claim), one)
    for spot, claims in spots.items():
        base.sides[spot] = grounds.tenants(claims, base)
    here = [one for one in spots.at(spots) if place in concerned(one.claim, base)]
    return control.history(place, here, base)

"""Which counts of dead belong to which incident: those told in the same sentence."""

from dataclasses import dataclass

from foglift.model import Incident, Tally
from foglift.publish.facts import Facts

REACH = 300


@dataclass(frozen=True)
class Deaths:
    """The dead of one incident: fatalities are `low`; None where no number is known."""

    low: int | None = None
    best: int | None = None
    high: int | None = None
    spread: bool = False


def deaths(known: Facts) -> dict[str, Deaths]:
    """Incident id -> its dead. A count is given to one incident only, the gravest of those told
    with it; running totals and counts of another time are given to none."""
    found: dict[str, Deaths] = {}
    places: dict[str, list[Incident]] = {}
    for one in known.picture.incidents:
        places.setdefault(one.place, []).append(one)
    for tally in known.picture.tallies:
        if tally.of == "killed" and not tally.cumulative and not tally.part_of:
            near = [one for one in places.get(tally.place, ()) if _fits(known, one, tally)]
            if near and near[0].id not in found:
                spread = bool(tally.since and tally.until and tally.since != tally.until)
                found[near[0].id] = Deaths(tally.low, tally.best, tally.high, spread)
    return found


def _fits(known: Facts, one: Incident, tally: Tally) -> bool:
    row = known.book.event(one.type, one.facet)
    if row.ucdp != "yes":
        return False
    return any(_together(known, a, b) for a in one.claims for b in tally.claims)


def _together(known: Facts, a: str, b: str) -> bool:
    """Whether two claims stand in one sentence of one report."""
    if a not in known.claims or b not in known.claims:
        return False
    (report, one), (other, two) = known.claims[a], known.claims[b]
    if report.id != other.id:
        return False
    first, last = sorted((one.evidence[0], two.evidence[0]))
    between = report.text[first.end : last.start]
    return len(between) <= REACH and not _stops(between)


def _stops(words: str) -> bool:
    return any(stop in words for stop in (". ", ".\n", "\n\n", "? ", "! ", ".” "))

"""How well what was told is put together again, by the picture and by its rivals."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from bench.war import sameness as alike
from bench.war import strikes, towns
from bench.war.marks import Marks, Sameness
from bench.war.rivals import Decided
from bench.war.towns import ASSESSED, CLAIMED, RIVALS
from bench.war.truth import War
from bench.war.words import Told
from foglift.codebook import Book
from foglift.fuse import Ledger
from foglift.model import Claim, Report


@dataclass
class Score:
    """A war's marks by method."""

    marks: dict[str, Marks]
    same: Sameness
    by_key: Sameness


def score(war: War, told: Sequence[Told], book: Book, step: int = 2) -> Score:
    """The marks of every method on every `step`th day, as known that day."""
    found = Score({name: Marks() for name in (ASSESSED, CLAIMED, *RIVALS)}, Sameness(), Sameness())
    days = war.days[step::step]
    days = days if days and days[-1] == war.days[-1] else (*days, war.days[-1])
    answers: dict[str, dict[date, Decided]] = {}
    for name, day, decided in towns.rivals(war, told, book):
        answers.setdefault(name, {})[day] = decided
    ledger = Ledger(book, days[0])
    for report, read in _readings(told):
        ledger.add(report, read)
    for day in days:
        ledger.move(day)
        seen = ledger.picture()
        for name, layer in ((ASSESSED, "assessed"), (CLAIMED, "claimed")):
            answers.setdefault(name, {})[day] = towns.held(seen, layer, war, book)
        for name, marks in found.marks.items():
            towns.control(war, day, answers[name][day], marks)
    towns.changes(war, seen, told, answers, book, found.marks)
    strikes.strikes(war, seen, told, book, found.marks)
    found.same = alike.sameness(
        told, {claim: one.id for one in seen.incidents for claim in one.claims}
    )
    found.by_key = alike.sameness(told, alike.keys(told))
    alike.invented(seen, told, found.same)
    alike.falling(seen, told, found.same)
    return found


def _readings(told: Iterable[Told]) -> Iterable[tuple[Report, list[Claim]]]:
    """The claims by report."""
    found: dict[str, tuple[Report, list[Claim]]] = {}
    for (report, claim), _ in told:
        found.setdefault(report.id, (report, []))[1].append(claim)
    return found.values()

"""Bulletins of invented counts with one inconsistency planted, and their twins without.

Each kind has its own way to go wrong, and its clean twin what only looks like it: a revision, an
old figure printed again, dead who were added late, parts that share people, claims of an enemy.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random

from foglift.codebook import Book
from foglift.fuse import Evidence
from foglift.model import (
    Attribution,
    Claim,
    Count,
    Faulty,
    Mention,
    Report,
    Span,
    When,
    Where,
    report_id,
    sealed,
)

EACH = 60
START = date(2025, 1, 6)
MONITORS = ("sohr", "snhr", "ocha")
OUTLETS = tuple(f"paper {number}" for number in range(8))


@dataclass(frozen=True)
class Case:
    """Some reports; `planted`: they have an inconsistency of this kind, else none of any."""

    kind: Faulty
    planted: bool
    evidence: tuple[Evidence, ...]


@dataclass
class Writer:
    """Writes reports of one case. `town` lies in `area`; `others` are towns apart from it."""

    chance: Random
    book: Book
    town: str
    area: str
    others: Sequence[str]
    source: str
    bad: bool
    evidence: list[Evidence] = field(default_factory=list)

    def report(self, day: date, *counts: Count, **about: object) -> list[Claim]:
        """One report of a day that gives these counts, by the case's source."""
        outlet = self.chance.choice(OUTLETS)
        return self._told(day, outlet, counts, about)

    def _told(
        self, day: date, outlet: str, counts: Sequence[Count], about: dict[str, object]
    ) -> list[Claim]:
        text = " ".join(f"w{self.chance.randrange(9000)}" for _ in range(40))
        report = Report(report_id(text, "", outlet, day), outlet, "news", text, published=day)
        made: list[Claim] = []
        for at, count in enumerate(counts):
            made.append(self.claim(report, count, at, about))
        return made

    def claim(self, report: Report, count: Count, at: int, about: dict[str, object]) -> Claim:
        source = str(about.get("source", self.source))
        day = report.published or START
        role = self.book.role(source)
        link = Attribution(
            Mention(Span(0, 1), source), "reports", role, self.book.side(source, day)
        )
        place = str(about.get("place", self.town))
        since = about.get("since", START if count.cumulative else day)
        until = about.get("until", day)
        assert isinstance(since, date)
        assert isinstance(until, date)
        claim = sealed(
            Claim(
                id="",
                report=report.id,
                evidence=(Span(3 * at, 3 * at + 2),),
                content=count,
                said_by=(link,),
                where=Where(Mention(Span(0, 1), place)) if place else None,
                when=When(since, until, "day"),
            )
        )
        self.evidence.append(Evidence(report, claim))
        return claim

    def beside(self, like: Claim, count: Count, **about: object) -> Claim:
        """Another count of the report that makes a claim."""
        report = next(one.report for one in self.evidence if one.claim.id == like.id)
        return self.claim(report, count, len(self.evidence) % 30 + 1, about)

    def rival(self) -> str:
        return self.chance.choice([one for one in MONITORS if one != self.source])


def killed(number: int, **more: object) -> Count:
    return Count("killed", number, number, **more)  # type: ignore[arg-type]


def people(word: str) -> Mention:
    return Mention(Span(0, 1), f"people:{word}")


def _days(chance: Random, first: int = 4, last: int = 12) -> list[date]:
    return [START + timedelta(days=number) for number in range(3, 3 + chance.randint(first, last))]


def _rising(write: Writer, days: Sequence[date]) -> list[int]:
    """Running totals of a source over the days, some of them printed by several papers."""
    total, totals = write.chance.randint(40, 400), []
    for day in days:
        total += write.chance.randint(1, 40)
        totals.append(total)
        for _ in range(write.chance.choice((1, 1, 2))):
            write.report(day, killed(total, cumulative=True))
    return totals


def part(write: Writer) -> None:
    days = _days(write.chance)
    total = _rising(write, days)[-1]
    number = (
        total + write.chance.randint(1, 30) if write.bad else total - write.chance.randint(0, 30)
    )
    whole = write.report(days[-1], killed(total, cumulative=True), place=write.area)[0]
    told = whole.id if write.chance.random() < 0.5 else ""
    if write.chance.random() < 0.5:
        write.beside(whole, killed(number, cumulative=True, part_of=told))
    else:
        inner = killed(number, cumulative=True, part_of=told, whom=people("children"))
        write.beside(whole, inner, place=write.area)


def parts_above(write: Writer) -> None:
    total = write.chance.randint(60, 400)
    whole = write.report(START, killed(total))[0]
    first = write.chance.randint(total // 2, total - 10)
    second = total - first + (write.chance.randint(1, 9) if write.bad else 0)
    if write.chance.random() < 0.5:
        for number, where in ((first, write.others[0]), (second, write.others[1])):
            write.beside(whole, killed(number, part_of=whole.id), place=where)
    else:
        for number, word in ((first, "women"), (second, "girls")):
            write.beside(whole, killed(number, part_of=whole.id, whom=people(word)))
        if not write.bad:  # civilians and women share people
            write.beside(whole, killed(total - 5, part_of=whole.id, whom=people("civilians")))


def parts_below(write: Writer) -> None:
    total = write.chance.randint(8, 60)
    whole = write.report(START, killed(total))[0]
    late = write.chance.randint(1, total // 2)
    new = total - late - (write.chance.randint(1, 3) if write.bad else 0)
    sure = write.chance.random() < 0.8 or write.bad
    write.beside(whole, killed(new, part_of=whole.id, manner="new", complete=sure))
    write.beside(whole, killed(late, part_of=whole.id, manner="recovered", complete=sure))


def casualties(write: Writer) -> None:
    dead, hurt = write.chance.randint(3, 60), write.chance.randint(3, 90)
    both = dead + hurt + (write.chance.choice((-2, -1, 1, 5)) if write.bad else 0)
    whole = write.report(START, Count("killed-or-wounded", both, both))[0]
    write.beside(whole, killed(dead))
    write.beside(whole, Count("wounded", hurt, hurt))


def day_above(write: Writer) -> None:
    days = _days(write.chance)
    total = _rising(write, days)[-1]
    day = days[write.chance.randrange(len(days))]
    high = total + write.chance.randint(1, 20)
    if write.bad:
        write.report(day, killed(high))
    else:
        write.report(day, killed(total - 1))
        write.report(START - timedelta(days=3), killed(high))  # before the total begins
        soldiers = Mention(Span(0, 1), "syrian-army")
        write.report(day, killed(high, whom=soldiers), source="hts")  # a ceiling by the enemy


def falls(write: Writer) -> None:
    days = _days(write.chance, 5)
    totals = _rising(write, days)
    after = days[-1] + timedelta(days=1)
    lower = totals[-1] - write.chance.randint(1, min(30, totals[-1] - totals[0]))
    while lower in totals:
        lower -= 1
    if write.bad:
        write.report(after, killed(lower, cumulative=True))
    elif write.chance.random() < 0.5:
        write.report(after, killed(lower, cumulative=True, revised=True))
    else:
        write.report(after, killed(totals[-3], cumulative=True))  # an old figure printed again
    write.report(after, killed(totals[0], cumulative=True), source=write.rival())


def increments(write: Writer) -> None:
    total = write.chance.randint(100, 900)
    days = _days(write.chance, 5)
    wrong = days[write.chance.randrange(1, len(days))] if write.bad else None
    for day in days:
        new = write.chance.randint(1, 30)
        total += new
        late = write.chance.randint(1, 6) if write.chance.random() < 0.3 else 0
        total += late
        said = new + write.chance.choice((-1, 2, 5)) if day == wrong else new
        said = said if said != new + late else said + 1
        bulletin = write.report(day, killed(total, cumulative=True))[0]
        write.beside(bulletin, killed(said if day == wrong else new))
        if late:
            write.beside(bulletin, killed(late, manner="died-later"))
        if write.chance.random() < 0.2:
            total += 0


def cannot_both_be(write: Writer) -> None:
    days = _days(write.chance)
    total = write.chance.randint(60, 400)
    write.report(days[-1], killed(total, cumulative=True), place=write.area)
    over = total + write.chance.randint(1, 50)
    number = over if write.bad else total - write.chance.randint(0, 20)
    rival = write.rival()
    write.report(days[-2], killed(number, cumulative=True), source=rival)
    if not write.bad:  # since before the other begins; and by a later day
        write.report(
            days[-2], killed(over, cumulative=True), source=rival,
            since=START - timedelta(days=30), place=write.others[0],
        )  # fmt: skip
        later = days[-1] + timedelta(days=1)
        write.report(later, killed(over, cumulative=True), source=rival)


KINDS: dict[Faulty, Callable[[Writer], None]] = {
    "part above its whole": part,
    "parts above their whole": parts_above,
    "parts below their whole": parts_below,
    "killed and wounded do not add up": casualties,
    "day above its running total": day_above,
    "running total falls": falls,
    "increment does not match": increments,
    "cannot both be": cannot_both_be,
}


def cases(book: Book) -> Iterator[Case]:
    """So many cases of each kind, each with its clean twin of the same numbers but for one."""
    towns = _towns(book)
    for kind, make in KINDS.items():
        for number in range(EACH):
            for bad in (True, False):
                chance = Random(f"{kind} {number}")
                town, area, *others = chance.choice(towns)
                write = Writer(chance, book, town, area, others, chance.choice(MONITORS), bad)
                make(write)
                yield Case(kind, bad, tuple(write.evidence))


def _towns(book: Book) -> list[tuple[str, str, str, str]]:
    """Towns with the country that they lie in and two towns apart from them."""
    hama = next(place for place, _ in book.gazetteer.named("Hama") if place.kind == "locality")
    country = book.gazetteer.country(hama.country).id
    found = [
        place.id
        for place in (hama, *book.gazetteer.near(hama.id, 150))
        if place.kind == "locality" and place.country == hama.country
    ][:90]
    third = len(found) // 3
    return [
        (town, country, one, two)
        for town, one, two in zip(
            found[:third], found[third : 2 * third], found[2 * third : 3 * third], strict=True
        )
    ]

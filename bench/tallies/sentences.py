"""The planted inconsistencies as sentences, so that what is named is named from words."""

from collections.abc import Iterator
from datetime import date, timedelta
from random import Random

from bench import data
from bench.tallies.planted import Case
from bench.tasks.readings import readings
from foglift.codebook import Book
from foglift.fuse import Evidence
from foglift.model import Faulty

EACH = 12
FIRST = date(2025, 1, 13)
TOWNS = (("Rastan", "Homs province"), ("Saraqib", "Idlib province"), ("Suran", "Hama province"))
SOURCES = ("The Syrian Observatory for Human Rights", "The Syrian Network for Human Rights")
Told = list[tuple[date, str]]


def cases(book: Book) -> Iterator[Case]:
    """A dozen of each kind and their twins, read."""
    asked = [
        (kind, bad, _told(kind, Random(f"{kind} {number}"), bad))
        for kind in TEXTS
        for number in range(EACH)
        for bad in (True, False)
    ]
    reports = [
        [data.report(text, day, "Levant Wire") for day, text in told] for _, _, told in asked
    ]
    read = iter(readings([one for some in reports for one in some], book))
    for (kind, bad, _), some in zip(asked, reports, strict=True):
        found = [(one, claim) for one in some for claim in next(read)]
        yield Case(kind, bad, tuple(Evidence(*each) for each in found))


def _told(kind: Faulty, chance: Random, bad: bool) -> Told:
    town, area = chance.choice(TOWNS)
    slots = {"town": town, "area": area, "who": SOURCES[0], "rival": SOURCES[1]}
    texts, numbers = chance.choice(TEXTS[kind]), NUMBERS[kind](chance, bad)
    return [
        (FIRST + timedelta(days=number), text.format(**slots, **numbers))
        for number, text in enumerate(texts)
    ]


def _part(chance: Random, bad: bool) -> dict[str, int]:
    whole = chance.randint(60, 400)
    return {"n": whole, "m": whole + chance.randint(1, 20) * (1 if bad else -1)}


def _sum(chance: Random, bad: bool) -> dict[str, int]:
    whole = chance.randint(60, 400)
    first = chance.randint(whole // 3, whole // 2)
    return {"n": whole, "m": first, "k": whole - first + (chance.randint(1, 9) if bad else 0)}


def _all(chance: Random, bad: bool) -> dict[str, int]:
    whole = chance.randint(12, 40)
    first = chance.randint(3, 6)
    return {"n": whole, "m": first, "k": whole - first - (chance.randint(1, 3) if bad else 0)}


def _both(chance: Random, bad: bool) -> dict[str, int]:
    dead, hurt = chance.randint(13, 60), chance.randint(13, 90)
    return {"m": dead, "k": hurt, "n": dead + hurt + (chance.choice((-2, 4)) if bad else 0)}


def _series(chance: Random, bad: bool) -> dict[str, int]:
    one = chance.randint(100, 300)
    two = one + chance.randint(10, 30)
    three = two - chance.randint(11, 40) if bad else two + chance.randint(1, 30)
    while bad and three in (one, two):
        three -= 1
    return {"n": one, "m": two, "k": three}


def _bulletin(chance: Random, bad: bool) -> dict[str, int]:
    total, new = chance.randint(1_000, 3_000), chance.randint(12, 40)
    return {"n": total, "a": 15, "m": new, "k": total + new + (chance.randint(3, 9) if bad else 0)}


NUMBERS = {
    "part above its whole": _part,
    "parts above their whole": _sum,
    "parts below their whole": _all,
    "killed and wounded do not add up": _both,
    "day above its running total": _part,
    "running total falls": _series,
    "increment does not match": _bulletin,
    "cannot both be": _part,
}
TEXTS: dict[Faulty, tuple[tuple[str, ...], ...]] = {
    "part above its whole": (
        ("{who} said {n:,} people, including {m:,} in {town}, have been killed since last week.",),
        ("{who} said {n:,} people were killed in {area} on Monday, {m:,} of them civilians.",),
        ("{who} said {n:,} people had been killed since 6 January. Of these, {m:,} were "
         "children.",),
        ("{who} said {n:,} people, among them {m:,} women, had been killed in {area} since 6 "
         "January.",),
    ),
    "parts above their whole": (
        ("{who} said {n:,} people were killed in {area} on Monday, including {m:,} women and {k:,} "
         "children.",),
        ("{who} said {n:,} people were killed on Monday, including {m:,} civilians and {k:,} "
         "soldiers.",),
    ),
    "parts below their whole": (
        ("{who} counted bodies in {town}. Killed: {n:,} ({m:,} new and {k:,} recovered).",),
        ("Daily report of {who}, {town}\n\nNumber of dead: {n:,} ({m:,} new + {k:,} recovered).",),
    ),
    "killed and wounded do not add up": (
        ("{who} said {n:,} people were killed or wounded in {town} on Monday. {m:,} people were "
         "killed and {k:,} were wounded, it said.",),
        ("{who} said shelling killed or wounded {n:,} people in {town} on Monday. It said {m:,} "
         "people were killed and {k:,} were wounded.",),
    ),
    "day above its running total": (
        ("{who} said {m:,} people were killed in {town} on Sunday. Since 6 January, {n:,} people "
         "have been killed in {town}, it said.",),
        ("{who} said {m:,} people were killed in {town} on Monday.",
         "{who} said {n:,} people had been killed in {town} since 6 January."),
    ),
    "running total falls": (
        ("{who} said {n:,} people had been killed in {town} since 6 January.",
         "{who} said {m:,} people had been killed in {town} since 6 January.",
         "The number of people killed in {town} since 6 January has reached {k:,}, {who} said."),
        ("Since 6 January, {n:,} people have been killed in {area}, according to {who}.",
         "The death toll in {area} since 6 January rose to {m:,}, {who} said.",
         "{who} put the number of people killed in {area} since 6 January at {k:,}."),
    ),
    "increment does not match": (
        ("{who} said {a:,} people were killed in {town} on Monday, bringing the death toll since "
         "6 January to {n:,}.",
         "{who} said {m:,} people were killed in {town} on Tuesday, bringing the death toll since "
         "6 January to {k:,}."),
        ("Report of {who} on {town}\n\nNumber of people killed in the past 24 hours: {a:,}"
         "\n\nTotal number of people killed since 6 January: {n:,}",
         "Report of {who} on {town}\n\nNumber of people killed in the past 24 hours: {m:,}"
         "\n\nTotal number of people killed since 6 January: {k:,}"),
    ),
    "cannot both be": (
        ("{rival} said {m:,} people had been killed in {town} since 6 January.",
         "{who} said {n:,} people had been killed in {area} since 6 January."),
        ("{rival} said {m:,} children had been killed in {area} since 7 January.",
         "{who} said {n:,} people had been killed in {area} since 6 January."),
    ),
}  # fmt: skip

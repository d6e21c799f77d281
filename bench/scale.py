"""What a picture of many claims costs: to build it at once, to keep it when one report more comes,
and to ask it.

The war is generated with one density at every size: ten times the claims are of three times the
towns over three times the days. Reports tell of one to three towns each; a fifth are reprints; some
claims name only the province, the country or no place, or no day; some numbers are running totals
or parts of others.
"""

import gc
import json
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from datetime import date, timedelta
from functools import partial
from math import ceil, isqrt
from random import Random

import msgspec

from bench.fuse import ACTORS, CHANGES, SPEAKERS, TYPES, said_by
from foglift import codebook
from foglift.codebook import Book
from foglift.fuse import Ledger
from foglift.model import (
    Claim,
    Content,
    Control,
    Count,
    Event,
    Mention,
    Report,
    Span,
    When,
    Where,
    report_id,
    sealed,
)

COMMAND = "python -m bench scale"
SIZES = (10_000, 100_000, 1_000_000)
LAST = date(2024, 12, 5)
PER_REPORT = 6
_LEAST = 5_000  # people of a town
NEW, ASKED = 300, 200
Reading = tuple[Report, list[Claim]]


class War:
    """So many claims' worth of towns and days, and the reports of it."""

    def __init__(self, claims: int, book: Book, chance: Random) -> None:
        self.book, self.chance = book, chance
        self.days = max(14, isqrt(claims) * 6 // 10)
        hama = next(place for place, _ in book.gazetteer.named("Hama") if place.kind == "locality")
        near = book.gazetteer.near(hama.id, 2500, _LEAST)
        towns = [place for place in near if place.kind == "locality"]
        self.towns = [hama.id, *(place.id for place in towns)][: max(40, isqrt(claims) * 4)]
        self._texts: list[str] = []
        self._number = 0

    def readings(self, claims: int, day: date | None = None) -> Iterator[Reading]:
        """Reports of so many claims together, of that day or of any."""
        left = claims
        while left > 0:
            made = self.reading(min(PER_REPORT, left), day or self._day())
            left -= len(made[1])
            yield made

    def reading(self, claims: int, published: date) -> Reading:
        self._number += 1
        outlet, text = f"paper {self._number % 40}", self._text()
        report = Report(
            report_id(text, "", outlet, published), outlet, "news", text, published=published
        )
        towns = [self._town() for _ in range(self.chance.choice((1, 2, 3)))]
        made: dict[str, Claim] = {}
        for _ in range(claims):
            one = self._claim(report, published, self.chance.choice(towns), made)
            made[one.id] = one
        return report, list(made.values())

    def _town(self) -> str:
        """Half of all is told of one town in twenty."""
        few = self.chance.random() < 0.5
        return self.chance.choice(self.towns[: len(self.towns) // 20] if few else self.towns)

    def _day(self) -> date:
        return LAST - timedelta(days=self.chance.randrange(self.days))

    def _text(self) -> str:
        """A reprint of one of the last texts, or 250 words, of more where there are more towns."""
        if self._texts and self.chance.random() < 0.2:
            return self.chance.choice(self._texts)
        words = len(self.towns) * 8
        text = " ".join(f"w{self.chance.randrange(words)}" for _ in range(250))
        self._texts = [*self._texts[-20:], text]
        return text

    def _claim(self, report: Report, day: date, town: str, before: dict[str, Claim]) -> Claim:
        chance = self.chance
        at = chance.randrange(len(report.text) - 20)
        said = day - timedelta(days=chance.randrange(3))
        content = self._content(before)
        when = When(said, said, "day") if chance.random() < 0.8 else None
        if isinstance(content, Count) and content.cumulative:
            when = When(said.replace(day=1), None, "day")
        place = self._place(town)
        claim = Claim(
            id="",
            report=report.id,
            evidence=(Span(at, at + 20),),
            content=content,
            said_by=said_by(chance.choice(SPEAKERS), day, self.book),
            where=Where(Mention(Span(at, at + 4), place)) if place else None,
            when=when,
        )
        return sealed(claim)

    def _place(self, town: str) -> str:
        kind = self.chance.random()
        if kind > 0.09:
            return town
        if kind > 0.04:
            return next(iter(self.book.gazetteer.areas(town)), town)
        country = self.book.gazetteer.place(town).country
        return self.book.gazetteer.country(country).id if kind > 0.02 and country else ""

    def _content(self, before: dict[str, Claim]) -> Content:
        chance = self.chance
        actor = Mention(Span(0, 4), chance.choice(ACTORS))
        kind = chance.random()
        if kind < 0.6:
            return Event(chance.choice(TYPES), "", (actor,))
        if kind < 0.8:
            return Control(chance.choice(CHANGES), actor)
        number = ceil(90 ** chance.random())
        if kind < 0.82:
            return Count("killed", number * 20, number * 20, actor, cumulative=True)
        wholes = [id for id, one in before.items() if isinstance(one.content, Count)]
        part_of = wholes[0] if wholes and chance.random() < 0.3 else ""
        return Count("killed", number, number, actor, part_of=part_of)


def measured(claims: int) -> dict[str, float]:
    """Seconds and bytes of a ledger of so many claims."""
    book = codebook.load()
    war = War(claims, book, Random(11))
    ledger = Ledger(book, LAST)
    spent = 0.0
    for report, read in war.readings(claims):
        start = time.process_time()
        ledger.add(report, read)
        spent += time.process_time() - start
    start = time.process_time()
    ledger.settle()
    built = spent + time.process_time() - start
    start = time.process_time()
    picture = ledger.picture()
    shown = time.process_time() - start
    found = {"claims": claims, "built": built, "shown": shown, "memory": _memory()}
    found["incidents"], found["tallies"] = len(picture.incidents), len(picture.tallies)
    del picture
    gc.freeze()  # as desk.live does
    new = [_timed(partial(_told, ledger, made)) for made in _new(war)]
    found |= {"new": _median(new), "new 99": _high(new)}
    found["day"] = _timed(partial(_moved, ledger))
    for name, times in _asked(ledger, war).items():
        found |= {name: _median(times), f"{name} 99": _high(times)}
    return found


def _new(war: War) -> list[Reading]:
    """Reports of the last days, as they come in."""
    return [
        war.reading(PER_REPORT, LAST - timedelta(days=war.chance.choice((0, 0, 0, 0, 1, 2, 9))))
        for _ in range(NEW)
    ]


def _told(ledger: Ledger, made: Reading) -> None:
    ledger.add(*made)
    ledger.settle()


def _moved(ledger: Ledger) -> None:
    ledger.move(LAST + timedelta(days=1))
    ledger.settle()


def _asked(ledger: Ledger, war: War) -> dict[str, list[float]]:
    chance = war.chance
    asked: dict[str, list[float]] = {"held": [], "incidents of": [], "tallies of": []}
    for _ in range(ASKED):
        place = chance.choice(war.towns[: chance.choice((20, len(war.towns)))])
        day = LAST - timedelta(days=chance.randrange(war.days))
        known_by = min(LAST, day + timedelta(days=chance.randrange(9)))
        week = timedelta(days=6)
        asks = {
            "held": partial(ledger.history, place, day, known_by),
            "incidents of": partial(ledger.happened, place, day, day + week),
            "tallies of": partial(ledger.tallied, place),
        }
        for name, ask in asks.items():
            asked[name].append(_timed(ask))
    return asked


def _timed(act: Callable[[], object]) -> float:
    """Seconds of the processor."""
    start = time.process_time()
    act()
    return time.process_time() - start


def _memory() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024


def _median(times: Sequence[float]) -> float:
    return sorted(times)[len(times) // 2]


def _high(times: Sequence[float]) -> float:
    """What 99 of 100 stay under."""
    return sorted(times)[ceil(len(times) * 0.99) - 1]


def table(sizes: Sequence[int] = SIZES) -> str:
    """The costs at each size, each measured in a process of its own."""
    found = [json.loads(_run(size)) for size in sizes]
    rows = [
        ("build at once, s", lambda one: f"{one['built']:.1f}"),
        ("memory, GB", lambda one: f"{one['memory'] / 1e9:.2f}"),
        ("a claim, kB", lambda one: f"{one['memory'] / one['claims'] / 1e3:.1f}"),
        ("one new report, ms", lambda one: _pair(one, "new")),
        ("the day moves on, ms", lambda one: f"{one['day'] * 1e3:.0f}"),
        ("who holds a place on a day known by another, ms", lambda one: _pair(one, "held")),
        ("incidents of a place in a week, ms", lambda one: _pair(one, "incidents of")),
        ("tallies of a place, ms", lambda one: _pair(one, "tallies of")),
        ("the whole picture written out, s", lambda one: f"{one['shown']:.2f}"),
    ]
    lines = [
        f"| {COMMAND} | " + " | ".join(f"{one['claims']:,} claims" for one in found) + " |",
        "|---|" + "---|" * len(found),
    ]
    lines += [f"| {name} | " + " | ".join(cell(one) for one in found) + " |" for name, cell in rows]
    return "\n".join(lines)


def _pair(one: dict[str, float], name: str) -> str:
    """Median and 99 of 100, in milliseconds."""
    return f"{one[name] * 1e3:.1f} / {one[f'{name} 99'] * 1e3:.1f}"


def _run(size: int) -> str:
    command = [sys.executable, "-m", "bench.scale", str(size)]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


if __name__ == "__main__":
    sys.stdout.write(msgspec.json.encode(measured(int(sys.argv[1]))).decode())

"""How fast claims fuse into a picture.

The corpus is generated: a front of towns over sixty days, several outlets and reprints, the
claims spread over events, control and counts as in running reports.
"""

import time
from collections.abc import Iterator
from datetime import date, timedelta
from random import Random

import msgspec

from bench.figures import Figure, rounds
from foglift import codebook
from foglift.codebook import Book
from foglift.fuse import Evidence, picture
from foglift.model import (
    Attribution,
    Change,
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

COMMAND = "python -m bench fuse"
_CLAIMS = 10_000
DAY = date(2024, 12, 5)
DAYS = 60
PER_REPORT = 6
ACTORS = ("hts", "syrian-army", "sna", "sdf")
SPEAKERS = ("sohr", "hts", "syrian-army", "afp", "")
TYPES = ("AIRSTRIKE", "SHELLING", "CLASH", "ADVANCE", "CAPTURE", "DISPLACEMENT", "WITHDRAWAL")
CHANGES: tuple[Change, ...] = ("takes", "holds", "loses", "enters", "leaves")


def corpus(claims: int, book: Book, chance: Random) -> Iterator[Evidence]:
    """So many claims, six to a report of 250 words; a fifth of the reports are reprints."""
    hama = next(place for place, _ in book.gazetteer.named("Hama") if place.kind == "locality")
    towns = [hama.id, *(place.id for place in book.gazetteer.near(hama.id, 150))][:400]
    text = ""
    for number in range(-(-claims // PER_REPORT)):
        if not text or chance.random() > 0.2:
            text = " ".join(f"w{chance.randrange(3000)}" for _ in range(250))
        published = DAY - timedelta(days=chance.randrange(DAYS))
        outlet = f"paper {number % 40}"
        report = Report(
            report_id(text, "", outlet, published), outlet, "news", text, published=published
        )
        for _ in range(min(PER_REPORT, claims - number * PER_REPORT)):
            yield Evidence(report, _claim(report, published, towns, book, chance))


def _claim(report: Report, published: date, towns: list[str], book: Book, chance: Random) -> Claim:
    speaker = chance.choice(SPEAKERS)
    day = published - timedelta(days=chance.randrange(3))
    at = chance.randrange(len(report.text) - 20)
    return sealed(
        Claim(
            id="",
            report=report.id,
            evidence=(Span(at, at + 20),),
            content=_content(chance),
            said_by=said_by(speaker, published, book),
            where=Where(
                Mention(Span(at, at + 4), chance.choice(towns[: chance.choice((20, 400))]))
            ),
            when=When(day, day, "day"),
        )
    )


def said_by(speaker: str, day: date, book: Book) -> tuple[Attribution, ...]:
    if not speaker:
        return ()
    role = book.role(speaker)
    return (Attribution(Mention(Span(0, 4), speaker), "reports", role, book.side(speaker, day)),)


def _content(chance: Random) -> Content:
    actor = Mention(Span(0, 4), chance.choice(ACTORS))
    kind = chance.random()
    if kind < 0.6:
        return Event(chance.choice(TYPES), "", (actor,))
    if kind < 0.8:
        return Control(chance.choice(CHANGES), actor)
    number = chance.randrange(1, 90)
    return Count("killed", number, number, actor)


def figures(runs: int) -> Iterator[Figure]:
    """The time of a picture, beside that of only decoding its claims."""
    book = codebook.load()
    evidence = list(corpus(_CLAIMS, book, Random(11)))
    stored = [msgspec.json.encode(claim) for _, claim in evidence]

    def measure() -> tuple[float, float]:
        start = time.process_time()
        picture(evidence, (), book, DAY)
        built = time.process_time()
        for data in stored:
            msgspec.json.decode(data, type=Claim)
        return built - start, time.process_time() - built

    seconds, floor = rounds(runs, measure)
    name = f"picture of {_CLAIMS:,} claims"
    yield Figure(name, "s", seconds, COMMAND, floor, "decoding the claims")

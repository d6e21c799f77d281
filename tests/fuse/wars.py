"""Small wars for properties: a few of the pieces that are published of a war of four towns."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import lru_cache
from random import Random

import msgspec
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

from bench.war.regimes import REGIMES
from bench.war.reporters import pieces
from bench.war.sayings import Piece
from bench.war.truth import War, war
from bench.war.words import Told, claims
from foglift import codebook
from foglift.codebook import Book
from foglift.fuse import Evidence, picture
from foglift.model import Claim, Picture, Report

BOOK: Book = codebook.load()
TOWNS, DAYS, SEEDS = 4, 8, 60

few = settings(
    max_examples=15,
    derandomize=True,
    deadline=None,
    suppress_health_check=list(HealthCheck),
    print_blob=False,
)
many = settings(few, max_examples=400)


@lru_cache(maxsize=SEEDS * len(REGIMES))
def fought(seed: int, regime: int) -> tuple[War, tuple[Piece, ...]]:
    true = war(seed, BOOK, towns=TOWNS, days=DAYS, theatre=seed)
    busy = replace(REGIMES[regime], outlets=3, rumours=0.5)
    return true, tuple(pieces(true, busy, BOOK, Random(seed)))


@st.composite
def wars(draw: st.DrawFn) -> tuple[War, list[Piece]]:
    """A war and some of what is published of it."""
    true, published = fought(
        draw(st.integers(0, SEEDS - 1)), draw(st.integers(0, len(REGIMES) - 1))
    )
    numbers = st.integers(0, len(published) - 1)
    return true, [published[one] for one in draw(st.lists(numbers, max_size=30, unique=True))]


def told(published: Iterable[Piece]) -> list[Told]:
    return list(claims(published, BOOK))


def by_report(published: Iterable[Piece]) -> list[tuple[Report, list[Claim]]]:
    found: dict[str, tuple[Report, list[Claim]]] = {}
    for one in told(published):
        report, claim = one.evidence
        found.setdefault(report.id, (report, []))[1].append(claim)
    return list(found.values())


def seen(true: War, published: Iterable[Piece]) -> Picture:
    return fused(true, [one.evidence for one in told(published)])


def fused(true: War, evidence: Sequence[Evidence], known: int = -1) -> Picture:
    return picture(evidence, (), BOOK, true.days[-1], true.days[known])


def bytes_of(one: Picture) -> bytes:
    return msgspec.json.encode(one)

"""The table of recovered truth: every way to decide in every regime, over many wars."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from random import Random
from statistics import mean, median

from bench.war.marks import Marks, share
from bench.war.regimes import REGIMES, Regime
from bench.war.reporters import pieces
from bench.war.sayings import Piece
from bench.war.score import Score, score
from bench.war.truth import DAYS, TOWNS, war
from bench.war.words import Told, about, claims, told
from foglift import codebook
from foglift.codebook import Book
from foglift.fuse import Evidence
from foglift.read import READERS

SEEDS = 20
READ_SEEDS = 3
_READ = ("few copies", "biased parties")  # reading takes minutes
_WORKERS = 2
Column = tuple[str, Callable[[Marks], float | None]]
_book: Book

COLUMNS: tuple[Column, ...] = (
    ("decided %", lambda one: 100 * one.decided),
    ("right of these %", lambda one: 100 * one.accuracy),
    ("right of all %", lambda one: 100 * one.decided * one.accuracy),
    ("changes F1", lambda one: 100 * one.change_f1),
    ("days off", lambda one: mean(one.errors) if one.errors else None),
    ("dead exact %", lambda one: 100 * share(one.exact, one.numbers)),
    ("dead off %", lambda one: 100 * mean(one.off) if one.off else None),
    ("by whom right %", lambda one: 100 * share(one.blamed, one.blamed + one.misblamed)),
    ("by whom decided %", lambda one: 100 * share(one.blamed + one.misblamed, _hands(one))),
)


def _hands(one: Marks) -> int:
    return one.blamed + one.misblamed + one.unblamed


def fought(
    seed: int, regime: Regime, book: Book, read: bool = False, towns: int = TOWNS, days: int = DAYS
) -> Score:
    """The score of the war of that seed: with the claims as meant, or as read from the texts."""
    true = war(seed, book, towns, days, theatre=seed)
    published = pieces(true, regime, book, Random(seed + 1))
    heard = list(_read(published, book) if read else claims(published, book))
    return score(true, heard, book)


def _read(published: Iterable[Piece], book: Book) -> Iterator[Told]:
    """The claims that the reader finds in the texts."""
    reader = READERS["rules"]
    for piece in published:
        report, lines = told(piece, book)
        for claim in reader.read(report, book):
            yield Told(Evidence(report, claim), about(claim, lines))


def table(seeds: int = SEEDS, read: bool = False) -> str:
    """Medians and spreads over the wars of so many seeds, for every regime."""
    regimes = [one for one in REGIMES if not read or one.name in _READ]
    asked = [(seed, regime, read) for regime in regimes for seed in range(seeds)]
    with ProcessPoolExecutor(_WORKERS, get_context("spawn"), _hire) as pool:
        found = list(pool.map(_fought, asked, chunksize=2))
    blocks = []
    for number, regime in enumerate(regimes):
        scores = found[number * seeds : (number + 1) * seeds]
        blocks += [f"\n{regime.name}, {seeds} wars", *ways(scores)]
    blocks += ["\nIncidents and numbers of the picture", *_own(found, regimes)]
    return "\n".join(blocks)


def _hire() -> None:
    global _book
    _book = codebook.load()


def _fought(asked: tuple[int, Regime, bool]) -> Score:
    seed, regime, read = asked
    return fought(seed, regime, _book, read)


def ways(scores: Sequence[Score]) -> Iterator[str]:
    yield _row("way to decide", *(name for name, _ in COLUMNS))
    yield _row("---", *("---:" for _ in COLUMNS))
    for way in scores[0].marks:
        cells = []
        for _, of in COLUMNS:
            values = [value for one in scores if (value := of(one.marks[way])) is not None]
            cells.append(spread(values))
        yield _row(way, *cells)


def _own(found: Sequence[Score], regimes: Sequence[Regime]) -> Iterator[str]:
    seeds = len(found) // len(regimes)
    yield _row(
        "regime", "pairs F1", "the same by type, place and day", "told as two %", "invented %",
        "true number within low to high %", "falling totals named",
    )  # fmt: skip
    yield _row(*["---"] + ["---:"] * 6)
    for number, regime in enumerate(regimes):
        scores = found[number * seeds : (number + 1) * seeds]
        same = [one.same for one in scores]
        marks = [next(iter(one.marks.values())) for one in scores]
        yield _row(
            regime.name,
            spread([100 * one.f1 for one in same]),
            spread([100 * one.by_key.f1 for one in scores]),
            spread([100 * share(one.twins, one.happenings) for one in same]),
            spread([100 * share(one.invented, one.grave) for one in same]),
            spread([100 * share(one.within, one.numbers) for one in marks]),
            f"{sum(one.falls_named for one in same)} of {sum(one.falls for one in same)}",
        )


def spread(values: Sequence[float]) -> str:
    """The median, and between which values the middle half lies: "95 (91-98)"."""
    if not values:
        return "-"
    ordered = sorted(values)
    quarter = len(ordered) // 4
    low, high = ordered[quarter], ordered[len(ordered) - 1 - quarter]
    return f"{_shown(median(ordered))} ({_shown(low)}-{_shown(high)})"


def _shown(value: float) -> str:
    return f"{value:.0f}" if value >= 10 or value == int(value) else f"{value:.1f}"


def _row(*cells: str) -> str:
    return f"| {' | '.join(cells)} |"

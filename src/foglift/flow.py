"""The main path: files to reports, reports to claims, claims to a picture, the picture to people.

This is the one place where the stages meet.
"""

import os
import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import BrokenExecutor, ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import partial
from multiprocessing import get_context
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

import msgspec

from foglift import fuse, ingest, publish
from foglift import store as stores
from foglift.codebook import Book
from foglift.ingest import Arrival, Options, Problem
from foglift.model import Brief, Claim, Issue, Picture, Report, Shift
from foglift.store import Store

if TYPE_CHECKING:
    from foglift.read import Reader

Known = list[tuple[Report, Claim]]
Findings = tuple[list[Claim], list[Issue]]
Finish = Callable[[], bytes]
Begin = Callable[[Report], Finish]

# Reports begun before the first of them is kept, for each worker: none waits for a slow one.
_AHEAD = 4
# A worker has one thread, so that workers do not crowd each other out.
_THREADS = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")


class AskError(ValueError):
    """What was asked for cannot be given; the message says why, in one line."""


@dataclass
class Run:
    """What one run of `read` did: reports read, reports known before, claims, problems."""

    read: int = 0
    known: int = 0
    claims: int = 0
    problems: list[Problem] = field(default_factory=list)

    @property
    def failed(self) -> bool:
        return any(problem.level == "error" for problem in self.problems)


# ---------------------------------------------------------------------------- files to claims


def read(
    paths: Iterable[str | Path],
    book: Book,
    store: Store,
    options: Options,
    reader: str = "rules",
    workers: int = 1,
    watch: Callable[[Run], None] = lambda run: None,
    note_known: bool = True,
) -> Run:
    """Reads every report of the paths that the store does not hold yet; `watch` is called after
    each. The store is the same whatever the number of `workers` (processes). With `note_known` it
    is noted where else a report that is known was met.

    Raises StoreError where the store does not let it, AskError when a worker dies; never for what
    is in a file.
    """
    run, begun = Run(), set[str]()
    version = _reader(reader).key(book)

    def is_new(report: Report) -> bool:
        known = report.id in begun or store.has(report.id, version)
        begun.add(report.id)
        return not known

    with _readers(reader, book, workers) as begin:
        ahead = 0 if workers == 1 else workers * _AHEAD
        for arrival, finish in _begun(ingest.arrivals(paths, options), is_new, begin, ahead):
            if isinstance(arrival, Problem):
                run.problems.append(arrival)
            elif finish is None:
                if note_known:
                    store.saw(arrival.report, arrival.raw)
                run.known += 1
            else:
                _keep(arrival, finish, version, store, run)
            watch(run)
    return run


def reread(reports: Iterable[Report], book: Book, store: Store, reader: str = "rules") -> int:
    """Reads reports of the store anew, by a codebook that has changed; how many there were."""
    version, number = _reader(reader).key(book), 0
    for report in reports:
        claims, issues = msgspec.json.decode(_findings(reader, book, report), type=Findings)
        store.add(report, claims, issues, version)
        number += 1
    return number


def _keep(arrival: Arrival, finish: Finish, version: str, store: Store, run: Run) -> None:
    """Keeps a reading. A report on which the reader fails costs that report, not the run."""
    try:
        claims, issues = msgspec.json.decode(finish(), type=Findings)
    except BrokenExecutor:
        raise
    except Exception as error:
        reason = f"{type(error).__name__}: {error}"
        run.problems.append(Problem(arrival.report.path, "reader", reason))
        return
    store.add(arrival.report, claims, issues, version, arrival.raw)
    run.read += 1
    run.claims += len(claims)


def _begun(
    arrivals: Iterable[Arrival | Problem],
    is_new: Callable[[Report], bool],
    begin: Begin,
    ahead: int,
) -> Iterator[tuple[Arrival | Problem, Finish | None]]:
    """Each arrival in order with what finishes its reading (None where there is none to do),
    handed over when those `ahead` of it have been begun."""
    waiting = deque[tuple[Arrival | Problem, Finish | None]]()
    for arrival in arrivals:
        finish = None
        if isinstance(arrival, Arrival) and is_new(arrival.report):
            finish = begin(arrival.report)
        waiting.append((arrival, finish))
        if len(waiting) > ahead:
            yield waiting.popleft()
    yield from waiting


@contextmanager
def _readers(reader: str, book: Book, workers: int) -> Iterator[Begin]:
    """What begins the reading of a report: here when it is asked for, or in a worker at once."""
    if workers == 1:
        yield lambda report: partial(_findings, reader, book, report)
        return
    for name in _THREADS:
        os.environ.setdefault(name, "1")  # workers inherit it
    pool = ProcessPoolExecutor(workers, get_context("spawn"), _hire, (reader, book))
    try:
        yield lambda report: pool.submit(_findings_here, report).result
    except BrokenExecutor as error:
        raise AskError("a worker process died; what was read before is kept") from error
    finally:
        pool.shutdown(cancel_futures=True)


def _findings(reader: str, book: Book, report: Report) -> bytes:
    """The claims and issues of a report, encoded: so they are the same from a worker as from
    here (a pickled claim is equal, but its defaults no longer encode as defaults)."""
    from foglift.read import check

    chosen = _reader(reader)
    return msgspec.json.encode(check(report, chosen.read(report, book), book, chosen.version))


_hired: Callable[[Report], bytes]


def _hire(reader: str, book: Book) -> None:
    """Readies a worker process. An interrupt is for the process that hired it."""
    global _hired
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _hired = partial(_findings, reader, book)


def _findings_here(report: Report) -> bytes:
    return _hired(report)


def _reader(name: str) -> "Reader":
    """The reader of that name. Raises AskError when there is none."""
    from foglift.read import READERS  # loads the language: seconds, which only reading needs

    if name not in READERS:
        raise AskError(f"no reader is called '{name}'; there are {', '.join(READERS)}")
    return READERS[name]


# ------------------------------------------------------------------------- claims to a picture


def known(store: Store, known_by: date | None = None) -> Known:
    """What the reports published by that day claim, as people judged it by then: without what they
    rejected, with what they corrected and added. All that is known where no day is given."""
    return fuse.judged(store.claims(until=known_by), store.judgements(), known_by or date.max)


def pictured(store: Store, picture: Picture) -> Known:
    """The claims that were known when a picture was made, as people judged them by then."""
    by = date.max if picture.all_judged else picture.known_by
    return fuse.judged(store.claims(until=picture.known_by), store.judgements(), by)


def picture(
    store: Store, book: Book, day: date | None = None, known_by: date | None = None
) -> Picture:
    """What the stored claims add up to about a day. By default it is the last day of a report, and
    all that people have judged counts, also what they judged later."""
    claims, judgements = list(store.claims(until=known_by)), list(store.judgements())
    latest = day is None and known_by is None
    return fuse.picture(claims, judgements, book, day or last_day(claims), known_by, latest)


def changes(
    store: Store,
    book: Book,
    since: date | None = None,
    since_known_by: date | None = None,
    day: date | None = None,
    known_by: date | None = None,
) -> tuple[Shift, ...]:
    """In what the picture of a day, by default the last day of a report, is another than that of
    an earlier day, by default the day before; each difference with what brought it."""
    claims, judgements = list(store.claims()), list(store.judgements())
    latest = day is None and known_by is None
    day = day or last_day([one for one in claims if _by(one, known_by)])
    since = since or day - timedelta(days=1)
    after = fuse.picture(claims, judgements, book, day, known_by, latest)
    before = fuse.picture(claims, judgements, book, since, since_known_by, latest)
    return fuse.changes(
        fuse.seen(before, claims, judgements), fuse.seen(after, claims, judgements), book
    )


def two_days(
    store: Store, book: Book, day: date | None = None, known_by: date | None = None
) -> tuple[Picture, Picture]:
    """The picture of the day before, as that was known then or in hindsight is known now, and the
    picture of the day, which comes of it by moving on and so costs hardly more."""
    claims, judgements = list(store.claims()), list(store.judgements())
    latest = day is None and known_by is None
    day = day or last_day([one for one in claims if _by(one, known_by)])
    yesterday, hindsight = (
        day - timedelta(days=1),
        known_by if known_by and known_by > day else None,
    )
    if known_by and known_by < day:
        before = fuse.picture(claims, judgements, book, yesterday, hindsight, latest)
        return before, fuse.picture(claims, judgements, book, day, known_by, latest)
    kept = fuse.ledger(claims, judgements, book, yesterday, hindsight, latest)
    before = kept.picture()
    kept.move(day, known_by)
    return before, kept.picture()


def since_yesterday(
    store: Store, book: Book, picture: Picture, before: Picture | None = None
) -> tuple[Shift, ...]:
    """In what a picture is another than that of the day before: as that was known then; a picture
    in hindsight than what is known of the day before now."""
    claims, judgements = list(store.claims()), list(store.judgements())
    if before is None:
        by = picture.known_by if picture.known_by > picture.as_of else None
        yesterday = picture.as_of - timedelta(days=1)
        before = fuse.picture(claims, judgements, book, yesterday, by, picture.all_judged)
    return fuse.changes(
        fuse.seen(before, claims, judgements), fuse.seen(picture, claims, judgements), book
    )


def _by(one: tuple[Report, Claim], known_by: date | None) -> bool:
    published = one[0].published
    return known_by is None or published is None or published <= known_by


def last_day(claims: Known) -> date:
    """The day of the latest dated report, the day the brief is about when none is asked for.

    Raises AskError when no report is dated.
    """
    days = [report.published for report, _ in claims if report.published]
    if not days:
        said = "no report here has a date: say which day" if claims else "no claims have been read"
        raise AskError(said)
    return max(days)


def brief(store: Store, book: Book, day: date | None = None, known_by: date | None = None) -> Brief:
    """The brief of a day, every sentence with the claims it stands on."""
    before, seen = two_days(store, book, day, known_by)
    shifts = since_yesterday(store, book, seen, before)
    return publish.brief(seen, pictured(store, seen), book, shifts)


def lying(name: str, book: Book) -> Callable[[str], bool]:
    """Whether a ref is the place of that name, or id, or lies in it. Raises AskError when there is
    no such place."""
    gazetteer = book.gazetteer
    named = gazetteer.named(name)
    ids = [each.id for each, is_main in named if is_main] or [each.id for each, _ in named]
    if gazetteer.knows(name):
        ids = [name]
    if not ids:
        raise AskError(f"no place is called '{name}'")
    return lambda ref: any(gazetteer.within(ref, id) for id in ids)


# --------------------------------------------------------------------------------- does it hold


def verify(store: Store, book: Book) -> list[str]:
    """One line for everything that does not hold; [] when all does.

    Everything in the store is as it was added, every span lies in its report, the picture is the
    same to the byte whatever the order of the claims and stands on claims of the store, and every
    sentence of the brief has the footnotes that carry it.
    """
    return [*stores.verify(store), *_astray(store), *_rebuilt(store, book)]


def _astray(store: Store) -> Iterator[str]:
    from foglift.read.check import spans

    for report, claim in known(store):
        for span in spans(claim):
            if not 0 <= span.start < span.end <= len(report.text):
                yield f"claim {claim.id}: characters {span.start}-{span.end} are not in its report"


def _rebuilt(store: Store, book: Book) -> Iterator[str]:
    read, judgements = list(store.claims()), list(store.judgements())
    if not any(report.published for report, _ in read):
        return
    day = last_day(read)
    first = fuse.picture(read, judgements, book, day, all_judged=True)
    shuffled, turned = read.copy(), judgements[::-1]
    Random(1).shuffle(shuffled)
    second = fuse.picture(shuffled, turned, book, day, all_judged=True)
    if msgspec.json.encode(first) != msgspec.json.encode(second):
        yield f"picture of {day}: not the same when the claims come in another order"
    claims = pictured(store, first)
    ids = {claim.id for _, claim in claims}
    kinds = (
        first.incidents,
        first.tallies,
        first.control,
        first.threats,
        first.covers,
        first.intentions,
    )
    pointed = {id for kind in kinds for derived in kind for id in derived.claims}
    pointed |= {id for one in first.intentions for id in one.deciding}
    for id in sorted(pointed - ids):
        yield f"picture of {day}: stands on claim {id}, which is not in the store"
    shifts = since_yesterday(store, book, first)
    text = publish.brief(first, claims, book, shifts)
    for fault in publish.check_brief(text, first, claims, book, shifts):
        yield f"brief of {day}: {fault}"

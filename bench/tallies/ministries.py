"""The daily bulletins of health ministries: whether the picture gives each day's numbers back, and
what does not fit in them."""

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from bench import data
from bench.tasks.readings import readings
from foglift.codebook import Book
from foglift.fuse import Evidence, picture
from foglift.model import (
    Attribution,
    Claim,
    Count,
    Counted,
    Mention,
    Picture,
    Report,
    Series,
    Span,
    Tally,
    When,
    Where,
    report_id,
    sealed,
)

FOLDER = data.SHARED / "benchmarks" / "tally_gaza"
# Whose bulletins a row of the series is from; what the collectors filled in is nobody's.
SOURCES = {
    "mohtel": "gaza-health-ministry",
    "gmotel": "gaza-media-office",
    "moph_lb": "lebanon-health-ministry",
    "un": "ocha",
    "ocha": "ocha",
}
BEGINNINGS = {
    "gaza": (date(2023, 10, 7),),
    "west-bank": (date(2023, 10, 7),),
    "lebanon": (date(2023, 10, 8), date(2026, 3, 2)),
}
NAMES = {"gaza": "Gaza Strip", "west-bank": "West Bank", "lebanon": "Lebanon"}
COUNTS: dict[str, tuple[Counted, str]] = {
    "killed": ("killed", ""),
    "injured": ("wounded", ""),
    "killed_children": ("killed", "children"),
    "killed_women": ("killed", "women"),
    "injured_children": ("wounded", "children"),
}
Row = dict[str, object]


def report(book: Book) -> str:
    """The figures as lines; "" where the shared folder is not there."""
    if not FOLDER.exists():
        return ""
    rows = [row for row in _rows("series_dev.jsonl") if str(row["source"]) in SOURCES]
    evidence = [one for row in rows for one in _claims(row, book)]
    whole = picture(evidence, (), book, _day(rows[-1]) + timedelta(days=60))
    lines = ["daily bulletins of health ministries, as numbers", *_figures(whole, rows, evidence)]
    lines += ["daily bulletins of health ministries, read", *_read(book, rows)]
    return "\n".join(lines) + "\n"


def _rows(name: str) -> list[Row]:
    with (FOLDER / name).open(encoding="utf-8") as lines:
        return sorted((json.loads(line) for line in lines), key=lambda row: row["date"])


def _day(row: Row) -> date:
    return date.fromisoformat(str(row["date"]))


def _claims(row: Row, book: Book) -> Iterator[Evidence]:
    """The counts of one day's bulletin as claims of its ministry."""
    day, source, text = _day(row), SOURCES[str(row["source"])], str(row["id"])
    made = Report(report_id(text, "", source, day), source, "statement", text, published=day)
    place = next(p for p, _ in book.gazetteer.named(NAMES[str(row["area"])]))
    hours = row["period_hours"]
    first = day - timedelta(days=int(hours) // 24) if isinstance(hours, int) and hours else day
    role = book.role(source)
    link = Attribution(Mention(Span(0, 1), source), "reports", role, book.side(source, day))
    war = max(begun for begun in BEGINNINGS[str(row["area"])] if begun <= day)
    for key, (of, whom) in COUNTS.items():
        for name, since in ((key, first), (f"{key}_cum", war)):
            number = row.get(name)
            if isinstance(number, int):
                who = Mention(Span(0, 1), f"people:{whom}") if whom else None
                claim = Claim(
                    id="",
                    report=made.id,
                    evidence=(Span(0, len(name)),),
                    content=Count(of, number, number, who, cumulative=name.endswith("_cum")),
                    said_by=(link,),
                    where=Where(Mention(Span(0, 1), place.id)),
                    when=When(since, day, "day"),
                )
                yield Evidence(made, sealed(claim))


def _figures(whole: Picture, rows: Iterable[Row], told: Iterable[Evidence]) -> Iterator[str]:
    """How many of the days' numbers the picture gives back, and what it names."""
    steps = {
        (tally.of, tally.whom, tally.place, step.as_of): (series, step.low)
        for tally in whole.tallies
        for series in tally.series
        for step in series.steps
    }
    days = {
        (tally.of, tally.whom, tally.place, tally.until): tally
        for tally in whole.tallies
        if not tally.cumulative
    }
    totals = Counter[bool]()
    new = Counter[bool]()
    for report, claim in told:
        count, place = claim.content, claim.where.place.ref if claim.where else ""
        assert isinstance(count, Count)
        key = (count.of, count.whom.ref if count.whom else "", place, report.published)
        if count.cumulative:
            totals[key in steps and steps[key][1] == count.low] += 1
        else:
            new[key in days and count.low in (days[key].low, days[key].high)] += 1
    yield f"  running totals that the series give back: {totals[True]:,} of {totals.total():,}"
    yield f"  numbers of the day that the tallies give back: {new[True]:,} of {new.total():,}"
    yield from _increments(whole.tallies)
    yield from _named(whole.tallies)


def _increments(tallies: Iterable[Tally]) -> Iterator[str]:
    found = Counter[str]()
    for series in (series for tally in tallies for series in tally.series):
        found.update(_fits(series))
    yield f"  increments that are the number said to be new: {found['fits']:,} of {found.total():,}"


def _fits(series: Series) -> Iterator[str]:
    for step in series.steps:
        if step.increment is not None and step.announced is not None:
            yield "fits" if step.increment == step.announced else "does not"


def _named(tallies: Iterable[Tally]) -> Iterator[str]:
    problems = [problem for tally in tallies for problem in tally.problems]
    for kind, number in sorted(Counter(problem.kind for problem in problems).items()):
        yield f"  {kind}: {number}"
        yield from (f"    {one.words}" for one in problems[:400] if one.kind == kind)


def _read(book: Book, series: Iterable[Row]) -> Iterator[str]:
    """The bulletins of which there is the text, read and fused, against the same days' rows."""
    rows = [row for row in _rows("dev.jsonl") if len(str(row["text"])) < 5_000]
    reports = [data.report(str(row["text"]), _day(row), str(row["source"])) for row in rows]
    evidence = [
        Evidence(one, claim)
        for one, claims in zip(reports, readings(reports, book), strict=True)
        for claim in claims
    ]
    whole = picture(evidence, (), book, _day(rows[-1]))
    dates: dict[tuple[str, date], set[int]] = {}
    for tally in whole.tallies:
        if not tally.whom:
            for one in tally.series:
                for step in one.steps:
                    dates.setdefault((tally.of, step.as_of), set()).update(
                        {step.low} - {None}  # type: ignore[arg-type]
                    )
    hits = Counter[bool]()
    for row in rows:
        gold = row["gold"]
        assert isinstance(gold, dict)
        for key, of in (("killed_cum", "killed"), ("injured_cum", "wounded")):
            if key in gold:
                hits[gold[key] in dates.get((of, _day(row)), set())] += 1
    yield f"  running totals that the series give back: {hits[True]:,} of {hits.total():,}"
    yield from _increments(whole.tallies)
    yield from _named(whole.tallies)

"""One count of people: how it grew, who gives which number, its whole and parts, what does not
fit."""

from collections.abc import Iterable, Iterator
from datetime import date

import msgspec

from foglift.desk.charts import Figure, Line, Range
from foglift.desk.charts.scales import said
from foglift.desk.look import Look, MissingError
from foglift.desk.pages.counted import Giver, Row, rows, tally_bar, tally_mark, tally_row, whose
from foglift.desk.quotes import Quote, quotes
from foglift.model import Count, Series, Side, Step, Tally
from foglift.publish import people, tallied, wording


class Told(msgspec.Struct, frozen=True):
    """One figure of a running total."""

    source: str
    as_of: date
    number: str
    since: date | None
    increment: int | None
    announced: int | None
    change: str
    claims: tuple[str, ...]


class Problem(msgspec.Struct, frozen=True):
    """Numbers that cannot all be true."""

    kind: str
    words: str
    claims: tuple[str, ...]


class TallyPage(msgspec.Struct, frozen=True):
    """One number with all who give it, its series, its wholes and parts, what does not fit."""

    day: date
    row: Row
    lead: str
    of: str
    whom: str
    place: str
    place_name: str
    since: date | None
    until: date | None
    cumulative: bool
    quotes: tuple[Quote, ...]
    series: tuple[Told, ...]
    lines: tuple[Line, ...]
    ranges: tuple[Range, ...]
    wholes: tuple[Row, ...]
    parts: tuple[Row, ...]
    beside: tuple[Row, ...]
    problems: tuple[Problem, ...]
    why: tuple[str, ...]
    caveat: str = people.CAVEAT


def tally(look: Look, id: str) -> TallyPage:
    """One number and everything it stands on."""
    one = look.tallies.get(id)
    if one is None:
        raise MissingError("no count of that id in the picture of this day")
    row, series = tally_row(look, one), _running(look, one)
    return TallyPage(
        day=look.day,
        row=row,
        lead=wording.ended(tallied.figure(look.facts, one), look.facts.small),
        of=one.of,
        whom=_whom(look, one.whom),
        place=one.place,
        place_name=look.facts.place(one.place),
        since=one.since,
        until=one.until,
        cumulative=one.cumulative,
        quotes=quotes(look, one.claims),
        series=tuple(_series(series)),
        lines=_lines(series),
        ranges=tuple(_bars(row)),
        wholes=tuple(rows(look, dict.fromkeys((*one.wholes, one.part_of)))),
        parts=tuple(rows(look, one.parts)),
        beside=tuple(tally_row(look, other) for other in _beside(look, one)),
        problems=tuple(
            Problem(
                each.kind,
                wording.capital(wording.spelled(each.words, look.day), look.facts.small),
                each.claims,
            )
            for each in one.problems
        ),
        why=tuple(wording.spelled(words, look.day) for words in one.why),
    )


def _beside(look: Look, one: Tally) -> Iterator[Tally]:
    """The same counted of another party's people at the same place in days that it shares."""
    side = whose(look, one)
    for other in look.at(one.place).tallies if side else ():
        theirs = whose(look, other) if other.of == one.of else ""
        days = (one.since, one.until), (other.since, other.until)
        if theirs not in ("", side) and look.facts.days_meet(*days):
            yield other


def _whom(look: Look, ref: str) -> str:
    """Whom a number counts; words that the codebook does not know are only people."""
    label = look.book.label(ref) if ref else ""
    return label if label != ref else "people"


def _series(found: Iterable[Series]) -> Iterator[Told]:
    """The figures of all sources in the order of their days."""
    every = ((each.source, step) for each in found for step in each.steps)
    for source, step in sorted(every, key=lambda pair: (pair[1].as_of, pair[0])):
        yield Told(
            source=source,
            as_of=step.as_of,
            number=said(step.low, step.high),
            since=step.since,
            increment=step.increment,
            announced=step.announced,
            change=step.change,
            claims=step.claims,
        )


def _running(look: Look, one: Tally) -> tuple[Series, ...]:
    """The running totals of a tally: those told several times, and those told once."""
    if not one.cumulative:
        return one.series
    several = {each.source for each in one.series}
    once = (
        Series(source, (step,))
        for side in one.sides
        for source in side.sources
        if source not in several and (step := _once(look, side))
    )
    return (*one.series, *sorted(once, key=lambda each: each.source))


def _once(look: Look, side: Side) -> Step | None:
    """The only figure of a source, on the last day that it covers."""
    for report, claim in (look.claims[id] for id in side.claims if id in look.claims):
        ends = (claim.when.end if claim.when else None, report.published)
        day = min((end for end in ends if end), default=None)
        if day and isinstance(claim.content, Count) and not claim.denies:
            return Step(day, claim.content.low, claim.content.high, side.claims)
    return None


def _lines(found: Iterable[Series]) -> tuple[Line, ...]:
    """Running totals for a chart."""
    return tuple(
        Line(each.source, tuple(_figure(each.source, step) for step in each.steps))
        for each in found
    )


def _figure(source: str, step: Step) -> Figure:
    day = wording.day(step.as_of, step.as_of)
    how = {"revised": ", revised by its source", "falls": ", lower without a word"}
    words = f"{source}, {day}: {said(step.low, step.high)}{how.get(step.change, '')}"
    to = f"/claims/{step.claims[0]}" if step.claims else ""
    return Figure(step.as_of, step.low, step.high, to, words, step.change)


def _bars(row: Row) -> Iterator[Range]:
    """All together, then a bar each for who gives a number."""
    whole = tally_bar(row)
    if whole is None:
        return
    told = [one for one in row.givers if not one.denied]
    if len(told) > 1:
        yield Range("All who give a number", row.low, row.high, row.best, whole.given)
    for one in told:
        label = wording.listed(one.sources, 3)
        low, high = _bounded(one)
        yield Range(label, low, high, None, (tally_mark(one),))


def _bounded(one: Giver) -> tuple[int | None, int | None]:
    """How far the true number may be away from the one that is given."""
    match one.bound:
        case "floor":
            return one.low, None
        case "ceiling":
            return None, one.high if one.high is not None else one.low
        case _:
            return one.low, one.high

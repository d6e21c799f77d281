"""Counts of people: low, best and high, and who gives each number."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from itertools import groupby, islice
from typing import Annotated, Literal, get_args

import msgspec
from fastapi import Query

from foglift.desk.charts import Figure, Given, Line, Range
from foglift.desk.charts.scales import said
from foglift.desk.look import Look, MissingError
from foglift.desk.quotes import Quote, denies, quotes
from foglift.model import Claim, Count, Counted, Series, Side, Standing, Step, Tally
from foglift.publish import people, wording

Bound = Literal["plain", "floor", "ceiling"]
KINDS: tuple[Counted, ...] = get_args(Counted)
BOUNDS: dict[Bound, str] = {
    "plain": "",
    "floor": "a count of its own losses: there may be more",
    "ceiling": "a count of its enemy's losses: there may be fewer",
}
ROWS = 120  # wholes on a page
BARS = 12  # ranges in a chart
PARTIES = 60  # counts of the losses of parties


# -------------------------------------------------------------------------- what the pages show


class Giver(msgspec.Struct, frozen=True):
    """A number and who gives it. `bound`: a side's count of its own dead is a floor, its count of
    its enemy's dead a ceiling."""

    number: str
    low: int | None
    high: int | None
    sources: tuple[str, ...]
    claims: tuple[str, ...]
    bound: Bound = "plain"
    denied: bool = False


class Row(msgspec.Struct, frozen=True):
    """A tally in a list. `depth` is 1 for a part that stands below its whole."""

    id: str
    subject: str
    number: str
    low: int | None
    best: int | None
    high: int | None
    best_by: str
    as_of: date | None
    givers: tuple[Giver, ...]
    standing: Standing
    depth: int = 0
    series: bool = False
    problems: tuple[str, ...] = ()


class Losses(msgspec.Struct, frozen=True):
    """What is counted of one party's people: by its own side, by its enemies, by others."""

    side: str
    row: Row
    own: tuple[Giver, ...]
    enemy: tuple[Giver, ...]
    others: tuple[Giver, ...]


class Group(msgspec.Struct, frozen=True):
    """All of one kind at one place."""

    place: str
    name: str
    rows: tuple[Row, ...]


class Kind(msgspec.Struct, frozen=True):
    """All that is counted of one kind, place by place."""

    of: str
    count: int
    groups: tuple[Group, ...]
    chart: tuple[Range, ...]


class Choice(msgspec.Struct, frozen=True):
    """What a filter may be set to, and how many tallies that leaves."""

    value: str
    name: str
    count: int


class TalliesPage(msgspec.Struct, frozen=True):
    """Tallies by what is counted and where, with the losses of the parties side by side."""

    day: date
    total: int
    first: int
    last: int
    kinds: tuple[Kind, ...]
    losses: tuple[Losses, ...]
    of: str
    whom: str
    place: str
    ofs: tuple[Choice, ...]
    whoms: tuple[Choice, ...]
    places: tuple[Choice, ...]
    caveat: str = people.CAVEAT


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


# ------------------------------------------------------------------------------------- the pages


def tallies(
    look: Look,
    of: Annotated[str, Query(description="killed, wounded, displaced, captured, ...")] = "",
    whom: Annotated[str, Query(description="Who is counted: civilians, or an actor's id.")] = "",
    place: Annotated[str, Query(description="The id of a place; takes what lies in it too.")] = "",
    start: Annotated[int, Query(description="How many come before the first shown.")] = 0,
) -> TalliesPage:
    """Counts of people by what is counted and where."""
    every = look.picture.tallies
    found = [one for one in every if _fits(look, one, of, whom, place)]
    ids = {one.id for one in found}
    wholes = [one for one in found if not ids.intersection((*one.wholes, one.part_of))]
    ordered = sorted(wholes, key=lambda one: _order(look, one))
    start = max(min(start, len(ordered) - 1), 0)
    shown = ordered[start : start + ROWS]
    return TalliesPage(
        day=look.day,
        total=len(ordered),
        first=start + 1 if shown else 0,
        last=start + len(shown),
        kinds=tuple(
            _kind(look, kind, list(group), ids)
            for kind, group in groupby(shown, key=lambda one: one.of)
        ),
        losses=tuple(_losses(look, found)),
        of=of,
        whom=whom,
        place=place,
        ofs=tuple(_choices((one.of for one in every), str)),
        whoms=tuple(_choices(_known(look, every), look.book.label)),
        places=tuple(_choices((one.place for one in every), look.names.place)),
    )


def tally(look: Look, id: str) -> TallyPage:
    """One number and everything it stands on."""
    one = look.tallies.get(id)
    if one is None:
        raise MissingError("no count of that id in the picture of this day")
    row, series = _row(look, one), running(look, one)
    return TallyPage(
        day=look.day,
        row=row,
        lead=wording.ended(people.figure(look.names, one), look.names.small),
        of=one.of,
        whom=_whom(look, one.whom),
        place=one.place,
        place_name=look.names.place(one.place),
        since=one.since,
        until=one.until,
        cumulative=one.cumulative,
        quotes=quotes(look, one.claims),
        series=tuple(_series(series)),
        lines=lines(series),
        ranges=tuple(_bars(look, row)),
        wholes=tuple(rows(look, dict.fromkeys((*one.wholes, one.part_of)))),
        parts=tuple(rows(look, one.parts)),
        beside=tuple(_row(look, other) for other in _beside(look, one)),
        problems=tuple(
            Problem(
                each.kind,
                wording.capital(wording.spelled(each.words, look.day), look.names.small),
                each.claims,
            )
            for each in one.problems
        ),
        why=tuple(wording.spelled(words, look.day) for words in one.why),
    )


def rows(look: Look, ids: Iterable[str]) -> Iterator[Row]:
    """Tallies as they stand in a list."""
    return (_row(look, look.tallies[id]) for id in ids if id in look.tallies)


def at(look: Look, place: str) -> tuple[Row, ...]:
    """The tallies of a place, the latest and largest first."""
    return tuple(_row(look, one) for one in sorted(look.at(place).tallies, key=_latest))


# ------------------------------------------------------------------------------------ the values


def _fits(look: Look, one: Tally, of: str, whom: str, place: str) -> bool:
    return (
        of in ("", one.of)
        and whom in ("", one.whom)
        and (not place or look.book.gazetteer.within(one.place, place))
    )


def _order(look: Look, one: Tally) -> tuple[int, bool, str, str, int, int, str]:
    """By kind, what is counted everywhere first, then place by place, the latest and largest."""
    return (
        KINDS.index(one.of),
        bool(one.place),
        look.names.place(one.place),
        one.place,
        *_latest(one),
    )


def _latest(one: Tally) -> tuple[int, int, str]:
    last = max((day for day in (one.as_of, one.until, one.since) if day), default=date.min)
    return -last.toordinal(), -(one.best or one.high or one.low or 0), one.id


def _kind(look: Look, of: str, wholes: list[Tally], ids: set[str]) -> Kind:
    groups = tuple(
        Group(place, look.names.place(place), tuple(_with_parts(look, group, ids)))
        for place, group in groupby(wholes, key=lambda one: one.place)
    )
    largest = sorted(wholes, key=lambda one: -(one.high or one.low or 0))[:BARS]
    chart = tuple(bar for one in largest if (bar := _bar(look, _row(look, one))))
    return Kind(of, sum(len(group.rows) for group in groups), groups, chart)


def _with_parts(look: Look, wholes: Iterable[Tally], ids: set[str]) -> Iterator[Row]:
    for one in wholes:
        yield _row(look, one)
        parts = (look.tallies[id] for id in one.parts if id in ids)
        yield from (_row(look, part, 1) for part in sorted(parts, key=_latest))


def _row(look: Look, one: Tally, depth: int = 0) -> Row:
    return Row(
        id=one.id,
        subject=people.subject(look.names, one),
        number=one.phrase or said(one.low, one.high) or "no number",
        low=one.low,
        best=one.best,
        high=one.high,
        best_by=one.best_by,
        as_of=one.as_of,
        givers=tuple(_giver(look, one, side) for side in one.sides),
        standing=one.standing,
        depth=depth,
        series=any(len(each.steps) > 1 for each in one.series),
        problems=tuple(each.kind for each in one.problems),
    )


def _giver(look: Look, one: Tally, side: Side) -> Giver:
    kind, _, number = side.position.partition(": ")
    claims = [look.claims[id][1] for id in side.claims if id in look.claims]
    counts = [claim.content for claim in claims if isinstance(claim.content, Count)]
    hidden = one.low is one.best is one.high is None  # what is too small to be shown to all
    low, high = (counts[0].low, counts[0].high) if counts and not hidden else (None, None)
    bounds = {_bound(look, one, claim) for claim in claims}
    return Giver(
        number=number or side.position,
        low=low,
        high=high,
        sources=tuple(wording.told(name, 20) for name in side.sources),
        claims=side.claims,
        bound=bounds.pop() if len(bounds) == 1 else "plain",
        denied=kind != one.of or (bool(claims) and all(map(denies, claims))),
    )


def _bound(look: Look, one: Tally, claim: Claim) -> Bound:
    """How far a party's number goes: of its own people, or of unarmed ones it admits to have hurt,
    it tells no more than there are; of its enemy's no fewer."""
    content, link = claim.content, claim.said_by[0] if claim.said_by else None
    if not isinstance(content, Count) or link is None or link.role != "party" or not link.side:
        return "plain"
    whom = (content.whom and content.whom.ref) or one.whom
    unarmed = whom.startswith("people:") and not look.book.armed(whom)
    hurt = {mention.ref for mention in content.by} if unarmed else {whom}
    sides = {_side(look, ref, claim) for ref in hurt}
    if link.side in sides:
        return "floor"
    alone = len(one.sides) == 1 and one.low is None and one.high is not None
    return "ceiling" if alone or (sides - {""} and not unarmed) else "plain"


def _side(look: Look, ref: str, claim: Claim | None = None) -> str:
    """The side that somebody was on when it was told."""
    when = claim.when if claim else None
    published = look.claims[claim.id][0].published if claim else None
    day = (when and (when.end or when.start)) or published or look.day
    return ref if "." in ref else look.book.side(ref, day) if ref else ""


def _whose(look: Look, one: Tally) -> str:
    """The side of those whom a tally counts."""
    told = (look.claims[id][1] for id in one.claims if one.whom and id in look.claims)
    return next((side for claim in told if (side := _side(look, one.whom, claim))), "")


def _losses(look: Look, found: Iterable[Tally]) -> Iterator[Losses]:
    """What is counted of each party's people, the latest counts, the parties side by side."""
    ours = ((side, one) for one in sorted(found, key=_latest) if (side := _whose(look, one)))
    latest = list(islice(ours, PARTIES))
    latest.sort(
        key=lambda pair: (KINDS.index(pair[1].of), pair[0], pair[1].place, _latest(pair[1]))
    )
    for side, one in latest:
        row = _row(look, one)
        told = [giver for giver in row.givers if not giver.denied]
        by = {
            bound: tuple(giver for giver in told if giver.bound == bound)
            for bound in get_args(Bound)
        }
        yield Losses(look.book.label(side), row, by["floor"], by["ceiling"], by["plain"])


def _beside(look: Look, one: Tally) -> Iterator[Tally]:
    """The same counted of another party's people at the same place in days that it shares."""
    side = _whose(look, one)
    for other in look.at(one.place).tallies if side else ():
        theirs = _whose(look, other) if other.of == one.of else ""
        days = (one.since, one.until), (other.since, other.until)
        if theirs not in ("", side) and look.names.days_meet(*days):
            yield other


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


def running(look: Look, one: Tally) -> tuple[Series, ...]:
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
        if day and isinstance(claim.content, Count) and not denies(claim):
            return Step(day, claim.content.low, claim.content.high, side.claims)
    return None


def lines(found: Iterable[Series]) -> tuple[Line, ...]:
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


def _bar(look: Look, row: Row) -> Range | None:
    """A tally as one bar, with a mark for each who gives a number."""
    if row.low is None and row.high is None:
        return None
    given = tuple(_mark(giver) for giver in row.givers if not giver.denied)
    return Range(row.subject, row.low, row.high, row.best, given, f"/tallies/{row.id}")


def _bars(look: Look, row: Row) -> Iterator[Range]:
    """All together, then a bar each for who gives a number."""
    whole = _bar(look, row)
    if whole is None:
        return
    told = [one for one in row.givers if not one.denied]
    if len(told) > 1:
        yield Range("All who give a number", row.low, row.high, row.best, whole.given)
    for one in told:
        label = wording.listed(one.sources, 3)
        low, high = _bounded(one)
        yield Range(label, low, high, None, (_mark(one),))


def _bounded(one: Giver) -> tuple[int | None, int | None]:
    """How far the true number may be away from the one that is given."""
    match one.bound:
        case "floor":
            return one.low, None
        case "ceiling":
            return None, one.high if one.high is not None else one.low
        case _:
            return one.low, one.high


def _mark(one: Giver) -> Given:
    bound = f" ({BOUNDS[one.bound]})" if one.bound != "plain" else ""
    words = f"{wording.listed(one.sources, 3)}: {one.number}{bound}"
    to = f"/claims/{one.claims[0]}" if one.claims else ""
    return Given(one.low, one.high, one.bound, to, words)


def _choices(refs: Iterable[str], name: Callable[[str], str]) -> Iterator[Choice]:
    """The values that occur, by their names; those without a name are none to choose."""
    counted = Counter(ref for ref in refs if ref)
    named = ((name(ref), ref) for ref in counted)
    return (Choice(ref, words, counted[ref]) for words, ref in sorted(named))


def _known(look: Look, every: Iterable[Tally]) -> Iterator[str]:
    """Whom they count, as far as the codebook knows these people."""
    return (one.whom for one in every if one.whom and look.book.label(one.whom) != one.whom)


def _whom(look: Look, ref: str) -> str:
    """Whom a number counts; words that the codebook does not know are only people."""
    label = look.book.label(ref) if ref else ""
    return label if label != ref else "people"

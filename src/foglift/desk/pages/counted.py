"""A count of people as it stands in a list, and who gives which number."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Literal, get_args

import msgspec

from foglift.desk.charts import Given, Range
from foglift.desk.charts.scales import said
from foglift.desk.look import Look
from foglift.model import Claim, Count, Counted, Side, Standing, Tally
from foglift.publish import tallied, wording

Bound = Literal["plain", "floor", "ceiling"]
KINDS: tuple[Counted, ...] = get_args(Counted)
BOUNDS: dict[Bound, str] = {
    "plain": "",
    "floor": "a count of its own losses: there may be more",
    "ceiling": "a count of its enemy's losses: there may be fewer",
}


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


def rows(look: Look, ids: Iterable[str]) -> Iterator[Row]:
    """Tallies as they stand in a list."""
    return (tally_row(look, look.tallies[id]) for id in ids if id in look.tallies)


def at(look: Look, place: str) -> tuple[Row, ...]:
    """The tallies of a place, the latest and largest first."""
    return tuple(tally_row(look, one) for one in sorted(look.at(place).tallies, key=latest_first))


def latest_first(one: Tally) -> tuple[int, int, str]:
    """What tallies are sorted by: the latest first, of a day the largest."""
    last = max((day for day in (one.as_of, one.until, one.since) if day), default=date.min)
    return -last.toordinal(), -(one.best or one.high or one.low or 0), one.id


def tally_row(look: Look, one: Tally, depth: int = 0) -> Row:
    """A tally as it stands in a list, at a depth below its whole."""
    return Row(
        id=one.id,
        subject=tallied.subject(look.facts, one),
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
        denied=kind != one.of or (bool(claims) and all(claim.denies for claim in claims)),
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


def _side(look: Look, ref: str, claim: Claim) -> str:
    """The side that somebody was on when it was told."""
    when, published = claim.when, look.claims[claim.id][0].published
    day = (when and (when.end or when.start)) or published or look.day
    return ref if "." in ref else look.book.side(ref, day) if ref else ""


def whose(look: Look, one: Tally) -> str:
    """The side of those whom a tally counts."""
    told = (look.claims[id][1] for id in one.claims if one.whom and id in look.claims)
    return next((side for claim in told if (side := _side(look, one.whom, claim))), "")


def tally_bar(row: Row) -> Range | None:
    """A tally as one bar, with a mark for each who gives a number."""
    if row.low is None and row.high is None:
        return None
    given = tuple(tally_mark(giver) for giver in row.givers if not giver.denied)
    return Range(row.subject, row.low, row.high, row.best, given, f"/tallies/{row.id}")


def tally_mark(one: Giver) -> Given:
    """A number that somebody gives, as a mark on a bar; a bound says so."""
    bound = f" ({BOUNDS[one.bound]})" if one.bound != "plain" else ""
    words = f"{wording.listed(one.sources, 3)}: {one.number}{bound}"
    to = f"/claims/{one.claims[0]}" if one.claims else ""
    return Given(one.low, one.high, one.bound, to, words)

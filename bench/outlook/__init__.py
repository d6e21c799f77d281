"""How many of the places that fell had been listed as threatened the day before, at how many
listed; beside what one would list without reasons."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from math import hypot

from foglift.codebook import Book
from foglift.fuse import Evidence, picture
from foglift.fuse.advance import step
from foglift.model import ControlSpell, Picture

COMMAND = "python -m bench outlook"
SIZES = (5, 10, 20)
SOON = timedelta(days=7)
FRESH = timedelta(days=14)


@dataclass(frozen=True)
class Fall:
    """A place that came into other hands on a day."""

    day: date
    place: str


@dataclass(frozen=True)
class Timeline:
    """What was said, and what fell; each day from `first` to `last` is an eve."""

    name: str
    evidence: tuple[Evidence, ...]
    falls: tuple[Fall, ...]
    first: date
    last: date


def fallen(evidence: Iterable[Evidence], day: date, book: Book) -> tuple[Fall, ...]:
    """The towns that were taken by the picture of that day, looking back."""
    spells = picture(evidence, (), book, day).control
    falls = {Fall(one.since, one.place) for one in spells if one.since and _fell(one, book)}
    return tuple(sorted(falls, key=lambda fall: (fall.day, fall.place)))


def _fell(spell: ControlSpell, book: Book) -> bool:
    town = book.gazetteer.place(spell.place).kind == "locality"
    taken = any(side.position.startswith("taken by") for side in spell.sides)
    return town and spell.state == "held" and spell.layer == "claimed" and taken


@dataclass(frozen=True)
class Eve:
    """What is known on a day: the picture of it, and the claims published by then."""

    day: date
    picture: Picture
    known: Sequence[Evidence]
    book: Book


Listing = Callable[[Eve], list[str]]


def listed(eve: Eve) -> list[str]:
    """The places under threat, in the order of the picture."""
    return [one.place for one in eve.picture.threats]


def nearest(eve: Eve) -> list[str]:
    """All towns named so far that were not newly taken, by their distance to one that was."""
    taken = sorted(_taken(eve))
    spot = eve.book.gazetteer.place
    away = {
        place: min(hypot(*step(spot(place), spot(other))) for other in taken)
        for place in _named(eve.known, eve.book)
        if taken and place not in taken
    }
    return sorted(away, key=lambda place: (away[place], place))


def mentioned(eve: Eve) -> list[str]:
    """The towns named in the last week, those most often named first."""
    week = [
        one for one in eve.known if one.report.published and one.report.published > eve.day - SOON
    ]
    found = _named(week, eve.book)
    return sorted(found, key=lambda place: (-found[place], place))


def every(eve: Eve) -> list[str]:
    """All towns named so far, by name."""
    return sorted(_named(eve.known, eve.book), key=lambda place: (eve.book.label(place), place))


LISTINGS: dict[str, Listing] = {
    "places under threat": listed,
    "nearest to one newly taken": nearest,
    "named in the last week": mentioned,
    "all that were named": every,
}


def _named(known: Iterable[Evidence], book: Book) -> Counter[str]:
    named = Counter(one.claim.where.place.ref for one in known if one.claim.where)
    return Counter({
        place: times
        for place, times in named.items()
        if place and book.gazetteer.place(place).kind == "locality"
    })  # fmt: skip


def _taken(eve: Eve) -> set[str]:
    return {
        spell.place
        for spell in eve.picture.control
        if spell.state == "held" and not spell.ended and spell.since
        and spell.since >= eve.day - FRESH
        and any(side.position.startswith("taken by") for side in spell.sides)
    }  # fmt: skip


@dataclass(frozen=True)
class Score:
    """Of all falls the share that was listed the day before, at each size of the list and in all;
    the mean rank of those listed, the mean length of the list, and of the first ten listed the
    share that fell within a week."""

    falls: int
    recall: tuple[float, ...]
    found: float
    rank: float
    length: float
    precision: float


def score(timelines: Iterable[Timeline], book: Book) -> dict[str, Score]:
    """Each listing on the timelines, all their eves taken together."""
    wars = [(one.falls, list(_eves(one, book))) for one in timelines]
    return {
        name: _score([(falls, {eve.day: listing(eve) for eve in eves}) for falls, eves in wars])
        for name, listing in LISTINGS.items()
    }


def _eves(timeline: Timeline, book: Book) -> Iterator[Eve]:
    day = timeline.first
    while day <= timeline.last:
        known = [one for one in timeline.evidence if (one.report.published or day) <= day]
        yield Eve(day, picture(known, (), book, day), known, book)
        day += timedelta(days=1)


def _score(wars: Sequence[tuple[Sequence[Fall], Mapping[date, list[str]]]]) -> Score:
    """Of wars, each with its falls and with the list of every eve."""
    ranks = [
        _rank(fall.place, lists[eve])
        for falls, lists in wars
        for fall in falls
        if (eve := fall.day - timedelta(days=1)) in lists
    ]
    hits = [rank for rank in ranks if rank]
    soon = [
        any(fall.place == place and day < fall.day <= day + SOON for fall in falls)
        for falls, lists in wars
        for day, found in lists.items()
        for place in found[:10]
    ]
    lengths = [len(found) for _, lists in wars for found in lists.values()]
    return Score(
        falls=len(ranks),
        recall=tuple(_share(sum(rank <= size for rank in hits), len(ranks)) for size in SIZES),
        found=_share(len(hits), len(ranks)),
        rank=sum(hits) / len(hits) if hits else 0.0,
        length=sum(lengths) / len(lengths) if lengths else 0.0,
        precision=_share(sum(soon), len(soon)),
    )


def _rank(place: str, found: Sequence[str]) -> int:
    """The place's number in the list from 1 on, 0 where it is not in it."""
    return found.index(place) + 1 if place in found else 0


def _share(part: int, whole: int) -> float:
    return 100 * part / whole if whole else 0.0


def table(scores: dict[str, dict[str, Score]]) -> str:
    """One row for each timeline and listing, as in docs/evaluation.md."""
    sizes = " | ".join(f"in first {size}" for size in SIZES)
    rows = [
        f"| timeline | falls | listing | {sizes} | in all | mean rank | mean length "
        "| of first 10 fell in a week |",
        f"|---|---|---|{'---|' * (len(SIZES) + 4)}",
    ]
    for timeline, found in scores.items():
        for name, one in found.items():
            recall = " | ".join(f"{share:.0f} %" for share in (*one.recall, one.found))
            rows.append(
                f"| {timeline} | {one.falls} | {name} | {recall} | {one.rank:.1f} "
                f"| {one.length:.1f} | {one.precision:.1f} % |"
            )
    return "\n".join(rows)

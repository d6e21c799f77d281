"""UCDP: the dead, the place and the days of an incident from the headlines of its sources, and
which headlines are one incident. The first comes out of the picture of all its headlines, the
second is what the picture puts into one incident."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from math import exp

from bench.data import report
from bench.tasks.readings import over
from bench.tasks.task import Half, Measure, Row, Task
from foglift import fuse
from foglift.codebook import Book
from foglift.codebook.gazetteer import Place
from foglift.fuse.happening import happened as took_place
from foglift.fuse.happening import type_of
from foglift.fuse.linking import linked
from foglift.fuse.matters import Gist, gist
from foglift.fuse.tellers import MANY, killed
from foglift.model import Claim, Count, Report, Tally
from foglift.read import READERS
from foglift.read.rules.locations import about
from foglift.read.rules.mentions import resolve
from foglift.read.rules.parse import parse
from foglift.read.rules.toponyms import Toponym

# A headline that is only a name: "Donetsk airport".
_NAME = re.compile(r"[A-Z][\w'’-]+(?: [A-Za-z][\w'’-]+){0,2}")
# Groups of headlines become one while they are on the mean so likely to be of one happening.
LIKELY = 0.33
# What speaks for it and against it: the days between them, fitted with the rest on the open file.
LATER = (0.0, -1.5, -3.1, -3.8, -3.8)
LIKE, SAME_INCIDENT, SAME_TOLL, SAME_TYPE = 1.0, 1.0, 1.8, 0.5
OTHER_PLACE, OTHER_SIDE, OTHER_ARMY, UNREAD = -2.5, -2.0, -3.0, -2.6
# The same of two headlines of different days only.
SAME_PLACE, OTHER_TOLL, FEWER = 0.5, -3.0, -1.4
Read = tuple[Report, list[Claim], tuple[Toponym, ...]]


def predict_incidents(rows: Sequence[Row], book: Book) -> list[Row]:
    """{"id": "ukr1", "best": 3, "low": 3, "high": 5, "where": "Kiev", "date_start": ...} for each
    incident."""
    written = {_key(each): _report(each) for row in rows for each in row["articles"]}
    read = dict(zip(written, over(_read, list(written.values()), book), strict=True))
    home = _home(read.values(), book)
    return [
        {"id": row["id"], **_incident([read[_key(each)] for each in row["articles"]], home, book)}
        for row in rows
    ]


def _key(article: Row) -> tuple[str, str, str]:
    return article["office"], article["date"], article["text"]


def _report(article: Row) -> Report:
    return report(article["text"], date.fromisoformat(article["date"]), article["office"])


def _read(one: Report, book: Book) -> Read:
    claims = READERS["rules"].read(one, book)
    return one, claims, resolve(parse(one, book), book).toponyms


def _home(read: Iterable[Read], book: Book) -> tuple[str, ...]:
    """The country that most of the headlines name a place of."""
    places = (book.gazetteer.place(name.ref) for _, _, names in read for name in names if name.ref)
    named = Counter(place.country for place in places if place.country)
    return (min(named, key=lambda iso: (-named[iso], iso)),) if named else ()


def _incident(read: Sequence[Read], home: tuple[str, ...], book: Book) -> Row:
    return {**_dead(read, book), **_place(read, home, book), **_days(read)}


# ------------------------------------------------------------------------------------ the dead


def _dead(read: Sequence[Read], book: Book) -> Row:
    """The numbers of the picture: an incident is the smallest thing that its headlines count."""
    days = [one.published for one, _, _ in read if one.published]
    claims = [(one, claim) for one, claims, _ in read for claim in claims]
    picture = fuse.picture(claims, (), book, max(days))
    numbers = [n for tally in _killed(picture.tallies) if (n := _number(tally)) is not None]
    if not numbers:
        return {}
    return {"best": min(numbers), "low": min(numbers), "high": max(numbers)}


def _killed(tallies: Iterable[Tally]) -> list[Tally]:
    whole = [each for each in tallies if each.of == "killed" and not each.part_of]
    return [each for each in whole if not each.cumulative] or whole


def _number(tally: Tally) -> int | None:
    """The number to quote; "more than 50" is 50."""
    low = tally.best if tally.best is not None else tally.low
    if low is None:
        return tally.high
    above = tally.high is None and low % 10 == 1 and low > 10
    return low - 1 if above else low


# ------------------------------------------------------------------------------- where and when


def _place(read: Sequence[Read], home: tuple[str, ...], book: Book) -> Row:
    claims = [claim for _, claims, _ in read for claim in claims]
    names = [name for _, _, names in read for name in names]
    lines = Counter(one.text for one, _, _ in read if _NAME.fullmatch(one.text))
    for line, _ in lines.most_common():  # a headline that is nothing but a name
        known = book.gazetteer.named(line, home)
        if known:
            return _position(known[0][0], line, book)
    places = about(claims, names, book.gazetteer)
    if places:
        return _position(places[0], _written(places[0], read), book)
    return {"where": next(iter(lines))} if lines else {}


def _position(place: Place, written: str, book: Book) -> Row:
    country = book.gazetteer.country(place.country).name if place.country else ""
    return {
        "where": written,
        "country": country,
        "adm1": place.name if place.kind == "region" else place.region,
        "lat": place.lat,
        "lon": place.lon,
    }


def _written(place: Place, read: Sequence[Read]) -> str:
    """The place as the headlines write it."""
    for one, _, names in read:
        for name in names:
            if name.ref == place.id:
                return one.text[name.span.start : name.span.end]
    return place.name


def _days(read: Sequence[Read]) -> Row:
    """The days of the counts that name theirs, else of the first headline."""
    whens = [
        claim.when for _, claims, _ in read for claim in claims
        if isinstance(claim.content, Count) and claim.when and claim.when.start
        and claim.when.span and not claim.background
    ]  # fmt: skip
    days = sorted(one.published for one, _, _ in read if one.published)
    start = min((when.start for when in whens if when.start), default=days[0])
    end = max((when.end for when in whens if when.end), default=days[0])
    return {"date_start": start.isoformat(), "date_end": max(start, end).isoformat()}


# ------------------------------------------------------------------------------ one incident


def predict_clusters(rows: Sequence[Row], book: Book) -> list[Row]:
    """{"id": "ukr1#0", "cluster": "7"} for each headline."""
    reports = [report(row["text"], date.fromisoformat(row["date"]), row["id"]) for row in rows]
    order = sorted(reports, key=lambda one: (str(one.published), one.text, one.outlet))
    read = over(_read, order, book)
    happened = _together(read, book)
    tales = [_tale(each, happened, book) for each in read]
    likely = {
        (one, two): _likely(tales[one], tales[two], book)
        for one in range(len(tales))
        for two in _soon(one, tales)
    }
    number = {each.outlet: n for each, n in zip(order, linked(len(tales), likely, LIKELY),
                                                strict=True)}  # fmt: skip
    return [{"id": row["id"], "cluster": str(number[row["id"]])} for row in rows]


@dataclass(frozen=True)
class _Tale:
    """What a headline tells, in the terms that can set it apart from another: its words, its day,
    the incidents of the picture it is in, what happened where, all places it names, whose people
    and which army's were hurt, how many died."""

    gist: Gist
    day: int
    incidents: frozenset[str]
    places: frozenset[str]
    named: frozenset[str]
    types: frozenset[str]
    hurt: frozenset[str]
    armies: frozenset[str]
    killed: frozenset[int]
    latin: bool


def _together(read: Sequence[Read], book: Book) -> dict[str, str]:
    """The incident that each claim is in."""
    claims = [(one, claim) for one, claims, _ in read for claim in claims]
    last = max(one.published for one, _, _ in read if one.published)
    incidents = fuse.picture(claims, (), book, last).incidents
    return {claim: each.id for each in incidents for claim in each.claims}


def _tale(each: Read, happened: dict[str, str], book: Book) -> _Tale:
    one, claims, names = each
    counts = [
        c.content for c in claims if isinstance(c.content, Count) and c.content.of == "killed"
    ]
    areas = {claim.where.place.ref for claim in claims if claim.where} - {""}
    whom = {c.whom.ref for c in counts if c.whom and c.whom.ref}
    return _Tale(
        gist(one.text, book),
        one.published.toordinal() if one.published else 0,
        frozenset(happened[claim.id] for claim in claims if claim.id in happened),
        _towns(areas, book),
        _towns({name.ref for name in names if name.ref}, book),
        frozenset(type_of(claim) for claim in claims if took_place(claim)) - {""},
        frozenset(_side(ref, one, book) for ref in whom),
        frozenset(ref for ref in whom if not ref.startswith("people:")),
        frozenset(map(killed, claims)) - {0},
        _is_latin(one.text),
    )


def _towns(refs: Iterable[str], book: Book) -> frozenset[str]:
    """Those that are no whole country."""
    return frozenset(ref for ref in refs if book.gazetteer.place(ref).kind != "country")


def _is_latin(text: str) -> bool:
    """Whether a headline may be in a language that is read."""
    letters = [letter for letter in text if letter.isalpha()]
    return sum(letter.isascii() for letter in letters) * 2 >= len(letters)


def _side(ref: str, one: Report, book: Book) -> str:
    if ref.startswith("people:"):
        return "armed" if book.armed(ref) else "unarmed"
    return book.side(ref, one.published) or ref


def _soon(one: int, tales: Sequence[_Tale]) -> Iterator[int]:
    """The later headlines of the same and the next days."""
    for two in range(one + 1, len(tales)):
        if tales[two].day - tales[one].day >= len(LATER):
            break
        yield two


def _likely(one: _Tale, other: _Tale, book: Book) -> float:
    """How likely it is that two headlines are of one happening; the other is not earlier."""
    later = other.day - one.day
    weight = LATER[later] + LIKE * one.gist.alike(other.gist)
    weight += SAME_INCIDENT * bool(one.incidents & other.incidents)
    weight += SAME_TOLL * any(number >= MANY for number in one.killed & other.killed)
    weight += SAME_TYPE * bool(one.types & other.types)
    weight += _of_another_day(one, other, book) if later else 0.0
    weight += OTHER_PLACE * _apart(one.places, other.places, book)
    parties = one.hurt - {"armed"}, other.hurt - {"armed"}
    weight += OTHER_SIDE * (bool(all(parties)) and not parties[0] & parties[1])
    weight += OTHER_ARMY * _strangers(one.armies, other.armies, book)
    weight += UNREAD * (not one.latin or not other.latin)
    return 1 / (1 + exp(-weight))


def _of_another_day(one: _Tale, other: _Tale, book: Book) -> float:
    """What speaks for a headline of a later day and against it."""
    both = one.named and other.named
    weight = SAME_PLACE * bool(both and not _apart(one.named, other.named, book))
    weight += OTHER_TOLL * bool(one.killed and other.killed and not one.killed & other.killed)
    if len(one.killed) == len(other.killed) == 1:
        weight += FEWER * (min(one.killed) > min(other.killed))
    return weight


def _apart(places: frozenset[str], others: frozenset[str], book: Book) -> bool:
    """Whether both name places, and none lies in one of the other's."""
    within = book.gazetteer.within
    near = any(a == b or within(a, b) or within(b, a) for a in places for b in others)
    return bool(places and others) and not near


def _strangers(armies: frozenset[str], others: frozenset[str], book: Book) -> bool:
    """Whether both name whose fighters were hurt, and none is part of one of the other's."""
    akin = any(a in _above(b, book) or b in _above(a, book) for a in armies for b in others)
    return bool(armies and others) and not akin


def _above(ref: str, book: Book) -> list[str]:
    """The actor and all that it is part of."""
    found = [book.party(ref) or ref]
    while (actor := book.actors.get(found[-1])) is not None and actor.part_of:
        found.append(actor.part_of)
    return found


TASK = Task(
    name="ucdp",
    halves=(
        Half(
            "ucdp/dev_headlines.jsonl",
            predict_clusters,
            (Measure("pairwise.f1", 15, "", 60), Measure("b3.f1")),
            form="event",
        ),
        Half(
            "ucdp/dev_ukraine_2014_2021.jsonl",
            predict_incidents,
            (
                Measure("deaths_literal.acc", 75.4, "none; 81 on easier text", 92),
                Measure("where_literal.acc"),
                Measure("km20.acc"),
                Measure("date_exact.acc"),
                Measure("range_hit.acc"),
                Measure("low_and_high.acc"),
            ),
            form="articles",
        ),
    ),
)

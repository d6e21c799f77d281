"""UCDP: the dead, the place and the days of an incident from the headlines of its sources, and
which headlines are one incident. The first comes out of the picture of all its headlines, the
second is what the picture puts into one incident."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from bench.data import report
from bench.tasks.readings import over
from bench.tasks.task import Half, Measure, Row, Task
from foglift import fuse
from foglift.codebook import Book
from foglift.codebook.gazetteer import Place
from foglift.model import Claim, Count, Report, Tally
from foglift.read import READERS
from foglift.read.rules.locations import about
from foglift.read.rules.mentions import resolve
from foglift.read.rules.parse import parse
from foglift.read.rules.toponyms import Toponym

# A headline that is only a name: "Donetsk airport".
_NAME = re.compile(r"[A-Z][\w'’-]+(?: [A-Za-z][\w'’-]+){0,2}")
# Headlines of one war on one day that need nothing in common to be about one happening: on a day
# with more of them they do.
FEW = 8
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
    read = over(_read, reports, book)
    order = sorted(range(len(rows)), key=lambda i: (rows[i]["date"], rows[i]["text"]))
    days = Counter(row["date"] for row in rows)
    happened = _together(read, book)
    tales = [_tale(each, happened, book) for each in read]
    groups: list[list[int]] = []
    for i in order:
        today = [g for g in groups if rows[g[0]]["date"] == rows[i]["date"]]
        few = days[rows[i]["date"]] <= FEW
        fits = [g for g in today if any(_same(tales[i], tales[k], few, book) for k in g)]
        if fits:
            max(fits, key=len).append(i)
        else:
            groups.append([i])
    number = {i: str(n) for n, group in enumerate(groups) for i in group}
    return [{"id": row["id"], "cluster": number[i]} for i, row in enumerate(rows)]


@dataclass(frozen=True)
class _Tale:
    """What a headline tells, in the terms that can set it apart from another: the incidents of
    the picture it is in, its places, who was hurt and how many."""

    incidents: frozenset[str]
    places: frozenset[str]
    hurt: frozenset[str]
    numbers: frozenset[int]


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
    areas = {name.ref for name in names if name.ref and name.how == "place"}
    return _Tale(
        frozenset(happened[claim.id] for claim in claims if claim.id in happened),
        frozenset(ref for ref in areas if book.gazetteer.place(ref).kind != "country"),
        frozenset(_side(c.whom.ref, one, book) for c in counts if c.whom and c.whom.ref),
        frozenset(c.low for c in counts if c.low is not None and c.low > 1),
    )


def _side(ref: str, one: Report, book: Book) -> str:
    if ref.startswith("people:"):
        return "armed" if book.armed(ref) else "unarmed"
    return book.side(ref, one.published) or ref


def _same(one: _Tale, other: _Tale, few: bool, book: Book) -> bool:
    """Whether nothing sets two headlines of a day apart, and where they are many, whether they
    share an incident, a town or a number of dead."""
    if _apart(one, other, book):
        return False
    towns = {ref for ref in one.places & other.places if book.gazetteer.place(ref).kind != "region"}
    return few or bool(one.incidents & other.incidents or towns or one.numbers & other.numbers)


def _apart(one: _Tale, other: _Tale, book: Book) -> bool:
    within = book.gazetteer.within
    near = any(a == b or within(a, b) or within(b, a) for a in one.places for b in other.places)
    if one.places and other.places and not near:
        return True
    parties = one.hurt - {"armed"}, other.hurt - {"armed"}
    return bool(parties[0] and parties[1]) and not parties[0] & parties[1]


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

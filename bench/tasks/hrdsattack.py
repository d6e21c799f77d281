"""HRDsAttack: one record for each article on an attack on defenders of human rights: who did what
to whom, where and when. The record is that of the event which weighs most."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from bench.data import report
from bench.tasks.phrases import Phrases, claims_of, reading_of
from bench.tasks.readings import over
from bench.tasks.task import Half, Measure, Row, Task
from foglift.codebook import Book
from foglift.model import Claim, Count, Event, Mention, Report
from foglift.read.rules.locations import about

VIOLATIONS = {
    "DETENTION": "arbitrary detention", "ABDUCTION": "kidnapping",
    "CIVILIAN_ATTACK/killing": "killing", "CIVILIAN_ATTACK/execution": "killing",
    "CIVILIAN_ATTACK/torture": "torture", "CIVILIAN_ATTACK/beating": "torture",
    "CIVILIAN_ATTACK": "other", "BOMBING": "killing", "SUICIDE_BOMB": "killing",
    "SEXUAL_VIOLENCE": "other", "PROTEST": "other", "RIOT": "other",
}  # fmt: skip
# What the record is about goes before what is told beside it.
WEIGHT = {
    "other": 1,
    "torture": 2,
    "arbitrary detention": 3,
    "kidnapping": 3,
    "killing": 3,
}
STATE = {"state", "forces", "police"}
UNKNOWN = "None"


def predict(rows: Sequence[Row], book: Book) -> list[Row]:
    """{"id": "dev-0", "city": "Minsk", "date": "15", "victim_names": [...]} for each article."""
    reports = [_report(row) for row in rows]
    return [
        {"id": row["id"], **found}
        for row, found in zip(rows, over(record, reports, book), strict=True)
    ]


def _report(row: Row) -> Report:
    day = row.get("published")
    return report(row["text"], date.fromisoformat(day[:10]) if day else None)


def record(one: Report, book: Book) -> Row:
    """The record of one article."""
    reading = reading_of(one, book)
    view = Phrases(one, reading)
    claims = claims_of(reading)
    suffered = [each for each in claims if _violation(each)]
    names = list(dict.fromkeys(name for each in claims for name in _victims(view, each)))
    main = max(suffered, key=lambda each: _weight(view, each), default=None)
    kinds = {_violation(each) for each in suffered if each.realis == "actual"}
    return {
        "perpetrator_mention": True, "perpetrator_type": _perpetrator(suffered, book),
        "violation_types": sorted(kinds) or ["other"], "victim_names": names,
        **_where(view, main, claims), **_when(main, suffered),
    }  # fmt: skip


def _violation(claim: Claim) -> str:
    content = claim.content
    if not isinstance(content, Event):
        return ""
    found = VIOLATIONS.get(f"{content.type}/{content.facet}")
    return found or VIOLATIONS.get(content.type, "")


def _weight(view: Phrases, claim: Claim) -> tuple[int, bool, int]:
    """Actual and not long past, with somebody named, then by what it is, the first."""
    now = int(claim.realis == "actual") + int(not claim.background)
    return (
        now * 4 + WEIGHT[_violation(claim)],
        any(_victims(view, claim)),
        -claim.evidence[0].start,
    )


def _victims(view: Phrases, claim: Claim) -> Iterator[str]:
    """The names of the people who suffered it."""
    content = claim.content
    hit: tuple[Mention, ...] = ()
    if isinstance(content, Event) and _violation(claim):
        hit = content.recipients
    elif isinstance(content, Count) and content.whom is not None:
        hit = (content.whom,)
    for each in hit:
        if name := view.person(each):
            yield name.removesuffix("'s").removesuffix("’s")


def _perpetrator(claims: Sequence[Claim], book: Book) -> str:
    """Whether a state or others did most of it; mostly a state where nobody is named."""
    kinds: Counter[str] = Counter()
    for claim in claims:
        assert isinstance(claim.content, Event)
        for who in claim.content.actors:
            actor = book.actors.get(who.ref)
            if actor is not None:
                kinds["state actor" if actor.kind in STATE else "other non-state actors"] += 1
    return kinds.most_common(1)[0][0] if kinds else "state actor"


def _where(view: Phrases, main: Claim | None, claims: Sequence[Claim]) -> Row:
    gazetteer = view.book.gazetteer
    places = about(claims, view.reading.mentions.toponyms, gazetteer)
    if main is not None and main.where is not None and main.where.place.ref:
        places = [gazetteer.place(main.where.place.ref), *places]
    cities = [p for p in places if p.kind == "locality"]
    country = places[0].country if places else view.reading.theatre
    name = view.book.countries[country].name if country in view.book.countries else UNKNOWN
    city = cities[0].name if cities and cities[0].country == country else UNKNOWN
    return {"country": name, "region": UNKNOWN, "city": city}


def _when(main: Claim | None, others: Iterable[Claim]) -> Row:
    """The day in the form that the set's answers mostly have: "2021", "02", "26.0"."""
    told = [c.when for c in [*([main] if main else []), *others] if c.when and c.when.span]
    fine = [w for w in told if w.start and w.precision in {"day", "month", "year"}]
    when = fine[0] if fine else None
    if when is None or when.start is None:
        return {"year": UNKNOWN, "month": UNKNOWN, "date": UNKNOWN}
    month = f"{when.start.month:02}" if when.precision != "year" else UNKNOWN
    day = f"{when.start.day}.0" if when.precision == "day" else UNKNOWN
    return {"year": str(when.start.year), "month": month, "date": day}


TASK = Task(
    name="hrdsattack",
    halves=(
        Half(
            "hrdsattack/dev.jsonl",
            predict,
            (
                Measure("where_gold_known.city.acc", None, "23 (T5)", 23),
                Measure("where_gold_known.date.acc", None, "14 (T5)", 14),
                Measure("victim_names.f1", None, "51 (T5)", 51),
                Measure("where_gold_known.country.acc"),
                Measure("violation_types.f1"),
            ),
            form="gold",
        ),
    ),
)

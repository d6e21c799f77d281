"""The back-test's timeline of Ukraine: a table of who held which town, day by day.

It is told in two ways: the table's own changes, each as a report of its day, against what fell by
the table; and what the reader makes of the notes beside the towns, each claim as if published on
the day it tells of, against what fell by all of the notes.
"""

import json
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from pathlib import Path

from msgspec.structs import replace

from bench.data import SHARED, report
from bench.outlook import Fall, Timeline, fallen
from foglift.codebook import Book
from foglift.codebook.gazetteer import Gazetteer
from foglift.fuse import Evidence
from foglift.model import Change, Claim, Control, Mention, Span, When, Where, sealed
from foglift.read import READERS

GOLD = SHARED / "benchmarks" / "control_ua" / "timeline_dev.jsonl"
LAND, OWNER = "UA", "Ukraine"
CONTESTED = "contested"
ARMIES = {"Ukraine": "ukrainian-armed-forces", "Russia": "russian-armed-forces"}
# What was tuned on ends here; what comes later only confirms.
TUNED = date(2022, 9, 5)
LAST = date(2022, 11, 30)
AGAIN = timedelta(days=7)  # so often a table is taken to say again that a town is contested
ALIKE_KM = 30

Row = dict[str, str | float | list[dict[str, str]]]


def timelines(book: Book, gold: Path = GOLD) -> Iterator[Timeline]:
    """The table before and after the day that tuning ended, then the notes; nothing where the
    shared folder is not there."""
    if not gold.exists():
        return
    rows = [json.loads(line) for line in gold.read_text(encoding="utf-8").splitlines()]
    towns = {row["id"]: place for row in rows if (place := _town(row, book.gazetteer))}
    rows = [row for row in rows if row["id"] in towns]
    falls = tuple(sorted(_falls(rows, towns), key=lambda fall: (fall.day, fall.place)))
    told = tuple(one for row in rows for one in _told(row, towns[row["id"]], book))
    first = min(fall.day for fall in falls) - timedelta(days=1)
    yield Timeline("Ukraine, table, tuned on", told, falls, first, TUNED)
    yield Timeline("Ukraine, table", told, falls, TUNED + timedelta(days=1), LAST)
    noted = tuple(one for row in rows for one in _noted(row, towns[row["id"]], book))
    yield Timeline("Ukraine, notes as read", noted, fallen(noted, LAST, book), first, LAST)


def _town(row: dict, gazetteer: Gazetteer) -> str:
    """The id of the town: of that name, the nearest to where the table has it; "" for none."""
    if not row.get("lat"):
        return ""
    found = [
        ((place.lat - row["lat"]) ** 2 + (place.lon - row["lon"]) ** 2, place.id)
        for place, _ in gazetteer.named(row["id"].split(",")[0], (LAND,))
        if place.country == LAND and place.kind == "locality"
    ]
    apart, town = min(found, default=(1.0, ""))
    return town if apart < (ALIKE_KM / 100) ** 2 else ""


def _falls(rows: Iterable[dict], towns: dict[str, str]) -> Iterator[Fall]:
    """Each time a town has a holder other than the last one; at first it is its own country's."""
    for row in rows:
        holder = ""
        for number, spell in enumerate(row["history"]):
            if spell["held_by"] == CONTESTED:
                continue
            if (holder or (OWNER if number else spell["held_by"])) != spell["held_by"]:
                yield Fall(date.fromisoformat(spell["from"]), towns[row["id"]])
            holder = spell["held_by"]


def _told(row: dict, town: str, book: Book) -> Iterator[Evidence]:
    holder = OWNER
    for number, spell in enumerate(row["history"]):
        day, end = date.fromisoformat(spell["from"]), date.fromisoformat(spell["to"])
        if spell["held_by"] != CONTESTED:
            holder = spell["held_by"]
            yield _claim(row["id"], town, "takes" if number else "holds", holder, day)
            continue
        attacker = "Russia" if holder == OWNER else OWNER
        while day <= end:
            yield _claim(row["id"], town, "contests", attacker, day)
            day += AGAIN


def _claim(name: str, town: str, change: Change, holder: str, day: date) -> Evidence:
    text = f"{day}: {name} {change} {holder}"
    said = report(text, day, "the table")
    start = text.index(name)
    where = Where(Mention(Span(start, start + len(name)), town))
    control = Control(change, Mention(Span(len(text) - len(holder), len(text)), ARMIES[holder]))
    when = When(day, day, "day")
    evidence = (Span(start, len(text)),)
    claim = Claim("", said.id, evidence, control, where=where, when=when)
    return Evidence(said, sealed(claim))


def _noted(row: dict, town: str, book: Book) -> Iterator[Evidence]:
    """What the reader makes of a note under the town's name; what has no day was known at first."""
    title = row["id"].split(",")[0]
    last = date.fromisoformat(row["last"])
    whole = report(f"{title}, Ukraine\n\n{row['final_note']}", last, "the table")
    for claim in READERS["rules"].read(whole, book):
        said = claim.when and (claim.when.end or claim.when.start)
        day = min(said or last, last)
        dated = report(whole.text, day, "the table")
        where = claim.where
        if where and where.place.span.end <= len(title):
            where = replace(where, place=replace(where.place, ref=town))
        moved = replace(claim, report=dated.id, where=where, background=False)
        yield Evidence(dated, sealed(moved))

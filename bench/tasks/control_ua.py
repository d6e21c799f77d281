"""Who holds a town and since when, from a table's notes: each note is a report whose title is the
town and whose day is that of the table. The answer is the picture's: of the spells of the town."""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date
from itertools import pairwise

from msgspec.structs import replace

from bench.data import report
from bench.tasks.readings import over
from bench.tasks.task import Half, Measure, Row, Task
from foglift.codebook import Book
from foglift.fuse import picture
from foglift.model import Claim, ControlSpell, Report, sealed
from foglift.read import READERS

# How the tables write the sides; HTS is told from the other opposition by its own name.
_SIDES = {
    "ukraine.ukraine": "Ukraine",
    "ukraine.russia": "Russia",
    "syria.government": "government",
    "syria.opposition": "opposition",
    "syria.transition": "opposition",
    "syria.turkey": "opposition",
    "syria.sdf": "SDF",
    "syria.is": "IS",
}
_OWN_NAMES = {"hts": "HTS"}
CONTESTED = "contested"


def holders(rows: Sequence[Row], book: Book) -> list[Row]:
    """{"id": "a1", "held_by": "Russia", "since": "2022-03-24"} for each note."""
    land = theatre((row["name"] for row in rows), book)
    notes = [note(row["name"], land, row["text"], row["as_of"]) for row in rows]
    return [
        {"id": row["id"], "held_by": spells[-1]["held_by"], "since": spells[-1]["from"] or None}
        for row, spells in zip(rows, over(history, notes, book), strict=True)
    ]


def timelines(rows: Sequence[Row], book: Book) -> list[Row]:
    """{"id": "Kherson", "history": [{"from": "2022-03-02", "held_by": "Russia"}]} for each town."""
    land = theatre((row["id"] for row in rows), book)
    notes = [note(row["id"], land, row["final_note"], row["last"]) for row in rows]
    return [
        {"id": row["id"], "history": _from(row["first"], spells)}
        for row, spells in zip(rows, over(history, notes, book), strict=True)
    ]


def _from(first: str, spells: list[Row]) -> list[Row]:
    """The spells from the first day of the table on."""
    at = max(n for n, spell in enumerate(spells) if spell["from"] <= first)
    found = [{**spells[at], "from": first}, *spells[at + 1 :]]
    changes = [now for was, now in pairwise(found) if now["held_by"] != was["held_by"]]
    return [found[0], *changes]


def theatre(towns: Iterable[str], book: Book) -> str:
    """The name of the country that a table is about: most of its towns can lie there."""
    found = Counter(
        country
        for town in towns
        for country in {place.country for place, _ in book.gazetteer.named(town)}
    )
    best = min(found, key=lambda country: (-found[country], country), default="")
    return book.gazetteer.country(best).name if best else ""


def note(town: str, land: str, words: str, day: str) -> Report:
    title = f"{town.split(',')[0]}, {land}" if land else town
    return report(f"{title}\n\n{words}", date.fromisoformat(day))


def history(note: Report, book: Book) -> list[Row]:
    """Who had the town from when on, by the note's day; first, with no day, whose land it is."""
    title, _, _ = note.text.partition("\n")
    town = _town(title, book)
    claims = [_placed(claim, len(title), town) for claim in READERS["rules"].read(note, book)]
    assert note.published is not None
    found = picture(((note, claim) for claim in claims), (), book, note.published)
    spells = [one for one in found.control if one.place == town and one.layer == "claimed"]
    told = [
        {"from": one.since.isoformat() if one.since else "", "held_by": held}
        for one in spells
        if (held := _held_by(one, book))
    ]
    native = _native(town, note, book)
    retaken = bool(spells) and _is_retaken(spells[0], native, book)
    return [{"from": "", "held_by": _enemy(native) if retaken else native}, *told]


def _town(title: str, book: Book) -> str:
    """The id of the town: the likeliest of that name in the land, or the land where none is known.
    Which of several it is does not matter, for each note is a picture of its own."""
    name, _, land = title.rpartition(", ")
    country = next((place.country for place, _ in book.gazetteer.named(land)), "")
    towns = [p for p, _ in book.gazetteer.named(name, (country,)) if p.country == country]
    return towns[0].id if towns else book.gazetteer.country(country).id


def _placed(claim: Claim, title: int, town: str) -> Claim:
    """The claim with the town as its place where that is what its place names: the title."""
    if claim.where is None or claim.where.place.span.end > title:
        return claim
    place = replace(claim.where.place, ref=town)
    return sealed(replace(claim, where=replace(claim.where, place=place)))


def _held_by(spell: ControlSpell, book: Book) -> str:
    """The table's word for what the picture says, "" where it does not say who has it."""
    if spell.state == "contested":
        return CONTESTED
    country = book.gazetteer.place(spell.place).country
    side = book.side(spell.holder, spell.since, country) if spell.holder else ""
    return _OWN_NAMES.get(spell.holder, _SIDES.get(side, ""))


def _is_retaken(first: ControlSpell, native: str, book: Book) -> bool:
    """Whether the first that is told is that the state took the place, which it then had not."""
    words = f"taken by {book.label(first.holder)}" if first.holder else "-"
    taken = any(side.position.startswith(words) for side in first.sides)
    return taken and _held_by(first, book) == native


def _enemy(native: str) -> str:
    """Who had it before, in a war of two sides; elsewhere that is not known."""
    return {"Ukraine": "Russia", "Russia": "Ukraine"}.get(native, native)


def _native(town: str, note: Report, book: Book) -> str:
    """Where nobody says that anybody took it, the state has it in whose land it lies."""
    country = book.gazetteer.place(town).country if town else ""
    state = book.state(country, note.published)
    return _SIDES.get(book.side(state, note.published, country), "")


_HOLDER = (
    Measure("holder_accuracy", 77.2, "", 95),
    Measure("macro_f1"),
    Measure("since_within_3_days", None, "", 85),
    Measure("since_within_14_days"),
)
_TIMELINE = (Measure("agreement"), Measure("changes.f1"))
TASK = Task(
    name="control_ua",
    halves=(
        Half("control_ua/notes_dev.jsonl", holders, _HOLDER, form="as_of"),
        Half("control_ua/timeline_dev.jsonl", timelines, _TIMELINE, form="history"),
    ),
    quick=True,
)

"""The day's brief, as an editor reads it: what changed first, each sentence with its evidence."""

from datetime import date, timedelta

import msgspec

from foglift.desk.look import Look
from foglift.model import Section, Sentence
from foglift.publish.footnotes import Footnote, footnotes
from foglift.publish.pages import by_area

_DAY = timedelta(days=1)
LISTS = {
    "control": "/places",
    "incidents": "/incidents",
    "tallies": "/tallies",
    "threats": "/outlook",
    "claims": "/claims",
}


class Note(msgspec.Struct, frozen=True):
    """A footnote: who says what in which words of which report."""

    number: int
    claim: str
    report: str
    outlet: str
    published: date | None
    url: str
    words: str
    who: str


class Line(msgspec.Struct, frozen=True):
    """A sentence and the numbers of its footnotes; `to` is the list that has all of what it only
    counts, `query` what is asked of that."""

    text: str
    notes: tuple[int, ...]
    to: str = ""
    query: dict[str, str] = {}


class Area(msgspec.Struct, frozen=True):
    """Sentences about one province; `name` is "" where a section does not go by provinces."""

    name: str
    lines: tuple[Line, ...]


class Part(msgspec.Struct, frozen=True):
    """A headed part of the brief. `anchor` is its address on the page."""

    title: str
    anchor: str
    areas: tuple[Area, ...]


class BriefPage(msgspec.Struct, frozen=True):
    """The brief of a day. `previous` and `next` are the days beside it that have reports, `today`
    is how many reports the day has, `since` the day with which it is compared."""

    day: date
    known_by: date
    since: date
    previous: date | None
    next: date | None
    today: int
    reports: int
    parts: tuple[Part, ...]
    notes: tuple[Note, ...]


def brief(look: Look) -> BriefPage:
    """The brief of the day, its sentences with numbered footnotes."""
    sections = look.brief.sections
    cited = tuple(id for part in sections for line in part.sentences for id in line.claims)
    notes = footnotes(look.facts, cited)
    numbers = {note.claim: note.number for note in notes}
    return BriefPage(
        day=look.day,
        known_by=look.known_by,
        since=look.day - _DAY,
        previous=look.previous_day,
        next=look.next_day,
        today=sum(report.published == look.day for report in look.reports.values()),
        reports=len(look.reports),
        parts=tuple(_part(section, numbers) for section in sections),
        notes=tuple(_note(look, note) for note in notes),
    )


def _part(section: Section, numbers: dict[str, int]) -> Part:
    return Part(
        title=section.title,
        anchor=section.title.lower().replace(" ", "-"),
        areas=tuple(
            Area(
                area,
                tuple(_line(one, numbers) for one in lines),
            )
            for area, lines in by_area(section)
        ),
    )


def _line(one: Sentence, numbers: dict[str, int]) -> Line:
    notes = tuple(numbers[id] for id in one.claims if id in numbers)
    if one.rest is None:
        return Line(one.text, notes)
    query = {
        "place": one.rest.place,
        "since": one.rest.since.isoformat() if one.rest.since else "",
        "contested": "yes" if one.rest.only == "contested" else "",
        "kind": "assessment" if one.rest.only == "assessment" else "",
    }
    asked = {key: value for key, value in query.items() if value}
    return Line(one.text, notes, LISTS[one.rest.list], asked)


def _note(look: Look, note: Footnote) -> Note:
    return Note(
        number=note.number,
        claim=note.claim,
        report=note.report,
        outlet=look.claims[note.claim][0].name,
        published=date.fromisoformat(note.published) if note.published else None,
        url=note.url,
        words=note.words,
        who=note.who,
    )

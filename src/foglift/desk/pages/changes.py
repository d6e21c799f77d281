"""What changed since any day, each change with what brought it."""

from datetime import date, timedelta
from typing import Annotated

import msgspec
from fastapi import Query

from foglift.desk import saying
from foglift.desk.look import Look
from foglift.fuse.changes import MINOR
from foglift.model import Cause, Incident, Intention, Shift, Tally
from foglift.publish import tallied, wording

_TITLES = {
    "control": "Who holds what",
    "area": "What is said of areas",
    "tally": "Numbers of people",
    "incident": "What happened",
    "intention": "What is announced",
    "threat": "Places under threat",
}
_PAGES = {"incident": "/incidents/", "tally": "/tallies/"}


class Brought(msgspec.Struct, frozen=True):
    """What brought a change: of what kind, in words, and the claims."""

    kind: str
    words: str
    claims: tuple[str, ...]


class Change(msgspec.Struct, frozen=True):
    """One difference: how it stood and stands, what brought it. `links` are pages about it, by
    what they are called."""

    kind: str
    subject: str
    was: str
    now: str
    causes: tuple[Brought, ...]
    links: dict[str, str]


class Group(msgspec.Struct, frozen=True):
    """Changes of one sort: those that matter, and the minor ones."""

    about: str
    title: str
    changes: tuple[Change, ...]
    minor: tuple[Change, ...]


class ChangesPage(msgspec.Struct, frozen=True):
    """In what the picture of a day is another than that of an earlier day."""

    since: date
    day: date
    known_by: date
    hindsight: bool
    days: tuple[date, ...]
    groups: tuple[Group, ...]


Since = Annotated[date | None, Query(description="The earlier day; by default the day before.")]


def changes(look: Look, since: Since = None) -> ChangesPage:
    """What changed since a day, by default the day before; what weighs most first. In hindsight,
    both days are seen as they are known by now."""
    before = since if since and since < look.day else look.day - timedelta(days=1)
    hindsight = look.known_by > look.day
    shifts = look.since(before, look.known_by if hindsight else None)
    found: dict[str, list[Shift]] = {}
    for shift in shifts:
        found.setdefault(shift.about, []).append(shift)
    return ChangesPage(
        since=before,
        day=look.day,
        known_by=look.known_by,
        hindsight=hindsight,
        days=tuple(day for day in look.days if day < look.day)[-14:],
        groups=tuple(
            Group(
                about=about,
                title=title,
                changes=tuple(_change(look, one) for one in found[about] if one.kind not in MINOR),
                minor=tuple(_change(look, one) for one in found[about] if one.kind in MINOR),
            )
            for about, title in _TITLES.items()
            if about in found
        ),
    )


def _change(look: Look, shift: Shift) -> Change:
    def words(text: str) -> str:
        return wording.spelled(text, look.day)

    return Change(
        kind=shift.kind,
        subject=_subject(look, shift) or wording.capital(words(shift.subject), look.facts.small),
        was=words(shift.was),
        now=words(shift.now),
        causes=tuple(_brought(look, one) for one in shift.causes),
        links=_links(look, shift),
    )


def _subject(look: Look, shift: Shift) -> str:
    """What changed, in the words of its own page; "" for what there is no more."""
    match next(filter(None, (_thing(look, id) for id in shift.later)), None):
        case Tally() as tally:
            return wording.capital(tallied.subject(look.facts, tally), look.facts.small)
        case Incident() | Intention() as thing:
            return saying.stands(look.facts, thing).partition(": ")[0]
    return ""


def _thing(look: Look, id: str) -> Incident | Tally | Intention | None:
    return look.incidents.get(id) or look.tallies.get(id) or look.intentions.get(id)


def _brought(look: Look, cause: Cause) -> Brought:
    shown = tuple(id for id in cause.claims if id in look.claims)
    return Brought(cause.kind, wording.spelled(cause.words, look.day), shown)


def _links(look: Look, shift: Shift) -> dict[str, str]:
    """The pages about what changed that there are now."""
    found: dict[str, str] = {}
    if shift.about in _PAGES:
        for number, id in enumerate((one for one in shift.later if _thing(look, one)), 1):
            name = f"The {shift.about}" if number == 1 else f"the {shift.about} {number}"
            found[name] = _PAGES[shift.about] + id
    if shift.place:
        found[f"What is known of {look.facts.place(shift.place)}"] = f"/places/{shift.place}"
    return found

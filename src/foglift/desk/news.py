"""What changed, as items that a feed or a webhook tells, and the rules that choose among them."""

from collections.abc import Callable, Iterable, Iterator

import msgspec

from foglift.codebook import Book
from foglift.flow import AskError, lying
from foglift.fuse.changes import MINOR
from foglift.model import Incident, Intention, Picture, Shift, Tally, digest
from foglift.text import fold

ABOUT = {
    "control": "who holds a place",
    "tally": "numbers of people",
    "incident": "what happened",
    "intention": "what was announced",
    "threat": "places under threat",
}
# How a change is headed, by what it is about and of what kind.
_HEADS = {
    "control": {
        "changed hands": "{} changed hands",
        "contested": "{} is fought over",
        "surrounded": "{} is surrounded",
        "settled": "Who holds {} is settled",
        "unclear": "Who holds {} is unclear",
        "newly told": "Who holds {} is newly told",
        "gone": "Nobody is said to hold {} any more",
        "disputed": "Who holds {} is disputed",
        "undisputed": "Who holds {} is disputed no longer",
        "rose": "Who holds {} is better supported",
        "fell": "Who holds {} is less well supported",
        "stale": "Nobody has told lately who holds {}",
        "fresh": "It is told again who holds {}",
        "withdrawn": "Who holds {} was taken back",
    },
    "tally": {
        "newly told": "Newly counted: {}",
        "revised up": "Number revised upwards: {}",
        "revised down": "Number revised downwards: {}",
        "got a best": "Number from a source that is no party: {}",
        "lost its best": "Number from the parties alone: {}",
        "range": "Range of a number is another: {}",
        "problem": "Numbers that do not fit one another: {}",
    },
    "intention": {
        "newly told": "Announced: {}",
        "fulfilled": "Came about: {}",
        "not fulfilled": "Did not come about: {}",
        "open again": "Open again: {}",
    },
    "threat": {
        "listed": "{} is listed as threatened",
        "dropped": "{} is listed as threatened no longer",
    },
}
_OTHERWISE = {
    "newly told": "Newly told: {}",
    "gone": "Told no longer: {}",
    "withdrawn": "Taken back: {}",
    "disputed": "Disputed: {}",
    "undisputed": "Disputed no longer: {}",
    "rose": "Better supported: {}",
    "fell": "Less well supported: {}",
}
_PAGES = {"tally": "tallies", "incident": "incidents"}


class News(msgspec.Struct, frozen=True):
    """One thing that changed: "Hama changed hands".

    `was` and `now` say how it stood and stands, "" where there was or is nothing; `causes` what
    brought it. `place`, `actors` and `type` (of event) are ids, by which rules choose. `path` is
    the page of it. The id is the same for the same change whenever it is told.
    """

    id: str
    day: str
    about: str
    kind: str
    title: str
    was: str
    now: str
    causes: tuple[str, ...]
    claims: tuple[str, ...]
    path: str
    place: str = ""
    actors: tuple[str, ...] = ()
    type: str = ""


class Rule(msgspec.Struct, frozen=True):
    """Which news somebody wants: of a place and all that lies in it, of an actor and all that are
    of its side, of a kind ("control", "changed hands", "SHELLING"); "" is any."""

    place: str = ""
    actor: str = ""
    kind: str = ""

    @property
    def is_all(self) -> bool:
        return not (self.place or self.actor or self.kind)


def news(shifts: Iterable[Shift], picture: Picture, book: Book) -> tuple[News, ...]:
    """The shifts that lead to a picture as news, in their order; without those of little weight."""
    things: dict[str, Incident | Tally | Intention] = {}
    for found in (picture.incidents, picture.tallies, picture.intentions):
        things.update((one.id, one) for one in found)
    held = {one.place: one.by for one in picture.threats}

    def told(shift: Shift) -> News:
        thing = next((things[id] for id in shift.later if id in things), None)
        actors = (
            *shift.holders,
            *getattr(thing, "actors", ()),
            *getattr(thing, "recipients", ()),
            *getattr(thing, "by", ()),
            *(held.get(shift.place, ()) if shift.about == "threat" else ()),
        )
        day = picture.as_of.isoformat()
        said = (shift.about, shift.kind, shift.place, shift.subject, shift.was, shift.now)
        return News(
            id=digest(day, *said, *shift.claims),
            day=day,
            about=shift.about,
            kind=shift.kind,
            title=_title(shift),
            was=shift.was,
            now=shift.now,
            causes=tuple(cause.words for cause in shift.causes),
            claims=shift.claims,
            path=_path(shift),
            place=shift.place,
            actors=tuple(dict.fromkeys(filter(None, actors))),
            type=getattr(thing, "type", ""),
        )

    return tuple(told(one) for one in shifts if one.about in ABOUT and one.kind not in MINOR)


def chosen(items: Iterable[News], rule: Rule, book: Book) -> Iterator[News]:
    """The items that a rule asks for. Raises AskError for a place or an actor that is not known."""
    lies, acts = _place(rule.place, book), _actor(rule.actor, book)
    kind = fold(rule.kind)
    for one in items:
        kinds = (fold(one.about), fold(one.kind), fold(one.type))
        if lies(one.place) and acts(one.actors) and (not kind or kind in kinds):
            yield one


def checked(rule: Rule, book: Book) -> Rule:
    """The rule itself. Raises AskError for a place or an actor that is not known, or for a kind of
    which nothing can be."""
    list(chosen((), rule, book))
    kinds = {*ABOUT, *_OTHERWISE, *(kind for heads in _HEADS.values() for kind in heads)}
    kinds.update(type for type, _ in book.events)
    if rule.kind and fold(rule.kind) not in {fold(kind) for kind in kinds}:
        raise AskError(f"no news is of the kind '{rule.kind}'")
    return rule


def words(one: News) -> str:
    """The change in words: how it is now, how it was, what brought it."""
    said = [f"Now: {one.now}." if one.now else "Now: nothing is told of it."]
    said += [f"Before: {one.was}."] if one.was else []
    said += [f"Because: {'; '.join(one.causes)}."] if one.causes else []
    return " ".join(said)


# -------------------------------------------------------------------------------------- inside


def _title(shift: Shift) -> str:
    head = _HEADS.get(shift.about, {}).get(shift.kind) or _OTHERWISE.get(shift.kind)
    title = (head or f"{shift.kind.capitalize()}: {{}}").replace("{}", shift.subject)
    return title[:1].upper() + title[1:]


def _path(shift: Shift) -> str:
    page = _PAGES.get(shift.about)
    if page and shift.later:
        return f"/{page}/{shift.later[0]}"
    return f"/places/{shift.place}" if shift.place else f"/claims/{shift.claims[0]}"


def _place(name: str, book: Book) -> Callable[[str], bool]:
    """Whether a place is the one of that id or name, or lies in it."""
    return lying(name, book) if name else lambda ref: True


def _actor(name: str, book: Book) -> Callable[[Iterable[str]], bool]:
    """Whether one of some actors is the one of that id or name, a part of it or of its side."""
    if not name:
        return lambda refs: True
    ids = [name] if name in book.actors else book.names().get(fold(name), ())
    wanted = {id for id in ids if id in book.actors}
    sides = {spell.side for actor in book.actors.values() for spell in actor.sides}
    if name in sides:
        wanted = {name}
    if not wanted:
        raise AskError(f"no actor is called '{name}'")

    def acts(refs: Iterable[str]) -> bool:
        return any(
            book.party(ref) == id or book.among(ref, id) or book.side(ref, None) == id
            for ref in refs
            for id in wanted
        )

    return acts

"""Is a codebook sound? Messages "file:line: ..." in plain words; none when it is."""

import re
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any

import msgspec

from foglift.codebook.rows import (
    Actor,
    Alike,
    Boilerplate,
    Conflict,
    EventType,
    Outcome,
    PlaceRow,
    Shape,
    Source,
    StanceType,
    Verb,
    WordList,
)
from foglift.codebook.tables import PLACES, TABLES, Fault, Located, Table, located
from foglift.model import Value
from foglift.text import fold


class _Known(msgspec.Struct, frozen=True):
    """The ids that rows may refer to."""

    actors: frozenset[str]
    sides: frozenset[str]
    countries: frozenset[str]
    events: frozenset[str]
    loaded: frozenset[str]


def check(folder: Path, base: Path | None = None) -> tuple[str, ...]:
    """What is wrong in the folder's files, in the order of files and lines:
    "actors/syria.yml:12: unknown field 'knd' - did you mean 'kind'?".

    Rows may refer to rows of `base`, the codebook that the folder adds to.
    """
    tables = {**TABLES, **PLACES}
    found = {name: tuple(located(folder, table)) for name, table in tables.items()}
    rows = {name: _sound(some) for name, some in found.items()}
    below = {name: _sound(located(base, table)) if base else () for name, table in tables.items()}
    known = _known({name: (*below[name], *rows[name]) for name in tables})
    faults = [one for some in found.values() for one in some if isinstance(one, Fault)]
    for name, table in tables.items():
        faults += _twice(table, rows[name], folder)
        for one in rows[name]:
            faults += _faults(one, known, _Lines(folder / one.file))
    return tuple(str(fault) for fault in sorted(set(faults)))


class _Lines:
    """The lines of a file, to say where in a long row something stands."""

    def __init__(self, path: Path) -> None:
        self._lines = path.read_text(encoding="utf-8").split("\n")

    def of(self, words: str, start: int) -> int:
        """The first line from `start` on that has the words; `start` when none has."""
        later = enumerate(self._lines[start - 1 :], start)
        return next((number for number, line in later if words in line), start)


def _sound(found: Iterable[Located | Fault]) -> tuple[Located, ...]:
    return tuple(one for one in found if isinstance(one, Located))


def _known(rows: dict[str, tuple[Located, ...]]) -> _Known:
    wars = [one.row for one in rows["conflicts"] if isinstance(one.row, Conflict)]
    events: list[Any] = [one.row for one in rows["events"]]
    countries: list[Any] = [one.row for one in rows["countries"]]
    loaded: list[Any] = [one.row for one in rows["loaded"]]
    return _Known(
        actors=frozenset(actor.id for war in wars for actor in war.actors),
        sides=frozenset(side.id for war in wars for side in war.sides),
        countries=frozenset(country.iso for country in countries),
        events=frozenset(
            name for row in events for name in (row.type, f"{row.type}/{row.facet}".rstrip("/"))
        ),
        loaded=frozenset(fold(row.phrase) for row in loaded),
    )


def _faults(one: Located, known: _Known, lines: _Lines) -> Iterator[Fault]:
    if isinstance(one.row, Conflict):
        yield from _conflict(one.row, one, known, lines)
        return
    checked = _CHECKS.get(type(one.row))
    messages = checked(one.row, known) if checked else ()
    for message in (*messages, *_example(one.row)):
        yield Fault(one.file, one.line, message)


# ---------------------------------------------------------------------------- actors, sources


def _conflict(war: Conflict, one: Located, known: _Known, lines: _Lines) -> Iterator[Fault]:
    def fault(words: str, start: int, message: str) -> Fault:
        return Fault(one.file, lines.of(words, start), message)

    for message in _dangling("country", war.countries, known.countries):
        yield fault("countries:", one.line, message)
    for joined in war.joined:
        start = lines.of(f"actor: {joined.actor},", one.line)
        for message in (
            *_dangling("actor", [joined.actor], known.actors),
            *_dangling("side", [joined.side], known.sides),
        ):
            yield fault("", start, message)
    for actor in war.actors:
        start = lines.of(f"  - id: {actor.id}", one.line)
        for message in _actor(actor, known):
            yield fault("", start, f"{actor.id}: {message}")
    yield from _collisions(war, one, lines)


def _actor(actor: Actor, known: _Known) -> Iterator[str]:
    yield from _dangling("part_of", [actor.part_of], known.actors)
    yield from _dangling("side", [spell.side for spell in actor.sides], known.sides)
    yield from _dangling("country", actor.countries, known.countries)
    yield from _repeated("leader", [leader.id for leader in actor.leaders])
    for name in (*actor.aliases, *actor.words):
        if fold(name) in known.loaded:
            yield f"'{name}' is a loaded word, not a name (loaded.csv)"
    yield from _too_short(actor.aliases)
    yield from _named_example(actor, (*actor.aliases, *actor.words))


def _source(source: Source, known: _Known) -> Iterator[str]:
    yield from _dangling("party", [source.party], known.actors)
    yield from _dangling("country", source.countries, known.countries)
    yield from _too_short(source.aliases)
    yield from _repeated("person", [person.id for person in source.people])
    if source.role == "party" and not source.party:
        yield "a source with the role 'party' needs the actor it speaks for in 'party'"
    yield from _named_example(source, source.aliases)


def _too_short(aliases: Iterable[str]) -> Iterator[str]:
    """Names in a script without capitals or vowels, of which too little is left in Latin letters:
    Arabic for Hamas would be found in "HMS"."""
    for alias in aliases:
        if alias.lower() == alias.upper() and len(fold(alias)) < 4:
            yield f"'{alias}' is compared as '{fold(alias)}', too short to be a name"


def _place(row: PlaceRow, known: _Known) -> Iterator[str]:
    yield from _dangling("country", [row.country], known.countries)
    if not row.name:
        yield "it has no name"
    if abs(row.lat) > 90 or abs(row.lon) > 180:
        yield f"{row.lat}, {row.lon} is no position in degrees north and east"


def _dangling(what: str, ids: Iterable[str], known: frozenset[str]) -> Iterator[str]:
    """References that lead nowhere; none while there is no row of that kind at all."""
    for id in ids:
        if id and known and id not in known:
            yield f"{what} '{id}' is in no row"


def _repeated(what: str, ids: list[str]) -> Iterator[str]:
    for id in sorted({id for id in ids if ids.count(id) > 1}):
        yield f"{what} '{id}' stands here twice"


def _collisions(war: Conflict, one: Located, lines: _Lines) -> Iterator[Fault]:
    """Names that two actors of one conflict have at the same time."""
    holders: dict[str, list[Actor]] = {}
    for actor in war.actors:
        for name in dict.fromkeys(fold(name) for name in (actor.name, *actor.aliases)):
            holders.setdefault(name, []).append(actor)
    for name, actors in holders.items():
        for first, second in pairwise(actors):
            if _overlap(first, second):
                line = lines.of(f"  - id: {second.id}", one.line)
                yield Fault(one.file, line, f"'{name}' names both {first.id} and {second.id}")


def _overlap(first: Actor, second: Actor) -> bool:
    """Whether there is a day on which both are on a side; always for one without sides."""
    if not first.sides or not second.sides:
        return True
    return any(
        (a.since or date.min) <= (b.until or date.max)
        and (b.since or date.min) <= (a.until or date.max)
        for a in first.sides
        for b in second.sides
    )


def _twice(table: Table, rows: Iterable[Located], folder: Path) -> Iterator[Fault]:
    """Rows with the same id; actors are compared over all files."""
    seen: dict[str, str] = {}
    for one in rows:
        for id, line in _ids(table, one, folder):
            if id in seen:
                yield Fault(one.file, line, f"{id} is also in {seen[id]}")
            seen[id] = f"{one.file}:{line}"


def _ids(table: Table, one: Located, folder: Path) -> Iterator[tuple[str, int]]:
    """What no other row may be called, with the line that calls it so."""
    yield " ".join(str(part) for part in table.name(one.row) if part), one.line
    if isinstance(one.row, Conflict):
        lines, line = _Lines(folder / one.file), one.line
        for actor in one.row.actors:
            line = lines.of(f"- id: {actor.id}", line + 1)
            yield f"actor {actor.id}", line


# ----------------------------------------------------------------------------------- examples


def _named_example(row: Actor | Source, names: Iterable[str]) -> Iterator[str]:
    if not row.example:
        yield "no example sentence"
    elif not _has_any(row.example, (row.name, *names)):
        yield "the example has none of its names"


def _example(row: Value) -> Iterator[str]:
    """Every row but actors, sources and countries shows itself in `example`."""
    if isinstance(row, Actor | Source | EventType) or not hasattr(row, "example"):
        return
    shown = _shown(row)
    if not row.example:
        yield "no example sentence"
    elif shown and not _has_any(row.example, shown):
        yield f"the example does not have '{shown[0]}'"


def _shown(row: Value) -> tuple[str, ...]:
    """The words that must stand in the row's example; none where they may be inflected."""
    for field in ("word", "phrase"):
        if hasattr(row, field):
            return (getattr(row, field),)
    return row.verbs if isinstance(row, StanceType) else ()


def _has_any(sentence: str, names: Iterable[str]) -> bool:
    words = f" {_bare(sentence)} "
    return any(f" {_bare(name)} " in words for name in names)


def _bare(text: str) -> str:
    return " ".join(re.findall(r"\w+", fold(text)))


def _list(row: WordList) -> Iterator[str]:
    """A list shows one of its words, in any form: "burn", "burned"."""
    example = f" {_bare(row.example)}"
    stems = (_bare(word).removesuffix("e").removesuffix("y") for word in row.words)
    if row.example and not any(f" {stem}" in example for stem in stems):
        yield "the example has none of its words"


def _event(row: EventType) -> Iterator[str]:
    if not row.examples:
        yield "no example sentence"
    for name, slots in (("said", "{actors}"), ("unsaid", "")):
        if slots not in getattr(row, name):
            yield f"'{name}' has no {slots}"


def _boilerplate(row: Boilerplate) -> Iterator[str]:
    try:
        pattern = re.compile(row.pattern, re.IGNORECASE)
    except re.error as error:
        yield f"not a pattern: {error}"
        return
    if not pattern.fullmatch(row.example):
        yield "the example does not match the pattern"


# What is checked of a kind of row besides its types and its example.
_CHECKS: dict[type[Value], Callable[[Any, _Known], Iterable[str]]] = {
    Source: _source,
    Verb: lambda row, known: _dangling("event", row.event.split(";"), known.events),
    Shape: lambda row, known: _dangling("event", row.event.split(";"), known.events),
    Alike: lambda row, known: _dangling("type", row.types, known.events),
    Outcome: lambda row, known: _dangling("type", (*row.meant, *row.deeds), known.events),
    EventType: lambda row, known: _event(row),
    Boilerplate: lambda row, known: _boilerplate(row),
    WordList: lambda row, known: _list(row),
    PlaceRow: _place,
}

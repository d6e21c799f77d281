"""What foglift knows before it reads: actors, sources, places, event types, verbs, cues."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache, cached_property
from itertools import product
from math import log
from pathlib import Path
from typing import Any, TypeVar

import msgspec

from foglift.codebook import gazetteer as places
from foglift.codebook.check import check
from foglift.codebook.gazetteer import Gazetteer
from foglift.codebook.rows import (
    ARMED,
    Actor,
    Alike,
    Boilerplate,
    Common,
    Conflict,
    Country,
    Cue,
    Decides,
    Evaluation,
    EventType,
    Given,
    Governor,
    Group,
    Kin,
    Leader,
    Loaded,
    Noun,
    Outcome,
    People,
    Plan,
    Shape,
    SideSpell,
    Source,
    StanceType,
    Verb,
    WordList,
)
from foglift.codebook.tables import PLACES, TABLES, Table, rows
from foglift.model import Realis, Role, Stance, Value, digest
from foglift.text import fold, stem

Row = TypeVar("Row")
_OPTIONAL = re.compile(r"\[([^\[\]]{1,80})\]")
_SLOT = re.compile(r"\{(actors|recipients|place)\}")
DATA = Path(__file__).parent / "data"
_UNSEEN = log(1000 / 0.5)
_ALONE = Alike(types=(), example="")


@dataclass(frozen=True, eq=False)
class Book:
    """The codebook, loaded and checked.

    A *ref* is an id of anything it knows: an actor `hts`, a leader `hts/jolani`, a source `sohr`,
    a person of a source `sohr/abdulrahman`, a place `wof:123`, a word for people
    `people:civilians`, a country `SY`, a side `syria.government`. `strangers` are refs that none of
    its rows has, with the words for them: see codebook/strangers.py.
    """

    conflicts: tuple[Conflict, ...]
    actors: dict[str, Actor]
    sources: dict[str, Source]
    events: dict[tuple[str, str], EventType]
    stances: dict[Stance, StanceType]
    verbs: tuple[Verb, ...]
    shapes: dict[str, Shape]
    plans: tuple[Plan, ...]
    governor_rows: tuple[Governor, ...]
    nouns: tuple[Noun, ...]
    kin: tuple[Kin, ...]
    lists: tuple[WordList, ...]
    common: tuple[Common, ...]
    alike: tuple[Alike, ...]
    outcomes: tuple[Outcome, ...]
    evaluations: tuple[Evaluation, ...]
    cues: tuple[Cue, ...]
    people: tuple[People, ...]
    groups: dict[str, Group]
    given_names: tuple[Given, ...]
    loaded: tuple[Loaded, ...]
    boilerplate: tuple[Boilerplate, ...]
    countries: dict[str, Country]
    digest: str = ""
    own: places.Own | None = None
    strangers: Mapping[str, str] = field(default_factory=dict)

    @property
    def gazetteer(self) -> Gazetteer:
        """The gazetteer that ships with foglift, with the places of one's own folder."""
        return places.load(self.own) if self.own else places.load()

    # -------------------------------------------------------------------------------- names

    def names(self) -> dict[str, tuple[str, ...]]:
        """Folded name -> refs of the actors, leaders and sources so called:
        "hts" -> ("hts",), "mohammad al jolani" -> ("hts/jolani", ...)."""
        return self._names

    def words(self) -> dict[str, tuple[str, ...]]:
        """Folded generic name without article ("rebels") -> ids of the actors it may mean."""
        return self._words

    def listed(self, kind: str) -> frozenset[str]:
        """The words of a list: "harm" -> {"burn", "raze", ...}. Raises KeyError when there is no
        such list."""
        return self._lists[kind]

    def current(self, refs: Iterable[str], day: date | None) -> tuple[str, ...]:
        """Those in office, or on a side of their own war, on that day; all where no day is given.
        Of ("syrian-army", "syrian-army-2024") in 2019 the first."""
        return tuple(ref for ref in refs if day is None or self._lives(ref, day))

    def label(self, ref: str) -> str:
        """The neutral name of any ref, as the brief writes it; that of a stranger are the words
        it was heard by."""
        return self.strangers.get(ref) or self.titled(ref)

    def titled(self, ref: str) -> str:
        """The neutral name of any ref by the rows alone; an unknown ref is its own name."""
        if ref.startswith(places.PREFIXES):
            return self.gazetteer.place(ref).name
        return self._labels.get(ref, ref)

    def knows(self, ref: str) -> bool:
        """Whether a row has the ref."""
        return ref in self._labels or self.gazetteer.knows(ref)

    def happening(
        self, type: str, facet: str = "", actors: str = "", recipients: str = "", place: str = ""
    ) -> str:
        """The neutral words for an event: "HTS captured Hama", "Hama was captured" without
        actors."""
        row = self.event(type, facet)
        slots = {"actors": actors, "recipients": recipients, "place": place}
        kept = _OPTIONAL.sub(
            lambda part: _if_filled(part.group(1), slots), row.said if actors else row.unsaid
        )
        return _SLOT.sub(lambda slot: slots[slot.group(1)] or "a place not named", kept)

    def event(self, type: str, facet: str = "") -> EventType:
        """The row of a type of event with its facet, else that of the type; of a type that no row
        has, one that says no more than its name."""
        return self.events.get((type, facet)) or self.events.get((type, "")) or _unheard_of(type)

    # ------------------------------------------------------------------------------ who is who

    def actor(self, ref: str) -> Actor:
        """The actor of that id, or of that leader. Raises KeyError when there is none."""
        return self.actors[ref.partition("/")[0]]

    def source(self, ref: str) -> Source:
        """The source of that id, or of that person. Raises KeyError when there is none."""
        return self.sources[ref.partition("/")[0]]

    def person(self, ref: str) -> Leader | None:
        """The person of a ref such as `hts/jolani`; None when it is no person's."""
        return self._persons.get(ref)

    def party(self, ref: str) -> str:
        """The actor an actor, a leader or a source belongs to: "sana" -> "syria"; else ""."""
        owner = ref.partition("/")[0]
        if owner in self.sources:
            return self.sources[owner].party
        return owner if owner in self.actors else ""

    def role(self, ref: str) -> Role:
        """How the word of a source or actor counts: a state speaks as a party, also where it has
        no side in the war."""
        owner = ref.partition("/")[0]
        if owner in self.sources:
            return self.sources[owner].role
        return self.actors[owner].role if owner in self.actors else "anonymous"

    def armed(self, ref: str) -> bool:
        """Whether the ref stands for people under arms: an army, a rebel group, "soldiers"."""
        if ref.startswith("people:"):
            return ref in self._armed_people
        actor = self.actors.get(ref.partition("/")[0])
        return actor is not None and actor.kind in ARMED

    def among(self, one: str, other: str) -> bool:
        """Whether the one people are some of the other by what they are: girls of children, a
        brigade of its army."""
        return one == other or other in self._wider(one)

    def apart(self, one: str, other: str) -> bool:
        """Whether nobody can be both: women and children, civilians and soldiers."""
        return self._excludes(one, other) or self._excludes(other, one)

    def _excludes(self, one: str, other: str) -> bool:
        theirs = {other, *self._wider(other)}
        excluded = {ref for each in (one, *self._wider(one)) for ref in self._excluded(each)}
        return bool(excluded & theirs) or ("people:armed" in excluded and self.armed(other))

    def _excluded(self, ref: str) -> tuple[str, ...]:
        row = self.groups.get(ref)
        return tuple(f"people:{id}" for id in row.apart) if row else ()

    def _wider(self, ref: str) -> tuple[str, ...]:
        """Those whom they are some of, the nearest first."""
        found, at = [], ref
        while (above := self._above(at)) and above not in found:
            found.append(at := above)
        return tuple(found)

    def _above(self, ref: str) -> str:
        row = self.groups.get(ref)
        if row is not None:
            return f"people:{row.within}" if row.within else ""
        return self.actors[ref].part_of if ref in self.actors else ""

    # ------------------------------------------------------------------------------------ sides

    def side(self, ref: str, day: date | None, country: str = "") -> str:
        """The side of an actor, leader or source's party on that day ("" for none), in the
        conflict that has the country when one is given. Without a day, the side listed first. Who
        led it until another day is of the side that it was of then."""
        day = self._last_in_office(ref, day)
        spells = self._spells_in(self.party(ref), country)
        return next((spell.side for spell in spells if day is None or _covers(spell, day)), "")

    def _last_in_office(self, ref: str, day: date | None) -> date | None:
        owner, _, person = ref.partition("/")
        if day is None or not person or owner not in self.actors:
            return day
        ends = [one.until for one in self.actors[owner].leaders if one.id == person]
        last = max((end for end in ends if end), default=day) if all(ends) else day
        return min(last, day)

    def state(self, country: str, day: date | None) -> str:
        """The id of the actor that is the country's government on that day, "" when unknown."""
        found = self._states.get(country, ())
        then = [id for id in found if len(found) == 1 or day is None or self._lives(id, day)]
        return then[0] if then else ""

    def army(self, country: str, day: date | None) -> str:
        """The id of the regular forces of the country's government on that day, "" when unknown:
        the first of its file that are on the government's side."""
        home = self.home_side(country, day)
        return next(
            (
                actor.id
                for actor in self.actors.values()
                if actor.kind == "forces"
                and actor.countries[:1] == (country,)
                and self.side(actor.id, day, country) == home
            ),
            "",
        )

    def home_side(self, country: str, day: date | None) -> str:
        """The side of the country's own government on that day; "" where it has none."""
        return self.side(self.state(country, day), day, country)

    def state_side(self, ref: str, country: str, day: date | None = None) -> bool:
        """Whether the actor is the home state of the country or stands on its side."""
        party = self.party(ref)
        home = self.home_side(country, day) if day else ""
        if home and self.side(party, day, country):
            return self.side(party, day, country) == home
        actor = self.actors.get(party)
        at_home = actor is not None and actor.countries[:1] == (country,)
        return at_home and actor is not None and actor.kind in ("state", "forces", "police")

    # --------------------------------------------------------------------- what readers look up

    @cached_property
    def governors(self) -> dict[str, Realis]:
        """Word -> what it makes of the verb it governs: "fail" -> "negated"."""
        return {row.lemma: row.effect for row in self.governor_rows}

    def families(self, words: str) -> frozenset[str]:
        """The families of words that tell of one happening in which a lemma or a phrase is, each
        by its first word: "nab" -> {"arrest"}, "pass away" -> {"die"}."""
        return self._families.get(words if " " in words else stem(words), frozenset())

    # ---------------------------------------------------------------- what reports have in common

    def rarity(self, stem: str) -> float:
        """How much a word says about what a report is of, by its stem: 0 for "the", about 4 for
        "airport", the most for a word that is in no row."""
        return self._rarity.get(stem, _UNSEEN)

    def interchanged(self, one: str, other: str) -> Alike | None:
        """The row by which reports of one happening use two types of event for each other; for a
        type and itself one that asks nothing more; None where they are two happenings."""
        return self._interchanged.get((one, other)) or (_ALONE if one == other else None)

    def told_as(self, type: str) -> tuple[str, ...]:
        """The types under which another report may tell of the same happening, its own first."""
        return self._told_as.get(type, (type,))

    # ----------------------------------------------------------------------- what comes of words

    def outcome(self, meant: str, deed: str, same: bool) -> Decides | None:
        """What a deed makes of what was meant, both as types with their facets: an offensive of
        the same side on the town it vowed to take has "begun" it. None where it decides nothing."""
        if same and _one_type(meant, deed):
            return "fulfilled"
        by = "same" if same else "other"
        keys = product(_with_type(meant), _with_type(deed))
        return next((fate for key in keys if (fate := self._outcomes.get((*key, by)))), None)

    def deciding(self, deed: str) -> frozenset[str]:
        """The types of which a deed of that type may decide what comes."""
        return self._deciding.get(deed, frozenset()) | {deed}

    def decided_by(self, meant: str) -> frozenset[str]:
        """The types of deeds that may decide what comes of what was meant."""
        return self._decided_by.get(meant, frozenset()) | {meant}

    # ---------------------------------------------------------------------------------- lookups

    @cached_property
    def _outcomes(self) -> dict[tuple[str, str, str], Decides]:
        return {
            (meant, deed, row.by): row.fate
            for row in self.outcomes
            for meant, deed in product(row.meant, row.deeds)
        }

    @cached_property
    def _deciding(self) -> dict[str, frozenset[str]]:
        found = _listed((_bare_type(deed), _bare_type(meant)) for meant, deed, _ in self._outcomes)
        return {deed: frozenset(meant) for deed, meant in found.items()}

    @cached_property
    def _decided_by(self) -> dict[str, frozenset[str]]:
        found = _listed((_bare_type(meant), _bare_type(deed)) for meant, deed, _ in self._outcomes)
        return {meant: frozenset(deeds) for meant, deeds in found.items()}

    @cached_property
    def _rarity(self) -> dict[str, float]:
        return {stem: log(1000 / row.share) for row in self.common for stem in row.stems}

    @cached_property
    def _interchanged(self) -> dict[tuple[str, str], Alike]:
        """A type and itself by the first row that has it alone or asks nothing more."""
        found: dict[tuple[str, str], Alike] = {}
        for row in sorted(self.alike, key=lambda row: row.backed):
            for pair in product(row.types, row.types):
                if not (row.backed and pair[0] == pair[1]):
                    found.setdefault(pair, row)
        return found

    @cached_property
    def _told_as(self) -> dict[str, tuple[str, ...]]:
        others = _listed(pair for pair in self._interchanged if pair[0] != pair[1])
        return {type: (type, *found) for type, found in others.items()}

    @cached_property
    def _families(self) -> dict[str, frozenset[str]]:
        members = ((word, row.words[0]) for row in self.kin for word in row.words)
        found = _listed((word if " " in word else stem(word), first) for word, first in members)
        return {word: frozenset(firsts) for word, firsts in found.items()}

    @cached_property
    def _persons(self) -> dict[str, Leader]:
        return dict(_persons(self.actors, self.sources))

    @cached_property
    def _spelled(self) -> tuple[tuple[str, str], ...]:
        """Each name as written with its ref."""
        owners: list[tuple[str, Actor | Source | Leader]] = [
            *self.actors.items(),
            *self.sources.items(),
            *self._persons.items(),
        ]
        return tuple((name, ref) for ref, row in owners for name in (row.name, *row.aliases))

    @cached_property
    def _names(self) -> dict[str, tuple[str, ...]]:
        return _grouped(self._spelled)

    @cached_property
    def _words(self) -> dict[str, tuple[str, ...]]:
        words = ((word, id) for id, actor in self.actors.items() for word in actor.words)
        return _grouped((word.removeprefix("the "), id) for word, id in words)

    @cached_property
    def _labels(self) -> dict[str, str]:
        labels = {f"people:{row.id}": row.id.replace("-", " ") for row in self.people}
        labels |= {iso: country.name for iso, country in self.countries.items()}
        labels |= {side.id: side.name for war in self.conflicts for side in war.sides}
        labels |= {id: actor.name for id, actor in self.actors.items()}
        labels |= {id: source.name for id, source in self.sources.items()}
        return labels | {ref: person.name for ref, person in self._persons.items()}

    @cached_property
    def given(self) -> frozenset[str]:
        """Names with which that of a person may begin, in small letters: "pedro"."""
        return frozenset(name for row in self.given_names for name in row.names)

    @cached_property
    def _lists(self) -> dict[str, frozenset[str]]:
        return {row.kind: frozenset(row.words) for row in self.lists}

    @cached_property
    def _armed_people(self) -> frozenset[str]:
        return frozenset(f"people:{row.id}" for row in self.people if row.armed)

    @cached_property
    def _states(self) -> dict[str, tuple[str, ...]]:
        states = (actor for actor in self.actors.values() if actor.kind == "state")
        return _listed((actor.countries[0], actor.id) for actor in states if actor.countries)

    @cached_property
    def _spells(self) -> dict[str, tuple[tuple[Conflict, SideSpell], ...]]:
        """Each actor's sides, those of its own file first."""
        return _listed((*_own_spells(self.conflicts), *_joined_spells(self.conflicts)))

    def _spells_in(self, id: str, country: str) -> tuple[SideSpell, ...]:
        """The actor's sides in the conflicts that have the country; else those of the actor that
        it is part of."""
        actor = self.actors.get(id)
        found = tuple(
            spell
            for conflict, spell in self._spells.get(id, ())
            if not country or country in conflict.countries
        )
        return found or (self._spells_in(actor.part_of, country) if actor else ())

    def _lives(self, ref: str, day: date) -> bool:
        person = self._persons.get(ref)
        if person is not None:
            return _covers(person, day)
        actor = self.actors.get(self.party(ref))
        return not actor or not actor.sides or any(_covers(side, day) for side in actor.sides)


def _unheard_of(type: str) -> EventType:
    """The row of a type of event that only another codebook has."""
    words = type.lower().replace("_", " ")
    said = f"{words}[ against {{recipients}}][ in {{place}}]"
    return EventType(type, "", "", "", "", f"{said} by {{actors}}", said)


def load(folder: Path | None = None) -> Book:
    """The codebook that ships with foglift; with a folder of the same layout, its rows besides:
    a row with the same id replaces the shipped one. Loaded once per process and folder.

    Raises ValueError when a row of the folder is wrong, with the messages of `check`.
    """
    return _loaded(folder)


def beside(store: Path) -> Path:
    """The folder of rows that belongs to a store and is laid over the codebook.

    >>> beside(Path("war.foglift")).name
    'war.foglift.codebook'
    """
    return store.with_name(f"{store.name}.codebook")


def reload(folder: Path) -> Book:
    """The codebook with the rows that are in the folder now. Raises ValueError as `load` does."""
    _loaded.cache_clear()
    return _loaded(folder)


@cache
def _loaded(folder: Path | None) -> Book:
    faults = check(folder, DATA) if folder else ()
    if faults:
        raise ValueError("\n".join(faults))
    folders = [DATA, folder] if folder else [DATA]
    found: dict[str, tuple[Any, ...]] = {
        name: _overlaid(table, (row for place in folders for row in rows(place, table)))
        for name, table in TABLES.items()
    }
    wars: tuple[Conflict, ...] = found["conflicts"]
    own = _own(folder) if folder else None
    said = [*(found[name] for name in sorted(found)), *((own.places, own.spellings) if own else ())]
    return Book(
        conflicts=wars,
        actors={actor.id: actor for war in wars for actor in war.actors},
        sources={row.id: row for row in found["sources"]},
        events={(row.type, row.facet): row for row in found["events"]},
        stances={row.stance: row for row in found["stances"]},
        verbs=found["verbs"],
        shapes={row.event: row for row in found["shapes"]},
        plans=found["plans"],
        governor_rows=found["governors"],
        nouns=found["nouns"],
        kin=found["kin"],
        lists=found["lists"],
        common=found["common"],
        alike=found["alike"],
        outcomes=found["outcomes"],
        evaluations=found["evaluations"],
        cues=found["cues"],
        people=found["people"],
        groups={f"people:{row.id}": row for row in found["groups"]},
        given_names=found["given"],
        loaded=found["loaded"],
        boilerplate=found["boilerplate"],
        countries={row.iso: row for row in found["countries"]},
        digest=digest(*map(msgspec.json.encode, said)),
        own=own,
    )


def _own(folder: Path) -> places.Own | None:
    """The places of a folder; None where it has none. Raises ValueError where one lies in nothing
    that the gazetteer knows."""
    own = places.Own(*(tuple[Any, ...](rows(folder, table)) for table in PLACES.values()))
    if not own.places and not own.spellings:
        return None
    places.load(own)
    return own


def _overlaid(table: Table, found: Iterable[Value]) -> tuple[Value, ...]:
    """The rows, a later one in the place of an earlier one with the same id."""
    kept: dict[tuple[Any, ...], Value] = {}
    for row in found:
        name = table.name(row)
        kept[name] = _joined(kept.get(name), row)
    return tuple(kept.values())


def _joined(before: Value | None, after: Value) -> Value:
    """The later row; of a conflict or a list of words, what both have."""
    if isinstance(before, Conflict) and isinstance(after, Conflict):
        return _merged(before, after)
    if isinstance(before, WordList) and isinstance(after, WordList):
        return msgspec.structs.replace(after, words=(*before.words, *after.words))
    return after


def _merged(before: Conflict, after: Conflict) -> Conflict:
    """A conflict with the rows of another file about it: same ids replaced, new ones added."""
    return msgspec.structs.replace(
        after,
        sides=tuple(({row.id: row for row in (*before.sides, *after.sides)}).values()),
        actors=tuple(({row.id: row for row in (*before.actors, *after.actors)}).values()),
        joined=(*before.joined, *after.joined),
    )


def is_acronym(name: str) -> bool:
    """Whether a name counts only in capitals, because in small letters it is a word or nothing:
    "HTS", "IS", "U.N."; not "NATO forces", not "Фатах"."""
    letters = "".join(filter(str.isalpha, name))
    return letters.isascii() and letters.isupper() and len(letters) <= 6 and " " not in name


def _if_filled(part: str, slots: dict[str, str]) -> str:
    """The bracketed part of a template, "" when its slot is empty."""
    return part if all(slots[slot] for slot in _SLOT.findall(part)) else ""


def _covers(spell: SideSpell | Leader, day: date) -> bool:
    return (spell.since is None or spell.since <= day) and (
        spell.until is None or day <= spell.until
    )


def _persons(actors: dict[str, Actor], sources: dict[str, Source]) -> Iterator[tuple[str, Leader]]:
    for actor in actors.values():
        yield from ((f"{actor.id}/{leader.id}", leader) for leader in actor.leaders)
    for source in sources.values():
        yield from ((f"{source.id}/{person.id}", person) for person in source.people)


def _own_spells(wars: Iterable[Conflict]) -> Iterator[tuple[str, tuple[Conflict, SideSpell]]]:
    for war in wars:
        for actor in war.actors:
            yield from ((actor.id, (war, spell)) for spell in actor.sides)


def _joined_spells(wars: Iterable[Conflict]) -> Iterator[tuple[str, tuple[Conflict, SideSpell]]]:
    for war in wars:
        for row in war.joined:
            yield row.actor, (war, SideSpell(row.side, row.since, row.until))


def _grouped(spelled: Iterable[tuple[str, str]]) -> dict[str, tuple[str, ...]]:
    """Folded spelling -> the refs that have it, each once."""
    folded = ((fold(name), ref) for name, ref in spelled)
    return {name: tuple(dict.fromkeys(refs)) for name, refs in _listed(folded).items()}


def _with_type(event: str) -> tuple[str, ...]:
    """An event with its facet, then its type alone."""
    return tuple(dict.fromkeys((event, _bare_type(event))))


def _bare_type(event: str) -> str:
    return event.partition("/")[0]


def _one_type(one: str, other: str) -> bool:
    """Whether two events are of one type, and of one facet where both have any."""
    shorter, longer = sorted((one, other), key=len)
    return longer == shorter or ("/" not in shorter and _bare_type(longer) == shorter)


def _listed(pairs: Iterable[tuple[str, Row]]) -> dict[str, tuple[Row, ...]]:
    found: dict[str, list[Row]] = {}
    for key, value in pairs:
        found.setdefault(key, []).append(value)
    return {key: tuple(values) for key, values in found.items()}

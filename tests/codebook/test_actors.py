"""The actors that ship: every file decodes, and names and sides are sound over all of them."""

import csv
from collections import Counter
from datetime import date
from pathlib import Path

import msgspec
import pytest
import yaml

from foglift import codebook
from foglift.codebook.rows import Actor, Conflict, Joined, Leader, SideSpell
from foglift.text import fold

DATA = Path(codebook.__file__).parent / "data"
FILES = sorted((DATA / "actors").glob("*.yml"))
LEAST = {
    "ukraine": 35,
    "sudan": 20,
    "drc": 20,
    "myanmar": 25,
    "ethiopia": 12,
    "caucasus": 8,
    "sahel": 25,
    "somalia": 12,
    "elsewhere": 40,
}


def war(path: Path) -> Conflict:
    return msgspec.convert(yaml.load(path.read_bytes(), yaml.CSafeLoader), Conflict)


WARS = {path.stem: war(path) for path in FILES}
ACTORS = {actor.id: actor for one in WARS.values() for actor in one.actors}
every_war = pytest.mark.parametrize("one", WARS.values(), ids=WARS.keys())
war_of_ours = pytest.mark.parametrize("one", [WARS[name] for name in LEAST], ids=LEAST)


def names(actor: Actor) -> tuple[str, ...]:
    return tuple(dict.fromkeys(fold(name) for name in (actor.name, *actor.aliases)))


def column(file: str, name: str) -> set[str]:
    with (DATA / file).open(encoding="utf-8", newline="") as table:
        return {fold(part) for row in csv.DictReader(table) for part in row[name].split(";")}


def lists(one: Conflict, actor: str, side: str, day: date) -> bool:
    """Whether the actor stands on the side on that day, by its own row or as joined."""
    spells: list[SideSpell | Joined] = [j for j in one.joined if j.actor == actor]
    spells += [spell for row in one.actors if row.id == actor for spell in row.sides]
    return any(
        spell.side == side and (spell.since or date.min) <= day <= (spell.until or date.max)
        for spell in spells
    )


@pytest.mark.parametrize("name", LEAST)
def test_each_war_has_its_actors(name: str) -> None:
    assert WARS[name].id == name
    assert len(WARS[name].actors) >= LEAST[name]


def test_an_actor_has_one_row_in_all_files() -> None:
    ids = Counter(actor.id for one in WARS.values() for actor in one.actors)
    assert [id for id, times in ids.items() if times > 1] == []


@every_war
def test_sides_exist(one: Conflict) -> None:
    sides = {side.id for side in one.sides}
    assert {spell.side for actor in one.actors for spell in actor.sides} <= sides
    assert {joined.side for joined in one.joined} <= sides


@war_of_ours
def test_every_side_has_somebody_on_it(one: Conflict) -> None:
    taken = {spell.side for actor in one.actors for spell in actor.sides}
    assert {side.id for side in one.sides} == taken | {joined.side for joined in one.joined}


@war_of_ours
def test_part_of_and_joined_lead_to_an_actor(one: Conflict) -> None:
    assert {actor.part_of for actor in one.actors} - {""} <= ACTORS.keys()
    assert {joined.actor for joined in one.joined} <= ACTORS.keys()


@every_war
def test_an_example_has_a_name_of_its_actor(one: Conflict) -> None:
    silent = [
        actor.id
        for actor in one.actors
        if not any(name in fold(actor.example) for name in names(actor))
    ]
    assert silent == []


@war_of_ours
def test_no_name_is_shared_in_one_war(one: Conflict) -> None:
    held = Counter(name for actor in one.actors for name in names(actor))
    assert [name for name, times in held.items() if times > 1] == []


@war_of_ours
def test_no_leader_is_named_like_another_actor_or_leader(one: Conflict) -> None:
    held = Counter(name for actor in one.actors for name in names(actor))
    for actor in one.actors:
        for leader in actor.leaders:
            held.update({fold(name) for name in (leader.name, *leader.aliases)})
    assert [name for name, times in held.items() if times > 1] == []


@war_of_ours
def test_a_generic_word_means_one_actor_of_a_home_country(one: Conflict) -> None:
    held = Counter((actor.countries[0], fold(word)) for actor in one.actors for word in actor.words)
    assert [word for word, times in held.items() if times > 1] == []


@war_of_ours
def test_no_word_is_also_a_name_of_another_actor(one: Conflict) -> None:
    owner = {name: actor.id for actor in one.actors for name in names(actor)}
    clashes = [
        (word, actor.id)
        for actor in one.actors
        for word in actor.words
        if owner.get(fold(word), actor.id) != actor.id
    ]
    assert clashes == []


@every_war
def test_no_name_is_a_loaded_word(one: Conflict) -> None:
    loaded = column("loaded.csv", "phrase")
    said = {fold(name) for a in one.actors for name in (a.name, *a.aliases, *a.words)}
    assert said & loaded == set()
    assert not {word for name in said for word in name.split()} & {"terrorists", "nazis", "enemy"}


@war_of_ours
def test_no_name_is_a_bare_place(one: Conflict) -> None:
    countries, capitals = column("countries.csv", "name"), column("countries.csv", "capital")
    places = {name for actor in one.actors for name in names(actor)} & capitals
    states = {name for a in one.actors if a.kind != "state" for name in names(a)} & countries
    assert places | states == set()


@war_of_ours
def test_every_actor_has_a_country_and_dates_in_order(one: Conflict) -> None:
    assert [actor.id for actor in one.actors if not actor.countries] == []
    spells: list[SideSpell | Leader] = []
    for actor in one.actors:
        spells += [*actor.sides, *actor.leaders]
    assert [s for s in spells if s.since and s.until and s.since >= s.until] == []


@war_of_ours
def test_a_state_has_a_government_with_a_person(one: Conflict) -> None:
    headless = [a.id for a in one.actors if a.kind == "state" and not a.leaders]
    assert headless in ([], ["nepal"])


@pytest.mark.parametrize(
    ("war_id", "actor", "side", "before", "after"),
    [
        ("ukraine", "wagner", "ukraine.russia", date(2023, 5, 20), date(2023, 9, 1)),
        ("sudan", "sudan-shield", "sudan.rsf", date(2024, 10, 1), date(2024, 11, 1)),
        ("sudan", "rsf", "sudan.army", date(2023, 4, 1), date(2023, 4, 20)),
        ("ethiopia", "tplf", "ethiopia.tigray", date(2021, 6, 28), date(2022, 12, 1)),
        ("ethiopia", "fano", "ethiopia.federal", date(2021, 8, 1), date(2023, 8, 1)),
        ("sahel", "french-army", "sahel.governments", date(2020, 6, 3), date(2023, 1, 1)),
        ("drc", "samidrc", "drc.government", date(2025, 1, 26), date(2025, 6, 1)),
        ("caucasus", "artsakh", "caucasus.armenia", date(2020, 10, 1), date(2024, 2, 1)),
    ],
)
def test_who_changed_sides_did_so_on_the_day(
    war_id: str, actor: str, side: str, before: date, after: date
) -> None:
    assert lists(WARS[war_id], actor, side, before)
    assert not lists(WARS[war_id], actor, side, after)


@pytest.mark.parametrize(
    ("actor", "name"),
    [
        ("ukrainian-armed-forces", "Ukraine’s General Staff"),
        ("ukrainian-armed-forces", "ЗСУ"),
        ("russian-armed-forces", "Russian Ministry of Defense"),
        ("rsf", "قوات الدعم السريع"),
        ("m23", "Mouvement du 23 mars"),
        ("fardc", "FARDC"),
        ("arakan-army", "အာရက္ခတပ်တော်"),
        ("tplf", "ሕወሓት"),
        ("artsakh", "Արցախի Հանրապետություն"),
        ("jnim", "Group for the Support of Islam and Muslims"),
        ("al-shabaab", "حركة الشباب"),
        ("issp", "ISGS"),
    ],
)
def test_a_group_is_known_by_its_name_in_its_own_script(actor: str, name: str) -> None:
    assert fold(name) in names(ACTORS[actor])


def test_governors_speak_for_their_state() -> None:
    roles = {leader.name: leader.role for leader in ACTORS["ukraine"].leaders}
    assert roles["Oleh Syniehubov"] == "governor of Kharkiv region"
    assert roles["Vadym Filashkin"] == "governor of Donetsk region"
    gladkov = ACTORS["russian-regional-authorities"].leaders[0]
    assert (gladkov.name, gladkov.role) == ("Vyacheslav Gladkov", "governor of Belgorod region")
    assert ACTORS["russian-regional-authorities"].part_of == "russia"

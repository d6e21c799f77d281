"""The book answers: who is so called, on whose side on which day, how its word counts."""

import re
from datetime import date
from pathlib import Path
from typing import get_args

import pytest

import foglift
from foglift.codebook import Book, load
from foglift.model import Role

BEFORE, AFTER = date(2024, 12, 5), date(2025, 3, 1)


@pytest.fixture(scope="module")
def book() -> Book:
    return load()


def test_is_loaded_once(book: Book) -> None:
    assert load() is book


@pytest.mark.parametrize(
    ("name", "ref"),
    [
        ("hts", "hts"),
        ("hayat tahrir al sham", "hts"),
        ("mohammad al jolani", "hts/jolani"),
        ("syrian observatory for human rights", "sohr"),
        ("observatory", "sohr"),
        ("antonio guterres", "un/guterres"),
        ("aron lund", "century/lund"),
        ("jihad yazigi", "syria-report/yazigi"),
        ("afp", "afp"),
    ],
)
def test_names_lead_to_refs(book: Book, name: str, ref: str) -> None:
    assert book.names()[name] == (ref,)


def test_a_bare_country_or_loaded_word_is_not_a_name_of_the_syrian_state(book: Book) -> None:
    assert "syria" not in book.names()
    assert "damascus" not in book.names()
    assert "terrorists" not in book.names()
    assert "regime" not in book.words()


def test_generic_words_mean_somebody_in_each_war(book: Book) -> None:
    assert {"syria-rebels", "libya-rebels-2011", "houthis"} <= set(book.words()["rebels"])
    assert {"syrian-army", "idf", "isf"} <= set(book.words()["army"])
    assert "the rebels" not in book.words()


def test_one_name_may_have_two_bearers_in_turn(book: Book) -> None:
    both = book.names()["syrian army"]
    assert both == ("syrian-army", "syrian-army-2024")
    assert book.current(both, BEFORE) == ("syrian-army",)
    assert book.current(both, AFTER) == ("syrian-army-2024",)
    assert book.current(both, None) == both


def test_one_person_may_hold_two_offices_in_turn(book: Book) -> None:
    both = book.names()["ahmed al sharaa"]
    assert book.current(both, BEFORE) == ("hts/jolani",)
    assert book.current(both, AFTER) == ("syria/sharaa",)


@pytest.mark.parametrize(
    ("ref", "day", "side"),
    [
        ("syria", BEFORE, "syria.government"),
        ("syria", AFTER, "syria.transition"),
        ("syria/assad", BEFORE, "syria.government"),
        ("hts", BEFORE, "syria.opposition"),
        ("hts/jolani", BEFORE, "syria.opposition"),
        ("hts", AFTER, "syria.transition"),
        ("hts", None, "syria.opposition"),
        ("sana", BEFORE, "syria.government"),
        ("russia", BEFORE, "syria.government"),
        ("russia", date(2014, 12, 5), ""),
        ("hezbollah", BEFORE, "syria.government"),
        ("sohr", BEFORE, ""),
        ("is", BEFORE, "syria.is"),
        ("nobody", BEFORE, ""),
    ],
)
def test_sides_in_syria(book: Book, ref: str, day: date | None, side: str) -> None:
    assert book.side(ref, day, "SY") == side


def test_an_actor_stands_on_a_side_in_each_of_its_wars(book: Book) -> None:
    assert book.side("hezbollah", BEFORE, "LB") == "levant.hezbollah"
    assert book.side("russia", BEFORE, "UA") == "ukraine.russia"
    assert book.side("russia", BEFORE, "YE") == ""


def test_the_last_day_of_a_side_still_counts(book: Book) -> None:
    assert book.side("syria", date(2024, 12, 7), "SY") == "syria.government"
    assert book.side("syria", date(2024, 12, 8), "SY") == "syria.transition"


def test_a_country_has_its_government_of_the_day(book: Book) -> None:
    assert book.state("AF", date(2021, 8, 14)) == "afghanistan"
    assert book.state("AF", date(2022, 1, 1)) == "afghanistan-taliban"
    assert book.state("RU", date(2001, 1, 1)) == "russia"
    assert book.state("ZZ", None) == ""
    assert book.home_side("SY", BEFORE) == "syria.government"
    assert book.home_side("SY", AFTER) == "syria.transition"


@pytest.mark.parametrize(
    ("ref", "country", "day", "expected"),
    [
        ("syrian-army", "SY", BEFORE, True),
        ("russia", "SY", BEFORE, True),
        ("hts", "SY", BEFORE, False),
        ("hts", "SY", AFTER, True),
        ("turkish-army", "SY", BEFORE, False),
        ("idf", "PS", BEFORE, False),
        ("idf", "IL", BEFORE, True),
        ("taliban", "AF", date(2020, 1, 1), False),
        ("taliban", "AF", date(2023, 1, 1), True),
        ("colombia-army", "CO", None, True),
        ("people:soldiers", "SY", BEFORE, False),
    ],
)
def test_who_is_of_the_home_state(
    book: Book, ref: str, country: str, day: date | None, expected: bool
) -> None:
    assert book.state_side(ref, country, day) is expected


@pytest.mark.parametrize(
    ("ref", "role"),
    [
        ("sohr", "monitor"),
        ("ocha", "un-ngo"),
        ("un/guterres", "un-ngo"),
        ("monusco", "un-ngo"),
        ("afp", "press-own"),
        ("century/lund", "expert"),
        ("sana", "party"),
        ("gaza-health-ministry", "party"),
        ("hts/jolani", "party"),
        ("russia", "party"),
        ("brazil", "party"),
        ("eu", "expert"),
        ("", "anonymous"),
    ],
)
def test_how_a_word_counts(book: Book, ref: str, role: str) -> None:
    assert book.role(ref) == role


def test_who_is_under_arms(book: Book) -> None:
    assert book.armed("hts")
    assert book.armed("hts/jolani")
    assert book.armed("people:soldiers")
    assert not book.armed("people:civilians")
    assert not book.armed("syria")
    assert not book.armed("sohr")


def test_whose_source_or_leader_it_is(book: Book) -> None:
    assert book.party("sana") == "syria"
    assert book.party("hts/jolani") == "hts"
    assert book.party("hts") == "hts"
    assert book.party("sohr") == ""
    assert book.party("nobody") == ""
    assert book.actor("hts/jolani").id == "hts"
    assert book.source("ocha/fletcher").id == "ocha"
    person = book.person("hts/jolani")
    assert person is not None
    assert person.role == "leader"
    assert book.person("hts") is None
    with pytest.raises(KeyError):
        book.actor("nobody")


@pytest.mark.parametrize(
    ("ref", "label"),
    [
        ("hts", "Hayat Tahrir al-Sham"),
        ("hts/jolani", "Abu Mohammad al-Jolani"),
        ("sohr", "Syrian Observatory for Human Rights"),
        ("syria.government", "the Syrian government"),
        ("people:aid-workers", "aid workers"),
        ("SY", "Syria"),
        ("never-heard-of", "never-heard-of"),
        ("wof:0", "wof:0"),
    ],
)
def test_labels(book: Book, ref: str, label: str) -> None:
    assert book.label(ref) == label


def test_a_place_is_called_by_its_name(book: Book) -> None:
    hama = book.gazetteer.named("Hama", ("SY",))[0][0]
    assert book.label(hama.id) == "Hama"


def test_what_happened_in_neutral_words(book: Book) -> None:
    assert book.happening("CAPTURE", "nonstate", "HTS", place="Hama") == "HTS captured Hama"
    assert book.happening("CAPTURE", "nonstate", place="Hama") == "Hama was captured"
    assert book.happening("CLASH", "", "the army", "HTS", "Hama") == "the army fought HTS in Hama"
    assert book.happening("CLASH") == "there was fighting"
    assert book.happening("CAPTURE", actors="HTS") == "HTS captured a place not named"
    assert book.happening("AIRSTRIKE", "unheard-of", place="{actors}") == (
        "there was an air strike on {actors}"
    )
    assert book.happening("SEA_BATTLE", "", "the army") == "sea battle by the army"


# ------------------------------------------------------------------------- a folder of one's own


WAR = """\
id: syria
name: Syria
countries: [SY]
actors:
  - id: hts
    name: Example Front
    kind: rebel
    countries: [SY]
    aliases: [ExF]
    sides: [{side: syria.opposition}]
    example: The Example Front took a mill.
  - id: new-group
    name: New Group of the Valley
    kind: militia
    countries: [SY]
    example: The New Group of the Valley took a mill.
"""


def test_rows_of_a_folder_replace_and_add(book: Book, tmp_path: Path) -> None:
    (tmp_path / "actors").mkdir()
    (tmp_path / "actors" / "mine.yml").write_text(WAR, encoding="utf-8")
    (tmp_path / "people.csv").write_text(
        "word,id,armed,example\nbeekeepers,farmers,,Two beekeepers died.\n", encoding="utf-8"
    )
    mine = load(tmp_path)
    assert mine.label("hts") == "Example Front"
    assert mine.label("new-group") == "New Group of the Valley"
    assert mine.label("sdf") == "Syrian Democratic Forces"
    assert len(mine.people) == len(book.people) + 1
    assert book.label("hts") == "Hayat Tahrir al-Sham"


def test_a_wrong_row_of_a_folder_is_refused_with_its_line(tmp_path: Path) -> None:
    (tmp_path / "people.csv").write_text("word,idd,example\nx,y,z\n", encoding="utf-8")
    with pytest.raises(ValueError, match=r"^people\.csv:2: unknown field 'idd'.*'id'"):
        load(tmp_path)


def test_a_list_of_words_grows_by_a_folder_of_ones_own(tmp_path: Path) -> None:
    (tmp_path / "words").mkdir()
    (tmp_path / "words" / "en.csv").write_text(
        "kind,words,example\nharm,smother,They vowed to smother the uprising.\n"
    )
    grown = load(tmp_path).listed("harm")
    assert grown == load().listed("harm") | {"smother"}


def test_the_lists_are_those_that_the_code_asks_for() -> None:
    code = "".join(path.read_text() for path in Path(foglift.__file__).parent.rglob("*.py"))
    asked = set(re.findall(r"""\.listed\("([\w-]+)"\)""", code))
    roles = {f"role-{role}" for role in get_args(Role)}
    assert {row.kind for row in load().lists} == asked | roles


def test_groups_of_people_lie_in_one_another_and_apart(book: Book) -> None:
    assert book.among("people:girls", "people:children")
    assert not book.among("people:children", "people:girls")
    assert book.apart("people:women", "people:girls")
    assert book.apart("people:girls", "people:women")
    assert book.apart("people:villagers", "people:soldiers")
    assert book.apart("syrian-army", "people:civilians")
    assert not book.apart("people:civilians", "people:children")
    assert not book.apart("people:women", "people:soldiers")

"""The shipped rows: every example leads to its row, and every rule of the data holds."""

import re

import pytest

from foglift.codebook import Book, load
from foglift.codebook.rows import Boilerplate
from foglift.text import fold, stem

TYPES = 30


@pytest.fixture(scope="module")
def book() -> Book:
    return load()


def refs_in(sentence: str, book: Book) -> set[str]:
    """All refs whose name or word stands in the sentence, whatever its case."""
    tokens = re.findall(r"[\w+]+", fold(sentence))
    known = (book.names(), book.words())
    return {
        ref
        for start in range(len(tokens))
        for end in range(start + 1, len(tokens) + 1)
        for table in known
        for ref in table.get(" ".join(tokens[start:end]), ())
    }


def bare(name: str) -> str:
    return " ".join(re.findall(r"[\w+]+", fold(name)))


def test_every_example_of_an_actor_or_source_leads_to_it(book: Book) -> None:
    rows = [*book.actors.values(), *book.sources.values()]
    lost = [row.id for row in rows if row.id not in refs_in(row.example, book)]
    unplain = {row.id for row in rows for name in (row.name,) if bare(name) != fold(name)}
    assert set(lost) <= unplain, lost


def test_there_is_enough_to_go_on(book: Book) -> None:
    assert len(book.sources) >= 200
    assert len(book.people) >= 250
    assert len(book.loaded) >= 120
    assert len(book.boilerplate) >= 60
    wars = {"syria", "levant", "iraq", "yemen", "libya", "afghanistan", "world"}
    assert wars <= {war.id for war in book.conflicts}


def test_ids_are_plain_and_belong_to_one_thing(book: Book) -> None:
    ids = [*book.actors, *book.sources]
    assert all(re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", id) for id in ids)
    assert not set(book.actors) & set(book.sources)


def test_no_name_is_a_word_for_people_or_a_loaded_word(book: Book) -> None:
    common = {fold(row.word) for row in book.people} | {fold(row.phrase) for row in book.loaded}
    assert not common & set(book.names())


def test_sides_have_names_of_their_own(book: Book) -> None:
    sides = [side for war in book.conflicts for side in war.sides]
    assert len({side.id for side in sides}) == len(sides)
    for war in book.conflicts:
        names = [side.name for side in war.sides]
        assert len(set(names)) == len(names)


def test_spells_of_an_actor_do_not_run_backwards(book: Book) -> None:
    spells = [spell for actor in book.actors.values() for spell in actor.sides]
    spells += [row for war in book.conflicts for row in war.joined]  # type: ignore[misc]
    assert all(
        spell.since is None or spell.until is None or spell.since <= spell.until for spell in spells
    )


def test_every_type_of_the_ontology_is_there(book: Book) -> None:
    assert len({type for type, _ in book.events}) == TYPES
    facets = {facet for type, facet in book.events if type == "RELEASE"}
    assert facets == {"", "freed", "rescued", "exchanged", "prison_opened"}
    assert book.events["CAPTURE", "state"].case == "GOV_REGAINS_TERIT"
    assert book.events["CAPTURE", "nonstate"].case == "NON_STATE_ACTOR_OVERTAKES_TER"


def test_a_type_with_facets_has_a_row_without(book: Book) -> None:
    assert all((type, "") in book.events for type, _ in book.events)


def test_events_map_to_the_known_names(book: Book) -> None:
    families = {
        "Battles",
        "Explosions/Remote violence",
        "Violence against civilians",
        "Protests",
        "Riots",
        "Strategic developments",
        "-",
    }
    assert {row.acled.partition(":")[0] for row in book.events.values()} == families
    assert len({row.case for row in book.events.values()}) == 30


def test_events_show_themselves(book: Book) -> None:
    for row in book.events.values():
        assert len(row.examples) == 2
        assert 1 <= len(row.negatives) <= 2
        assert not set(row.examples) & set(row.negatives)


def test_what_the_brief_says_takes_no_side(book: Book) -> None:
    """No word of one side, and no claim that it is so."""
    sided = {word for row in book.loaded for word in fold(row.phrase).split()}
    sided = sided & {"terrorist", "terrorists", "regime", "enemy", "martyrs", "occupiers"}
    sided |= {"liberated", "martyr", "neutralised", "verified", "confirmed"}
    for row in book.events.values():
        assert not sided & set(fold(f"{row.said} {row.unsaid}").split())
    for side in (side for war in book.conflicts for side in war.sides):
        assert not sided & set(fold(side.name).split())


def test_verbs_lead_to_event_types(book: Book) -> None:
    known = {f"{type}/{facet}".rstrip("/") for type, facet in book.events}
    assert {verb.event for verb in book.verbs} - known <= {""}


def test_stances_are_all_there(book: Book) -> None:
    assert set(book.stances) == {
        "reports",
        "claims",
        "acknowledges",
        "denies",
        "threatens",
        "expects",
        "judges",
        "retracts",
    }


def test_a_word_for_people_has_one_meaning(book: Book) -> None:
    words = {row.word: row for row in book.people}
    assert words["children"].id == words["child"].id == "children"
    assert words["soldiers"].armed
    assert words["rebels"].armed
    assert not words["civilians"].armed
    arms: dict[str, set[bool]] = {}
    for row in book.people:
        arms.setdefault(row.id, set()).add(row.armed)
    assert all(len(kinds) == 1 for kinds in arms.values())


# ----------------------------------------------------------------------------- families of words


def test_every_family_of_words_shows_two_of_them(book: Book) -> None:
    for row in book.kin:
        shown = {stem(word) for word in re.findall(r"[\w-]+", row.example.lower())}
        told = [word for word in row.words if " " not in word and stem(word) in shown]
        phrases = [word for word in row.words if " " in word and word.split()[-1] in row.example]
        assert len(told) + len(phrases) >= 1, row.words[0]
        assert all(word == word.lower() for word in row.words), row.words[0]


def test_words_of_one_family_are_found_by_their_lemma(book: Book) -> None:
    assert book.families("nab") == book.families("arrests") == {"arrest"}
    assert book.families("pass away") == {"die"}
    assert book.families("violin") == frozenset()


# --------------------------------------------------------------------------------- boilerplate


def matches(line: str, book: Book) -> Boilerplate | None:
    return next(
        (row for row in book.boilerplate if re.fullmatch(row.pattern, line, re.IGNORECASE)), None
    )


@pytest.mark.parametrize(
    "line",
    [
        "Last Updated:",
        "ALSO READ: Why the river froze",
        "(with inputs from agencies)",
        "- Location :",
        "READ MORE",
        "Reporting by Jane Doe in Geneva; Editing by John Roe",
        "Advertisement",
        "(Photo by Jane Doe / Agency)",
        "Follow us on Twitter",
        "© 2024 Example Post. All rights reserved.",
    ],
)
def test_lines_of_pages_are_known(book: Book, line: str) -> None:
    assert matches(line, book) is not None


@pytest.mark.parametrize(
    "line",
    [
        "Rebels captured the town on Friday, the army said.",
        "Read the order, the general told his men.",
        "Related violence killed five people in the valley.",
        "Posted at the border, soldiers fired on a car.",
        "More than 20 people were killed in the strike.",
        "Share of the harvest was burned by the fighters.",
        "Sign of a truce: guns were silent in the old town.",
        "Watch towers were burned along the border by gunmen.",
        "Follow-up strikes hit the port.",
        "Photographs show burned houses in the village.",
        "Location of the mine was given by the army: nine men died.",
        "Ends of the bridge were blown up.",
        "News reached the camp that the town had fallen.",
    ],
)
def test_sentences_are_not_taken_for_lines_of_pages(book: Book, line: str) -> None:
    assert matches(line, book) is None


def test_a_dateline_box_takes_the_next_line_with_it(book: Book) -> None:
    row = matches("- Location :", book)
    assert row is not None
    assert row.next


def test_no_pattern_repeats_without_bound(book: Book) -> None:
    for row in book.boilerplate:
        assert not re.search(r"(?<!\\)(\)[*+]|\.[*+])", row.pattern), row.pattern
        longest = row.example + " x" * 100_000
        assert re.fullmatch(row.pattern, longest, re.IGNORECASE) is None

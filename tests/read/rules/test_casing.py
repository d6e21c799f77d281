"""Reports all in capitals: the view in small letters and the claims at the report's own words."""

import pytest

from foglift.codebook import load
from foglift.model import Report
from foglift.read.rules import read
from foglift.read.rules.casing import cased, loud, written_small
from foglift.read.rules.words import inflected, nominal

BOOK = load()
WIRE = (
    "   LIMA, 3 MAR 89 (WIRE) -- [TEXT] TEN GUERRILLAS OF THE SHINING PATH ATTACKED A\n"
    "VILLAGE NEAR AYACUCHO YESTERDAY AND KILLED MAYOR HECTOR ROCK QUISPE.\n\n"
    "   THE MRTA [TUPAC AMARU REVOLUTIONARY MOVEMENT] DENIED THAT IT HAD SENT M-16 RIFLES\n"
    "TO THE DEPARTMENT ON 1 MARCH. GENERAL ROCK MAY MARCH ON SAN MIGUEL, THE U.S. ENVOY SAID."
)


def written() -> str:
    return written_small(WIRE, BOOK)


@pytest.mark.parametrize(
    "words",
    [
        "Lima, 3 Mar 89 (WIRE) -- [TEXT] Ten guerrillas of the Shining Path attacked a village",
        "near Ayacucho yesterday and killed Mayor Hector Rock Quispe.",
        "The MRTA [Tupac Amaru Revolutionary Movement] denied",
        "M-16 rifles to the department on 1 March.",
        "General Rock may march on San Miguel, the U.S. envoy said.",
    ],
)
def test_names_and_openings_keep_their_capitals(words: str) -> None:
    assert words in written()


def test_every_character_stays_where_it_was() -> None:
    assert len(written()) == len(WIRE)
    pairs = zip(written(), WIRE, strict=True)
    assert all(a.upper() == b or (a, b) == (" ", "\n") for a, b in pairs)


def test_a_report_in_both_cases_or_a_headline_is_left_alone() -> None:
    report = Report("r", "", "news", "REBELS TAKE HAMA\n\nRebels took the city of Hama. " * 9)
    assert cased(report, BOOK) is report
    assert not loud("REBELS TAKE HAMA")


def test_claims_point_at_the_words_in_capitals() -> None:
    claims = read(Report("r", "", "news", WIRE), BOOK)
    quotes = {WIRE[c.evidence[0].start : c.evidence[0].end] for c in claims}
    assert any("ATTACKED A\nVILLAGE" in quote for quote in quotes)


def test_words_of_english_in_their_forms() -> None:
    assert all(map(inflected, ["killed", "guerrillas", "bodies", "stopping", "policemen"]))
    assert not any(map(inflected, ["ayacucho", "quispe"]))
    assert nominal("rock")
    assert not nominal("sent")


@pytest.mark.parametrize(
    ("loud", "small"),
    [
        ("THE NATIONAL PROGRESS MOVEMENT (NPM) SAID", "the National Progress Movement (NPM) said"),
        ("THE SOLDIERS OF THE FRONT (NPM) SAID", "the soldiers of the front (NPM) said"),
        ("GUNMEN SHOT PEDRO MORALES REYES", "gunmen shot Pedro Morales Reyes"),
        ("GUNMEN SHOT FEBE ELIZABETH QUISPE", "gunmen shot Febe Elizabeth Quispe"),
        ("GUNMEN SHOT FLOWERS AND TOWERS", "gunmen shot flowers and towers"),
    ],
)
def test_names_are_told_by_their_neighbours_and_their_letters(loud: str, small: str) -> None:
    assert small in written_small(f"IT IS SAID THAT {loud} ON MONDAY.", BOOK)

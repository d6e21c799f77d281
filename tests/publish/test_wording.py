"""Names, days, numbers and lists in English."""

from datetime import date

import pytest

from foglift.publish import wording

DAY = date(2024, 12, 5)


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("Syrian army", "the Syrian army"),
        ("Rapid Support Forces", "the Rapid Support Forces"),
        ("Syrian Observatory for Human Rights", "the Syrian Observatory for Human Rights"),
        ("government of Saddam Hussein", "the government of Saddam Hussein"),
        ("the Houthis", "the Houthis"),
        ("Hayat Tahrir al-Sham", "Hayat Tahrir al-Sham"),
        ("Human Rights Watch", "Human Rights Watch"),
        ("Israel's Channel 12", "Israel's Channel 12"),
        ("Islamic State", "Islamic State"),
        ("Russia and its allies", "Russia and its allies"),
        ("Sudanese army and its allies", "the Sudanese army and its allies"),
        ("hama.txt", "the outlet hama.txt"),
    ],
)
def test_a_name_gets_its_article(name: str, said: str) -> None:
    assert wording.the(name) == said


@pytest.mark.parametrize(
    ("start", "end", "precision", "said"),
    [
        ("2024-12-05", "2024-12-05", "day", "on 5 December"),
        ("2024-12-04", "2024-12-05", "day", "on 4 or 5 December"),
        ("2024-11-30", "2024-12-01", "day", "on 30 November or 1 December"),
        ("2024-11-25", "2024-12-01", "week", "in the week of 25 November"),
        ("2024-11-28", "2024-12-05", "week", "between 28 November and 5 December"),
        ("2024-11-01", "2024-11-30", "month", "in November 2024"),
        ("2023-12-01", "2023-12-31", "month", "in December 2023"),
        ("2016-01-01", "2016-12-31", "year", "in 2016"),
        ("1980-01-01", "1989-12-31", "decade", "in the 1980s"),
        ("2023-05-02", "2023-05-02", "day", "on 2 May 2023"),
        ("", "2024-12-05", "unknown", "by 5 December"),
        ("2024-12-01", "", "day", "from 1 December"),
        ("", "", "unknown", ""),
    ],
)
def test_when_it_happened(start: str, end: str, precision: str, said: str) -> None:
    first = date.fromisoformat(start) if start else None
    last = date.fromisoformat(end) if end else None
    assert wording.when(first, last, precision, DAY) == said  # type: ignore[arg-type]


def test_since_when_it_lasts() -> None:
    assert wording.since(DAY, "day", DAY) == "since 5 December"
    assert wording.since(date(2024, 11, 25), "week", DAY) == "since the week of 25 November"
    assert wording.since(date(2016, 1, 1), "year", DAY) == "since 2016"
    assert wording.since(None, "day", DAY) == ""


def test_lists_and_numbers() -> None:
    assert wording.listed(["A"]) == "A"
    assert wording.listed(["A", "B", "C"]) == "A, B and C"
    assert wording.listed([*"ABCDE"]) == "A, B, C, D and E"
    assert wording.listed([*"ABCDEFG"]) == "A, B, C, D and three others"
    assert [wording.number(n) for n in (0, 3, 10, 12, 12400)] == [
        "no",
        "three",
        "ten",
        "12",
        "12,400",
    ]


def test_report_words_are_quoted_on_one_line_and_cut() -> None:
    assert wording.quoted("a “heavy”\nblow") == "“a ‘heavy’ blow”"
    assert wording.quoted("one two three", 2) == "“one two …”"


def test_a_description_that_takes_a_side_stands_in_quotation_marks() -> None:
    assert wording.told("a civil servant") == "a civil servant"
    assert wording.told("a regime official") == "“a regime official”"


@pytest.mark.parametrize(
    "word",
    ["terrorists", "liberated", "regime", "martyrs", "neutralised", "neutralized", "occupiers"],
)
def test_one_sided_words_are_found_outside_quotation_marks_only(word: str) -> None:
    assert wording.one_sided(f"The army said it {word} them.") == (word,)
    assert wording.one_sided(f"The army said it “{word}” them.") == ()
    assert wording.one_sided(f"The {word.title()} Army advanced.") == ()


def test_names_that_hold_such_a_word_are_no_such_word() -> None:
    assert (
        wording.one_sided("armed remnants of the regime fought", ["remnants of the regime"]) == ()
    )


def test_iso_dates_and_bearings_are_spelled_out() -> None:
    words = wording.spelled("44 km S of Hama, taken by HTS on 2024-12-05", DAY)
    assert words == "44 km south of Hama, taken by HTS on 5 December"


def test_a_stranger_is_no_name() -> None:
    assert wording.told("the lecturer") == "a lecturer"
    assert wording.told("the officer") == "an officer"
    assert wording.told("the presidency") == "the presidency"
    assert wording.told("A Syrian officer") == "a Syrian officer"
    assert wording.told("A doctor there") == "a doctor"
    assert wording.told("Its director") == "a director"
    assert wording.told("our contacts in the area") == "contacts in the area"
    assert wording.told("the city") == "the city"


def test_a_name_in_small_letters_opens_a_sentence_as_it_is() -> None:
    assert wording.ended("dpa said so", ("dpa",)) == "dpa said so."
    assert wording.ended("@front_line said so", ("@front_line",)) == "@front_line said so."
    assert wording.ended("dparture was late", ("dpa",)) == "Dparture was late."


def test_millions_are_written_short() -> None:
    assert wording.number(6_100_000) == "6.1 million"
    assert wording.number(1_234_567) == "1,234,567"


def test_a_place_is_written_without_marks_of_transcription() -> None:
    assert wording.readable("Al `Āriḑah") == "Al Aridah"
    assert wording.readable("Shahba'") == "Shahba"
    assert wording.readable("Sana'a") == "Sana'a"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("A farmer who left a village with six children", "a farmer"),
        ("Further west, factions of the alliance", "factions of the alliance"),
        ("Qassem, the leader", "Qassem, the leader"),
    ],
)
def test_a_description_keeps_only_what_names_somebody(words: str, said: str) -> None:
    assert wording.told(words) == said

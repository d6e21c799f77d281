"""The cheap first look: what is parsed and what is not."""

import pytest

from foglift import text
from foglift.codebook import Book
from foglift.model import Span
from foglift.read.rules.screen import forms, worth_parsing


def chosen(report: str, book: Book) -> list[str]:
    paragraphs = [text.sentences(report, span) for span in text.paragraphs(report)]
    found = worth_parsing(report, paragraphs, book)
    return [report[span.start : span.end] for span in sorted(found)]


@pytest.mark.parametrize(
    ("lemma", "form"),
    [
        ("flee", "fled"),
        ("seize", "seizing"),
        ("occupy", "occupied"),
        ("shell", "shelled"),
        ("free", "freed"),
        ("stop", "stopped"),
        ("take", "taken"),
    ],
)
def test_a_word_has_its_written_forms(lemma: str, form: str) -> None:
    assert form in forms(lemma)


def test_a_sentence_with_a_word_of_a_row_is_parsed(book: Book) -> None:
    assert chosen("Rebels seized Goma.", book) == ["Rebels seized Goma."]


def test_a_sentence_without_one_is_not(book: Book) -> None:
    report = "The rebels seized Goma. Nobody slept."
    assert chosen(report, book) == ["The rebels seized Goma."]


def test_a_report_without_words_of_war_is_not_parsed(book: Book) -> None:
    assert chosen("The striker fired the ball into the net. The crowd held its breath.", book) == []


def test_one_word_of_war_is_not_enough_in_a_longer_report(book: Book) -> None:
    match = "The home side pressed from the first minute and took the lead after a corner. "
    assert chosen(match * 6 + "The coach, an army man, left the field.", book) == []
    report = match * 6 + "The police said two men left the field."
    assert chosen(report, book) == []


def test_a_word_of_war_beside_one_of_unrest_or_an_armed_name_in_capitals_is_enough(
    book: Book,
) -> None:
    filler = "It rained on the town all night and the road to the mill lay under water. " * 6
    assert chosen(f"{filler} Militiamen overran the camp and shot at families.", book) != []
    assert chosen(f"{filler} M23 has taken the bridge, and people fled.", book) != []


def test_one_word_of_war_is_enough_beside_words_of_violence(book: Book) -> None:
    filler = "It rained on the town all night and the road to the mill lay under water. " * 6
    raid = "Militiamen overran the hamlet near the ford and a driver was killed."
    assert raid in chosen(f"{raid} {filler}", book)
    film = "The film at the stadium had a striker and a goalkeeper in it. "
    assert chosen(f"{raid} {film} {filler}", book) == []


def test_the_letters_of_an_armed_group_are_a_word_of_war(book: Book) -> None:
    filler = "It rained on the town all night and the road to the mill lay under water. " * 6
    loss = "The RSF took the bridge from the army."
    assert loss in chosen(f"{loss} {filler}", book)


def test_a_longer_report_of_sport_is_not_parsed_for_its_words_of_war(book: Book) -> None:
    filler = "It rained on the town all night and the road to the mill lay under water. " * 6
    report = f"The striker bombarded the goalkeeper with rockets. Soldiers watched. {filler}"
    assert chosen(report, book) == []
    report = f"The army bombarded the garrison with rockets. Soldiers watched a goal. {filler}"
    assert chosen(report, book) != []


def test_a_word_of_unrest_is_enough_in_a_note(book: Book) -> None:
    note = "Protests erupted in Mandalay."
    assert chosen(note, book) == [note]
    assert chosen("The bakery sells bread and cake. " * 30 + note, book) == []


def test_who_speaks_beside_a_hit_is_parsed_too(book: Book) -> None:
    report = "“They burned our homes.” Amina said that in a camp of refugees."
    assert chosen(report, book) == [
        "“They burned our homes.”",
        "Amina said that in a camp of refugees.",
    ]


def test_each_paragraph_stands_for_itself(book: Book) -> None:
    report = "The army shelled the camp.\n\nThe minister said he was busy."
    assert chosen(report, book) == ["The army shelled the camp."]


def test_nothing_is_chosen_of_nothing(book: Book) -> None:
    assert worth_parsing("", [], book) == set()
    assert worth_parsing(" ", [[Span(0, 1)]], book) == set()

"""Sentences and tokens point at the report's own characters."""

import pytest

from foglift.codebook import Book
from foglift.model import Report
from foglift.read.rules.parse import LONGEST, Doc, parse


def doc(text: str, book: Book, lang: str = "en") -> Doc:
    return parse(Report(id="x", outlet="", kind="news", text=text, lang=lang), book)


def test_every_token_slices_to_its_words(book: Book) -> None:
    text = (
        "  “We left,” a soldier\u00a0said.\r\n\r\nRebels seized Goma’s airport — and shelled Saké."
    )
    parsed = doc(text, book)
    assert [parsed.words(each.span) for each in parsed.sentences] == [
        "“We left,” a soldier\u00a0said.",
        "Rebels seized Goma’s airport — and shelled Saké.",
    ]
    last = parsed.sentences[-1]
    assert last.tokens is not None
    words = [parsed.words(last.at(token)) for token in last.tokens]
    assert words[:5] == ["Rebels", "seized", "Goma", "’s", "airport"]
    assert "Saké" in words
    assert parsed.words(last.across(last.tokens[0], last.tokens[2])) == "Rebels seized Goma"


def test_sentences_are_numbered_and_know_their_paragraph(book: Book) -> None:
    parsed = doc("Rebels seized Goma. Troops fled.\n\nThe army shelled the port.", book)
    assert [(each.index, each.paragraph) for each in parsed.sentences] == [(0, 0), (1, 0), (2, 1)]


def test_lines_of_the_page_are_left_out_with_what_belongs_to_them(book: Book) -> None:
    text = (
        "ALSO READ: Rebels seize Aleppo\nRebels seized Goma.\n(with inputs from agencies)\n"
        "- Location :\nDamascus, Syria"
    )
    parsed = doc(text, book)
    assert [parsed.words(each.span) for each in parsed.sentences] == ["Rebels seized Goma."]


def test_another_language_is_not_parsed(book: Book) -> None:
    parsed = doc("Die Armee beschoss die Stadt, rebels seized Goma.", book, "de")
    assert [each.tokens for each in parsed.sentences] == [None]


def test_a_very_long_sentence_is_not_parsed(book: Book) -> None:
    parsed = doc("Rebels seized Goma and " + "shelled the port and " * (LONGEST // 20), book)
    assert all(each.tokens is None for each in parsed.sentences)


def test_an_empty_report_has_no_sentences(book: Book) -> None:
    assert doc("", book).sentences == ()
    assert doc(" \n\n ", book).sentences == ()


def test_what_is_all_in_capitals_is_parsed_in_small_letters(book: Book) -> None:
    parsed = doc("GOMA, 9 JAN 90 (XYZ) -- [TEXT] REBELS SEIZED THE AIRPORT ON 8 JANUARY.", book)
    (only,) = parsed.sentences
    assert parsed.words(only.span) == "REBELS SEIZED THE AIRPORT ON 8 JANUARY."
    assert only.tokens is not None
    assert [token.lemma_ for token in only.tokens if token.pos_ == "VERB"] == ["seize"]


@pytest.mark.parametrize(
    ("sentence", "subject"),
    [
        ("On Monday rebels attacked the port.", "rebels"),
        ("On 13 January rebels of the coalition attacked the port.", "rebels"),
        ("On Friday government troops retook the building.", "troops"),
        ("To the north peshmerga columns surrounded the town.", "columns"),
        ("On Monday the rebels attacked the port.", "rebels"),
        ("Monday's rebels attacked the port.", "rebels"),
    ],
)
def test_a_time_without_a_comma_is_no_part_of_the_subject(
    sentence: str, subject: str, book: Book
) -> None:
    report = Report(id="x", outlet="", kind="news", text=sentence)
    tokens = parse(report, book, every=True).sentences[0].tokens
    assert tokens is not None
    assert [token.text for token in tokens if token.dep_ == "nsubj"] == [subject]
    assert len(tokens.text) == len(sentence)

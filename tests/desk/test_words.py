import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from foglift.desk.words import LONGEST, MOST, Term, Words, terms, tokens

HOSTILE = (
    '"', '""', '"""', "*", "**", "-", '-"', '"*', "NEAR(", "NEAR(a b, 3)", "a AND", "OR", "NOT x",
    "^a", "words:x", "{a b}:c", "a + b", "\x00", "a\x00b", "'; drop table texts; --", "%", "\\",
    "\ud800", "\u202e", "(((", "a" * 10_000, '"' * 10_000, "a " * 10_000, "-" * 500, "🙂", "١٢",
)  # fmt: skip
LETTERS = st.text('ab -"*\x00ä', max_size=12)


@pytest.fixture
def words() -> Words:
    held = Words()
    held.put([
        (0, "Rebels captured the key city of Hama."),
        (1, "The army left Sana'a and Deir ez-Zor"),
        (2, "حماة city"),
        (3, "Авдіївка"),
    ])  # fmt: skip
    return held


def found(words: Words, asked: str) -> list[list[int]]:
    return [sorted(words.holding(term).tolist()) for term in terms(asked)]


def test_words_phrases_and_beginnings_are_found(words: Words) -> None:
    assert found(words, "city") == [[0, 2]]
    assert found(words, '"key city" "city key"') == [[0], []]
    assert found(words, "captur* rebel") == [[0], []]
    assert found(words, '"the key ci"*') == [[0]]


def test_letters_are_compared_as_the_latin_ones_they_sound_like(words: Words) -> None:
    assert found(words, "SANAA sana’a deir-ez-zor") == [[1], [1]]
    assert found(words, "حماة Авдіївка avdiivka") == [[2], [3]]


def test_what_must_not_be_there_is_said_so() -> None:
    assert terms('-airport -"key city"') == (
        Term(("airport",), without=True),
        Term(("key", "city"), without=True),
    )


def test_a_beginning_has_two_letters_at_least() -> None:
    assert terms("h* ha*") == (Term(("h",)), Term(("ha",), begins=True))


@pytest.mark.parametrize("asked", HOSTILE)
def test_anything_can_be_asked(words: Words, asked: str) -> None:
    assert all(isinstance(held, list) for held in found(words, asked))
    assert len(terms(asked)) <= MOST
    assert all(len(term.words) <= MOST for term in terms(asked))


def test_a_long_search_is_cut() -> None:
    assert terms("x" * 10_000) == (Term(("x" * LONGEST,)),)


@settings(max_examples=40, deadline=None)
@given(st.lists(LETTERS, max_size=6), LETTERS)
def test_a_text_is_found_where_its_words_stand_in_a_row(texts: list[str], asked: str) -> None:
    held = Words()
    held.put(enumerate(texts))
    for term in terms(asked):
        naive = {number for number, text in enumerate(texts) if stands(tokens(text), term)}
        assert set(held.holding(term).tolist()) == naive


@settings(max_examples=40, deadline=None)
@given(st.text())
def test_no_search_raises(asked: str) -> None:
    held = Words()
    held.put([(0, asked)])
    for term in terms(asked):
        held.holding(term)
    assert terms(" ".join(map(str, terms(asked)))) == terms(asked)


def stands(text: list[str], term: Term) -> bool:
    """Whether the words stand somewhere in the text, the last at least with its beginning."""
    *firsts, last = term.words
    size = len(term.words)
    return any(
        text[at : at + size - 1] == firsts
        and (text[at + size - 1].startswith(last) if term.begins else text[at + size - 1] == last)
        for at in range(len(text) - size + 1)
    )

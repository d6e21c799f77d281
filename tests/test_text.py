"""Characters: paragraphs, sentences, quotations, numerals."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from foglift import text
from foglift.model import Span

MESSY = st.text(
    st.one_of(
        st.characters(),
        st.sampled_from("\r\n\t \u00a0\u2028.!?…،؟\"“”‘’'«»()-–0123456789aAbB🙂\u202eא"),
    ),
    max_size=200,
)


def whole(words: str) -> Span:
    return Span(0, len(words))


def sentences(words: str) -> list[str]:
    return [words[span.start : span.end] for span in text.sentences(words, whole(words))]


def quoted(words: str) -> list[tuple[str, bool]]:
    found = text.quotations(words, whole(words))
    return [(words[q.span.start : q.span.end], q.closed) for q in found]


# ------------------------------------------------------------------------------ normal forms


def test_fold_makes_names_comparable() -> None:
    assert text.fold("Mohammad al-Jolani’s") == "mohammad al jolanis"
    assert text.fold("Ḥamāh") == "hamah"
    assert text.fold("U.N.") == "un"


@given(MESSY)
def test_plain_keeps_every_offset(words: str) -> None:
    assert len(text.plain(words)) == len(words)


def test_plain_makes_quotes_and_blanks_plain() -> None:
    assert text.plain("“a”\u00a0‘b’\n«c»") == '"a" \'b\' "c"'


# -------------------------------------------------------------------------------- paragraphs


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        ("One line.\nAnother line.", ["One line.", "Another line."]),
        ("  One.  \r\n\r\n Two. ", ["One.", "Two."]),
        ("the slow\nfailure of talks", ["the slow\nfailure of talks"]),
        ("the slow\r\nfailure of talks\r\ngoes on", ["the slow\r\nfailure of talks\r\ngoes on"]),
        ("the slow\n\nfailure of talks", ["the slow", "failure of talks"]),
        ("What comes now?\nnobody knows", ["What comes now?", "nobody knows"]),
        ("Location :\nsomewhere", ["Location :", "somewhere"]),
        ("He “left”\nand went", ["He “left”", "and went"]),
        ("Front Lines Move\nRebels came.", ["Front Lines Move", "Rebels came."]),
        ("We list\na) one thing\nb) another", ["We list", "a) one thing", "b) another"]),
        ("More here\nexample.org/path", ["More here", "example.org/path"]),
        ("\n \n", []),
    ],
)
def test_paragraphs(words: str, wanted: list[str]) -> None:
    assert [words[span.start : span.end] for span in text.paragraphs(words)] == wanted


FILLED = """The column left the barracks at dawn and took the coast road north, where
Colonel Reyes had been told that the bridge was down. It was not. By noon
Reyes stood on the far bank and waited for the two guns that he had asked
General Staff for on Sunday.

Nobody had seen them since. A driver said that they had been sent back to
Santa Rosa for want of fuel.
"""


def test_lines_filled_to_one_width_are_parted_only_by_empty_ones() -> None:
    found = [FILLED[span.start : span.end].split()[0] for span in text.paragraphs(FILLED)]
    assert found == ["The", "Nobody"]


def test_short_lines_under_one_another_stay_apart() -> None:
    lines = "Dead in the north: 4\nDead in the south: 11\nMissing: 2\nWounded in both: 30\nFreed: 1"
    assert len(text.paragraphs(lines)) == 5


@given(MESSY)
def test_cased_keeps_every_offset(words: str) -> None:
    assert len(text.cased(words)) == len(words)


def test_cased_leaves_names_of_one_or_two_words_and_what_is_not_all_in_capitals() -> None:
    assert text.cased("UN OCHA") == "UN OCHA"
    assert text.cased("THE ARMY of God LEFT") == "THE ARMY of God LEFT"
    assert text.cased("THE ARMY LEFT ON 3 MAY.") == "The army left on 3 May."


@given(MESSY)
@settings(max_examples=200)
def test_sentences_cover_all_words_of_their_paragraphs_in_order(words: str) -> None:
    end = 0
    covered: list[str] = []
    for paragraph in text.paragraphs(words):
        for span in text.sentences(words, paragraph):
            assert end <= span.start < span.end <= paragraph.end
            assert paragraph.start <= span.start
            covered += words[span.start : span.end]
            end = span.end
    assert [c for c in covered if not c.isspace()] == [c for c in words if not c.isspace()]


# --------------------------------------------------------------------------------- sentences


@pytest.mark.parametrize(
    "words",
    [
        "The U.S. Army said Gen. A. B. Stone had left. | The U.N. did not comment.",
        "Lt. Col. Adams met Dr. Lee at 9 a.m. Thursday. | At 3 p.m. shells fell.",
        "He left at 5 p.m. | Rebels stayed.",
        "It lies 3.5 km away. | No. 5 Brigade held. | Dec. 5 was calm.",
        "The answer was no. | Rebels came.",
        "They met in St. Anton vs. Mr. Kern, i.e. the mayor, with approx. 30 guards. | All left.",
        "“We left. | Nothing remains,” he said.",
        "“It is over.” | The crowd left.",
        "“Run!” Mr. Kern shouted.",
        "“Where to?” | They did not know.",
        "They fought bandit groups… these groups fled.",
        "They waited… | Rebels came.",
        "He spoke of the great ... Amra battle.",
        "Read www.amra.example.Now or later.",
        "In 2011. | 35 people died.",
        "1. First thing here. | 2. Second thing.",
        "• One thing | • Another thing",
        "no capitals here. | none at all. | it still stops",
        "قال الجيش. | انسحب! | هل؟ | نعم",
        "(They were gone.) | The town slept.",
        "Foo Ltd. makes shells. | Foo Ltd. | The firm closed.",
    ],
)
def test_sentences_end_where_marked(words: str) -> None:
    wanted = words.split(" | ")
    assert sentences(" ".join(wanted)) == wanted


def test_a_stop_without_a_blank_ends_a_sentence_between_two_words() -> None:
    assert sentences("The bridge fell.The army left.") == ["The bridge fell.", "The army left."]


def test_sentences_stay_within_their_paragraph() -> None:
    words = "Before. One here. Two here. After."
    found = text.sentences(words, Span(8, 27))
    assert [words[span.start : span.end] for span in found] == ["One here.", "Two here."]


def test_an_endless_run_is_cut_into_pieces() -> None:
    run = "x" * 10_000
    assert [len(piece) for piece in sentences(run)] == [4000, 4000, 2000]
    assert all(len(piece) <= text.LONGEST for piece in sentences("ab " * 5_000))


# -------------------------------------------------------------------------------- quotations


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        ("“All gone,” he said. “All.”", [("All gone,", True), ("All.", True)]),
        ('"All gone," he said. "All."', [("All gone,", True), ("All.", True)]),
        ("«Всё», — сказал он.", [("Всё", True)]),
        ("He called it ‘a grave loss’ today.", [("a grave loss", True)]),
        ("They 'fell back' and didn't stop.", [("fell back", True)]),
        ("The rebels’ men don’t rest in the ’90s.", []),
        ("‘The rebels’ gain is small,’ he said.", [("The rebels’ gain is small,", True)]),
        ("“This goes on", [("This goes on", False)]),
        ("“First, said he. “Second,” he said.", [("First, said he.", False), ("Second,", True)]),
        ('A 5" gun and "one word".', [("one word", True)]),
        ("a stray mark” here", []),
        ("“”", []),
    ],
)
def test_quotations(words: str, wanted: list[tuple[str, bool]]) -> None:
    assert quoted(words) == wanted


@given(MESSY)
def test_quotations_are_disjoint_and_inside(words: str) -> None:
    end = 0
    for found in text.quotations(words, whole(words)):
        assert end <= found.span.start < found.span.end <= len(words)
        end = found.span.end


# ---------------------------------------------------------------------------------- numerals


@pytest.mark.parametrize(
    ("words", "low", "high", "exact"),
    [
        ("826", 826, 826, True),
        ("1,234", 1234, 1234, True),
        ("1 234", 1234, 1234, True),
        ("1\u202f234\u202f567", 1234567, 1234567, True),
        ("1.2 million", 1_200_000, 1_200_000, True),
        ("300k", 300_000, 300_000, True),
        ("two", 2, 2, True),
        ("Twenty-one", 21, 21, True),
        ("three hundred", 300, 300, True),
        ("one hundred and five", 105, 105, True),
        ("two million three hundred thousand", 2_300_000, 2_300_000, True),
        ("a dozen", 12, 12, True),
        ("half a dozen", 6, 6, True),
        ("half a million", 500_000, 500_000, True),
        ("about a dozen", 12, 12, False),
        ("at least 12", 12, None, False),
        ("no fewer than 12", 12, None, False),
        ("12 or more", 12, None, False),
        ("more than 12", 13, None, False),
        ("well over 300", 301, None, False),
        ("12+", 13, None, False),
        ("up to 30", None, 30, False),
        ("as many as 30", None, 30, False),
        ("no more than 30", None, 30, False),
        ("fewer than 10", None, 9, False),
        ("nearly 300", 300, 300, False),
        ("a hundred or so", 100, 100, False),
        ("at least about 30", 30, None, False),
        ("at least one", 1, None, False),
        ("more than dozens", 24, None, False),
        ("between 20 and 30", 20, 30, True),
        ("20 to 30", 20, 30, True),
        ("20–30", 20, 30, True),
        ("four or five", 4, 5, True),
        ("20 to 30 thousand", 20_000, 30_000, True),
        ("two or three dozen", 24, 36, True),
        ("a couple", 2, 2, False),
        ("a few", 3, 9, False),
        ("a", 1, 1, True),
        ("an", 1, 1, True),
        ("one", 1, 1, True),
        ("no", 0, 0, True),
        ("None", 0, 0, True),
    ],
)
def test_number(words: str, low: int | None, high: int | None, exact: bool) -> None:
    found = text.number(words)
    assert found is not None
    assert (found.low, found.high, found.exact) == (low, high, exact)
    assert (found.phrase, found.span) == (words, whole(words))


@pytest.mark.parametrize("words", ["army", "hundred", "", "12 men", "the", "first", "two three"])
def test_number_refuses_what_is_no_number(words: str) -> None:
    assert text.number(words) is None


@pytest.mark.parametrize("row", text.VAGUE, ids=lambda row: row.words)
def test_vague_words_in_their_example(row: text.Vague) -> None:
    found = text.numerals(row.example)
    assert [(n.phrase.lower(), n.low, n.high) for n in found] == [(row.words, row.low, row.high)]


@pytest.mark.parametrize("row", [row for row in text.BOUNDS if row.does != "hedge"])
def test_bounds_open_a_number(row: text.Bound) -> None:
    said = f"12{'' if row.words[0] in '+-' else ' '}{row.words}" if row.after else f"{row.words} 12"
    wanted = {"floor": (12, None), "above": (13, None), "ceiling": (None, 12), "below": (None, 11)}
    found = text.numerals(f"They took {said} today.")
    assert [(n.phrase, n.low, n.high) for n in found] == [(said, *wanted[row.does])]


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        ("826 people, including 222 in Amra", [("826", ""), ("222", "")]),
        ("in 2011 and 2,016 people", [("2011", "year"), ("2,016", "")]),
        ("2011-2016", [("2011-2016", "year")]),
        ("90% or 90 percent", [("90", "percent"), ("90", "percent")]),
        ("40 km away, 3.5 km, 155mm", [("40", "length"), ("3.5", "length"), ("155", "length")]),
        ("$5m and 30 million dollars", [("5", "money"), ("30 million", "money")]),
        ("1.5m people", [("1.5m", "")]),
        ("a T-72, the M23, an F-16", [("72", "code"), ("16", "code")]),
        ("the 25th Division and Division 25", [("25", "ordinal"), ("25", "label")]),
        ("Resolution 2254, No. 5", [("2254", "label"), ("5", "label")]),
        ("on 2024-12-05", [("2024", "code"), ("12", "code"), ("05", "code")]),
        ("5-6 December, Dec. 5", [("5-6", "date"), ("5", "date")]),
        ("In December 12 people died", [("12", "")]),
        ("at 9 a.m. and 14:30", [("9", "clock"), ("14", "clock"), ("30", "code")]),
        (
            "several days, a five-year-old, aged 7",
            [("several", "time"), ("five", "age"), ("7", "age")],
        ),
        ("a 12-man team, 300-strong", [("12", "other"), ("300", "other")]),
        ("two-thirds of 11 of 15 districts", [("two", "fraction"), ("11", ""), ("15", "")]),
        ("rose from 12 to 20", [("12", ""), ("20", "")]),
        ("12 may be dead", [("12", "")]),
        ("one of them and a man", []),
        ("he scores, tens apart", []),
        ("été12 naïve", []),
    ],
)
def test_numerals_tell_counts_from_measures(words: str, wanted: list[tuple[str, str]]) -> None:
    assert [(n.phrase, n.unit) for n in text.numerals(words)] == wanted


@given(MESSY)
def test_numerals_are_the_words_at_their_spans(words: str) -> None:
    end = 0
    for found in text.numerals(words):
        assert found.phrase == words[found.span.start : found.span.end]
        assert end <= found.span.start
        end = found.span.end


@pytest.mark.parametrize(
    "piece",
    ["a", "1", ".", "“", "'", " ", "a. ", "1,111", "twenty ", "[(", "🙂", "at least ", "1-2-"],
)
def test_nothing_hangs_on_a_long_run(piece: str) -> None:
    run = piece * (200_000 // len(piece))
    start = time.process_time()
    for paragraph in text.paragraphs(run):
        text.sentences(run, paragraph)
    text.quotations(run, whole(run))
    text.numerals(run)
    assert time.process_time() - start < 15  # a few seconds at worst; quadratic takes minutes


def test_who_speaks_of_himself() -> None:
    assert [text.is_first_person(words) for words in ("We", "our", "the army", "")] == [
        True, True, False, False,
    ]  # fmt: skip


def test_lost_line_breaks_between_notes_end_sentences() -> None:
    assert sentences("See Siege of LoikawCaptured by rebels in March 2022.Retaken in May.") == [
        "See Siege of Loikaw", "Captured by rebels in March 2022.", "Retaken in May.",
    ]  # fmt: skip
    assert sentences("A McDonald in version 10.Downing Street") == [
        "A McDonald in version 10.Downing Street"
    ]


@pytest.mark.parametrize(
    "words", ["He", "they", "the statement", "A post", "his message", "The defence report", "It"]
)
def test_words_that_point_at_nobody(words: str) -> None:
    assert text.is_nameless(words)


@pytest.mark.parametrize("words", ["The army", "a nurse", "the statement of the army", "Ito", "We"])
def test_words_that_name_somebody(words: str) -> None:
    assert not text.is_nameless(words)

"""The model's word on a predicate, and what becomes of it: a claim where no row knows the verb."""

from hypothesis import given
from hypothesis import strategies as st

from foglift.codebook import load
from foglift.model import Event, Report, quote
from foglift.read.rules import read
from foglift.read.rules.parse import language, parse
from foglift.read.rules.triggers import pieces, triggers

SNATCHED = "Fighters of the RSF snatched Jebel Aulia from the garrison on Monday."


def _report(text: str) -> Report:
    return Report("r", "", "news", text)


def test_pieces_know_where_their_word_starts() -> None:
    ids, starts = pieces("Neskuchne fell.")
    assert starts[0] == starts[-1] == -1
    assert [start for start in starts if start >= 0] == [0, 10, 14]
    assert len(ids) == len(starts)


def test_accents_and_capitals_do_not_matter() -> None:
    assert pieces("Perijá")[0] == pieces("PERIJA")[0]


@given(st.text(max_size=80))
def test_every_piece_has_a_place_in_any_text(text: str) -> None:
    ids, starts = pieces(text)
    assert len(ids) == len(starts) <= 160


def test_a_mark_without_a_letter_has_no_piece() -> None:
    ids, starts = pieces("Shells \u0301 fell.")
    assert len(ids) == len(starts)
    assert [start for start in starts if start >= 0] == [0, 9, 13]


def test_a_long_sentence_is_read_as_far_as_the_model_reaches() -> None:
    ids, starts = pieces("shells fell and " * 200)
    assert len(ids) == len(starts) == 160


def test_a_killing_is_seen_and_a_goal_is_not() -> None:
    tokens = language()("Gunmen shot dead eleven farmers near Jos.")
    told = triggers(tokens)
    shot = next(token for token in tokens if token.text == "shot")
    assert told[shot.i].event.startswith("CIVILIAN_ATTACK")
    assert told[shot.i].sure
    match = triggers(language()("The striker shot over the bar in the last minute."))
    assert not any(each.sure for each in match.values())


def test_the_model_gives_the_same_scores_each_time() -> None:
    tokens = language()(SNATCHED)
    assert triggers(tokens) == triggers(tokens)


def test_a_verb_without_a_row_is_read_by_the_shape_of_its_type() -> None:
    book = load()
    report = _report("The garrison slipped out of Sake before dawn, soldiers said.")
    assert "slip" not in {lemma.split()[0] for row in book.verbs for lemma in row.lemma}
    claims = [claim for claim in read(report, book) if isinstance(claim.content, Event)]
    (claim,) = claims
    assert isinstance(claim.content, Event)
    assert claim.content.type == "WITHDRAWAL"
    assert "slipped" in quote(report, claim.evidence)
    assert claim.why[0].startswith("model: WITHDRAWAL")


def test_a_sentence_that_is_not_parsed_is_not_asked() -> None:
    doc = parse(_report("The band released a record."), load())
    assert [sentence.told for sentence in doc.sentences] == [{}]


def test_every_shape_is_of_a_known_type() -> None:
    book = load()
    types = {kind for kind, _ in book.events}
    assert set(book.shapes) <= types

from datetime import date
from pathlib import Path

import msgspec

from foglift import codebook, trial
from foglift import store as stores
from foglift.codebook import Book
from foglift.model import Control, Event

ROWS = """lemma,nouns,slots,event,control,count,example
waltz into,,subj:armed obj:place,CAPTURE,takes,,Militiamen waltzed into Suran.
"""


def test_a_sentence_is_tried_on_the_real_reader(book: Book) -> None:
    tried = trial.attempt("HTS fighters entered Hama on Thursday.", book, date(2024, 12, 5))
    assert tried.propositions == ("enter(on: Thursday, subj: fighters, obj: Hama)",)
    assert [row.lemma[0] for row in tried.rows] == ["enter"]
    contents = [claim.content for claim in tried.claims]
    assert [type(content) for content in contents] == [Event, Control]
    assert isinstance(contents[1], Control)
    assert contents[1].change == "enters"
    assert tried.claims[0].when is not None
    assert tried.claims[0].when.start == date(2024, 12, 5)
    assert tried.issues == ()


def test_a_sentence_that_says_nothing_of_the_war_fires_no_row(book: Book) -> None:
    tried = trial.attempt("The bakery on the corner sells fresh bread.", book)
    assert (tried.rows, tried.claims) == ((), ())


def test_every_row_for_verbs_fires_on_its_example(book: Book) -> None:
    silent = [f"{row.lemma or row.nouns}: {row.example}" for row in trial.examples(book)]
    assert not silent


def test_a_row_whose_example_has_not_its_verb_is_told(book: Book) -> None:
    row = msgspec.structs.replace(book.verbs[0], example="The bakery sells bread.")
    wrong = codebook.Book(**{**_fields(book), "verbs": (row,)})
    assert trial.examples(wrong) == [row]


def test_an_added_row_gains_claims_and_loses_none(tmp_path: Path, book: Book) -> None:
    rows = tmp_path / "rows"
    (rows / "verbs").mkdir(parents=True)
    (rows / "verbs" / "en.csv").write_text(ROWS, encoding="utf-8")
    report = trial.attempt("Rebel fighters waltzed into Suran.", book, date(2024, 12, 5)).report
    with stores.open(tmp_path / "war.foglift") as store:
        store.saw(report)
        found = trial.effect(store, book, codebook.load(rows))
        back = trial.effect(store, codebook.load(rows), book)
    assert [claim.content.change for _, claim in found.gained if _is_control(claim.content)] == [
        "takes"
    ]
    assert found.lost == []
    assert (back.gained, back.lost) == ([], found.gained)


def test_rows_that_change_nothing_have_no_effect(war: Path, book: Book) -> None:
    with stores.open(war, read_only=True) as store:
        assert trial.effect(store, book, book) == trial.Effect([], [])


def _is_control(content: object) -> bool:
    return isinstance(content, Control)


def _fields(book: Book) -> dict[str, object]:
    return {name: getattr(book, name) for name in book.__dataclass_fields__}

"""The check of a brief: faults of each class are planted in sentences that hold, and found."""

from datetime import date

import pytest
from msgspec.structs import replace

from foglift import flow
from foglift import store as stores
from foglift.codebook import Book
from foglift.ingest import Options
from foglift.model import Brief, Section, Sentence
from foglift.publish import brief, check, grammar
from foglift.publish.facts import Facts, facts
from foglift.publish.harm import guarded

DAY = date(2023, 6, 15)
REPORTS = (
    "Nile Daily | 2023-06-14 | The Rapid Support Forces captured Kutum on Wednesday. The "
    "army withdrew from Kutum on Wednesday.",
    "Gulf Ledger | 2023-06-15 | The army shelled Nyala on Wednesday. The Sudan Doctors Network "
    "said 62 civilians, including 14 children, were killed in Nyala on Wednesday.",
    "Levant Wire | 2023-06-15 | The army shelled Nyala on Wednesday, residents said. The Rapid "
    "Support Forces denied that their fighters had shelled El Obeid on Wednesday.",
    "Cedar Post | 2023-06-15 | The army said the Rapid Support Forces had shelled El Obeid on "
    "Wednesday. The army said it would advance on Kutum. Shells hit Zalingei on Monday.",
)


@pytest.fixture(scope="module")
def known(tmp_path_factory: pytest.TempPathFactory, book: Book) -> Facts:
    folder = tmp_path_factory.mktemp("check")
    for number, report in enumerate(REPORTS):
        outlet, published, text = report.split(" | ", 2)
        (folder / f"{number}.txt").write_text(
            f"Outlet: {outlet}\nPublished: {published}\n\n{text}\n", encoding="utf-8"
        )
    with stores.open(folder / "store.foglift") as store:
        flow.read([folder], book, store, Options())
        claims = flow.known(store)
        picture = flow.picture(store, book, DAY)
    return facts(picture, claims, book)


@pytest.fixture(scope="module")
def text(known: Facts) -> Brief:
    return brief(known.picture, known.claims.values(), known.book)


def found(text: Brief, *words: str) -> tuple[str, Sentence]:
    """The section and the sentence that hold all the words."""
    return next(
        (section.title, one)
        for section in text.sections
        for one in section.sentences
        if all(word in one.text for word in words)
    )


def forged(known: Facts, title: str, one: Sentence) -> list[str]:
    return check.faults(known, Brief(DAY, DAY, (Section(title, (one,)),)))


def test_all_that_is_told_holds(known: Facts, text: Brief) -> None:
    assert check.faults(known, text) == []
    assert any("62 civilians" in one.text for section in text.sections for one in section.sentences)


@pytest.mark.parametrize(
    ("words", "old", "new", "fault"),
    [
        # a wrong number
        (("62 civilians",), "62", "26", "no cited claim counts 26"),
        (("62 civilians",), "14 children", "41 children", "no cited claim counts 41"),
        # a wrong source
        (("62 civilians",), "The Sudan Doctors Network", "Gulf Ledger", "is not named"),
        (("took Kutum",), "Nile Daily", "The Cedar Post", "is said by"),
        # a swapped side
        (("took Kutum",), "the Rapid Support Forces", "the Sudanese Armed Forces", "says that of"),
        (("shelled Nyala",), "Sudanese Armed Forces", "Rapid Support Forces", "no cited claim"),
        # a lost negation
        (("shelled El Obeid", "denied"), "; the Rapid Support Forces and their allies denied this",
         "", "a denial is left out"),
        # a fused or wrong date
        (("shelled Nyala",), "14 June", "12 June", "no cited claim is of 12 June"),
        (("took Kutum",), "14 June", "9 June", "no cited claim is of 9 June"),
        # a place of another claim
        (("shelled Nyala",), "Nyala", "Kutum", "no cited claim names Kutum"),
        (("took Kutum",), "Kutum", "Nyala", "no cited claim"),
        # a grade that the claims do not have
        (("took Kutum",), "no second independent source so far",
         "no named source so far", "a named source says so"),
    ],
)  # fmt: skip
def test_a_planted_fault_is_found(
    known: Facts, text: Brief, words: tuple[str, ...], old: str, new: str, fault: str
) -> None:
    title, one = found(text, *words)
    assert old in one.text
    faults = forged(known, title, replace(one, text=one.text.replace(old, new)))
    assert any(fault in each for each in faults), faults


def test_a_claim_that_is_not_about_it_is_found(known: Facts, text: Brief) -> None:
    _, other = found(text, "62 civilians")
    for words in (("took Kutum",), ("shelled Nyala",)):
        title, one = found(text, *words)
        faults = forged(known, title, replace(one, claims=(*one.claims, *other.claims[:1])))
        assert any("is not about" in each for each in faults)
    title, one = found(text, "62 civilians")
    _, other = found(text, "took Kutum")
    faults = forged(known, title, replace(one, claims=other.claims))
    assert faults


def test_two_days_are_not_fused(known: Facts, text: Brief) -> None:
    """Nyala was shelled on Wednesday, Zalingei on Monday: not both on Wednesday."""
    title, one = found(text, "shelled Nyala")
    _, other = found(text, "Zalingei")
    both = Sentence(
        "The Cedar Post said Zalingei was shelled on 14 June; no second independent source so far.",
        (*other.claims, *one.claims),
    )
    assert any(
        "is of another day" in each or "not about" in each for each in forged(known, title, both)
    )


def test_a_wrong_template_is_found(
    known: Facts, text: Brief, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What writes the sentence is not asked: where it swaps who and whom, the check says so."""
    right = Book.happening

    def swapped(book: Book, type: str, facet: str, actors: str, recipients: str, place: str) -> str:
        return right(book, type, facet, "the Rapid Support Forces" if actors else "", "", place)

    monkeypatch.setattr(Book, "happening", swapped)
    wrong = brief(known.picture, known.claims.values(), known.book)
    monkeypatch.undo()
    assert any("Fighting" in each for each in check.faults(known, wrong))


def test_what_is_held_back_is_no_source(known: Facts) -> None:
    picture, shown = guarded(known.picture, known.claims.values(), known.book)
    public = facts(picture, shown, known.book)
    text = brief(picture, public.claims.values(), known.book)
    assert check.faults(public, text) == []


@pytest.mark.parametrize(
    ("words", "first", "last"),
    [
        ("on 5 December", "2024-12-05", "2024-12-05"),
        ("on 4 or 5 December", "2024-12-04", "2024-12-05"),
        ("on 30 November or 1 December", "2024-11-30", "2024-12-01"),
        ("between 27 November and 3 December", "2024-11-27", "2024-12-03"),
        ("in the week of 25 November", "2024-11-25", "2024-12-01"),
        ("in March 2019", "2019-03-01", "2019-03-31"),
        ("in 2016", "2016-01-01", "2016-12-31"),
    ],
)
def test_days_are_read_from_words(words: str, first: str, last: str) -> None:
    assert grammar.days(words, 2024) == [(date.fromisoformat(first), date.fromisoformat(last))]


def test_a_graded_sentence_is_taken_apart() -> None:
    said = grammar.support(
        "The rebels claimed that they took Hama on 5 December; no source outside the rebels has "
        "reported it; the army denied this."
    )
    assert said is not None
    assert (said.grade, said.event, said.against) == (
        "claimed", "they took Hama on 5 December", "the army",
    )  # fmt: skip


def test_millions_are_numbers() -> None:
    assert grammar.number("6.1 million") == 6_100_000
    assert grammar.number("1,200") == 1200
    assert grammar.number("three") == 3


def test_who_has_a_place_is_cited_beside_who_left_it(
    tmp_path_factory: pytest.TempPathFactory, book: Book
) -> None:
    folder = tmp_path_factory.mktemp("cited")
    for number, (day, said) in enumerate((
        ("2023-06-13", "Army units left Kutum on Tuesday."),
        ("2023-06-14", "Kutum was in the hands of the army on Wednesday."),
    )):  # fmt: skip
        (folder / f"{number}.txt").write_text(
            f"Outlet: Nile Daily\nPublished: {day}\n\n{said}\n", encoding="utf-8"
        )
    with stores.open(folder / "store.foglift") as store:
        flow.read([folder], book, store, Options())
        claims = flow.known(store)
        known = facts(flow.picture(store, book, DAY), claims, book)
    assert check.faults(known, brief(known.picture, claims, book)) == []

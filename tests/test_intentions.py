"""From a report's words to what came of them: own texts, read, fused and told in the brief."""

from datetime import date

import pytest

from foglift import codebook, fuse, publish
from foglift.codebook import Book
from foglift.model import Claim, Intention, Report, report_id
from foglift.read import READERS

VOWED = (
    "Rebels took the town of Suran on Wednesday after a night of fighting.\n\n"
    '"We will enter Homs within days," the rebel commander Abu Omar said.'
)
TAKEN = "Rebels captured the city of Homs on Saturday, the Syrian Observatory said."
BY_FRIDAY = (
    "Shelling killed nine people in Hama on Wednesday.\n\n"
    "The Syrian army vowed to retake Hama by Friday."
)
LOST = "Rebels shelled Rastan on Sunday and killed four people."
IF_HAMA_FALLS = (
    "Rebels took the town of Suran on Wednesday.\n\n"
    "If Hama falls we shall shell Homs, the rebel commander Abu Omar said."
)
DOHA = (
    "Shelling killed nine people in Gaza on Wednesday.\n\n"
    "Negotiators of Israel and Hamas are to meet in Doha on Sunday."
)
MET = "Israel and Hamas held talks in Doha on Sunday as shelling killed three people in Gaza."


@pytest.fixture(scope="module")
def book() -> Book:
    return codebook.load()


def told(book: Book, *texts: tuple[str, str]) -> list[tuple[Report, Claim]]:
    reports = [
        Report(
            report_id(text, "", "Orontes Wire", day), "Orontes Wire", "news", text, published=day
        )
        for text, day in ((text, date.fromisoformat(day)) for text, day in texts)
    ]
    return [(one, claim) for one in reports for claim in READERS["rules"].read(one, book)]


def only(book: Book, known: list[tuple[Report, Claim]], day: str) -> Intention:
    (found,) = fuse.picture(known, (), book, date.fromisoformat(day)).intentions
    return found


def brief(book: Book, known: list[tuple[Report, Claim]], day: str) -> list[str]:
    picture = fuse.picture(known, (), book, date.fromisoformat(day))
    text = publish.brief(picture, known, book)
    assert publish.check_brief(text, picture, known, book) == []
    return [
        sentence.text
        for section in text.sections
        if section.title == "What the parties say they will do"
        for sentence in section.sentences
    ]


def test_we_will_enter_homs_and_they_did(book: Book) -> None:
    known = told(book, (VOWED, "2024-12-05"), (TAKEN, "2024-12-08"))
    before = only(book, known, "2024-12-07")
    assert (before.fate, before.type, before.actors) == ("open", "ADVANCE", ("syria-rebels",))
    after = only(book, known, "2024-12-08")
    assert (after.fate, str(after.decided), after.came) == (
        "fulfilled", "2024-12-07", "CAPTURE/nonstate",
    )  # fmt: skip
    assert brief(book, known, "2024-12-08") == [
        "The Syrian rebels said on 5 December they would advance towards Homs; according to the "
        "Syrian Observatory for Human Rights, it was done by 7 December."
    ]


def test_by_friday_it_was_not_retaken(book: Book) -> None:
    known = told(book, (BY_FRIDAY, "2024-12-05"), (LOST, "2024-12-09"))
    assert only(book, known, "2024-12-06").fate == "open"
    found = only(book, known, "2024-12-09")
    assert (found.fate, str(found.due)) == ("not fulfilled", "2024-12-06")
    assert brief(book, known, "2024-12-09") == [
        "The Syrian army said on 5 December they would capture Hama by 6 December; that time has "
        "passed, and no report tells of it."
    ]


def test_what_hangs_on_the_fall_of_hama_stays_on_it(book: Book) -> None:
    known = told(book, (IF_HAMA_FALLS, "2024-12-05"))
    found = only(book, known, "2024-12-25")
    assert (found.fate, found.condition) == ("open", "If Hama falls")
    assert brief(book, known, "2024-12-06") == [
        "The Syrian rebels threatened on 5 December that they would shell targets in Homs, on this "
        "condition: “If Hama falls”."
    ]


def test_negotiators_who_are_to_meet_in_doha(book: Book) -> None:
    known = told(book, (DOHA, "2024-12-05"))
    found = only(book, known, "2024-12-07")
    assert (found.type, found.facet, str(found.due)) == ("STATEMENT", "talks", "2024-12-08")
    assert only(book, known, "2024-12-11").fate == "not fulfilled"
    met = told(book, (DOHA, "2024-12-05"), (MET, "2024-12-09"))
    assert only(book, met, "2024-12-11").fate == "fulfilled"

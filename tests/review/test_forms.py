"""A claim as a form, and what is filled into a form as a claim."""

from datetime import date
from typing import Any

import msgspec
import pytest

from foglift import flow
from foglift.codebook import Book
from foglift.flow import AskError
from foglift.model import Claim, Control, Count, Report, quote, sealed
from foglift.review.forms import fields, formed
from foglift.store import Store

Known = tuple[Report, Claim]


def correct(one: Known, book: Book, **values: str) -> Claim:
    return formed(one[0], one[1].kind, values, book, "A. Lund", one[1])


def test_a_form_that_nobody_changes_is_the_claim(kept: Store, book: Book) -> None:
    for report, claim in flow.known(kept):
        same = formed(report, claim.kind, fields(report, claim, book), book, "A. Lund", claim)
        assert same.id == claim.id


def test_each_field_can_be_corrected(taken: Known, book: Book) -> None:
    report, claim = taken
    assert fields(report, claim, book)["change"] == "takes"
    homs = correct(taken, book, place="Homs")
    assert homs.where
    assert book.label(homs.where.place.ref) == "Homs"
    lost = correct(taken, book, change="loses", holder="syrian-army")
    assert isinstance(lost.content, Control)
    assert lost.content.holder
    assert (lost.content.change, lost.content.holder.ref) == ("loses", "syrian-army")
    later = correct(taken, book, start="2024-12-04", end="2024-12-04")
    assert later.when
    assert later.when.start == date(2024, 12, 4) == later.when.end
    denied = correct(taken, book, stance="denies", realis="negated")
    assert (denied.said_by[0].stance, denied.realis) == ("denies", "negated")
    own = correct(taken, book, speaker="")
    assert own.said_by == ()
    words = correct(taken, book, words="captured Suran on Tuesday")
    assert quote(report, words.evidence[:1]) == "captured Suran on Tuesday"
    assert all(one == sealed(one) for one in (homs, lost, later, denied, own, words))
    assert homs.reader == "person"


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"place": "Nowhereville"}, "no place is called 'Nowhereville'"),
        ({"holder": "Zorg"}, "the codebook knows nobody called 'Zorg'"),
        ({"change": "eats"}, "change: 'eats' is none of holds, takes"),
        ({"start": "Tuesday"}, "start: 'Tuesday' is no day"),
        ({"start": "2024-12-05", "end": "2024-12-01"}, "2024-12-05 is after 2024-12-01"),
        ({"words": "captured Homs"}, "these words are not in the report"),
        ({"words": "r"}, "these words are in the report 7 times: at "),
        ({"words": " "}, "a claim stands on words"),
        ({"colour": "red"}, "'colour' is no field of such a claim"),
    ],
)
def test_what_says_nothing_known_is_refused_in_one_line(
    taken: Known, book: Book, values: dict[str, str], said: str
) -> None:
    with pytest.raises(AskError) as refused:
        correct(taken, book, **values)
    assert str(refused.value).startswith(said)
    assert "\n" not in str(refused.value)


def test_words_told_twice_are_chosen_by_where_they_stand(taken: Known, book: Book) -> None:
    last = taken[0].text.rindex("r")
    found = correct(taken, book, words="r", at=str(last))
    assert found.evidence[0].start == last


def test_a_claim_is_added_with_its_words(taken: Known, book: Book) -> None:
    report = taken[0]
    given = {"of": "killed", "low": "1,200", "high": "", "place": "Suran", "whom": "soldiers"}
    claim = formed(report, "count", {**given, "words": "captured Suran"}, book, "A. Lund")
    assert isinstance(claim.content, Count)
    assert (claim.content.low, claim.content.high) == (1200, None)
    assert claim.content.whom
    assert claim.content.whom.ref == "people:soldiers"
    assert quote(report, claim.evidence) == "captured Suran"
    with pytest.raises(AskError, match="no claim is of the kind 'song'"):
        formed(report, "song", given, book, "A. Lund")
    with pytest.raises(AskError, match="above the highest"):
        formed(report, "count", {**given, "high": "5", "words": "Suran"}, book, "A. Lund")


def test_a_claim_keeps_the_rules_of_all_claims(taken: Known, book: Book, kept: Any) -> None:
    report, claim = taken
    strange = msgspec.structs.replace(report, text=report.text[:10])
    with pytest.raises(AskError, match="are not in the report"):
        formed(strange, "control", {"place": "Homs", "words": report.text[:5]}, book, "A.", claim)

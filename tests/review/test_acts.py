"""Judgements as they are made, kept in a store and listed."""

from datetime import date, timedelta

import pytest

from foglift import flow, review
from foglift.codebook import Book
from foglift.flow import AskError
from foglift.model import Claim, Control, Report, report_id
from foglift.store import Store

DAY, LATER = date(2024, 12, 5), date(2024, 12, 6)
Known = tuple[Report, Claim]


def states(store: Store) -> list[tuple[str, str]]:
    read = [claim.id for _, claim in store.claims()]
    reports = [report.id for report in store.reports()]
    return [
        (one.judgement.what, one.state) for one in review.acts(store.judgements(), read, reports)
    ]


def holders(store: Store, book: Book) -> dict[str, str]:
    spells = flow.picture(store, book).control
    return {book.label(one.place): one.state for one in spells if one.layer == "claimed"}


def test_a_correction_moves_the_picture_and_is_taken_back(
    kept: Store, taken: Known, book: Book
) -> None:
    assert holders(kept, book) == {"Suran": "held"}
    wrong = kept.judge(
        review.correct(*taken, {"place": "Homs"}, book, review.Signature("A. Lund", LATER))
    )
    assert holders(kept, book) == {"Homs": "held"}
    assert states(kept) == [("correct", "holds")]
    kept.judge(review.undo(wrong, review.Signature("B. Ode", LATER)))
    assert holders(kept, book) == {"Suran": "held"}
    assert states(kept) == [("undo", "holds"), ("correct", "taken back")]


def test_all_who_list_claims_see_the_corrected_one(kept: Store, taken: Known, book: Book) -> None:
    given = review.correct(*taken, {"place": "Homs"}, book, review.Signature("A. Lund", DAY)).claim
    assert given
    faults = flow.verify(kept, book)
    kept.judge(review.correct(*taken, {"place": "Homs"}, book, review.Signature("A. Lund", DAY)))
    ids = {claim.id for _, claim in flow.known(kept)}
    assert given.id in ids
    assert taken[1].id not in ids
    assert "Homs" in str(flow.brief(kept, book))
    assert flow.verify(kept, book) == faults
    assert review.claim(kept, given.id[:6]) == (taken[0], given)


def test_a_judgement_of_a_claim_that_is_read_no_more_waits(
    kept: Store, taken: Known, book: Book
) -> None:
    report, claim = taken
    kept.judge(review.decide("reject", [claim.id], review.Signature("A. Lund", DAY)))
    kept.judge(
        review.correct(report, claim, {"place": "Homs"}, book, review.Signature("A. Lund", DAY))
    )
    others = [each for one, each in kept.claims() if one.id == report.id and each.id != claim.id]
    kept.add(report, others, [], "rules another")
    assert states(kept) == [("correct", "waiting"), ("reject", "waiting")]
    kept.add(report, [*others, claim], [], "rules a third")
    assert states(kept) == [("correct", "holds"), ("reject", "holds")]
    assert holders(kept, book) == {"Homs": "held"}


def test_an_added_claim_of_a_report_is_in_the_picture(
    kept: Store, taken: Known, book: Book
) -> None:
    values = {"change": "takes", "holder": "hts", "place": "Homs", "words": "captured Suran"}
    added = kept.judge(
        review.add(taken[0], "control", values, book, review.Signature("A. Lund", DAY))
    )
    assert holders(kept, book) == {"Suran": "held", "Homs": "held"}
    assert added.claim
    assert isinstance(added.claim.content, Control)
    assert states(kept) == [("add", "holds")]


def test_a_claim_is_added_to_a_report_from_which_nothing_was_read(kept: Store, book: Book) -> None:
    text = "Suran: our flag is up again."
    report = Report(report_id(text, "", "Gazette", DAY), "Gazette", "news", text, published=DAY)
    kept.add(report, [], [], "rules")
    values = {"change": "takes", "holder": "hts", "place": "Homs", "words": "our flag is up"}
    added = kept.judge(
        review.add(report, "control", values, book, review.Signature("A. Lund", DAY))
    )
    assert holders(kept, book) == {"Suran": "held", "Homs": "held"}
    assert added.claim in [claim for _, claim in flow.known(kept)]
    assert (states(kept), flow.verify(kept, book)) == ([("add", "holds")], [])
    shifts = flow.changes(kept, book, DAY, DAY - timedelta(days=1))
    told = {(one.kind, one.causes[0].kind) for one in shifts if "Homs" in one.subject}
    assert told == {("newly told", "new report")}
    kept.judge(review.undo(added, review.Signature("A. Lund", DAY)))
    assert holders(kept, book) == {"Suran": "held"}
    assert added.claim not in [claim for _, claim in flow.known(kept)]


def test_what_is_no_judgement_is_refused(kept: Store, taken: Known, book: Book) -> None:
    report, claim = taken
    with pytest.raises(AskError, match="two claims or more"):
        review.decide("same", [claim.id, claim.id], review.Signature("A. Lund", DAY))
    with pytest.raises(AskError, match="signed"):
        review.decide("confirm", [claim.id], review.Signature("  ", DAY))
    with pytest.raises(AskError, match="nothing is corrected"):
        review.correct(report, claim, {"change": "takes"}, book, review.Signature("A. Lund", DAY))
    with pytest.raises(AskError, match="which is later than"):
        review.undo(
            review.decide("confirm", [claim.id], review.Signature("A. Lund", LATER)),
            review.Signature("A. Lund", DAY),
        )
    with pytest.raises(AskError, match="no claim has an id that begins with"):
        review.only("zz", {}, "claim")

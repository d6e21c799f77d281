"""What would change the picture most comes first, and trying it leaves the ledger as it was."""

from datetime import date

import msgspec

from foglift import fuse, review
from foglift.codebook import Book
from foglift.model import Claim, Count, Judgement, Report
from foglift.store import Store

DAY = date(2024, 12, 5)


def ledger(store: Store, book: Book, *judged: Judgement) -> fuse.Ledger:
    return fuse.ledger(store.claims(), judged, book, DAY, all_judged=True)


def queued(store: Store, book: Book, *judged: Judgement) -> list[review.Effect]:
    known = {claim.id: (report, claim) for report, claim in store.claims()}
    picture = ledger(store, book, *judged).picture()
    return review.queue(picture, known, fuse.rulings(judged, DAY), book)


def test_who_holds_a_place_comes_before_the_number_to_quote(
    kept: Store, taken: tuple[Report, Claim], book: Book
) -> None:
    claims = {claim.id: claim for _, claim in kept.claims()}
    found = review.tried(queued(kept, book), ledger(kept, book), book)
    assert found[0].claim == taken[1].id
    assert (found[0].change, found[0].was, found[0].now) == (
        "holder",
        "held by Syrian rebels, reported",
        "nobody known",
    )
    changes = [one.change for one in found]
    assert changes == sorted(changes, key=["holder", "grade", "best", "range", "nothing"].index)
    numbers = [one for one in found if isinstance(claims[one.claim].content, Count)]
    assert {one.change for one in numbers} <= {"best", "range", "grade"}
    assert any("12 to 20" in one.was for one in numbers)


def test_trying_leaves_the_ledger_as_it_was(kept: Store, book: Book) -> None:
    one = ledger(kept, book)
    before = msgspec.json.encode(one.picture())
    review.tried(queued(kept, book), one, book)
    assert msgspec.json.encode(one.picture()) == before


def test_what_somebody_has_looked_at_is_not_asked_again(
    kept: Store, taken: tuple[Report, Claim], book: Book
) -> None:
    checked = review.decide("confirm", [taken[1].id], review.Signature("A. Lund", DAY))
    assert taken[1].id in {one.claim for one in queued(kept, book)}
    assert taken[1].id not in {one.claim for one in queued(kept, book, checked)}


def test_the_queue_is_the_same_in_any_order(kept: Store, book: Book) -> None:
    known = {claim.id: (report, claim) for report, claim in reversed(list(kept.claims()))}
    picture = ledger(kept, book).picture()
    turned = review.queue(picture, known, fuse.rulings((), DAY), book)
    assert turned == queued(kept, book)

"""Review in the desk: what one sees of it, what a form does, what the log tells."""

from datetime import date
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from foglift.codebook import Book
from foglift.desk import Desk, Look
from foglift.desk.look import MissingError
from foglift.desk.pages.forms import add_claim
from foglift.desk.pages.judgements import judgement, judgements
from foglift.desk.pages.judging import OnClaim, on
from foglift.desk.pages.precision import precision_check
from foglift.desk.pages.review import review
from foglift.model import Control, Count
from tests.desk.conftest import Own, sent

TEXTS = (
    "Outlet: Wire\n\nRebel fighters captured Suran on Tuesday, the Syrian Observatory said.",
    "Outlet: Post\n\nThe Observatory said 12 civilians were killed in Suran on Wednesday.",
)


@pytest.fixture
def desk(own: Own) -> Desk:
    desk, read = own
    assert desk.reach(read(*TEXTS))
    return desk


def taken(look: Look) -> str:
    found = (one for _, one in look.claims.values() if isinstance(one.content, Control))
    return next(one.id for one in found)


def signed(client: TestClient, path: str, **fields: object) -> str:
    return sent(client, path, **{"name": "A. Lund", **fields})


def test_the_queue_begins_with_who_holds_a_place(desk: Desk) -> None:
    found = review(desk.look())
    first = found.items[0]
    assert (first.effect.change, first.effect.subject) == ("holder", "Suran")
    assert first.effect.tried
    assert first.beside
    assert "captured Suran" in "".join(part.text for part in first.card.passage)
    assert found.waiting == len(desk.look().queue)


def test_a_rejected_claim_leaves_the_picture_and_comes_back(desk: Desk, asks: TestClient) -> None:
    first = review(desk.look()).items[0]
    place = signed(
        asks, "/judgements", what="reject", claim=first.card.id,
        also=list(first.effect.beside), note="another Suran", next="/review",
    )  # fmt: skip
    assert place.startswith("/review?done=")
    assert first.card.id not in desk.look().claims
    assert not desk.look().picture.control
    page = asks.get(place).text
    assert "nobody known" in page
    assert "another Suran" in page
    act = place.rpartition("=")[2]
    changed = judgement(desk.look(), act)
    assert changed.changed[0].change == "holder"
    assert changed.changed[0].now == "nobody known"
    assert asks.get(f"/claims/{first.card.id}").status_code == 200
    signed(asks, "/judgements/undo", act=act)
    assert first.card.id in desk.look().claims
    kinds = judgements(desk.look()).kinds
    assert kinds == {"undo": 1, "taken back": 1}


def test_a_confirmed_claim_is_checked_by_who_signed(desk: Desk, asks: TestClient) -> None:
    claim = taken(desk.look())
    signed(asks, "/judgements", what="confirm", claim=claim)
    found = on(desk.look(), claim)
    assert isinstance(found, OnClaim)
    assert found.said.startswith("checked by A. Lund on ")
    assert found.history[0].what == "confirm"
    assert "checked by" in asks.get(f"/claims/{claim}").text
    again = asks.get("/account").text
    assert "A. Lund" in again


def test_a_field_is_corrected_and_what_was_read_stays(desk: Desk, asks: TestClient) -> None:
    claim = taken(desk.look())
    shown = on(desk.look(), claim)
    assert isinstance(shown, OnClaim)
    values = {one.name: one.value for one in shown.fields}
    beside = [id for id, _ in shown.beside]
    place = signed(
        asks, "/judgements/correct", claim=claim, also=beside, **{**values, "place": "Homs"}
    )
    held = {one.place for one in desk.look().picture.control}
    assert {desk.look().book.label(each) for each in held} == {"Homs"}
    page = asks.get(place).text
    assert "Homs" in page
    assert "Suran" in page
    assert asks.get(f"/claims/{claim}").status_code == 200
    wrong = signed(asks, "/judgements/correct", claim=claim, place="Nowhereville")
    assert "No place is called &#39;Nowhereville&#39;" in wrong
    assert 'value="Nowhereville"' in wrong


def test_a_claim_is_added_by_its_words(desk: Desk, asks: TestClient) -> None:
    look = desk.look()
    report = look.claims[taken(look)][0]
    page = asks.get(f"/review/add/{report.id}?kind=count").text
    assert report.text.strip()[:20] in page
    wrong = signed(
        asks, "/judgements/add", report=report.id, kind="count", of="killed", low="3",
        words="captured Homs",
    )  # fmt: skip
    assert "not in the report" in wrong
    signed(
        asks, "/judgements/add", report=report.id, kind="count", of="killed", low="3", high="3",
        place="Suran", words="captured Suran",
    )  # fmt: skip
    numbers = [one for _, one in desk.look().claims.values() if isinstance(one.content, Count)]
    assert {(one.reader, one.content.low) for one in numbers if isinstance(one.content, Count)} == {
        ("rules-3", 12),
        ("person", 3),
    }


def test_a_claim_is_added_to_a_report_from_which_nothing_was_read(
    own: Own, asks: TestClient
) -> None:
    desk, read = own
    assert desk.reach(read("Outlet: A post\n\nOur flag over Homs again."))
    (silent,) = [one for one in desk.look().texts.values() if one.outlet == "A post"]
    assert f"/review/add/{silent.id}" in asks.get(f"/reports/{silent.id}").text
    assert asks.get(f"/review/add/{silent.id}").status_code == 200
    log = signed(
        asks, "/judgements/add", report=silent.id, kind="control", change="takes", holder="hts",
        place="Homs", words="flag over Homs",
    )  # fmt: skip
    look = desk.look()
    (added,) = look.by_report[silent.id]
    assert "Homs" in {look.book.label(one.place) for one in look.picture.control}
    assert "flag over Homs" in asks.get(f"/claims/{added.id}").text
    signed(asks, "/judgements/undo", act=log.rpartition("/")[2])
    assert silent.id not in desk.look().by_report
    assert asks.get(f"/claims/{added.id}").status_code == 200
    assert asks.get(f"/reports/{silent.id}").status_code == 200


def test_the_check_of_a_sample_gives_its_interval(desk: Desk, asks: TestClient) -> None:
    before = precision_check(desk.look())
    assert before.result.answered == 0
    first, second = before.rows[:2]
    signed(asks, "/judgements/answer", claim=first.card.id, answer="right")
    place = signed(
        asks, "/judgements/answer", claim=second.card.id, answer="wrong place",
        next="/review/precision",
    )  # fmt: skip
    assert place == "/review/precision#next"
    after = precision_check(desk.look())
    assert [row.card.id for row in after.rows] == [row.card.id for row in before.rows]
    assert (after.result.answered, after.result.right) == (2, 1)
    assert after.result.faults == {"wrong place": 1}
    assert "Wilson" in asks.get("/review/precision").text


def test_happenings_are_said_to_be_one(own: Own, asks: TestClient) -> None:
    desk, read = own
    assert desk.reach(read(*TEXTS, "Outlet: Gazette\n\nRebels seized Taybat al-Imam on Monday."))
    ids = [one.claims[0] for one in desk.look().picture.incidents]
    assert len(ids) == 2
    signed(asks, "/judgements", what="same", claim=ids)
    (one,) = desk.look().picture.incidents
    assert {*ids} <= {*one.claims}
    assert "two claims or more" in signed(asks, "/judgements", what="same", claim=ids[:1])


def test_what_cannot_be_done_is_told(desk: Desk, asks: TestClient) -> None:
    claim = taken(desk.look())
    assert "signed" in signed(asks, "/judgements", what="confirm", claim=claim, name="")
    assert "no judgement" in signed(asks, "/judgements", what="sing", claim=claim)
    assert "is no answer" in signed(asks, "/judgements/answer", claim=claim, answer="maybe")
    assert "has the number" in signed(asks, "/judgements/undo", act=999)
    with pytest.raises(MissingError):
        judgement(desk.look(), "999")
    with pytest.raises(MissingError):
        add_claim(desk.look(), "zz")


def test_a_judgement_counts_on_every_day_but_not_where_a_day_was_known(
    desk: Desk, asks: TestClient
) -> None:
    claim = taken(desk.look())
    signed(asks, "/judgements", what="reject", claim=claim)
    assert claim not in desk.look().claims
    assert claim not in desk.look(date(2024, 12, 5)).claims
    assert claim in desk.look(date(2024, 12, 5), date(2024, 12, 5)).claims


def test_the_public_edition_shows_nothing_of_it(war: Path, book: Book) -> None:
    desk = Desk(war, book, public=True)
    look = desk.look()
    assert look.queue == look.acts == look.machine_read == ()
    assert on(look, next(iter(look.claims))) is None
    desk.close()

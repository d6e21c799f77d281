"""Review in the desk: what one sees of it, what a form does, what the log tells."""

import re
from collections.abc import Iterator
from datetime import date

import pytest
from starlette.testclient import TestClient

from foglift.codebook import Book
from foglift.desk import Desk, Look, app
from foglift.desk.look import MissingError
from foglift.desk.pages.forms import add_claim
from foglift.desk.pages.judgements import judgement, judgements
from foglift.desk.pages.judging import OnClaim, on
from foglift.desk.pages.precision import precision_check
from foglift.desk.pages.review import review
from foglift.model import Control, Count

TEXTS = (
    "Outlet: Wire\n\nRebel fighters captured Suran on Tuesday, the Syrian Observatory said.",
    "Outlet: Post\n\nThe Observatory said 12 civilians were killed in Suran on Wednesday.",
)


@pytest.fixture
def desk(own: tuple[Desk, object]) -> Desk:
    desk, read = own
    assert desk.reach(read(*TEXTS))  # type: ignore[operator]
    return desk


@pytest.fixture
def client(desk: Desk) -> Iterator[TestClient]:
    with TestClient(app(desk), base_url="http://localhost", follow_redirects=False) as client:
        yield client


def taken(look: Look) -> str:
    found = (one for _, one in look.claims.values() if isinstance(one.content, Control))
    return next(one.id for one in found)


def post(client: TestClient, path: str, **fields: object) -> str:
    """What a form is answered with: where it leads, or the page."""
    page = client.get("/review").text
    token = re.search(r'name="csrf" value="([^"]+)"', page)
    assert token
    data = {"csrf": token[1], "name": "A. Lund", **fields}
    answer = client.post(path, data=data, headers={"origin": "http://localhost"})
    return answer.headers.get("location", answer.text)


def test_the_queue_begins_with_who_holds_a_place(desk: Desk) -> None:
    found = review(desk.look())
    first = found.items[0]
    assert (first.effect.change, first.effect.subject) == ("holder", "Suran")
    assert first.effect.tried
    assert first.beside
    assert any(part.text == "captured Suran" for part in first.card.passage) or first.card.words
    assert found.waiting == len(desk.look().queue)


def test_a_rejected_claim_leaves_the_picture_and_comes_back(desk: Desk, client: TestClient) -> None:
    first = review(desk.look()).items[0]
    place = post(
        client, "/judgements", what="reject", claim=first.card.id,
        also=list(first.effect.beside), note="another Suran", next="/review",
    )  # fmt: skip
    assert place.startswith("/review?done=")
    assert first.card.id not in desk.look().claims
    assert not desk.look().picture.control
    page = client.get(place).text
    assert "nobody known" in page
    assert "another Suran" in page
    act = place.rpartition("=")[2]
    changed = judgement(desk.look(), act)
    assert changed.changed[0].change == "holder"
    assert changed.changed[0].now == "nobody known"
    assert client.get(f"/claims/{first.card.id}").status_code == 200
    post(client, "/judgements/undo", act=act)
    assert first.card.id in desk.look().claims
    kinds = judgements(desk.look()).kinds
    assert kinds == {"undo": 1, "taken back": 1}


def test_a_confirmed_claim_is_checked_by_who_signed(desk: Desk, client: TestClient) -> None:
    claim = taken(desk.look())
    post(client, "/judgements", what="confirm", claim=claim)
    found = on(desk.look(), claim)
    assert isinstance(found, OnClaim)
    assert found.said.startswith("checked by A. Lund on ")
    assert found.history[0].what == "confirm"
    assert "checked by" in client.get(f"/claims/{claim}").text
    again = client.get("/account").text
    assert "A. Lund" in again


def test_a_field_is_corrected_and_what_was_read_stays(desk: Desk, client: TestClient) -> None:
    claim = taken(desk.look())
    shown = on(desk.look(), claim)
    assert isinstance(shown, OnClaim)
    values = {one.name: one.value for one in shown.fields}
    beside = [id for id, _ in shown.beside]
    place = post(
        client, "/judgements/correct", claim=claim, also=beside, **{**values, "place": "Homs"}
    )
    held = {one.place for one in desk.look().picture.control}
    assert {desk.look().book.label(each) for each in held} == {"Homs"}
    page = client.get(place).text
    assert "Homs" in page
    assert "Suran" in page
    assert client.get(f"/claims/{claim}").status_code == 200
    wrong = post(client, "/judgements/correct", claim=claim, place="Nowhereville")
    assert "No place is called &#39;Nowhereville&#39;" in wrong
    assert 'value="Nowhereville"' in wrong


def test_a_claim_is_added_by_its_words(desk: Desk, client: TestClient) -> None:
    look = desk.look()
    report = look.claims[taken(look)][0]
    page = client.get(f"/review/add/{report.id}?kind=count").text
    assert report.text.strip()[:20] in page
    wrong = post(
        client, "/judgements/add", report=report.id, kind="count", of="killed", low="3",
        words="captured Homs",
    )  # fmt: skip
    assert "not in the report" in wrong
    post(
        client, "/judgements/add", report=report.id, kind="count", of="killed", low="3", high="3",
        place="Suran", words="captured Suran",
    )  # fmt: skip
    numbers = [one for _, one in desk.look().claims.values() if isinstance(one.content, Count)]
    assert {(one.reader, one.content.low) for one in numbers if isinstance(one.content, Count)} == {
        ("rules-3", 12),
        ("person", 3),
    }


def test_the_check_of_a_sample_gives_its_interval(desk: Desk, client: TestClient) -> None:
    before = precision_check(desk.look())
    assert before.result.answered == 0
    first, second = before.rows[:2]
    post(client, "/judgements/answer", claim=first.card.id, answer="right")
    place = post(
        client, "/judgements/answer", claim=second.card.id, answer="wrong place",
        next="/review/precision",
    )  # fmt: skip
    assert place == "/review/precision#next"
    after = precision_check(desk.look())
    assert [row.card.id for row in after.rows] == [row.card.id for row in before.rows]
    assert (after.result.answered, after.result.right) == (2, 1)
    assert after.result.faults == {"wrong place": 1}
    assert "Wilson" in client.get("/review/precision").text


def test_happenings_are_said_to_be_one(desk: Desk, client: TestClient) -> None:
    look = desk.look()
    ids = [one.claims[0] for one in look.picture.incidents[:2]]
    if len(ids) == 2:
        post(client, "/judgements", what="same", claim=ids)
        assert any({*ids} <= {*one.claims} for one in desk.look().picture.incidents)
    assert "two claims or more" in post(client, "/judgements", what="same", claim=ids[:1])


def test_what_cannot_be_done_is_told(desk: Desk, client: TestClient) -> None:
    claim = taken(desk.look())
    assert "signed" in post(client, "/judgements", what="confirm", claim=claim, name="")
    assert "no judgement" in post(client, "/judgements", what="sing", claim=claim)
    assert "is no answer" in post(client, "/judgements/answer", claim=claim, answer="maybe")
    assert "has the number" in post(client, "/judgements/undo", act=999)
    assert client.post("/judgements", data={"what": "confirm"}).status_code == 403
    with pytest.raises(MissingError):
        judgement(desk.look(), "999")
    with pytest.raises(MissingError):
        add_claim(desk.look(), "zz")


def test_a_judgement_counts_on_every_day_but_not_where_a_day_was_known(
    desk: Desk, client: TestClient
) -> None:
    claim = taken(desk.look())
    post(client, "/judgements", what="reject", claim=claim)
    assert claim not in desk.look().claims
    assert claim not in desk.look(date(2024, 12, 5)).claims
    assert claim in desk.look(date(2024, 12, 5), date(2024, 12, 5)).claims


def test_the_public_edition_shows_nothing_of_it(war: object, book: Book) -> None:
    desk = Desk(war, book, public=True)  # type: ignore[arg-type]
    look = desk.look()
    assert look.queue == look.acts == look.machine_read == ()
    assert on(look, next(iter(look.claims))) is None
    desk.close()

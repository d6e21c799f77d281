"""A claim in its report."""

import re
from datetime import date
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from foglift import store as stores
from foglift.codebook import Book
from foglift.desk import Desk, Look
from foglift.desk.look import MissingError
from foglift.desk.pages.evidence import ClaimPage, Text, claim, report
from foglift.model import Control, Count, Judgement, quote

from ..conftest import Own, client_of


def capture(look: Look) -> ClaimPage:
    """The page of the claim that Hama was taken."""
    (id,) = (
        id
        for id, (told, one) in look.claims.items()
        if isinstance(one.content, Control)
        and quote(told, one.evidence) == "captured the city of Hama"
    )
    return claim(look, id)


def words(shown: Text) -> list[str]:
    return ["".join(piece.text for piece in line) for line in shown.paragraphs]


def test_a_claim_with_all_that_it_says_and_why(look: Look) -> None:
    page = capture(look)
    assert page.words == "The Syrian rebels took Hama on 5 December"
    facts = {fact.label: fact for fact in page.facts}
    assert (facts["Who"].words, facts["Who"].quote) == ("the Syrian rebels", "Rebel fighters")
    assert facts["Where"].link.startswith("/places/")
    assert facts["When"].quote == "Thursday"
    assert page.who == "The report itself"
    assert (page.checked, page.reader[:5]) == ("", "rules")
    assert page.why
    assert 0 < page.confidence < 1


def test_its_characters_are_marked_in_the_whole_report(look: Look) -> None:
    page = capture(look)
    assert words(page.report) == [
        line for line in look.reports[page.report.id].text.split("\n") if line
    ]
    own = [
        piece.text
        for line in page.report.paragraphs
        for piece in line
        for mark in piece.marks
        if (mark.claim, mark.part) == (page.id, "content")
    ]
    assert "".join(own) == "captured the city of Hama"
    opened = {part for line in page.report.paragraphs for piece in line for part in piece.opens}
    assert opened == {"actor", "place", "time"}


def test_what_stands_on_it_with_the_other_claims(look: Look) -> None:
    page = capture(look)
    kinds = {thing.kind: thing for thing in page.things}
    assert {"incident", "control"} <= set(kinds)
    assert kinds["control"].standing is not None
    assert kinds["control"].link == f"/places/{next(iter(look.picture.control)).place}"
    assert {"incidents", "places"} <= {thing.link.split("/")[1] for thing in page.things}


def test_who_says_it_with_stance_role_and_cue(look: Look) -> None:
    (id,) = (
        id
        for id, (_, one) in look.claims.items()
        if isinstance(one.content, Count) and one.content.low == 12
    )
    page = claim(look, id)
    (speaker,) = page.said_by
    assert (speaker.name, speaker.stance, speaker.cue) == (
        "the Syrian Observatory for Human Rights",
        "reported",
        "said",
    )
    assert speaker.role == "a monitor"
    assert next(fact for fact in page.facts if fact.label == "How many").words == "12"


def test_each_claim_of_a_report_has_its_number_in_the_text(look: Look) -> None:
    for id, told in look.by_report.items():
        shown = report(look, id).report
        assert [one.id for one in shown.claims] == [one.id for one in told]
        numbers = [number for line in shown.paragraphs for piece in line for number in piece.notes]
        assert sorted(numbers) == list(range(1, len(told) + 1))


def test_near_copies_are_named_as_one_voice(own: Own) -> None:
    desk, read = own
    body = "Published: 2024-12-05\n\nSyrian rebels captured Hama on Thursday after two days.\n"
    desk.reach(read(f"Outlet: First\n{body}", f"Outlet: Second\n{body}"))
    look = desk.look()
    shown = {one.outlet: report(look, one.id).report for one in look.reports.values()}
    assert [copy.outlet for copy in shown["First"].copies] == ["Second"]


def test_a_denial_is_not_said_to_support_what_it_denies(own: Own) -> None:
    desk, read = own
    papers = (
        "Outlet: Wire\nPublished: 2024-12-05\n\nSyrian rebels captured Hama on Thursday.\n",
        "Outlet: SANA\nPublished: 2024-12-05\n\n"
        "The Syrian army denied that rebels had captured Hama on Thursday.\n",
    )
    desk.reach(read(*papers))
    look = desk.look()
    pages = [claim(look, id) for id in look.claims]
    denials = [page for page in pages if page.who.startswith("The Syrian army denied")]
    others = [page for page in pages if page not in denials]
    assert any(page.things for page in denials)
    assert all(thing.denied for page in denials for thing in page.things)
    assert not any(thing.denied for page in others for thing in page.things)


def test_a_claim_that_was_rejected_is_shown_as_such(own: Own) -> None:
    desk, read = own
    desk.reach(read("Outlet: Wire\nPublished: 2024-12-05\n\nSyrian rebels captured Hama.\n"))
    look = desk.look()
    id = next(iter(look.claims))
    with stores.open(desk.path) as store:
        store.judge(Judgement("reject", (id,), "A. Lund", date(2024, 12, 5), "an old battle"))
        desk.reach(store.since(0).last)
    page = claim(desk.look(), id)
    assert (page.struck, page.instead, page.things) == ("rejected", "", ())
    assert [(one.what, one.by, one.note) for one in page.judged] == [
        ("reject", "A. Lund", "an old battle")
    ]
    assert id in {one.id for one in page.report.claims}


def test_who_confirmed_a_claim_is_named(own: Own) -> None:
    desk, read = own
    desk.reach(read("Outlet: Wire\nPublished: 2024-12-05\n\nSyrian rebels captured Hama.\n"))
    id = next(iter(desk.look().claims))
    with stores.open(desk.path) as store:
        store.judge(Judgement("confirm", (id,), "A. Lund", date(2024, 12, 5)))
        desk.reach(store.since(0).last)
    assert claim(desk.look(), id).checked.startswith("A. Lund")


def test_an_unknown_claim_is_not_here(look: Look) -> None:
    with pytest.raises(MissingError, match="no claim nope"):
        claim(look, "nope")
    with pytest.raises(MissingError, match="no report nope"):
        report(look, "nope")


@pytest.fixture
def public(war: Path, book: Book) -> Look:
    desk = Desk(war, book, public=True)
    desk.close()
    return desk.look()


def test_in_public_there_are_excerpts_and_never_the_whole(public: Look) -> None:
    for id in public.claims:
        page = claim(public, id)
        assert page.why == ()
        assert not page.report.whole
        unmarked = [piece for line in page.report.paragraphs for piece in line if not piece.marks]
        assert not [piece.text for piece in unmarked if piece.text.strip(" …")]
        assert all(fact.why == "" for fact in page.facts if fact.label != "When")


HOSTILE = """Outlet: <script>alert(1)</script>
Published: 2024-12-05
Title: "><img src=x onerror=alert(1)>

Syrian rebels captured Hama on Thursday, </script><script>alert(2)</script> said.

استولى مقاتلو المعارضة على حماة \u202eevil\u202c يوم الخميس.

Syrian rebels captured the "'--> town of Suran on Thursday.
"""


def test_hostile_words_are_shown_as_words(own: Own) -> None:
    desk, read = own
    desk.reach(read(HOSTILE))

    with client_of(desk) as pages:
        for id in desk.look().claims:
            text = pages.get(f"/claims/{id}").text
            assert not re.search(r"<script>alert|<img|\u202e", text)
            assert 'title="U+202E"' in text
            assert pages.get(f"/claims/{id}.json").status_code == 200
        for path in ("/brief", "/changes"):
            assert not re.search(r"<script>alert|<img|\u202e", pages.get(path).text)


def test_the_page_marks_by_more_than_colour(client: TestClient, look: Look) -> None:
    text = client.get(f"/claims/{capture(look).id}").text
    assert re.search(r'<span class="m [^"]*own-content[^"]*" data-claims="[^"]+">', text)
    assert '<span class="part-tag part-place">where</span>' in text
    assert "machine-read, checked by nobody yet" in text


def test_a_long_report_is_shown_whole(own: Own) -> None:
    desk, read = own
    line = "Syrian rebels captured Hama on Thursday and Suran on Friday. "
    desk.reach(read(f"Outlet: Wire\nPublished: 2024-12-05\n\n{(line * 3 + chr(10) * 2) * 60}"))
    look = desk.look()
    (id,) = look.reports
    assert sum(len(one) for one in words(report(look, id).report)) > 10_000

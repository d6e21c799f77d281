from collections.abc import Iterator
from datetime import date

import msgspec
from hypothesis import given
from hypothesis import strategies as st

from foglift import review
from foglift.desk.look import Look
from foglift.desk.pages import PAGES, Page
from foglift.desk.render import Ask, Rendered, Stamp, address, number, render, script_json, stamped
from tests.desk.conftest import Own

SURAN = """Outlet: Orontes Wire
Published: 2024-12-05

Syrian rebels captured the town of Suran on Thursday, the Syrian Observatory for Human Rights said.
"""
KYIV = """Outlet: Dnipro Post
Published: 2024-12-05

Two civilians were killed in a Russian missile strike on Kyiv on Thursday, the mayor said.
"""


def drawn(page: Page, id: str, look: Look, before: Rendered | None = None) -> Rendered:
    return render(page, page.show(look, id), id, look, Ask(), before)


def singles(look: Look) -> Iterator[tuple[Page, str]]:
    for page in PAGES:
        if page.ids and page.role == "viewer":
            yield from ((page, id) for id in page.ids(look))


def test_a_page_is_rendered_anew_only_when_it_shows_something_else(
    own: Own,
) -> None:
    desk, read = own
    assert desk.reach(read(SURAN))
    first = desk.look()
    kept = {(page.path, id): drawn(page, id, first) for page, id in singles(first)}
    assert {path for path, _ in kept} >= {"/claims/{id}", "/reports/{id}", "/places/{id}"}
    assert desk.reach(read(KYIV))
    second = desk.look()
    for page, id in singles(second):
        before = kept.get((page.path, id))
        assert before is None or drawn(page, id, second, before) is before
    claim = min(first.claims)
    desk.judge(review.decide("confirm", [claim], review.Signature("Ada", date(2024, 12, 6))))
    third = desk.look()
    for (path, id), before in kept.items():
        page = next(one for one in PAGES if one.path == path)
        now = drawn(page, id, third, before)
        assert now.body == drawn(page, id, third).body
        assert (now is not before) or id != claim


def test_a_page_is_rendered_anew_when_what_it_names_is_called_otherwise(look: Look) -> None:
    page, id = next(one for one in singles(look) if one[0].path == "/claims/{id}")
    before = drawn(page, id, look)
    ref = next(iter(before.names))
    called = before._replace(names={**before.names, ref: "another name"})
    assert drawn(page, id, look, before) is before
    assert drawn(page, id, look, called) is not called


def test_a_page_bears_the_state_of_the_store_that_it_is_sent_from(look: Look) -> None:
    page, id = next(singles(look))
    sent = stamped(drawn(page, id, look).body, Stamp(7, 1200)).decode()
    assert '<html lang="en" data-role="' in sent
    assert ' data-version="7" data-reports="1200" data-live>' in sent
    assert "stamp" not in sent.partition(">")[2].partition(">")[0]


@given(st.text())
def test_json_in_a_page_stays_data(text: str) -> None:
    written = script_json(text)
    assert not set("<>&\u2028\u2029") & set(written)
    assert msgspec.json.decode(str(written)) == text


def test_links_carry_what_is_asked() -> None:
    assert address("/places/wof:421202161", {}) == "/places/wof:421202161"
    assert address("/claims", {"q": "a&b"}) == "/claims?q=a%26b"
    assert address("/claims/<b>", {}) == "/claims/%3Cb%3E"


def test_numbers_are_grouped_and_unknown_ones_say_so() -> None:
    assert (number(1200), number(0), number(None)) == ("1,200", "0", "?")

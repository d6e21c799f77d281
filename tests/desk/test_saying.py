"""Claims, and what they add up to, in plain words."""

import pytest

from foglift.codebook import Book
from foglift.desk import Look, saying
from foglift.model import Count, Event, Incident

from .conftest import Own


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Syrian rebels captured Hama on Thursday.", "The Syrian rebels took Hama on 5 December"),
        ("The Syrian army lost Hama on Thursday.", "The Syrian army lost Hama on 5 December"),
        ("Shelling killed 12 civilians in Hama.", "12 civilians were killed in Hama"),
        ("At least 40 soldiers were wounded in Homs.", "At least 40 soldiers were wounded in Homs"),
        (
            "The Syrian rebels said they would advance on Homs.",
            "The Syrian rebels would advance towards Homs",
        ),
        ("The Falcon Brigade seized Hama.", "“Falcon Brigade” took Hama"),
    ],
)
def test_a_claim_in_plain_words(text: str, words: str, own: Own) -> None:
    desk, read = own
    desk.reach(read(f"Outlet: Wire\nPublished: 2024-12-05\n\n{text}\n"))
    look = desk.look()
    assert words in [saying.said(look.facts, *one) for one in look.claims.values()]


def test_we_are_who_says_so(own: Own) -> None:
    desk, read = own
    text = "Outlet: Wire\nPublished: 2024-12-05\n\nWe have captured the airport of Hama.\n"
    desk.reach(read(text))
    look = desk.look()
    said = [saying.said(look.facts, *one) for one in look.claims.values()]
    assert said
    assert not [words for words in said if "We" in words]


@pytest.mark.parametrize(
    ("low", "high", "words"),
    [
        (826, 826, "826"),
        (1200, None, "at least 1,200"),
        (36_001, None, "more than 36,000"),
        (12, 20, "12 to 20"),
        (None, 20, "up to 20"),
        (None, None, "some"),
        (0, 0, "no"),
    ],
)
def test_a_number_in_words(low: int | None, high: int | None, words: str) -> None:
    assert saying.number(Count("killed", low, high)) == words


def test_what_claims_add_up_to_in_plain_words(look: Look, book: Book) -> None:
    said = {
        type(one).__name__: saying.stands(look.facts, one)
        for id in look.claims
        for one in look.derived(id)
    }
    assert said["ControlSpell"] == "The Syrian rebels took Hama on 5 December"
    assert "\0" not in "".join(said.values())
    assert {Event.__name__, Incident.__name__} & set(said) == {"Incident"}

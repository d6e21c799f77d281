"""The brief of a big war is as long as that of a small one: what weighs most, and how much more
there is, with the list that has it."""

from datetime import timedelta
from typing import Any

import pytest
from msgspec.structs import replace

from foglift.codebook import Book
from foglift.model import Brief, Picture, Rest, Standing
from foglift.publish import WRITERS, brief
from foglift.publish.material import Material

HAMA = "wof:421202161"
LINES = 90  # sentences of the longest brief


def war(seen: Picture, book: Book, towns: int) -> Picture:
    """What the picture has at Hama at so many other places too: of the places a third is only
    claimed, a third contested and a third stale."""
    standings = (
        Standing("claimed", lines=1, by=("the Syrian opposition",)),
        Standing("reported", True, 1, 1, by=("Wire",), denied_by=("the Syrian army",)),
        Standing("reported", lines=1, by=("Wire",), flags=("stale",)),
    )
    places = [one.id for one in book.gazetteer.near(HAMA, 300)][:towns]
    assert len(places) == towns
    taken, day = seen.control[0], timedelta(days=1)
    dead = seen.tallies[-1]
    return replace(
        seen,
        control=tuple(
            replace(taken, place=place, standing=standings[n % 3], since=seen.as_of - n % 20 * day)
            for n, place in enumerate(places)
        ),
        incidents=tuple(
            replace(one, id=f"{one.id}{place}", place=place)
            for place in places
            for one in seen.incidents
        ),
        tallies=tuple(
            replace(dead, id=f"dead{place}", place=place, low=n, best=n, high=n)
            for n, place in enumerate(places, 20)
        ),
    )


@pytest.fixture
def big(hama: Any, hama_day: Picture, book: Book) -> Brief:
    return brief(war(hama_day, book, 300), hama.known, book)


def test_it_has_no_more_to_read_than_that_of_a_small_one(
    hama: Any, hama_day: Picture, book: Book, big: Brief
) -> None:
    middling = brief(war(hama_day, book, 120), hama.known, book)
    for text in (middling, big):
        assert sum(len(section.sentences) for section in text.sections) <= LINES
    longest = [
        max(len(one.claims) for s in t.sections for one in s.sentences) for t in (middling, big)
    ]
    assert longest[0] == longest[1]


def test_what_is_only_counted_says_which_list_has_it(big: Brief) -> None:
    counted = {
        section.title: [one.rest for one in section.sentences if one.rest]
        for section in big.sections
    }
    assert Rest("control") in counted["Control"]
    assert any(rest.list == "incidents" and rest.place for rest in counted["Fighting"])
    assert Rest("tallies") in counted["People"]
    assert Rest("control") in counted["What is not known"]


def test_the_text_has_the_command_that_lists_the_rest(
    hama: Any, hama_day: Picture, book: Book
) -> None:
    seen = war(hama_day, book, 60)
    text = brief(seen, hama.known, book)
    written = WRITERS["brief.md"](Material(seen, hama.known, book, text, public=False))
    assert "further places are in the list of places. `foglift control --day 2024-12-05`" in written
    assert '`foglift incidents --place "' in written

"""Rows that a form adds are those an analyst would write, and what is written by hand stays."""

from pathlib import Path

import pytest

from foglift import codebook
from foglift.codebook import Book, overlay
from foglift.codebook.rows import Actor, SideSpell, Source


def test_rows_are_added_and_laid_over(tmp_path: Path, book: Book) -> None:
    overlay.put(tmp_path, book, overlay.named(book, "hts", "Northern Shield"))
    made = Source(
        overlay.slug(book, "Valley News"),
        "Valley News",
        "press-own",
        example="Valley News printed the list.",
    )
    overlay.put(tmp_path, book, made)
    brigade = Actor(
        overlay.slug(book, "Free Valley Brigade"),
        "Free Valley Brigade",
        "rebel",
        ("SY",),
        sides=(SideSpell("syria.opposition"),),
        example="The Free Valley Brigade left the hills.",
    )
    overlay.put(tmp_path, book, brigade, "syria")
    again = overlay.put(tmp_path, book, brigade, "syria")
    assert again == tmp_path / "actors" / "syria.yml"
    laid = codebook.reload(tmp_path)
    assert laid.names()["northern shield"] == ("hts",)
    assert laid.names()["free valley brigade"] == ("free-valley-brigade",)
    assert laid.sources["valley-news"] == made
    assert laid.actors.keys() - book.actors.keys() == {"free-valley-brigade"}
    assert set(book.actors["hts"].aliases) < set(laid.actors["hts"].aliases)
    assert overlay.lines(brigade).startswith("- id: free-valley-brigade\n")


def test_a_name_that_is_known_is_not_added_twice(book: Book) -> None:
    assert overlay.named(book, "hts", "hayat tahrir al-sham") == book.actors["hts"]
    assert overlay.slug(book, "HTS") == "hts-2"
    assert overlay.slug(book, "The A/B “Lions” #5") == "the-a-b-lions-5"


def test_a_file_written_by_hand_is_left_alone(tmp_path: Path, book: Book) -> None:
    (tmp_path / "actors").mkdir()
    own = tmp_path / "actors" / "syria.yml"
    own.write_text("id: syria\nname: Syria\ncountries: [SY]\n", encoding="utf-8")
    with pytest.raises(ValueError, match="written by hand"):
        overlay.put(tmp_path, book, overlay.named(book, "hts", "Northern Shield"))
    assert own.read_text(encoding="utf-8") == "id: syria\nname: Syria\ncountries: [SY]\n"

"""Tallies and series as rows: what is shown, and that nothing hidden is."""

import csv
import io
from datetime import date
from typing import Any

from msgspec.structs import replace

from foglift.codebook import Book
from foglift.model import Inconsistency, Picture, Series, Step
from foglift.publish import Material, brief, counts


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


def material(case: Any, picture: Picture, book: Book, public: bool = False) -> Material:
    return Material(picture, case.known, book, brief(picture, case.known, book), public)


def with_series(picture: Picture) -> Picture:
    whole = picture.tallies[0]
    steps = (
        Step(date(2024, 12, 4), 704, 704, whole.claims),
        Step(date(2024, 12, 5), 826, 826, whole.claims, date(2024, 12, 5), 122, 120, "rises"),
    )
    fault = Inconsistency("increment does not match", "120 new, but 122 more", whole.claims)
    told = replace(whole, series=(Series("Observatory", steps),), problems=(fault,))
    return replace(picture, tallies=(told, *picture.tallies[1:]))


def test_a_tally_is_a_row(hama: Any, hama_day: Picture, book: Book) -> None:
    first, part, *_ = rows(counts.tallies(material(hama, with_series(hama_day), book)))
    assert (first["of"], first["best"], first["running_total"]) == ("killed", "826", "yes")
    assert first["problems"] == "increment does not match: 120 new, but 122 more"
    assert part["part_of"] == first["tally"]


def test_a_figure_of_a_series_is_a_row(hama: Any, hama_day: Picture, book: Book) -> None:
    _, last = rows(counts.series(material(hama, with_series(hama_day), book)))
    assert (last["low"], last["increment"], last["announced"], last["change"]) == (
        "826", "122", "120", "rises",
    )  # fmt: skip


def test_words_for_people_nobody_knows_are_left_out(
    hama: Any, hama_day: Picture, book: Book
) -> None:
    named = replace(hama_day.tallies[0], whom="his brothers")
    day = replace(hama_day, tallies=(named,))
    (row,) = rows(counts.tallies(material(hama, day, book)))
    assert (row["whom"], row["whom_id"]) == ("", "")

"""How much of a place is meant: its words, and the places that are left out."""

from datetime import date

import pytest

from foglift.codebook import load
from foglift.model import Control, Report
from foglift.read import READERS

BOOK = load()
NEWS = "Fighters seized an outpost overnight. "


def control(sentence: str) -> list[tuple[str, str, str, tuple[str, ...]]]:
    """Change, place, limiting words and exceptions of each claim that the sentence makes."""
    text = NEWS + sentence
    report = Report("r", "Wire", "news", text, published=date(2024, 12, 5))
    found = []
    for claim in READERS["rules"].read(report, BOOK):
        content, where = claim.content, claim.where
        if not isinstance(content, Control) or claim.evidence[0].start < len(NEWS) or not where:
            continue
        place = where.place.span
        partial = content.partial
        found.append(
            (
                content.change,
                text[place.start : place.end],
                text[partial.start : partial.end] if partial else "",
                tuple(text[one.span.start : one.span.end] for one in content.but),
            )
        )
    return found


@pytest.mark.parametrize(
    ("sentence", "read"),
    [
        ("The opposition holds all of Idlib province.", ("holds", "Idlib", "", ())),
        ("The whole of Idlib governorate is under the control of the rebels.",
         ("holds", "Idlib", "", ())),
        ("The army has full control of Daraa province.", ("holds", "Daraa", "", ())),
        ("The army holds most of Daraa province.", ("holds", "Daraa", "most", ())),
        ("Russia controls almost the entire Luhansk region.",
         ("holds", "Luhansk", "almost the entire", ())),
        ("Rebels took nearly all of Hama province.", ("takes", "Hama", "nearly all of", ())),
        ("Rebels took 11 of 15 districts of Aleppo.",
         ("takes", "Aleppo", "11 of 15 districts of", ())),
        ("The army retook all of eastern Aleppo.", ("takes", "Aleppo", "eastern", ())),
        ("The town of Saraqib was partly recaptured by the army.",
         ("takes", "Saraqib", "partly", ())),
        ("Rebels captured the Hamdaniyah neighbourhood of Aleppo.",
         ("takes", "Hamdaniyah", "", ())),
        ("The army lost all of Hama province apart from Salamiyah and Masyaf.",
         ("loses", "Hama", "", ("Salamiyah", "Masyaf"))),
        ("The rebels captured the whole of Idlib province except Jisr al-Shughur.",
         ("takes", "Idlib", "", ("Jisr al-Shughur",))),
        ("With the exception of Nubl, all of Aleppo province is in the hands of the rebels.",
         ("holds", "Aleppo", "", ("Nubl",))),
    ],
)  # fmt: skip
def test_how_much_is_meant(sentence: str, read: tuple[str, str, str, tuple[str, ...]]) -> None:
    assert control(sentence) == [read]


def test_what_lies_elsewhere_is_no_exception() -> None:
    (claim,) = control("Rebels captured Idlib province, but Hama stayed quiet.")
    assert claim[3] == ()


def test_the_quarters_of_a_list_are_held_whole() -> None:
    found = control("Rebels control five neighbourhoods, among them Hamdaniyah.")
    assert ("Hamdaniyah", "") in [(one[1], one[2]) for one in found]


def test_who_leaves_without_a_word_of_what_leaves_what_was_taken() -> None:
    found = control(
        "Rebels captured Suran, the last town before Hama, on Tuesday. The army fled at night."
    )
    assert {(one[0], one[1]) for one in found} == {("takes", "Suran"), ("leaves", "Suran")}


def test_a_town_declared_liberated_is_taken_by_who_says_so() -> None:
    assert ("takes", "Homs", "", ()) in control("The rebels declared the city of Homs liberated.")


def test_no_longer_holding_is_not_holding() -> None:
    text = NEWS + "The army no longer controls Saraqib."
    report = Report("r", "Wire", "news", text, published=date(2024, 12, 5))
    held = [
        one
        for one in READERS["rules"].read(report, BOOK)
        if isinstance(one.content, Control) and one.content.change == "holds"
    ]
    assert {one.realis for one in held} == {"negated"}

"""What a public page shows of a report's text."""

from typing import Any

from foglift.codebook import Book
from foglift.model import Count, Event, Picture, Report, quote
from foglift.publish.excerpts import public

from .conftest import DAY, HAMA

Case = Any


def shown(case: Case, book: Book) -> Report:
    (report,) = {
        report.text: report for report, _ in public(Picture(DAY, DAY), case.known, book)[1]
    }.values()
    return report


def test_only_the_words_of_claims_are_left_and_all_keep_their_place(make: Any, book: Book) -> None:
    case = make.case("It rained. Rebels shelled Hama. Amal went home. Shops closed.", "Wire")
    shell = case.add(
        "shell", "shelled Hama", Event("SHELLING", actors=(case.name("Rebels", "hts"),))
    )
    report = shown(case, book)
    assert " ".join(report.text.split()) == "… Rebels shelled Hama …"
    assert len(report.text) == len(case.report.text)
    assert quote(report, shell.evidence) == "shelled Hama"


def test_a_claim_shows_60_words_at_most(make: Any, book: Book) -> None:
    words = " ".join(f"shell{n}" for n in range(100))
    case = make.case(f"It said {words}.", "Wire")
    case.add("many", words, Event("SHELLING"))
    assert shown(case, book).text.split() == ["…", *words.split()[:60], "…"]


def test_what_is_held_back_is_no_part_of_another_excerpt(make: Any, book: Book) -> None:
    case = make.case("Tanks shelled Hama and 40 of them moved up the mill road.", "Wire")
    case.add("shell", "shelled Hama and 40 of them moved up the mill road", Event("SHELLING"))
    case.add("move", "40 of them moved up the mill road", Event("ADVANCE"))
    assert " ".join(shown(case, book).text.split()) == "… shelled Hama and …"


def test_all_claims_share_what_is_covered_for_one_of_them(make: Any, book: Book) -> None:
    case = make.case("A shell hit the Ibn Sina Hospital in Hama; 30 people died there.", "Wire")
    at = case.at("Hama", HAMA)
    case.add("hit", "hit the Ibn Sina Hospital in Hama", Event("SHELLING"), where=at)
    case.add("died", "hit the Ibn Sina Hospital in Hama; 30 people died", Count("killed", 30, 30))
    text = shown(case, book).text
    assert "Ibn" not in text
    assert "Hama" not in text
    assert "30 people died" in text


def test_names_that_no_claim_points_at_are_covered(make: Any, book: Book) -> None:
    case = make.case("Shells killed 12 people, among them Amal Haddad, in Hama.", "Wire")
    words = "killed 12 people, among them Amal Haddad, in Hama"
    case.add("died", words, Count("killed", 12, 12), where=case.at("Hama", HAMA))
    assert "killed 12 people, among them ███████████, in Hama" in shown(case, book).text


def test_names_of_places_and_public_bodies_stay(make: Any, book: Book) -> None:
    words = "shelled Deir ez-Zor and Kafr Nabl, the Syrian Observatory for Human Rights said"
    case = make.case(f"They {words}.", "Wire")
    case.add("shell", words, Event("SHELLING"))
    assert words in shown(case, book).text


def test_a_title_is_shown_as_far_as_a_claim_points_into_it(make: Any, book: Book) -> None:
    text = "Rebels shell Hama as Amal weeps\n\nRebels shelled Hama."
    case = make.case(text, "Wire", title="Rebels shell Hama as Amal weeps", path="/home/x/amal.txt")
    case.add("body", "shelled Hama.", Event("SHELLING"))
    assert (shown(case, book).title, shown(case, book).path) == ("", "")
    case.add("head", "shell Hama", Event("SHELLING"))
    assert shown(case, book).title == "… shell Hama …"

"""Reports of one matter share words that are rare in reports of war."""

from datetime import date
from random import Random

from foglift.codebook import load
from foglift.fuse.matters import Matters, gist
from foglift.model import Report, report_id
from foglift.text import stem

BOOK = load()
FERRY = (
    "A ferry with ninety pilgrims capsized on the Padma river near Bhola on Tuesday.",
    "Divers searched the Padma near Bhola for pilgrims missing since their ferry capsized.",
)
STRIKE = (
    "Dockers at the port of Izmir went on strike over wages for the third day running.",
    "Wages at the port of Izmir: the dockers' strike enters another day, ships wait.",
)
OTHERS = (
    "Bergen opened a library for schoolchildren.",
    "A tunnel under Quito was closed to lorries after a rockfall.",
    "Anglers in Cork want the old bridge painted green.",
    "Nurses of Graz marched for a tram to the hospital.",
    "The museum at Perth bought a whaler's diary.",
)


def report(text: str, published: str = "2021-03-02") -> Report:
    day = date.fromisoformat(published) if published else None
    return Report(report_id(text, "", "wire", day), "wire", "news", text, published=day)


def test_each_matter_has_its_reports_and_a_lone_report_none() -> None:
    reports = [report(text) for text in (*FERRY, *STRIKE, *OTHERS)]
    known = Matters(reports, BOOK)
    ferry, search, strike, wages, *others = (known.akin(each.id) for each in reports)
    assert ferry == {reports[1].id}
    assert search == {reports[0].id}
    assert (strike, wages) == ({reports[3].id}, {reports[2].id})
    assert not any(others)


def test_what_two_reports_share_is_the_same_whatever_else_is_known() -> None:
    reports = [report(text) for text in (*FERRY, *STRIKE, *OTHERS)]
    wanted = {one.id: Matters(reports, BOOK).akin(one.id) for one in reports}
    chance = Random(5)
    for _ in range(10):
        chance.shuffle(reports)
        some = reports[: chance.randrange(2, len(reports))]
        known, ids = Matters(some, BOOK), {one.id for one in some}
        assert {one.id: known.akin(one.id) for one in some} == {
            one.id: wanted[one.id] & ids for one in some
        }


def test_reports_weeks_apart_are_of_two_matters_and_undated_ones_of_none_that_is_dated() -> None:
    first = report(FERRY[0], "2021-03-02")
    for day, same in (("2021-03-09", True), ("2021-03-10", False), ("", False)):
        later = report(FERRY[1], day)
        known = Matters([first, later], BOOK)
        assert known.akin(first.id) == ({later.id} if same else set())
        assert known.akin(later.id) == ({first.id} if same else set())


def test_a_word_of_every_report_says_nothing_and_one_never_seen_the_most() -> None:
    assert BOOK.rarity(stem("the")) == 0
    assert BOOK.rarity(stem("killed")) < BOOK.rarity(stem("airport")) < BOOK.rarity("capsiz")


def test_a_text_without_words_is_like_no_other() -> None:
    assert gist("...", BOOK).alike(gist(FERRY[0], BOOK)) == 0

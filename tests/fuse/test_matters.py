"""Reports of one matter share words that are rare in the others."""

from random import Random

from foglift.fuse.matters import matters
from foglift.model import Report, report_id
from foglift.text import stem

FERRY = (
    "A ferry with ninety pilgrims capsized on the Padma river near Bhola on Tuesday.",
    "Divers searched the Padma near Bhola for pilgrims missing since their ferry capsized.",
)
STRIKE = (
    "Dockers at the port of Izmir went on strike over wages for the third day running.",
    "Wages at the port of Izmir: the dockers' strike enters another day, ships wait.",
)
OTHERS = tuple(
    f"{town} {verb} a new {thing} on Tuesday, the mayor said in a short speech to {crowd}."
    for town, verb, thing, crowd in (
        ("Bergen", "opened", "library", "pupils"), ("Quito", "closed", "tunnel", "drivers"),
        ("Cork", "painted", "bridge", "anglers"), ("Graz", "sold", "tram", "nurses"),
        ("Perth", "bought", "museum", "sailors"), ("Lodz", "moved", "market", "bakers"),
    )
)  # fmt: skip


def report(text: str) -> Report:
    return Report(report_id(text, "", "wire", None), "wire", "news", text)


def test_each_matter_has_its_reports_and_a_lone_report_its_own() -> None:
    reports = [report(text) for text in (*FERRY, *STRIKE, *OTHERS)]
    known = matters(reports)
    ferry, search, strike, wages, *others = (known.of[each.id] for each in reports)
    assert ferry == search
    assert strike == wages
    assert len({ferry, strike, *others}) == 2 + len(OTHERS)


def test_the_same_for_any_order() -> None:
    reports = [report(text) for text in (*FERRY, *STRIKE, *OTHERS)]
    wanted = matters(reports).of
    chance = Random(5)
    for _ in range(10):
        chance.shuffle(reports)
        assert matters(reports).of == wanted


def test_a_word_of_every_matter_is_spread_and_a_name_is_not() -> None:
    known = matters(report(text) for text in (*FERRY, *STRIKE, *OTHERS))
    assert known.spread["the"] > known.spread[stem("ferry")]


def test_a_report_without_words_is_of_no_matter() -> None:
    blank, ferry = report("..."), report(FERRY[0])
    known = matters([blank, ferry])
    assert known.of == {blank.id: blank.id, ferry.id: ferry.id}

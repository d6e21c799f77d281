"""The ids of claims, what they depend on; what reports and claims say of themselves."""

from datetime import date

from msgspec.structs import replace

from foglift.model import (
    Attribution,
    Claim,
    Event,
    Mention,
    Report,
    Span,
    When,
    Where,
    sealed,
)

ACTOR = Mention(Span(0, 6), "m23")
TOLD = sealed(Claim("", "r", (Span(7, 20),), Event("CAPTURE", "nonstate", (ACTOR,))))
GOMA = Mention(Span(16, 20), "wof:1125782347", "Goma")


def test_a_claim_found_by_other_ways_has_the_same_id() -> None:
    here = sealed(replace(TOLD, where=Where(GOMA)))
    guessed = sealed(replace(TOLD, where=Where(replace(GOMA, via="the only place"))))
    assert here.id == guessed.id != TOLD.id
    other = replace(TOLD, why=("another row",), reader="rules-9", background=True)
    assert sealed(other).id == TOLD.id


def test_a_claim_of_another_day_speaker_or_realis_has_another_id() -> None:
    day = date(2025, 1, 27)
    others = (
        replace(TOLD, when=When(day, day, "day")),
        replace(TOLD, said_by=(Attribution(ACTOR, "claims", "party"),)),
        replace(TOLD, realis="negated"),
        replace(TOLD, evidence=(Span(0, 20),)),
    )
    assert len({TOLD.id, *(sealed(each).id for each in others)}) == 5


def test_words_of_a_report_stand_on_one_line_and_only_web_addresses_are_links() -> None:
    report = Report("r", "wire", "news", "Rebels  took\nHama", url="https://wire.test/1")
    assert report.words(Span(8, 17)) == "took Hama"
    assert report.link == "https://wire.test/1"
    assert replace(report, url="javascript:alert(1)").link == ""


def test_a_claim_is_denied_by_how_it_is_told_or_by_who_tells_it() -> None:
    told = Claim("", "r", (Span(0, 4),), Event("CLASH"))
    denied = Attribution(Mention(Span(0, 4)), "denies", "party")
    assert (told.kind, told.denies) == ("event", False)
    assert replace(told, realis="negated").denies
    assert replace(told, said_by=(denied,)).denies

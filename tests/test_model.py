"""The ids of claims: what they depend on, and what not."""

from datetime import date

from msgspec.structs import replace

from foglift.model import Attribution, Claim, Event, Mention, Span, When, Where, sealed

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

"""Confidence: what it rests on, and that it is a share."""

from foglift.codebook.confidence import confidence, features
from foglift.model import Attribution, Claim, Control, Count, Event, Mention, Span, Where

AT = Span(0, 4)
PLACE = Where(Mention(AT, "wof:1", "alias 'Raqa'"))


def test_features_say_in_words_what_a_claim_rests_on() -> None:
    claim = Claim(
        "1", "r", (AT,), Event("CLASH", "", (Mention(AT),)), where=PLACE,
        why=("model: CLASH 0.93 at trade", "it: pronoun: subject"),
    )  # fmt: skip
    assert features(claim) == {
        "event", "event CLASH", "somebody named", "realis actual", "news", "a known place",
        "the report's own voice", "no time said", "chosen by the model", "a pronoun resolved",
    }  # fmt: skip


def test_a_count_and_a_control_have_features_of_their_own() -> None:
    said = (Attribution(Mention(AT), "claims", "party"),)
    count = Claim("1", "r", (AT,), Count("killed", 3, 3), said, background=True)
    assert {"count killed", "a number", "no place", "said by party", "background"} <= features(
        count
    )
    assert "control takes" in features(Claim("1", "r", (AT,), Control("takes")))


def test_confidence_is_a_share_and_the_same_for_claims_alike() -> None:
    one = Claim("1", "r", (AT,), Event("CLASH"))
    other = Claim("2", "s", (Span(7, 9),), Event("CLASH"))
    assert 0 < confidence(one) < 1
    assert confidence(one) == confidence(other)

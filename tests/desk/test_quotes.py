from foglift.desk import Look
from foglift.desk.quotes import quotes
from foglift.model import Count


def test_a_claim_is_quoted_with_its_speaker_and_outlet(look: Look) -> None:
    (dead,) = [claim.id for _, claim in look.claims.values() if isinstance(claim.content, Count)]
    (one,) = quotes(look, (dead, dead, "no such claim"))
    assert one.who == "the Syrian Observatory for Human Rights"
    assert one.outlet == "Orontes Wire"
    assert one.words.startswith("12 civilians")
    assert one.before == "The Syrian Observatory for Human Rights said"
    assert not one.denies
    assert one.heard.startswith("The Syrian Observatory for Human Rights (5 December): “12")

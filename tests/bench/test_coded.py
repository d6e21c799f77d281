"""Coded text: what a line says, and what is refused."""

import pytest

from bench.coded import CodingError, parse
from foglift.model import Span

HEAD = "=== a | news | Nile Wire | 2023-06-14 | wire\n"
TEXT = "The army said it had taken the bridge. It said it held the bank.\n---\n"


def test_a_claim_holds_the_words_of_the_text_and_what_they_stand_for() -> None:
    line = "control takes | trigger: taken | actor: it => The army\n  | source: The army < Radio: x"
    (report,) = parse(HEAD + TEXT + line.replace(" < Radio: x", "") + " | stance: claims", "f")
    (claim,) = report.claims
    assert (claim.kind, claim.type, claim.values) == ("control", "takes", {"stance": "claims"})
    assert claim.trigger == Span(21, 26)
    assert claim.words("actor")[0].span == Span(14, 16)
    assert claim.words("actor")[0].value == "The army"
    assert claim.words("place") == ()


def test_words_are_those_nearest_to_the_trigger_or_of_the_number_given() -> None:
    line = "control holds | trigger: held | actor: it | source: It | cue: said#1"
    (report,) = parse(HEAD + TEXT + line)
    (claim,) = report.claims
    assert claim.words("actor")[0].span == Span(47, 49)
    assert claim.words("cue")[0].span == Span(9, 13)


def test_facets_chains_and_lists_are_taken_apart() -> None:
    line = "event CAPTURE/state | trigger: taken | actor: The army ; It | source: It < The army"
    (report,) = parse(HEAD + TEXT + line)
    (claim,) = report.claims
    assert (claim.type, claim.facet) == ("CAPTURE", "state")
    assert [report.report.text[w.span.start : w.span.end] for w in claim.words("source")] == [
        "It",
        "The army",
    ]
    assert len(claim.words("actor")) == 2


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (HEAD + TEXT + "control takes | trigger: seized", "f:4: the text does not say 'seized'"),
        (HEAD + TEXT + "control takes | trigger: taken#2", "f:4: the text says 'taken' only 1"),
        (HEAD + TEXT + "control takes | actor: It", "f:4: no trigger"),
        (HEAD + TEXT + "capture | trigger: taken", "f:4: a claim begins with one of"),
        (HEAD + TEXT + "control seizes | trigger: taken", "f:4: 'seizes' is no type of control"),
        (HEAD + TEXT + "count hurt | trigger: taken", "f:4: 'hurt' is no type of count"),
        (HEAD + TEXT + "assessment sad | trigger: taken", "f:4: 'sad' is no type of assessment"),
        (HEAD + TEXT + "speech says | trigger: said", "f:4: 'says' is no type of speech"),
        (HEAD + TEXT + "control takes | trigger: taken | mood: x", "f:4: 'mood: x' is no slot"),
        (HEAD + TEXT + "control takes | trigger: taken | realis: x", "f:4: 'x' is no realis"),
        (HEAD + "words", "f:1: no '---' line"),
        ("=== a | news | o | 2023-13-01 | wire\nx\n---\n", "f:1: '2023-13-01' is no day"),
        ("=== a | rumour | o | | wire\nx\n---\n", "f:1: 'rumour' is no kind of report"),
        ("=== a | news\nx\n---\n", "f:1: a heading is"),
        ("words\n" + HEAD, "f:1: text before the first"),
    ],
)
def test_a_line_that_is_not_in_order_is_named(text: str, reason: str) -> None:
    with pytest.raises(CodingError) as raised:
        list(parse(text, "f"))
    assert str(raised.value).startswith(reason)

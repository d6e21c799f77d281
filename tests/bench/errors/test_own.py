"""Errors on coded reports: why a claim was missed, what nobody coded, which slots are wrong."""

from bench.coded import parse
from bench.errors import own
from foglift.codebook import load

BOOK = load()
GOLD = """=== a | news | The Valley Post | 2023-06-14 | wire
Rebels captured Saraqib on Monday. A shell hit the bakery. The mill there was razed by gunners.
In the hills the militia kept quiet. Two men were killed in Binnish.
---
event CAPTURE/nonstate | trigger: captured | actor: Rebels | place: Binnish |
    time: Monday => 2023-06-12
event PROPERTY | trigger: razed | actor: gunners | target: The mill
control holds | trigger: quiet | actor: the militia

=== b | news | The Valley Post | 2023-06-14 | note
The film festival of the valley begins on Friday with a comedy.
---
event PROTEST | trigger: festival
"""


def classes() -> dict[str, dict[str, int]]:
    return {found.name: dict(found.classes) for found in own.errors(list(parse(GOLD)), BOOK)}


def test_a_report_without_a_parsed_sentence_is_told_apart_from_a_predicate_that_is_none() -> None:
    missed = classes()["gold: missed"]
    assert missed["event: whole report not parsed"] == 1
    assert missed["control: no predicate"] == 1


def test_a_claim_that_no_line_tells_is_not_coded() -> None:
    assert classes()["gold: not coded"]["count: nobody coded it"] == 1


def test_a_wrong_slot_is_named_by_where_the_right_words_stand() -> None:
    assert "where: another, right one behind" in classes()["gold: slots"]

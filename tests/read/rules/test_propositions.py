"""Propositions: one predicate with its arguments, whatever the construction."""

from collections.abc import Callable

from foglift.read.rules.reading import Reading

Look = Callable[[str], Reading]

CASES = "propositions.txt"


def test_a_construction_gives_its_propositions(
    sentence: str, expected: list[str], reading: Look
) -> None:
    found = reading(sentence).propositions.values()
    assert [str(each) for propositions in found for each in propositions] == expected


def test_a_predicate_points_at_its_own_word(reading: Look) -> None:
    found = reading("In Goma, rebels seized the airport.")
    [proposition] = found.propositions[0]
    assert found.doc.words(proposition.span) == "seized"
    assert proposition.of("subj")[0].text == "rebels"
    assert [head.text for _, head in proposition.arguments_of(("in", "obj"))] == ["Goma", "airport"]

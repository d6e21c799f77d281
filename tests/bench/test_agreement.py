"""Agreement of two coders: which lines are about the same, and in which slots they agree."""

from bench.agreement import agreed, pairs
from bench.coded import Coded, parse

TEXT = "Rebels took Raqa on Monday. Soldiers fled."


def coded(*lines: str) -> tuple[Coded, ...]:
    claims = "\n".join(lines)
    return next(parse(f"=== a | news | o | 2023-06-14 | wire\n{TEXT}\n---\n{claims}\n")).claims


TOOK = "control takes | trigger: took | actor: Rebels | place: Raqa | time: Monday => 2023-06-12"


def test_lines_of_one_kind_with_triggers_that_meet_are_about_the_same() -> None:
    first = coded(TOOK, "event CAPTURE | trigger: took | actor: Rebels")
    second = coded(
        "event CAPTURE | trigger: took | actor: Rebels", "event DISPLACEMENT | trigger: fled"
    )
    assert pairs(first, second) == [(first[1], second[0])]


def test_agreement_is_by_words_and_by_the_value_of_times() -> None:
    (one,) = coded(TOOK)
    (other,) = coded("control takes | trigger: took | actor: Soldiers | time: Monday => 2023-06-13")
    assert agreed(one, one) >= {"type", "actor", "place", "time", "stance", "realis"}
    assert agreed(one, other).isdisjoint({"actor", "place", "time"})
    assert "type" in agreed(one, other)

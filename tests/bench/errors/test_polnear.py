"""Attributions: cues that are not heard, ends of what is said, sources."""

from bench.errors import polnear
from bench.tasks.task import Row
from foglift.codebook import load

BOOK = load()
TEXT = "The mayor yodelled that the bridge was lost. A nurse said the ward was full."


def at(*words: str) -> list[list[int]]:
    return [[TEXT.index(each), TEXT.index(each) + len(each)] for each in words]


def attribution(source: str, cue: str, content: str) -> Row:
    return {"source": at(source), "cue": at(cue), "content": at(content)}


MAYOR = attribution("The mayor", "yodelled", "that the bridge was lost")
NURSE = attribution("A nurse", "said", "the ward was full")


def classes(ours: list[Row]) -> list[str]:
    row = {"text": TEXT, "attributions": [MAYOR, NURSE]}
    return list(polnear.errors([row], [{"attributions": ours}], BOOK))


def test_a_cue_that_is_not_heard_has_a_row_or_none() -> None:
    assert classes([]) == ["verb without cue row", "verb of a cue row, not heard"]


def test_half_of_the_words_is_enough() -> None:
    assert classes([MAYOR, attribution("nurse", "said", "ward was full")]) == []


def test_what_is_said_may_begin_late_or_be_anothers() -> None:
    late = {**NURSE, "content": at("full")}
    assert classes([late, {**MAYOR, "source": at("A nurse")}]) == [
        "another source",
        "content begins late",
    ]


def test_what_nobody_marked_is_of_its_cues_kind() -> None:
    own = {"source": [], "cue": at("was lost"), "content": at("A nurse")}
    assert classes([MAYOR, NURSE, own]) == ["nobody marked it: verb"]

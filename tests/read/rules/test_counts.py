"""Counts: how many, of whom, by whom, where, and the words that say so."""

from collections.abc import Callable

from foglift.model import Claim, Count, Report

Read = Callable[..., tuple[Report, list[Claim]]]
Told = Callable[..., list[str]]

CASES = "counts.txt"


def test_a_count_has_its_number_people_place_and_words(
    sentence: str, expected: list[str], told: Told
) -> None:
    assert told(sentence, "count", "says number whom who where scope unit words") == expected


def test_a_part_names_its_whole(read: Read) -> None:
    _, claims = read("The shelling killed 826 people, including 222 in Hama, a monitor said.")
    whole, part = (claim for claim in claims if isinstance(claim.content, Count))
    assert isinstance(part.content, Count)
    assert part.content.part_of == whole.id

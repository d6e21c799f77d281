"""Counts: how many, of whom, by whom, where, and the words that say so."""

from collections.abc import Callable

import pytest

from foglift.model import Claim, Count, Report, quote

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


def settled(read: Read, text: str) -> list[str]:
    """Each count as "nine killed at Gao, Friday": number, of, place and time in the text's words,
    "" for what is left open."""
    report, claims = read(text)
    found = []
    for claim in claims:
        if isinstance(claim.content, Count):
            where = quote(report, [claim.where.place.span]) if claim.where else ""
            span = claim.when.span if claim.when else None
            when = quote(report, [span]) if span else ""
            found.append(f"{claim.content.low} {claim.content.of}: {where}, {when}")
    return found


def test_a_number_goes_on_from_the_sentence_before(read: Read) -> None:
    text = "On Friday militants attacked a base near Gao. Nine soldiers were killed, the army said."
    assert settled(read, text) == ["9 killed: Gao, Friday"]
    apart = "On Friday militants attacked a base near Gao.\nIn Mopti nine soldiers were killed."
    assert settled(read, apart) == ["9 killed: Mopti, "]


def test_a_number_has_not_the_day_on_which_somebody_spoke(read: Read) -> None:
    text = "Shells fell on Kadugli, a doctor said on Friday. Nine people were killed."
    assert settled(read, text) == ["9 killed: Kadugli, "]


def test_a_number_has_the_place_of_its_sentence_but_not_where_its_speaker_stands(
    read: Read,
) -> None:
    text = "Two bombs went through the roof of a post office and ten civilians died in the yard."
    assert settled(read, text) == ["10 killed: yard, "]
    text = "Nine people were killed, said a nurse at a hospital in Gao."
    assert settled(read, text) == ["9 killed: , "]


def test_a_line_of_a_list_has_the_place_and_the_period_of_its_heading(read: Read) -> None:
    text = "Marib, 8 to 14 November\n- 27 soldiers killed\n- 40 soldiers wounded\n"
    assert settled(read, text) == [
        "27 killed: Marib, 8 to 14 November",
        "40 wounded: Marib, 8 to 14 November",
    ]


@pytest.mark.parametrize(
    ("sentence", "parts"),
    [
        ("A bomb killed nine people, four of them soldiers, in Gao.", [4]),
        ("Shelling killed 40 civilians in the valley, among them 12 women and a boy.", [12, 1]),
        ("Fifty-six people were killed in Goma, of whom 15 were children.", [15]),
        ("Gunmen killed eleven soldiers near Gao, two officers among them.", [2]),
        ("Nine people were killed in Goma. Of these, three were children.", [3]),
        ("Shelling killed nine people in Goma, including near two schools.", []),
        ("Shelling killed nine people and burned six houses, including two shops.", []),
        ("Nine people were killed in Goma, among them a man aged 70.", [1]),
        ("Nine people, including three children, were killed and 40 wounded.", [3]),
    ],
)
def test_parts_are_told_behind_their_whole(read: Read, sentence: str, parts: list[int]) -> None:
    _, claims = read(sentence)
    counts = [claim.content for claim in claims if isinstance(claim.content, Count)]
    assert [count.low for count in counts if count.part_of] == parts


def test_a_number_before_a_word_that_begins_like_of_counts(read: Read) -> None:
    assert settled(read, "Two officers were killed near Gao.") == ["2 killed: Gao, "]
    assert settled(read, "The convoy burned for two of its 12 hours near Gao.") == []


def numbers(read: Read, text: str) -> list[tuple[str, int | None, bool]]:
    """What is counted, how many at least, whether it is part of another number."""
    _, claims = read(text)
    found = [one.content for one in claims if isinstance(one.content, Count)]
    return [(one.of, one.low, bool(one.part_of)) for one in found]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Forty people were killed or wounded in Homs.", [("killed-or-wounded", 40, False)]),
        ("The shelling killed or wounded 30 soldiers.", [("killed-or-wounded", 30, False)]),
        (
            "Mortars killed nine guards and wounded three.",
            [("killed", 9, False), ("wounded", 3, False)],
        ),
        (
            "Of the 40 people killed in Homs, nine were children.",
            [("killed", 40, False), ("killed", 9, True)],
        ),
        (
            "Nine civilians were among the 40 people killed in Homs.",
            [("killed", 40, False), ("killed", 9, True)],
        ),
        (
            "The strike killed 40 people, 44 of them soldiers.",
            [("killed", 40, False), ("killed", 44, True)],
        ),
        ("Of the 900 people displaced by shelling, 40 went to Homs.", [("displaced", 900, False)]),
    ],
)
def test_joined_verbs_and_parts_before_their_whole(
    text: str, wanted: list[tuple[str, int | None, bool]], read: Read
) -> None:
    assert numbers(read, text) == wanted


def test_a_revised_toll_takes_the_earlier_one_back(read: Read) -> None:
    _, claims = read("The ministry lowered its death toll of the shelling of Homs to 31.")
    (count,) = (one.content for one in claims if isinstance(one.content, Count))
    assert (count.low, count.revised) == (31, True)


def test_a_place_behind_the_verb_is_that_of_the_whole(read: Read) -> None:
    before = "A monitor said 60 people, including nine medics, were killed in Homs."
    assert settled(read, before) == ["60 killed: Homs, ", "9 killed: Homs, "]
    behind = "A monitor said 60 people were killed in Syria, nine of them in Homs."
    assert settled(read, behind) == ["60 killed: Syria, ", "9 killed: Homs, "]


def test_a_toll_since_a_day_is_no_range_of_the_day_and_the_toll(read: Read) -> None:
    _, claims = read("Seven more people were killed, raising the death toll since May 7 to 4,204.")
    found = [one.content for one in claims if isinstance(one.content, Count)]
    assert [(one.low, one.high) for one in found] == [(7, 7), (4204, 4204)]

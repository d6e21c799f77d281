"""Frames: every row of the codebook fires on its own example and says what it should."""

from collections.abc import Callable

import pytest

from foglift import codebook
from foglift.codebook.rows import Verb
from foglift.model import Claim, Control, Count, Event, Intent, Report
from foglift.read.rules.frames import Frame, Slot, slots
from foglift.read.rules.reading import Reading

Read = Callable[..., tuple[Report, list[Claim]]]
Look = Callable[[str], Reading]

ROWS = codebook.load().verbs


@pytest.mark.parametrize("row", ROWS, ids=[f"{row.lemma[0]} [{row.slots}]" for row in ROWS])
def test_a_row_fires_on_its_example(row: Verb, reading: Look, read: Read) -> None:
    assert row in [frame.row for frame in reading(row.example).frames]
    contents = [claim.content for claim in read(row.example)[1]]
    kind = row.event.partition("/")[0]
    told = {each.type for each in contents if isinstance(each, Event | Intent)}
    assert not kind or kind in told
    changes = {each.change for each in contents if isinstance(each, Control)}
    assert not row.control or row.control in changes
    counted = {each.of for each in contents if isinstance(each, Count)}
    assert not row.count or row.count.partition("=")[0] in counted


def only(found: Reading) -> Frame:
    [frame] = found.frames
    return frame


def heads(frame: Frame) -> dict[str, list[str]]:
    roles = {
        "actor": frame.actors,
        "recipient": frame.recipients,
        "place": frame.places,
        "counted": frame.counted,
    }
    return {role: [each.head.text for each in roles[role]] for role in roles if roles[role]}


def test_slots_are_read_from_the_cell() -> None:
    assert slots("subj:actor? in/at:place=from !obj") == (
        Slot(("subj",), ("actor",), optional=True, forbidden=False, role=""),
        Slot(("in", "at"), ("place",), optional=False, forbidden=False, role="from"),
        Slot(("obj",), (), optional=True, forbidden=True, role=""),
    )


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Rebels captured Goma.", {"actor": ["Rebels"], "place": ["Goma"]}),
        ("Rebels captured soldiers.", {"actor": ["Rebels"], "recipient": ["soldiers"],
                                       "counted": ["soldiers"]}),
        ("Goma was handed over to rebels by the army.", {"actor": ["rebels"],
                                                         "recipient": ["army"], "place": ["Goma"]}),
        ("The army lost two outposts.", {"recipient": ["army"], "place": ["outposts"]}),
        ("Thousands fled Homs as rebels came.", {"actor": ["Thousands"], "place": ["Homs"],
                                                 "counted": ["Thousands"]}),
        ("Dozens of soldiers defected.", {"actor": ["Dozens"]}),
    ],
)  # fmt: skip
def test_what_stands_in_a_slot_gets_its_role(
    sentence: str, expected: dict[str, list[str]], reading: Look
) -> None:
    assert heads(only(reading(sentence))) == expected


def test_the_longer_phrase_goes_first(reading: Look) -> None:
    frame = only(reading("The junta lost control of Lashio."))
    assert [token.text for token in frame.tokens] == ["lost", "control", "of"]


def test_one_predicate_may_tell_an_event_and_a_count(reading: Look) -> None:
    found = reading("A roadside bomb killed nine soldiers.").frames
    assert [(frame.row.event, frame.row.count) for frame in found] == [
        ("BOMBING/ied", ""),
        ("", "killed=obj"),
    ]


@pytest.mark.parametrize(
    "sentence",
    [
        "The captured soldiers slept.",  # a state, not a happening
        "The army captured the mood of the troops.",  # no place
        "The army released a statement.",  # nobody held
        "The general fought alongside the rebels in Marib.",  # not against them
        "The minister came under fire for the war.",  # words, not shots
        "The warlord signed a trade deal.",  # no accord of the war
    ],
)
def test_a_slot_that_is_not_filled_gives_no_frame(sentence: str, reading: Look) -> None:
    assert [frame for frame in reading(sentence).frames if frame.told is None] == []

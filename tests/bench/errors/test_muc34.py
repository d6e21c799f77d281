"""Templates and their slots."""

from bench.errors import muc34
from bench.tasks.task import Row
from foglift.codebook import load

BOOK = load()
TEXT = "gunmen shot the judge, his driver and a clerk near the old mill."
NOTHING: Row = {slot: [] for slot in muc34.SLOTS}
ABSENT: Row = {name: [] for name in muc34.SLOTS.values()}


def gold(type: str, **slots: list[str]) -> Row:
    filled = {name: [[[each, 0]] for each in strings] for name, strings in slots.items()}
    return {"incident_type": type, **ABSENT, **filled}


def classes(theirs: list[Row], ours: list[Row]) -> list[str]:
    row = {"gtt_templates": theirs, "gtt_text": TEXT}
    return list(muc34.errors([row], [{"templates": ours}], BOOK))


def test_a_template_is_missing_merged_or_too_many() -> None:
    attack = {"type": "attack", **NOTHING}
    assert classes([gold("attack")], []) == ["template: document without template"]
    assert classes([gold("attack"), gold("attack")], [attack]) == [
        "template: merged with another of its type"
    ]
    assert classes([], [attack]) == ["template too many: report of no incident"]


def test_a_slot_is_empty_in_a_list_or_in_other_words() -> None:
    theirs = gold("attack", Victim=["the judge", "his driver"], PerpInd=["gunmen"])
    ours = {"type": "attack", **NOTHING, "victims": ["old judge"], "weapons": ["rifle"]}
    assert classes([theirs], [ours]) == [
        "perp_individual: slot empty",
        "victims: other words for it",
        "victims: others read, not this one of a list",
        "weapons: too many",
    ]

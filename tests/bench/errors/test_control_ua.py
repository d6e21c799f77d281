"""Who holds the town: which step goes wrong."""

from bench.errors import control_ua
from foglift.codebook import load

BOOK = load()


def note(town: str, words: str, held: str) -> dict[str, str]:
    return {"id": town, "name": town, "as_of": "2022-05-20", "text": words, "held_by": held}


def test_a_wrong_holder_is_of_the_step_that_lost_it() -> None:
    notes = [
        note(
            "Chuhuiv", "Seized by Russia on 2 March 2022. Retaken by Ukraine 2022-04-09.", "Russia"
        ),
        note("Lviv", "Many offices moved here.", "contested"),
        note("Izium", "Many offices left.", "Russia"),
        note("Balakliia", "Captured by Russia on 3 March 2022.", "Russia"),
    ]
    ours = [
        {"held_by": held, "since": None} for held in ("Ukraine", "Ukraine", "Ukraine", "Russia")
    ]
    assert list(control_ua.holders(notes, ours, BOOK)) == [
        "right holder read, another named later",
        "contested in the table",
        "no claim of control read",
    ]


def test_a_wrong_first_day_tells_whether_the_note_has_the_right_one() -> None:
    row = note("Izium", "Captured by Russia on 3 March 2022; shops opened on 1 April.", "Russia")
    row |= {"since_seen": "2022-04-01", "since_is_left_censored": False}  # type: ignore[dict-item]
    ours = {"held_by": "Russia", "since": "2022-03-03"}
    assert list(control_ua.holders([row], [ours], BOOK)) == ["since: earlier, the note says it"]


def test_changes_are_missed_or_too_many() -> None:
    first = {"from": "2022-03-01", "held_by": "Ukraine"}
    gold = [first, {"from": "2022-03-20", "held_by": "Russia"}]
    ours = [first, {"from": "2022-05-20", "held_by": "Russia"}]
    row = {"final_note": "Captured by Russia.", "history": gold}
    assert list(control_ua.timelines([row], [{"history": ours}], BOOK)) == [
        "change missed: right holder, another day",
        "change too many: another day",
    ]

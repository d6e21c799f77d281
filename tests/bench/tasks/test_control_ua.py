"""Who holds a town and since when, from a table's notes."""

from bench.tasks import control_ua
from foglift.codebook import load

BOOK = load()


def test_the_last_of_several_changes_decides() -> None:
    note = {
        "id": "1", "name": "Chuhuiv", "as_of": "2022-05-20",
        "text": "Seized by Russia on 2 March 2022. Retaken by Ukraine on 9 April 2022.",
    }  # fmt: skip
    assert control_ua.holders([note], BOOK) == [
        {"id": "1", "held_by": "Ukraine", "since": "2022-04-09"}
    ]


def test_a_town_of_which_nothing_is_said_is_its_own_states() -> None:
    note = {"id": "1", "name": "Lviv", "as_of": "2022-05-20", "text": "Many offices moved here."}
    assert control_ua.holders([note], BOOK) == [{"id": "1", "held_by": "Ukraine", "since": None}]


def test_a_history_begins_with_the_table() -> None:
    row = {
        "id": "Izium", "first": "2022-03-20", "last": "2024-01-01",
        "final_note": "Captured by Russia on 5 March 2022. Recaptured by Ukraine 2022-09-11.",
    }  # fmt: skip
    assert control_ua.timelines([row], BOOK) == [
        {
            "id": "Izium",
            "history": [
                {"from": "2022-03-20", "held_by": "Russia"},
                {"from": "2022-09-11", "held_by": "Ukraine"},
            ],
        }
    ]


def test_the_same_form_serves_another_war() -> None:
    towns = ("Palmyra", "Al-Shaddadi", "Deir ez-Zor")
    notes = [
        {
            "id": town, "name": town, "as_of": "2016-01-05",
            "text": "Captured by Islamic State on 20 May 2015.",
        }
        for town in towns
    ]  # fmt: skip
    assert control_ua.holders(notes, BOOK) == [
        {"id": town, "held_by": "IS", "since": "2015-05-20"} for town in towns
    ]

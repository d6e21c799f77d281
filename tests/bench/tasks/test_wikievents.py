"""WikiEvents and RAMS: triggers and arguments from the rows that the reader matched."""

from bench.tasks import rams, wikievents
from foglift.codebook import load

BOOK = load()
TEXT = "Gunmen killed nine farmers near Goma, and the army said that soldiers arrested two men."


def test_a_killing_has_its_victims() -> None:
    (found,) = wikievents.predict([{"id": "1", "text": TEXT}], BOOK)
    killing = next(e for e in found["events"] if e["type"] == "Life.Die.Unspecified")
    start, end = killing["trigger"]
    assert TEXT[start:end] == "killed"
    roles = {each["role"]: TEXT[slice(*each["span"])] for each in killing["args"]}
    assert roles["Victim"] == "farmers"


def test_rams_says_it_in_its_own_names() -> None:
    (found,) = rams.predict([{"id": "1", "text": TEXT}], BOOK)
    types = {each["type"] for each in found["events"]}
    assert "life.die.deathcausedbyviolentevents" in types
    roles = {each["role"] for event in found["events"] for each in event["args"]}
    assert "victim" in roles

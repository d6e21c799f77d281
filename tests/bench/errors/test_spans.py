"""Events, entities and relations as spans."""

from bench.errors import spans
from bench.tasks.task import Row
from foglift.codebook import load

BOOK = load()


def event(start: int, type: str, *args: tuple[str, int]) -> Row:
    found = [{"role": role, "span": [at, at + 4]} for role, at in args]
    return {"type": type, "trigger": [start, start + 4], "args": found}


def test_triggers_and_arguments() -> None:
    gold = [
        event(0, "Life.Die.Unspecified", ("Victim", 10), ("Place", 20), ("Killer", 30)),
        event(40, "Conflict.Attack.Unspecified"),
        event(50, "Life.Injure.Unspecified"),
    ]
    ours = [
        event(0, "Life.Die.Unspecified", ("Victim", 10), ("Victim", 30), ("Place", 60)),
        event(50, "Life.Die.Unspecified"),
        event(70, "Contact.Contact.Meet"),
    ]
    assert list(spans.events([{"events": gold}], [{"events": ours}], BOOK)) == [
        "place: missed", "killer read as victim", "place: too many",
        "conflict.attack: trigger missed", "life.injure read as life.die",
        "contact.contact: too many",
    ]  # fmt: skip


def test_entities_and_relations() -> None:
    near = {"type": "CoLocated", "source": [0, 4], "target": [10, 14]}
    row = {"entities": [[0, 4, "Person"], [10, 14, "Location"]], "relations": [near]}
    ours = {"entities": [[0, 4, "Organisation"], [30, 34, "Weapon"]], "relations": []}
    assert list(spans.entities([row], [ours], BOOK)) == [
        "Person read as Organisation", "Location: missed", "Weapon: too many",
        "relation CoLocated: missed",
    ]  # fmt: skip

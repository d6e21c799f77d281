"""MUC: templates from what the reader says of a wire in capitals."""

from bench.tasks import muc34
from foglift.codebook import load

BOOK = load()
TEXT = (
    "   LIMA, 3 MAR 89 (WIRE) -- [TEXT] SHINING PATH GUERRILLAS YESTERDAY MURDERED MAYOR PEDRO\n"
    "QUISPE LUNA IN AYACUCHO, THE POLICE SAID. THE GUERRILLAS ALSO BURNED TWO HOUSES AND A SCHOOL\n"
    "BEFORE THEY FLED TO THE HILLS ABOVE THE TOWN.\n"
)


def templates(text: str) -> list[muc34.Row]:
    found = muc34.predict([{"id": "1", "text": text}], BOOK)
    return list(found[0]["templates"])


def test_a_murder_and_an_arson() -> None:
    murder, arson = templates(TEXT)
    assert (murder["type"], arson["type"]) == ("attack", "arson")
    assert murder["victims"] == ["PEDRO QUISPE LUNA"]
    assert murder["perp_org"] == ["SHINING PATH"]
    assert murder["country"] == "Peru"
    assert murder["date"] == "1989-03-02/1989-03-02"
    assert arson["targets"] == ["HOUSES", "SCHOOL"]


def test_soldiers_who_fight_rebels_are_no_attack() -> None:
    text = (
        "   LIMA, 3 MAR 89 (WIRE) -- [TEXT] AN ARMY PATROL CLASHED WITH GUERRILLAS NEAR AYACUCHO\n"
        "YESTERDAY, AND THE TROOPS SEIZED RIFLES AND AMMUNITION FROM A CAMP IN THE MOUNTAINS. THE\n"
        "MINISTER OF DEFENSE SAID THAT THE ARMY WOULD CONTINUE ITS PATROLS IN THE DEPARTMENT.\n"
    )
    assert templates(text) == []

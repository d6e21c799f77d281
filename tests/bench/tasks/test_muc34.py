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


def test_two_places_are_two_incidents_and_one_is_one() -> None:
    text = (
        "   LIMA, 3 MAR 89 (WIRE) -- [TEXT] SHINING PATH GUERRILLAS MURDERED MAYOR\n"
        "PEDRO QUISPE LUNA IN AYACUCHO ON 1 MARCH. THE MURDER OF MAYOR QUISPE LUNA WAS\n"
        "CONDEMNED. GUERRILLAS MURDERED JUDGE ANA SOLIS ROJAS IN AREQUIPA ON 27 FEBRUARY, THE\n"
        "POLICE SAID.\n"
    )
    first, second = templates(text)
    assert (first["place"], second["place"]) == ("AYACUCHO", "AREQUIPA")
    assert (first["victims"], second["victims"]) == (["PEDRO QUISPE LUNA"], ["ANA SOLIS ROJAS"])
    assert second["victim_counts"] == [
        {"victim": "ANA SOLIS ROJAS", "number": "1", "effect": "DEATH"}
    ]


def test_what_has_no_place_lies_in_the_country_where_the_report_was_filed() -> None:
    text = (
        "   LIMA, 3 MAR 89 (WIRE) -- [TEXT] TERRORISTS YESTERDAY BOMBED THE HEADQUARTERS OF A\n"
        "BANK. NOBODY WAS INJURED IN THE EXPLOSION, THE POLICE SAID. THE BANK HAD RECEIVED\n"
        "SEVERAL THREATS.\n"
    )
    (bombing,) = templates(text)
    assert (bombing["type"], bombing["place"], bombing["country"]) == ("bombing", "Peru", "Peru")

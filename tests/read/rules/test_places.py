"""Where something happened, and how it lies to the place that is named."""

from collections.abc import Callable

from foglift.model import Claim, Control, Report, quote

Read = Callable[..., tuple[Report, list[Claim]]]
Told = Callable[..., list[str]]

CASES = "places.txt"


def test_an_event_is_where_the_words_say(sentence: str, expected: list[str], told: Told) -> None:
    assert told(sentence, "event", "says where words") == expected


def test_the_place_keeps_its_words(read: Read) -> None:
    report, claims = read("Rebels captured the town of Saraqib, 15 km east of Idlib.")
    [control] = (each for each in claims if isinstance(each.content, Control))
    assert control.where is not None
    assert quote(report, [control.where.place.span]) == "Saraqib"

"""When something happened that is told without a time."""

from collections.abc import Callable
from datetime import date

from foglift.model import Claim, Event, Report, quote
from foglift.read.rules import dating
from foglift.read.rules.reading import Reading

Told = Callable[..., list[str]]
Read = Callable[..., tuple[Report, list[Claim]]]
Look = Callable[[str], Reading]


def test_a_report_without_a_date_has_open_times(read: Read) -> None:
    report, claims = read("Rebels captured Goma on Thursday.", None)
    [event] = (each for each in claims if isinstance(each.content, Event))
    assert quote(report, event.evidence) == "captured Goma"
    assert event.when is not None
    assert (event.when.start, event.when.end) == (None, None)
    assert event.when.why != ""


def test_a_day_before_the_report_bounds_a_past_perfect(reading: Look) -> None:
    found = reading("Until then, the rebels had never managed to take Hama.")
    [frame] = found.frames
    when = dating.when(found, frame.proposition.head, frame.sentence)
    assert when is not None
    assert (when.start, when.end) == (None, date(2024, 12, 5))


def test_an_hour_is_of_the_day_told_before(told: Told) -> None:
    story = "Rebels shelled Goma on Monday. At dawn troops entered Sake."
    assert told(story, "event", "when")[-1] == "2024-12-02"

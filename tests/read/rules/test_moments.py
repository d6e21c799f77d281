"""The times of a report's sentences."""

from collections.abc import Callable

from foglift.read.rules.reading import Reading

Look = Callable[[str], Reading]


def test_each_time_belongs_to_its_predicate(reading: Look) -> None:
    found = reading("Rebels who fled on Monday captured Goma on Tuesday.")
    assert [(time.text, owner.text) for time, owner in found.times[0]] == [
        ("Monday", "fled"),
        ("Tuesday", "captured"),
    ]


def test_a_weekday_lies_ahead_where_its_predicate_is_planned(reading: Look) -> None:
    found = reading("Rebels who fled on Monday will attack Goma on Tuesday.")
    days = [time.when.start.isoformat() for time, _ in found.times[0] if time.when.start]
    assert days == ["2024-12-02", "2024-12-10"]

"""Times: not found, of another type or value, marked by nobody."""

from bench.errors import timex
from bench.tasks.task import Row
from foglift.codebook import load


def classes(gold: list[Row], ours: list[Row]) -> list[str]:
    return list(timex.errors([{"timexes": gold}], [{"timexes": ours}], load()))


def at(start: int, kind: str, value: str) -> Row:
    return {"start": start, "end": start + 5, "type": kind, "value": value}


def test_each_time_is_of_one_class() -> None:
    gold = [
        at(0, "DATE", "2013-03-22"), at(10, "DATE", "2013-W12"), at(20, "DATE", "PAST_REF"),
        at(30, "DURATION", "P3D"), at(40, "DATE", "PRESENT_REF"), at(50, "DATE", "2013-03-04"),
    ]  # fmt: skip
    ours = [
        at(0, "DATE", "2012-03-22"), at(10, "DATE", "2013-03-22"), at(20, "DATE", "2013"),
        at(30, "DURATION", "PXD"), at(50, "DATE", "2013-03-04"), at(60, "SET", "P1D"),
    ]  # fmt: skip
    assert classes(gold, ours) == [
        "DATE: another year", "DATE: another unit", "DATE: vague read as a value",
        "DURATION: number unknown to us", "DATE (vague): not found", "SET: nobody marked it",
    ]  # fmt: skip

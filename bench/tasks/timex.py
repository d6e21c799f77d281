"""Time expressions and their values, in the form of TimeBank: what the reader's grammar of times
names in each sentence, given the day of the report."""

from collections.abc import Sequence
from datetime import date

from bench.tasks.task import Half, Measure, Row, Task
from foglift import text
from foglift.codebook import Book
from foglift.read.rules.times import Interval, Length, Named, named

_CLOCKS = {"morning": "MO", "afternoon": "AF", "evening": "EV", "night": "NI"}
_WEEKDAYS = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
_SEASONS = {12: "WI", 3: "SP", 6: "SU", 9: "FA"}
_LETTERS = {
    "second": "TS", "minute": "TM", "hour": "TH", "day": "D", "weekend": "WE", "week": "W",
    "month": "M", "quarter": "Q", "half": "H", "year": "Y", "decade": "DE", "century": "C",
}  # fmt: skip
_YEARS = {"decade": 10, "century": 100}


def predict(rows: Sequence[Row], book: Book) -> list[Row]:
    """The time expressions of each text with type and value."""
    return [
        {"id": row["id"], "timexes": timexes(row["text"], date.fromisoformat(row["dct"][:10]))}
        for row in rows
    ]


def timexes(words: str, published: date) -> list[Row]:
    """The time expressions of a text, read sentence by sentence."""
    found: list[Named] = []
    for paragraph in text.paragraphs(words):
        for span in text.sentences(words, paragraph):
            told = [each.interval for each in found]
            found += named(words[span.start : span.end], span.start, published, told)
    return [timex(each) for each in found]


def timex(part: Named) -> Row:
    """{"start": 3, "end": 9, "type": "DATE", "value": "2013-03-22"}."""
    kind, value = _value(part.interval)
    return {"start": part.span.start, "end": part.span.end, "type": kind, "value": value}


def _value(found: Interval) -> tuple[str, str]:
    if found.often:
        return "SET", _habit(found)
    if found.vague and (found.length is None or found.vague == "past"):
        return "DATE", f"{found.vague.upper()}_REF"
    if found.length:
        return "DURATION", _length(found.length)
    if found.start and found.clock:
        return "TIME", f"{found.start.isoformat()}T{_CLOCKS.get(found.clock, found.clock)}"
    return "DATE", _date(found)


def _habit(found: Interval) -> str:
    """ "daily" P1D, "every Friday" XXXX-WXX-5, "each July" XXXX-07."""
    part = f"T{_CLOCKS[found.clock]}" if found.clock else ""
    if found.on in _WEEKDAYS:
        return f"XXXX-WXX-{_WEEKDAYS.index(found.on) + 1}{part}"
    if found.on in _CLOCKS:
        return f"XXXX-XX-XXT{_CLOCKS[found.on]}"
    if found.on:
        return f"XXXX-{found.on}"
    return _length(found.length) if found.length else "XXXX"


def _length(length: Length) -> str:
    """ "three days" P3D, "a few hours" PTXH, "2 1/2 years" P2Y6M, "two decades" P20Y."""
    letter = _LETTERS[length.unit]
    clock, letter = ("T", letter[1:]) if letter.startswith("T") else ("", letter)
    if length.count is None:
        return f"P{clock}X{letter}"
    count = int(length.count)
    if length.unit in _YEARS:
        return f"P{round(length.count * _YEARS[length.unit])}Y"
    if length.count != count:
        rest = {"year": "6M", "hour": "30M", "minute": "30S", "day": "T12H"}.get(length.unit, "")
        return f"P{clock}{count}{letter}{rest}"
    if (length.unit, count) == ("hour", 24):
        return "P1D"
    return f"P{clock}{count}{letter}"


def _date(found: Interval) -> str:
    day = found.start
    if day is None:
        return ""
    match found.unit:
        case "week" | "weekend":
            year, week, _ = day.isocalendar()
            return f"{year}-W{week:02}" + ("-WE" if found.unit == "weekend" else "")
        case "month":
            return f"{day:%Y-%m}"
        case "quarter":
            return f"{day.year}-Q{(day.month + 2) // 3}"
        case "half":
            return f"{day.year}-H{1 if day.month == 1 else 2}"
        case "season":
            # a winter is named by the year that most of it lies in
            return f"{day.year + (day.month == 12)}-{_SEASONS[day.month]}"
        case "year":
            return f"{day.year}"
        case "decade":
            return f"{day.year // 10}"
        case "century":
            return f"{day.year // 100}"
    return day.isoformat()


TASK = Task(
    name="timex",
    halves=(
        Half(
            "timex/train_tbaq.jsonl",
            predict,
            (
                Measure("value.f1", 0, "78.1 (HeidelTime)", 85),
                Measure("date_value_only.f1", 0, "84.4 (HeidelTime)", 92),
                Measure("relaxed.f1"),
                Measure("type.f1"),
            ),
            form="timexes",
        ),
    ),
    quick=True,
)

"""Times in the form of TimeBank: the value of each kind of time that the reader names."""

from datetime import date

import pytest

from bench.tasks.timex import timexes

DAY = date(2024, 12, 5)  # a Thursday


@pytest.mark.parametrize(
    ("sentence", "wanted"),
    [
        ("It fell on Tuesday.", "DATE 2024-12-03"),
        ("Talks will open on Tuesday.", "DATE 2024-12-10"),
        ("It fell last week.", "DATE 2024-W48"),
        ("It fell over the weekend.", "DATE 2024-W48-WE"),
        ("It fell in early November.", "DATE 2024-11"),
        ("It fell in the third quarter.", "DATE 2024-Q3"),
        ("It fell last winter.", "DATE 2024-WI"),
        ("It fell last year.", "DATE 2023"),
        ("It was built in the 1980s.", "DATE 198"),
        ("It fell at 7:15 p.m. on Tuesday.", "TIME 2024-12-03T19:15"),
        ("It fell on Tuesday night.", "TIME 2024-12-03TNI"),
        ("They waited for three days.", "DURATION P3D"),
        ("They waited for a few hours.", "DURATION PTXH"),
        ("They waited for two and a half years.", "DURATION P2Y6M"),
        ("They waited for two decades.", "DURATION P20Y"),
        ("They met in the past two weeks.", "DURATION P2W"),
        ("They meet every Friday.", "SET XXXX-WXX-5"),
        ("They meet each July.", "SET XXXX-07"),
        ("They meet daily.", "SET P1D"),
        ("They now hold it.", "DATE PRESENT_REF"),
        ("They recently took it.", "DATE PAST_REF"),
        ("They will take it soon.", "DATE FUTURE_REF"),
        ("It held from Monday to Wednesday.", "DATE 2024-12-02; DATE 2024-12-04"),
        ("It fell on Monday. It was retaken two days later.", "DATE 2024-12-02; DATE 2024-12-04"),
        ("Nothing was said.", ""),
    ],
)
def test_type_and_value(sentence: str, wanted: str) -> None:
    found = timexes(sentence, DAY)
    assert "; ".join(f"{each['type']} {each['value']}" for each in found) == wanted

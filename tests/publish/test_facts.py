"""How what the brief tells of is called."""

from datetime import date
from typing import Any

from msgspec.structs import replace

from foglift.codebook import Book
from foglift.model import Picture
from foglift.publish.facts import Facts

DAY = date(2024, 12, 5)


def test_a_report_without_an_outlet_is_called_by_its_title_else_its_file(
    make: Any, book: Book
) -> None:
    case = make.case("Rebels shelled Hama.", "", title="Notes of a call", path="/home/x/call.txt")
    known = Facts(Picture(DAY, DAY), {}, book)
    assert known.outlet(case.report) == "the report “Notes of a call”"
    assert known.outlet(replace(case.report, title="")) == "the report call.txt"
    assert known.outlet(replace(case.report, title="", path="")) == "a report without an outlet"

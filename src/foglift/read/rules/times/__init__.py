"""When something happened: every time expression of a sentence as an interval of whole days, a
length, a habit ("every Friday") or a vague word ("recently").

The grammar is the table `EXPRESSIONS`: each row has a regular expression, the function that turns
a match into an interval, and sentences with what is read in them, which run as tests. Weeks are
Monday to Sunday; seasons are those of the northern hemisphere.
"""

from foglift.read.rules.times.finding import (
    Time,
    latest_past_year,
    named,
    refers_back,
    times,
)
from foglift.read.rules.times.grammar import EXPRESSIONS
from foglift.read.rules.times.intervals import Interval, Length, Named

__all__ = [
    "EXPRESSIONS",
    "Interval",
    "Length",
    "Named",
    "Time",
    "latest_past_year",
    "named",
    "refers_back",
    "times",
]

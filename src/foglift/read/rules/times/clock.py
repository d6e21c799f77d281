"""Rows of the hours: "7.15 p.m.", "noon", "at 19:30"."""

from dataclasses import replace

from foglift.read.rules.times.intervals import Anchor, Interval, one
from foglift.read.rules.times.words import ALONE, Expression, Match, relative

_ZONE = r"(?: (?:GMT|UTC|EST|EDT|CST|CDT|PST|PDT|CET|BST|local time|hours|hrs|Z)\b| \(\d{4} GMT\))?"
_NAMED = {"noon": "12:00", "midday": "12:00", "midnight": "24:00"}


def _on(anchor: Anchor, clock: str) -> Interval:
    """At that hour, on a day that only the words around can say: `loose`."""
    day = anchor.before or anchor.day
    return replace(one(day, clock), loose=True)


def _twelve(match: Match, anchor: Anchor) -> Interval | None:
    hour, minute = int(match["hour"]), int(match["minute"] or 0)
    if not (1 <= hour <= 12 and minute < 60):
        return None
    hour = hour % 12 + 12 * (match["half"].lower() == "p")
    return _on(anchor, f"{hour:02}:{minute:02}")


def _twenty_four(match: Match, anchor: Anchor) -> Interval | None:
    hour, minute = int(match["hour"]), int(match["minute"])
    return _on(anchor, f"{hour:02}:{minute:02}") if hour < 25 and minute < 60 else None


def _noon(match: Match, anchor: Anchor) -> Interval:
    return _on(anchor, _NAMED[match["word"].lower()])


def _part(match: Match, anchor: Anchor) -> Interval:
    """ "mid-afternoon", "in the morning"."""
    return _on(anchor, match["part"].lower())


ROWS: tuple[Expression, ...] = (
    relative(
        "hour before or after noon",
        "digit",
        rf"{ALONE}(?P<hour>\d\d?)(?:[:.](?P<minute>\d\d))? ?(?P<half>[aApP])\.? ?[mM]\b\.?"
        rf"{_ZONE}",
        _twelve,
        ("Shells fell at 7:15 p.m. on Tuesday.", "7:15 p.m. on Tuesday: 2024-12-03 day"),
        ("The 9 a.m. curfew was lifted on 3 May 2013.", "3 May 2013: 2013-05-03 day"),
    ),
    relative(
        "hour of twenty-four",
        "digit",
        rf"{ALONE}(?P<hour>[01]?\d|2[0-4])[:](?P<minute>[0-5]\d)(?![\d:]|\.\d){_ZONE}",
        _twenty_four,
        ("It began at 04:30 on Tuesday.", "04:30 on Tuesday: 2024-12-03 day"),
    ),
    relative(
        "noon",
        "part",
        r"(?<![Hh]igh )\b(?P<word>(?i:noon|midnight|midday))\b",
        _noon,
        ("The truce began at noon on Tuesday.", "noon on Tuesday: 2024-12-03 day"),
    ),
    relative(
        "part of the day",
        "part",
        r"\b(?i:mid-? ?|in the (?:early |late )?|by (?:early |late )?|late |early )"
        r"(?P<part>(?i:morning|afternoon|evening))\b(?! (?:of|after)\b)",
        _part,
        ("Late mid-afternoon yesterday it fell.", "mid-afternoon yesterday: 2024-12-04 day"),
        ("It rained in the morning.", ""),
    ),
)

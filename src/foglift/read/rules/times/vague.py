"""Rows of words for a time that nobody can place: "now", "recently", "soon". They date
nothing."""

from foglift.read.rules.times.intervals import Anchor, Interval, Vague, undated
from foglift.read.rules.times.words import Expression, Match, Read, timeless


def _reads(vague: Vague) -> Read:
    def read(match: Match, anchor: Anchor) -> Interval:
        return undated(vague=vague)

    return read


ROWS: tuple[Expression, ...] = (
    timeless(
        "now",
        "now",
        r"\b(?i:(?:right |just |until |for |up to )?now\b(?! (?:and then|that)\b)"
        r"|currently|presently|nowadays|these days|at present\b|at the moment\b"
        r"|current\b(?! (?:fiscal|year|quarter|week|month)))",
        _reads("present"),
        ("They now hold the hill.", "now: present"),
    ),
    timeless(
        "recently",
        "now",
        r"\b(?i:(?:more |most |just |only )?recently|lately|the recent past|the past(?=[.,;:)\"]|$"
        r"| (?:and|but|to|it|they|he|she|has|have|had|was|were|by|with|as|when)\b)|recent)\b",
        _reads("past"),
        ("They recently took the hill.", "recently: past"),
    ),
    timeless(
        "soon",
        "now",
        r"\b(?i:the (?:(?:very |not[- ]too[- ]distant |not[- ]so[- ]distant )?"
        r"(?:near|immediate|distant) )?future(?! of\b)|(?<!as )(?<!so )soon(?! after| as)"
        r"|in future|as soon as possible|the (?:near|short) term)\b",
        _reads("future"),
        ("They will soon take the hill.", "soon: future"),
    ),
    timeless(
        "one day",
        "unit",
        r"\b(?:will|would|could|may|might|he|she|they) (?P<said>one day)\b",
        _reads("future"),
        ("They may one day take the hill.", "one day: future"),
    ),
)

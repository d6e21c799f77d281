"""How often the readings of one's own corpus are right: 50 claims, each looked at by a person."""

from collections import Counter
from collections.abc import Iterable, Sequence
from math import sqrt

from foglift.fuse import Rulings
from foglift.model import Claim, Judgement, Value, digest

SIZE = 50
RIGHT = "right"
# What a claim may be wrong in.
WRONG = (
    "wrong type",
    "wrong actor",
    "wrong place",
    "wrong time",
    "wrong number",
    "wrong speaker",
    "not said",
    "other",
)
_NOTE = "precision check: "
_Z = 1.959964  # for an interval that holds the truth in 95 of 100 cases


class Precision(Value, frozen=True):
    """How many of so many claims looked at were right; `low` and `high` bound the share of all
    claims that are, by Wilson's interval of 95 %. `faults` counts what was wrong."""

    size: int
    answered: int
    right: int
    share: float | None
    low: float
    high: float
    faults: dict[str, int]


def sample(claims: Iterable[Claim], size: int = SIZE) -> list[Claim]:
    """So many claims drawn by the hash of their ids: the same for the same corpus."""
    return sorted(claims, key=lambda claim: digest("precision", claim.id))[:size]


def note(answer: str) -> str:
    """What a judgement of the check carries as its note."""
    return _NOTE + answer


def answer(claim: str, decided: Rulings, judgements: Iterable[Judgement]) -> str:
    """What people say of a claim: "right", "wrong place", "other"; "" where nobody has looked."""
    if claim in decided.confirmed:
        return RIGHT
    if claim not in decided.rejected and claim not in decided.instead:
        return ""
    notes = [one.note for one in judgements if claim in one.claims and one.what == "reject"]
    said = notes[-1].removeprefix(_NOTE) if notes else ""
    return said if said in WRONG else "other"


def precision(
    drawn: Sequence[Claim], decided: Rulings, judgements: Sequence[Judgement]
) -> Precision:
    """What came of a sample so far."""
    said = Counter(answer(claim.id, decided, judgements) for claim in drawn)
    said.pop("", None)
    answered, right = said.total(), said[RIGHT]
    low, high = wilson(right, answered)
    return Precision(
        size=len(drawn),
        answered=answered,
        right=right,
        share=round(right / answered, 3) if answered else None,
        low=low,
        high=high,
        faults={fault: said[fault] for fault in WRONG if said[fault]},
    )


def wilson(right: int, of: int) -> tuple[float, float]:
    """The interval in which the share lies in 95 of 100 cases.

    >>> wilson(45, 50)
    (0.786, 0.957)
    """
    if not of:
        return 0.0, 1.0
    share, z2 = right / of, _Z * _Z
    middle = (share + z2 / (2 * of)) / (1 + z2 / of)
    half = _Z * sqrt(share * (1 - share) / of + z2 / (4 * of * of)) / (1 + z2 / of)
    return round(max(0.0, middle - half), 3), round(min(1.0, middle + half), 3)

"""How sure one can be of a claim: the share of claims like it that were right on coded reports.

The weights are those of a logistic regression on the open half of the project's gold and a part
of its training text (`tools/model/confidence.py` makes them, `python -m bench reliability` tests
them on the other half). Right means that nothing the claim says is wrong; what it leaves out does
not count.
"""

import csv
import math
from collections.abc import Iterator
from functools import cache
from importlib.resources import files

from foglift.model import Claim, Control, Count, Event

# Words in the reason for a mention that tell of a guess, and what the feature is called.
GUESSES = {
    "pronoun": "a pronoun resolved",
    "last place": "a place word resolved",
    "the only place": "the only place of the passage",
    "told of": "the place of a sentence before",
}


def confidence(claim: Claim) -> float:
    """Between 0 and 1, two digits: 0.83 says that 83 of 100 such claims are right."""
    weights = _weights()
    total = weights[""] + sum(weights.get(each, 0.0) for each in features(claim))
    return round(1 / (1 + math.exp(-total)), 2)


def features(claim: Claim) -> frozenset[str]:
    """What the confidence rests on, in words: "event", "a pronoun resolved", "chosen by model"."""
    return frozenset(_features(claim))


def _features(claim: Claim) -> Iterator[str]:
    content = claim.content
    yield type(content).__name__.lower()
    if isinstance(content, Event):
        yield f"event {content.type}"
        yield "nobody named" if not content.actors else "somebody named"
    if isinstance(content, Control):
        yield f"control {content.change}"
    if isinstance(content, Count):
        yield f"count {content.of}"
        yield "a number" if content.low is not None else "no number"
    yield f"realis {claim.realis}"
    yield "background" if claim.background else "news"
    yield f"said by {claim.said_by[0].role}" if claim.said_by else "the report's own voice"
    if claim.where is None:
        yield "no place"
    else:
        yield "a known place" if claim.where.place.ref else "an unknown place"
    said = claim.when is not None and claim.when.span is not None
    yield "a time said" if said else "no time said"
    if any(each.startswith("model:") for each in claim.why):
        yield "chosen by the model"
    reasons = " ".join((*claim.why, claim.where.place.via if claim.where else ""))
    yield from (name for words, name in GUESSES.items() if words in reasons)


@cache
def _weights() -> dict[str, float]:
    """Feature -> weight; "" is the weight of every claim."""
    table = files("foglift.codebook").joinpath("data", "confidence.csv").read_text(encoding="utf-8")
    return {row["feature"]: float(row["weight"]) for row in csv.DictReader(table.splitlines())}

"""People over claims: what they decide, in which order they had best look, how often a reading is
right."""

from foglift.review.acts import Act, Signature, acts, add, claim, correct, decide, only, undo
from foglift.review.forms import KINDS, fields
from foglift.review.precision import Precision, precision, sample
from foglift.review.queue import Difference, Effect, beside, changed, queue, tried

__all__ = [
    "KINDS",
    "Act",
    "Difference",
    "Effect",
    "Precision",
    "Signature",
    "acts",
    "add",
    "beside",
    "changed",
    "claim",
    "correct",
    "decide",
    "fields",
    "only",
    "precision",
    "queue",
    "sample",
    "tried",
    "undo",
]

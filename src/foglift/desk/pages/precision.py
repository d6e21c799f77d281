"""The precision check: how often readings are right, by a sample that people answer."""

import msgspec

from foglift import review as reviewing
from foglift.desk.look import Look
from foglift.desk.pages.cards import Card, card
from foglift.review import Precision, precision
from foglift.review.precision import RIGHT, WRONG, answer


class Row(msgspec.Struct, frozen=True):
    """A claim of the sample and what was answered, "" for nothing yet."""

    card: Card
    answer: str


class PrecisionPage(msgspec.Struct, frozen=True):
    """A sample of the corpus, and how many of those looked at were right."""

    result: Precision
    rows: tuple[Row, ...]
    answers: tuple[str, ...]


def precision_check(look: Look) -> PrecisionPage:
    """Fifty claims drawn by the hash of their ids, each answered by a person."""
    drawn = reviewing.sample(claim for _, claim in look.machine_read)
    by_id = {claim.id: (report, claim) for report, claim in look.machine_read}
    return PrecisionPage(
        result=precision(drawn, look.rulings, look.judgements),
        rows=tuple(
            Row(card(look.facts, *by_id[one.id]), answer(one.id, look.rulings, look.judgements))
            for one in drawn
        ),
        answers=(RIGHT, *WRONG),
    )

"""The sample is the same for the same corpus; its answers are judgements."""

from datetime import date

import pytest

from foglift import fuse, review
from foglift.model import Judgement
from foglift.review.precision import answer, note, wilson
from foglift.store import Store

DAY = date(2024, 12, 5)


def test_the_sample_hangs_on_the_claims_alone(kept: Store) -> None:
    claims = [claim for _, claim in kept.claims()]
    drawn = review.sample(claims, 3)
    assert review.sample(claims[::-1], 3) == drawn
    assert len(review.sample(claims)) == len(claims) < 50


def test_answers_add_up_to_a_share_with_its_interval(kept: Store) -> None:
    drawn = review.sample([claim for _, claim in kept.claims()], 4)
    judged: list[Judgement] = []
    assert review.precision(drawn, fuse.rulings(judged, DAY), judged).share is None
    judged.append(
        review.decide("confirm", [drawn[0].id], review.Signature("A. Lund", DAY, note("right")))
    )
    judged.append(
        review.decide(
            "reject", [drawn[1].id], review.Signature("A. Lund", DAY, note("wrong place"))
        )
    )
    judged.append(
        review.decide("reject", [drawn[2].id], review.Signature("A. Lund", DAY, "nonsense"))
    )
    decided = fuse.rulings(judged, DAY)
    found = review.precision(drawn, decided, judged)
    assert (found.size, found.answered, found.right) == (4, 3, 1)
    assert found.faults == {"wrong place": 1, "other": 1}
    assert found.share == pytest.approx(0.333)
    assert (found.low, found.high) == wilson(1, 3)
    assert answer(drawn[3].id, decided, judged) == ""


def test_the_interval_is_wilsons() -> None:
    assert wilson(0, 0) == (0.0, 1.0)
    assert wilson(50, 50) == (0.929, 1.0)
    assert wilson(45, 50) == (0.786, 0.957)

"""How a war is scored: counts by hand, and one small war all the way."""

from datetime import date
from random import Random

from bench.war.marks import Marks, Sameness, f1, share
from bench.war.regimes import REGIMES
from bench.war.sameness import sameness
from bench.war.sayings import Piece, Saying
from bench.war.score import score
from bench.war.table import fought, spread, ways
from bench.war.towns import ASSESSED, RIVALS, assertions
from bench.war.truth import war
from bench.war.words import claims
from foglift import codebook

BOOK = codebook.load()
DAY = date(2024, 10, 3)


def test_shares_of_nothing_are_nothing() -> None:
    assert share(1, 0) == 0.0
    assert f1(0.5, 1.0) == 2 / 3


def test_marks_tell_what_is_decided_from_what_is_right() -> None:
    marks = Marks(right=6, wrong=2, undecided=2, changes=4, found=2, false=2)
    assert (marks.decided, marks.accuracy, marks.change_f1) == (0.8, 0.75, 0.5)


def test_pairs_of_claims_are_counted_against_the_truth() -> None:
    place = BOOK.gazetteer.named("Hama")[0][0].id
    taken = Saying("takes", "1", place, DAY, "hts")
    again = Saying("takes", "2", place, DAY, "hts")
    told = list(
        claims([Piece(f"Paper {n}", "news", DAY, (one,), n)
                for n, one in enumerate((taken, taken, again))], BOOK)
    )  # fmt: skip
    one = sameness(told, {each.evidence.claim.id: "all" for each in told})
    assert (one.pairs, one.true_pairs, one.common) == (15, 7, 7)
    assert one.twins == 0
    apart = sameness(told, {each.evidence.claim.id: each.evidence.claim.id for each in told})
    assert (apart.pairs, apart.twins) == (0, 4)
    assert Sameness().f1 == 0.0


def test_a_denial_gives_the_town_to_who_denies_and_a_loss_to_the_other_side() -> None:
    true = war(0, BOOK, towns=3, days=3)
    town = true.towns[0].id
    a, b = true.theatre.parties
    denied = Saying("takes", "1", town, DAY, a, speaker=b, stance="denies")
    lost = Saying("loses", "1", town, DAY, b, speaker="sohr")
    back = Saying("takes", "1", town, DAY, a, speaker="sohr", stance="retracts")
    published = [Piece(f"Paper {n}", "news", DAY, (one,), n)
                 for n, one in enumerate((denied, lost, back))]  # fmt: skip
    found = assertions(true, list(claims(published, BOOK)), BOOK, speakers=True)
    assert [(one.source, one.value) for one in found] == [
        (true.sides[b], true.sides[b]),
        ("sohr", true.sides[a]),
        ("sohr", ""),
    ]


def test_a_small_war_is_scored_every_way_and_the_same_twice() -> None:
    found = fought(1, REGIMES[0], BOOK, towns=4, days=6)
    assert set(found.marks) == {ASSESSED, "picture, claimed", *RIVALS}
    asked = {one.right + one.wrong + one.undecided for one in found.marks.values()}
    assert len(asked) == 1
    assert fought(1, REGIMES[0], BOOK, towns=4, days=6) == found
    lines = list(ways([found]))
    assert len(lines) == 2 + len(found.marks)


def test_nothing_told_is_nothing_decided() -> None:
    true = war(Random(1), BOOK, towns=3, days=4)
    found = score(true, [], BOOK)
    assert {one.decided for one in found.marks.values()} == {0.0}


def test_a_spread_is_the_median_and_the_middle_half() -> None:
    assert spread([]) == "-"
    assert spread([1.0, 2.0, 3.0, 4.0, 90.0]) == "3 (2-4)"

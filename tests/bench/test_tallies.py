"""The arithmetic of the measure of tallies: what is named, false alarms, numbers nobody gave."""

import pytest

from bench.tallies import KINDS, Score, planted, scored, sums, table
from foglift.codebook import load

BOOK = load()


def test_every_kind_is_planted_with_a_twin(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(planted, "EACH", 2)
    cases = list(planted.cases(BOOK))
    assert {(case.kind, case.planted) for case in cases} == {
        (kind, bad) for kind in KINDS for bad in (True, False)
    }
    found = scored(cases, BOOK)
    assert all((one.named, one.alarms) == (one.planted, 0) for one in found.values())
    assert sums([one for case in cases for one in case.evidence], BOOK) == 0


def test_the_table_adds_the_kinds_up() -> None:
    last = table({"cannot both be": Score(3, 2, 3, 1), "running total falls": Score(1, 1, 1, 0)})
    assert last.splitlines()[-1].split() == ["all", "4", "3", "4", "1"]

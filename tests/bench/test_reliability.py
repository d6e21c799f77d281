"""Reliability: claims by confidence, and how far what is given lies from what is right."""

import pytest

from bench.reliability import Bin, bins, error


def test_claims_of_like_confidence_stand_together() -> None:
    found = bins([(0.1, False), (0.15, True), (0.9, True), (1.0, True)])
    assert found == [Bin(2, 0.125, 0.5), Bin(2, 0.95, 1.0)]


def test_the_error_weighs_each_bin_by_its_claims() -> None:
    assert error([Bin(3, 0.5, 0.6), Bin(1, 0.9, 0.5)]) == pytest.approx(0.175)

"""The gate: a figure below its floor, data that is not the data, floors that rise and fall."""

import pytest

from bench.gate import Reached, faults, lowered, raised

FLOORS = {"t/a": {"data": "d1", "figures": {"f1": 60.0, "swapped": 3.0}}}


def found(f1: float, swapped: float, digest: str = "d1") -> Reached:
    return Reached("t/a", digest, {"f1": f1, "swapped": swapped}, frozenset({"swapped"}))


def test_what_is_as_good_as_its_floor_passes() -> None:
    assert list(faults(found(60.0, 3.0), FLOORS)) == []
    assert list(faults(found(72.5, 0.0), FLOORS)) == []


def test_what_is_worse_is_named() -> None:
    assert list(faults(found(59.0, 4.0), FLOORS)) == [
        "t/a: f1 is 59.0, its floor 60.0",
        "t/a: swapped is 4.0, its floor 3.0",
    ]


def test_other_data_and_unpinned_data_do_not_pass() -> None:
    assert list(faults(found(99.0, 0.0, "d2"), FLOORS)) == [
        "t/a: the data is not what the floors were pinned on"
    ]
    assert list(faults(found(99.0, 0.0), {})) == [
        "t/a: nothing is pinned; python -m bench.gate --pin"
    ]


def test_a_figure_that_is_no_longer_measured_does_not_pass() -> None:
    gone = Reached("t/a", "d1", {"f1": 60.0})
    assert list(faults(gone, FLOORS)) == ["t/a: swapped is no longer measured"]


def test_floors_rise_and_never_fall_by_themselves() -> None:
    assert raised(found(70.0, 5.0), FLOORS)["t/a"]["figures"] == {"f1": 70.0, "swapped": 3.0}
    assert raised(found(50.0, 5.0, "d2"), FLOORS)["t/a"]["figures"]["f1"] == 50.0


def test_a_floor_falls_for_a_reason_that_is_kept() -> None:
    entry = lowered(found(50.0, 5.0), FLOORS, "the scorer was wrong before")["t/a"]
    assert entry["figures"] == {"f1": 50.0, "swapped": 5.0}
    assert entry["lowered"] == ["the scorer was wrong before"]
    with pytest.raises(ValueError, match="for a reason"):
        lowered(found(50.0, 5.0), FLOORS, "")

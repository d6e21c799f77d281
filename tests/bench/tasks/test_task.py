"""Tasks: the figure found in a scorer's JSON, the form of a gold file, the table."""

import pytest

from bench.tasks import TASKS
from bench.tasks.table import table
from bench.tasks.task import Half, Measure, Scored, Task


def test_a_measure_finds_its_figure_in_the_scorers_json() -> None:
    assert Measure("subtask3.weighted_f1").of({"subtask3": {"weighted_f1": 41.5}}) == 41.5
    assert Measure("since").of({"since": None}) is None


def test_a_row_tells_of_which_half_it_is() -> None:
    halves = (Half("a", list, (), "history"), Half("b", list, (), "note"))  # type: ignore[arg-type]
    task = Task("control", halves)
    assert task.half({"id": 1, "note": ""}).file == "b"
    with pytest.raises(ValueError, match="control: a row has none of the fields history, note"):
        task.half({"id": 1})


def test_the_table_shows_ours_beside_the_floor() -> None:
    half = Half("a", list, (Measure("f1", 20, "people 73.3", 65),), "x")  # type: ignore[arg-type]
    head, line = table([("polnear", Scored(half, '{"f1": 56.54}', 84, 42.0))]).splitlines()
    assert head.split()[:3] == ["task", "figure", "floor"]
    assert line.split() == ["polnear", "f1", "20", "people", "73.3", "56.5", "65", "42.0", "2.0"]


def test_each_task_is_named_as_its_folder() -> None:
    assert all(half.file.startswith(f"{name}/") for name, task in TASKS.items()
               for half in task.halves)  # fmt: skip

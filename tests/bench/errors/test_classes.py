"""Classes of errors: the first that holds, the table, its row, and that no task is without."""

from collections import Counter

from bench.errors import ERRORS
from bench.errors.classes import Found, always, first, row, table
from bench.tasks import TASKS

SIZES = {"large": lambda n: n > 9, "even": lambda n: n % 2 == 0, "other": always}


def test_the_first_class_that_holds_names_the_error() -> None:
    assert [first(SIZES, number) for number in (12, 4, 3)] == ["large", "even", "other"]


def test_the_table_has_the_most_frequent_classes_with_their_shares() -> None:
    found = Found("towns/dev", Counter({"no town": 3, "another town": 6, "wrong country": 3}))
    assert table(found).splitlines() == [
        "towns/dev: 12 errors",
        "      6   50.0 %  another town",
        "      3   25.0 %  no town",
        "      3   25.0 %  wrong country",
    ]
    assert row(found) == "| towns/dev | 12 | another town 6; no town 3; wrong country 3 |"


def test_no_more_than_ten_classes_are_shown_of_all_that_are_counted() -> None:
    found = Found("x", Counter({f"class {number}": 1 for number in range(12)}))
    assert len(found.frequent) == 10
    assert found.total == 12


def test_every_form_of_every_task_has_its_classes() -> None:
    forms = {name: {half.form for half in task.halves} for name, task in TASKS.items()}
    assert forms == {name: set(classes) for name, classes in ERRORS.items()}

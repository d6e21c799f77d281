"""What a task of an open benchmark is: its files, its scorer, what is measured, how we answer."""

import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bench.data import SHARED
from foglift.codebook import Book

Row = dict[str, Any]
Predict = Callable[[Sequence[Row], Book], list[Row]]
BENCHMARKS = SHARED / "benchmarks"


@dataclass(frozen=True)
class Measure:
    """One figure of a scorer's JSON and what it stands beside.

    `path` leads to it: "subtask3.weighted_f1". `floor` is what a trivial method reaches (`None`
    where nobody measured one), `best` the best known figure in words, "" where there is none.
    `target` is what we aim at. `less` marks figures that should be small: swapped scopes.
    """

    path: str
    floor: float | None = None
    best: str = ""
    target: float | None = None
    less: bool = False

    def of(self, scores: Row) -> float | None:
        """The figure in the scorer's JSON; None where nothing there could be measured."""
        found: Any = scores
        for key in self.path.split("."):
            found = found[key]
        return None if found is None else float(found)


@dataclass(frozen=True)
class Half:
    """A gold file of a task, e.g. "ucdp/dev_headlines.jsonl", and how rows of its form are
    answered. `form` is a field that only rows of this form have: "event".

    `predict` sees the rows, answers included, and must use only what a reader may see.
    """

    file: str
    predict: Predict
    measures: tuple[Measure, ...]
    form: str
    scorer: str = "score.py"

    @property
    def gold(self) -> Path:
        return BENCHMARKS / self.file


@dataclass(frozen=True)
class Task:
    """An open benchmark: the folder's name and its gold files, the smallest first.

    `quick` tasks are scored in CI; the others by `make bench-full`.
    """

    name: str
    halves: tuple[Half, ...]
    quick: bool = False

    def half(self, row: Row) -> Half:
        """The half of whose form a row is. Raises ValueError where it is of none."""
        for half in self.halves:
            if half.form in row:
                return half
        forms = ", ".join(half.form for half in self.halves)
        raise ValueError(f"{self.name}: a row has none of the fields {forms}")


@dataclass(frozen=True)
class Scored:
    """What a scorer said of our answers: its own text, and the seconds we took to answer."""

    half: Half
    printed: str
    rows: int
    seconds: float

    @property
    def scores(self) -> Row:
        found: Row = json.loads(self.printed)
        return found


def rows_of(gold: Path) -> list[Row]:
    """The rows of a gold file."""
    lines = gold.read_text(encoding="utf-8").split("\n")  # a text may hold U+2028
    return [json.loads(line) for line in lines if line.strip()]


def scored(task: Task, book: Book, gold: Path) -> Scored:
    """Reads a gold file's rows, answers them and asks the task's own scorer.

    Raises ValueError for rows of another form, CalledProcessError where the scorer fails.
    """
    rows = rows_of(gold)
    half = task.half(rows[0])
    start = time.perf_counter()
    answers = half.predict(rows, book)
    seconds = time.perf_counter() - start
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl", encoding="utf-8") as file:
        file.writelines(f"{json.dumps(answer, ensure_ascii=False)}\n" for answer in answers)
        file.flush()
        scorer = BENCHMARKS / task.name / half.scorer
        command = [sys.executable, str(scorer), str(gold), file.name]
        printed = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout
    return Scored(half, printed, len(rows), seconds)

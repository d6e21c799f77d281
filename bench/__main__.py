"""`python -m bench` prints every figure of cost; `python -m bench reading` (stages, memory,
starting, fuse, store) a part of them; `python -m bench determinism`, `spans` and `tallies` print
what may not be other than 0 and fail where it is. `python -m bench tasks` prints the table of the
open benchmarks; `python -m bench case2021` (or another task) one of them, on any gold file of its
form with `--gold`; `python -m bench gold` our own gold, `agreement` how far its two coders agree,
`reliability` whether confidence holds on its test half; `scale` what a picture of
10,000 claims and up to a million costs to build and to keep;
`outlook` how many of the places that fell had been listed as threatened the day before;
`contradictions` whether the picture shows both numbers where headlines contradict each other;
`python -m bench errors` what goes wrong, in the ten most frequent classes of each task and of our
gold, `errors polnear` of one, `--markdown` as the table of docs/evaluation.md.
`python -m bench desk` prints how soon the map of a large war stands in Chromium, `desk --load` how
many requests a second the desk answers on 100,000 reports (`--reports`) while it is added to,
`desk --memory` how much memory it has in use on 10,000 and 20,000 reports.
`python -m bench war` prints how well the picture recovers the truth of simulated wars, beside
simpler ways to decide (`--seeds`; `--read` from the texts)."""

import argparse
import json
import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from bench import (
    agreement,
    contradictions,
    determinism,
    errors,
    fuse,
    outlook,
    own,
    process,
    reading,
    reliability,
    scale,
    stages,
    store,
    tallies,
)
from bench.desk import pages as desk_pages
from bench.desk import serving
from bench.desk.stores import REPORTS
from bench.errors import classes
from bench.figures import Figure, table
from bench.outlook import Timeline, sample, simulated, ukraine
from bench.tasks import TASKS
from bench.tasks import table as tasks_table
from bench.tasks.task import Task, scored
from bench.war import table as war_table
from foglift import codebook

FIGURES: dict[str, Callable[[int], Iterator[Figure]]] = {
    "reading": reading.figures,
    "stages": stages.figures,
    "memory": process.memory,
    "starting": process.starting,
    "fuse": fuse.figures,
    "store": store.figures,
}
ZEROS: dict[str, Callable[[], int]] = {
    "determinism": determinism.differences,
    "spans": lambda: determinism.astray(determinism.corpora()),
    "tallies": tallies.misses,
}
TABLES: dict[str, Callable[[], str]] = {
    "agreement": agreement.table,
    "reliability": lambda: reliability.table(codebook.load()),
    "outlook": lambda: _outlook(),
}
LINES: dict[str, Callable[[argparse.Namespace], Iterable[str]]] = {
    "scale": lambda asked: [scale.table([asked.claims] if asked.claims else scale.SIZES)],
    "desk": lambda asked: _desk(asked),
}
PARTS = (
    *FIGURES,
    *ZEROS,
    *TABLES,
    *LINES,
    "contradictions",
    "gold",
    "tasks",
    "errors",
    "war",
    *TASKS,
)


def main() -> int:
    asked = parser().parse_args()
    if asked.part in TABLES:
        sys.stdout.write(f"{TABLES[asked.part]()}\n")
        return 0
    if asked.part in LINES:
        return _print(LINES[asked.part](asked))
    if asked.part in ZEROS:
        return int(ZEROS[asked.part]() > 0)
    if asked.part in TASKS:
        return _tasks([TASKS[asked.part]], asked.gold, asked.json)
    if asked.part == "tasks":
        return _tasks(TASKS.values(), None, False)
    if asked.part == "errors":
        return _errors([asked.of] if asked.of else [errors.OWN, *TASKS], asked.gold, asked.markdown)
    if asked.part == "contradictions":
        sys.stdout.write(f"{contradictions.measure(codebook.load(), asked.gold)}\n")
        return 0
    if asked.part == "gold":
        return _gold(asked.json)
    if asked.part == "war":
        seeds = asked.seeds or (war_table.READ_SEEDS if asked.read else war_table.SEEDS)
        sys.stdout.write(f"{war_table.table(seeds, asked.read)}\n")
        return 0
    parts = [asked.part] if asked.part else FIGURES
    figures = [figure for part in parts for figure in FIGURES[part](asked.runs)]
    sys.stdout.write(f"{table(figures)}\n")
    return 0


def _desk(asked: argparse.Namespace) -> Iterable[str]:
    if asked.memory:
        return serving.memory()
    return serving.table(asked.reports) if asked.load else desk_pages.table()


def parser() -> argparse.ArgumentParser:
    made = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    made.add_argument("part", nargs="?", choices=PARTS)
    made.add_argument("of", nargs="?", choices=(errors.OWN, *TASKS), help="whose errors")
    made.add_argument("--runs", type=int, default=5, help="how often each cost is measured")
    made.add_argument("--claims", type=int, help="the one size at which `scale` is measured")
    made.add_argument("--load", action="store_true", help="many requests, while reports come")
    made.add_argument("--memory", action="store_true", help="what the desk has in use")
    made.add_argument("--reports", type=int, default=REPORTS, help="of the archive under load")
    made.add_argument("--gold", type=Path, help="a gold file of the task's form")
    made.add_argument("--json", action="store_true", help="print the scorer's JSON, no table")
    made.add_argument("--seeds", type=int, default=0, help="how many simulated wars a regime")
    made.add_argument("--read", action="store_true", help="the claims that the reader finds")
    made.add_argument("--markdown", action="store_true", help="print errors as rows of one table")
    return made


def _errors(names: Iterable[str], gold: Path | None, markdown: bool) -> int:
    """Prints the most frequent classes of errors on each task's files, or on the gold file."""
    book = codebook.load()
    if markdown:
        sys.stdout.write(f"{classes.HEAD}\n")
    for name in names:
        for found in errors.of(name, book, gold):
            shown = classes.row(found) if markdown else f"{classes.table(found)}\n"
            sys.stdout.write(f"{shown}\n")
            sys.stdout.flush()
    return 0


def _print(lines: Iterable[str]) -> int:
    """Prints each line when it is known."""
    for line in lines:
        sys.stdout.write(f"{line}\n")
        sys.stdout.flush()
    return 0


def _outlook() -> str:
    """What had been listed as threatened before it fell, on every timeline."""
    book = codebook.load()
    wars: dict[str, list[Timeline]] = {}
    for one in (*ukraine.timelines(book), *sample.timelines(book), *simulated.timelines(book)):
        wars.setdefault(one.name, []).append(one)
    return outlook.table({name: outlook.score(war, book) for name, war in wars.items()})


def _gold(as_json: bool) -> int:
    """Scores the reader on both halves of our own gold."""
    book = codebook.load()
    found = {half: own.half(half, book) for half in own.HALVES}
    sys.stdout.write(f"{json.dumps(found, indent=1) if as_json else own.table(found)}\n")
    return 0


def _tasks(tasks: Iterable[Task], gold: Path | None, as_json: bool) -> int:
    """Scores each task on the gold file, or on each of its own."""
    book = codebook.load()
    found = [
        (task.name, scored(task, book, file))
        for task in tasks
        for file in ([gold] if gold else [half.gold for half in task.halves])
    ]
    if as_json:
        sys.stdout.writelines(each.printed for _, each in found)
    else:
        sys.stdout.write(f"{tasks_table.table(found)}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())

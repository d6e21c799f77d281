"""Nothing gets worse unnoticed: `python -m bench.gate` scores our gold and the quick benchmarks and
fails where a figure is below what is pinned in floors.json.

    python -m bench.gate              our gold and the quick tasks
    python -m bench.gate --full       all tasks
    python -m bench.gate --pin        and raises what is pinned to what was reached
    python -m bench.gate --lower polnear "why it may fall"

A floor belongs to one file of data, known by its digest: other data has no floor until it is
pinned. A floor rises by `--pin` and falls only by `--lower`, which keeps the reason beside it.
"""

import argparse
import json
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

from bench import own
from bench.score import Scores
from bench.tasks import TASKS
from bench.tasks.task import Task, scored
from foglift import codebook
from foglift.codebook import Book

FLOORS = Path(__file__).parent / "floors.json"
# Figures that should be small; all others should be large.
LESS = frozenset(("false facts", "claims from reports of no war"))
# What the rounding of another processor may cost.
SLACK = 0.2

Floors = dict[str, dict[str, Any]]


@dataclass(frozen=True)
class Reached:
    """What was reached on one file of data: "gold/open", its digest, its figures, those that
    should be small, and the figures of a trivial method."""

    name: str
    digest: str
    figures: Scores
    less: frozenset[str] = LESS
    trivial: Scores | None = None


# ------------------------------------------------------------------------------ measuring


def reached(full: bool, book: Book, only: str = "") -> Iterator[Reached]:
    """Our gold first, then each task of which the data is there; those whose name begins with
    `only`."""
    for half in own.HALVES:
        if not f"gold/{half}".startswith(only):
            continue
        files = sorted((own.GOLD / half).glob("*.txt"))
        yield Reached(f"gold/{half}", _digest(files), own.half(half, book))
    for task in TASKS.values():
        if (task.quick or full) and task.name.startswith(only.partition("/")[0]):
            yield from _of_task(task, book)


def _of_task(task: Task, book: Book) -> Iterator[Reached]:
    for half in task.halves:
        if not half.gold.exists():
            sys.stdout.write(f"{half.file}: not here, skipped\n")
            continue
        found = scored(task, book, half.gold).scores
        yield Reached(
            half.file,
            _digest([half.gold]),
            {each.path: each.of(found) or 0.0 for each in half.measures},
            frozenset(each.path for each in half.measures if each.less),
            {each.path: each.floor for each in half.measures if each.floor is not None},
        )


def _digest(files: Iterable[Path]) -> str:
    sha = sha256()
    for file in files:
        sha.update(file.read_bytes())
    return sha.hexdigest()[:16]


# ------------------------------------------------------------------------------- comparing


def faults(found: Reached, floors: Floors) -> Iterator[str]:
    """One line for each figure that is worse than its floor."""
    pinned = floors.get(found.name)
    if pinned is None:
        yield f"{found.name}: nothing is pinned; python -m bench.gate --pin"
        return
    if pinned["data"] != found.digest:
        yield f"{found.name}: the data is not what the floors were pinned on"
        return
    for name, floor in pinned["figures"].items():
        value = found.figures.get(name)
        if value is None:
            yield f"{found.name}: {name} is no longer measured"
        elif (value - floor if name in found.less else floor - value) > SLACK:
            yield f"{found.name}: {name} is {value}, its floor {floor}"


def raised(found: Reached, floors: Floors) -> Floors:
    """The floors with those of `found` where they are better; other data starts anew."""
    pinned = floors.get(found.name)
    before: Scores = pinned["figures"] if pinned and pinned["data"] == found.digest else {}
    best = {
        name: (min if name in found.less else max)(value, before.get(name, value))
        for name, value in found.figures.items()
    }
    reasons = pinned.get("lowered", []) if pinned else []
    entry = {"data": found.digest, "figures": best}
    return {**floors, found.name: {**entry, "lowered": reasons} if reasons else entry}


def lowered(found: Reached, floors: Floors, reason: str) -> Floors:
    """The floors with those of `found` set to what is reached now, and why. Raises ValueError
    where no reason is given."""
    if len(reason.split()) < 3:
        raise ValueError("a floor falls only for a reason, in words")
    reasons = [*floors.get(found.name, {}).get("lowered", []), reason]
    entry = {"data": found.digest, "figures": found.figures, "lowered": reasons}
    return {**floors, found.name: entry}


# ------------------------------------------------------------------------------------ main


def main() -> int:
    asked = _asked()
    book, floors, wrong = codebook.load(), _floors(), 0
    only = asked.lower[0] if asked.lower else ""
    for found in reached(asked.full or bool(only), book, only):
        sys.stdout.write(f"{_shown(found, floors)}\n")
        if only and found.name.startswith(only):
            floors = lowered(found, floors, asked.lower[1])
        elif asked.pin:
            floors = raised(found, floors)
        lines = list(faults(found, floors))
        sys.stdout.writelines(f"  WORSE {line}\n" for line in lines)
        wrong += len(lines)
    if asked.pin or asked.lower:
        FLOORS.write_text(f"{json.dumps(floors, indent=1, sort_keys=True)}\n", encoding="utf-8")
    sys.stdout.write(f"{wrong} figures below their floor\n")
    return int(wrong > 0)


def _asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m bench.gate", description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )  # fmt: skip
    parser.add_argument("--full", action="store_true", help="all tasks, not only the quick ones")
    parser.add_argument("--pin", action="store_true", help="raise the floors to what is reached")
    parser.add_argument("--lower", nargs=2, metavar=("TASK", "REASON"), help="let a floor fall")
    return parser.parse_args()


def _floors() -> Floors:
    floors: Floors = json.loads(FLOORS.read_text(encoding="utf-8")) if FLOORS.exists() else {}
    return floors


def _shown(found: Reached, floors: Floors) -> str:
    """A line for each figure: ours, its floor, what a trivial method reaches."""
    pinned = floors.get(found.name, {}).get("figures", {})
    lines = [f"{found.name} ({found.digest})"]
    for name, value in found.figures.items():
        beside = [f"floor {pinned[name]}"] if name in pinned else []
        if found.trivial and name in found.trivial:
            beside.append(f"trivial {found.trivial[name]}")
        lines.append(f"  {name:32} {value:7.2f}  {', '.join(beside)}".rstrip())
    return "\n".join(lines)


if __name__ == "__main__":
    sys.exit(main())

"""What goes wrong, task by task, in classes with a name: `python -m bench errors`.

An adapter (bench/tasks) answers and never sees the gold; the module of its name here lays gold,
answer and the reader's own analysis beside each other and yields the name of a class for each
error.
"""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from bench.errors import (
    case2021,
    conflibert,
    control_ua,
    ecbplus,
    hrdsattack,
    indiapolice,
    labels,
    muc34,
    own,
    places,
    polnear,
    spans,
    tally_gaza,
    timex,
    toponyms,
    ucdp,
)
from bench.errors.classes import Errors, Found
from bench.tasks import TASKS
from bench.tasks.task import Task, rows_of
from foglift.codebook import Book

OWN = "gold"
# Task -> the field that rows of a half's form have -> its classes.
ERRORS: dict[str, dict[str, Errors]] = {
    "case2021": {"subtask": case2021.errors},
    "conflibert": {
        "tokens": conflibert.parties,
        "label": conflibert.classes,
        "labels": conflibert.attacks,
    },
    "control_ua": {"as_of": control_ua.holders, "history": control_ua.timelines},
    "ecbplus": {"mentions": ecbplus.errors},
    "eyesonrussia": {"gold": places.lines},
    "fakes": {"location": places.reports},
    "hrdsattack": {"gold": hrdsattack.errors},
    "indiapolice": {"labels": indiapolice.errors},
    "muc34": {"gtt_templates": muc34.errors},
    "polnear": {"attributions": polnear.errors, "labels": labels.tokens},
    "rams": {"events": spans.events},
    "re3d": {"relations": spans.entities},
    "riqua": {"labels": labels.tokens},
    "tally_gaza": {"text": tally_gaza.errors},
    "timex": {"timexes": timex.errors},
    "toponyms": {"toponyms": toponyms.errors},
    "ucdp": {"event": ucdp.clusters, "articles": ucdp.incidents},
    "wikievents": {"events": spans.events},
}


def of(name: str, book: Book, gold: Path | None = None) -> Iterator[Found]:
    """The errors on each file of a task that is there, on the `gold` file of its form instead, or
    on the open half of our own gold."""
    if name == OWN:
        yield from own.half(book)
        return
    files = [gold] if gold else [half.gold for half in TASKS[name].halves]
    yield from (_of(TASKS[name], file, book) for file in files if file.exists())


def _of(task: Task, gold: Path, book: Book) -> Found:
    rows = rows_of(gold)
    half = task.half(rows[0])
    found = ERRORS[task.name][half.form](rows, half.predict(rows, book), book)
    return Found(f"{task.name}/{gold.stem}", Counter(found))

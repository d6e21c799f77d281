"""The open benchmarks: one module a task, which turns claims into the form its scorer asks for."""

from bench.tasks import (
    case2021,
    eyesonrussia,
    fakes,
    indiapolice,
    polnear,
    riqua,
    tally_gaza,
    timex,
    toponyms,
    ucdp,
)
from bench.tasks.task import Task

TASKS: dict[str, Task] = {
    task.name: task
    for task in (
        case2021.TASK,
        eyesonrussia.TASK,
        fakes.TASK,
        indiapolice.TASK,
        polnear.TASK,
        riqua.TASK,
        tally_gaza.TASK,
        timex.TASK,
        toponyms.TASK,
        ucdp.TASK,
    )
}

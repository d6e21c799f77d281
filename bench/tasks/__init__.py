"""The open benchmarks: one module a task, which turns claims into the form its scorer asks for."""

from bench.tasks import (
    case2021,
    conflibert,
    control_ua,
    ecbplus,
    eyesonrussia,
    fakes,
    hrdsattack,
    indiapolice,
    muc34,
    polnear,
    rams,
    re3d,
    riqua,
    tally_gaza,
    timex,
    toponyms,
    ucdp,
    wikievents,
)
from bench.tasks.task import Task

TASKS: dict[str, Task] = {
    task.name: task
    for task in (
        case2021.TASK,
        conflibert.TASK,
        control_ua.TASK,
        ecbplus.TASK,
        eyesonrussia.TASK,
        fakes.TASK,
        hrdsattack.TASK,
        indiapolice.TASK,
        muc34.TASK,
        polnear.TASK,
        rams.TASK,
        re3d.TASK,
        riqua.TASK,
        tally_gaza.TASK,
        timex.TASK,
        toponyms.TASK,
        ucdp.TASK,
        wikievents.TASK,
    )
}

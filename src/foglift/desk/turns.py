"""Whose turn it is among the threads of a desk: first that of the one that answers.

Python runs one thread at a time. One that computes for long, such as the one that makes the next
look, takes the turn of the one that answers each time that sends or receives something, and gives
it back some time later: of 950 answers a second 240 are left. On one core, which is all that they
can use at a time, a thread of the system's class for batches does not wake before the one that
answers has nothing to do: 850 are left (`python -m bench.desk.turns`). Its priority is only a
little lower: whoever holds the interpreter must not wait for long behind other programs.
"""

import os
import sys
import threading

_COMPUTE = frozenset({"desk", "index", "wire"})  # names of threads
_LOWER = 5  # as with the command nice: a quarter of the core is theirs when all want it


def first() -> None:
    """The calling thread answers: it goes before those that compute. Elsewhere than on Linux, all
    stays as it is."""
    if sys.platform != "linux":
        return
    cores = sorted(os.sched_getaffinity(0))
    core = cores[os.getpid() % len(cores)]  # several desks not all on one
    for thread in threading.enumerate():
        if thread.name in _COMPUTE and thread.native_id is not None:
            os.sched_setaffinity(thread.native_id, {core})
            _batch(thread.native_id)
    os.sched_setaffinity(0, {core})


def later() -> None:
    """The calling thread computes, for the one that started it."""
    _batch(threading.get_native_id())


def _batch(thread: int) -> None:
    if sys.platform == "linux":
        os.sched_setscheduler(thread, os.SCHED_BATCH, os.sched_param(0))
        os.setpriority(os.PRIO_PROCESS, thread, _LOWER)

"""Whose turn it is among the threads of a desk: first that of the one that answers.

Python runs one thread at a time. One that computes for long, such as the one that makes the next
look, takes the turn of the one that answers each time that sends or receives something, and gives
it back some time later: of 950 answers a second 240 are left. On one core, which is all that they
can use at a time, the system does not wake threads of lower priority as long as the one that
answers has anything to do: 720 are left (`python -m bench.desk.turns`).
"""

import os
import sys
import threading

_COMPUTE = frozenset({"desk", "index", "wire"})  # names of threads
_LOWER = 10  # as with the command nice; a tenth of the core is theirs even when all ask for it


def first() -> None:
    """The calling thread answers: it goes before those that compute. Elsewhere than on Linux,
    where threads have no priority of their own, all stays as it is."""
    if sys.platform != "linux":
        return
    cores = sorted(os.sched_getaffinity(0))
    core = cores[os.getpid() % len(cores)]  # several desks not all on one
    for thread in threading.enumerate():
        if thread.name in _COMPUTE and thread.native_id is not None:
            os.sched_setaffinity(thread.native_id, {core})
            os.setpriority(os.PRIO_PROCESS, thread.native_id, _LOWER)
    os.sched_setaffinity(0, {core})


def later() -> None:
    """The calling thread computes, for the one that started it."""
    if sys.platform == "linux":
        os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), _LOWER)

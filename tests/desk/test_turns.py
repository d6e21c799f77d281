"""The thread that answers goes before those that compute."""

import os
import subprocess
import sys

import pytest

TOLD = """
import os, threading
from foglift.desk import turns

stop = threading.Event()
threads = [threading.Thread(target=stop.wait, name=name) for name in ("desk", "intake")]
for one in threads:
    one.start()
turns.first()
for one in (threading.main_thread(), *threads):
    cores = os.sched_getaffinity(one.native_id)
    print(one.name, len(cores), os.getpriority(os.PRIO_PROCESS, one.native_id))
print(os.sched_getaffinity(0) == os.sched_getaffinity(threads[0].native_id))
stop.set()
"""


@pytest.mark.skipif(sys.platform != "linux", reason="threads have priorities only on Linux")
def test_threads_that_compute_share_its_core_and_yield() -> None:
    all_cores, usual = len(os.sched_getaffinity(0)), os.getpriority(os.PRIO_PROCESS, 0)
    said = subprocess.run([sys.executable, "-c", TOLD], capture_output=True, text=True, check=True)
    assert said.stdout.splitlines() == [
        f"MainThread 1 {usual}",
        f"desk 1 {max(usual, 10)}",
        f"intake {all_cores} {usual}",
        "True",
    ]

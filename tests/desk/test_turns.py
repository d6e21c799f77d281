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
    print(one.name, len(cores), os.sched_getscheduler(one.native_id) == os.SCHED_BATCH)
print(os.sched_getaffinity(0) == os.sched_getaffinity(threads[0].native_id))
stop.set()
"""


@pytest.mark.skipif(sys.platform != "linux", reason="threads have classes only on Linux")
def test_threads_that_compute_share_its_core_and_yield() -> None:
    all_cores = len(os.sched_getaffinity(0))
    said = subprocess.run([sys.executable, "-c", TOLD], capture_output=True, text=True, check=True)
    assert said.stdout.splitlines() == [
        "MainThread 1 False",
        "desk 1 True",
        f"intake {all_cores} False",
        "True",
    ]

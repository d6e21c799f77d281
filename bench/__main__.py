"""`python -m bench` prints every figure; `python -m bench reading` (memory, starting, fuse, store)
a part of them; `python -m bench determinism` and `spans` print what may not be other than 0 and
fail where it is."""

import argparse
import sys
from collections.abc import Callable, Iterator

from bench import determinism, fuse, process, reading, store
from bench.figures import Figure, table

FIGURES: dict[str, Callable[[int], Iterator[Figure]]] = {
    "reading": reading.figures,
    "memory": process.memory,
    "starting": process.starting,
    "fuse": fuse.figures,
    "store": store.figures,
}
ZEROS: dict[str, Callable[[], int]] = {
    "determinism": determinism.differences,
    "spans": lambda: determinism.astray(determinism.corpora()),
}


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("part", nargs="?", choices=[*FIGURES, *ZEROS])
    parser.add_argument("--runs", type=int, default=5, help="how often each thing is measured")
    asked = parser.parse_args()
    if asked.part in ZEROS:
        return int(ZEROS[asked.part]() > 0)
    parts = [asked.part] if asked.part else FIGURES
    figures = [figure for part in parts for figure in FIGURES[part](asked.runs)]
    sys.stdout.write(f"{table(figures)}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())

"""Fits the weights of confidence to the open half of our gold and to every third passage of the
training text, which the rules know less well, and writes them as a table.

python tools/model/confidence.py > src/foglift/codebook/data/confidence.csv
"""

import csv
import sys
from collections import Counter

import numpy as np
from numpy.typing import NDArray

from bench import own
from bench.coded import load
from foglift import codebook
from foglift.codebook.confidence import features

RARE = 5  # claims of which a feature says too little to be weighed
RIDGE = 2.0  # draws the weights towards 0, so that few claims do not decide
ROUNDS = 30


def main() -> None:
    book = codebook.load()
    coded = [*load([own.GOLD / "open"]), *load([own.GOLD.parent / "train"])[::3]]
    found = [each for report in own.judged(coded, book) for each in report]
    read = [(features(each.claim), each.sound) for each in found if each.claim]
    counts = Counter(name for names, _ in read for name in names)
    names = ["", *sorted(name for name, count in counts.items() if count >= RARE)]
    rows = np.array([[name == "" or name in said for name in names] for said, _ in read], float)
    weights = fit(rows, np.array([sound for _, sound in read], float))
    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow(["feature", "weight"])
    writer.writerows((name, f"{weight:.3f}") for name, weight in zip(names, weights, strict=True))


def fit(rows: NDArray[np.float64], right: NDArray[np.float64]) -> NDArray[np.float64]:
    """The weights of a logistic regression with a ridge, by Newton's method."""
    weights = np.zeros(rows.shape[1])
    ridge = np.full(rows.shape[1], RIDGE)
    ridge[0] = 0.0
    for _ in range(ROUNDS):
        chance = 1 / (1 + np.exp(-rows @ weights))
        slope = rows.T @ (right - chance) - ridge * weights
        bend = (rows * (chance * (1 - chance))[:, None]).T @ rows + np.diag(ridge + 1e-9)
        weights = weights + np.linalg.solve(bend, slope)
    return weights


if __name__ == "__main__":
    main()

"""Writes src/foglift/codebook/data/common.csv: in how many of a thousand passages a word stands.

    python tools/common_words.py

Counted are the passages written for training and for the open gold (bench/train, bench/gold/open),
a word by its stem; what stands in a single one is left out, as rare as what is never seen.
"""

import csv
import re
from collections import Counter
from collections.abc import Iterator
from math import log2
from pathlib import Path
from textwrap import wrap

from foglift.fuse.matters import words

ROOT = Path(__file__).parent.parent
TARGET = ROOT / "src" / "foglift" / "codebook" / "data" / "common.csv"
_PASSAGE = re.compile(r"^=== .*\n((?:(?!---$|=== ).*\n)*)", re.M)
_WIDTH = 90


def passages() -> Iterator[str]:
    for folder in ("train", "gold/open"):
        for path in sorted((ROOT / "bench" / folder).glob("*.txt")):
            yield from _PASSAGE.findall(path.read_text(encoding="utf-8"))


def rows() -> Iterator[tuple[int, str]]:
    """A number and stems that stand in about so many of a thousand passages, the rarest first."""
    texts = [set(words(text)) for text in passages()]
    stands = Counter(word for text in texts for word in text)
    shares: dict[int, list[str]] = {}
    for word, count in sorted(stands.items()):
        if count > 1:
            shares.setdefault(_rounded(1000 * count / len(texts)), []).append(word)
    for share, stems in sorted(shares.items()):
        for line in wrap(" ".join(stems), _WIDTH):
            yield share, line.replace(" ", ";")


def _rounded(share: float) -> int:
    """To half a power of two: 1, 2, 3, 4, 6, 8, 11, 16, ..."""
    return min(1000, max(1, round(2 ** (round(2 * log2(share)) / 2))))


def main() -> None:
    with TARGET.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(("share", "stems"))
        writer.writerows(rows())


if __name__ == "__main__":
    main()

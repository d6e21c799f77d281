"""Which reports are near-copies of one text: reprints and syndicated agency copy."""

from collections.abc import Iterable

from rensa import RMinHash, RMinHashLSH

from foglift.model import Report
from foglift.text import fold

SHINGLE = 5
ENOUGH = 0.8
# A reprint may be cut: nearly all of the shorter text stands in the longer, half of both is shared.
CONTAINED, CUT, LEAST = 0.85, 0.5, 30
_PERMUTATIONS, _BANDS, _SEED = 126, 42, 20111
# MinHash only proposes pairs. 42 bands of 3 rows propose a pair of similarity .5 with
# probability 1 - (1 - .5 ** 3) ** 42 = .996; the exact figure then decides.


def copies(reports: Iterable[Report]) -> dict[str, str]:
    """Report id -> the smallest id among its near-copies, itself included.

    Near-copies share at least 80 % of their runs of five words, or the shorter is a cut reprint:
    85 % of its runs stand in the other, and they share half of all; a chain of near-copies is one
    family. Equal for any order of the reports.
    """
    texts = {report.id: report.text for report in reports}
    ids = sorted(texts)
    runs = [_runs(texts[id]) for id in ids]
    family = list(range(len(ids)))
    for one, two in _proposed(runs):
        if _is_copy(runs[one], runs[two]):
            _join(family, one, two)
    return {id: ids[_root(family, number)] for number, id in enumerate(ids)}


def _runs(text: str) -> frozenset[str]:
    words = fold(text).split()
    last = max(1, len(words) - SHINGLE + 1)
    return frozenset(" ".join(words[at : at + SHINGLE]) for at in range(last))


def _proposed(runs: list[frozenset[str]]) -> list[tuple[int, int]]:
    index = RMinHashLSH(threshold=CUT, num_perm=_PERMUTATIONS, num_bands=_BANDS)
    pairs = []
    for number, run in enumerate(runs):
        sketch = RMinHash(num_perm=_PERMUTATIONS, seed=_SEED)
        sketch.update(sorted(run))
        pairs += [(other, number) for other in sorted(set(index.query(sketch)))]
        index.insert(number, sketch)
    return pairs


def _is_copy(one: frozenset[str], two: frozenset[str]) -> bool:
    shared = len(one & two)
    alike = shared / (len(one) + len(two) - shared)
    shorter = min(len(one), len(two))
    cut = shorter >= LEAST and shared / shorter >= CONTAINED and alike >= CUT
    return alike >= ENOUGH or cut


def _root(family: list[int], number: int) -> int:
    while family[number] != number:
        family[number] = family[family[number]]
        number = family[number]
    return number


def _join(family: list[int], one: int, two: int) -> None:
    one, two = sorted((_root(family, one), _root(family, two)))
    family[two] = one

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


class Copies:
    """The families of near-copies among the reports known, kept while reports come and go.

    Near-copies share at least 80 % of their runs of five words, or the shorter is a cut reprint:
    85 % of its runs stand in the other, and they share half of all; a chain of near-copies is one
    family. `family` names for each report one of its family.
    """

    def __init__(self) -> None:
        self.family: dict[str, str] = {}
        self._members: dict[str, list[str]] = {}
        self._texts: dict[str, str] = {}
        self._ids: list[str] = []
        self._index = RMinHashLSH(threshold=CUT, num_perm=_PERMUTATIONS, num_bands=_BANDS)

    def add(self, report: Report) -> list[str]:
        """A report is known; those known before that are of another family now."""
        runs = _runs(report.text)
        sketch = _sketch(runs)
        moved = self._join(report.id, runs, sketch)
        self._index.insert(len(self._ids), sketch)
        self._ids.append(report.id)
        self._texts[report.id] = report.text
        return moved

    def drop(self, report: str) -> list[str]:
        """A report is known no more; those that are of another family now."""
        del self._texts[report]
        left = [id for id in self._members.pop(self.family.pop(report)) if id != report]
        before = {id: self.family.pop(id) for id in left}
        for id in left:
            runs = _runs(self._texts[id])
            self._join(id, runs, _sketch(runs))
        return [id for id in left if self.family[id] != before[id]]

    def beside(self, report: str) -> list[str]:
        """The family of a report, itself included."""
        return self._members[self.family[report]] if report in self.family else [report]

    def _join(self, report: str, runs: frozenset[str], sketch: RMinHash) -> list[str]:
        """Finds the families a report is a near-copy in, which so become one."""
        met: dict[str, list[str]] = {}
        for number in sorted(set(self._index.query(sketch))):
            family = self.family.get(self._ids[number])
            if family is not None:
                met.setdefault(family, []).append(self._ids[number])
        families = [
            family
            for family, ids in met.items()
            if any(_is_copy(runs, _runs(self._texts[id])) for id in ids)
        ]
        largest = max(families, key=lambda id: (len(self._members[id]), id), default=report)
        members = self._members.setdefault(largest, [])
        moved = [id for each in families if each != largest for id in self._members.pop(each)]
        members += [*moved, report]
        self.family.update(dict.fromkeys((*moved, report), largest))
        return moved


def copies(reports: Iterable[Report]) -> dict[str, str]:
    """Report id -> the smallest id among its near-copies, itself included."""
    found = Copies()
    for report in {report.id: report for report in reports}.values():
        found.add(report)
    first: dict[str, str] = {}
    for id in sorted(found.family):
        first.setdefault(found.family[id], id)
    return {id: first[family] for id, family in found.family.items()}


def _runs(text: str) -> frozenset[str]:
    words = fold(text).split()
    last = max(1, len(words) - SHINGLE + 1)
    return frozenset(" ".join(words[at : at + SHINGLE]) for at in range(last))


def _sketch(runs: frozenset[str]) -> RMinHash:
    sketch = RMinHash(num_perm=_PERMUTATIONS, seed=_SEED)
    sketch.update(list(runs))
    return sketch


def _is_copy(one: frozenset[str], two: frozenset[str]) -> bool:
    shared = len(one & two)
    alike = shared / (len(one) + len(two) - shared)
    shorter = min(len(one), len(two))
    cut = shorter >= LEAST and shared / shorter >= CONTAINED and alike >= CUT
    return alike >= ENOUGH or cut

"""Which reports are near-copies of one text: reprints and syndicated agency copy."""

from collections import OrderedDict
from collections.abc import Iterable
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
from rensa import RMinHash, RMinHashLSH

from foglift.model import Report, digest
from foglift.text import fold

SHINGLE = 5
ENOUGH = 0.8
# A reprint may be cut: nearly all of the shorter text stands in the longer, half of both is shared.
CONTAINED, CUT, LEAST = 0.85, 0.5, 30
_PERMUTATIONS, _BANDS, _SEED = 126, 42, 20111
# MinHash only proposes pairs. 42 bands of 3 rows propose a pair of similarity .5 with
# probability 1 - (1 - .5 ** 3) ** 42 = .996; the exact figure then decides. Reports of one mould
# ("... reported 12 new cases") are proposed in thousands: one whose sketch falls short of a
# copy's by more than three standard deviations is not looked at.
_DEVIATIONS = 3
_KEPT = 2_000_000  # runs of the texts compared last, of eight bytes each
Runs = npt.NDArray[np.int64]  # each run of words once, by a number, in the order of these
_Sketches = npt.NDArray[np.uint32]


class Print(NamedTuple):
    """By what a text is known again: its runs of words, and the sketch of them."""

    runs: Runs
    sketch: RMinHash


class Copies:
    """The families of near-copies among the reports known, kept while reports come and go.

    Near-copies share at least 80 % of their runs of five words, or the shorter is a cut reprint:
    85 % of its runs stand in the other, and they share half of all; a chain of near-copies is one
    family. `family` names for each report one of its family. Of reports with the same words only
    one is compared with others.
    """

    def __init__(self) -> None:
        self.family: dict[str, str] = {}
        self._members: dict[str, list[str]] = {}
        self._texts: dict[str, str] = {}
        self._alike: dict[str, list[str]] = {}  # by their words, first the one compared
        self._ids: list[str] = []
        self._sketches: _Sketches = np.zeros((64, _PERMUTATIONS), np.uint32)
        self._sizes = np.zeros(64, np.int64)
        self._runs: OrderedDict[str, Runs] = OrderedDict()
        self._held = 0  # how many runs these are
        self._index = RMinHashLSH(threshold=CUT, num_perm=_PERMUTATIONS, num_bands=_BANDS)

    def add(self, report: Report) -> list[str]:
        """A report is known; those known before that are of another family now."""
        self._texts[report.id] = report.text
        alike = self._alike.setdefault(_words(report.text), [])
        alike.append(report.id)
        if len(alike) > 1:
            self._follow(report.id, alike[0])
            return []
        cut = _cut(report.text)
        moved = self._join(report.id, cut)
        self._file(report.id, cut)
        return moved

    def drop(self, report: str) -> list[str]:
        """A report is known no more; those that are of another family now."""
        words = _words(self._texts.pop(report))
        self._held -= len(self._runs.pop(report, ()))
        alike = self._alike[words]
        first = alike[0]
        alike.remove(report)
        if not alike:
            del self._alike[words]
        elif first == report:
            self._file(alike[0], _cut(self._texts[alike[0]]))
        left = [id for id in self._members.pop(self.family.pop(report)) if id != report]
        before = {id: self.family.pop(id) for id in left}
        compared = {id: self._alike[_words(self._texts[id])][0] for id in left}
        for id in dict.fromkeys(compared.values()):
            self._join(id, _cut(self._texts[id]))
        for id in left:
            if id != compared[id]:
                self._follow(id, compared[id])
        return [id for id in left if self.family[id] != before[id]]

    def beside(self, report: str) -> list[str]:
        """The family of a report, itself included."""
        return self._members[self.family[report]] if report in self.family else [report]

    def _follow(self, report: str, other: str) -> None:
        family = self.family[report] = self.family[other]
        self._members[family].append(report)

    def _file(self, report: str, cut: Print) -> None:
        number = len(self._ids)
        if number == len(self._sizes):
            self._sketches = np.concatenate([self._sketches, np.zeros_like(self._sketches)])
            self._sizes = np.concatenate([self._sizes, np.zeros_like(self._sizes)])
        self._sketches[number] = cut.sketch.digest()
        self._sizes[number] = len(cut.runs)
        self._index.insert(number, cut.sketch)
        self._ids.append(report)
        self._keep(report, cut.runs)

    def _join(self, report: str, cut: Print) -> list[str]:
        """Finds the families a report is a near-copy in, which so become one."""
        found = set[str]()
        for number in self._proposed(cut):
            other = self._ids[number]
            family = self.family.get(other)
            if family is None or family in found:
                continue
            if _is_copy(cut.runs, self._runs_of(other)):
                found.add(family)
        largest = max(found, key=lambda id: (len(self._members[id]), id), default=report)
        members = self._members.setdefault(largest, [])
        moved = [id for each in sorted(found) if each != largest for id in self._members.pop(each)]
        members += [*moved, report]
        self.family.update(dict.fromkeys((*moved, report), largest))
        return moved

    def _runs_of(self, report: str) -> Runs:
        """The runs of a report that is known."""
        runs = self._runs.get(report)
        if runs is None:
            runs = _runs(_shingles(self._texts[report]))
        self._keep(report, runs)
        return runs

    def _keep(self, report: str, runs: Runs) -> None:
        """Keeps what was compared last, for reports of one mould are compared again and again."""
        self._held += len(runs) - len(self._runs.pop(report, ()))
        self._runs[report] = runs
        while self._held > _KEPT:
            self._held -= len(self._runs.popitem(last=False)[1])

    def _proposed(self, cut: Print) -> list[int]:
        """The numbers of what may be a near-copy by its sketch, the likest first."""
        numbers = np.unique(np.asarray(self._index.query(cut.sketch), dtype=np.int64))
        own = np.asarray(cut.sketch.digest(), dtype=np.uint32)
        alike = (self._sketches[numbers] == own).mean(axis=1)
        needed = _needed(len(cut.runs), self._sizes[numbers])
        short = np.sqrt(needed * (1 - needed) / _PERMUTATIONS)
        likely = alike >= needed - _DEVIATIONS * short
        numbers, alike = numbers[likely], alike[likely]
        return [int(number) for number in numbers[np.argsort(-alike, kind="stable")]]


def _needed(size: int, sizes: npt.NDArray[np.int64]) -> npt.NDArray[np.float64]:
    """What two texts of so many runs share at least of all their runs if they are near-copies."""
    shorter, longer = np.minimum(size, sizes), np.maximum(size, sizes)
    shared = CONTAINED * shorter
    cut = np.clip(shared / (longer + shorter - shared), CUT, ENOUGH)
    return np.where(shorter < LEAST, ENOUGH, cut)


def copies(reports: Iterable[Report]) -> dict[str, str]:
    """Report id -> the smallest id among its near-copies, itself included."""
    found = Copies()
    for report in {report.id: report for report in reports}.values():
        found.add(report)
    first: dict[str, str] = {}
    for id in sorted(found.family):
        first.setdefault(found.family[id], id)
    return {id: first[family] for id, family in found.family.items()}


def _words(text: str) -> str:
    """What equal texts have in common, whatever their letters' case and their lines."""
    return digest(" ".join(fold(text).split()))


def _cut(text: str) -> Print:
    sketch = RMinHash(num_perm=_PERMUTATIONS, seed=_SEED)
    shingles = _shingles(text)
    sketch.update(sorted(shingles))
    return Print(_runs(shingles), sketch)


def _shingles(text: str) -> set[str]:
    """The runs of words of a text."""
    words = fold(text).split()
    last = max(1, len(words) - SHINGLE + 1)
    return {" ".join(words[at : at + SHINGLE]) for at in range(last)}


def _runs(shingles: set[str]) -> Runs:
    return np.unique(np.fromiter(map(hash, shingles), np.int64, len(shingles)))


def _is_copy(one: Runs, two: Runs) -> bool:
    both = np.sort(np.concatenate((one, two)), kind="stable")  # quick on two that are in order
    shared = int(np.count_nonzero(both[1:] == both[:-1]))
    alike = shared / (len(one) + len(two) - shared)
    shorter = min(len(one), len(two))
    cut = shorter >= LEAST and shared / shorter >= CONTAINED and alike >= CUT
    return alike >= ENOUGH or cut

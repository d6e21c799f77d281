"""What a way to decide got right, in counts."""

from dataclasses import dataclass, field


def share(part: float, whole: float) -> float:
    return part / whole if whole else 0.0


def f1(precision: float, recall: float) -> float:
    return share(2 * precision * recall, precision + recall)


@dataclass
class Marks:
    """What one way to decide got right, in counts."""

    right: int = 0
    wrong: int = 0
    undecided: int = 0
    changes: int = 0
    found: int = 0
    false: int = 0
    errors: list[int] = field(default_factory=list)
    numbers: int = 0
    exact: int = 0
    unsaid: int = 0
    within: int = 0
    off: list[float] = field(default_factory=list)
    blamed: int = 0
    misblamed: int = 0
    unblamed: int = 0

    @property
    def decided(self) -> float:
        return share(self.right + self.wrong, self.right + self.wrong + self.undecided)

    @property
    def accuracy(self) -> float:
        """Right, of what is decided."""
        return share(self.right, self.right + self.wrong)

    @property
    def change_f1(self) -> float:
        return f1(share(self.found, self.found + self.false), share(self.found, self.changes))


@dataclass
class Sameness:
    """How well incidents are told apart: pairs of claims together by the incidents and in truth;
    `twins` are happenings told as two; `invented` incidents at reported and above of nothing that
    happened, of `grave` ones in all."""

    pairs: int = 0
    true_pairs: int = 0
    common: int = 0
    happenings: int = 0
    twins: int = 0
    grave: int = 0
    invented: int = 0
    falls: int = 0
    falls_named: int = 0

    @property
    def f1(self) -> float:
        return f1(share(self.common, self.pairs), share(self.common, self.true_pairs))

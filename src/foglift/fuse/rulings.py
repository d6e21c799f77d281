"""What people decided about claims: the latest judgement on the same claims holds."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import combinations, product

from foglift.model import Judgement

# On one day the more careful decision holds: reject over confirm, different over same.
_CARE = {"confirm": 0, "same": 0, "reject": 1, "different": 1}
Pair = tuple[str, str]


@dataclass(frozen=True)
class Rulings:
    """Judgements in force. `confirmed` says by whom and when: "A. Lund on 2024-12-06". `same` are
    the claims called one happening, each in one of the groups; `different` the pairs of claims that
    are not to be in one, those of the same group alike."""

    rejected: frozenset[str]
    confirmed: Mapping[str, str]
    same: tuple[tuple[str, ...], ...]
    different: frozenset[Pair]

    @property
    def grouped(self) -> frozenset[str]:
        """The claims somebody has said are, or are not, about one happening."""
        pairs = (*self.same, *self.different)
        return frozenset(claim for claims in pairs for claim in claims)


def rulings(judgements: Iterable[Judgement], known_by: date) -> Rulings:
    """The judgements in force on that day; a later one stands where an earlier one goes against
    it."""
    known = sorted(
        (item for item in judgements if item.at <= known_by),
        key=lambda item: (item.at, _CARE[item.what], item.by, item.note, item.claims),
    )
    single: dict[str, Judgement] = {}
    grouped: list[Judgement] = []
    for item in known:
        if item.what in ("reject", "confirm"):
            single.update(dict.fromkeys(item.claims, item))
        else:
            grouped.append(item)
    same, different = _agreed(reversed(grouped))
    return Rulings(
        rejected=frozenset(claim for claim, item in single.items() if item.what == "reject"),
        confirmed={
            claim: f"{item.by} on {item.at.isoformat()}"
            for claim, item in sorted(single.items())
            if item.what == "confirm"
        },
        same=same,
        different=different,
    )


def _agreed(latest: Iterable[Judgement]) -> tuple[tuple[tuple[str, ...], ...], frozenset[Pair]]:
    """The groups of claims that are one, and the pairs that are apart: of an earlier judgement what
    does not go against a later one."""
    groups: dict[str, frozenset[str]] = {}
    apart: set[Pair] = set()
    for item in latest:
        claims = sorted(set(item.claims))
        for claim in claims:
            groups.setdefault(claim, frozenset((claim,)))
        torn = {claim for pair in _crossed(claims, groups) if pair in apart for claim in pair}
        if item.what == "same":
            one = frozenset(each for claim in claims if not torn & groups[claim]
                            for each in groups[claim])  # fmt: skip
            groups.update(dict.fromkeys(one, one))
            apart |= {pair for known in tuple(apart) for pair in _spread(known, groups)}
        else:
            pairs = combinations(claims, 2)
            kept = (pair for pair in pairs if groups[pair[0]] is not groups[pair[1]])
            apart |= {pair for each in kept for pair in _spread(each, groups)}
    same = {tuple(sorted(group)) for group in groups.values() if len(group) > 1}
    return tuple(sorted(same)), frozenset(apart)


def _crossed(claims: Iterable[str], groups: Mapping[str, frozenset[str]]) -> list[Pair]:
    """All pairs of claims of the groups of these."""
    return list(combinations(sorted({each for claim in claims for each in groups[claim]}), 2))


def _spread(pair: Pair, groups: Mapping[str, frozenset[str]]) -> Iterator[Pair]:
    """The pair, and all pairs of one of the first's group and one of the second's."""
    for one, other in product(groups[pair[0]], groups[pair[1]]):
        yield (one, other) if one < other else (other, one)

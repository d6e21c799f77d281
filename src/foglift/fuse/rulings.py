"""What people decided about claims: the latest judgement on the same claims holds."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations, product

import msgspec

from foglift.model import Claim, Count, Judgement, Report, Ruling

# Of one day, where the log does not tell which came later, the more careful decision holds: reject
# over correct over confirm, different over same, taking back over all.
_CARE: dict[Ruling, int] = {
    "confirm": 0,
    "same": 0,
    "correct": 1,
    "add": 1,
    "reject": 2,
    "different": 2,
    "undo": 3,
}
Pair = tuple[str, str]


@dataclass(frozen=True)
class Rulings:
    """Judgements in force. `confirmed` says by whom and when: "A. Lund on 2024-12-06"; who corrects
    or adds a claim answers for it too. `same` are the claims called one happening, each in one of
    the groups; `different` the pairs of claims that are not to be in one, those of the same group
    alike. `instead` has what stands in the place of a corrected claim, `added` what was added to a
    report."""

    rejected: frozenset[str]
    confirmed: Mapping[str, str]
    same: tuple[tuple[str, ...], ...]
    different: frozenset[Pair]
    instead: Mapping[str, Claim]
    added: Mapping[str, tuple[Claim, ...]]

    @property
    def grouped(self) -> frozenset[str]:
        """The claims somebody has said are, or are not, about one happening."""
        pairs = (*self.same, *self.different)
        return frozenset(claim for claims in pairs for claim in claims)

    def touch(self, report: str, read: Iterable[Claim]) -> bool:
        """Whether any claim of a report is rejected, corrected or added."""
        if not self.rejected and not self.instead:
            return report in self.added
        return report in self.added or any(
            claim.id in self.rejected or claim.id in self.instead for claim in read
        )

    def standing(self, report: str, read: Iterable[Claim]) -> list[Claim]:
        """The claims of a report as people judged them, by id: without those rejected, with what
        was added, the corrected in the place of the read ones."""
        added = self.added.get(report, ())
        found: dict[str, Claim] = {}
        for claim in (*read, *added):
            stands = self.instead.get(claim.id, claim)
            if not self.rejected & {claim.id, stands.id}:
                found[stands.id] = self._part(stands)
        return [found[id] for id in sorted(found)]

    def _part(self, claim: Claim) -> Claim:
        """A part of a corrected whole is part of what stands in its place; it keeps its id."""
        content = claim.content
        if not isinstance(content, Count) or content.part_of not in self.instead:
            return claim
        whole = self.instead[content.part_of].id
        if whole == claim.id:
            return claim
        parted = msgspec.structs.replace(content, part_of=whole)
        return msgspec.structs.replace(claim, content=parted)


def in_force(judgements: Iterable[Judgement], known_by: date) -> list[Judgement]:
    """Those known on that day that nobody took back, the later ones last."""
    known = sorted(
        (item for item in judgements if item.at <= known_by),
        key=lambda item: (
            item.at,
            item.act,
            _CARE[item.what],
            item.by,
            item.note,
            item.claims,
            item.id,
        ),
    )
    undone: set[str] = set()
    found: list[Judgement] = []
    for item in reversed(known):
        if item.id in undone:
            continue
        if item.what == "undo":
            undone.add(item.undoes)
        found.append(item)
    return found[::-1]


def rulings(judgements: Iterable[Judgement], known_by: date) -> Rulings:
    """The judgements in force on that day; a later one stands where an earlier one goes against
    it."""
    single: dict[str, Judgement] = {}
    grouped: list[Judgement] = []
    added: dict[str, dict[str, Claim]] = {}
    for item in in_force(judgements, known_by):
        if item.what in ("same", "different"):
            grouped.append(item)
        elif item.what != "undo":
            single.update(dict.fromkeys(item.about, item))
        if item.what == "add" and item.claim:
            added.setdefault(item.claim.report, {})[item.claim.id] = item.claim
    instead = {claim: stands for claim in single if (stands := _instead(claim, single))}
    same, different = _agreed(reversed([_renamed(item, instead) for item in grouped]))
    return Rulings(
        rejected=frozenset(claim for claim, item in single.items() if item.what == "reject"),
        confirmed={
            claim: f"{item.by} on {item.at.isoformat()}"
            for claim, item in sorted(single.items())
            if item.what != "reject" and claim not in instead
        },
        same=same,
        different=different,
        instead=instead,
        added={
            report: tuple(claims[id] for id in sorted(claims)) for report, claims in added.items()
        },
    )


def judged(
    claims: Iterable[tuple[Report, Claim]], judgements: Iterable[Judgement], known_by: date
) -> list[tuple[Report, Claim]]:
    """The claims that were read, as people judged them by a day, report by report in their order;
    those of a report that anybody judged by id."""
    decided = rulings(judgements, known_by)
    return [
        (report, claim)
        for report, read in readings(claims)
        for claim in (decided.standing(report.id, read) if decided.touch(report.id, read) else read)
    ]


def readings(
    claims: Iterable[tuple[Report, Claim]],
) -> Iterable[tuple[Report, Sequence[Claim]]]:
    """What was read in each report, in their order: nothing in one whose claims people gave."""
    found: dict[str, tuple[Report, list[Claim]]] = {}
    for report, claim in claims:
        _, read = found.setdefault(report.id, (report, []))
        if not claim.is_given:
            read.append(claim)
    return found.values()


def _instead(claim: str, single: Mapping[str, Judgement]) -> Claim | None:
    """What stands in the place of a claim, None where it was not corrected. A claim given by one
    judgement is judged by the same or a later one, so this ends."""
    found: Claim | None = None
    item = single[claim]
    while item.what == "correct" and item.claim and item.claim.id != claim:
        found, claim = item.claim, item.claim.id
        item = single[claim]
    return found


def _renamed(item: Judgement, instead: Mapping[str, Claim]) -> Judgement:
    """What was said of a corrected claim is said of that in its place."""
    names = tuple(instead[claim].id if claim in instead else claim for claim in item.claims)
    return item if names == item.claims else msgspec.structs.replace(item, claims=names)


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

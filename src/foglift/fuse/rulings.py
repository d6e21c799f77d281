"""What people decided about claims: the latest judgement on the same claims holds."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from foglift.model import Judgement

# On one day the more careful decision holds: reject over confirm, different over same.
_CARE = {"confirm": 0, "same": 0, "reject": 1, "different": 1}


@dataclass(frozen=True)
class Rulings:
    """Judgements in force. `confirmed` says by whom and when: "A. Lund on 2024-12-06"."""

    rejected: frozenset[str]
    confirmed: Mapping[str, str]
    same: tuple[tuple[str, ...], ...]
    different: frozenset[tuple[str, str]]

    @property
    def grouped(self) -> frozenset[str]:
        """The claims somebody has said are, or are not, about one happening."""
        pairs = (*self.same, *self.different)
        return frozenset(claim for claims in pairs for claim in claims)


def rulings(judgements: Iterable[Judgement], known_by: date) -> Rulings:
    """The judgements in force on that day; a later one on the same claims replaces an earlier."""
    known = sorted(
        (item for item in judgements if item.at <= known_by),
        key=lambda item: (item.at, _CARE[item.what], item.by, item.note, item.claims),
    )
    single: dict[str, Judgement] = {}
    grouped: dict[tuple[str, ...], Judgement] = {}
    for item in known:
        if item.what in ("reject", "confirm"):
            single.update(dict.fromkeys(item.claims, item))
        else:
            grouped[tuple(sorted(set(item.claims)))] = item
    return Rulings(
        rejected=frozenset(claim for claim, item in single.items() if item.what == "reject"),
        confirmed={
            claim: f"{item.by} on {item.at.isoformat()}"
            for claim, item in sorted(single.items())
            if item.what == "confirm"
        },
        same=tuple(sorted(claims for claims, item in grouped.items() if item.what == "same")),
        different=frozenset(
            (one, two)
            for claims, item in grouped.items()
            if item.what == "different"
            for one in claims
            for two in claims
            if one < two
        ),
    )

"""Which claims are about one happening: groups in which each fits every other."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from foglift.fuse.ground import Evidence, Ground
from foglift.fuse.happening import Happening, happening
from foglift.fuse.likeness import Likeness, Tale
from foglift.fuse.matters import Matters
from foglift.fuse.nearness import Key, nearness
from foglift.fuse.rulings import Rulings
from foglift.fuse.tellers import tellers

_WIDTH = {"": 4, "country": 3, "region": 2, "county": 1}


@dataclass(frozen=True, slots=True)
class Group:
    """Claims about one happening; `why` says in words what linked them."""

    members: tuple[Evidence, ...]
    why: tuple[str, ...]


@dataclass(slots=True, eq=False)
class _Cluster:
    members: list[Tale]
    why: list[str] = field(default_factory=list)


def groups(evidence: Iterable[Evidence], rulings: Rulings, ground: Ground) -> tuple[Group, ...]:
    """The claims by happening. A claim joins a group only when it fits every member of it, and
    only when no other group fits as well; so a chain of neighbours is never one happening."""
    items = sorted(evidence, key=lambda one: one.claim.id)
    claims: dict[Happening, list[Evidence]] = {}
    for one in items:
        found = happening(one, ground, one.claim.id in rulings.grouped)
        if found is not None:
            claims.setdefault(found, []).append(one)
    known = {one.report.id: one.report for one in items}
    reports = tellers(items)
    tales = [
        Tale(one, frozenset(reports[each.report.id] for each in claims[one]))
        for one in sorted(claims, key=lambda one: _specific(one, ground))
    ]
    near = nearness(ground.book.gazetteer)
    likeness = Likeness(ground.lore, near, Matters(known.values(), ground.book))
    clusters = _clusters(tales, likeness, rulings)
    return tuple(
        Group(
            members=tuple(one for member in cluster.members for one in claims[member.of]),
            why=(_described(cluster.members[0].of, ground), *cluster.why),
        )
        for cluster in _united(clusters, rulings)
    )


def _clusters(tales: Sequence[Tale], likeness: Likeness, rulings: Rulings) -> list[_Cluster]:
    index: dict[Key, dict[int, _Cluster]] = {}
    clusters: list[_Cluster] = []
    for one in tales:
        near: dict[int, _Cluster] = {}
        for key in likeness.asked(one):
            near |= index.get(key, {})
        fits = [
            (cluster, reasons)
            for cluster in near.values()
            if (reasons := _fits(one, cluster, likeness, rulings))
        ]
        cluster = _best(one, fits)
        if cluster is None:
            cluster = _Cluster([one])
            clusters.append(cluster)
        for key in likeness.filed(one):
            index.setdefault(key, {})[id(cluster)] = cluster
    return clusters


def _best(one: Tale, fits: list[tuple[_Cluster, str]]) -> _Cluster | None:
    """The only group that fits best, joined; None when there is none or it cannot be told."""
    close = [_closeness(one.of, cluster.members[0].of) for cluster, _ in fits]
    if not close or close.count(max(close)) > 1:
        return None
    cluster, reasons = fits[close.index(max(close))]
    cluster.members.append(one)
    if reasons not in cluster.why:
        cluster.why.append(reasons)
    return cluster


def _closeness(one: Happening, other: Happening) -> tuple[bool, ...]:
    return (
        one.place == other.place and one.relation == other.relation,
        one.type == other.type,
        one.precision == other.precision,
        one.facet == other.facet,
        one.actors == other.actors,
        one.recipients == other.recipients,
        (one.first, one.last) == (other.first, other.last),
    )


def _fits(one: Tale, cluster: _Cluster, likeness: Likeness, rulings: Rulings) -> str:
    """Why the happening is the same as the group's first; "" when any member speaks against."""
    reasons = []
    for member in cluster.members:
        pair = (min(one.of.own, member.of.own), max(one.of.own, member.of.own))
        reasons.append("" if pair in rulings.different else likeness.alike(one, member))
        if not reasons[-1]:
            return ""
    return reasons[0]


def _united(clusters: list[_Cluster], rulings: Rulings) -> list[_Cluster]:
    """Groups whose claims a person has called the same become one."""
    for claims in rulings.same:
        joined = [
            cluster
            for cluster in clusters
            if any(member.of.own in claims for member in cluster.members)
        ]
        if len(joined) > 1:
            members = [member for cluster in joined for member in cluster.members]
            why = [reason for cluster in joined for reason in cluster.why]
            united = _Cluster(members, [*why, "judged the same by a person"])
            clusters = [one for one in clusters if one not in joined] + [united]
    return clusters


def _specific(one: Happening, ground: Ground) -> tuple[bool, int, int, int, int, Happening]:
    """Exact days and places first, so that vaguer claims meet them ready made."""
    kind = ground.lore.kind(one.place)
    unnamed = 2 - bool(one.actors) - bool(one.recipients)
    return not one.dated, one.last - one.first, one.precision, _WIDTH.get(kind, 0), unnamed, one


def _described(one: Happening, ground: Ground) -> str:
    place = ground.label(one.place) or "no named place"
    if not one.dated:
        return f"{one.type}, {place}, undated"
    first, last = (date.fromordinal(day).isoformat() for day in (one.first, one.last))
    return f"{one.type}, {place}, {first if first == last else f'{first} to {last}'}"

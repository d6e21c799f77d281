"""Which claims are about one happening, and why."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from foglift.fuse.ground import FINEST, Evidence, Ground, Lore, bounds, place_of, when_of
from foglift.fuse.rulings import Rulings
from foglift.fuse.tellers import NOBODY, Tellers, fell, tellers, together
from foglift.model import Change, Claim, Control, Event, Mention, Where

NEAR_KM = 5.0
DEGREE_KM = 111.2
LONG = 31
# News that names no day is of the last days, and what reports a few days apart say so is not one.
FRESH = 3
FOREVER = (0, 10**7)
ANYONE = "people:people"
UNARMED = frozenset(("people:civilians",))

# Types that reports of one happening use for each other; any other type is only like itself.
FAMILIES = {"CAPTURE": "taking", "TRANSFER": "taking", "BOMBING": "bomb", "SUICIDE_BOMB": "bomb"}
# A town falls on one day, but reports of it differ by a day or two.
SLACK = {"taking": 2}
# Movements and captures belong to the very place that is named, at the very relation.
EXACT = frozenset({"taking", "ADVANCE", "WITHDRAWAL", "BLOCKADE"})
CHANGES: dict[Change, str] = {
    "takes": "CAPTURE",
    "loses": "CAPTURE",
    "enters": "ADVANCE",
    "leaves": "WITHDRAWAL",
    "besieges": "BLOCKADE",
    "contests": "CLASH",
}
_UNSAID = FINEST.index("unknown")
_PARTS = ("neighbourhood", "site")
_WIDTH = {"": 4, "country": 3, "region": 2, "county": 1}


@dataclass(frozen=True, slots=True, order=True)
class Happening:
    """What a claim says happened, in the terms that decide sameness. `first` and `last` are
    ordinals of days, FOREVER where undated; `far` keeps "40 km south of" from being the place
    itself; `own` is the claim's id where equal terms do not make it the same: a person has
    decided about it, or it names neither a place nor who acted."""

    family: str
    first: int
    last: int
    place: str
    type: str
    facet: str
    relation: str
    far: str
    precision: int
    actors: tuple[str, ...]
    recipients: tuple[str, ...]
    own: str

    @property
    def dated(self) -> bool:
        return (self.first, self.last) != FOREVER

    @property
    def unsaid(self) -> bool:
        """Whether only the day of the report is known."""
        return self.dated and self.precision == _UNSAID

    @property
    def long(self) -> bool:
        return self.last - self.first > LONG


@dataclass(frozen=True, slots=True)
class Group:
    """Claims about one happening; `why` says in words what linked them."""

    members: tuple[Evidence, ...]
    why: tuple[str, ...]


@dataclass(slots=True, eq=False)
class _Cluster:
    members: list[Happening]
    why: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Likeness:
    """`places` says of two places why they may be one: "Hama lies in Hama province"; `wide` are
    the countries, `lore` knows the country of each place; `told` are the reports that tell of a
    happening, where any of the happenings has no place or a country for one."""

    places: Mapping[tuple[str, str], str]
    wide: frozenset[str]
    lore: Lore
    told: Mapping[Happening, Tellers]

    def alike(self, one: Happening, other: Happening) -> str:
        """Why two happenings of one family are the same, "" when they are not."""
        if not _kinds_agree(one, other) or not _sides_agree(one, other):
            return ""
        days = _days(one, other)
        place = self.place(one, other) if days else ""
        if not place:
            return ""
        return f"{one.type} with {other.type}: {place}, {days}, {_who(one, other)}"

    def place(self, one: Happening, other: Happening) -> str:
        if not one.place or not other.place:
            return self._vaguely(one, other, "no place named")
        if one.place == other.place and one.place not in self.wide:
            return "the same place"
        if one.place == other.place and _side_in_common(one, other):
            return "" if self._fell(one, other) else "the same country"
        if one.place in self.wide or other.place in self.wide:
            inside = self.lore.country(one.place) == self.lore.country(other.place)
            return self._vaguely(one, other, "no place but a country") if inside else ""
        return "" if one.family in EXACT else self.places.get((one.place, other.place), "")

    def _vaguely(self, one: Happening, other: Happening, words: str) -> str:
        """Why two happenings may be one though the place of one of them does not tell."""
        if one.long or other.long or self._fell(one, other):
            return ""
        same = one.actors == other.actors and one.recipients == other.recipients
        if not one.place and not other.place and one.actors and same:
            return f"{words} but the same sides"
        told = one.dated and one.family not in EXACT
        common = together(*self._tellers(one, other)) if told else ""
        return f"{words} but {common}" if common else ""

    def _fell(self, one: Happening, other: Happening) -> bool:
        return fell(*self._tellers(one, other))

    def _tellers(self, one: Happening, other: Happening) -> tuple[Tellers, Tellers]:
        return self.told.get(one, NOBODY), self.told.get(other, NOBODY)


def type_of(claim: Claim) -> str:
    """The type of event a claim tells of, "" when it tells of none.

    A change of control is the event that brings it: "lost control of Hama" is a CAPTURE.
    """
    match claim.content:
        case Event(type=type):
            return "" if type == "OUT_OF_SCOPE" else type
        case Control(change="takes", partial=partial) if partial:
            return "ADVANCE"
        case Control(change=change):
            return CHANGES.get(change, "")
        case _:
            return ""


def happened(claim: Claim) -> bool:
    """Whether the claim is about something said to have happened, or said not to have."""
    if claim.realis not in ("actual", "negated"):
        return False
    return not claim.said_by or claim.said_by[0].stance not in ("threatens", "expects")


def happening(evidence: Evidence, ground: Ground, judged: bool = False) -> Happening | None:
    """The happening a claim is about, None when it tells of none, or of one in an undated past.

    "Rebels captured Hama on Thursday" in a report of 2024-12-05: a taking, 2024-12-05, Hama,
    CAPTURE, by the opposition.
    """
    claim = evidence.claim
    type, days, place = type_of(claim), bounds(evidence), place_of(claim)
    if not type or not happened(claim) or (claim.background and days is None):
        return None
    first, last = days or FOREVER
    actors, recipients = participants(evidence, ground)
    return Happening(
        family=FAMILIES.get(type, type),
        first=first,
        last=last,
        place=place,
        type=type,
        facet=claim.content.facet if isinstance(claim.content, Event) else "",
        relation=claim.where.relation if claim.where else "at",
        far=_far(claim.where),
        precision=FINEST.index(when_of(evidence).precision),
        actors=tuple(sorted(actors)),
        recipients=tuple(sorted(recipients)),
        own=claim.id if judged or not (place or actors) else "",
    )


def participants(evidence: Evidence, ground: Ground) -> tuple[frozenset[str], frozenset[str]]:
    """The teams that act and that are acted on; who loses a place is acted on, and in a clash
    all act."""
    match evidence.claim.content:
        case Event(type="CLASH", actors=actors, recipients=recipients):
            return _sides((*actors, *recipients), evidence, ground), frozenset()
        case Event(actors=actors, recipients=recipients):
            return _sides(actors, evidence, ground), _sides(recipients, evidence, ground)
        case Control(change="loses", holder=holder) if holder:
            return frozenset(), _sides((holder,), evidence, ground)
        case Control(holder=holder) if holder:
            return _sides((holder,), evidence, ground), frozenset()
        case _:
            return frozenset(), frozenset()


def _sides(names: Iterable[Mention], evidence: Evidence, ground: Ground) -> frozenset[str]:
    """The teams of the names. Words for people set none apart but those who bear no arms from the
    armed: children hurt are the civilians of another report, its soldiers whoever is named."""
    teams = ground.teams(names, evidence)
    told = frozenset(team for team in teams if not team.startswith("people:"))
    return told or (UNARMED if any(map(ground.unarmed, teams - {ANYONE})) else told)


def groups(evidence: Iterable[Evidence], rulings: Rulings, ground: Ground) -> tuple[Group, ...]:
    """The claims by happening. A claim joins a group only when it fits every member of it, and
    only when no other group fits as well; so a chain of neighbours is never one happening."""
    items = sorted(evidence, key=lambda one: one.claim.id)
    claims: dict[Happening, list[Evidence]] = {}
    for one in items:
        found = happening(one, ground, one.claim.id in rulings.grouped)
        if found is not None:
            claims.setdefault(found, []).append(one)
    happenings = sorted(claims, key=lambda one: _specific(one, ground))
    clusters = _clusters(happenings, _told(claims, items, ground), rulings, ground)
    return tuple(
        Group(
            members=tuple(one for member in cluster.members for one in claims[member]),
            why=(_described(cluster.members[0], ground), *cluster.why),
        )
        for cluster in _united(clusters, rulings)
    )


def _told(
    claims: Mapping[Happening, Sequence[Evidence]], evidence: Sequence[Evidence], ground: Ground
) -> dict[Happening, Tellers]:
    """The reports that tell of a happening; none where every happening has a place to go by."""
    if all(one.place and not _is_country(one.place, ground) for one in claims):
        return {}
    reports = tellers(evidence)
    return {
        one: frozenset(reports[each.report.id] for each in members)
        for one, members in claims.items()
    }


def _is_country(place: str, ground: Ground) -> bool:
    return ground.lore.kind(place) == "country"


def _clusters(
    happenings: Sequence[Happening],
    told: Mapping[Happening, Tellers],
    rulings: Rulings,
    ground: Ground,
) -> list[_Cluster]:
    places = {one.place for one in happenings if one.place}
    wide = frozenset(place for place in places if _is_country(place, ground))
    likeness = _Likeness(_neighbours(places, ground), wide, ground.lore, told)
    around: dict[str, list[str]] = {}
    for place, other in likeness.places:
        around.setdefault(place, []).append(other)
    index: dict[tuple[str, str, int], dict[int, _Cluster]] = {}
    clusters: list[_Cluster] = []
    for one in happenings:
        wider = () if one.family in EXACT else around.get(one.place, ())
        tales = _tales(one, told)
        near = _nearby(one, (one.place, *wider, *tales), index)
        fits = [
            (cluster, reasons)
            for cluster in near
            if (reasons := _fits(one, cluster, likeness, rulings))
        ]
        cluster = _best(one, fits)
        if cluster is None:
            cluster = _Cluster([one])
            clusters.append(cluster)
        for key in (key for place in (one.place, *tales) for key in _keys(one, place)):
            index.setdefault(key, {})[id(cluster)] = cluster
    return clusters


def _tales(one: Happening, told: Mapping[Happening, Tellers]) -> tuple[str, ...]:
    """Under what a happening may be met whose place does not tell."""
    reports = told.get(one, NOBODY)
    matters = {f"matter {each.matter}" for each in reports}
    return tuple(sorted(matters | {f"{each.killed} dead" for each in reports if each.killed}))


def _best(one: Happening, fits: list[tuple[_Cluster, str]]) -> _Cluster | None:
    """The only group that fits best, joined; None when there is none or it cannot be told."""
    close = [_closeness(one, cluster.members[0]) for cluster, _ in fits]
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
        one.precision == other.precision,
        one.facet == other.facet,
        one.actors == other.actors,
        one.recipients == other.recipients,
        (one.first, one.last) == (other.first, other.last),
    )


def _fits(one: Happening, cluster: _Cluster, likeness: _Likeness, rulings: Rulings) -> str:
    """Why the happening is the same as the group's first; "" when any member speaks against."""
    reasons = []
    for member in cluster.members:
        pair = (min(one.own, member.own), max(one.own, member.own))
        reasons.append("" if pair in rulings.different else likeness.alike(one, member))
        if not reasons[-1]:
            return ""
    return reasons[0]


def _kinds_agree(one: Happening, other: Happening) -> bool:
    if one.facet and other.facet and one.facet != other.facet and one.family != "taking":
        return False
    if one.family in EXACT and one.relation != other.relation:
        return False
    apart = ("towards", "from")
    if one.relation != other.relation and (one.relation in apart or other.relation in apart):
        return False
    return one.far == other.far


def _side_in_common(one: Happening, other: Happening) -> bool:
    return bool(set(one.actors) & set(other.actors) or set(one.recipients) & set(other.recipients))


def _sides_agree(one: Happening, other: Happening) -> bool:
    if one.family == "CLASH" and len({*one.actors, *other.actors}) <= 2:
        return True  # one report names who fights, the other whom
    agree = all(
        not mine or not theirs or set(mine) & set(theirs)
        for mine, theirs in ((one.actors, other.actors), (one.recipients, other.recipients))
    )
    crossed = one.family == "taking" and (
        set(one.actors) & set(other.recipients) or set(other.actors) & set(one.recipients)
    )
    return agree and not crossed


def _days(one: Happening, other: Happening) -> str:
    if one.dated != other.dated:
        return ""
    if not one.dated:
        return "both undated"
    if (one.long != other.long or _stale(one, other)) and one.family != "taking":
        return ""
    gap = max(one.first, other.first) - min(one.last, other.last)
    if gap > SLACK.get(one.family, 0):
        return ""
    if gap > 0:
        return f"{gap} day{'s' if gap > 1 else ''} apart"
    same = (one.first, one.last) == (other.first, other.last)
    return "the same days" if same else "overlapping days"


def _stale(one: Happening, other: Happening) -> bool:
    """Whether one that names no day was told too long after the other to be news of it."""
    if one.unsaid and other.unsaid:
        return abs(one.last - other.last) > FRESH
    late, early = (one, other) if one.unsaid else (other, one)
    return late.unsaid and early.last < late.last - FRESH


def _who(one: Happening, other: Happening) -> str:
    if one.actors and one.actors == other.actors:
        return "the same side"
    return "a side in common" if one.actors and other.actors else "nothing against it on who"


def _neighbours(ids: Iterable[str], ground: Ground) -> dict[tuple[str, str], str]:
    """Pairs of different places that may be one, with why, in both orders: a town and its
    province, a site or quarter and what lies within five kilometres."""
    known = {id: ground.book.gazetteer.place(id) for id in sorted(ids) if id}
    wide = [id for id, place in known.items() if place.kind in ("county", "region")]
    parts = [id for id, place in known.items() if place.kind in _PARTS]
    found: dict[tuple[str, str], str] = {}
    for id, place in known.items():
        for outer in wide:
            if known[outer].country == place.country and id != outer:
                _pair(found, id, outer, _inside(id, outer, ground))
    for part in parts:
        for id, place in known.items():
            if part != id and abs(known[part].lat - place.lat) < NEAR_KM / DEGREE_KM:
                low, high = sorted((id, part))
                _pair(found, low, high, _inside(part, id, ground) or _beside(low, high, ground))
    return found


def _pair(found: dict[tuple[str, str], str], one: str, other: str, why: str) -> None:
    if why:
        found.setdefault((one, other), why)
        found.setdefault((other, one), why)


def _inside(inner: str, outer: str, ground: Ground) -> str:
    country = ground.book.gazetteer.place(outer).kind == "country"
    lies = not country and ground.book.gazetteer.within(inner, outer)
    return f"{ground.label(inner)} lies in {ground.label(outer)}" if lies else ""


def _beside(one: str, other: str, ground: Ground) -> str:
    km = ground.book.gazetteer.distance(one, other)
    return f"{km:.0f} km from {ground.label(one)} to {ground.label(other)}" if km <= NEAR_KM else ""


def _keys(one: Happening, place: str) -> Iterator[tuple[str, str, int]]:
    """Where to file a happening: under each of its weeks; under -1 what any week may meet."""
    if one.long or not one.dated or one.family == "taking":
        yield one.family, place, -1
    else:
        for week in range(one.first // 7, one.last // 7 + 1):
            yield one.family, place, week


def _nearby(
    one: Happening,
    places: Iterable[str],
    index: dict[tuple[str, str, int], dict[int, _Cluster]],
) -> list[_Cluster]:
    slack = SLACK.get(one.family, 0)
    weeks: Iterable[int] = (-1,)
    if one.dated and not one.long:
        near = range((one.first - slack) // 7, (one.last + slack) // 7 + 1)
        weeks = (*near, -1)
    found: dict[int, _Cluster] = {}
    for place in places:
        for week in weeks:
            found |= index.get((one.family, place, week), {})
    return list(found.values())


def _united(clusters: list[_Cluster], rulings: Rulings) -> list[_Cluster]:
    """Groups whose claims a person has called the same become one."""
    for claims in rulings.same:
        joined = [
            cluster
            for cluster in clusters
            if any(member.own in claims for member in cluster.members)
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


def _far(where: Where | None) -> str:
    if where is None or where.km is None or where.km <= NEAR_KM:
        return ""
    return f"{where.km:g} km {where.bearing}"


def _described(one: Happening, ground: Ground) -> str:
    place = ground.label(one.place) or "no named place"
    if not one.dated:
        return f"{one.type}, {place}, undated"
    first, last = (date.fromordinal(day).isoformat() for day in (one.first, one.last))
    return f"{one.type}, {place}, {first if first == last else f'{first} to {last}'}"

"""The section "Fighting": incidents of the day and the day before, by area, duplicates merged.

What somebody denies stands under "Disputed" instead.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from itertools import groupby

from foglift.model import RANK, Control, ControlSpell, Incident, Rest, Section, Sentence
from foglift.publish import wording
from foglift.publish.agreed import agreed
from foglift.publish.control import current, entrants, shown, taken
from foglift.publish.facts import Facts, further, sentence
from foglift.publish.graded import admitting, graded, losers

WEEK = timedelta(days=7)
LONGEST = timedelta(days=31)
MOST = 12
TURNS = 4
UNLOCATED, _UNLOCATED = "Places that are not on the map", "places that are not on the map"
NAMED = 4  # areas of which only the number of incidents is told
IN_AREA = (6, 3)  # of the area of which most is reported, of any other
TOGETHER = 3

# The most important types first; those of other sections and mere words are left out.
TYPES = (
    "CAPTURE",
    "TRANSFER",
    "CHEMICAL",
    "CIVILIAN_ATTACK",
    "SUICIDE_BOMB",
    "AIRSTRIKE",
    "SHELLING",
    "CLASH",
    "BOMBING",
    "ADVANCE",
    "WITHDRAWAL",
    "BLOCKADE",
    "SEXUAL_VIOLENCE",
    "AGREEMENT",
    "DEPLOYMENT",
    "WEAPONS_DISRUPTED",
    "GROUP_CHANGE",
    "BASE",
    "RIOT",
    "PROPERTY",
    "PROTEST",
    "AID",
)
TAKING = ("CAPTURE", "TRANSFER")
_COMING = frozenset({"CAPTURE", "TRANSFER", "ADVANCE"})
NEAR = timedelta(days=2)
SPEECH = ("STATEMENT", "THREAT", "RESPONSIBILITY")
# What a sentence under "Control" tells with the state of the place.
_TOLD = {
    "held": ("CAPTURE", "TRANSFER", "ADVANCE"),
    "contested": ("ADVANCE", "CLASH", "CAPTURE"),
    "besieged": ("BLOCKADE",),
    "unknown": ("WITHDRAWAL", "CAPTURE"),
}
_MOVES = frozenset({"CAPTURE", "TRANSFER", "ADVANCE", "WITHDRAWAL", "BLOCKADE", "DEPLOYMENT"})
PEOPLE = ("ABDUCTION", "DETENTION", "RELEASE", "DISPLACEMENT")


def section(known: Facts) -> Section:
    """Areas with most to tell first, in each the best supported and gravest; at most `MOST`
    sentences, and how much more there was in the week. Who took or lost what is told under
    "Control"."""
    found = [one for one in _untold(known) if one.type not in TAKING]
    return Section("Fighting", by_area(known, found, MOST))


def turns(known: Facts) -> tuple[Sentence, ...]:
    """What changed hands without anything being known of who has it since: told under "Control"
    beside the places."""
    return sentences(known, [one for one in _untold(known) if one.type in TAKING], TURNS)


def _untold(known: Facts) -> list[Incident]:
    """The week's incidents that the places under "Control" do not tell."""
    return list(known.once("untold", lambda: _beside_control(known)))


def _beside_control(known: Facts) -> list[Incident]:
    spells = {spell.place: spell for spell in current(known)}
    told = {spell.place: spell for spell in shown(known)}
    return [
        one
        for one in recent(known, TYPES)
        if not is_disputed(one)
        and not (one.place in spells and _is_the_taking(known, one, spells[one.place]))
        and not (one.place in told and _same_words(known, one, told[one.place]))
    ]


def is_disputed(one: Incident) -> bool:
    """Whether somebody denies it, and has not acknowledged it besides."""
    deniers, admitted = set(one.standing.denied_by), one.standing.grade == "acknowledged"
    return bool(deniers) and not (admitted and deniers <= set(one.standing.by))


def _is_the_taking(known: Facts, one: Incident, spell: ControlSpell) -> bool:
    """Whether "Control" tells of this very change of hands."""
    if one.type not in TAKING:
        return False
    if set(spell.claims).intersection(one.claims):
        return True
    last, since = one.end or one.start, spell.since
    return bool(last and since and taken(known, spell) and abs(last - since) <= NEAR)


def _same_words(known: Facts, one: Incident, spell: ControlSpell) -> bool:
    """Whether all that tells of the incident are words that "Control" has told already, or it is
    the very coming in that it tells of."""
    if one.type not in _TOLD[spell.state]:
        return False
    if one.type == "ADVANCE" and one.relation == "at" and (one.end or known.day) <= known.day:
        came = {known.book.side(ref, known.day) or ref for ref in one.actors}
        who = {known.book.side(ref, known.day) or ref for ref in entrants(known, spell)}
        if came and came <= who:
            return True
    said = set(known.stretches(spell.claims))
    return all(said.intersection(known.stretches((id,))) for id in one.claims)


def recent(known: Facts, types: Sequence[str]) -> list[Incident]:
    """Incidents of these types in the week up to the day, not those only denied."""
    return [
        one
        for one in known.picture.incidents
        if one.type in types and one.standing.grade != "denied" and _recent(known, one)
    ]


def _recent(known: Facts, one: Incident) -> bool:
    last = one.end or one.start
    if last is not None and last < known.day - WEEK:
        return False
    if not known.where(one.place, one.claims):
        return False  # what happened nobody knows where tells an editor nothing
    if _astray(known, one):
        return False
    if last is None and any(other.end or other.start for other in known.picture.incidents):
        return False  # beside what has a day, what has none is no news of this one
    if last is None:
        return any(not known.claims[id][1].background for id in one.claims if id in known.claims)
    return one.start is None or last - one.start <= LONGEST


def _astray(known: Facts, one: Incident) -> bool:
    """Whether the place cannot be where it happened: an army that leaves its own country as a
    whole, a town that is captured on the way to it."""
    if one.type in TAKING and one.relation == "towards":
        return True
    if one.type in _MOVES and known.kind(one.place) == "country" and one.standing.lines < 2:
        return True  # where in the country is what an editor would ask
    home = known.region(one.place)[0]
    named = (known.book.actor(ref) for ref in one.actors if _is_actor(known, ref))
    at_home = (home in actor.countries for actor in named)
    return one.type in _MOVES and known.kind(one.place) == "country" and all(at_home)


def _is_actor(known: Facts, ref: str) -> bool:
    return ref.partition("/")[0] in known.book.actors


def by_area(known: Facts, found: Iterable[Incident], most: int) -> tuple[Sentence, ...]:
    """The news in sentences, area by area, each with a count of what else the week held there; one
    sentence counts what it held elsewhere."""
    again, areas = _by_area(known, found)
    told: list[Sentence] = []
    left: dict[str, list[Incident]] = {}
    for one in again:
        left.setdefault(_area(known, one), []).append(one)
    fits = shares([len(groups) for groups in areas.values()], most, *IN_AREA)
    for (area, groups), fit in zip(areas.items(), fits, strict=True):
        more = [one for group, _ in groups[fit:] for one in group]
        if not fit:
            left.setdefault(area, []).extend(more)
            continue
        more += left.pop(area, [])
        told += [_sentence(known, group, named, area) for group, named in groups[:fit]]
        told += _more_of(known, more, area)
    return (*told, *_elsewhere(known, left))


def _more_of(known: Facts, found: Sequence[Incident], area: str = "") -> Iterator[Sentence]:
    """How much more of the week is in the list of incidents: of an area, or of all."""
    place = next(filter(None, (known.area_ref(one.place) for one in found)), "") if area else ""
    rest = Rest("incidents", place, known.day - WEEK)
    yield from further(len(found), "incident", "incidents", rest, area)


def _elsewhere(known: Facts, left: Mapping[str, Sequence[Incident]]) -> Iterator[Sentence]:
    """How much there was in the areas of which nothing is told, those with most by name."""
    many = {area: len(found) for area, found in left.items() if found}
    ranked = sorted(many, key=lambda area: (-many[area], area))
    named = [f"{area.replace(UNLOCATED, _UNLOCATED)} ({many[area]})" for area in ranked]
    where = f" in {wording.listed(named if len(named) > 1 else ranked, NAMED)}"
    rest = Rest("incidents", since=known.day - WEEK)
    yield from further(sum(many.values()), "incident", "incidents", rest, where=where)


def shares(lengths: Sequence[int], most: int, first: int, other: int) -> list[int]:
    """How many sentences each group has: some for each, what is left for those in front.

    >>> shares([9, 4, 1], 12, 6, 3), shares([20], 12, 6, 3)
    ([8, 3, 1], [12])
    """
    found: list[int] = []
    for number, length in enumerate(lengths):
        found.append(min(length, other if number else first, most - sum(found)))
    for number, length in enumerate(lengths):
        found[number] += min(length - found[number], most - sum(found))
    return found


def sentences(known: Facts, found: Iterable[Incident], most: int) -> tuple[Sentence, ...]:
    """The news in sentences, whatever the area."""
    again, areas = _by_area(known, found)
    groups = [group for area in areas.values() for group in area]
    told = [_sentence(known, group, named) for group, named in groups[:most]]
    again += [one for group, _ in groups[most:] for one in group]
    return (*told, *_more_of(known, again))


_Group = tuple[list[Incident], str]


def _by_area(
    known: Facts, found: Iterable[Incident]
) -> tuple[list[Incident], dict[str, list[_Group]]]:
    """What is old or told already, and by area the incidents that share a sentence, each with who
    alone named whom. The area of which most is reported comes first."""
    pairs = [agreed(known, one) for one in found]
    named = {one.id: words for one, words in pairs}
    news = [one for one, _ in pairs if known.is_news(one.end or one.start, one.claims)]
    old = [one for one, _ in pairs if one not in news]
    once, again = _once(known, news)
    areas: dict[str, list[Incident]] = {}
    for one in sorted(once, key=lambda one: _weight(known, one)):
        areas.setdefault(_area(known, one), []).append(one)
    most = sorted(areas, key=lambda area: (-_reports(areas[area]), area))
    groups = {
        area: [(group, named[group[0].id]) for group in _voiced(known, areas[area], named)]
        for area in most
    }
    return [*again, *old], groups


def _area(known: Facts, one: Incident) -> str:
    return known.area(one.place) or UNLOCATED


def _reports(found: Iterable[Incident]) -> int:
    return sum(one.standing.reports for one in found)


def _once(known: Facts, found: Iterable[Incident]) -> tuple[list[Incident], list[Incident]]:
    """The incidents, and apart those that tell vaguely what another one tells better."""
    once: list[Incident] = []
    again: list[Incident] = []
    for one in sorted(found, key=lambda one: (_spread(one), *_weight(known, one))):
        told = any(_is_twin(known, one, other) for other in once)
        (again if told else once).append(one)
    return once, again


def _spread(one: Incident) -> int:
    """How vague its time is, in days; what has no first day is vaguest."""
    return (one.end - one.start).days if one.start and one.end else LONGEST.days


def _is_twin(known: Facts, one: Incident, other: Incident) -> bool:
    """Whether the vaguer `one` tells of `other` again: in the same words, or by somebody who
    tells of both and gives it no day of its own. Two strikes that different people tell of are
    two until the picture takes them for one."""
    days = known.days_meet((one.start, one.end), (other.start, other.end))
    if not days or not _meet(known, one, other):
        return False
    alike = one.type == other.type or {one.type, other.type} <= _COMING
    if alike and _words_of(known, one) <= _words_of(known, other):
        return True
    if one.type != other.type:
        return False
    if _side_of(one) != _side_of(other) or (one.facet and other.facet and one.facet != other.facet):
        return False
    sides = [
        {known.book.side(ref, known.day) or ref for ref in each.actors} for each in (one, other)
    ]
    whom = [{*each.recipients} for each in (one, other)]
    agree = all(not a or not b or a & b for a, b in (sides, whom))
    vaguer = _spread(one) > _spread(other)
    return agree and vaguer and bool(_tellers(known, one) & _tellers(known, other))


def _meet(known: Facts, one: Incident, other: Incident) -> bool:
    if one.place and other.place:
        return known.meet(one.place, other.place)
    return one.place == other.place and known.spot(one.claims) == known.spot(other.claims)


def _side_of(one: Incident) -> str:
    """How it lies to its place; to leave a town and to leave from it is one."""
    return "at" if one.type == "WITHDRAWAL" and one.relation == "from" else one.relation


def _tellers(known: Facts, one: Incident) -> set[str]:
    return {known.origin(*known.claims[id]) for id in one.claims if id in known.claims}


def _words_of(known: Facts, one: Incident) -> set[tuple[str, int]]:
    return set(known.stretches(one.claims))


def _voiced(
    known: Facts, area: Iterable[Incident], named: Mapping[str, str]
) -> list[list[Incident]]:
    """Incidents of one area that the same sources support alike, in bits for a sentence each."""
    alike: dict[tuple[str, ...], list[Incident]] = {}
    for one in area:
        alike.setdefault((named[one.id], *_support(known, one)), []).append(one)
    return [list(bit) for group in alike.values() for bit in _bits(known, group)]


def _bits(known: Facts, group: list[Incident]) -> Iterable[Iterable[Incident]]:
    same: dict[str, list[Incident]] = {}
    for one in group:
        same.setdefault(_happening(known, one), []).append(one)
    merged = list(same.values())
    for start in range(0, len(merged), TOGETHER):
        yield [one for bit in merged[start : start + TOGETHER] for one in bit]


def _support(known: Facts, one: Incident) -> tuple[str, ...]:
    standing = one.standing
    unnamed = known.unnamed(one.claims) if standing.grade == "unattributed" else ""
    return (standing.grade, unnamed, _admits(known, one), *standing.by, "|", *standing.denied_by)


def _admits(known: Facts, one: Incident) -> str:
    if one.standing.grade != "acknowledged":
        return ""
    return admitting(known, one.standing, one.claims, losers(one))


def ranked(known: Facts, found: Iterable[Incident]) -> list[Incident]:
    """Incidents, the best supported and gravest first."""
    return sorted(found, key=lambda one: _weight(known, one))


def _weight(known: Facts, one: Incident) -> tuple[int, int, int, int, int, int, str]:
    types = (*TYPES, *PEOPLE)
    last = one.end or one.start or date.min
    return (
        one.standing.grade == "unattributed",
        -RANK[one.standing.grade],
        types.index(one.type) if one.type in types else len(types),
        -last.toordinal(),
        -one.standing.lines,
        -one.standing.reports,
        one.id,
    )


def _sentence(known: Facts, group: Sequence[Incident], named: str, area: str = "") -> Sentence:
    """What happened, who says so, and whom one of them alone names: "the Observatory named ..."."""
    first = group[0]
    ids = [id for one in group for id in one.claims]
    by, unnamed = known.sources(first.standing.by, ids), known.unnamed(first.claims)
    text = graded(_events(known, group), first.standing, _admits(known, first), unnamed, sources=by)
    if _is_own_word(known, first):
        text = _events(known, group)
    text += f"; {named}" if named else ""
    return sentence(known, text, *(one.claims for one in group), area=area)


def _events(known: Facts, group: Sequence[Incident]) -> str:
    """What happened, each with its days; of what happened alike in several places, the places."""
    alike: dict[tuple[str, str], list[Incident]] = {}
    for _, bit in groupby(group, key=lambda one: _happening(known, one)):
        same = list(bit)
        key = (_happening(known, same[0], "\0"), _dates(known, same))
        alike.setdefault(key, []).append(same[0])
    told = [(_in_places(known, said, bit), on) for (said, on), bit in alike.items()]
    if len({on for _, on in told}) == 1:
        return f"{wording.listed([said for said, _ in told])} {told[0][1]}".strip()
    return wording.listed([f"{said} {on}".strip() for said, on in told])


def _in_places(known: Facts, said: str, bit: Sequence[Incident]) -> str:
    places = list(dict.fromkeys(known.where(one.place, one.claims) for one in bit))
    said = said.replace("\0 was ", "\0 were ") if len(places) > 1 else said
    return said.replace("\0", wording.listed(places))


def _happening(known: Facts, one: Incident, where: str = "") -> str:
    """What happened; `where` stands for the place."""
    where = where or known.where(one.place, one.claims)
    inside = one.type in TAKING and one.relation == "at"
    where = f"part of {where}" if inside and _is_partial(known, one) else where
    if one.type == "BLOCKADE" and _is_siege(known, one):
        return f"{known.actors(one.actors)} surrounded {where}".strip()
    return known.incident(one, where)


def _is_partial(known: Facts, one: Incident) -> bool:
    """Whether all who tell of the taking say that it is not of the whole."""
    return all(known.partly.intersection(known.stretches((id,))) for id in one.claims)


def _is_siege(known: Facts, one: Incident) -> bool:
    found = (known.claims[id][1].content for id in one.claims if id in known.claims)
    around = any(isinstance(said, Control) and said.change == "besieges" for said in found)
    return around and bool(one.actors) and one.relation == "at"


def _is_own_word(known: Facts, one: Incident) -> bool:
    """Whether who says so is who called, threatened or condemned: that need not be said twice."""
    label = [known.book.label(ref) for ref in one.actors]
    return one.type in SPEECH and bool(label) and list(one.standing.by) == label


def _dates(known: Facts, bit: Iterable[Incident]) -> str:
    ordered = sorted(bit, key=lambda one: (one.start or date.min, one.end or date.min))
    dates = (wording.when(one.start, one.end, one.precision, known.day) for one in ordered)
    return wording.listed(list(dict.fromkeys(on or "on a day not given" for on in dates)))

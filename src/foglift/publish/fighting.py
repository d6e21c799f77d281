"""The section "Fighting": incidents of the day and the week before, by area, duplicates merged.

What somebody denies stands under "Disputed" instead.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from itertools import groupby

from foglift.model import Control, ControlSpell, Incident, Section, Sentence
from foglift.publish import wording
from foglift.publish.agreed import agreed
from foglift.publish.control import current, shown, taken
from foglift.publish.facts import Facts, sentence
from foglift.publish.graded import RANK, admitting, graded, losers

YESTERDAY = timedelta(days=1)
WEEK = timedelta(days=7)
LONGEST = timedelta(days=31)
MOST = 12
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
TAKING = ("CAPTURE", "TRANSFER")  # told under "Control"
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
    """Areas with the best supported and gravest incidents first; at most `MOST` sentences."""
    spells = {spell.place: spell for spell in current(known)}
    told = {spell.place: spell for spell in shown(known)}
    found = [
        one
        for one in recent(known, TYPES)
        if not one.standing.denied_by
        and not (one.place in spells and _is_the_taking(known, one, spells[one.place]))
        and not (one.place in told and _same_words(known, one, told[one.place]))
    ]
    return Section("Fighting", sentences(known, found, MOST))


def _is_the_taking(known: Facts, one: Incident, spell: ControlSpell) -> bool:
    """Whether "Control" tells of this very change of hands."""
    if one.type not in TAKING:
        return False
    if set(spell.claims).intersection(one.claims):
        return True
    last, since = one.end or one.start, spell.since
    return bool(last and since and taken(known, spell) and abs(last - since) <= NEAR)


def _same_words(known: Facts, one: Incident, spell: ControlSpell) -> bool:
    """Whether all that tells of the incident are words that "Control" has told already."""
    if one.type not in _TOLD[spell.state]:
        return False
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
    if not one.place:
        return False  # what happened nobody knows where tells an editor nothing
    if _astray(known, one):
        return False
    if last is None and any(other.end or other.start for other in known.picture.incidents):
        return False  # beside what has a day, what has none is no news of this one
    if last is None:
        return any(not known.claims[id][1].background for id in one.claims if id in known.claims)
    if last < known.day - WEEK:
        return False
    return one.start is None or last - one.start <= LONGEST


def _astray(known: Facts, one: Incident) -> bool:
    """Whether the place cannot be where it happened: an army that leaves its own country as a
    whole, a town that is captured on the way to it."""
    if one.type in TAKING and one.relation == "towards":
        return True
    home = known.region(one.place)[0]
    named = (known.book.actor(ref) for ref in one.actors if _is_actor(known, ref))
    at_home = (home in actor.countries for actor in named)
    return one.type in _MOVES and known.kind(one.place) == "country" and all(at_home)


def _is_actor(known: Facts, ref: str) -> bool:
    return ref.partition("/")[0] in known.book.actors


def sentences(known: Facts, found: Iterable[Incident], most: int) -> tuple[Sentence, ...]:
    """The incidents in sentences: one holds up to three of one area that the same people say."""
    pairs = [agreed(known, one) for one in found]
    named = {one.id: words for one, words in pairs}
    once, again = _once(known, [one for one, _ in pairs])
    groups = _groups(known, once, named)
    told = [_sentence(known, group, named[group[0].id]) for group in groups[:most]]
    rest = [one for group in groups[most:] for one in group] + again
    if rest:
        count = (
            "1 further incident is" if len(rest) == 1 else f"{len(rest):,} further incidents are"
        )
        told.append(sentence(known, f"{count} in the list", [one.claims[0] for one in rest]))
    return tuple(told)


def _once(known: Facts, found: Iterable[Incident]) -> tuple[list[Incident], list[Incident]]:
    """The incidents, and apart those that tell vaguely what another one tells better."""
    once: list[Incident] = []
    again: list[Incident] = []
    for one in sorted(found, key=lambda one: _weight(known, one)):
        told = any(_is_twin(known, one, other) for other in once)
        (again if told else once).append(one)
    return once, again


def _is_twin(known: Facts, one: Incident, other: Incident) -> bool:
    days = known.days_meet((one.start, one.end), (other.start, other.end))
    if one.type != other.type or not days or not known.meet(one.place, other.place):
        return False
    if _words_of(known, one) <= _words_of(known, other):
        return True
    if one.relation != other.relation or (one.facet and other.facet and one.facet != other.facet):
        return False
    sides = [
        {known.book.side(ref, known.day) or ref for ref in each.actors} for each in (one, other)
    ]
    whom = [{*each.recipients} for each in (one, other)]
    agree = all(not a or not b or a & b for a, b in (sides, whom))
    exact = (one.start, one.end) == (other.start, other.end) and one.start == one.end
    return agree and not exact


def _words_of(known: Facts, one: Incident) -> set[tuple[str, int]]:
    return set(known.stretches(one.claims))


def _groups(
    known: Facts, found: Iterable[Incident], named: Mapping[str, str]
) -> list[list[Incident]]:
    areas: dict[tuple[str, str], list[Incident]] = {}
    for one in sorted(found, key=lambda one: _weight(known, one)):
        areas.setdefault(known.region(one.place), []).append(one)
    return [group for area in areas.values() for group in _voiced(known, area, named)]


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


def _weight(known: Facts, one: Incident) -> tuple[int, int, int, int, int, int, str]:
    types = (*TYPES, *PEOPLE)
    last = one.end or one.start or date.min
    return (
        0 if last >= known.day - YESTERDAY else 1,
        -RANK[one.standing.grade],
        types.index(one.type) if one.type in types else len(types),
        -last.toordinal(),
        -one.standing.lines,
        -one.standing.reports,
        one.id,
    )


def _sentence(known: Facts, group: Sequence[Incident], named: str) -> Sentence:
    """What happened, who says so, and whom one of them alone names: "the Observatory named ..."."""
    first = group[0]
    same = [list(bit) for _, bit in groupby(group, key=lambda one: _happening(known, one))]
    dates = [_dates(known, bit) for bit in same]
    happenings = [_happening(known, bit[0]) for bit in same]
    if len(set(dates)) == 1:
        event = f"{wording.listed(happenings)} {dates[0]}"
    else:
        event = wording.listed(
            [f"{said} {on}".strip() for said, on in zip(happenings, dates, strict=True)]
        )
    unnamed = known.unnamed(first.claims)
    text = graded(event.strip(), first.standing, _admits(known, first), unnamed)
    if _is_own_word(known, first):
        text = event.strip()
    text += f"; {named}" if named else ""
    return sentence(known, text, *(one.claims for one in group))


def _happening(known: Facts, one: Incident) -> str:
    actors = one.actors
    if one.type == "BLOCKADE" and _is_siege(known, one):
        return f"{known.actors(actors)} surrounded {known.place(one.place)}".strip()
    return known.happening(one.type, one.facet, actors, one.recipients, one.place, one.relation)


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

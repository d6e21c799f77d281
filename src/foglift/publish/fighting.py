"""The section "Fighting": incidents of the day and the week before, by area, duplicates merged.

What somebody denies stands under "Disputed" instead.
"""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from itertools import groupby

from foglift.model import Incident, Section, Sentence
from foglift.publish import wording
from foglift.publish.control import current
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
PEOPLE = ("ABDUCTION", "DETENTION", "RELEASE", "DISPLACEMENT")


def section(known: Facts) -> Section:
    """Areas with the best supported and gravest incidents first; at most `MOST` sentences."""
    told = {id for spell in current(known) for id in spell.claims}
    found = [
        one
        for one in recent(known, TYPES)
        if not one.standing.denied_by
        and (one.type not in TAKING or not told.intersection(one.claims))
    ]
    return Section("Fighting", sentences(known, found, MOST))


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
    if last is None and any(other.end or other.start for other in known.picture.incidents):
        return False  # beside what has a day, what has none is no news of this one
    if last is None:
        return any(not known.claims[id][1].background for id in one.claims if id in known.claims)
    if last < known.day - WEEK:
        return False
    return one.start is None or last - one.start <= LONGEST


def sentences(known: Facts, found: Iterable[Incident], most: int) -> tuple[Sentence, ...]:
    """The incidents in sentences: one holds up to three of one area that the same people say."""
    groups = _groups(known, found)
    told = [_sentence(known, group) for group in groups[:most]]
    rest = [one for group in groups[most:] for one in group]
    if rest:
        count = (
            "1 further incident is" if len(rest) == 1 else f"{len(rest):,} further incidents are"
        )
        told.append(sentence(known, f"{count} in the list", [one.claims[0] for one in rest]))
    return tuple(told)


def _groups(known: Facts, found: Iterable[Incident]) -> list[list[Incident]]:
    areas: dict[tuple[str, str], list[Incident]] = {}
    for one in sorted(found, key=lambda one: _weight(known, one)):
        areas.setdefault(known.region(one.place), []).append(one)
    return [group for area in areas.values() for group in _voiced(known, area)]


def _voiced(known: Facts, area: Iterable[Incident]) -> list[list[Incident]]:
    """Incidents of one area that the same sources support alike, in bits for a sentence each."""
    alike: dict[tuple[str, ...], list[Incident]] = {}
    for one in area:
        alike.setdefault(_support(known, one), []).append(one)
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
    return (standing.grade, _admits(known, one), *standing.by, "|", *standing.denied_by)


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


def _sentence(known: Facts, group: Sequence[Incident]) -> Sentence:
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
    text = graded(event.strip(), first.standing, _admits(known, first))
    return sentence(known, text, *(one.claims for one in group))


def _happening(known: Facts, one: Incident) -> str:
    return known.happening(one.type, one.facet, one.actors, one.recipients, one.place, one.relation)


def _dates(known: Facts, bit: Iterable[Incident]) -> str:
    ordered = sorted(bit, key=lambda one: (one.start or date.min, one.end or date.min))
    dates = (wording.when(one.start, one.end, one.precision, known.day) for one in ordered)
    return wording.listed(list(dict.fromkeys(on or "on a day not given" for on in dates)))

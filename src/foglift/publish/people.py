"""The section "People": killed, wounded, displaced, captured, freed; numbers and who gives them."""

import re
from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from msgspec.structs import replace

from foglift.model import RANK, Count, Counted, Rest, Section, Sentence, Side, Tally
from foglift.publish import fighting, tallied, wording
from foglift.publish.facts import Facts, further, sentence

MONTH = timedelta(days=31)
NEWS = timedelta(days=2)
WEEK = timedelta(days=7)
LONG = timedelta(days=2)
SLACK = timedelta(days=1)
TOGETHER = 3
MANY = 1000  # whoever so many flee is not back in two days
_FEW = 9  # small numbers are alike by chance
CAVEAT = "These figures are documented by the reports loaded here; not an estimate of all."

_KINDS = tuple(tallied.VERBS)
# How many counts of each kind a brief tells.
_ROOM: dict[Counted, int] = {
    "killed": 8,
    "wounded": 3,
    "killed-or-wounded": 2,
    "displaced": 4,
    "captured": 3,
    "freed": 2,
    "missing": 2,
}
_EVENTS = 4


def section(known: Facts) -> Section:
    """Tallies by what is counted, wholes before others and parts inside their whole; then what
    happened to people whom nobody counts."""
    found = current(known)
    told, rest = _chosen(known, found)
    made = [_sentence(known, group) for group in _together(known, told)]
    counted = _counted(known, found)
    others = [
        one
        for one in fighting.recent(known, fighting.PEOPLE)
        if not fighting.is_disputed(one) and not counted.intersection(known.stretches(one.claims))
    ]
    made += fighting.sentences(known, others, _EVENTS)
    made += further(len(rest), "count", "counts", Rest("tallies"))
    if any(one.low is not None or one.high is not None for one in told):
        made.append(sentence(known, CAVEAT, *tallied.figures_of(*told)))
    return Section("People", tuple(made))


def shown(known: Facts) -> list[Tally]:
    """The tallies that have a sentence, or a part in one."""
    return _chosen(known, current(known))[0]


def _chosen(known: Facts, found: Iterable[Tally]) -> tuple[list[Tally], list[Tally]]:
    """What a brief of the day tells, some of each kind, and the rest."""
    told: list[Tally] = []
    rest: list[Tally] = []
    room = dict(_ROOM)
    for one in found:
        fits = room[one.of] > 0 and _is_news(known, one) and not _is_empty(one)
        room[one.of] -= fits
        (told if fits else rest).append(one)
    return told, rest


def is_disputed(known: Facts, one: Tally) -> bool:
    """Whether different numbers stand against each other: of a running total those of one time."""
    if not one.standing.contested:
        return False
    days = {side.position: _last(known, side) for side in one.sides}
    newest = max((day for day in days.values() if day), default=None)
    live = [
        position
        for position, day in days.items()
        if not (one.cumulative and day and newest and day < newest - SLACK)
    ]
    return len(live) > 1


def _last(known: Facts, side: Side) -> date | None:
    found = (known.claims[id] for id in side.claims if id in known.claims)
    days = [(claim.when and claim.when.end) or report.published for report, claim in found]
    return max((day for day in days if day), default=None)


def _is_news(known: Facts, one: Tally) -> bool:
    """Whether it was counted in the last days; what counts a longer time stays a week."""
    long = one.cumulative or bool(one.since and one.until and one.until - one.since >= LONG)
    long = long or (one.of == "displaced" and tallied.size(one) >= MANY)
    last = max((day for day in (one.as_of, one.until, one.since) if day), default=None)
    return known.is_news(last, one.claims, NEWS) or (
        long and last is not None and last >= known.day - WEEK
    )


def _is_empty(one: Tally) -> bool:
    """Whether it says next to nothing: nobody with a name counts people nowhere."""
    return one.standing.grade == "unattributed" and not one.place


def _together(known: Facts, found: Iterable[Tally]) -> list[list[Tally]]:
    """Tallies that share a sentence: small ones of one kind, which one source gives of one time,
    with nothing more to say of them."""
    groups: dict[tuple[object, ...], list[Tally]] = {}
    for one in found:
        plain = one.standing.lines == 1 and len(one.sides) == 1 and not tallied.parts(known, one)
        plain = plain and bool(one.place) and not tallied.doers(known, one)
        counted = one.low is not None or one.high is not None
        key: tuple[object, ...] = (one.id,)
        if plain and counted and not one.cumulative and one.standing.by:
            flags = "early" in one.standing.flags
            key = (one.of, one.standing.by, one.standing.grade, flags, tallied.time(known, one))
        groups.setdefault(key, []).append(one)
    return [
        group[start : start + TOGETHER]
        for group in groups.values()
        for start in range(0, len(group), TOGETHER)
    ]


def current(known: Facts) -> list[Tally]:
    """Tallies of this time that are no part of another one shown, nor a twin of one: what is new
    first, of that running totals and the best supported. What is told of the past, such as an old
    massacre, is none of them, nor a running total that its source has raised since."""
    return list(known.once("tallies", lambda: _found(known)))


def _found(known: Facts) -> list[Tally]:
    live = [_live(known, one) for one in known.picture.tallies if _current(known, one)]
    rivals: dict[tuple[object, ...], list[Tally]] = {}
    for one in live:
        rivals.setdefault(_rival(one), []).append(one)
    found = [one for one in live if not any(_raised(known, one, x) for x in rivals[_rival(one)])]
    ids = {one.id for one in found}
    whole = sorted(
        (one for one in found if one.part_of not in ids), key=lambda one: _order(known, one)
    )
    told: list[Tally] = []
    parts = [part for part in found if part.part_of in ids]
    whole = [one for one in whole if not any(_is_part(one, part) for part in parts)]
    alike: dict[tuple[object, ...], list[Tally]] = {}
    for one in sorted(whole, key=lambda one: (-RANK[one.standing.grade], _vague(one))):
        before = alike.setdefault((one.of, one.unit, tallied.size(one)), [])
        if not any(_twins(known, one, other) for other in before):
            before.append(one)
            told.append(one)
    kept = {one.id for one in told}
    return [one for one in whole if one.id in kept]


def _live(known: Facts, one: Tally) -> Tally:
    """A running total without the figures that time has left behind: what one source counted on
    Monday is no rival of what another counts on Thursday."""
    days = {side.position: _last(known, side) for side in one.sides}
    newest = max((day for day in days.values() if day), default=None)
    if not one.cumulative or newest is None:
        return one
    live = [side for side in one.sides if (days[side.position] or newest) >= newest - SLACK]
    counts = [
        claim.content
        for side in live
        for _, claim in (known.claims[id] for id in side.claims if id in known.claims)
        if isinstance(claim.content, Count) and claim.content.low is not None
    ]
    names = {name for side in live for name in side.sources}
    by = tuple(name for name in one.standing.by if name in names)
    if len(live) == len(one.sides) or not counts or not by:
        return one
    highs = [count.high for count in counts]
    grade = "reported" if len(by) == 1 and one.standing.grade == "corroborated" else None
    low = min(count.low for count in counts if count.low is not None)
    high = None if None in highs else max(high for high in highs if high is not None)
    return replace(
        one,
        low=low,
        high=high,
        best=one.best if one.best_by in by else (low if low == high else None),
        sides=tuple(live),
        standing=replace(
            one.standing,
            by=by,
            lines=len(by),
            parties=tuple(name for name in one.standing.parties if name in by),
            grade=grade or one.standing.grade,
            contested=False,
        ),
    )


def _is_part(one: Tally, part: Tally) -> bool:
    """Whether it is the number that its source gives as a part of a whole, told alone."""
    same = (one.of, one.whom, one.unit) == (part.of, part.whom, part.unit)
    same = same and one.standing.by == part.standing.by
    return same and tallied.size(one) == tallied.size(part) > _FEW and not one.cumulative


def _rival(one: Tally) -> tuple[object, ...]:
    """What two totals share of which one may be the other's raised."""
    return one.of, one.unit, one.standing.by


def _raised(known: Facts, one: Tally, other: Tally) -> bool:
    """Whether the other of its rivals is a later and larger total that takes this one in; of a
    running total that says of no beginning it is the next."""
    begun = one.since and other.since and other.since <= one.since + SLACK
    begun = begun or (one.cumulative and other.cumulative and one.since is None)
    later = one.as_of and other.as_of and one.as_of < other.as_of
    wider = not other.place or (one.place and known.meet(one.place, other.place))
    everybody = one.whom == other.whom or other.whom in ("", "people:people")
    many = begun and later and wider and everybody and other.since != other.until
    return bool(many) and tallied.size(one) <= tallied.size(other) and bool(one.standing.by)


def _vague(one: Tally) -> tuple[bool, bool, bool, bool]:
    return one.since is None, not one.place, one.low != one.high, not one.whom


def _twins(known: Facts, one: Tally, other: Tally) -> bool:
    """Whether one number is told twice: as headline and in full, of a town and of its province,
    with and without who did it."""
    alike = (one.of, one.unit) == (other.of, other.unit) and tallied.size(one) == tallied.size(
        other
    )
    whom = not one.whom or not other.whom or one.whom == other.whom
    by = not one.by or not other.by or bool(set(one.by) & set(other.by))
    same = alike and whom and by and _meet(known, one, other)
    return same and (tallied.size(one) > _FEW or _carried_together(known, one, other))


def _meet(known: Facts, one: Tally, other: Tally) -> bool:
    days = known.days_meet((one.since, one.until), (other.since, other.until))
    places = not one.place or not other.place or known.meet(one.place, other.place)
    return days and places


def _carried_together(known: Facts, one: Tally, other: Tally) -> bool:
    reports = [
        {known.claims[id][0].id for id in tally.claims if id in known.claims}
        for tally in (one, other)
    ]
    return bool(reports[0] & reports[1])


def _current(known: Facts, one: Tally) -> bool:
    if known.undated(one.claims):
        return False
    last = one.until or one.as_of or one.since
    begun = one.since or last
    recent = last is None or last >= known.day - MONTH
    lasts = one.cumulative or (begun is None or last is None or last - begun <= MONTH)
    return recent and lasts


def _order(known: Facts, one: Tally) -> tuple[int, bool, bool, bool, int, int, str, str]:
    return (
        _KINDS.index(one.of),
        not known.is_news(one.as_of or one.until, one.claims),
        not one.cumulative or one.standing.grade == "claimed",
        tallied.size(one) == 0,
        -RANK[one.standing.grade],
        -tallied.size(one),
        known.book.label(one.place),
        one.id,
    )


def _counted(known: Facts, found: Iterable[Tally]) -> set[tuple[str, int]]:
    return set(known.stretches([id for one in found for id in one.claims]))


def _sentence(known: Facts, group: Sequence[Tally]) -> Sentence:
    one = group[0]
    parts = tallied.parts(known, one)
    head, mark, tail = _parted(tallied.figure(known, one))
    of_whom = f", including {wording.listed(list(parts)[:3])}" if parts else ""
    if len(group) > 1:
        each = wording.listed([tallied.placed(known, one) for one in group])
        bits = (tallied.begin(known, one), each, tallied.VERBS[one.of], tallied.time(known, one))
        head = " ".join(filter(None, bits))
    text = f"{head}{of_whom}{mark}{tail}"
    if "early" in one.standing.flags and (one.low is not None or one.high is not None):
        are = "figure is" if len(group) == 1 and tallied.is_lone(one) else "figures are"
        text += f"; the {are} less than a day old"
    return sentence(known, text, *tallied.figures_of(*group, *list(parts.values())[:3]))


def _parted(text: str) -> tuple[str, str, str]:
    """The figure, and what follows it after a semicolon outside brackets."""
    found = re.match(r"((?:\([^()]*\)|[^;(])*)(;?)(.*)", text, re.DOTALL)
    return (found[1], found[2], found[3]) if found else (text, "", "")

"""How well what was told is put together again: who has which town, since when, how many died, by
whose hand, and how often one happening is one."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from statistics import median

from bench.war.rivals import METHODS, Assertion, Decided, ballots, latest, series
from bench.war.truth import Happening, War
from bench.war.words import CIVILIANS, Told
from foglift.codebook import Book
from foglift.fuse import picture
from foglift.fuse.control import current
from foglift.fuse.same import FAMILIES, type_of
from foglift.model import Control, Count, Event, Grade, Incident, Picture, Tally

ASSESSED, CLAIMED = "picture, assessed", "picture, claimed"
VOTE_OF_SPEAKERS = "vote of speakers"
RIVALS = ("latest report", *METHODS, VOTE_OF_SPEAKERS)
_RANK: dict[Grade, int] = {
    "acknowledged": 5,
    "corroborated": 4,
    "reported": 3,
    "claimed": 2,
    "unattributed": 1,
}
_KNOWN = 3
_NEAR = timedelta(days=3)


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


@dataclass
class Score:
    """A war's marks by method."""

    marks: dict[str, Marks]
    same: Sameness
    by_key: Sameness


def share(part: float, whole: float) -> float:
    return part / whole if whole else 0.0


def f1(precision: float, recall: float) -> float:
    return share(2 * precision * recall, precision + recall)


def score(war: War, told: Sequence[Told], book: Book, step: int = 2) -> Score:
    """The marks of every method on every `step`th day, as known that day."""
    found = Score({name: Marks() for name in (ASSESSED, CLAIMED, *RIVALS)}, Sameness(), Sameness())
    days = war.days[step::step]
    days = days if days and days[-1] == war.days[-1] else (*days, war.days[-1])
    answers: dict[str, dict[date, Decided]] = {}
    for name, day, decided in _rivals(war, told, book):
        answers.setdefault(name, {})[day] = decided
    for day in days:
        seen = picture([one.evidence for one in told], (), book, day)
        for name, layer in ((ASSESSED, "assessed"), (CLAIMED, "claimed")):
            answers.setdefault(name, {})[day] = held(seen, layer, war, book)
        for name, marks in found.marks.items():
            _control(war, day, answers[name][day], marks)
    _changes(war, seen, told, answers, book, found.marks)
    _strikes(war, seen, told, book, found.marks)
    found.same = sameness(told, {claim: one.id for one in seen.incidents for claim in one.claims})
    found.by_key = sameness(told, _keys(told))
    _invented(seen, told, found.same)
    _series(seen, told, found.same)
    return found


# --------------------------------------------------------------------------------------- control


def held(seen: Picture, layer: str, war: War, book: Book) -> Decided:
    """Town -> the side that has it by the picture; "" where it names none."""
    spells = current(seen.control, "assessed" if layer == "assessed" else "claimed")
    return {
        town: book.side(one.holder, war.days[0], war.theatre.country)
        if one.state in ("held", "besieged")
        else ""
        for town, one in spells.items()
    }


def _control(war: War, day: date, answers: Decided, marks: Marks) -> None:
    for town in war.towns:
        if war.fought_over(town.id, day):
            continue
        answer = answers.get(town.id, "")
        if not answer:
            marks.undecided += 1
        elif answer == war.sides[war.holder(town.id, day)]:
            marks.right += 1
        else:
            marks.wrong += 1


def _rivals(war: War, told: Sequence[Told], book: Book) -> Iterable[tuple[str, date, Decided]]:
    of_outlets = assertions(war, told, book, speakers=False)
    yield from series(of_outlets, war.days)
    cast = ballots(assertions(war, told, book, speakers=True), war.days)
    for day in war.days:
        yield VOTE_OF_SPEAKERS, day, METHODS["majority vote"]([cast[day]])


def assertions(war: War, told: Iterable[Told], book: Book, speakers: bool) -> list[Assertion]:
    """What each outlet, or each speaker, says of who has which town."""
    found = []
    for order, (evidence, _) in enumerate(told):
        report, claim = evidence
        content, where = claim.content, claim.where
        if not isinstance(content, Control) or content.holder is None or where is None:
            continue
        value = _value(war, evidence, content, book)
        if value is None or report.published is None:
            continue
        when = claim.when.start if claim.when else None
        town = where.place.ref
        who = _speaker(evidence) if speakers else report.outlet
        found.append(Assertion(who, town, value, report.published, when, order))
    return found


def _value(war: War, evidence: object, content: Control, book: Book) -> str | None:
    """The side that the claim gives the town to; None where it gives it to none."""
    claim = evidence.claim  # type: ignore[attr-defined]
    holder = content.holder.ref if content.holder else ""
    side = book.side(holder, war.days[0], war.theatre.country)
    link = claim.said_by[0] if claim.said_by else None
    if link and link.stance == "retracts":
        return ""
    if (link and link.stance == "denies") or claim.realis == "negated":
        return link.side if link and link.side and content.change == "takes" else None
    if content.change in ("takes", "holds"):
        return side
    others = [one for one in war.sides.values() if one != side]
    return others[0] if content.change == "loses" and len(others) == 1 else None


def _speaker(evidence: object) -> str:
    report, claim = evidence  # type: ignore[misc]
    link = claim.said_by[0] if claim.said_by else None
    if link is None:
        return str(report.outlet)
    return str(link.side or link.source.ref or f"{report.outlet}: a resident")


def _changes(
    war: War,
    seen: Picture,
    told: Sequence[Told],
    answers: Mapping[str, Mapping[date, Decided]],
    book: Book,
    marks: Mapping[str, Marks],
) -> None:
    """Each fall, and the day that is given for it, as known in the end."""
    said = assertions(war, told, book, speakers=False)
    for name, mark in marks.items():
        if name in (ASSESSED, CLAIMED):
            layer = "assessed" if name == ASSESSED else "claimed"
            given = _spells(seen, layer, war, book)
        else:
            given = _flips(answers[name], said, war)
        for town in war.towns:
            _match(war, town.id, given.get(town.id, []), mark)


Turn = tuple[date, str]


def _spells(seen: Picture, layer: str, war: War, book: Book) -> dict[str, list[Turn]]:
    """The turns of each town by the picture: each holder that is not the one before."""
    found: dict[str, list[Turn]] = {}
    for spell in seen.control:
        if spell.layer == layer and spell.state in ("held", "besieged") and spell.since:
            side = book.side(spell.holder, war.days[0], war.theatre.country)
            found.setdefault(spell.place, []).append((spell.since, side))
    return {town: _turns(turns, town, war) for town, turns in found.items()}


def _flips(
    daily: Mapping[date, Decided], said: Sequence[Assertion], war: War
) -> dict[str, list[Turn]]:
    found: dict[str, list[Turn]] = {}
    for day in war.days:
        for town, side in daily[day].items():
            if side:
                found.setdefault(town, []).append((day, side))
    return {
        town: [(_said_day(day, side, town, said), side) for day, side in _turns(turns, town, war)]
        for town, turns in found.items()
    }


def _turns(turns: Sequence[Turn], town: str, war: War) -> list[Turn]:
    """Those at which the side is another than before, the first day's not among them."""
    found, before = [], war.sides[war.holders[town]]
    for day, side in turns:
        if side != before:
            found.append((day, side))
        before = side
    return found


def _said_day(day: date, side: str, town: str, said: Sequence[Assertion]) -> date:
    """The day that most reports of the last week give for it."""
    days = Counter(
        one.day
        for one in said
        if one.question == town
        and one.value == side
        and one.day
        and day - timedelta(days=7) <= one.said <= day
    )
    return min(days, key=lambda each: (-days[each], each), default=day)


def _match(war: War, town: str, given: Sequence[Turn], mark: Marks) -> None:
    free = list(given)
    falls = war.falls(town)
    mark.changes += len(falls)
    for fall in falls:
        near = [
            one
            for one in free
            if one[1] == war.sides[fall.by] and abs(one[0] - fall.day) <= _NEAR
        ]
        if near:
            best = min(near, key=lambda one: abs(one[0] - fall.day))
            free.remove(best)
            mark.found += 1
            mark.errors.append(abs((best[0] - fall.day).days))
    mark.false += len(free)


# --------------------------------------------------------------------------- the dead, and by whom


def _strikes(
    war: War, seen: Picture, told: Sequence[Told], book: Book, marks: Mapping[str, Marks]
) -> None:
    about = {one.evidence.claim.id: one.about for one in told}
    strikes = [one for one in war.happenings if one.kind == "strike"]
    numbers, hands = _tolls(told), _blames(war, told, book)
    for name, mark in marks.items():
        if name in (ASSESSED, CLAIMED):
            continue
        _rival_strikes(name, strikes, numbers, hands, war, mark)
    for one in strikes:
        label = str(one.number)
        tallies = [each for each in seen.tallies if label in {about[id] for id in each.claims}]
        counted = [each for each in tallies if each.of == "killed"]
        incidents = [
            each for each in seen.incidents if label in {about[id] for id in each.claims}
        ]
        for mark in (marks[ASSESSED], marks[CLAIMED]):
            if label in {about.get(id) for id in _all(counted)}:
                _toll(one, max(counted, key=_weight), mark)
            _hand(war.sides[one.by], incidents, war, book, mark)


def _all(tallies: Iterable[Tally]) -> set[str]:
    return {id for tally in tallies for id in tally.claims}


def _weight(tally: Tally) -> tuple[bool, int, int, str]:
    return tally.best is not None, _RANK.get(tally.standing.grade, 0), len(tally.claims), tally.id


def _toll(one: Happening, tally: Tally, mark: Marks) -> None:
    mark.numbers += 1
    low, high = tally.low or 0, tally.high
    mark.within += low <= one.killed and (high is None or one.killed <= high)
    if tally.best is None:
        mark.unsaid += 1
        return
    mark.exact += tally.best == one.killed
    mark.off.append(abs(tally.best - one.killed) / one.killed)


def _hand(true: str, incidents: Sequence[Incident], war: War, book: Book, mark: Marks) -> None:
    """Who did it, by the best supported of the incidents that name somebody."""
    named = [one for one in incidents if one.actors and one.type in ("AIRSTRIKE", "SHELLING")]
    best = max((_RANK.get(one.standing.grade, 0) for one in named), default=0)
    sides = {
        book.side(actor, war.days[0], war.theatre.country)
        for one in named
        if _RANK.get(one.standing.grade, 0) == best
        for actor in one.actors
    }
    if len(sides) != 1:
        mark.unblamed += 1
    elif sides == {true}:
        mark.blamed += 1
    else:
        mark.misblamed += 1


def _tolls(told: Iterable[Told]) -> list[Assertion]:
    return [
        Assertion(
            report.outlet, label, str(claim.content.low), report.published, None, order
        )
        for order, ((report, claim), label) in enumerate(told)
        if isinstance(claim.content, Count)
        and claim.content.of == "killed"
        and not claim.content.cumulative
        and claim.content.whom
        and claim.content.whom.ref == CIVILIANS
        and report.published
    ]


def _blames(war: War, told: Iterable[Told], book: Book) -> list[Assertion]:
    found = []
    for order, ((report, claim), label) in enumerate(told):
        content = claim.content
        denied = claim.said_by and claim.said_by[0].stance == "denies"
        if not isinstance(content, Event) or content.type not in ("AIRSTRIKE", "SHELLING"):
            continue
        if content.actors and not denied and report.published:
            side = book.side(content.actors[0].ref, war.days[0], war.theatre.country)
            found.append(Assertion(report.outlet, label, side, report.published, None, order))
    return found


def _rival_strikes(
    name: str,
    strikes: Sequence[Happening],
    numbers: Sequence[Assertion],
    hands: Sequence[Assertion],
    war: War,
    mark: Marks,
) -> None:
    counted, blamed = (_final(name, each, war) for each in (numbers, hands))
    asked = {one.question for one in numbers}
    for one in strikes:
        label = str(one.number)
        if label in asked:
            mark.numbers += 1
            said = counted.get(label, "")
            mark.exact += said == str(one.killed)
            mark.unsaid += not said
            if said:
                mark.off.append(abs(int(said) - one.killed) / one.killed)
        hand = blamed.get(label, "")
        mark.blamed += hand == war.sides[one.by]
        mark.misblamed += bool(hand) and hand != war.sides[one.by]
        mark.unblamed += not hand


def _final(name: str, said: Sequence[Assertion], war: War) -> Decided:
    """What a method makes of everything that was said in the end."""
    last = war.days[-1]
    if name == "latest report":
        return latest(said, last)
    words: dict[str, dict[str, str]] = {}
    for one in sorted(said, key=lambda one: (one.said, one.order)):
        words.setdefault(one.question, {})[one.source] = one.value
    return METHODS.get(name, METHODS["majority vote"])([words])


# -------------------------------------------------------------------------------------- sameness


def sameness(told: Iterable[Told], group: Mapping[str, str]) -> Sameness:
    """How the claims of happenings fall into groups, against what they are truly about."""
    cells: Counter[tuple[str, str]] = Counter()
    for (_, claim), label in told:
        if claim.id in group and label:
            cells[group[claim.id], f"{_family(type_of(claim))} {label}"] += 1
    groups: Counter[str] = Counter()
    labels: Counter[str] = Counter()
    spread: dict[str, int] = {}
    for (name, label), count in cells.items():
        groups[name] += count
        labels[label] += count
        spread[label] = spread.get(label, 0) + 1
    return Sameness(
        pairs=sum(map(_pairs, groups.values())),
        true_pairs=sum(map(_pairs, labels.values())),
        common=sum(map(_pairs, cells.values())),
        happenings=len(labels),
        twins=sum(count - 1 for count in spread.values()),
    )


def _family(type: str) -> str:
    return FAMILIES.get(type, type)


def _pairs(count: int) -> int:
    return count * (count - 1) // 2


def _keys(told: Iterable[Told]) -> dict[str, str]:
    """The plainest rule of sameness: the same type, place and day said."""
    found = {}
    for (report, claim), _ in told:
        family = _family(type_of(claim))
        if family and claim.where and family not in ("holds",):
            day = claim.when.start if claim.when else report.published
            found[claim.id] = f"{family} {claim.where.place.ref} {day}"
    return found


def _invented(seen: Picture, told: Iterable[Told], same: Sameness) -> None:
    about = {one.evidence.claim.id: one.about for one in told}
    for one in seen.incidents:
        if _RANK.get(one.standing.grade, 0) < _KNOWN:
            continue
        same.grave += 1
        labels = {about[id] for id in one.claims}
        same.invented += all(label.startswith("false") for label in labels)


def _series(seen: Picture, told: Iterable[Told], same: Sameness) -> None:
    """How many falls of a running total are planted, and how many of these the tallies name."""
    totals: dict[str, list[tuple[date, int]]] = {}
    for (report, claim), _ in told:
        content = claim.content
        own = isinstance(content, Count) and content.cumulative and not claim.said_by
        if own and isinstance(content, Count) and report.kind == "monitor" and report.published:
            totals.setdefault(report.outlet, []).append((report.published, content.low or 0))
    for series in totals.values():
        ordered = sorted(series)
        days = {day for day, _ in ordered}
        if len(days) == len(ordered):
            same.falls += sum(
                two[1] < one[1] for one, two in zip(ordered, ordered[1:], strict=False)
            )
    problems = {words for tally in seen.tallies for words in tally.problems if "fell" in words}
    same.falls_named += len(problems)


def middle(values: Sequence[float]) -> float:
    return median(values) if values else 0.0

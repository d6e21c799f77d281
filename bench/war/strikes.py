"""How many were killed and by whose hand: the picture and its rivals against the truth."""

from collections.abc import Iterable, Mapping, Sequence

from bench.war.marks import Marks
from bench.war.rivals import METHODS, Assertion, Decided, latest
from bench.war.towns import ASSESSED, CLAIMED
from bench.war.truth import STRIKES, Happening, War
from bench.war.words import CIVILIANS, Told
from foglift.codebook import Book
from foglift.model import Count, Event, Grade, Incident, Picture, Tally

RANK: dict[Grade, int] = {
    "acknowledged": 5,
    "corroborated": 4,
    "reported": 3,
    "claimed": 2,
    "unattributed": 1,
}


def strikes(
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
        incidents = [each for each in seen.incidents if label in {about[id] for id in each.claims}]
        for mark in (marks[ASSESSED], marks[CLAIMED]):
            if label in {about.get(id) for id in _all(counted)}:
                _toll(one, max(counted, key=_weight), mark)
            _hand(war.sides[one.by], incidents, war, book, mark)


def _all(tallies: Iterable[Tally]) -> set[str]:
    return {id for tally in tallies for id in tally.claims}


def _weight(tally: Tally) -> tuple[bool, int, int, str]:
    return tally.best is not None, RANK.get(tally.standing.grade, 0), len(tally.claims), tally.id


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
    named = [one for one in incidents if one.actors and one.type in STRIKES]
    best = max((RANK.get(one.standing.grade, 0) for one in named), default=0)
    sides = {
        book.side(actor, war.days[0], war.theatre.country)
        for one in named
        if RANK.get(one.standing.grade, 0) == best
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
        Assertion(report.outlet, label, str(claim.content.low), report.published, None, order)
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
        if not isinstance(content, Event) or content.type not in STRIKES:
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

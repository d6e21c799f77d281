"""The section "People": killed, wounded, displaced, captured, freed; numbers and who gives them."""

import re
from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from msgspec.structs import replace

from foglift.model import Count, Counted, Precision, Rest, Section, Sentence, Side, Tally
from foglift.publish import fighting, wording
from foglift.publish.facts import Facts, further, sentence
from foglift.publish.graded import RANK
from foglift.text import at_least, numerals

MONTH = timedelta(days=31)
NEWS = timedelta(days=2)
WEEK = timedelta(days=7)
LONG = timedelta(days=2)
SLACK = timedelta(days=1)
TOGETHER = 3
MANY = 1000  # whoever so many flee is not back in two days
_FEW = 9  # small numbers are alike by chance
CAVEAT = "These figures are documented by the reports loaded here; not an estimate of all."

_VERBS: dict[Counted, str] = {
    "killed": "were killed",
    "wounded": "were wounded",
    "killed-or-wounded": "were killed or wounded",
    "displaced": "were displaced",
    "captured": "were captured",
    "freed": "were freed",
    "missing": "went missing",
}
_KINDS = tuple(_VERBS)
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
# Labels of actors that are many people already, so that nobody need be a member of them.
_PLURAL = ("rebels", "fighters", "militants", "insurgents", "separatists", "gunmen", "militiamen")
_ONE = {
    "people": "person",
    "families": "family",
    "children": "child",
    "women": "woman",
    "men": "man",
    "medical staff": "member of the medical staff",
    "police": "police officer",
    "clergy": "member of the clergy",
    "staff": "staff member",
}


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
        made.append(sentence(known, CAVEAT, *figures_of(*told)))
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


def is_lone(one: Tally) -> bool:
    """Whether one source alone gives its numbers."""
    return (
        one.standing.lines <= 1 and len({name for side in one.sides for name in side.sources}) <= 1
    )


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
    long = long or (one.of == "displaced" and _size(one) >= MANY)
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
        plain = one.standing.lines == 1 and len(one.sides) == 1 and not _parts(known, one)
        plain = plain and bool(one.place) and not _doers(known, one)
        counted = one.low is not None or one.high is not None
        key: tuple[object, ...] = (one.id,)
        if plain and counted and not one.cumulative and one.standing.by:
            flags = "early" in one.standing.flags
            key = (one.of, one.standing.by, one.standing.grade, flags, _time(known, one))
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
        before = alike.setdefault((one.of, one.unit, _size(one)), [])
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
    return same and _size(one) == _size(part) > _FEW and not one.cumulative


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
    return bool(many) and _size(one) <= _size(other) and bool(one.standing.by)


def _vague(one: Tally) -> tuple[bool, bool, bool, bool]:
    return one.since is None, not one.place, one.low != one.high, not one.whom


def _twins(known: Facts, one: Tally, other: Tally) -> bool:
    """Whether one number is told twice: as headline and in full, of a town and of its province,
    with and without who did it."""
    alike = (one.of, one.unit) == (other.of, other.unit) and _size(one) == _size(other)
    whom = not one.whom or not other.whom or one.whom == other.whom
    by = not one.by or not other.by or bool(set(one.by) & set(other.by))
    same = alike and whom and by and _meet(known, one, other)
    return same and (_size(one) > _FEW or _carried_together(known, one, other))


def _meet(known: Facts, one: Tally, other: Tally) -> bool:
    days = known.days_meet((one.since, one.until), (other.since, other.until))
    places = not one.place or not other.place or known.meet(one.place, other.place)
    return days and places


def _size(one: Tally) -> int:
    return one.best or one.low or one.high or 0


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
        _size(one) == 0,
        -RANK[one.standing.grade],
        -_size(one),
        known.book.label(one.place),
        one.id,
    )


def _counted(known: Facts, found: Iterable[Tally]) -> set[tuple[str, int]]:
    return set(known.stretches([id for one in found for id in one.claims]))


def _sentence(known: Facts, group: Sequence[Tally]) -> Sentence:
    one = group[0]
    parts = _parts(known, one)
    head, mark, tail = _parted(figure(known, one))
    of_whom = f", including {wording.listed(list(parts)[:3])}" if parts else ""
    if len(group) > 1:
        each = wording.listed([_placed(known, one) for one in group])
        bits = (_begin(known, one), each, _VERBS[one.of], _time(known, one))
        head = " ".join(filter(None, bits))
    text = f"{head}{of_whom}{mark}{tail}"
    if "early" in one.standing.flags and (one.low is not None or one.high is not None):
        are = "figure is" if len(group) == 1 and is_lone(one) else "figures are"
        text += f"; the {are} less than a day old"
    return sentence(known, text, *figures_of(*group, *list(parts.values())[:3]))


def _parted(text: str) -> tuple[str, str, str]:
    """The figure, and what follows it after a semicolon outside brackets."""
    found = re.match(r"((?:\([^()]*\)|[^;(])*)(;?)(.*)", text, re.DOTALL)
    return (found[1], found[2], found[3]) if found else (text, "", "")


def _parts(known: Facts, one: Tally) -> dict[str, Tally]:
    """The parts of a number in words: "222 in Hama"."""
    found = [part for part in known.picture.tallies if part.part_of == one.id]
    counted = [part for part in found if 0 < _size(part) <= _size(one)]
    return {words: part for part in counted if (words := _part(known, one, part))}


def figures_of(*tallies: Tally) -> tuple[tuple[str, ...], ...]:
    """The claims that give the numbers shown: of a running total the latest of each source, not
    those that it left behind."""
    shown = [side.claims for one in tallies for side in _told(one)]
    return tuple(shown) or tuple(one.claims for one in tallies)


def _told(one: Tally) -> tuple[Side, ...]:
    """The positions of which the sentence has the number: of one source alone only its best."""
    value = one.best if one.best is not None else one.low
    if not is_lone(one) or value is None:
        return one.sides
    return tuple(side for side in one.sides if _has(side, value)) or one.sides


def _has(side: Side, value: int) -> bool:
    return f"{value:,}" in re.findall(r"\d[\d,]*", side.position)


def figure(known: Facts, one: Tally) -> str:
    """The number with who gives it, in one of four shapes: nobody's, one source's, a range with
    its best, or what each party says."""
    if one.low is None and one.high is None and not _suppressed(one):
        return _uncounted(known, one)
    figures = [(side, number) for side in one.sides if (number := _number(side))]
    if len(figures) <= 1 or is_lone(one):
        return _single(known, one)
    if one.best is None:
        said = [f"{number}, according to {sources(known, side)}" for side, number in figures]
        independent = "" if one.standing.grade != "claimed" else "; no independent figure"
        return f"how many {_who(known, one)} {_scope(known, one)}: {'; '.join(said)}{independent}"
    spread = _range(one)
    if one.low == one.best == one.high:
        return f"{_people(known, one)} {_scope(known, one)}, according to {_by(known, one)}"
    stated = one.as_of if one.as_of != one.until else None
    asof = f", as of {wording.day(stated, known.day)}" if stated else ""
    givers = (sources(known, side) for side, number in figures if number == f"{one.best:,}")
    best = f"{one.best:,} according to {next(givers, wording.the(one.best_by))}{asof}"
    others = [
        f"{number} according to {sources(known, side)}"
        for side, number in figures
        if number != f"{one.best:,}"
    ]
    return f"{spread} {_who(known, one)} {_scope(known, one)} ({'; '.join((best, *others))})"


def _uncounted(known: Facts, one: Tally) -> str:
    said = f"{_by(known, one)} said {_who(known, one)} {_scope(known, one)}"
    return f"{said}; no number is given"


def _single(known: Facts, one: Tally) -> str:
    tail = {
        "claimed": "no independent figure",
        "reported": "no second independent source so far",
        "unattributed": "no named source so far",
    }.get(one.standing.grade, "")
    bits = (_begin(known, one), _bit(known, one), _time(known, one))
    text = " ".join(filter(None, bits))
    return f"{text}; {tail}" if tail else text


def _begin(known: Facts, one: Tally) -> str:
    said = "claimed that" if one.standing.grade == "claimed" else "said"
    return f"{_by(known, one)} {said}"


def _bit(known: Facts, one: Tally) -> str:
    """ "826 people were killed in Hama", "one civilian was killed"."""
    alone = (one.best or one.low or one.high) == 1
    happened = _happened(known, one)
    happened = happened.replace("were ", "was ", 1) if alone else happened
    return f"{_people(known, one)} {happened}"


def _part(known: Facts, whole: Tally, part: Tally) -> str:
    """ "111 civilians", "222 in Hama"; "" where nothing says what sets the part apart."""
    number = _words_of(known, part) or wording.number(_size(part))
    place = known.where(part.place, part.claims)
    where = f" in {place}" if place != known.where(whole.place, whole.claims) and place else ""
    label = _who(known, part) if part.whom and part.whom != whole.whom else ""
    label = _single_person(label) if label and _size(part) == 1 else label
    by = f" by {_doers(known, part)}" if _more(part, whole) and _doers(known, part) else ""
    days = _time(known, part)
    when = f" {days}" if days and days != _time(known, whole) and not part.cumulative else ""
    if not (where or label or by or when) or label == "people" != _who(known, whole):
        return ""
    return " ".join(filter(None, (number, label))) + where + by + when


def _more(part: Tally, whole: Tally) -> bool:
    return bool(part.by) and part.by != whole.by


def _by(known: Facts, one: Tally) -> str:
    return wording.listed(known.sources(one.standing.by, one.claims)) or known.unnamed(one.claims)


def sources(known: Facts, side: Side) -> str:
    """All who give a number, as a sentence names them."""
    return wording.listed(known.sources(side.sources, side.claims))


def _number(side: Side) -> str:
    kind, _, number = side.position.partition(": ")
    return number if kind in _VERBS else ""


def subject(known: Facts, one: Tally) -> str:
    """What the number counts, as a noun: "people killed since the week of 25 November"."""
    return f"{_who(known, one)} {_scope(known, one)}".replace(" were ", " ", 1).replace(
        " went ", " ", 1
    )


def clause(known: Facts, one: Tally) -> str:
    """What happened to whom: "detainees were freed in Hama"."""
    return f"{_who(known, one)} {_scope(known, one)}"


def _suppressed(one: Tally) -> bool:
    return bool(one.phrase) and one.phrase != "no number"


def _range(one: Tally) -> str:
    if one.high is None:
        return at_least(one.low)
    return f"up to {one.high:,}" if one.low is None else f"{one.low:,}–{one.high:,}"


def _people(known: Facts, one: Tally) -> str:
    """The number and who they are: "826 people", "tens of thousands of people"."""
    who, number = _who(known, one), _words_of(known, one)
    if number:
        who = _single_person(who) if _size(one) == 1 else who
        return f"{number}{' of' if number.endswith('s') else ''} {who}"
    value = next((each for each in (one.best, one.low, one.high) if each is not None), 0)
    return f"{wording.number(value)} {who if value != 1 else _single_person(who)}"


def _words_of(known: Facts, one: Tally) -> str:
    """The number as its source hedges it: "nearly 1,000", "more than 40", "dozens"; "" where it is
    exact."""
    if (
        one.phrase
        and one.phrase[0].isalpha()
        and not one.phrase.startswith(("at least", "more than", "up to"))
    ):
        return one.phrase
    for id in (id for side in one.sides for id in side.claims if id in known.claims):
        report, claim = known.claims[id]
        first = claim.evidence[0]
        for numeral in numerals(report.text[first.start : first.end]):
            said = isinstance(claim.content, Count) and (claim.content.low, claim.content.high)
            shown = {numeral.low, numeral.high} & {one.best, one.low, one.high} - {None}
            if shown and not numeral.exact and (numeral.low, numeral.high) == said:
                return " ".join(numeral.phrase.split()).lower()
    return one.phrase


def _single_person(who: str) -> str:
    if who.startswith("members of "):
        return who.replace("members", "member", 1)
    return _ONE.get(who) or (who.removesuffix("s") if " " not in who else who)


def _who(known: Facts, one: Tally) -> str:
    """Whom it counts; words the codebook does not know are only "people"."""
    if one.unit == "families":
        return "families"
    if one.whom.startswith("people:"):
        return known.book.label(one.whom)
    if one.whom in known.book.actors or "." in one.whom:
        label = known.book.label(one.whom)
        return label if label.endswith(_PLURAL) else f"members of {wording.the(label)}"
    return "people"


def _placed(known: Facts, one: Tally) -> str:
    """ "five families in Rastan"."""
    word = "from" if one.of == "displaced" and _from(known, one) else "in"
    return f"{_people(known, one)} {word} {known.place(one.place)}"


def _scope(known: Facts, one: Tally) -> str:
    """What happened to them, where and when: "were killed in Hama since 25 November"."""
    return " ".join(filter(None, (_happened(known, one), _time(known, one))))


def _happened(known: Facts, one: Tally) -> str:
    """What happened to them and where: "were killed in Hama"."""
    word = "from" if one.of == "displaced" and _from(known, one) else "in"
    word = "to" if one.relation == "towards" else word
    by, place = _doers(known, one), known.where(one.place, one.claims)
    bits = (
        _VERBS[one.of],
        f"by {by}" if by and one.of != "displaced" else "",
        f"{word} {place}" if place else "",
    )
    return " ".join(filter(None, bits))


def _doers(known: Facts, one: Tally) -> str:
    """Who is said to have done it, by the names that all who name somebody give: not the whole
    side that they are of."""
    claims = [known.claims[id][1] for side in one.sides for id in side.claims if id in known.claims]
    named = [
        {mention.ref for mention in claim.content.by if mention.ref}
        for claim in claims
        if isinstance(claim.content, Count) and claim.content.by
    ]
    agreed = set.intersection(*named) if named else set()
    return wording.listed([known.name(ref) for ref in sorted(agreed)])


def _from(known: Facts, one: Tally) -> bool:
    claims = [known.claims[id][1] for id in one.claims if id in known.claims]
    return bool(claims) and all(claim.where and claim.where.relation == "from" for claim in claims)


def _time(known: Facts, one: Tally) -> str:
    """When: of a running total always since when or up to when, as far as anybody says."""
    if one.cumulative:
        return _running(known, one)
    if one.until and known.untimed(one.claims):
        return f"by {wording.day(one.until, known.day)}"
    return wording.when(one.since, one.until, "day", known.day)


def _running(known: Facts, one: Tally) -> str:
    precision, last = _precision(known, one), one.as_of or one.until
    begun = wording.since(one.since, precision, known.day)
    if last is None or (begun and last >= known.day):
        return begun or "to date"
    by = wording.day(last, known.day)
    if not begun or one.since == last:
        return f"in all by {by}"
    if precision != "day":
        return f"{begun}, up to {by}"
    return f"between {begun.removeprefix('since ')} and {by}"


def _precision(known: Facts, one: Tally) -> Precision:
    claims = (known.claims[id][1] for id in one.claims if id in known.claims)
    return next((claim.when.precision for claim in claims if claim.when), "day")

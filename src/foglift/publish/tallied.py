"""A tally in words: the number, who gives it, what it counts, where and when."""

import re

from foglift.model import Count, Counted, Precision, Side, Tally
from foglift.publish import wording
from foglift.publish.facts import Facts
from foglift.text import between, numerals

VERBS: dict[Counted, str] = {
    "killed": "were killed",
    "wounded": "were wounded",
    "killed-or-wounded": "were killed or wounded",
    "displaced": "were displaced",
    "captured": "were captured",
    "freed": "were freed",
    "missing": "went missing",
}
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
    spread = between(one.low, one.high, to="–")
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


def subject(known: Facts, one: Tally) -> str:
    """What the number counts, as a noun: "people killed since the week of 25 November"."""
    return f"{_who(known, one)} {_scope(known, one)}".replace(" were ", " ", 1).replace(
        " went ", " ", 1
    )


def clause(known: Facts, one: Tally) -> str:
    """What happened to whom: "detainees were freed in Hama"."""
    return f"{_who(known, one)} {_scope(known, one)}"


def sources(known: Facts, side: Side) -> str:
    """All who give a number, as a sentence names them."""
    return wording.listed(known.sources(side.sources, side.claims))


def begin(known: Facts, one: Tally) -> str:
    """ "Levant Wire said", "the Syrian rebels claimed that"."""
    said = "claimed that" if one.standing.grade == "claimed" else "said"
    return f"{_by(known, one)} {said}"


def placed(known: Facts, one: Tally) -> str:
    """ "five families in Rastan"."""
    word = "from" if one.of == "displaced" and _from(known, one) else "in"
    return f"{_people(known, one)} {word} {known.place(one.place)}"


def _part(known: Facts, whole: Tally, part: Tally) -> str:
    """ "111 civilians", "222 in Hama"; "" where nothing says what sets the part apart."""
    number = _words_of(known, part) or wording.number(size(part))
    place = known.where(part.place, part.claims)
    where = f" in {place}" if place != known.where(whole.place, whole.claims) and place else ""
    label = _who(known, part) if part.whom and part.whom != whole.whom else ""
    label = _single_person(label) if label and size(part) == 1 else label
    by = f" by {doers(known, part)}" if _more(part, whole) and doers(known, part) else ""
    days = time(known, part)
    when = f" {days}" if days and days != time(known, whole) and not part.cumulative else ""
    if not (where or label or by or when) or label == "people" != _who(known, whole):
        return ""
    return " ".join(filter(None, (number, label))) + where + by + when


def parts(known: Facts, one: Tally) -> dict[str, Tally]:
    """The parts of a number in words: "222 in Hama"."""
    found = [part for part in known.picture.tallies if part.part_of == one.id]
    counted = [part for part in found if 0 < size(part) <= size(one)]
    return {words: part for part in counted if (words := _part(known, one, part))}


def _uncounted(known: Facts, one: Tally) -> str:
    said = f"{_by(known, one)} said {_who(known, one)} {_scope(known, one)}"
    return f"{said}; no number is given"


def _single(known: Facts, one: Tally) -> str:
    tail = {
        "claimed": "no independent figure",
        "reported": "no second independent source so far",
        "unattributed": "no named source so far",
    }.get(one.standing.grade, "")
    bits = (begin(known, one), _bit(known, one), time(known, one))
    text = " ".join(filter(None, bits))
    return f"{text}; {tail}" if tail else text


def _bit(known: Facts, one: Tally) -> str:
    """ "826 people were killed in Hama", "one civilian was killed"."""
    alone = (one.best or one.low or one.high) == 1
    happened = _happened(known, one)
    happened = happened.replace("were ", "was ", 1) if alone else happened
    return f"{_people(known, one)} {happened}"


def _more(part: Tally, whole: Tally) -> bool:
    return bool(part.by) and part.by != whole.by


def _by(known: Facts, one: Tally) -> str:
    return wording.listed(known.sources(one.standing.by, one.claims)) or known.unnamed(one.claims)


def _number(side: Side) -> str:
    kind, _, number = side.position.partition(": ")
    return number if kind in VERBS else ""


def _suppressed(one: Tally) -> bool:
    return bool(one.phrase) and one.phrase != "no number"


def _people(known: Facts, one: Tally) -> str:
    """The number and who they are: "826 people", "tens of thousands of people"."""
    who, number = _who(known, one), _words_of(known, one)
    if number:
        who = _single_person(who) if size(one) == 1 else who
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


def _scope(known: Facts, one: Tally) -> str:
    """What happened to them, where and when: "were killed in Hama since 25 November"."""
    return " ".join(filter(None, (_happened(known, one), time(known, one))))


def _happened(known: Facts, one: Tally) -> str:
    """What happened to them and where: "were killed in Hama"."""
    word = "from" if one.of == "displaced" and _from(known, one) else "in"
    word = "to" if one.relation == "towards" else word
    by, place = doers(known, one), known.where(one.place, one.claims)
    bits = (
        VERBS[one.of],
        f"by {by}" if by and one.of != "displaced" else "",
        f"{word} {place}" if place else "",
    )
    return " ".join(filter(None, bits))


def doers(known: Facts, one: Tally) -> str:
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


def time(known: Facts, one: Tally) -> str:
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


def size(one: Tally) -> int:
    """The number that it is compared by; 0 for none."""
    return one.best or one.low or one.high or 0


def is_lone(one: Tally) -> bool:
    """Whether one source alone gives its numbers."""
    return (
        one.standing.lines <= 1 and len({name for side in one.sides for name in side.sources}) <= 1
    )


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

"""The section "People": killed, wounded, displaced, captured, freed; numbers and who gives them."""

from collections.abc import Iterable
from datetime import timedelta

from foglift.model import Counted, Precision, Section, Sentence, Side, Tally
from foglift.publish import fighting, wording
from foglift.publish.facts import Facts, sentence
from foglift.publish.graded import RANK

MONTH = timedelta(days=31)
MOST = 12
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


def section(known: Facts) -> Section:
    """Tallies, wholes before others and parts inside their whole; then what happened to people
    whom nobody counts."""
    found = current(known)
    told = [_sentence(known, one) for one in found[:MOST]]
    if found[MOST:]:
        more = f"{len(found) - MOST:,} further counts are in the list"
        told.append(sentence(known, more, [one.claims[0] for one in found[MOST:]]))
    if any(one.low is not None or one.high is not None for one in found):
        told.append(sentence(known, CAVEAT, *(one.claims for one in found[:MOST])))
    counted = _counted(known, found)
    others = [
        one
        for one in fighting.recent(known, fighting.PEOPLE)
        if not one.standing.denied_by and not counted.intersection(_stretches(known, one.claims))
    ]
    told += fighting.sentences(known, others, MOST - min(len(told), MOST - 2))
    return Section("People", tuple(told))


def current(known: Facts) -> list[Tally]:
    """Tallies of this time that are no part of another one shown; running totals and the largest
    numbers first. What is told of the past, such as an old massacre, is none of them."""
    found = [one for one in known.picture.tallies if _current(known, one)]
    ids = {one.id for one in found}
    whole = [one for one in found if one.part_of not in ids]
    return sorted(whole, key=lambda one: _order(known, one))


def _current(known: Facts, one: Tally) -> bool:
    last = one.until or one.as_of or one.since
    begun = one.since or last
    recent = last is None or last >= known.day - MONTH
    lasts = one.cumulative or (begun is None or last is None or last - begun <= MONTH)
    return recent and lasts


def _order(known: Facts, one: Tally) -> tuple[int, bool, bool, int, int, str, str]:
    size = one.best or one.low or one.high or 0
    return (
        _KINDS.index(one.of),
        not one.cumulative,
        size == 0,
        -size,
        -RANK[one.standing.grade],
        known.book.label(one.place),
        one.id,
    )


def _counted(known: Facts, found: Iterable[Tally]) -> set[tuple[str, int]]:
    return set(_stretches(known, [id for one in found for id in one.claims]))


def _stretches(known: Facts, ids: Iterable[str]) -> Iterable[tuple[str, int]]:
    """Where in which report the claims stand, to the twenty characters."""
    for id in ids:
        if id in known.claims:
            report, claim = known.claims[id]
            for span in claim.evidence:
                yield from ((report.id, place) for place in range(span.start // 20, span.end // 20))


def _sentence(known: Facts, one: Tally) -> Sentence:
    parts = [part for part in known.picture.tallies if part.part_of == one.id]
    parts = [part for part in parts if part.low is not None or part.high is not None]
    text = figure(known, one)
    for part in parts[:3]:
        text = _with_part(known, text, one, part)
    if "early" in one.standing.flags and (one.low is not None or one.high is not None):
        text += "; the figure is less than a day old"
    return sentence(known, text, *(each.claims for each in (one, *parts[:3])))


def figure(known: Facts, one: Tally) -> str:
    """The number with who gives it, in one of four shapes: nobody's, one source's, a range with
    its best, or what each party says."""
    if one.low is None and one.high is None and not _suppressed(one):
        return _uncounted(known, one)
    figures = [(side, number) for side in one.sides if (number := _number(side))]
    if len(figures) == 1 or one.standing.lines <= 1:
        return _single(known, one)
    if one.best is None:
        said = [f"{number}, according to {_sources(side)}" for side, number in figures]
        independent = "" if one.standing.grade != "claimed" else "; no independent figure"
        return f"how many {_who(known, one)} {_scope(known, one)}: {'; '.join(said)}{independent}"
    spread = _range(one)
    if one.low == one.best == one.high:
        return f"{_people(known, one)} {_scope(known, one)}, according to {_by(one)}"
    asof = f", as of {wording.day(one.as_of, known.day)}" if one.as_of else ""
    best = f"{one.best:,} according to {wording.the(one.best_by)}{asof}"
    return f"{spread} {_who(known, one)} {_scope(known, one)} ({best})"


def _uncounted(known: Facts, one: Tally) -> str:
    return f"{_by(one)} said {_who(known, one)} {_scope(known, one)}; no number is given"


def _single(known: Facts, one: Tally) -> str:
    said = "claimed that" if one.standing.grade == "claimed" else "said"
    tail = {
        "claimed": "no independent figure",
        "reported": "no second independent source so far",
        "unattributed": "nobody named has reported it",
    }.get(one.standing.grade, "")
    text = f"{_by(one)} {said} {_people(known, one)} {_scope(known, one)}"
    return f"{text}; {tail}" if tail else text


def _with_part(known: Facts, text: str, whole: Tally, part: Tally) -> str:
    number = part.phrase or f"{part.best or part.low or part.high:,}"
    where = f" in {known.place(part.place)}" if part.place != whole.place else ""
    label = _who(known, part) if part.whom != whole.whom else ""
    of_whom = f", of whom {' '.join(filter(None, (number, label)))}{where}"
    head, mark, tail = text.partition(";")
    return f"{head}{of_whom}{mark}{tail}"


def _by(one: Tally) -> str:
    names = [wording.the(wording.told(name, 20)) for name in one.standing.by]
    return wording.listed(names) or "sources who are not named"


def _sources(side: Side) -> str:
    return wording.listed([wording.the(wording.told(name, 20)) for name in side.sources])


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
        return f"at least {one.low:,}"
    return f"up to {one.high:,}" if one.low is None else f"{one.low:,}–{one.high:,}"


def _people(known: Facts, one: Tally) -> str:
    """The number and who they are: "826 people", "tens of thousands of people"."""
    who = _who(known, one)
    if one.phrase:
        return f"{one.phrase}{' of' if one.phrase.endswith('s') else ''} {who}"
    value = next((each for each in (one.best, one.low, one.high) if each is not None), 0)
    return f"{wording.number(value)} {who if value != 1 else _single_person(who)}"


def _single_person(who: str) -> str:
    return {"people": "person", "families": "family"}.get(who, who)


def _who(known: Facts, one: Tally) -> str:
    """Whom it counts; words the codebook does not know are only "people"."""
    if one.unit == "families":
        return "families"
    if one.whom.startswith("people:"):
        return known.book.label(one.whom)
    if one.whom in known.book.actors:
        return f"members of {known.name(one.whom)}"
    return "people"


def _scope(known: Facts, one: Tally) -> str:
    """What happened to them, where and when: "were killed in Hama since 25 November"."""
    word = "from" if one.of == "displaced" and _from(known, one) else "in"
    by = wording.listed([known.name(ref) for ref in one.by])
    bits = (
        _VERBS[one.of],
        f"by {by}" if by and one.of != "displaced" else "",
        f"{word} {known.place(one.place)}" if one.place else "",
        _time(known, one),
    )
    return " ".join(filter(None, bits))


def _from(known: Facts, one: Tally) -> bool:
    claims = [known.claims[id][1] for id in one.claims if id in known.claims]
    return bool(claims) and all(claim.where and claim.where.relation == "from" for claim in claims)


def _time(known: Facts, one: Tally) -> str:
    if one.cumulative:
        return wording.since(one.since, _precision(known, one), known.day)
    return wording.when(one.since, one.until, "day", known.day)


def _precision(known: Facts, one: Tally) -> Precision:
    claims = (known.claims[id][1] for id in one.claims if id in known.claims)
    return next((claim.when.precision for claim in claims if claim.when), "day")

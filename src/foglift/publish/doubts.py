"""The sections "Disputed" and "What is not known": both positions, and the gaps."""

from collections.abc import Iterator

from foglift.model import ControlSpell, Incident, Section, Sentence, Tally
from foglift.publish import control, fighting, people, wording
from foglift.publish.agreed import agreed
from foglift.publish.facts import Facts, sentence
from foglift.publish.graded import admitting, graded, losers, stances

MOST = 12


def disputed(known: Facts) -> Section:
    """Everything contested or only denied, each position with who takes it."""
    spells = [one for one in control.current(known) if _has_two_sides(one)]
    tallies = [one for one in people.shown(known) if people.is_disputed(known, one)]
    told = {id for spell in spells for id in spell.claims}
    types = (*fighting.TYPES, *fighting.PEOPLE)
    incidents = [
        one
        for one in known.picture.incidents
        if one.type in types
        and fighting.is_disputed(one)
        and not told.intersection(one.claims)
        and (one.place or one.actors)
        and known.is_news(one.end or one.start, one.claims)
    ]
    found = [
        *(_spell(known, one) for one in spells),
        *(_incident(known, one) for one in incidents),
        *(_tally(known, one) for one in tallies),
    ]
    return Section("Disputed", _bounded(known, found, "further disputes"))


def _has_two_sides(one: ControlSpell) -> bool:
    return one.standing.contested and (
        one.state == "held" or control.tied(one) or control.denied(one)
    )


def _bounded(known: Facts, found: list[Sentence], what: str) -> tuple[Sentence, ...]:
    told, rest = found[:MOST], found[MOST:]
    if rest:
        ids = [id for one in rest for id in one.claims]
        told.append(sentence(known, f"{len(rest):,} {what} are in the list", ids))
    return tuple(told)


def _spell(known: Facts, one: ControlSpell) -> Sentence:
    text = f"of {known.place(one.place)}, {stances(known, one.sides)}"
    return sentence(known, text, one.claims)


def _incident(known: Facts, one: Incident) -> Sentence:
    on = wording.when(one.start, one.end, one.precision, known.day)
    said, named = agreed(known, one)
    event = known.happening(
        said.type, said.facet, said.actors, said.recipients, said.place, said.relation
    )
    admits = admitting(known, one.standing, one.claims, losers(one))
    unnamed = known.unnamed(one.claims)
    by = known.sources(one.standing.by, one.claims)
    text = graded(f"{event} {on}".strip(), one.standing, admits, unnamed, sources=by)
    text += f"; {named}" if named else ""
    return sentence(known, text, one.claims)


def _tally(known: Facts, one: Tally) -> Sentence:
    figures = [
        (side.position.partition(": ")[2], people.sources(known, side)) for side in one.sides
    ]
    said = "; ".join(f"{number}, according to {who}" for number, who in figures)
    text = f"numbers for {people.subject(known, one)}: {said}"
    return sentence(known, text, *people.figures_of(one))


def unknown(known: Facts) -> Section:
    """What the reports do not say, or say only once."""
    found = [
        *_lone_numbers(known),
        *_missing_numbers(known),
        *_thin_control(known),
        *_problems(known),
        *_undated(known),
    ]
    return Section("What is not known", tuple(found[:MOST]))


def _lone_numbers(known: Facts) -> Iterator[Sentence]:
    """How many of the numbers told come from one source alone."""
    told = [one for one in people.shown(known) if one.low is not None or one.high is not None]
    lone = [one for one in told if people.is_lone(one)]
    if len(lone) > 1:
        which = "all" if len(lone) == len(told) else wording.number(len(lone))
        text = f"{which} of the {wording.number(len(told))} numbers under People "
        yield sentence(known, f"{text}come from one source each", *people.figures_of(*lone))


def _missing_numbers(known: Facts) -> Iterator[Sentence]:
    found = people.current(known)
    killed = [one for one in found if one.of == "killed"]
    hurt = [one for one in found if one.of in ("wounded", "killed-or-wounded")]
    if killed and not any(one.low is not None or one.high is not None for one in hurt):
        text = "no report loaded here gives a number of wounded"
        yield sentence(known, text, *(one.claims for one in killed))
    for one in people.shown(known):
        if one.phrase == "no number":
            yield sentence(known, f"how many {people.clause(known, one)} is not said", one.claims)


def _thin_control(known: Facts) -> Iterator[Sentence]:
    spells = control.current(known)
    kinds = {
        "only parties say who has {}": [one for one in spells if one.standing.grade == "claimed"],
        "nobody has reported on {} for two weeks": [
            one for one in spells if "stale" in one.standing.flags
        ],
        "who has {} is not known": [
            one for one in spells if one.state == "unknown" or control.tied(one)
        ],
    }
    for text, found in kinds.items():
        if found:
            names = wording.listed([known.place(one.place) for one in found], 6)
            yield sentence(known, text.format(names), *(one.claims for one in found))


def _problems(known: Facts) -> Iterator[Sentence]:
    for one in people.current(known):
        for problem in one.problems:
            subject = people.subject(known, one)
            words = wording.spelled(problem.words, known.day)
            yield sentence(known, f"the numbers for {subject} do not fit: {words}", problem.claims)


def _undated(known: Facts) -> Iterator[Sentence]:
    found = [(report, claim) for report, claim in known.claims.values() if not report.published]
    reports = {report.id for report, _ in found}
    if reports:
        carry = "report carries" if len(reports) == 1 else "reports carry"
        firsts = {report.id: claim.id for report, claim in sorted(found, key=lambda p: p[1].id)}
        text = f"{wording.number(len(reports))} {carry} no date, so the days in it stay open"
        yield sentence(known, text, firsts.values())

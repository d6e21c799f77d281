"""The sections "Disputed" and "What is not known": both positions, and the gaps."""

from collections.abc import Iterator, Sequence

from foglift.model import ControlSpell, Incident, Rest, Section, Sentence, Tally
from foglift.publish import control, fighting, people, tallied, wording
from foglift.publish.agreed import agreed
from foglift.publish.facts import RECENT, Facts, further, sentence
from foglift.publish.graded import admitting, graded, losers, stances

MOST = 12
EACH = 4  # of places, happenings and numbers alike
NAMED = 6  # places that one sentence names


def disputed(known: Facts) -> Section:
    """What is contested or only denied, each position with who takes it: of places, happenings and
    numbers some each, and how many more there are."""
    spells = [one for one in control.ordered(known) if _has_two_sides(one)]
    told = {id for spell in spells for id in spell.claims}
    incidents = [
        one
        for one in known.picture.incidents
        if fighting.is_disputed(one)
        and one.type in (*fighting.TYPES, *fighting.PEOPLE)
        and not told.intersection(one.claims)
        and (one.place or one.actors)
        and known.is_news(one.end or one.start, one.claims)
    ]
    incidents = fighting.ranked(known, incidents)
    tallies = [one for one in people.shown(known) if people.is_disputed(known, one)]
    places, happenings, numbers = fighting.shares(
        (len(spells), len(incidents), len(tallies)), MOST, EACH, EACH
    )
    contested = Rest("incidents", since=known.day - RECENT, only="contested")
    return Section(
        "Disputed",
        (
            *(_spell(known, one) for one in spells[:places]),
            *_more(spells[places:], "place", "places", Rest("control")),
            *(_incident(known, one) for one in incidents[:happenings]),
            *_more(incidents[happenings:], "incident", "incidents", contested),
            *(_tally(known, one) for one in tallies[:numbers]),
            *_more(tallies[numbers:], "number", "numbers", Rest("tallies")),
        ),
    )


def _more(left: Sequence[object], one: str, more: str, rest: Rest) -> Iterator[Sentence]:
    yield from further(len(left), f"disputed {one}", f"disputed {more}", rest)


def _has_two_sides(one: ControlSpell) -> bool:
    return (
        one.standing.contested
        and not control.is_old(one)
        and (one.state == "held" or control.tied(one) or control.denied(one))
    )


def _spell(known: Facts, one: ControlSpell) -> Sentence:
    text = f"of {known.place(one.place)}, {stances(known, one.sides)}"
    return sentence(known, text, one.claims)


def _incident(known: Facts, one: Incident) -> Sentence:
    on = wording.when(one.start, one.end, one.precision, known.day)
    said, named = agreed(known, one)
    event = known.incident(said, known.where(said.place, said.claims))
    admits = admitting(known, one.standing, one.claims, losers(one))
    unnamed = known.unnamed(one.claims)
    by = known.sources(one.standing.by, one.claims)
    text = graded(f"{event} {on}".strip(), one.standing, admits, unnamed, sources=by)
    text += f"; {named}" if named else ""
    return sentence(known, text, one.claims)


def _tally(known: Facts, one: Tally) -> Sentence:
    figures = [
        (side.position.partition(": ")[2], tallied.sources(known, side)) for side in one.sides
    ]
    said = "; ".join(f"{number}, according to {who}" for number, who in figures)
    text = f"numbers for {tallied.subject(known, one)}: {said}"
    return sentence(known, text, *tallied.figures_of(one))


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
    lone = [one for one in told if tallied.is_lone(one)]
    if len(lone) > 1:
        which = "all" if len(lone) == len(told) else wording.number(len(lone))
        text = f"{which} of the {wording.number(len(told))} numbers under People "
        yield sentence(known, f"{text}come from one source each", *tallied.figures_of(*lone))


def _missing_numbers(known: Facts) -> Iterator[Sentence]:
    killed = [one for one in people.shown(known) if one.of == "killed"]
    hurt = [one for one in people.current(known) if one.of in ("wounded", "killed-or-wounded")]
    if killed and not any(one.low is not None or one.high is not None for one in hurt):
        text = "no report loaded here gives a number of wounded"
        yield sentence(known, text, *tallied.figures_of(*killed))
    for one in people.shown(known):
        if one.phrase == "no number":
            yield sentence(known, f"how many {tallied.clause(known, one)} is not said", one.claims)


def _thin_control(known: Facts) -> Iterator[Sentence]:
    stale = [one for one in control.ordered(known) if "stale" in one.standing.flags]
    fresh = [one for one in control.ordered(known) if "stale" not in one.standing.flags]
    kinds = {
        "only parties say who has {}": [one for one in fresh if one.standing.grade == "claimed"],
        "nobody has reported on {} for two weeks": stale,
        "who has {} is not known": [
            one for one in fresh if one.state == "unknown" or control.tied(one)
        ],
    }
    for text, found in kinds.items():
        if found:
            names = wording.listed([known.place(one.place) for one in found], NAMED)
            told = (one.claims for one in found[:NAMED])
            rest = Rest("control") if len(found) > NAMED + 1 else None
            yield sentence(known, text.format(names), *told, rest=rest)


def _problems(known: Facts) -> Iterator[Sentence]:
    for one in people.current(known):
        for problem in one.problems:
            subject = tallied.subject(known, one)
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

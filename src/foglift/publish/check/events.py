"""What happened, by whom, to whom, where and when: the clauses of a sentence."""

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from foglift.model import Control, Sentence
from foglift.publish import grammar, wording
from foglift.publish.facts import Facts
from foglift.publish.given import Given, plain

# Types that tell of one happening in other words.
_FAMILIES = ({"CAPTURE", "TRANSFER"}, {"BOMBING", "SUICIDE_BOMB"}, {"CAPTURE", "ADVANCE"})
_SLACK = {"CAPTURE": 2, "TRANSFER": 2}


class _Clause(NamedTuple):
    type: str
    actors: tuple[str, ...]
    recipients: tuple[str, ...]
    places: tuple[str, ...]
    times: tuple[tuple[date, date], ...]


def events(known: Facts, sentence: Sentence, cited: Sequence[Given]) -> Iterator[str]:
    """What happened, by whom, to whom, where and when: each clause from the claims it rests on,
    and every claim for some clause."""
    found = grammar.support(sentence.text)
    if found is None or (grammar.control(found.event) and _is_control(cited)):
        return
    if not any(one.type for one in cited):
        return
    clauses, rest = _clauses(known, found, cited)
    if rest:
        yield f"the claims do not give “{rest}”"
        return
    for clause in clauses:
        yield from _clause_faults(clause, cited, found.grade == "denied")
    for one in cited:
        if not any(_is_about(one, clause) for clause in clauses):
            yield f"claim {one.claim.id} is not about it"


def _is_control(cited: Sequence[Given]) -> bool:
    return all(isinstance(one.claim.content, Control) for one in cited)


def _clauses(
    known: Facts, found: grammar.Support, cited: Sequence[Given]
) -> tuple[list[_Clause], str]:
    """The event taken apart, and what is left that is no clause of these claims."""
    who = {name for one in cited for name in one.actors | one.recipients}
    who |= {f"the {name}" for name in who} | (
        {"it", "they"} if found.by or found.against else set()
    )
    where = {name for one in cited for name in one.places}
    patterns = list(_patterns(known, cited, who, where))
    text, clauses, waiting, at = found.event.lower(), list[_Clause](), list[_Clause](), 0
    while at < len(text):
        if joint := re.compile(r"(?:, | and | )").match(text, at):
            at = joint.end()
        told = max(
            (
                (match.end(), type, match)
                for type, pattern in patterns
                if (match := pattern.match(text, at))
            ),
            key=lambda each: each[0],
            default=None,
        )
        when = re.compile(grammar.WHEN.lower()).match(text, at)
        if told and told[0] > at and (not when or told[0] >= when.end()):
            at, type, match = told
            waiting.append(_clause(type, match, who, where))
        elif when:
            at = when.end()
            times = tuple(grammar.days(_cased(when[0]), known.day.year))
            if waiting:
                clauses += [one._replace(times=times) for one in waiting]
                waiting = []
            elif clauses:  # a second day of the same: "on 3 December and on 5 December"
                clauses[-1] = clauses[-1]._replace(times=clauses[-1].times + times)
        else:
            return clauses, text[at:]
    return clauses + waiting, ""


def _cased(words: str) -> str:
    return re.sub(
        r"[a-z]+",
        lambda found: (
            found[0].capitalize() if found[0].capitalize() in wording.MONTHS else found[0]
        ),
        words,
    )


def _patterns(
    known: Facts, cited: Sequence[Given], who: Iterable[str], where: Iterable[str]
) -> Iterator[tuple[str, re.Pattern[str]]]:
    kinds = {(one.type, facet) for one in cited if one.type for facet in ("", one.facet)}
    kinds |= {
        (other, "")
        for one in cited
        for family in _FAMILIES
        for other in family
        if one.type in family
    }
    for type, facet in sorted(kinds):
        for words in grammar.rows(known.book, type, facet):
            yield type, grammar.clause(words.lower(), who, where)
        if type == "CAPTURE":
            yield type, grammar.clause("{recipients} lost {place}", who, where)
        if type == "BLOCKADE":
            yield type, grammar.clause("{actors} surrounded {place}", who, where)
        if type == "WITHDRAWAL":
            yield type, grammar.clause("{actors} left {place}", who, where)


def _clause(type: str, match: re.Match[str], who: Iterable[str], where: Iterable[str]) -> _Clause:
    slots = match.groupdict()
    places = " ".join(filter(None, (slots.get("place"), slots.get("beside"))))
    return _Clause(
        type,
        tuple(plain(name) for name in grammar.members(slots.get("actors") or "", who)),
        tuple(plain(name) for name in grammar.members(slots.get("recipients") or "", who)),
        tuple(grammar.members(places, where)),
        (),
    )


def _clause_faults(clause: _Clause, cited: Sequence[Given], denied: bool) -> Iterator[str]:
    about = [one for one in cited if _is_about(one, clause) and (denied or not one.against)]
    if not about:
        yield f"no cited claim asserts {clause.type}" + (
            f" in {clause.places[0]}" if clause.places else ""
        )
        return
    actors = {name for one in about for name in one.actors}
    recipients = {name for one in about for name in one.recipients}
    both = actors | recipients if clause.type in ("CLASH", "AGREEMENT", "STATEMENT") else set()
    for name in clause.actors:
        if name not in actors | both | {"it", "they"}:
            yield f"{name} is not who did it"
    for name in clause.recipients:
        if name not in recipients | both:
            yield f"{name} is not whom it was done to"
    for place in clause.places:
        if not any(place in one.places for one in about):
            yield f"it was not in {place}"
    for one in about:
        if clause.times and not any(meets(one, time, clause.type) for time in clause.times):
            yield f"claim {one.claim.id} is of another day"


def _is_about(one: Given, clause: _Clause) -> bool:
    """Whether the claim is of that type, there and then."""
    if not one_family(one.type, clause.type):
        return False
    there = not clause.places or not one.places or bool(one.places & {*clause.places})
    return there or _around(one, clause)


def _around(one: Given, clause: _Clause) -> bool:
    """A town told of by its province elsewhere, or the other way round, is one with it."""
    where = one.claim.where
    beside = where is not None and where.relation != "at"
    return beside or any(
        place.split()[0] in other or other.split()[0] in place
        for place in one.places
        for other in clause.places
    )


def one_family(one: str, other: str) -> bool:
    """Whether two types tell of one happening: CAPTURE and TRANSFER do."""
    return one == other or any({one, other} <= family for family in _FAMILIES)


def meets(one: Given, time: tuple[date, date], type: str) -> bool:
    """Whether the claim may be of that time; a fall of a town is told of for two days."""
    slack = timedelta(_SLACK.get(type, 0))
    if one.last is None or one.first is None:
        return True
    return one.first <= time[1] + slack and time[0] - slack <= one.last

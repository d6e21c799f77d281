"""What is announced and what is feared: quoted intentions and stated reasons, never a
probability."""

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import islice
from typing import Annotated

import msgspec
from fastapi import Query

from foglift.codebook.plans import FATES, plan
from foglift.desk.look import Look
from foglift.desk.pages.part import part
from foglift.desk.quotes import Quote, quotes
from foglift.model import Intention, Reason, Standing, Threat
from foglift.publish import outlook as told
from foglift.publish import wording

ROWS = 60  # threatened places on a page
MEANT = 200  # intentions


class Ground(msgspec.Struct, frozen=True):
    """One reason for watching a place, in the words of reports."""

    kind: str
    words: str
    quotes: tuple[Quote, ...]


class Threatened(msgspec.Struct, frozen=True):
    """A place with the reasons that reports give for fighting or a change of hands there."""

    place: str
    name: str
    by: tuple[str, ...]
    reasons: tuple[Ground, ...]


class Meant(msgspec.Struct, frozen=True):
    """What somebody is said to be going to do, and what came of it. `fate` is open, fulfilled or
    not fulfilled."""

    id: str
    words: str
    place: str
    place_name: str
    type: str
    stated: date | None
    due: date | None
    condition: str
    standing: Standing
    quotes: tuple[Quote, ...]
    fate: str
    fate_words: str
    decided: date | None
    why: tuple[str, ...]
    outcome: Standing | None
    deciding: tuple[Quote, ...]


class OutlookPage(msgspec.Struct, frozen=True):
    """Threatened places with their reasons, and what parties said they will do."""

    day: date
    total: int
    threats: tuple[Threatened, ...]
    intentions: tuple[Meant, ...]
    first: int
    last: int
    fate: str
    counts: dict[str, int]


def outlook(
    look: Look,
    fate: Annotated[str, Query(description="open, fulfilled or not fulfilled.")] = "",
    start: Annotated[int, Query(description="How many places come before the first shown.")] = 0,
) -> OutlookPage:
    """What is announced and feared."""
    every, meant = look.picture.threats, look.picture.intentions
    shown = part(_ranked(every), start, ROWS)
    return OutlookPage(
        day=look.day,
        total=shown.total,
        threats=tuple(_threatened(look, one) for one in shown.rows),
        intentions=tuple(islice(intentions(look, fate=fate), MEANT)),
        first=shown.first,
        last=shown.last,
        fate=fate,
        counts={kind: sum(one.fate == kind for one in meant) for kind in FATES},
    )


def threats(look: Look, place: str = "") -> Iterator[Threatened]:
    """Threatened places, or one of them, those with most reasons first."""
    found = look.at(place).threats if place else look.picture.threats
    return (_threatened(look, one) for one in _ranked(found))


def _ranked(found: Iterable[Threat]) -> list[Threat]:
    return sorted(found, key=lambda one: -len(one.reasons))


def _threatened(look: Look, one: Threat) -> Threatened:
    return Threatened(
        place=one.place,
        name=look.facts.place(one.place),
        by=tuple(look.facts.name(ref) for ref in one.by),
        reasons=tuple(_ground(look, reason, one.by) for reason in one.reasons),
    )


def _ground(look: Look, one: Reason, by: tuple[str, ...]) -> Ground:
    words = wording.ended(told.reason(look.facts, one, by), look.facts.small)
    return Ground(one.kind, words, quotes(look, one.claims))


def intentions(look: Look, place: str = "", fate: str = "") -> Iterator[Meant]:
    """What is meant to be done, there or anywhere, the latest stated first."""
    found = look.at(place).intentions if place else look.picture.intentions
    for one in sorted(found, key=_latest):
        if fate in ("", one.fate):
            yield _meant(look, one)


def _latest(one: Intention) -> tuple[int, str]:
    return -(one.stated or date.min).toordinal(), one.id


def _meant(look: Look, one: Intention) -> Meant:
    who = look.facts.actors(one.actors) or "somebody not named"
    refuse = "not " if one.negated else ""
    done = plan(one.type, one.facet, look.facts.place(one.place))
    return Meant(
        id=one.id,
        words=wording.capital(f"{who} would {refuse}{done}", look.facts.small),
        place=one.place,
        place_name=look.facts.place(one.place),
        type=one.type,
        stated=one.stated,
        due=one.due,
        condition=one.condition,
        standing=one.standing,
        quotes=quotes(look, one.claims),
        fate=one.fate,
        fate_words=FATES[one.fate],
        decided=one.decided,
        why=tuple(wording.spelled(words, look.day) for words in one.why),
        outcome=one.outcome,
        deciding=quotes(look, one.deciding),
    )

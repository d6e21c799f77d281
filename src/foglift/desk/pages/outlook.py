"""What is announced and what is feared: quoted intentions and stated reasons, never a
probability."""

from collections.abc import Iterator
from datetime import date
from typing import Annotated

import msgspec
from fastapi import Query

from foglift.desk.look import Look
from foglift.desk.quotes import Quote, quotes
from foglift.model import Intention, Reason, Standing, Threat
from foglift.publish import outlook as told
from foglift.publish import wording

FATES = {
    "open": "undecided",
    "fulfilled": "done",
    "not fulfilled": "not done",
}


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
    threats: tuple[Threatened, ...]
    intentions: tuple[Meant, ...]
    fate: str
    counts: dict[str, int]


def outlook(
    look: Look,
    fate: Annotated[str, Query(description="open, fulfilled or not fulfilled.")] = "",
) -> OutlookPage:
    """What is announced and feared."""
    every = tuple(intentions(look))
    return OutlookPage(
        day=look.day,
        threats=tuple(threats(look)),
        intentions=tuple(one for one in every if fate in ("", one.fate)),
        fate=fate,
        counts={kind: sum(one.fate == kind for one in every) for kind in FATES},
    )


def threats(look: Look) -> Iterator[Threatened]:
    """Threatened places, those with most reasons first."""
    for one in sorted(look.picture.threats, key=lambda one: -len(one.reasons)):
        yield _threatened(look, one)


def _threatened(look: Look, one: Threat) -> Threatened:
    return Threatened(
        place=one.place,
        name=look.names.place(one.place),
        by=tuple(look.names.name(ref) for ref in one.by),
        reasons=tuple(_ground(look, reason, one.by) for reason in one.reasons),
    )


def _ground(look: Look, one: Reason, by: tuple[str, ...]) -> Ground:
    words = wording.ended(told.reason(look.names, one, by), look.names.small)
    return Ground(one.kind, words, quotes(look, one.claims))


def intentions(look: Look) -> Iterator[Meant]:
    """What is meant to be done, the latest stated first."""
    for one in sorted(look.picture.intentions, key=_latest):
        yield _meant(look, one)


def _latest(one: Intention) -> tuple[int, str]:
    return -(one.stated or date.min).toordinal(), one.id


def _meant(look: Look, one: Intention) -> Meant:
    who = look.names.actors(one.actors) or "somebody not named"
    refuse = "not " if one.negated else ""
    plan = told.plan(look.names, one.type, one.facet, one.place)
    return Meant(
        id=one.id,
        words=wording.capital(f"{who} would {refuse}{plan}", look.names.small),
        place=one.place,
        place_name=look.names.place(one.place),
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

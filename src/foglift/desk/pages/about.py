"""What this picture is made from, and what its words and signs mean."""

from datetime import date
from typing import get_args

import msgspec

from foglift.desk.look import Look
from foglift.model import Grade

GRADES: dict[Grade, str] = {
    "acknowledged": "a party says it against its own side",
    "corroborated": "two say it independently of one another, at least one of them no party",
    "reported": "one source that is no party says it",
    "claimed": "only a party says it",
    "unattributed": "nobody who is named says it",
    "withdrawn": "all who said it took it back",
    "denied": "it is only denied",
}
FLAGS = {
    "contested": "somebody named denies it, or says what cannot be true with it",
    "early": "the number is less than a day old; such numbers are often revised",
    "stale": "nobody has spoken of who has the place for two weeks",
}
assert set(GRADES) == set(get_args(Grade))


class AboutPage(msgspec.Struct, frozen=True):
    """What the picture is made from."""

    day: date
    known_by: date
    reports: int
    claims: int
    outlets: int
    incidents: int
    tallies: int
    places: int
    first: date | None
    last: date | None
    grades: dict[str, str]
    flags: dict[str, str]


def about(look: Look) -> AboutPage:
    """How much was read, from when to when, and what the grades mean."""
    return AboutPage(
        day=look.day,
        known_by=look.known_by,
        reports=len(look.texts),
        claims=len(look.claims),
        outlets=len({report.outlet for report in look.texts.values()} - {""}),
        incidents=len(look.picture.incidents),
        tallies=len(look.picture.tallies),
        places=len({spell.place for spell in look.picture.control}),
        first=look.days[0] if look.days else None,
        last=look.days[-1] if look.days else None,
        grades={str(grade): words for grade, words in GRADES.items()},
        flags=FLAGS,
    )

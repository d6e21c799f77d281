"""Who took, holds, lost or entered which place when."""

import re
from collections.abc import Iterable, Iterator, Sequence

from foglift.model import Control, Event, Sentence
from foglift.publish import grammar
from foglift.publish.check.events import meets
from foglift.publish.facts import Facts
from foglift.publish.given import Given, plain

_STATES = {
    "takes": {"takes", "loses", "leaves", "holds", "enters"},
    "enters": {"takes", "enters", "holds", "contests", "loses", "leaves"},
    "holds": {"holds", "takes", "loses", "leaves"},
    "besieges": {"besieges", "holds", "takes", "contests", "enters"},
    "contests": {"contests", "enters", "takes", "holds", "loses", "leaves"},
    "leaves": {"leaves", "loses"},
    "taken": {"loses", "takes", "leaves"},
}


def control(known: Facts, sentence: Sentence, cited: Sequence[Given]) -> Iterator[str]:
    """Who took, holds, lost or entered which place when. A change of hands told as an incident has
    another form: `events` sees to that."""
    found = grammar.support(sentence.text)
    if found is None:
        if "disputed" not in sentence.text:
            yield "has none of the forms of control"
        return
    told = grammar.control(found.event)
    if told is None or any(isinstance(one.claim.content, Event) for one in cited):
        return
    change, slots = told
    asserted = [
        one
        for one in cited
        if isinstance(one.claim.content, Control)
        and one.claim.content.change in _STATES[change]
        and not one.against
    ]
    said = asserted if found.grade != "denied" else cited
    yield from _ground(known, slots["place"], cited, said)
    if who := slots.get("who", ""):
        yield from _holders(change, who, asserted)
    if slots.get("when") and asserted:
        times = grammar.days(slots["when"], known.day.year)
        if not any(meets(one, time, "CAPTURE") for one in asserted for time in times):
            yield "it was on another day"


def _ground(
    known: Facts, words: str, cited: Sequence[Given], asserted: Sequence[Given]
) -> Iterator[str]:
    """Every place is one of which a claim says so; every claim is of one of the places, or of a
    part of one."""
    places = grammar.members(words.lower(), {name for one in cited for name in one.places})
    rest = re.sub(r",|\band\b", "", _without(words.lower(), places)).strip()
    if rest:
        yield f"no cited claim is about {rest}"
    whole = {one.place for one in cited if one.places & {*places}}
    for one in cited:
        if not any(known.book.gazetteer.within(one.place, place) for place in whole if one.place):
            yield f"claim {one.claim.id} is not about {words}"
    for place in places:
        if not any(place in one.places for one in asserted):
            yield f"no cited claim says so of {place}"


def _holders(change: str, who: str, asserted: Sequence[Given]) -> Iterator[str]:
    """Who has it must be who is said to have it, not who lost it."""
    if plain(who) == "somebody not named":
        return
    losing = change == "leaves"
    same = [one for one in asserted if _is_change(one, change) and one.actors]
    asserted = same or asserted
    names: set[str] = set()
    for one in asserted:
        content = one.claim.content
        lost = isinstance(content, Control) and content.change in ("loses", "leaves")
        if lost == losing:
            names |= one.actors | one.recipients
    own = who.lower() in ("it", "they")
    held = grammar.members(who.lower(), names)
    if not own and (
        not held or _without(who.lower(), held).replace("the", "").replace("and", "").strip(" ,")
    ):
        yield f"no cited claim says that of {who}"


def _is_change(one: Given, change: str) -> bool:
    content = one.claim.content
    return isinstance(content, Control) and content.change == change


def _without(words: str, names: Iterable[str]) -> str:
    for name in names:
        words = words.replace(name, "", 1)
    return words

"""Who did it, as far as those who tell of it agree: nobody is said to have named whom he did not
name."""

from collections.abc import Iterable, Mapping

from msgspec.structs import replace

from foglift.model import Attribution, Claim, Control, Event, Incident, Mention, Report
from foglift.publish import wording
from foglift.publish.facts import Facts, order
from foglift.text import is_nameless


def agreed(known: Facts, one: Incident) -> tuple[Incident, str]:
    """The incident without the actors that only one of several who tell of it names, or only
    somebody without a name; and in words who alone names whom: "Levant Wire named the army"."""
    told, hidden = _told(known, one)
    everybody = {ref for refs in told.values() for ref in refs}
    votes: dict[str, set[str]] = {}
    for origin, refs in told.items():
        for ref in {*refs, *(other for other in everybody if _says_of(known, refs, other))}:
            votes.setdefault(_team(known, ref), set()).add(origin)
    alone = {
        origin: [ref for ref in refs if len(votes[_team(known, ref)]) == 1]
        for origin, refs in told.items()
        if len(told) > 1
    }
    lone = {ref for refs in alone.values() for ref in refs}
    lone |= hidden.difference(*told.values()) if told else set()
    named = [
        _naming(origin, known.actors(doers))
        for origin, refs in alone.items()
        if (doers := sorted(ref for ref in refs if ref in one.actors))
    ]
    kept = replace(
        one,
        actors=_widest(known, [ref for ref in one.actors if ref not in lone]),
        recipients=tuple(ref for ref in one.recipients if ref not in lone),
    )
    return kept, wording.listed(named)


def _naming(origin: str, doers: str) -> str:
    itself = origin == doers or origin.endswith(f" of {doers}")
    return f"{origin} said so of itself" if itself else f"{origin} named {doers}"


def _says_of(known: Facts, refs: Iterable[str], other: str) -> bool:
    """Whether one of the words is a common noun for the other: "rebels" of the Syrian rebels,
    "soldiers" of an army."""
    if other.startswith("people:"):
        return False
    name = known.book.label(other).lower().split()
    actor = known.book.actors.get(other.partition("/")[0])
    words = {*name, *(("soldiers",) if actor and actor.kind in ("state", "forces") else ())}
    return any(ref.startswith("people:") and known.book.label(ref) in words for ref in refs)


def _told(known: Facts, one: Incident) -> tuple[Mapping[str, set[str]], set[str]]:
    """Whom each who tells of it names, and whom those do who have no name themselves."""
    found: dict[str, set[str]] = {}
    hidden: set[str] = set()
    pairs = sorted((known.claims[id] for id in one.claims if id in known.claims), key=order)
    for report, claim in pairs:
        refs = {name.ref for name in _named(claim) if name.ref}
        if claim.said_by and _is_hidden(claim.said_by[0], report):
            hidden |= refs
        elif claim.realis != "negated" and not (
            claim.said_by and claim.said_by[0].stance == "denies"
        ):
            found.setdefault(known.origin(report, claim), set()).update(refs)
    return found, hidden


def _is_hidden(link: Attribution, report: Report) -> bool:
    words = report.text[link.source.span.start : link.source.span.end]
    stranger = not link.source.ref and not link.side
    return link.role == "anonymous" or (stranger and is_nameless(words))


def _named(claim: Claim) -> tuple[Mention, ...]:
    match claim.content:
        case Event(actors=actors, recipients=recipients):
            return (*actors, *recipients)
        case Control(holder=Mention() as holder):
            return (holder,)
        case _:
            return ()


def _widest(known: Facts, refs: Iterable[str]) -> tuple[str, ...]:
    """Without those that are part of another of them: an air force beside its armed forces."""
    found = list(refs)
    wide = [ref for ref in found if not set(_above(known, ref)) & set(found)]
    named = [ref for ref in wide if not ref.startswith("people:")]
    return tuple(
        ref for ref in wide if ref in named or not any(_says_of(known, [ref], of) for of in named)
    )


def _above(known: Facts, ref: str) -> Iterable[str]:
    actors, seen = known.book.actors, {ref}
    while ref in actors and actors[ref].part_of and actors[ref].part_of not in seen:
        ref = actors[ref].part_of
        seen.add(ref)
        yield ref


def _team(known: Facts, ref: str) -> str:
    return known.book.side(ref, known.day) or next(reversed([*_above(known, ref)]), ref)

"""How well a thing is supported, in words: one template a grade, and nothing else."""

from collections.abc import Iterable, Sequence

from foglift.model import Claim, Incident, Side, Standing
from foglift.publish import wording
from foglift.publish.facts import Facts, deniers

UNNAMED = "sources who are not named"


def graded(
    event: str,
    standing: Standing,
    admits: str = "",
    unnamed: str = UNNAMED,
    against: str = "denied this",
    sources: Sequence[str] = (),
) -> str:
    """The event with who stands behind it. `admits` is the party that acknowledges it; `unnamed`
    are those without a name who say so where nobody else does; `against` is what the others did;
    `sources` are those of `standing.by` as they are to be named.

    >>> graded("the rebels took Hama", Standing("reported", by=("Observatory",)))
    'the Observatory said the rebels took Hama; no second independent source so far'
    """
    names = list(sources) or [wording.source(name) for name in standing.by]
    text = _template(event, standing, names, admits, unnamed)
    if standing.contested and standing.denied_by and standing.grade != "denied":
        also = "also " if set(standing.denied_by) <= set(standing.by) else ""
        text += f"; {deniers(standing)} {also}{against}"
    return text


def _of_itself(event: str, speaker: str) -> str:
    """What somebody says of himself, without his name a second time."""
    rest = event.removeprefix(f"{speaker} ")
    return event if rest == event else f"{'they' if _is_many(speaker) else 'it'} {rest}"


def _is_many(name: str) -> bool:
    return name.endswith("s") and not name.startswith(("the United", "the White"))


def _template(event: str, standing: Standing, names: list[str], admits: str, unnamed: str) -> str:
    by = wording.listed(names)
    match standing.grade:
        case "acknowledged":
            event = _of_itself(event, admits)
            return f"{admits} acknowledged that {event}" + _also(standing, names, admits)
        case "corroborated":
            return f"{event}{corroboration(standing, names)}"
        case "reported":
            return f"{by} said {event}; no second independent source so far"
        case "claimed":
            outside = by if len(names) == 1 else "these parties"
            event = _of_itself(event, by)
            return f"{by} claimed that {event}; no source outside {outside} has reported it"
        case "denied":
            event = _of_itself(event, deniers(standing))
            return f"{deniers(standing)} denied that {event}; no report loaded here asserts it"
        case "withdrawn":
            return f"the source of the report that {event} took it back"
        case _:
            return f"{unnamed} said {event}; no named source so far"


def corroboration(standing: Standing, names: Sequence[str]) -> str:
    """Those who say it independently of one another, counted, and apart from them the parties,
    whom no number makes independent; `names` are those of `standing.by` as they are to be named.

    >>> standing = Standing("corroborated", by=("dpa", "Turkey"), parties=("Turkey",))
    >>> corroboration(standing, standing.by)
    ', according to one independent source, dpa; of the parties, Turkey said so too'
    """
    others, parties = _apart(standing, names)
    many = wording.number(len(others))
    sources = "source," if len(others) == 1 else "sources:"
    said = f", according to {many} independent {sources} {wording.listed(others)}"
    return said + _of_parties(parties)


def _also(standing: Standing, names: Sequence[str], admits: str) -> str:
    found = ([name for name in some if name != admits] for some in _apart(standing, names))
    others, parties = found
    said = f"; {wording.listed(others)} also reported it" if others else ""
    return said + _of_parties(parties)


def tellers(standing: Standing) -> tuple[str, ...]:
    """Those who stand behind a thing; of what is acknowledged the parties first, for one of them
    says it against its own side.

    >>> tellers(Standing("acknowledged", by=("dpa", "the army"), parties=("the army",)))
    ('the army', 'dpa')
    """
    if standing.grade != "acknowledged":
        return standing.by
    others, parties = _apart(standing, standing.by)
    return (*parties, *others)


def _apart(standing: Standing, names: Sequence[str]) -> tuple[list[str], list[str]]:
    """The names of those who are no party, and of the parties."""
    pairs = list(zip(standing.by, names, strict=True))
    return (
        [name for by, name in pairs if by not in standing.parties],
        [name for by, name in pairs if by in standing.parties],
    )


def _of_parties(names: Sequence[str]) -> str:
    return f"; of the parties, {wording.listed(names)} said so too" if names else ""


def admitting(known: Facts, standing: Standing, ids: Iterable[str], losers: Iterable[str]) -> str:
    """The line of the party that acknowledges a thing against its own side: one that says so in
    as many words, else one that lost by it; as `standing.by` names it."""
    found = [known.claims[id] for id in sorted(set(ids)) if id in known.claims]
    parties = [(_line(known, claim), claim) for _, claim in found if _of_party(claim)]
    hurt = {known.book.side(ref, known.day) or ref for ref in losers}
    ranked = sorted(
        (
            claim.said_by[0].stance != "acknowledges",
            claim.said_by[0].side not in hurt,
            line,
        )
        for line, claim in parties
        if line in standing.by
    )
    line = ranked[0][2] if ranked else next(iter(standing.by), "a party to it")
    return wording.the(line)


def losers(incident: Incident) -> tuple[str, ...]:
    """Those an incident hurts: who withdrew, else whom it was done to."""
    return incident.actors if incident.type == "WITHDRAWAL" else incident.recipients


def _of_party(claim: Claim) -> bool:
    return bool(claim.said_by) and claim.said_by[0].role == "party"


def _line(known: Facts, claim: Claim) -> str:
    link = claim.said_by[0]
    owner = link.source.ref.partition("/")[0]
    return known.book.label(link.side or owner)


def sides(known: Facts, found: Iterable[Side]) -> tuple[tuple[str, str], ...]:
    """Positions with those who take them: ("taken by the rebels", "the Observatory")."""
    return tuple(
        (side.position, wording.listed([wording.source(name) for name in side.sources]))
        for side in found
    )


def stances(known: Facts, found: Iterable[Side]) -> str:
    """Who says what of a place: "the Observatory said it was taken by the Syrian rebels; the
    Syrian army said it had not left it"."""
    return "; ".join(_stance(who, position) for position, who in sides(known, found))


def _stance(who: str, position: str) -> str:
    verb, _, doer = position.partition(" by ")
    if doer and wording.the(doer) == who and verb != "contested":
        return f"{who} said {'they' if _is_many(who) else 'it'} had {_active(verb)} it"
    return f"{who} said it was {verb}{f' by {wording.the(doer)}' if doer else ''}"


def _active(verb: str) -> str:
    """ "in part entered" -> "entered part of"."""
    denied = "not " if verb.startswith("not ") else ""
    word = verb.removeprefix("not ").removeprefix("in part ")
    return f"{denied}{word} part of" if "in part " in verb else f"{denied}{word}"

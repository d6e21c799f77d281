"""Who says so: the grade of a sentence, its sources and parties, who denies it."""

import re
from collections.abc import Iterable, Iterator, Sequence

from foglift.model import Sentence
from foglift.publish import grammar
from foglift.publish.check.events import one_family
from foglift.publish.facts import Facts
from foglift.publish.given import Given, admits, plain

_MORE_NAMES = re.compile(rf" and ({grammar.NUMBER}) others$")


def support(known: Facts, sentence: Sentence, cited: Sequence[Given]) -> Iterator[str]:
    """The grade, the number of sources, who they are and who denies it."""
    found = grammar.support(sentence.text)
    if found is None:
        return
    supporters = [one for one in cited if not one.against]
    deniers = [one for one in cited if one.against]
    names = sources(found.by, supporters)
    yield from strange_sources(found.by, names)
    yield from _graded(found, names, supporters)
    yield from _parties(found, supporters)
    against = sources(found.against, [one for one in cited if one.named or one.claim.said_by])
    yield from strange_sources(found.against, against)
    if found.denial == "denied this" and not any(
        one.origins & {plain(name) for name in against} for one in deniers
    ):
        yield "nobody cited denies it"
    if found.grade != "denied" and not found.denial:
        silent = [one for one in deniers if one.named and not one.origins & _voices(supporters)]
        if silent and "Control" not in found.event and _denies(silent, supporters):
            yield "a denial is left out"
    if found.named:
        yield from _naming(found.named, supporters)


def _graded(
    found: grammar.Support, names: Sequence[str], supporters: Sequence[Given]
) -> Iterator[str]:
    told = {one.report.id for one in supporters if one.claim.said_by}
    # What a headline says somebody in the report below it says.
    heads = [one for one in supporters if not one.claim.said_by and one.report.id in told]
    parties = [one.party for one in supporters if one.named]
    if found.grade == "denied":
        if any(one.named for one in supporters):
            yield "somebody cited asserts it"
        return
    if found.grade != "withdrawn" and not supporters:
        yield "nobody cited asserts it"
        return
    if found.grade == "corroborated":
        voices = [name for name in names if _speaks(name, supporters, as_party=False)]
        more = _MORE_NAMES.search(found.by)
        many = len(names) + (grammar.number(more[1]) if more else 0)
        if found.lines != many or names != voices or (many < 2 and not found.parties):
            yield f"the cited claims do not give {found.lines} independent sources"
    if found.grade == "reported" and parties and all(parties):
        yield "only parties say so"
    if found.grade == "claimed" and not all(
        one.party for one in supporters if one.named and one not in heads
    ):
        yield "not only parties say so"
    if found.grade == "acknowledged" and not any(
        one.party and one.origins & {plain(name) for name in names} and admits(one)
        for one in supporters
    ):
        yield "nobody cited acknowledges it against his own side"
    if found.grade == "unattributed" and any(one.named for one in supporters if one not in heads):
        yield "a named source says so"


def _parties(found: grammar.Support, supporters: Sequence[Given]) -> Iterator[str]:
    """Who is named as a party is one, and says so."""
    names = sources(found.parties, supporters)
    yield from strange_sources(found.parties, names)
    for name in names:
        if not _speaks(name, supporters, as_party=True):
            yield f"{name} is no party"


def _speaks(name: str, supporters: Sequence[Given], as_party: bool) -> bool:
    return any(name in one.origins and one.party == as_party for one in supporters)


def _voices(found: Iterable[Given]) -> set[str]:
    return {name for one in found for name in one.origins}


def _denies(silent: Sequence[Given], supporters: Sequence[Given]) -> bool:
    """Whether the denial is of what the others assert: one type and place."""
    return any(
        one_family(one.type, other.type) and one.places & other.places
        for one in silent
        for other in supporters
    )


def sources(words: str, found: Iterable[Given]) -> list[str]:
    """Those of the claims' speakers who are named in the words."""
    names = {name for one in found for name in one.origins | one.carriers}
    return grammar.members(_lowered(words), names)


def strange_sources(words: str, names: Sequence[str]) -> Iterator[str]:
    """What is left of a list of sources once all that the claims give is taken out."""
    rest = _lowered(words)
    for name in sorted(names, key=len, reverse=True):
        rest = rest.replace(name, "", 1)
    rest = re.sub(r"\([^()]*\)|\b(?:and|the|of|a|an|others?|two|three)\b|[,;“”]", " ", rest)
    if rest.strip():
        yield f"no cited claim is said by {rest.strip()}"


def _lowered(words: str) -> str:
    return re.sub(r"\([^()]{0,200}\)", "", words).lower()


def _naming(words: str, supporters: Sequence[Given]) -> Iterator[str]:
    """ "the Observatory named the army": that one, and in the place of who did it."""
    for bit in re.split(r"(?:, | and )(?=[^,]+ (?:named|said so of itself))", words):
        who, verb, whom = bit.partition(" named ")
        speaker = plain(who.removesuffix(" said so of itself"))
        theirs = [one for one in supporters if speaker in one.origins]
        if not theirs:
            yield f"no cited claim is said by {speaker}"
        named = {name for one in theirs for name in one.actors}
        if verb and not grammar.members(_lowered(whom), named):
            yield f"{speaker} does not name {whom} as who did it"

"""The check of a brief: each sentence is taken apart and compared with its claims alone.

Neither the picture nor what wrote the sentence is asked: a wrong template is found here.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from foglift.model import Brief, Control, Count, Event, Sentence
from foglift.publish import grammar, wording
from foglift.publish.facts import Facts
from foglift.publish.given import Given, admits, given, numbers, plain
from foglift.text import numerals

Rule = Callable[[Facts, Sentence, Sequence[Given]], Iterator[str]]

_QUOTE = re.compile(r"“([^“”]{1,4000})”")
_DAY = re.compile(rf"(\d{{1,2}})(?: or (\d{{1,2}}))? ({'|'.join(wording.MONTHS)})(?: (\d{{4}}))?")
_NAME = re.compile(r"(?<![\w’'-])[A-Z][\w’'‘-]*")
# What counts sources, reasons, places or kilometres is no number of a claim.
_N = grammar.NUMBER
_COUNTED_HERE = re.compile(
    rf"(?<![\w,.–-]){_N}(?= (?:independent|further|others?|reasons?|km|reports?)\b)"
    rf"|(?<![\w,.–-]){_N}(?= of the {_N} numbers)|(?<=of the ){_N}(?= numbers)"
)
_ANY_NUMBER = re.compile(rf"(?<![\w,.–-]){grammar.NUMBER}(?![\w-])(?!,\d)")
# Places that the map names: next on the way, in the area that is told of.
_WATCHED = re.compile(
    r"(?<=to watch )[^:]+(?=:)|; [^;]+ (?:is|are) covered by that only as part of it"
)
_TEMPLATE_WORDS = frozenset(
    {"People", "No", "The", "A", "An", "Of", "Only", "Who", "All", "I", *wording.MONTHS}
)
_ROUND_ONE = re.compile(r"\b(?:dozen|hundred|thousand|score)\b", re.IGNORECASE)
_ROUND = re.compile(r"\b(?:tens|dozens|scores|hundreds|thousands|several|a few|few)\b")
_MORE_NAMES = re.compile(rf" and ({_N}) others$")
# Types that tell of one happening in other words.
_FAMILIES = ({"CAPTURE", "TRANSFER"}, {"BOMBING", "SUICIDE_BOMB"}, {"CAPTURE", "ADVANCE"})
_SLACK = {"CAPTURE": 2, "TRANSFER": 2}
_STATES = {
    "takes": {"takes", "loses", "leaves", "holds", "enters"},
    "enters": {"takes", "enters", "holds", "contests", "loses", "leaves"},
    "holds": {"holds", "takes", "loses", "leaves"},
    "besieges": {"besieges", "holds", "takes", "contests", "enters"},
    "contests": {"contests", "enters", "takes", "holds", "loses", "leaves"},
    "leaves": {"leaves", "loses"},
    "taken": {"loses", "takes", "leaves"},
}
_COUNT_WORDS = {
    "killed": "killed",
    "wounded": "wounded",
    "killed-or-wounded": "killed or wounded",
    "displaced": "displaced",
    "captured": "captured",
    "freed": "freed",
    "missing": "missing",
}


def faults(known: Facts, text: Brief) -> list[str]:
    """One line for each thing in a sentence that its claims do not give. [] when all follow."""
    return [
        f"{section.title}: {fault}: {sentence.text}"
        for section in text.sections
        for sentence in section.sentences
        for fault in _of_sentence(known, section.title, sentence)
    ]


def _of_sentence(known: Facts, title: str, sentence: Sentence) -> Iterator[str]:
    if not sentence.claims and not sentence.rest:
        yield "stands on no claim"
    missing = [id for id in sentence.claims if id not in known.claims]
    if missing:
        yield f"claims {', '.join(missing)} are not known"
    cited = [given(known, *known.claims[id]) for id in sentence.claims if id in known.claims]
    for rule in (_quotes, _words, *(_RULES.get(title, ()) if cited else ())):
        yield from rule(known, sentence, cited)
    if cited and "further" not in sentence.text:
        for rule in (_names, _dates):
            yield from rule(known, sentence, cited)


# ------------------------------------------------------------------------- any kind of sentence


def _quotes(known: Facts, sentence: Sentence, cited: Sequence[Given]) -> Iterator[str]:
    said = [_flat(one.report.text) for one in cited]
    for words in _QUOTE.findall(sentence.text):
        parts = [_flat(part) for part in words.split(" … ")]
        if not any(all(part.removesuffix(" …") in text for part in parts) for text in said):
            yield f"no cited report says “{words}”"


def _words(known: Facts, sentence: Sentence, cited: Sequence[Given]) -> Iterator[str]:
    if loaded := wording.one_sided(sentence.text, _neutral(known)):
        yield f"takes a side: {', '.join(loaded)}"


def _names(known: Facts, sentence: Sentence, cited: Sequence[Given]) -> Iterator[str]:
    """Every name is one that a cited claim gives: who, whom, where, who says so."""
    given_names = (
        name
        for one in cited
        for name in (*one.origins, *one.carriers, *one.actors, *one.recipients, *one.places)
    )
    words = {word for name in given_names for word in re.findall(r"[\w’'‘-]+", name)}
    for one in cited:
        spoken = " ".join(
            one.report.text[link.source.span.start : link.source.span.end]
            for link in one.claim.said_by
        )
        words |= {word.lower() for word in re.findall(r"[\w’'‘-]+", spoken)}
    text = _WATCHED.sub("", _QUOTE.sub("", sentence.text))
    for found in _NAME.finditer(text):
        word = found[0]
        if found.start() and word not in _TEMPLATE_WORDS and word.lower() not in words:
            yield f"no cited claim names {word}"


def _dates(known: Facts, sentence: Sentence, cited: Sequence[Given]) -> Iterator[str]:
    """Every day named is the first or the last that a cited claim gives, or that of its report."""
    days = {day for one in cited for day in (one.first, one.last, one.report.published) if day}
    days |= {
        one.claim.when.start + timedelta(days=-one.claim.when.start.weekday())
        for one in cited
        if one.claim.when and one.claim.when.start and one.claim.when.precision == "week"
    }
    for found in _DAY.finditer(_QUOTE.sub("", sentence.text)):
        month, year = wording.MONTHS.index(found[3]) + 1, int(found[4] or known.day.year)
        for number in filter(None, (found[1], found[2])):
            day = date(year, month, int(number)) if int(number) < 32 else None
            if day not in days:
                yield f"no cited claim is of {number} {found[3]}"


# --------------------------------------------------------------------------- who says so


def _support(known: Facts, sentence: Sentence, cited: Sequence[Given]) -> Iterator[str]:
    """The grade, the number of sources, who they are and who denies it."""
    found = grammar.support(sentence.text)
    if found is None:
        return
    supporters = [one for one in cited if not one.against]
    deniers = [one for one in cited if one.against]
    names = _sources(found.by, supporters)
    yield from _strange_sources(found.by, names)
    yield from _graded(found, names, supporters)
    yield from _parties(found, supporters)
    against = _sources(found.against, [one for one in cited if one.named or one.claim.said_by])
    yield from _strange_sources(found.against, against)
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
    names = _sources(found.parties, supporters)
    yield from _strange_sources(found.parties, names)
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
        _one_family(one.type, other.type) and one.places & other.places
        for one in silent
        for other in supporters
    )


def _sources(words: str, found: Iterable[Given]) -> list[str]:
    """Those of the claims' speakers who are named in the words."""
    names = {name for one in found for name in one.origins | one.carriers}
    return grammar.members(_lowered(words), names)


def _strange_sources(words: str, names: Sequence[str]) -> Iterator[str]:
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


# ------------------------------------------------------------------------- what happened


class _Clause(NamedTuple):
    type: str
    actors: tuple[str, ...]
    recipients: tuple[str, ...]
    places: tuple[str, ...]
    times: tuple[tuple[date, date], ...]


def _events(known: Facts, sentence: Sentence, cited: Sequence[Given]) -> Iterator[str]:
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
        if clause.times and not any(_meets(one, time, clause.type) for time in clause.times):
            yield f"claim {one.claim.id} is of another day"


def _is_about(one: Given, clause: _Clause) -> bool:
    """Whether the claim is of that type, there and then."""
    if not _one_family(one.type, clause.type):
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


def _one_family(one: str, other: str) -> bool:
    return one == other or any({one, other} <= family for family in _FAMILIES)


def _meets(one: Given, time: tuple[date, date], type: str) -> bool:
    slack = timedelta(_SLACK.get(type, 0))
    if one.last is None or one.first is None:
        return True
    return one.first <= time[1] + slack and time[0] - slack <= one.last


# --------------------------------------------------------------------------------- control


def _control(known: Facts, sentence: Sentence, cited: Sequence[Given]) -> Iterator[str]:
    """Who took, holds, lost or entered which place when. A change of hands told as an incident has
    another form: `_events` sees to that."""
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
        if not any(_meets(one, time, "CAPTURE") for one in asserted for time in times):
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


# --------------------------------------------------------------------------------- numbers


def _counts(known: Facts, sentence: Sentence, cited: Sequence[Given]) -> Iterator[str]:
    """Every number, with what happened to the people and where, from a count that gives it; and
    every count for some number, by somebody who is named."""
    counts = [one for one in cited if isinstance(one.claim.content, Count)]
    if not counts or "further" in sentence.text or "documented by" in sentence.text:
        return
    text = re.sub(r"\b(?:in|since) (?:\w+ )?\d{4}s?\b", " ", _DAY.sub(" ", sentence.text))
    if any(not numbers(one.claim) for one in counts):
        text = text.replace("fewer than 10", "few")
    names = {name for one in counts for name in one.origins | one.carriers if _has_digit(name)}
    text = _COUNTED_HERE.sub(" ", text).lower()
    for name in sorted(names, key=len, reverse=True):
        text = text.replace(name, " ")
    found = [one for one in _ANY_NUMBER.finditer(text) if one[0] != "no"]
    told = {grammar.number(one[0]) for one in found}
    ends = [*(one.start() for one in found[1:]), len(text)]
    for one, end in zip(found, ends, strict=False):
        number, chunk = grammar.number(one[0]), text[one.end() : end]
        if not any(_gives(each, number, chunk) for each in counts):
            yield f"no cited claim counts {number:,}{_where(chunk)}"
    for each in counts:
        yield from _is_told(each, sentence.text, told)
    yield from _doers(sentence.text, counts)
    yield from _counters(sentence.text, counts)
    yield from _said(sentence, counts)


def _has_digit(words: str) -> bool:
    return any(letter.isdigit() for letter in words)


def _is_told(one: Given, text: str, told: set[int]) -> Iterator[str]:
    content = one.claim.content
    listed = "numbers for" in text
    if isinstance(content, Count) and not listed and _COUNT_WORDS[content.of] not in text:
        yield f"claim {one.claim.id} counts the {content.of}"
    if numbers(one.claim) and not numbers(one.claim) & told and not _vague(one, text):
        yield f"claim {one.claim.id} gives another number"


def _doers(text: str, counts: Sequence[Given]) -> Iterator[str]:
    found = re.search(
        r"(?:killed|wounded|captured|freed) by ([a-zA-Z].*?)(?: in | on | by | since |;|,|\.)", text
    )
    named = {name for one in counts for name in one.actors}
    if found and not grammar.members(found[1].lower(), named):
        yield f"no cited claim says that {found[1]} did it"


def _counters(text: str, counts: Sequence[Given]) -> Iterator[str]:
    names = {name for one in counts for name in one.origins | one.carriers}
    said = set(grammar.members(text.lower(), names))
    for one in counts:
        others = [each for each in counts if each is not one]
        if not one.claim.said_by and any(
            numbers(one.claim) == numbers(each.claim) for each in others
        ):
            continue  # what an outlet prints as its own and another says is the other's number
        if one.named and not one.origins & said:
            yield f"who says claim {one.claim.id} is not named"


def _said(sentence: Sentence, counts: Sequence[Given]) -> Iterator[str]:
    """Whose number it is, where one voice gives it: no other is named in its place."""
    found = re.match(r"(.+?) (?:said|claimed that) (?=.*(?:were|was|went) )", sentence.text)
    if found and " according to " not in sentence.text:
        yield from _strange_sources(found[1], _sources(found[1], counts))


def _gives(one: Given, number: int, chunk: str) -> bool:
    if re.match(r"\s*(?:dozen|hundred|thousand|score)\b", chunk):
        return bool(_ROUND_ONE.search(_evidence(one)))
    if number not in numbers(one.claim) and number not in _phrased(one):
        return False
    named = re.search(r"\b(?:in|from) (?!the week)([^,;.(]+)", chunk)
    return not named or not one.places or any(place in named[1] for place in one.places)


def _where(chunk: str) -> str:
    named = re.search(r"\b(?:in|from) ([^,;.(]+)", chunk)
    return f" in {named[1].strip()}" if named else ""


def _evidence(one: Given) -> str:
    first = one.claim.evidence[0]
    return one.report.text[first.start : first.end]


def _phrased(one: Given) -> set[int]:
    """Numbers that stand in the words as they are: "nearly 1,000", "more than 40"."""
    found = re.findall(r"\d[\d,]*", _evidence(one))
    return {int(each.replace(",", "")) for each in found if each.strip(",")}


def _vague(one: Given, text: str) -> bool:
    """Whether the sentence has the number as the report hedges it."""
    words = _evidence(one)
    phrases = (each.phrase.lower() for each in numerals(words.lower()))
    lowered = " ".join(text.lower().split())
    if wording.BLOT in words:
        return True  # what may not be shown is not told either
    if any(word in lowered for word in _ROUND.findall(words.lower())):
        return True
    return any(
        phrase in lowered or phrase.split()[-1].rstrip(",") in lowered
        for phrase in phrases
        if phrase
    ) or bool(_phrased(one) & {grammar.number(each) for each in _ANY_NUMBER.findall(lowered)})


# --------------------------------------------------------------------------------- the rest


def _plans(known: Facts, sentence: Sentence, cited: Sequence[Given]) -> Iterator[str]:
    """An announcement is asserted by who is named as saying it, and not denied."""
    if re.search(r" (?:said|threatened that) .+? would ", sentence.text):
        if all(one.against for one in cited):
            yield "nobody cited announces it"
        speaker = re.match(r"(.+?) (?:said|threatened that) ", sentence.text)
        if speaker and not _sources(speaker[1], cited):
            yield f"no cited claim is said by {speaker[1]}"


def _neutral(known: Facts) -> list[str]:
    """Neutral names that hold a small loaded word, such as a side's "the resistance"."""
    book = known.book
    names = [
        *(one.name for one in book.actors.values()),
        *(one.name for one in book.sources.values()),
    ]
    names += [side.name for war in book.conflicts for side in war.sides]
    return [name for name in names if wording.one_sided(name)]


def _flat(text: str) -> str:
    """The words alone, so that line breaks and the kind of quotation mark do not matter."""
    return " ".join(re.sub(r"[“”„«»\"‘’']", "", text).split())


_RULES: dict[str, tuple[Rule, ...]] = {
    "Control": (_support, _control, _events),
    "Fighting": (_support, _events),
    "People": (_counts, _support, _events),
    "Disputed": (_support, _events, _counts),
    "What the parties say they will do": (_plans,),
}

"""Every number of a sentence, with what happened to the people, where, and who says so."""

import re
from collections.abc import Iterator, Sequence

from foglift.model import Count, Sentence
from foglift.publish import grammar, wording
from foglift.publish.check.names import DAY
from foglift.publish.check.voices import sources, strange_sources
from foglift.publish.facts import Facts
from foglift.publish.given import Given, numbers
from foglift.text import numerals

# What counts sources, reasons, places or kilometres is no number of a claim.
_N = grammar.NUMBER
_COUNTED_HERE = re.compile(
    rf"(?<![\w,.–-]){_N}(?= (?:independent|further|others?|reasons?|km|reports?)\b)"
    rf"|(?<![\w,.–-]){_N}(?= of the {_N} numbers)|(?<=of the ){_N}(?= numbers)"
)
_ANY_NUMBER = re.compile(rf"(?<![\w,.–-]){grammar.NUMBER}(?![\w-])(?!,\d)")
_ROUND_ONE = re.compile(r"\b(?:dozen|hundred|thousand|score)\b", re.IGNORECASE)
_ROUND = re.compile(r"\b(?:tens|dozens|scores|hundreds|thousands|several|a few|few)\b")


def counts(known: Facts, sentence: Sentence, cited: Sequence[Given]) -> Iterator[str]:
    """Every number, with what happened to the people and where, from a count that gives it; and
    every count for some number, by somebody who is named."""
    counts = [one for one in cited if isinstance(one.claim.content, Count)]
    if not counts or "further" in sentence.text or "documented by" in sentence.text:
        return
    text = re.sub(r"\b(?:in|since) (?:\w+ )?\d{4}s?\b", " ", DAY.sub(" ", sentence.text))
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
    if isinstance(content, Count) and not listed and content.of.replace("-", " ") not in text:
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
        yield from strange_sources(found[1], sources(found[1], counts))


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

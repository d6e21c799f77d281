"""Any sentence: its quotations, words, names and days."""

import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from foglift.model import Sentence
from foglift.publish import wording
from foglift.publish.facts import Facts
from foglift.publish.given import Given

_QUOTE = re.compile(r"“([^“”]{1,4000})”")
DAY = re.compile(rf"(\d{{1,2}})(?: or (\d{{1,2}}))? ({'|'.join(wording.MONTHS)})(?: (\d{{4}}))?")
_NAME = re.compile(r"(?<![\w’'-])[A-Z][\w’'‘-]*")
# Places that the map names: next on the way, in the area that is told of.
_WATCHED = re.compile(
    r"(?<=to watch )[^:]+(?=:)|; [^;]+ (?:is|are) covered by that only as part of it"
)
_TEMPLATE_WORDS = frozenset(
    {"People", "No", "The", "A", "An", "Of", "Only", "Who", "All", "I", *wording.MONTHS}
)


def quotes(known: Facts, sentence: Sentence, cited: Sequence[Given]) -> Iterator[str]:
    """Every quotation stands in a cited report, line breaks and kinds of marks aside."""
    said = [_flat(one.report.text) for one in cited]
    for words in _QUOTE.findall(sentence.text):
        parts = [_flat(part) for part in words.split(" … ")]
        if not any(all(part.removesuffix(" …") in text for part in parts) for text in said):
            yield f"no cited report says “{words}”"


def words(known: Facts, sentence: Sentence, cited: Sequence[Given]) -> Iterator[str]:
    """No word takes a side, but in the names that people gave themselves."""
    if loaded := wording.one_sided(sentence.text, _neutral(known)):
        yield f"takes a side: {', '.join(loaded)}"


def names(known: Facts, sentence: Sentence, cited: Sequence[Given]) -> Iterator[str]:
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


def dates(known: Facts, sentence: Sentence, cited: Sequence[Given]) -> Iterator[str]:
    """Every day named is the first or the last that a cited claim gives, or that of its report."""
    days = {day for one in cited for day in (one.first, one.last, one.report.published) if day}
    days |= {
        one.claim.when.start + timedelta(days=-one.claim.when.start.weekday())
        for one in cited
        if one.claim.when and one.claim.when.start and one.claim.when.precision == "week"
    }
    for found in DAY.finditer(_QUOTE.sub("", sentence.text)):
        month, year = wording.MONTHS.index(found[3]) + 1, int(found[4] or known.day.year)
        for number in filter(None, (found[1], found[2])):
            day = date(year, month, int(number)) if int(number) < 32 else None
            if day not in days:
                yield f"no cited claim is of {number} {found[3]}"


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

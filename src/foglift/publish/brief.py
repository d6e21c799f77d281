"""A picture into a day's brief, and the check that every sentence of a brief follows."""

import re
from collections.abc import Iterator

from foglift.codebook import Book
from foglift.model import Brief, Picture, Sentence
from foglift.publish import assessments, control, doubts, fighting, outlook, people, wording
from foglift.publish.facts import Facts, Known, facts

SECTIONS = (
    control.section,
    fighting.section,
    people.section,
    outlook.said,
    outlook.threatened,
    doubts.disputed,
    doubts.unknown,
    assessments.section,
)
_QUOTE = re.compile(r"“([^“”]{1,4000})”")


def brief(picture: Picture, claims: Known, book: Book) -> Brief:
    """The brief of the day the picture is about: sections of sentences, each with its claims.

    Sentences come from wording templates alone; a section with nothing to say is left out.
    """
    known = facts(picture, claims, book)
    sections = tuple(found for write in SECTIONS if (found := write(known)).sentences)
    return Brief(picture.as_of, picture.known_by, sections)


def check_brief(text: Brief, picture: Picture, claims: Known, book: Book) -> list[str]:
    """One line for each sentence that does not follow from the picture and the claims: that the
    picture does not give, that has no claims or unknown ones, that quotes what no cited report
    says, or that takes a side outside quotation marks. [] when all follow."""
    known = facts(picture, claims, book)
    given = {
        (section.title, sentence)
        for section in brief(picture, known.claims.values(), book).sections
        for sentence in section.sentences
    }
    return [
        f"{section.title}: {fault}: {sentence.text}"
        for section in text.sections
        for sentence in section.sentences
        for fault in (
            *(() if (section.title, sentence) in given else ("the picture does not give this",)),
            *_faults(known, sentence),
        )
    ]


def _faults(known: Facts, sentence: Sentence) -> Iterator[str]:
    if not sentence.claims:
        yield "stands on no claim"
    missing = [id for id in sentence.claims if id not in known.claims]
    if missing:
        yield f"claims {', '.join(missing)} are not known"
    said = [_flat(known.claims[id][0].text) for id in sentence.claims if id in known.claims]
    for words in _QUOTE.findall(sentence.text):
        parts = [_flat(part) for part in words.split(" … ")]
        if not any(all(part.removesuffix(" …") in text for part in parts) for text in said):
            yield f"no cited report says “{words}”"
    loaded = wording.one_sided(sentence.text, _names(known))
    if loaded:
        yield f"takes a side: {', '.join(loaded)}"


def _names(known: Facts) -> list[str]:
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

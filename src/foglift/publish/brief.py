"""A picture into a day's brief, and the check that every sentence of a brief follows."""

from collections.abc import Callable

from foglift.codebook import Book
from foglift.model import Brief, Picture, Section, Shift
from foglift.publish import (
    assessments,
    changes,
    check,
    control,
    doubts,
    fighting,
    outlook,
    people,
)
from foglift.publish.facts import Facts, Known, facts

SECTIONS: tuple[Callable[[Facts], Section], ...] = (
    changes.section,
    lambda known: control.section(known, fighting.turns(known)),
    fighting.section,
    people.section,
    outlook.said,
    outlook.threatened,
    doubts.disputed,
    doubts.unknown,
    assessments.section,
)


def brief(picture: Picture, claims: Known, book: Book, shifts: tuple[Shift, ...] = ()) -> Brief:
    """The brief of the day the picture is about: sections of sentences, each with its claims.
    `shifts` are what is another in it than the day before.

    Sentences come from wording templates alone; a section with nothing to say is left out.
    """
    known = facts(picture, claims, book, shifts)
    sections = tuple(found for write in SECTIONS if (found := write(known)).sentences)
    return Brief(picture.as_of, picture.known_by, sections)


def check_brief(
    text: Brief, picture: Picture, claims: Known, book: Book, shifts: tuple[Shift, ...] = ()
) -> list[str]:
    """One line for each sentence that does not follow: what its claims alone do not give, be it a
    name, a number, a day, a source or a denial; and what the picture does not give. [] when all
    follow."""
    known = facts(picture, claims, book, shifts)
    given = {
        (section.title, sentence)
        for section in brief(picture, known.claims.values(), book, shifts).sections
        for sentence in section.sentences
    }
    strange = [
        f"{section.title}: the picture does not give this: {sentence.text}"
        for section in text.sections
        for sentence in section.sentences
        if (section.title, sentence) not in given
    ]
    return [*strange, *check.faults(known, text)]

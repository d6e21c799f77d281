"""The default reader: rows of the codebook matched on the propositions of a parsed report."""

from importlib.metadata import version

from foglift.codebook import Book
from foglift.model import Claim, Report, digest
from foglift.read.rules import assessments, control, counts, events, intents, triggers
from foglift.read.rules.casing import cased
from foglift.read.rules.mentions import resolve
from foglift.read.rules.parse import PARSER, parse
from foglift.read.rules.reading import Reading
from foglift.read.rules.voices import attribute

KINDS = (events, control, counts, intents, assessments)


def read(report: Report, book: Book) -> list[Claim]:
    """The claims of a report, in the order of the kinds and of the text."""
    doc = parse(cased(report, book), book)
    mentions = resolve(doc, book)
    voices = attribute(doc, mentions, book)
    reading = Reading(doc, mentions, voices, book)
    return [claim for kind in KINDS for claim in kind.claims(reading)]


def made_of() -> str:
    """A digest of the models that it reads with: the weights of the triggers, and the parser's
    version."""
    return digest(triggers.made_of(), version(PARSER))

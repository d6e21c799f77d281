"""Claims in the report's own phrases: the phrase around a mention, the full name of a person."""

from spacy.tokens import Token

from foglift.codebook import Book
from foglift.model import Claim, Mention, Report, Span
from foglift.read.rules import KINDS
from foglift.read.rules.capitals import TITLES
from foglift.read.rules.casing import cased
from foglift.read.rules.mentions import Named, resolve
from foglift.read.rules.parse import Sentence, parse
from foglift.read.rules.reading import Reading
from foglift.read.rules.voices import attribute


def reading_of(one: Report, book: Book, *, every: bool = False) -> Reading:
    """All that the reader knows of a report, as `foglift.read.rules.read` puts it together."""
    doc = parse(cased(one, book), book, every=every)
    mentions = resolve(doc, book)
    return Reading(doc, mentions, attribute(doc, mentions, book), book)


def claims_of(reading: Reading) -> list[Claim]:
    """The claims of a reading, in the order of the kinds."""
    return [claim for kind in KINDS for claim in kind.claims(reading)]


class Phrases:
    """A report and its parsed view, asked for the words around a claim's mentions."""

    def __init__(self, one: Report, reading: Reading) -> None:
        self.report, self.reading, self.book = one, reading, reading.book

    def sentence(self, span: Span) -> Sentence | None:
        for each in self.reading.doc.sentences:
            if each.span.covers(span):
                return each if each.tokens is not None else None
        return None

    def words(self, span: Span) -> str:
        return " ".join(self.report.text[span.start : span.end].split()).strip("\"' ")

    def head(self, span: Span) -> tuple[Sentence, Token] | None:
        """The head of the phrase that a mention stands in."""
        sentence = self.sentence(span)
        if sentence is None or sentence.tokens is None:
            return None
        inside = [t for t in sentence.tokens if span.meets(sentence.at(t)) and not t.is_punct]
        if not inside:
            return None
        last = inside[-1]
        while last.dep_ in {"compound", "amod", "nmod", "poss"} and last.head.i > last.i:
            if last.dep_ == "poss":
                break
            last = last.head
        return sentence, last

    def phrase(self, mention: Mention) -> str:
        """The words of the phrase around a mention, without article: "guerrilla column"."""
        found = self.head(mention.span)
        if found is None:
            return self.words(mention.span)
        sentence, head = found
        return self.words(phrase_of(sentence, head))

    def person(self, mention: Mention) -> str:
        """The fullest name of the person that a mention is or holds, "" for none."""
        found = self.head(mention.span)
        span = mention.span
        if found is not None:
            whole = phrase_of(*found)
            span = Span(min(span.start, whole.start), max(span.end, whole.end))
        people = [n for n in self.reading.mentions.within(span) if n.kind == "person"]
        if found is None or self.party(mention):
            return self.words(self.full(people[0]).span) if people else ""
        written = self._written_name(*found)
        named = [self.words(self.full(n).span) for n in people[:1]]
        return named[0] if named else written

    def party(self, mention: Mention) -> bool:
        return mention.ref in self.book.actors

    def _written_name(self, sentence: Sentence, head: Token) -> str:
        """The name that a phrase ends in, its title left out: "Mayor Pedro Quispe"."""
        run = [head]
        while run[0].i > 0 and _proper(run[0].nbor(-1)):
            run.insert(0, run[0].nbor(-1))
        titled = [t for t in run if t.lower_ in TITLES]
        name = [t for t in run if t.lower_ not in TITLES]
        if not _proper(head) or len(name) < (1 if titled else 2):
            return ""
        return self.words(sentence.across(name[0], name[-1]))

    def full(self, named: Named) -> Named:
        start = named.same if named.same >= 0 else named.span.start
        same = [n for n in self.reading.mentions.all
                if n.kind == "person" and start in (n.same, n.span.start)]  # fmt: skip
        return max([named, *same], key=lambda n: n.span.end - n.span.start)

    def bare(self, whom: Mention) -> str:
        found = self.head(whom.span)
        if found is None:
            return self.words(whom.span)
        sentence, head = found
        return self.words(phrase_of(sentence, head, numbers=False))


def _proper(token: Token) -> bool:
    """Whether a word is part of a name."""
    return token.pos_ == "PROPN" and token.text[:1].isupper()


def phrase_of(sentence: Sentence, head: Token, numbers: bool = True) -> Span:
    """From the first modifier to the head, with what follows "of"."""
    kept = {"amod", "compound", "nmod", "poss", "advmod", "punct", "npadvmod"}
    kept |= {"nummod", "quantmod"} if numbers else set()
    bare = {"the", "a", "an"} | (set() if numbers else {"several", "their", "his", "its", "many"})
    left = head
    for child in reversed(list(head.lefts)):
        if child.dep_ not in kept or child.lower_ in bare:
            break
        left = child.left_edge
    while left.i < head.i and (left.is_punct or left.dep_ == "det"):
        left = left.nbor()
    last = head
    for child in head.rights:
        if child.dep_ == "prep" and child.lower_ == "of":
            last = child.right_edge
            break
    return sentence.across(left, last)

"""re3d: who, what, where and when in documents on Syria and Iraq, and how they stand to each other.
The answer is every name that the reader resolves, its times, numbers and weapons, and of its
claims who fought whom and who was where."""

from collections.abc import Iterator, Sequence

from spacy.tokens import Token

from bench.data import report
from bench.tasks.phrases import claims_of, reading_of
from bench.tasks.readings import over
from bench.tasks.task import Half, Measure, Row, Task
from foglift.codebook import Book
from foglift.model import Claim, Count, Event, Report, Span
from foglift.read.rules.capitals import ORGANISATIONS, TITLES
from foglift.read.rules.frames import noun_kinds
from foglift.read.rules.parse import Sentence
from foglift.read.rules.reading import Reading
from foglift.read.rules.times import times
from foglift.text import numerals

Entity = tuple[int, int, str]
KINDS = {
    "actor": "Organisation", "source": "Organisation", "loaded": "Organisation",
    "people": "Organisation", "person": "Person", "place": "Location", "country": "Location",
}  # fmt: skip
HOSTILE = {
    "CLASH",
    "AIRSTRIKE",
    "SHELLING",
    "BOMBING",
    "SUICIDE_BOMB",
    "CIVILIAN_ATTACK",
}
ARMS = {"bomb", "shell", "weapon", "grenade"}
PLATFORMS = {"aircraft", "drone"}
PLACES = {"territory", "settlement", "building", "base", "road"}
POINTING = {
    **dict.fromkeys(("i", "me", "myself", "he", "him", "himself", "she", "her"), "Person"),
    **dict.fromkeys(("we", "us", "they", "them", "ourselves", "themselves"), "Organisation"),
    **dict.fromkeys(("here", "there"), "Location"),
}  # fmt: skip
PEOPLES = {
    "arab",
    "kurdish",
    "shia",
    "sunni",
    "yazidi",
    "turkmen",
    "muslim",
    "christian",
    "european",
}
HUMAN = {"agent", "people", "crowd", "police", "victim"}


def predict(rows: Sequence[Row], book: Book) -> list[Row]:
    """{"id": ..., "entities": [[0, 4, "Location"]], "relations": [...]} for each document."""
    found = over(_found, [report(row["text"]) for row in rows], book)
    return [{"id": row["id"], **each} for row, each in zip(rows, found, strict=True)]


def _found(one: Report, book: Book) -> Row:
    reading = reading_of(one, book, every=True)
    entities = sorted({*_names(reading), *_nouns(reading), *_measured(reading)})
    relations = [each for claim in claims_of(reading) for each in _relations(claim)]
    return {"entities": [list(each) for each in entities], "relations": relations}


def _names(reading: Reading) -> Iterator[Entity]:
    """The names of parties, people and places; the words of a nation inside them apart."""
    for named in reading.mentions.all:
        if named.kind in KINDS:
            yield named.span.start, named.span.end, KINDS[named.kind]
    for place in reading.mentions.toponyms:
        kind = "Nationality" if place.how == "people" else "Location"
        yield place.span.start, place.span.end, kind


def _nouns(reading: Reading) -> Iterator[Entity]:
    """Phrases whose noun the codebook knows as people or arms, and names that it does not know."""
    taken = [named.span for named in reading.mentions.all]
    for sentence in reading.doc.sentences:
        if sentence.tokens is None:
            continue
        for token in sentence.tokens:
            pointing = POINTING.get(token.lower_, "") if token.tag_ in {"PRP", "RB"} else ""
            people = "Nationality" if token.lower_ in PEOPLES and token.dep_ == "amod" else ""
            if pointing or people:
                span = sentence.at(token)
                yield span.start, span.end, pointing or people
        for chunk in sentence.tokens.noun_chunks:
            span = sentence.across(chunk[0], chunk[-1])
            head = chunk.root
            kind = _kind(head, reading.book)
            if kind and not any(each.meets(span) for each in taken):
                yield span.start, span.end, kind


def _kind(head: Token, book: Book) -> str:
    kinds = noun_kinds(head, book)
    if head.pos_ == "PROPN":
        words = {token.lower_ for token in head.subtree}
        organised = bool(words & ORGANISATIONS) or head.text.isupper()
        return "Organisation" if organised or not words & TITLES else "Person"
    if kinds & ARMS:
        return "MilitaryPlatform" if kinds & PLATFORMS else "Weapon"
    if kinds & HUMAN or head.lower_ in TITLES:
        return "Person" if head.tag_ == "NN" and head.lower_ in TITLES else "Organisation"
    if kinds & PLACES:
        return "Location"
    return "Organisation" if head.lemma_.lower() in ORGANISATIONS else ""


def _measured(reading: Reading) -> Iterator[Entity]:
    """Times and numbers."""
    published = reading.doc.report.published
    for sentence in reading.doc.sentences:
        words = reading.doc.words(sentence.span)
        spans = [t.when.span for t in times(words, sentence.span.start, published, None)]
        dated = [span for span in spans if span is not None]
        for span in dated:
            yield span.start, span.end, "Temporal"
        for span in _numbers(sentence, words):
            if not any(span.meets(each) for each in dated):
                yield span.start, span.end, "Quantity"


def _numbers(sentence: Sentence, words: str) -> Iterator[Span]:
    for each in numerals(words):
        start = sentence.span.start
        yield Span(start + each.span.start, start + each.span.end)


def _relations(claim: Claim) -> Iterator[Row]:
    content = claim.content
    if not isinstance(content, Event | Count):
        return
    parties = content.actors if isinstance(content, Event) else content.by
    if isinstance(content, Event) and content.type in HOSTILE:
        for one in content.actors:
            for other in content.recipients:
                yield _relation("FightingAgainst", one.span, other.span)
    if claim.where is not None and claim.where.relation == "at":
        hit = content.recipients if isinstance(content, Event) else ()
        for who in (*parties, *hit):
            yield _relation("CoLocated", who.span, claim.where.place.span)


def _relation(type: str, source: Span, target: Span) -> Row:
    return {
        "type": type,
        "source": [source.start, source.end],
        "target": [target.start, target.end],
    }


TASK = Task(
    name="re3d",
    halves=(
        Half(
            "re3d/dev.jsonl",
            predict,
            (
                Measure("entity_overlap.f1", 48.9, "", 70),
                Measure("entity_overlap_typed.f1"),
                Measure("entity_exact.f1"),
                Measure("relation.f1"),
            ),
            form="relations",
        ),
    ),
)

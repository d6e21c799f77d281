"""Where something happened: which place of the clause, and how it lies to it."""

import re

from spacy.tokens import Token

from foglift.codebook import Book
from foglift.codebook.gazetteer import AREAS, POINTS
from foglift.model import Mention, Relation, Span, Where
from foglift.read.rules.frames import (
    LOCATIVE,
    Frame,
    is_human,
    noun_kinds,
    phrase,
    place_of,
    places_of,
)
from foglift.read.rules.mentions import Mentions, Named
from foglift.read.rules.parse import Doc, Sentence
from foglift.read.rules.propositions import PASSIVE_SUBJECTS, SUBJECTS, Argument, Proposition

RELATIONS: dict[str, Relation] = {
    "towards": "towards", "toward": "towards", "into": "at", "from": "from", "outside": "outside",
    "near": "near", "around": "near", "off": "near", "beside": "near", "along": "near",
}  # fmt: skip
# "Soldiers from Kenya" act elsewhere.
OF_WHOM = tuple(word for word in LOCATIVE if word not in ("from", "of"))
# Who leaves "for Goma" is not told to be there.
FROM = tuple(
    word for word in LOCATIVE if word not in ("for", "to", "into", "towards", "toward", "across")
)
# Where a site that nobody names is one's place: "in a mosque", "stormed the embassy".
SITED = (*(word for word in LOCATIVE if word not in ("of", "for", "mod", "against", "to")),
         "obj", "by", "between", "beside", "behind", "under")  # fmt: skip
# How a place was found that another clause names; its words are not quoted.
ELSEWHERE = "; told beside it"
# A note is about the place that one of so many sentences before it begins with.
NOTES = 8
EDGES = {"gate", "outskirt", "edge", "approach", "vicinity", "perimeter"}
BEARINGS = {
    "north": "N", "northeast": "NE", "north-east": "NE", "east": "E", "southeast": "SE",
    "south-east": "SE", "south": "S", "southwest": "SW", "south-west": "SW", "west": "W",
    "northwest": "NW", "north-west": "NW",
}  # fmt: skip
KM = {"km": 1.0, "kilometer": 1.0, "kilometre": 1.0, "mile": 1.609344}
_DISTANCE = re.compile(
    r"(\d{1,4}(?:[.,]\d{1,2})?)[ \-]?(km|kilometers?|kilometres?|miles?)\b[^.;]{0,30}?"
    r"\b(north-?(?:east|west)|south-?(?:east|west)|north|south|east|west|from|of|outside)\b"
    r"(?: of| from)?(?: the(?: (?:city|town|village) of)?)? ?$",
    re.IGNORECASE,
)
_BEARING = re.compile(
    r"\b(north-?(?:east|west)|south-?(?:east|west)|north|south|east|west) of"
    r"(?: the(?: (?:city|town|village) of)?)? ?$",
    re.IGNORECASE,
)
# What heads a line before a colon: "- Herat:", "• 12 Aug, Bama (Borno):".
_LABEL = re.compile(r"(?:[-•*–·]|\(?\d{1,2}[.)])?[ \t]{0,3}([A-Z\d][^\n:.;]{1,45}):[ \n]")

# A town before its area in what heads a line: "Bama (Borno)".
_BRACKETED = re.compile(r"(?P<town>[A-Z][\w'’-]{1,30}(?: [A-Z][\w'’-]{1,30}){0,2}) \((?P<area>)")


def where(named: Named, relation: str, head: Token, doc: Doc, sentence: Sentence) -> Where:
    """The place with its relation, distance and bearing as the words before it say."""
    place = Mention(named.span, named.ref, named.via)
    before = doc.text[max(sentence.span.start, named.span.start - 70) : named.span.start]
    found = _DISTANCE.search(before)
    if found:
        km = float(found[1].replace(",", ".")) * KM[found[2].lower().rstrip("s")]
        return Where(place, "near", round(km, 1), BEARINGS.get(found[3].lower(), ""))
    bearing = _BEARING.search(before)
    if bearing:
        return Where(place, "near", bearing=BEARINGS[bearing[1].lower()])
    if head.lemma_.lower() in EDGES:
        return Where(place, "near")
    return Where(place, RELATIONS.get(relation, "at"))


def unnamed(span: Span, relation: str) -> Where:
    """A place that no gazetteer names: "three villages"."""
    return Where(Mention(span), RELATIONS.get(relation, "at"))


def own(frame: Frame, mentions: Mentions, doc: Doc, book: Book) -> Where | None:
    """The place of the frame's row, else one in its clause, else the site that it names, else the
    place that heads the line."""
    sentence = frame.sentence
    for filler in frame.places:
        for named in places_of(filler, sentence, mentions, book):
            return where(named, filler.relation, filler.head, doc, sentence)
    leaves = frame.row.event == "WITHDRAWAL" or frame.row.control == "leaves"
    found = around(frame.proposition, mentions, doc, book, leaves)
    if found is not None:
        return found
    if frame.places:
        return unnamed(phrase(frame.places[0].head, sentence), frame.places[0].relation)
    return labelled(sentence, mentions, doc) or site(frame.proposition, mentions, doc, book)


def around(
    proposition: Proposition, mentions: Mentions, doc: Doc, book: Book, leaves: bool = False
) -> Where | None:
    """A place said of the predicate or of its arguments: "bombed a market in Idlib"; not the one
    for which somebody `leaves`."""
    sentence = proposition.sentence
    told = proposition.arguments_of(FROM if leaves else LOCATIVE)
    each_own = (_located([pair], sentence, mentions, doc, book) for pair in told)
    inside = (
        below(argument.head, sentence, mentions, doc, book, _said_below(argument, book))
        for argument in proposition.arguments
    )
    wide = None
    for found in (*each_own, *inside):
        if found is None:
            continue
        if not _is_area(found, book):
            return found if wide is None or _lies_in(found, wide, book) else wide
        wide = wide or found
    return wide or _above(proposition, mentions, doc, book)


def _said_below(argument: Argument, book: Book) -> tuple[str, ...]:
    human = argument.relation == "subj" and is_human(argument.head, book)
    return OF_WHOM if human else LOCATIVE


def _is_area(where: Where, book: Book) -> bool:
    ref = where.place.ref
    return ref != "" and book.gazetteer.place(ref).kind in AREAS


def _lies_in(where: Where, area: Where, book: Book) -> bool:
    """Whether the place lies in the area as far as anybody knows: "in Helmand ... near Sangin"."""
    if where.relation in {"from", "towards"} or where.place.span == area.place.span:
        return False
    return not where.place.ref or book.gazetteer.within(where.place.ref, area.place.ref)


def site(
    proposition: Proposition, mentions: Mentions, doc: Doc, book: Book
) -> Where | None:  # fmt: skip
    """The street, house or field that the predicate names without a name known: "exploded in a
    mosque", "stormed the embassy"; the town whose it is ("Tripoli's port")."""
    told = proposition.arguments_of(SITED)
    inside = [pair for _, head in told for pair in _prepositional(head, OF_WHOM)]
    for relation, head in (*sorted(told, key=lambda each: each[0] == "obj"), *inside):
        if "site" in noun_kinds(head, book):
            sentence = proposition.sentence
            span = phrase(head, sentence)
            named = (each for each in mentions.within(span) if each.kind == "place" and each.ref)
            owner = next(named, None)
            if owner is not None:
                return where(owner, relation, head, doc, sentence)
            return unnamed(span, relation)
    return None


def labelled(sentence: Sentence, mentions: Mentions, doc: Doc) -> Where | None:
    """The place that heads the line: "Kabul city: 96 killed"."""
    span = heading(sentence, doc)
    named = mentions.within(span) if span else ()
    found = [each for each in named if each.kind == "place"]
    if not found or any(each.kind in {"actor", "person", "source"} for each in named):
        return None
    inside = _BRACKETED.search(doc.words(span)) if span else None
    if span and inside and found[0].span.start >= span.start + inside.start("area"):
        town = Span(span.start + inside.start("town"), span.start + inside.end("town"))
        return Where(Mention(town, "", "heads the line; no place of that name known"))
    return Where(Mention(found[0].span, found[0].ref, f"{found[0].via}; heads the line"))


def heading(sentence: Sentence, doc: Doc) -> Span | None:
    """What heads the sentence before a colon, else what headed its line before it."""
    for before in reversed(doc.sentences[: sentence.index + 1]):
        if before.paragraph != sentence.paragraph:
            return None
        found = _LABEL.match(doc.text, before.span.start, before.span.end)
        if found is not None:
            return Span(*found.span(1))
    return None


def before(index: int, mentions: Mentions, doc: Doc, book: Book) -> Named | None:
    """The place that the two sentences before name last, a town rather than an area."""
    around = doc.sentences[max(0, index - 2) : index]
    named = [n for each in around for n in mentions.within(each.span)]
    places = [n for n in reversed(named) if n.kind == "place"]
    towns = [n for n in places if not n.ref or _is_town(n.ref, book)]
    return next(iter((*towns, *places)), None)


def _is_town(ref: str, book: Book) -> bool:
    return book.gazetteer.place(ref).kind in POINTS


def topic(index: int, mentions: Mentions, doc: Doc) -> Named | None:
    """The place that a note is about: the nearest sentence before begins with it, be it the
    title."""
    for sentence in reversed(doc.sentences[max(0, index - NOTES) : index]):
        named = mentions.within(sentence.span)
        if named and named[0].span.start == sentence.span.start and named[0].kind == "place":
            return named[0]
    return None


def only(sentence: Sentence, mentions: Mentions, doc: Doc) -> Where | None:
    """The one town or area that the sentence names, else the one its paragraph names."""
    beside = [each.span for each in doc.sentences if each.paragraph == sentence.paragraph]
    for span in (sentence.span, Span(beside[0].start, beside[-1].end)):
        named = _named(span, mentions)
        if len(named) > 1:
            return None
        for each in named:
            return _alone(each)
    return None


def named_once(sentence: Sentence, mentions: Mentions, doc: Doc) -> Where | None:
    """The one town or area that the sentence names, and how the word before it says it lies."""
    named = _named(sentence.span, mentions)
    if len(named) != 1 or sentence.tokens is None:
        return None
    head = next(t for t in sentence.tokens if sentence.at(t).end > named[0].span.start)
    before = head.nbor(-1).lower_ if head.i > 0 else ""
    return where(named[0], before, head, doc, sentence)


def _named(span: Span, mentions: Mentions) -> list[Named]:
    """The different towns and areas in a span, each where it is named first."""
    named = {
        each.ref: each for each in reversed(mentions.within(span))
        if each.kind == "place" and each.ref
    }  # fmt: skip
    return list(named.values())


def _alone(named: Named) -> Where:
    via = f"{named.via}; the only place the passage names"
    return Where(Mention(named.span, named.ref, via))


def after(head: Token, sentence: Sentence, mentions: Mentions, doc: Doc) -> Where | None:
    """The place in the words from a token to the next comma or "and"."""
    rest = head.doc[head.i + 1 :]
    end = next((t.i for t in rest if t.text in {",", ";", "and"}), len(head.doc))
    for token in head.doc[head.i + 1 : end]:
        named = mentions.of(sentence.at(token))
        if named is not None and named.kind == "place" and named.ref:
            before = head.doc[token.i - 1].lower_
            return where(named, before, token, doc, sentence)
    return None


def below(
    head: Token, sentence: Sentence, mentions: Mentions, doc: Doc, book: Book,
    words: tuple[str, ...] = LOCATIVE,
) -> Where | None:  # fmt: skip
    """A place said of a noun or of a noun said of it: "a market in a suburb of Goma"."""
    pairs = _prepositional(head, words)
    found = _located(pairs, sentence, mentions, doc, book)
    for _, obj in pairs if found is None else ():
        found = found or below(obj, sentence, mentions, doc, book, words)
    return found


def _prepositional(head: Token, words: tuple[str, ...]) -> list[tuple[str, Token]]:
    return [
        (child.lower_, obj)
        for child in head.children
        if child.dep_ == "prep" and child.lower_ in words
        for obj in child.children
        if obj.dep_ == "pobj"
    ]


def _located(
    arguments: list[tuple[str, Token]], sentence: Sentence,
    mentions: Mentions, doc: Doc, book: Book,
) -> Where | None:  # fmt: skip
    for relation, head in arguments:
        named = place_of(head, sentence, mentions, book)
        if named is not None and (relation != "mod" or named.kind == "place"):
            return where(named, relation, head, doc, sentence)
    return None


def _above(proposition: Proposition, mentions: Mentions, doc: Doc, book: Book) -> Where | None:
    """The place of the clause that a nominal or embedded predicate stands in."""
    head = proposition.head
    for _ in range(3):
        own_subject = any(c.dep_ in SUBJECTS | PASSIVE_SUBJECTS for c in head.children)
        if head.head == head or (
            head.dep_ in {"relcl", "ccomp"} or (head.dep_ == "conj" and own_subject)
        ):
            return None
        shared = head.pos_ == "VERB" and (head.dep_ == "conj" or head.tag_ == "VBG")
        head = head.head
        if head.pos_ in {"VERB", "AUX"}:
            pairs = _prepositional(head, ("in", "at", "near", "outside"))
            if shared:  # "stormed Hama and fought the army"
                pairs += [("at", c) for c in head.children if c.dep_ == "dobj"]
            return _located(pairs, proposition.sentence, mentions, doc, book)
    return None

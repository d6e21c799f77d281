"""Propositions that fill the slots of a codebook row: who did what to whom, as the row reads it.

A row "capture, subj:actor? obj:place" and the proposition capture(subj: rebels, obj: city) give a
frame with the rebels as actor and Hama as place. Nothing here knows a verb; that is in the rows.
"""

import re
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import cache

from msgspec import structs
from spacy.tokens import Token

from foglift.codebook import Book
from foglift.codebook.rows import Verb
from foglift.model import Mention, Span
from foglift.read.rules.mentions import Mentions, Named
from foglift.read.rules.parse import Sentence
from foglift.read.rules.propositions import (
    OBJECTS,
    OWNERS,
    PASSIVE_SUBJECTS,
    SUBJECTS,
    Proposition,
    anchor,
    is_gerund,
    is_time,
)
from foglift.read.rules.triggers import Trigger

# Nouns that hand their role on to what follows "of": "dozens of soldiers", "the gates of Hama".
TRANSPARENT = {
    "all", "any", "area", "both", "camp", "center", "centre", "city", "cluster", "column",
    "contingent", "convoy", "county", "couple", "district", "dozen", "each", "edge",
    "faction", "few",
    "gate", "governorate", "group", "half", "handful", "hundred", "hundreds", "kind", "lot",
    "majority", "many", "member", "million", "more", "most", "neighborhood", "neighbourhood",
    "none", "number", "one", "outskirt", "part", "port", "province", "quarter", "region",
    "remainder", "rest", "score", "series", "several", "some", "state", "stream", "string",
    "suburb", "swath", "swathe", "ten", "third", "thousand", "total", "town", "township",
    "type", "village", "wave", "whole", "%", "percent", "bulk", "chunk", "pocket", "amount",
    "quantity", "batch", "pair", "load", "piece", "tonne", "ton", "kilogram", "kilo",
    "kilogramme", "crate", "box", "bag", "truckload", "cache", "stash", "stockpile", "team",
    "bunch", "pound",
}  # fmt: skip
_YEAR = re.compile(r"(?:19|20)\d\d")
MODIFIERS = {"det", "amod", "compound", "poss", "nummod", "nmod", "quantmod", "punct", "case"}
PLACES = {"place", "country"}
# Types told of by what somebody says or agrees to, wherever it happened.
SAYING = {"STATEMENT", "RESPONSIBILITY", "THREAT", "AGREEMENT"}
# Pronouns that may stand for who means to do something.
PERSONS = {
    "we", "us", "i", "they", "them", "he", "she", "it", "you", "who", "everyone", "everybody"
}  # fmt: skip
# Words that say there was nobody.
NONE = {"nobody", "none", "nil"}
# Particles that make another verb of "take" or "leave".
APART = {"down", "up", "off", "apart", "aside", "behind"}
# The relation of the place that a note is about to a predicate that does not name it.
TOPIC = "topic"
# Classes of nouns that do nothing of their own.
THINGS = {
    "agreement", "aid", "attack", "building", "ceasefire", "camp", "commerce", "disaster", "hazard",
    "peace", "property", "road", "sanction", "site", "territory", "toll", "virus",
}  # fmt: skip
AROUND = {"in", "at", "near", "outside"}
LOCATIVE = (
    "in", "at", "near", "around", "inside", "within", "outside", "across", "throughout", "on",
    "over", "along", "through", "into", "to", "towards", "toward", "from", "against", "south",
    "north", "east", "west", "of", "for", "mod",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Slot:
    """One slot of a row: the relations it may stand in, what may stand there, and its role."""

    relations: tuple[str, ...]
    kinds: tuple[str, ...]
    optional: bool
    forbidden: bool
    role: str


@dataclass(frozen=True, eq=False)
class Filler:
    """What fills a slot: the head of the phrase and the name found in it, if any."""

    head: Token
    named: Named | None
    relation: str


@dataclass(frozen=True, eq=False)
class Frame:
    """A row of the codebook filled by a proposition; `told` where the model chose the row."""

    row: Verb
    proposition: Proposition
    actors: tuple[Filler, ...]
    recipients: tuple[Filler, ...]
    places: tuple[Filler, ...]
    counted: tuple[Filler, ...]
    means: tuple[Filler, ...]
    tokens: tuple[Token, ...]
    told: Trigger | None = None

    @property
    def sentence(self) -> Sentence:
        return self.proposition.sentence

    @property
    def spoken(self) -> bool:
        """Whether it tells what somebody says or agrees to."""
        return self.row.event.partition("/")[0] in SAYING


@cache
def slots(text: str) -> tuple[Slot, ...]:
    """The slots of a row's "subj:actor? in/at:place !obj" cell."""
    return tuple(_slot(part) for part in text.split())


def _slot(part: str) -> Slot:
    if part.startswith("!"):
        return Slot((part[1:],), (), optional=True, forbidden=True, role="")
    relations, _, rest = part.partition(":")
    rest, _, role = rest.partition("=")
    optional = rest.endswith("?")
    return Slot(
        tuple(relations.split("/")), tuple(rest.rstrip("?").split("/")), optional, False, role
    )


def frames(
    found: Sequence[Proposition],
    mentions: Mentions,
    book: Book,
    topic: Named | None = None,
    before: Named | None = None,
) -> Iterator[Frame]:
    """The frames of a sentence's propositions: for each, the first row that says what happened and
    the first that counts people; where none says what happened, the shape of what the model sees,
    unless its noun only names what a row tells of ("fired tear gas"). `topic` is the place that a
    note without a subject is about, `before` the place that "it" may stand for, named in the
    sentences before."""
    ruled = [list(_ruled(each, mentions, book, topic, before)) for each in found]
    types = {_type(frame) for each in ruled for frame in each}
    for proposition, known in zip(found, ruled, strict=True):
        yield from known
        if not any(frame.row.event or frame.row.control for frame in known):
            shaped = _shaped(proposition, mentions, book, before)
            if shaped is not None and not (proposition.noun and _type(shaped) in types):
                yield shaped


def _type(frame: Frame) -> str:
    return _kind(frame.row)


def _ruled(
    proposition: Proposition,
    mentions: Mentions,
    book: Book,
    topic: Named | None,
    before: Named | None,
) -> Iterator[Frame]:
    """The frames of the rows that fire on a proposition."""
    said = counted = False
    for row, tokens in _candidates(proposition, book):
        if proposition.head.dep_ == "amod" and row.event:  # "captured soldiers": a state
            continue
        if (said or not (row.event or row.control)) and (counted or not row.count):
            continue
        frame = _fill(row, proposition, tokens, mentions, book, topic, before)
        if frame is not None and said and row.event:  # it only counts whom another row tells of
            frame = replace(frame, row=structs.replace(row, event="", control=""))
        if frame is not None:
            yield frame
            said = said or bool(row.event or row.control)
            counted = counted or bool(row.count)


def _shaped(
    proposition: Proposition, mentions: Mentions, book: Book, before: Named | None
) -> Frame | None:
    """The frame of a predicate without a row at which the model sees something happen: the shape
    of its type, where somebody or some place fills it."""
    head = proposition.head
    told = proposition.sentence.told.get(head.i)
    shape = book.shapes.get(told.event.partition("/")[0]) if told and told.sure else None
    if told is None or shape is None or head.dep_ == "amod":
        return None
    row = Verb((proposition.lemma,), (), shape.slots, told.event, shape.control, "", shape.example)
    frame = _fill(row, proposition, (head,), mentions, book, before=before)
    if frame is None or not (frame.actors or frame.recipients or frame.places):
        return None
    return replace(frame, told=told)


def doers(proposition: Proposition, mentions: Mentions, book: Book) -> tuple[Filler, ...]:
    """Whoever is to do it, though no row asks for them: "we", "Paris", "his officers"."""
    found = (
        _as("party", head, "subj", proposition.sentence, mentions, book)
        for head in proposition.of("subj")
    )
    return tuple(each for each in found if each is not None)


def planned(proposition: Proposition, mentions: Mentions, book: Book) -> Frame | None:
    """The frame of what is yet to come: the first row of plans.csv that the proposition fills."""
    for row, tokens in _candidates(proposition, book, planned=True):
        frame = _fill(row, proposition, tokens, mentions, book)
        if frame is not None:
            return frame
    return None


# ------------------------------------------------------------------------- rows and phrases


@cache
def _index(
    book: Book, planned: bool = False
) -> dict[tuple[bool, str], list[tuple[tuple[str, ...], Verb]]]:
    """First word of each predicate -> its phrase and row, longest phrases first; of the rows of
    what happened or of those of what is `planned`."""
    index: dict[tuple[bool, str], list[tuple[tuple[str, ...], Verb]]] = {}
    plans = (Verb(p.lemma, p.nouns, p.slots, p.event, "", "", p.example) for p in book.plans)
    for row in plans if planned else book.verbs:
        for noun, names in ((False, row.lemma), (True, row.nouns)):
            for name in names:
                words = tuple(name.split())
                key = words[anchor(words) if noun else 0]
                index.setdefault((noun, key), []).append((words, row))
    for rows in index.values():
        rows.sort(key=_specific)
    return index


def _specific(pair: tuple[tuple[str, ...], Verb]) -> tuple[int, int]:
    """Longer phrases first, then rows that ask for more."""
    words, row = pair
    return -len(words), -sum(not slot.optional for slot in slots(row.slots))


def _candidates(
    proposition: Proposition, book: Book, planned: bool = False
) -> Iterator[tuple[Verb, tuple[Token, ...]]]:
    head = proposition.head
    key = head.lower_ if is_gerund(head) else head.lemma_.lower()
    for words, row in _index(book, planned).get((proposition.noun, key), ()):
        tokens = _compound(head, words) if proposition.noun else _phrase(head, words)
        if tokens and not (row.control and _has_other_particle(head, tokens)):
            yield row, tokens


def _has_other_particle(head: Token, tokens: tuple[Token, ...]) -> bool:
    """Whether a particle makes another verb of it: who takes down a house has not taken it."""
    return any(child.lower_ in APART and child not in tokens for child in head.children)


def _phrase(head: Token, words: tuple[str, ...]) -> tuple[Token, ...]:
    """The tokens of a verb phrase such as "lose control of", () if it is not there."""
    matched = [head]
    for word in words[1:]:
        following = next(
            (child for token in reversed(matched) for child in token.children
             if child.lemma_.lower() == word and child.tag_ != "TO"
             and child.dep_ not in {"nsubj", "nsubjpass", "conj"}
             and not any(is_time(each) for each in child.children if child.pos_ == "ADP")),
            None)  # fmt: skip
        if following is None:
            return ()
        matched.append(following)
    return tuple(matched)


def _compound(head: Token, words: tuple[str, ...]) -> tuple[Token, ...]:
    """The tokens of a nominal predicate such as "drone strike" or "loss of control of"."""
    at = anchor(words)
    before = words[:at]
    start = head.i - len(before)
    if start < 0 or tuple(t.lemma_.lower() for t in head.doc[start : head.i]) != before:
        return ()
    after = _phrase(head, words[at:])
    return (*head.doc[start : head.i], *after) if after else ()


# ------------------------------------------------------------------------------ filling slots


def _fill(
    row: Verb, proposition: Proposition, tokens: tuple[Token, ...], mentions: Mentions, book: Book,
    topic: Named | None = None,
    before: Named | None = None,
) -> Frame | None:  # fmt: skip
    roles: dict[str, list[Filler]] = {
        "actor": [], "recipient": [], "place": [], "counted": [], "means": []
    }  # fmt: skip
    counted = set(row.count.partition("=")[2].split("/"))
    for slot in slots(row.slots):
        fillers = [
            filler
            for relation in slot.relations
            for filler in _fillers(slot, relation, row, proposition, tokens, mentions, book)
        ]
        if slot.forbidden:
            if _heads(slot.relations[0], row, proposition, tokens):
                return None
            continue
        if not fillers and topic is not None and row.control and _is_about(slot, proposition):
            fillers = [Filler(proposition.head, topic, TOPIC)]
        if not fillers and before is not None and row.control:
            fillers = list(_pointed(slot, row, proposition, tokens, before))
        if not fillers and not slot.optional:
            return None
        if slot.kinds == ("any",):  # "a strike on X" hits X, "a strike in X" does not
            fillers = [f for f in fillers if f.relation not in AROUND]
            roles["place"] += [f for f in fillers if f.named and f.named.kind in PLACES]
            fillers = [f for f in fillers if not f.named or f.named.kind not in PLACES]
        if slot.role == "from":  # "fled Homs" is from Homs
            fillers = [replace(f, relation="from") for f in fillers]
        roles["place" if slot.role == "from" else slot.role or _role(slot)] += fillers
        if counted & set(slot.relations):
            roles["counted"] += fillers
    return Frame(
        row,
        proposition,
        tuple(roles["actor"]),
        tuple(roles["recipient"]),
        tuple(roles["place"]),
        tuple(roles["counted"]),
        tuple(roles["means"]),
        tokens,
    )


def _pointed(
    slot: Slot, row: Verb, proposition: Proposition, tokens: tuple[Token, ...], before: Named
) -> Iterator[Filler]:
    """ "It" as the place named in the sentences before: "The rebels took it in spring"."""
    if not {"place", "named", "territory", "ground"} & set(slot.kinds):
        return
    for relation in slot.relations:
        for head in _heads(relation, row, proposition, tokens):
            if content(head).lower_ == "it":
                span = proposition.sentence.at(head)
                yield Filler(head, replace(before, span=span, via=f"it: {before.via}"), TOPIC)


def _may_act(head: Token, named: Named | None, book: Book) -> bool:
    """Whether the phrase may be a party that nothing else tells of: a name, "they", "the group"."""
    if named is not None:
        return named.kind not in PLACES
    return head.pos_ == "PRON" or is_human(head, book) or _is_group(head, book)


def _is_group(head: Token, book: Book) -> bool:
    return bool({"group", "unit", "fellow", "command-word"} & noun_kinds(head, book))


def _is_about(slot: Slot, proposition: Proposition) -> bool:
    """Whether the place that the slot asks for is left out, as in notes: "Captured by rebels in
    May", "Under rebel control since"."""
    if not {"place", "named"} & set(slot.kinds):
        return False
    head = proposition.head
    if proposition.noun:
        return head.i == 0 or (head.dep_ == "pobj" and head.head.dep_ == "ROOT")
    while head.dep_ in {"conj", "advcl", "dep"} and head.head.tag_ == head.tag_:
        head = head.head
    said = any(c.dep_ in SUBJECTS | PASSIVE_SUBJECTS | OBJECTS for c in head.children)
    return head.dep_ == "ROOT" and head.tag_ in {"VBN", "VBD"} and not said


def _role(slot: Slot) -> str:
    if set(slot.kinds) & {"place", "named", "territory"}:
        return "place"
    return "actor" if "subj" in slot.relations or "by" in slot.relations else "recipient"


def _fillers(
    slot: Slot, relation: str, row: Verb, proposition: Proposition,
    tokens: tuple[Token, ...], mentions: Mentions, book: Book,
) -> Iterator[Filler]:  # fmt: skip
    acts = bool(row.control) and relation == "subj" and {"actor", "armed"} & set(slot.kinds)
    told = bool(row.control) and _is_told(row, proposition)
    for head in _heads(relation, row, proposition, tokens):
        kinds = slot.kinds
        if acts and _fights(row, head):
            kinds = (*kinds, "state", *(("told",) if told else ()))
        elif told and _kind(row) == "CAPTURE" and {"place", "named"} & set(kinds):
            kinds = (*kinds, "unknown")
        for kind in kinds:
            filler = _as(kind, head, relation, proposition.sentence, mentions, book)
            if filler is not None and not (slot.optional and _is_means(filler, book)):
                yield filler
                break


def _is_means(filler: Filler, book: Book) -> bool:
    """Whether it only says with what: a "car bomb" is no deed of the car's."""
    head = filler.head
    return filler.named is None and head.dep_ == "compound" and not is_human(head, book)


def _fights(row: Verb, head: Token) -> bool:
    """Whether a country or its people may stand for its forces: those who leave may be refugees,
    but not "the Russians"."""
    plain = head.tag_ not in {"NNS", "NNPS"} or [c.lower_ for c in head.lefts] == ["the"]
    return row.control != "leaves" or plain


def _is_told(row: Verb, proposition: Proposition) -> bool:
    """Whether the model sees at the predicate what the row says: then whoever did it is a party."""
    told = proposition.sentence.told.get(proposition.head.i)
    if told is None or proposition.noun:
        return False
    return told.sure and told.event.partition("/")[0] == _kind(row)


def _kind(row: Verb) -> str:
    return row.event.partition("/")[0]


def _heads(
    relation: str, row: Verb, proposition: Proposition, tokens: tuple[Token, ...]
) -> list[Token]:
    """The phrases in a relation to the predicate, as the row means the relation."""
    tail = tokens[-1]
    if relation == "self":  # "the town is ours"
        return [tail]
    if relation == "tail":  # "fell into rebel hands"
        return [child for child in tail.children if child.dep_ in OWNERS]
    if len(tokens) > 1 and tail.pos_ in {"ADP", "PART", "SCONJ"} and tail.dep_ != "prt":
        if relation == "obj":
            return [each for child in tail.children if child.dep_ == "pobj"
                    for each in (child, *child.conjuncts)]  # fmt: skip
        if relation == "dobj":
            relation = "obj"
    if proposition.noun:
        return _nominal(relation, row, proposition)
    inside = set(tokens)
    return [head for head in proposition.of(relation) if head not in inside]


def _nominal(relation: str, row: Verb, proposition: Proposition) -> list[Token]:
    has_object = "obj:" in row.slots
    if relation == "subj":
        own = [*proposition.of("subj"), *proposition.of("mod")]
        return own if has_object else [*own, *proposition.of("of")]
    if relation == "obj":
        around = ("of", "on", "against", "at", "to") if has_object else ("of",)
        return [head for each in around for head in proposition.of(each)]
    return list(proposition.of(relation))


# ----------------------------------------------------------------------------- kinds of filler


def _as(
    kind: str, head: Token, relation: str, sentence: Sentence, mentions: Mentions, book: Book
) -> Filler | None:
    """The filler if the phrase is of that kind, else None."""
    named = name_of(head, sentence, mentions, book)
    if kind == "any":
        if named is not None and named.kind in PLACES and relation in {"subj", "mod"}:
            return None
        whole = named is not None or head.pos_ in {"NOUN", "PROPN", "PRON", "NUM"}
        return Filler(head, named, relation) if whole else None
    if kind == "state":
        acting = named if named and named.kind != "people" else _nation(head, sentence, book)
        return Filler(head, acting, relation) if acting and acting.kind == "country" else None
    if kind in LOOSE:
        return Filler(head, named, relation) if LOOSE[kind](head, named, book) else None
    if kind == "number":
        return Filler(head, named, relation) if head.like_num or head.tag_ == "CD" else None
    if kind in {"place", "named"}:
        return _as_place(kind, head, relation, sentence, mentions, book)
    if kind in TESTS:
        if relation == "obj" and noun_kinds(head, book) & {"aircraft", "drone", "weapon"}:
            return None  # a captured tank is no captive
        test = TESTS[kind]
        return Filler(head, named, relation) if test(head, named, book) else None
    if kind in noun_kinds(head, book) | noun_kinds(content(head), book):
        return Filler(head, named, relation)
    return None


def _as_place(
    kind: str, head: Token, relation: str, sentence: Sentence, mentions: Mentions, book: Book
) -> Filler | None:
    named = place_of(head, sentence, mentions, book)
    if named is not None and (kind == "place" or named.kind != "country"):
        return Filler(head, named, relation)
    if kind == "place" and "territory" in noun_kinds(head, book):
        return Filler(head, None, relation)
    return None


def _is_actor(head: Token, named: Named | None, book: Book) -> bool:
    if head.lower_ == "military" and head.dep_ in MODIFIERS:  # "a military campaign" is anybody's
        return False
    if named is not None and named.kind in {"actor", "loaded"}:
        return True
    if named is not None and named.kind == "country":  # "Turkey's incursion"
        return head.dep_ == "poss"
    if named is not None and named.kind in {"person", "pronoun", "source"}:
        return bool(named.ref and book.party(named.ref))
    return _is_agent(head, named, book) or "agent" in noun_kinds(head, book)


def _nation(head: Token, sentence: Sentence, book: Book) -> Named | None:
    """A people that fights, as its country: "the Russians", "Ukrainians"."""
    nations = _nations(book)
    land = nations.get(head.text, "") or nations.get(head.text.removesuffix("s"), "")
    many = head.text.endswith("s") or any(c.lower_ == "the" for c in head.children)
    if not land or not many:
        return None
    return Named(sentence.at(head), land, "country", f"'{head.text}'")


@cache
def _nations(book: Book) -> dict[str, str]:
    """Adjective of a country -> the id of its land: "Russian"."""
    found: dict[str, str] = {}
    for country in book.countries.values():
        with suppress(KeyError):  # a country without a place of its own
            place = book.gazetteer.country(country.iso)
            found |= dict.fromkeys(country.adjectives, place.id)
    return found


def _is_armed(head: Token, named: Named | None, book: Book) -> bool:
    if named is not None and named.kind in {"actor", "loaded"}:
        return True
    if named is not None and named.kind == "pronoun":
        return bool(book.party(named.ref)) or book.armed(named.ref)
    return _is_agent(head, named, book)


def _is_agent(head: Token, named: Named | None, book: Book) -> bool:
    if named is not None and named.kind in PLACES:
        return False
    if named is not None and named.kind == "people" and book.armed(named.ref):
        return True
    if named is not None and named.kind == "people":  # "armed men", "his men"
        return "agent" in noun_kinds(head, book) or is_fellow(head, book)
    return bool({"agent", "aircraft", "drone"} & noun_kinds(content(head), book)) or is_fellow(
        head, book
    )


def is_fellow(head: Token, book: Book) -> bool:
    """Whether a word for men says whose they are: "his men", "our boys"."""
    owned = any(child.dep_ == "poss" for child in head.children)
    return owned and "fellow" in noun_kinds(head, book)


def _is_people(head: Token, named: Named | None, book: Book) -> bool:
    if head.like_num or head.tag_ == "CD":
        return not _YEAR.fullmatch(head.text)
    if head.lower_ in {"others", "many", "everyone", "more", "nobody", "none"}:
        return True
    if named is not None and named.kind in {"people", "person", "pronoun"}:
        return named.kind != "pronoun" or head.lower_ not in {"it", "its", "which"}
    kinds = noun_kinds(head, book) | noun_kinds(content(head), book)
    return bool(kinds & {"captive", "crowd", "displaced", "agent", "people"})


def _is_someone(head: Token, named: Named | None, book: Book) -> bool:
    """People, or a name that may be a person's: "arrested Omar Haddad", "members of the IRGC"."""
    if _is_people(head, named, book) or head.lemma_.lower() in book.listed("office"):
        return True
    if named is not None:
        return named.kind in {"actor", "loaded", "source"}
    return head.pos_ == "PROPN" and not noun_kinds(head, book)


def _is_person(head: Token, named: Named | None, book: Book) -> bool:
    return named is not None and named.kind == "person"


def _is_party(head: Token, named: Named | None, book: Book) -> bool:
    """Whoever can mean to do something: an actor, a country, people, "we"."""
    if head.pos_ == "PRON":
        return head.lower_ in PERSONS
    if head.dep_ in MODIFIERS and (named is None or named.kind not in {"actor", "country"}):
        return False  # "peace talks" are nobody's
    if named is not None:
        return named.kind != "place" or _is_seat(named, book)
    return head.pos_ in {"NOUN", "PROPN", "NUM"} and not is_time(head) and not _is_thing(head, book)


def _is_thing(head: Token, book: Book) -> bool:
    """Whether a noun means nothing itself, as a truce, an answer or a town does not."""
    return bool(noun_kinds(head, book) & THINGS) or head.lemma_.lower() in _happenings(book)


@cache
def _happenings(book: Book) -> frozenset[str]:
    """Nouns that say what happens: "attack", "truce"."""
    named = (*(row.nouns for row in book.verbs), *(row.nouns for row in book.plans))
    return frozenset(name for nouns in named for name in nouns)


def _is_seat(named: Named, book: Book) -> bool:
    """Whether a place is a capital, which stands for its government: "Ankara has announced"."""
    place = book.gazetteer.place(named.ref) if named.ref else None
    country = book.countries.get(place.country) if place else None
    return place is not None and country is not None and place.name == country.capital


TESTS = {
    "party": _is_party,
    "person": _is_person,
    "actor": _is_actor,
    "armed": _is_armed,
    "people": _is_people,
    "someone": _is_someone,
}


def _is_nameless(head: Token, named: Named | None, book: Book) -> bool:
    """Whether it is a name that nothing knows."""
    return named is None and head.pos_ == "PROPN" and not noun_kinds(head, book)


def _is_anything(head: Token, named: Named | None, book: Book) -> bool:
    return True


# Kinds that are asked for only where the predicate leaves no doubt.
LOOSE = {"told": _may_act, "unknown": _is_nameless, "owner": _is_anything}


def none_of(head: Token) -> Token | None:
    """The word that says there was none of them: "no soldiers", "nobody", "none of the guards"; not
    "no fewer than 200"."""
    if head.lower_ in NONE:
        return head
    found = next((child for child in head.children if child.lower_ in {"no", "zero"}), None)
    bounds = found is not None and found.nbor().tag_ in {"JJR", "RBR"}
    return None if bounds else found


def noun_kinds(token: Token, book: Book) -> frozenset[str]:
    """The classes of a noun (nouns/en.csv); of "air base" by its last two words first."""
    lemma = token.lemma_.lower()
    classes = _classes(book)
    if token.tag_ in {"NNPS", "NNP"} and lemma not in classes:  # "Guerrillas" opens a sentence
        lemma = lemma.removesuffix("s")
    pair = f"{token.nbor(-1).lower_} {lemma}" if token.i > 0 else lemma
    word = token.lower_  # "barracks", and "Defence Forces", which the tagger takes for a name
    forms = (pair, lemma, word, word.removesuffix("s"))
    return next((classes[form] for form in forms if form in classes), frozenset())


@cache
def _classes(book: Book) -> dict[str, frozenset[str]]:
    """Noun -> its classes: "missile" -> {"shell", "weapon"}."""
    found: dict[str, frozenset[str]] = {}
    for row in book.nouns:
        for noun in row.nouns:
            found[noun] = found.get(noun, frozenset()) | {row.kind}
    return found


# --------------------------------------------------------------------------- phrases and names


def content(head: Token) -> Token:
    """The noun a phrase is about: "soldiers" in "dozens of soldiers"."""
    if head.lemma_.lower() in TRANSPARENT or head.like_num:
        for child in head.children:
            if child.dep_ == "prep" and child.lower_ == "of":
                for obj in child.children:
                    if obj.dep_ == "pobj":
                        return content(obj)
    return head


def core(head: Token) -> tuple[Token, Token]:
    """First and last token of the noun phrase without its clauses and prepositions."""
    left = [child.left_edge for child in head.lefts if child.dep_ in MODIFIERS]
    return (min(left, key=lambda t: t.i) if left else head), head


def phrase(head: Token, sentence: Sentence) -> Span:
    """The words of the noun phrase up to its "of" content, without the article."""
    first, last = core(head)
    inner = content(head)
    if inner != head:
        last = inner
    while first.i < last.i and (first.dep_ == "det" or first.is_punct):
        first = first.nbor(1)
    return sentence.across(first, last)


def name_of(head: Token, sentence: Sentence, mentions: Mentions, book: Book) -> Named | None:
    """The name or people-word that the phrase is: on its head, or before an agent noun."""
    named = mentions.of(sentence.at(head))
    if named is not None and named.kind == "people":
        return _whose(head, sentence, mentions) or (
            None if _after_hyphen(named, sentence) else named
        )
    if named is not None:
        return None if _after_hyphen(named, sentence) else named
    inner = content(head)
    if inner != head:
        return name_of(inner, sentence, mentions, book)
    first, last = core(head)
    inside = [
        each for each in mentions.within(sentence.across(first, last))
        if each.kind in {"actor", "people", "person"} and not _against(each, sentence)
    ]  # fmt: skip
    if noun_kinds(head, book) & {"territory", "building", "base", "symbol", "prison", "aid"}:
        return None  # "the military headquarters" is no military
    appos = [child for child in head.children if child.dep_ == "appos"]
    for child in appos:
        named = mentions.of(sentence.at(child))
        if named is not None and named.kind in {"actor", "person"}:
            return named
    if head.pos_ == "NOUN" and not is_human(head, book):
        return None  # an "army band" is no army
    adjacent = [each for each in inside if not _possessive(each, head, sentence)]
    return adjacent[-1] if adjacent else None


def _against(named: Named, sentence: Sentence) -> bool:
    """Whether the name is part of another word: "anti-Assad fighters", "Iranian-backed forces"."""
    assert sentence.tokens is not None
    words = sentence.tokens.text
    start, end = named.span.start - sentence.span.start, named.span.end - sentence.span.start
    return words[max(0, start - 5) : start].lower() == "anti-" or words[end : end + 1] == "-"


def _whose(head: Token, sentence: Sentence, mentions: Mentions) -> Named | None:
    """The actor named right before people under arms: "Isis fighters"."""
    for child in head.children:
        if child.dep_ in {"compound", "amod", "nmod"}:
            named = mentions.of(sentence.at(child))
            if named is not None and named.kind == "actor" and named.ref:
                return None if _against(named, sentence) else named
    return None


def _after_hyphen(named: Named, sentence: Sentence) -> bool:
    """Whether the name is the second half of another word: the "general" of a secretary-general."""
    assert sentence.tokens is not None
    start = named.span.start - sentence.span.start
    return sentence.tokens.text[max(0, start - 1) : start] == "-"


def is_human(noun: Token, book: Book) -> bool:
    """Whether a common noun stands for people or what they fight with: "units", "jets"."""
    kinds = noun_kinds(noun, book) & {"agent", "aircraft", "drone", "offensive", "captive", "crowd"}
    named = noun.lemma_.lower() in _people_words(book) or noun.lemma_ in book.listed("office")
    return bool(kinds) or named


@cache
def _people_words(book: Book) -> frozenset[str]:
    return frozenset(row.word for row in book.people)


def _possessive(named: Named, head: Token, sentence: Sentence) -> bool:
    """Whether the name only owns the head ("Assad's poster")."""
    return any(
        child.dep_ == "poss" and named.span.meets(sentence.at(child)) for child in head.children
    )


def place_of(
    head: Token, sentence: Sentence, mentions: Mentions, book: Book, nested: bool = True
) -> Named | None:
    """The place that the phrase is or belongs to: "the gates of Hama city" is Hama; with
    `nested` also the one it lies in ("a village in Idlib")."""
    named = mentions.of(sentence.at(head))
    if named is not None and named.kind in PLACES:
        return named
    if head.lower_ in {"it", "there", "which"}:
        return _last_place(head, sentence, mentions)
    sites = {"territory", "building", "prison"} & noun_kinds(head, book)
    if named is not None or not (sites or head.lemma_.lower() in TRANSPARENT):
        return None
    inside = (
        place_of(token, sentence, mentions, book, nested)
        for token in _names_inside(head, ("of", "in") if nested else ("of",))
    )
    return next((named for named in inside if named is not None), None)


def _names_inside(head: Token, joints: tuple[str, ...]) -> Iterator[Token]:
    """Where a phrase may name its place: "Hama city", "the town of Suran"."""
    for child in head.children:
        named = child.dep_ == "amod" and child.text[:1].isupper()  # "Aleppo city", misparsed
        if named or child.dep_ in {"compound", "appos", "nmod", "poss"}:
            yield child
        elif child.dep_ == "prep" and child.lower_ in joints:
            yield from (obj for obj in child.children if obj.dep_ == "pobj")


def places_of(
    filler: Filler, sentence: Sentence, mentions: Mentions, book: Book
) -> tuple[Named, ...]:
    """The places of a phrase that names several: "the villages of Suran and Morek"."""
    if filler.relation == TOPIC:
        return (filler.named,) if filler.named else ()
    first = place_of(filler.head, sentence, mentions, book)
    if first is None:
        return ()
    inside = next((t for t in filler.head.subtree if sentence.at(t).meets(first.span)), filler.head)
    joined = [t for t in inside.conjuncts if t.i > inside.i]
    others = (place_of(token, sentence, mentions, book) for token in joined)
    found = {each.span: each for each in (first, *others) if each is not None}
    return tuple(found.values())


def _last_place(head: Token, sentence: Sentence, mentions: Mentions) -> Named | None:
    """The place named last before "it": "reached the city and entered it"."""
    before = Span(sentence.span.start, sentence.at(head).start)
    found = [each for each in mentions.within(before) if each.kind in PLACES]
    narrow = [each for each in found if each.kind == "place"]
    return next(iter((*narrow[::-1], *found[::-1])), None)


def mention(filler: Filler, sentence: Sentence) -> Mention:
    """The filler as a mention: its name, or its words without a reference."""
    if filler.named is not None:
        return Mention(filler.named.span, filler.named.ref, filler.named.via)
    return Mention(phrase(filler.head, sentence))

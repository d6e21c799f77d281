"""Who a speaker is: a row of the codebook, an office or trade in the words, or who spoke before."""

from collections import Counter
from dataclasses import dataclass, field, replace
from functools import cache
from typing import Literal, get_args

from spacy.tokens import Token

from foglift.codebook import Book
from foglift.model import Role, Span
from foglift.read.rules.channels import MEDIA
from foglift.read.rules.cues import Cited
from foglift.read.rules.mentions import Mentions, Named
from foglift.read.rules.nominals import author_of
from foglift.read.rules.parse import Doc, Sentence
from foglift.read.rules.signatures import singular, state_of
from foglift.read.rules.stretches import span_of, whole
from foglift.read.rules.subjects import object_of
from foglift.text import fold


@dataclass(frozen=True, slots=True)
class Speaker:
    """Somebody who speaks, as far as known; `kind` decides which pronouns can mean them."""

    span: Span
    ref: str
    role: Role
    via: str
    kind: Literal["person", "body", "words"]


@dataclass(slots=True)
class Memory:
    """What resolving in reading order remembers: the last speakers and the names met."""

    doc: Doc
    mentions: Mentions
    book: Book
    country: str
    last: dict[str, Speaker] = field(default_factory=dict)
    names: dict[str, Speaker] = field(default_factory=dict)


def country_of(mentions: Mentions, book: Book) -> str:
    """The country that most of the report's places lie in, "" without places."""
    counts = Counter(
        book.gazetteer.place(named.ref).country
        for named in mentions.all
        if named.kind == "place" and named.ref
    )
    return min(counts, key=lambda iso: (-counts[iso], iso), default="")


def side_of(memory: Memory, ref: str) -> str:
    return memory.book.side(ref, memory.doc.report.published, memory.country) if ref else ""


def role_of(book: Book, ref: str) -> Role | None:
    owner = ref.partition("/")[0]
    known = owner in book.actors or owner in book.sources
    return book.role(ref) if known else None


# ------------------------------------------------------------------------------ who a phrase is

_PARTITIVE = frozenset(
    (
        "number", "one", "two", "three", "some", "many", "most", "several", "few", "all", "another",
        "dozen",
    )
)  # fmt: skip
_PERSONS = frozenset(("he", "she", "him", "her"))
_FIRST = frozenset(("i", "we", "me", "us"))


def who(memory: Memory, cited: Cited) -> Speaker:
    """The speaker of one cue, resolved by mention, by words, or from those who spoke before."""
    if cited.label is not None:
        return _labelled_speaker(memory, cited.label)
    head = cited.speaker
    if head is None:
        return Speaker(cited.cue, "", "anonymous", "unnamed", "words")
    sentence = cited.sentence
    if head.lower_ in _FIRST:
        return Speaker(sentence.at(head), *_publisher(memory), "first person", "person")
    head = _members(head)
    if head.pos_ == "NOUN" and head.lemma_ in MEDIA | {"figure", "data", "claim"}:
        head = author_of(head) or head
    if head.lemma_.lower() in memory.book.listed("record"):
        head = _keeper(head) or head
    span = _noun_phrase(sentence, head, cited.verb)
    before = memory.last.get("any")
    if head.lower_ == "it" and before is not None and not before.ref and before.kind != "person":
        return replace(before, span=span, via="it: spoke last")
    named = _mention(memory, sentence, head, span)
    if named is not None:
        human = named.kind == "person" or (head.pos_ == "NOUN" and _human(head, memory.book))
        kind: Literal["person", "body"] = "person" if human else "body"
        ref = _speaking(memory, named)
        role = role_of(memory.book, ref)
        if role is not None:
            return Speaker(span, ref, role, named.via, kind)
    if head.pos_ == "PRON" or _anaphor(head):
        return _told_of(memory, sentence, head, span) or _carried(memory, head, span)
    return _by_words(memory, head, span)


def _told_of(memory: Memory, sentence: Sentence, head: Token, span: Span) -> Speaker | None:
    """ "Hadi, a nurse, fled. She said ...", unless Hadi spoke: then who spoke goes on."""
    if head.lower_ not in _PERSONS:
        return None
    found = introduced(memory.doc, memory.mentions, sentence, memory.book)
    spoke = memory.last.get("person")
    if found is None or (spoke is not None and spoke.span.meets(found[1])):
        return None
    return replace(_by_words(memory, *found), span=span, via=f"{head.lower_}: told of before")


def introduced(
    doc: Doc, mentions: Mentions, sentence: Sentence, book: Book
) -> tuple[Token, Span] | None:
    """Somebody without a row whom the sentence before tells of: "Hadi, a nurse, fled. She said
    ..."."""
    before = doc.sentences[sentence.index - 1] if sentence.index else None
    if before is None or before.tokens is None or sentence.paragraph - before.paragraph > 1:
        return None
    root = next((t for t in before.tokens if t.dep_ == "ROOT"), None)
    subjects = root.children if root is not None else ()
    subject = next((c for c in subjects if c.dep_ in ("nsubj", "nsubjpass")), None)
    if subject is None or subject.tag_ not in ("NN", "NNP") or not _human(subject, book):
        return None
    named = mentions.of(before.at(subject))
    if named is not None and (named.kind != "person" or named.ref):
        return None
    return subject, _noun_phrase(before, subject, root)


def _publisher(memory: Memory) -> tuple[str, Role]:
    """Who "we" are outside a quotation: the outlet, a monitor where it is one."""
    for ref in memory.book.names().get(fold(memory.doc.report.outlet).removeprefix("the "), ()):
        role = role_of(memory.book, ref)
        if role is not None:
            return ref, role
    return "", "monitor" if memory.doc.report.kind == "monitor" else "press-own"


def _members(head: Token) -> Token:
    """Of "one of the drivers" the drivers."""
    if head.lemma_.lower() in _PARTITIVE or head.pos_ == "NUM":
        for child in head.children:
            if child.lower_ == "of" and child.dep_ == "prep":
                return object_of(child) or head
    return head


def _mention(memory: Memory, sentence: Sentence, head: Token, phrase: Span) -> Named | None:
    """The resolved name that the head is, or that it speaks for ("a spokesman for the army")."""
    named = memory.mentions.of(sentence.at(head))
    if named is not None and named.ref and named.kind != "people":
        return named
    body = _so_called(head)
    if body is not None:
        called = memory.mentions.of(sentence.at(body))
        if called is not None and role_of(memory.book, called.ref) is not None:
            return called
    if head.lemma_.lower() not in memory.book.listed("speaks-for") and head.pos_ != "PROPN":
        return None
    clauses = (c.left_edge for c in head.children if c.dep_ in ("relcl", "acl"))
    end = min((sentence.at(edge).start for edge in clauses), default=phrase.end)
    for part in memory.mentions.within(Span(phrase.start, max(end, phrase.start))):
        if role_of(memory.book, _speaking(memory, part)) is not None:
            return part
    return None


def _so_called(head: Token) -> Token | None:
    """The name in "the rescue service known as the White Helmets", and for whom the people work in
    "rescue workers of the White Helmets"."""
    for child in head.children:
        if child.dep_ == "acl" and child.lower_ in ("known", "called", "named", "dubbed"):
            for part in child.children:
                if part.lower_ == "as" and part.dep_ == "prep":
                    return object_of(part)
                if part.dep_ in ("oprd", "attr", "dobj"):
                    return part
        works = head.lemma_.lower() in ("worker", "rescuer", "volunteer", "medic", "monitor")
        if works and child.dep_ == "prep" and child.lower_ in ("of", "from", "with"):
            return object_of(child)
    return None


def _speaking(memory: Memory, named: Named) -> str:
    """Who speaks under a name: for a country ("Russia said") its government of the day."""
    if named.ref in memory.book.countries:
        return memory.book.state(named.ref, memory.doc.report.published)
    return named.ref


def _noun_phrase(sentence: Sentence, head: Token, verb: Token | None) -> Span:
    """The speaker's words with all that tells who it is, on one side of the cue: not "..., who
    had fled"."""
    first, last = whole(head)
    ahead = verb is not None and head.i < verb.i
    for child in head.children:
        medium = object_of(child) if child.dep_ == "prep" and child.i > head.i else None
        told = verb is not None and child.left_edge.i <= verb.i <= child.right_edge.i
        aside = child.dep_ == "acl" or (child.dep_ == "relcl" and verb is not None and ahead)
        beside = aside and child.left_edge.nbor(-1).text == ","
        if told or beside or (medium is not None and medium.lemma_.lower() in MEDIA):
            last = min(last, child.left_edge.i - 1)
    if verb is not None:
        first = max(first, verb.i + 1) if verb.i < head.i else first
        last = min(last, verb.i - 1) if verb.i > head.i else last
    assert sentence.tokens is not None
    while last > head.i and (sentence.tokens[last].is_punct or sentence.tokens[last].pos_ == "ADP"):
        last -= 1
    while first < head.i and sentence.tokens[first].is_punct:
        first += 1
    if verb is not None and head.head == verb:
        while last + 1 < verb.i and sentence.tokens[last + 1].pos_ == "PROPN":
            last += 1  # "a photographer of news agency AFP": the parser may leave AFP beside
    return span_of(sentence, (first, max(last, head.i)))


def _anaphor(head: Token) -> bool:
    """ "the group", "the statement": a bare definite noun for somebody who spoke before."""
    return [child.lower_ for child in head.children] == ["the"]


def _carried(memory: Memory, head: Token, span: Span) -> Speaker:
    """The speaker that a pronoun or bare noun goes back to; unresolved where there is none."""
    word = head.lower_
    if _is_the_outlet(memory, head):
        return Speaker(span, *_publisher(memory), f"the {word}: the outlet itself", "body")
    keys: tuple[str, ...] = (f"head:{head.lemma_.lower()}",)
    if word in _PERSONS:
        keys = ("person",)
    elif word == "it":
        keys = ("body", "words")
    elif word == "they":
        keys = ("words", "body", "person")
    elif word in memory.book.listed("speaks-again"):
        keys = (*keys, "any")
    for key in keys:
        if key in memory.last and _could_be(word, memory.last[key], memory.book):
            return replace(memory.last[key], span=span, via=f"{word}: spoke before")
    if head.pos_ == "PRON":
        return Speaker(span, "", "anonymous", "unresolved", "words")
    return _by_words(memory, head, span)


def _keeper(noun: Token) -> Token | None:
    """Whose the record is: "the database of the network", "the network's database"."""
    for child in noun.children:
        if child.dep_ == "poss":
            return child
        if child.dep_ == "prep" and child.lower_ in ("of", "from", "by"):
            return object_of(child)
    return None


def _is_the_outlet(memory: Memory, head: Token) -> bool:
    """Whether "the network" is the monitor or party that publishes the report."""
    report = memory.doc.report
    own = report.kind in ("monitor", "statement") and head.pos_ != "PRON"
    return own and head.lemma_.lower() in fold(report.outlet).split()


def _could_be(noun: str, before: Speaker, book: Book) -> bool:
    """ "the network" is not the mayor who spoke before; "the man" is no agency."""
    role = _roles(book).get(noun)
    if noun in ("woman", "man", "officer"):
        return before.kind == "person"
    return role != "press-own" or before.role == role


def _by_words(memory: Memory, head: Token, span: Span) -> Speaker:
    """A speaker without a row: an office or trade in the words, or a name met before."""
    met = memory.names.get(head.lower_) if head.pos_ == "PROPN" else None
    trade = _trade(head, memory.book)
    if trade is None and met is not None:
        return replace(met, span=span, via=f"name met before: {head.text}")
    state = _state_voice(memory, head, span)
    if state:
        return Speaker(span, state, "party", f"the state of {memory.country}", "body")
    kind: Literal["person", "words"] = "person" if _human(head, memory.book) else "words"
    speaker = Speaker(span, "", trade or "anonymous", "words" if trade else "", kind)
    if head.pos_ == "PROPN":
        memory.names[head.lower_] = speaker
    return speaker


def _state_voice(memory: Memory, head: Token, span: Span) -> str:
    """The state of the country that the report is about, where words speak for it: "the defence
    ministry", "state television"."""
    lemma, book = head.lemma_.lower(), memory.book
    own = any(child.lower_ == "state" for child in head.children)
    spoken = lemma in book.listed("voice-of-state")
    if not memory.country or not (spoken or (own and lemma in book.listed("broadcaster-of-state"))):
        return ""
    state = memory.book.state(memory.country, memory.doc.report.published)
    others = (each.ref for each in memory.mentions.within(span) if each.ref != state)
    return "" if any(others) else state


@cache
def _roles(book: Book) -> dict[str, Role]:
    """What a speaker without a row of the codebook is, by the words for them: "nurse", "aid
    worker"."""
    return {word: role for role in get_args(Role) for word in book.listed(f"role-{role}")}


def _human(head: Token, book: Book) -> bool:
    word, roles = head.lemma_.lower(), _roles(book)
    if word not in roles:
        return head.pos_ == "PROPN"
    return roles[word] in ("witness", "expert") or word in book.listed("speaks-for")


def _trade(head: Token, book: Book) -> Role | None:
    """The role in the words: of the head itself, its apposition, or a title before the name."""
    around = [head, *(c for c in head.children if c.dep_ == "appos")]
    around += [c for c in head.children if c.dep_ in ("compound", "nmod", "amod")]
    if head.dep_ == "appos":
        around.append(head.head)
    roles = _roles(book)
    for token in around:
        word = token.lemma_.lower()
        for name in (*(f"{part.lower_} {word}" for part in token.children), word):
            if name in roles:
                return roles[name]
    if any(c.dep_ == "appos" and c.like_num for c in head.children):
        return "witness"  # "Olena Shevchuk, 54,"
    return None


def _labelled_speaker(memory: Memory, label: Span) -> Speaker:
    for named in memory.mentions.within(label):
        role = role_of(memory.book, named.ref)
        if role is not None:
            return Speaker(label, named.ref, role, "label", "person")
    seat = _state_in(memory, label)
    if seat:
        return Speaker(label, seat, "party", "label: a state by its name or seat", "body")
    words = fold(memory.doc.text[label.start : label.end]).split()
    state = memory.book.state(memory.country, memory.doc.report.published) if words else ""
    voices = memory.book.listed("voice-of-state") | memory.book.listed("broadcaster-of-state")
    if words and words[-1] in voices and memory.country and state:
        return Speaker(label, state, "party", f"label: the state of {memory.country}", "body")
    role = _roles(memory.book).get(singular(words[-1]) if words else "")
    return Speaker(label, "", role or "anonymous", "label", "person")


def _state_in(memory: Memory, label: Span) -> str:
    """The state that a label means: "Kyiv", "Ukraine military"; "" for the police of a town."""
    for named in memory.mentions.within(label):
        alone = named.span == label
        words = fold(memory.doc.text[named.span.end : label.end]).split()
        arms = memory.book.listed("arm-of-state") | memory.book.listed("voice-of-state")
        if alone or (words and singular(words[-1]) in arms):
            state = state_of(memory.book, named, memory.doc.report.published)
            if state:
                return state
    return ""


def remember(memory: Memory, speaker: Speaker, head: Token | None) -> None:
    if speaker.via in ("unnamed", "unresolved", "first person"):
        return
    memory.last[speaker.kind] = memory.last["any"] = speaker
    if speaker.kind == "person" and speaker.ref and "/" not in speaker.ref:
        memory.last["body"] = speaker  # "a spokesman for the army said ... It added"
    if head is not None and head.pos_ != "PRON":
        memory.last[f"head:{head.lemma_.lower()}"] = speaker

"""ECB+: which mentions of events, in reports of many matters, are of one event. Mentions are given;
what is compared is what the reader's propositions make of them, without the topics of the set."""

from collections.abc import Iterator, Mapping, Sequence
from functools import partial

from spacy.tokens import Token

from bench.data import report
from bench.tasks.readings import over
from bench.tasks.task import Half, Measure, Row, Task
from foglift.codebook import Book
from foglift.fuse.matters import Matters
from foglift.fuse.tellings import Telling, happenings
from foglift.model import Report, Span
from foglift.read.rules.parse import Doc, Sentence, parse
from foglift.read.rules.propositions import Proposition, propositions
from foglift.text import stem

_CONTENT = {"NOUN", "PROPN", "VERB", "ADJ", "NUM"}
_POINTING = {"PRON", "DET", "AUX"}
# What describes a participant or, before or behind a noun, takes part in what it names.
_DESCRIBING = {"compound", "nmod", "nummod", "amod", "poss"}
# How many words on either side stand beside a mention.
BESIDE = 4
Mentions = Mapping[str, Sequence[Span]]


def predict(rows: Sequence[Row], book: Book) -> list[Row]:
    """{"id": "1_10ecb#31", "cluster": "7"} for each mention of an event."""
    asked = [[each for each in row["mentions"] if each["kind"] == "action"] for row in rows]
    reports = [report(row["text"], outlet=row["id"]) for row in rows]
    spans = {
        each.id: [Span(*one["span"]) for one in those]
        for each, those in zip(reports, asked, strict=True)
    }
    told = [each for those in over(partial(_tellings, spans), reports, book) for each in those]
    happened = happenings(told, Matters(reports, book), book)
    ids = [each["mid"] for those in asked for each in those]
    return [{"id": id, "cluster": str(n)} for id, n in zip(ids, happened, strict=True)]


def _tellings(spans: Mentions, one: Report, book: Book) -> list[Telling]:
    """The telling that each mention of a report is."""
    doc = parse(one, book, every=True)
    said: dict[int, dict[int, Proposition]] = {}
    found = []
    for span in spans[one.id]:
        sentence = _sentence(span, doc)
        if sentence is None or sentence.tokens is None:
            found.append(_bare(span, doc))
            continue
        if sentence.index not in said:
            said[sentence.index] = {each.head.i: each for each in propositions(sentence, book)}
        found.append(_telling(span, sentence, said[sentence.index], doc, book))
    return found


def _sentence(span: Span, doc: Doc) -> Sentence | None:
    return next((each for each in doc.sentences if each.span.meets(span)), None)


def _bare(span: Span, doc: Doc) -> Telling:
    """A mention where nothing was parsed: its last word."""
    word = stem(doc.words(span).split()[-1])
    return Telling(doc.report.id, -1, frozenset((f"={word}",)))


def _telling(
    span: Span, sentence: Sentence, said: Mapping[int, Proposition], doc: Doc, book: Book
) -> Telling:
    assert sentence.tokens is not None
    words = [token for token in sentence.tokens if sentence.at(token).meets(span)]
    inside = {token.i for token in words}
    head = next((token for token in words if token.head.i not in inside or token.head == token),
                words[0])  # fmt: skip
    arguments = _arguments(head, said.get(head.i), inside)
    stems = {relation: _stems(tokens) for relation, tokens in arguments.items()}
    beside = sentence.tokens[max(0, head.i - BESIDE) : head.i + BESIDE + 1]
    return Telling(
        report=doc.report.id,
        sentence=sentence.index,
        kin=frozenset(_kin(doc.words(span).lower(), head, words, book)),
        whom=stems.get("obj", frozenset()),
        parties=frozenset().union(*stems.values()),
        near=frozenset(stem(token.text) for token in beside if token.i not in inside),
        points=head.pos_ in _POINTING,
    )


def _kin(phrase: str, head: Token, words: Sequence[Token], book: Book) -> Iterator[str]:
    """The families of the phrase, also by its lemma ("checked into" is of "check into"), and of
    its words; each word's stem."""
    for form in (phrase, " ".join([head.lemma_.lower(), *phrase.split()[1:]])):
        yield from book.families(form)
    for token in [token for token in words if token.pos_ in _CONTENT] or [head]:
        lemma = token.lemma_.lower()
        yield from book.families(lemma)
        yield f"={stem(lemma)}"


def _arguments(head: Token, said: Proposition | None, inside: set[int]) -> dict[str, list[Token]]:
    """Who takes part, by relation: those of the proposition, else of a noun that is none."""
    pairs = (
        [(each.relation, each.head) for each in said.arguments] if said else list(_attached(head))
    )
    found: dict[str, list[Token]] = {}
    for relation, token in pairs:
        if token.i not in inside:
            found.setdefault(relation, []).append(token)
    return found


def _attached(noun: Token) -> Iterator[tuple[str, Token]]:
    for child in noun.children:
        if child.dep_ in _DESCRIBING - {"nummod"}:
            yield ("subj" if child.dep_ == "poss" else "with"), child
        elif child.dep_ == "prep":
            yield from ((child.lower_, each) for each in child.children if each.dep_ == "pobj")


def _stems(tokens: Sequence[Token]) -> frozenset[str]:
    """The tokens with what describes them: "the Syrian army" is syrian and army."""
    described = [
        each for token in tokens
        for each in (token, *(child for child in token.children if child.dep_ in _DESCRIBING))
    ]  # fmt: skip
    return frozenset(stem(each.text) for each in described)


TASK = Task(
    name="ecbplus",
    halves=(
        Half(
            "ecbplus/dev.jsonl",
            predict,
            (
                Measure("with_singletons.conll_f1", 63.1, "about 85 (supervised, in topics)", 76),
                Measure("without_gold_singletons.conll_f1"),
            ),
            form="mentions",
        ),
    ),
)

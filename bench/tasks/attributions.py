"""The reader's attributions as benchmarks want them: source, cue and content of each."""

from collections.abc import Iterable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from itertools import groupby
from multiprocessing import get_context

from bench.data import report
from bench.tasks.readings import WORKERS
from bench.tasks.task import Row
from foglift import codebook
from foglift.codebook import Book
from foglift.model import Span
from foglift.read.rules.mentions import resolve
from foglift.read.rules.parse import Doc, parse
from foglift.read.rules.voices import Said, attribute
from foglift.text import paragraphs
from foglift.text import quotations as quoted

_FEW = 12  # texts for which a second process costs more than it saves
_MARKS = "\"“”‘’'„«»"
_JOINED = {"``": "“", "''": "”", "`": "‘"}  # quotation marks of tokenized text
_book: Book


@dataclass(frozen=True)
class Attributed:
    """Who says what, in characters of the text; no source where nobody is named. `spoken`: in
    quotation marks."""

    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]
    spoken: bool


def attributions(texts: Sequence[str], book: Book) -> list[list[Attributed]]:
    """Every attribution that the reader finds in each text, whatever the texts are about."""
    if len(texts) <= _FEW:
        return [attributed(each, book) for each in texts]
    with ProcessPoolExecutor(WORKERS, get_context("spawn"), _hire) as pool:
        return list(pool.map(_attributed_here, texts, chunksize=4))


def _hire() -> None:
    global _book
    _book = codebook.load()


def _attributed_here(text: str) -> list[Attributed]:
    return attributed(text, _book)


def attributed(text: str, book: Book) -> list[Attributed]:
    """The attributions of one text."""
    doc = parse(report(text), book, every=True)
    return shaped(doc, attribute(doc, resolve(doc, book), book).all)


# ---------------------------------------------------------------------------- how the sets cut


def shaped(doc: Doc, voices: Sequence[Said]) -> list[Attributed]:
    """The outermost attributions: what is said inside other words belongs to these."""
    return [_shaped(doc, said) for said in voices if not said.inner]


def _shaped(doc: Doc, said: Said) -> Attributed:
    nearest = said.chain[0]
    source = () if nearest.source.via == "unnamed" else (said.pronoun or nearest.source.span,)
    content = tuple(_with_marks(doc.text, part) for part in said.content)
    if nearest.cue is None:
        return Attributed(source, (), content, True)
    return Attributed(source, (_without_to(doc, nearest.cue, content[0]),), content, said.quoted)


def _without_to(doc: Doc, cue: Span, first: Span) -> Span:
    """ "vowed | to march" and not "vowed to | to march"."""
    if doc.words(cue).lower().endswith(" to") and first.start <= cue.end - 2 < first.end:
        return Span(cue.start, cue.end - 3)
    return cue


def _with_marks(text: str, part: Span) -> Span:
    """A quotation with its marks."""
    start, end = part.start, part.end
    while start and text[start - 1] in _MARKS:
        start -= 1
    while start > 1 and text[start - 1] == " " and text[start - 2] in "“‘„":
        start -= 2  # tokenized text
    while end < len(text) and text[end] in _MARKS:
        end += 1
    while end < len(text) - 1 and text[end] == " " and text[end + 1] in "”":
        end += 2
    return Span(start, end)


# -------------------------------------------------------------------------- tokens with labels


def labels(rows: Sequence[Row], book: Book, between: str, spoken: bool = False) -> list[Row]:
    """{"id": "1", "labels": ["B-source", "B-cue", ...]} for the tokens of each row, the rows of
    one document read together, with the characters `between` them. `spoken`: of speech alone,
    and every quotation is speech, whoever speaks."""
    documents = [list(some) for _, some in groupby(rows, key=lambda row: row["doc"])]
    texts = [between.join(_joined(row["tokens"]) for row in some) for some in documents]
    answers: list[Row] = []
    for some, text, found in zip(documents, texts, attributions(texts, book), strict=True):
        start = 0
        if spoken:
            found = _speech(text, found)
        for row in some:
            words = _joined(row["tokens"])
            assert text.startswith(words, start)
            answers.append({"id": row["id"], "labels": _labels(row["tokens"], start, found)})
            start += len(words) + len(between)
    return answers


def _speech(text: str, found: Sequence[Attributed]) -> list[Attributed]:
    """The speakers that the reader hears in quotations, and every quotation on its own."""
    heard = [Attributed(each.source, each.cue, (), True) for each in found if each.spoken]
    spans = [_with_marks(text, each.span) for at in paragraphs(text) for each in quoted(text, at)]
    return [*heard, *(Attributed((), (), (span,), True) for span in spans)]


def _joined(tokens: Iterable[str]) -> str:
    return " ".join(_JOINED.get(token, token) for token in tokens)


def _labels(tokens: Sequence[str], start: int, found: Sequence[Attributed]) -> list[str]:
    places, at = [], start
    for token in tokens:
        end = at + len(_JOINED.get(token, token))
        places.append(Span(at, end))
        at = end + 1
    marks = ["O"] * len(tokens)
    for role in ("content", "source", "cue"):
        for span in sorted({span for each in found for span in getattr(each, role)}):
            inside = [i for i, place in enumerate(places) if span.covers(place)]
            for i in inside:
                marks[i] = f"{'I' if i > inside[0] else 'B'}-{role}"
    return marks

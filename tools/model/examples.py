"""Examples for the model, made from coded text: each sentence with what is coded at its words.

    python tools/model/examples.py bench/train > examples.jsonl

A line is a sentence: its words, the characters of each trigger with event type, control change and
realis, and the characters of each source, cue and content in it.
"""

import json
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from bench.coded import Coded, CodedReport, load
from foglift import codebook
from foglift.codebook import Book
from foglift.model import Report, Span
from foglift.read.rules.mentions import resolve
from foglift.read.rules.parse import parse
from foglift.read.rules.reading import Reading
from foglift.read.rules.triggers import pieces
from foglift.read.rules.voices import attribute
from foglift.text import paragraphs, sentences

Example = dict[str, Any]


def main(paths: Sequence[str]) -> None:
    coded = (each for report in load(map(Path, paths)) for each in examples(report))
    for example in (*coded, *shown(codebook.load())):
        sys.stdout.write(f"{json.dumps(example, ensure_ascii=False)}\n")


def shown(book: Book) -> Iterator[Example]:
    """The sentences of the codebook's rows, with the words on which the row fires."""
    for number, row in enumerate(book.verbs):
        doc = parse(Report("r", "", "news", row.example), book)
        mentions = resolve(doc, book)
        reading = Reading(doc, mentions, attribute(doc, mentions, book), book)
        frames = [each for each in reading.frames if each.row == row and row.event]
        for sentence in doc.sentences[:1]:
            words = doc.words(sentence.span)
            ids, starts = pieces(words)
            triggers = [
                {"start": span.start, "end": span.end, "event": row.event, "control": row.control,
                 "realis": each.proposition.realis, "background": False}
                for each in frames
                if sentence.span.covers(span := each.proposition.span)
            ]  # fmt: skip
            yield {
                "report": f"row {number}", "text": words, "ids": ids, "starts": starts,
                "triggers": triggers, "speech": [],
            }  # fmt: skip


def examples(coded: CodedReport) -> Iterator[Example]:
    """The sentences of a report."""
    text = coded.report.text
    for paragraph in paragraphs(text):
        for sentence in sentences(text, paragraph):
            words = text[sentence.start : sentence.end]
            ids, starts = pieces(words)
            yield {
                "report": coded.name,
                "text": words,
                "ids": ids,
                "starts": starts,
                "triggers": list(_triggers(coded.claims, sentence)),
                "speech": [list(each) for each in _speech(coded.claims, sentence)],
            }


def _triggers(claims: Sequence[Coded], sentence: Span) -> Iterator[Example]:
    """What is said to happen at each trigger in the sentence."""
    here = [each for each in claims if each.kind != "speech" and sentence.covers(each.trigger)]
    for span in sorted({claim.trigger for claim in here}):
        at = [claim for claim in here if claim.trigger == span]
        event = next((each for each in at if each.kind == "event"), None)
        control = next((each for each in at if each.kind == "control"), None)
        told = event or control or at[0]
        usual = "planned" if told.kind == "intent" else "actual"
        yield {
            "start": span.start - sentence.start,
            "end": span.end - sentence.start,
            "event": "/".join(filter(None, (event.type, event.facet))) if event else "",
            "control": control.type if control else "",
            "realis": told.values.get("realis", usual),
            "background": "background" in told.values,
        }


def _speech(claims: Sequence[Coded], sentence: Span) -> Iterator[tuple[str, int, int]]:
    """The source, cue and content of each saying, as far as they lie in the sentence."""
    for claim in claims:
        if claim.kind == "speech":
            parts = [("cue", claim.trigger)]
            parts += [(name, words.span) for name in ("source", "content")
                      for words in claim.words(name)]  # fmt: skip
            for name, span in parts:
                if span.meets(sentence):
                    start, end = max(span.start, sentence.start), min(span.end, sentence.end)
                    yield name, start - sentence.start, end - sentence.start


if __name__ == "__main__":
    main(sys.argv[1:])

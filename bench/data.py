"""The texts that are measured: the sample corpus, news of other things, and open articles."""

import json
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import Literal

import msgspec

from foglift import ingest, text
from foglift.ingest import Options
from foglift.model import Report, report_id

ROOT = Path(__file__).parent.parent
SAMPLE = ROOT / "examples" / "fall-of-hama" / "reports"
SHARED = ROOT.parent / "shared"
HAMA = SHARED / "seed" / "hama.txt"
HAMA_DAY = date(2024, 12, 5)
GUARDIAN = SHARED / "benchmarks" / "ngec" / "guardian_sdf.jsonl"


def report(text: str, published: date | None = None, outlet: str = "") -> Report:
    """A text as a report, with the day it was published where its collection gives it."""
    identity = report_id(text, "", outlet, published)
    dated: Literal["given", "unknown"] = "given" if published else "unknown"
    return Report(identity, outlet, "news", text, published=published, dated=dated)


def sample() -> list[Report]:
    """The reports of the sample corpus."""
    return _reports(SAMPLE)


def hama() -> list[Report]:
    """The seed article, [] where the shared folder is not there."""
    return _reports(HAMA, Options(published=HAMA_DAY)) if HAMA.exists() else []


def guardian(count: int) -> list[Report]:
    """That many of the 249 dated articles, [] where the shared folder is not there."""
    if not GUARDIAN.exists():
        return []
    with GUARDIAN.open(encoding="utf-8") as lines:
        rows = [json.loads(line) for _, line in zip(range(count), lines, strict=False)]
    return [report(row["text"], date.fromisoformat(row["date"]), "The Guardian") for row in rows]


def unrelated() -> list[Report]:
    """Twenty short reports of sport, weather, trade and the like."""
    texts = (ROOT / "bench" / "unrelated.txt").read_text(encoding="utf-8").split("\n\n")
    return [report(text.strip(), HAMA_DAY, "Evening Post") for text in texts]


def varied(reports: Iterable[Report], count: int) -> Iterator[Report]:
    """So many reports: each in turn, from the second time on with its paragraphs rotated, so that
    none is read twice."""
    originals = list(reports)
    for number in range(count):
        turn, at = divmod(number, len(originals))
        report = originals[at]
        spans = text.paragraphs(report.text)
        start = turn % len(spans)
        lines = [report.text[span.start : span.end] for span in spans[start:] + spans[:start]]
        words = "\n\n".join(lines)
        outlet = f"{report.outlet} {turn}".strip()
        identity = report_id(words, report.title, outlet, report.published)
        yield msgspec.structs.replace(report, id=identity, text=words, outlet=outlet)


def words(reports: Iterable[Report]) -> int:
    """How many words the reports have, by their blanks."""
    return sum(len(report.text.split()) for report in reports)


def _reports(path: Path, options: Options = Options()) -> list[Report]:  # noqa: B008
    return [each for each in ingest.reports([path], options) if isinstance(each, Report)]
